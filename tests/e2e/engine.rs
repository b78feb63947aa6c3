//! The engines the suite runs in, what each cannot do for a test, and how its driver is started.
//!
//! `ENGINE` chooses one: `chromium` (as it comes), `firefox` or `webkit`. A test that asks for more than every driver
//! can do says so in its first line, `needs!(Phone)`. Where the engine cannot, it ends there, and the run lists it with
//! the reason.

use std::fmt;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Capabilities;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

use crate::harness::Setup;
use crate::results;

/// A browser engine, as Debian packages it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium with ChromeDriver.
    Chromium,
    /// Firefox ESR with geckodriver.
    Firefox,
    /// WebKitGTK's small browser with its driver, on a screen of its own (Xvfb).
    WebKit,
}

impl Engine {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine of this run.
    pub(crate) fn of_run() -> Self {
        let Some(name) = std::env::var_os("ENGINE") else { return Self::Chromium };
        let engine = Self::ALL.into_iter().find(|engine| name == engine.key());
        engine.unwrap_or_else(|| panic!("ENGINE is {name:?}: write chromium, firefox or webkit"))
    }

    /// How `ENGINE` names it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox ESR",
            Self::WebKit => "WebKitGTK",
        })
    }
}

/// What a test asks for that not every engine's driver can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Commands of Chromium's own protocol: throttling, printing, touches, files that are saved.
    DevTools,
    /// The screen of a small phone.
    Phone,
    /// A script that runs in every page before its own.
    EarlyScript,
    /// The reader's preferences: colours, contrast, motion.
    Preferences,
    /// Pages whose scripts do not run, while those of the test do.
    NoScript,
    /// A browser without WebAssembly, by its own switch.
    NoWasm,
}

impl Need {
    /// All of them, with the names they have in `needs!`.
    pub(crate) const ALL: [(&'static str, Self); 6] = [
        ("DevTools", Self::DevTools),
        ("Phone", Self::Phone),
        ("EarlyScript", Self::EarlyScript),
        ("Preferences", Self::Preferences),
        ("NoScript", Self::NoScript),
        ("NoWasm", Self::NoWasm),
    ];

    /// Why an engine cannot do it; none if it can.
    pub(crate) fn why_not(self, engine: Engine) -> Option<&'static str> {
        match (self, engine) {
            (_, Engine::Chromium) | (Self::NoScript | Self::NoWasm, _) => None,
            (Self::DevTools, _) => Some("it is steered by the DevTools protocol, which only Chromium speaks"),
            (Self::Phone, Engine::Firefox) => Some("its windows are at least 450 pixels wide"),
            (Self::Phone, Engine::WebKit) => Some("its windows are at least 447 pixels wide"),
            (Self::EarlyScript, _) => Some("its driver runs no script before those of the page"),
            (Self::Preferences, _) => Some("its driver does not set what the reader prefers"),
        }
    }
}

/// Ends a test where the engine cannot do what it needs, and lists it with the reason.
macro_rules! needs {
    ($($need:ident),+) => {
        if crate::engine::is_left_out(&[$(crate::engine::Need::$need),+]) {
            return;
        }
    };
}
pub(crate) use needs;

/// Ends a test in an engine in which what it looks at is otherwise, and lists it with the reason.
macro_rules! not_in {
    ($engine:ident, $why:literal) => {
        if crate::engine::Engine::of_run() == crate::engine::Engine::$engine {
            return crate::engine::leave_out($why);
        }
    };
}
pub(crate) use not_in;

/// Whether the running test is left out in this engine; if so, it is listed.
pub(crate) fn is_left_out(needs: &[Need]) -> bool {
    let why = needs.iter().find_map(|need| need.why_not(Engine::of_run()));
    why.into_iter().for_each(leave_out);
    why.is_some()
}

/// Lists the running test as left out.
pub(crate) fn leave_out(why: &str) {
    let (engine, test) = (Engine::of_run(), results::test_name());
    results::write(engine, &test, "left out", why);
    // Past the harness, which shows nothing of tests that pass.
    let _ = writeln!(std::io::stderr(), "left out in {engine}: {test}: {why}");
}

/// A test asks for something that its `needs!` does not name.
pub(crate) fn insist(need: Need) {
    let engine = Engine::of_run();
    if let Some(why) = need.why_not(engine) {
        panic!("this test begins with `needs!({need:?})`: {engine} cannot do it, because {why}");
    }
}

/// A driver that runs, and what its browser writes to the console.
pub(crate) struct Driver {
    pub(crate) process: Child,
    pub(crate) port: u16,
    /// What Firefox and WebKit write to their output; Chromium's driver keeps it.
    pub(crate) console: Arc<Mutex<Vec<String>>>,
    /// The screen of a browser that has no headless mode. It ends with the test.
    _screen: Option<Child>,
}

impl Driver {
    /// Starts the engine's driver on a port of its own.
    pub(crate) async fn start(engine: Engine, setup: Setup) -> Self {
        // The port it finds for IPv4 may be taken for IPv6, or the other way round: then it ends at once.
        for _ in 0..5 {
            let started = match engine {
                Engine::Chromium => chromium().await,
                Engine::Firefox => firefox().await,
                Engine::WebKit => webkit(setup).await,
            };
            if let Some(started) = started {
                return started;
            }
        }
        panic!("the driver of {engine} did not say on which port it listens");
    }
}

/// Starts a program whose output is read.
fn spawn(command: &mut Command) -> Child {
    let name = command.as_std().get_program().to_owned();
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    spawned.unwrap_or_else(|error| {
        panic!("{name:?} is not on PATH ({error}): see CONTRIBUTING.md, What `make test` checks")
    })
}

/// The lines of an output, as they come.
fn lines_into(output: impl AsyncRead + Unpin + Send + 'static, lines: mpsc::UnboundedSender<String>) {
    tokio::spawn(async move {
        let mut output = BufReader::new(output).lines();
        while let Ok(Some(line)) = output.next_line().await {
            let _ = lines.send(line);
        }
    });
}

/// Everything a program writes, line by line.
fn lines_of(process: &mut Child) -> mpsc::UnboundedReceiver<String> {
    let (sender, receiver) = mpsc::unbounded_channel();
    lines_into(process.stdout.take().unwrap(), sender.clone());
    lines_into(process.stderr.take().unwrap(), sender);
    receiver
}

/// Keeps the lines that came from pages.
fn keep_console(mut lines: mpsc::UnboundedReceiver<String>, is_of_page: fn(&str) -> bool) -> Arc<Mutex<Vec<String>>> {
    let console = Arc::<Mutex<Vec<String>>>::default();
    let kept = Arc::clone(&console);
    tokio::spawn(async move {
        while let Some(line) = lines.recv().await {
            if std::env::var_os("E2E_DRIVER_LOG").is_some() {
                let _ = writeln!(std::io::stderr(), "driver: {line}");
            }
            if is_of_page(&line) {
                kept.lock().unwrap().push(line);
            }
        }
    });
    console
}

/// The port after some words in what a program writes.
async fn port_after(lines: &mut mpsc::UnboundedReceiver<String>, words: &str) -> Option<u16> {
    let wait = async {
        while let Some(line) = lines.recv().await {
            if let Some((_, port)) = line.split_once(words) {
                return port.trim_end_matches('.').parse().ok();
            }
        }
        None
    };
    tokio::time::timeout(Duration::from_secs(30), wait).await.ok()?
}

async fn chromium() -> Option<Driver> {
    let mut process = spawn(Command::new("chromedriver").arg("--port=0"));
    let mut lines = lines_of(&mut process);
    let port = port_after(&mut lines, "started successfully on port ").await?;
    Some(Driver { process, port, console: keep_console(lines, |_| false), _screen: None })
}

async fn firefox() -> Option<Driver> {
    let mut process = spawn(Command::new("geckodriver").args(["--port", "0", "--websocket-port", "0"]));
    let mut lines = lines_of(&mut process);
    let port = port_after(&mut lines, "Listening on 127.0.0.1:").await?;
    // What the browser says of its own parts comes by the same way; pages write texts, and have addresses by http.
    let is_of_page = |line: &str| {
        let is_of_script = ["error", "warning"].map(|kind| format!("JavaScript {kind}: http"));
        let is_of_console = ["log", "warn", "error"].map(|kind| format!("console.{kind}: \""));
        let begins = |starts: &[_]| starts.iter().any(|start: &String| line.starts_with(start.as_str()));
        // Words about the driver itself, and what a page was doing while it was left.
        let is_of_driver = ["command line flag", "Script terminated by timeout"].iter().any(|part| line.contains(part));
        (begins(&is_of_script) || begins(&is_of_console)) && !is_of_driver
    };
    Some(Driver { process, port, console: keep_console(lines, is_of_page), _screen: None })
}

async fn webkit(setup: Setup) -> Option<Driver> {
    let (screen, display) = screen().await?;
    // It does not say which port it found, so it is given one that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").await.ok()?.local_addr().ok()?.port();
    let mut command = Command::new("WebKitWebDriver");
    command.arg(format!("--port={port}"));
    command.env("DISPLAY", display).env("NO_AT_BRIDGE", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1").env_remove("WAYLAND_DISPLAY");
    if setup.no_wasm {
        command.env("JSC_useWasm", "false").env("JSC_useWebAssembly", "false");
    }
    let mut process = spawn(&mut command);
    let console = keep_console(lines_of(&mut process), |line| line.starts_with("CONSOLE "));
    for _ in 0..500 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Some(Driver { process, port, console, _screen: Some(screen) });
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    None
}

/// A screen in memory, and its name.
async fn screen() -> Option<(Child, String)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]).kill_on_drop(true);
    let mut process = spawn(&mut command);
    let mut lines = lines_of(&mut process);
    let wait = async {
        loop {
            if let Ok(number) = lines.recv().await?.parse::<u32>() {
                return Some(number);
            }
        }
    };
    let number = tokio::time::timeout(Duration::from_secs(20), wait).await.ok()??;
    tokio::spawn(async move { while lines.recv().await.is_some() {} });
    Some((process, format!(":{number}")))
}

/// What a browser is started with.
pub(crate) fn capabilities(engine: Engine, setup: Setup) -> Capabilities {
    let options = match engine {
        Engine::Chromium => chromium_options(setup),
        Engine::Firefox => firefox_options(setup),
        Engine::WebKit => webkit_options(setup),
    };
    let mut capabilities = Capabilities::new();
    for (key, value) in options.as_object().unwrap() {
        capabilities.set(key.as_str(), value).unwrap();
    }
    if setup.no_wait {
        capabilities.set("pageLoadStrategy", "none").unwrap();
    }
    capabilities
}

fn chromium_options(setup: Setup) -> Value {
    let window = if setup.phone { "--window-size=360,740" } else { "--window-size=1280,900" };
    let mut arguments = vec![
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
    ];
    if setup.no_wasm {
        arguments.push("--js-flags=--jitless");
    }
    json!({"browserName": "chrome", "goog:chromeOptions": {"args": arguments}, "goog:loggingPrefs": {"browser": "ALL"}})
}

fn firefox_options(setup: Setup) -> Value {
    let preferences = json!({
        "browser.dom.window.dump.enabled": true,
        "devtools.console.stdout.content": true,
        "app.update.disabledForTesting": true,
        "datareporting.policy.dataSubmissionEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "javascript.enabled": !setup.no_script,
        "javascript.options.wasm": !setup.no_wasm,
        // One after another, as the tests expect of a keyboard.
        "accessibility.tabfocus": 7,
        "intl.accept_languages": "en",
    });
    json!({"browserName": "firefox", "moz:firefoxOptions": {"args": ["-headless"], "prefs": preferences}})
}

fn webkit_options(setup: Setup) -> Value {
    let mut arguments = vec!["--automation", "--enable-write-console-messages-to-stdout=true"];
    if setup.no_script {
        // The test's own scripts go on.
        arguments.push("--enable-javascript-markup=false");
    }
    json!({"browserName": "MiniBrowser", "webkitgtk:browserOptions": {"binary": mini_browser(), "args": arguments}})
}

/// WebKitGTK's small browser, which lies in a folder named after the machine and its version.
fn mini_browser() -> PathBuf {
    let folders = walkdir::WalkDir::new("/usr/lib").min_depth(2).max_depth(3);
    let found = folders.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let mut found: Vec<_> = found.filter(|path| path.file_name().is_some_and(|name| name == "MiniBrowser")).collect();
    found.sort();
    found.pop().expect("webkit2gtk-driver is installed: see CONTRIBUTING.md, Three engines")
}
