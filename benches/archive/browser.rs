//! A browser on a slow phone.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How much slower than this machine the phone is.
const SLOWER: u32 = 4;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser that has nothing kept from before.
pub(crate) struct Browser {
    driver: WebDriver,
    process: Child,
}

impl Browser {
    /// Starts a browser that runs a script in every page before any of the page's own.
    pub(crate) async fn start(script: &str) -> anyhow::Result<Self> {
        let (process, port) = start_driver().await?;
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in [
            "--window-size=360,740",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ] {
            capabilities.add_arg(argument)?;
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
        driver.set_script_timeout(PATIENCE).await?;
        driver.set_page_load_timeout(PATIENCE).await?;
        driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        driver.cdp().send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
        Ok(Self { driver, process })
    }

    pub(crate) async fn open(&self, url: &str) -> anyhow::Result<()> {
        Ok(self.driver.goto(url).await?)
    }

    /// The value of a script that calls the last of its arguments with it.
    pub(crate) async fn call(&self, script: &str, arguments: Vec<Value>) -> anyhow::Result<Value> {
        Ok(self.driver.execute_async(script, arguments).await?.json().clone())
    }

    /// Closes the browser, and waits until its driver has ended.
    pub(crate) async fn close(mut self) -> anyhow::Result<()> {
        self.driver.quit().await?;
        self.process.kill().await?;
        Ok(())
    }
}

/// Starts a driver, and reads the port from what it says.
async fn start_driver() -> anyhow::Result<(Child, u16)> {
    for _ in 0..5 {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("chromedriver is not on PATH (apt-get install chromium chromium-driver)")?;
        let Some(told) = process.stdout.take() else { continue };
        let mut lines = BufReader::new(told).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                let port = port.trim_end_matches('.').parse()?;
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok((process, port));
            }
        }
    }
    bail!("chromedriver did not say on which port it listens")
}
