//! Without scripts, without WebAssembly, and with everything that can happen to the wasm: the page reads and
//! navigates.

use std::time::Duration;

use serde_json::json;
use thirtyfour::By;

use crate::engine::needs;
use crate::harness::{Browser, Setup, bundle, page_kinds};
use crate::server::{Fault, Server, dist};

/// Reads a page and follows links through the site as documents, in both languages.
async fn read_and_navigate(server: &Server, browser: &Browser) {
    browser.open(&server.url("/")).await;
    for (path, heading, words) in [
        ("/about/", "About", "Sources"),
        ("/de/ueber-uns/", "Über uns", "Quellen"),
        ("/de/aktuelles/", "Aktuelles", "Seite 1 von"),
        ("/news/", "News", "Page 1 of"),
        ("/2030-agenda/", "2030 Agenda", "10.7"),
    ] {
        browser.follow(path).await;
        assert_eq!(browser.driver.current_url().await.unwrap().path(), path);
        assert_eq!(browser.heading().await, heading);
        assert!(browser.words().await.contains(words), "{path} does not contain “{words}”");
    }
}

#[tokio::test]
async fn pages_read_without_scripts() {
    needs!(NoScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    read_and_navigate(&server, &browser).await;
    for page in page_kinds() {
        let what = format!("{}, {}", page.name, page.path);
        browser.open(&server.url(page.path)).await;
        let is_none = page.name == "address that is none";
        let path = page.path.split('?').next().unwrap();
        // A host has one page for all addresses that are none. Filtered twice, the list without scripts is the whole.
        let (heading, lang) = if is_none {
            ("This page does not exist".to_owned(), "en")
        } else {
            let bundle = bundle(path);
            let list = match (page.name.starts_with("search"), page.lang) {
                (true, "en") => "Search",
                (true, _) => "Suche",
                (false, "en") => "News",
                (false, _) => "Aktuelles",
            };
            (bundle["article"]["title"].as_str().unwrap_or(list).to_owned(), page.lang)
        };
        let shown = browser.heading().await;
        assert!(shown.starts_with(&heading), "{what} is headed {shown}");
        assert_eq!(browser.lang().await, lang, "{what}");
        let title = browser.driver.find(By::Css("main h1")).await.unwrap();
        assert!(title.is_displayed().await.unwrap(), "{what}: the heading is hidden");
        // As many words as can be seen, and none that wait for a script.
        let words = browser.number("return document.querySelector('main').innerText.trim().split(/\\s+/).length").await;
        assert!(words > if is_none { 20.0 } else { 60.0 }, "{what} has {words} words");
        assert!(!browser.holds("document.querySelector('[aria-busy], noscript')").await, "{what} waits for something");
        // Every way of the masthead leads to a page; one of them is taken.
        let ways = browser
            .lines("return [...document.querySelectorAll('#menu > ul > li > a, .language a, .wordmark')].map((a) => a.getAttribute('href'))")
            .await;
        assert_eq!(ways.len(), 9, "{what}: {ways:?}");
        for way in &ways {
            assert!(
                dist().join(format!("{}index.html", &way[1..])).is_file(),
                "{what} leads to {way}, which is not there"
            );
        }
        let about = if lang == "en" { ("/about/", "About") } else { ("/de/ueber-uns/", "Über uns") };
        browser.click(&format!("#menu > ul > li > a[href='{}']", about.0)).await;
        assert_eq!(browser.heading().await, about.1, "from {what}");
    }
    let scripts: Vec<_> =
        server.requests().into_iter().filter(|path| path.ends_with(".wasm") || path.ends_with(".json")).collect();
    assert!(scripts.is_empty(), "loaded without scripts: {scripts:?}");
    browser.close().await;
}

#[tokio::test]
async fn without_webassembly_by_the_browsers_switch() {
    needs!(NoWasm);
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_wasm: true, ..Setup::default() }).await);
    browser.open(&server.url("/")).await;
    assert_eq!(browser.text_of("return typeof WebAssembly").await, "undefined", "the switch has no effect");
    read_and_navigate(&server, &browser).await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn with_webassembly_removed_before_any_script() {
    needs!(EarlyScript);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.before_every_page("delete globalThis.WebAssembly").await;
    read_and_navigate(&server, &browser).await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn with_the_wasm_or_its_glue_broken() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let faults = [
        Fault::Status(404),
        Fault::Html,
        Fault::Short(50_000),
        Fault::Cut(50_000),
        Fault::Body(Vec::new()),
        Fault::Status(500),
    ];
    for part in ["_bg.wasm", "/site-"] {
        for fault in faults.clone() {
            server.break_path(part, fault);
            browser.open(&server.url("/about/")).await;
            browser.wait_for_app("failed").await;
            assert_eq!(browser.heading().await, "About");
            read_and_navigate(&server, &browser).await;
            server.mend();
        }
    }
    browser.close().await;
}

#[tokio::test]
async fn with_the_wasm_arriving_after_thirty_seconds() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.break_path("_bg.wasm", Fault::Delay(Duration::from_secs(30)));
    read_and_navigate(&server, &browser).await;
    browser.open(&server.url("/about/")).await;
    browser.wait_for("the wasm to be on its way", "document.documentElement.dataset.app === 'loading'").await;
    tokio::time::sleep(Duration::from_secs(15)).await;
    assert_eq!(browser.heading().await, "About");
    let is_ready = "document.documentElement.dataset.app === 'ready'";
    browser.wait_within(Duration::from_secs(60), "the app to be ready after all", is_ready).await;
    browser.mark_document().await;
    browser.follow("/our-work/").await;
    browser.wait_for_heading("Our Work").await;
    assert!(browser.is_marked().await);
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_wasm_waits_for_the_page_to_be_painted() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    // The style holds the load event back; nothing of the app may be asked for by then.
    server.break_path(".css", Fault::Delay(Duration::from_secs(2)));
    browser.open_app(&server.url("/about/")).await;
    let times = browser
        .js("const at = (part) => performance.getEntriesByType('resource').find((entry) => entry.name.includes(part)).startTime;
            return [performance.getEntriesByType('navigation')[0].loadEventStart, at('_bg.wasm'), at('/site-'), at('/bundles/')]")
        .await;
    let times: Vec<f64> = times.as_array().unwrap().iter().map(|time| time.as_f64().unwrap()).collect();
    assert!(times[0] > 1000.0, "the load event did not wait for the style: {times:?}");
    assert!(
        times[1..].iter().all(|time| *time >= times[0]),
        "something of the app was asked for before the load event: {times:?}"
    );
    browser.close().await;
}

#[tokio::test]
async fn readers_who_save_data_get_the_app_when_they_do_something() {
    needs!(EarlyScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { save_data: true, ..Setup::default() }).await);
    browser.open(&server.url("/about/")).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let wasm = |server: &Server| server.requests().iter().any(|path| path.ends_with(".wasm"));
    assert!(!wasm(&server), "the wasm came unasked");
    browser.driver.action_chain().move_to(200, 200).perform().await.unwrap();
    browser.wait_for_app("ready").await;
    assert!(wasm(&server));
    // Links in view are not prefetched either.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let bundles: Vec<_> = server.requests().into_iter().filter(|path| path.contains("/bundles/")).collect();
    assert_eq!(bundles, ["/bundles/en/about/index.json", "/bundles/en/navigation.json"]);
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn after_a_trap_links_lead_on_by_themselves() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    // What a browser reports when the wasm traps; errors of a driver's scripts are none of the page in every engine.
    server.begin_pages_with(
        "addEventListener('trap', () =>
            dispatchEvent(new ErrorEvent('error', {error: new WebAssembly.RuntimeError('unreachable')})));",
    );
    browser.open_app(&server.url("/about/")).await;
    browser.mark_document().await;
    browser.js("dispatchEvent(new Event('trap'))").await;
    browser.wait_for_app("failed").await;
    browser.follow("/our-work/").await;
    browser.wait_for_heading("Our Work").await;
    assert_eq!(browser.js("return window.mark ?? null").await, json!(null), "the link was taken by the broken app");
    browser.close().await;
}
