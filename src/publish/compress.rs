//! Compressed copies of files beside them, `x.html.br` and `x.html.gz`, for hosts that send what lies there instead of
//! compressing at every request: smaller than hosts make them, and without work for the host.
//!
//! It takes longer than all the rest, so it is a step of its own, and every copy is kept by the hash of its file beside
//! the site: what did not change is compressed once.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use super::MachineError;
use super::output::write_file;
use super::progress::Progress;
use super::release::{self, Release};
use super::state::Memory;

/// Files with these endings are worth compressing; pictures, fonts and the search index are small as they are.
const ENDINGS: [&str; 13] =
    ["atom", "css", "csv", "html", "ics", "js", "json", "md", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Smaller files fit in one packet either way, in bytes.
const SMALLEST: u64 = 512;

/// The ways of compressing, by the ending they add (RFC 7932, RFC 1952).
pub(super) const FORMS: [&str; 2] = ["br", "gz"];

/// What was compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompressReport {
    /// Files that have compressed copies.
    pub files: usize,
    /// Copies made now; the others were there or kept.
    pub made: usize,
    /// What these files take, in bytes.
    pub bytes: u64,
    /// What their Brotli copies take, in bytes.
    pub brotli_bytes: u64,
}

/// Puts compressed copies beside the files of a site that was built.
///
/// # Errors
///
/// [`MachineError::NoRelease`] if the folder holds no site, [`MachineError::File`] if something cannot be read or
/// written.
pub fn compress(site: &Path, progress: &Progress) -> Result<CompressReport, MachineError> {
    let release = Release::read_list(site).ok_or_else(|| MachineError::NoRelease(site.join(release::FILE)))?;
    let kept = Memory::beside(site)?.compressed();
    fs::create_dir_all(&kept).map_err(MachineError::file("create", &kept))?;
    let files: Vec<_> = release.files.iter().filter(|(path, entry)| is_worth(path, entry.size)).collect();
    progress.step("compressing", files.len());
    let (made, brotli_bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    files.par_iter().try_for_each(|(path, entry)| {
        progress.advance();
        for form in FORMS {
            let copy = site.join(format!("{path}.{form}"));
            let known = kept.join(format!("{}.{form}", entry.sha256));
            if !copy.exists() {
                if !known.exists() {
                    let file = site.join(path);
                    let bytes = fs::read(&file).map_err(MachineError::file("read", &file))?;
                    let compressed = compressed(&bytes, form).map_err(MachineError::file("compress", &file))?;
                    write_whole(&known, &compressed)?;
                    made.fetch_add(1, Ordering::Relaxed);
                }
                // Two names for one file where the file system can; otherwise a copy.
                if fs::hard_link(&known, &copy).is_err() {
                    fs::copy(&known, &copy).map_err(MachineError::file("copy", &known))?;
                }
            }
            if form == "br" {
                let size = fs::metadata(&copy).map_err(MachineError::file("look at", &copy))?.len();
                brotli_bytes.fetch_add(size, Ordering::Relaxed);
            }
        }
        Ok(())
    })?;
    forget(&kept, &release)?;
    progress.finish();
    let bytes = files.iter().map(|(_, entry)| entry.size).sum();
    let (made, brotli_bytes) = (made.into_inner(), brotli_bytes.into_inner());
    Ok(CompressReport { files: files.len(), made, bytes, brotli_bytes })
}

fn is_worth(path: &str, size: u64) -> bool {
    size >= SMALLEST && path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// The file a compressed copy is of, by its path.
pub(super) fn original(path: &str) -> Option<&str> {
    FORMS.iter().find_map(|form| path.strip_suffix(form)?.strip_suffix('.'))
}

fn compressed(bytes: &[u8], form: &str) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    if form == "br" {
        // The highest quality, and a window as large as browsers take.
        let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, ..BrotliEncoderParams::default() };
        brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    } else {
        let mut encoder = GzEncoder::new(&mut out, Compression::best());
        encoder.write_all(bytes)?;
        encoder.finish()?;
    }
    Ok(out)
}

/// Writes a file under another name first, so that none is there by halves.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), MachineError> {
    let name = format!("{}.part{}", path.display(), rayon::current_thread_index().unwrap_or_default());
    let part = PathBuf::from(name);
    write_file(&part, bytes)?;
    fs::rename(&part, path).map_err(MachineError::file("write", path))
}

/// Removes what was kept of files that are gone.
fn forget(kept: &Path, release: &Release) -> Result<(), MachineError> {
    let hashes: BTreeSet<&str> = release.files.values().map(|entry| entry.sha256.as_str()).collect();
    for entry in fs::read_dir(kept).map_err(MachineError::file("read", kept))?.filter_map(Result::ok) {
        let name = entry.file_name();
        let hash = name.to_str().and_then(|name| name.split('.').next()).unwrap_or_default();
        if !hashes.contains(hash) {
            fs::remove_file(entry.path()).map_err(MachineError::file("remove", &entry.path()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_hold_what_the_file_holds() {
        let text = "A sentence that comes again. ".repeat(200).into_bytes();
        let [br, gz] = FORMS.map(|form| compressed(&text, form).unwrap());
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut br.as_slice(), &mut read).unwrap();
        assert_eq!(read, text);
        read.clear();
        flate2::read::GzDecoder::new(gz.as_slice()).read_to_end(&mut read).unwrap();
        assert_eq!(read, text);
        assert!(br.len() < 200 && gz.len() < 200, "{} {}", br.len(), gz.len());
    }

    #[test]
    fn only_texts_that_are_long_enough_are_worth_it() {
        assert!(is_worth("news/index.html", 600));
        assert!(!is_worth("news/index.html", 100) && !is_worth("fonts/a.woff2", 9000) && !is_worth("CNAME", 9000));
        assert_eq!(original("a/index.html.br"), Some("a/index.html"));
        assert_eq!(original("a/index.html"), None);
        assert_eq!(original("abr"), None);
    }
}
