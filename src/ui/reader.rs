//! What all views of a page share.

use std::sync::Arc;

use leptos::either::Either;
use leptos::ev::Event;
use leptos::prelude::{AnyView, RwSignal, provide_context, use_context};

use super::charts::Save;
use super::routes::{Address, Route};
use super::strings::{Strings, strings};
use crate::model::NavigationBundle;
use crate::search::{Query, Results, Terms};
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
    /// Whether pictures wait for a tap.
    holds_pictures: bool,
}

impl Reader {
    /// A reader of a page in `lang` on a site that lies under `base` (`/`, `/iom/`).
    pub fn new(lang: Lang, base: &str) -> Self {
        let base = base.trim_end_matches('/').into();
        Self { lang, strings: strings(lang), navigation: Arc::default(), base, holds_pictures: false }
    }

    /// The same with what masthead and footer lead to.
    pub fn with_navigation(self, navigation: Arc<NavigationBundle>) -> Self {
        Self { navigation, ..self }
    }

    /// The same with pictures that wait for a tap, if so.
    pub fn holding_pictures(self, holds_pictures: bool) -> Self {
        Self { holds_pictures, ..self }
    }

    /// The addresses for `src` and `data-src` of a picture. One that waits has the second alone, from which the starter
    /// takes it; browsers load what has the first before it stands in the document.
    pub fn picture(&self, path: &str) -> [Option<String>; 2] {
        let href = Some(self.href(path));
        if self.holds_pictures { [None, href] } else { [href, None] }
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

/// What is done with something that takes a while.
pub type Then<T> = Box<dyn FnOnce(T)>;

/// What views can ask of the app while a page stays on the screen. Absent where there is none, as in `publish`.
///
/// Plain functions where Leptos has callbacks: each kind of those weighs 1 kB in the app.
#[derive(Clone)]
pub struct PageTools {
    /// What the address says after the path, without the question mark.
    pub query: RwSignal<String>,
    /// Makes the address say something else after the path, as a new entry in the history.
    pub go: Arc<dyn Fn(String) + Send + Sync>,
    /// Makes the address say something else after the path, in place of what it says.
    pub rewrite: Arc<dyn Fn(String) + Send + Sync>,
    /// Goes to a page of this site, given as in a link.
    pub visit: Arc<dyn Fn(String) + Send + Sync>,
    /// Looks for something and hands on what was found; nothing if the index cannot be had.
    pub find: fn(Query, Then<Option<Results>>),
    /// Loads the text of a page and hands on its blocks as plain texts.
    pub text: fn(Address, Then<Vec<String>>),
    /// Marks words in the article that is opened next.
    pub mark: fn(Terms),
    /// Saves a chart as a file; the event tells whose button was pressed.
    pub save: fn(Save, Event),
    /// Reads the file that a reader chose, as the event tells, and hands it on.
    pub open: fn(Event, Box<dyn FnOnce(Opened)>),
}

/// A file that a reader opened in the browser. It leaves the device by no way.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its name.
    pub name: String,
    /// Its text; none if it could not be read or is larger than [`OPENED_MAX_BYTES`].
    pub text: Option<String>,
}

/// The largest file a reader can open.
pub const OPENED_MAX_BYTES: u32 = 8_000_000;

/// A view that is built anew where Leptos would patch the one before: a translator may have rewritten its text nodes.
/// `number` tells one showing from the next.
pub fn anew(number: u32, view: AnyView) -> Either<AnyView, AnyView> {
    // Changing sides makes Leptos throw the old one away.
    if number.is_multiple_of(2) { Either::Left(view) } else { Either::Right(view) }
}
