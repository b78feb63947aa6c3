//! Nothing runs but what was published: hashes of starter, glue and wasm, and no text that becomes markup or a script.

use std::fs;

use crate::engine::Engine;
use crate::harness::Browser;
use crate::server::{Fault, Server, dist};

/// A file of the app as it was published.
fn published(page: &str, start: &str, end: &str) -> Vec<u8> {
    let starter = page.split("src=\"/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let starter_text = fs::read_to_string(dist().join(starter)).unwrap();
    if start == "starter-" {
        return starter_text.into_bytes();
    }
    let names = starter_text.split('"').filter(|name| name.starts_with(start) && name.ends_with(end));
    fs::read(dist().join(names.last().unwrap())).unwrap()
}

#[tokio::test]
async fn a_changed_byte_is_noticed_before_anything_runs() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let page = fs::read_to_string(dist().join("about/index.html")).unwrap();
    let page = page.split("<script type=\"module\"").nth(1).unwrap();
    // The changes are such that the app would run all the same: within a text, and after everything.
    let mut wasm = published(page, "site-", "_bg.wasm");
    let word = b"prefers-reduced-motion";
    let at = wasm.windows(word.len()).position(|bytes| bytes == word).unwrap_or(wasm.len() - 9);
    wasm[at] ^= 1;
    let glue = [published(page, "site-", ".js"), b"\n// changed".to_vec()].concat();
    for (part, bytes) in [("_bg.wasm", wasm), ("/site-", glue)] {
        // Both names begin alike, so only one of them is broken at a time.
        let part = if part == "/site-" { published_name(page, ".js") } else { part.to_owned() };
        server.break_path(&part, Fault::Body(bytes));
        browser.open(&server.url("/about/")).await;
        browser.wait_for_app("failed").await;
        let console = browser.console().await.join("\n");
        // The others do not say why a file was refused, or say it later.
        let is_told = console.contains("integrity") && console.contains("did not start");
        assert!(Engine::of_run() != Engine::Chromium || is_told, "{part}: {console}");
        assert_eq!(browser.heading().await, "About");
        browser.follow("/our-work/").await;
        browser.wait_for_heading("Our Work").await;
        server.mend();
    }
    let starter = [published(page, "starter-", ".js"), b"\n// changed".to_vec()].concat();
    server.break_path("/starter-", Fault::Body(starter));
    browser.open(&server.url("/about/")).await;
    browser.wait_for("the load event", "document.readyState === 'complete'").await;
    browser.driver.action_chain().move_to(200, 200).perform().await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert!(browser.holds("document.documentElement.dataset.app === undefined").await, "a changed starter ran");
    assert_eq!(browser.heading().await, "About");
    browser.close().await;
}

/// The name of a file of the app.
fn published_name(page: &str, end: &str) -> String {
    let starter = page.split("src=\"/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let starter = fs::read_to_string(dist().join(starter)).unwrap();
    let names = starter.split('"').filter(|name| name.starts_with("site-") && name.ends_with(end));
    names.last().unwrap().to_owned()
}

/// What a browser makes of a text that is to become markup, or of an address that is to become a script.
const TRY: &str = "window.attempts = async () => {
    const attempt = (use) => { try { use(); return 'accepted'; } catch (error) { return error.name; } };
    const into = (text) => attempt(() => { document.createElement('template').innerHTML = text; });
    const known = await (await fetch(document.querySelector('script[data-base]').src)).text();
    const {markup} = JSON.parse(known.split('\\n')[0].slice('const built = '.length, -1));
    return [
      `${markup.length > 0}`, ...new Set(markup.map(into)),
      into('<b>text</b>'), into(`${markup[0]} `), into('<img src=x onerror=alert(1)>'), into(''),
      attempt(() => { document.createElement('script').src = '/other.js'; }),
      attempt(() => { document.createElement('script').text = 'alert(1)'; }),
      attempt(() => { document.createElement('iframe').srcdoc = '<b>text</b>'; }),
      attempt(() => new DOMParser().parseFromString('<b>text</b>', 'text/html')),
      attempt(() => eval('1')), attempt(() => new Function('1')), attempt(() => new Worker('/other.js')),
      attempt(() => trustedTypes.createPolicy('another', {})),
    ];
    };";

#[tokio::test]
async fn text_becomes_markup_only_if_views_were_compiled_from_it() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    // In the page itself: what a driver's own scripts may do is another matter.
    server.begin_pages_with(TRY);
    browser.open_app(&server.url("/about/")).await;
    let results = browser.lines("return window.attempts()").await;
    let refused = "TypeError";
    assert_eq!(results[..2], ["true", "accepted"], "{results:?}");
    assert_eq!(results[2..10], [refused; 8], "{results:?}");
    assert!(results[10..].iter().all(|result| ["EvalError", refused].contains(&result.as_str())), "{results:?}");
    browser.close().await;
}
