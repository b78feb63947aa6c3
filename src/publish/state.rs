//! What a build remembers for the next one, so that it makes only what became another: for each text, list and drawing
//! a [`Key`] of all that it was made from.
//!
//! It lies beside the site, in a folder of its own that can be deleted at any time: then everything is made anew. The
//! same bytes come of it either way.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::MachineError;
use super::output::json;

/// A hash of everything that something was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Key(u64, u64);

impl Key {
    /// The key of several parts, in this order.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            // The length keeps two parts from looking like one.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let digest = hash.finalize();
        let half =
            |start: usize| digest.iter().skip(start).take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        Self(half(0), half(8))
    }

    /// The key as bytes, to be part of another.
    pub(super) fn bytes(self) -> [u8; 16] {
        (u128::from(self.0) << 64 | u128::from(self.1)).to_be_bytes()
    }
}

/// What is remembered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// The program, its options, and what every page shares.
    pub(super) edition: Option<Key>,
    /// The hash of the release that was made, which must lie there unchanged.
    pub(super) release: String,
    /// Texts by the path of their file.
    pub(super) texts: BTreeMap<String, TextState>,
    /// First pages and later ones of lists, and feeds, by path.
    pub(super) lists: BTreeMap<String, Key>,
    /// Of all that the search index was made from.
    pub(super) search: Option<Key>,
    /// Drawings by path.
    pub(super) drawings: BTreeMap<String, Key>,
}

/// What is remembered of a text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct TextState {
    /// Of the text and what its page shows of others.
    pub(super) key: Key,
    /// The files it links to.
    pub(super) links: Vec<String>,
    /// Of the addresses of these.
    pub(super) addresses: Key,
    /// The ids of its headings.
    pub(super) anchors: Vec<String>,
    /// Its links to headings, as in `Text`.
    pub(super) fragments: Vec<(String, String, Range<usize>)>,
}

/// Where a build keeps what it remembers.
#[derive(Debug)]
pub(super) struct Memory {
    file: PathBuf,
}

impl Memory {
    /// The memory of builds into a folder: `.dist.publish` beside `dist`.
    pub(super) fn beside(out: &Path) -> Result<Self, MachineError> {
        let out = std::path::absolute(out).map_err(MachineError::file("find", out))?;
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = out.with_file_name(format!(".{}.publish", name.trim_start_matches('.')));
        Ok(Self { file: folder.join("state.json") })
    }

    /// What the last build remembered; nothing if there was none or it did not come to its end.
    pub(super) fn recall(&self) -> State {
        let state = fs::read(&self.file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        state.unwrap_or_default()
    }

    /// Where analyses of texts are kept for the search index.
    pub(super) fn analyses(&self) -> PathBuf {
        self.file.with_file_name("analyses.bin")
    }

    /// The folder of compressed copies.
    pub(super) fn compressed(&self) -> PathBuf {
        self.file.with_file_name("compressed")
    }

    /// Forgets everything, before the site becomes another.
    pub(super) fn forget(&self) -> Result<(), MachineError> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(MachineError::file("remove", &self.file)(error))
            }
            _ => Ok(()),
        }
    }

    /// Remembers, when the site is complete.
    pub(super) fn keep(&self, state: &State) -> Result<(), MachineError> {
        let folder = self.file.parent().unwrap_or(&self.file);
        fs::create_dir_all(folder).map_err(MachineError::file("create", folder))?;
        fs::write(&self.file, json("state.json", state)?).map_err(MachineError::file("write", &self.file))
    }
}
