//! What others put on their pages, on pages of others: strict and hostile ones, ones in frames, ones without scripts,
//! in browsers whose clock is wrong.

use std::fs;

use serde_json::json;

use crate::engine::{needs, not_in};
use crate::harness::{Browser, Setup, WATCH_SHIFTS};
use crate::partner::{ALL_SHOWN, Partner, enter, leave, page, strict_policy};
use crate::server::{Server, dist};

const ARTICLE: &str = "round-table-assisted-return";
const CHART: &str = "dataset=\"reag-garp-departures\"";

/// One of each kind.
fn one_of_each() -> String {
    format!(
        "<iom-article article=\"{ARTICLE}\" show=\"summary\"></iom-article><iom-news count=\"2\"></iom-news>\
         <iom-chart {CHART}></iom-chart><iom-search></iom-search>"
    )
}

/// The words of the page or frame that is looked at.
async fn words(browser: &Browser) -> String {
    browser.text_of("return document.body.innerText").await
}

/// The height of the frame of an element, as the page draws it.
async fn frame_height(browser: &Browser, selector: &str) -> f64 {
    let selector = json!(selector);
    browser
        .number(&format!(
            "return document.querySelector({selector}).shadowRoot.querySelector('iframe').getBoundingClientRect().height"
        ))
        .await
}

/// As high as its content says, every kind shows what it is about.
async fn every_kind_reads(browser: &Browser) {
    browser.wait_for("all frames", ALL_SHOWN).await;
    for (name, expected) in [
        ("iom-article", "round table"),
        ("iom-news", "News"),
        ("iom-chart", "Source:"),
        ("iom-search", "Search on the website"),
    ] {
        let height = frame_height(browser, name).await;
        enter(browser, name).await;
        let said = words(browser).await;
        assert!(said.contains(expected), "{name} says {said}");
        let own = browser.number("return Math.ceil(document.body.getBoundingClientRect().height)").await;
        leave(browser).await;
        assert!(height > 60.0 && (height - own).abs() < 2.0, "{name} is {height} high, its content {own}");
    }
}

#[tokio::test]
async fn every_element_works_on_a_page_with_a_strict_policy() {
    let site = Server::start().await;
    let html = page(&site, &strict_policy(&site), &one_of_each());
    let (partner, browser) = (Partner::start(&[("page.html", html)]).await, Browser::start().await);
    browser.open(&partner.url("page.html")).await;
    every_kind_reads(&browser).await;
    let told = "return [...document.querySelectorAll('iom-article, iom-chart')].map((element) =>
        element.shadowRoot.querySelector('iframe').title)";
    assert!(browser.lines(told).await.iter().all(|title| !title.is_empty()));
    // Nothing of ours runs or lies in the page but the elements.
    let traces = "return [document.querySelectorAll('style, link[rel=stylesheet]').length,
        document.querySelectorAll('script').length, document.head.querySelectorAll('iframe').length].map(String)";
    assert_eq!(browser.lines(traces).await, ["0", "1", "0"]);
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn no_style_of_a_page_breaks_an_element() {
    let site = Server::start().await;
    let hostile = [
        "* { all: unset !important }",
        "* { all: unset !important } *::before, *::after { all: unset !important }
         iframe, slot, div { display: none !important; height: 0 !important; visibility: hidden !important }",
        "*, *::before { box-sizing: content-box !important; display: inline !important; width: auto; height: auto;
         position: static !important; float: left; font: 0/0 a; color: transparent }",
        "html { font-size: 2px } body { margin: 0; line-height: 0; direction: rtl } * { max-width: 20rem; max-height: 3px }
         iom-article, iom-news, iom-chart, iom-search { display: flex; columns: 3 }",
    ];
    let pages: Vec<_> =
        hostile.iter().map(|css| page(&site, &format!("<style>{css}</style>"), &one_of_each())).collect();
    let names: Vec<_> = (0..pages.len()).map(|number| format!("{number}.html")).collect();
    let named: Vec<_> = names.iter().map(String::as_str).zip(pages).collect();
    let (partner, browser) = (Partner::start(&named).await, Browser::start().await);
    for (name, css) in names.iter().zip(hostile) {
        browser.open(&partner.url(name)).await;
        browser.wait_for("all frames", ALL_SHOWN).await;
        let boxes = "return [...document.querySelectorAll('iom-article, iom-news, iom-chart, iom-search')].map((element) => {
            const frame = element.shadowRoot.querySelector('iframe'), box = frame.getBoundingClientRect();
            return [getComputedStyle(element).display, getComputedStyle(frame).display, getComputedStyle(frame).visibility,
                box.width > 15, box.height > 60].join(' ')})";
        for line in browser.lines(boxes).await {
            assert_eq!(line, "block block visible true true", "{css}");
        }
        enter(&browser, "iom-article").await;
        // No style comes into the frame either.
        let face = browser.text_of("return getComputedStyle(document.querySelector('h1')).fontFamily").await;
        assert!(face.contains("Source Serif"), "{face}");
        leave(&browser).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn ten_on_a_page_work_at_once() {
    let site = Server::start().await;
    let topics = ["displacement", "diaspora", "history", "asylum", "climate-and-migration"];
    let news =
        topics.map(|topic| format!("<iom-news topic=\"{topic}\" count=\"1\" height=\"100\"></iom-news>")).concat();
    let others = format!("<iom-article article=\"{ARTICLE}\" height=\"100\" show=\"summary\"></iom-article>");
    let body = format!(
        "{news}{others}<iom-search height=\"100\"></iom-search><iom-chart {CHART} height=\"100\"></iom-chart>\
        <iom-news lang=\"de\" height=\"100\"></iom-news><iom-search lang=\"de\" height=\"100\"></iom-search>"
    );
    let grid =
        "<style>body { display: grid; grid-template-columns: repeat(5, 1fr); gap: 1rem; align-items: start }</style>";
    let (partner, browser) = (Partner::start(&[("ten.html", page(&site, grid, &body))]).await, Browser::start().await);
    browser.open(&partner.url("ten.html")).await;
    browser
        .wait_for("ten frames", &format!("document.querySelectorAll('body > *').length === 10 && {ALL_SHOWN}"))
        .await;
    // Each has the height of its own content, so none has heard another.
    for number in 1..=10 {
        let selector = format!("body > :nth-child({number})");
        enter(&browser, &selector).await;
        let own = browser.number("return Math.ceil(document.body.getBoundingClientRect().height)").await;
        leave(&browser).await;
        let is_equal = format!(
            "document.querySelector('{selector}').shadowRoot.querySelector('iframe').getBoundingClientRect().height === {own}"
        );
        browser.wait_for("the height of its content", &is_equal).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn hidden_ones_wake_up_and_far_ones_load_late() {
    let site = Server::start().await;
    let body = format!(
        "<div id=\"tab\" style=\"display: none\"><iom-news></iom-news></div><p style=\"height: 9000px\"></p>\
         <iom-article article=\"{ARTICLE}\"></iom-article>"
    );
    let (partner, browser) = (Partner::start(&[("late.html", page(&site, "", &body))]).await, Browser::start().await);
    browser.open(&partner.url("late.html")).await;
    browser.wait_for("the elements", "document.querySelector('iom-article').shadowRoot").await;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let asked = |part: &str| site.requests().iter().any(|path| path.contains(part));
    assert!(!asked("/article/") && !asked("/embed/en/news/"), "{:?}", site.requests());
    browser.js("document.getElementById('tab').style.display = ''").await;
    let is_shown = |name: &str| {
        format!("document.querySelector('{name}').shadowRoot.querySelector('iframe').style.visibility === 'visible'")
    };
    browser.wait_for("the list that was hidden", &is_shown("iom-news")).await;
    assert!(!asked("/article/"));
    browser.js("document.querySelector('iom-article').scrollIntoView()").await;
    browser.wait_for("the article", &is_shown("iom-article")).await;
    // Hidden once more and shown narrower, it tells its new height.
    let before = frame_height(&browser, "iom-news").await;
    browser
        .js("const tab = document.getElementById('tab'); tab.style.display = 'none'; tab.style.width = '240px'")
        .await;
    browser.js("document.getElementById('tab').style.display = ''; scrollTo(0, 0)").await;
    let is_higher = format!(
        "document.querySelector('iom-news').shadowRoot.querySelector('iframe').getBoundingClientRect().height > {before}"
    );
    browser.wait_for("its height when narrow", &is_higher).await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn nothing_moves_within_the_reserved_size() {
    needs!(EarlyScript);
    let site = Server::start().await;
    let script = format!("<script src=\"{}\"></script>", site.url("/embed/iom.js"));
    let body = "<iom-news height=\"1300\" count=\"2\"><a href=\"/\">News</a></iom-news><p>What follows.</p>";
    let html = page(&site, &script, body);
    let (partner, browser) = (Partner::start(&[("still.html", html)]).await, Browser::start().await);
    browser.before_every_page(WATCH_SHIFTS).await;
    browser.open(&partner.url("still.html")).await;
    let place = "return document.querySelector('p').getBoundingClientRect().top";
    let before = browser.number(place).await;
    browser.wait_for("the frame", ALL_SHOWN).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(browser.number(place).await, before);
    let shift = browser.number("return window.shift").await;
    println!("layout shift of a page with a list on it: {shift}");
    assert_eq!(shift, 0.0);
    browser.close().await;
}

#[tokio::test]
async fn theme_and_language_follow_attributes_and_messages() {
    let site = Server::start().await;
    let body = format!(
        "<iom-article article=\"{ARTICLE}\" theme=\"dark\" show=\"summary\"></iom-article>\
         <iframe src=\"{}\" width=\"600\" height=\"400\"></iframe>",
        site.url("/embed/en/news/topic/displacement/#to-2")
    );
    let (partner, browser) = (Partner::start(&[("page.html", page(&site, "", &body))]).await, Browser::start().await);
    browser.open(&partner.url("page.html")).await;
    browser.wait_for("the frame", ALL_SHOWN).await;
    let ground = "return getComputedStyle(document.body).backgroundColor";
    let (light, dark) = ("rgb(252, 251, 248)", "rgb(11, 21, 38)");
    enter(&browser, "iom-article").await;
    assert_eq!(browser.text_of(ground).await, dark);
    leave(&browser).await;
    let before = browser.number("return history.length").await;
    browser.js("document.querySelector('iom-article').setAttribute('theme', 'light')").await;
    enter(&browser, "iom-article").await;
    browser.wait_for("light colours", &format!("getComputedStyle(document.body).backgroundColor === '{light}'")).await;
    leave(&browser).await;
    browser.js("document.querySelector('iom-article').setAttribute('lang', 'de')").await;
    enter(&browser, "iom-article").await;
    browser.wait_for("the German article", "document.documentElement.lang === 'de'").await;
    assert_eq!(browser.text_of(ground).await, light);
    assert_eq!(browser.text_of("return location.hash").await, "#summary");
    let hidden = "document.querySelector('.embed__text').getBoundingClientRect().height === 0";
    assert!(browser.holds(hidden).await, "only the summary was asked for");
    leave(&browser).await;
    assert_eq!(browser.number("return history.length").await, before, "Back would lead through the frame");

    // A page with a frame alone speaks to it itself.
    let say = |message: &str| format!("document.querySelector('iframe').contentWindow.postMessage({message}, '*')");
    for unheard in [
        "{schema: 2, iom: 'set', theme: 'dark'}",
        "{iom: 'set', theme: 'dark'}",
        "'set'",
        "null",
        "{schema: 1, iom: 'set', theme: 7, lang: '../..'}",
    ] {
        browser.js(&say(unheard)).await;
    }
    browser.js(&say("{schema: 1, iom: 'set', lang: 'de'}")).await;
    enter(&browser, "iframe").await;
    browser.wait_for("the German list", "location.pathname === '/embed/de/news/topic/displacement/'").await;
    browser.wait_for("the page", "document.readyState === 'complete'").await;
    assert!(!browser.holds("document.documentElement.dataset.theme").await);
    let rows = "return [...document.querySelectorAll('.embed__row')].filter((row) => row.offsetHeight > 0).length";
    assert_eq!(browser.number(rows).await, 2.0);
    leave(&browser).await;
    browser.js(&say("{schema: 1, iom: 'set', theme: 'dark'}")).await;
    enter(&browser, "iframe").await;
    browser.wait_for("dark colours", &format!("getComputedStyle(document.body).backgroundColor === '{dark}'")).await;
    leave(&browser).await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn messages_from_elsewhere_are_left_alone() {
    let site = Server::start().await;
    let body = "<iom-news count=\"1\"></iom-news><iframe id=\"stranger\" srcdoc=\"<p>x</p>\"></iframe>";
    let (partner, browser) = (Partner::start(&[("page.html", page(&site, "", body))]).await, Browser::start().await);
    browser.open(&partner.url("page.html")).await;
    browser.wait_for("the frame", ALL_SHOWN).await;
    let before = frame_height(&browser, "iom-news").await;
    let from_stranger = "const say = document.getElementById('stranger').contentWindow.Function('to', 'message',
            'to.postMessage(message, \"*\")');
        const frame = document.querySelector('iom-news').shadowRoot.querySelector('iframe').contentWindow;
        say(window, {schema: 1, iom: 'height', height: 4321});
        say(frame, {schema: 1, iom: 'set', theme: 'dark', lang: 'de'});
        window.postMessage({schema: 1, iom: 'height', height: 4321}, '*');
        return true";
    assert!(browser.js(from_stranger).await == json!(true));
    // What comes after them has come: so have they.
    enter(&browser, "iom-news").await;
    for lie in [
        "{schema: 2, iom: 'height', height: 999}",
        "{schema: 1, iom: 'height', height: -5}",
        "{schema: 1, iom: 'height', height: 1e9}",
        "{schema: 1, iom: 'height', height: '1px'}",
        "null",
        "'x'",
    ] {
        browser.js(&format!("parent.postMessage({lie}, '*')")).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert_eq!(browser.lang().await, "en");
    assert!(!browser.holds("document.documentElement.dataset.theme").await);
    leave(&browser).await;
    assert_eq!(frame_height(&browser, "iom-news").await, before);
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn links_lead_out_of_the_frame() {
    let site = Server::start().await;
    let body = format!("<iom-article article=\"{ARTICLE}\" show=\"summary\"></iom-article>");
    let inner = page(&site, "", &body);
    let outer = "<!doctype html><title>Outer</title><link rel=\"icon\" href=\"data:,\">\
                 <iframe src=\"inner.html\" width=\"900\" height=\"800\"></iframe>";
    let (partner, browser) =
        (Partner::start(&[("inner.html", inner), ("outer.html", outer.to_owned())]).await, Browser::start().await);
    // A page that stands in a frame itself, too.
    for name in ["inner.html", "outer.html"] {
        browser.open(&partner.url(name)).await;
        if name == "outer.html" {
            enter(&browser, "iframe").await;
        }
        browser.wait_for("the element", "document.querySelector('iom-article')?.shadowRoot").await;
        browser.wait_for("the frame", ALL_SHOWN).await;
        enter(&browser, "iom-article").await;
        browser.click("h1 a").await;
        leave(&browser).await;
        browser.wait_for("the article", &format!("location.pathname === '/news/{ARTICLE}/'")).await;
        browser.wait_for_app("ready").await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn without_scripts_link_and_picture_stay_and_a_frame_reads() {
    needs!(NoScript);
    let site = Server::start().await;
    let code = fs::read_to_string(dist().join(format!("embed/code/news/{ARTICLE}/index.html"))).unwrap();
    let codes: Vec<_> = code.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next()).collect();
    let own = codes[0].split("/embed/iom.js").next().unwrap().rsplit("&quot;").next().unwrap().to_owned();
    let written = |code: &str| {
        let code = code.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        code.replace(&own, &site.url(""))
    };
    let [element, frame] = [written(codes[0]), written(codes[1])];
    let pages = [("element.html", page(&site, "", &element)), ("frame.html", page(&site, "", &frame))];
    let (partner, browser) =
        (Partner::start(&pages).await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    browser.open(&partner.url("element.html")).await;
    let link = site.url(&format!("/news/{ARTICLE}/"));
    let is_there = format!(
        "document.querySelector('iom-article a[href=\"{link}\"]').offsetHeight > 10
        && document.querySelector('iom-article img').naturalWidth > 10"
    );
    browser.wait_for("link and picture", &is_there).await;
    browser.open(&partner.url("frame.html")).await;
    enter(&browser, "iframe").await;
    assert!(words(&browser).await.contains("round table"));
    leave(&browser).await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn what_is_not_there_leaves_the_link() {
    let site = Server::start().await;
    let link = "<a href=\"https://example.org/\">A link</a>";
    let body = format!(
        "<iom-article article=\"no-such-article\">{link}</iom-article><iom-news topic=\"none\">{link}</iom-news>"
    );
    let (partner, browser) = (Partner::start(&[("page.html", page(&site, "", &body))]).await, Browser::start().await);
    browser.open(&partner.url("page.html")).await;
    browser.wait_for("the elements", "document.querySelector('iom-article').shadowRoot").await;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let shown = "return [...document.querySelectorAll('a')].map((link) => {
        const box = link.getBoundingClientRect();
        return String(box.width > 5 && document.elementFromPoint(box.left + 3, box.top + 3) === link)})";
    assert_eq!(browser.lines(shown).await, ["true", "true"]);
    browser.close().await;
}

#[tokio::test]
async fn no_clock_is_needed() {
    let site = Server::start().await;
    let html = page(&site, "", &one_of_each());
    let (partner, browser) = (Partner::start(&[("page.html", html)]).await, Browser::start().await);
    let broken = "const Clock = Date;
        Date = class extends Clock { constructor(...told) { super(...(told.length ? told : [NaN])); } };
        Date.now = () => NaN;
        performance.now = () => 0;";
    partner.begin_pages_with(broken);
    site.begin_pages_with(broken);
    browser.open(&partner.url("page.html")).await;
    every_kind_reads(&browser).await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_chart_in_a_frame_can_be_drawn_otherwise() {
    let site = Server::start().await;
    let chart = format!("<iom-chart {CHART} lang=\"de\" theme=\"dark\"></iom-chart>");
    let html = page(&site, &strict_policy(&site), &chart);
    let (partner, browser) = (Partner::start(&[("page.html", html)]).await, Browser::start().await);
    browser.open(&partner.url("page.html")).await;
    browser.wait_for("the frame", ALL_SHOWN).await;
    enter(&browser, "iom-chart").await;
    let kind = "document.querySelector('[data-chart]')?.dataset.chart";
    assert!(browser.holds(&format!("{kind} && {kind} !== 'line'")).await);
    browser.click(".embed__variants a[href$='/line/']").await;
    leave(&browser).await;
    enter(&browser, "iom-chart").await;
    browser.wait_for("a line", &format!("{kind} === 'line'")).await;
    assert!(words(&browser).await.contains("Quelle:"));
    // It keeps its colours.
    browser.wait_for("dark colours", "document.documentElement.dataset.theme === 'dark'").await;
    leave(&browser).await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_search_in_a_frame_finds_as_one_types() {
    not_in!(WebKit, "its driver does not type into frames");
    let site = Server::start().await;
    let (partner, browser) = (
        Partner::start(&[("page.html", page(&site, &strict_policy(&site), "<iom-search></iom-search>"))]).await,
        Browser::start().await,
    );
    browser.open(&partner.url("page.html")).await;
    browser.wait_for("the frame", ALL_SHOWN).await;
    let before = frame_height(&browser, "iom-search").await;
    enter(&browser, "iom-search").await;
    // The app comes when the field is used; what was typed by then counts.
    assert!(!site.requests().iter().any(|path| path.ends_with(".wasm")));
    browser.driver.find(thirtyfour::By::Css("input")).await.unwrap().send_keys("round table").await.unwrap();
    browser.wait_for("results", "document.querySelector('[data-results] a')").await;
    assert!(browser.holds("document.querySelector('[data-results] mark')").await);
    let status = browser.text_of("return document.querySelector('[role=status]').textContent").await;
    assert!(status.contains("result"), "{status}");
    leave(&browser).await;
    let is_higher = format!(
        "document.querySelector('iom-search').shadowRoot.querySelector('iframe').getBoundingClientRect().height > {before}"
    );
    browser.wait_for("room for the results", &is_higher).await;
    enter(&browser, "iom-search").await;
    browser
        .driver
        .find(thirtyfour::By::Css("input"))
        .await
        .unwrap()
        .send_keys(thirtyfour::Key::Enter + "")
        .await
        .unwrap();
    leave(&browser).await;
    browser
        .wait_for("the search of the site", "location.pathname === '/search/' && location.search === '?q=round+table'")
        .await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn codes_follow_the_options() {
    let (site, browser) = (Server::start().await, Browser::start().await);
    for (path, name, value, in_element, in_frame) in [
        (format!("/embed/code/news/{ARTICLE}/"), "show", "", " show=\"summary\"", "#summary\""),
        ("/embed/code/de/aktuelles/".to_owned(), "count", "3", " count=\"3\"", "#to-3\""),
        (
            "/embed/code/data-and-resources/assisted-departures-from-germany-under-reag-garp/per-year/".to_owned(),
            "theme",
            "dark",
            " theme=\"dark\"",
            "?theme=dark\"",
        ),
    ] {
        browser.open(&site.url(&path)).await;
        browser.wait_for("the page", "document.readyState === 'complete'").await;
        let option = format!(
            "const option = document.querySelector('[name={name}]');
             if ('{value}') option.value = '{value}'; else option.click();
             option.dispatchEvent(new Event('input', {{bubbles: true}}));
             const height = document.querySelector('[name=height]'); height.value = '777';
             height.dispatchEvent(new Event('input', {{bubbles: true}}));
             return [...document.querySelectorAll('pre > code')].map((code) => code.textContent)"
        );
        let codes = browser.lines(&option).await;
        assert!(codes[0].contains(in_element) && codes[0].contains(" height=\"777\""), "{path}: {}", codes[0]);
        assert_eq!(codes[0].matches(" height=\"777\"").count(), 1, "{}", codes[0]);
        assert!(codes[1].contains(in_frame) && codes[1].contains(" height=\"777\""), "{path}: {}", codes[1]);
        enter(&browser, "iframe").await;
        browser.wait_for("the preview", "document.querySelector('.embed')").await;
        let shown = match name {
            "show" => "!document.querySelector('.embed__text').checkVisibility()",
            "count" => {
                "[...document.querySelectorAll('.embed__row')].filter((row) => row.checkVisibility()).length === 3"
            }
            _ => "document.documentElement.dataset.theme === 'dark'",
        };
        browser.wait_for(&format!("the preview with {name} chosen"), shown).await;
        leave(&browser).await;
        assert!(browser.holds("scrollY === 0").await, "{path} was scrolled");
        let findings = browser.js("return document.querySelectorAll('main h1').length").await;
        assert_eq!(findings, json!(1));
    }
    browser.assert_quiet().await;
    browser.close().await;
}
