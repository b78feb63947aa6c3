//! Bundles and search indexes that try something, in a browser: nothing runs, no rule of the pages' policy is broken,
//! and the app does not panic. `tests/hostile.rs` looks at every string and every word; here each kind of page is shown
//! with all of the words somewhere.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use iom_germany::model::{ArticleBundle, Bundle, ListBundle, NavigationBundle, TeasersBundle, WordsBundle, decode};
use iom_germany::search::{Entry, FacetKind, Fields, Record, Writer, WriterOptions};
use iom_germany::text::Lang;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::engine::not_in;
use crate::harness::{Browser, bundle};
use crate::payloads::payloads;
use crate::server::{Fault, Server};
use crate::strings::{filled, fitting, free_places};

/// Notes whatever runs and whatever the policy of the pages forbids.
const WATCH: &str = "window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => window.ran.push(name);
    addEventListener('securitypolicyviolation', (event) => window.ran.push(event.violatedDirective + ' ' + event.blockedURI));";

/// What of the page could run or lead somewhere it must not, and what has run.
const HARM: &str = "const harm = [...window.ran];
    for (const element of document.querySelectorAll('#app, #app *')) {
        if (['script', 'iframe', 'object', 'embed', 'base', 'meta', 'link', 'style', 'frame'].includes(element.localName)) harm.push(element.outerHTML.slice(0, 80));
        for (const {name, value} of element.attributes) {
            if (name.startsWith('on') || name === 'srcdoc') harm.push(element.localName + ' ' + name);
            if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name) && !/^(https?:\\/\\/|mailto:|tel:|#|\\/(?!\\/))/i.test(value)) harm.push(name + '=' + value);
        }
    }
    return harm";

/// How often each page is shown, each time with other words in each place.
const ROUNDS: usize = 4;

/// A kind of bundle, where it is shown and which files it is.
struct Shown {
    page: &'static str,
    files: &'static str,
    /// Whether the app takes a bundle.
    takes: fn(&[u8]) -> bool,
}

fn takes<B: Bundle>(bytes: &[u8]) -> bool {
    decode::<B>(bytes).is_ok()
}

const SHOWN: [Shown; 13] = [
    Shown { page: "/de/", files: "/bundles/de/index.json", takes: takes::<ArticleBundle> },
    Shown { page: "/about/", files: "/bundles/en/about/", takes: takes::<ArticleBundle> },
    Shown { page: "/2030-agenda/", files: "/bundles/en/2030-agenda/index", takes: takes::<ArticleBundle> },
    Shown { page: "/2030-agenda/goal-10/", files: "/bundles/en/2030-agenda/goal-10/", takes: takes::<ArticleBundle> },
    Shown {
        page: "/news/round-table-assisted-return/",
        files: "/bundles/en/news/round-table-assisted-return/",
        takes: takes::<ArticleBundle>,
    },
    Shown {
        page: "/data-and-resources/",
        files: "/bundles/en/data-and-resources/index",
        takes: takes::<ArticleBundle>,
    },
    Shown {
        page: "/data-and-resources/resettlement-to-germany-by-nationality/",
        files: "/bundles/en/data-and-resources/resettlement",
        takes: takes::<ArticleBundle>,
    },
    Shown { page: "/de/einfache-sprache/", files: "/bundles/de/einfache-sprache/index", takes: takes::<ArticleBundle> },
    Shown { page: "/news/page/2/", files: "/bundles/en/news/page/2/", takes: takes::<ListBundle> },
    Shown { page: "/search/", files: "/bundles/en/search/", takes: takes::<ListBundle> },
    Shown { page: "/news/?topic=displacement&year=2024", files: "/bundles/en/teasers/", takes: takes::<TeasersBundle> },
    Shown { page: "/news/round-tabel-assisted-return/", files: "/bundles/en/words/", takes: takes::<WordsBundle> },
    Shown { page: "/de/ueber-uns/", files: "/bundles/de/navigation.json", takes: takes::<NavigationBundle> },
];

/// Where the reader is before.
const FROM: &str = "/this-site/accessibility/";

/// Follows a link inside the app, and waits until the page is another.
async fn go(browser: &Browser, page: &str) {
    browser.js("document.querySelector('main').isBefore = true").await;
    browser.follow_new_link(page).await;
    let has_come = "document.querySelector('main h1') && !document.querySelector('main').isBefore && !document.documentElement.hasAttribute('aria-busy') || document.documentElement.dataset.app === 'failed'";
    browser.wait_for(&format!("{page} in place of the page before"), has_come).await;
}

/// The app is there, nothing has run, and nothing on the page could.
async fn assert_harmless(browser: &Browser, what: &str) {
    assert_eq!(
        browser.text_of("return document.documentElement.dataset.app").await,
        "ready",
        "{what}: the app is gone"
    );
    assert_eq!(browser.lines(HARM).await, Vec::<String>::new(), "{what}");
}

/// The console says no more than that a file is not there.
async fn assert_no_mischief(browser: &Browser) {
    let console: Vec<_> = browser.console().await.into_iter().filter(|line| !line.contains("Failed to load")).collect();
    assert!(console.is_empty(), "{console:#?}");
}

#[tokio::test]
async fn hostile_bundles_are_shown_as_words() {
    not_in!(WebKit, "its layout takes minutes for one of the pages that are full of hostile words");
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.begin_pages_with(WATCH);
    let payloads = Arc::new(payloads());
    for Shown { page, files, takes } in SHOWN {
        let known = Arc::<Mutex<BTreeMap<String, Vec<String>>>>::default();
        for round in 0..ROUNDS {
            let (words, known) = (Arc::clone(&payloads), Arc::clone(&known));
            let first = round * words.len() / ROUNDS;
            let change = move |text: String| {
                let sample: Value = serde_json::from_str(&text).unwrap();
                let mut known = known.lock().unwrap();
                let free = known
                    .entry(text)
                    .or_insert_with(|| free_places(&sample, |bundle| takes(&serde_json::to_vec(bundle).unwrap())));
                filled(&sample, free, |place| fitting(&free[place], &words[(first + place) % words.len()])).to_string()
            };
            server.break_path(files, Fault::Change(Arc::new(change)));
            browser.open_app(&server.url(FROM)).await;
            go(&browser, page).await;
            assert_harmless(&browser, &format!("{page}, round {round}")).await;
            // The reader can go on.
            server.mend();
            go(&browser, "/our-work/").await;
            assert_eq!(browser.heading().await, "Our Work", "after {page}, round {round}");
        }
    }
    assert_no_mischief(&browser).await;
    browser.close().await;
}

#[tokio::test]
async fn large_strings_and_deep_trees_are_told_or_shown() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.begin_pages_with(WATCH);
    let with = |field: &str, value: Value| {
        let mut sample = bundle("/about/");
        *sample.pointer_mut(field).unwrap() = value;
        sample.to_string().into_bytes()
    };
    let tree = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000)).into_bytes();
    let cases = [
        ("a title of a million letters", with("/article/title", json!("x".repeat(1_000_000))), true),
        (
            "a text of a million marks",
            with("/article/body", json!([{"paragraph": [{"text": "\u{202e}".repeat(333_333)}]}])),
            true,
        ),
        // Chromium would break it into lines for minutes.
        ("a title of 400,000 letters", with("/article/title", json!("y".repeat(400_000))), true),
        (
            "a text of 400,000 letters",
            with("/article/body", json!([{"paragraph": [{"text": "z".repeat(400_000)}]}])),
            false,
        ),
        ("ten thousand lists in each other", tree("[", "]"), true),
        ("ten thousand objects in each other", tree("{\"schema\":1,\"a\":", "}"), true),
        ("ten thousand quotes in each other", tree("[{\"quote\":", "}]"), true),
    ];
    for (what, bytes, is_told) in cases {
        let start = std::time::Instant::now();
        server.break_path("/bundles/en/about/", Fault::Body(bytes));
        browser.open_app(&server.url(FROM)).await;
        go(&browser, "/about/").await;
        assert_harmless(&browser, what).await;
        assert_eq!(
            browser.holds("document.querySelector('main .message[role=alert] button')").await,
            is_told,
            "{what}"
        );
        server.mend();
        go(&browser, "/our-work/").await;
        assert_eq!(browser.heading().await, "Our Work", "after {what}");
        println!("{what}: {:.1} s", start.elapsed().as_secs_f64());
    }
    assert_no_mischief(&browser).await;
    browser.close().await;
}

/// An index as a host could have it that wants to do harm: rightly made, of hostile words, and of hostile addresses if
/// wanted.
fn hostile_index(has_hostile_addresses: bool) -> Vec<(String, Vec<u8>)> {
    let writer = Writer::new(WriterOptions::default());
    let payloads = payloads();
    for (number, words) in payloads.iter().enumerate() {
        let other = &payloads[(number * 7 + 3) % payloads.len()];
        let short = |text: &str| text.chars().take(2_000).collect::<String>();
        let href = if has_hostile_addresses { short(words) } else { format!("/news/entry-{number}/") };
        let [id, title, summary, kind, date] = [other, words, other, words, other].map(|text| short(text));
        writer.add(&Entry {
            id: format!("entry-{number}"),
            language: Lang::En,
            date: 19_000 + number as i32,
            record: Record { id, href, title, summary, kind, date },
            fields: Fields {
                title: format!("common {}", short(words)),
                summary: short(other),
                body: short(words),
                tags: short(other),
            },
            facets: vec![(FacetKind::Topic, short(words))],
        });
    }
    writer.finish().into_iter().map(|file| (format!("/search-index/{}", file.name), file.bytes)).collect()
}

#[tokio::test]
async fn hostile_words_in_the_search_index_are_shown_as_words() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.begin_pages_with(WATCH);
    for (path, bytes) in hostile_index(false) {
        server.put(&path, bytes);
    }
    browser.open_app(&server.url("/search/?q=common")).await;
    browser.wait_for("results", "document.querySelector('[data-search-results] li a')").await;
    // Page by page, to the end.
    let mut pages = 1;
    loop {
        assert_harmless(&browser, &format!("page {pages} of the results")).await;
        let more = "document.querySelector('[data-search-results] > ol ~ .retry-button')";
        if !browser.holds(more).await {
            break;
        }
        let before = browser.number("return document.querySelectorAll('[data-search-results] li').length").await;
        browser.js(&format!("{more}.click()")).await;
        let are_more = format!("document.querySelectorAll('[data-search-results] li').length > {before}");
        browser.wait_for("more results", &are_more).await;
        pages += 1;
    }
    assert!(pages > 2, "{pages} pages of results");
    // Suggestions while one types.
    browser.open_app(&server.url("/about/")).await;
    browser.js("document.querySelector('.masthead__search').focus()").await;
    browser.press(Key::Enter).await;
    browser.wait_for("the field", "document.activeElement.matches('[role=combobox]')").await;
    browser.driver.active_element().await.unwrap().send_keys("common").await.unwrap();
    browser.wait_for("suggestions", "document.querySelector('[role=option]')").await;
    assert_harmless(&browser, "suggestions").await;
    assert_no_mischief(&browser).await;
    browser.close().await;
}

#[tokio::test]
async fn hostile_addresses_in_the_search_index_are_no_links() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.begin_pages_with(WATCH);
    for (path, bytes) in hostile_index(true) {
        server.put(&path, bytes);
    }
    browser.open_app(&server.url("/search/?q=common")).await;
    browser
        .wait_for("the message", "document.querySelector('[data-search-results] > .search__note + .retry-button')")
        .await;
    assert_harmless(&browser, "results").await;
    assert_no_mischief(&browser).await;
    browser.close().await;
}
