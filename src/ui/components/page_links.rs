//! Pages as a plain list of links.

use leptos::prelude::*;

use crate::model::PageLink;
use crate::ui::reader::use_reader;

/// Links to pages of the site. Renders a `ul`. Stylesheet: `page-links.css`.
#[component]
pub fn PageLinks(
    /// The pages, in the order shown.
    links: Vec<PageLink>,
) -> impl IntoView {
    let reader = use_reader();
    let items = links
        .into_iter()
        .map(|PageLink { title, path }| view! { <li><a href=reader.href(&path)>{title}</a></li> })
        .collect_view();
    view! {
        <ul class="page-links" role="list">
            {items}
        </ul>
    }
}
