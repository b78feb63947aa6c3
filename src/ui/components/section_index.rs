//! The sections as a list of links.

use leptos::prelude::*;

use crate::model::Section;
use crate::ui::reader::use_reader;
use crate::ui::routes::{Route, SECTIONS};

/// Links to every section. Renders a `ul`. Stylesheet: `section-index.css`.
#[component]
pub fn SectionIndex() -> impl IntoView {
    let reader = use_reader();
    let items = SECTIONS
        .into_iter()
        .chain([Section::News])
        .map(|section| {
            let href = reader.to(Route::of_content(section, None));
            view! {
                <li>
                    <a href=href>{(reader.strings.section)(section)}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="section-index" role="list">
            {items}
        </ul>
    }
}
