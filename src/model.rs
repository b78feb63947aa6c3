//! What `publish` writes and the app reads: serde types and the checks that guard their border, nothing else.
//!
//! - [`Article`]: one content item in one language; its text is a tree of [`Block`]s and [`Inline`]s
//! - [`Teaser`]: what a list shows of an article
//! - [`Chart`], [`Dataset`]: numbers, drawn and tabled alike
//! - [`Facet`], [`Tag`], [`Filter`]: what lists are filtered by
//! - [`ArticleBundle`], [`ListBundle`] and others: the files under `bundles/`, read by [`decode`]
//!
//! Published bundles may carry keys this version does not know (an old app meets a newer bundle); a change that
//! an old app could not read raises [`SCHEMA`].

mod article;
mod block;
mod bundle;
mod chart;
mod filter;
mod section;

pub use article::{
    Article, ArticleKind, Cover, Goal, MAX_TITLE_CHARS, Named, PageLink, Scope, Source, Teaser, Translation,
};
pub use block::{
    Alignment, Block, Callout, CalloutKind, Code, Figure, Footnote, Foreign, Heading, Inline, KeyFigure, Link, List,
    Table, is_too_deep, plain_text, plain_texts,
};
pub use bundle::{
    ArticleBundle, Bundle, BundleError, FacetValue, FacetValues, ListBundle, MAX_BUNDLE_BYTES, Misshapen,
    NavigationBundle, NavigationSection, ROWS_PER_BUNDLE, RowsBundle, SCHEMA, TEASERS_PER_BUNDLE, TeasersBundle,
    WordsBundle, decode,
};
pub use chart::{
    Chart, ChartKind, DataColumn, DataTable, Dataset, DatasetCard, Download, Label, Quality, Series, Whole, WorldPlace,
};
pub use filter::{Facet, Filter, Tag};
pub use section::Section;
