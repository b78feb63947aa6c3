//! Addresses that are none.

use serde_json::json;

use crate::harness::{Browser, bundle};
use crate::server::Server;

#[tokio::test]
async fn the_page_speaks_both_languages_with_and_without_the_app() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (path, heading, lang) in [
        ("/nowhere/", "This page does not exist", "en"),
        ("/news/there-is-no-such-article/", "This page does not exist", "en"),
    ] {
        browser.open(&server.url(path)).await;
        assert_eq!(browser.heading().await, heading);
        let words = browser.words().await;
        assert!(words.contains("Diese Seite gibt es nicht"), "{words}");
        browser
            .wait_for("the app to have looked", "['ready', 'waiting'].includes(document.documentElement.dataset.app)")
            .await;
        assert_eq!((browser.heading().await.as_str(), browser.lang().await.as_str()), (heading, lang));
    }
    // A host with one such page answers in English; the app knows better.
    browser.open_app(&server.url("/de/nirgends/")).await;
    browser.wait_for_heading("Diese Seite gibt es nicht").await;
    assert_eq!(browser.lang().await, "de");
    browser.close().await;
}

#[tokio::test]
async fn inside_the_app_it_is_a_page_with_ways_on() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/de/")).await;
    browser.mark_document().await;
    browser.follow_new_link("/de/nirgends/").await;
    browser.wait_for_heading("Diese Seite gibt es nicht").await;
    browser.follow("/de/mitmachen/").await;
    browser.wait_for_heading("Mitmachen").await;
    browser.follow_new_link("/de/aktuelles/gibt-es-nicht/").await;
    browser.wait_for_heading("Diese Seite gibt es nicht").await;
    assert!(browser.is_marked().await);
    assert_eq!(browser.js("return document.querySelectorAll('link[rel=canonical]').length").await, 0);
    browser.close().await;
}

/// The links below “Did you mean”, with that heading first; nothing if there is none.
const NEAR: &str = "const near = document.querySelector('.message__near');
    return near ? [near.querySelector('h2').textContent, ...[...near.querySelectorAll('a')].map((a) => a.getAttribute('href'))] : []";

#[tokio::test]
async fn a_mistyped_address_names_the_page_that_was_meant() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let english = "/news/round-table-assisted-return/";
    let german = bundle(english)["article"]["translations"][0]["path"].as_str().unwrap().to_owned();
    // Two letters have changed places, as happens; another is missing.
    let english_slip = english.replace("table", "tabel");
    let german_slip = german.replace("tisch", "tich");
    assert!(english_slip != english && german_slip != german);
    for (slip, meant, home, heading, near, nothing_near) in [
        (english_slip, english, "/", "This page does not exist", "Did you mean one of these?", "/xyzzy/qqqq/"),
        (
            german_slip,
            &german,
            "/de/",
            "Diese Seite gibt es nicht",
            "Meinten Sie eine dieser Seiten?",
            "/de/xyzzy/qqqq/",
        ),
    ] {
        let title = bundle(meant)["article"]["title"].as_str().unwrap().to_owned();
        // From the host, which knows nothing, and inside the app.
        for is_inside in [false, true] {
            if is_inside {
                browser.open_app(&server.url(home)).await;
                browser.mark_document().await;
                browser.follow_new_link(&slip).await;
            } else {
                browser.open_app(&server.url(&slip)).await;
            }
            browser.wait_for_heading(heading).await;
            browser.wait_for("near pages", "document.querySelector('.message__near a')").await;
            let links = browser.lines(NEAR).await;
            assert_eq!(links[..2], [near, meant], "{slip}, inside the app: {is_inside}");
            assert!(links.len() <= 6, "{links:?}");
            assert_eq!(browser.address().await, slip);
            assert_eq!(browser.is_marked().await, is_inside);
            browser.mark_document().await;
            browser.click(".message__near a").await;
            browser.wait_for_heading(&title).await;
            assert!(browser.is_marked().await, "{meant} was loaded as a document");
        }
        // There is nothing like this.
        browser.open_app(&server.url(nothing_near)).await;
        browser.wait_for_heading(heading).await;
        assert_eq!(browser.js(NEAR).await, json!([]), "{nothing_near} has something near");
        browser.open_app(&server.url(home)).await;
        browser.follow_new_link(nothing_near).await;
        browser.wait_for_heading(heading).await;
        assert_eq!(browser.js(NEAR).await, json!([]), "{nothing_near} has something near, inside the app");
    }
    browser.close().await;
}
