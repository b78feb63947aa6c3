//! The band at the foot of every page.

use leptos::prelude::*;

use super::{PageLinks, SectionIndex};
use crate::ui::reader::use_reader;

/// Lists every section and the pages about the website, leads to the pages in plain German, and says whose site this
/// is not.
///
/// Renders a `footer` with a `nav`. Stylesheet: `footer.css`.
#[component]
pub fn Footer() -> impl IntoView {
    let reader = use_reader();
    let strings = reader.strings;
    let this_site = reader.navigation.this_site.clone();
    let this_site = (!this_site.is_empty()).then(|| view! { <PageLinks links=this_site /> });
    let plain = reader.navigation.plain_language.as_ref().map(|page| {
        view! {
            <p class="footer__plain">
                <a href=reader.href(&page.path) lang="de" hreflang="de">
                    {strings.plain_language}
                </a>
            </p>
        }
    });
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <nav aria-label=strings.footer_navigation>
                    <SectionIndex />
                    {this_site}
                    {plain}
                </nav>
                <p class="footer__independent">
                    {strings.independent} " "
                    <a href="https://germany.iom.int/">{strings.official_site}</a>
                </p>
            </div>
        </footer>
    }
}
