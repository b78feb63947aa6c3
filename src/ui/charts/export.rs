//! What readers take away of a chart: its numbers as CSV, and the words around its picture.

use super::figure::source;
use super::words::heading_of;
use crate::model::Chart;
use crate::text::{csv, keyed_enum, plain_number};
use crate::ui::reader::Reader;

keyed_enum! {
    /// How a chart can be saved, by the end of the file's name.
    pub enum Format {
        /// The numbers.
        Csv = "csv",
        /// The picture, to be scaled and edited.
        Svg = "svg",
        /// The picture, to be shown anywhere.
        Png = "png",
    }
}

/// What is saved of a chart.
#[derive(Clone, Debug)]
pub struct Save {
    /// How.
    pub format: Format,
    /// The name of the file.
    pub file: String,
    /// The numbers.
    pub csv: String,
    /// What stands above the picture.
    pub heading: Vec<String>,
    /// What stands below the picture.
    pub footing: Vec<String>,
}

impl Save {
    /// A chart as it is shown.
    pub fn new(format: Format, chart: &Chart, reader: &Reader) -> Self {
        // The site does not put its name to a reader's own table.
        let site = if chart.dataset.path.is_empty() { "" } else { reader.strings.site_name };
        let footing = [source(chart, reader), chart.caveat.clone(), site.to_owned()];
        Self {
            format,
            file: format!("{}.{}", chart.id, format.key()),
            csv: csv_of(chart),
            heading: said([chart.title.clone(), chart.dataset.title.clone()].into()),
            footing: said(footing.into()),
        }
    }
}

/// Lines that are not empty.
fn said(mut lines: Vec<String>) -> Vec<String> {
    lines.retain(|line| !line.is_empty());
    lines
}

/// The numbers of a chart as CSV (RFC 4180): a row for each label and a column for each series, with a point before
/// decimals and nothing between thousands. It begins with a byte order mark, without which spreadsheets misread
/// umlauts. No cell is taken for a formula.
pub fn csv_of(chart: &Chart) -> String {
    let head: Vec<String> = std::iter::once(chart.axis.clone()).chain(chart.series.iter().map(heading_of)).collect();
    let mut text = String::from("\u{feff}");
    text.push_str(&csv::line(head.iter().map(|cell| csv::harmless(cell))));
    for (at, label) in chart.labels.iter().enumerate() {
        let numbers = chart.series.iter().map(|series| {
            let value = series.values.get(at).copied().flatten();
            value.map(|value| plain_number(value, series.decimals)).unwrap_or_default().into()
        });
        text.push_str(&csv::line(std::iter::once(csv::harmless(&label.name)).chain(numbers)));
    }
    text
}
