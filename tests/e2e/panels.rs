//! Masthead and footer: the panels of the sections, the menu of small screens, the names of all navigation.

use serde_json::json;
use thirtyfour::{By, Key};

use crate::engine::needs;
use crate::harness::{Browser, HOMES, Setup, page_kinds};
use crate::server::{Server, dist};

/// The panels that are open, by their ids.
const OPEN: &str = "return [...document.querySelectorAll('.panel:popover-open')].map((panel) => panel.id)";

/// What masthead and footer lead to, as the app reads it.
fn navigation(lang: &str) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(dist().join(format!("bundles/{lang}/navigation.json"))).unwrap()).unwrap()
}

/// The sections with a panel: its id, and the paths it leads to.
fn panels(lang: &str) -> Vec<(String, Vec<String>)> {
    let sections = navigation(lang)["sections"].as_array().unwrap().clone();
    let path = |page: &serde_json::Value| page["path"].as_str().unwrap().to_owned();
    let panel = |section: &serde_json::Value| {
        let pages: Vec<_> = section["pages"].as_array()?.iter().map(path).collect();
        (!pages.is_empty()).then(|| (format!("panel-{}", section["section"].as_str().unwrap()), pages))
    };
    sections.iter().filter_map(panel).collect()
}

/// Opens and closes every panel in every way, and follows a link of one.
async fn use_panels(browser: &Browser, lang: &str, has_app: bool) {
    let panels = panels(lang);
    assert!(panels.len() > 2, "{panels:?}");
    let opener = |id: &str| format!("[popovertarget='{id}']");
    let nothing: [&str; 0] = [];
    for (index, (id, pages)) in panels.iter().enumerate() {
        assert_eq!(browser.lines(OPEN).await, nothing);
        browser.click(&opener(id)).await;
        assert_eq!(browser.lines(OPEN).await, [id.as_str()]);
        let links =
            format!("return [...document.querySelectorAll('#{id} .page-links a')].map((a) => a.getAttribute('href'))");
        assert_eq!(browser.lines(&links).await, *pages);
        let panel = browser.driver.find(By::Id(id.as_str())).await.unwrap();
        assert!(panel.is_displayed().await.unwrap());
        let fits = format!(
            "(() => {{ const box = document.getElementById('{id}').getBoundingClientRect();
            return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight; }})()"
        );
        assert!(browser.holds(&fits).await, "{id} does not fit on the screen");
        browser.press(Key::Escape).await;
        assert_eq!(browser.lines(OPEN).await, nothing, "Escape does not close {id}");
        assert!(
            browser.holds(&format!("document.activeElement.matches(\"{}\")", opener(id))).await,
            "Escape did not lead back to the button of {id}"
        );
        browser.press(Key::Enter).await;
        assert_eq!(browser.lines(OPEN).await, [id.as_str()], "Enter does not open {id}");
        // Another panel takes its place, and a click elsewhere closes that.
        let (other, _) = &panels[(index + 1) % panels.len()];
        browser.js(&format!("document.querySelector(\"{}\").focus()", opener(other))).await;
        browser.press(Key::Enter).await;
        assert_eq!(browser.lines(OPEN).await, [other.as_str()], "two panels at once");
        browser.driver.action_chain().move_to(5, 500).click().perform().await.unwrap();
        assert_eq!(browser.lines(OPEN).await, nothing, "a click elsewhere does not close {other}");
    }
    let (id, pages) = &panels[0];
    browser.mark_document().await;
    browser.click(&opener(id)).await;
    browser.click(&format!("#{id} .page-links a[href='{}']", pages[0])).await;
    browser.wait_for("the page", &format!("location.pathname === '{}'", pages[0])).await;
    browser.wait_for("no panel", "!document.querySelector('.panel:popover-open')").await;
    assert_eq!(browser.is_marked().await, has_app, "with the app: {has_app}");
}

#[tokio::test]
async fn panels_open_and_close_by_mouse_and_keyboard() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (lang, home) in HOMES {
        browser.open_app(&server.url(home)).await;
        use_panels(&browser, lang, true).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

/// On a page of its own for each panel: WebKit leaves one that was open before out of the order of Tab.
#[tokio::test]
async fn tab_leads_from_a_button_into_its_panel() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (lang, home) in HOMES {
        for (id, _) in panels(lang) {
            browser.open_app(&server.url(home)).await;
            browser.js(&format!("document.querySelector(\"[popovertarget='{id}']\").focus()")).await;
            browser.press(Key::Enter).await;
            assert_eq!(browser.lines(OPEN).await, [id.as_str()], "Enter does not open {id}");
            browser.press(Key::Tab).await;
            let is_inside = format!("document.activeElement.closest('#{id}')");
            assert!(browser.holds(&is_inside).await, "Tab does not lead into {id}");
        }
    }
    browser.close().await;
}

#[tokio::test]
async fn panels_work_without_scripts() {
    needs!(NoScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    for (lang, home) in HOMES {
        browser.open(&server.url(home)).await;
        use_panels(&browser, lang, false).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_menu_of_a_phone_opens_leads_on_and_closes() {
    needs!(Phone);
    let (server, browser) = (Server::start().await, Browser::with(Setup { phone: true, ..Setup::default() }).await);
    for (home, about, heading) in [("/", "/about/", "About"), ("/de/", "/de/ueber-uns/", "Über uns")] {
        browser.open_app(&server.url(home)).await;
        browser.mark_document().await;
        let open = "document.getElementById('menu').matches(':popover-open')";
        let link = format!("#menu a[href='{about}']");
        let is_displayed =
            async || browser.driver.find(By::Css(link.as_str())).await.unwrap().is_displayed().await.unwrap();
        assert!(!is_displayed().await, "the menu is open from the start");
        browser.click(".masthead__button").await;
        assert!(is_displayed().await, "the button does not open the menu");
        let buttons = "return [...document.querySelectorAll('#menu .masthead__opener')].filter((at) => at.checkVisibility()).length";
        assert_eq!(browser.number(buttons).await, 0.0, "panels inside the menu");
        browser.click(".masthead__close").await;
        assert!(!is_displayed().await, "its button does not close the menu");
        browser.click(".masthead__button").await;
        browser.press(Key::Escape).await;
        assert!(!browser.holds(open).await, "Escape does not close the menu");
        browser.click(".masthead__button").await;
        browser.click(&link).await;
        browser.wait_for_heading(heading).await;
        assert!(!browser.holds(open).await, "the menu stays open on the next page");
        assert!(browser.is_marked().await);
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn navigation_is_named_and_the_footer_leads_to_the_pages_about_the_website() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let names = "return [...document.querySelectorAll('nav')].map((nav) => nav.ariaLabel
        ?? document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent ?? '')";
    let footer = "return [...document.querySelectorAll('.footer nav a')].map((a) => a.getAttribute('href'))";
    let mut pages = page_kinds();
    pages.push(crate::harness::Kind { name: "failure", lang: "en", path: "" });
    pages.push(crate::harness::Kind { name: "failure", lang: "de", path: "" });
    for page in pages {
        if page.path.is_empty() {
            browser.open_failure(&server, page.lang).await;
        } else {
            browser.open_app(&server.url(page.path)).await;
            browser.wait_for("the language", &format!("document.documentElement.lang === '{}'", page.lang)).await;
        }
        let names = browser.lines(names).await;
        let expected = if page.lang == "en" { ["Main", "All sections"] } else { ["Hauptnavigation", "Alle Bereiche"] };
        assert_eq!([names[0].as_str(), names[names.len() - 1].as_str()], expected, "{} {}", page.name, page.path);
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert!(distinct.len() == names.len() && !names.iter().any(String::is_empty), "{}: {names:?}", page.path);

        let links = browser.lines(footer).await;
        let known = navigation(page.lang);
        let this_site = known["this-site"].as_array().unwrap();
        assert!(this_site.len() > 3, "{this_site:?}");
        for path in this_site.iter().chain([&known["plain-language"]]).map(|link| link["path"].as_str().unwrap()) {
            assert!(links.contains(&path.to_owned()), "the footer of {} {} lacks {path}", page.name, page.path);
        }
        // The current section, where there is one, is told by more than its looks.
        let current = browser
            .lines("return [...document.querySelectorAll('#menu [aria-current]')].map((a) => a.ariaCurrent)")
            .await;
        assert!(current.len() <= 1, "{}: {current:?}", page.path);
    }
    browser.console().await;
    for (lang, home) in HOMES {
        let known = navigation(lang);
        for link in known["this-site"].as_array().unwrap() {
            browser.open_app(&server.url(home)).await;
            browser.click(&format!(".footer a[href='{}']", link["path"].as_str().unwrap())).await;
            browser
                .wait_for("the page about the website", &format!("location.pathname === {}", json!(link["path"])))
                .await;
            browser
                .wait_for(
                    "its heading",
                    "document.querySelector('main .breadcrumbs') && !document.querySelector('main .home')",
                )
                .await;
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}
