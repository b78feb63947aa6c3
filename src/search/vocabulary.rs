//! The terms of all documents of a language, merged from their analyses.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Range;

use rayon::prelude::*;

use super::analysis::{Analysis, Counts, FIELDS, Ready};
use super::compounds::Parts;
use super::fold::umlaut_variant;
use super::list::{Posting, level_of};
use super::stems::stem;
use crate::text::Lang;

/// How much a word weighs in title, summary, body and tags (BM25F; Robertson, Zaragoza and Taylor 2004).
const WEIGHTS: [f32; FIELDS] = [5.0, 2.0, 1.0, 3.0];

/// How much the length of a field counts, from 0 to 1 (b of BM25F).
const LENGTH: [f32; FIELDS] = [0.3, 0.3, 0.5, 0.0];

/// How soon more of the same word adds little (k1 of BM25).
const SATURATION: f32 = 1.2;

/// A form with its list.
#[derive(Debug)]
pub(crate) struct Term<'a> {
    pub(crate) stem: String,
    pub(crate) form: Cow<'a, str>,
    pub(crate) umlaut: bool,
    list: List,
}

#[derive(Debug)]
enum List {
    Shared(Range<usize>),
    Own(Vec<Posting>),
}

/// The terms of a language, by stem and form.
#[derive(Debug)]
pub(crate) struct Vocabulary<'a> {
    pub(crate) lang: Lang,
    pub(crate) documents: u32,
    pub(crate) terms: Vec<Term<'a>>,
    /// By stem: compounds' documents that have no form of the stem.
    pub(crate) compounds: Vec<(String, Vec<Posting>)>,
    postings: Vec<Posting>,
}

impl<'a> Vocabulary<'a> {
    /// Merges analyses, which are in the order of document numbers.
    pub(crate) fn new(lang: Lang, documents: &[&'a Analysis]) -> Self {
        let averages = averages(documents);
        let mut ids: HashMap<&[u8], u32, BuildHasherDefault<Ready>> = HashMap::default();
        let mut forms: Vec<(&[u8], u32, bool)> = Vec::new();
        let mut sequence: Vec<u32> = Vec::new();
        for document in documents {
            for (form, counts) in document.terms() {
                let id = *ids.entry(form).or_insert_with(|| {
                    forms.push((form, 0, false));
                    forms.len() as u32 - 1
                });
                let (_, count, umlaut) = &mut forms[id as usize];
                *count += 1;
                *umlaut |= counts.umlaut();
                sequence.push(id);
            }
        }
        drop(ids);
        let mut next: Vec<usize> = Vec::with_capacity(forms.len());
        let mut total = 0;
        for (_, count, _) in &forms {
            next.push(total);
            total += *count as usize;
        }
        let mut postings = vec![0; total];
        let mut sequence = sequence.iter();
        for (number, document) in (0u32..).zip(documents) {
            let norms = norms(document.lengths, averages);
            for ((_, counts), id) in document.terms().zip(&mut sequence) {
                let place = &mut next[*id as usize];
                postings[*place] = number << 3 | level_of(weight(counts, norms));
                *place += 1;
            }
        }
        let terms: Vec<Term<'a>> = forms
            .par_iter()
            .zip(&next)
            .map(|((form, count, umlaut), end)| {
                let form = std::str::from_utf8(form).unwrap_or_default();
                let list = List::Shared(end - *count as usize..*end);
                Term { stem: stem(lang, form), form: Cow::Borrowed(form), umlaut: *umlaut, list }
            })
            .collect();
        let mut vocabulary = Self { lang, documents: documents.len() as u32, terms, compounds: Vec::new(), postings };
        vocabulary.join_spellings();
        vocabulary.terms.par_sort_unstable_by(|a, b| (&a.stem, &a.form).cmp(&(&b.stem, &b.form)));
        if lang == Lang::De {
            vocabulary.compounds = vocabulary.find_compounds();
        }
        vocabulary
    }

    /// The documents of a term.
    pub(crate) fn list<'b>(&'b self, term: &'b Term<'_>) -> &'b [Posting] {
        match &term.list {
            List::Shared(range) => &self.postings[range.clone()],
            List::Own(list) => list,
        }
    }

    /// Joins `haeuser` with `hauser` if the archive writes the latter, or another form of its stem, with an umlaut.
    fn join_spellings(&mut self) {
        let with_umlaut: HashSet<&str> =
            self.terms.iter().filter(|term| term.umlaut).map(|term| term.stem.as_str()).collect();
        let variant = |term: &Term<'_>| {
            let variant = umlaut_variant(&term.form)?;
            let stem = stem(self.lang, &variant);
            with_umlaut.contains(stem.as_str()).then_some((variant, stem))
        };
        let renamed: Vec<_> =
            (0..).zip(&self.terms).filter_map(|(at, term)| variant(term).map(|variant| (at, variant))).collect();
        if renamed.is_empty() {
            return;
        }
        let mut places: HashMap<String, usize> = HashMap::new();
        let targets: HashSet<&str> = renamed.iter().map(|(_, (form, _)): &(usize, _)| form.as_str()).collect();
        for (at, term) in self.terms.iter().enumerate().filter(|(_, term)| targets.contains(&*term.form)) {
            places.insert(term.form.to_string(), at);
        }
        let mut gone = HashSet::new();
        for (at, (form, stem)) in renamed {
            match places.get(&form) {
                Some(&target) => {
                    let list = union(vec![self.list(&self.terms[target]), self.list(&self.terms[at])]);
                    self.terms[target].list = List::Own(list);
                    gone.insert(at);
                }
                None => {
                    places.insert(form.clone(), at);
                    self.terms[at].form = Cow::Owned(form);
                    self.terms[at].stem = stem;
                }
            }
        }
        let mut at = 0;
        self.terms.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }

    fn find_compounds(&self) -> Vec<(String, Vec<Posting>)> {
        let counted = self.terms.iter().map(|term| (&*term.form, term.stem.as_str(), self.list(term).len() as u32));
        let parts = Parts::new(counted, self.documents);
        let mut found: Vec<(String, usize)> = self
            .terms
            .par_iter()
            .enumerate()
            .map(|(at, term)| {
                let stemmed = |part: &&str| stem(self.lang, part);
                parts.split(&term.form).iter().map(|part| (stemmed(part), at)).collect::<Vec<_>>()
            })
            .flatten_iter()
            .collect();
        found.par_sort_unstable();
        found.dedup();
        let by_stem: Vec<_> = found.chunk_by(|a, b| a.0 == b.0).collect();
        by_stem
            .into_par_iter()
            .filter_map(|compounds| {
                let (stem, _) = compounds.first()?;
                let own = self.of_stem(stem);
                let having = union(own.iter().map(|term| self.list(term)).collect());
                let mut list = union(compounds.iter().map(|(_, at)| self.list(&self.terms[*at])).collect());
                list.retain(|posting| having.binary_search_by_key(&(posting >> 3), |having| having >> 3).is_err());
                (!list.is_empty()).then(|| (stem.clone(), list))
            })
            .collect()
    }

    /// Stems of which more than half of the documents have a form.
    pub(crate) fn frequent(&self) -> Vec<String> {
        let of_stem: Vec<_> = self.terms.chunk_by(|a, b| a.stem == b.stem).collect();
        let is_frequent = |terms: &&[Term<'_>]| {
            let lists: Vec<_> = terms.iter().map(|term| self.list(term)).collect();
            let most: usize = lists.iter().map(|list| list.len()).sum();
            let half = self.documents as usize / 2;
            most > half && union(lists).len() > half
        };
        let frequent = of_stem.into_iter().filter(is_frequent);
        frequent.filter_map(|terms| terms.first()).map(|term| term.stem.clone()).collect()
    }

    fn of_stem(&self, stem: &str) -> &[Term<'a>] {
        let start = self.terms.partition_point(|term| term.stem.as_str() < stem);
        let end = self.terms.partition_point(|term| term.stem.as_str() <= stem);
        &self.terms[start..end]
    }
}

/// All documents of some lists, each with its highest level.
pub(crate) fn union(lists: Vec<&[Posting]>) -> Vec<Posting> {
    if let [list] = lists.as_slice() {
        return list.to_vec();
    }
    let mut all: Vec<Posting> = lists.concat();
    all.sort_unstable_by(|a, b| (a >> 3).cmp(&(b >> 3)).then(b.cmp(a)));
    all.dedup_by_key(|posting| *posting >> 3);
    all
}

/// The mean length of each field, in steps of √2, so that one article more seldom changes the levels of all others.
fn averages(documents: &[&Analysis]) -> [f32; FIELDS] {
    let mut averages = [0.0; FIELDS];
    for (field, average) in averages.iter_mut().enumerate() {
        let sum: u64 = documents.iter().map(|document| u64::from(document.lengths[field])).sum();
        let mean = (sum as f32 / documents.len().max(1) as f32).max(1.0);
        *average = ((mean.log2() * 2.0).round() / 2.0).exp2();
    }
    averages
}

/// What a word in each field of a document weighs.
fn norms(lengths: [u32; FIELDS], averages: [f32; FIELDS]) -> [f32; FIELDS] {
    let mut norms = [0.0; FIELDS];
    for (field, norm) in norms.iter_mut().enumerate() {
        let b = LENGTH[field];
        *norm = WEIGHTS[field] / (1.0 - b + b * lengths[field] as f32 / averages[field]);
    }
    norms
}

/// The saturated weight of a word in a document, from 0 to 1.
fn weight(counts: Counts, norms: [f32; FIELDS]) -> f32 {
    let frequency: f32 = counts.fields().iter().zip(norms).map(|(count, norm)| *count as f32 * norm).sum();
    frequency / (frequency + SATURATION)
}
