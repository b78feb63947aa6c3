//! Everything that can go wrong with a request: each kind of file × each fault. Whatever happens, the page can be read,
//! what is missing is said where there is something to say it in, trying again helps once the host is well, and no page
//! loads itself again and again.
//!
//! [`KINDS`] is the table. A new kind of file is a new row; `tested` shows the table in the docs.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::engine::Engine;
use crate::harness::{Browser, Setup, bundle};
use crate::partner::{ALL_SHOWN, page};
use crate::results;
use crate::server::{Fault, Server, dist};

/// The faults, in the order of the table's columns.
pub(crate) const FAULTS: [&str; 10] = [
    "404",
    "500",
    "HTML instead",
    "empty",
    "cut",
    "a bit flipped",
    "stalled",
    "very slow",
    "wrong type",
    "offline in the middle",
];

/// What a reader has in the end, before the host is well again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Everything: the fault makes no difference.
    Whole,
    /// The page, without what the file would have brought. Nothing on it waits for that.
    Reads,
    /// The page, and words that say what is missing.
    Told,
    /// No page: the browser says so, or shows what came.
    Browser,
    /// Either everything or words that say what is missing, depending on which bit it was.
    WholeOrTold,
}

use Seen::{Browser as Browsers, Reads, Told, Whole, WholeOrTold};

impl Seen {
    /// How the table in the docs writes it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Whole => "whole",
            Reads => "reads",
            Told => "told",
            Browsers => "browser’s",
            WholeOrTold => "whole or told",
        }
    }
}

/// A kind of file that pages ask for.
pub(crate) struct Kind {
    /// What it is called in the docs.
    pub(crate) name: &'static str,
    /// Which requests these are, as [`Server::break_path`] takes it; an end alone stands for the one file of the site
    /// that has it.
    asked: &'static str,
    /// Where the reader is before, with the app; none if the page is opened by its address.
    from: Option<&'static str>,
    /// The page with the fault.
    page: &'static str,
    /// What is done once the page is there, so that the file is asked for.
    act: &'static str,
    /// Holds in a page where everything is there.
    whole: &'static str,
    /// Holds in a page that says what is missing.
    told: &'static str,
    /// What is pressed to try again; empty if the page is loaded again.
    retry: &'static str,
    /// Whether each fault needs a browser of its own, since this one would remember that the file was there once.
    is_remembered: bool,
    /// What a reader has, for each of [`FAULTS`].
    pub(crate) seen: [Seen; 10],
}

const IS_READY: &str = "document.documentElement.dataset.app === 'ready'";
const SAYS_APP_MISSING: &str = "document.documentElement.dataset.app === 'failed' && document.querySelector('main > .message[role=alert]')?.textContent.includes('do not work at the moment')";

/// A page of somebody else, with something of the site in it.
const PARTNER: &str = "/partner.html";
const PARTNERS_BODY: &str = "<main><h1>A partner</h1><p>What a partner says on a page of its own is said whether or not \
    something of the site comes, and so is the link that stands in the place of what has not come yet.</p>\
    <iom-article article=\"round-table-assisted-return\" show=\"summary\"><a href=\"/news/round-table-assisted-return/\">\
    Round table</a></iom-article></main>";

/// The frame of the search, whose field is used until its app is there.
const FRAME: &str = "/embed/en/search/";
const USE_FRAME: &str = "const field = document.querySelector('input'); field.value = 'georgia';
    const use = () => {
        field.dispatchEvent(new Event('keydown', {bubbles: true}));
        if (document.documentElement.dataset.app !== 'ready') setTimeout(use, 100);
    };
    use();";
const HAS_RESULTS: &str = "document.querySelector('[data-results] a')";
const SAYS_NO_RESULTS: &str = "document.querySelector('[role=status]').textContent.includes('cannot be reached')";

/// The panel of offline reading, and what it says.
const PANEL: &str = "/this-site/offline/";
const TURN_ON: &str = "(function press() {
        const button = document.querySelector('[data-switch]');
        if (button?.textContent) button.click(); else setTimeout(press, 50);
    })();";
const IS_ON: &str = "navigator.serviceWorker.controller && document.querySelector('#offline-reading')?.parentElement.querySelector('[role=status]')?.textContent.includes('Done')";
const SAYS_NOT_ON: &str = "document.querySelector('#offline-reading')?.parentElement.querySelector('[role=status]')?.textContent.includes('could not be turned on')";

/// The table.
pub(crate) const KINDS: [Kind; 18] = [
    Kind {
        name: "page",
        asked: "=/about/",
        from: None,
        page: "/about/",
        act: "",
        whole: IS_READY,
        told: "false",
        retry: "",
        is_remembered: false,
        seen: [Browsers, Browsers, Whole, Browsers, Browsers, Whole, Reads, Whole, Browsers, Browsers],
    },
    Kind {
        name: "style",
        asked: ".css",
        from: None,
        page: "/about/",
        act: "",
        whole: "document.styleSheets.length === 1 && document.styleSheets[0].cssRules.length > 5 && document.documentElement.dataset.app === 'ready'",
        told: "false",
        retry: "",
        is_remembered: false,
        seen: [Reads, Reads, Reads, Reads, Reads, Reads, Reads, Whole, Reads, Reads],
    },
    Kind {
        name: "starter",
        asked: "/starter-",
        from: None,
        page: "/about/",
        act: "",
        whole: IS_READY,
        told: "false",
        retry: "",
        is_remembered: false,
        seen: [Reads, Reads, Reads, Reads, Reads, Reads, Reads, Whole, Reads, Reads],
    },
    Kind {
        name: "js",
        asked: "site-*.js",
        from: None,
        page: "/about/",
        act: "",
        whole: IS_READY,
        told: SAYS_APP_MISSING,
        retry: "main > .message a",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, WholeOrTold, Reads, Whole, Told, Told],
    },
    Kind {
        name: "wasm",
        asked: "_bg.wasm",
        from: None,
        page: "/about/",
        act: "",
        whole: IS_READY,
        told: SAYS_APP_MISSING,
        retry: "main > .message a",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, WholeOrTold, Reads, Whole, Whole, Told],
    },
    Kind {
        name: "bundle of the page that is open",
        asked: "/bundles/en/about/",
        from: None,
        page: "/about/",
        act: "",
        whole: IS_READY,
        told: "false",
        retry: "",
        is_remembered: false,
        seen: [Reads, Reads, Reads, Reads, Reads, Whole, Reads, Whole, Whole, Reads],
    },
    Kind {
        name: "bundle of the next page",
        asked: "/bundles/en/about/",
        from: Some("/"),
        page: "/about/",
        act: "",
        whole: "document.documentElement.dataset.app === 'ready' && document.querySelector('main h1').textContent === 'About'",
        told: "document.querySelector('main .message h1')",
        retry: "main .message button",
        is_remembered: false,
        // The host has the page, so it is another release or the page is enough: it comes as a document.
        seen: [Reads, Told, Told, Told, Told, WholeOrTold, Told, Whole, Whole, Told],
    },
    Kind {
        name: "beginning of the search index",
        asked: "search-index/root.bin",
        from: None,
        page: "/search/?q=georgia",
        act: "",
        whole: "document.querySelector('[data-search-results] li a')",
        told: "document.querySelector('[data-search-results] > .search__note + .retry-button')",
        retry: "[data-search-results] > .search__note + .retry-button",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, Told, Told, Whole, Whole, Told],
    },
    Kind {
        name: "shard of the search index",
        asked: "search-index/t/",
        from: None,
        page: "/search/?q=georgia",
        act: "",
        whole: "document.querySelector('[data-search-results] li a') && !document.querySelector('[data-search-results] > .search__note + .retry-button')",
        told: "document.querySelector('[data-search-results] > .search__note + .retry-button')",
        retry: "[data-search-results] > .search__note + .retry-button",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, Told, Told, Whole, Whole, Told],
    },
    Kind {
        name: "map of the world",
        asked: "/maps/world.svg",
        from: None,
        page: "/data-and-resources/foreign-nationals-in-germany-three-main-nationalities/",
        act: "document.querySelector('.chart__map')?.scrollIntoView()",
        whole: "document.querySelector('.chart__world').complete && document.querySelector('.chart__world').naturalWidth > 0",
        told: "document.querySelector('.chart__world').alt.includes('could not be loaded')",
        retry: "",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, WholeOrTold, Reads, Whole, Told, Told],
    },
    Kind {
        name: "picture",
        asked: "/covers/",
        from: None,
        page: "/news/round-table-assisted-return/",
        act: "",
        whole: "document.querySelector('.cover-image img').complete && document.querySelector('.cover-image img').naturalWidth > 0",
        told: "document.querySelector('.cover-image img').complete && document.querySelector('.cover-image img').naturalWidth === 0 && document.querySelector('.cover-image img').alt.length > 10",
        retry: "",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, WholeOrTold, Reads, Whole, Told, Told],
    },
    Kind {
        name: "worker",
        asked: "=/worker.js",
        from: None,
        page: PANEL,
        act: TURN_ON,
        whole: IS_ON,
        told: SAYS_NOT_ON,
        retry: "[data-switch]",
        is_remembered: true,
        seen: [Told, Told, Told, Told, Told, WholeOrTold, Told, Whole, Told, Told],
    },
    Kind {
        name: "script of elements on others’ pages",
        asked: "/embed/iom.js",
        from: None,
        page: PARTNER,
        act: "",
        whole: ALL_SHOWN,
        told: "false",
        retry: "",
        is_remembered: false,
        seen: [Reads, Reads, Reads, Reads, Reads, Reads, Reads, Whole, Whole, Reads],
    },
    Kind {
        name: "frame on others’ pages",
        asked: "/embed/en/article/",
        from: None,
        page: PARTNER,
        act: "",
        whole: ALL_SHOWN,
        told: "false",
        retry: "",
        is_remembered: false,
        seen: [Reads, Reads, Reads, Reads, Reads, Reads, Reads, Whole, Reads, Reads],
    },
    Kind {
        name: "script of a frame",
        asked: "/embed/frame-",
        from: None,
        page: FRAME,
        act: USE_FRAME,
        whole: HAS_RESULTS,
        told: "false",
        retry: "",
        is_remembered: false,
        seen: [Reads, Reads, Reads, Reads, Reads, Reads, Reads, Whole, Whole, Reads],
    },
    Kind {
        name: "js of a frame",
        asked: "embed/widgets-*.js",
        from: None,
        page: FRAME,
        act: USE_FRAME,
        whole: HAS_RESULTS,
        told: SAYS_NO_RESULTS,
        retry: "",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, Told, Reads, Whole, Told, Told],
    },
    Kind {
        name: "wasm of a frame",
        asked: "embed/widgets-*.wasm",
        from: None,
        page: FRAME,
        act: USE_FRAME,
        whole: HAS_RESULTS,
        told: SAYS_NO_RESULTS,
        retry: "",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, Told, Reads, Whole, Whole, Told],
    },
    Kind {
        name: "search index in a frame",
        asked: "search-index/root.bin",
        from: None,
        page: FRAME,
        act: USE_FRAME,
        whole: HAS_RESULTS,
        told: SAYS_NO_RESULTS,
        retry: "",
        is_remembered: false,
        seen: [Told, Told, Told, Told, Told, Told, Told, Whole, Whole, Told],
    },
];

/// The fault of a column.
fn fault(name: &str, kind: &Kind) -> Fault {
    match name {
        "404" => Fault::Status(404),
        "500" => Fault::Status(500),
        "HTML instead" => Fault::Html,
        "empty" => Fault::Body(Vec::new()),
        // Enough of a page to read its beginning, and too little of anything else.
        "cut" if kind.name == "page" => Fault::Cut(12_500),
        "cut" => Fault::Cut(400),
        "a bit flipped" => Fault::Flip,
        "stalled" => Fault::Stall,
        "very slow" => Fault::Trickle(8, Duration::from_millis(300)),
        "wrong type" => Fault::Type("text/plain; charset=utf-8"),
        "offline in the middle" => Fault::Offline,
        other => panic!("no fault is called {other}"),
    }
}

/// What an engine's driver cannot look at: the kind of file, the fault, and why.
pub(crate) const NOT_TRIED: [(Engine, &str, &str, &str); 2] = [
    (Engine::WebKit, "page", "stalled", "its driver asks nothing of a page that has not come to its end"),
    (Engine::WebKit, "script of a frame", "stalled", "its driver asks nothing of a page that has not come to its end"),
];

/// Where the app stands and what the page says, for messages.
const STATE: &str =
    "return [document.documentElement.dataset.app ?? '', document.querySelector('main')?.innerText ?? '']";

/// How long the app waits for a bundle or a file of the index before it says so, and a little more.
const MOST: Duration = Duration::from_secs(30);

/// How long a page may take that does not get what it waits for.
const LONG: Duration = Duration::from_secs(15);

/// Whether an expression holds in the page by some time. While a page is on its way there is none to ask.
async fn comes(browser: &Browser, patience: Duration, expression: &str) -> bool {
    let start = Instant::now();
    let script = format!("return Boolean({expression})");
    loop {
        let answer = browser.driver.execute(&script, Vec::new()).await;
        if answer.is_ok_and(|answer| *answer.json() == json!(true)) {
            return true;
        }
        if start.elapsed() > patience {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

/// The beginning and the words of a page are there and painted.
fn reads(path: &str) -> String {
    let (begin, words, least) = match path {
        FRAME => ("main label", "Search".to_owned(), 5),
        PARTNER => ("main h1", "A partner".to_owned(), 20),
        // The page of the search has no title in its bundle.
        _ => {
            let title = bundle(path).pointer("/article/title").and_then(|title| title.as_str()).map(str::to_owned);
            ("main h1", title.unwrap_or_else(|| "Search".to_owned()), 20)
        }
    };
    let words = json!(words);
    format!(
        "document.querySelector('{begin}')?.textContent.trim().startsWith({words}) && document.querySelector('{begin}').checkVisibility()
         && document.querySelector('main').innerText.trim().split(/\\s+/).length > {least}
         && performance.getEntriesByName('first-contentful-paint').length === 1"
    )
}

/// Opens a page; that it does not come is no surprise here.
async fn visit(browser: &Browser, url: &str) {
    let _ = browser.driver.goto(url).await;
}

/// Tries one cell; an error says what was otherwise than the table says.
async fn try_cell(server: &Server, browser: &Browser, kind: &Kind, name: &str, expected: Seen) -> Result<(), String> {
    let (page, opened) = (kind.page, path_of(kind.page));
    server.mend();
    // Nothing of the cell before goes on.
    visit(browser, "about:blank").await;
    if !comes(browser, LONG, "location.href === 'about:blank'").await {
        return Err("the page before does not go away".to_owned());
    }
    server.forget_requests();
    for part in asked(kind.asked) {
        server.break_path(&part, fault(name, kind));
    }
    match kind.from {
        None => visit(browser, &server.url(page)).await,
        Some(from) => {
            visit(browser, &server.url(from)).await;
            if !comes(browser, LONG, &format!("location.pathname === '{from}' && {IS_READY}")).await {
                return Err(format!("the app does not start on {from}"));
            }
            let link = format!("document.querySelector('main a[href=\"{page}\"]').click()");
            browser.js(&link).await;
        }
    }
    let reads = reads(opened);
    // What a reader has.
    if expected != Browsers && (kind.from.is_none() || expected == Reads) {
        if !comes(browser, LONG, &format!("location.pathname === '{opened}' && {reads}")).await {
            return Err("the page cannot be read".to_owned());
        }
        browser.js(kind.act).await;
    }
    let is_so = match expected {
        Whole => comes(browser, LONG, kind.whole).await,
        Told => comes(browser, MOST, kind.told).await,
        WholeOrTold => comes(browser, MOST, &format!("({}) || ({})", kind.whole, kind.told)).await,
        Reads | Browsers => {
            // As long as something would take to go wrong.
            tokio::time::sleep(Duration::from_millis(700)).await;
            true
        }
    };
    if !is_so {
        return Err(format!("it is not {expected:?}: {}", browser.js(STATE).await));
    }
    // Some bits do not matter, and the app may make a whole page of a part.
    let may_be_whole = name == "a bit flipped" || kind.name == "page";
    if expected == Reads && !may_be_whole && comes(browser, Duration::ZERO, kind.whole).await {
        return Err("the page is whole: the fault was none".to_owned());
    }
    if !matches!(expected, Browsers | Reads) && kind.from.is_none() && !comes(browser, LONG, &reads).await {
        return Err("the page cannot be read any more".to_owned());
    }
    // No page loads itself again.
    let asked_for = |path: &str| server.requests().iter().filter(|asked| *asked == path).count();
    if asked_for(opened) > 2 {
        return Err(format!("{opened} was asked for {} times", asked_for(opened)));
    }
    let before = asked_for(opened);
    server.mend();
    // Trying again helps.
    let can_press = !kind.retry.is_empty() && comes(browser, Duration::ZERO, &format!("({})", kind.told)).await;
    if can_press {
        browser.js(&format!("document.querySelector({}).click()", json!(kind.retry))).await;
    } else if expected != Whole {
        // Where there is a page, a reader loads that again: some engines remember a picture that broke off.
        match expected {
            Browsers => visit(browser, &server.url(page)).await,
            _ => {
                browser.js("window.isBefore = true").await;
                let _ = browser.driver.refresh().await;
                comes(browser, LONG, "!window.isBefore").await;
            }
        }
        comes(browser, LONG, &format!("location.pathname === '{opened}' && {reads}")).await;
        browser.js(kind.act).await;
    }
    if !comes(browser, LONG, &format!("{} && {reads}", kind.whole)).await {
        return Err(format!("trying again does not help: {}", browser.js(STATE).await));
    }
    if asked_for(opened) > before + 2 {
        return Err(format!("mended, {opened} is asked for again and again"));
    }
    Ok(())
}

/// The path of a page without what it is asked.
fn path_of(page: &str) -> &str {
    page.split('?').next().unwrap_or(page)
}

/// The requests that are meant. A name with a star is that of a file of the site, of this release or an earlier one.
fn asked(part: &str) -> Vec<String> {
    let Some((start, end)) = part.split_once('*') else { return vec![part.to_owned()] };
    let folder = start.rfind('/').map_or("", |slash| &start[..=slash]);
    let files = std::fs::read_dir(dist().join(folder)).unwrap();
    let names = files.map(|file| format!("{folder}{}", file.unwrap().file_name().to_string_lossy()));
    let names = names.filter(|name| name.starts_with(start) && name.ends_with(end));
    let paths: Vec<_> = names.map(|name| format!("=/{name}")).collect();
    assert!(!paths.is_empty(), "no file is called {part}");
    paths
}

/// Tries a row of the table in one browser.
async fn try_row(name: &str) {
    let kind = KINDS.iter().find(|kind| kind.name == name).unwrap();
    let setup = Setup { no_wait: true, ..Setup::default() };
    let (server, mut browser) = (Server::start().await, Browser::with(setup).await);
    server.put(PARTNER, page(&server, "", PARTNERS_BODY).into_bytes());
    let mut wrong = Vec::new();
    for (number, (name, seen)) in FAULTS.into_iter().zip(kind.seen).enumerate() {
        if kind.is_remembered && number > 0 {
            browser.close().await;
            browser = Browser::with(setup).await;
        }
        let is_left_out = |(engine, of, fault, _): &&(Engine, &str, &str, &str)| {
            (*engine, *of, *fault) == (Engine::of_run(), kind.name, name)
        };
        if let Some((.., why)) = NOT_TRIED.iter().find(is_left_out) {
            println!("{}, {name}: left out, because {why}", kind.name);
            continue;
        }
        let start = Instant::now();
        match try_cell(&server, &browser, kind, name, seen).await {
            Ok(()) => println!("{}, {name}: {seen:?}, {:.1} s", kind.name, start.elapsed().as_secs_f64()),
            Err(why) => wrong.push(format!("{name}: {why}")),
        }
    }
    let outcome = json!({"seen": kind.seen.map(Seen::words), "wrong": wrong});
    results::save(Engine::of_run(), &format!("faults of {}", kind.name), &outcome);
    assert!(wrong.is_empty(), "{}:\n{}", kind.name, wrong.join("\n"));
    browser.close().await;
}

/// A test for each row, so that they run beside each other.
macro_rules! rows {
    ($($test:ident: $kind:literal,)+) => {
        /// The rows that have a test.
        const TRIED: &[&str] = &[$($kind),+];
        $(#[tokio::test] async fn $test() { try_row($kind).await; })+
    };
}

rows! {
    a_page_that_fails: "page",
    a_style_that_fails: "style",
    a_starter_that_fails: "starter",
    a_glue_that_fails: "js",
    a_wasm_that_fails: "wasm",
    a_bundle_that_fails_under_its_page: "bundle of the page that is open",
    a_bundle_that_fails_before_its_page: "bundle of the next page",
    an_index_that_fails: "beginning of the search index",
    a_shard_that_fails: "shard of the search index",
    a_map_that_fails: "map of the world",
    a_picture_that_fails: "picture",
    a_worker_that_fails: "worker",
    an_elements_script_that_fails: "script of elements on others’ pages",
    a_frame_that_fails: "frame on others’ pages",
    a_frames_script_that_fails: "script of a frame",
    a_frames_glue_that_fails: "js of a frame",
    a_frames_wasm_that_fails: "wasm of a frame",
    an_index_that_fails_in_a_frame: "search index in a frame",
}

#[test]
fn every_row_has_a_test() {
    let rows: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(rows, TRIED);
}
