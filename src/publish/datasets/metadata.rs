//! What is known about a dataset: what it is about, what its columns hold and which charts it gives.
//!
//! [`super::form`] makes it of `<id>.toml`. Columns are known by their place.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::words::Theme;
use crate::model::{ChartKind, Quality, Whole};
use crate::publish::config::Words;
use crate::text::{Date, Lang};

/// The column after a dataset's own: where a row comes from.
pub(super) const SOURCE: &str = "source";

/// The last column, if there is one: what else there is to say of a row.
pub(super) const NOTE: &str = "note";

/// What is known about a dataset.
#[derive(Debug)]
pub(super) struct Metadata {
    /// What it is about.
    pub(super) theme: Theme,
    /// How far it can be relied on.
    pub(super) quality: Quality,
    /// Its name.
    pub(super) title: Words,
    /// Where its name stands in the file.
    pub(super) title_place: Range<usize>,
    /// What it shows, in a sentence.
    pub(super) finding: Words,
    /// What is counted, by whom.
    pub(super) description: Words,
    /// What the numbers do not show.
    pub(super) caveat: Words,
    /// Under which terms it may be used.
    pub(super) licence: Words,
    /// When the sources were read.
    pub(super) read: Option<Date>,
    /// The newest period the numbers hold for.
    pub(super) updated: String,
    /// The columns that together tell one row from another; none if the editor's are broken.
    pub(super) key: Vec<usize>,
    /// Where rows come from, in the order of the file.
    pub(super) sources: Vec<DataOrigin>,
    /// What else there is to say of rows, by key.
    pub(super) notes: BTreeMap<String, Words>,
    /// The columns, without source and note.
    pub(super) columns: Vec<Column>,
    /// The charts, the most telling first.
    pub(super) views: Vec<View>,
}

/// Where rows come from.
#[derive(Debug)]
pub(super) struct DataOrigin {
    /// Its name in the rows.
    pub(super) key: String,
    /// What it is, in words.
    pub(super) title: Words,
    /// Where it was read.
    pub(super) url: Option<String>,
}

/// A column of the rows.
#[derive(Debug)]
pub(super) struct Column {
    /// Its name in files.
    pub(super) key: String,
    /// Its name for readers.
    pub(super) title: Words,
    /// Its hashtag in the Humanitarian Exchange Language (hxlstandard.org, 1.1).
    pub(super) hxl: String,
    /// What it holds.
    pub(super) kind: ColumnKind,
}

/// What a column holds.
#[derive(Debug)]
pub(super) enum ColumnKind {
    /// Years.
    Year,
    /// Days, months or years.
    Date,
    /// One of a few values, by key with their names.
    Category(BTreeMap<String, Words>),
    /// Countries.
    Country,
    /// Numbers.
    Number(Measure),
}

/// What numbers count.
#[derive(Debug)]
pub(super) struct Measure {
    /// In what: `people`.
    pub(super) unit: Words,
    /// Digits shown after the point.
    pub(super) decimals: u8,
}

impl Column {
    /// What its numbers count, if it holds any.
    pub(super) fn measure(&self) -> Option<&Measure> {
        match &self.kind {
            ColumnKind::Number(measure) => Some(measure),
            _ => None,
        }
    }

    /// Whether it holds years or dates.
    pub(super) fn is_time(&self) -> bool {
        matches!(self.kind, ColumnKind::Year | ColumnKind::Date)
    }

    /// Its name with the unit of its numbers.
    pub(super) fn heading(&self, lang: Lang) -> String {
        let title = self.title.in_lang(lang);
        self.measure().map_or(title.to_owned(), |measure| format!("{title} ({})", measure.unit.in_lang(lang)))
    }
}

/// A chart to be made of some of the rows.
#[derive(Debug)]
pub(super) struct View {
    /// Its name in addresses.
    pub(super) id: String,
    /// Where its name stands in the file.
    pub(super) place: Range<usize>,
    /// What it shows.
    pub(super) title: Words,
    /// How it shows it.
    pub(super) kind: ChartKind,
    /// The column along its first axis.
    pub(super) x: usize,
    /// The columns with its numbers; just one if there is a column for the series.
    pub(super) y: Vec<usize>,
    /// The column that tells the series apart.
    pub(super) series: Option<usize>,
    /// Only rows with these values, as they stand in the file.
    pub(super) only: Vec<Condition>,
    /// What of it adds up to a whole.
    pub(super) whole: Option<Whole>,
    /// Its order; that of time or of the rows if none.
    pub(super) sort: Option<Sort>,
}

/// A value that rows must have.
#[derive(Debug)]
pub(super) struct Condition {
    /// In which column.
    pub(super) column: usize,
    /// The value as it stands in the rows.
    pub(super) value: String,
    /// Where it stands in the metadata.
    pub(super) place: Range<usize>,
}

/// The order of what stands along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sort {
    /// The largest number first.
    Value,
    /// By name.
    Key,
}
