//! Each kind of chart as it is drawn, compared with the drawing that was looked at and found good.
//!
//! `UPDATE_EXPECTED=1 cargo test --test charts` writes the files in `tests/charts` anew: open each before it is
//! committed.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;

use iom_germany::model::{Chart, ChartKind, Label, PageLink, Series, Whole, WorldPlace};
use iom_germany::text::Lang;
use iom_germany::ui::charts::ChartFigure;
use iom_germany::ui::charts::figure::ChartFigureProps;
use iom_germany::ui::reader::Reader;
use leptos::prelude::{Owner, RenderHtml};

/// A chart of a kind, with a gap and a name that must be escaped.
fn chart(kind: ChartKind) -> Chart {
    let years = [("2016", 2016.0), ("2017", 2017.0), ("2018", 2018.0), ("2020", 2020.0)];
    let countries = [
        ("DEU", "Germany", 495.0, 137.0, false),
        ("FRA", "France", 480.0, 146.0, false),
        ("XKX", "Kosovo & more", 517.0, 152.0, true),
        ("USA", "United States", 220.0, 160.0, false),
    ];
    let is_time = matches!(kind, ChartKind::Bar | ChartKind::GroupedBar | ChartKind::SmallMultiples) || kind.is_line();
    let labels: Vec<Label> = match is_time {
        true => years
            .iter()
            .map(|(year, time)| Label {
                key: (*year).to_owned(),
                name: (*year).to_owned(),
                time: Some(*time),
                place: None,
            })
            .collect(),
        false => countries
            .iter()
            .map(|(key, name, x, y, is_small)| Label {
                key: (*key).to_owned(),
                name: (*name).to_owned(),
                time: None,
                place: Some(WorldPlace { x: *x, y: *y, is_small: *is_small }),
            })
            .collect(),
    };
    let series = |colour: u8, name: &str, values: [Option<f64>; 4]| Series {
        key: format!("s{colour}"),
        colour,
        name: name.to_owned(),
        unit: "people".to_owned(),
        decimals: 1,
        values: values.to_vec(),
    };
    let mut all = vec![series(0, "Departures", [Some(1234.5), None, Some(0.5), Some(987.0)])];
    if !kind.is_single() {
        all.push(series(2, "Arrivals", [Some(12.0), Some(1500.0), Some(700.25), None]));
    }
    Chart {
        id: "view".to_owned(),
        kind,
        title: "Departures <and> arrivals".to_owned(),
        axis: if is_time { "Year" } else { "Country" }.to_owned(),
        labels,
        series: all,
        dataset: PageLink { title: "Departures".to_owned(), path: "/departures/".to_owned() },
        source: "Report".to_owned(),
        updated: "2020".to_owned(),
        caveat: "Rounded.".to_owned(),
        whole: (kind == ChartKind::Proportion).then_some(Whole::Labels),
    }
}

fn drawn(kind: ChartKind) -> String {
    let html = Owner::new().with(|| {
        Reader::new(Lang::En, "/").provide();
        ChartFigure(ChartFigureProps { chart: chart(kind), linked: false, explorable: false }).to_html()
    });
    let html = html.replace("<!>", "");
    let stage =
        html.split("<div class=\"chart__stage\">").nth(1).unwrap().split("<p class=\"chart__tip\"").next().unwrap();
    // A tag to a line, so that a change can be read.
    let mut lines = stage.replace("><", ">\n<");
    lines.push('\n');
    lines
}

#[test]
fn every_kind_of_chart_is_drawn_as_it_was_found_good() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts");
    let mut other = Vec::new();
    for kind in ChartKind::ALL {
        let path = folder.join(format!("{}.html", kind.key()));
        let drawn = drawn(kind);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &drawn).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != drawn {
            other.push(format!("{}:\n{drawn}", kind.key()));
        }
    }
    assert!(other.is_empty(), "drawn otherwise than before:\n{}", other.join("\n"));
    assert_eq!(fs::read_dir(folder).unwrap().count(), ChartKind::ALL.len(), "a drawing of no kind of chart");
}
