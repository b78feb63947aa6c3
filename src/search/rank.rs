//! From matches to hits in order, and what an answer tells.
//!
//! A document's score is the sum over the words of the query of the word's rarity (the inverse document frequency of
//! BM25, Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework") times its impact there, which the
//! writer has saturated, normalised by length and quantised. New documents weigh slightly more than old ones.

use std::collections::BinaryHeap;

use super::facets::FacetKind;
use super::list::{IMPACT, Posting};
use super::matching::{Match, Matched};
use super::passages::Terms;
use super::query::Order;
use super::records::Record;
use super::shards::ShardName;
use crate::text::Lang;

/// What the score of a document in the preferred language is multiplied by.
const PREFERRED: f32 = 16.0;

/// How much more the newest document weighs than the oldest.
const RECENCY: f32 = 0.08;

/// What the engine says to a query.
#[derive(Clone, Debug)]
pub enum Answer {
    /// These files are needed first. All of them can be fetched at once.
    Needs(Vec<ShardName>),
    /// Here they are.
    Found(Results),
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// How many documents match.
    pub total: u32,
    /// Whether some files could not be had, so that documents may be lacking or wrongly among the hits.
    pub partial: bool,
    /// Whether the query was too long and only its beginning was searched for.
    pub truncated: bool,
    /// The documents of the page that was asked for.
    pub hits: Vec<Hit>,
    /// What became of each word of the query.
    pub words: Vec<WordReport>,
    /// Words that were replaced by words the archive has.
    pub corrections: Vec<Correction>,
    /// Words the archive has that may be meant instead of ones that may only be meant as written.
    pub suggestions: Vec<Correction>,
    /// Matching documents in English and in German.
    pub languages: [u32; 2],
    /// Matching documents by year, the newest first.
    pub years: Vec<(i32, u32)>,
    /// Matching documents by the values of the facets asked for; values without any are left out.
    pub counts: Vec<ValueCount>,
    /// What to mark in texts.
    pub terms: Terms,
}

/// A document among the results.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The language it is in.
    pub language: Lang,
    /// Its number within the language, by date. It may change with the next publication.
    pub document: u32,
    /// How well it matches; only to be compared within one answer.
    pub score: f32,
    /// What to show of it; `None` if its file could not be had.
    pub record: Option<Record>,
}

/// What became of a word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordReport {
    /// As it was typed.
    pub written: String,
    /// How it was found, or why not.
    pub fate: WordFate,
}

/// How a word of the query was found, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordFate {
    /// As it is, or in another form of the word, or within a compound.
    Found,
    /// As the beginning of longer words.
    Prefix,
    /// As another word: see [`Results::corrections`].
    Corrected,
    /// It is in more than half of all documents and was not required.
    Frequent,
    /// It is too short for the beginning of a word, and none by itself; it was not required.
    TooShort,
    /// The archive does not have it.
    Missing,
    /// Its files could not be had; it was not required.
    Unavailable,
}

/// A word and what the archive has instead, the likeliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As it was typed.
    pub written: String,
    /// Folded forms (lower case, no diacritics).
    pub instead: Vec<String>,
}

/// How many of the results have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCount {
    /// Of which facet.
    pub kind: FacetKind,
    /// The value.
    pub value: String,
    /// So many of the results.
    pub documents: u32,
}

/// The impact of the best of the matches for each document of a language; 0 where none matches.
pub(crate) fn impacts(matches: &[Match<'_>], lang: Lang, documents: u32, list: &mut Vec<Posting>) -> Vec<f32> {
    let mut best = vec![0.0f32; documents as usize];
    for found in matches.iter().filter(|found| found.entry.kind.lang() == lang) {
        found.shard.list(found.key, found.entry, list);
        let weighted = super::terms::is_weighted(found.key, found.entry.kind);
        for posting in list.iter() {
            let level = if weighted { (posting & 7) as usize } else { 2 };
            let impact = IMPACT.get(level).copied().unwrap_or_default() * found.factor;
            if let Some(best) = best.get_mut((posting >> 3) as usize) {
                *best = best.max(impact);
            }
        }
    }
    best
}

/// The impact of a word for each document of a language.
pub(crate) fn word_impacts(matched: &Matched<'_>, lang: Lang, documents: u32) -> Vec<f32> {
    let mut list = Vec::new();
    let mut best = impacts(&matched.whole, lang, documents, &mut list);
    let parts: Vec<_> = matched.parts.iter().map(|part| impacts(part, lang, documents, &mut list)).collect();
    if !parts.is_empty() {
        for (document, best) in best.iter_mut().enumerate() {
            let of = |part: &Vec<f32>| part.get(document).copied().unwrap_or_default();
            let least = parts.iter().map(of).fold(f32::MAX, f32::min);
            *best = best.max(least);
        }
    }
    best
}

/// Adds a word's weight to the scores of a language's documents; those without the word drop out (score 0).
pub(crate) fn require(scores: &mut [f32], impacts: &[f32]) {
    let documents = scores.len() as f32;
    let having = impacts.iter().filter(|impact| **impact > 0.0).count() as f32;
    let rarity = (1.0 + (documents - having + 0.5) / (having + 0.5)).ln();
    for (score, impact) in scores.iter_mut().zip(impacts) {
        *score = if *score > 0.0 && *impact > 0.0 { *score + rarity * impact } else { 0.0 };
    }
}

/// A document with its score.
pub(crate) type Scored = (f32, Lang, u32);

/// A score that favours new documents, those with high numbers, a little, and those in the reader's language clearly:
/// a translation of the best match is no better match.
pub(crate) fn favour(score: f32, document: u32, documents: u32, is_preferred: bool) -> f32 {
    let language = if is_preferred { PREFERRED } else { 1.0 };
    score * language * (1.0 + RECENCY * document as f32 / documents.max(1) as f32)
}

/// The hits of a page in order. `age` gives the place of a document in the order of dates, a positive number.
///
/// Everything that counts is packed into one number, highest first, and the best are taken from a heap, because
/// sorting costs some kilobytes in the wasm. Positive floating-point numbers sort as their bits do.
pub(crate) fn page(
    scored: &[Scored],
    order: Order,
    start: usize,
    len: usize,
    age: impl Fn(Lang, u32) -> f32,
) -> Vec<Scored> {
    let key = |at: usize, (score, lang, document): &Scored| {
        let age = u128::from(age(*lang, *document).to_bits());
        let score = u128::from(score.to_bits());
        let first = match order {
            Order::Relevance => score << 32 | age,
            Order::Newest => age << 32,
            Order::Oldest => (u128::from(u32::MAX) - age) << 32,
        };
        // Among documents of one day English comes first, and the rest is fixed by the numbers.
        first << 64 | (u128::from(*lang == Lang::En)) << 32 | at as u128
    };
    let keys: Vec<u128> = scored.iter().enumerate().map(|(at, of)| key(at, of)).collect();
    let mut keys = BinaryHeap::from(keys);
    let best = std::iter::from_fn(|| keys.pop()).skip(start).take(len);
    best.filter_map(|key| scored.get((key & u128::from(u32::MAX)) as usize).copied()).collect()
}
