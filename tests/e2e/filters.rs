//! The list of articles, filtered: by one tag as a page of its own, by several in the app. What the page shows is held
//! against the bundles of all articles.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use crate::engine::needs;
use crate::harness::{Browser, Setup, bundle};
use crate::server::{Fault, Server, dist};

/// How many articles a page of a list shows.
const LIST_LENGTH: usize = 20;

/// The list in a language, and how its addresses and words are made.
struct List {
    lang: &'static str,
    path: &'static str,
    heading: &'static str,
    /// How the facets are called in addresses: type, scope, topic, country, year, goal.
    words: [&'static str; 6],
    page: &'static str,
    no_matches: &'static str,
    remove: &'static str,
    remove_all: &'static str,
    load_failed: &'static str,
}

const LISTS: [List; 2] = [
    List {
        lang: "en",
        path: "/news/",
        heading: "News",
        words: ["type", "scope", "topic", "country", "year", "goal"],
        page: "page",
        no_matches: "No article has all of these properties.",
        remove: "Remove filter: ",
        remove_all: "Remove all filters",
        load_failed: "This page could not be loaded",
    },
    List {
        lang: "de",
        path: "/de/aktuelles/",
        heading: "Aktuelles",
        words: ["art", "bezug", "thema", "land", "jahr", "ziel"],
        page: "seite",
        no_matches: "Kein Beitrag hat alle diese Eigenschaften.",
        remove: "Filter entfernen: ",
        remove_all: "Alle Filter entfernen",
        load_failed: "Diese Seite ließ sich nicht laden",
    },
];

/// A facet as the addresses call it, and the value.
type Tag = (String, String);

/// Every article of a language with its tags, read from the bundles of the articles themselves.
struct Archive(Vec<(String, Vec<Tag>)>);

impl Archive {
    fn read(list: &List) -> Self {
        let facets = bundle(list.path)["facets"].clone();
        // Types and the scope are called by their own words in each language's addresses.
        let own_word = |facet: &str, key: &str| -> String {
            let values = facets.as_array().unwrap().iter().find(|values| values["facet"] == facet).unwrap();
            let mut values = values["values"].as_array().unwrap().iter();
            let value = values.find(|value| value["key"] == key || value["translation"] == key);
            value.map_or(key, |value| value["key"].as_str().unwrap()).to_owned()
        };
        let folder = dist().join(format!("bundles/{}{}", list.lang, list.path.trim_start_matches("/de")));
        let mut articles = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path().join("index.json");
            let Ok(json) = std::fs::read(file) else { continue };
            let article = serde_json::from_slice::<Value>(&json).unwrap()["article"].clone();
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let [kind, scope, topic, country, year, goal] = list.words.map(str::to_owned);
            let mut tags = vec![
                (kind, own_word("type", &text(&article["kind"]))),
                (scope, own_word("scope", if article["scope"] == "local" { "germany" } else { "global" })),
                (year, text(&article["date"]).chars().take(4).collect()),
            ];
            let each = |name: &str| article[name].as_array().cloned().unwrap_or_default();
            for value in each("topics") {
                tags.push((topic.clone(), text(value.get("slug").unwrap_or(&value["key"]))));
            }
            for value in each("countries") {
                tags.push((country.clone(), text(&value["key"]).to_lowercase()));
            }
            for value in each("sdgs") {
                tags.push((goal.clone(), text(&value).split('.').next().unwrap_or_default().to_owned()));
            }
            articles.push((text(&article["path"]), tags));
        }
        assert!(articles.len() > LIST_LENGTH, "only {} articles", articles.len());
        Self(articles)
    }

    /// The paths of the articles that have all tags.
    fn with(&self, tags: &[Tag]) -> BTreeSet<String> {
        let has_all = |known: &[Tag]| tags.iter().all(|tag| known.contains(tag));
        self.0.iter().filter(|(_, known)| has_all(known)).map(|(path, _)| path.clone()).collect()
    }

    /// A country and a year which there are articles of, but none of both.
    fn strangers(&self, list: &List) -> [Tag; 2] {
        let [.., country, year, _] = list.words;
        let all = |word: &str| -> BTreeSet<&Tag> {
            self.0.iter().flat_map(|(_, tags)| tags).filter(|(facet, _)| facet == word).collect()
        };
        let pairs = all(country).into_iter().flat_map(|one| all(year).into_iter().map(move |other| [one, other]));
        let strangers = pairs.map(|pair| pair.map(Clone::clone)).find(|pair| self.with(pair).is_empty());
        strangers.expect("every country has an article in every year")
    }
}

/// The tags an address asks for.
fn tags_of(list: &List, address: &str) -> Vec<Tag> {
    let rest = address.strip_prefix(list.path).unwrap_or_else(|| panic!("{address} is not in the list"));
    let pairs: Vec<Tag> = match rest.strip_prefix('?') {
        Some(query) => query.split('&').filter_map(|pair| pair.split_once('=')).map(owned).collect(),
        None => rest.trim_end_matches('/').split_once('/').map(owned).into_iter().collect(),
    };
    assert!(pairs.iter().all(|(word, _)| list.words.contains(&word.as_str())), "{address} asks for something else");
    pairs
}

fn owned((word, key): (&str, &str)) -> Tag {
    (word.to_owned(), key.to_owned())
}

/// What a list shows.
#[derive(Debug, Deserialize, PartialEq)]
struct Shown {
    address: String,
    heading: String,
    count: usize,
    rows: Vec<String>,
    chips: Vec<Link>,
    values: Vec<Link>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Link {
    name: String,
    href: String,
    count: usize,
}

const SHOWN: &str = "const number = (at) => Number(at?.textContent.match(/\\d+/)[0] ?? 0);
    const href = (link) => link.getAttribute('href');
    return {
        address: location.pathname + location.search,
        heading: document.querySelector('main h1').textContent,
        count: number(document.querySelector('.news__count')),
        rows: [...document.querySelectorAll('.news__list .teaser__title a')].map(href),
        chips: [...document.querySelectorAll('.chosen__filter')]
            .map((chip) => ({name: chip.ariaLabel, href: href(chip), count: 0})),
        values: [...document.querySelectorAll('.filters li')].map((item) => ({
            name: item.querySelector('a').textContent, href: href(item.querySelector('a')),
            count: number(item.querySelector('.filters__count'))})),
    }";

async fn shown(browser: &Browser) -> Shown {
    serde_json::from_value(browser.js(SHOWN).await).unwrap()
}

/// Waits until the app shows the list of an address, and holds it against the archive.
async fn arrive(browser: &Browser, list: &List, archive: &Archive, address: &str) -> Shown {
    let tags = tags_of(list, address);
    let arrived = format!(
        "location.pathname + location.search === '{address}'
            && document.querySelectorAll('.chosen__filter').length === {}
            && !document.documentElement.hasAttribute('aria-busy')",
        tags.len()
    );
    browser.wait_for(&format!("the list of {address}"), &arrived).await;
    let shown = shown(browser).await;
    let expected = archive.with(&tags);
    assert_eq!(shown.count, expected.len(), "the number on {address}");
    assert_eq!(shown.rows.len(), shown.count.min(LIST_LENGTH), "the rows of {address}");
    for row in &shown.rows {
        assert!(expected.contains(row), "{row} is listed on {address} without having its tags");
    }
    for value in &shown.values {
        let real = archive.with(&tags_of(list, &value.href)).len();
        assert_eq!(value.count, real, "the number beside “{}” on {address}", value.name);
    }
    assert!(shown.heading.starts_with(list.heading), "{address} is headed {}", shown.heading);
    let names = shown.chips.iter().map(|chip| chip.name.strip_prefix(list.remove).unwrap());
    let names: Vec<_> = names.map(|name| assert!(shown.heading.contains(name), "{name}: {}", shown.heading)).collect();
    assert_eq!(names.len(), tags.len(), "the chips of {address}");
    shown
}

/// Follows the first link to a filtered list, opening what it may be folded into.
async fn choose(browser: &Browser, href: &str) {
    let open =
        format!("document.querySelector('.filters a[href=\"{href}\"]').closest('details')?.setAttribute('open', '')");
    browser.js(&open).await;
    browser.click(&format!(".filters a[href='{href}']")).await;
}

/// The first value of a facet that would leave fewer articles, or the first of all.
fn narrowing<'a>(list: &List, shown: &'a Shown, facet: &str) -> &'a Link {
    let before = tags_of(list, &shown.address);
    let of_facet = |value: &&Link| tags_of(list, &value.href).iter().any(|tag| tag.0 == facet && !before.contains(tag));
    let mut values = shown.values.iter().filter(of_facet);
    let fewer = values.clone().find(|value| value.count < shown.count && value.count > 1);
    fewer.or_else(|| values.next()).unwrap_or_else(|| panic!("{} offers no {facet}", shown.address))
}

#[tokio::test]
async fn without_scripts_every_value_is_a_link_to_as_many_articles_as_it_says() {
    needs!(NoScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    for list in LISTS {
        let archive = Archive::read(&list);
        browser.open(&server.url(list.path)).await;
        let whole = shown(&browser).await;
        assert_eq!(whole.count, archive.0.len(), "{}", list.path);
        for facet in list.words {
            let values: Vec<_> =
                whole.values.iter().filter(|value| tags_of(&list, &value.href)[0].0 == facet).collect();
            assert!(values.len() > 1, "{} has {} values of {facet}", list.path, values.len());
            // The most frequent one, which may have several pages, and a rare one.
            for value in [values[0], values[values.len() - 1]] {
                browser.open(&server.url(list.path)).await;
                choose(&browser, &value.href).await;
                let mut rows = Vec::new();
                loop {
                    let page = shown(&browser).await;
                    assert_eq!(page.count, value.count, "the number on {}", page.address);
                    assert!(page.address.starts_with(&value.href), "{} led to {}", value.href, page.address);
                    rows.extend(page.rows);
                    let next = "return document.querySelector('.pager a[rel=next]')?.getAttribute('href') ?? ''";
                    let next = browser.text_of(next).await;
                    if next.is_empty() {
                        break;
                    }
                    assert!(next.starts_with(&format!("{}{}/", value.href, list.page)), "the next page is {next}");
                    browser.follow(&next).await;
                }
                let distinct: BTreeSet<_> = rows.iter().cloned().collect();
                assert_eq!(rows.len(), value.count, "“{}” on all its pages", value.name);
                assert_eq!(distinct, archive.with(&tags_of(&list, &value.href)), "the articles of {}", value.href);
            }
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn topic_then_year_then_country_narrow_the_list_and_back_widens_it() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for list in LISTS {
        let archive = Archive::read(&list);
        let [_, _, topic, country, year, _] = list.words;
        browser.open_app(&server.url(list.path)).await;
        browser.mark_document().await;
        let mut states = vec![arrive(&browser, &list, &archive, list.path).await];
        for facet in [topic, year, country] {
            let before = states.last().unwrap();
            let value = narrowing(&list, before, facet).clone();
            choose(&browser, &value.href).await;
            let now = arrive(&browser, &list, &archive, &value.href).await;
            assert_eq!(now.count, value.count, "{} says another number than the link to it", now.address);
            assert!(now.heading.contains(&value.name), "{} is headed {}", now.address, now.heading);
            states.push(now);
        }
        let key = |facet: &str| tags_of(&list, &states[3].address).into_iter().find(|tag| tag.0 == facet).unwrap().1;
        let (topic_key, country_key, year_key) = (key(topic), key(country), key(year));
        let addresses: Vec<_> = states.iter().map(|state| state.address.clone()).collect();
        assert_eq!(addresses[1], format!("{}{topic}/{topic_key}/", list.path));
        assert_eq!(addresses[2], format!("{}?{topic}={topic_key}&{year}={year_key}", list.path));
        assert_eq!(
            addresses[3],
            format!("{}?{topic}={topic_key}&{country}={country_key}&{year}={year_key}", list.path)
        );

        // Back through all of them, forward again, and to the last by itself.
        for state in states.iter().rev().skip(1) {
            browser.driver.back().await.unwrap();
            assert_eq!(arrive(&browser, &list, &archive, &state.address).await, *state);
        }
        for state in states.iter().skip(1) {
            browser.driver.forward().await.unwrap();
            assert_eq!(arrive(&browser, &list, &archive, &state.address).await, *state);
        }
        assert!(browser.is_marked().await, "a list was loaded as a document");
        browser.driver.refresh().await.unwrap();
        browser.wait_for_app("ready").await;
        assert_eq!(arrive(&browser, &list, &archive, &addresses[3]).await, states[3], "after a reload");

        // A chip takes its own tag away; the other link takes all away.
        let chip = states[3].chips.iter().find(|chip| !tags_of(&list, &chip.href).iter().any(|tag| tag.0 == year));
        let chip = chip.expect("no chip removes the year").clone();
        assert_eq!(chip.name, format!("{}{year_key}", list.remove));
        browser.click(&format!(".chosen__filter[href='{}']", chip.href)).await;
        let without_year = arrive(&browser, &list, &archive, &chip.href).await;
        assert!(without_year.count >= states[3].count);
        let all = browser.driver.find(thirtyfour::By::LinkText(list.remove_all)).await.unwrap();
        all.click().await.unwrap();
        assert_eq!(arrive(&browser, &list, &archive, list.path).await, states[0]);
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_number_beside_a_value_is_what_following_it_yields() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for list in LISTS {
        let archive = Archive::read(&list);
        let [kind, scope, topic, country, year, goal] = list.words;
        browser.open_app(&server.url(list.path)).await;
        let value = narrowing(&list, &arrive(&browser, &list, &archive, list.path).await, topic).clone();
        choose(&browser, &value.href).await;
        let topic_list = arrive(&browser, &list, &archive, &value.href).await;
        for facet in [kind, scope, topic, country, year, goal] {
            let value = narrowing(&list, &topic_list, facet);
            choose(&browser, &value.href).await;
            let found = arrive(&browser, &list, &archive, &value.href).await;
            assert_eq!(found.count, value.count, "“{}” on {}", value.name, topic_list.address);
            browser.driver.back().await.unwrap();
            arrive(&browser, &list, &archive, &topic_list.address).await;
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_list_of_two_tags_has_pages() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for list in LISTS {
        let archive = Archive::read(&list);
        let [.., goal] = list.words;
        browser.open_app(&server.url(list.path)).await;
        // Two tags that more articles have than fit on a page.
        let start = arrive(&browser, &list, &archive, list.path).await;
        let goal = start.values.iter().find(|value| tags_of(&list, &value.href)[0].0 == goal).unwrap().clone();
        choose(&browser, &goal.href).await;
        let of_goal = arrive(&browser, &list, &archive, &goal.href).await;
        let long = of_goal.values.iter().find(|value| value.count > LIST_LENGTH);
        let long = long.expect("no second tag leaves more articles than a page shows").clone();
        choose(&browser, &long.href).await;
        let first = arrive(&browser, &list, &archive, &long.href).await;
        let mut rows = first.rows;
        for page in 2..=long.count.div_ceil(LIST_LENGTH) {
            browser.click(".pager a[rel=next]").await;
            let address = format!("{}&{}={page}", long.href, list.page);
            let is_there = format!(
                "location.pathname + location.search === '{address}' && !document.documentElement.hasAttribute('aria-busy')"
            );
            browser.wait_for(&address, &is_there).await;
            rows.extend(shown(&browser).await.rows);
        }
        assert_eq!(rows.len(), long.count);
        let distinct: BTreeSet<_> = rows.into_iter().collect();
        assert_eq!(distinct, archive.with(&tags_of(&list, &long.href)));
        assert!(!browser.holds("document.querySelector('.pager a[rel=next]')").await, "the last page leads on");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn tags_no_article_has_show_an_empty_list_that_leads_on() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for list in LISTS {
        let archive = Archive::read(&list);
        let [.., year, _] = list.words;
        let [(country, country_key), (_, year_key)] = archive.strangers(&list);
        let country_list = format!("{}{country}/{country_key}/", list.path);
        for (empty, is_known) in [
            (format!("{}?{country}={country_key}&{year}={year_key}", list.path), true),
            (format!("{}?{country}={country_key}&{year}=1999", list.path), false),
        ] {
            browser.open_app(&server.url(&empty)).await;
            let shown = arrive(&browser, &list, &archive, &empty).await;
            assert_eq!((shown.count, shown.chips.len()), (0, 2), "{empty}");
            assert!(browser.words().await.contains(list.no_matches), "{empty} does not say that it is empty");
            let there = browser.text_of("return document.querySelector('.language a').getAttribute('href')").await;
            assert_eq!(there.contains('?'), is_known, "from {empty} the language switch leads to {there}");
            browser.mark_document().await;
            browser.click(&format!(".chosen__filter[href='{country_list}']")).await;
            assert!(arrive(&browser, &list, &archive, &country_list).await.count > 0);
            assert!(browser.is_marked().await);
            if is_known {
                browser.assert_quiet().await;
            } else {
                // The other chip leads to the list of a year there is nothing of, which the host does not have.
                browser.console().await;
            }
        }
    }
    browser.close().await;
}

#[tokio::test]
async fn the_language_switch_keeps_the_filter() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (list, other) in [(&LISTS[0], &LISTS[1]), (&LISTS[1], &LISTS[0])] {
        let (archive, there) = (Archive::read(list), Archive::read(other));
        let [_, _, topic, _, year, _] = list.words;
        browser.open_app(&server.url(list.path)).await;
        for facet in [topic, year] {
            let value = narrowing(list, &shown(&browser).await, facet).clone();
            choose(&browser, &value.href).await;
            arrive(&browser, list, &archive, &value.href).await;
        }
        let here = shown(&browser).await;
        browser.mark_document().await;
        let switch = browser.text_of("return document.querySelector('.language a').getAttribute('href')").await;
        browser.click(".language a").await;
        let translated = arrive(&browser, other, &there, &switch).await;
        assert!(browser.is_marked().await, "{switch} was loaded as a document");
        assert_eq!(browser.lang().await, other.lang);
        let words: Vec<_> = tags_of(other, &translated.address).into_iter().map(|tag| tag.0).collect();
        assert_eq!(words, [other.words[2], other.words[4]]);
        let translation =
            |path: &String| bundle(path)["article"]["translations"][0]["path"].as_str().unwrap().to_owned();
        let expected: BTreeSet<_> = here.rows.iter().map(translation).collect();
        assert_eq!(translated.rows.into_iter().collect::<BTreeSet<_>>(), expected, "{} and {switch}", here.address);
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_missing_or_corrupt_file_of_rows_is_told_with_a_retry() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let corrupt = Fault::Change(Arc::new(|json| json.replacen("\"rows\":", "\"rows\":7,\"x\":", 1)));
    let faults = [
        ("refused", Fault::Status(500)),
        ("cut short", Fault::Short(20)),
        ("HTML", Fault::Html),
        ("of another form", corrupt),
        ("missing", Fault::Status(404)),
    ];
    for list in LISTS {
        let archive = Archive::read(&list);
        let [_, _, topic, _, year, _] = list.words;
        browser.open_app(&server.url(list.path)).await;
        browser.mark_document().await;
        let value = narrowing(&list, &shown(&browser).await, topic).clone();
        choose(&browser, &value.href).await;
        let topic_list = arrive(&browser, &list, &archive, &value.href).await;
        let combined = narrowing(&list, &topic_list, year).clone();
        for part in ["/rows/", "/teasers/"] {
            for (name, fault) in faults.clone() {
                if part == "/teasers/" && name == "of another form" {
                    continue;
                }
                server.break_path(part, fault);
                choose(&browser, &combined.href).await;
                browser.wait_for_heading(list.load_failed).await;
                assert_eq!(browser.address().await, combined.href, "{part}, {name}");
                assert!(browser.holds("document.querySelector('main [role=alert] button')").await, "{part}, {name}");
                // While nothing has changed the button changes nothing.
                browser.js("document.querySelector('main [role=alert]').id = 'first-message'").await;
                browser.click("main [role=alert] button").await;
                browser
                    .wait_for("a new message", "document.querySelector('main [role=alert]:not(#first-message)')")
                    .await;
                server.mend();
                browser.click("main [role=alert] button").await;
                arrive(&browser, &list, &archive, &combined.href).await;
                browser.driver.back().await.unwrap();
                arrive(&browser, &list, &archive, &topic_list.address).await;
            }
        }
        assert!(browser.is_marked().await, "a list was loaded as a document");
    }
    browser.close().await;
}

#[tokio::test]
async fn opened_by_its_address_a_list_without_its_rows_does_not_pass_for_the_whole() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for list in LISTS {
        let archive = Archive::read(&list);
        let [_, _, topic, _, year, _] = list.words;
        let tags = [topic, year].map(|word| {
            let facets = bundle(list.path)["facets"].clone();
            let name = if word == topic { "topic" } else { "year" };
            let values =
                facets.as_array().unwrap().iter().find(|values| values["facet"] == name).unwrap()["values"].clone();
            (word.to_owned(), values[0]["key"].as_str().unwrap().to_owned())
        });
        let address = format!("{}?{}={}&{}={}", list.path, tags[0].0, tags[0].1, tags[1].0, tags[1].1);
        server.break_path("/rows/", Fault::Status(500));
        browser.open(&server.url(&address)).await;
        browser.wait_for_heading(list.load_failed).await;
        server.mend();
        browser.click("main [role=alert] button").await;
        arrive(&browser, &list, &archive, &address).await;
    }
    browser.close().await;
}
