//! The same app under a sub-path, published from the same wasm by `publish` alone.

use std::process::Command;

use crate::harness::Browser;
use crate::server::{Server, dist};

#[tokio::test]
async fn everything_works_under_a_sub_path() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let published = Command::new(env!("CARGO_BIN_EXE_publish"))
        .args(["build", "--public-url", "/iom/", "--app"])
        .arg(dist())
        .arg("--out")
        .arg(site.join("iom"))
        .output()
        .unwrap();
    assert!(published.status.success(), "{}", String::from_utf8_lossy(&published.stderr));
    std::fs::write(site.join("index.html"), "another site").unwrap();

    let (server, browser) = (Server::serve(site).await, Browser::start().await);
    browser.open_app(&server.url("/iom/")).await;
    browser.mark_document().await;
    for (path, heading) in
        [("/iom/about/", "About"), ("/iom/de/ueber-uns/", "Über uns"), ("/iom/de/aktuelles/", "Aktuelles")]
    {
        browser.follow(path).await;
        browser.wait_for_heading(heading).await;
        browser.wait_for("the address", &format!("location.pathname === '{path}'")).await;
    }
    assert!(browser.is_marked().await);
    browser.open_app(&server.url("/iom/news/round-table-assisted-return/")).await;
    let outside: Vec<_> = server.requests().into_iter().filter(|path| !path.starts_with("/iom/")).collect();
    assert!(outside.is_empty(), "asked for outside the sub-path: {outside:?}");
    browser.assert_quiet().await;
    browser.close().await;
}
