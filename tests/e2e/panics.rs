//! The app panics: in each kind of page while it starts, on the way to the next page, and in each thing on a page that
//! answers the reader. The page stays as it was, says what does not work, and its links lead on by themselves.
//!
//! Nothing in the app is made for this. A script that runs before its own takes away what it has every reason to rely
//! on: a browser that makes elements and texts. The first ends in a panic, the second in an error that passes through
//! the wasm.

use scraper::{Html, Selector};
use thirtyfour::{By, Key};

use crate::harness::{Browser, Findings, Kind, page_kinds};
use crate::server::{Server, dist};

/// What the browser refuses to the app, by the name of the method of documents, and how often it does it before.
const REFUSED: [(&str, usize); 2] = [("createElement", 12), ("createTextNode", 5)];

/// Refuses a method to the app: once it was called so many times, or when the test says so.
fn refusing(method: &str, after: usize) -> String {
    format!(
        "{{
            const {method} = Document.prototype.{method};
            let left = {after};
            window.refused = 0;
            Document.prototype.{method} = function (...given) {{
                if (/wasm/.test(new Error().stack) && left-- <= 0) {{
                    window.refused += 1;
                    throw new TypeError('refused for a test');
                }}
                return {method}.apply(this, given);
            }};
            window.refuseNow = () => {{ left = 0; }};
        }}"
    )
}

/// More calls than any page needs.
const NEVER: usize = 10_000_000;

/// What the page says, in its language.
fn message(lang: &str) -> String {
    let words = if lang == "de" { "funktionieren gerade nicht" } else { "do not work at the moment" };
    format!(
        "document.documentElement.dataset.app === 'failed'
         && [...document.querySelectorAll('main > .message[role=alert]')].filter((note) => note.textContent.includes('{words}')).length === 1"
    )
}

/// The words of the main part, without what is said about the app, and without the controls that need none of it.
const WORDS: &str = "const main = document.querySelector('main').cloneNode(true);
    main.querySelectorAll('p.message, [data-offline]').forEach((other) => other.remove()); return main.textContent";

/// The words of the main part of the file a host has for a page.
fn words_of_file(path: &str) -> String {
    let file = dist().join(format!("{}index.html", path.trim_start_matches('/')));
    // An address that is none has the page of all such addresses.
    let html = std::fs::read_to_string(file).or_else(|_| std::fs::read_to_string(dist().join("404.html"))).unwrap();
    let [main, controls] = ["main", "main [data-offline]"].map(|selector| Selector::parse(selector).unwrap());
    let page = Html::parse_document(&html);
    let words = |selector| page.select(selector).flat_map(|part| part.text()).collect::<String>();
    words(&main).replacen(&words(&controls), "", 1)
}

/// Opens a page, in which the app panics while it starts; what is wrong about that.
async fn panic_at_start(server: &Server, browser: &Browser, page: &Kind, method: &str) -> Vec<String> {
    let path = page.path.split('?').next().unwrap_or_default();
    let lang = if page.name == "address that is none" { "en" } else { page.lang };
    server.forget_requests();
    browser.open(&server.url(page.path)).await;
    browser.wait_for_app("failed").await;
    let mut wrong = Vec::new();
    if !browser.holds(&message(lang)).await {
        wrong.push(format!("after {method} was refused the page does not say that the app is gone"));
    }
    if browser.number("return window.refused").await < 1.0 {
        wrong.push(format!("the app failed before {method} was refused"));
    }
    if browser.text_of(WORDS).await != words_of_file(path) {
        wrong.push(format!("after {method} was refused the words are others than those of the file"));
    }
    let asked = server.requests().iter().filter(|asked| *asked == path).count();
    if asked != 1 {
        wrong.push(format!("the page was asked for {asked} times"));
    }
    wrong
}

#[tokio::test]
async fn each_page_stays_when_the_app_panics_while_it_starts() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let mut findings = Findings::default();
    for (method, after) in REFUSED {
        server.begin_pages_with(&refusing(method, after));
        for page in page_kinds() {
            findings.add(page.path, panic_at_start(&server, &browser, &page, method).await);
        }
        // Its links lead on, as documents.
        browser.click("#menu > ul > li > a").await;
        browser.wait_for("the next page", "location.pathname !== '/de/nirgends/'").await;
        browser.wait_for_app("failed").await;
    }
    findings.assert_none();
    browser.close().await;
}

/// Things that answer the reader: a page that has one, and what a reader does.
const ANSWERING: [(&str, &str, &str); 6] = [
    ("a link to the next page", "/", "document.querySelector('main a[href=\"/about/\"]').click()"),
    ("the field of the search", "/search/", "type(document.querySelector('#search-words'), 'georgia')"),
    (
        "the field in the masthead",
        "/about/",
        "document.querySelector('.masthead__search').click(); setTimeout(() => type(document.querySelector('[role=combobox]'), 'georgia'), 300)",
    ),
    (
        "a list of a chart's controls",
        "/data-and-resources/assisted-returns-with-iom-worldwide/",
        "const list = document.querySelector('.explorer__list select'); list.selectedIndex = list.options.length - 1; list.dispatchEvent(new Event('change', {bubbles: true}))",
    ),
    (
        "a box of a chart's controls",
        "/data-and-resources/assisted-returns-with-iom-worldwide/",
        "document.querySelector('.explorer__box input').click()",
    ),
    (
        "a reader's own file",
        "/data-and-resources/your-data/",
        "const field = document.querySelector('.own-data input[type=file]'), files = new DataTransfer();
         files.items.add(new File(['year,number\\n2020,1\\n2021,2\\n'], 'own.csv', {type: 'text/csv'}));
         field.files = files.files; field.dispatchEvent(new Event('change', {bubbles: true}))",
    ),
];

#[tokio::test]
async fn each_thing_that_answers_leaves_its_page_when_the_app_panics() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let typing = "const type = (field, words) => { field.focus(); field.value = words; field.dispatchEvent(new Event('input', {bubbles: true})); };";
    for (method, _) in REFUSED {
        server.begin_pages_with(&refusing(method, NEVER));
        for (thing, path, act) in ANSWERING {
            browser.open_app(&server.url(path)).await;
            let heading = browser.heading().await;
            browser.js(&format!("window.refuseNow(); {typing} {act}")).await;
            browser.wait_for(&format!("{thing} to fail for {method}"), &message("en")).await;
            assert_eq!(browser.heading().await, heading, "{thing}: the page is gone");
            let words =
                browser.number("return document.querySelector('main').innerText.trim().split(/\\s+/).length").await;
            assert!(words > 20.0, "{thing}: {words} words are left");
            assert!(
                browser.holds("!document.documentElement.hasAttribute('aria-busy')").await,
                "{thing}: busy for ever"
            );
            // The way out loads the page the reader is on or wanted, and everything works there.
            browser.mark_document().await;
            server.begin_pages_with("");
            browser.click("main > .message a").await;
            browser.wait_for("the page to be loaded", "window.mark !== true").await;
            browser.wait_for_app("ready").await;
            server.begin_pages_with(&refusing(method, NEVER));
        }
    }
    browser.close().await;
}

/// Refuses to the app in a frame what it asks the browser for: the words in the field while it starts, a place for words
/// when it has results.
const REFUSED_IN_FRAMES: [(&str, &str, &str); 2] =
    [("while it starts", "HTMLInputElement", "value"), ("with its results", "Node", "textContent")];

fn refusing_property(interface: &str, property: &str) -> String {
    format!(
        "{{
            const whole = Object.getOwnPropertyDescriptor({interface}.prototype, '{property}');
            const refuse = () => {{
                if (!/wasm/.test(new Error().stack)) return;
                window.refused = true;
                throw new TypeError('refused for a test');
            }};
            Object.defineProperty({interface}.prototype, '{property}', {{
                ...whole,
                get() {{ refuse(); return whole.get.call(this); }},
                set(value) {{ refuse(); whole.set.call(this, value); }},
            }});
        }}"
    )
}

/// The search is the only frame with an app: articles, lists and charts have nothing that could panic.
#[tokio::test]
async fn a_frame_stays_when_its_app_panics() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (when, interface, property) in REFUSED_IN_FRAMES {
        server.begin_pages_with(&refusing_property(interface, property));
        for (path, said, search) in [
            ("/embed/en/search/", "cannot be reached", "/search/"),
            ("/embed/de/search/", "nicht erreichbar", "/de/suche/"),
        ] {
            browser.open(&server.url(path)).await;
            let field = browser.driver.find(By::Css("input")).await.unwrap();
            field.send_keys("georgia").await.unwrap();
            let is_told = format!("document.querySelector('[role=status]').textContent.includes('{said}')");
            browser.wait_for(&format!("{path} to say that its app is gone {when}"), &is_told).await;
            assert!(browser.holds("window.refused").await, "{path}: nothing was refused {when}");
            // What is typed goes to nobody, and Enter leads to the search of the site.
            field.send_keys("n").await.unwrap();
            assert!(browser.holds(&format!("!document.querySelector('[data-results] li') && {is_told}")).await);
            assert!(browser.holds("document.querySelector('.embed__more a').checkVisibility()").await);
            field.send_keys(Key::Enter + "").await.unwrap();
            let has_led = format!("location.pathname === '{search}' && location.search === '?q=georgian'");
            browser.wait_for("the search of the site", &has_led).await;
        }
    }
    browser.close().await;
}
