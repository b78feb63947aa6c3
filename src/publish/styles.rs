//! Joins the stylesheets into one, which Trunk then hashes. Trunk copies a linked stylesheet but does not follow
//! `@import`.

use std::fs;
use std::path::{Path, PathBuf};

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};

/// Why the stylesheets could not be joined.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// A stylesheet is missing or wrong.
    #[error("style/: {0}")]
    Css(String),
    /// The result could not be written.
    #[error("could not write {}", path.display())]
    Write {
        /// The file that was to be written.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
}

/// Joins `entry` and all it imports, minified, into `out`. A file that would not change is left alone, so that a
/// watcher does not wake up.
///
/// # Errors
///
/// [`StyleError`] with file, line and column of a mistake.
pub fn join_styles(entry: &Path, out: &Path) -> Result<(), StyleError> {
    let css = bundle(entry)?;
    if fs::read_to_string(out).is_ok_and(|old| old == css) {
        return Ok(());
    }
    let write = || {
        fs::create_dir_all(out.parent().unwrap_or(out))?;
        fs::write(out, &css)
    };
    write().map_err(|source| StyleError::Write { path: out.to_owned(), source })
}

fn bundle(entry: &Path) -> Result<String, StyleError> {
    let provider = FileProvider::new();
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let mut sheet = bundler.bundle(entry).map_err(|error| StyleError::Css(error.to_string()))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| StyleError::Css(error.to_string()))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    Ok(sheet.to_css(options).map_err(|error| StyleError::Css(error.to_string()))?.code)
}
