//! What `publish` writes and the app reads: serde types and the checks that guard their border, nothing else.
//!
//! - [`Article`]: one content item in one language; its text is a tree of [`Block`]s and [`Inline`]s
//! - [`Teaser`]: what a list shows of an article
//! - [`ArticleBundle`], [`ListBundle`]: the files under `bundles/`, one for each page, read by [`decode`]
//!
//! Published bundles may carry keys this version does not know (an old app meets a newer bundle); a change that
//! an old app could not read raises [`SCHEMA`].

mod article;
mod block;
mod bundle;
mod section;

pub use article::{Article, ArticleKind, Named, Scope, Source, Teaser, Translation};
pub use block::{
    Alignment, Block, Callout, CalloutKind, Code, Figure, Footnote, Foreign, Heading, Inline, Link, List, Table,
    is_too_deep, plain_text,
};
pub use bundle::{ArticleBundle, Bundle, BundleError, ListBundle, MAX_BUNDLE_BYTES, SCHEMA, decode};
pub use section::Section;
