//! What the head of a page says about it: title, description, language, canonical address, translations.

use super::components::name_of;
use super::pages::{Outcome, PageData};
use super::routes::{Address, Route};
use super::strings::{Strings, strings};
use crate::model::{Filter, ListBundle, Section, Translation};
use crate::text::Lang;

/// What the head of a page says about it.
#[derive(Clone, Debug, PartialEq)]
pub struct PageMeta {
    /// The language of the page.
    pub lang: Lang,
    /// The title without the site's name; also what the live region announces.
    pub heading: String,
    /// The whole title, as in a tab or a bookmark.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// The page's own path from `/`; none for a page that should not be found again.
    pub canonical: Option<String>,
    /// The page in each language, its own included; empty if there is only one.
    pub alternates: Vec<Translation>,
    /// The path of the list whose feeds go with the page.
    pub feeds: Option<String>,
    /// The path of the same text as Markdown.
    pub twin: Option<String>,
}

/// The files of a feed with their types, both under the path of a list: Atom (RFC 4287) and JSON Feed 1.1.
pub const FEED_FILES: [(&str, &str); 2] =
    [("application/atom+xml", "feed.xml"), ("application/feed+json", "feed.json")];

impl PageMeta {
    /// The head of a page.
    pub fn new(address: &Address, outcome: &Outcome) -> Self {
        let strings = strings(address.lang);
        let (heading, description) = match outcome.as_deref() {
            Ok(PageData::Article(bundle)) => (bundle.article.title.clone(), bundle.article.summary.clone()),
            Ok(PageData::List(_)) if address.route == Route::Search => {
                (strings.search.name.to_owned(), strings.search.summary.to_owned())
            }
            Ok(PageData::List(list)) => {
                let filter = match &address.route {
                    Route::Filtered(filter, _) => filter,
                    _ => &Filter::default(),
                };
                (list_heading(filter, list, strings), strings.news_summary.to_owned())
            }
            Ok(PageData::NotFound { .. }) => (strings.not_found.to_owned(), strings.not_found_help.to_owned()),
            Err(_) => (strings.load_failed.to_owned(), String::new()),
        };
        let title = if address.route == Route::Home || heading == strings.site_name {
            format!("{} – {}", strings.site_name, strings.organization)
        } else {
            format!("{heading} – {}", strings.site_name)
        };
        // Lists by several tags at once are without number; a search engine needs none of them.
        let found = matches!(outcome.as_deref(), Ok(PageData::Article(_) | PageData::List(_)));
        let lasting = found && address.is_prerendered();
        let mut alternates = outcome.as_ref().map(|data| data.translations()).unwrap_or_default();
        if !alternates.is_empty() {
            alternates.push(Translation { lang: address.lang, path: address.path() });
            alternates.sort_by_key(|translation| translation.lang);
        }
        let feeds = address.feed().filter(|_| found).map(|list| list.path());
        let twin = match outcome.as_deref() {
            Ok(PageData::Article(bundle)) => bundle.article.twin_path(),
            _ => None,
        };
        let canonical = lasting.then(|| address.path());
        Self { lang: address.lang, heading, title, description, canonical, alternates, feeds, twin }
    }

    /// What the head holds beside the title: each element's name with its attributes. `site_url` is the site's
    /// address without a slash at the end.
    pub fn elements(&self, site_url: &str) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
        let meta =
            |name: &str, content: &str| ("meta", vec![("name", name.to_owned()), ("content", content.to_owned())]);
        let link = |rel: &str, hreflang: &str, path: &str| {
            let mut attributes = vec![("rel", rel.to_owned()), ("href", format!("{site_url}{path}"))];
            if !hreflang.is_empty() {
                attributes.push(("hreflang", hreflang.to_owned()));
            }
            ("link", attributes)
        };
        let mut elements = vec![meta("description", &self.description)];
        match &self.canonical {
            Some(path) => elements.push(link("canonical", "", path)),
            None => elements.push(meta("robots", "noindex")),
        }
        for alternate in &self.alternates {
            elements.push(link("alternate", alternate.lang.code(), &alternate.path));
            if alternate.lang == Lang::En {
                elements.push(link("alternate", "x-default", &alternate.path));
            }
        }
        let mut form = |kind: &str, path: &str| {
            let (tag, mut attributes) = link("alternate", "", path);
            attributes.push(("type", kind.to_owned()));
            elements.push((tag, attributes));
        };
        if let Some(list) = &self.feeds {
            // One is enough for programs to find: it names the other, and lists are the heaviest pages.
            let [(kind, file), _] = FEED_FILES;
            form(kind, &format!("{list}{file}"));
        }
        if let Some(path) = &self.twin {
            form("text/markdown", path);
        }
        elements
    }
}

/// The name of a list of articles: what it is filtered by.
pub(crate) fn list_name(filter: &Filter, list: &ListBundle, strings: &Strings) -> String {
    let names: Vec<_> = filter.tags().iter().map(|tag| name_of(tag, &list.facets, strings)).collect();
    match names.as_slice() {
        [] => (strings.section)(Section::News).to_owned(),
        names => (strings.filtered_list)(&names.join(" · ")),
    }
}

/// The heading of a page of the list of articles: its name, and which page it is.
pub(crate) fn list_heading(filter: &Filter, list: &ListBundle, strings: &Strings) -> String {
    let heading = list_name(filter, list, strings);
    match list.page {
        1 => heading,
        page => format!("{heading}, {}", (strings.page_of)(page, list.pages)),
    }
}
