//! The files under `bundles/`: one for each page, named after its address. They are the site's public API.
//!
//! | page | file | type |
//! |---|---|---|
//! | `/`, `/de/` | `bundles/en/index.json`, `bundles/de/index.json` | [`ArticleBundle`] |
//! | `/about/`, `/de/ueber-uns/` | `bundles/en/about/index.json`, `bundles/de/ueber-uns/index.json` | [`ArticleBundle`] |
//! | `/news/`, `/news/page/2/` | `bundles/en/news/index.json`, `bundles/en/news/page/2/index.json` | [`ListBundle`] |
//! | `/news/x/` | `bundles/en/news/x/index.json` | [`ArticleBundle`] |

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::block::{Flaw, walk};
use super::{Article, Teaser};
use crate::text::{Lang, UnsafeHref, check_href};

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
    /// The newest articles, on the front page only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub latest: Vec<Teaser>,
}

/// One page of the list of articles, newest first.
///
/// Written by `publish`, read by the app; see the module's table for the file names.
///
/// ```json
/// {"schema": 1, "lang": "en", "page": 1, "pages": 4, "total": 64, "items": []}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
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
    /// How many pages the list in the other language has.
    pub pages_in_other_language: u32,
    /// The articles of this page.
    pub items: Vec<Teaser>,
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
        walk(&article.body, 0)?;
        check_href(&article.path)?;
        article.sources.iter().filter_map(|source| source.url.as_deref()).try_for_each(check_href)?;
        article.translations.iter().try_for_each(|translation| check_href(&translation.path))?;
        check_teasers(&self.children)?;
        check_teasers(&self.latest)
    }
}

impl Bundle for ListBundle {
    fn check(&self) -> Result<(), BundleError> {
        check_teasers(&self.items)
    }
}

fn check_teasers(teasers: &[Teaser]) -> Result<(), BundleError> {
    Ok(teasers.iter().try_for_each(|teaser| check_href(&teaser.path))?)
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
    Json(#[from] serde_json::Error),
    /// Written for another version of the app.
    #[error("read a bundle of format {found}, this version reads {SCHEMA}")]
    Schema {
        /// The version it carries.
        found: u32,
    },
    /// Blocks or spans nested deeper than any text needs.
    #[error("read a bundle with a text nested too deeply")]
    TooDeep,
    /// A link that may not stand on a page.
    #[error("read a bundle with an unsafe link")]
    Href(#[from] UnsafeHref),
}

impl From<Flaw> for BundleError {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::TooDeep => Self::TooDeep,
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
    #[derive(Deserialize)]
    struct Version {
        schema: u32,
    }
    if bytes.len() > MAX_BUNDLE_BYTES {
        return Err(BundleError::TooLarge { size_bytes: bytes.len() });
    }
    let Version { schema: found } = read(bytes)?;
    if found != SCHEMA {
        return Err(BundleError::Schema { found });
    }
    let bundle: B = read(bytes)?;
    bundle.check()?;
    Ok(bundle)
}

/// One JSON value and nothing after it.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(lean::Lean(&mut json))?;
    json.end()?;
    Ok(value)
}

mod lean;
#[cfg(test)]
mod tests;
