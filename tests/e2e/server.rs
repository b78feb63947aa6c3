//! A static host on a port of its own, which can answer any path wrongly and remembers what was asked for.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tokio::sync::Notify;

use crate::line::{Cutter, Exchange};

/// What is wrong with an answer.
#[derive(Clone)]
pub(crate) enum Fault {
    /// Another status, with a short text.
    Status(u16),
    /// The site's front page in place of the file, as hosts with a catch-all rewrite answer.
    Html,
    /// The connection is closed without an answer, as if the host had gone.
    Gone,
    /// The connection breaks off after so many bytes.
    Cut(usize),
    /// The file ends after so many bytes, and the host knows no better.
    Short(usize),
    /// Something else in place of the file.
    Body(Vec<u8>),
    /// The right answer, after a while.
    Delay(Duration),
    /// A changed file.
    Change(Arc<dyn Fn(String) -> String + Send + Sync>),
    /// One bit in the middle of the file is another.
    Flip,
    /// Three quarters of the answer come, and then nothing more.
    Stall,
    /// The right answer, in so many pieces with a while before each.
    Trickle(usize, Duration),
    /// The right answer under the name of another type.
    Type(&'static str),
    /// From this request on there is no network until the host is mended.
    Offline,
}

/// Where the script lies that runs before those of the pages.
const EARLY_SCRIPT: &str = "/early-script.js";

#[derive(Default)]
struct Book {
    faults: Vec<(String, Fault)>,
    requests: Vec<String>,
    early_script: Option<String>,
    files: BTreeMap<String, Vec<u8>>,
    /// Told when the host is mended.
    mended: Arc<Notify>,
}

#[derive(Clone)]
struct Host {
    folder: Arc<PathBuf>,
    book: Arc<Mutex<Book>>,
    exchange: Exchange,
}

/// A running host. It stops with the test's runtime.
pub(crate) struct Server {
    address: String,
    book: Arc<Mutex<Book>>,
    exchange: Exchange,
}

impl Server {
    /// Serves the built site.
    pub(crate) async fn start() -> Self {
        Self::serve(dist()).await
    }

    /// Serves any folder.
    pub(crate) async fn serve(folder: PathBuf) -> Self {
        assert!(folder.join("index.html").is_file(), "no site in {}: set SITE_DIST to a built one", folder.display());
        let book = Arc::new(Mutex::new(Book::default()));
        let (exchange, lines) = Exchange::open().await;
        let host = Host { folder: Arc::new(folder), book: Arc::clone(&book), exchange: exchange.clone() };
        let address = format!("http://{}", exchange.address());
        let app = Router::new().fallback(answer).with_state(host);
        let app = app.into_make_service_with_connect_info::<Cutter>();
        tokio::spawn(async move { axum::serve(lines, app).await });
        Self { address, book, exchange }
    }

    /// The address of a path on this host.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// From now on, answers paths that contain `part` wrongly.
    pub(crate) fn break_path(&self, part: &str, fault: Fault) {
        self.book.lock().unwrap().faults.push((part.to_owned(), fault));
    }

    /// From now on, answers every path rightly.
    pub(crate) fn mend(&self) {
        let mut book = self.book.lock().unwrap();
        book.faults.clear();
        // A host that starts again ends what it had left hanging.
        book.mended.notify_waiters();
        self.exchange.set_offline(false);
    }

    /// From now on, there is no network until the host is mended.
    pub(crate) fn go_offline(&self) {
        self.exchange.set_offline(true);
    }

    /// From now on, pages begin with a script that runs before their own, in every engine. The policy of the pages
    /// takes it for one of theirs.
    pub(crate) fn begin_pages_with(&self, script: &str) {
        self.book.lock().unwrap().early_script = Some(script.to_owned());
    }

    /// From now on, has a file in place of the site's, or beside them.
    pub(crate) fn put(&self, path: &str, bytes: Vec<u8>) {
        self.book.lock().unwrap().files.insert(path.to_owned(), bytes);
    }

    /// The paths asked for so far, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.book.lock().unwrap().requests.clone()
    }

    /// Forgets what was asked for.
    pub(crate) fn forget_requests(&self) {
        self.book.lock().unwrap().requests.clear();
    }
}

/// The built site.
pub(crate) fn dist() -> PathBuf {
    std::env::var_os("SITE_DIST").map_or_else(|| PathBuf::from("target/test-dist"), PathBuf::from)
}

async fn answer(State(host): State<Host>, ConnectInfo(cutter): ConnectInfo<Cutter>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let (fault, early_script) = {
        let mut book = host.book.lock().unwrap();
        book.requests.push(path.clone());
        let fault = book.faults.iter().find(|(part, _)| concerns(&path, part)).map(|(_, fault)| fault.clone());
        (fault, book.early_script.clone())
    };
    if let Some(script) = early_script.as_ref().filter(|_| path == EARLY_SCRIPT) {
        return whole(StatusCode::OK, "text/javascript", script.clone().into_bytes());
    }
    let (status, kind, mut bytes) = file(&host, &path);
    if early_script.is_some() && kind.starts_with("text/html") {
        let element = format!("<script src=\"{EARLY_SCRIPT}\"></script><title>");
        bytes = String::from_utf8(bytes).unwrap().replacen("<title>", &element, 1).into_bytes();
    }
    match fault {
        None => whole(status, kind, bytes),
        Some(Fault::Status(status)) => (StatusCode::from_u16(status).unwrap(), "broken").into_response(),
        Some(Fault::Html) => {
            let (status, kind, bytes) = file(&host, "/");
            whole(status, kind, bytes)
        }
        // Ends the task of the connection, and says nothing of it.
        Some(Fault::Gone) => std::panic::resume_unwind(Box::new(())),
        Some(Fault::Cut(length)) => broken_off(status, kind, &bytes, length),
        Some(Fault::Short(length)) => whole(status, kind, bytes[..length.min(bytes.len())].to_vec()),
        Some(Fault::Body(bytes)) => whole(status, kind, bytes),
        Some(Fault::Delay(time)) => {
            tokio::time::sleep(time).await;
            whole(status, kind, bytes)
        }
        Some(Fault::Change(change)) => whole(status, kind, change(String::from_utf8(bytes).unwrap()).into_bytes()),
        Some(Fault::Flip) => {
            let middle = bytes.len() / 2;
            if let Some(byte) = bytes.get_mut(middle) {
                *byte ^= 1;
            }
            whole(status, kind, bytes)
        }
        Some(Fault::Stall) => {
            let part = Bytes::copy_from_slice(&bytes[..bytes.len() / 4 * 3]);
            let mended = Arc::clone(&host.book.lock().unwrap().mended);
            let end = async move {
                mended.notified().await;
                Err(std::io::Error::other("started again"))
            };
            let parts = stream::iter([Ok(part)]).chain(stream::once(end));
            (status, headers(kind, bytes.len()), Body::from_stream(parts)).into_response()
        }
        Some(Fault::Trickle(pieces, pause)) => in_pieces(status, kind, &bytes, pieces, pause),
        Some(Fault::Type(kind)) => whole(status, kind, bytes),
        Some(Fault::Offline) => {
            host.exchange.set_offline(true);
            cutter.cut();
            StatusCode::OK.into_response()
        }
    }
}

/// Whether a fault is meant for a path: one that contains `part`, or the one that `part` is after `=`.
fn concerns(path: &str, part: &str) -> bool {
    part.strip_prefix('=').map_or_else(|| path.contains(part), |whole| path == whole)
}

/// The file of a path, as static hosts find it.
fn file(host: &Host, path: &str) -> (StatusCode, &'static str, Vec<u8>) {
    if let Some(bytes) = host.book.lock().unwrap().files.get(path) {
        return (StatusCode::OK, kind_of(path), bytes.clone());
    }
    let mut file = host.folder.join(path.trim_start_matches('/'));
    if path.ends_with('/') || file.is_dir() {
        file.push("index.html");
    }
    match std::fs::read(&file) {
        Ok(bytes) => (StatusCode::OK, kind_of(&file.to_string_lossy()), bytes),
        Err(_) => {
            let page = std::fs::read(host.folder.join("404.html")).unwrap_or_default();
            (StatusCode::NOT_FOUND, "text/html; charset=utf-8", page)
        }
    }
}

fn kind_of(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "ics" => "text/calendar",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => "text/plain; charset=utf-8",
    }
}

fn whole(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response {
    (status, headers(kind, bytes.len()), bytes).into_response()
}

fn headers(kind: &'static str, length: usize) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers
}

/// Announces the whole length, sends a part, and breaks the connection.
fn broken_off(status: StatusCode, kind: &'static str, bytes: &[u8], length: usize) -> Response {
    let part = Bytes::copy_from_slice(&bytes[..length.min(bytes.len())]);
    let parts = vec![Ok(part), Err(std::io::Error::other("cut"))];
    let parts = stream::iter(parts).then(async |part| {
        if part.is_err() {
            // What came before has to be on its way by then.
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        part
    });
    (status, headers(kind, bytes.len()), Body::from_stream(parts)).into_response()
}

/// Sends an answer in pieces.
fn in_pieces(status: StatusCode, kind: &'static str, bytes: &[u8], pieces: usize, pause: Duration) -> Response {
    let size = bytes.len().div_ceil(pieces).max(1);
    let parts: Vec<_> = bytes.chunks(size).map(Bytes::copy_from_slice).collect();
    let parts = stream::iter(parts).then(move |part| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, std::io::Error>(part)
    });
    (status, headers(kind, bytes.len()), Body::from_stream(parts)).into_response()
}
