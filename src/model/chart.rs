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
        /// Countries of a map of the world in shades, the darker the larger the number.
        Choropleth = "choropleth",
    }
}

impl ChartKind {
    /// Whether it is drawn on the map of the world.
    pub const fn is_map(self) -> bool {
        matches!(self, Self::SymbolMap | Self::Choropleth)
    }

    /// Whether it runs through time.
    pub const fn is_line(self) -> bool {
        matches!(self, Self::Line | Self::Step)
    }

    /// Whether it shows one series only.
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Bar | Self::HorizontalBar | Self::Proportion | Self::SymbolMap | Self::Choropleth)
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
    /// What adds up to a whole, if anything does: only then are shares told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
}

keyed_enum! {
    /// Numbers of a chart that are the parts of a whole.
    pub enum Whole {
        /// The numbers of a series, over all labels.
        Labels = "labels",
        /// The numbers at a label, over all series.
        Series = "series",
    }
}

/// A place along the first axis of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Label {
    /// Its name in addresses, the same in every language and unique in the chart: `2016`, `DEU`.
    pub key: String,
    /// The year, country or category, as readers see it.
    pub name: String,
    /// Where it lies in time, in years: 2016 or 2016.833; absent for categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<f64>,
    /// Where it lies on the map of the world; absent for what is no country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<WorldPlace>,
}

/// Where a country lies on the map of the world.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct WorldPlace {
    /// How far from the left, in units of the map.
    pub x: f64,
    /// How far from the top, in units of the map.
    pub y: f64,
    /// Whether its land is too small for its shade to be seen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_small: bool,
}

/// Numbers of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Series {
    /// Its name in addresses, the same in every language and unique in the chart.
    pub key: String,
    /// Its place among the series of the whole chart, which tells its colour.
    pub colour: u8,
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
    /// The same by its name in addresses.
    pub theme_key: String,
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
