//! The files under `bundles/`: one for each page, named after its address. They are the site's public API.
//!
//! | page | file | type |
//! |---|---|---|
//! | `/`, `/de/` | `bundles/en/index.json`, `bundles/de/index.json` | [`ArticleBundle`] |
//! | `/about/`, `/de/ueber-uns/` | `bundles/en/about/index.json`, `bundles/de/ueber-uns/index.json` | [`ArticleBundle`] |
//! | `/news/`, `/news/page/2/` | `bundles/en/news/index.json`, `bundles/en/news/page/2/index.json` | [`ListBundle`] |
//! | `/news/topic/x/` | `bundles/en/news/topic/x/index.json` | [`ListBundle`] |
//! | `/news/x/` | `bundles/en/news/x/index.json` | [`ArticleBundle`] |
//! | every page | `bundles/en/navigation.json` | [`NavigationBundle`] |
//!
//! A list filtered by several tags at once has no file of its own. The app makes it from the rows of one of the tags
//! and from the teasers of the articles found:
//!
//! | file | type |
//! |---|---|
//! | `bundles/en/rows/topic/x/0.json` | [`RowsBundle`] |
//! | `bundles/en/teasers/0.json` | [`TeasersBundle`] |
//!
//! At an address that is none, `bundles/en/words/ro.json` ([`WordsBundle`]) tells which pages have similar ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::article::{MAX_TITLE_CHARS, check_title};
use super::block::{Flaw, walk};
use super::{Article, Chart, Dataset, DatasetCard, Facet, PageLink, Section, Tag, Teaser, Translation};
use crate::text::{Lang, Slug, UnsafeHref, check_href};

/// The version of the bundle format this program writes and reads.
pub const SCHEMA: u32 = 1;

/// No bundle is larger, in bytes of JSON: one article, or one page of a list.
pub const MAX_BUNDLE_BYTES: usize = 512 * 1024;

/// An article or a page of a section, with what its page shows beside it.
///
/// Written by `publish`, read by the app; see the module's table for the file names.
///
/// ```json
/// {"schema": 1, "article": {"id": "round-table", "lang": "en", "title": "Round table", "…": "…"}}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ArticleBundle {
    /// The version of the format.
    pub schema: u32,
    /// The article itself.
    pub article: Article,
    /// The pages below this one, in the order of their section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Teaser>,
    /// The newest articles: of all on the front page, of those on the goal on its page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub latest: Vec<Teaser>,
    /// Articles with the same tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Teaser>,
    /// The article before this one in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PageLink>,
    /// The article after this one in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<PageLink>,
    /// The dataset whose own page this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<Dataset>,
    /// Every dataset, on the page of the section they belong to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub datasets: Vec<DatasetCard>,
}

/// One page of the list of articles, newest first; of all of them, or of those with some tags.
///
/// Written by `publish`, read by the app; see the module's table for the file names.
///
/// ```json
/// {"schema": 1, "lang": "en", "page": 1, "pages": 4, "total": 64, "items": []}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ListBundle {
    /// The version of the format.
    pub schema: u32,
    /// The language of the articles.
    pub lang: Lang,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many articles there are on all pages together.
    pub total: u32,
    /// The same list in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
    /// The articles of this page.
    pub items: Vec<Teaser>,
    /// By what the list can be filtered further, and what it is filtered by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<FacetValues>,
}

/// The values of a facet among the articles of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct FacetValues {
    /// The facet.
    pub facet: Facet,
    /// Its values, as a reader would look for them.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct FacetValue {
    /// How it is called in addresses.
    pub key: Slug,
    /// How it is called by readers.
    pub name: String,
    /// How many articles of the list have it.
    pub count: u32,
    /// How it is called in addresses of the other language, if otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<Slug>,
}

/// All tags of the articles that have a certain tag, 512 articles a file, the oldest first.
///
/// Written by `publish`, read by the app; see the module's table for the file names.
///
/// ```json
/// {"schema": 1, "tags": [{"facet": "topic", "key": "diaspora"}, {"facet": "year", "key": "2018"}], "rows": [[7, 0, 1]]}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct RowsBundle {
    /// The version of the format.
    pub schema: u32,
    /// Every tag that occurs.
    pub tags: Vec<Tag>,
    /// For each article its number in order of time, from 0 for the oldest, and then its tags as places in `tags`.
    pub rows: Vec<Vec<u32>>,
}

/// How many articles a [`RowsBundle`] holds at most.
pub const ROWS_PER_BUNDLE: u32 = 512;

/// What lists show of 16 articles, the oldest first: the first file holds those with the numbers 0 to 15.
///
/// Written by `publish`, read by the app; see the module's table for the file names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct TeasersBundle {
    /// The version of the format.
    pub schema: u32,
    /// The articles.
    pub items: Vec<Teaser>,
}

/// How many articles a [`TeasersBundle`] holds at most.
pub const TEASERS_PER_BUNDLE: u32 = 16;

/// The pages that the masthead and the footer of every page lead to.
///
/// Written by `publish`, read by the app; see the module's table for the file names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct NavigationBundle {
    /// The version of the format.
    pub schema: u32,
    /// The sections with what their panel shows.
    pub sections: Vec<NavigationSection>,
    /// The pages about the website itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub this_site: Vec<PageLink>,
    /// The first page in plain German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plain_language: Option<PageLink>,
}

/// What the panel of a section shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct NavigationSection {
    /// The section.
    pub section: Section,
    /// What it is about, in a sentence or two.
    pub summary: String,
    /// The pages below it.
    pub pages: Vec<PageLink>,
}

/// Pages by the words of their addresses, for readers who mistyped one: all words that begin with the same two letters.
///
/// Written by `publish`, read by the app; see the module's table for the file names.
///
/// ```json
/// {"schema": 1, "words": {"round": [{"title": "Round table on assisted return", "path": "/news/round-table/"}]}}
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct WordsBundle {
    /// The version of the format.
    pub schema: u32,
    /// For each word some of the pages with it in their address, the newest first.
    pub words: BTreeMap<String, Vec<PageLink>>,
}

/// A file under `bundles/`.
pub trait Bundle: DeserializeOwned {
    /// Checks what the types cannot say.
    ///
    /// # Errors
    ///
    /// The first thing that may not reach a page.
    fn check(&self) -> Result<(), BundleError>;
}

impl Bundle for ArticleBundle {
    fn check(&self) -> Result<(), BundleError> {
        let article = &self.article;
        check_title(&article.title)?;
        walk(&article.body, 0)?;
        check_hrefs([&article.path])?;
        check_hrefs(article.sources.iter().filter_map(|source| source.url.as_ref()))?;
        check_hrefs(article.translations.iter().map(|translation| &translation.path))?;
        check_hrefs(article.goals.iter().map(|goal| &goal.path))?;
        check_hrefs(article.cover.iter().map(|cover| &cover.path))?;
        check_hrefs(&article.calendar)?;
        check_hrefs(self.previous.iter().chain(&self.next).map(|link| &link.path))?;
        check_hrefs(self.dataset.iter().flat_map(|data| &data.downloads).map(|download| &download.path))?;
        let charts = self.dataset.iter().flat_map(|data| &data.charts);
        check_charts(charts.chain(self.datasets.iter().map(|card| &card.chart)))?;
        Ok([&self.children, &self.latest, &self.related].into_iter().flatten().try_for_each(Teaser::check)?)
    }
}

impl Bundle for ListBundle {
    fn check(&self) -> Result<(), BundleError> {
        check_hrefs(self.translations.iter().map(|translation| &translation.path))?;
        Ok(self.items.iter().try_for_each(Teaser::check)?)
    }
}

impl Bundle for RowsBundle {
    fn check(&self) -> Result<(), BundleError> {
        Ok(())
    }
}

impl Bundle for TeasersBundle {
    fn check(&self) -> Result<(), BundleError> {
        Ok(self.items.iter().try_for_each(Teaser::check)?)
    }
}

impl Bundle for NavigationBundle {
    fn check(&self) -> Result<(), BundleError> {
        let pages = self.sections.iter().flat_map(|section| &section.pages);
        check_hrefs(pages.chain(&self.this_site).chain(&self.plain_language).map(|link| &link.path))
    }
}

impl Bundle for WordsBundle {
    fn check(&self) -> Result<(), BundleError> {
        check_hrefs(self.words.values().flatten().map(|link| &link.path))
    }
}

fn check_charts<'a>(charts: impl IntoIterator<Item = &'a Chart>) -> Result<(), BundleError> {
    Ok(charts.into_iter().try_for_each(Chart::check)?)
}

fn check_hrefs<'a>(hrefs: impl IntoIterator<Item = &'a String>) -> Result<(), BundleError> {
    Ok(hrefs.into_iter().try_for_each(|href| check_href(href))?)
}

/// Why bytes are no bundle that can be shown.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// More than [`MAX_BUNDLE_BYTES`].
    #[error("read a bundle of {size_bytes} bytes, the limit is {MAX_BUNDLE_BYTES}")]
    TooLarge {
        /// Its size in bytes.
        size_bytes: usize,
    },
    /// Not JSON, cut short, nested too deeply for JSON, or not of the expected shape.
    #[error("read the JSON of a bundle")]
    Json(#[from] Misshapen),
    /// Written for another version of the app.
    #[error("read a bundle of format {found}, this version reads {SCHEMA}")]
    Schema {
        /// The version it carries.
        found: u32,
    },
    /// Blocks or spans nested deeper than any text needs.
    #[error("read a bundle with a text nested too deeply")]
    TooDeep,
    /// A title of more than [`MAX_TITLE_CHARS`].
    #[error("read a bundle with a title of more than {MAX_TITLE_CHARS} characters")]
    LongTitle,
    /// A link that may not stand on a page.
    #[error("read a bundle with an unsafe link")]
    Href(#[from] UnsafeHref),
}

impl From<Flaw> for BundleError {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::TooDeep => Self::TooDeep,
            Flaw::LongTitle => Self::LongTitle,
            Flaw::Href(unsafe_href) => Self::Href(unsafe_href),
        }
    }
}

/// Reads a bundle that came from outside: size, format version, shape, depth and links, in this order.
///
/// # Errors
///
/// [`BundleError`] with the first thing found wrong.
pub fn decode<B: Bundle>(bytes: &[u8]) -> Result<B, BundleError> {
    if bytes.len() > MAX_BUNDLE_BYTES {
        return Err(BundleError::TooLarge { size_bytes: bytes.len() });
    }
    let json = json::parse(bytes)?;
    let found = json.get("schema").and_then(|schema| u32::try_from(schema.as_u64()?).ok());
    let found = found.ok_or_else(|| Misshapen::new("no version of the format"))?;
    if found != SCHEMA {
        return Err(BundleError::Schema { found });
    }
    let bundle = B::deserialize(json::Json(json))?;
    bundle.check()?;
    Ok(bundle)
}

mod json;

pub use json::Misshapen;
#[cfg(test)]
mod tests;
