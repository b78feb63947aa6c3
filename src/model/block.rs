//! The text of an article: a tree of typed blocks and spans, never HTML.
//!
//! In JSON each node is an object with one key that names it: `{"paragraph": [{"text": "Berlin"}]}`.

use serde::{Deserialize, Serialize};

use super::{Chart, Teaser};
use crate::text::{Date, UnsafeHref, check_href, keyed_enum};

/// A part of the text that stands by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading below the page's title.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list with or without numbers.
    List(List),
    /// Words set apart as somebody's.
    Quote(Vec<Block>),
    /// A picture with its caption.
    Figure(Figure),
    /// A table with a row of headings.
    Table(Table),
    /// A note set apart from the text.
    Callout(Callout),
    /// A sample of code or of a file.
    Code(Code),
    /// A change of subject.
    Rule,
    /// The notes at the foot of the text, in the order of their numbers.
    Footnotes(Vec<Footnote>),
    /// Articles chosen by their tags, newest first.
    Articles(Vec<Teaser>),
    /// A row of figures that stand for themselves.
    Figures(Vec<KeyFigure>),
    /// A chart of a dataset.
    Chart(Chart),
    /// A field with which readers open a table of their own.
    OwnData,
    /// The controls for reading offline.
    Offline,
}

/// A heading below the page's title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Heading {
    /// 2 to 6; the title of the page is level 1.
    pub level: u8,
    /// Fragment under which the heading is reached, unique on the page.
    pub id: String,
    /// The words of the heading.
    pub text: Vec<Inline>,
}

/// A list with or without numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct List {
    /// The first number of a numbered list; absent for a list without numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// The items, each a text of its own.
    pub items: Vec<Vec<Block>>,
}

/// A picture with its caption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Figure {
    /// Path of the picture on this site, from `/`.
    pub src: String,
    /// What can be seen, for those who do not see it.
    pub alt: String,
    /// Width of the picture in pixels.
    pub width_px: u32,
    /// Height of the picture in pixels.
    pub height_px: u32,
    /// Words below the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

/// A table with a row of headings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Table {
    /// What the table shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// How each column is set, one entry a column.
    pub align: Vec<Alignment>,
    /// The headings of the columns.
    pub head: Vec<Vec<Inline>>,
    /// The rows, each with one cell a column.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

keyed_enum! {
    /// How a column of a table is set.
    pub enum Alignment {
        /// At the start of the line, as words are.
        Start = "start",
        /// In the middle.
        Center = "center",
        /// At the end of the line, as numbers are.
        End = "end",
    }
}

keyed_enum! {
    /// The kind of a note set apart.
    pub enum CalloutKind {
        /// Something worth knowing.
        Note = "note",
        /// Something that helps.
        Tip = "tip",
        /// Something not to miss.
        Important = "important",
        /// Something that can do harm.
        Warning = "warning",
    }
}

/// A note set apart from the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Callout {
    /// What kind of note it is.
    pub kind: CalloutKind,
    /// The note itself.
    pub blocks: Vec<Block>,
}

/// A sample of code or of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Code {
    /// The name of the language it is in, if told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub syntax: Option<String>,
    /// The sample, line breaks kept.
    pub text: String,
}

/// A figure that stands for itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct KeyFigure {
    /// The number as readers see it, with its unit if it has one.
    pub value: String,
    /// What is counted; together with the number a statement.
    pub label: String,
    /// The day, month or year it holds for.
    pub date: Date,
    /// Where it comes from, in words.
    pub source: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A note at the foot of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Footnote {
    /// The number shown, from 1.
    pub number: u32,
    /// The note itself.
    pub blocks: Vec<Block>,
}

/// A run of words inside a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Important words.
    Strong(Vec<Inline>),
    /// A link.
    Link(Link),
    /// Words in another language than the page's.
    Foreign(Foreign),
    /// Code or a literal input.
    Code(String),
    /// The mark of a footnote.
    FootnoteRef(u32),
    /// A line break that belongs to the text.
    Break,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Link {
    /// A path on this site from `/`, without the folder the site lies in; or an address elsewhere.
    pub href: String,
    /// The words of the link.
    pub text: Vec<Inline>,
}

/// Words in another language than the page's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Foreign {
    /// BCP 47 tag of the language.
    pub lang: String,
    /// The words.
    pub text: Vec<Inline>,
}

/// The words of a run without any mark-up.
///
/// ```
/// use iom_germany::model::{Inline, plain_text};
/// let run = [Inline::Text("In ".into()), Inline::Strong(vec![Inline::Text("Berlin".into())])];
/// assert_eq!(plain_text(&run), "In Berlin");
/// ```
pub fn plain_text(run: &[Inline]) -> String {
    run.iter().fold(String::new(), |mut words, inline| {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(run) | Inline::Strong(run) => words.push_str(&plain_text(run)),
            Inline::Link(Link { text, .. }) | Inline::Foreign(Foreign { text, .. }) => {
                words.push_str(&plain_text(text))
            }
            Inline::Break => words.push(' '),
            Inline::FootnoteRef(_) => {}
        }
        words
    })
}

/// The words of blocks without their marks, one text for each heading, paragraph, cell and caption. Lists of articles
/// and charts are left out: their words are those of other pages.
///
/// ```
/// use iom_germany::model::{Block, Inline, plain_texts};
/// let blocks = [Block::Quote(vec![Block::Paragraph(vec![Inline::Text("In Berlin".into())])])];
/// assert_eq!(plain_texts(&blocks), ["In Berlin"]);
/// ```
pub fn plain_texts(blocks: &[Block]) -> Vec<String> {
    let mut texts = Vec::new();
    add_texts(blocks, &mut texts);
    texts
}

fn add_texts(blocks: &[Block], texts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(Heading { text, .. }) | Block::Paragraph(text) => texts.push(plain_text(text)),
            Block::List(list) => list.items.iter().for_each(|item| add_texts(item, texts)),
            Block::Quote(blocks) | Block::Callout(Callout { blocks, .. }) => add_texts(blocks, texts),
            Block::Figure(figure) => texts.extend(figure.caption.clone()),
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                texts.extend([&table.caption].into_iter().chain(cells).map(|run| plain_text(run)));
            }
            Block::Code(code) => texts.push(code.text.clone()),
            Block::Footnotes(notes) => notes.iter().for_each(|note| add_texts(&note.blocks, texts)),
            Block::Figures(figures) => texts.extend(figures.iter().map(|figure| figure.label.clone())),
            Block::Rule | Block::Articles(_) | Block::Chart(_) | Block::OwnData | Block::Offline => {}
        }
    }
}

/// How deep blocks and spans may nest: far more than an editor needs, far less than a stack holds.
const MAX_DEPTH: usize = 24;

/// Whether blocks nest deeper than a bundle may.
pub fn is_too_deep(blocks: &[Block]) -> bool {
    walk(blocks, 0) == Err(Flaw::TooDeep)
}

/// What [`walk`] finds wrong with a tree.
#[derive(Debug, PartialEq)]
pub(super) enum Flaw {
    TooDeep,
    LongTitle,
    Href(UnsafeHref),
}

impl From<UnsafeHref> for Flaw {
    fn from(unsafe_href: UnsafeHref) -> Self {
        Self::Href(unsafe_href)
    }
}

/// Checks what the JSON schema cannot: depth and link targets.
pub(super) fn walk(blocks: &[Block], depth: usize) -> Result<(), Flaw> {
    if depth > MAX_DEPTH {
        return Err(Flaw::TooDeep);
    }
    blocks.iter().try_for_each(|block| match block {
        Block::Heading(Heading { text, .. }) | Block::Paragraph(text) => walk_run(text, depth + 1),
        Block::List(list) => list.items.iter().try_for_each(|item| walk(item, depth + 1)),
        Block::Quote(blocks) | Block::Callout(Callout { blocks, .. }) => walk(blocks, depth + 1),
        Block::Figure(figure) => check_href(&figure.src).map_err(Flaw::Href),
        Block::Table(table) => [&table.caption]
            .into_iter()
            .chain(&table.head)
            .chain(table.rows.iter().flatten())
            .try_for_each(|cell| walk_run(cell, depth + 1)),
        Block::Footnotes(notes) => notes.iter().try_for_each(|note| walk(&note.blocks, depth + 1)),
        Block::Articles(teasers) => teasers.iter().try_for_each(Teaser::check),
        Block::Figures(figures) => {
            figures.iter().filter_map(|figure| figure.url.as_deref()).try_for_each(check_href).map_err(Flaw::Href)
        }
        Block::Chart(chart) => chart.check().map_err(Flaw::Href),
        Block::Code(_) | Block::Rule | Block::OwnData | Block::Offline => Ok(()),
    })
}

fn walk_run(run: &[Inline], depth: usize) -> Result<(), Flaw> {
    if depth > MAX_DEPTH {
        return Err(Flaw::TooDeep);
    }
    run.iter().try_for_each(|inline| match inline {
        Inline::Emphasis(run) | Inline::Strong(run) | Inline::Foreign(Foreign { text: run, .. }) => {
            walk_run(run, depth + 1)
        }
        Inline::Link(Link { href, text }) => {
            check_href(href).map_err(Flaw::Href)?;
            walk_run(text, depth + 1)
        }
        Inline::Text(_) | Inline::Code(_) | Inline::FootnoteRef(_) | Inline::Break => Ok(()),
    })
}
