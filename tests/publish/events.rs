//! Entries for calendars (RFC 5545).

use std::collections::{BTreeMap, BTreeSet};

use iom_germany::model::ArticleBundle;

use crate::fixture::{Fixture, SITE_URL};
use crate::output::{Tree, bundle, text};

/// The longest line, in octets, without its end (RFC 5545, 3.1).
const LINE_MAX: usize = 75;

/// The values of an entry by name, parameters with the name: `DTSTART;VALUE=DATE`. Fails at whatever is no calendar
/// with a single event.
pub(crate) fn entry(ics: &str) -> BTreeMap<String, String> {
    let lines = ics.strip_suffix("\r\n").unwrap_or_else(|| panic!("the last line does not end: {ics:?}"));
    let mut unfolded: Vec<String> = Vec::new();
    for line in lines.split("\r\n") {
        assert!(!line.contains(['\r', '\n']), "a line ends otherwise: {line:?}");
        assert!(line.len() <= LINE_MAX, "a line has {} octets: {line:?}", line.len());
        assert!(!line.is_empty(), "a line is empty: {ics:?}");
        match line.strip_prefix([' ', '\t']) {
            Some(rest) => unfolded.last_mut().unwrap().push_str(rest),
            None => unfolded.push(line.to_owned()),
        }
    }
    let mut values = BTreeMap::new();
    let mut open = Vec::new();
    for line in unfolded {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no name and value: {line:?}"));
        let plain = |b: u8| b.is_ascii_uppercase() || b"-;=".contains(&b);
        assert!(name.bytes().all(plain), "{line:?}");
        match name {
            "BEGIN" => open.push(value.to_owned()),
            "END" => assert_eq!(open.pop().as_deref(), Some(value)),
            name => {
                let name = format!("{}/{name}", open.join("/"));
                assert_eq!(values.insert(name.clone(), unescaped(value)), None, "{name} is there twice");
            }
        }
    }
    assert!(open.is_empty(), "{open:?} does not end");
    values
}

/// A text value without its backslashes (RFC 5545, 3.3.11).
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped @ ('\\' | ';' | ',')) => text.push(escaped),
                other => panic!("{value:?} escapes {other:?}"),
            },
            letter => text.push(letter),
        }
    }
    text
}

fn page(site: &Tree, path: &str) -> ArticleBundle {
    bundle(site, &format!("bundles/{path}/index.json"))
}

#[test]
fn an_event_takes_whole_days() {
    let site = Fixture::good().built();
    for (file, path, first, end) in [
        ("en/news/open-days", "news/open-days", "20240228", "20240301"),
        ("de/aktuelles/tage-der-offenen-tuer", "de/aktuelles/tage-der-offenen-tuer", "20240228", "20240301"),
        ("en/news/round-table", "news/round-table", "20180530", "20180531"),
    ] {
        let article = page(&site, file).article;
        assert_eq!(article.calendar.as_deref(), Some(format!("/{path}/event.ics").as_str()));
        let ics = text(&site, &format!("{path}/event.ics"));
        let values = entry(ics);
        let event = |name: &str| values.get(&format!("VCALENDAR/VEVENT/{name}")).map(String::as_str);
        assert_eq!(values.get("VCALENDAR/VERSION").map(String::as_str), Some("2.0"));
        assert!(values.contains_key("VCALENDAR/PRODID"));
        assert_eq!(event("DTSTART;VALUE=DATE"), Some(first), "{path}");
        assert_eq!(event("DTEND;VALUE=DATE"), Some(end), "{path}");
        assert_eq!(event("SUMMARY"), Some(article.title.as_str()));
        assert_eq!(event("DESCRIPTION"), Some(article.summary.as_str()));
        assert_eq!(event("LOCATION"), article.place.as_deref());
        assert_eq!(event("URL"), Some(format!("{SITE_URL}{}", article.path).as_str()));
        let stamp = event("DTSTAMP").unwrap_or_default();
        assert!(stamp.len() == 16 && stamp.ends_with('Z') && stamp.as_bytes()[8] == b'T', "{stamp:?}");
        assert!(article.title.len() < LINE_MAX || ics.contains("\r\n "), "{path}: no long line was folded");
    }
}

#[test]
fn an_entry_is_known_by_the_same_name_for_ever() {
    let names = |site: &Tree| -> BTreeMap<String, String> {
        let entries = site.keys().filter(|path| path.ends_with(".ics"));
        entries.map(|path| (path.clone(), entry(text(site, path))["VCALENDAR/VEVENT/UID"].clone())).collect()
    };
    let first = names(&Fixture::good().built());
    assert_eq!(first.len(), 4, "{first:?}");
    assert_eq!(first.values().collect::<BTreeSet<_>>().len(), 4, "{first:?}");
    assert_eq!(first, names(&Fixture::good().under("/iom/").on("2026-12-24").built()));
    let renamed = |fixture: Fixture| {
        let german = std::fs::read_to_string(fixture.content().join("de/news/open-days.md")).unwrap();
        let german = german.replace("Tage der offenen", "Ein Tag der offenen").replace("2024-02-28", "2024-02-27");
        let english = std::fs::read_to_string(fixture.content().join("en/news/open-days.md")).unwrap();
        let english = english.replace("2024-02-28", "2024-02-27");
        fixture.file("de/news/open-days.md", &german).file("en/news/open-days.md", &english)
    };
    assert_eq!(first, names(&renamed(Fixture::good()).built()), "another title or day makes another event of it");
}

#[test]
fn only_an_event_on_a_known_day_has_an_entry() {
    let article = |kind: &str, date: &str| {
        format!(
            "---\ntitle: Some day\nsummary: Some day.\ntype: {kind}\ndate: {date}\ntopics: [diaspora]\n\
             sources:\n  - title: None\n---\n\nText.\n"
        )
    };
    let site = Fixture::good()
        .file("en/news/in-a-month.md", &article("event", "2025-03"))
        .file("en/news/in-a-year.md", &article("event", "2025"))
        .file("en/news/no-event.md", &article("news", "2025-03-01"))
        .file("en/news/new-year.md", &article("event", "2025-12-31"))
        .built();
    for path in ["in-a-month", "in-a-year", "no-event"] {
        assert_eq!(page(&site, &format!("en/news/{path}")).article.calendar, None, "{path}");
        assert!(!site.contains_key(&format!("news/{path}/event.ics")), "{path}");
    }
    let values = entry(text(&site, "news/new-year/event.ics"));
    assert_eq!(values["VCALENDAR/VEVENT/DTEND;VALUE=DATE"], "20260101");
}

#[test]
fn every_entry_is_one_a_page_leads_to() {
    let site = Fixture::good().built();
    let entries: BTreeSet<_> = site.keys().filter(|path| path.ends_with(".ics")).collect();
    for path in &entries {
        let page = path.trim_end_matches("event.ics");
        let html = text(&site, &format!("{page}index.html"));
        assert!(html.contains(&format!("href=\"/{path}\"")), "{page} does not lead to its entry");
    }
}
