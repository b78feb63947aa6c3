//! Folders as a whole: how much lies in them, and how two differ.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use walkdir::WalkDir;

/// How many files a folder holds, and how many bytes these have.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Size {
    pub(crate) files: f64,
    pub(crate) bytes: f64,
}

/// The files of a folder by their path from it, with their size.
fn files(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, u64>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.insert(entry.path().strip_prefix(folder)?.to_owned(), entry.metadata()?.len());
        }
    }
    Ok(files)
}

/// How large a folder is.
pub(crate) fn size(folder: &Path) -> anyhow::Result<Size> {
    let files = files(folder)?;
    Ok(Size { files: files.len() as f64, bytes: files.values().sum::<u64>() as f64 })
}

/// The files in which two folders differ, whichever lacks them; those whose path begins with one of `but` are left out.
pub(crate) fn differences(one: &Path, other: &Path, but: &[&str]) -> anyhow::Result<Vec<PathBuf>> {
    let [here, there] = [files(one)?, files(other)?];
    let mut differences = Vec::new();
    for (path, size) in here.iter().chain(there.iter().filter(|(path, _)| !here.contains_key(*path))) {
        let same = here.contains_key(path)
            && there.get(path) == Some(size)
            && fs::read(one.join(path))? == fs::read(other.join(path))?;
        if !same && !but.iter().any(|but| path.starts_with(but)) {
            differences.push(path.clone());
        }
    }
    Ok(differences)
}

/// Empties a folder, or makes it.
pub(crate) fn clear(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))
}

/// Writes a file and the folders it lies in.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()))
}

/// Sizes of files after brotli 11; each file is packed once.
#[derive(Debug, Default)]
pub(crate) struct Packed(HashMap<PathBuf, u64>);

impl Packed {
    /// The size of a file as hosts send it.
    pub(crate) fn size(&mut self, file: &Path) -> anyhow::Result<u64> {
        if let Some(size) = self.0.get(file) {
            return Ok(*size);
        }
        let bytes = fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
        let size = packed(&bytes, 11)?.len() as u64;
        self.0.insert(file.to_owned(), size);
        Ok(size)
    }
}

/// Bytes after brotli.
pub(crate) fn packed(bytes: &[u8], quality: u32) -> anyhow::Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 22);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}
