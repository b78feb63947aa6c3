//! Looking closely at a chart: tips at marks, and maps that zoom, by mouse, keyboard and touch.

use std::collections::BTreeSet;

use serde_json::json;
use thirtyfour::Key;

use crate::charts::{MAPS_ARE_THERE, array, one_of_each_kind};
use crate::engine::needs;
use crate::harness::{Browser, Setup};
use crate::server::Server;

const MARK_POINTS: &str = include_str!("scripts/mark_points.js");

/// Pages with a map, and which of their charts it is.
pub(crate) const MAPS: [(&str, usize); 4] = [
    ("/data-and-resources/approved-reag-garp-applications-by-nationality-2016/", 1),
    ("/de/daten-und-ressourcen/bewilligte-reag-garp-antraege-nach-staatsangehoerigkeit-2016/", 1),
    ("/data-and-resources/foreign-nationals-in-germany-three-main-nationalities/", 1),
    ("/de/daten-und-ressourcen/auslaendische-staatsangehoerige-in-deutschland-die-drei-groessten-gruppen/", 1),
];

/// A mark: its words, and where it can be pointed at.
type Point = (String, f64, f64);

async fn open(server: &Server, browser: &Browser, path: &str, at: usize) {
    browser.open_app(&server.url(path)).await;
    browser.wait_for("the maps", MAPS_ARE_THERE).await;
    let figure = format!(
        "window.figure = document.querySelectorAll('figure.chart')[{at}];
        window.view = window.figure.querySelector('.chart__map-view');
        window.map = window.figure.querySelector('.chart__map')"
    );
    browser.js(&figure).await;
}

async fn marks(browser: &Browser) -> Vec<Point> {
    let marks: Vec<Point> = serde_json::from_value(browser.js(MARK_POINTS).await).unwrap();
    assert!(!marks.is_empty(), "no mark can be pointed at");
    marks
}

/// What the tip says; empty where none is shown.
async fn tip(browser: &Browser) -> String {
    browser
        .text_of(
            "const tip = window.figure.querySelector('.chart__tip');
            return tip.checkVisibility({visibilityProperty: true, opacityProperty: true}) ? tip.textContent : ''",
        )
        .await
}

/// Something with the mouse: `mouseMoved`, `mousePressed`, `mouseReleased`.
async fn mouse(browser: &Browser, what: &str, x: f64, y: f64) {
    let button = if what == "mouseMoved" { "none" } else { "left" };
    let event = json!({"type": what, "x": x, "y": y, "button": button, "clickCount": 1});
    browser.cdp("Input.dispatchMouseEvent", event).await;
}

/// A turn of the wheel; with Ctrl it is 2.
async fn wheel(browser: &Browser, x: f64, y: f64, turned: f64, modifiers: u32) {
    let event = json!({"type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": turned, "modifiers": modifiers});
    browser.cdp("Input.dispatchMouseEvent", event).await;
}

/// Fingers on the screen: `touchStart`, `touchMove`, `touchEnd` with those that are left.
async fn touch(browser: &Browser, what: &str, fingers: &[(f64, f64)]) {
    let points: Vec<_> = fingers.iter().enumerate().map(|(id, (x, y))| json!({"x": x, "y": y, "id": id + 1})).collect();
    browser.cdp("Input.dispatchTouchEvent", json!({"type": what, "touchPoints": points})).await;
}

async fn tap(browser: &Browser, x: f64, y: f64) {
    touch(browser, "touchStart", &[(x, y)]).await;
    touch(browser, "touchEnd", &[]).await;
}

/// Where the tip lies must be seen, and it must not lie on what it is of.
const TIP_PLACE: &str = "const tip = window.figure.querySelector('.chart__tip'), box = tip.getBoundingClientRect();
    const stage = tip.parentElement.getBoundingClientRect(), problems = [];
    if (box.left < stage.left - 1 || box.right > stage.right + 1) problems.push(`from ${box.left} to ${box.right}`);
    if (box.top < 0 || box.bottom > innerHeight) problems.push(`from ${box.top} down to ${box.bottom}`);
    if (box.width < 10 || tip.scrollWidth > tip.clientWidth + 1) problems.push(`${box.width} wide`);
    return problems";

#[tokio::test]
async fn a_tip_follows_the_mouse_and_escape_puts_it_away() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let mut reached = 0;
    for (path, kind, at) in one_of_each_kind() {
        let place = format!("{path}, {kind}");
        open(&server, &browser, &path, at).await;
        mouse(&browser, "mouseMoved", 2.0, 2.0).await;
        assert_eq!(tip(&browser).await, "", "{place}: a tip without a reason");
        let all = marks(&browser).await;
        for (words, x, y) in &all {
            mouse(&browser, "mouseMoved", *x, *y).await;
            assert_eq!(tip(&browser).await, *words, "{place}");
            let wrong = browser.lines(TIP_PLACE).await;
            assert!(wrong.is_empty(), "{place}: the tip of {words} lies {wrong:?}");
        }
        // Whoever points at the tip itself keeps it (WCAG 2.2, 1.4.13), where no other mark lies on the way.
        let (words, x, y) = &all[all.len() - 1];
        let way = browser
            .js(&format!(
                "const box = window.figure.querySelector('.chart__tip').getBoundingClientRect();
                const y = box.top + box.height / 2, way = [];
                for (let part = 0; part <= 1; part += 1 / 32) way.push([{x}, {y} + (y - {y}) * part]);
                if ({x} < box.left || {x} > box.right) return [];
                const isFree = ([x, y]) => document.elementsFromPoint(x, y).map((at) => at.closest('.chart__mark'))
                    .every((mark) => !mark || mark.ariaLabel === {});
                return way.every(isFree) ? way : []",
                json!(words)
            ))
            .await;
        for point in array(&way) {
            mouse(&browser, "mouseMoved", point[0].as_f64().unwrap(), point[1].as_f64().unwrap()).await;
            assert_eq!(tip(&browser).await, *words, "{place}: the tip goes before it is reached");
        }
        reached += usize::from(!array(&way).is_empty());

        let (words, x, y) = &all[0];
        mouse(&browser, "mouseMoved", *x, *y).await;
        assert_eq!(tip(&browser).await, *words, "{place}");
        browser.press(Key::Escape).await;
        assert_eq!(tip(&browser).await, "", "{place}: Escape does not put it away");
        mouse(&browser, "mouseMoved", x + 0.5, *y).await;
        assert_eq!(tip(&browser).await, "", "{place}: it comes back by itself");
        mouse(&browser, "mouseMoved", 2.0, 2.0).await;
        mouse(&browser, "mouseMoved", *x, *y).await;
        assert_eq!(tip(&browser).await, *words, "{place}: once put away it never comes back");
        mouse(&browser, "mouseMoved", 2.0, 2.0).await;
        assert_eq!(tip(&browser).await, "", "{place}: it stays where nobody points");
    }
    assert!(reached >= 6, "only {reached} tips were pointed at");
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_tip_follows_the_focus_and_the_chart() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    for path in [
        "/data-and-resources/assisted-returns-with-iom-worldwide/",
        "/de/daten-und-ressourcen/gefoerderte-rueckkehr-mit-der-iom-weltweit/",
    ] {
        open(&server, &browser, path, 0).await;
        browser.js("window.figure.querySelectorAll('.chart__mark')[1].focus()").await;
        let said = "return document.activeElement.getAttribute('aria-label')";
        assert_eq!(tip(&browser).await, browser.text_of(said).await);
        browser.press(Key::Escape).await;
        assert_eq!(tip(&browser).await, "", "Escape does not put it away");
        let is_focused = "document.activeElement === window.figure.querySelectorAll('.chart__mark')[1]";
        assert!(browser.holds(is_focused).await, "Escape took the focus away");
        browser.press(Key::Tab).await;
        assert_eq!(tip(&browser).await, browser.text_of(said).await, "the next mark has no tip");
        // The mouse comes first; where it leaves, the focus has its tip again.
        let focused = browser.text_of(said).await;
        let (words, x, y) = marks(&browser).await.swap_remove(0);
        mouse(&browser, "mouseMoved", x, y).await;
        assert_eq!(tip(&browser).await, words);
        mouse(&browser, "mouseMoved", 2.0, 2.0).await;
        assert_eq!(tip(&browser).await, focused);
        // A tip is of a mark; where that goes, so does the tip.
        browser
            .js("history.pushState({}, '', '?per-year.kind=line'); dispatchEvent(new PopStateEvent('popstate'))")
            .await;
        browser.wait_for("the line", "window.figure.querySelector('[data-chart=line]')").await;
        browser.wait_for("the tip to go", "window.figure.querySelector('.chart__tip').hidden").await;
        // No tip of one chart at another.
        browser.js("document.querySelectorAll('figure.chart')[1].querySelector('.chart__mark').focus()").await;
        let tips = "return document.querySelectorAll('.chart__tip:not([hidden])').length";
        assert_eq!(browser.number(tips).await, 1.0, "{path}");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_tapped_mark_keeps_its_tip() {
    needs!(DevTools, Phone);
    let (server, browser) = (Server::start().await, Browser::with(Setup { phone: true, ..Setup::default() }).await);
    browser.cdp("Emulation.setTouchEmulationEnabled", json!({"enabled": true, "maxTouchPoints": 5})).await;
    let mut tapped = BTreeSet::new();
    for (path, kind, at) in one_of_each_kind() {
        let place = format!("{path}, {kind}");
        open(&server, &browser, &path, at).await;
        // Of marks closer than a finger is wide the browser chooses one.
        let all = marks(&browser).await;
        let all = &all;
        let far = |distance: f64| {
            let is_far = move |one: &&Point| {
                all.iter().all(|other| other.0 == one.0 || (other.1 - one.1).hypot(other.2 - one.2) > distance)
            };
            all.iter().filter(is_far).take(4).cloned().collect::<Vec<_>>()
        };
        let far = [36.0, 20.0].map(far).into_iter().find(|far| !far.is_empty());
        tapped.extend(far.as_ref().map(|_| kind.clone()));
        let far = far.unwrap_or_default();
        for (words, x, y) in far {
            tap(&browser, x, y).await;
            browser
                .wait_for(&format!("{place}: the tip of {words}"), "!window.figure.querySelector('.chart__tip').hidden")
                .await;
            // A tip of a tap before may be on its way out.
            let is_of = format!("window.figure.querySelector('.chart__tip').textContent === {}", json!(words));
            browser.wait_for(&format!("{place}: the tip of {words}"), &is_of).await;
            let wrong = browser.lines(TIP_PLACE).await;
            assert!(wrong.is_empty(), "{place}: the tip of {words} lies {wrong:?}");
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            assert_eq!(tip(&browser).await, words, "{place}: the tip does not stay");
        }
        let title = browser
            .js("const box = window.figure.querySelector('.chart__summary').getBoundingClientRect();
                return [box.left + 5, box.top + 5]")
            .await;
        tap(&browser, title[0].as_f64().unwrap(), title[1].as_f64().unwrap()).await;
        browser.wait_for(&format!("{place}: the tip to go"), "window.figure.querySelector('.chart__tip').hidden").await;
    }
    assert!(tapped.len() >= 8, "only these were tapped: {tapped:?}");
    browser.assert_quiet().await;
    browser.close().await;
}

/// How large the map is, as it says and as it is.
async fn zoom(browser: &Browser) -> f64 {
    let [says, is] = [
        "return parseFloat(window.map.style.getPropertyValue('--zoom')) || 1",
        "return window.figure.querySelector('.chart__map-sheet').getBoundingClientRect().width / window.view.clientWidth",
    ];
    let (says, is) = (browser.number(says).await, browser.number(is).await);
    assert!((says - is).abs() < 0.02, "the map says {says} and is {is}");
    says
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.002
}

/// Which buttons have nothing to do.
async fn idle(browser: &Browser) -> Vec<String> {
    browser
        .lines(
            "return [...window.map.querySelectorAll('[data-zoom][aria-disabled=true]')].map((at) => at.dataset.zoom)",
        )
        .await
}

#[tokio::test]
async fn a_map_zooms_by_buttons_and_keys() {
    needs!(Phone);
    for phone in [false, true] {
        let (server, browser) = (Server::start().await, Browser::with(Setup { phone, ..Setup::default() }).await);
        for (path, at) in MAPS {
            open(&server, &browser, path, at).await;
            let names = browser
                .lines("return [...window.map.querySelectorAll('[data-zoom]')].map((at) => `${at.dataset.zoom}: ${at.ariaLabel}`)")
                .await;
            assert!(names.len() == 3 && names.iter().all(|name| name.len() > 8), "{path}: {names:?}");
            assert_eq!((zoom(&browser).await, idle(&browser).await), (1.0, vec!["out".to_owned(), "whole".to_owned()]));
            let press = async |button: &str| {
                let button = format!("window.map.querySelector('[data-zoom={button}]').focus()");
                browser.js(&button).await;
                browser.press(Key::Enter).await;
            };
            let height = "return window.view.getBoundingClientRect().height";
            let before = browser.number(height).await;
            press("in").await;
            press("in").await;
            assert!(is_near(zoom(&browser).await, 2.25) && idle(&browser).await.is_empty(), "{path}");
            assert_eq!(browser.number(height).await, before, "{path}: what is below the map moves");
            // The middle stays in the middle.
            let middle = browser
                .number("return (window.view.scrollLeft + window.view.clientWidth / 2) / window.view.scrollWidth")
                .await;
            assert!((middle - 0.5).abs() < 0.01, "{path}: the middle lies at {middle}");
            press("out").await;
            assert!(is_near(zoom(&browser).await, 1.5), "{path}");
            press("whole").await;
            assert!(is_near(zoom(&browser).await, 1.0) && idle(&browser).await == ["out", "whole"], "{path}");
            let is_kept = "document.activeElement === window.map.querySelector('[data-zoom=whole]')";
            assert!(browser.holds(is_kept).await, "{path}: the button loses the focus");

            for focused in [
                "window.view",
                "window.map.querySelector('.chart__mark')",
                "window.map.querySelector('[data-zoom=in]')",
            ] {
                browser.js(&format!("{focused}.focus()")).await;
                for (key, expected) in [('+', 1.5), ('=', 2.25), ('-', 1.5), ('0', 1.0), ('-', 1.0)] {
                    browser.driver.action_chain().send_keys(key).perform().await.unwrap();
                    assert!(
                        is_near(zoom(&browser).await, expected),
                        "{path}, {focused}: {key} leads to {}",
                        zoom(&browser).await
                    );
                }
                for _ in 0..8 {
                    browser.driver.action_chain().send_keys('+').perform().await.unwrap();
                }
                assert_eq!((zoom(&browser).await, idle(&browser).await), (12.0, vec!["in".to_owned()]), "{path}");
                browser.driver.action_chain().send_keys('0').perform().await.unwrap();
                assert_eq!(zoom(&browser).await, 1.0);
                let corner = "return window.view.scrollLeft + window.view.scrollTop";
                assert_eq!(browser.number(corner).await, 0.0, "{path}: 0 does not show the whole map");
            }
            // Elsewhere the keys are not the map's.
            browser.js("document.querySelector('main a').focus()").await;
            browser.driver.action_chain().send_keys('+').perform().await.unwrap();
            assert_eq!(zoom(&browser).await, 1.0, "{path}: a key zooms from afar");

            // The arrow keys move what is shown.
            browser.js("window.view.focus()").await;
            browser.driver.action_chain().send_keys("++").perform().await.unwrap();
            for (key, side, sign) in [
                (Key::Right, "scrollLeft", 1),
                (Key::Down, "scrollTop", 1),
                (Key::Left, "scrollLeft", -1),
                (Key::Up, "scrollTop", -1),
            ] {
                let from = browser.number(&format!("return window.view.{side}")).await;
                browser.press(key).await;
                let moved = format!("{sign} * (window.view.{side} - {from}) > 10");
                browser.wait_for(&format!("{path}: the map to move"), &moved).await;
                // Keys scroll smoothly.
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
            browser.driver.action_chain().send_keys('0').perform().await.unwrap();
            assert!(
                !browser.holds("document.documentElement.scrollWidth > document.documentElement.clientWidth").await
            );
        }
        browser.assert_quiet().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn marks_of_a_map_looked_at_closely_come_into_view() {
    needs!(Phone);
    for phone in [false, true] {
        let (server, browser) = (Server::start().await, Browser::with(Setup { phone, ..Setup::default() }).await);
        for (path, at) in MAPS {
            open(&server, &browser, path, at).await;
            browser.js("window.view.focus()").await;
            browser.driver.action_chain().send_keys("++++").perform().await.unwrap();
            let count = browser.number("return window.map.querySelectorAll('.chart__mark').length").await as usize;
            for mark in 0..count {
                browser.press(Key::Tab).await;
                let seen = browser
                    .js(&format!(
                        "const mark = window.map.querySelectorAll('.chart__mark')[{mark}];
                        if (document.activeElement !== mark) return 'is not reached';
                        const at = mark.firstElementChild.getBoundingClientRect(), view = window.view.getBoundingClientRect();
                        const [x, y] = [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
                        const isInside = x > view.left && x < view.right && y > view.top && y < view.bottom;
                        if (!isInside || y < 0 || y > innerHeight) return `lies at ${{x}}, ${{y}}`;
                        const tip = window.figure.querySelector('.chart__tip');
                        return !tip.hidden && tip.textContent === mark.ariaLabel ? '' : `has the tip “${{tip.textContent}}”`"
                    ))
                    .await;
                assert_eq!(seen, json!(""), "{path}, phone: {phone}, mark {mark}");
            }
            assert!(zoom(&browser).await > 5.0, "{path}: Tab changes the zoom");
        }
        browser.assert_quiet().await;
        browser.close().await;
    }
}

/// The place of the sheet below a point of the window, in parts of the sheet.
async fn below(browser: &Browser, x: f64, y: f64) -> [f64; 2] {
    let place = browser
        .js(&format!(
            "const sheet = window.figure.querySelector('.chart__map-sheet').getBoundingClientRect();
            return [({x} - sheet.left) / sheet.width, ({y} - sheet.top) / sheet.height]"
        ))
        .await;
    [place[0].as_f64().unwrap(), place[1].as_f64().unwrap()]
}

#[tokio::test]
async fn a_map_zooms_by_the_wheel_where_it_is_pointed_at() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (path, at) in MAPS {
        open(&server, &browser, path, at).await;
        let place = browser
            .js("window.map.scrollIntoView({block: 'center', behavior: 'instant'});
                const box = window.view.getBoundingClientRect();
                return [box.left + box.width * 0.6, box.top + box.height * 0.4]")
            .await;
        let (x, y) = (place[0].as_f64().unwrap().round(), place[1].as_f64().unwrap().round());
        mouse(&browser, "mouseMoved", x, y).await;
        let before = below(&browser, x, y).await;
        let scroll = browser.number("return scrollY").await;
        for _ in 0..3 {
            wheel(&browser, x, y, -60.0, 2).await;
        }
        browser.wait_for("the map to be larger", "parseFloat(window.map.style.getPropertyValue('--zoom')) > 3.3").await;
        let after = below(&browser, x, y).await;
        let shift = before.iter().zip(after).map(|(before, after)| (before - after).abs()).fold(0.0, f64::max);
        assert!(shift < 0.01, "{path}: the place pointed at moves by {shift}");
        for _ in 0..6 {
            wheel(&browser, x, y, 60.0, 2).await;
        }
        browser.wait_for("the map to be whole", "parseFloat(window.map.style.getPropertyValue('--zoom')) === 1").await;
        let is_still = format!("scrollY === {scroll} && visualViewport.scale === 1 && devicePixelRatio === 1");
        assert!(browser.holds(&is_still).await, "{path}: the page moved or was zoomed");
        // Without Ctrl the page scrolls.
        wheel(&browser, x, y, 60.0, 0).await;
        browser.wait_for("the page to scroll", &format!("scrollY > {scroll}")).await;
        assert_eq!(zoom(&browser).await, 1.0, "{path}: the wheel is taken from the page");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn two_fingers_zoom_and_one_moves_the_page() {
    needs!(DevTools, Phone);
    let (server, browser) = (Server::start().await, Browser::with(Setup { phone: true, ..Setup::default() }).await);
    browser.cdp("Emulation.setTouchEmulationEnabled", json!({"enabled": true, "maxTouchPoints": 5})).await;
    for (path, at) in MAPS {
        open(&server, &browser, path, at).await;
        let place = browser
            .js("window.map.scrollIntoView({block: 'center', behavior: 'instant'});
                const box = window.view.getBoundingClientRect();
                return [box.left + box.width / 2, box.top + box.height / 2]")
            .await;
        let (x, y) = (place[0].as_f64().unwrap(), place[1].as_f64().unwrap());
        let before = below(&browser, x, y).await;
        let apart = |half: f64| [(x - half, y), (x + half, y)];
        touch(&browser, "touchStart", &apart(25.0)).await;
        for half in [30.0, 40.0, 50.0, 62.5, 75.0] {
            touch(&browser, "touchMove", &apart(half)).await;
        }
        touch(&browser, "touchEnd", &[]).await;
        let now = zoom(&browser).await;
        assert!((2.7..=3.1).contains(&now), "{path}: three times as far apart make {now}");
        let after = below(&browser, x, y).await;
        let shift = before.iter().zip(after).map(|(before, after)| (before - after).abs()).fold(0.0, f64::max);
        assert!(shift < 0.02, "{path}: what lies between the fingers moves by {shift}");
        assert!(browser.holds("visualViewport.scale === 1").await, "{path}: the page is zoomed as well");
        touch(&browser, "touchStart", &apart(75.0)).await;
        for half in [60.0, 40.0, 20.0, 10.0] {
            touch(&browser, "touchMove", &apart(half)).await;
        }
        touch(&browser, "touchEnd", &[]).await;
        assert_eq!(zoom(&browser).await, 1.0, "{path}");
        // One finger scrolls the page past the map.
        let scroll = browser.number("return scrollY").await;
        touch(&browser, "touchStart", &[(x, y)]).await;
        for step in 1..=6 {
            touch(&browser, "touchMove", &[(x, y - 20.0 * f64::from(step))]).await;
        }
        touch(&browser, "touchEnd", &[]).await;
        browser.wait_for(&format!("{path}: the page to scroll"), &format!("scrollY > {scroll} + 40")).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}
