//! The seventeen goals of the 2030 Agenda: their squares, their pages, their articles.

use serde_json::json;

use crate::harness::{Browser, bundle};
use crate::server::Server;

/// The official colours (United Nations, SDG brand guidelines of 2019), as in `publish::illustrations`.
const COLOURS: [&str; 17] = [
    "#E5243B", "#DDA63A", "#4C9F38", "#C5192D", "#FF3A21", "#26BDE2", "#FCC30B", "#A21942", "#FD6925", "#DD1367",
    "#FD9D24", "#BF8B2E", "#3F7E44", "#0A97D9", "#56C02B", "#00689D", "#19486A",
];

const SECTIONS: [(&str, &str, &str); 2] =
    [("/2030-agenda/", "goal", "/news/goal/"), ("/de/agenda-2030/", "ziel", "/de/aktuelles/ziel/")];

/// The colour as the browser tells it.
fn computed(hex: &str) -> String {
    let part = |from: usize| u8::from_str_radix(&hex[from..from + 2], 16).unwrap();
    format!("rgb({}, {}, {})", part(1), part(3), part(5))
}

/// The paths of the articles of a list, on its first page.
fn rows(list: &serde_json::Value) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|item| item["path"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_goal_has_a_square_in_its_colour_and_a_page_with_its_targets_and_articles() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (section, word, list) in SECTIONS {
        browser.open_app(&server.url(section)).await;
        browser.mark_document().await;
        let squares = browser
            .js("return [...document.querySelectorAll('.goal-grid .goal')].map((at) => [
                at.getAttribute('href'), at.querySelector('.goal__number').textContent,
                at.querySelector('.goal__name').textContent, getComputedStyle(at).backgroundColor])")
            .await;
        let squares = squares.as_array().unwrap().clone();
        assert_eq!(squares.len(), 17, "{section}");
        let mut with_targets = 0;
        for (index, square) in squares.iter().enumerate() {
            let number = index + 1;
            let path = format!("{section}{word}-{number}/");
            let page = bundle(&path);
            let title = page["article"]["title"].as_str().unwrap();
            let expected = json!([path, number.to_string(), title, computed(COLOURS[index])]);
            assert_eq!(*square, expected, "square {number} of {section}");

            browser.click(&format!(".goal[data-goal='{number}']")).await;
            browser.wait_for_heading(title).await;
            assert_eq!(browser.address().await, path);
            // Targets that concern migration have a heading each; a goal without any leads to those of the others.
            let tags = page["article"]["sdgs"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap());
            let tags: Vec<_> = tags.filter(|tag| tag.contains('.')).collect();
            let targets = "return [...document.querySelectorAll('.goal-page .prose h3')].map((at) => at.textContent.split(' ')[0])";
            assert_eq!(browser.lines(targets).await, tags, "the targets of {path}");
            let has_way = format!("document.querySelector('.goal-page .prose a[href^=\"{section}#\"]')");
            assert!(!tags.is_empty() || browser.holds(&has_way).await, "{path} leads to no targets");
            with_targets += usize::from(!tags.is_empty());
            let colour =
                "return getComputedStyle(document.querySelector('.goal-page__opening')).borderInlineStartColor";
            assert_eq!(browser.text_of(colour).await, computed(COLOURS[index]), "{path}");

            let of_goal = bundle(&format!("{list}{number}/"));
            let total = of_goal["total"].as_u64().unwrap();
            let shown = browser
                .lines("return [...document.querySelectorAll('.goal-page__articles .teaser__title a')].map((a) => a.getAttribute('href'))")
                .await;
            assert!(!shown.is_empty() && shown.len() as u64 <= total, "{path} shows {} of {total}", shown.len());
            for article in &shown {
                let tags = bundle(article)["article"]["sdgs"].clone();
                let mut tags = tags.as_array().unwrap().iter().map(|tag| tag.as_str().unwrap());
                let is_of_goal = |tag: &str| tag.split('.').next() == Some(number.to_string().as_str());
                assert!(tags.any(is_of_goal), "{article} on {path} is not tagged with goal {number}");
            }
            let newest = rows(&of_goal);
            assert_eq!(shown, newest[..shown.len().min(newest.len())], "{path} and its list begin otherwise");
            // The list of all of them says how many they are.
            browser.click(".goal-page__articles .more a").await;
            let is_list = format!("location.pathname === '{list}{number}/' && document.querySelector('.news__count')");
            browser.wait_for("the list of the goal", &is_list).await;
            let count = browser
                .number("return Number(document.querySelector('.news__count').textContent.match(/\\d+/)[0])")
                .await;
            assert_eq!(count, total as f64, "{list}{number}/");
            browser.driver.back().await.unwrap();
            browser.wait_for_heading(title).await;
            browser.driver.back().await.unwrap();
            browser.wait_for("the squares", "document.querySelector('.goal-grid')").await;
        }
        assert!(with_targets > 8, "only {with_targets} goals of {section} have targets");
        assert!(browser.is_marked().await, "a page was loaded as a document");
    }
    browser.assert_quiet().await;
    browser.close().await;
}
