//! A static host on a port of its own, which can answer any path wrongly and remembers what was asked for.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tokio::net::TcpListener;

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
}

#[derive(Default)]
struct Book {
    faults: Vec<(String, Fault)>,
    requests: Vec<String>,
}

#[derive(Clone)]
struct Host {
    folder: Arc<PathBuf>,
    book: Arc<Mutex<Book>>,
}

/// A running host. It stops with the test's runtime.
pub(crate) struct Server {
    address: String,
    book: Arc<Mutex<Book>>,
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
        let host = Host { folder: Arc::new(folder), book: Arc::clone(&book) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new().fallback(answer).with_state(host);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, book }
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
        self.book.lock().unwrap().faults.clear();
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

async fn answer(State(host): State<Host>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let fault = {
        let mut book = host.book.lock().unwrap();
        book.requests.push(path.clone());
        book.faults.iter().find(|(part, _)| path.contains(part.as_str())).map(|(_, fault)| fault.clone())
    };
    let (status, kind, bytes) = file(&host, &path);
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
    }
}

/// The file of a path, as static hosts find it.
fn file(host: &Host, path: &str) -> (StatusCode, &'static str, Vec<u8>) {
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
