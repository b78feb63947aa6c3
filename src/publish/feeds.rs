//! Feeds: what is new, for readers' programs. One for all articles and one for each topic, type, scope and section, in
//! each language, as Atom (RFC 4287) and as JSON Feed 1.1 (jsonfeed.org/version/1.1, read 2026-11).
//!
//! They lie beside the lists they belong to: `news/feed.xml` and `news/feed.json`. Entries carry the whole text, with
//! every link absolute. Ids hold the id of the article, which never changes, rather than its address, which may. None
//! of the dates is the time of the build, so that publishing the same content twice gives the same bytes.

use std::collections::BTreeMap;

use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;
use serde_json::{Value as Json, json};

use super::MachineError;
use super::output::json;
use super::portable::portable;
use super::prerender;
use super::site::{Site, SitePage};
use crate::model::{Article, Filter};
use crate::text::{Date, Lang};
use crate::ui::components::blocks;
use crate::ui::meta::{FEED_FILES, list_name};
use crate::ui::pages::PageData;
use crate::ui::reader::Reader;
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

/// How many of the newest articles a feed holds.
const LENGTH: usize = 30;

/// The year in which the site's host gave the first id (RFC 4151, 2.1). Another one would make every entry new.
const IDS_SINCE: u16 = 2026;

/// Where the site lies, for the addresses and ids in feeds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The site's address without a slash at the end.
    pub(super) base_url: &'a str,
    /// Scheme and host by which ids are named; not where a copy for testing happens to lie.
    pub(super) named_by: &'a str,
    /// The day of publication, for feeds without articles.
    pub(super) today: Date,
}

impl Place<'_> {
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// A name that stays (RFC 4151): `tag:germany.example,2026:news/round-table/en`.
    fn id(&self, what: &str) -> String {
        let host = self.named_by.split_once("://").map_or(self.named_by, |(_, host)| host);
        let host = host.split([':', '/']).next().filter(|host| host.contains('.') && !host.contains('['));
        format!("tag:{},{IDS_SINCE}:{what}", host.unwrap_or("iom-germany.invalid"))
    }
}

/// A list with its newest articles.
struct Listed<'a> {
    lang: Lang,
    /// The path of its first page.
    path: String,
    name: String,
    /// The same list in the other language.
    translation: Option<String>,
    entries: Vec<Listing<'a>>,
    updated: Date,
}

/// An article as an entry of a feed.
struct Listing<'a> {
    article: &'a Article,
    html: &'a str,
    published: Date,
    updated: Date,
}

/// The articles in the feeds of the list whose first page this is, as numbers of items, the newest first; nothing if
/// it has no feeds.
pub(super) fn articles(site: &Site, page: &SitePage) -> Option<Vec<usize>> {
    Some(site.newest(&list_of(page)?, LENGTH))
}

/// The files of the feeds of a list, whether it has some or not.
pub(super) fn paths(page: &SitePage) -> [String; 2] {
    FEED_FILES.map(|(_, file)| format!("{}{file}", &page.address.path()[1..]))
}

/// The feeds of the list whose first page this is, by path; none if it has none. `texts` are those of the articles in
/// feeds, by the number of the item.
pub(super) fn files(
    site: &Site,
    page: &SitePage,
    texts: &BTreeMap<usize, String>,
    place: Place<'_>,
) -> Result<Vec<(String, Vec<u8>)>, MachineError> {
    let Some(list) = listed(site, page, texts, place) else { return Ok(Vec::new()) };
    let [atom_file, json_file] = paths(page);
    let json = json(&json_file, &json_feed(&list, place))?;
    Ok(vec![(atom_file, atom(&list, place)?), (json_file, json)])
}

/// The list whose first page this is, if it has a feed.
fn list_of(page: &SitePage) -> Option<Address> {
    page.address.feed().filter(|list| *list == page.address)
}

fn listed<'a>(
    site: &'a Site,
    page: &SitePage,
    texts: &'a BTreeMap<usize, String>,
    place: Place<'_>,
) -> Option<Listed<'a>> {
    let list = list_of(page)?;
    let filter = match &list.route {
        Route::Filtered(filter, _) => filter,
        _ => &Filter::default(),
    };
    let strings = strings(list.lang);
    let (name, translations) = match page.data.as_ref() {
        PageData::List(bundle) => (list_name(filter, bundle, strings), &bundle.translations),
        PageData::Article(bundle) => (bundle.article.title.clone(), &bundle.article.translations),
        PageData::NotFound { .. } => return None,
    };
    let name = format!("{} – {name}", strings.site_name);
    let entry = |number: usize| {
        let article = &site.items().get(number)?.article;
        let published = article.date.unwrap_or(place.today);
        Some(Listing { article, html: texts.get(&number)?, published, updated: article.updated.unwrap_or(published) })
    };
    let entries: Vec<_> = site.newest(&list, LENGTH).into_iter().filter_map(entry).collect();
    let updated = entries.iter().map(|entry| entry.updated).max_by_key(|date| moment(*date)).unwrap_or(place.today);
    let translation = translations.first().map(|translation| translation.path.clone());
    Some(Listed { lang: list.lang, path: list.path(), name, translation, entries, updated })
}

/// The text of an article as HTML, with every address absolute but those of its own parts.
pub(super) fn html(article: &Article, base_url: &str) -> String {
    let body = portable(&article.body, article.lang);
    let html = Owner::new().with(|| {
        Reader::new(article.lang, base_url).provide();
        prerender::html(blocks(&body))
    });
    harmless(&html)
}

/// Text without the characters that no XML may hold (XML 1.0, 2.2).
fn harmless(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect()
}

/// The beginning of a date: feeds know no months and years.
fn moment(date: Date) -> FixedDateTime {
    let (month, day) = (date.month().unwrap_or(1), date.day().unwrap_or(1));
    let day = NaiveDate::from_ymd_opt(date.year().into(), month.into(), day.into()).unwrap_or_default();
    day.and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

fn id_of(article: &Article, place: Place<'_>) -> String {
    place.id(&format!("{}/{}/{}", article.section.folder(), article.id, article.lang))
}

// ---- Atom ----

fn atom(list: &Listed<'_>, place: Place<'_>) -> Result<Vec<u8>, MachineError> {
    let strings = strings(list.lang);
    let [(atom_type, atom_file), (json_type, json_file)] = FEED_FILES;
    let file = |path: &str, file: &str| place.url(&format!("{path}{file}"));
    let mut links = vec![
        link("self", atom_type, list.lang, file(&list.path, atom_file)),
        link("alternate", "text/html", list.lang, place.url(&list.path)),
        link("alternate", json_type, list.lang, file(&list.path, json_file)),
    ];
    let translation = list.translation.as_deref();
    links.extend(translation.map(|path| link("alternate", atom_type, list.lang.other(), file(path, atom_file))));
    let feed = Feed {
        title: Text::plain(harmless(&list.name)),
        subtitle: Some(Text::plain(strings.news_summary)),
        id: place.id(&format!("feed{}", list.path)),
        updated: moment(list.updated),
        authors: vec![Person { name: strings.site_name.to_owned(), ..Person::default() }],
        icon: Some(place.url("/icon.svg")),
        links,
        lang: Some(list.lang.code().to_owned()),
        entries: list.entries.iter().map(|entry| atom_entry(entry, place)).collect(),
        ..Feed::default()
    };
    feed.write_to(Vec::new()).map_err(|error| MachineError::Feed { path: list.path.clone(), reason: error.to_string() })
}

fn atom_entry(entry: &Listing<'_>, place: Place<'_>) -> Entry {
    let article = entry.article;
    let url = place.url(&article.path);
    let mut links = vec![link("alternate", "text/html", article.lang, url.clone())];
    links.extend(
        article
            .translations
            .iter()
            .map(|translation| link("alternate", "text/html", translation.lang, place.url(&translation.path))),
    );
    Entry {
        title: Text::plain(harmless(&article.title)),
        id: id_of(article, place),
        updated: moment(entry.updated),
        published: Some(moment(entry.published)),
        categories: article
            .topics
            .iter()
            .map(|topic| Category {
                term: topic.key.to_string(),
                label: Some(harmless(&topic.name)),
                ..Category::default()
            })
            .collect(),
        links,
        summary: Some(Text::plain(harmless(&article.summary))),
        content: Some(Content {
            base: Some(url),
            lang: Some(article.lang.code().to_owned()),
            content_type: Some("html".to_owned()),
            value: Some(entry.html.to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn link(rel: &str, kind: &str, lang: Lang, href: String) -> Link {
    Link {
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        hreflang: Some(lang.code().to_owned()),
        href,
        ..Link::default()
    }
}

// ---- JSON Feed ----

fn json_feed(list: &Listed<'_>, place: Place<'_>) -> Json {
    let strings = strings(list.lang);
    let [_, (_, file)] = FEED_FILES;
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": list.name,
        "description": strings.news_summary,
        "home_page_url": place.url(&list.path),
        "feed_url": place.url(&format!("{}{file}", list.path)),
        "favicon": place.url("/icon.svg"),
        "authors": [{ "name": strings.site_name }],
        "language": list.lang.code(),
        "items": list.entries.iter().map(|entry| json_item(entry, place)).collect::<Vec<_>>(),
    })
}

fn json_item(entry: &Listing<'_>, place: Place<'_>) -> Json {
    let article = entry.article;
    json!({
        "id": id_of(article, place),
        "url": place.url(&article.path),
        "title": article.title,
        "summary": article.summary,
        "content_html": entry.html,
        "date_published": moment(entry.published).to_rfc3339(),
        "date_modified": moment(entry.updated).to_rfc3339(),
        "language": article.lang.code(),
        "tags": article.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>(),
    })
}
