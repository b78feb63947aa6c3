//! What readers can change about the charts of a dataset: it stands in the address, Back undoes it, and drawing, table
//! and words always say the same.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use crate::charts::{
    ARTICLES, CHART_WORDS, MAPS_ARE_THERE, Shown, array, compare, dataset_pages, one_of_each_kind, words,
};
use crate::engine::{needs, not_in};
use crate::harness::{Browser, Setup, bundle};
use crate::server::{Fault, Server};

const CONTROLS: &str = include_str!("scripts/explorer_controls.js");

/// A page with charts of three kinds, in each language.
pub(crate) const SEVERAL: [(&str, &str); 2] = [
    ("en", "/data-and-resources/assisted-returns-with-iom-worldwide/"),
    ("de", "/de/daten-und-ressourcen/gefoerderte-rueckkehr-mit-der-iom-weltweit/"),
];

/// What the controls of a chart say.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Controls {
    /// What is chosen of each list.
    pub(crate) lists: Vec<String>,
    /// What is ticked.
    pub(crate) boxes: Vec<String>,
    /// Whether the button that undoes everything is there.
    pub(crate) can_reset: bool,
}

/// A page as a reader has it before them.
#[derive(Clone, Debug, PartialEq)]
struct State {
    address: String,
    charts: Vec<Shown>,
    controls: Vec<Controls>,
}

/// The charts of the page.
pub(crate) async fn charts(browser: &Browser) -> Vec<Shown> {
    serde_json::from_value(browser.js(CHART_WORDS).await).unwrap()
}

/// The controls of each chart of the page.
pub(crate) async fn controls(browser: &Browser) -> Vec<Controls> {
    serde_json::from_value(browser.js(CONTROLS).await).unwrap()
}

async fn state(browser: &Browser) -> State {
    State { address: browser.address().await, charts: charts(browser).await, controls: controls(browser).await }
}

/// Waits until the page is in a state.
async fn wait_for_state(browser: &Browser, what: &str, expected: &State) {
    for _ in 0..100 {
        if state(browser).await == *expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(state(browser).await, *expected, "{what}");
}

/// A control of a chart by what it stands for, such as `kind=line`: on the screen, and what it lies in unfolded.
pub(crate) async fn control(browser: &Browser, at: usize, value: &str) -> WebElement {
    let find = format!(
        "window.figure = document.querySelectorAll('figure.chart')[{at}];
        const control = window.figure.querySelector('.explorer [value={}]');
        control?.closest('details')?.setAttribute('open', '');
        (control?.closest('select') ?? control)?.scrollIntoView({{block: 'center'}});
        return control",
        json!(value)
    );
    let found = browser.driver.execute(find, Vec::new()).await.unwrap();
    found.element().unwrap_or_else(|_| panic!("chart {at} has no control {value}"))
}

/// Changes a control as a reader does, and checks that this is all that happens to them: neither the page nor what they
/// look at moves, the focus stays on the control, no page is announced and none loaded.
async fn change(browser: &Browser, at: usize, value: &str) {
    let control = control(browser, at, value).await;
    browser
        .js(&format!(
            "const control = window.figure.querySelector('.explorer [value={}]');
            window.control = control.closest('select') ?? control;
            window.before = {{scroll: scrollY, top: window.control.getBoundingClientRect().top, title: document.title,
                length: history.length, search: location.search}};
            window.summary = window.figure.querySelector('.chart__summary');
            window.mark = true",
            json!(value)
        ))
        .await;
    // As a reader does before choosing; not every driver does it with an entry of a list.
    browser.js("window.control.focus({preventScroll: true})").await;
    control.click().await.unwrap();
    browser.wait_for(&format!("the address to follow {value}"), "location.search !== window.before.search").await;
    // What follows within a frame or two has followed by then.
    browser.js("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))").await;
    let wrong = browser
        .lines(
            "const wrong = [], {before, control} = window;
            if (!window.mark) wrong.push('a page was loaded');
            if (document.activeElement !== control) wrong.push(`the focus is on ${document.activeElement.outerHTML.slice(0, 80)}`);
            const scrolled = Math.abs(scrollY - before.scroll), moved = Math.abs(control.getBoundingClientRect().top - before.top);
            if (Math.min(scrolled, moved) > 1) wrong.push(`scrolled by ${scrolled}, moved by ${moved}`);
            if (document.title !== before.title) wrong.push('another title');
            if (history.length !== before.length + 1) wrong.push(`${history.length - before.length} entries in the history`);
            const announced = document.querySelector('#app > .visually-hidden[role=status], body > .visually-hidden[role=status]');
            if (announced?.textContent) wrong.push(`“${announced.textContent}” is announced`);
            if (!window.summary.isConnected || window.summary.getAttribute('aria-live') !== 'polite') wrong.push('no live summary');
            return wrong",
        )
        .await;
    assert!(wrong.is_empty(), "{value}: {wrong:#?}");
}

/// What a chart of a bundle is after choices such as `from=2016`, worked out once more for the tests.
pub(crate) fn expected(chart: &Value, choices: &[String], lang: &str) -> Value {
    let of = |name: &str| -> Vec<&str> {
        choices.iter().filter_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).collect()
    };
    let was_map = ["symbol-map", "choropleth"].contains(&chart["kind"].as_str().unwrap());
    let mut shown = chart.clone();
    if let Some(kind) = of("kind").first() {
        shown["kind"] = json!(kind);
    }
    let kind = words(&shown["kind"]);
    let values = |series: &Value| -> Vec<Option<f64>> { array(&series["values"]).iter().map(Value::as_f64).collect() };
    let mut columns: Vec<Vec<Option<f64>>> = array(&chart["series"]).iter().map(values).collect();
    if !of("numbers").is_empty() {
        let whole_of = |column: &[Option<f64>], row: usize, columns: &[Vec<Option<f64>>]| match chart["whole"].as_str()
        {
            Some("labels") => column.iter().copied().sum::<Option<f64>>(),
            _ => columns.iter().map(|column| column[row]).sum(),
        };
        let before = columns.clone();
        for column in &mut columns {
            let own = column.clone();
            for (row, value) in column.iter_mut().enumerate() {
                let whole = whole_of(&own, row, &before).filter(|whole| *whole > 0.0);
                *value = value.zip(whole).map(|(value, whole)| value / whole * 100.0);
            }
        }
    }
    let keys: Vec<String> = array(&chart["labels"]).iter().map(|label| words(&label["key"])).collect();
    let place = |name: &str, otherwise: usize| match of(name).first() {
        Some(wanted) => keys.iter().position(|key| key == wanted).unwrap(),
        None => otherwise,
    };
    let (from, to) = (place("from", 0), place("to", keys.len() - 1));
    let only = of("only");
    let is_kept = |at: &usize| {
        let in_range = (from.min(to)..=from.max(to)).contains(at);
        in_range && (kind == "proportion" || only.is_empty() || only.contains(&keys[*at].as_str()))
    };
    let mut rows: Vec<usize> = (0..keys.len()).filter(is_kept).collect();
    if was_map && kind == "horizontal-bar" {
        rows.sort_by(|a, b| columns[0][*b].unwrap_or(f64::MIN).total_cmp(&columns[0][*a].unwrap_or(f64::MIN)));
    }
    shown["labels"] = rows.iter().map(|row| chart["labels"][*row].clone()).collect();
    let wanted = of("series");
    let series = array(&chart["series"]).iter().zip(&columns);
    let series = series.filter(|(series, _)| wanted.is_empty() || wanted.contains(&series["key"].as_str().unwrap()));
    shown["series"] = series
        .map(|(series, column)| {
            let mut series = series.clone();
            series["values"] = rows.iter().map(|row| json!(column[*row])).collect();
            if !of("numbers").is_empty() {
                series["unit"] = json!(if lang == "de" { "Prozent der Gesamtzahl" } else { "per cent of the whole" });
                series["decimals"] = json!(1);
            }
            series
        })
        .collect();
    shown
}

/// The summary names the largest and the smallest number of each series, as the table writes them.
pub(crate) fn check_summary(place: &str, shown: &Shown, chart: &Value) {
    for (at, series) in array(&chart["series"]).iter().enumerate() {
        let unit = words(&series["unit"]);
        let known: Vec<(usize, f64)> = array(&series["values"])
            .iter()
            .enumerate()
            .filter_map(|(row, value)| Some((row, value.as_f64()?)))
            .collect();
        let largest = known.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a });
        let smallest = known.iter().copied().reduce(|a, b| if b.1 < a.1 { b } else { a });
        for (row, _) in largest.into_iter().chain(smallest) {
            let (label, cell) = (&shown.rows[row][0], &shown.rows[row][at + 1]);
            let number = if unit.is_empty() { cell.clone() } else { format!("{cell} {unit}") };
            let said = [format!("{number} ({label})"), format!("{label}: {number}")];
            let is_said = said.iter().any(|said| shown.summary.contains(said));
            assert!(is_said, "{place}: “{}” does not say “{}”", shown.summary, said[0]);
        }
    }
}

/// Waits until a chart of the page is as choices make it, and holds drawing, table and words against each other.
pub(crate) async fn arrive(browser: &Browser, lang: &str, at: usize, chart: &Value, choices: &[String]) {
    let expected = expected(chart, choices, lang);
    let names: Vec<String> = array(&expected["labels"]).iter().map(|label| words(&label["name"])).collect();
    let is_there = |shown: &Shown| {
        shown.kind == expected["kind"]
            && shown.rows.iter().map(|row| &row[0]).eq(&names)
            && shown.heads.len() == array(&expected["series"]).len() + 1
            && shown.drawings.iter().all(|drawing| drawing.is_drawn)
    };
    for _ in 0..100 {
        if is_there(&charts(browser).await[at]) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let shown = charts(browser).await.swap_remove(at);
    let place = format!("{} {choices:?}", browser.address().await);
    compare(&place, lang, &expected, &shown);
    check_summary(&place, &shown, &expected);
}

/// The pairs of a query that say something of a chart.
fn pairs_of(address: &str, chart: &Value) -> BTreeSet<String> {
    let prefix = format!("{}.", words(&chart["id"]));
    let query = address.split_once('?').map(|(_, query)| query).unwrap_or_default();
    query.split('&').filter_map(|pair| pair.strip_prefix(&prefix)).map(str::to_owned).collect()
}

/// What the controls of a chart offer: the values of a list, or of boxes.
async fn offered(browser: &Browser, at: usize, name: &str) -> Vec<String> {
    browser
        .lines(&format!(
            "return [...document.querySelectorAll('figure.chart')[{at}].querySelectorAll('.explorer [value^=\"{name}=\"]')]
                .map((at) => at.value)"
        ))
        .await
}

/// What a reader could change about a chart, one after the other, and what is chosen after each.
async fn ways(browser: &Browser, at: usize) -> Vec<(String, Vec<String>)> {
    let mut ways = Vec::new();
    let mut chosen: Vec<String> = Vec::new();
    let mut take = |value: &String, name: &str, now: Vec<String>| {
        chosen.retain(|pair| !pair.starts_with(&format!("{name}=")));
        chosen.extend(now);
        ways.push((value.clone(), chosen.clone()));
    };
    let (from, to) = (offered(browser, at, "from").await, offered(browser, at, "to").await);
    if !from.is_empty() {
        assert_eq!(from.len(), to.len());
        take(&from[1], "from", vec![from[1].clone()]);
        take(&to[to.len() - 2], "to", vec![to[to.len() - 2].clone()]);
    }
    for name in ["series", "only"] {
        let all = offered(browser, at, name).await;
        if !all.is_empty() {
            // Cleared: all others are chosen.
            take(&all[0], name, all[1..].to_vec());
        }
    }
    let shares = offered(browser, at, "numbers").await;
    if !shares.is_empty() {
        assert_eq!(shares, ["numbers=", "numbers=share"]);
        take(&shares[1], "numbers", vec![shares[1].clone()]);
    }
    // Every other way to draw it.
    for kind in offered(browser, at, "kind").await.into_iter().skip(1) {
        take(&kind.clone(), "kind", vec![kind]);
    }
    ways
}

#[tokio::test]
async fn every_change_is_in_the_address_and_back_undoes_it() {
    not_in!(Firefox, "its driver takes the focus away from a list when it chooses from it");
    not_in!(WebKit, "its Back passes over entries no gesture of a reader has made, and its driver makes none");
    let server = Server::start().await;
    let mut tried = BTreeSet::new();
    for (path, kind, at) in one_of_each_kind() {
        // Of more than fifty entries Chromium drops some that belong to one document, and Back leads past them.
        let browser = Browser::start().await;
        let lang = if path.starts_with("/de/") { "de" } else { "en" };
        let chart = bundle(&path)["dataset"]["charts"][at].clone();
        browser.open_app(&server.url(&path)).await;
        browser.wait_for("the maps", MAPS_ARE_THERE).await;
        let ways = ways(&browser, at).await;
        let mut states = vec![state(&browser).await];
        assert!(!states[0].controls[at].can_reset, "{path}, {kind}: there is something to undo from the start");
        for (value, choices) in &ways {
            change(&browser, at, value).await;
            arrive(&browser, lang, at, &chart, choices).await;
            let now = state(&browser).await;
            assert_eq!(
                pairs_of(&now.address, &chart),
                choices.iter().cloned().collect::<BTreeSet<_>>(),
                "{}",
                now.address
            );
            let shown = &now.controls[at];
            for choice in choices {
                let is_shown = shown.lists.contains(choice) || shown.boxes.contains(choice);
                assert!(is_shown, "{}: the controls do not show {choice}: {shown:?}", now.address);
            }
            assert!(shown.can_reset, "{}: there is no way to undo it", now.address);
            for (other, (before, after)) in states[0].charts.iter().zip(&now.charts).enumerate() {
                assert!(other == at || before == after, "{}: chart {other} changed as well", now.address);
            }
            tried.insert(value.split_once('=').unwrap().0.to_owned());
            states.push(now);
        }
        for expected in states.iter().rev().skip(1) {
            browser.driver.back().await.unwrap();
            wait_for_state(&browser, &format!("{}, Back", expected.address), expected).await;
        }
        for expected in states.iter().skip(1) {
            browser.driver.forward().await.unwrap();
            wait_for_state(&browser, &format!("{}, Forward", expected.address), expected).await;
        }
        let last = states.last().unwrap();
        browser.driver.refresh().await.unwrap();
        browser.wait_for_app("ready").await;
        wait_for_state(&browser, "after a reload", last).await;
        // Whoever is sent the address sees the same, and can go on.
        browser.open("about:blank").await;
        browser.open_app(&server.url(&last.address)).await;
        wait_for_state(&browser, "opened cold", last).await;
        control(&browser, at, "reset").await.click().await.unwrap();
        browser.wait_for("nothing to be left in the address", "!location.search").await;
        // The button stays while it has the focus.
        browser.js("document.activeElement.blur()").await;
        wait_for_state(&browser, "after all was undone", &states[0]).await;
        browser.driver.back().await.unwrap();
        wait_for_state(&browser, "after that was undone", last).await;
        browser.assert_quiet().await;
        browser.close().await;
    }
    assert_eq!(tried.into_iter().collect::<Vec<_>>(), ["from", "kind", "numbers", "only", "series", "to"]);
}

#[tokio::test]
async fn every_chart_has_controls_and_each_offer_can_be_followed() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (lang, path) in dataset_pages() {
        let all = bundle(&path)["dataset"]["charts"].clone();
        browser.open_app(&server.url(&path)).await;
        for (at, chart) in array(&all).iter().enumerate() {
            let figure = format!("document.querySelectorAll('figure.chart')[{at}]");
            let is_there = format!("{figure}.querySelector('.explorer').checkVisibility({{visibilityProperty: true}})");
            assert!(browser.holds(&is_there).await, "{path}, chart {at} has no controls");
            assert_eq!(offered(&browser, at, "").await.len(), 0, "{path}: a control stands for nothing");
            let kinds = offered(&browser, at, "kind").await;
            for kind in kinds.iter().skip(1) {
                control(&browser, at, kind).await.click().await.unwrap();
                arrive(&browser, lang, at, chart, std::slice::from_ref(kind)).await;
            }
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn charts_of_one_page_keep_what_was_chosen_of_each() {
    not_in!(Firefox, "its driver takes the focus away from a list when it chooses from it");
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (lang, path) in SEVERAL {
        let all = bundle(path)["dataset"]["charts"].clone();
        browser.open_app(&server.url(path)).await;
        let first = state(&browser).await;
        let owned = |choices: &[&str]| choices.iter().map(|choice| (*choice).to_owned()).collect::<Vec<_>>();
        let steps: [(usize, &str, [&[&str]; 2]); 4] = [
            (0, "kind=line", [&["kind=line"], &[]]),
            (1, "numbers=share", [&["kind=line"], &["numbers=share"]]),
            (0, "from=2016", [&["kind=line", "from=2016"], &["numbers=share"]]),
            (1, "kind=small-multiples", [&["kind=line", "from=2016"], &["numbers=share", "kind=small-multiples"]]),
        ];
        for (at, value, choices) in steps {
            change(&browser, at, value).await;
            for (at, choices) in choices.into_iter().enumerate() {
                arrive(&browser, lang, at, &all[at], &owned(choices)).await;
            }
            let now = state(&browser).await;
            assert_eq!(now.charts[2], first.charts[2], "{path}: the third chart changed");
        }
        // What is undone of one is not undone of the other.
        control(&browser, 0, "reset").await.click().await.unwrap();
        arrive(&browser, lang, 0, &all[0], &[]).await;
        arrive(&browser, lang, 1, &all[1], &owned(steps[3].2[1])).await;
        assert_eq!(pairs_of(&browser.address().await, &all[0]).len(), 0);
        assert_eq!(pairs_of(&browser.address().await, &all[1]).len(), 2);

        // Both in an address from elsewhere, among what is not ours.
        let address = format!("{path}?utm_source=letter&by-type.series=avrr&per-year.to=2018&per-year.kind=step");
        browser.open_app(&server.url(&address)).await;
        arrive(&browser, lang, 0, &all[0], &owned(&["to=2018", "kind=step"])).await;
        arrive(&browser, lang, 1, &all[1], &owned(&["series=avrr"])).await;
        change(&browser, 0, "kind=bar").await;
        arrive(&browser, lang, 0, &all[0], &owned(&["to=2018"])).await;
        let address = browser.address().await;
        assert!(address.contains("utm_source=letter") && address.contains("by-type.series=avrr"), "{address}");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_last_box_that_is_cleared_brings_everything_back() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (_, path) in SEVERAL {
        browser.open_app(&server.url(path)).await;
        let first = state(&browser).await;
        change(&browser, 1, "series=avrr").await;
        assert_eq!(controls(&browser).await[1].boxes, ["series=vhr"]);
        change(&browser, 1, "series=vhr").await;
        wait_for_state(&browser, path, &first).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn undoing_keeps_the_focus() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (_, path) in SEVERAL {
        browser.open_app(&server.url(&format!("{path}?per-year.kind=line"))).await;
        control(&browser, 0, "reset").await;
        browser.js("window.figure.querySelector('[value=reset]').focus()").await;
        let before = browser.number("return scrollY").await;
        browser.press(Key::Enter).await;
        browser.wait_for("nothing to be left in the address", "!location.search").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        // There is nothing to undo any more, but the place on the page is kept.
        let is_kept = "window.figure.contains(document.activeElement) && document.activeElement.checkVisibility()";
        assert!(browser.holds(is_kept).await, "{path}: whoever undoes it loses the focus");
        assert!((browser.number("return scrollY").await - before).abs() <= 1.0, "{path}: the page scrolled");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn nonsense_in_the_address_does_nothing() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    let long = format!("per-year.only={}", "x".repeat(4000));
    let nonsense = [
        "per-year.kind=pie",
        "per-year.kind=symbol-map",
        "per-year.kind=",
        "per-year.kind",
        "per-year.=line",
        ".kind=line",
        "per-year.from=1999&per-year.to=2999",
        "per-year.from=2014",
        "per-year.series=people&per-year.only=2016",
        "per-year.numbers=share",
        "other.kind=line&kind=line",
        "PER-YEAR.kind=line",
        "per-year.kind=%6cine%00",
        "per-year.kind=<script>alert(1)</script>",
        "per-year.from=%E0%A4%A&%zz",
        "&&==&?&#",
        &long,
    ];
    for (_, path) in SEVERAL {
        browser.open_app(&server.url(path)).await;
        let first = state(&browser).await;
        for query in nonsense {
            browser.open_app(&server.url(&format!("{path}?{query}"))).await;
            let now = state(&browser).await;
            assert_eq!((&now.charts, &now.controls), (&first.charts, &first.controls), "{path}?{query}");
        }
        // Beside it, what can be followed is.
        browser
            .open_app(&server.url(&format!("{path}?per-year.kind=pie&%zz&per-year.kind=line&per-year.kind=step")))
            .await;
        browser.wait_for("the line", "document.querySelector('[data-chart]').dataset.chart === 'line'").await;
        // The last comes first.
        browser.open_app(&server.url(&format!("{path}?per-year.from=2018&per-year.to=2015"))).await;
        let rows = charts(&browser).await.swap_remove(0).rows;
        assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["2015", "2016", "2018"]);
    }
    browser.assert_quiet().await;
    browser.close().await;
}

/// What of the controls and the zoom buttons of a page can be seen.
const SEEN: &str = "return [...document.querySelectorAll('.explorer, .explorer *, .chart__zoom, .own-data__file')]
    .filter((at) => at.checkVisibility({visibilityProperty: true})).map((at) => at.outerHTML.slice(0, 80))";

#[tokio::test]
async fn where_nothing_follows_them_no_controls_are_seen() {
    not_in!(WebKit, "its switch for scripts leaves them on for media queries");
    needs!(NoScript, NoWasm);
    let map = "/data-and-resources/resettlement-to-germany-by-nationality/";
    let own = "/data-and-resources/your-data/";
    let (no_script, no_wasm) =
        (Setup { no_script: true, ..Setup::default() }, Setup { no_wasm: true, ..Setup::default() });
    for (setup, is_broken) in [(no_script, false), (no_wasm, false), (Setup::default(), true)] {
        let (server, browser) = (Server::start().await, Browser::with(setup).await);
        if is_broken {
            server.break_path("_bg.wasm", Fault::Status(404));
        }
        for path in [map, own, "/de/daten-und-ressourcen/eigene-daten/", SEVERAL[1].1] {
            browser.open(&server.url(path)).await;
            if is_broken {
                browser.wait_for_app("failed").await;
            }
            browser.wait_for("the page", "document.readyState === 'complete'").await;
            let seen = browser.lines(SEEN).await;
            assert!(seen.is_empty(), "{path} shows what does nothing: {seen:#?}");
            if path.contains("your-data") || path.contains("eigene-daten") {
                let says_so = "document.querySelector('.own-data__needs-app').checkVisibility()";
                assert!(browser.holds(says_so).await, "{path} does not say what it needs");
            } else {
                let is_there = "document.querySelector('.chart__mark').checkVisibility({visibilityProperty: true})";
                assert!(browser.holds(is_there).await, "{path} shows no chart");
                // Nothing is left where they would be.
                let room = browser
                    .number(
                        "const figure = document.querySelector('figure.chart');
                        return figure.querySelector('.chart__table').getBoundingClientRect().top
                            - figure.querySelector('.chart__summary').getBoundingClientRect().bottom",
                    )
                    .await;
                assert!(room < 40.0, "{path}, {setup:?}: {room} px lie between words and table");
            }
        }
        browser.close().await;
    }
    // Charts in articles are the editor's.
    let (server, browser) = (Server::start().await, Browser::start().await);
    for path in ARTICLES {
        browser.open_app(&server.url(path)).await;
        assert!(browser.holds("document.querySelector('figure.chart')").await);
        assert!(!browser.holds("document.querySelector('.explorer, .chart__summary[aria-live]')").await, "{path}");
        let before = charts(&browser).await;
        let id = "per-year";
        browser.open_app(&server.url(&format!("{path}?{id}.kind=line&{id}.from=2016"))).await;
        assert_eq!(charts(&browser).await, before, "{path} follows its address");
    }
    browser.assert_quiet().await;
    browser.close().await;
}
