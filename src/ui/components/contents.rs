//! The parts of a long page.

use leptos::prelude::*;

use crate::model::{Block, Heading, plain_text};
use crate::ui::reader::use_reader;

/// How many headings make a page long.
const FEWEST: usize = 3;

/// Links to the headings of level 2; nothing if there are fewer than three.
///
/// Renders a `nav` named “On this page”. Stylesheet: `contents.css`.
#[component]
pub fn Contents(
    /// The text of the page.
    body: Vec<Block>,
) -> impl IntoView {
    let strings = use_reader().strings;
    let headings = body.into_iter().filter_map(|block| match block {
        Block::Heading(Heading { level: 2, id, text }) => Some((format!("#{id}"), plain_text(&text))),
        _ => None,
    });
    let items: Vec<_> = headings.map(|(href, words)| view! { <li><a href=href>{words}</a></li> }).collect();
    (items.len() >= FEWEST).then(|| {
        view! {
            <nav class="contents" aria-labelledby="contents">
                <h2 class="contents__title" id="contents">
                    {strings.contents}
                </h2>
                <ul role="list">{items}</ul>
            </nav>
        }
    })
}
