//! A browser of its own for each test, and the words tests are written in.

use std::mem::ManuallyDrop;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the browser is set up.
#[derive(Clone, Copy, Default)]
pub(crate) struct Setup {
    /// The site's scripts do not run.
    pub(crate) no_script: bool,
    /// The browser has no WebAssembly, by its own switch.
    pub(crate) no_wasm: bool,
    /// The screen of a small phone instead of a desktop's.
    pub(crate) phone: bool,
    /// The reader asked for fewer bytes.
    pub(crate) save_data: bool,
}

/// A browser that closes with the test.
pub(crate) struct Browser {
    /// Never dropped by itself: in a test that fails it would wait for an answer that cannot come.
    pub(crate) driver: ManuallyDrop<WebDriver>,
    process: Child,
}

impl Drop for Browser {
    /// Asked to end, the driver closes its browser; killed, it would leave it behind.
    fn drop(&mut self) {
        if let Some(id) = self.process.id() {
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
        let (process, port) = start_driver().await;
        let mut capabilities = DesiredCapabilities::chrome();
        let window = if setup.phone { "--window-size=360,740" } else { "--window-size=1280,900" };
        for argument in [
            window,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ] {
            capabilities.add_arg(argument).unwrap();
        }
        if setup.no_wasm {
            capabilities.add_arg("--js-flags=--jitless").unwrap();
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.unwrap();
        let browser = Self { driver: ManuallyDrop::new(driver), process };
        if setup.phone {
            let screen = json!({"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": true});
            browser.cdp("Emulation.setDeviceMetricsOverride", screen).await;
        }
        if setup.no_script {
            browser.cdp("Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
        }
        if setup.save_data {
            let connection = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})";
            browser.before_every_page(connection).await;
        }
        browser
    }

    /// A command of the browser's own protocol.
    pub(crate) async fn cdp(&self, method: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(method, parameters).await.unwrap()
    }

    /// Runs a script in every page before any of the page's own.
    pub(crate) async fn before_every_page(&self, script: &str) {
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
        self.driver.find(By::Css(format!("a[href='{path}']"))).await.unwrap().click().await.unwrap();
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

    /// What was written to the console.
    pub(crate) async fn console(&self) -> Vec<String> {
        let entries = self.driver.get_log("browser").await.unwrap();
        entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect()
    }

    /// Nothing was written to the console.
    pub(crate) async fn assert_quiet(&self) {
        let console = self.console().await;
        assert!(console.is_empty(), "the console is not empty: {console:#?}");
    }

    /// Closes the browser.
    pub(crate) async fn close(self) {
        WebDriver::clone(&self.driver).quit().await.unwrap();
    }
}

/// Starts a driver on a port of its own, and reads the port from what it says.
async fn start_driver() -> (Child, u16) {
    let mut process = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is on PATH: `make test` installs it");
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            let port = port.trim_end_matches('.').parse().unwrap();
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (process, port);
        }
    }
    panic!("chromedriver did not say on which port it listens");
}
