//! The search: what it finds, held against the texts of all bundles; its address, its field in the masthead, what it
//! says when something is missing, and what stands in its place without scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;
use walkdir::WalkDir;

use crate::engine::needs;
use crate::harness::{Browser, Setup};
use crate::server::{Fault, Server, dist};

/// The page, in each language.
const PAGES: [(&str, &str); 2] = [("en", "/search/"), ("de", "/de/suche/")];

/// The words of every article and page of a language, each in a line of its own, by its path.
fn texts(lang: &str) -> Vec<(String, String)> {
    let folder = dist().join(format!("bundles/{lang}"));
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_name() == "index.json");
    let text = |entry: walkdir::DirEntry| {
        let bundle: Value = serde_json::from_slice(&std::fs::read(entry.path()).unwrap()).unwrap();
        let article = &bundle["article"];
        let path = article["path"].as_str()?.to_owned();
        let mut words = Vec::new();
        for key in ["title", "summary", "place"] {
            words.extend(article[key].as_str().map(str::to_owned));
        }
        for tag in ["topics", "countries"].iter().filter_map(|key| article[key].as_array()).flatten() {
            words.extend(tag["name"].as_str().map(str::to_owned));
        }
        collect(&article["body"], &mut words);
        Some((path, words.join("\n")))
    };
    files.filter_map(text).collect()
}

/// The words of blocks and spans, as the index takes them: whatever is written, but no lists of other articles and no
/// charts.
fn collect(node: &Value, words: &mut Vec<String>) {
    match node {
        Value::Array(nodes) => nodes.iter().for_each(|node| collect(node, words)),
        Value::Object(keys) => {
            for (key, value) in keys {
                match (key.as_str(), value) {
                    ("articles" | "chart" | "src" | "alt" | "href" | "id" | "lang" | "source" | "url" | "date", _) => {}
                    ("text" | "code" | "caption" | "label", Value::String(text)) => words.push(text.clone()),
                    (_, value) => collect(value, words),
                }
            }
        }
        _ => {}
    }
}

/// The words of a text as they are written, in small letters; words with hyphens also in one.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>();
    let joined =
        text.split(|c: char| !c.is_alphanumeric() && c != '-').map(|word| word.replace('-', "").to_lowercase());
    parts.into_iter().chain(joined.collect::<Vec<_>>()).filter(|word| !word.is_empty())
}

/// Writes into the field as a reader does, and waits for the results.
async fn look_for(browser: &Browser, words: &str) {
    browser.js("const field = document.querySelector('#search-words'); field.focus(); field.select();").await;
    browser.press(Key::Delete).await;
    let field = browser.driver.active_element().await.unwrap();
    field.send_keys(words).await.unwrap();
    wait_for_results(browser, words).await;
}

async fn wait_for_results(browser: &Browser, words: &str) {
    let told = format!("document.querySelector('[data-search-results]').dataset.query === {}", json!(words));
    browser.wait_within(Duration::from_secs(10), &format!("results for {words:?}"), &told).await;
}

async fn hits(browser: &Browser) -> Vec<String> {
    browser
        .lines("return [...document.querySelectorAll('[data-search-results] li a')].map((a) => a.getAttribute('href'))")
        .await
}

async fn status(browser: &Browser) -> String {
    browser.text_of("return document.querySelector('[data-search-results] [role=status]').textContent").await
}

#[tokio::test]
async fn words_as_written_are_found_in_exactly_the_texts_that_hold_them() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let texts: Vec<_> = ["en", "de"].into_iter().flat_map(texts).collect();
    assert!(texts.len() > 250, "{}", texts.len());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, text) in &texts {
        for word in words_of(text).collect::<BTreeSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    // Letters that can be written in two ways count as one in the index.
    let is_plain = |word: &str| {
        let has_two_ways = ["ae", "oe", "ue", "ss"].iter().any(|letters| word.contains(letters));
        word.len() > 5 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !has_two_ways
    };
    let plain: Vec<_> = counts.into_iter().filter(|(word, _)| is_plain(word)).collect();
    let sample: Vec<_> = plain.iter().step_by(plain.len() / 12).collect();
    for (_, page) in PAGES {
        browser.open_app(&server.url(page)).await;
        for (word, expected) in &sample {
            look_for(&browser, &format!("\"{word}\"")).await;
            let told = status(&browser).await;
            assert_eq!(told.split(' ').next(), Some(expected.to_string().as_str()), "{page}: {word}");
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn results_follow_what_is_typed_and_the_address_with_them() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/search/")).await;
    look_for(&browser, "georgia").await;
    assert!(hits(&browser).await.contains(&"/news/first-flight-to-georgia/".to_owned()), "{:?}", hits(&browser).await);
    assert!(browser.address().await.ends_with("/search/?q=georgia"), "{}", browser.address().await);
    assert!(browser.holds("document.querySelector('[data-search-results] mark').textContent === 'Georgia'").await);
    // The beginning of a word is enough while it is written, and a slip does no harm.
    look_for(&browser, "moldo").await;
    assert!(hits(&browser).await.contains(&"/news/first-flight-moldova-germany/".to_owned()));
    look_for(&browser, "Tadjikistan").await;
    assert!(hits(&browser).await.contains(&"/news/back-in-tajikistan/".to_owned()), "{:?}", hits(&browser).await);
    assert!(browser.words().await.contains("“Tadjikistan” is in no text."), "the correction is told");
    look_for(&browser, "xqzzyx").await;
    assert_eq!(hits(&browser).await, Vec::<String>::new());
    assert!(browser.words().await.contains("Nothing found for “xqzzyx”."));
    // An address opens with its results; a filter is a step in the history.
    browser.open_app(&server.url("/search/?q=syria")).await;
    wait_for_results(&browser, "syria").await;
    let all = status(&browser).await;
    browser.click(".search__found summary").await;
    browser.wait_for("the numbers of filters", "document.querySelector('.search__found a[href*=\"topic=\"]')").await;
    browser.click(".search__found a[href*='year=2025']").await;
    browser
        .wait_for(
            "fewer results",
            &format!("document.querySelector('[data-search-results] [role=status]').textContent !== {}", json!(all)),
        )
        .await;
    assert!(browser.address().await.contains("q=syria&year=2025"), "{}", browser.address().await);
    browser.driver.back().await.unwrap();
    browser
        .wait_for(
            "all results again",
            &format!("document.querySelector('[data-search-results] [role=status]').textContent === {}", json!(all)),
        )
        .await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_field_in_the_masthead_suggests_pages_by_keyboard() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/about/")).await;
    browser.js("document.querySelector('.masthead__search').focus()").await;
    browser.press(Key::Enter).await;
    browser.wait_for("the field", "document.activeElement.matches('[role=combobox][aria-expanded=false]')").await;
    browser.driver.active_element().await.unwrap().send_keys("georgia").await.unwrap();
    browser.wait_for("suggestions", "document.querySelector('[role=option]')").await;
    assert!(browser.holds("document.activeElement.getAttribute('aria-expanded') === 'true'").await);
    assert!(
        browser
            .holds(
                "document.querySelector('[role=listbox]').id === document.activeElement.getAttribute('aria-controls')"
            )
            .await
    );
    browser.press(Key::Down).await;
    browser.wait_for("an option chosen", "document.querySelector('[role=option][aria-selected=true]')").await;
    assert!(
        browser
            .holds("document.querySelector('[aria-selected=true]').id === document.activeElement.getAttribute('aria-activedescendant')")
            .await
    );
    let title = browser.text_of("return document.querySelector('[aria-selected=true]').textContent").await;
    browser.press(Key::Enter).await;
    browser.wait_for_heading(title.trim()).await;
    assert!(browser.holds("CSS.highlights.get('found').size > 0").await, "the words are marked in the article");
    // Escape closes; Enter without a choice leads to all results.
    browser.click(".masthead__search").await;
    browser.wait_for("the field", "document.activeElement.matches('[role=combobox]')").await;
    browser.press(Key::Escape).await;
    browser.wait_for("the field to close", "!document.querySelector('[role=combobox]')").await;
    browser.click(".masthead__search").await;
    browser.wait_for("the field", "document.activeElement.matches('[role=combobox]')").await;
    browser.driver.active_element().await.unwrap().send_keys("berlin").await.unwrap();
    browser.press(Key::Enter).await;
    browser.wait_for("the search page", "location.search === '?q=berlin'").await;
    wait_for_results(&browser, "berlin").await;
    assert!(browser.holds("!CSS.highlights.has('found')").await, "marks go with their article");
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn what_is_typed_before_the_app_is_there_is_looked_for() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.break_path(".wasm", Fault::Delay(Duration::from_secs(3)));
    browser.open(&server.url("/search/")).await;
    browser.wait_for_app("loading").await;
    browser.click("#search-words").await;
    browser.driver.active_element().await.unwrap().send_keys("georgia").await.unwrap();
    wait_for_results(&browser, "georgia").await;
    assert!(
        browser
            .holds("document.activeElement.id === 'search-words' && document.activeElement.value === 'georgia'")
            .await
    );
    assert!(browser.holds("document.activeElement.selectionStart === 7").await, "the caret moved");
    browser.driver.active_element().await.unwrap().send_keys("n").await.unwrap();
    wait_for_results(&browser, "georgian").await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_passage_is_shown_on_request_and_its_words_are_marked() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/search/")).await;
    look_for(&browser, "overlooked").await;
    browser.click("[data-search-results] li button").await;
    browser
        .wait_for(
            "the passage",
            "document.querySelector('[data-search-results] li mark')?.textContent === 'overlooked'",
        )
        .await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn what_is_missing_is_told_and_mended_by_a_retry() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (part, fault) in [
        ("search-index/root.bin", Fault::Status(500)),
        ("search-index/root.bin", Fault::Html),
        ("search-index/root.bin", Fault::Short(40)),
        ("search-index/t/", Fault::Status(404)),
        ("search-index/t/", Fault::Body(vec![7; 300])),
        ("search-index/r/", Fault::Short(100)),
    ] {
        server.break_path(part, fault);
        browser.open_app(&server.url("/search/?q=georgia")).await;
        let retry = "document.querySelector('[data-search-results] .retry-button')";
        browser.wait_within(Duration::from_secs(10), &format!("a retry: {part}"), retry).await;
        server.mend();
        browser.click("[data-search-results] .retry-button").await;
        wait_for_results(&browser, "georgia").await;
        browser.wait_for("results", "document.querySelector('[data-search-results] li a')").await;
    }
    browser.close().await;
}

#[tokio::test]
async fn no_input_breaks_the_search() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/search/")).await;
    let long = "wort ".repeat(20_000);
    let strings = [
        long.as_str(),
        "\u{202e}\u{200f}\u{feff}abc\u{0000}\u{0007}",
        "<script>alert(1)</script>",
        "Ω≈ç√∫˜µ≤≥÷ ﷽ 👩‍👩‍👧‍👦 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
        "\"\"\"\" „“ “”",
        "%00%ff%u0000 ../../etc/passwd ' OR 1=1 --",
        "-1e309 NaN 0x0",
    ];
    for text in strings {
        browser
            .js(&format!(
                "const field = document.querySelector('#search-words');
                 field.value = {};
                 field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
                json!(text)
            ))
            .await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        look_for(&browser, "georgia").await;
        assert!(!hits(&browser).await.is_empty());
    }
    // The address takes whatever it is given.
    browser.open_app(&server.url("/search/?q=%ff%00%F0%9F&topic=..&year=99999999999999&lang=xx&q=georgia")).await;
    wait_for_results(&browser, "georgia").await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn without_scripts_everything_is_listed_by_topic_country_year_and_month() {
    needs!(NoScript);
    let server = Server::start().await;
    let browser = Browser::with(Setup { no_script: true, ..Setup::default() }).await;
    for (lang, page) in PAGES {
        browser.open(&server.url(page)).await;
        let links = browser
            .lines("return [...document.querySelectorAll('.search__browse a')].map((a) => a.getAttribute('href'))")
            .await;
        let word = |english: &'static str, german: &'static str| if lang == "en" { english } else { german };
        for part in [word("/topic/", "/thema/"), word("/country/", "/land/"), word("/year/", "/jahr/")] {
            assert!(links.iter().filter(|link| link.contains(part)).count() > 5, "{page}: {part} {links:?}");
        }
        assert!(browser.holds("getComputedStyle(document.querySelector('.search__form')).display === 'none'").await);
        assert!(browser.holds("document.querySelector('.search__help').getClientRects().length > 0").await);
        let mut months = Vec::new();
        for year in links.iter().filter(|link| link.contains(word("/year/", "/jahr/"))) {
            browser.open(&server.url(year)).await;
            let of_year = browser
                .lines("return [...document.querySelectorAll('.filters__value')].map((a) => a.getAttribute('href'))")
                .await;
            months.extend(of_year.into_iter().filter(|link| link.contains(word("/month/", "/monat/"))));
        }
        let mut listed = 0.0;
        for month in &months {
            browser.open(&server.url(month)).await;
            listed += browser.number("return document.querySelectorAll('.teaser-list > li').length").await;
        }
        let folder = dist().join(format!("bundles/{lang}/{}", word("news", "aktuelles")));
        let with_month = WalkDir::new(folder).max_depth(2).into_iter().map(Result::unwrap).filter(|entry| {
            let bundle = std::fs::read(entry.path()).ok().and_then(|json| serde_json::from_slice::<Value>(&json).ok());
            bundle.is_some_and(|bundle| bundle["article"]["date"].as_str().is_some_and(|date| date.len() >= 7))
        });
        assert_eq!(listed as usize, with_month.count(), "{page}: every article with a month is in its list");
    }
    browser.close().await;
}
