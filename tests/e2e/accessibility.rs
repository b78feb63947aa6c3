//! What `content/en/this-site/accessibility.md` says is tested, under the names it gives: every kind of page, in both
//! languages.
//!
//! `AXE` names axe-core's script (`tools/test.sh` sets it). The longer scripts lie in `scripts/`.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{By, Key};

use crate::engine::{Engine, needs};
use crate::explorer::SEVERAL;
use crate::harness::{Browser, Findings, HOMES, Setup, page_kinds};
use crate::own_data::{Files, PAGES};
use crate::pointing::MAPS;
use crate::server::Server;

const CUT_OFF: &str = include_str!("scripts/cut_off.js");
const SMALL_TARGETS: &str = include_str!("scripts/small_targets.js");
const UNREADABLE: &str = include_str!("scripts/unreadable.js");
const EXPECT_STOPS: &str = include_str!("scripts/expect_stops.js");
const MIRROR: &str = include_str!("scripts/mirror.js");
const IN_ARABIC: &str = include_str!("scripts/in_arabic.js");
const MIRRORED: &str = include_str!("scripts/mirrored.js");

/// The two lists, filtered twice.
const FILTERED: [&str; 2] = ["/news/?topic=displacement&year=2024", "/de/aktuelles/?thema=vertreibung&jahr=2024"];

const ARTICLES: [&str; 2] = ["/news/round-table-assisted-return/", "/de/aktuelles/runder-tisch-gefoerderte-rueckkehr/"];

/// The search with results, in each language.
const SEARCHES: [&str; 2] = ["/search/?q=return", "/de/suche/?q=teilhabe"];

/// Opens the filters of the search, and the field in the masthead with its suggestions.
async fn unfold_search(browser: &Browser) {
    browser.click(".search__found summary").await;
    browser.wait_for("filters", "document.querySelector('.search__found details a')").await;
    browser.click(".masthead__search").await;
    browser.wait_for("the field", "document.activeElement.matches('[role=combobox]')").await;
    browser.driver.active_element().await.unwrap().send_keys("berlin").await.unwrap();
    browser.wait_for("suggestions", "document.querySelector('[role=option]')").await;
}

/// Opens a page and waits until the app shows what belongs to its address.
async fn open(server: &Server, browser: &Browser, path: &str, lang: &str) {
    browser.open_app(&server.url(path)).await;
    let is_complete = match (path.contains("?q="), path.matches('=').count()) {
        (true, _) => "document.querySelector('[data-search-results] li')".to_owned(),
        (_, 0) => "true".to_owned(),
        (_, tags) => format!("document.querySelectorAll('.chosen__filter').length === {tags}"),
    };
    let is_there = format!("document.documentElement.lang === '{lang}' && {is_complete}");
    browser.wait_for(&format!("the page of {path}"), &is_there).await;
}

/// Violations of the rules an expression names, as rule and element.
async fn violations(browser: &Browser, rules: &str) -> Vec<String> {
    if !browser.holds("window.axe").await {
        let script = std::env::var("AXE").expect("AXE names axe-core's script: `make test` sets it");
        browser.js(&std::fs::read_to_string(script).unwrap()).await;
    }
    let run = format!(
        "const done = arguments[arguments.length - 1];
        axe.run({{runOnly: {rules}}}).then((result) =>
            done(result.violations.flatMap((rule) => rule.nodes.map((node) => `${{rule.id}}: ${{node.html.slice(0, 200)}} ${{node.failureSummary}}`))))"
    );
    let found = browser.driver.execute_async(run, Vec::new()).await.unwrap().json().clone();
    serde_json::from_value(found).unwrap()
}

/// WCAG 2.2 A and AA, and good practice.
const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// Those that dark and light can differ in.
const RULES_OF_COLOUR: &str = "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";

/// Looks at what is on the screen, light and dark.
async fn look(browser: &Browser, what: &str, found: &mut Findings) {
    for (theme, rules) in [("light", RULES), ("dark", RULES_OF_COLOUR)] {
        browser.prefer(&[("prefers-color-scheme", theme)]).await;
        found.add(&format!("{what}, {theme}"), violations(browser, rules).await);
    }
}

/// Desktop and phone: name, width and height in pixels, and whether it is a phone's.
const SCREENS: [(&str, u32, u32, bool); 2] = [("desktop", 1280, 900, false), ("phone", 360, 740, true)];

/// What stands on pages of others, and the pages that tell how to put it there.
const EMBEDDED: [&str; 10] = [
    "/embed/en/article/round-table-assisted-return/",
    "/embed/de/article/round-table-assisted-return/",
    "/embed/en/news/",
    "/embed/de/news/",
    "/embed/en/chart/reag-garp-departures/",
    "/embed/de/chart/reag-garp-departures/",
    "/embed/code/news/round-table-assisted-return/",
    "/embed/code/de/aktuelles/",
    "/embed/code/search/",
    "/embed/code/data-and-resources/assisted-returns-with-iom-worldwide/by-type/",
];

#[tokio::test]
async fn axe_finds_nothing_in_frames_and_where_they_are_offered() {
    needs!(Phone, Preferences);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let mut found = Findings::default();
    for (screen, width, height, mobile) in SCREENS {
        browser.screen(width, height, mobile).await;
        for path in EMBEDDED {
            browser.open(&server.url(path)).await;
            look(&browser, &format!("{path}, {screen}"), &mut found).await;
        }
        for (path, words) in [("/embed/en/search/", "return"), ("/embed/de/search/", "teilhabe")] {
            browser.open(&server.url(path)).await;
            browser.driver.find(By::Css("input")).await.unwrap().send_keys(words).await.unwrap();
            browser.wait_for("results", "document.querySelector('[data-results] a')").await;
            look(&browser, &format!("{path}, {screen}"), &mut found).await;
        }
    }
    found.assert_none();
    browser.close().await;
}

#[tokio::test]
async fn axe_finds_nothing() {
    needs!(Phone, Preferences);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let mut found = Findings::default();
    let failures = [("", "en"), ("", "de")];
    for (path, lang) in page_kinds().into_iter().map(|page| (page.path, page.lang)).chain(failures) {
        if path.is_empty() {
            browser.open_failure(&server, lang).await;
        } else {
            open(&server, &browser, path, lang).await;
        }
        for (screen, width, height, mobile) in SCREENS {
            browser.screen(width, height, mobile).await;
            let name = if path.is_empty() { "the failure page" } else { path };
            look(&browser, &format!("{name}, {screen}"), &mut found).await;
        }
    }
    // What a reader opens.
    let files = Files::new();
    for (index, (lang, home)) in HOMES.into_iter().enumerate() {
        for (screen, width, height, phone) in SCREENS {
            browser.screen(width, height, phone).await;
            open(&server, &browser, home, lang).await;
            browser.click(if phone { ".masthead__button" } else { ".masthead__opener" }).await;
            assert!(browser.holds("document.querySelector(':popover-open')").await, "nothing opened");
            look(&browser, &format!("open masthead of {home}, {screen}"), &mut found).await;

            open(&server, &browser, FILTERED[index], lang).await;
            if phone {
                browser.click(".filters__button").await;
                assert!(browser.holds("document.querySelector('#filters:popover-open')").await, "no sheet of filters");
            }
            look(&browser, &format!("filters of {}, {screen}", FILTERED[index]), &mut found).await;

            open(&server, &browser, SEARCHES[index], lang).await;
            unfold_search(&browser).await;
            look(&browser, &format!("filters and field of {}, {screen}", SEARCHES[index]), &mut found).await;

            open(&server, &browser, ARTICLES[index], lang).await;
            browser.click("[data-share=copy]").await;
            browser.wait_for("the answer", "document.querySelector('.share [role=status]').textContent").await;
            look(&browser, &format!("share of {}, {screen}", ARTICLES[index]), &mut found).await;

            // Charts that were changed, what is folded away beside them, and a tip.
            let path = SEVERAL[index].1;
            browser.open_app(&server.url(&format!("{path}?per-year.kind=line"))).await;
            let unfold = "for (const at of document.querySelectorAll('main details')) at.open = true;
                document.querySelector('.chart__mark').focus()";
            browser.js(unfold).await;
            assert!(browser.holds("document.querySelector('.chart__tip:not([hidden])')").await, "no tip");
            look(&browser, &format!("changed charts of {path}, {screen}"), &mut found).await;

            for (path, at) in [MAPS[index], MAPS[index + 2]] {
                open(&server, &browser, path, lang).await;
                browser
                    .js(&format!(
                        "document.querySelectorAll('figure.chart')[{at}].querySelector('.chart__map-view').focus()"
                    ))
                    .await;
                browser.driver.action_chain().send_keys("+++").perform().await.unwrap();
                assert!(
                    browser.holds("document.querySelector('.chart__map').style.getPropertyValue('--zoom') > 3").await
                );
                look(&browser, &format!("the map of {path}, looked at closely, {screen}"), &mut found).await;
            }

            let path = PAGES[index].1;
            open(&server, &browser, path, lang).await;
            let table = b"office,year,clients,hours\nBonn,2022,1,1.234\nBonn,2023,3,2.345\nKiel,2023,no,4\n";
            files.open(&browser, "offices.csv", table).await;
            browser.click(".own-data [value='numbers=3']").await;
            browser.js("for (const at of document.querySelectorAll('.own-data details')) at.open = true").await;
            look(&browser, &format!("a chart of one's own data, {screen}, {lang}"), &mut found).await;
            files.open(&browser, "bad.csv", b"a,b\n1\n").await;
            look(&browser, &format!("a bad file, {screen}, {lang}"), &mut found).await;
        }
    }
    browser.close().await;
    found.assert_none();
}

/// Goes through a page with Tab: everything in its order, each with a ring and on the screen, and out at the end.
async fn go_through(browser: &Browser, what: &str) {
    let count = browser.number(EXPECT_STOPS).await as usize;
    assert!(count > 20, "{what} has {count} stops only");
    let tabs: String = std::iter::repeat_n(char::from(Key::Tab), count).collect();
    // The others bring what the focus is on into view a moment later.
    let pause = (Engine::of_run() != Engine::Chromium).then_some(Duration::from_millis(120));
    browser.driver.action_chain_with_delay(pause, None).send_keys(tabs.as_str()).perform().await.unwrap();
    let wrong = browser
        .lines("const wrong = [];
            const reached = window.stops.map((stop) => stop.at);
            window.expected.forEach((at, index) => {
                if (reached[index] !== at && wrong.length === 0)
                    wrong.push(`stop ${index + 1} is ${reached[index] ? nameOf(reached[index]) : 'none'}, not ${nameOf(at)}`);
            });
            for (const stop of window.stops) {
                if (!stop.hasRing) wrong.push(`${nameOf(stop.at)} shows no ring`);
                if (!stop.isInView) wrong.push(`${nameOf(stop.at)} is not on the screen`);
            }
            return wrong")
        .await;
    assert!(wrong.is_empty(), "{what}: {wrong:#?}");
    // Nothing holds the focus: one more leaves the last stop, and back is the same way.
    browser.press(Key::Tab).await;
    assert!(browser.holds("document.activeElement !== window.expected.at(-1)").await, "{what} lets nobody out");
    browser.js("window.expected.at(-1).focus()").await;
    browser.driver.action_chain().key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift).perform().await.unwrap();
    assert!(browser.holds("document.activeElement === window.expected.at(-2)").await, "{what} lets nobody go back");
}

/// The button that has the focus.
const FOCUSED: &str = "return document.activeElement.getAttribute('popovertarget') ?? document.activeElement.localName";

#[tokio::test]
async fn everything_works_by_keyboard() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for page in page_kinds() {
        open(&server, &browser, page.path, page.lang).await;
        go_through(&browser, page.path).await;
    }
    for (lang, home) in HOMES {
        browser.open_failure(&server, lang).await;
        go_through(&browser, "the failure page").await;
        // Opened anew: where Tab has left a page, Firefox gives keys that follow to its own window, too.
        browser.open_failure(&server, lang).await;
        browser.js("document.querySelector('main [role=alert] button').focus()").await;
        browser.press(Key::Enter).await;
        browser.wait_for("the page after a retry", "!document.querySelector('main [role=alert]')").await;

        // The skip link leads into the content.
        open(&server, &browser, home, lang).await;
        browser.press(Key::Tab).await;
        assert!(browser.holds("document.activeElement.matches('.skip-link')").await, "the first stop is another");
        browser.press(Key::Enter).await;
        browser.wait_for("the content to have the focus", "document.activeElement.id === 'main'").await;
        browser.press(Key::Tab).await;
        assert!(browser.holds("document.activeElement.closest('main')").await, "it does not lead into the content");
        let href = browser.text_of("return new URL(document.activeElement.href).pathname").await;
        browser.press(Key::Enter).await;
        browser.wait_for("the next page", &format!("location.pathname === '{href}'")).await;
        browser.wait_for("its heading", "document.activeElement.matches('main h1')").await;

        // A panel: opened, entered, left and closed without a mouse.
        browser.js("document.querySelector('.masthead__opener').focus()").await;
        let id = browser.text_of(FOCUSED).await;
        browser.press(Key::Enter).await;
        assert!(browser.holds(&format!("document.querySelector('#{id}:popover-open')")).await, "Enter opens no panel");
        let stops = browser.number(&format!("return document.querySelectorAll('#{id} a').length")).await as usize;
        for stop in 0..stops {
            browser.press(Key::Tab).await;
            let is_inside = format!("document.activeElement === document.querySelectorAll('#{id} a')[{stop}]");
            assert!(browser.holds(&is_inside).await, "link {stop} of {id} is not reached");
        }
        browser.press(Key::Escape).await;
        assert!(browser.holds("!document.querySelector(':popover-open')").await, "Escape closes no panel");
        assert_eq!(browser.text_of(FOCUSED).await, id, "the focus did not go back to the button");
    }
    browser.close().await;
}

#[tokio::test]
async fn what_opens_over_the_screen_of_a_phone_works_by_keyboard() {
    needs!(Phone);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.screen(360, 740, true).await;
    for (index, (lang, home)) in HOMES.into_iter().enumerate() {
        for (path, button, sheet, link) in [
            (home, ".masthead__button", "menu", "#menu > ul > li > a"),
            (FILTERED[index], ".filters__button", "filters", "#filters .filters__value"),
        ] {
            open(&server, &browser, path, lang).await;
            browser.js(&format!("document.querySelector('{button}').focus()")).await;
            browser.press(Key::Enter).await;
            let is_open = format!("document.querySelector('#{sheet}:popover-open')");
            assert!(browser.holds(&is_open).await, "Enter does not open {sheet} of {path}");
            // Its close button comes first, then what it holds; its own key and Escape both close it.
            browser.press(Key::Tab).await;
            assert!(
                browser.holds(&format!("document.activeElement.matches('#{sheet} > button')")).await,
                "{path}: no way out"
            );
            browser.press(Key::Space).await;
            assert!(!browser.holds(&is_open).await, "{sheet} of {path} stays open");
            assert_eq!(browser.text_of(FOCUSED).await, sheet, "the focus did not go back to the button");
            browser.press(Key::Enter).await;
            browser.press(Key::Escape).await;
            assert!(!browser.holds(&is_open).await, "Escape does not close {sheet} of {path}");
            browser.press(Key::Enter).await;
            browser.press(Key::Tab).await;
            browser.press(Key::Tab).await;
            assert!(
                browser.holds(&format!("document.activeElement === document.querySelector('{link}')")).await,
                "{path}: the first link of {sheet} is not next"
            );
            let target = browser.text_of("return document.activeElement.getAttribute('href')").await;
            browser.press(Key::Enter).await;
            browser.wait_for("the next page", &format!("location.pathname + location.search === '{target}'")).await;
            browser.wait_for("the sheet to go", "!document.querySelector(':popover-open')").await;
        }
    }
    browser.close().await;
}

#[tokio::test]
async fn the_menu_of_small_screens_opens_and_closes_by_keyboard_without_scripts() {
    needs!(Phone, NoScript);
    let setup = Setup { phone: true, no_script: true, ..Setup::default() };
    let (server, browser) = (Server::start().await, Browser::with(setup).await);
    for (home, about, heading) in [("/", "/about/", "About"), ("/de/", "/de/ueber-uns/", "Über uns")] {
        browser.open(&server.url(home)).await;
        let button = browser.driver.find(By::Css(".masthead__button")).await.unwrap();
        let link = browser.driver.find(By::Css(format!("#menu a[href='{about}']"))).await.unwrap();
        assert!(!link.is_displayed().await.unwrap(), "the menu is open from the start");
        button.send_keys(Key::Enter).await.unwrap();
        assert!(link.is_displayed().await.unwrap(), "the button does not open the menu");
        browser.press(Key::Escape).await;
        assert!(!link.is_displayed().await.unwrap(), "Escape does not close the menu");
        button.click().await.unwrap();
        browser.click(".masthead__close").await;
        assert!(!link.is_displayed().await.unwrap(), "its button does not close the menu");
        button.click().await.unwrap();
        link.click().await.unwrap();
        assert_eq!(browser.heading().await, heading);
    }
    browser.close().await;
}

#[tokio::test]
async fn text_at_200_and_400_per_cent_loses_nothing() {
    needs!(Phone, Preferences);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let mut found = Findings::default();
    let mut look = async |what: String| {
        found.add(&what, browser.lines(CUT_OFF).await);
        // A heading nobody can see is lost as well.
        let heading = "const box = document.querySelector('main h1').getBoundingClientRect();
            return box.width > 0 && box.height > 0 && box.left >= -1 && box.right <= document.documentElement.clientWidth + 1";
        if browser.js(heading).await != json!(true) {
            found.add(&what, ["the heading lies outside".to_owned()]);
        }
    };
    let mut pages: Vec<_> = page_kinds().into_iter().map(|page| (page.path, page.lang)).collect();
    pages.extend([("", "en"), ("", "de")]);
    for (path, lang) in pages {
        browser.screen(1280, 900, false).await;
        if path.is_empty() {
            browser.open_failure(&server, lang).await;
        } else {
            open(&server, &browser, path, lang).await;
        }
        let name = if path.is_empty() { "the failure page" } else { path };
        look(format!("{name} at 1280 px")).await;
        browser.js("document.documentElement.style.fontSize = '200%'").await;
        look(format!("{name} at 1280 px, letters at 200 %")).await;
        browser.screen(360, 740, true).await;
        look(format!("{name} at 360 px, letters at 200 %")).await;
        // 400 % of a window of 1280 px.
        browser.js("document.documentElement.style.fontSize = ''").await;
        browser.screen(320, 640, true).await;
        look(format!("{name} at 320 px")).await;
        browser.screen(360, 740, true).await;
        look(format!("{name} at 360 px")).await;
    }
    browser.close().await;
    found.assert_none();
}

#[tokio::test]
async fn the_site_works_mirrored() {
    needs!(Phone, EarlyScript);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.before_every_page(MIRROR).await;
    let mut found = Findings::default();
    // Whether there was a margin, a column of filters, a way back up.
    let mut seen = [false; 3];
    for page in page_kinds() {
        browser.screen(1280, 900, false).await;
        browser.open_app(&server.url(page.path)).await;
        let tags = if page.path.contains("?q=") { 0 } else { page.path.matches('=').count() };
        let chips = format!("{tags} === 0 || document.querySelectorAll('.chosen__filter').length === {tags}");
        browser.wait_for(page.path, &chips).await;
        browser.js(IN_ARABIC).await;
        assert!(browser.holds("getComputedStyle(document.querySelector('main h1')).direction === 'rtl'").await);
        for (width, mobile) in [(1280, false), (360, true)] {
            browser.screen(width, 740, mobile).await;
            let mirrored = browser.js(MIRRORED).await;
            let problems: Vec<String> = serde_json::from_value(mirrored["problems"].clone()).unwrap();
            let place = format!("{} at {width} px", page.path);
            found.add(&place, problems);
            found.add(&place, browser.lines(CUT_OFF).await);
            for (seen, part) in seen.iter_mut().zip(mirrored["parts"].as_array().unwrap()) {
                *seen |= part == &Value::Bool(true);
            }
            // Panels and sheets lie on the screen.
            let open = "const found = [];
                for (const button of document.querySelectorAll('[popovertarget]:not([popovertargetaction])')) {
                    if (!button.checkVisibility()) continue;
                    const panel = document.getElementById(button.getAttribute('popovertarget'));
                    panel.showPopover({source: button});
                    const box = panel.getBoundingClientRect(), at = button.getBoundingClientRect();
                    if (box.left < -1 || box.right > document.documentElement.clientWidth + 1 || box.width < 200)
                        found.push(`${panel.id} lies from ${box.left} to ${box.right}`);
                    if (panel.matches('.panel') && (box.left > at.right || box.right < at.left || box.top < at.bottom - 1))
                        found.push(`${panel.id} does not hang below its button`);
                    if (panel.scrollWidth > panel.clientWidth) found.push(`${panel.id} scrolls sideways`);
                    panel.hidePopover();
                }
                return found";
            found.add(&place, browser.lines(open).await);
        }
    }
    browser.close().await;
    assert_eq!(seen, [true; 3], "margin, filters, breadcrumbs were not looked at");
    found.assert_none();
}

#[tokio::test]
async fn forced_colours_and_more_contrast_keep_everything_visible() {
    needs!(Preferences);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let mut found = Findings::default();
    let settings: [(&str, &[(&str, &str)]); 4] = [
        ("forced colours", &[("forced-colors", "active"), ("prefers-color-scheme", "light")]),
        ("forced colours, dark", &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]),
        ("more contrast", &[("prefers-contrast", "more"), ("prefers-color-scheme", "light")]),
        ("more contrast, dark", &[("prefers-contrast", "more"), ("prefers-color-scheme", "dark")]),
    ];
    // Squares, chips and buttons have an edge that can be seen, or in full colour an area; the present section differs
    // from the others by more than the colour of its words; the ring can be told from what is behind it.
    let edges = "const found = [];
        const forced = matchMedia('(forced-colors: active)').matches;
        const isClear = (colour) => /^rgba\\(.*, 0\\)$|^transparent$/.test(colour);
        const page = getComputedStyle(document.body).backgroundColor;
        for (const at of document.querySelectorAll('.goal, .chosen__filter, .share__button, .retry-button, .filters__button')) {
            if (!at.checkVisibility({visibilityProperty: true})) continue;
            const style = getComputedStyle(at);
            const hasEdge = style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) >= 1
                && !isClear(style.borderTopColor) && style.borderTopColor !== page;
            const hasArea = !forced && !isClear(style.backgroundColor) && style.backgroundColor !== page;
            if (!hasEdge && !hasArea) found.push(`“${at.textContent}” has no edge`);
        }
        const line = (at) => { const style = getComputedStyle(at);
            return [isClear(style.borderBottomColor) ? 'none' : style.borderBottomColor, style.borderBottomWidth,
                style.textDecorationLine, style.fontWeight, style.backgroundColor, style.outlineStyle].join(' '); };
        const current = document.querySelector('#menu > ul > li > a[aria-current]');
        const others = [...document.querySelectorAll('#menu > ul > li > a:not([aria-current])')];
        if (current && others.some((at) => line(at) === line(current))) found.push('the present section looks like another');
        return found";
    let ring = "const at = document.activeElement, style = getComputedStyle(at);
        const ground = (() => { for (let up = at.parentElement; up; up = up.parentElement) {
            const colour = getComputedStyle(up).backgroundColor;
            if (!/^rgba\\(.*, 0\\)$|^transparent$/.test(colour)) return colour; } })();
        const isSolid = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== ground;
        return isSolid ? '' : `${at.textContent}: ${style.outline} on ${ground}`";
    for page in page_kinds() {
        open(&server, &browser, page.path, page.lang).await;
        for (setting, features) in settings {
            browser.prefer(features).await;
            let (query, value) = features[0];
            assert!(
                browser.holds(&format!("matchMedia('({query}: {value})').matches")).await,
                "{setting} has no effect"
            );
            let what = format!("{}, {setting}", page.path);
            found.add(&what, browser.lines(UNREADABLE).await);
            found.add(&what, browser.lines(edges).await);
            // On the dark band and on the page.
            for place in [".wordmark", "main a"] {
                browser.js(&format!("document.querySelector('{place}').focus()")).await;
                browser.press(Key::Tab).await;
                let ring = browser.text_of(ring).await;
                if !ring.is_empty() {
                    found.add(&what, [format!("the ring of {ring}")]);
                }
            }
        }
        browser.prefer(&[]).await;
    }
    browser.close().await;
    found.assert_none();
}

#[tokio::test]
async fn controls_are_large_enough() {
    needs!(Phone, Preferences);
    let (server, browser) = (Server::start().await, Browser::with(Setup { phone: true, ..Setup::default() }).await);
    let mut found = Findings::default();
    let mut look = async |what: String| {
        let targets = browser.js(SMALL_TARGETS).await;
        assert!(targets["count"].as_u64().unwrap() > 0, "{what} has no targets");
        let small: Vec<String> = serde_json::from_value(targets["found"].clone()).unwrap();
        found.add(&what, small);
    };
    for page in page_kinds() {
        open(&server, &browser, page.path, page.lang).await;
        look(page.path.to_owned()).await;
    }
    for (index, (lang, home)) in HOMES.into_iter().enumerate() {
        browser.open_failure(&server, lang).await;
        look(format!("the failure page, {lang}")).await;
        open(&server, &browser, home, lang).await;
        browser.click(".masthead__button").await;
        look(format!("the menu of {home}")).await;
        open(&server, &browser, FILTERED[index], lang).await;
        browser.click(".filters__button").await;
        look(format!("the filters of {}", FILTERED[index])).await;
        open(&server, &browser, SEARCHES[index], lang).await;
        unfold_search(&browser).await;
        look(format!("the filters and the field of {}", SEARCHES[index])).await;
    }
    browser.close().await;
    found.assert_none();
}
