//! The way out of the site, at once.

use leptos::prelude::*;

use crate::ui::reader::use_reader;

/// Where the way out leads: the German weather service, a public body whose page anybody might be reading.
const NEUTRAL: &str = "https://www.dwd.de/";

/// A link that leaves the site for a page that tells nothing.
///
/// Renders an `aside` with the link, which stays at the top while one scrolls. Without scripts it is a plain link; the
/// starter makes it take the page out of the tab's history, and pressing Shift three times do the same. What the
/// browser has noted of the pages before stays. Stylesheet: `quick-exit.css`.
#[component]
pub fn QuickExit() -> impl IntoView {
    view! {
        <aside class="exit">
            <a href=NEUTRAL rel="noreferrer">
                {use_reader().strings.quick_exit}
            </a>
        </aside>
    }
}
