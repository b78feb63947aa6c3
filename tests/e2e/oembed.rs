//! Programs of others find by themselves how to embed a page: `@extractus/oembed-extractor` and `unfurl.js`, which
//! know nothing of each other. `OEMBED_CLIENTS` names the folder they are installed in.

use std::process::Command;
use std::sync::Arc;

use serde_json::Value;

use crate::engine::{Engine, not_in};
use crate::results;
use crate::server::{Fault, Server, dist};

/// The address that the site gives itself.
fn own_address() -> String {
    let html = std::fs::read_to_string(dist().join("index.html")).unwrap();
    let canonical = html.split("rel=\"canonical\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    canonical.trim_end_matches('/').to_owned()
}

#[tokio::test]
async fn two_clients_find_what_to_embed() {
    not_in!(Firefox, "no browser takes part in it");
    not_in!(WebKit, "no browser takes part in it");
    // No browser, so none that notes what came of it.
    let note = |outcome| results::write(Engine::Chromium, &results::test_name(), outcome, "");
    note("failed");
    let clients = std::env::var("OEMBED_CLIENTS").expect("OEMBED_CLIENTS names the folder of the clients");
    let (server, own) = (Server::start().await, own_address());
    // The site lies where it says: its pages and descriptions name this host.
    let here = server.url("");
    let moved: Arc<dyn Fn(String) -> String + Send + Sync> = Arc::new(move |text: String| text.replace(&own, &here));
    for part in ["/news/", "/aktuelles/", "/data-and-resources/"] {
        server.break_path(part, Fault::Change(Arc::clone(&moved)));
    }
    let pages = [
        ("/news/round-table-assisted-return/", "/embed/en/article/round-table-assisted-return/"),
        ("/de/aktuelles/runder-tisch-gefoerderte-rueckkehr/", "/embed/de/article/round-table-assisted-return/"),
        (
            "/data-and-resources/assisted-departures-from-germany-under-reag-garp/",
            "/embed/en/chart/reag-garp-departures/per-year/",
        ),
    ];
    let urls = pages.map(|(page, _)| server.url(page));
    let output = tokio::process::Command::from(Command::new("node"))
        .arg("tools/find_oembed.mjs")
        .arg(clients)
        .args(&urls)
        .output()
        .await
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), pages.len());
    for (line, (page, frame)) in lines.lines().zip(pages) {
        let told: Value = serde_json::from_str(line).unwrap();
        for found in told["found"].as_array().unwrap() {
            assert_eq!(found["type"], "rich", "{page}: {found}");
            assert!(found["provider_name"].as_str().unwrap().starts_with("IOM"), "{page}: {found}");
            let html = found["html"].as_str().unwrap();
            assert!(html.contains(&format!("src=\"{}\"", server.url(frame))), "{page}: {html}");
            assert!(found["width"].as_u64().is_some() && found["height"].as_u64().is_some(), "{page}: {found}");
        }
        println!("{page}: {line}");
    }
    note("passed");
}
