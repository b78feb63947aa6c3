//! The line above a headline.

use leptos::prelude::*;

use crate::model::Teaser;
use crate::ui::reader::use_reader;

/// Type · place · date of an article.
///
/// Renders a `p` with a `time`. Stylesheet: `kicker.css`.
#[component]
pub fn Kicker(
    /// The article it stands above.
    teaser: Teaser,
) -> impl IntoView {
    let strings = use_reader().strings;
    let place = teaser.place.map(|place| view! { <span class="kicker__part">{place}</span> });
    let date = teaser.date.map(|date| {
        view! {
            <time class="kicker__part" datetime=date.to_string()>
                {(strings.date)(date)}
            </time>
        }
    });
    view! {
        <p class="kicker">
            <span class="kicker__part">{(strings.kind)(teaser.kind)}</span>
            {place}
            {date}
        </p>
    }
}
