//! The site is published anew while it is open: what was loaded goes on, and where it cannot, the page is loaded.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use crate::engine::needs;
use crate::harness::{Browser, Setup};
use crate::server::{Fault, Server, dist};

/// Publishes the project's content with an app.
fn publish(app: &Path, out: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_publish"));
    let command = command.args(["build", "--without-previews", "--app"]).arg(app).arg("--out").arg(out);
    let published = command.output().unwrap();
    assert!(published.status.success(), "{}", String::from_utf8_lossy(&published.stderr));
}

/// The same app with other bytes, so that all its files have other names.
fn other_app(site: &Path, app: &Path) {
    fs::create_dir_all(app).unwrap();
    for entry in fs::read_dir(site).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let mut bytes = fs::read(entry.path()).unwrap_or_default();
        match name.rsplit('.').next() {
            Some("css") => bytes.extend(b"/**/"),
            Some("js") if name.starts_with("site-") => bytes.extend(b"\n//"),
            // A section that is passed over.
            Some("wasm") => bytes.extend([0, 2, 1, b'x']),
            _ => continue,
        }
        fs::write(app.join(name), bytes).unwrap();
    }
}

#[tokio::test]
async fn a_page_opened_before_a_release_gets_its_own_app_after_it() {
    needs!(EarlyScript);
    let folder = tempfile::tempdir().unwrap();
    let (site, first, app) = (folder.path().join("site"), folder.path().join("first"), folder.path().join("app"));
    // Whatever the built site keeps itself stays out of it.
    publish(&dist(), &first);
    publish(&first, &site);
    let (server, browser) =
        (Server::serve(site.clone()).await, Browser::with(Setup { save_data: true, ..Setup::default() }).await);
    browser.open(&server.url("/about/")).await;
    browser.mark_document().await;

    other_app(&first, &app);
    publish(&app, &site);
    server.forget_requests();
    browser.driver.action_chain().move_to(200, 200).perform().await.unwrap();
    browser.wait_for_app("ready").await;
    let code: Vec<_> = server.requests().into_iter().filter(|path| path.starts_with("/site-")).collect();
    assert_eq!(code.len(), 2, "{code:?}");
    assert!(code.iter().all(|path| first.join(&path[1..]).is_file()), "{code:?}");
    browser.follow("/our-work/").await;
    browser.wait_for_heading("Our Work").await;
    assert!(browser.is_marked().await);
    browser.assert_quiet().await;

    // A page opened now has the new app.
    server.forget_requests();
    browser.open(&server.url("/about/")).await;
    browser.driver.action_chain().move_to(300, 300).perform().await.unwrap();
    browser.wait_for_app("ready").await;
    let new: Vec<_> = server.requests().into_iter().filter(|path| path.starts_with("/site-")).collect();
    assert!(new.len() == 2 && new.iter().all(|path| !code.contains(path)), "{new:?}");
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_bundle_of_another_format_has_its_page_loaded_once() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (home, about, heading, next, next_heading) in [
        ("/", "/about/", "About", "/our-work/", "Our Work"),
        ("/de/", "/de/ueber-uns/", "Über uns", "/de/mitmachen/", "Mitmachen"),
    ] {
        let newer = Fault::Change(Arc::new(|json| json.replacen(r#""schema":1"#, r#""schema":99"#, 1)));
        server.break_path(if home == "/" { "/bundles/en/about/" } else { "/bundles/de/ueber-uns/" }, newer);
        browser.open_app(&server.url(home)).await;
        browser.mark_document().await;
        server.forget_requests();
        browser.follow(about).await;
        browser.wait_for_heading(heading).await;
        browser.wait_for_app("waiting").await;
        assert!(!browser.is_marked().await, "an app that cannot read {about} showed it");
        // The app that comes with it cannot read it either, and leaves it as it is.
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(server.requests().iter().filter(|path| *path == about).count(), 1, "loaded more than once");
        assert_eq!(browser.address().await, about);
        browser.follow(next).await;
        browser.wait_for_heading(next_heading).await;
        server.mend();
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_whose_bundle_is_elsewhere_is_loaded() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.break_path("/bundles/en/about/", Fault::Status(404));
    browser.open_app(&server.url("/")).await;
    browser.mark_document().await;
    browser.follow("/about/").await;
    browser.wait_for_heading("About").await;
    browser.wait_for_app("waiting").await;
    assert!(!browser.is_marked().await && browser.words().await.contains("Sources"));
    browser.close().await;
}

#[tokio::test]
async fn a_search_index_of_another_format_has_its_page_loaded_when_asked_again() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let mut root = fs::read(dist().join("search-index/root.bin")).unwrap();
    root[2] += 1;
    server.break_path("search-index/root.bin", Fault::Body(root));
    browser.open_app(&server.url("/search/?q=georgia")).await;
    let retry = "[data-search-results] > .search__note + .retry-button";
    browser.wait_for("a note", &format!("document.querySelector('{retry}')")).await;
    browser.mark_document().await;
    browser.click(retry).await;
    browser.wait_for("the page to be loaded", "window.mark !== true").await;
    browser.wait_for("the note once more", &format!("document.querySelector('{retry}')")).await;
    // Each time because the reader wanted it.
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(server.requests().iter().filter(|path| *path == "/search/").count(), 2);
    server.mend();
    browser.click(retry).await;
    browser.wait_for("results", "document.querySelector('[data-search-results] li a')").await;
    browser.close().await;
}
