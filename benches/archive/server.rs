//! A static host on a port of its own that is as far away as a slow phone's: it answers late, and no faster than the
//! line allows. The browser's own throttle leaves out workers; this one leaves out nothing.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep, sleep_until};

use super::tree::packed;

/// How long an answer is on its way.
const LATENCY: Duration = Duration::from_millis(150);

/// How much the line carries: 1.6 Mbit/s.
const BYTES_PER_SECOND: f64 = 200_000.0;

/// What is sent at a time.
const PART: usize = 4_096;

/// How hard files are packed. What is asked for twice is packed once, so that packing is not measured.
const QUALITY: u32 = 11;

/// What was sent so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sent {
    pub(crate) requests: u64,
    pub(crate) bytes: u64,
}

impl Sent {
    /// What was sent since.
    pub(crate) fn since(self, before: Self) -> Self {
        Self { requests: self.requests - before.requests, bytes: self.bytes - before.bytes }
    }
}

#[derive(Clone)]
struct Host {
    folder: Arc<PathBuf>,
    sent: Arc<Mutex<Sent>>,
    /// When the line is free again.
    free: Arc<Mutex<Instant>>,
    is_slow: Arc<Mutex<bool>>,
    packed: Arc<Mutex<HashMap<PathBuf, Bytes>>>,
}

/// A running host. It stops with the runtime.
pub(crate) struct Server {
    address: String,
    host: Host,
}

impl Server {
    /// Serves a folder.
    pub(crate) async fn start(folder: PathBuf) -> anyhow::Result<Self> {
        let host = Host {
            folder: Arc::new(folder),
            sent: Arc::default(),
            free: Arc::new(Mutex::new(Instant::now())),
            is_slow: Arc::default(),
            packed: Arc::default(),
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let app = Router::new().fallback(answer).with_state(host.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { address, host })
    }

    /// The address of a path on this host.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// What was sent so far.
    pub(crate) fn sent(&self) -> Sent {
        *lock(&self.host.sent)
    }

    /// Makes the line slow or fast.
    pub(crate) fn slow(&self, is_slow: bool) {
        *lock(&self.host.is_slow) = is_slow;
    }
}

/// What a lock holds, even if a request has failed while holding it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

async fn answer(State(host): State<Host>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let mut file = host.folder.join(path.trim_start_matches('/'));
    if path.ends_with('/') || file.is_dir() {
        file.push("index.html");
    }
    let Some((bytes, is_packed)) = read(&host, file.clone()).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    {
        let mut sent = lock(&host.sent);
        sent.requests += 1;
        sent.bytes += bytes.len() as u64;
    }
    let is_slow = *lock(&host.is_slow);
    if is_slow {
        sleep(LATENCY).await;
    }
    let length = bytes.len();
    let parts = (0..length.div_ceil(PART)).map(move |at| bytes.slice(at * PART..length.min((at + 1) * PART)));
    let body = stream::iter(parts).then(move |part| {
        let free = Arc::clone(&host.free);
        async move {
            if is_slow {
                let until = {
                    let mut free = lock(&free);
                    let time = Duration::from_secs_f64(part.len() as f64 / BYTES_PER_SECOND);
                    *free = (*free).max(Instant::now()) + time;
                    *free
                };
                sleep_until(until).await;
            }
            Ok::<_, std::io::Error>(part)
        }
    });
    let kind = [(header::CONTENT_TYPE, kind_of(&file.to_string_lossy())), (header::CACHE_CONTROL, "max-age=3600")];
    let packing = is_packed.then_some([(header::CONTENT_ENCODING, "br")]);
    let length = [(header::CONTENT_LENGTH, length.to_string())];
    match packing {
        Some(packing) => (kind, packing, length, Body::from_stream(body)).into_response(),
        None => (kind, length, Body::from_stream(body)).into_response(),
    }
}

/// A file as it is sent, and whether it is packed: hosts pack text and code, and what does not get smaller stays.
async fn read(host: &Host, file: PathBuf) -> Option<(Bytes, bool)> {
    let bytes = std::fs::read(&file).ok()?;
    if !["html", "js", "css", "wasm", "json", "svg", "webmanifest"].iter().any(|end| ending(&file) == *end) {
        return Some((Bytes::from(bytes), false));
    }
    if let Some(packed) = lock(&host.packed).get(&file) {
        return Some((packed.clone(), true));
    }
    let small = tokio::task::spawn_blocking(move || packed(&bytes, QUALITY)).await.ok()?.ok()?;
    let small = Bytes::from(small);
    lock(&host.packed).insert(file, small.clone());
    Some((small, true))
}

fn ending(file: &std::path::Path) -> String {
    file.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default()
}

fn kind_of(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
