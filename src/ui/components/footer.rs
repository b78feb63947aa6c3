//! The band at the foot of every page.

use leptos::prelude::*;

use super::SectionIndex;
use crate::ui::reader::use_reader;

/// Says whose site this is not, links the official one, and lists every section.
///
/// Renders a `footer` with a `nav`. Stylesheet: `footer.css`.
#[component]
pub fn Footer() -> impl IntoView {
    let strings = use_reader().strings;
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <nav aria-label=strings.footer_navigation>
                    <SectionIndex />
                </nav>
                <p class="footer__independent">
                    {strings.independent} " "
                    <a href="https://germany.iom.int/">{strings.official_site}</a>
                </p>
            </div>
        </footer>
    }
}
