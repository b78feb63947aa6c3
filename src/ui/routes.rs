//! The addresses of the site. Router, prerenderer, sitemap and link checker all go through [`Address`].
//!
//! | page | English | German |
//! |---|---|---|
//! | front page | `/` | `/de/` |
//! | section | `/our-work/` | `/de/unsere-arbeit/` |
//! | page of a section | `/our-work/diaspora/` | `/de/unsere-arbeit/diaspora/` |
//! | list of articles | `/news/`, `/news/page/2/` | `/de/aktuelles/`, `/de/aktuelles/seite/2/` |
//! | list filtered by a tag | `/news/topic/health/`, `/news/topic/health/page/2/` | `/de/aktuelles/thema/gesundheit/` |
//! | list filtered by several | `/news/?topic=health&year=2018&page=2` | `/de/aktuelles/?thema=gesundheit&jahr=2018` |
//! | search | `/search/`, `/search/?q=integration&year=2018` | `/de/suche/`, `/de/suche/?q=teilhabe&jahr=2018` |
//! | article | `/news/round-table/` | `/de/aktuelles/runder-tisch/` |

use crate::model::{Facet, Filter, Section, Tag};
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
    /// A page of the list of articles with certain tags, from 1; at least one tag, see [`Route::list`].
    Filtered(Filter, u32),
    /// An article.
    Article(Slug),
    /// The search; what is looked for stands in the query, see [`super::search`].
    Search,
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

/// Where the drawing behind the first sentence of the front page lies, from `/`.
pub const ROUTES_DRAWING: &str = "/covers/routes.svg";

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
        (Section::ThisSite, Lang::En) => "this-site",
        (Section::ThisSite, Lang::De) => "diese-website",
        (Section::PlainLanguage, _) => "einfache-sprache",
    }
}

/// How the search is called in addresses.
const fn search_word(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "search",
        Lang::De => "suche",
    }
}

/// How a facet is called in addresses.
pub(super) const fn facet_word(facet: Facet, lang: Lang) -> &'static str {
    match (facet, lang) {
        (facet, Lang::En) => facet.key(),
        (Facet::Type, Lang::De) => "art",
        (Facet::Scope, Lang::De) => "bezug",
        (Facet::Topic, Lang::De) => "thema",
        (Facet::Country, Lang::De) => "land",
        (Facet::Year, Lang::De) => "jahr",
        (Facet::Goal, Lang::De) => "ziel",
        (Facet::Month, Lang::De) => "monat",
    }
}

pub(super) fn facet_of(word: &str, lang: Lang) -> Option<Facet> {
    Facet::ALL.into_iter().find(|facet| facet_word(*facet, lang) == word)
}

/// How many tags an address may ask for: more than there are facets, fewer than would keep a browser busy.
const MOST_TAGS: usize = 16;

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

    /// A page of the list of articles with certain tags, if any.
    pub fn list(filter: Filter, page: u32) -> Self {
        if filter.tags().is_empty() { Self::News(page) } else { Self::Filtered(filter, page) }
    }

    /// The section the route lies in; none for an address that is none.
    pub fn section(&self) -> Option<Section> {
        match self {
            Self::Home => Some(Section::Home),
            Self::Section(section) | Self::Page(section, _) => Some(*section),
            Self::News(_) | Self::Filtered(..) | Self::Article(_) => Some(Section::News),
            Self::Search | Self::NotFound => None,
        }
    }
}

impl Address {
    /// An address.
    pub const fn new(lang: Lang, route: Route) -> Self {
        Self { lang, route }
    }

    /// The path from `/`, with a slash at the end, without the folder the site lies in; followed by a query if the
    /// list of articles is filtered by several tags. An address that is none has the path of its language's front page.
    pub fn path(&self) -> String {
        let lang = self.lang;
        let prefix = lang.prefix();
        let later = |page: u32| if page > 1 { format!("{}/{page}/", page_word(lang)) } else { String::new() };
        match &self.route {
            Route::Home | Route::NotFound => format!("{prefix}/"),
            Route::Section(section) => format!("{prefix}/{}/", segment(*section, lang)),
            Route::Page(section, slug) => format!("{prefix}/{}/{slug}/", segment(*section, lang)),
            Route::News(page) => format!("{prefix}/{}/{}", segment(Section::News, lang), later(*page)),
            Route::Filtered(filter, page) => {
                let list = format!("{prefix}/{}/", segment(Section::News, lang));
                match filter.tags() {
                    [Tag { facet, key }] => format!("{list}{}/{key}/{}", facet_word(*facet, lang), later(*page)),
                    tags => {
                        let pairs = tags.iter().map(|tag| format!("{}={}", facet_word(tag.facet, lang), tag.key));
                        let page = (*page > 1).then(|| format!("{}={page}", page_word(lang)));
                        format!("{list}?{}", pairs.chain(page).collect::<Vec<_>>().join("&"))
                    }
                }
            }
            Route::Article(slug) => format!("{prefix}/{}/{slug}/", segment(Section::News, lang)),
            Route::Search => format!("{prefix}/{}/", search_word(lang)),
        }
    }

    /// Whether this page is made beforehand. Lists filtered by several tags are not; hosts answer with the whole list.
    pub fn is_prerendered(&self) -> bool {
        !matches!(&self.route, Route::Filtered(filter, _) if filter.tags().len() > 1)
    }

    /// The list whose feeds go with this page: its own, that of all articles, or the page of its section, whose feeds
    /// hold the articles on what the section is about. Some lists and sections have none.
    pub fn feed(&self) -> Option<Self> {
        let list = match &self.route {
            Route::Home | Route::News(_) | Route::Article(_) => Route::News(1),
            Route::Filtered(filter, _) => match filter.tags() {
                [tag] if tag.facet.has_feed() => Route::Filtered(filter.clone(), 1),
                _ => return None,
            },
            Route::Section(section) | Route::Page(section, _) if SECTIONS.contains(section) => Route::Section(*section),
            _ => return None,
        };
        Some(Self::new(self.lang, list))
    }

    /// Where the bundle of this page lies, from the folder of the site, without a slash in front. A list filtered by
    /// several tags has none.
    pub fn bundle_path(&self) -> String {
        let path = self.path();
        let path = path.strip_prefix(self.lang.prefix()).unwrap_or(&path);
        format!("bundles/{}{path}index.json", self.lang)
    }

    /// Reads a path as the address bar shows it, without the folder the site lies in, with or without a query. A
    /// missing slash at the end and a trailing `index.html` do no harm; whatever is no address becomes
    /// [`Route::NotFound`] in the language its beginning tells. What a query says beside tags is left aside.
    pub fn parse(path: &str) -> Self {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
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
        let route = parse_route(lang, &parts).map(|route| with_query(route, lang, query));
        Self { lang, route: route.unwrap_or(Route::NotFound) }
    }
}

fn parse_route(lang: Lang, parts: &[&str]) -> Option<Route> {
    let Some((first, rest)) = parts.split_first() else {
        return Some(Route::Home);
    };
    if *first == search_word(lang) && rest.is_empty() {
        return Some(Route::Search);
    }
    let section = Section::ALL.into_iter().find(|section| segment(*section, lang) == *first)?;
    match (section, rest) {
        (section, []) => Some(Route::of_content(section, None)),
        (section, [slug]) => Some(Route::of_content(section, Some(slug.parse().ok()?))),
        (Section::News, rest) => {
            let (filter, rest) = match rest {
                [word, key, rest @ ..] if facet_of(word, lang).is_some() => {
                    (Filter::only(Tag { facet: facet_of(word, lang)?, key: key.parse().ok()? }), rest)
                }
                rest => (Filter::default(), rest),
            };
            let page = match rest {
                [] => 1,
                [word, number] if *word == page_word(lang) => later_page(number)?,
                _ => return None,
            };
            Some(Route::list(filter, page))
        }
        _ => None,
    }
}

/// The number of a page after the first.
fn later_page(number: &str) -> Option<u32> {
    number.parse().ok().filter(|page| *page > 1 && !number.starts_with(['0', '+']))
}

/// Adds the tags and the page a query asks for to the list of articles.
fn with_query(route: Route, lang: Lang, query: &str) -> Route {
    let (mut filter, mut page) = match route {
        Route::News(page) => (Filter::default(), page),
        Route::Filtered(filter, page) => (filter, page),
        other => return other,
    };
    for (word, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match (facet_of(word, lang), value.parse()) {
            (Some(facet), Ok(key)) if facet.is_offered() && filter.tags().len() < MOST_TAGS => {
                filter = filter.with(Tag { facet, key })
            }
            (None, _) if word == page_word(lang) => page = later_page(value).unwrap_or(page),
            _ => {}
        }
    }
    Route::list(filter, page)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn every_kind_of_route() -> Vec<Route> {
        let slug: Slug = "a-slug".parse().unwrap();
        let mut routes = vec![Route::Home, Route::News(1), Route::News(12), Route::Article(slug.clone())];
        let topic = Filter::only(Tag { facet: Facet::Topic, key: slug.clone() });
        let several = topic.with(Tag { facet: Facet::Year, key: "2018".parse().unwrap() });
        routes.extend([Route::Filtered(topic.clone(), 1), Route::Filtered(topic, 3)]);
        routes.extend([Route::Filtered(several.clone(), 1), Route::Filtered(several, 3)]);
        for section in SECTIONS.into_iter().chain([Section::ThisSite]) {
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
                if !path.contains('?') {
                    assert_eq!(Address::parse(path.trim_end_matches('/')), address, "{path} without its slash");
                    assert_eq!(Address::parse(&format!("{path}index.html")), address, "{path}index.html");
                }
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
    fn a_query_adds_tags_in_any_order_and_leaves_the_rest_aside() {
        let one = Address::parse("/de/aktuelles/?utm=x&jahr=2018&seite=2&thema=gesundheit&topic=x&land=");
        let other = Address::parse("/de/aktuelles/thema/gesundheit/?seite=2&jahr=2018");
        assert_eq!(one, other);
        assert_eq!(one.path(), "/de/aktuelles/?thema=gesundheit&jahr=2018&seite=2");
        assert_eq!(Address::parse("/news/?topic=health"), Address::parse("/news/topic/health/"));
        assert_eq!(Address::parse("/about/?topic=health").route, Route::Section(Section::About));
        let greedy = (0..100).map(|n| format!("topic=t{n}")).collect::<Vec<_>>().join("&");
        let Route::Filtered(filter, 1) = Address::parse(&format!("/news/?{greedy}")).route else { panic!() };
        assert_eq!(filter.tags().len(), MOST_TAGS);
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
            ("/news/topic/health/page/1/", Lang::En),
            ("/news/topic/Health/", Lang::En),
            ("/de/aktuelles/topic/health/", Lang::De),
            ("/news/colour/red/", Lang::En),
            ("/bundles/en/index.json", Lang::En),
        ] {
            assert_eq!(Address::parse(path), Address::new(lang, Route::NotFound), "{path}");
        }
    }

    #[test]
    fn pages_name_the_feed_of_their_list() {
        for (path, list) in [
            ("/", Some("/news/")),
            ("/de/aktuelles/seite/2/", Some("/de/aktuelles/")),
            ("/news/round-table/", Some("/news/")),
            ("/news/topic/health/page/2/", Some("/news/topic/health/")),
            ("/de/aktuelles/bezug/welt/", Some("/de/aktuelles/bezug/welt/")),
            ("/news/?topic=health&year=2018", None),
            ("/news/year/2018/", None),
            ("/about/", Some("/about/")),
            ("/de/unsere-arbeit/diaspora/", Some("/de/unsere-arbeit/")),
            ("/this-site/privacy/", None),
            ("/de/einfache-sprache/", None),
            ("/nowhere/", None),
        ] {
            assert_eq!(Address::parse(path).feed().map(|list| list.path()).as_deref(), list, "{path}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics(path in "\\PC{0,60}") {
            let _ = Address::parse(&path).path();
        }
    }
}
