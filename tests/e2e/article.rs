//! What stands around the text of an article: facts, related articles, contents, shares, calendar, drawing, print.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{By, Key};

use crate::engine::needs;
use crate::harness::{Browser, Setup, WATCH_SHIFTS, bundle};
use crate::server::{Fault, Server};

/// An article with many facts, in both languages.
const ARTICLES: [&str; 2] = ["/news/round-table-assisted-return/", "/de/aktuelles/runder-tisch-gefoerderte-rueckkehr/"];

/// A page with contents, in both languages.
const LONG_PAGES: [&str; 2] = ["/about/", "/de/ueber-uns/"];

/// The lists of events.
const EVENTS: [&str; 2] = ["/news/type/event/", "/de/aktuelles/art/veranstaltung/"];

/// The paths an array of the bundle leads to.
fn paths(values: &Value) -> Vec<String> {
    let values = values.as_array().cloned().unwrap_or_default();
    values.iter().map(|value| value["path"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn facts_related_articles_and_neighbours_lead_to_pages_that_hold_what_they_say() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for path in ARTICLES {
        let known = bundle(path);
        browser.open_app(&server.url(path)).await;
        browser.mark_document().await;
        let facts = "return [...document.querySelectorAll('.facts dd a:not([rel=external])')].map((a) => a.getAttribute('href'))";
        let facts = browser.lines(facts).await;
        let count = |name: &str| known["article"][name].as_array().map_or(0, Vec::len);
        assert!(count("topics") > 0 && count("countries") > 0 && count("sdgs") > 0, "{path} is a poor example");
        assert_eq!(facts.len(), count("topics") + count("countries") + count("sdgs"), "{path}: {facts:?}");
        let mut lists = 0;
        for fact in &facts {
            let page = bundle(fact);
            // A list has the article among its own; a goal has the number of one of the article's.
            if page["items"].is_array() {
                let mut rows = paths(&page["items"]);
                let word = if path.starts_with("/de/") { "seite" } else { "page" };
                for later in 2..=page["pages"].as_u64().unwrap() {
                    rows.extend(paths(&bundle(&format!("{fact}{word}/{later}/"))["items"]));
                }
                assert!(rows.contains(&path.to_owned()), "{fact} does not list {path}");
                lists += 1;
            } else {
                let goal = page["article"]["goal"].as_u64().unwrap_or_else(|| panic!("{fact} is no goal"));
                let tags = known["article"]["sdgs"].to_string();
                assert!(tags.contains(&format!("\"{goal}")), "{fact} is no goal of {path}");
            }
            browser.click(&format!(".facts a[href='{fact}']")).await;
            browser.wait_for("the page of the fact", &format!("location.pathname === '{fact}'")).await;
            browser.wait_for("its heading", "document.activeElement === document.querySelector('main h1')").await;
            assert!(browser.is_marked().await, "{fact} was loaded as a document");
            browser.driver.back().await.unwrap();
            browser.wait_for_heading(known["article"]["title"].as_str().unwrap()).await;
        }
        assert_eq!(lists, count("topics") + count("countries"));

        let links =
            |part: &str| format!("return [...document.querySelectorAll('{part}')].map((a) => a.getAttribute('href'))");
        let related = browser.lines(&links(".article__related .teaser__title a")).await;
        assert_eq!(related, paths(&known["related"]), "what is related to {path}");
        assert!(!related.is_empty() && !related.contains(&path.to_owned()), "{path}: {related:?}");
        for (rel, name, back) in [("prev", "previous", "next"), ("next", "next", "prev")] {
            let neighbour = known[name]["path"].as_str().unwrap_or_else(|| panic!("{path} has no {name}"));
            browser.click(&format!(".neighbours a[rel={rel}]")).await;
            browser.wait_for_heading(known[name]["title"].as_str().unwrap()).await;
            assert_eq!(browser.address().await, neighbour);
            browser.click(&format!(".neighbours a[rel={back}]")).await;
            browser.wait_for_heading(known["article"]["title"].as_str().unwrap()).await;
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_contents_of_a_long_page_lead_to_its_parts() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for path in LONG_PAGES {
        browser.open_app(&server.url(path)).await;
        browser.mark_document().await;
        let parts = browser
            .js("const name = document.querySelector('nav.contents').getAttribute('aria-labelledby');
                return [[...document.querySelectorAll('.contents li a')].map((a) => [a.getAttribute('href'), a.textContent]),
                    [...document.querySelectorAll('.prose > h2')].map((h) => ['#' + h.id, h.textContent]),
                    document.getElementById(name).textContent]")
            .await;
        assert_eq!(parts[0], parts[1], "the contents of {path}");
        assert!(parts[0].as_array().unwrap().len() >= 3, "{path} has no contents: {parts}");
        assert_eq!(parts[2], if path.starts_with("/de/") { "Auf dieser Seite" } else { "On this page" });
        let href = parts[0][1][0].as_str().unwrap();
        let is_there = format!(
            "location.hash === '{href}' && Math.abs(document.querySelector('{href}').getBoundingClientRect().top) < 60"
        );
        browser.click(&format!(".contents a[href='{href}']")).await;
        browser.wait_for("the part", &is_there).await;
        assert!(browser.is_marked().await);
        // From here Tab goes on below the heading.
        browser.press(Key::Tab).await;
        let is_next = format!(
            "(() => {{ const heading = document.querySelector('{href}');
                const stops = [...document.querySelectorAll('main a[href], main button, main [tabindex=\"0\"], .footer a')];
                return document.activeElement === stops.find((at) => heading.compareDocumentPosition(at) & 4); }})()"
        );
        assert!(browser.holds(&is_next).await, "after {href} Tab leads elsewhere");
        // The address of a part leads to it, too.
        browser.open("about:blank").await;
        browser.open_app(&server.url(&format!("{path}{href}"))).await;
        browser.wait_for("the part after loading", &is_there).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

/// Clipboard and sharing of the device, which note what they get.
const CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', {value: {writeText: (words) => {
    if (window.refuses) return Promise.reject(new DOMException('no', 'NotAllowedError'));
    window.copied = words; return Promise.resolve(); }}}); delete Navigator.prototype.share";
const DEVICE: &str = "navigator.share = (data) => { window.shared = data; return Promise.resolve(); }";

#[tokio::test]
async fn the_address_is_copied_or_handed_to_the_device() {
    needs!(EarlyScript);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.before_every_page(CLIPBOARD).await;
    let words = [
        ("The link has been copied.", "The link could not be copied. It stands in the address bar."),
        ("Der Link ist kopiert.", "Der Link ließ sich nicht kopieren. Er steht in der Adresszeile."),
    ];
    let answer = |words: &str| format!("document.querySelector('.share [role=status]').textContent === '{words}'");
    for (path, (copied, failed)) in ARTICLES.into_iter().zip(words) {
        browser.open_app(&server.url(path)).await;
        assert!(browser.holds(&answer("")).await, "the answer is there before the question");
        browser.click("[data-share=copy]").await;
        browser.wait_for("the answer", &answer(copied)).await;
        assert_eq!(browser.text_of("return window.copied").await, server.url(path));
        assert!(
            browser.holds("document.activeElement.matches('[data-share=copy]')").await,
            "the button lost the focus"
        );
        browser.js("window.refuses = true").await;
        browser.click("[data-share=copy]").await;
        browser.wait_for("the other answer", &answer(failed)).await;
        // What is copied is the page that is shown, and the answer belongs to it.
        browser.js("window.refuses = false").await;
        let next = bundle(path)["next"].clone();
        browser.click(".neighbours a[rel=next]").await;
        browser.wait_for_heading(next["title"].as_str().unwrap()).await;
        assert!(browser.holds(&answer("")).await, "the answer of the page before");
        browser.click("[data-share=copy]").await;
        browser.wait_for("the answer", &answer(copied)).await;
        assert_eq!(browser.text_of("return window.copied").await, server.url(next["path"].as_str().unwrap()));
        let device = browser.driver.find(By::Css("[data-share=device]")).await.unwrap();
        assert!(!device.is_displayed().await.unwrap(), "a button for what the device cannot do");
    }
    browser.before_every_page(DEVICE).await;
    for path in ARTICLES {
        browser.open_app(&server.url(path)).await;
        browser.click("[data-share=device]").await;
        let title = browser.driver.title().await.unwrap();
        let shared = browser.js("return [window.shared?.url, window.shared?.title]").await;
        assert_eq!(shared, json!([server.url(path), title]));
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn without_scripts_there_is_nothing_to_press() {
    needs!(NoScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    for path in ARTICLES {
        browser.open(&server.url(path)).await;
        let buttons = browser.driver.find_all(By::Css(".share button")).await.unwrap();
        assert_eq!(buttons.len(), 3, "{path}");
        for button in buttons {
            assert!(!button.is_displayed().await.unwrap(), "{path} shows a button that does nothing");
        }
        let takes_focus = "[...document.querySelectorAll('.share button')].some((at) => { at.focus(); return document.activeElement === at; })";
        assert!(!browser.holds(takes_focus).await, "{path}: a button that does nothing takes the focus");
    }
    browser.close().await;
}

#[tokio::test]
async fn events_have_a_calendar_entry_of_their_date() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (list, label) in EVENTS.into_iter().zip(["Calendar entry (.ics)", "Kalendereintrag (.ics)"]) {
        let mut entries = 0;
        for path in paths(&bundle(list)["items"]) {
            let article = bundle(&path)["article"].clone();
            let date = article["date"].as_str().unwrap().replace('-', "");
            browser.open_app(&server.url(&path)).await;
            if date.len() < 8 {
                assert!(
                    !browser.holds("document.querySelector('.facts a[rel=external]')").await,
                    "{path}: on which day?"
                );
                continue;
            }
            let link = browser.driver.find(By::LinkText(label)).await.unwrap_or_else(|_| panic!("{path} has no entry"));
            assert!(link.is_displayed().await.unwrap());
            let file = browser
                .driver
                .execute_async(
                    "const done = arguments[arguments.length - 1];
                    const link = document.querySelector('.facts a[rel=external]');
                    let prevented;
                    addEventListener('click', (event) => { prevented = event.defaultPrevented; event.preventDefault(); }, {once: true});
                    link.click();
                    fetch(link.href).then(async (answer) =>
                        done([answer.status, answer.headers.get('content-type'), await answer.text(), prevented]))",
                    Vec::new(),
                )
                .await
                .unwrap();
            let file = file.json();
            assert_eq!((&file[0], &file[1]), (&json!(200), &json!("text/calendar")), "{path}");
            let text = file[2].as_str().unwrap();
            assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{path}: {text}");
            assert!(text.contains(&format!("\r\nDTSTART;VALUE=DATE:{date}\r\n")), "{path}, {date}: {text}");
            let unfolded = text.replace("\r\n ", "").replace('\\', "");
            assert!(unfolded.contains(article["title"].as_str().unwrap()), "{path}: {text}");
            assert_eq!(file[3], json!(false), "{path}: the app took the click on the file");
            entries += 1;
        }
        assert!(entries > 0, "no event of {list} has a day");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_drawing_has_words_and_its_place_before_it_comes() {
    needs!(Phone, EarlyScript);
    for phone in [false, true] {
        let (server, browser) = (Server::start().await, Browser::with(Setup { phone, ..Setup::default() }).await);
        browser.before_every_page(WATCH_SHIFTS).await;
        for path in ARTICLES {
            server.break_path("/covers/", Fault::Delay(Duration::from_millis(600)));
            browser.open(&server.url(path)).await;
            let size = "const at = document.querySelector('.cover-image img'), box = at.getBoundingClientRect();
                return [at.alt, Math.round(box.width), Math.round(box.height)]";
            let reserved = browser.js(size).await;
            let (width, height) = (reserved[1].as_f64().unwrap(), reserved[2].as_f64().unwrap());
            assert!(width > 200.0 && (width * 9.0 / 16.0 - height).abs() < 2.0, "{path}: {reserved}");
            browser.wait_for_app("ready").await;
            browser.wait_for("the drawing", "document.querySelector('.cover-image img').naturalWidth > 0").await;
            assert_eq!(browser.js(size).await, reserved, "{path}, phone: {phone}");
            assert_eq!(reserved[0], bundle(path)["article"]["cover"]["alt"]);
            assert!(reserved[0].as_str().unwrap().len() > 4, "{path}: {reserved}");
            tokio::time::sleep(Duration::from_millis(200)).await;
            assert_eq!(browser.number("return window.shift").await, 0.0, "{path}, phone: {phone}: something moved");
            server.mend();
        }
        browser.assert_quiet().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn on_paper_there_is_only_what_can_be_read_there() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let shown = |parts: &[&str]| {
        format!(
            "return {}.filter((part) => [...document.querySelectorAll(part)].some((at) => at.checkVisibility({{visibilityProperty: true}})))",
            json!(parts)
        )
    };
    let of_screen = [
        ".masthead__nav",
        ".language a",
        ".breadcrumbs",
        ".share button",
        ".neighbours",
        ".article__related",
        ".footer nav",
    ];
    let of_list = [".masthead__nav", ".filters", ".pager", ".chosen"];
    let of_both = [
        "h1",
        ".article__text p",
        ".kicker time",
        ".cover-image img",
        ".facts dd",
        ".sources li",
        ".footer__independent",
    ];
    for path in ARTICLES {
        browser.cdp("Emulation.setEmulatedMedia", json!({"media": "screen"})).await;
        browser.open_app(&server.url(path)).await;
        assert_eq!(browser.lines(&shown(&of_screen)).await, of_screen, "{path} on the screen");
        browser.cdp("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
        assert_eq!(browser.lines(&shown(&of_screen)).await, [""; 0], "{path} on paper");
        assert_eq!(browser.lines(&shown(&of_both)).await, of_both, "{path} on paper");
    }
    for path in ["/news/topic/displacement/", "/de/aktuelles/", "/news/"] {
        browser.open_app(&server.url(path)).await;
        assert_eq!(browser.lines(&shown(&of_list)).await, [""; 0], "{path} on paper");
        assert_eq!(browser.lines(&shown(&["h1", ".teaser__title"])).await, ["h1", ".teaser__title"], "{path} on paper");
    }
    browser.assert_quiet().await;
    browser.close().await;
}
