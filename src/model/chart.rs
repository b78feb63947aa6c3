//! A chart as numbers and words: what is drawn, tabled, summed up in words and downloaded alike.

use serde::{Deserialize, Serialize};

use super::PageLink;
use crate::text::{UnsafeHref, check_href, keyed_enum};

keyed_enum! {
    /// How a chart shows its numbers.
    pub enum ChartKind {
        /// Upright bars, a category or year each.
        Bar = "bar",
        /// Upright bars side by side, one for each series.
        GroupedBar = "grouped-bar",
        /// Lying bars, for long names.
        HorizontalBar = "horizontal-bar",
        /// A line through time; where a year is missing it breaks off.
        Line = "line",
        /// A line that stays level until the next number.
        Step = "step",
        /// Parts of a whole along one bar.
        Proportion = "proportion",
        /// A small chart for each series, each with its own scale.
        SmallMultiples = "small-multiples",
        /// Circles on a map of the world, their area as large as the number.
        SymbolMap = "symbol-map",
    }
}

/// A chart of a dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Chart {
    /// Its name in addresses, unique in its dataset.
    pub id: String,
    /// How it shows its numbers.
    pub kind: ChartKind,
    /// What it shows.
    pub title: String,
    /// What stands along its first axis: `Year`, `Country`.
    pub axis: String,
    /// Years, countries or categories, in the order shown.
    pub labels: Vec<Label>,
    /// The numbers, each series with one for each label.
    pub series: Vec<Series>,
    /// The dataset it is from.
    pub dataset: PageLink,
    /// Where the numbers come from, in words.
    pub source: String,
    /// The newest period the numbers hold for, as the editor wrote it.
    pub updated: String,
    /// What the numbers do not show.
    pub caveat: String,
}

/// A place along the first axis of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Label {
    /// The year, country or category, as readers see it.
    pub name: String,
    /// Where it lies in time, in years: 2016 or 2016.833; absent for categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<f64>,
    /// Where it lies on the map of the world, in its units from the upper left; absent elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<(f64, f64)>,
}

/// Numbers of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Series {
    /// What is counted, or for whom.
    pub name: String,
    /// In what it is counted: `people`, `million US dollars`.
    pub unit: String,
    /// Digits after the decimal point.
    pub decimals: u8,
    /// A number for each label; none where it is not known.
    pub values: Vec<Option<f64>>,
}

/// A dataset as its page shows it, beside the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Dataset {
    /// What it is about, as the office sorts it.
    pub theme: String,
    /// How far it can be relied on.
    pub quality: Quality,
    /// Under which terms it may be used.
    pub licence: String,
    /// Its charts, the most telling first.
    pub charts: Vec<Chart>,
    /// All of it.
    pub table: DataTable,
    /// The files it can be had as.
    pub downloads: Vec<Download>,
}

keyed_enum! {
    /// How far a dataset can be relied on.
    pub enum Quality {
        /// From the body that counts, with a clear definition.
        Good = "good",
        /// Usable with its caveat.
        Fair = "fair",
        /// An order of magnitude, no more.
        Weak = "weak",
    }
}

/// All rows of a dataset, as readers see them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct DataTable {
    /// The headings.
    pub columns: Vec<DataColumn>,
    /// The rows, each with a cell for each column; an empty cell is not known.
    pub rows: Vec<Vec<String>>,
}

/// A column of a dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct DataColumn {
    /// The heading, with the unit.
    pub title: String,
    /// Whether it holds numbers, which are set at the end of their cell.
    pub number: bool,
}

/// A file a dataset can be had as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Download {
    /// What it is: `CSV`, `CSV with HXL tags`, `Data package`.
    pub name: String,
    /// Its path from `/`, without the folder the site lies in.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u32,
}

/// A dataset as the overview shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct DatasetCard {
    /// What it is about.
    pub theme: String,
    /// What it shows, in a sentence.
    pub finding: String,
    /// Its most telling chart; links to its page.
    pub chart: Chart,
}

impl Chart {
    /// Checks that the path of its dataset may stand on a page.
    pub(super) fn check(&self) -> Result<(), UnsafeHref> {
        check_href(&self.dataset.path)
    }
}
