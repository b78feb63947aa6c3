//! Going through the site inside the app.

use std::time::Duration;

use serde_json::json;

use crate::engine::not_in;
use crate::harness::Browser;
use crate::server::{Fault, Server};

#[tokio::test]
async fn back_and_forward_restore_page_scroll_and_focus() {
    not_in!(WebKit, "its Back passes over entries no gesture of a reader has made, and its driver makes none");
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/news/")).await;
    browser.mark_document().await;
    browser.js("scrollTo(0, 900)").await;
    let article = browser.text_of("const links = [...document.querySelectorAll('.teaser a')]; const link = links.find((link) => link.getBoundingClientRect().top > 100); link.click(); return link.textContent").await;
    browser.wait_for_heading(&article).await;
    browser.wait_for("the top of the page", "scrollY === 0").await;
    browser.js("scrollTo(0, 250)").await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    browser.driver.back().await.unwrap();
    browser.wait_for_heading("News").await;
    browser.wait_for("the place in the list", "scrollY === 900").await;
    assert_eq!(browser.js("return document.activeElement.tagName").await, json!("H1"));
    browser.driver.forward().await.unwrap();
    browser.wait_for_heading(&article).await;
    browser.wait_for("the place in the article", "scrollY === 250").await;
    assert!(browser.is_marked().await);
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_fragment_leads_to_its_heading_and_back() {
    not_in!(WebKit, "its Back passes over entries no gesture of a reader has made, and its driver makes none");
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/about/")).await;
    let id = browser.text_of("return document.querySelector('.prose h2').id").await;
    browser.follow_new_link(&format!("#{id}")).await;
    browser.wait_for("the heading at the top", &format!("Math.abs(document.getElementById('{id}').getBoundingClientRect().top) < 60 && location.hash === '#{id}'")).await;
    browser.driver.back().await.unwrap();
    browser.wait_for("the top of the page", "scrollY === 0 && location.hash === ''").await;
    assert_eq!(browser.heading().await, "About");
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_tap_on_a_link_in_view_needs_no_network() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/news/")).await;
    let (href, title) = {
        let link = browser.js("const link = document.querySelector('.teaser a'); return [link.getAttribute('href'), link.textContent]").await;
        (link[0].as_str().unwrap().to_owned(), link[1].as_str().unwrap().to_owned())
    };
    let bundle = format!("/bundles/en{href}index.json");
    let start = std::time::Instant::now();
    while !server.requests().contains(&bundle) {
        assert!(start.elapsed() < Duration::from_secs(10), "{bundle} was not prefetched");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.forget_requests();
    server.break_path("/", Fault::Status(500));
    browser.follow(&href).await;
    browser.wait_for_heading(&title).await;
    assert!(!server.requests().contains(&bundle), "the bundle was asked for again");
    browser.close().await;
}

#[tokio::test]
async fn the_answer_to_an_abandoned_tap_is_dropped() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.break_path("/bundles/en/about/", Fault::Delay(Duration::from_millis(1500)));
    browser.open_app(&server.url("/")).await;
    browser.follow("/about/").await;
    browser.follow("/take-action/").await;
    browser.wait_for_heading("Take Action").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(browser.heading().await, "Take Action");
    assert_eq!(browser.driver.current_url().await.unwrap().path(), "/take-action/");
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn offline_is_told_and_mended_by_a_retry() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    server.break_path("/bundles/en/about/", Fault::Status(500));
    browser.open_app(&server.url("/")).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    server.mend();
    server.go_offline();
    browser.follow("/about/").await;
    browser
        .wait_for("the message", "document.querySelector('main [role=alert]')?.textContent.includes('no connection')")
        .await;
    server.mend();
    browser.js("document.querySelector('main [role=alert] button').click()").await;
    browser.wait_for_heading("About").await;
    browser.close().await;
}

#[tokio::test]
async fn modified_clicks_and_files_are_left_to_the_browser() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url("/about/")).await;
    let prevented = browser
        .js("const click = (href, init) => { const a = document.createElement('a'); a.href = href; document.querySelector('main').append(a);
                const event = new MouseEvent('click', {bubbles: true, cancelable: true, ...init}); let prevented;
                addEventListener('click', (event) => { prevented = event.defaultPrevented; event.preventDefault(); }, {once: true});
                a.dispatchEvent(event); return prevented; };
            return [click('/our-work/', {ctrlKey: true}), click('/our-work/', {button: 1}), click('https://www.iom.int/', {})]")
        .await;
    assert_eq!(prevented, json!([false, false, false]));
    browser.close().await;
}
