//! The release manifest: every file of the site with its size and hash, for hosts and caches that copy only what
//! became another. It lies at `release.json` and does not list itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::compress;
use crate::model::SCHEMA;

/// Where the manifest lies, from the folder of the site.
pub(super) const FILE: &str = "release.json";

/// Every file of a release but this list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Release {
    /// The version of this form.
    pub(super) schema: u32,
    /// The files by path from the folder of the site, sorted.
    pub(super) files: BTreeMap<String, FileEntry>,
}

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileEntry {
    /// In bytes.
    pub(super) size: u64,
    /// SHA-256 in hexadecimal digits.
    pub(super) sha256: String,
}

impl FileEntry {
    /// What is listed of a file.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }
}

impl Release {
    pub(super) fn new(files: BTreeMap<String, FileEntry>) -> Self {
        Self { schema: SCHEMA, files }
    }

    /// The release that lies in a folder, if its list has this hash and it has all its files.
    pub(super) fn read(out: &Path, sha256: &str) -> Option<Self> {
        let bytes = fs::read(out.join(FILE)).ok()?;
        if FileEntry::of(&bytes).sha256 != sha256 {
            return None;
        }
        Self::parse(&bytes).filter(|release| release.has_exactly_the_files_of(out))
    }

    /// The release that a folder says it holds.
    pub(super) fn read_list(out: &Path) -> Option<Self> {
        Self::parse(&fs::read(out.join(FILE)).ok()?)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|release: &Self| release.schema == SCHEMA)
    }

    /// Whether a folder has the listed files and no others. Their content is taken on trust.
    fn has_exactly_the_files_of(&self, out: &Path) -> bool {
        let mut count = 0;
        let is_listed = |entry: walkdir::Result<walkdir::DirEntry>| {
            let Ok(entry) = entry else { return false };
            if entry.file_type().is_dir() {
                return true;
            }
            let Some(path) = entry.path().strip_prefix(out).ok().and_then(Path::to_str) else { return false };
            let is_listed = |path: &str| path == FILE || self.files.contains_key(path);
            // Compressed copies lie beside their files unlisted.
            if is_listed(path) {
                count += 1;
                return true;
            }
            compress::original(path).is_some_and(is_listed)
        };
        WalkDir::new(out).into_iter().all(is_listed) && count == self.files.len() + 1
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
