//! The list of articles, newest first, a page at a time; of all of them or of those with certain tags.

use leptos::prelude::*;

use crate::model::{Filter, ListBundle};
use crate::ui::components::{ChosenFilters, Filters, TeaserList};
use crate::ui::embed::code_path;
use crate::ui::meta::{FEED_FILES, list_heading};
use crate::ui::reader::use_reader;
use crate::ui::routes::{Address, Route};

/// Title, what the list is and can be filtered by, rows, links to newer and older articles, to the feed and to how to embed it.
pub(super) fn news(list: &ListBundle, address: &Address) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let filter = match &address.route {
        Route::Filtered(filter, _) => filter.clone(),
        _ => Filter::default(),
    };
    let page_link = |page: u32, rel: &'static str, label: &'static str| {
        let href = reader.to(Route::list(filter.clone(), page));
        view! { <a href=href rel=rel>{label}</a> }
    };
    let newer = (list.page > 1).then(|| page_link(list.page - 1, "prev", strings.newer));
    let older = (list.page < list.pages).then(|| page_link(list.page + 1, "next", strings.older));
    let pager = (list.pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label=strings.pages>
                {newer}
                <span>{(strings.page_of)(list.page, list.pages)}</span>
                {older}
            </nav>
        }
    });
    let feed = address.feed().map(|list| {
        let [(_, file), _] = FEED_FILES;
        let href = reader.href(&format!("{}{file}", list.path()));
        view! {
            <a href=href rel="external">
                {strings.feed}
            </a>
            " · "
        }
    });
    // Lists by several tags are not made beforehand, so there is no frame of them.
    let embed = address.is_prerendered().then(|| {
        let list = Address::new(address.lang, Route::list(filter.clone(), 1));
        let href = reader.href(&code_path(&list.path()));
        view! {
            <p class="more">
                {feed}
                <a href=href rel="external">
                    {strings.embed}
                </a>
            </p>
        }
    });
    let empty = list.items.is_empty().then(|| {
        let words = if filter.tags().is_empty() { strings.no_articles } else { strings.no_matches };
        view! { <p class="news__empty">{words}</p> }
    });
    let rows = (!list.items.is_empty()).then(|| view! { <TeaserList teasers=list.items.clone() /> });
    let filters =
        (!list.facets.is_empty()).then(|| view! { <Filters filter=filter.clone() facets=list.facets.clone() /> });
    let summary = filter.tags().is_empty().then(|| view! { <p class="opening__summary">{strings.news_summary}</p> });
    let count = (!list.items.is_empty()).then(|| view! { <p class="news__count">{(strings.articles)(list.total)}</p> });
    view! {
        <div class="news">
            <header class="opening">
                <h1 tabindex="-1">{list_heading(&filter, list, strings)}</h1>
                {summary}
            </header>
            <div class="news__columns">
                <div class="news__filters">
                    <ChosenFilters filter=filter.clone() facets=list.facets.clone() />
                    {filters}
                </div>
                <div class="news__list">
                    {empty}
                    {count}
                    {rows}
                    {pager}
                    {embed}
                </div>
            </div>
        </div>
    }
}
