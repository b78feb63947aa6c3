//! Large content to measure with: a content folder with any number of made-up articles.
//!
//! 1. [`frame`] copies a content folder and reads what its articles can name: topics, countries, places, pages.
//! 2. [`vocabulary`] makes the words of each language, real ones ([`english`], [`german`]) before made-up ones
//!    ([`stems`]); [`ranked`] draws them as often as words of their rank are used. [`names`] are in every language.
//! 3. [`facts`] are what both versions of an article share; [`article`] writes its head, [`text`] its text of
//!    sentences by [`prose`].
//!
//! Every article comes from numbers of its own ([`random`]), made of the seed and its number alone, and links to earlier
//! ones only. So an article is the same however many there are, whichever thread writes it, on every machine. Only the
//! frame's topics, countries, places and pages have a say.

mod article;
mod dates;
mod english;
mod facts;
mod frame;
mod german;
mod names;
mod prose;
mod random;
mod ranked;
mod stems;
mod text;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::fs;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use article::Maker;
use frame::Frame;

use crate::text::Lang;

/// How many articles a thread makes at a time.
const BATCH: u64 = 64;

/// How many files may wait to be written.
const QUEUE: usize = 256;

/// What is made of what.
#[derive(Clone, Debug)]
pub struct SampleOptions {
    /// How many articles are added, counted once for each language; an odd one is left out.
    pub articles: u64,
    /// The content folder that is copied.
    pub content: PathBuf,
    /// The new content folder: empty, or not there yet.
    pub out: PathBuf,
    /// Another number makes other articles.
    pub seed: u64,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SampleReport {
    /// Articles added, counted once for each language.
    pub articles: u64,
    /// How many bytes they have.
    pub bytes: u64,
}

/// Why no content was made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The new folder is not empty.
    #[error("{} is not empty; name a folder that is, or is not there yet", .0.display())]
    NotEmpty(PathBuf),
    /// The content holds made-up articles already.
    #[error("{} holds made-up articles already", .0.display())]
    Again(PathBuf),
    /// A file of the frame cannot be used.
    #[error("could not use {}: {reason}", path.display())]
    Frame {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file or folder could not be read or written.
    #[error("could not {action} {}", path.display())]
    File {
        /// What was tried.
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
}

impl SampleError {
    /// Names what was tried with which file, for `map_err`.
    fn file(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { action, path, source }
    }
}

/// Copies a content folder and adds made-up articles.
///
/// # Errors
///
/// [`SampleError`]; what was written before stays.
pub fn sample(options: &SampleOptions) -> Result<SampleReport, SampleError> {
    let SampleOptions { articles, content, out, seed } = options;
    let frame = Frame::read(content)?;
    frame::copy(content, out)?;
    let maker = Maker::new(*seed, frame);
    let ids = articles / Lang::ALL.len() as u64;
    let next = AtomicU64::new(0);
    let makers = thread::available_parallelism().map_or(1, NonZero::get);
    let bytes: Result<Vec<u64>, SampleError> = thread::scope(|scope| {
        let writers = Lang::ALL.map(|lang| {
            let (sender, receiver) = mpsc::sync_channel(QUEUE);
            (sender, scope.spawn(move || write(&frame::news(out, lang), receiver)))
        });
        let (senders, writers): (Vec<_>, Vec<_>) = writers.into_iter().unzip();
        for _ in 0..makers {
            let (senders, maker, next) = (senders.clone(), &maker, &next);
            scope.spawn(move || make(maker, &senders, next, ids));
        }
        // The writers end when no maker is left that could send them anything.
        drop(senders);
        // A panic of a thread is one of this function, too.
        writers.into_iter().map(|writer| writer.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    Ok(SampleReport { articles: ids * Lang::ALL.len() as u64, bytes: bytes?.into_iter().sum() })
}

/// A file by its name.
type Named = (String, String);

/// Makes batch after batch as long as there are any, or until a writer has failed.
fn make(maker: &Maker, senders: &[SyncSender<Named>], next: &AtomicU64, ids: u64) {
    loop {
        let first = next.fetch_add(BATCH, Ordering::Relaxed);
        if first >= ids {
            return;
        }
        for article in first..ids.min(first + BATCH) {
            let (facts, id) = (maker.facts(article), maker.id(article));
            for (lang, sender) in Lang::ALL.into_iter().zip(senders) {
                if sender.send((format!("{id}.md"), maker.file(lang, article, &facts))).is_err() {
                    return;
                }
            }
        }
    }
}

/// Writes files into a folder; how many bytes they have. A folder has one writer, since several would wait for each
/// other at every file.
fn write(folder: &Path, files: Receiver<Named>) -> Result<u64, SampleError> {
    let mut bytes = 0;
    for (name, file) in files {
        let path = folder.join(name);
        fs::write(&path, &file).map_err(SampleError::file("write", &path))?;
        bytes += file.len() as u64;
    }
    Ok(bytes)
}
