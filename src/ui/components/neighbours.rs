//! The articles before and after one.

use leptos::prelude::*;

use crate::model::PageLink;
use crate::ui::reader::use_reader;

/// Links to the article before this one in time and to the one after it.
///
/// Renders a `nav` named “Before and after”. Stylesheet: `neighbours.css`.
#[component]
pub fn Neighbours(
    /// The article before this one.
    previous: Option<PageLink>,
    /// The article after this one.
    next: Option<PageLink>,
) -> impl IntoView {
    let reader = use_reader();
    let strings = reader.strings;
    let links = [(strings.earlier_article, "prev", previous), (strings.later_article, "next", next)]
        .into_iter()
        .filter_map(|(label, rel, link)| Some((label, rel, link?)))
        .map(|(label, rel, PageLink { title, path })| {
            view! {
                <li>
                    <span class="neighbours__label">{label}</span>
                    <a href=reader.href(&path) rel=rel>
                        {title}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="neighbours" aria-label=strings.neighbours>
                <ul role="list">{links}</ul>
            </nav>
        }
    })
}
