//! Import: article pages and Drupal's JSON:API documents become content files, as drafts. Nothing is overwritten,
//! nothing is downloaded, and everything that was left out is told.
//!
//! 1. [`read_file`] tells the format; [`json_api`], [`html`] and [`text`] each make [`Draft`]s of a file: the text as
//!    blocks ([`blocks`], [`elements`], [`table`], [`runs`]) without what [`frame`] knows as the frame of a site.
//! 2. [`lines`] and [`dates`] take from the words what the format does not tell.
//! 3. [`naming`] finds the id and what the item has in common with others, and relates links to known pages.
//! 4. [`head`] writes the head, [`writer`] the text; the project's own reader has to take both before they are saved.
//!
//! [`addresses`] decides what may become a link.

mod addresses;
mod blocks;
mod dates;
mod draft;
mod elements;
mod frame;
mod head;
mod html;
mod json_api;
mod lines;
mod naming;
mod runs;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod writer;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::{MachineError, Problems};
use crate::model::{Block, Callout, Code, Heading, Section, Table, plain_text};
use crate::text::{Date, Lang};

use draft::Draft;
use naming::Site;

/// The largest file of a page, in bytes.
const PAGE_MAX_BYTES: usize = 2 * 1024 * 1024;

/// The largest JSON:API document, in bytes.
const DOCUMENT_MAX_BYTES: usize = 64 * 1024 * 1024;

/// What is imported, and where to.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Files with a page or a JSON:API document each.
    pub from: Vec<PathBuf>,
    /// The editor's folder.
    pub content: PathBuf,
    /// The language of texts that do not tell theirs.
    pub lang: Option<Lang>,
    /// The section the texts go to; everywhere but in `news` they are pages.
    pub section: Section,
    /// The day of the import, which stands in for dates that were not found.
    pub today: Date,
}

/// What an import has made of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The files written, in the order of the texts.
    pub imported: Vec<Imported>,
    /// The texts that were left out.
    pub left_out: Vec<LeftOut>,
}

/// A content file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file.
    pub path: PathBuf,
    /// Where the text was read.
    pub origin: String,
    /// What was left out of it, a line for each kind.
    pub dropped: Vec<String>,
    /// What the editor still has to do, a line for each thing.
    pub to_do: Vec<String>,
}

/// A text of which no file was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where the text was read.
    pub origin: String,
    /// Why it was left out, and how to mend that.
    pub why: String,
}

/// Why nothing could be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Nothing is imported into this section.
    #[error("nothing is imported into `{}`: its texts are written for it; choose another `--section`", .0.folder())]
    Section(Section),
    /// The program or the machine failed.
    #[error(transparent)]
    Machine(#[from] MachineError),
}

/// Turns files into drafts in the content folder. What cannot be used is left out and told; the rest is written.
///
/// # Errors
///
/// [`ImportError`] if a file cannot be read or written, or if there is no content folder.
pub fn import(options: &ImportOptions) -> Result<ImportReport, ImportError> {
    if [Section::Home, Section::PlainLanguage].contains(&options.section) {
        return Err(ImportError::Section(options.section));
    }
    let mut site = Site::read(&options.content, options.section, options.today)?;
    let mut report = ImportReport::default();
    let mut drafts = Vec::new();
    for path in &options.from {
        for draft in read_file(path, options.lang)? {
            match draft {
                Ok(draft) => drafts.push(draft),
                Err(left_out) => report.left_out.push(left_out),
            }
        }
    }
    let (named, left_out) = site.name(drafts);
    report.left_out.extend(left_out);
    site.announce(&named);
    for item in named {
        let origin = item.draft.origin.clone();
        match site.file(item) {
            Ok(file) => {
                save(&file.path, &file.text)?;
                let (dropped, to_do) = (file.notes.told(), file.notes.to_dos().to_vec());
                report.imported.push(Imported { path: file.path, origin, dropped, to_do });
            }
            Err(why) => report.left_out.push(LeftOut { origin, why }),
        }
    }
    Ok(report)
}

/// The drafts of a file, whatever its format.
fn read_file(path: &Path, lang: Option<Lang>) -> Result<Vec<Result<Draft, LeftOut>>, MachineError> {
    let origin =
        path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let left_out = |why: String| vec![Err(LeftOut { origin: origin.clone(), why })];
    let file = File::open(path).map_err(MachineError::file("read", path))?;
    let mut bytes = Vec::new();
    file.take(DOCUMENT_MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(MachineError::file("read", path))?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok(left_out(
            "it is not UTF-8 text: save it as UTF-8; most editors offer that under “Encoding”".to_owned(),
        ));
    };
    let text = text.trim_start_matches('\u{feff}');
    let format = Format::of(path, text);
    let longest = if format == Format::Json { DOCUMENT_MAX_BYTES } else { PAGE_MAX_BYTES };
    if text.len() > longest {
        return Ok(left_out(format!("it is larger than {} MB: divide it", longest / 1024 / 1024)));
    }
    if format == Format::Html && html::is_too_deep(text) {
        return Ok(left_out("its elements are nested too deeply to be read".to_owned()));
    }
    let drafts = match format {
        Format::Json => json_api::read(&origin, text, lang),
        Format::Html => vec![Ok(html::page(&origin, text, lang))],
        Format::Text => vec![Ok(text::page(&origin, text, lang))],
    };
    let left_out = |json_api::Unusable { origin, why }| LeftOut { origin, why };
    Ok(drafts.into_iter().map(|draft| draft.map_err(left_out)).collect())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Json,
    Html,
    Text,
}

impl Format {
    /// The format by the name of the file, else by its first sign.
    fn of(path: &Path, text: &str) -> Self {
        let extension =
            path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
        let begin: String = text.trim_start().chars().take(2_000).collect::<String>().to_lowercase();
        match extension.as_str() {
            "json" | "jsonapi" => Self::Json,
            "html" | "htm" | "xhtml" => Self::Html,
            _ if begin.starts_with(['{', '[']) => Self::Json,
            _ if begin.starts_with('<') || begin.contains("<body") || begin.contains("</p>") => Self::Html,
            _ => Self::Text,
        }
    }
}

/// Writes a file that is not there yet.
fn save(path: &Path, text: &str) -> Result<(), MachineError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(MachineError::file("write", folder))?;
    }
    let file = File::options().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(MachineError::file("write", path))
}

/// The words of a block, in order.
fn words_of(block: &Block) -> String {
    match block {
        Block::Heading(Heading { text, .. }) | Block::Paragraph(text) => plain_text(text),
        Block::List(list) => list.items.iter().map(|item| words_of_all(item)).collect::<Vec<_>>().join("\n"),
        Block::Quote(blocks) | Block::Callout(Callout { blocks, .. }) => words_of_all(blocks),
        Block::Table(Table { caption, head, rows, .. }) => {
            let cells = [caption].into_iter().chain(head).chain(rows.iter().flatten());
            cells.map(|cell| plain_text(cell)).collect::<Vec<_>>().join("\n")
        }
        Block::Code(Code { text, .. }) => text.clone(),
        _ => String::new(),
    }
}

/// The words of all blocks, in order.
fn words_of_all(blocks: &[Block]) -> String {
    blocks.iter().map(words_of).collect::<Vec<_>>().join("\n")
}
