//! What stands in a frame on somebody's page. Links lead out of the frame, to the site: the page says so once for all.

use leptos::prelude::*;

use crate::model::{Article, Chart, Teaser};
use crate::ui::charts::ChartFigure;
use crate::ui::components::{CoverImage, Kicker, blocks};
use crate::ui::embed::code_path;
use crate::ui::reader::Reader;
use crate::ui::routes::Route;
use crate::ui::strings::embed_strings;

/// The most articles a list shows.
pub const MOST_ARTICLES: usize = 10;

/// How many articles a list shows if it is not said.
pub const ARTICLES: usize = 5;

/// What a frame's address says after `#` to show an article without its text. The stylesheet hides it (`:target`), so
/// no script is needed.
pub const SUMMARY: &str = "summary";

/// What a frame's address says after `#` to show so many articles: the id of the last, after which the stylesheet hides
/// the others.
pub fn to(number: usize) -> String {
    format!("to-{number}")
}

/// An article: kicker, title, summary, drawing, text.
pub fn article(article: &Article, reader: &Reader) -> AnyView {
    reader.provide();
    let cover = article.cover.clone().map(|cover| view! { <CoverImage cover /> });
    view! {
        <main>
            <article class="embed" id=SUMMARY>
                <Kicker teaser=article.teaser() />
                <h1 class="embed__title">
                    <a href=reader.href(&article.path)>{article.title.clone()}</a>
                </h1>
                <p class="embed__summary">{article.summary.clone()}</p>
                <div class="embed__text">{cover} <div class="prose">{blocks(&article.body)}</div></div>
            </article>
        </main>
        {from(reader, &article.path)}
    }
    .into_any()
}

/// A list of articles. `path` is the list's own, in which there may be more.
pub fn news(name: &str, path: &str, teasers: &[Teaser], reader: &Reader) -> AnyView {
    reader.provide();
    let row = |(number, teaser): (usize, &Teaser)| {
        let href = reader.href(&teaser.path);
        view! {
            <li class="embed__row" id=to(number)>
                <Kicker teaser=teaser.clone() />
                <p class="embed__title">
                    <a href=href>{teaser.title.clone()}</a>
                </p>
                <p class="embed__summary">{teaser.summary.clone()}</p>
            </li>
        }
    };
    let rows = (1..).zip(teasers).take(MOST_ARTICLES).map(row).collect_view();
    view! {
        <main class="embed">
            <h1 class="embed__name">{name.to_owned()}</h1>
            <ol class="embed__rows" role="list">
                {rows}
            </ol>
        </main>
        {from(reader, path)}
    }
    .into_any()
}

/// A way in which a chart can be shown, with the frame that shows it so.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What it is called: a kind of chart, or how numbers are told.
    pub name: &'static str,
    /// Its frame, as in a link.
    pub href: String,
    /// Whether it is the one that is shown.
    pub is_shown: bool,
}

/// A chart with all that belongs to it, and links to the same chart drawn otherwise and with its numbers told
/// otherwise, which stay in the frame. They work without scripts.
pub fn chart(chart: &Chart, kinds: &[Variant], numbers: &[Variant], reader: &Reader) -> AnyView {
    reader.provide();
    let strings = reader.strings;
    let embed = reader.href(&code_path(&format!("{}{}/", chart.dataset.path, chart.id)));
    view! {
        <main class="embed">
            <h1 class="visually-hidden">{chart.title.clone()}</h1>
            {variants(strings.chart, kinds)}
            {variants(strings.numbers, numbers)}
            <ChartFigure chart=chart.clone() linked=true />
            <p class="embed__code">
                <a href=embed>{strings.embed}</a>
            </p>
        </main>
    }
    .into_any()
}

fn variants(label: &'static str, variants: &[Variant]) -> Option<AnyView> {
    let link = |Variant { name, href, is_shown }: &Variant| {
        view! {
            <li>
                <a href=href.clone() target="_self" aria-current=is_shown.then_some("true")>
                    {*name}
                </a>
            </li>
        }
    };
    let links = variants.iter().map(link).collect_view();
    (variants.len() > 1).then(|| {
        view! {
            <nav class="embed__variants" aria-label=label>
                <ul role="list">{links}</ul>
            </nav>
        }
        .into_any()
    })
}

/// The field of the search, a place for results, and the way to the search of the site, which works without scripts.
pub fn search(reader: &Reader) -> AnyView {
    let (strings, words) = (reader.strings, embed_strings(reader.lang));
    let page = reader.to(Route::Search);
    view! {
        <main class="embed">
            <form class="embed__search" role="search" aria-label=strings.search.label data-search=page.clone()>
                <h1 class="embed__name">
                    <label for="embed-words">{strings.search.label}</label>
                </h1>
                <div class="embed__line">
                    <input
                        type="search"
                        id="embed-words"
                        name="q"
                        maxlength="256"
                        autocomplete="off"
                        enterkeyhint="search"
                    />
                    <button type="submit">{strings.search.go}</button>
                </div>
            </form>
            <p class="embed__status" role="status" data-failed=words.search_failed></p>
            <ol class="embed__rows" role="list" data-results></ol>
            <p class="embed__more">
                <a href=page>{words.search_on_site}</a>
            </p>
        </main>
    }
    .into_any()
}

/// Where it comes from, and whose site that is not.
pub fn from(reader: &Reader, path: &str) -> AnyView {
    let (strings, words) = (reader.strings, embed_strings(reader.lang));
    view! {
        <footer class="embed__from">
            <p>
                <a href=reader.href(path)>{words.on_site}</a>
            </p>
            <p>{strings.independent}</p>
        </footer>
    }
    .into_any()
}
