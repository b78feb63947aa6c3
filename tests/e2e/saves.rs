//! What readers take away of a chart: its numbers as CSV and its picture as SVG and PNG, as they see them.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;
use tempfile::TempDir;

use crate::charts::{MAPS_ARE_THERE, Shown, read_number, words};
use crate::engine::needs;
use crate::explorer::{arrive, charts, control};
use crate::harness::{Browser, bundle};
use crate::server::{Fault, Server};

const READ_SVG: &str = include_str!("scripts/read_svg.js");

/// A folder that takes what the browser downloads.
pub(crate) struct Downloads(TempDir);

impl Downloads {
    /// Lets the browser download into a new folder.
    pub(crate) async fn allow(browser: &Browser) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let wish = json!({"behavior": "allow", "downloadPath": folder.path()});
        browser.cdp("Browser.setDownloadBehavior", wish).await;
        Self(folder)
    }

    fn files(&self) -> Vec<PathBuf> {
        std::fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// Presses a button of a chart (`csv`, `svg`, `png`), and takes the file that comes: its name and what is in it.
    pub(crate) async fn take(&self, browser: &Browser, at: usize, format: &str) -> (String, Vec<u8>) {
        control(browser, at, format).await.click().await.unwrap();
        let start = Instant::now();
        loop {
            let is_whole = |path: &Path| path.extension().is_some_and(|end| end == format);
            if let Some(path) = self.files().into_iter().find(|path| is_whole(path)) {
                let bytes = std::fs::read(&path).unwrap();
                if !bytes.is_empty() {
                    std::fs::remove_file(&path).unwrap();
                    return (path.file_name().unwrap().to_string_lossy().into_owned(), bytes);
                }
            }
            let told = "return [...document.querySelectorAll('[data-failed]')].map((at) => at.textContent).join('')";
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "no {format} came of chart {at}; folder: {:?}; told: “{}”; console: {:?}",
                self.files(),
                browser.text_of(told).await,
                browser.console().await
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Whether nothing has come, nor is on its way.
    pub(crate) fn is_empty(&self) -> bool {
        self.files().is_empty()
    }
}

/// The cells of a CSV file as RFC 4180 has it, after its byte order mark.
pub(crate) fn read_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("the file begins with no byte order mark");
    let text = std::str::from_utf8(text).unwrap();
    assert!(text.ends_with("\r\n"), "the last line is not ended");
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => cell.push(letters.next().unwrap()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(letter),
        }
    }
    rows
}

/// A CSV file holds what the table beside it shows.
pub(crate) fn check_csv(place: &str, lang: &str, bytes: &[u8], shown: &Shown) {
    let mut rows = read_csv(bytes).into_iter();
    assert_eq!(rows.next().unwrap(), shown.heads, "{place}: the names of the columns");
    let rows: Vec<_> = rows.collect();
    assert_eq!(rows.len(), shown.rows.len(), "{place}: the rows of the file");
    for (row, shown) in rows.iter().zip(&shown.rows) {
        assert_eq!((row.len(), &row[0]), (shown.len(), &shown[0]), "{place}");
        for (cell, shown) in row.iter().zip(shown).skip(1) {
            if shown == "–" {
                assert_eq!(cell, "", "{place}");
                continue;
            }
            let plain = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == '-';
            assert!(cell.chars().all(plain), "{place}: “{cell}” is written for readers of one language");
            let number: f64 = cell.parse().unwrap();
            assert_eq!(number, read_number(shown, lang), "{place}: “{cell}” and “{shown}”");
        }
    }
}

/// A picture, as `read_svg.js` reads it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Picture {
    is_svg: bool,
    size: [f64; 2],
    view: Vec<f64>,
    drawn: [f64; 2],
    colours: usize,
    title: String,
    pub(crate) titles: Vec<String>,
    pub(crate) words: String,
    foreign: Vec<String>,
    /// Where maps lie, and what lies on them.
    symbols: Vec<[f64; 4]>,
    countries: usize,
}

/// Reads an SVG file, which has to be one that stands by itself.
pub(crate) async fn read_svg(place: &str, browser: &Browser, bytes: &[u8]) -> Picture {
    let text = std::str::from_utf8(bytes).unwrap();
    // In a tab of its own: the site lets nobody turn text into elements.
    let (page, tab) = (browser.driver.window().await.unwrap(), browser.driver.new_tab().await.unwrap());
    browser.driver.switch_to_window(tab).await.unwrap();
    let found = browser.driver.execute_async(READ_SVG, vec![json!(text)]).await.unwrap().json().clone();
    browser.driver.close_window().await.unwrap();
    browser.driver.switch_to_window(page).await.unwrap();
    let picture: Picture = serde_json::from_value(found).unwrap();
    assert!(picture.is_svg, "{place} is no SVG: {}", &text[..text.len().min(400)]);
    assert!(picture.foreign.is_empty(), "{place} does not stand by itself: {:#?}", picture.foreign);
    let [width, height] = picture.size;
    assert!(width >= 480.0 && height > 100.0, "{place} is {width} × {height}");
    assert_eq!(picture.view, [0.0, 0.0, width, height], "{place}");
    assert_eq!(picture.drawn, picture.size, "{place} cannot be drawn by itself");
    assert!(picture.colours > 3, "{place} has {} colours", picture.colours);
    picture
}

/// A picture says what its chart says: title, numbers, source.
fn check_picture(place: &str, picture: &Picture, shown: &Shown, said: &[String]) {
    assert_eq!(picture.title, shown.title, "{place}");
    let marks: Vec<_> = shown.drawings.iter().flat_map(|drawing| drawing.marks.clone()).collect();
    assert_eq!(picture.titles, marks, "{place}: the marks say something else");
    for line in said {
        let squeezed: String = line.split_whitespace().collect();
        assert!(picture.words.contains(&squeezed), "{place} does not say “{line}”: {}", picture.words);
    }
}

/// Width and height of a PNG.
fn size_of_png(place: &str, bytes: &[u8]) -> [f64; 2] {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{place} is no PNG");
    assert_eq!(&bytes[12..16], b"IHDR", "{place}");
    let number = |at: usize| f64::from(u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()));
    [number(16), number(20)]
}

/// How many colours a picture has, drawn in the browser.
async fn colours_of_png(browser: &Browser, bytes: &[u8]) -> f64 {
    let script = "const [bytes, done] = arguments;
        createImageBitmap(new Blob([new Uint8Array(bytes)], {type: 'image/png'})).then((image) => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [image.width, image.height];
            const pen = canvas.getContext('2d');
            pen.drawImage(image, 0, 0);
            done(new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size);
        }, () => done(0))";
    let colours = browser.driver.execute_async(script, vec![json!(bytes)]).await.unwrap();
    colours.json().as_f64().unwrap()
}

/// Charts to save: page, which of its charts, and what is chosen of it.
const SAVED: [(&str, &str, usize, &[&str]); 10] = [
    ("en", "/data-and-resources/assisted-returns-with-iom-worldwide/", 0, &[]),
    ("de", "/de/daten-und-ressourcen/gefoerderte-rueckkehr-mit-der-iom-weltweit/", 0, &["kind=line", "from=2016"]),
    ("en", "/data-and-resources/assisted-returns-with-iom-worldwide/", 1, &["numbers=share", "kind=small-multiples"]),
    ("de", "/de/daten-und-ressourcen/gefoerderte-rueckkehr-mit-der-iom-weltweit/", 2, &[]),
    ("en", "/data-and-resources/approved-reag-garp-applications-by-nationality-2016/", 0, &["numbers=", "only=SRB"]),
    ("en", "/data-and-resources/approved-reag-garp-applications-by-nationality-2016/", 1, &[]),
    ("de", "/de/daten-und-ressourcen/bewilligte-reag-garp-antraege-nach-staatsangehoerigkeit-2016/", 1, &[]),
    ("en", "/data-and-resources/foreign-nationals-in-germany-three-main-nationalities/", 1, &[]),
    (
        "de",
        "/de/daten-und-ressourcen/auslaendische-staatsangehoerige-in-deutschland-die-drei-groessten-gruppen/",
        1,
        &["only=SYR"],
    ),
    (
        "de",
        "/de/daten-und-ressourcen/auslaendische-staatsangehoerige-in-deutschland-die-drei-groessten-gruppen/",
        1,
        &["kind=symbol-map"],
    ),
];

#[tokio::test]
async fn what_is_saved_is_what_is_shown() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let downloads = Downloads::allow(&browser).await;
    for (lang, path, at, choices) in SAVED {
        let page = bundle(path);
        let chart = page["dataset"]["charts"][at].clone();
        // Only what the chart offers.
        let choices: Vec<String> =
            choices.iter().filter(|choice| **choice != "numbers=").map(|choice| (*choice).to_owned()).collect();
        let id = words(&chart["id"]);
        let query: Vec<String> = choices.iter().map(|choice| format!("{id}.{choice}")).collect();
        browser.open_app(&server.url(&format!("{path}?{}", query.join("&")))).await;
        browser.wait_for("the maps", MAPS_ARE_THERE).await;
        arrive(&browser, lang, at, &chart, &choices).await;
        let shown = charts(&browser).await.swap_remove(at);
        let place = format!("{path}, {id}, {choices:?}");

        let (name, csv) = downloads.take(&browser, at, "csv").await;
        assert_eq!(name, format!("{id}.csv"));
        check_csv(&place, lang, &csv, &shown);

        let (name, svg) = downloads.take(&browser, at, "svg").await;
        assert_eq!(name, format!("{id}.svg"));
        let picture = read_svg(&place, &browser, &svg).await;
        let sources = browser
            .lines(&format!(
                "return [...document.querySelectorAll('figure.chart')[{at}].querySelectorAll(':scope > .chart__source')]
                    .map((at) => at.textContent)"
            ))
            .await;
        let mut said = vec![shown.title.clone(), words(&page["article"]["title"])];
        assert!(sources[0].contains(chart["source"].as_str().unwrap()), "{place}: {sources:?}");
        said.extend(sources);
        check_picture(&place, &picture, &shown, &said);
        let is_map = shown.kind == "symbol-map" || shown.kind == "choropleth";
        assert_eq!(picture.countries > 100, is_map, "{place}: {} paths", picture.countries);

        let (name, png) = downloads.take(&browser, at, "png").await;
        assert_eq!(name, format!("{id}.png"));
        assert_eq!(size_of_png(&place, &png), picture.size.map(|side| 2.0 * side), "{place}");
        assert!(colours_of_png(&browser, &png).await > 3.0, "{place}: the picture is empty");
        assert!(downloads.is_empty(), "{place}: more than one file came");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_map_is_saved_whole_however_closely_it_is_looked_at() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let downloads = Downloads::allow(&browser).await;
    for (_, path, at, _) in [SAVED[5], SAVED[7]] {
        browser.open_app(&server.url(path)).await;
        browser.wait_for("the maps", MAPS_ARE_THERE).await;
        let (_, whole) = downloads.take(&browser, at, "svg").await;
        let whole = read_svg(path, &browser, &whole).await;
        for _ in 0..3 {
            // Not below the way out, which stays at the top.
            browser.js("document.querySelector('.chart__map').scrollIntoView({block: 'center'})").await;
            browser.click(".chart__map [data-zoom=in]").await;
        }
        browser.js("document.querySelector('.chart__map-view').scrollLeft += 200").await;
        let (_, close) = downloads.take(&browser, at, "svg").await;
        let close = read_svg(path, &browser, &close).await;
        assert_eq!((close.symbols, close.size, close.titles), (whole.symbols, whole.size, whole.titles), "{path}");
        let is_close = "parseFloat(document.querySelector('.chart__map').style.getPropertyValue('--zoom')) > 3";
        assert!(browser.holds(is_close).await, "{path}: saving changed the view");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_phone_saves_a_picture_as_wide_as_others_can_use_and_shows_no_change() {
    needs!(DevTools, Phone, Preferences);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let downloads = Downloads::allow(&browser).await;
    for scheme in ["light", "dark"] {
        browser.prefer(&[("prefers-color-scheme", scheme)]).await;
        browser.screen(360, 740, true).await;
        for (lang, path, at, _) in [SAVED[0], SAVED[6], SAVED[7]] {
            browser.open_app(&server.url(path)).await;
            browser.wait_for("the maps", MAPS_ARE_THERE).await;
            let before = charts(&browser).await.swap_remove(at);
            let (_, svg) = downloads.take(&browser, at, "svg").await;
            let picture = read_svg(path, &browser, &svg).await;
            check_picture(path, &picture, &before, std::slice::from_ref(&before.title));
            let width = browser
                .number(&format!(
                    "return document.querySelectorAll('figure.chart')[{at}].getBoundingClientRect().width"
                ))
                .await;
            assert!(width <= 360.0, "{path}: the figure stays {width} px wide");
            assert_eq!(charts(&browser).await.swap_remove(at), before, "{path}, {lang}");
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_map_that_does_not_come_is_told() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    let downloads = Downloads::allow(&browser).await;
    let faults = [
        ("status 500", Fault::Status(500)),
        ("status 404", Fault::Status(404)),
        ("broken off", Fault::Cut(1000)),
        ("cut short", Fault::Short(50_000)),
        ("another page", Fault::Html),
        ("empty", Fault::Body(Vec::new())),
    ];
    let mut wrong = Vec::new();
    for (lang, path, at, _) in [SAVED[5], SAVED[8]] {
        let words = if lang == "de" {
            "Die Datei konnte nicht erzeugt werden. Bitte versuchen Sie es noch einmal."
        } else {
            "The file could not be made. Please try again."
        };
        let told = format!(
            "document.querySelectorAll('figure.chart')[{at}].querySelector('[data-failed][role=status]').textContent"
        );
        for (name, fault) in &faults {
            for format in ["svg", "png"] {
                browser.open_app(&server.url(path)).await;
                browser.wait_for("the maps", MAPS_ARE_THERE).await;
                server.break_path("/maps/world.svg", fault.clone());
                control(&browser, at, format).await.click().await.unwrap();
                let start = Instant::now();
                while browser.text_of(&format!("return {told}")).await != words {
                    if !downloads.is_empty() || start.elapsed() > Duration::from_secs(5) {
                        wrong.push(format!("{path}, {format}: a map that is {name} is not told"));
                        break;
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                server.mend();
                // What had come by then is none of the next.
                tokio::time::sleep(Duration::from_millis(100)).await;
                for file in downloads.files() {
                    std::fs::remove_file(file).unwrap();
                }
                let (_, _) = downloads.take(&browser, at, format).await;
                assert_eq!(browser.text_of(&format!("return {told}")).await, "", "{path}: it is told for good");
            }
        }
        // Numbers need no map.
        server.break_path("/maps/world.svg", Fault::Status(500));
        let (_, csv) = downloads.take(&browser, at, "csv").await;
        check_csv(path, lang, &csv, &charts(&browser).await[at]);
        server.mend();
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let console = browser.console().await;
    let other: Vec<_> = console.iter().filter(|line| !line.contains("/maps/world.svg")).collect();
    assert!(other.is_empty(), "{other:#?}");
    browser.close().await;
}
