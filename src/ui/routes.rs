//! The addresses of the site. Router, prerenderer, sitemap and link checker all go through [`Address`].
//!
//! | page | English | German |
//! |---|---|---|
//! | front page | `/` | `/de/` |
//! | section | `/our-work/` | `/de/unsere-arbeit/` |
//! | page of a section | `/our-work/diaspora/` | `/de/unsere-arbeit/diaspora/` |
//! | list of articles | `/news/`, `/news/page/2/` | `/de/aktuelles/`, `/de/aktuelles/seite/2/` |
//! | article | `/news/round-table/` | `/de/aktuelles/runder-tisch/` |

use crate::model::Section;
use crate::text::{Lang, Slug};

/// What is shown, without the language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The front page.
    Home,
    /// A section's own page; never [`Section::Home`] or [`Section::News`].
    Section(Section),
    /// A page below a section; never [`Section::Home`] or [`Section::News`].
    Page(Section, Slug),
    /// A page of the list of articles, from 1.
    News(u32),
    /// An article.
    Article(Slug),
    /// An address that is none.
    NotFound,
}

/// A route in a language: everything an address says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The language of the page.
    pub lang: Lang,
    /// What is shown.
    pub route: Route,
}

/// The sections with a page and an entry in the navigation, in its order, without the list of articles.
pub const SECTIONS: [Section; 6] = [
    Section::About,
    Section::IomGlobal,
    Section::OurWork,
    Section::DataAndResources,
    Section::TakeAction,
    Section::Agenda2030,
];

/// The part of an address that stands for a section; empty for the front page.
pub const fn segment(section: Section, lang: Lang) -> &'static str {
    match (section, lang) {
        (Section::Home, _) => "",
        (Section::About, Lang::En) => "about",
        (Section::About, Lang::De) => "ueber-uns",
        (Section::IomGlobal, Lang::En) => "iom-global",
        (Section::IomGlobal, Lang::De) => "iom-weltweit",
        (Section::OurWork, Lang::En) => "our-work",
        (Section::OurWork, Lang::De) => "unsere-arbeit",
        (Section::DataAndResources, Lang::En) => "data-and-resources",
        (Section::DataAndResources, Lang::De) => "daten-und-ressourcen",
        (Section::TakeAction, Lang::En) => "take-action",
        (Section::TakeAction, Lang::De) => "mitmachen",
        (Section::Agenda2030, Lang::En) => "2030-agenda",
        (Section::Agenda2030, Lang::De) => "agenda-2030",
        (Section::News, Lang::En) => "news",
        (Section::News, Lang::De) => "aktuelles",
    }
}

/// The part of an address between the list and the number of a later page of it.
const fn page_word(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "page",
        Lang::De => "seite",
    }
}

impl Route {
    /// The route to an item of content.
    pub fn of_content(section: Section, slug: Option<Slug>) -> Self {
        match (section, slug) {
            (Section::Home, _) => Self::Home,
            (Section::News, None) => Self::News(1),
            (Section::News, Some(slug)) => Self::Article(slug),
            (section, None) => Self::Section(section),
            (section, Some(slug)) => Self::Page(section, slug),
        }
    }

    /// The section the route lies in; none for an address that is none.
    pub fn section(&self) -> Option<Section> {
        match self {
            Self::Home => Some(Section::Home),
            Self::Section(section) | Self::Page(section, _) => Some(*section),
            Self::News(_) | Self::Article(_) => Some(Section::News),
            Self::NotFound => None,
        }
    }
}

impl Address {
    /// An address.
    pub const fn new(lang: Lang, route: Route) -> Self {
        Self { lang, route }
    }

    /// The path from `/`, with a slash at the end, without the folder the site lies in. An address that is none
    /// has the path of its language's front page.
    pub fn path(&self) -> String {
        let lang = self.lang;
        let prefix = lang.prefix();
        match &self.route {
            Route::Home | Route::NotFound => format!("{prefix}/"),
            Route::Section(section) => format!("{prefix}/{}/", segment(*section, lang)),
            Route::Page(section, slug) => format!("{prefix}/{}/{slug}/", segment(*section, lang)),
            Route::News(0 | 1) => format!("{prefix}/{}/", segment(Section::News, lang)),
            Route::News(page) => format!("{prefix}/{}/{}/{page}/", segment(Section::News, lang), page_word(lang)),
            Route::Article(slug) => format!("{prefix}/{}/{slug}/", segment(Section::News, lang)),
        }
    }

    /// Where the bundle of this page lies, from the folder of the site, without a slash in front.
    pub fn bundle_path(&self) -> String {
        let path = self.path();
        let path = path.strip_prefix(self.lang.prefix()).unwrap_or(&path);
        format!("bundles/{}{path}index.json", self.lang)
    }

    /// Reads a path as the address bar shows it, without the folder the site lies in. A missing slash at the end
    /// and a trailing `index.html` do no harm; whatever is no address becomes [`Route::NotFound`] in the language
    /// its beginning tells.
    pub fn parse(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
        let lang = Lang::ALL
            .into_iter()
            .find(|lang| !lang.prefix().is_empty() && parts.peek() == lang.prefix().get(1..).as_ref())
            .inspect(|_| _ = parts.next())
            .unwrap_or(Lang::En);
        let mut parts: Vec<&str> = parts.collect();
        if parts.last() == Some(&"index.html") {
            parts.pop();
        }
        Self { lang, route: parse_route(lang, &parts).unwrap_or(Route::NotFound) }
    }
}

fn parse_route(lang: Lang, parts: &[&str]) -> Option<Route> {
    let Some((first, rest)) = parts.split_first() else {
        return Some(Route::Home);
    };
    let section = Section::ALL.into_iter().find(|section| segment(*section, lang) == *first)?;
    match (section, rest) {
        (section, []) => Some(Route::of_content(section, None)),
        (section, [slug]) => Some(Route::of_content(section, Some(slug.parse().ok()?))),
        (Section::News, [word, number]) if *word == page_word(lang) => {
            let page = number.parse().ok().filter(|page| *page > 1 && !number.starts_with(['0', '+']))?;
            Some(Route::News(page))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn every_kind_of_route() -> Vec<Route> {
        let slug: Slug = "a-slug".parse().unwrap();
        let mut routes = vec![Route::Home, Route::News(1), Route::News(12), Route::Article(slug.clone())];
        for section in SECTIONS {
            routes.extend([Route::Section(section), Route::Page(section, slug.clone())]);
        }
        routes
    }

    #[test]
    fn every_route_survives_the_address_bar_in_both_languages() {
        for lang in Lang::ALL {
            for route in every_kind_of_route() {
                let address = Address::new(lang, route);
                let path = address.path();
                assert_eq!(Address::parse(&path), address, "{path}");
                assert_eq!(Address::parse(path.trim_end_matches('/')), address, "{path} without its slash");
                assert_eq!(Address::parse(&format!("{path}index.html")), address, "{path}index.html");
            }
        }
    }

    #[test]
    fn no_two_routes_share_an_address_or_a_bundle() {
        let addresses: Vec<_> = Lang::ALL
            .into_iter()
            .flat_map(|lang| every_kind_of_route().into_iter().map(move |route| Address::new(lang, route)))
            .collect();
        let distinct =
            |of: fn(&Address) -> String| addresses.iter().map(of).collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!(distinct(Address::path), addresses.len());
        assert_eq!(distinct(Address::bundle_path), addresses.len());
    }

    #[test]
    fn what_is_no_address_is_not_found_in_its_language() {
        for (path, lang) in [
            ("/nowhere/", Lang::En),
            ("/de/nirgends/", Lang::De),
            ("/de/news/", Lang::De),
            ("/aktuelles/", Lang::En),
            ("/news/page/1/", Lang::En),
            ("/news/page/02/", Lang::En),
            ("/news/page/+2/", Lang::En),
            ("/news/page/99999999999/", Lang::En),
            ("/news/Round-Table/", Lang::En),
            ("/about/a/b/", Lang::En),
            ("/bundles/en/index.json", Lang::En),
        ] {
            assert_eq!(Address::parse(path), Address::new(lang, Route::NotFound), "{path}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics(path in "\\PC{0,60}") {
            let _ = Address::parse(&path).path();
        }
    }
}
