//! What documents can be filtered and counted by besides their words.

use crate::text::keyed_enum;

keyed_enum! {
    /// A kind of facet. Language and year are no facets: they follow from the numbers of the documents.
    pub enum FacetKind {
        /// What sort of article it is.
        Type = "type",
        /// What it is about.
        Topic = "topic",
        /// A country it is about, as ISO 3166-1 alpha-3.
        Country = "country",
        /// A Sustainable Development Goal.
        Goal = "goal",
    }
}

/// A value of a facet and how many documents have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Of which kind.
    pub kind: FacetKind,
    /// The value as it was given to the writer.
    pub value: String,
    /// Documents in English and in German.
    pub documents: [u32; 2],
}

/// The first character of the dictionary keys of facet values. Folded words never hold it, and it sorts before them.
pub(crate) const FACET_MARK: char = '\u{1}';

/// The key of a facet value in the dictionary, or the start of all keys of the kind for an empty value.
pub(crate) fn facet_key(kind: FacetKind, value: &str) -> String {
    format!("{FACET_MARK}{}{FACET_MARK}{value}", kind.key())
}
