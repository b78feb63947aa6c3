//! A section's own page, the pages below it, and the feed of what is new on what it is about.

use leptos::prelude::*;

use crate::model::{ArticleBundle, Teaser};
use crate::ui::components::{Breadcrumbs, Contents, DatasetCards, GoalGrid, Sources, TeaserList, blocks};
use crate::ui::meta::FEED_FILES;
use crate::ui::reader::use_reader;
use crate::ui::routes::Address;

/// Title, introduction, text, the pages below, the feed, sources.
pub(super) fn section(bundle: &ArticleBundle, address: &Address) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let article = &bundle.article;
    let (goals, pages): (Vec<Teaser>, Vec<Teaser>) =
        bundle.children.iter().cloned().partition(|page| page.goal.is_some());
    let goals = (!goals.is_empty()).then(|| {
        view! {
            <section class="section__goals" aria-labelledby="goals">
                <h2 id="goals">{strings.the_goals}</h2>
                <GoalGrid pages=goals />
            </section>
        }
    });
    let pages = (!pages.is_empty()).then(|| {
        view! {
            <section class="section__pages" aria-labelledby="pages">
                <h2 id="pages">{strings.in_this_section}</h2>
                <TeaserList teasers=pages />
            </section>
        }
    });
    let datasets = (!bundle.datasets.is_empty()).then(|| {
        view! {
            <section class="section__datasets" aria-labelledby="all-datasets">
                <h2 id="all-datasets">{strings.datasets}</h2>
                <DatasetCards datasets=bundle.datasets.clone() />
            </section>
        }
    });
    let feed = address.feed().filter(|list| list == address).map(|list| {
        let [(_, file), _] = FEED_FILES;
        let href = reader.href(&format!("{}{file}", list.path()));
        view! {
            <p class="more">
                <a href=href rel="external">
                    {strings.section_feed}
                </a>
            </p>
        }
    });
    view! {
        <article class="section">
            <Breadcrumbs address=address.clone() />
            <header class="opening">
                <h1 tabindex="-1">{article.title.clone()}</h1>
                <p class="opening__summary">{article.summary.clone()}</p>
            </header>
            {goals}
            {datasets}
            <div class="columns">
                <Contents body=article.body.clone() />
                <div class="columns__text prose">{blocks(&article.body)}</div>
            </div>
            {pages}
            {feed}
            <Sources sources=article.sources.clone() />
        </article>
    }
}
