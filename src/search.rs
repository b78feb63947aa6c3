//! Full-text search without a server: an index of small files, written when the site is published, and an engine that
//! answers a question from the few of them it needs.
//!
//! The engine does no input or output. It is asked, names the files it lacks, is given them and is asked again:
//! [`Engine::ask`], [`Engine::supply`].
#![doc = include_str!("search/shapes.md")]

pub(crate) mod bits;
mod engine;
mod facets;
mod fold;
mod list;
mod matching;
mod passages;
mod query;
mod rank;
mod records;
mod root;
mod shards;
mod spelling;
mod stems;
mod terms;

#[cfg(not(target_arch = "wasm32"))]
mod analysis;
#[cfg(not(target_arch = "wasm32"))]
mod compounds;
#[cfg(not(target_arch = "wasm32"))]
mod cut;
#[cfg(not(target_arch = "wasm32"))]
mod dictionary;
#[cfg(not(target_arch = "wasm32"))]
mod vocabulary;
#[cfg(not(target_arch = "wasm32"))]
mod writer;

#[cfg(test)]
mod tests;

#[cfg(not(target_arch = "wasm32"))]
pub use analysis::{Analysis, Entry, Fields};
pub use engine::Engine;
pub use facets::{Facet, FacetKind};
pub use fold::LONGEST;
pub use passages::{Passage, Terms};
pub use query::{Filter, MOST_CHARACTERS, MOST_WORDS, Order, PAGE, Query};
pub use rank::{Answer, Correction, Hit, Results, ValueCount, WordFate, WordReport};
pub use records::Record;
pub use shards::ShardName;
#[cfg(not(target_arch = "wasm32"))]
pub use writer::{File, Writer, WriterOptions};

/// Why a file of the index is not usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no file of a search index, or one of another kind.
    #[error("not a file of a search index")]
    Foreign,
    /// It was written by another version of this program.
    #[error("search index of another version")]
    Version,
    /// Its bytes are not those that were written.
    #[error("damaged search index")]
    Corrupt,
    /// No such file belongs to this index.
    #[error("no file of this search index")]
    Unknown,
}
