//! Feeds, as another program reads them: feed-rs, which shares no code with what writes them.

use std::collections::BTreeSet;

use feed_rs::model::{Entry, Feed};
use feed_rs::parser;
use iom_germany::model::{Article, ArticleBundle, Filter, ListBundle, Scope};
use iom_germany::text::Lang;
use iom_germany::ui::routes::{Address, Route};

use crate::fixture::{Fixture, SITE_URL};
use crate::output::{Tree, attributes, between, bundle, text};
use crate::own_content;

/// The paths of all feeds with a file name.
fn feeds<'a>(site: &'a Tree, name: &'a str) -> impl Iterator<Item = &'a str> {
    site.keys().map(String::as_str).filter(move |path| path.ends_with(&format!("/{name}")))
}

fn read(site: &Tree, path: &str) -> Feed {
    parser::parse(text(site, path).as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The address in the one link of a kind.
fn linked<'a>(links: &'a [feed_rs::model::Link], rel: &str, kind: &str, lang: &str) -> Vec<&'a str> {
    let is_asked_for = |link: &&feed_rs::model::Link| {
        link.rel.as_deref() == Some(rel)
            && link.media_type.as_deref() == Some(kind)
            && link.href_lang.as_deref() == Some(lang)
    };
    links.iter().filter(is_asked_for).map(|link| link.href.as_str()).collect()
}

fn ids(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn title(entry: &Entry) -> &str {
    &entry.title.as_ref().unwrap().content
}

/// The file of a page, from its whole address.
fn file_of(url: &str, base_url: &str) -> String {
    let path = url.strip_prefix(base_url).unwrap_or_else(|| panic!("{url} lies elsewhere"));
    let path = path.split('#').next().unwrap().trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// What the page of a feed tells of it.
struct Listed {
    /// Titles, as many as the page tells.
    newest: Vec<String>,
    total: usize,
    /// The same page in the other language.
    in_other: Vec<String>,
}

impl Listed {
    fn read(site: &Tree, address: &Address) -> Self {
        let Route::Section(_) = address.route else {
            let list: ListBundle = bundle(site, &address.bundle_path());
            let newest = list.items.into_iter().map(|teaser| teaser.title).collect();
            let in_other = list.translations.into_iter().map(|list| list.path).collect();
            return Self { newest, total: list.total as usize, in_other };
        };
        let own: ArticleBundle = bundle(site, &address.bundle_path());
        let folder = address.bundle_path().replace("index.json", "");
        let pages = site.keys().filter(|path| path.starts_with(&folder));
        let pages: Vec<Article> = pages.map(|path| bundle::<ArticleBundle>(site, path).article).collect();
        let is_on_it = |article: &Article| {
            let is_global = own.article.scope == Scope::Global && article.scope == Scope::Global;
            is_global
                || pages.iter().any(|page| {
                    page.topics.iter().any(|topic| article.topics.contains(topic))
                        || page.goal.is_some_and(|goal| article.sdgs.iter().any(|sdg| sdg.goal() == goal))
                })
        };
        let list = |page: u32| Address::new(address.lang, Route::list(Filter::default(), page)).bundle_path();
        let first: ListBundle = bundle(site, &list(1));
        let all = (1..=first.pages).flat_map(|page| bundle::<ListBundle>(site, &list(page)).items);
        let all = all.map(|teaser| bundle::<ArticleBundle>(site, &Address::parse(&teaser.path).bundle_path()).article);
        let newest: Vec<_> = all.filter(is_on_it).map(|article| article.title).collect();
        let in_other = own.article.translations.into_iter().map(|page| page.path).collect();
        Self { total: newest.len(), newest, in_other }
    }
}

/// Looks at every feed of a site that lies at the root of its host.
fn look_at(site: &Tree, base_url: &str) -> usize {
    let mut all_ids = BTreeSet::new();
    for path in feeds(site, "feed.xml") {
        let list = path.trim_end_matches("feed.xml");
        let address = Address::parse(&format!("/{list}"));
        let (lang, other) = (address.lang.code(), address.lang.other().code());
        let page = Listed::read(site, &address);
        let feed = read(site, path);
        assert!(all_ids.insert(feed.id.clone()), "{path}: {} is given twice", feed.id);
        assert_eq!(linked(&feed.links, "self", "application/atom+xml", lang), [format!("{base_url}/{path}")]);
        assert_eq!(linked(&feed.links, "alternate", "text/html", lang), [format!("{base_url}/{list}")]);
        let in_other: Vec<_> = page.in_other.iter().map(|list| format!("{base_url}{list}feed.xml")).collect();
        assert_eq!(linked(&feed.links, "alternate", "application/atom+xml", other), in_other);
        for link in &feed.links {
            assert!(site.contains_key(&file_of(&link.href, base_url)), "{path}: {} leads nowhere", link.href);
        }

        assert_eq!(feed.entries.len(), page.total.min(30), "{path}");
        let newest: Vec<_> = page.newest.iter().map(String::as_str).take(30).collect();
        assert_eq!(feed.entries.iter().map(title).take(newest.len()).collect::<Vec<_>>(), newest, "{path}");
        assert_eq!(
            ids(&feed).iter().collect::<BTreeSet<_>>().len(),
            feed.entries.len(),
            "{path}: an id is given twice"
        );
        assert!(feed.entries.is_sorted_by(|a, b| a.published >= b.published), "{path}");
        let updated = feed.entries.iter().map(|entry| entry.updated.unwrap()).max();
        assert_eq!(feed.updated, updated.or(feed.updated), "{path}");
        for entry in &feed.entries {
            look_at_entry(site, base_url, path, entry);
        }
        look_at_json(site, base_url, &path.replace("feed.xml", "feed.json"), &feed);
    }
    assert_eq!(feeds(site, "feed.json").count(), all_ids.len());
    all_ids.len()
}

fn look_at_entry(site: &Tree, base_url: &str, path: &str, entry: &Entry) {
    let url = entry.links.iter().find(|link| link.rel.as_deref() == Some("alternate")).unwrap().href.as_str();
    let address = Address::parse(url.strip_prefix(base_url).unwrap());
    let ArticleBundle { article, .. } = bundle(site, &address.bundle_path());
    assert_eq!(entry.id, format!("tag:{},2026:news/{}/{}", &base_url[8..], article.id, article.lang));
    assert_eq!(entry.summary.as_ref().unwrap().content, article.summary);
    let day = |date: iom_germany::text::Date| {
        let (month, day) = (date.month().unwrap_or(1), date.day().unwrap_or(1));
        format!("{}-{month:02}-{day:02}T00:00:00+00:00", date.year())
    };
    assert_eq!(entry.published.unwrap().to_rfc3339(), day(article.date.unwrap()), "{url}");
    assert_eq!(entry.updated.unwrap().to_rfc3339(), day(article.updated.or(article.date).unwrap()), "{url}");
    let topics: Vec<_> = article.topics.iter().map(|topic| (topic.key.to_string(), Some(topic.name.clone()))).collect();
    let categories = entry.categories.iter().map(|category| (category.term.clone(), category.label.clone()));
    assert_eq!(categories.collect::<Vec<_>>(), topics, "{url}");
    for link in &entry.links {
        assert!(site.contains_key(&file_of(&link.href, base_url)), "{path}: {} leads nowhere", link.href);
    }
    let html = entry.content.as_ref().unwrap().body.as_deref().unwrap();
    assert!(html.starts_with('<') && html.contains("</p>"), "{url} has no text: {html}");
    for target in [attributes(html, "href"), attributes(html, "src")].concat() {
        assert!(!target.starts_with('/'), "{url}: {target} is not whole");
        if target.starts_with(base_url) {
            assert!(site.contains_key(&file_of(target, base_url)), "{url}: {target} leads nowhere");
        }
    }
    for sign in ["<!>", "<svg", "<button", "<details"] {
        assert!(!html.contains(sign), "{url} holds {sign}");
    }
}

/// The same feed as JSON.
fn look_at_json(site: &Tree, base_url: &str, path: &str, atom: &Feed) {
    let json: serde_json::Value = serde_json::from_str(text(site, path)).unwrap();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["feed_url"], format!("{base_url}/{path}"));
    assert_eq!(json["home_page_url"], format!("{base_url}/{}", path.trim_end_matches("feed.json")));
    let feed = read(site, path);
    assert_eq!(ids(&feed), ids(atom), "{path}");
    for (one, other) in feed.entries.iter().zip(&atom.entries) {
        assert_eq!((title(one), one.published, one.updated), (title(other), other.published, other.updated));
        assert_eq!(one.content.as_ref().unwrap().body, other.content.as_ref().unwrap().body, "{path}");
    }
}

#[test]
fn another_program_reads_every_feed() {
    // All articles, then the types, scopes and topics that occur, in English and in German; six sections in each.
    assert_eq!(look_at(&Fixture::good().built(), SITE_URL), (1 + 2 + 2 + 2) + (1 + 1 + 1 + 2) + 2 * 6);
    let site = own_content::built();
    let site_toml = std::fs::read_to_string(crate::fixture::in_package("content/site.toml")).unwrap();
    assert!(look_at(site, between(&site_toml, "\nurl = \"", "\"")[0]) > 50);
}

#[test]
fn ids_stay_when_addresses_change() {
    let here = read(&Fixture::good().built(), "news/feed.xml");
    let source =
        std::fs::read_to_string(crate::fixture::in_package("tests/sites/good/en/news/field-visit.md")).unwrap();
    let moved = source.replacen("type:", "slug: elsewhere\ntype:", 1);
    let site = Fixture::good().under("/iom/").file("en/news/field-visit.md", &moved).built();
    let there = read(&site, "news/feed.xml");
    assert_eq!(ids(&here), ids(&there));
    let links = |feed: &Feed| feed.entries.iter().map(|entry| entry.links[0].href.clone()).collect::<BTreeSet<_>>();
    assert!(links(&there).contains(&format!("{SITE_URL}/iom/news/elsewhere/")));
    assert!(links(&here).is_disjoint(&links(&there)));
}

#[test]
fn a_feed_holds_the_newest_thirty() {
    let articles = (1..=45).map(|number| {
        let date = format!("20{:02}-01-01", 30 + number);
        let head = format!("title: Generated {number}\nsummary: One.\ntype: news\ndate: {date}\ntopics: [diaspora]");
        (format!("en/news/generated-{number}.md"), format!("---\n{head}\nsources:\n  - title: None\n---\n\nText.\n"))
    });
    let site = articles.fold(Fixture::good(), |fixture, (path, text)| fixture.file(&path, &text)).built();
    let feed = read(&site, "news/topic/diaspora/feed.xml");
    let expected: Vec<_> = (16..=45).rev().map(|number| format!("Generated {number}")).collect();
    assert_eq!(feed.entries.iter().map(title).collect::<Vec<_>>(), expected);
}

#[test]
fn pages_lead_to_the_feeds_of_their_lists() {
    for (public_url, folder) in [("/", ""), ("/iom/", "/iom")] {
        let site = Fixture::good().under(public_url).built();
        let discovered = |page: &str| -> Vec<String> {
            let links = between(text(&site, page), "<link ", ">").into_iter();
            let feeds = links.filter(|link| link.contains("type=\"application/") && !link.contains("oembed"));
            feeds.map(|link| link.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()).collect()
        };
        let of = |list: &str| [format!("{SITE_URL}{folder}/{list}/feed.xml")];
        assert_eq!(discovered("index.html"), of("news"));
        assert_eq!(discovered("news/round-table/index.html"), of("news"));
        assert_eq!(discovered("news/topic/diaspora/index.html"), of("news/topic/diaspora"));
        assert_eq!(discovered("de/aktuelles/thema/partnerschaft/index.html"), of("de/aktuelles/thema/partnerschaft"));
        assert_eq!(discovered("our-work/counselling/index.html"), of("our-work"));
        for page in ["this-site/index.html", "404.html", "news/year/2018/index.html"] {
            assert_eq!(discovered(page), Vec::<String>::new(), "{page}");
        }
        for (page, list) in [
            ("news/index.html", "news"),
            ("de/aktuelles/index.html", "de/aktuelles"),
            ("our-work/index.html", "our-work"),
        ] {
            let link = format!("<a href=\"{folder}/{list}/feed.xml\" rel=\"external\">");
            assert!(text(&site, page).contains(&link), "{page}");
        }
        assert!(!text(&site, "news/year/2018/index.html").contains("feed.xml"));
    }
    assert!(Lang::ALL.len() == 2, "feeds name one other language");
}
