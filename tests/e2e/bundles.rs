//! Bundles on the wire: what they say is what is shown, and what is wrong with them is told.

use std::sync::Arc;
use std::time::Duration;

use crate::engine::Engine;
use crate::harness::Browser;
use crate::server::{Fault, Server};

const SEEDS: [(&str, &str); 2] =
    [("/news/round-table-assisted-return/", "en"), ("/news/masks-from-the-diaspora/", "en")];

/// The first words of the first paragraph, changed.
fn mark_text() -> Fault {
    Fault::Change(Arc::new(|json| {
        json.replacen(
            r#""body":[{"paragraph":[{"text":""#,
            r#""body":[{"paragraph":[{"text":"Changed on the wire. "#,
            1,
        )
    }))
}

#[tokio::test]
async fn both_seed_articles_are_rendered_from_their_bundles() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.break_path("/bundles/", mark_text());
    for (path, _) in SEEDS {
        browser.open_app(&server.url(path)).await;
        assert!(browser.words().await.contains("Changed on the wire. "), "{path}, opened directly");
        let german = browser.text_of("return document.querySelector('.language a').getAttribute('href')").await;
        browser.mark_document().await;
        browser.follow(&german).await;
        browser
            .wait_for(
                "the German text",
                "document.documentElement.lang === 'de' && document.body.innerText.includes('Changed on the wire. ')",
            )
            .await;
        assert!(browser.is_marked().await);
    }
    browser.assert_quiet().await;
    browser.close().await;
}

fn faults() -> Vec<(&'static str, Fault, &'static str, &'static str)> {
    let malformed = ("could not be read", "nicht lesbar");
    // Firefox tells nothing of an answer of which only the head came.
    let broken = match Engine::of_run() {
        Engine::Firefox => ("seems to be no connection", "offenbar keine Verbindung"),
        _ => malformed,
    };
    let status = ("answered with an error", "mit einem Fehler geantwortet");
    let deep = format!(r#"{{"schema":1,"article":{}"#, "[".repeat(100_000)).into_bytes();
    let nested = format!(r#"{{"schema":1,"x":{}1{}}}"#, r#"{"a":"#.repeat(5_000), "}".repeat(5_000)).into_bytes();
    let huge = [b"{\"schema\":1,\"pad\":\"".as_slice(), &vec![b'x'; 3_000_000], b"\"}"].concat();
    let change = |from: &'static str, to: &'static str| Fault::Change(Arc::new(move |json| json.replacen(from, to, 1)));
    let mut faults = vec![
        ("HTML instead of JSON", Fault::Html, malformed),
        ("status 500", Fault::Status(500), status),
        ("status 403", Fault::Status(403), status),
        ("empty", Fault::Body(Vec::new()), malformed),
        ("nested in arrays", Fault::Body(deep), malformed),
        ("nested in objects", Fault::Body(nested), malformed),
        ("huge", Fault::Body(huge), malformed),
        ("no article", Fault::Body(br#"{"schema":1}"#.to_vec()), malformed),
        ("a script as a link", change(r#""path":""#, r#""path":"javascript:alert(1)//"#), malformed),
        ("the connection breaks at once", Fault::Cut(0), broken),
        ("the connection breaks in the middle", Fault::Cut(700), malformed),
    ];
    for length in [1, 2, 50, 333, 1000] {
        faults.push(("cut short", Fault::Short(length), malformed));
    }
    faults.into_iter().map(|(name, fault, (en, de))| (name, fault, en, de)).collect()
}

#[tokio::test]
async fn every_fault_is_told_with_a_retry_and_the_rest_works() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let languages = [
        ("/", "/about/", "About", "Try again", "News", "/news/"),
        ("/de/", "/de/ueber-uns/", "Über uns", "Noch einmal versuchen", "Aktuelles", "/de/aktuelles/"),
    ];
    for (home, about, heading, retry, news, news_path) in languages {
        for (name, fault, english, german) in faults() {
            let message = if home == "/" { english } else { german };
            // The fault is there before anything is prefetched.
            let bundle = if home == "/" { "/bundles/en/about/" } else { "/bundles/de/ueber-uns/" };
            server.break_path(bundle, fault);
            browser.open_app(&server.url(home)).await;
            browser.mark_document().await;
            browser.follow(about).await;
            browser.wait_for(&format!("a message about “{name}”"), "document.querySelector('main [role=alert]')").await;
            let words = browser.words().await;
            assert!(words.contains(message), "{name}: {words}");
            server.mend();
            browser
                .driver
                .find(thirtyfour::By::XPath(format!("//button[.='{retry}']")))
                .await
                .unwrap()
                .click()
                .await
                .unwrap();
            browser.wait_for_heading(heading).await;
            browser.follow(news_path).await;
            browser.wait_for_heading(news).await;
            assert!(browser.is_marked().await, "{name}: a page was loaded as a document");
            let panics: Vec<_> =
                browser.console().await.into_iter().filter(|line| line.contains("unreachable")).collect();
            assert!(panics.is_empty(), "{name}: {panics:?}");
        }
    }
    browser.close().await;
}

#[tokio::test]
async fn the_static_page_stays_when_its_own_bundle_is_broken() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for fault in [Fault::Html, Fault::Status(404), Fault::Short(200)] {
        server.break_path("/bundles/en/about/", fault);
        browser.open(&server.url("/about/")).await;
        browser.wait_for_app("waiting").await;
        assert_eq!(browser.heading().await, "About");
        assert!(browser.words().await.contains("Sources"));
        server.mend();
        browser.mark_document().await;
        browser.follow("/our-work/").await;
        browser.wait_for_heading("Our Work").await;
        assert!(browser.is_marked().await, "the app did not take over on the first navigation");
    }
    browser.close().await;
}

#[tokio::test]
async fn a_missing_page_is_told_from_a_failure_and_can_be_tried_again() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    // Neither the bundle nor the page.
    server.break_path("/about/", Fault::Status(404));
    browser.open_app(&server.url("/")).await;
    browser.follow("/about/").await;
    browser.wait_for_heading("This page does not exist").await;
    assert!(browser.words().await.contains("Diese Seite gibt es nicht"));
    server.mend();
    browser.js("document.querySelector('main button').click()").await;
    browser.wait_for_heading("About").await;
    browser.close().await;
}

#[tokio::test]
async fn a_slow_bundle_keeps_the_old_page_and_says_it_is_coming() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.break_path("/bundles/en/about/", Fault::Delay(Duration::from_secs(2)));
    browser.open_app(&server.url("/")).await;
    browser.follow("/about/").await;
    browser.wait_for("the line of loading", "document.documentElement.getAttribute('aria-busy') === 'true'").await;
    assert_ne!(browser.heading().await, "About");
    browser.wait_for_heading("About").await;
    browser.wait_for("the line to go", "!document.documentElement.hasAttribute('aria-busy')").await;
    browser.assert_quiet().await;
    browser.close().await;
}
