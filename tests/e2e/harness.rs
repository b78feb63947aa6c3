//! A browser of its own for each test, and the words tests are written in.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::mem::ManuallyDrop;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::engine::{Driver, Engine, Need, capabilities, insist};
use crate::results;
use crate::server::{Fault, Server, dist};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sums up every layout shift from the first paint on.
pub(crate) const WATCH_SHIFTS: &str = "window.shift = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({type: 'layout-shift', buffered: true})";

/// Both languages, with the path of their front page.
pub(crate) const HOMES: [(&str, &str); 2] = [("en", "/"), ("de", "/de/")];

/// A kind of page in one of its languages.
pub(crate) struct Kind {
    /// What it is called in the messages of tests.
    pub(crate) name: &'static str,
    pub(crate) lang: &'static str,
    /// An example; the host need not have a file for it.
    pub(crate) path: &'static str,
}

/// An example of every kind of page that has an address, in each language it comes in.
pub(crate) fn page_kinds() -> Vec<Kind> {
    let english = [
        ("front page", "/"),
        ("section", "/about/"),
        ("section with goals", "/2030-agenda/"),
        ("goal", "/2030-agenda/goal-10/"),
        ("page of a section", "/our-work/diaspora/"),
        ("list", "/news/"),
        ("later page of the list", "/news/page/2/"),
        ("filtered list", "/news/topic/displacement/"),
        ("search", "/search/"),
        ("search with results", "/search/?q=return"),
        ("list filtered twice", "/news/?topic=displacement&year=2024"),
        ("empty list", "/news/?topic=displacement&year=1999"),
        ("article", "/news/round-table-assisted-return/"),
        ("event", "/news/return-portal-launch/"),
        ("section with datasets", "/data-and-resources/"),
        ("dataset", "/data-and-resources/assisted-departures-from-germany-under-reag-garp/"),
        ("dataset with a map", "/data-and-resources/resettlement-to-germany-by-nationality/"),
        ("dataset with shades", "/data-and-resources/foreign-nationals-in-germany-three-main-nationalities/"),
        ("page for a file of one's own", "/data-and-resources/your-data/"),
        ("page about the website", "/this-site/accessibility/"),
        ("page with the controls for reading offline", "/this-site/offline/"),
        ("address that is none", "/nowhere/"),
    ];
    let german = [
        ("front page", "/de/"),
        ("section", "/de/ueber-uns/"),
        ("section with goals", "/de/agenda-2030/"),
        ("goal", "/de/agenda-2030/ziel-10/"),
        ("page of a section", "/de/unsere-arbeit/diaspora/"),
        ("list", "/de/aktuelles/"),
        ("later page of the list", "/de/aktuelles/seite/2/"),
        ("filtered list", "/de/aktuelles/thema/vertreibung/"),
        ("search", "/de/suche/"),
        ("search with results", "/de/suche/?q=teilhabe"),
        ("list filtered twice", "/de/aktuelles/?thema=vertreibung&jahr=2024"),
        ("empty list", "/de/aktuelles/?thema=vertreibung&jahr=1999"),
        ("article", "/de/aktuelles/runder-tisch-gefoerderte-rueckkehr/"),
        ("event", "/de/aktuelles/onlineportal-freiwillige-rueckkehr/"),
        ("section with datasets", "/de/daten-und-ressourcen/"),
        ("dataset", "/de/daten-und-ressourcen/gefoerderte-ausreisen-aus-deutschland-mit-reag-garp/"),
        ("dataset with a map", "/de/daten-und-ressourcen/resettlement-in-deutschland-nach-staatsangehoerigkeit/"),
        (
            "dataset with shades",
            "/de/daten-und-ressourcen/auslaendische-staatsangehoerige-in-deutschland-die-drei-groessten-gruppen/",
        ),
        ("page for a file of one's own", "/de/daten-und-ressourcen/eigene-daten/"),
        ("page about the website", "/de/diese-website/barrierefreiheit/"),
        ("page with the controls for reading offline", "/de/diese-website/offline-lesen/"),
        ("pages in plain German", "/de/einfache-sprache/"),
        ("page in plain German", "/de/einfache-sprache/ueber-uns/"),
        ("address that is none", "/de/nirgends/"),
    ];
    let kind = |lang: &'static str| move |(name, path)| Kind { name, lang, path };
    english.into_iter().map(kind("en")).chain(german.into_iter().map(kind("de"))).collect()
}

/// The bundle of a page, by its path from `/`.
pub(crate) fn bundle(path: &str) -> Value {
    let in_language = match path.strip_prefix("/de/") {
        Some(rest) => format!("de/{rest}"),
        None => format!("en{path}"),
    };
    let file = dist().join(format!("bundles/{in_language}index.json"));
    serde_json::from_slice(&std::fs::read(&file).unwrap_or_else(|_| panic!("no {}", file.display()))).unwrap()
}

/// What was found wrong on many pages, each kind of it told once.
#[derive(Default)]
pub(crate) struct Findings(BTreeMap<String, Vec<String>>);

impl Findings {
    /// Notes what was found somewhere.
    pub(crate) fn add(&mut self, place: &str, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            self.0.entry(line).or_default().push(place.to_owned());
        }
    }

    /// Nothing was found anywhere.
    pub(crate) fn assert_none(&self) {
        let told = self.0.iter().map(|(line, places)| match places.as_slice() {
            [first, rest @ ..] if rest.len() > 2 => format!("{line}\n    {first} and {} more", rest.len()),
            places => format!("{line}\n    {}", places.join("; ")),
        });
        let told: Vec<_> = told.collect();
        assert!(told.is_empty(), "{} findings:\n{}", told.len(), told.join("\n"));
    }
}

/// How the browser is set up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Setup {
    /// The site's scripts do not run.
    pub(crate) no_script: bool,
    /// The browser has no WebAssembly, by its own switch.
    pub(crate) no_wasm: bool,
    /// The screen of a small phone instead of a desktop's.
    pub(crate) phone: bool,
    /// The reader asked for fewer bytes.
    pub(crate) save_data: bool,
    /// Opening a page does not wait until it is complete, for pages that never are.
    pub(crate) no_wait: bool,
}

impl Setup {
    /// What not every engine's driver can do.
    fn needs(self) -> impl Iterator<Item = Need> {
        let needs = [
            (self.phone, Need::Phone),
            (self.no_script, Need::NoScript),
            (self.no_wasm, Need::NoWasm),
            (self.save_data, Need::EarlyScript),
        ];
        needs.into_iter().filter(|(is_asked_for, _)| *is_asked_for).map(|(_, need)| need)
    }
}

/// A browser that closes with the test.
pub(crate) struct Browser {
    /// Never dropped by itself: in a test that fails it would wait for an answer that cannot come.
    pub(crate) driver: ManuallyDrop<WebDriver>,
    engine: Engine,
    driven_by: Driver,
}

impl Drop for Browser {
    /// Asks the driver to close its browser, then ends it; killed at once, it would leave the browser behind.
    fn drop(&mut self) {
        let is_lost = std::thread::panicking();
        results::write(self.engine, &results::test_name(), if is_lost { "failed" } else { "passed" }, "");
        if is_lost {
            let _ = self.ask_to_close();
        }
        if let Some(id) = self.driven_by.process.id() {
            let _ = std::process::Command::new("kill").arg(id.to_string()).status();
        }
    }
}

impl Browser {
    /// A desktop browser as it comes.
    pub(crate) async fn start() -> Self {
        Self::with(Setup::default()).await
    }

    /// A browser set up in some way.
    pub(crate) async fn with(setup: Setup) -> Self {
        let engine = Engine::of_run();
        setup.needs().for_each(insist);
        let driven_by = Driver::start(engine, setup).await;
        let address = format!("http://127.0.0.1:{}", driven_by.port);
        let driver = WebDriver::new(address, capabilities(engine, setup)).await.unwrap();
        let browser = Self { driver: ManuallyDrop::new(driver), engine, driven_by };
        if engine != Engine::Chromium {
            browser.screen(1280, 900, false).await;
        }
        if setup.phone {
            browser.screen(360, 740, true).await;
        }
        if setup.no_script && engine == Engine::Chromium {
            browser.cdp("Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
        }
        if setup.save_data {
            let connection = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})";
            browser.before_every_page(connection).await;
        }
        browser
    }

    /// Ends the session without a runtime, which may be the one that has failed.
    fn ask_to_close(&self) -> std::io::Result<()> {
        let mut line = std::net::TcpStream::connect(("127.0.0.1", self.driven_by.port))?;
        line.set_read_timeout(Some(Duration::from_secs(5)))?;
        let session = self.driver.session_id();
        write!(line, "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.driven_by.port)?;
        line.read_exact(&mut [0; 12])
    }

    /// A command of the browser's own protocol.
    pub(crate) async fn cdp(&self, method: &str, parameters: Value) -> Value {
        insist(Need::DevTools);
        self.driver.cdp().send_raw(method, parameters).await.unwrap()
    }

    /// Runs a script in every page before any of the page's own.
    pub(crate) async fn before_every_page(&self, script: &str) {
        insist(Need::EarlyScript);
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
    }

    /// Opens a page by its address.
    pub(crate) async fn open(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// Opens a page and waits until the app has taken over.
    pub(crate) async fn open_app(&self, url: &str) {
        self.open(url).await;
        self.wait_for_app("ready").await;
    }

    /// Waits until the app is `ready`, `waiting` or `failed`.
    pub(crate) async fn wait_for_app(&self, state: &str) {
        self.wait_for(
            &format!("the app to be {state}"),
            &format!("document.documentElement.dataset.app === '{state}'"),
        )
        .await;
    }

    /// Waits until an expression holds in the page.
    pub(crate) async fn wait_for(&self, what: &str, expression: &str) {
        self.wait_within(PATIENCE, what, expression).await;
    }

    /// Waits for some time until an expression holds in the page.
    pub(crate) async fn wait_within(&self, patience: Duration, what: &str, expression: &str) {
        let start = Instant::now();
        while self.js(&format!("return Boolean({expression})")).await != json!(true) {
            if start.elapsed() > patience {
                let state = self
                    .js("return [location.href, document.documentElement.dataset.app ?? '', document.body.innerText]")
                    .await;
                panic!("waited in vain for {what}: {state}\nconsole: {:?}", self.console().await);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The value of a script with a `return`.
    pub(crate) async fn js(&self, script: &str) -> Value {
        self.driver.execute(script, Vec::new()).await.unwrap().json().clone()
    }

    /// The value of a script that yields text.
    pub(crate) async fn text_of(&self, script: &str) -> String {
        self.js(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// The heading of the page.
    pub(crate) async fn heading(&self) -> String {
        self.text_of("return document.querySelector('main h1').textContent").await
    }

    /// Waits until the page has a heading.
    pub(crate) async fn wait_for_heading(&self, heading: &str) {
        let expression = format!("document.querySelector('main h1')?.textContent === {}", json!(heading));
        self.wait_for(&format!("the heading “{heading}”"), &expression).await;
    }

    /// The language of the page.
    pub(crate) async fn lang(&self) -> String {
        self.text_of("return document.documentElement.lang").await
    }

    /// All words of the page, as they are written in its mark-up.
    pub(crate) async fn words(&self) -> String {
        self.text_of("return document.body.textContent").await
    }

    /// Follows the first link that leads to a path.
    pub(crate) async fn follow(&self, path: &str) {
        self.click(&format!("a[href='{path}']")).await;
    }

    /// Follows a link to `href` as an editor could have set it, so that pages no other page links to are reached, too.
    pub(crate) async fn follow_new_link(&self, href: &str) {
        let link =
            "const a = document.createElement('a'); a.textContent = 'way'; document.querySelector('main').prepend(a)";
        self.js(&format!("{link}; a.href = {}; a.click()", json!(href))).await;
    }

    /// Marks this document, to tell whether a later page came without loading one.
    pub(crate) async fn mark_document(&self) {
        self.js("window.mark = true").await;
    }

    /// Whether the marked document is still there.
    pub(crate) async fn is_marked(&self) -> bool {
        self.js("return window.mark === true").await == json!(true)
    }

    /// What was written to the console since it was last asked for.
    pub(crate) async fn console(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            // It comes by another way than the driver's answers.
            tokio::time::sleep(Duration::from_millis(100)).await;
            return std::mem::take(&mut *self.driven_by.console.lock().unwrap());
        }
        let entries = self.driver.get_log("browser").await.unwrap();
        entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect()
    }

    /// Nothing was written to the console.
    pub(crate) async fn assert_quiet(&self) {
        let console = self.console().await;
        assert!(console.is_empty(), "the console is not empty: {console:#?}");
    }

    /// Sets the size of the screen, in CSS pixels.
    pub(crate) async fn screen(&self, width: u32, height: u32, mobile: bool) {
        if self.engine != Engine::Chromium && !mobile && width > 500 {
            // Their tool bars take a part of the window.
            let bars = self.number("return outerHeight - innerHeight").await as u32;
            self.driver.set_window_rect(0, 0, width, height + bars).await.unwrap();
            return;
        }
        insist(Need::Phone);
        let scale = if mobile { 2 } else { 1 };
        let screen = json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile});
        self.cdp("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// Sets what the reader prefers, as media features; none are set otherwise.
    pub(crate) async fn prefer(&self, features: &[(&str, &str)]) {
        insist(Need::Preferences);
        let features: Vec<_> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Presses a key.
    pub(crate) async fn press(&self, key: Key) {
        self.driver.action_chain().send_keys(key).perform().await.unwrap();
        if self.engine != Engine::Chromium {
            // They bring what the focus is on into view a moment later.
            tokio::time::sleep(Duration::from_millis(120)).await;
        }
    }

    /// Clicks the first element a selector finds, as a reader does.
    pub(crate) async fn click(&self, selector: &str) {
        let element = self.driver.find(By::Css(selector.to_owned())).await;
        let element = element.unwrap_or_else(|_| panic!("there is no {selector}"));
        if self.engine != Engine::WebKit {
            return element.click().await.unwrap();
        }
        // WebKit's driver does not find a place to click near the edge of the screen, and does not wait for the page
        // that a click leads to.
        if element.click().await.is_err() {
            let centre = "arguments[0].scrollIntoView({block: 'center'})";
            self.driver.execute(centre, vec![element.to_json().unwrap()]).await.unwrap();
            element.click().await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
        for _ in 0..100 {
            match self.driver.execute("return document.readyState === 'complete'", Vec::new()).await {
                Ok(answer) if *answer.json() == json!(true) => return,
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// The lines a script yields.
    pub(crate) async fn lines(&self, script: &str) -> Vec<String> {
        let value = self.js(script).await;
        serde_json::from_value(value.clone()).unwrap_or_else(|_| panic!("no list of lines: {value}"))
    }

    /// The number a script yields.
    pub(crate) async fn number(&self, script: &str) -> f64 {
        let value = self.js(script).await;
        value.as_f64().unwrap_or_else(|| panic!("no number: {value}"))
    }

    /// Whether an expression holds in the page.
    pub(crate) async fn holds(&self, expression: &str) -> bool {
        self.js(&format!("return Boolean({expression})")).await == json!(true)
    }

    /// Path and query of the page.
    pub(crate) async fn address(&self) -> String {
        self.text_of("return location.pathname + location.search").await
    }

    /// Shows what is in place of a page whose bundle the server fails to give, reached inside the app.
    pub(crate) async fn open_failure(&self, server: &Server, lang: &str) {
        let (home, page, bundle) = match lang {
            "en" => ("/", "/about/", "/bundles/en/about/"),
            _ => ("/de/", "/de/ueber-uns/", "/bundles/de/ueber-uns/"),
        };
        server.break_path(bundle, Fault::Status(500));
        self.open_app(&server.url(home)).await;
        self.js(&format!("document.querySelector('main a[href=\"{page}\"]').click()")).await;
        self.wait_for("the failure page", "document.querySelector('main [role=alert]')").await;
        server.mend();
    }

    /// Closes the browser.
    pub(crate) async fn close(self) {
        WebDriver::clone(&self.driver).quit().await.unwrap();
    }
}
