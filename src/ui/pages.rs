//! One view for each kind of page. A view is a plain function of its data, so `publish` renders it as the browser
//! does; loading belongs to `ui::data`.

mod article;
mod dataset;
mod failure;
mod goal;
mod home;
mod news;
mod not_found;
mod plain;
mod search;
mod section;

use std::sync::Arc;

use leptos::prelude::*;

use super::components::{Footer, Masthead, QuickExit, TranslationLink};
use super::reader::Reader;
use super::routes::{Address, Route};
use crate::model::{ArticleBundle, BundleError, ListBundle, PageLink, Section, Translation};
use crate::text::Lang;

/// Whether pages give this id to a part of their own, so that no heading may take it.
pub fn is_own_id(id: &str) -> bool {
    const OWN_IDS: [&str; 21] = [
        "app",
        "contents",
        "all-datasets",
        "facts",
        "all-figures",
        "filtered-by",
        "filters",
        "goal-articles",
        "goals",
        "latest",
        "main",
        "menu",
        "near",
        "pages",
        "related",
        "results",
        "search-browse",
        "search-words",
        "sources",
        "ways",
        "work",
    ];
    OWN_IDS.contains(&id)
        || id.starts_with("panel-")
        || id.starts_with("note-")
        || id.starts_with("offline-")
        || id.starts_with("theme-")
}

/// Everything a page shows.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "nearly every page is an article")]
pub enum PageData {
    /// The front page, a page of a section or an article.
    Article(ArticleBundle),
    /// A page of the list of articles.
    List(ListBundle),
    /// There is nothing at this address.
    NotFound {
        /// Pages with similar addresses.
        near: Vec<PageLink>,
    },
}

/// Why a page could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The host has nothing at this address.
    #[error("find the bundle")]
    NotFound,
    /// The request did not reach a server.
    #[error("reach the server")]
    Offline,
    /// The server took too long.
    #[error("get an answer in time")]
    TimedOut,
    /// The answer broke off.
    #[error("read the whole answer")]
    Interrupted,
    /// The server answered with this status.
    #[error("get an answer but status {0}")]
    Status(u16),
    /// The answer is no bundle this version can show.
    #[error(transparent)]
    Malformed(#[from] BundleError),
}

/// A page that is shown, or why it is not.
pub type Outcome = Result<Arc<PageData>, Arc<LoadError>>;

impl PageData {
    /// The same page in the other languages, as far as there is one.
    pub fn translations(&self) -> Vec<Translation> {
        match self {
            Self::Article(bundle) => bundle.article.translations.clone(),
            Self::List(list) => list.translations.clone(),
            Self::NotFound { .. } => Vec::new(),
        }
    }
}

/// A whole page: navigation, content, footer.
///
/// Renders a `div.page` with the skip link, `header`, `main#main` and `footer`. Without scripts it is complete.
#[component]
pub fn Page(
    /// Where the page lies.
    address: Address,
    /// What it shows, or why it cannot.
    outcome: Outcome,
    /// The folder the site lies in.
    reader: Reader,
    /// Loads the page once more, after a failure.
    #[prop(optional)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    reader.provide();
    let translation = match &outcome {
        Ok(data) => translation_of(data, &address),
        Err(_) => TranslationLink::Unknown,
    };
    let content = content(&address, &outcome, retry);
    view! {
        <div class="page">
            <a class="skip-link" href="#main">
                {reader.strings.skip_to_content}
            </a>
            <QuickExit />
            <Masthead address=address.clone() translation />
            <main id="main" tabindex="-1">
                {content}
            </main>
            <Footer />
        </div>
    }
}

/// Where the language switch leads. Without a translation it says so.
fn translation_of(data: &PageData, address: &Address) -> TranslationLink {
    let other = address.lang.other();
    match data.translations().into_iter().find(|translation| translation.lang == other) {
        Some(translation) => TranslationLink::Known(translation.path),
        None if matches!(data, PageData::NotFound { .. }) => TranslationLink::Unknown,
        None => TranslationLink::Missing,
    }
}

fn content(address: &Address, outcome: &Outcome, retry: Option<Callback<()>>) -> AnyView {
    let data = match outcome {
        Ok(data) => data.as_ref(),
        Err(error) => return failure::failure(error, retry).into_any(),
    };
    match data {
        PageData::NotFound { near } => {
            // An address of the right form may only be missing for a moment, as while a site is renewed.
            let retry = retry.filter(|_| address.route != Route::NotFound);
            not_found::not_found(address.lang, near, retry).into_any()
        }
        PageData::List(list) if address.route == Route::Search => search::search(list).into_any(),
        PageData::List(list) => news::news(list, address).into_any(),
        PageData::Article(bundle) => match bundle.article.section {
            Section::Home => home::home(bundle).into_any(),
            Section::News => article::article(bundle).into_any(),
            Section::PlainLanguage => plain::plain(bundle, address).into_any(),
            _ if bundle.dataset.is_some() => {
                let data = bundle.dataset.as_ref();
                data.map(|data| dataset::dataset(&bundle.article, data, address)).into_any()
            }
            _ if bundle.article.goal.is_some() => {
                goal::goal(bundle, bundle.article.goal.unwrap_or_default(), address).into_any()
            }
            _ => section::section(bundle, address).into_any(),
        },
    }
}

/// The languages of the page for an address that is none: the reader's first.
pub(crate) fn languages_from(first: Lang) -> [Lang; 2] {
    [first, first.other()]
}
