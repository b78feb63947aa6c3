//! The goals of the 2030 Agenda.

use leptos::prelude::*;

use crate::model::Teaser;
use crate::ui::reader::use_reader;

/// A square for each goal in its official colour, with number and name, linked to its page.
///
/// Renders an `ol`. Stylesheet: `goal-grid.css`, which holds the colours.
#[component]
pub fn GoalGrid(
    /// The pages of goals, in their order; pages of no goal are left out.
    pages: Vec<Teaser>,
) -> impl IntoView {
    let reader = use_reader();
    let squares = pages
        .into_iter()
        .filter_map(|page| Some((page.goal?, page)))
        .map(|(goal, page)| {
            view! {
                <li>
                    <a class="goal" data-goal=goal.to_string() href=reader.href(&page.path)>
                        <span class="goal__number">{goal}</span>
                        <span class="goal__name">{page.title}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="goal-grid" role="list">
            {squares}
        </ol>
    }
}
