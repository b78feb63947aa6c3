//! Writes an index from the analyses of its documents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::analysis::{Analysis, Entry};
use super::bits::hash;
use super::dictionary::Dictionary;
use super::facets::{Facet, FacetKind, facet_key};
use super::list::Posting;
use super::root::{CHUNK, Root};
use super::shards::{BUCKETS_IN_GROUP, CHUNKS_IN_GROUP, Place};
use super::vocabulary::Vocabulary;
use super::{records, spelling};
use crate::text::Lang;

/// A file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the directory of the index.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How an index is written.
#[derive(Clone, Debug, Default)]
pub struct WriterOptions {
    /// The size of a shard of terms in bytes; by default it grows slowly with the archive.
    pub shard_bytes: Option<usize>,
}

/// Collects documents, in any order and from any thread, and writes the index of them.
#[derive(Debug, Default)]
pub struct Writer {
    options: WriterOptions,
    analyses: Mutex<Vec<Analysis>>,
}

impl Writer {
    /// A writer without documents.
    pub fn new(options: WriterOptions) -> Self {
        Self { options, analyses: Mutex::default() }
    }

    /// Analyses a document and adds it. Its text is not kept.
    pub fn add(&self, entry: &Entry) {
        self.add_analysis(Analysis::of(entry));
    }

    /// Adds a document that was analysed before.
    pub fn add_analysis(&self, analysis: Analysis) {
        self.analyses.lock().unwrap_or_else(PoisonError::into_inner).push(analysis);
    }

    /// All files of the index, the root last.
    pub fn finish(self) -> Vec<File> {
        let mut files = Vec::new();
        self.finish_into(|file| files.push(file));
        files
    }

    /// Gives every file of the index to `sink`, the root last. A file other than the root whose name is already there
    /// need not be written again.
    pub fn finish_into(self, mut sink: impl FnMut(File)) {
        let mut analyses = self.analyses.into_inner().unwrap_or_else(PoisonError::into_inner);
        analyses.par_sort_unstable_by(|a, b| (a.lang, a.date, &a.id).cmp(&(b.lang, b.date, &b.id)));
        let by_lang = Lang::ALL.map(|lang| analyses.iter().filter(|of| of.lang == lang).collect::<Vec<_>>());
        let mut root = Root { documents: [0, 1].map(|of| by_lang[of].len() as u32), ..Root::default() };
        root.years = by_lang.each_ref().map(|documents| years(documents));
        write_records(&by_lang, &mut root, &mut sink);
        let facets = facets(&by_lang, &mut root);
        let [english, german] = &by_lang;
        let (english, german) =
            rayon::join(|| Vocabulary::new(Lang::En, english), || Vocabulary::new(Lang::De, german));
        let vocabularies = [&english, &german];
        root.frequent = vocabularies.map(Vocabulary::frequent);
        write_spellings(vocabularies, &mut root, &mut sink);
        let target = self.options.shard_bytes.unwrap_or_else(|| target(root.documents));
        Dictionary::new(vocabularies, facets, root.documents).write(target, &mut root, &mut sink);
        sink(File { name: super::Engine::ROOT.to_owned(), bytes: root.write() });
    }
}

/// The size of a shard of terms: 3 kB at a thousand documents, a seventh more for each doubling.
fn target(documents: [u32; 2]) -> usize {
    let octaves = documents.iter().sum::<u32>().max(1).ilog2() as i32 - 10;
    (3000.0 * 1.15f64.powi(octaves)) as usize
}

/// The years of documents in order, with the number of the first of each.
fn years(documents: &[&Analysis]) -> Vec<(i32, u32)> {
    let mut years: Vec<(i32, u32)> = Vec::new();
    for (number, document) in (0..).zip(documents) {
        let year = year_of(document.date).max(0);
        if years.last().is_none_or(|(last, _)| *last < year) {
            years.push((year, number));
        }
    }
    years
}

/// The year of a day, counted from 1 January 1970 (after Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `civil_from_days`).
fn year_of(days: i32) -> i32 {
    let shifted = i64::from(days) + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    (year + era * 400 + i64::from(day_of_year >= 306)) as i32
}

fn write_records(by_lang: &[Vec<&Analysis>; 2], root: &mut Root, sink: &mut impl FnMut(File)) {
    for (lang, documents) in Lang::ALL.into_iter().zip(by_lang) {
        let chunks: Vec<Vec<u8>> =
            documents.par_chunks(CHUNK as usize).map(|chunk| records::write(chunk.iter().map(|of| of.row()))).collect();
        let groups = chunks.chunks(CHUNKS_IN_GROUP as usize);
        root.records[super::shards::slot(lang)] = groups.map(hash_of_all).collect();
        for (number, bytes) in (0..).zip(chunks) {
            emit(root, Place::Records(lang, number), bytes, sink);
        }
    }
}

/// The hash that a group of files shares.
pub(crate) fn hash_of_all(files: &[Vec<u8>]) -> u32 {
    let hashes: Vec<u8> = files.iter().flat_map(|bytes| hash(bytes).to_le_bytes()).collect();
    hash(&hashes) as u32
}

/// Gives a file to the sink under the name the root has for it.
pub(crate) fn emit(root: &Root, place: Place, bytes: Vec<u8>, sink: &mut impl FnMut(File)) {
    if let Some(name) = root.name(place) {
        sink(File { name: name.file, bytes });
    }
}

/// The documents of every value of every facet, by its key in the dictionary.
fn facets(by_lang: &[Vec<&Analysis>; 2], root: &mut Root) -> BTreeMap<String, [Vec<Posting>; 2]> {
    let mut values: BTreeMap<(FacetKind, &str), [Vec<Posting>; 2]> = BTreeMap::new();
    for (of, documents) in by_lang.iter().enumerate() {
        for (number, document) in (0..).zip(documents) {
            let own: BTreeSet<_> = document.facets.iter().map(|(kind, value)| (*kind, value.as_str())).collect();
            for facet in own {
                values.entry(facet).or_default()[of].push(number << 3);
            }
        }
    }
    let facet = |((kind, value), lists): (&(FacetKind, &str), &[Vec<Posting>; 2])| {
        let documents = lists.each_ref().map(|list| list.len() as u32);
        Facet { kind: *kind, value: (*value).to_owned(), documents }
    };
    root.facets = values.iter().map(facet).collect();
    values.into_iter().map(|((kind, value), lists)| (facet_key(kind, value), lists)).collect()
}

/// The longest form that is kept for corrections, in bytes.
const LONGEST_SPELLING: usize = 40;

/// The most bytes that a bucket of spellings aims at.
const BUCKET_BYTES: usize = 2000;

/// What a form takes in all its buckets together: 31.8 bytes in the made-up archive of 10,000 articles.
const BYTES_OF_FORM: usize = 32;

fn write_spellings(vocabularies: [&Vocabulary<'_>; 2], root: &mut Root, sink: &mut impl FnMut(File)) {
    let mut forms: Vec<(&str, u8, u32)> = Vec::new();
    for (of, vocabulary) in vocabularies.into_iter().enumerate() {
        let terms = vocabulary
            .terms
            .iter()
            .filter(|term| term.form.len() <= LONGEST_SPELLING && term.form.chars().all(char::is_alphabetic));
        forms.extend(terms.map(|term| (&*term.form, 1 << of, vocabulary.list(term).len() as u32)));
    }
    forms.par_sort_unstable();
    forms.dedup_by(|b, a| {
        let same = a.0 == b.0;
        if same {
            *a = (a.0, a.1 | b.1, a.2 + b.2);
        }
        same
    });
    root.spelling.bits = (forms.len() * BYTES_OF_FORM / BUCKET_BYTES).max(1).next_power_of_two().ilog2() as u8;
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); 1 << root.spelling.bits];
    let mut of_form = Vec::new();
    for (at, (form, ..)) in (0..).zip(&forms) {
        spelling::buckets_of_form(form, root.spelling.bits, &mut of_form);
        of_form.iter().for_each(|bucket| buckets[*bucket as usize].push(at));
    }
    let spelling = |at: &u32| {
        let (form, langs, documents) = forms[*at as usize];
        (form, langs, documents.max(1).ilog2().min(15) as u8)
    };
    let files: Vec<_> = buckets.par_iter().map(|bucket| spelling::write(bucket.iter().map(spelling))).collect();
    root.spelling.hashes = files.chunks(BUCKETS_IN_GROUP as usize).map(hash_of_all).collect();
    for (number, bytes) in (0..).zip(files) {
        emit(root, Place::Spelling(number), bytes, sink);
    }
}
