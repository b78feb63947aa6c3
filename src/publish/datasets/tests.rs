//! Whole datasets: every rule with the place it points at, what becomes of a small dataset, and the project's own.

use std::path::PathBuf;

use miette::Diagnostic;
use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::model::{ChartKind, Label, WorldPlace};
use crate::publish::problem::Problem;

const CSV: &str = "\
year,country,run_by,people,share,source,note
2019,AFG,iom,120,1.25,report,
2020,AFG,iom,1500,,report,about
2020,XKX,bamf,80.5,4,\"press\",
";

const TOML: &str = r##"
theme = "return"
quality = "good"
title = { en = "Departures: a test", de = "Ausreisen: ein Test" }
finding = { en = "Finding", de = "Befund" }
description = { en = "Description", de = "Beschreibung" }
caveat = { en = "Caveat", de = "Vorbehalt" }
licence = { en = "CC BY 4.0", de = "CC BY 4.0" }
read = "2026-11-22"
updated = "2020"
key = ["year", "country"]

[sources.report]
title = { en = "Report, 2021", de = "Bericht, 2021" }
url = "https://example.org/report"

[sources.press]
title = { en = "=Press", de = "=Presse" }

[notes]
about = { en = "about", de = "etwa" }

[[columns]]
key = "year"
kind = "year"
title = { en = "Year", de = "Jahr" }
hxl = "#date+year"

[[columns]]
key = "country"
kind = "country"
title = { en = "Country", de = "Land" }
hxl = "#country+code+v_iso3"

[[columns]]
key = "run_by"
kind = "category"
title = { en = "Run by", de = "Durchführung" }
hxl = "#org+impl"

[columns.labels]
iom = { en = "IOM", de = "Die IOM" }
bamf = { en = "BAMF", de = "Das BAMF" }

[[columns]]
key = "people"
kind = "number"
title = { en = "People", de = "Personen" }
unit = { en = "people", de = "Personen" }
decimals = 0
hxl = "#reached"

[[columns]]
key = "share"
kind = "number"
title = { en = "Share", de = "Anteil" }
unit = { en = "per cent", de = "Prozent" }
decimals = 1
hxl = "#reached+pct"

[[views]]
id = "afghanistan"
title = { en = "Afghanistan", de = "Afghanistan" }
chart = "line"
x = "year"
y = ["people"]
where = { country = "AFG" }

[[views]]
id = "countries"
title = { en = "Countries", de = "Länder" }
chart = "grouped-bar"
x = "country"
y = ["people"]
series = "year"
sort = "value"

[[views]]
id = "map"
title = { en = "Map", de = "Karte" }
chart = "symbol-map"
x = "country"
y = ["share"]
"##;

/// A content folder with some datasets.
struct Fixture(tempfile::TempDir);

impl Fixture {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(DATA)).unwrap();
        fs::write(folder.path().join("site.toml"), "[topics]\n").unwrap();
        let countries = "alpha3,en,de\nAFG,Afghanistan,Afghanistan\nXKX,Kosovo (UNSCR 1244),Kosovo (UNSCR 1244)\n";
        fs::write(folder.path().join("countries.csv"), countries).unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(DATA).join(name), text).unwrap();
        }
        Self(folder)
    }

    fn read(&self) -> (Vec<DataSource>, Problems) {
        let mut problems = Problems::default();
        let config = Config::read(self.0.path(), "2026-11-22".parse().unwrap(), &mut problems).unwrap();
        let read = read(self.0.path(), &config, &mut problems).unwrap();
        (read, problems)
    }
}

/// Each problem as its rule, its message, and what it points at.
fn shown(problems: &Problems) -> Vec<String> {
    let shown = problems.iter().map(|problem| {
        let label = problem.labels().and_then(|mut labels| labels.next());
        let place = label.map(|label| {
            let code = problem.source_code().unwrap().read_span(label.inner(), 0, 0).unwrap();
            let start = label.offset() - code.span().offset();
            String::from_utf8_lossy(&code.data()[start..start + label.len()]).into_owned()
        });
        let rule = problem.rule().strip_prefix("data/").unwrap();
        format!("{rule}: {problem} @ {}", place.unwrap_or_default())
    });
    shown.collect()
}

fn small() -> DataSource {
    let (mut read, problems) = Fixture::new(&[("x.csv", CSV), ("x.toml", TOML)]).read();
    assert_eq!(shown(&problems), Vec::<String>::new());
    read.remove(0)
}

fn anywhere(_: CountryCode) -> Option<WorldPlace> {
    Some(WorldPlace { x: 1.0, y: 2.0, is_small: false })
}

fn project() -> Vec<DataSource> {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut problems = Problems::default();
    let config = Config::read(&content, "2026-11-22".parse().unwrap(), &mut problems).unwrap();
    let read = read(&content, &config, &mut problems).unwrap();
    assert!(problems.is_empty(), "{}", problems.render(false));
    read
}

// ---- rules ----

#[test]
fn every_mistake_in_rows_is_shown_where_it_stands() {
    for (from, to, expected) in [
        (
            "year,country",
            "country,year",
            "columns-differ: the columns are `country,year,run_by,people,share,source,note`, those of the metadata \
             `year,country,run_by,people,share,source,note` @ country,year,run_by,people,share,source,note",
        ),
        (
            "2019,AFG,iom,120,1.25,report,\n",
            "2019,AFG,iom\n",
            "columns-differ: this row has 3 cells, the header 7 @ 2019,AFG,iom",
        ),
        ("2019,AFG", "1899,AFG", "bad-year: `1899` is no year @ 1899"),
        ("2019,AFG", "2019,AFX", "unknown-country: there is no country `AFX` @ AFX"),
        ("AFG,iom,120", "AFG,iomm,120", "unknown-category: `run_by` has no value `iomm` @ iomm"),
        ("1.25", "\"1,25\"", "bad-number: `1,25` is no number @ \"1,25\""),
        ("1500,,report", "1500,,raport", "unknown-source: there is no source `raport` @ raport"),
        ("1500,,report", "1500,,", "missing-source: this row names no source @ 2020,AFG,iom,1500,,,about"),
        ("report,about", "report,abuot", "unknown-note: there is no note `abuot` @ abuot"),
        (
            "2020,AFG,iom,1500,,report,about",
            "\n2019,AFG,iom,1500,,report,about",
            "duplicate-key: line 2 is a row of `2019, AFG` too @ 2019,AFG,iom,1500,,report,about",
        ),
        (
            CSV.split_once('\n').unwrap().1,
            "",
            "empty: there are no rows @ year,country,run_by,people,share,source,note",
        ),
        ("80.5,4,", "80.5,-4,", "bad-view: the view `map` cannot show `-4` @ -4"),
    ] {
        assert!(CSV.contains(from), "{from}");
        let csv = CSV.replacen(from, to, 1);
        for csv in [csv.clone(), csv.replace('\n', "\r\n")] {
            let (read, problems) = Fixture::new(&[("x.csv", &csv), ("x.toml", TOML)]).read();
            assert_eq!(shown(&problems), [expected], "{csv:?}");
            assert!(read.is_empty());
        }
    }
}

#[test]
fn every_mistake_in_metadata_is_shown_where_it_stands() {
    for (from, to, expected) in [
        ("\"return\"", "\"retrun\"", "invalid-metadata: `retrun` is no theme @ \"retrun\""),
        ("\"good\"", "\"gut\"", "invalid-metadata: `gut` is no quality @ \"gut\""),
        (
            "de = \"Befund\"",
            "de = \" \"",
            "invalid-metadata: there are no words in `de` @ { en = \"Finding\", de = \" \" }",
        ),
        ("2026-11-22", "2026-11", "invalid-metadata: `2026-11` is no day @ \"2026-11\""),
        ("updated = \"2020\"", "updated = \"\"", "invalid-metadata: `updated` is ``, which is no date @ \"\""),
        (
            "[\"year\", \"country\"]",
            "[\"year\", \"land\", \"country\"]",
            "unknown-column: there is no column `land` @ \"land\"",
        ),
        // Half a key would find rows twice.
        ("[\"year\", \"country\"]", "[\"year\", \"land\"]", "unknown-column: there is no column `land` @ \"land\""),
        // Without labels every row would have an unknown value.
        (
            "[columns.labels]\niom = { en = \"IOM\", de = \"Die IOM\" }\nbamf = { en = \"BAMF\", de = \"Das BAMF\" }\n",
            "",
            "invalid-metadata: a category needs labels @ \"run_by\"",
        ),
        (
            "[\"year\", \"country\"]",
            "[\"year\", \"country\", \"people\"]",
            "invalid-metadata: `people` holds numbers, which tell no rows apart @ \"people\"",
        ),
        (
            "https://",
            "ftp://",
            "invalid-metadata: `ftp://example.org/report` is no address of a source @ \"ftp://example.org/report\"",
        ),
        ("#date+year", "#Date+year", "invalid-metadata: `#Date+year` is no HXL tag @ \"#Date+year\""),
        ("decimals = 1", "decimals = 7", "invalid-metadata: 7 decimals are more than anyone can read @ 7"),
        (
            "hxl = \"#date",
            "decimals = 1\nhxl = \"#date",
            "invalid-metadata: only numbers have a unit and decimals @ \"year\"",
        ),
        (
            "unit = { en = \"people\", de = \"Personen\" }\n",
            "",
            "invalid-metadata: a column of numbers needs a unit @ \"people\"",
        ),
        (
            "de = \"Das BAMF\"",
            "de = \"Die IOM\"",
            "invalid-metadata: two labels are called `Die IOM` in `de` @ { en = \"IOM\", de = \"Die IOM\" }",
        ),
        ("id = \"map\"", "id = \"Map\"", "invalid-metadata: `Map` cannot be the id of a view @ \"Map\""),
        ("id = \"map\"", "id = \"countries\"", "duplicate-view: there is a view `countries` already @ \"countries\""),
        ("\"symbol-map\"", "\"map\"", "invalid-metadata: `map` is no chart @ \"map\""),
        ("series = \"year\"", "series = \"yaer\"", "unknown-column: there is no column `yaer` @ \"yaer\""),
        (
            "where = { country = \"AFG\" }",
            "where = { land = \"AFG\" }",
            "unknown-column: there is no column `land` @ \"AFG\"",
        ),
        (
            "where = { country = \"AFG\" }",
            "where = { country = \"SYR\" }",
            "bad-view: no row has the country `SYR` @ \"SYR\"",
        ),
        (
            "y = [\"share\"]",
            "y = [\"share\"]\nwhere = { country = \"AFG\", year = \"2020\" }",
            "bad-view: no row gives the view `map` a number @ \"map\"",
        ),
        ("y = [\"share\"]", "y = []", "bad-view: a view needs numbers @ []"),
        ("y = [\"share\"]", "y = [\"run_by\"]", "bad-view: `run_by` holds no numbers @ \"run_by\""),
        (
            "\"year\"\ny = [\"people\"]",
            "\"country\"\ny = [\"people\"]",
            "bad-view: `country` holds no years or dates @ \"country\"",
        ),
        (
            "\"country\"\ny = [\"share\"]",
            "\"run_by\"\ny = [\"share\"]",
            "bad-view: `run_by` holds no countries @ \"run_by\"",
        ),
        (
            "\"country\"\ny = [\"share\"]",
            "\"people\"\ny = [\"share\"]",
            "bad-view: `people` holds numbers @ \"people\"",
        ),
        (
            "\"symbol-map\"",
            "\"symbol-map\"\nseries = \"year\"",
            "bad-view: `symbol-map` shows one series only @ [\"share\"]",
        ),
        ("\"grouped-bar\"", "\"bar\"", "bad-view: `bar` shows one series only @ [\"people\"]"),
        ("series = \"year\"", "series = \"country\"", "bad-view: `country` is `x` already @ \"country\""),
        (
            "y = [\"people\"]\nwhere",
            "y = [\"people\", \"share\"]\nwhere",
            "bad-view: these columns are counted in different units: people, per cent @ [\"people\", \"share\"]",
        ),
        (
            "where = { country = \"AFG\" }",
            "where = { country = \"AFG\" }\nsort = \"key\"",
            "bad-view: a line runs through time @ \"key\"",
        ),
        (
            "y = [\"people\"]\nseries",
            "y = [\"people\", \"people\"]\nseries",
            "bad-view: `people` stands here twice @ \"people\"\n\
             bad-view: there are several columns of numbers and a series @ [\"people\", \"people\"]",
        ),
        (
            "where = { country = \"AFG\" }",
            "",
            "duplicate-in-view: the view `afghanistan` has two numbers for `2020`, in lines 3 and 4 @ \"afghanistan\"",
        ),
        (
            "finding = ",
            "findings = ",
            "invalid-metadata: the metadata cannot be read: unknown field `findings`, expected one of `theme`, \
             `quality`, `title`, `finding`, `description`, `caveat`, `licence`, `read`, `updated`, `key`, `sources`, \
             `notes`, `columns`, `views` @ findings",
        ),
    ] {
        assert!(TOML.contains(from), "{from}");
        let toml = TOML.replacen(from, to, 1);
        let (read, problems) = Fixture::new(&[("x.csv", CSV), ("x.toml", &toml)]).read();
        assert_eq!(shown(&problems).join("\n"), expected);
        assert!(read.is_empty());
    }
}

#[test]
fn all_mistakes_of_all_files_are_shown_at_once() {
    let csv = CSV.replace("2019", "19").replace("XKX", "KOS").replace("press", "pres");
    let toml = TOML.replace("\"return\"", "\"returns\"").replace("series = \"year\"", "series = \"years\"");
    let (_, problems) = Fixture::new(&[("a.csv", &csv), ("a.toml", &toml), ("b.csv", &csv), ("b.toml", TOML)]).read();
    let rules: Vec<_> = problems.iter().map(Problem::rule).collect();
    let rows = ["data/bad-year", "data/unknown-country", "data/unknown-source"];
    assert_eq!(rules, [&["data/invalid-metadata", "data/unknown-column"], &rows[..], &rows[..]].concat());
}

#[test]
fn a_dataset_is_two_files_of_a_name() {
    let (read, problems) = Fixture::new(&[
        ("alone.csv", CSV),
        ("bare.toml", TOML),
        ("Bad Name.csv", CSV),
        ("notes.txt", ""),
        (".hidden", ""),
    ])
    .read();
    assert!(read.is_empty());
    let rules: Vec<_> = problems.iter().map(Problem::rule).collect();
    let expected = ["bad-file-name", "bad-file-name", "missing-metadata", "missing-metadata"];
    assert_eq!(rules, expected.map(|rule| format!("data/{rule}")));
}

#[test]
fn two_datasets_with_one_address_are_told_apart() {
    let other = TOML.replace("\"Departures: a test\"", "\"Departures – a TEST!\"").replace("ein Test", "noch einer");
    let files = [("a.csv", CSV), ("a.toml", TOML), ("b.csv", CSV), ("b.toml", &other)];
    let (_, problems) = Fixture::new(&files).read();
    let title = "{ en = \"Departures – a TEST!\", de = \"Ausreisen: noch einer\" }";
    let message = "/data-and-resources/departures-a-test/ is the address of `a` too";
    assert_eq!(shown(&problems), [format!("title-collides: {message} @ {title}")]);
}

#[test]
fn a_map_needs_a_place_for_each_country() {
    let mut problems = Problems::default();
    small().check_places(&|code| anywhere(code).filter(|_| code != CountryCode::KOSOVO), &mut problems);
    assert_eq!(shown(&problems), ["unknown-place: the map `map` has no place for XKX @ XKX"]);
}

#[test]
fn without_the_folder_there_is_no_dataset() {
    let fixture = Fixture::new(&[]);
    fs::remove_dir(fixture.0.path().join(DATA)).unwrap();
    let (read, problems) = fixture.read();
    assert!(read.is_empty() && problems.is_empty());
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let csv = format!("\u{feff}{CSV}");
    let (read, problems) = Fixture::new(&[("x.csv", &csv), ("x.toml", TOML)]).read();
    assert_eq!((read.len(), shown(&problems)), (1, Vec::new()));
    let (_, problems) = Fixture::new(&[("x.csv", &csv.replace("2019", "19")), ("x.toml", TOML)]).read();
    assert_eq!(shown(&problems), ["bad-year: `19` is no year @ 19"]);
}

// ---- what becomes of a dataset ----

#[test]
fn a_view_chooses_and_orders_rows() {
    let data = small();
    let line = data.chart("afghanistan", Lang::En, &anywhere).unwrap();
    let label = |name: &str, time| Label { key: name.to_owned(), name: name.to_owned(), time: Some(time), place: None };
    assert_eq!(line.labels, [label("2019", 2019.0), label("2020", 2020.0)]);
    assert_eq!(line.series[0].values, [Some(120.0), Some(1500.0)]);
    assert_eq!((line.axis.as_str(), line.source.as_str(), line.updated.as_str()), ("Year", "Report, 2021", "2020"));
    assert_eq!(line.dataset.path, "/data-and-resources/departures-a-test/");

    let bars = data.chart("countries", Lang::De, &anywhere).unwrap();
    let names = |chart: &Chart| chart.labels.iter().map(|label| label.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&bars), ["Afghanistan", "Kosovo (UNSCR 1244)"]);
    let series: Vec<_> = bars.series.iter().map(|series| (series.name.as_str(), series.values.clone())).collect();
    assert_eq!(series, [("2019", vec![Some(120.0), None]), ("2020", vec![Some(1500.0), Some(80.5)])]);
    assert_eq!(bars.source, "Bericht, 2021; =Presse");
    assert_eq!((bars.series[0].unit.as_str(), bars.series[0].decimals), ("Personen", 0));

    let map = data.chart("map", Lang::En, &anywhere).unwrap();
    assert_eq!(names(&map), ["Afghanistan", "Kosovo (UNSCR 1244)"]);
    assert!(map.labels.iter().all(|label| label.place == anywhere(CountryCode::KOSOVO) && label.time.is_none()));
    assert_eq!(map.series[0].values, [Some(1.25), Some(4.0)]);
    assert!(data.chart("none", Lang::En, &anywhere).is_none());
}

#[test]
fn labels_are_sorted_by_name_or_number_in_each_language() {
    let by_name = TOML.replace("sort = \"value\"", "sort = \"key\"").replace("\"country\"\ny", "\"run_by\"\ny");
    let by_name = by_name.replace("\"symbol-map\"", "\"horizontal-bar\"");
    let (read, problems) = Fixture::new(&[("x.csv", CSV), ("x.toml", &by_name)]).read();
    assert_eq!(shown(&problems), Vec::<String>::new());
    for (lang, expected) in [(Lang::En, ["BAMF", "IOM"]), (Lang::De, ["Das BAMF", "Die IOM"])] {
        let chart = read[0].chart("countries", lang, &anywhere).unwrap();
        assert_eq!(chart.labels.iter().map(|label| label.name.as_str()).collect::<Vec<_>>(), expected);
    }
    let by_number = TOML.replace("y = [\"share\"]", "y = [\"share\"]\nsort = \"value\"");
    let (read, _) = Fixture::new(&[("x.csv", CSV), ("x.toml", &by_number)]).read();
    assert_eq!(read[0].chart("map", Lang::En, &anywhere).unwrap().series[0].values, [Some(4.0), Some(1.25)]);
}

#[test]
fn a_chart_names_three_sources_at_most() {
    let letters = ["a", "b", "c", "d"];
    let sources =
        letters.map(|letter| format!("[sources.{letter}]\ntitle = {{ en = \"{letter}\", de = \"{letter}\" }}\n"));
    let toml = TOML.replace("[notes]", &format!("{}[notes]", sources.concat()));
    for (used, en, de) in [(3, "a; b; c", "a; b; c"), (4, "a; b; c; and others", "a; b; c; und andere")] {
        let rows = letters[..used].iter().enumerate();
        let rows: String = rows.map(|(n, source)| format!("{},AFG,iom,1,1,{source}\n", 2010 + n)).collect();
        let csv = format!("year,country,run_by,people,share,source\n{rows}");
        let toml = toml.replace("y = [\"share\"]", "y = [\"share\"]\nwhere = { year = \"2010\" }");
        let (read, problems) = Fixture::new(&[("x.csv", &csv), ("x.toml", &toml)]).read();
        assert_eq!(shown(&problems), Vec::<String>::new());
        let source = |lang| read[0].chart("afghanistan", lang, &anywhere).unwrap().source;
        assert_eq!((source(Lang::En).as_str(), source(Lang::De).as_str()), (en, de));
    }
}

#[test]
fn the_table_speaks_the_language() {
    let data = small();
    let [en, de] = [Lang::En, Lang::De].map(|lang| data.dataset(lang, &anywhere));
    let titles: Vec<_> = de.table.columns.iter().map(|column| (column.title.as_str(), column.number)).collect();
    let expected = [
        ("Jahr", false),
        ("Land", false),
        ("Durchführung", false),
        ("Personen (Personen)", true),
        ("Anteil (Prozent)", true),
        ("Quelle", false),
        ("Anmerkung", false),
    ];
    assert_eq!(titles, expected);
    assert_eq!(de.table.rows[1], ["2020", "Afghanistan", "Die IOM", "1.500", "", "Bericht, 2021", "etwa"]);
    assert_eq!(en.table.rows[0], ["2019", "Afghanistan", "IOM", "120", "1.3", "Report, 2021", ""]);
    assert_eq!((en.theme.as_str(), en.quality), ("Return and reintegration", Quality::Good));
    assert_eq!(data.card(Lang::De, &anywhere).unwrap().chart.id, "afghanistan");
}

#[test]
fn files_can_be_taken_away() {
    let data = small();
    let files: BTreeMap<_, _> = data.files("https://example.org/site").into_iter().collect();
    let paths: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["data/x/datapackage.json", "data/x/dataset.jsonld", "data/x/x.csv", "data/x/x.hxl.csv"]);
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let rows = "2019,AFG,iom,120,1.25,\"Report, 2021\",\r\n2020,AFG,iom,1500,,\"Report, 2021\",about\r\n\
                2020,XKX,bamf,80.5,4,'=Press,\r\n";
    let header = "year,country,run_by,people,share,source,note\r\n";
    let tags = "#date+year,#country+code+v_iso3,#org+impl,#reached,#reached+pct,#meta+source,#description+note\r\n";
    assert_eq!(text("data/x/x.csv"), format!("{header}{rows}"));
    assert_eq!(text("data/x/x.hxl.csv"), format!("{header}{tags}{rows}"));

    let package: Json = serde_json::from_str(&text("data/x/datapackage.json")).unwrap();
    let resource = &package["resources"][0];
    assert_eq!(resource["bytes"], files["data/x/x.csv"].len());
    assert_eq!(resource["hash"].as_str().unwrap().len(), "sha256:".len() + 64);
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    let kinds: Vec<_> = resource["schema"]["fields"].as_array().unwrap().iter().map(|field| &field["type"]).collect();
    assert_eq!(kinds, ["year", "string", "string", "number", "number", "string", "string"]);
    assert_eq!(resource["schema"]["fields"][2]["constraints"]["enum"], serde_json::json!(["bamf", "iom"]));
    assert_eq!(resource["schema"]["primaryKey"], serde_json::json!(["year", "country"]));

    let ld: Json = serde_json::from_str(&text("data/x/dataset.jsonld")).unwrap();
    assert_eq!(ld["distribution"][0]["contentUrl"], "https://example.org/site/data/x/x.csv");
    assert_eq!(ld["url"], "https://example.org/site/data-and-resources/departures-a-test/");
    assert_eq!(ld["temporalCoverage"], "2019/2020");
    assert_eq!(ld["license"], "https://creativecommons.org/licenses/by/4.0/");
    for download in data.dataset(Lang::En, &anywhere).downloads {
        assert_eq!(files[&download.path[1..]].len(), download.bytes as usize, "{}", download.path);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn reading_never_panics(rows in "(([0-9]{4}|AFG|iom|report|[\\PC\r\n\"]{0,3}),?){0,30}", cut in 0..TOML.len()) {
        let csv = format!("year,country,run_by,people,share,source,note\n{rows}");
        let _ = Fixture::new(&[("x.csv", &csv), ("x.toml", TOML), ("y.csv", CSV), ("y.toml", &TOML[..cut.min(40)])]).read();
    }
}

// ---- the project's own ----

#[test]
fn every_dataset_of_the_project_gives_charts_with_numbers() {
    let datasets = project();
    assert!(!datasets.is_empty());
    for data in &datasets {
        for lang in Lang::ALL {
            let charts = data.charts(lang, &anywhere);
            assert!(!charts.is_empty(), "{}", data.id);
            for chart in charts {
                let name = format!("{} of {} in {lang}", chart.id, data.id);
                let lengths: Vec<_> = chart.series.iter().map(|series| series.values.len()).collect();
                assert!(lengths.iter().all(|length| *length == chart.labels.len()), "{name}: {lengths:?}");
                assert!(chart.series.iter().flat_map(|series| &series.values).any(Option::is_some), "{name}");
                assert!(!chart.source.is_empty() && !chart.axis.is_empty(), "{name}");
                let names: BTreeSet<_> = chart.labels.iter().map(|label| &label.name).collect();
                assert_eq!(names.len(), chart.labels.len(), "{name}: a label stands twice");
                let is_time = matches!(chart.kind, ChartKind::Line | ChartKind::Step);
                assert!(!is_time || chart.labels.iter().is_sorted_by(|a, b| a.time < b.time), "{name}");
            }
            let table = data.dataset(lang, &anywhere).table;
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", data.id);
        }
    }
}

#[test]
fn the_files_of_the_project_hold_the_numbers_of_its_datasets() {
    for data in project() {
        let files: BTreeMap<_, _> = data.files("https://example.org").into_iter().collect();
        let mut plain = csv::Reader::from_reader(files[&format!("data/{0}/{0}.csv", data.id)].as_slice());
        let records: Vec<_> = plain.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), data.rows.len(), "{}", data.id);
        for (record, row) in records.iter().zip(&data.rows) {
            for (written, cell) in record.iter().zip(&row.cells) {
                match cell.value {
                    Value::Number(number) => assert_eq!(written.parse::<f64>().unwrap(), number),
                    _ => assert_eq!(written, cell.text),
                }
            }
        }
        let mut tagged = csv::Reader::from_reader(files[&format!("data/{0}/{0}.hxl.csv", data.id)].as_slice());
        let tagged: Vec<_> = tagged.records().map(Result::unwrap).collect();
        assert!(tagged[0].iter().all(|tag| tag.starts_with('#')), "{}: {:?}", data.id, tagged[0]);
        assert_eq!(tagged[1..], records);
    }
}

#[test]
fn the_same_datasets_give_the_same_files() {
    let files = || project().iter().flat_map(|data| data.files("https://example.org")).collect::<Vec<_>>();
    assert_eq!(files(), files());
}
