//! Addresses that are none.

use crate::harness::Browser;
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
