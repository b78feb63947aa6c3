//! axe-core over every kind of page, in both languages, light and dark, desktop and phone; and the keyboard.
//!
//! `AXE` names axe-core's script (`tools/test.sh` sets it).

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::harness::{Browser, Setup};
use crate::server::{Fault, Server};

const PAGES: [&str; 12] = [
    "/",
    "/about/",
    "/our-work/",
    "/our-work/diaspora/",
    "/2030-agenda/",
    "/news/",
    "/news/round-table-assisted-return/",
    "/de/",
    "/de/unsere-arbeit/",
    "/de/aktuelles/seite/2/",
    "/de/agenda-2030/",
    "/404.html",
];

/// Violations of WCAG 2.2 A and AA and of good practice, as rule and element.
async fn violations(browser: &Browser) -> Vec<String> {
    let script = std::env::var("AXE").expect("AXE names axe-core's script: `make test` sets it");
    browser.js(&std::fs::read_to_string(script).unwrap()).await;
    let run = "const done = arguments[arguments.length - 1];
        axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then((result) =>
            done(result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))))";
    let found = browser.driver.execute_async(run, Vec::new()).await.unwrap().json().clone();
    serde_json::from_value(found).unwrap()
}

#[tokio::test]
async fn axe_finds_nothing() {
    for phone in [false, true] {
        let (server, browser) = (Server::start().await, Browser::with(Setup { phone, ..Setup::default() }).await);
        for theme in ["light", "dark"] {
            let features = json!({"features": [{"name": "prefers-color-scheme", "value": theme}]});
            browser.cdp("Emulation.setEmulatedMedia", features).await;
            for path in PAGES {
                browser.open_app(&server.url(path)).await;
                let found = violations(&browser).await;
                assert!(found.is_empty(), "{path}, {theme}, phone: {phone}: {found:#?}");
            }
            if phone {
                browser.open_app(&server.url("/")).await;
                browser.js("document.getElementById('menu').showPopover()").await;
                let found = violations(&browser).await;
                assert!(found.is_empty(), "the open menu, {theme}: {found:#?}");
            }
            server.break_path("/bundles/en/about/", Fault::Status(500));
            browser.open_app(&server.url("/")).await;
            browser.js("document.querySelector('a[href=\"/about/\"]').click()").await;
            browser.wait_for("the message", "document.querySelector('main [role=alert]')").await;
            let found = violations(&browser).await;
            assert!(found.is_empty(), "the failure page, {theme}: {found:#?}");
            server.mend();
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn the_keyboard_reaches_everything() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/")).await;
    let press = async |key: Key| browser.driver.action_chain().send_keys(key).perform().await.unwrap();
    press(Key::Tab).await;
    assert_eq!(browser.text_of("return document.activeElement.textContent").await, "Skip to content");
    press(Key::Enter).await;
    browser.wait_for("the content to have the focus", "document.activeElement.id === 'main'").await;
    // From here the first stop is the first link of the content, and each stop shows a ring.
    let mut stops = Vec::new();
    for _ in 0..12 {
        press(Key::Tab).await;
        stops.push(browser.js("const at = document.activeElement; return [at.textContent, getComputedStyle(at).outlineStyle, at.closest('main') !== null]").await);
    }
    assert!(stops.iter().all(|stop| stop[1] == json!("solid")), "a stop without a ring: {stops:?}");
    assert_eq!(stops[0][2], Value::Bool(true), "the skip link did not lead into the content: {stops:?}");
    press(Key::Enter).await;
    browser.wait_for("the next page", "location.pathname !== '/'").await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_menu_of_small_screens_opens_and_closes_by_keyboard_without_scripts() {
    let setup = Setup { phone: true, no_script: true, ..Setup::default() };
    let (server, browser) = (Server::start().await, Browser::with(setup).await);
    browser.open(&server.url("/")).await;
    let button = browser.driver.find(thirtyfour::By::Css(".masthead__button")).await.unwrap();
    let link = browser.driver.find(thirtyfour::By::Css("#menu a[href='/about/']")).await.unwrap();
    assert!(!link.is_displayed().await.unwrap(), "the menu is open from the start");
    button.send_keys(Key::Enter).await.unwrap();
    assert!(link.is_displayed().await.unwrap(), "the button does not open the menu");
    browser.driver.action_chain().send_keys(Key::Escape).perform().await.unwrap();
    assert!(!link.is_displayed().await.unwrap(), "Escape does not close the menu");
    button.click().await.unwrap();
    browser.driver.find(thirtyfour::By::Css(".masthead__close")).await.unwrap().click().await.unwrap();
    assert!(!link.is_displayed().await.unwrap(), "its button does not close the menu");
    button.click().await.unwrap();
    link.click().await.unwrap();
    assert_eq!(browser.heading().await, "About");
    browser.close().await;
}

#[tokio::test]
async fn nothing_is_cut_off_at_320_pixels_or_400_per_cent() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for width in [320, 360] {
        let screen = json!({"width": width, "height": 640, "deviceScaleFactor": 1, "mobile": true});
        browser.cdp("Emulation.setDeviceMetricsOverride", screen).await;
        for path in PAGES {
            browser.open_app(&server.url(path)).await;
            let wide = "return [...document.querySelectorAll('main *, header *, footer *')].filter((at) => !at.closest('.table, .visually-hidden, .skip-link, [popover]')
                && at.getBoundingClientRect().right > innerWidth + 1).map((at) => at.outerHTML.slice(0, 120))";
            let found = browser.js(wide).await;
            assert_eq!(found, json!([]), "{path} at {width} px");
            assert_eq!(
                browser.js("return document.documentElement.scrollWidth <= innerWidth").await,
                json!(true),
                "{path} at {width} px scrolls sideways"
            );
        }
    }
    browser.close().await;
}
