//! What all views of a page share.

use std::sync::Arc;

use leptos::prelude::{provide_context, use_context};

use super::routes::{Address, Route};
use super::strings::{Strings, strings};
use crate::model::NavigationBundle;
use crate::text::Lang;

/// Language, words and place of the site, for the views of one page.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language of the page.
    pub lang: Lang,
    /// The words of that language.
    pub strings: &'static Strings,
    /// What masthead and footer lead to; empty if it is not known.
    pub navigation: Arc<NavigationBundle>,
    /// The folder the site lies in: empty, or `/iom` without a slash at the end.
    base: Arc<str>,
}

impl Reader {
    /// A reader of a page in `lang` on a site that lies under `base` (`/`, `/iom/`).
    pub fn new(lang: Lang, base: &str) -> Self {
        Self { lang, strings: strings(lang), navigation: Arc::default(), base: base.trim_end_matches('/').into() }
    }

    /// The same with what masthead and footer lead to.
    pub fn with_navigation(self, navigation: Arc<NavigationBundle>) -> Self {
        Self { navigation, ..self }
    }

    /// The address to put in a link: a path on this site is moved to the folder the site lies in.
    pub fn href(&self, path: &str) -> String {
        if path.starts_with('/') { format!("{}{path}", self.base) } else { path.to_owned() }
    }

    /// The address of a page in the reader's language, to put in a link.
    pub fn to(&self, route: Route) -> String {
        self.href(&Address::new(self.lang, route).path())
    }

    /// Hands this reader to the views below.
    pub fn provide(&self) {
        provide_context(self.clone());
    }
}

/// The reader handed down by the page. Without one, as in a test of a single part, an English reader at the root.
pub fn use_reader() -> Reader {
    use_context().unwrap_or_else(|| Reader::new(Lang::En, "/"))
}
