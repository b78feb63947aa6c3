//! The band at the top of every page.

use leptos::prelude::*;

use super::{Icon, PageLinks, SearchField, icon};
use crate::model::Section;
use crate::ui::reader::{Reader, use_reader};
use crate::ui::routes::{Address, Route, SECTIONS};

/// The same page in the other language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TranslationLink {
    /// It lies at this path.
    Known(String),
    /// There is none, and readers are told.
    Missing,
    /// This page does not know, as when it failed to load.
    Unknown,
}

/// Wordmark, sections, language switch.
///
/// Renders a `header` with a `nav` named “Main”. A section with pages below it has a button beside its name that opens a
/// panel with its introduction and these pages. On small screens the sections open from the menu button, which is
/// a popover of the browser's own: it works without scripts, closes with its button or Escape, and where a browser does not know
/// popovers the sections simply stand below the wordmark. Stylesheet: `masthead.css`.
#[component]
pub fn Masthead(
    /// Where the page lies.
    address: Address,
    /// The same page in the other language.
    translation: TranslationLink,
) -> impl IntoView {
    let reader = use_reader();
    let strings = reader.strings;
    let home = reader.to(Route::Home);
    let current = address.route.section();
    let items = SECTIONS
        .into_iter()
        .chain([Section::News])
        .map(|section| {
            let route = Route::of_content(section, None);
            let aria_current =
                (current == Some(section)).then_some(if address.route == route { "page" } else { "true" });
            let href = reader.to(route);
            view! {
                <li>
                    <a href=href aria-current=aria_current>
                        {(strings.section)(section)}
                    </a>
                    {panel(&reader, section)}
                </li>
            }
        })
        .collect_view();
    view! {
        <header class="masthead">
            <div class="masthead__inner">
                <a class="wordmark" href=home>
                    <span class="wordmark__organization">{strings.organization}</span>
                    <span class="wordmark__country">{strings.country}</span>
                </a>
                <SearchField />
                {language_switch(&address, translation)}
                <button type="button" class="masthead__button" popovertarget="menu">
                    {strings.menu}
                </button>
                <nav class="masthead__nav" id="menu" popover="auto" aria-label=strings.main_navigation>
                    <button
                        type="button"
                        class="masthead__button masthead__close"
                        popovertarget="menu"
                        popovertargetaction="hide"
                    >
                        {strings.close}
                    </button>
                    <ul role="list">{items}</ul>
                </nav>
            </div>
        </header>
    }
}

/// What a section is about and the pages below it, behind a button beside its name; nothing if it has no pages.
fn panel(reader: &Reader, section: Section) -> Option<AnyView> {
    let entry = reader.navigation.sections.iter().find(|entry| entry.section == section)?;
    if entry.pages.is_empty() {
        return None;
    }
    let name = (reader.strings.section)(section);
    let id = format!("panel-{}", section.key());
    let overview = reader.to(Route::of_content(section, None));
    Some(
        view! {
            <button
                type="button"
                class="masthead__opener"
                popovertarget=id.clone()
                aria-label=(reader.strings.more_of)(name)
            >
                {icon(Icon::ChevronDown)}
            </button>
            <div class="panel" id=id popover="auto">
                <div class="panel__introduction">
                    <p>{entry.summary.clone()}</p>
                    <p>
                        <a href=overview>{reader.strings.overview}</a>
                    </p>
                </div>
                <PageLinks links=entry.pages.clone() />
            </div>
        }
        .into_any(),
    )
}

/// A link to the same page in the other language; where there is none, to its section, and it says so.
fn language_switch(address: &Address, translation: TranslationLink) -> impl IntoView + use<> {
    let reader = use_reader();
    let other = reader.lang.other();
    let fallback = || {
        let route = match address.route.section() {
            // Neither has a page in every language.
            Some(Section::PlainLanguage | Section::ThisSite) | None => Route::Home,
            Some(section) => Route::of_content(section, None),
        };
        Address::new(other, route).path()
    };
    let note = (translation == TranslationLink::Missing)
        .then(|| view! { <span class="language__note">{reader.strings.not_translated}</span> });
    let path = match translation {
        TranslationLink::Known(path) => path,
        TranslationLink::Missing | TranslationLink::Unknown => fallback(),
    };
    let href = reader.href(&path);
    view! {
        <div class="language">
            <a href=href hreflang=other.code() lang=other.code() rel="alternate">
                {other.autonym()}
            </a>
            {note}
        </div>
    }
}
