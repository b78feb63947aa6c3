//! Charts and datasets: what they say without scripts and without eyes, by keyboard, on small screens and in the
//! system's own colours.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::engine::needs;
use crate::harness::{Browser, Findings, Setup, bundle};
use crate::server::{Fault, Server};

pub(crate) const CHART_WORDS: &str = include_str!("scripts/chart_words.js");
const CHART_PLACES: &str = include_str!("scripts/chart_places.js");
const CHART_FOCUS: &str = include_str!("scripts/chart_focus.js");
const CHART_COLOURS: &str = include_str!("scripts/chart_colours.js");

/// The section with the datasets.
pub(crate) const OVERVIEWS: [(&str, &str); 2] = [("en", "/data-and-resources/"), ("de", "/de/daten-und-ressourcen/")];

/// A page with a chart within its text.
pub(crate) const ARTICLES: [&str; 2] =
    ["/our-work/return-and-reintegration/", "/de/unsere-arbeit/rueckkehr-und-reintegration/"];

/// Whether every map can be seen, with its circles and shades.
pub(crate) const MAPS_ARE_THERE: &str = "[...document.querySelectorAll('.chart__map img')].every((map) => {
        if (!map.complete) map.scrollIntoView({block: 'nearest'});
        return map.complete;
    })
    && [...document.querySelectorAll('.chart__land')].every((land) => land.getBoundingClientRect().width > 0)";

/// A chart as the page shows it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Shown {
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) drawings: Vec<Drawing>,
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A drawing of a chart, for those who do not see it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) name: String,
    pub(crate) marks: Vec<String>,
    pub(crate) is_drawn: bool,
}

pub(crate) fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn words(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no words: {value}")).to_owned()
}

/// The path and the title of every dataset, in the order of the overview.
fn datasets(overview: &str) -> Vec<(String, String)> {
    let of_overview = bundle(overview);
    let links = array(&of_overview["datasets"]).iter().map(|card| &card["chart"]["dataset"]);
    let all: Vec<_> = links.map(|link| (words(&link["path"]), words(&link["title"]))).collect();
    assert!(all.len() > 15, "{overview} has {} datasets", all.len());
    all
}

/// Every dataset's page, with its language.
pub(crate) fn dataset_pages() -> Vec<(&'static str, String)> {
    let of_language = |(lang, overview)| datasets(overview).into_iter().map(move |(path, _)| (lang, path));
    OVERVIEWS.into_iter().flat_map(of_language).collect()
}

/// For each kind of chart the first page that has one in each language, and which of its charts it is.
pub(crate) fn one_of_each_kind() -> Vec<(String, String, usize)> {
    let mut kinds = BTreeMap::new();
    for (lang, path) in dataset_pages() {
        for (at, chart) in array(&bundle(&path)["dataset"]["charts"]).iter().enumerate() {
            kinds.entry((lang, words(&chart["kind"]))).or_insert_with(|| (path.clone(), at));
        }
    }
    assert!(kinds.len() >= 2 * 9, "too few kinds of charts: {kinds:?}");
    kinds.into_iter().map(|((_, kind), (path, at))| (path, kind, at)).collect()
}

/// The number a text holds, as the language writes it.
pub(crate) fn read_number(text: &str, lang: &str) -> f64 {
    let swapped = text.chars().map(|letter| match (letter, lang) {
        ('.', "de") => ',',
        (',', "de") => '.',
        ('\u{2212}', _) => '-',
        _ => letter,
    });
    let plain: String = swapped.filter(|letter| *letter != ',').collect();
    plain.parse().unwrap_or_else(|_| panic!("“{text}” is no number of {lang}"))
}

/// Whether thousands stand in groups of three, so that 1.234 and 1,234 are not mistaken for one another.
fn is_grouped(text: &str, lang: &str) -> bool {
    let (separator, point) = if lang == "de" { ('.', ',') } else { (',', '.') };
    let whole = text.trim_start_matches('\u{2212}').split(point).next().unwrap_or_default();
    let mut groups = whole.split(separator);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

/// A number of a chart or a name of a series with its unit, if it has any.
fn with_unit(words: &str, between: &str, unit: &str, after: &str) -> String {
    if unit.is_empty() { words.to_owned() } else { format!("{words}{between}{unit}{after}") }
}

/// A chart of the page against that of the bundle.
pub(crate) fn compare(place: &str, lang: &str, chart: &Value, shown: &Shown) {
    let (kind, title) = (words(&chart["kind"]), words(&chart["title"]));
    let place = format!("{place}, {kind}, “{title}”");
    assert_eq!((&shown.kind, &shown.title), (&kind, &title), "{place}");
    assert!(shown.summary.len() > 20, "{place} is summed up as “{}”", shown.summary);
    let (labels, all_series) = (array(&chart["labels"]), array(&chart["series"]));

    // The table has every number.
    let heads = all_series.iter().map(|series| with_unit(&words(&series["name"]), " (", &words(&series["unit"]), ")"));
    assert_eq!(shown.heads, [words(&chart["axis"])].into_iter().chain(heads).collect::<Vec<_>>(), "{place}");
    let names: Vec<_> = shown.rows.iter().map(|row| row[0].clone()).collect();
    assert_eq!(names, labels.iter().map(|label| words(&label["name"])).collect::<Vec<_>>(), "{place}");

    // Each mark says what the table says at its label.
    let is_split = kind == "small-multiples";
    let mut expected: Vec<Vec<String>> = vec![Vec::new(); if is_split { all_series.len() } else { 1 }];
    for (at, series) in all_series.iter().enumerate() {
        let decimals = i32::try_from(series["decimals"].as_u64().unwrap()).unwrap();
        for (row, value) in array(&series["values"]).iter().enumerate() {
            let cell = &shown.rows[row][at + 1];
            let Some(value) = value.as_f64() else {
                assert_eq!(cell, "–", "{place}, {}", names[row]);
                continue;
            };
            assert!(is_grouped(cell, lang), "{place}: {cell}");
            let read = read_number(cell, lang);
            let half = 0.5 * 10_f64.powi(-decimals) + value.abs() * 1e-12;
            assert!((read - value).abs() <= half, "{place}, {}: {cell} is not {value}", names[row]);
            let has_mark = match kind.as_str() {
                "proportion" => value > 0.0,
                "symbol-map" | "choropleth" => labels[row]["place"].is_object(),
                _ => true,
            };
            if has_mark {
                let of_series = if all_series.len() > 1 && !is_split {
                    format!(", {}", series["name"].as_str().unwrap())
                } else {
                    String::new()
                };
                let number = with_unit(cell, " ", &words(&series["unit"]), "");
                let said = format!("{}{of_series}: {number}", names[row]);
                expected[if is_split { at } else { 0 }].push(said);
            }
        }
    }
    assert_eq!(shown.drawings.len(), expected.len(), "{place} has too many or too few drawings");
    for (drawing, mut expected) in shown.drawings.iter().zip(expected) {
        let mut marks = drawing.marks.clone();
        // A map draws the largest first.
        if kind == "symbol-map" || kind == "choropleth" {
            marks.sort();
            expected.sort();
        }
        assert!(!marks.is_empty(), "{place} has no marks");
        assert_eq!(marks, expected, "{place}");
        assert!(drawing.is_drawn, "{place}: nothing of it can be seen");
        assert!(drawing.name.starts_with(&title), "{place} has a drawing named “{}”", drawing.name);
    }
    let names: BTreeSet<_> = shown.drawings.iter().map(|drawing| &drawing.name).collect();
    assert_eq!(names.len(), shown.drawings.len(), "{place} has drawings of the same name: {names:?}");
}

#[tokio::test]
async fn every_dataset_says_all_its_numbers_without_scripts() {
    needs!(NoScript);
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    for (lang, path) in dataset_pages() {
        let known = bundle(&path)["dataset"].clone();
        browser.open(&server.url(&path)).await;
        // Countries with shades are there once the map is.
        browser.wait_for("the maps", MAPS_ARE_THERE).await;
        let shown: Vec<Shown> = serde_json::from_value(browser.js(CHART_WORDS).await).unwrap();
        let charts = array(&known["charts"]);
        assert!(!charts.is_empty() && charts.len() == shown.len(), "{path} shows {} charts", shown.len());
        for (chart, shown) in charts.iter().zip(&shown) {
            compare(&path, lang, chart, shown);
        }

        // Every figure.
        let table = browser
            .js("const words = (row) => [...row.cells].map((cell) => cell.textContent);
                const table = document.querySelector('.dataset__figures table');
                return [[...table.tHead.rows].map(words), [...table.tBodies[0].rows].map(words)]")
            .await;
        let columns: Vec<_> = array(&known["table"]["columns"]).iter().map(|column| words(&column["title"])).collect();
        assert_eq!(table[0], json!([columns]), "{path}");
        let rows = array(&known["table"]["rows"]);
        assert!(!rows.is_empty() && array(&table[1]).len() == rows.len(), "{path} has {} rows", array(&table[1]).len());
        for (row, shown) in rows.iter().zip(array(&table[1])) {
            let cells = array(row).iter().map(words).map(|cell| if cell.is_empty() { "–".to_owned() } else { cell });
            assert_eq!(*shown, json!(cells.collect::<Vec<_>>()), "{path}");
        }

        // The files to take away; asked for at once, as scripts that wait do not run here.
        let files = browser
            .js("return [...document.querySelectorAll('.dataset__downloads li')].map((item) => {
                const link = item.querySelector('a[download]'), request = new XMLHttpRequest();
                request.open('GET', link.href, false);
                request.overrideMimeType('text/plain; charset=x-user-defined');
                request.send();
                return [link.getAttribute('href'), link.textContent, item.textContent, request.status, request.responseText.length];
            })")
            .await;
        let downloads = array(&known["downloads"]);
        assert!(downloads.len() >= 3 && downloads.len() == array(&files).len(), "{path}: {files}");
        for (download, file) in downloads.iter().zip(array(&files)) {
            let expected = json!([download["path"], download["name"], file[2], 200, download["bytes"]]);
            assert_eq!(*file, expected, "{path}");
            let whole = words(&file[2]);
            let size = whole.rsplit_once('(').and_then(|(_, size)| size.strip_suffix(" kB)"));
            let size = read_number(size.unwrap_or_else(|| panic!("{path}: “{whole}” has no size")), lang);
            let bytes = download["bytes"].as_f64().unwrap();
            assert!((size - bytes / 1000.0).abs() <= 0.05 + 1e-9, "{path}: “{whole}” has {bytes} bytes");
        }
    }
    browser.close().await;
}

/// What has the focus, as `chart_focus.js` tells it.
#[derive(Deserialize)]
struct Focused {
    said: String,
    has_ring: bool,
    contrast: f64,
    is_in_view: bool,
    value: String,
    tip: String,
    shows_tip: bool,
}

#[tokio::test]
async fn every_mark_is_reached_by_tab_and_shows_its_number() {
    needs!(Phone);
    // On a phone, where numbers show only at the mark that is reached.
    let (server, browser) = (Server::start().await, Browser::with(Setup { phone: true, ..Setup::default() }).await);
    let mut found = Findings::default();
    for (path, kind, at) in one_of_each_kind() {
        let place = format!("{path}, {kind}");
        browser.open_app(&server.url(&path)).await;
        browser.wait_for("the maps", MAPS_ARE_THERE).await;
        let marks = browser
            .lines(&format!(
                "window.figure = document.querySelectorAll('figure.chart')[{at}];
                const start = document.createElement('span');
                start.tabIndex = -1;
                window.figure.prepend(start);
                start.focus();
                start.remove();
                return [...window.figure.querySelectorAll('.chart__mark')].map((mark) => mark.getAttribute('aria-label'))"
            ))
            .await;
        assert!(!marks.is_empty(), "{place} has no marks");
        if browser.holds("window.figure.querySelector('.chart__map')").await {
            browser.press(Key::Tab).await;
            let is_view = "document.activeElement === window.figure.querySelector('.chart__map-view')";
            assert!(browser.holds(is_view).await, "{place}: the map cannot be moved by keyboard");
        }
        for said in &marks {
            browser.press(Key::Tab).await;
            let focused: Focused = serde_json::from_value(browser.js(CHART_FOCUS).await).unwrap();
            assert_eq!(focused.said, *said, "{place}: Tab leads elsewhere");
            assert!(focused.is_in_view, "{place}: {said} is not on the screen");
            if !focused.has_ring || focused.contrast < 3.0 {
                found.add(&place, [format!("the ring of a mark has {:.2} : 1", focused.contrast)]);
            }
            assert_eq!(focused.tip, *said, "{place}: the tip says something else");
            if !focused.shows_tip {
                found.add(&place, [format!("the tip “{said}” is not wholly on the screen")]);
            }
            if !["horizontal-bar", "proportion", "symbol-map", "choropleth"].contains(&kind.as_str()) {
                assert!(said.contains(&format!(": {} ", focused.value)), "{place}: {said} shows {}", focused.value);
                // The tip says it; beside it no number shows, neither the mark's own, which it covers, nor another.
                let others = "[...window.figure.querySelectorAll('.chart__value')].some((value) =>
                    getComputedStyle(value).opacity !== '0')";
                assert!(!browser.holds(others).await, "{place}: at {said} a number shows beside the tip");
            }
        }
        let controls = browser
            .number(
                "window.controls = [...window.figure.querySelectorAll('.chart__zoom button, .explorer :is(select, summary, input, button)')]
                    .filter((at) => at.checkVisibility({visibilityProperty: true}));
                return window.controls.length",
            )
            .await as usize;
        assert!(controls >= 4, "{place} has {controls} controls");
        for control in 0..controls {
            browser.press(Key::Tab).await;
            let is_next = format!("document.activeElement === window.controls[{control}]");
            assert!(browser.holds(&is_next).await, "{place}: Tab leads past control {control}");
            assert!(browser.holds(IS_RINGED).await, "{place}: control {control} shows no ring");
        }
        browser.press(Key::Tab).await;
        let is_next = "document.activeElement === window.figure.querySelector('.chart__table > summary')";
        assert!(browser.holds(is_next).await, "{place}: after the controls Tab leads elsewhere");
        assert!(browser.holds("window.figure.querySelector('.chart__tip').hidden").await, "{place}: the tip stays");
        browser.press(Key::Enter).await;
        let is_open = "window.figure.querySelector('.chart__table').open
            && window.figure.querySelector('.chart__table table').checkVisibility()";
        assert!(browser.holds(is_open).await, "{place}: Enter opens no table");
        browser.press(Key::Tab).await;
        let is_inside = "document.activeElement === window.figure.querySelector('.chart__table .table')";
        assert!(browser.holds(is_inside).await, "{place}: the table cannot be scrolled by keyboard");
        browser
            .driver
            .action_chain()
            .key_down(Key::Shift)
            .send_keys(Key::Tab)
            .key_up(Key::Shift)
            .perform()
            .await
            .unwrap();
        browser.press(Key::Enter).await;
        assert!(!browser.holds(is_open).await, "{place}: Enter closes no table");
    }
    browser.assert_quiet().await;
    browser.close().await;
    found.assert_none();
}

/// Whether what has the focus shows it.
const IS_RINGED: &str = "(({outlineStyle, outlineWidth, boxShadow}) =>
    (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none')(getComputedStyle(document.activeElement))";

#[tokio::test]
async fn a_mark_keeps_the_focus_when_the_app_takes_over() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (path, _) in OVERVIEWS.map(|(_, overview)| datasets(overview).swap_remove(0)) {
        server.break_path("_bg.wasm", Fault::Delay(Duration::from_millis(1500)));
        browser.open(&server.url(&path)).await;
        let focus = "const mark = document.querySelectorAll('.chart__mark')[1]; mark.focus(); window.before = mark;
            return mark.getAttribute('aria-label')";
        let said = browser.text_of(focus).await;
        assert!(browser.holds("document.activeElement === window.before").await);
        browser.wait_for_app("ready").await;
        let focused = browser.text_of("return document.activeElement.getAttribute('aria-label')").await;
        assert_eq!(focused, said, "{path}: the focus went elsewhere");
        assert!(!browser.holds("window.before.isConnected").await, "the app did not take over");
        server.mend();
    }
    browser.assert_quiet().await;
    browser.close().await;
}

/// Links of a part of the page, as path and words.
fn links(part: &str) -> String {
    format!(
        "return [...document.querySelectorAll({})].map((a) => [a.getAttribute('href'), a.textContent])",
        json!(part)
    )
}

#[tokio::test]
async fn the_overview_leads_to_each_dataset_and_each_to_its_twin() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (index, (lang, overview)) in OVERVIEWS.into_iter().enumerate() {
        let (twin_lang, twin_overview) = OVERVIEWS[1 - index];
        let twins: BTreeSet<_> = datasets(twin_overview).into_iter().map(|(path, _)| path).collect();
        let all = datasets(overview);
        assert_eq!(all.len(), twins.len(), "{overview} has other datasets than {twin_overview}");
        browser.open_app(&server.url(overview)).await;
        browser.mark_document().await;
        let shown = browser.js(&links(".section__datasets .dataset-card a")).await;
        assert_eq!(shown, json!(all), "{overview}");
        let once = all.iter().map(|(path, _)| path).collect::<BTreeSet<_>>();
        assert_eq!(once.len(), all.len(), "{overview} has a dataset twice");
        let poor = browser
            .lines("return [...document.querySelectorAll('.dataset-card')].filter((card) => {
                const drawing = card.querySelector('svg[aria-hidden=true]');
                const hasSize = (at) => { const box = at.getBoundingClientRect(); return box.width > 0 && box.height > 0; };
                const parts = [...(drawing?.children ?? [])];
                return !card.querySelector('.dataset-card__finding').textContent.trim() || !parts.some(hasSize) || !hasSize(drawing);
            }).map((card) => card.textContent)")
            .await;
        assert!(poor.is_empty(), "cards of {overview} without finding or drawing: {poor:?}");

        let mut reached = BTreeSet::new();
        for (path, title) in &all {
            browser.click(&format!(".dataset-card a[href='{path}']")).await;
            browser.wait_for_heading(title).await;
            assert_eq!(browser.address().await, *path);
            let page = bundle(path);
            let charts = browser.number("return document.querySelectorAll('figure.chart').length").await;
            assert_eq!(charts, array(&page["dataset"]["charts"]).len() as f64, "{path}");
            assert!(!browser.holds("document.querySelector('.chart__dataset')").await, "{path} leads to itself");

            // The same in the other language, and back.
            let twin = words(&array(&page["article"]["translations"])[0]["path"]);
            assert!(twins.contains(&twin), "{path} has {twin} for its twin");
            let of_twin = bundle(&twin);
            let files = |dataset: &Value| {
                array(&dataset["dataset"]["downloads"]).iter().map(|file| words(&file["path"])).collect::<Vec<_>>()
            };
            assert_eq!(files(&page), files(&of_twin), "{path} and {twin} are of different data");
            browser.click(&format!(".language a[href='{twin}']")).await;
            browser.wait_for_heading(&words(&of_twin["article"]["title"])).await;
            assert_eq!((browser.address().await, browser.lang().await), (twin.clone(), twin_lang.to_owned()));
            reached.insert(twin);
            browser.click(&format!(".language a[href='{path}']")).await;
            browser.wait_for_heading(title).await;
            assert_eq!((browser.address().await, browser.lang().await), (path.clone(), lang.to_owned()));
            browser.click(&format!(".breadcrumbs a[href='{overview}']")).await;
            browser.wait_for("the overview", "document.querySelector('.dataset-card')").await;
        }
        assert_eq!(reached, twins, "not every dataset of {twin_overview} is the twin of one");
        assert!(browser.is_marked().await, "a page was loaded as a document");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_chart_in_an_article_names_its_dataset_and_leads_to_it() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for ((lang, overview), path) in OVERVIEWS.into_iter().zip(ARTICLES) {
        browser.open_app(&server.url(path)).await;
        browser.mark_document().await;
        let body = bundle(path)["article"]["body"].clone();
        let charts: Vec<_> =
            array(&body).iter().map(|block| &block["chart"]).filter(|chart| chart.is_object()).collect();
        assert!(!charts.is_empty(), "{path} has no chart");
        let shown: Vec<Shown> = serde_json::from_value(browser.js(CHART_WORDS).await).unwrap();
        assert_eq!(shown.len(), charts.len(), "{path}");
        for (at, (chart, shown)) in charts.into_iter().zip(&shown).enumerate() {
            compare(path, lang, chart, shown);
            let dataset = (words(&chart["dataset"]["path"]), words(&chart["dataset"]["title"]));
            assert!(datasets(overview).contains(&dataset), "{path} is from {dataset:?}, which is not listed");
            let link = format!(
                "return [...document.querySelectorAll('figure.chart')[{at}].querySelectorAll('a')].map((a) => [a.getAttribute('href'), a.textContent])"
            );
            assert_eq!(browser.js(&link).await, json!([dataset]), "{path}");
            browser.click(&format!(".chart__dataset a[href='{}']", dataset.0)).await;
            browser.wait_for_heading(&dataset.1).await;
            let titles = browser
                .lines("return [...document.querySelectorAll('.chart__title')].map((at) => at.textContent)")
                .await;
            assert!(titles.contains(&shown.title), "{} does not show “{}”", dataset.0, shown.title);
            browser.driver.back().await.unwrap();
            browser
                .wait_for(
                    "the article",
                    &format!("location.pathname === '{path}' && document.querySelector('.chart__dataset')"),
                )
                .await;
        }
        assert!(browser.is_marked().await, "a page was loaded as a document");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn words_and_symbols_of_charts_have_room() {
    needs!(Phone, NoScript);
    // Without scripts the pages are there at once; they are the same with them.
    let (server, browser) = (Server::start().await, Browser::with(Setup { no_script: true, ..Setup::default() }).await);
    let overviews = OVERVIEWS.map(|(lang, path)| (lang, path.to_owned()));
    let mut found = Findings::default();
    for (_, path) in dataset_pages().into_iter().chain(overviews) {
        browser.open(&server.url(&path)).await;
        for (width, mobile) in [(320, true), (360, true), (768, false), (1280, false)] {
            browser.screen(width, 800, mobile).await;
            // The picture of a map comes when it is near the screen.
            browser.js("for (const map of document.querySelectorAll('.chart__map')) map.scrollIntoView()").await;
            browser.wait_for("the maps", MAPS_ARE_THERE).await;
            found.add(&format!("{path} at {width} px"), browser.lines(CHART_PLACES).await);
        }
    }
    browser.close().await;
    found.assert_none();
}

#[tokio::test]
async fn charts_can_be_told_from_the_page_in_every_colour_scheme() {
    needs!(Preferences);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let mut found = Findings::default();
    let mut pages: BTreeSet<_> = one_of_each_kind().into_iter().map(|(path, ..)| path).collect();
    pages.extend(OVERVIEWS.map(|(_, path)| path.to_owned()));
    for path in pages {
        browser.open_app(&server.url(&path)).await;
        browser.wait_for("the maps", MAPS_ARE_THERE).await;
        for forced in ["none", "active"] {
            for scheme in ["light", "dark"] {
                browser.prefer(&[("forced-colors", forced), ("prefers-color-scheme", scheme)]).await;
                assert!(browser.holds(&format!("matchMedia('(forced-colors: {forced})').matches")).await);
                found.add(&format!("{path}, {scheme}, forced: {forced}"), browser.lines(CHART_COLOURS).await);
            }
        }
        browser.prefer(&[]).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
    found.assert_none();
}
