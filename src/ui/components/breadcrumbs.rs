//! The way back up.

use leptos::prelude::*;

use crate::model::Section;
use crate::ui::reader::use_reader;
use crate::ui::routes::{Address, Route};

/// Links to the front page and to the section a page lies in.
///
/// Renders a `nav` named “Breadcrumbs”. Stylesheet: `breadcrumbs.css`.
#[component]
pub fn Breadcrumbs(
    /// Where the page lies.
    address: Address,
) -> impl IntoView {
    let reader = use_reader();
    let below_a_section = matches!(address.route, Route::Page(..) | Route::Article(_));
    let section = address.route.section().filter(|_| below_a_section);
    let items = [Some(Section::Home), section]
        .into_iter()
        .flatten()
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
        <nav class="breadcrumbs" aria-label=reader.strings.breadcrumbs>
            <ol role="list">{items}</ol>
        </nav>
    }
}
