//! The app takes over without the reader noticing.

use std::time::Duration;

use serde_json::json;

use crate::engine::needs;
use crate::harness::{Browser, Setup, WATCH_SHIFTS};
use crate::server::{Fault, Server};

const ARTICLE: &str = "/news/round-table-assisted-return/";

#[tokio::test]
async fn nothing_moves() {
    needs!(Phone, EarlyScript);
    for phone in [false, true] {
        let (server, browser) = (Server::start().await, Browser::with(Setup { phone, ..Setup::default() }).await);
        browser.before_every_page(WATCH_SHIFTS).await;
        for path in ["/", ARTICLE, "/2030-agenda/", "/news/", "/de/unsere-arbeit/"] {
            browser.open_app(&server.url(path)).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            assert_eq!(browser.js("return window.shift").await.as_f64(), Some(0.0), "{path}, phone: {phone}");
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn the_page_is_the_same_before_and_after() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    // Elements, attributes in alphabetical order, and words; no comments, which Leptos sets to find its places.
    let mark_up = "const walk = (node) => node.nodeType === 3 ? node.data : node.nodeType !== 1 ? '' :
        `<${node.localName} ${[...node.attributes].map((at) => `${at.name}='${at.value}'`).sort().join(' ')}>`
        + [...node.childNodes].map(walk).join('') + `</${node.localName}>`;
        return walk(document.getElementById('app'))";
    for path in ["/", ARTICLE, "/2030-agenda/", "/about/", "/news/page/2/", "/de/aktuelles/", "/de/"] {
        server.break_path("_bg.wasm", Fault::Delay(Duration::from_millis(700)));
        browser.open(&server.url(path)).await;
        let before = browser.text_of(mark_up).await;
        assert!(
            browser.text_of("return document.documentElement.dataset.app ?? ''").await != "ready",
            "the app was too fast for this test"
        );
        browser.wait_for_app("ready").await;
        assert_eq!(browser.text_of(mark_up).await, before, "{path}");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

/// Opens a page whose wasm is held back, so that there is time to do something to the page.
async fn open_held_back(server: &Server, browser: &Browser, path: &str) {
    server.break_path("_bg.wasm", Fault::Delay(Duration::from_millis(1500)));
    browser.open(&server.url(path)).await;
}

#[tokio::test]
async fn focus_and_scroll_are_kept() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    open_held_back(&server, &browser, ARTICLE).await;
    browser
        .js("document.querySelector('.sources a').focus(); scrollTo(0, 300); window.before = document.activeElement")
        .await;
    let scroll = browser.js("return scrollY").await;
    let href = browser.text_of("return document.activeElement.href").await;
    assert!(!href.is_empty());
    browser.wait_for_app("ready").await;
    assert_eq!(browser.text_of("return document.activeElement.href").await, href);
    assert_eq!(
        browser.js("return document.activeElement === window.before").await,
        json!(false),
        "the app did not take over"
    );
    assert_eq!(browser.js("return scrollY").await, scroll);
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn scroll_positions_inside_the_page_are_kept() {
    needs!(Phone);
    let (server, browser) = (Server::start().await, Browser::with(Setup { phone: true, ..Setup::default() }).await);
    open_held_back(&server, &browser, "/2030-agenda/").await;
    let scroll = "const table = document.querySelector('.table'); table.style.width = '120px'; table.firstElementChild.style.minWidth = '400px';";
    browser.js(&format!("{scroll} table.scrollLeft = 40")).await;
    assert_eq!(browser.js("return document.querySelector('.table').scrollLeft").await, json!(40));
    browser.wait_for_app("ready").await;
    // The width was the test's own; what the app puts in its place may scroll less far.
    let (left, most) = (
        browser.js("return document.querySelector('.table').scrollLeft").await.as_f64().unwrap(),
        browser
            .js("const table = document.querySelector('.table'); return table.scrollWidth - table.clientWidth")
            .await
            .as_f64()
            .unwrap(),
    );
    assert_eq!(left, most.min(40.0));
    browser.close().await;
}

/// What a reader can be in the middle of, and a script that tells whether it is still as it was.
const IN_THE_MIDDLE: [(&str, &str, &str); 3] = [
    (
        "typed text",
        "const field = document.createElement('input'); document.querySelector('main').prepend(field); field.value = 'half a wo'",
        "document.querySelector('main input').value === 'half a wo'",
    ),
    (
        "typing",
        "const field = document.createElement('textarea'); document.querySelector('main').prepend(field); field.focus(); field.value = 'x'; field.setSelectionRange(1, 1)",
        "document.activeElement.value === 'x' && document.activeElement.selectionStart === 1",
    ),
    (
        "a selection",
        "const words = document.querySelector('main p').firstChild; getSelection().setBaseAndExtent(words, 2, words, 9)",
        "getSelection().toString().length === 7",
    ),
];

/// The same on a small screen.
const OPEN_MENU: (&str, &str, &str) = (
    "an open menu",
    "document.getElementById('menu').showPopover()",
    "document.getElementById('menu').matches(':popover-open')",
);

#[tokio::test]
async fn a_reader_in_the_middle_of_something_is_not_disturbed() {
    is_not_disturbed(Setup::default(), &IN_THE_MIDDLE).await;
}

#[tokio::test]
async fn a_reader_with_an_open_menu_is_not_disturbed() {
    needs!(Phone);
    is_not_disturbed(Setup { phone: true, ..Setup::default() }, &[OPEN_MENU]).await;
}

async fn is_not_disturbed(setup: Setup, in_the_middle: &[(&str, &str, &str)]) {
    let (server, browser) = (Server::start().await, Browser::with(setup).await);
    for (what, act, is_kept) in in_the_middle {
        open_held_back(&server, &browser, "/about/").await;
        browser.js(act).await;
        browser.wait_for_app("waiting").await;
        assert_eq!(browser.js(&format!("return {is_kept}")).await, json!(true), "{what} was lost");
        browser.mark_document().await;
        browser.js("document.querySelector('a[href=\"/our-work/\"]').click()").await;
        browser.wait_for_heading("Our Work").await;
        browser.wait_for_app("ready").await;
        assert!(browser.is_marked().await, "after {what} the app did not take over on the first navigation");
        browser.assert_quiet().await;
    }
    browser.close().await;
}

/// Wraps every text node in two `font` elements, as the browser's translator does.
const TRANSLATE: &str = "const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), words = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) words.push(walker.currentNode);
    for (const word of words) {
        const outer = document.createElement('font'), inner = document.createElement('font');
        outer.style.verticalAlign = 'inherit'; inner.textContent = 'ü' + word.data; outer.append(inner); word.replaceWith(outer);
    }";

#[tokio::test]
async fn a_translated_page_stays_translated_and_nothing_is_lost() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    open_held_back(&server, &browser, ARTICLE).await;
    browser.js(TRANSLATE).await;
    let translated = browser.words().await;
    browser.wait_for_app("waiting").await;
    assert_eq!(browser.words().await, translated);
    // The first navigation brings the app; the translator may go on with every later page.
    for (path, heading) in [("/about/", "About"), ("/news/", "News"), ("/our-work/", "Our Work"), ("/about/", "About")]
    {
        browser.js(&format!("document.querySelector('a[href=\"{path}\"]').click()")).await;
        browser.wait_for_heading(heading).await;
        let html = std::fs::read_to_string(crate::server::dist().join(format!("{}index.html", &path[1..]))).unwrap();
        let paragraphs = html.matches("<p>").count() + html.matches("<p ").count();
        assert_eq!(
            browser.js("return document.querySelectorAll('p').length").await,
            json!(paragraphs),
            "{path} is not whole"
        );
        browser.js(TRANSLATE).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}
