//! The page of a dataset.

use leptos::prelude::*;

use crate::model::{Article, Dataset, Download};
use crate::ui::charts::ChartFigure;
use crate::ui::components::{Breadcrumbs, Sources, blocks, data_table};
use crate::ui::reader::{Reader, use_reader};
use crate::ui::routes::Address;

/// Title, what the figures show, charts, what is counted and how, every figure, files to take away, sources.
pub(super) fn dataset(article: &Article, dataset: &Dataset, address: &Address) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let charts = dataset
        .charts
        .iter()
        .map(|chart| view! { <ChartFigure chart=chart.clone() explorable=true /> })
        .collect::<Vec<_>>();
    view! {
        <article class="dataset">
            <Breadcrumbs address=address.clone() />
            <header class="opening">
                <p class="dataset__kicker">{strings.dataset} " · " {dataset.theme.clone()}</p>
                <h1 tabindex="-1">{article.title.clone()}</h1>
                <p class="opening__summary">{article.summary.clone()}</p>
            </header>
            <div class="dataset__charts">{charts}</div>
            <div class="columns">
                <div class="columns__text prose">{blocks(&article.body)}</div>
                <div class="columns__margin">{facts(dataset, &reader)}</div>
            </div>
            <section class="dataset__figures" aria-labelledby="all-figures">
                <h2 id="all-figures">{strings.all_figures}</h2>
                <div class="prose">{data_table(&article.title, &dataset.table.columns, &dataset.table.rows)}</div>
            </section>
            <Sources sources=article.sources.clone() />
        </article>
    }
}

/// How far the figures can be relied on, under which terms, and as which files they can be had.
fn facts(dataset: &Dataset, reader: &Reader) -> impl IntoView + use<> {
    let strings = reader.strings;
    let downloads = dataset.downloads.iter().map(|download| {
        let Download { name, path, bytes } = download;
        let size = (strings.kilobytes)(f64::from(*bytes) / 1000.0);
        view! {
            <li>
                <a href=reader.href(path) rel="external" download="">
                    {name.clone()}
                </a>
                " ("
                {size}
                ")"
            </li>
        }
        .into_any()
    });
    let downloads = downloads.collect::<Vec<_>>();
    view! {
        <aside class="facts" aria-labelledby="facts">
            <h2 class="facts__title" id="facts">
                {strings.about_these_figures}
            </h2>
            <dl>
                <dt>{strings.reliability}</dt>
                <dd>{(strings.quality)(dataset.quality)}</dd>
                <dt>{strings.terms}</dt>
                <dd>{dataset.licence.clone()}</dd>
                <dt>{strings.downloads}</dt>
                <dd>
                    <ul class="dataset__downloads" role="list">
                        {downloads}
                    </ul>
                </dd>
            </dl>
        </aside>
    }
}
