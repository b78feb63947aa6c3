//! Every route of both languages, opened directly and reached inside the app.

use serde_json::{Value, json};

use crate::harness::{Browser, bundle};
use crate::server::{Server, dist};

/// A page and what it is called.
struct Known {
    path: String,
    lang: &'static str,
    heading: String,
}

/// One page of every kind, and all the section pages, in both languages, with the headings of their bundles.
fn pages() -> Vec<Known> {
    let paths = [
        "",
        "about/",
        "iom-global/",
        "our-work/",
        "our-work/diaspora/",
        "data-and-resources/",
        "take-action/",
        "2030-agenda/",
        "news/",
        "news/page/2/",
        "news/round-table-assisted-return/",
        "news/masks-from-the-diaspora/",
    ];
    let mut pages = Vec::new();
    for path in paths {
        let english = bundle(&format!("/{path}"));
        let german = match english.pointer("/article/translations/0/path") {
            Some(path) => path.as_str().unwrap().to_owned(),
            None => format!("/de/{}", path.replace("news", "aktuelles").replace("page", "seite")),
        };
        let german_bundle = bundle(&german);
        pages.push(Known { path: format!("/{path}"), lang: "en", heading: heading(&english, "News", "Page", "of") });
        pages.push(Known { path: german, lang: "de", heading: heading(&german_bundle, "Aktuelles", "Seite", "von") });
    }
    pages
}

/// The title of an article; the name of the list, with the number of a later page of it.
fn heading(bundle: &Value, list: &str, page: &str, of: &str) -> String {
    match (bundle.pointer("/article/title"), bundle["page"].as_u64()) {
        (Some(title), _) => title.as_str().unwrap().to_owned(),
        (None, Some(number @ 2..)) => format!("{list}, {page} {number} {of} {}", bundle["pages"]),
        (None, _) => list.to_owned(),
    }
}

/// What the head says: language, canonical path, paths by language.
const HEAD: &str = "const path = (link) => new URL(link.href).pathname;
    return [document.documentElement.lang,
        path(document.querySelector('link[rel=canonical]')),
        [...document.querySelectorAll('link[rel=alternate][hreflang]')].map((link) => link.hreflang + ' ' + path(link)).sort(),
        document.querySelectorAll('link[rel=canonical], meta[name=description], title').length]";

#[tokio::test]
async fn opened_directly() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for page in pages() {
        browser.open(&server.url(&page.path)).await;
        assert_eq!(browser.heading().await, page.heading, "{}", page.path);
        let before = browser.js(HEAD).await;
        browser.wait_for_app("ready").await;
        browser.wait_for_heading(&page.heading).await;
        assert_eq!(browser.lang().await, page.lang, "{}", page.path);
        assert_eq!(browser.js(HEAD).await, before, "the head of {} changed at take-over", page.path);
        browser.assert_quiet().await;
    }
    browser.close().await;
}

#[tokio::test]
async fn reached_inside_the_app() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for start in ["/", "/de/"] {
        let lang = if start == "/" { "en" } else { "de" };
        browser.open_app(&server.url(start)).await;
        browser.mark_document().await;
        for page in pages().into_iter().filter(|page| page.lang == lang && page.path != start) {
            browser.follow_new_link(&page.path).await;
            browser.wait_for_heading(&page.heading).await;
            browser.wait_for("the address", &format!("location.pathname === {}", json!(page.path))).await;
            browser
                .wait_for("the announcement", "document.querySelector('.visually-hidden[role=status]').textContent")
                .await;
            assert!(browser.is_marked().await, "{} was loaded as a document", page.path);
            assert!(
                browser.js("return document.activeElement === document.querySelector('main h1')").await == json!(true),
                "the heading of {} has no focus",
                page.path
            );
            let inside = browser.js(HEAD).await;
            let title = browser.driver.title().await.unwrap();
            let html = std::fs::read_to_string(dist().join(format!("{}index.html", &page.path[1..]))).unwrap();
            assert!(html.contains(&title.replace('&', "&amp;")), "{} has the title {title}", page.path);
            assert_eq!(inside.pointer("/0").unwrap(), lang, "{}", page.path);
            assert_eq!(inside.pointer("/1").unwrap(), &json!(page.path));
            assert_eq!(inside.pointer("/3").unwrap(), 3, "{}", page.path);
            assert_eq!(inside.pointer("/2").unwrap().as_array().unwrap().len(), 3, "{}", page.path);
        }
        browser.assert_quiet().await;
    }
    browser.close().await;
}

#[tokio::test]
async fn the_language_switch_keeps_the_page() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for page in pages().chunks(2) {
        let [english, german] = page else { unreachable!("pages come in pairs") };
        browser.open_app(&server.url(&english.path)).await;
        browser.mark_document().await;
        browser.follow(&german.path).await;
        browser.wait_for_heading(&german.heading).await;
        assert_eq!(browser.lang().await, "de");
        assert!(browser.is_marked().await);
    }
    browser.assert_quiet().await;
    browser.close().await;
}
