//! A reader's own table: opened, drawn, changed and saved in the browser, and nowhere else.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::By;

use crate::charts::{array, compare};
use crate::engine::needs;
use crate::explorer::{charts, check_summary, control, controls};
use crate::harness::{Browser, bundle};
use crate::saves::{Downloads, check_csv, read_csv, read_svg};
use crate::server::Server;

/// The page, in each language.
pub(crate) const PAGES: [(&str, &str); 2] =
    [("en", "/data-and-resources/your-data/"), ("de", "/de/daten-und-ressourcen/eigene-daten/")];

/// The files of a reader, on their disk.
pub(crate) struct Files(TempDir);

impl Files {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Writes a file, or writes it anew.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Chooses a file in the field of the page, and waits until the page says something about it.
    pub(crate) async fn open(&self, browser: &Browser, name: &str, bytes: &[u8]) {
        let path = self.write(name, bytes);
        browser.js("window.earlier = document.querySelector('.own-data__read, .own-data__problem')").await;
        let field = browser.driver.find(By::Css(".own-data input[type=file]")).await.unwrap();
        field.send_keys(path.to_str().unwrap()).await.unwrap();
        let said = "document.querySelector('.own-data__read, .own-data__problem')";
        let is_new = format!("{said} && {said} !== window.earlier && {said}.textContent.includes({})", json!(name));
        browser.wait_within(Duration::from_secs(10), &format!("the page to say something about {name}"), &is_new).await;
    }
}

/// What is said about a file that cannot be shown.
async fn problem(browser: &Browser) -> String {
    browser
        .text_of("return document.querySelector('.own-data > [role=status] > .own-data__problem')?.textContent ?? ''")
        .await
}

/// The preview: names of the columns, then the first rows.
async fn preview(browser: &Browser) -> Vec<Vec<String>> {
    let rows = browser
        .js("return [...document.querySelectorAll('.own-data > .table tr')]
            .map((row) => [...row.cells].map((cell) => cell.textContent))")
        .await;
    serde_json::from_value(rows).unwrap()
}

/// Changes one of the controls above the chart: `label=1`, `numbers=2`, `together=mean`.
async fn choose(browser: &Browser, pair: &str) {
    browser.click(&format!(".own-data > .explorer [value='{pair}']")).await;
}

/// A chart as the bundles tell of one, for what is expected of a file.
fn chart(kind: &str, title: &str, axis: &str, labels: &[&str], series: &[(&str, u8, &[Option<f64>])]) -> Value {
    let series = series.iter().map(
        |(name, decimals, values)| json!({"name": name, "unit": "", "decimals": decimals, "values": values, "key": name}),
    );
    json!({
        "kind": kind, "title": title, "axis": axis,
        "labels": labels.iter().map(|label| json!({"name": label})).collect::<Vec<_>>(),
        "series": series.collect::<Vec<_>>(),
    })
}

/// Holds the chart of the page against what is expected.
async fn check(browser: &Browser, lang: &str, expected: &Value) {
    let place = format!("{lang}, {}", expected["title"]);
    for _ in 0..50 {
        if charts(browser).await.first().is_some_and(|shown| {
            shown.heads.len() == array(&expected["series"]).len() + 1 && expected["axis"] == shown.heads[0].as_str()
        }) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut all = charts(browser).await;
    assert_eq!(all.len(), 1, "{place}");
    let shown = all.swap_remove(0);
    compare(&place, lang, expected, &shown);
    check_summary(&place, &shown, expected);
    let field_is_empty = "document.querySelector('.own-data input[type=file]').value === ''";
    assert!(browser.holds(field_is_empty).await, "{place}: the same file could not be chosen again");
}

/// Each letter in two bytes, after the byte order mark.
fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(to_bytes).collect()
}

/// A letter for each byte, as Windows-1252 has them where it is like Latin 1.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
}

const UMLAUTS: &str = "Land;Zahl\nÖsterreich;5\nTürkei;17\nÅland;0\n";

/// Good files: name, bytes, and the chart they give.
fn good_files() -> Vec<(&'static str, Vec<u8>, Value)> {
    let bars = |title, axis, labels: &[&str], series: &[(&str, u8, &[Option<f64>])]| {
        chart("horizontal-bar", title, axis, labels, series)
    };
    let umlauts = |title| {
        bars(title, "Land", &["Österreich", "Türkei", "Åland"], &[("Zahl", 0, &[Some(5.0), Some(17.0), Some(0.0)])])
    };
    vec![
        (
            "comma and point.csv",
            b"country,people,share\nSyria,\"1,234\",12.5\nIraq,567,7.25\n\"Congo, Republic of the\",12,0.5\n".to_vec(),
            bars(
                "comma and point",
                "country",
                &["Syria", "Iraq", "Congo, Republic of the"],
                &[("people", 0, &[Some(1234.0), Some(567.0), Some(12.0)])],
            ),
        ),
        (
            "semicolon.csv",
            "Jahr;Anteil;Zahl\r\n2021;12,5;1.200\r\n2020;7,25;900\r\n2019;–;800\r\n".into(),
            chart(
                "bar",
                "semicolon",
                "Jahr",
                &["2019", "2020", "2021"],
                &[("Anteil", 2, &[None, Some(7.25), Some(12.5)])],
            ),
        ),
        (
            "tabs.tsv",
            b"month\tcases\n2024-02\t7\n2024-01\t5\n2024-03\t\n".to_vec(),
            chart(
                "bar",
                "tabs",
                "month",
                &["2024-01", "2024-02", "2024-03"],
                &[("cases", 0, &[Some(5.0), Some(7.0), None])],
            ),
        ),
        (
            "days.csv",
            b"note,day,cases\nx,2024-01-31,-2\ny,2023-12-01,3\nz,2024-01-01,4\n".to_vec(),
            chart(
                "bar",
                "days",
                "day",
                &["2023-12-01", "2024-01-01", "2024-01-31"],
                &[("cases", 0, &[Some(3.0), Some(4.0), Some(-2.0)])],
            ),
        ),
        ("utf-8.csv", UMLAUTS.into(), umlauts("utf-8")),
        ("utf-8 with mark.csv", format!("\u{feff}{UMLAUTS}").into(), umlauts("utf-8 with mark")),
        ("windows-1252.csv", windows_1252(UMLAUTS), umlauts("windows-1252")),
        ("utf-16 little.csv", utf_16(UMLAUTS, u16::to_le_bytes), umlauts("utf-16 little")),
        ("utf-16 big.csv", utf_16(UMLAUTS, u16::to_be_bytes), umlauts("utf-16 big")),
        (
            "repeated.txt",
            b"office,clients\nBerlin,10\nBonn,3\nBerlin,20\nBonn,\nBerlin,3\n".to_vec(),
            bars("repeated", "office", &["Berlin", "Bonn"], &[("clients", 0, &[Some(33.0), Some(3.0)])]),
        ),
    ]
}

#[tokio::test]
async fn good_files_are_drawn_as_they_were_meant() {
    needs!(DevTools);
    let (server, browser, files) = (Server::start().await, Browser::start().await, Files::new());
    let downloads = Downloads::allow(&browser).await;
    for (lang, path) in PAGES {
        browser.open_app(&server.url(path)).await;
        for (name, bytes, expected) in good_files() {
            files.open(&browser, name, &bytes).await;
            assert_eq!(problem(&browser).await, "", "{name}");
            check(&browser, lang, &expected).await;
            // The caption tells how much was read, the preview how.
            let rows = array(&expected["labels"]).len();
            let read = browser.text_of("return document.querySelector('.own-data__read').textContent").await;
            let preview = preview(&browser).await;
            let in_file = if name == "repeated.txt" { 5 } else { rows };
            assert_eq!(preview.len(), in_file + 1, "{name}: {preview:?}");
            let words = if lang == "de" { "Zeilen" } else { "rows" };
            assert!(read.starts_with(&format!("{name}: {in_file} {words}, {}", preview[0].len())), "{read}");
            assert!(preview[0].contains(&expected["axis"].as_str().unwrap().to_owned()), "{name}: {preview:?}");
            let (file, csv) = downloads.take(&browser, 0, "csv").await;
            assert_eq!(file, "own.csv");
            check_csv(&format!("{lang}, {name}"), lang, &csv, &charts(&browser).await[0]);
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn other_columns_and_other_ways_can_be_chosen() {
    let (server, browser, files) = (Server::start().await, Browser::start().await, Files::new());
    let table = b"office,year,clients,hours\nBerlin,2022,10,1.5\nBonn,2022,3,2\nBerlin,2023,20,2.5\nBonn,2023,,4\n";
    for (lang, path) in PAGES {
        browser.open_app(&server.url(path)).await;
        let history = browser.number("return history.length").await;
        files.open(&browser, "offices.csv", table).await;
        let by_year =
            |series: &[(&str, u8, &[Option<f64>])], kind| chart(kind, "offices", "year", &["2022", "2023"], series);
        let clients: (&str, u8, &[Option<f64>]) = ("clients", 0, &[Some(13.0), Some(20.0)]);
        let hours: (&str, u8, &[Option<f64>]) = ("hours", 1, &[Some(3.5), Some(6.5)]);
        check(&browser, lang, &by_year(&[clients], "bar")).await;
        choose(&browser, "numbers=3").await;
        check(&browser, lang, &by_year(&[clients, hours], "grouped-bar")).await;
        choose(&browser, "numbers=2").await;
        check(&browser, lang, &by_year(&[hours], "bar")).await;
        // The last one stays.
        choose(&browser, "numbers=3").await;
        check(&browser, lang, &by_year(&[hours], "bar")).await;
        assert!(
            browser.holds("document.querySelector('.explorer [value=\"numbers=3\"]').checked").await,
            "{path}: the box says something else than the chart"
        );
        choose(&browser, "label=0").await;
        let by_office = |values: &[Option<f64>], decimals| {
            chart("horizontal-bar", "offices", "office", &["Berlin", "Bonn"], &[("hours", decimals, values)])
        };
        check(&browser, lang, &by_office(&[Some(4.0), Some(6.0)], 0)).await;
        choose(&browser, "together=mean").await;
        browser.wait_for("the mean", "document.querySelector('.chart__table').textContent.includes('3')").await;
        check(&browser, lang, &by_office(&[Some(2.0), Some(3.0)], 0)).await;
        choose(&browser, "together=count").await;
        browser.wait_for("the count", "document.querySelector('.chart__table').textContent.includes('2')").await;
        check(&browser, lang, &by_office(&[Some(2.0), Some(2.0)], 0)).await;
        choose(&browser, "together=sum").await;
        choose(&browser, "label=1").await;
        choose(&browser, "numbers=2").await;
        check(&browser, lang, &by_year(&[clients, hours], "grouped-bar")).await;

        // The chart has the controls of every other, but the address does not tell of it.
        control(&browser, 0, "kind=small-multiples").await.click().await.unwrap();
        browser.wait_for("two drawings", "document.querySelectorAll('.chart__drawing').length === 2").await;
        check(&browser, lang, &by_year(&[clients, hours], "small-multiples")).await;
        control(&browser, 0, "series=2").await.click().await.unwrap();
        check(&browser, lang, &by_year(&[hours], "small-multiples")).await;
        assert!(controls(&browser).await[0].can_reset);
        control(&browser, 0, "reset").await.click().await.unwrap();
        check(&browser, lang, &by_year(&[clients, hours], "grouped-bar")).await;
        let now = (browser.address().await, browser.number("return history.length").await);
        assert_eq!(now, (path.to_owned(), history), "the address tells of the file");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn what_may_be_misread_is_told() {
    let (server, browser, files) = (Server::start().await, Browser::start().await, Files::new());
    let remark = "return [...document.querySelectorAll('.own-data__remark')].map((at) => at.textContent)";
    for (lang, path) in PAGES {
        browser.open_app(&server.url(path)).await;
        // 1.234 in a file that does not say how it writes numbers is read as the page's language has it.
        files.open(&browser, "either.tsv", b"place\tpeople\nA\t1.234\nB\t2.345\n").await;
        let remarks = browser.lines(remark).await;
        let (value, decimals) = if lang == "de" { (1.0, 0) } else { (0.001, 3) };
        let values = [Some(1234.0 * value), Some(2345.0 * value)];
        check(
            &browser,
            lang,
            &chart("horizontal-bar", "either", "place", &["A", "B"], &[("people", decimals, &values)]),
        )
        .await;
        assert!(remarks.len() == 1 && remarks[0].contains("people"), "{remarks:?}");
        let said = if lang == "de" { "Dezimalkomma" } else { "decimal point" };
        assert!(remarks[0].contains(said), "{remarks:?}");

        files.open(&browser, "word.csv", b"place,people,share\nA,12,1\nB,34,2\nC,twelve,3\n").await;
        let remarks = browser.lines(remark).await;
        assert!(
            remarks.len() == 1 && ["people", "twelve", "3"].iter().all(|word| remarks[0].contains(word)),
            "{remarks:?}"
        );
        let labels = ["A", "B", "C"];
        let shares: &[Option<f64>] = &[Some(1.0), Some(2.0), Some(3.0)];
        check(&browser, lang, &chart("horizontal-bar", "word", "place", &labels, &[("share", 0, shares)])).await;

        // Of many categories the largest are shown, and it is said how many are not.
        let rows: String = (0..80).map(|n| format!("name {n},{n}\n")).collect();
        files.open(&browser, "many.csv", format!("name,count\n{rows}").as_bytes()).await;
        let shown = charts(&browser).await.swap_remove(0);
        assert_eq!((shown.rows.len(), &shown.rows[0]), (50, &vec!["name 79".to_owned(), "79".to_owned()]));
        let caveat = browser.text_of("return document.querySelector('figure.chart').textContent").await;
        let said = if lang == "de" {
            "nur die 50 größten Werte; weggelassen: 30"
        } else {
            "Only the 50 largest are shown; left out: 30"
        };
        assert!(caveat.contains(said), "{caveat}");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

/// A bad file: name, bytes, line and column of the fault, what is said of it in each language.
type Bad = (&'static str, Vec<u8>, Option<(u32, u32)>, [&'static str; 2]);

fn bad_files() -> Vec<Bad> {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    vec![
        (
            "quote.csv",
            b"a,b\n1,\"x\n2,3\n".to_vec(),
            Some((2, 3)),
            ["this quotation mark is never closed", "Dieses Anf\u{fc}hrungszeichen wird nie geschlossen"],
        ),
        (
            "after quote.csv",
            b"a,b\r\n1,2\r\n\"x\"y,3\r\n".to_vec(),
            Some((3, 4)),
            ["text follows a closing quotation mark", "Nach dem schlie\u{df}enden Anf\u{fc}hrungszeichen"],
        ),
        (
            "inside.csv",
            "ä,b\nthe \"house\",3\n".into(),
            Some((2, 5)),
            ["this quotation mark stands inside a cell", "Dieses Anf\u{fc}hrungszeichen steht mitten in einer Zelle"],
        ),
        (
            "short row.csv",
            b"a,b\n1,2\n\n3\n".to_vec(),
            Some((4, 2)),
            ["this row has 1 instead of 2 cells", "Diese Zeile hat 1 statt 2 Zellen"],
        ),
        (
            "long row.csv",
            b"a;b\n1;2;3\n".to_vec(),
            Some((2, 5)),
            ["this row has 3 instead of 2 cells", "Diese Zeile hat 3 statt 2 Zellen"],
        ),
        (
            "twins.csv",
            b"a,b, a\n1,2,3\n".to_vec(),
            Some((1, 5)),
            ["two columns are called \u{201c}a\u{201d}", "Zwei Spalten hei\u{df}en \u{201e}a\u{201c}"],
        ),
        (
            "nameless.csv",
            b"a,,b\n1,2,3\n".to_vec(),
            Some((1, 3)),
            ["this column has no name", "Diese Spalte hat keinen Namen"],
        ),
        ("picture.csv", png, Some((2, 1)), ["this is not plain text", "Das ist kein reiner Text"]),
        ("zeros.csv", b"a,b\n1,\0\n".to_vec(), Some((2, 3)), ["this is not plain text", "Das ist kein reiner Text"]),
        ("empty.csv", Vec::new(), Some((1, 1)), ["the file is empty", "Die Datei ist leer"]),
        (
            "header.csv",
            b"a,b\n".to_vec(),
            Some((2, 1)),
            ["there are no rows below the names", "Unter den Spaltennamen stehen keine Daten"],
        ),
        (
            "words.csv",
            b"name,place\nx,y\nz,w\n".to_vec(),
            None,
            ["words.csv lacks a column", "In words.csv fehlt eine Spalte"],
        ),
        (
            "large.csv",
            vec![b'1'; 8_000_001],
            None,
            ["large.csv could not be opened", "large.csv lie\u{df} sich nicht \u{f6}ffnen"],
        ),
    ]
}

#[tokio::test]
async fn bad_files_are_told_with_line_and_column() {
    let (server, browser, files) = (Server::start().await, Browser::start().await, Files::new());
    for (index, (lang, path)) in PAGES.into_iter().enumerate() {
        browser.open_app(&server.url(path)).await;
        for (name, bytes, place, words) in bad_files() {
            files.open(&browser, "good.csv", b"a,b\nx,1\ny,2\n").await;
            assert_eq!((problem(&browser).await.as_str(), charts(&browser).await.len()), ("", 1));
            files.open(&browser, name, &bytes).await;
            let said = problem(&browser).await;
            if let Some((line, column)) = place {
                let start = if lang == "de" {
                    format!("{name}, Zeile {line}, Zeichen {column}: ")
                } else {
                    format!("{name}, line {line}, character {column}: ")
                };
                assert!(said.starts_with(&start), "“{said}” does not start with “{start}”");
            }
            assert!(said.contains(words[index]), "“{said}” does not say “{}”", words[index]);
            let is_left = "document.querySelector('.own-data :is(figure, table, .explorer, .own-data__remark)')";
            assert!(!browser.holds(is_left).await, "{name}: something of the file before is left");
        }
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn a_mended_file_of_the_same_name_can_be_opened() {
    let (server, browser, files) = (Server::start().await, Browser::start().await, Files::new());
    let mended = b"place,people\nA,1\nB,2\n";
    for (lang, path) in PAGES {
        browser.open_app(&server.url(path)).await;
        let expected = chart("horizontal-bar", "mine", "place", &["A", "B"], &[("people", 0, &[Some(1.0), Some(2.0)])]);
        files.open(&browser, "mine.csv", b"place,people\nA,1\nB\n").await;
        assert!(problem(&browser).await.contains("mine.csv"));
        files.open(&browser, "mine.csv", mended).await;
        check(&browser, lang, &expected).await;
        files.open(&browser, "mine.csv", b"place,people\nA,5\nB,2\n").await;
        assert_eq!(charts(&browser).await[0].rows[0][1], "5", "the file before is shown");
        files.open(&browser, "mine.csv", &vec![b'1'; 8_000_001]).await;
        assert!(problem(&browser).await.contains("mine.csv"));
        files.open(&browser, "mine.csv", mended).await;
        check(&browser, lang, &expected).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn nothing_of_a_file_is_sent_or_kept() {
    needs!(DevTools);
    let (server, browser, files) = (Server::start().await, Browser::start().await, Files::new());
    let downloads = Downloads::allow(&browser).await;
    let kept = "const done = arguments[arguments.length - 1];
        Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker?.getRegistrations() ?? []]).then((kept) => done(JSON.stringify(
            [{...localStorage}, {...sessionStorage}, document.cookie, ...kept, location.href, document.title])))";
    for (_, path) in PAGES {
        browser.open_app(&server.url(path)).await;
        // What links lead to is loaded beforehand; until all that has come, nothing tells it from the file.
        for top in ["0", "document.body.scrollHeight", "0"] {
            browser.js(&format!("scrollTo(0, {top})")).await;
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
        let before = browser.driver.execute_async(kept, Vec::new()).await.unwrap().json().clone();
        server.forget_requests();
        files.open(&browser, "secret.csv", b"who,confidential\nnobody,71\nsomebody,72\nanybody,73\n").await;
        control(&browser, 0, "only=0").await.click().await.unwrap();
        downloads.take(&browser, 0, "csv").await;
        downloads.take(&browser, 0, "svg").await;
        downloads.take(&browser, 0, "png").await;
        files.open(&browser, "secret.csv", b"who,confidential\nnobody\n").await;
        assert_eq!(server.requests(), Vec::<String>::new(), "{path}");
        let after = browser.driver.execute_async(kept, Vec::new()).await.unwrap().json().clone();
        assert_eq!(after, before, "{path}: something was kept");
        let nothing = after.as_str().unwrap().starts_with("[{},{},\"\",[],[],[],");
        assert!(nothing, "{path}: something is kept: {after}");
        // Nor is it there for the next to come.
        browser.driver.refresh().await.unwrap();
        browser.wait_for_app("ready").await;
        let words = browser.words().await;
        assert!(!words.contains("confidential") && !words.contains("secret.csv"), "{path}: it is still there");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn cells_that_try_something_do_nothing() {
    needs!(DevTools);
    let (server, browser, files) = (Server::start().await, Browser::start().await, Files::new());
    let downloads = Downloads::allow(&browser).await;
    let cells = [
        "=1+1",
        "+1+1x",
        "-x",
        "@SUM(A1)",
        "<script>window.pwned = 1</script>",
        "<img src=x onerror='window.pwned = 1'>",
        "</title></style></svg><b>bold</b>",
        "&lt;&amp;&#x41;",
        "\u{202E}txt.exe\u{202D}",
        "javascript:alert(1)",
        "{{1+1}} ${1+1}",
    ];
    let harmless = |cell: &str| {
        if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() }
    };
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let mut table = format!("{},{}\n", quoted("=HYPERLINK(\"x\")"), quoted("<i>count</i>"));
    for (at, cell) in cells.iter().enumerate() {
        table.push_str(&format!("{},{}\n", quoted(cell), at + 1));
    }
    for (lang, path) in PAGES {
        browser.open_app(&server.url(path)).await;
        let elements = "return document.querySelectorAll('script, img, b, i, iframe').length";
        let before = browser.number(elements).await;
        let name = "<b>=own</b>.csv".replace('/', "∕");
        files.open(&browser, &name, table.as_bytes()).await;
        let preview = preview(&browser).await;
        assert_eq!(preview[0], ["=HYPERLINK(\"x\")", "<i>count</i>"]);
        assert_eq!(preview[1][0], cells[0]);
        let values: Vec<Option<f64>> = (1..=cells.len()).map(|at| Some(at as f64)).collect();
        let title = name.strip_suffix(".csv").unwrap();
        let expected =
            chart("horizontal-bar", title, "=HYPERLINK(\"x\")", &cells, &[("<i>count</i>", 0, values.as_slice())]);
        check(&browser, lang, &expected).await;
        // Tips say them, too.
        for at in 0..cells.len() {
            browser.js(&format!("document.querySelectorAll('.chart__mark')[{at}].focus()")).await;
            let tip = browser.text_of("return document.querySelector('.chart__tip:not([hidden])').textContent").await;
            assert_eq!(tip, format!("{}: {}", cells[at], at + 1));
        }
        assert_eq!(browser.number(elements).await, before, "{path}: a cell became an element");

        let (_, csv) = downloads.take(&browser, 0, "csv").await;
        let rows = read_csv(&csv);
        assert_eq!(rows[0], ["'=HYPERLINK(\"x\")", "<i>count</i>"]);
        let labels: Vec<_> = rows[1..].iter().map(|row| row[0].clone()).collect();
        assert_eq!(labels, cells.map(harmless), "{path}");
        let (_, svg) = downloads.take(&browser, 0, "svg").await;
        let picture = read_svg(path, &browser, &svg).await;
        assert_eq!(picture.titles.len(), cells.len());
        assert!(picture.words.contains("<script>window.pwned=1</script>"), "{}", picture.words);
        assert!(!browser.holds("window.pwned").await, "{path}: a cell was run");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

/// Days from 2010 on, with two columns of numbers that grow by turns.
fn days(count: usize) -> String {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let all = (2010..).flat_map(|year| {
        (1..).zip(lengths).flat_map(move |(month, length)| (1..=length).map(move |day| (year, month, day)))
    });
    let rows = all
        .take(count)
        .enumerate()
        .map(|(at, (year, month, day))| format!("{year}-{month:02}-{day:02},{},{}.5\n", 100 + at % 97, 1000 - at % 89));
    format!("day,cases,hours\n{}", rows.collect::<String>())
}

#[tokio::test]
async fn five_thousand_rows_are_drawn_and_saved() {
    needs!(DevTools);
    let (server, browser, files) = (Server::start().await, Browser::start().await, Files::new());
    let downloads = Downloads::allow(&browser).await;
    for (lang, path) in PAGES {
        browser.open_app(&server.url(path)).await;
        files.open(&browser, "days.csv", days(5000).as_bytes()).await;
        let shown = charts(&browser).await.swap_remove(0);
        assert_eq!((shown.kind.as_str(), shown.rows.len()), ("line", 60));
        let more = browser.text_of("return document.querySelector('.chart__table p').textContent").await;
        assert!(more.contains(if lang == "de" { " 4.940" } else { " 4,940" }), "{more}");
        let marks = &shown.drawings[0].marks;
        assert!((60..=100).contains(&marks.len()), "{} marks", marks.len());
        assert!(shown.drawings[0].is_drawn);
        let (_, csv) = downloads.take(&browser, 0, "csv").await;
        let rows = read_csv(&csv);
        assert_eq!(
            (rows.len(), &rows[1], rows[5000].len()),
            (5001, &vec!["2010-01-01".to_owned(), "100".to_owned()], 2)
        );
        assert_eq!(rows[5000][1], (100 + 4999 % 97).to_string());
        // Every number is in the path.
        let points = browser
            .number("return document.querySelector('.chart__path').getAttribute('d').match(/[ML]?\\s*[\\d.]+[ ,][\\d.]+/g).length")
            .await;
        assert!(points >= 4999.0, "the line has {points} points");
        // Cut down to some days it can be read off.
        let offered =
            "return [...document.querySelectorAll('figure.chart .explorer [value^=\"to=\"]')].map((at) => at.value)";
        let offered = browser.lines(offered).await;
        assert!((3..=62).contains(&offered.len()), "{} days are offered", offered.len());
        let days: usize = offered[1].trim_start_matches("to=").parse().unwrap();
        control(&browser, 0, &offered[1]).await.click().await.unwrap();
        let all = format!("document.querySelectorAll('.chart__mark').length === {}", days + 1);
        browser.wait_for("the first days", &all).await;
        assert_eq!(read_csv(&downloads.take(&browser, 0, "csv").await.1).len(), days + 2, "{path}");
    }
    browser.assert_quiet().await;
    browser.close().await;
}

/// From the change event of a control, or of the field with a file, to the first frame after the page has changed:
/// the median of seven times, in milliseconds. `act` is the change, `place` the selector of what changes.
const MEASURE: &str = "const done = arguments[arguments.length - 1];
    window.measure = (act, place) => new Promise((resolve) => {
        const region = document.querySelector(place);
        const watch = new MutationObserver(() => {
            watch.disconnect();
            requestAnimationFrame(() => { const channel = new MessageChannel();
                channel.port1.onmessage = () => resolve(performance.now() - start); channel.port2.postMessage(0); });
        });
        watch.observe(region, {childList: true, subtree: true});
        const start = performance.now();
        act();
    });
    window.chosen = (selector) => () => {
        const at = document.querySelector(selector);
        if (at.localName === 'option') { at.closest('select').value = at.value; at.closest('select').dispatchEvent(new Event('change', {bubbles: true})); }
        else at.click();
    };
    window.opened = (name, text) => () => {
        const field = document.querySelector('.own-data input[type=file]'), files = new DataTransfer();
        files.items.add(new File([text], name));
        field.files = files.files;
        field.dispatchEvent(new Event('change', {bubbles: true}));
    };
    window.median = async (acts, place) => {
        const times = [];
        for (let turn = 0; turn < 7; turn += 1) {
            times.push(await window.measure(acts[turn % acts.length], place));
            // What takes that long once is too slow, whatever the others take.
            if (times.at(-1) > 10000) return times.at(-1);
            await new Promise((rest) => setTimeout(rest, 150));
        }
        return times.sort((a, b) => a - b)[3];
    };
    done(1)";

/// The figure's own redraws, and the columns above it.
const STAGE: &str = "figure.chart .chart__stage";
const RESULT: &str = ".own-data";

#[tokio::test]
async fn charts_follow_at_once_on_a_slow_phone() {
    needs!(DevTools);
    let (server, browser) = (Server::start().await, Browser::start().await);
    browser.open_app(&server.url(PAGES[0].1)).await;
    browser.driver.execute_async(MEASURE, Vec::new()).await.unwrap();
    browser.driver.set_script_timeout(Duration::from_secs(120)).await.unwrap();
    browser.cdp("Emulation.setCPUThrottlingRate", json!({"rate": 4})).await;
    // What, by which changes, where it is seen, and how long it should take, in milliseconds. How long it took is told
    // and not judged: that depends on what else the machine has to do.
    let measure = async |what: &'static str, acts: &str, place: &str, target: f64| {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            window.median([{acts}], {}).then(done, (error) => done(String(error)))",
            json!(place)
        );
        let time = browser.driver.execute_async(script, Vec::new()).await;
        let time = time.unwrap_or_else(|_| panic!("{what}: the page does not answer any more"));
        let time = time.json().as_f64().unwrap_or_else(|| panic!("{what}: {}", time.json()));
        println!("{what}: {time:.0} ms of {target} ms");
    };
    let chosen = |value: &str| format!("window.chosen({})", json!(format!(".explorer [value='{value}']")));
    let [small, large] = [250, 5000].map(|rows| format!("window.opened('days.csv', {})", json!(days(rows))));
    measure("250 rows, opened", &small, RESULT, 50.0).await;
    let kinds = format!("{}, {}", chosen("kind=step"), chosen("kind=line"));
    measure("250 rows, another kind", &kinds, STAGE, 50.0).await;
    measure("250 rows, a column more or less", &chosen("numbers=2"), RESULT, 50.0).await;
    // With two columns there are boxes.
    if browser.number("return document.querySelectorAll(\".explorer [value^='series=']\").length").await == 0.0 {
        browser.click(".own-data > .explorer [value='numbers=2']").await;
    }
    measure("250 rows, a box", &chosen("series=1"), STAGE, 50.0).await;
    measure("5,000 rows, opened", &large, RESULT, 200.0).await;
    measure("5,000 rows, a column more or less", &chosen("numbers=2"), RESULT, 200.0).await;
    let labels = format!("{}, {}", chosen("label=1"), chosen("label=0"));
    measure("5,000 rows, another axis", &labels, RESULT, 200.0).await;
    // The days again, which have lines.
    browser.click(".own-data > .explorer [value='label=0']").await;
    measure("5,000 rows, another kind", &kinds, STAGE, 200.0).await;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({"rate": 1})).await;
    browser.assert_quiet().await;
    browser.close().await;
}

#[tokio::test]
async fn the_page_is_led_to_and_has_its_twin() {
    let (server, browser) = (Server::start().await, Browser::start().await);
    for (index, (_, path)) in PAGES.into_iter().enumerate() {
        let twin = PAGES[1 - index].1;
        assert_eq!(bundle(path)["article"]["translations"][0]["path"], twin);
        let overview = if index == 0 { "/data-and-resources/" } else { "/de/daten-und-ressourcen/" };
        browser.open_app(&server.url(overview)).await;
        browser.click(&format!("main a[href='{path}']")).await;
        browser.wait_for("the field", "document.querySelector('.own-data input[type=file]')").await;
        browser.click(&format!(".language a[href='{twin}']")).await;
        browser.wait_for("its twin", &format!("location.pathname === '{twin}'")).await;
    }
    browser.assert_quiet().await;
    browser.close().await;
}
