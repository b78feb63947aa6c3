//! The content folder made-up articles are added to: what its files offer them, and its copy.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use walkdir::WalkDir;

use super::SampleError;
use super::article::PREFIXES;
use super::random::{Random, Stream};
use super::ranked::{Fall, Ranked};
use super::vocabulary::SEED;
use crate::text::Lang;

/// The folder of articles.
const NEWS: &str = "news";

/// What the frame offers articles.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) topics: Choice,
    pub(super) countries: Choice,
    /// Names of places in English and in German.
    pub(super) places: Vec<[String; 2]>,
    /// Published pages that are there in both languages, as `our-work/diaspora.md`.
    pub(super) pages: Vec<String>,
}

/// Keys of which some are chosen far more often than others.
#[derive(Debug)]
pub(super) struct Choice {
    keys: Vec<String>,
    ranked: Ranked,
}

impl Choice {
    /// Keys in an order of their own that does not follow the alphabet.
    pub(super) fn new(mut keys: Vec<String>) -> Self {
        keys.sort();
        let mut random = Random::new(SEED, Stream::Vocabulary, 4);
        for at in (1..keys.len()).rev() {
            keys.swap(at, random.below(at + 1));
        }
        let ranked = Ranked::new(keys.len(), Fall::Steep);
        Self { keys, ranked }
    }

    /// So many of the keys, or as many as there are, none twice.
    pub(super) fn some(&self, count: usize, random: &mut Random) -> Vec<String> {
        let mut some: Vec<String> = Vec::with_capacity(count);
        while some.len() < count.min(self.keys.len()) {
            let key = self.keys.get(self.ranked.draw(random));
            some.extend(key.filter(|key| !some.contains(key)).cloned());
        }
        some
    }
}

/// What is read of `site.toml`.
#[derive(Deserialize)]
struct SiteToml {
    topics: toml::Table,
}

/// What is read of a row of `countries.csv`.
#[derive(Deserialize)]
struct CountryRow {
    alpha3: String,
}

/// What is read of a row of `places.csv`.
#[derive(Deserialize)]
struct PlaceRow {
    en: String,
    de: String,
}

impl Frame {
    /// Reads a content folder.
    pub(super) fn read(content: &Path) -> Result<Self, SampleError> {
        let path = content.join("site.toml");
        let site = fs::read_to_string(&path).map_err(SampleError::file("read", &path))?;
        let site: SiteToml = toml::from_str(&site).map_err(|error| bad(&path, &error))?;
        if site.topics.is_empty() {
            return Err(SampleError::Frame { path, reason: "it has no topics".to_owned() });
        }
        let countries: Vec<CountryRow> = rows(&content.join("countries.csv"))?;
        let places: Vec<PlaceRow> = rows(&content.join("places.csv"))?;
        Ok(Self {
            topics: Choice::new(site.topics.into_iter().map(|(key, _)| key).collect()),
            countries: Choice::new(countries.into_iter().map(|row| row.alpha3).collect()),
            places: places.into_iter().map(|row| [row.en, row.de]).collect(),
            pages: pages(content)?,
        })
    }
}

fn bad(path: &Path, error: &dyn std::error::Error) -> SampleError {
    SampleError::Frame { path: path.to_owned(), reason: error.to_string() }
}

/// The rows of a table; none if there is no such file.
fn rows<R: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<R>, SampleError> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(path).map_err(SampleError::file("read", path))?;
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.map_err(|error| bad(path, &error))).collect()
}

/// Pages in both languages, sorted.
fn pages(content: &Path) -> Result<Vec<String>, SampleError> {
    let [english, german] = Lang::ALL.map(|lang| pages_in(&content.join(lang.code())));
    let german = german?;
    Ok(english?.into_iter().filter(|page| german.contains(page)).collect())
}

fn pages_in(folder: &Path) -> Result<BTreeSet<String>, SampleError> {
    let mut pages = BTreeSet::new();
    for path in files(folder)?.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let [section, name] = parts.as_slice() else { continue };
        let whole = folder.join(&path);
        let text = fs::read_to_string(&whole).map_err(SampleError::file("read", &whole))?;
        let is_held_back = text.lines().any(|line| line.starts_with("draft:") || line.starts_with("expires:"));
        if section != NEWS && !is_held_back {
            pages.insert(format!("{section}/{name}"));
        }
    }
    Ok(pages)
}

/// The files below a folder, as paths from it, without hidden ones; none if there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, SampleError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let is_hidden = |entry: &walkdir::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            SampleError::file("read", &path)(error.into())
        })?;
        if entry.file_type().is_file() {
            files.extend(entry.path().strip_prefix(folder).ok().map(Path::to_owned));
        }
    }
    Ok(files)
}

/// Copies the frame into a folder that has nothing yet, and makes the folders of articles.
pub(super) fn copy(content: &Path, out: &Path) -> Result<(), SampleError> {
    let is_empty = fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty {
        return Err(SampleError::NotEmpty(out.to_owned()));
    }
    // Listed before anything is written, so that a folder within the frame is not copied into itself.
    let files = files(content)?;
    if files.iter().any(|file| is_sample(file)) {
        return Err(SampleError::Again(content.to_owned()));
    }
    for file in files {
        let (from, to) = (content.join(&file), out.join(&file));
        folder(to.parent().unwrap_or(out))?;
        fs::copy(&from, &to).map_err(SampleError::file("copy", &from))?;
    }
    Lang::ALL.into_iter().try_for_each(|lang| folder(&news(out, lang)))
}

/// Whether a file is a made-up article.
fn is_sample(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    PREFIXES.into_iter().any(|(_, prefix)| name.starts_with(prefix))
}

/// The folder of articles in a language.
pub(super) fn news(content: &Path, lang: Lang) -> PathBuf {
    content.join(lang.code()).join(NEWS)
}

fn folder(path: &Path) -> Result<(), SampleError> {
    fs::create_dir_all(path).map_err(SampleError::file("make", path))
}
