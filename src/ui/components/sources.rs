//! Where the facts of a page come from.

use leptos::prelude::*;

use crate::model::Source;
use crate::ui::reader::use_reader;

/// The list of sources; nothing if there are none.
///
/// Renders a `section` with a heading of level 2 and an ordered list. Stylesheet: `sources.css`.
#[component]
pub fn Sources(
    /// The sources in the editor's order.
    sources: Vec<Source>,
) -> impl IntoView {
    let strings = use_reader().strings;
    let items = sources
        .into_iter()
        .map(|Source { title, url, note }| {
            let title = match url {
                Some(url) => view! { <a href=url>{title}</a> }.into_any(),
                None => title.into_any(),
            };
            let note = note.map(|note| view! { <span class="sources__note">{note}</span> });
            view! { <li>{title} " " {note}</li> }
        })
        .collect::<Vec<_>>();
    (!items.is_empty()).then(|| {
        view! {
            <section class="sources" aria-labelledby="sources">
                <h2 id="sources">{strings.sources}</h2>
                <ol>{items}</ol>
            </section>
        }
    })
}
