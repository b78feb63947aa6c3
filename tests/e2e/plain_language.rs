//! The pages in plain German: found from everywhere, large, narrow, a sentence a line.

use crate::engine::needs;
use crate::harness::{Browser, Setup, bundle, page_kinds};
use crate::server::Server;

const OVERVIEW: &str = "/de/einfache-sprache/";

/// The overview and the pages below it.
fn pages() -> Vec<String> {
    let children = bundle(OVERVIEW)["children"].as_array().unwrap().clone();
    assert!(!children.is_empty());
    let children = children.iter().map(|page| page["path"].as_str().unwrap().to_owned());
    std::iter::once(OVERVIEW.to_owned()).chain(children).collect()
}

#[tokio::test]
async fn every_kind_of_page_leads_to_plain_german() {
    needs!(NoScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    for page in page_kinds() {
        browser.open(&server.url(page.path)).await;
        let link = format!(".footer a[href='{OVERVIEW}'][lang=de][hreflang=de]");
        assert!(
            browser.holds(&format!("document.querySelector(\"{link}\")?.textContent === 'Einfache Sprache'")).await,
            "{}",
            page.path
        );
        browser.click(&link).await;
        assert_eq!(
            (browser.address().await.as_str(), browser.lang().await.as_str()),
            (OVERVIEW, "de"),
            "from {}",
            page.path
        );
    }
    browser.close().await;
}

#[tokio::test]
async fn plain_pages_are_large_narrow_and_a_sentence_a_line() {
    needs!(Phone);
    for phone in [false, true] {
        let (server, browser) = (Server::start().await, Browser::with(Setup { phone, ..Setup::default() }).await);
        browser.open_app(&server.url(OVERVIEW)).await;
        for path in pages() {
            browser.open_app(&server.url(&path)).await;
            assert_eq!(browser.lang().await, "de", "{path}");
            assert_eq!(
                browser.text_of("return document.querySelector('.plain__label').innerText.toLowerCase()").await,
                "einfache sprache"
            );
            let paragraphs = browser.number("return document.querySelectorAll('.plain__text p').length").await;
            assert!(paragraphs > 3.0, "{path} has {paragraphs} paragraphs");
            // A line ends where a `br` or the paragraph ends; a sentence where a full stop is followed by a capital.
            let long = browser
                .lines(
                    "return [...document.querySelectorAll('.plain__text :is(p, li)')].flatMap((at) => {
                        const copy = at.cloneNode(true);
                        for (const part of copy.querySelectorAll('ul, ol, p')) part.remove();
                        for (const end of copy.querySelectorAll('br')) end.replaceWith('\\n');
                        return copy.textContent.split('\\n');
                    }).filter((line) => /\\p{L}{3}[.!?] +\\p{Lu}/u.test(line))",
                )
                .await;
            assert!(long.is_empty(), "{path} has more than a sentence in a line: {long:#?}");
            let breaks = browser.number("return document.querySelectorAll('.plain__text p br').length").await;
            assert!(breaks > 3.0, "{path} has {breaks} ends of lines");
            let small = browser
                .lines(
                    "return [...document.querySelectorAll('.plain__text :is(p, li)')]
                    .filter((at) => !at.closest('.callout__label') && parseFloat(getComputedStyle(at).fontSize) < 20)
                    .map((at) => at.textContent.slice(0, 60))",
                )
                .await;
            assert!(small.is_empty(), "{path} is set small: {small:#?}");
            let widest = browser
                .number("return Math.max(...[...document.querySelectorAll('.plain__text > *')].map((at) => at.getBoundingClientRect().width))
                    / parseFloat(getComputedStyle(document.documentElement).fontSize)")
                .await;
            assert!(widest <= 30.0, "{path} is {widest} rem wide");
            let switch = browser.js("const at = document.querySelector('.language'); return [at.innerText, at.querySelector('a').getAttribute('href')]").await;
            assert!(
                switch[0].as_str().unwrap().contains("Diese Seite gibt es nicht auf Englisch."),
                "{path}: {switch}"
            );
            assert_eq!(switch[1], "/", "{path}: where there is no English page");
        }
        browser.assert_quiet().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn plain_pages_lead_to_each_other() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url(OVERVIEW)).await;
    browser.mark_document().await;
    for path in pages().into_iter().skip(1) {
        browser.click(&format!("main .page-links a[href='{path}']")).await;
        browser.wait_for_heading(bundle(&path)["article"]["title"].as_str().unwrap()).await;
        browser.driver.back().await.unwrap();
        browser.wait_for_heading(bundle(OVERVIEW)["article"]["title"].as_str().unwrap()).await;
    }
    assert!(browser.is_marked().await);
    browser.assert_quiet().await;
    browser.close().await;
}
