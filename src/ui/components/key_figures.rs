//! Figures that stand for themselves.

use leptos::prelude::*;

use crate::model::KeyFigure;
use crate::ui::reader::use_reader;

/// Each number large, then what is counted, the date it holds for and its source.
///
/// Renders a `ul`. Stylesheet: `key-figures.css`.
#[component]
pub fn KeyFigures(
    /// The figures in the editor's order.
    figures: Vec<KeyFigure>,
) -> impl IntoView {
    let strings = use_reader().strings;
    let items = figures
        .into_iter()
        .map(|KeyFigure { value, label, date, source, url }| {
            let source = match url {
                Some(url) => view! { <a href=url>{source}</a> }.into_any(),
                None => source.into_any(),
            };
            view! {
                <li class="key-figure">
                    <p class="key-figure__statement">
                        <span class="key-figure__value">{value}</span>
                        " "
                        <span class="key-figure__label">{label}</span>
                    </p>
                    <p class="key-figure__source">
                        <time datetime=date.to_string()>{(strings.as_of)(date)}</time>
                        ". "
                        {strings.source}
                        ": "
                        {source}
                    </p>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="key-figures" role="list">
            {items}
        </ul>
    }
}
