//! What goes over the wire, in bytes of brotli at its best setting (quality 11, window 22). Budgets of the project.

use std::fs;
use std::path::Path;

use crate::engine::needs;
use crate::harness::{Browser, Setup};
use crate::server::{Server, dist};

fn brotli(path: &Path) -> usize {
    let bytes = fs::read(path).unwrap_or_else(|_| panic!("no {}", path.display()));
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &brotli::enc::BrotliEncoderParams::default()).unwrap();
    packed.len()
}

/// The size of a file as it is asked for.
fn brotli_of_request(path: &str) -> usize {
    let file = dist().join(path.trim_start_matches('/'));
    brotli(&if path.ends_with('/') { file.join("index.html") } else { file })
}

/// The app that shows pages, 125,000; filters, near addresses, panels, goals, pages in plain German and sharing, 33,000;
/// charts, maps and the themes of datasets, 29,000; what readers change about a chart, its tips and the files saved of
/// it, 25,000; maps looked at closely, 2,500; readers' own tables, 11,500; the engine of the search, 25,000; its page,
/// its field and the marks in articles, 31,500; hashes, Trusted Types, the way out, pictures that wait for a tap and the
/// links to codes for embedding, 2,000.
const CODE_BYTES: usize = 125_000 + 33_000 + 29_000 + 25_000 + 2_500 + 11_500 + 25_000 + 31_500 + 2_000;

/// What comes only where a reader asked for something of it.
const ASKED_FOR: [&str; 3] = ["worker", "keeper-", "panel-"];

/// The files with code in a folder, sorted.
fn code_files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(dist().join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut code: Vec<_> = names.filter(|name| name.ends_with(".wasm") || name.ends_with(".js")).collect();
    // What is there for pages of earlier releases is not loaded by those of this one.
    let kept = fs::read_to_string(dist().join("kept.json")).unwrap_or_default();
    code.retain(|name| !kept.contains(&format!("\"{folder}{name}\"")));
    code.sort();
    code
}

/// The worker, its kill switch, what watches over what is kept, and the controls of the page about it.
#[test]
fn what_readers_ask_for_fits_its_budgets() {
    for (start, most) in [("worker.js", 3_000), ("worker-off.js", 400), ("keeper-", 3_500), ("panel-", 7_500)] {
        let found: Vec<_> = code_files("").into_iter().filter(|name| name.starts_with(start)).collect();
        let [name] = found.as_slice() else { panic!("{start}: {found:?}") };
        let size = brotli_of_request(name);
        println!("{name}, brotli 11: {size} bytes");
        assert!(size <= most, "{name}: {size} bytes");
    }
}

#[test]
fn code_fits_its_budget() {
    let is_loaded_by_every_page = |name: &String| !ASKED_FOR.iter().any(|start| name.starts_with(start));
    let mut code = code_files("");
    code.retain(is_loaded_by_every_page);
    assert_eq!(code.len(), 3, "wasm, glue and starter: {code:?}");
    let sizes: Vec<_> = code.iter().map(|name| brotli_of_request(name)).collect();
    let total: usize = sizes.iter().sum();
    println!("code, brotli 11: {total} bytes: {:?}", code.iter().zip(&sizes).collect::<Vec<_>>());
    assert!(total <= CODE_BYTES, "{total} bytes");
}

#[test]
fn pages_with_charts_and_the_map_fit_their_budgets() {
    let overview = crate::harness::bundle("/data-and-resources/");
    let cards = overview["datasets"].as_array().unwrap();
    let paths = cards.iter().map(|card| card["chart"]["dataset"]["path"].as_str().unwrap());
    let mut pages: Vec<_> = paths.map(|path| (brotli_of_request(path), path)).collect();
    pages.sort_unstable();
    let (largest, path) = pages.pop().unwrap();
    println!("largest page of a dataset, HTML, brotli 11: {largest} bytes: {path}");
    assert!(largest <= 25_000, "{path}: {largest} bytes");
    let map = brotli_of_request("/maps/world.svg");
    println!("map of the world, brotli 11: {map} bytes");
    assert!(map <= 45_000, "{map} bytes");
}

/// The script that pages of others load, and all that a frame loads to work: its script, and glue and wasm of its app.
#[test]
fn frames_on_other_pages_fit_their_budgets() {
    let elements = brotli_of_request("/embed/iom.js");
    println!("script of the elements, brotli 11: {elements} bytes");
    assert!(elements <= 2_500, "{elements} bytes");
    let names = code_files("embed/");
    let of_frame: Vec<_> =
        names.iter().filter(|name| name.starts_with("widgets-") || name.starts_with("frame-")).collect();
    assert_eq!(of_frame.len(), 3, "frame, glue and wasm: {of_frame:?}");
    let sizes: Vec<_> = of_frame.iter().map(|name| brotli_of_request(&format!("/embed/{name}"))).collect();
    let total: usize = sizes.iter().sum();
    println!("code of a frame, brotli 11: {total} bytes: {:?}", of_frame.iter().zip(&sizes).collect::<Vec<_>>());
    assert!(total <= 75_000, "{total} bytes");
    let article = "/embed/en/article/round-table-assisted-return/";
    for path in [article, "/embed/de/news/", "/embed/en/chart/reag-garp-departures/", "/embed/en/search/"] {
        let html = fs::read_to_string(dist().join(format!("{}index.html", &path[1..]))).unwrap();
        let style = html.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let (page, style) = (brotli_of_request(path), brotli_of_request(style));
        println!("{path}, HTML {page} and CSS {style}, brotli 11");
        assert!(page + style <= 14_000, "{path}: {} bytes", page + style);
    }
}

#[tokio::test]
async fn the_map_of_the_world_is_loaded_only_where_one_is_shown() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let asks_for_map = || server.requests().iter().filter(|path| path.as_str() == "/maps/world.svg").count();
    for path in ["/data-and-resources/", "/data-and-resources/iom-member-states/", "/"] {
        browser.open_app(&server.url(path)).await;
        assert_eq!(asks_for_map(), 0, "{path}");
    }
    let path = "/data-and-resources/foreign-nationals-in-germany-three-main-nationalities/";
    browser.open_app(&server.url(path)).await;
    browser.js("document.querySelector('.chart__map').scrollIntoView()").await;
    let is_loaded = "document.querySelector('.chart__map img').complete && document.querySelector('.chart__map img').naturalWidth > 0";
    browser.wait_for("the map", is_loaded).await;
    assert!(asks_for_map() >= 1, "{path} shows no map");
    browser.close().await;
}

#[tokio::test]
async fn a_page_reads_after_fourteen_kilobytes_and_no_wasm() {
    needs!(EarlyScript);
    let articles = ["/news/round-table-assisted-return/", "/de/aktuelles/", "/2030-agenda/", "/"];
    for path in articles {
        // Saving data stops the app from coming by itself, so all requests are the page's own.
        let (server, browser) =
            (Server::start().await, Browser::with(Setup { save_data: true, ..Setup::default() }).await);
        browser.open(&server.url(path)).await;
        browser.wait_for("the load event", "document.readyState === 'complete'").await;
        let requests = server.requests();
        let counted = requests.iter().filter(|path| path.ends_with('/') || path.ends_with(".css"));
        let total: usize = counted.map(|path| brotli_of_request(path)).sum();
        println!("{path}, HTML and CSS, brotli 11: {total} bytes of {requests:?}");
        assert!(total <= 14_000, "{path}: {total} bytes");
        let known = |path: &&String| {
            path.ends_with('/')
                || [".css", ".woff2", ".svg", ".webmanifest"].iter().any(|end| path.ends_with(end))
                || path.contains("/starter-")
        };
        let unknown: Vec<_> = requests.iter().filter(|path| !known(path)).collect();
        assert!(unknown.is_empty(), "{path} also loads {unknown:?}");
        browser.close().await;
    }
}
