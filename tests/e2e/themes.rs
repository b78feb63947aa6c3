//! The datasets of a theme on the overview: chosen in place with the app, led to without it.

use serde::Deserialize;

use crate::charts::OVERVIEWS;
use crate::engine::needs;
use crate::harness::{Browser, Setup};
use crate::server::Server;

/// A link to a theme.
#[derive(Clone, Debug, Deserialize)]
struct Theme {
    name: String,
    href: String,
}

async fn themes(browser: &Browser) -> Vec<Theme> {
    let links = browser
        .js("return [...document.querySelectorAll('.themes__theme')]
            .map((link) => ({name: link.textContent, href: link.getAttribute('href')}))")
        .await;
    let themes: Vec<Theme> = serde_json::from_value(links).unwrap();
    assert!(themes.len() > 5, "{themes:?}");
    themes
}

/// The headings of the groups that are shown, and which theme is marked as chosen.
async fn shown(browser: &Browser) -> (Vec<String>, Vec<String>) {
    let groups = "return [...document.querySelectorAll('.dataset-cards__theme')].filter((at) => at.checkVisibility()).map((at) => at.textContent)";
    let chosen =
        "return [...document.querySelectorAll('.themes__theme[aria-current=true]')].map((at) => at.textContent)";
    (browser.lines(groups).await, browser.lines(chosen).await)
}

/// Waits until one theme is shown, or all are.
async fn arrive(browser: &Browser, all: &[Theme], theme: &Theme) {
    let expected: Vec<String> = if theme.name == all[0].name {
        all[1..].iter().map(|theme| theme.name.clone()).collect()
    } else {
        vec![theme.name.clone()]
    };
    let expected = (expected, vec![theme.name.clone()]);
    for _ in 0..100 {
        if shown(browser).await == expected {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(shown(browser).await, expected);
    assert_eq!(browser.address().await, theme.href);
}

#[tokio::test]
async fn a_theme_is_chosen_in_place() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (lang, overview) in OVERVIEWS {
        browser.open_app(&server.url(overview)).await;
        browser.mark_document().await;
        let all = themes(&browser).await;
        assert_eq!((all[0].href.as_str(), browser.lang().await.as_str()), (overview, lang));
        arrive(&browser, &all, &all[0]).await;
        for theme in &all[1..] {
            assert!(theme.href.starts_with(&format!("{overview}?theme=")), "{theme:?}");
            assert!(!theme.href.contains('#'), "{theme:?} would jump");
            browser.js("document.querySelector('.themes').scrollIntoView({block: 'center', behavior: 'instant'}); window.top = null").await;
            let top = "return document.querySelector('.themes').getBoundingClientRect().top";
            let before = browser.number(top).await;
            browser.click(&format!(".themes__theme[href='{}']", theme.href)).await;
            arrive(&browser, &all, theme).await;
            tokio::time::sleep(std::time::Duration::from_millis(60)).await;
            // A page that becomes shorter may end above where the reader was.
            let is_short = "Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight - 1";
            let moved = (browser.number(top).await - before).abs();
            assert!(moved <= 1.0 || browser.holds(is_short).await, "{}: the links move by {moved}", theme.href);
            let is_focused = format!("document.activeElement.getAttribute('href') === '{}'", theme.href);
            assert!(browser.holds(&is_focused).await, "{}: the focus goes elsewhere", theme.href);
            assert!(!browser.holds("document.querySelector('.visually-hidden[role=status]').textContent").await);
        }
        for theme in all.iter().rev().skip(1) {
            browser.driver.back().await.unwrap();
            arrive(&browser, &all, theme).await;
        }
        browser.driver.forward().await.unwrap();
        arrive(&browser, &all, &all[1]).await;
        assert!(browser.is_marked().await, "a page was loaded");
        browser.driver.refresh().await.unwrap();
        browser.wait_for_app("ready").await;
        arrive(&browser, &all, &all[1]).await;
        browser.click(&format!(".themes__theme[href='{overview}']")).await;
        arrive(&browser, &all, &all[0]).await;
        // The address of a page without scripts leads to the same, and nonsense to all.
        browser.open_app(&server.url(&format!("{}#main", all[2].href))).await;
        arrive(&browser, &all, &all[2]).await;
        for nonsense in ["theme=", "theme=nothing", "theme=%zz&x", "THEME=return", "themes=return"] {
            browser.open_app(&server.url(&format!("{overview}?{nonsense}"))).await;
            assert_eq!(shown(&browser).await.0.len(), all.len() - 1, "{nonsense}");
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn without_scripts_a_theme_is_led_to() {
    needs!(NoScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    for (_, overview) in OVERVIEWS {
        browser.open(&server.url(overview)).await;
        let all = themes(&browser).await;
        for theme in &all[1..] {
            browser.open(&server.url(overview)).await;
            browser.click(&format!(".themes__theme[href='{}']", theme.href)).await;
            let key = theme.href.split_once("?theme=").and_then(|(_, rest)| rest.split_once('#')).unwrap();
            assert_eq!(key.1, format!("theme-{}", key.0));
            let is_there = format!(
                "location.hash === '#{0}' && document.getElementById('{0}').textContent === {1}",
                key.1,
                serde_json::json!(theme.name)
            );
            browser.wait_for(&theme.href, &is_there).await;
            let is_in_view = format!(
                "(({{top, bottom}}) => top >= -1 && bottom <= innerHeight)(document.getElementById('{}').getBoundingClientRect())",
                key.1
            );
            browser.wait_for(&format!("the heading of {}", theme.href), &is_in_view).await;
            assert_eq!(shown(&browser).await.0.len(), all.len() - 1, "{}: something is hidden", theme.href);
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}
