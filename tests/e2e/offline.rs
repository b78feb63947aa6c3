//! What readers keep in their browser: pages without a connection, whole sections, the reading list, what is loaded;
//! that nothing is stored before they ask and nothing is left when they want it gone; and the way out.
//!
//! “Offline” is a host that closes every connection ([`Fault::Gone`]): the browser's own switch does not reach workers.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{By, Key};

use crate::engine::needs;
use crate::harness::{Browser, Setup};
use crate::server::{Fault, Server, dist};

/// The page with the controls, in each language.
pub(crate) const PANELS: [(&str, &str); 2] =
    [("en", "/this-site/offline/"), ("de", "/de/diese-website/offline-lesen/")];

const ARTICLE: &str = "/news/round-table-assisted-return/";

/// Everything the site could have stored, as lines; none if it has stored nothing.
const STORED: &str = "const done = arguments[arguments.length - 1];
    (async () => [
        ...Object.keys(localStorage).map((key) => `local ${key}`),
        ...Object.keys(sessionStorage).map((key) => `session ${key}`),
        ...(await caches.keys()).map((name) => `cache ${name}`),
        ...(await indexedDB.databases()).map(({name}) => `database ${name}`),
        ...(await navigator.serviceWorker.getRegistrations()).map((at) => `worker ${at.scope}`),
        ...document.cookie.split(';').filter((cookie) => cookie.trim()).map((cookie) => `cookie ${cookie}`),
    ])().then(done)";

impl Browser {
    /// The value of a script that calls `done`.
    pub(crate) async fn later(&self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        self.driver.execute_async(script, Vec::new()).await.unwrap().json().clone()
    }

    /// What the site has stored.
    async fn stored(&self) -> Vec<String> {
        let value = self.driver.execute_async(STORED, Vec::new()).await.unwrap().json().clone();
        serde_json::from_value(value).unwrap()
    }

    /// Waits until a part of the panel says something, and reads it.
    async fn told(&self, part: &str) -> String {
        let status = format!("document.querySelector('#offline-{part}')?.parentElement.querySelector('[role=status]')");
        self.wait_for(&format!("news of {part}"), &format!("{status}?.textContent")).await;
        self.text_of(&format!("return {status}.textContent")).await
    }

    /// Waits until a part of the panel says this.
    async fn wait_until_told(&self, part: &str, words: &str) {
        let status = format!("document.querySelector('#offline-{part}')?.parentElement.querySelector('[role=status]')");
        self.wait_for(words, &format!("{status}?.textContent.includes({})", json!(words))).await;
    }

    /// Opens the page with the controls and waits for them.
    async fn open_panel(&self, url: &str) {
        self.open_app(url).await;
        self.wait_for("the controls", "document.querySelector('#offline-removal')").await;
    }

    /// Turns on reading without a connection.
    async fn turn_on(&self, url: &str) {
        self.open_panel(url).await;
        self.wait_for("the switch", "document.querySelector('[data-switch]').textContent").await;
        self.click("[data-switch]").await;
        self.wait_until_told("reading", "Done").await;
        self.wait_for("the sections", "document.querySelector('[data-key=our-work]')").await;
    }

    /// Ends workers that have nothing to do, as browsers do: the next one may then begin. As long as a driver looks at
    /// them, they are never idle.
    async fn let_workers_rest(&self) {
        self.cdp("ServiceWorker.enable", json!({})).await;
        self.cdp("ServiceWorker.stopAllWorkers", json!({})).await;
    }

    /// Waits until a path is kept.
    async fn wait_until_kept(&self, path: &str) {
        for _ in 0..200 {
            let found = self.later(&format!("caches.match('{path}').then((copy) => done(Boolean(copy)))")).await;
            if found == json!(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{path} is not kept");
    }
}

#[tokio::test]
async fn nothing_is_stored_before_the_reader_asks() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for path in ["/", ARTICLE, "/search/?q=return", "/de/aktuelles/", PANELS[0].1, PANELS[1].1] {
        browser.open_app(&server.url(path)).await;
        browser
            .wait_for(
                "the controls",
                "!document.querySelector('[data-offline]') || document.querySelector('#offline-removal')",
            )
            .await;
        assert_eq!(browser.stored().await, Vec::<String>::new(), "{path}");
    }
    let words = browser.text_of("return document.querySelector('[data-stored]').textContent").await;
    assert_eq!(words, "Von dieser Website ist nichts gespeichert.");
    assert!(!server.requests().iter().any(|path| path.contains("worker")), "a worker was asked for");
    browser.assert_quiet().await;
    browser.close().await;
}

/// Visits pages with the worker, then reads them from a site under `base` that has gone.
async fn read_without_a_host(server: &Server, browser: &Browser, base: &str) {
    let url = |path: &str| server.url(&format!("{base}{path}"));
    browser.turn_on(&url("/this-site/offline/")).await;
    browser.open_app(&url("/about/")).await;
    browser.mark_document().await;
    browser.follow(&format!("{base}/our-work/")).await;
    browser.wait_for_heading("Our Work").await;
    assert!(browser.is_marked().await);
    browser.wait_until_kept(&format!("{base}/about/")).await;
    browser.wait_until_kept(&format!("{base}/our-work/")).await;

    server.break_path("", Fault::Gone);
    server.forget_requests();
    // As documents, with their styles and the app.
    for (path, heading) in [("/about/", "About"), ("/our-work/", "Our Work"), ("/our-work/?a=b#c", "Our Work")] {
        browser.open_app(&url(path)).await;
        assert_eq!(browser.heading().await, heading);
        assert!(browser.holds("document.styleSheets[0].cssRules.length > 0").await, "{path} has no styles");
    }
    // Inside the app.
    browser.mark_document().await;
    browser.follow(&format!("{base}/about/")).await;
    browser.wait_for_heading("About").await;
    assert!(browser.is_marked().await);
    assert!(!server.requests().is_empty(), "nobody asked the host, so it was not seen to be gone");
    // What was never opened: told calmly, at its own address, with what can be read.
    browser.open(&url("/take-action/")).await;
    browser.wait_for_heading("This page could not be loaded").await;
    assert_eq!(browser.address().await, format!("{base}/take-action/"));
    let is_listed = |path: &str| format!("document.querySelector('[data-kept] a[href=\"{base}{path}\"]')");
    for path in ["/about/", "/our-work/"] {
        browser.wait_for(path, &is_listed(path)).await;
    }
    let title = browser.text_of(&format!("return {}.textContent", is_listed("/about/"))).await;
    assert_eq!(title, "About – IOM Germany");
    browser.open(&url("/de/mitmachen/")).await;
    browser.wait_for("the page in German", "document.documentElement.lang === 'de'").await;
    assert!(browser.words().await.contains("keine Verbindung"));
    // And in the app.
    browser.open_app(&url("/about/")).await;
    browser.follow(&format!("{base}/take-action/")).await;
    browser.wait_for("the failure page", "document.querySelector('main [role=alert] button')").await;
    browser.wait_for("what can be read", &is_listed("/our-work/")).await;

    server.mend();
    browser.open(&url("/take-action/")).await;
    browser.wait_for_heading("Take Action").await;
}

#[tokio::test]
async fn visited_pages_are_read_without_a_connection() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    read_without_a_host(&server, &browser, "").await;
    browser.close().await;
}

#[tokio::test]
async fn under_a_sub_path_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let published = Command::new(env!("CARGO_BIN_EXE_publish"))
        .args(["build", "--without-previews", "--public-url", "/iom/", "--app"])
        .arg(dist())
        .arg("--out")
        .arg(site.join("iom"))
        .output()
        .unwrap();
    assert!(published.status.success(), "{}", String::from_utf8_lossy(&published.stderr));
    std::fs::write(site.join("index.html"), "another site").unwrap();
    let (server, browser) = (Server::serve(site).await, Browser::start().await);
    read_without_a_host(&server, &browser, "/iom").await;
    // The other site on this host is none of the worker's business, and what it stores stays.
    browser.open(&server.url("/")).await;
    assert!(browser.holds("navigator.serviceWorker.controller === null").await);
    browser.later("localStorage.theirs = 'x'; caches.open('iom:/:theirs').then(() => done(1))").await;
    browser.open_panel(&server.url("/iom/this-site/offline/")).await;
    browser.click("[data-remove]").await;
    browser.wait_for("the page without the worker", "navigator.serviceWorker.controller === null").await;
    browser.wait_for("the controls", "document.querySelector('#offline-removal')").await;
    assert_eq!(browser.stored().await, ["local theirs", "cache iom:/:theirs"]);
    browser.close().await;
}

#[tokio::test]
async fn a_copy_is_shown_where_the_host_is_slow_or_fails() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.turn_on(&server.url(PANELS[0].1)).await;
    browser.open_app(&server.url("/about/")).await;
    browser.wait_until_kept("/about/").await;
    for fault in [Fault::Delay(Duration::from_secs(60)), Fault::Status(503), Fault::Cut(2_000)] {
        let is_cut = matches!(fault, Fault::Cut(_));
        server.break_path("/about/", fault);
        if is_cut {
            // What breaks off is shown as far as it came, but never kept.
            browser
                .later("fetch('/about/').then((answer) => answer.text()).catch(() => {}).finally(() => done(''))")
                .await;
        } else {
            browser.open(&server.url("/about/")).await;
            assert_eq!(browser.heading().await, "About");
        }
        server.mend();
    }
    server.break_path("", Fault::Gone);
    browser.open(&server.url("/about/")).await;
    assert_eq!(browser.heading().await, "About");
    browser.close().await;
}

fn manifest(lang: &str, name: &str) -> Value {
    let file = dist().join(format!("offline/{lang}/{name}.json"));
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

#[test]
fn sizes_that_are_told_are_those_of_the_files() {
    for lang in ["en", "de"] {
        let index = manifest(lang, "index");
        let sections = index["sections"].as_array().unwrap();
        assert!(sections.len() >= 10, "{sections:?}");
        let mut seen = std::collections::BTreeSet::new();
        for section in sections {
            let files = manifest(lang, section["key"].as_str().unwrap());
            let listed = files["files"].as_array().unwrap();
            let mut sum = 0;
            for file in listed {
                let path = file[0].as_str().unwrap();
                let on_disk = dist().join(path);
                let on_disk = if on_disk.is_dir() { on_disk.join("index.html") } else { on_disk };
                let size = std::fs::metadata(&on_disk).unwrap_or_else(|_| panic!("no {path}")).len();
                assert_eq!(file[1], size, "{path}");
                assert!(seen.insert(path.to_owned()), "{path} belongs to two sections");
                sum += size;
            }
            assert_eq!(
                (&section["bytes"], &section["files"]),
                (&json!(sum), &json!(listed.len())),
                "{}",
                section["key"]
            );
            assert_eq!(section["version"], files["version"]);
        }
        // Every page in the language can be kept.
        for page in ["", "news/", "search/"].map(|page| {
            if lang == "en" {
                page.to_owned()
            } else {
                page.replace("news", "de/aktuelles").replace("search", "de/suche")
            }
        }) {
            let page = if page.is_empty() && lang == "de" { "de/".to_owned() } else { page };
            assert!(seen.contains(&page), "{page:?} is missing");
        }
    }
}

#[tokio::test]
async fn a_section_is_kept_with_its_size_told_and_its_progress_shown() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.turn_on(&server.url(PANELS[0].1)).await;
    let index = manifest("en", "index");
    let about =
        index["sections"].as_array().unwrap().iter().find(|section| section["key"] == "our-work").unwrap().clone();
    let row = browser.text_of("return document.querySelector('[data-key=our-work]').parentElement.textContent").await;
    let expected =
        format!("Our Work: {} kB, {} files", (about["bytes"].as_f64().unwrap() / 1000.0).round(), about["files"]);
    assert!(row.starts_with(&expected), "{row} is not {expected}");

    server.break_path("/bundles/en/our-work/", Fault::Delay(Duration::from_millis(400)));
    browser.click("[data-key=our-work]").await;
    let is_on_the_way = "(() => { const bar = document.querySelector('.offline progress');
        return !bar.hidden && bar.value > 0 && bar.value < 1; })()";
    browser.wait_for("the progress", is_on_the_way).await;
    // It goes on while one reads.
    browser.mark_document().await;
    browser.follow("/this-site/privacy/").await;
    browser.wait_for_heading("Privacy").await;
    browser.driver.back().await.unwrap();
    browser.wait_until_told("sections", "Done: ").await;
    assert!(browser.is_marked().await);
    browser.wait_for("the state", "document.querySelector('[data-key=our-work]').textContent === 'Remove'").await;
    server.break_path("", Fault::Gone);
    // A page that was never opened.
    browser.open_app(&server.url("/our-work/diaspora/")).await;
    assert!(!browser.holds("document.querySelector('[data-kept]')").await);
    browser.open(&server.url("/take-action/")).await;
    let listed = "document.querySelector('[data-kept] a[href=\"/our-work/\"]')?.textContent === 'Our Work'";
    browser.wait_for("the section among what can be read", listed).await;
    server.mend();
    browser.open_panel(&server.url(PANELS[0].1)).await;
    browser.wait_for("the section", "document.querySelector('[data-key=our-work]')?.textContent === 'Remove'").await;
    browser.click("[data-key=our-work]").await;
    browser
        .wait_for("the section to be gone", "document.querySelector('[data-key=our-work]').textContent === 'Keep'")
        .await;
    assert!(!browser.stored().await.iter().any(|line| line.contains("kept:")));
    browser.close().await;
}

#[tokio::test]
async fn the_whole_site_is_kept_with_the_search() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.turn_on(&server.url(PANELS[0].1)).await;
    browser.click("[data-key='']").await;
    let is_done = "document.querySelector('#offline-sections').parentElement.querySelector('[role=status]').textContent.startsWith('Done')";
    browser.wait_within(Duration::from_secs(120), "the whole site", is_done).await;
    server.break_path("", Fault::Gone);
    browser.open_app(&server.url("/search/?q=return")).await;
    browser.wait_for("results", "document.querySelector('[data-search-results] li')").await;
    browser.open_app(&server.url("/news/?topic=displacement&year=2024")).await;
    browser.wait_for("a list filtered twice", "document.querySelectorAll('.chosen__filter').length === 2").await;
    browser.close().await;
}

#[tokio::test]
async fn what_broke_off_goes_on_where_it_was() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.turn_on(&server.url(PANELS[0].1)).await;
    server.break_path("/take-action/", Fault::Status(500));
    browser.click("[data-key=take-action]").await;
    browser.wait_until_told("sections", "Broken off after").await;
    server.mend();
    browser.wait_for("the way on", "document.querySelector('[data-key=take-action]').textContent === 'Continue'").await;
    // Stopped by the reader.
    server.break_path("/our-work/", Fault::Delay(Duration::from_millis(500)));
    browser.click("[data-key=our-work]").await;
    browser.wait_for("the way to stop", "!document.querySelector('[data-stop]').hidden").await;
    browser.wait_for("something", "document.querySelector('.offline progress').value > 0").await;
    browser.click("[data-stop]").await;
    browser.wait_until_told("sections", "Stopped").await;
    server.mend();
    browser.wait_for("the way on", "document.querySelector('[data-key=our-work]').textContent === 'Continue'").await;
    let count = "caches.keys().then(async (names) => done((await (await caches.open(names.find((name) =>
        name.includes('kept:en:our-work')))).keys()).length))";
    let there = browser.later(count).await.as_u64().unwrap();
    assert!(there > 0);
    server.forget_requests();
    browser.click("[data-key=our-work]").await;
    browser.wait_until_told("sections", "Done").await;
    let all = manifest("en", "our-work")["files"].as_array().unwrap().len() as u64;
    let asked = server.requests().iter().filter(|path| path.contains("/our-work/")).count() as u64;
    assert_eq!(asked, all - there, "of {all}");
    browser.close().await;
}

#[tokio::test]
async fn a_full_device_is_told_and_nothing_half_kept() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.turn_on(&server.url(PANELS[0].1)).await;
    let quota = async |bytes: u64| {
        browser.cdp("Storage.overrideQuotaForOrigin", json!({"origin": server.url(""), "quotaSize": bytes})).await;
    };
    let usage = browser.later("navigator.storage.estimate().then(({usage}) => done(usage))").await.as_u64().unwrap();
    // What the browser says beforehand is enough not to begin.
    browser.js("navigator.storage.estimate = async () => ({quota: 51_000, usage: 1_000})").await;
    server.forget_requests();
    browser.click("[data-key=news]").await;
    let words = browser.told("sections").await;
    assert!(words.starts_with("That takes ") && words.contains("offers 50 kB"), "{words}");
    assert!(!server.requests().iter().any(|path| path.contains("/news/")), "{:?}", server.requests());
    // A browser that promises more than it has.
    quota(usage + 50_000).await;
    browser.js("navigator.storage.estimate = async () => ({quota: 1e12, usage: 0})").await;
    browser.click("[data-key=news]").await;
    browser.wait_until_told("sections", "The device is full").await;
    assert!(!browser.stored().await.iter().any(|line| line.contains("kept:")), "{:?}", browser.stored().await);
    // A page that cannot be kept is read all the same, and it is told.
    quota(1).await;
    browser.open_app(&server.url("/iom-global/")).await;
    browser.js("document.querySelector('main a[href=\"/iom-global/history/\"]').click()").await;
    browser.wait_for("the line", "document.querySelector('.notice')?.textContent.includes('The device is full')").await;
    assert!(!browser.heading().await.is_empty());
    browser.cdp("Storage.overrideQuotaForOrigin", json!({"origin": server.url("")})).await;
    browser.close().await;
}

/// Whether no worker is registered.
async fn is_without_worker(browser: &Browser) -> bool {
    browser.later("navigator.serviceWorker.getRegistrations().then((all) => done(all.length === 0))").await
        == json!(true)
}

#[tokio::test]
async fn a_new_version_is_announced_and_taken_once() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.turn_on(&server.url(PANELS[0].1)).await;
    let renewed = |script: String| script.replace("const release = \"", "const release = \"new");
    server.break_path("/worker.js", Fault::Change(Arc::new(renewed)));
    browser.open_app(&server.url("/about/")).await;
    browser.js("navigator.serviceWorker.getRegistration().then((at) => at.update())").await;
    browser.wait_for("the news", "document.querySelector('.notice')?.textContent.includes('new version')").await;
    // Nothing happens unasked; closed, it stays closed.
    assert!(browser.holds("document.querySelector('.notice').matches('[role=status]')").await);
    browser.mark_document().await;
    server.forget_requests();
    browser.click(".notice button").await;
    browser.let_workers_rest().await;
    browser.wait_for("the page to be loaded again", "!window.mark").await;
    browser.wait_for_app("ready").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(browser.heading().await, "About");
    assert_eq!(server.requests().iter().filter(|path| *path == "/about/").count(), 1, "it was loaded more than once");
    assert!(!browser.holds("document.querySelector('.notice p')").await, "it is still announced");
    let caches = browser.stored().await;
    assert!(caches.iter().any(|line| line.contains(":core:new")), "{caches:?}");
    assert_eq!(caches.iter().filter(|line| line.contains(":core:")).count(), 2, "the release before stays: {caches:?}");
    browser.close().await;
}

#[tokio::test]
async fn the_kill_switch_takes_the_worker_from_everybody() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.turn_on(&server.url(PANELS[0].1)).await;
    browser.open_app(&server.url(ARTICLE)).await;
    browser.click("[data-save]").await;
    browser.wait_for("the article to be saved", "document.querySelector('[data-save][aria-pressed=true]')").await;
    server.break_path("/worker.js", Fault::Body(std::fs::read(dist().join("worker-off.js")).unwrap()));
    // Browsers look for it by themselves when a page is opened.
    server.forget_requests();
    browser.open(&server.url("/about/")).await;
    for _ in 0..200 {
        if server.requests().iter().any(|path| path == "/worker.js") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    browser.let_workers_rest().await;
    for _ in 0..100 {
        if is_without_worker(&browser).await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    browser.open(&server.url("/our-work/")).await;
    assert!(browser.holds("navigator.serviceWorker.controller === null").await);
    assert_eq!(browser.stored().await, ["local iom:/:list"]);
    browser.close().await;
}

#[tokio::test]
async fn the_reading_list_is_kept_exported_and_read_again() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url(ARTICLE)).await;
    let title = browser.heading().await;
    browser.click("[data-save]").await;
    browser
        .wait_for("the answer", "document.querySelector('.share [role=status]').textContent.startsWith('Saved')")
        .await;
    assert!(browser.holds("document.querySelector('[data-save]').ariaPressed === 'true'").await);
    assert_eq!(browser.stored().await, ["local iom:/:list"]);
    // Known again after a load, and not that of another article.
    browser.open_app(&server.url(ARTICLE)).await;
    browser.wait_for("the mark", "document.querySelector('[data-save][aria-pressed=true]')").await;
    browser.js("document.querySelector('.neighbours a, .article__related a').click()").await;
    browser
        .wait_for("another article", &format!("document.querySelector('main h1').textContent !== {}", json!(title)))
        .await;
    browser.wait_for("no mark", "document.querySelector('[data-save][aria-pressed=false]')").await;

    browser.open_panel(&server.url(PANELS[0].1)).await;
    let link = format!("document.querySelector('#offline-list').parentElement.querySelector('a[href=\"{ARTICLE}\"]')");
    browser.wait_for("the article", &format!("{link}?.textContent === {}", json!(title))).await;
    browser
        .js("const make = URL.createObjectURL; URL.createObjectURL = (blob) => {
        blob.text().then((text) => { window.saved = text; }); return make.call(URL, blob); }")
        .await;
    browser.click("[data-export]").await;
    browser.wait_for("the file", "window.saved").await;
    let saved = browser.text_of("return window.saved").await;
    let list: Value = serde_json::from_str(&saved).unwrap();
    assert_eq!((&list["schema"], &list["articles"][0]["path"]), (&json!(1), &json!(ARTICLE)));

    browser.js(&format!("{link}.nextElementSibling.click()")).await;
    browser.wait_for("the article to be gone", &format!("!{link}")).await;
    assert_eq!(browser.stored().await, Vec::<String>::new());

    let folder = tempfile::tempdir().unwrap();
    let choose = async |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let field = browser.driver.find(By::Css(".offline [type=file]")).await.unwrap();
        field.send_keys(path.to_str().unwrap()).await.unwrap();
    };
    choose("list.json", &saved).await;
    browser.wait_until_told("list", "Articles added: 1").await;
    browser.wait_for("the article", &link).await;
    // Files from elsewhere: what is no article of this site is left out, what is no list is told.
    let foreign = json!({"schema": 1, "articles": [
        {"path": "//evil.example/", "title": "x", "lang": "en"},
        {"path": "/\\evil.example/", "title": "x", "lang": "en"},
        {"path": "javascript:alert(1)", "title": "x", "lang": "en"},
        {"path": "/about/", "title": "<img src=x onerror=alert(1)>", "lang": "en", "more": "x".repeat(500)},
        {"path": "/news/y/", "title": "x".repeat(301), "lang": "en"},
        {"path": "/news/z/", "title": "x", "lang": "xx"}, null, 7, "x"]});
    choose("foreign.json", &foreign.to_string()).await;
    browser
        .wait_for(
            "the new row",
            "document.querySelector('#offline-list').parentElement.querySelectorAll('li').length === 2",
        )
        .await;
    assert!(!browser.holds("document.querySelector('.offline img')").await);
    let long = "x".repeat(1_100_000);
    for bad in ["", "[]", "{", "null", "{\"schema\":2,\"articles\":[]}", "{\"schema\":1,\"articles\":{}}", &long] {
        choose("bad.json", bad).await;
        browser.wait_until_told("list", "bad.json is no reading list").await;
        choose("good.json", "{\"schema\":1,\"articles\":[]}").await;
        browser.wait_until_told("list", "Articles added: 0").await;
    }
    // A storage that holds something else is no reason to break.
    for broken in ["{", "7", "[{}]", "null"] {
        browser.js(&format!("localStorage.setItem('iom:/:list', {})", json!(broken))).await;
        browser.open_panel(&server.url(PANELS[0].1)).await;
        browser
            .wait_for(
                "an empty list",
                "document.querySelector('#offline-list').parentElement.textContent.includes('No articles yet')",
            )
            .await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn one_button_removes_every_trace() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.turn_on(&server.url(PANELS[0].1)).await;
    browser.click("[data-key=take-action]").await;
    browser.wait_until_told("sections", "Done").await;
    browser.js("document.querySelector('.offline [name=offline-remember-en]').click()").await;
    browser.js("document.querySelector('.offline [value=less]').click()").await;
    browser.open_app_after_intent(&server.url(ARTICLE)).await;
    browser.click("[data-save]").await;
    browser.wait_for("the article to be saved", "document.querySelector('[data-save][aria-pressed=true]')").await;
    browser.open_app_after_intent(&server.url(PANELS[0].1)).await;
    browser
        .wait_for("the controls", "document.querySelector('[data-stored]').textContent.includes('1 articles')")
        .await;
    let stored = browser.stored().await;
    for what in
        ["local iom:/:list", "local iom:/:data", "cache iom:/:core", "cache iom:/:pages", "cache iom:/:kept", "worker "]
    {
        assert!(stored.iter().any(|line| line.starts_with(what)), "no {what} among {stored:?}");
    }
    // Another tab stays open meanwhile.
    let first = browser.driver.window().await.unwrap();
    let second = browser.driver.new_tab().await.unwrap();
    browser.driver.switch_to_window(second.clone()).await.unwrap();
    browser.open(&server.url("/about/")).await;
    browser.driver.switch_to_window(first).await.unwrap();

    browser.click("[data-remove]").await;
    browser.wait_for("the page without the worker", "navigator.serviceWorker.controller === null").await;
    browser.wait_for("the words", "document.querySelector('[data-stored]')?.textContent.startsWith('Nothing')").await;
    assert_eq!(browser.stored().await, Vec::<String>::new());
    // Neither this tab nor the other brings anything back.
    browser.driver.switch_to_window(second).await.unwrap();
    browser.open(&server.url("/our-work/")).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(browser.holds("navigator.serviceWorker.controller === null").await);
    assert_eq!(browser.stored().await, Vec::<String>::new());
    browser.close().await;
}

impl Browser {
    /// Opens a page and does something, for readers whose app waits for that.
    async fn open_app_after_intent(&self, url: &str) {
        self.open(url).await;
        self.driver.action_chain().move_to(5, 300).move_to(9, 305).perform().await.unwrap();
        self.wait_for_app("ready").await;
    }
}

#[tokio::test]
async fn where_there_are_no_workers_everything_else_works() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.begin_pages_with("delete Navigator.prototype.serviceWorker");
    browser.open_app(&server.url(ARTICLE)).await;
    browser.click("[data-save]").await;
    browser.wait_for("the article to be saved", "document.querySelector('[data-save][aria-pressed=true]')").await;
    for (index, (_, path)) in PANELS.into_iter().enumerate() {
        browser.open_panel(&server.url(path)).await;
        let words = ["This browser cannot keep pages", "Dieser Browser kann keine Seiten"][index];
        browser.wait_for(words, &format!("document.querySelector('.offline').textContent.includes('{words}')")).await;
        assert!(!browser.holds("document.querySelector('[data-switch], #offline-sections')").await);
        browser.wait_for("the list", &format!("document.querySelector('.offline a[href=\"{ARTICLE}\"]')")).await;
    }
    browser.click("[data-remove]").await;
    browser.wait_until_told("removal", "Alles wurde entfernt").await;
    assert!(browser.holds("localStorage.length === 0").await);
    browser.assert_quiet().await;
    browser.close().await;
}

// ---- what is loaded ----

const PICTURES: [&str; 3] = ["/covers/", "/maps/", "/media/"];

fn pictures(server: &Server) -> Vec<String> {
    let requests = server.requests().into_iter();
    requests.filter(|path| PICTURES.iter().any(|folder| path.contains(folder)) && path.ends_with(".svg")).collect()
}

fn wasm(server: &Server) -> bool {
    server.requests().iter().any(|path| path.ends_with(".wasm"))
}

#[tokio::test]
async fn with_data_saving_or_on_slow_connections_pictures_wait_for_a_tap() {
    for connection in ["{saveData: true}", "{effectiveType: '2g'}", "{effectiveType: 'slow-2g'}"] {
        let (server, browser) = (Server::start().await, Browser::start().await);
        let define = format!("Object.defineProperty(navigator, 'connection', {{value: {connection}}})");
        server.begin_pages_with(&define);
        for path in ["/", ARTICLE, "/news/", "/de/aktuelles/", "/2030-agenda/goal-10/"] {
            browser.open(&server.url(path)).await;
            browser.wait_for("the end of loading", "document.readyState === 'complete'").await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            assert_eq!(pictures(&server), Vec::<String>::new(), "{path} with {connection}");
            assert!(!wasm(&server), "{path} with {connection}");
        }
        // A picture shows its words, and comes when they are pressed; the others wait.
        browser.open(&server.url(ARTICLE)).await;
        let cover = "document.querySelector('.cover-image > img')";
        assert!(browser.holds(&format!("{cover}.getAttribute('role') === 'button' && {cover}.alt")).await);
        browser.click(".cover-image > img").await;
        browser.wait_for("the picture", &format!("{cover}.complete && {cover}.naturalWidth > 0")).await;
        assert_eq!(pictures(&server).len(), 1);
        // The app goes on in the same way, by keyboard, too.
        browser.wait_for_app("ready").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(pictures(&server).len(), 1, "{:?}", pictures(&server));
        browser.close().await;
    }
}

#[tokio::test]
async fn a_picture_is_asked_for_by_keyboard_in_the_app() {
    needs!(EarlyScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { save_data: true, ..Setup::default() }).await);
    browser.open_app_after_intent(&server.url("/about/")).await;
    browser.follow_new_link(ARTICLE).await;
    browser.wait_for("the article", "document.querySelector('.cover-image > img')").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(pictures(&server), Vec::<String>::new());
    browser.js("document.querySelector('.cover-image > img').focus()").await;
    browser.press(Key::Enter).await;
    browser.wait_for("the picture", "document.querySelector('.cover-image > img').naturalWidth > 0").await;
    assert_eq!(pictures(&server).len(), 1);
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_reader_chooses_what_is_loaded() {
    needs!(EarlyScript);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_panel(&server.url(PANELS[0].1)).await;
    assert!(browser.holds("document.querySelector('.offline [value=auto]').checked").await);
    browser.js("document.querySelector('.offline [value=less]').click()").await;
    browser.wait_until_told("loading", "Nothing was stored").await;
    assert_eq!(browser.stored().await, Vec::<String>::new());
    server.forget_requests();
    browser.follow_new_link(ARTICLE).await;
    browser.wait_for("the article", "document.querySelector('.cover-image > img')").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(pictures(&server), Vec::<String>::new());
    // What is not remembered is gone with the page; what is, stays.
    browser.open_panel(&server.url(PANELS[0].1)).await;
    assert!(!browser.holds("document.documentElement.matches('[data-less]')").await);
    browser.js("document.querySelector('.offline [name=offline-remember-en]').click()").await;
    browser.js("document.querySelector('.offline [value=less]').click()").await;
    browser.wait_until_told("loading", "Stored in this browser").await;
    assert_eq!(browser.stored().await, ["local iom:/:data"]);
    server.forget_requests();
    browser.open(&server.url(ARTICLE)).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!((pictures(&server), wasm(&server)), (Vec::new(), false));
    browser.open_app_after_intent(&server.url(PANELS[0].1)).await;
    browser.wait_for("the choice", "document.querySelector('.offline [value=less]')?.checked").await;
    browser.js("document.querySelector('.offline [name=offline-remember-en]').click()").await;
    browser.wait_until_told("loading", "Nothing was stored").await;
    assert_eq!(browser.stored().await, Vec::<String>::new());
    browser.close().await;

    // Everything, against what the browser says.
    let (server, browser) = (Server::start().await, Browser::with(Setup { save_data: true, ..Setup::default() }).await);
    browser.open_app_after_intent(&server.url(PANELS[0].1)).await;
    browser.wait_for("the controls", "document.querySelector('.offline [value=all]')").await;
    browser.js("document.querySelector('.offline [value=all]').click()").await;
    browser.js("document.querySelector('.offline [name=offline-remember-en]').click()").await;
    browser.open_app(&server.url(ARTICLE)).await;
    browser.wait_for("the picture", "document.querySelector('.cover-image > img').naturalWidth > 0").await;
    browser.close().await;
}

// ---- the way out ----

#[tokio::test]
async fn the_way_out_is_a_plain_link_without_scripts() {
    needs!(Phone, NoScript);
    for phone in [false, true] {
        let setup = Setup { no_script: true, phone, ..Setup::default() };
        let (server, browser) = (Server::start().await, Browser::with(setup).await);
        for path in ["/", ARTICLE, "/de/aktuelles/", "/nowhere/"] {
            browser.open(&server.url(path)).await;
            for place in ["0", "document.body.scrollHeight"] {
                browser.js(&format!("scrollTo(0, {place})")).await;
                let link = browser.driver.find(By::Css(".exit a")).await.unwrap();
                assert_eq!(link.attr("href").await.unwrap().unwrap(), "https://www.dwd.de/");
                assert_eq!(link.attr("rel").await.unwrap().unwrap(), "noreferrer");
                // It can be hit, however far one has scrolled.
                let is_hit = "(() => { const box = document.querySelector('.exit a').getBoundingClientRect();
                    return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.matches('.exit a'); })()";
                assert!(browser.holds(is_hit).await, "{path} at {place}, phone: {phone}");
            }
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn the_way_out_takes_the_page_from_the_history() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    // The tests reach nobody else.
    browser.cdp("Network.enable", json!({})).await;
    browser.cdp("Network.setBlockedURLs", json!({"urls": ["*dwd.de*"]})).await;
    for way in ["press", "shift"] {
        browser.open(&server.url("/about/")).await;
        browser.open_app(&server.url(ARTICLE)).await;
        // Capitals, and Shift now and then, are no wish to leave.
        for keys in [["A", "b", "C"], ["D", "e", "F"]] {
            browser.js("document.querySelector('main').focus()").await;
            for key in keys {
                browser
                    .driver
                    .action_chain()
                    .key_down(Key::Shift)
                    .send_keys(key)
                    .key_up(Key::Shift)
                    .perform()
                    .await
                    .unwrap();
            }
        }
        assert_eq!(browser.address().await, ARTICLE);
        if way == "press" {
            browser.click(".exit a").await;
        } else {
            for _ in 0..3 {
                browser.driver.action_chain().key_down(Key::Shift).key_up(Key::Shift).perform().await.unwrap();
            }
        }
        let mut url = browser.driver.current_url().await.unwrap();
        for _ in 0..100 {
            if url.host_str() == Some("www.dwd.de") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            url = browser.driver.current_url().await.unwrap();
        }
        assert_eq!(url.host_str(), Some("www.dwd.de"), "by {way}");
        browser.driver.back().await.unwrap();
        assert_eq!(browser.driver.current_url().await.unwrap().path(), "/about/", "by {way}");
    }
    browser.close().await;
}

#[tokio::test]
async fn the_site_can_be_put_among_the_apps_of_a_device() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    for path in ["/", "/de/"] {
        browser.open(&server.url(path)).await;
        browser.wait_for("the end of loading", "document.readyState === 'complete'").await;
        let found = browser.cdp("Page.getAppManifest", json!({})).await;
        assert_eq!(found["errors"], json!([]), "{path}");
        let mut errors = browser.cdp("Page.getInstallabilityErrors", json!({})).await["installabilityErrors"].clone();
        // Tests run in a window that installs nothing.
        errors.as_array_mut().unwrap().retain(|error| error["errorId"] != "in-incognito");
        assert_eq!(errors, json!([]), "{path}");
        let manifest: Value = serde_json::from_str(found["data"].as_str().unwrap()).unwrap();
        let icons = manifest["icons"].as_array().unwrap();
        for (sizes, purpose) in
            [("192x192", "any"), ("192x192", "maskable"), ("512x512", "any"), ("512x512", "maskable")]
        {
            let icon = icons.iter().find(|icon| icon["sizes"] == sizes && icon["purpose"] == purpose);
            let png = std::fs::read(dist().join(&icon.unwrap()["src"].as_str().unwrap()[1..])).unwrap();
            let side = u32::from_be_bytes(png[16..20].try_into().unwrap());
            assert_eq!(format!("{side}x{side}"), sizes);
        }
    }
    browser.close().await;
}
