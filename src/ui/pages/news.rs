//! The list of articles, newest first, a page at a time.

use leptos::prelude::*;

use crate::model::{ListBundle, Section};
use crate::ui::components::TeaserList;
use crate::ui::reader::use_reader;
use crate::ui::routes::Route;

/// Title, rows, links to newer and older articles.
pub(super) fn news(list: &ListBundle) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let page_link = |page: u32, rel: &'static str, label: &'static str| {
        let href = reader.to(Route::News(page));
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
    let empty = list.items.is_empty().then(|| view! { <p>{strings.no_articles}</p> });
    view! {
        <div class="news">
            <header class="opening">
                <h1 tabindex="-1">{(strings.section)(Section::News)}</h1>
                <p class="opening__summary">{strings.news_summary}</p>
            </header>
            {empty}
            <TeaserList teasers=list.items.clone() />
            {pager}
        </div>
    }
}
