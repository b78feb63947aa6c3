//! Names of the files of an index.

use crate::text::Lang;

/// Which file of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Place {
    /// Terms and their lists, by number in the order of the dictionary.
    Terms(u32),
    /// Spellings, by number of the bucket.
    Spelling(u32),
    /// Lists of wide prefixes, by number of the bucket.
    Prefixes(u32),
    /// Records of documents, by number of the chunk.
    Records(Lang, u32),
}

/// The name of a file the engine needs. It holds a hash of the content, so the file may be cached for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShardName {
    pub(crate) place: Place,
    pub(crate) file: String,
}

impl ShardName {
    /// The file's path below the directory of the index.
    pub fn file(&self) -> &str {
        &self.file
    }
}

/// How many chunks of records share a hash.
pub(crate) const CHUNKS_IN_GROUP: u32 = 32;

/// How many buckets share a hash.
pub(crate) const BUCKETS_IN_GROUP: u32 = 32;

/// The name of a shard of terms by where it begins and what it holds.
pub(crate) fn terms_file(boundary: &str, content: u32) -> String {
    format!("t/{:06x}{content:06x}.bin", super::bits::hash(boundary.as_bytes()) & 0xff_ffff)
}

pub(crate) fn bucket_file(kind: char, bucket: u32, content: u32) -> String {
    format!("{kind}/{bucket:x}-{content:08x}.bin")
}

pub(crate) fn records_file(lang: Lang, chunk: u32, content: u32) -> String {
    format!("r/{lang}-{chunk:x}-{content:08x}.json")
}

/// The number a language has in arrays.
pub(crate) const fn slot(lang: Lang) -> usize {
    match lang {
        Lang::En => 0,
        Lang::De => 1,
    }
}
