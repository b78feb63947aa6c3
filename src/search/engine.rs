//! The engine: answers queries from the files it was given.

use super::Fault;
use super::facets::{Facet, FacetKind};
use super::matching::{Cache, Held, Lookup, Matched, Way};
use super::passages::Terms;
use super::query::{PAGE, Query, QueryWord, Words};
use super::rank::{
    Answer, Correction, Hit, Results, Scored, ValueCount, WordFate, WordReport, favour, impacts, page, require,
    word_impacts,
};
use super::root::{CHUNK, Root, SHORTEST_PREFIX};
use super::shards::{Place, ShardName, slot};
use super::terms::TermShard;
use super::{records, spelling};
use crate::text::Lang;

/// Answers queries from the files of one publication of an index.
#[derive(Debug)]
pub struct Engine {
    root: Root,
    cache: Cache,
}

impl Engine {
    /// The name of the file to begin with. It is the only one that changes under the same name.
    pub const ROOT: &'static str = "root.bin";

    /// Opens an index by the bytes of its root.
    ///
    /// # Errors
    /// If they are not the root of an index that this version reads.
    pub fn open(root: &[u8]) -> Result<Self, Fault> {
        Ok(Self { root: Root::read(root)?, cache: Cache::default() })
    }

    /// How many documents there are in a language.
    pub fn documents(&self, lang: Lang) -> u32 {
        self.root.documents[slot(lang)]
    }

    /// All values of a facet, with how many documents have each.
    pub fn facets(&self, kind: FacetKind) -> impl Iterator<Item = &Facet> {
        self.root.facets.iter().filter(move |facet| facet.kind == kind)
    }

    /// The years there are documents of, the newest first.
    pub fn years(&self) -> Vec<i32> {
        let mut years = Vec::new();
        while let Some(year) = self.next_year(years.last().copied()) {
            years.push(year);
        }
        years
    }

    /// The last year with documents that is before another.
    fn next_year(&self, before: Option<i32>) -> Option<i32> {
        let years = self.root.years.iter().flatten().map(|(year, _)| *year);
        years.filter(|year| before.is_none_or(|before| *year < before)).max()
    }

    /// Takes in a file that was needed. What was supplied stays for later queries.
    ///
    /// # Errors
    /// If the bytes are not those of this file. The file then counts as one that cannot be had, as after
    /// [`fail`](Self::fail).
    pub fn supply(&mut self, name: &ShardName, bytes: &[u8]) -> Result<(), Fault> {
        if self.root.name(name.place).as_ref() != Some(name) {
            return Err(Fault::Unknown);
        }
        let taken = self.take(name.place, bytes);
        if taken.is_err() {
            self.fail(name);
        }
        taken
    }

    fn take(&mut self, place: Place, bytes: &[u8]) -> Result<(), Fault> {
        let held = match place {
            Place::Terms(_) | Place::Prefixes(_) => Held::Terms(TermShard::read(bytes, self.root.documents)?),
            Place::Spelling(_) => Held::Spelling(spelling::read(bytes)?),
            Place::Records(..) => Held::Records(records::read(bytes, CHUNK as usize)?),
        };
        self.cache.insert(place, held);
        Ok(())
    }

    /// Tells that a file cannot be had. Answers then come from the rest and say that they are partial.
    pub fn fail(&mut self, name: &ShardName) {
        self.cache.insert(name.place, Held::Failed);
    }

    /// Asks for files again that could not be had.
    pub fn forget_failures(&mut self) {
        self.cache.forget_failures();
    }

    /// Answers a query from what is at hand, or tells what is needed.
    pub fn ask(&self, query: &Query) -> Answer {
        let languages: Vec<Lang> = match query.filter.language {
            Some(lang) => vec![lang],
            None => Lang::ALL.to_vec(),
        };
        let mut lookup =
            Lookup { root: &self.root, cache: &self.cache, langs: &languages, needs: Vec::new(), failed: false };
        let results = self.answer(query, &mut lookup);
        if lookup.needs.is_empty() {
            Answer::Found(Results { partial: lookup.failed, ..results })
        } else {
            Answer::Needs(lookup.needs.iter().filter_map(|place| self.root.name(*place)).collect())
        }
    }

    /// The results as far as they are known; they count only if the lookup ends without needs.
    fn answer(&self, query: &Query, lookup: &mut Lookup<'_>) -> Results {
        let words = query.words();
        let mut results = Results { truncated: words.truncated, ..Results::default() };
        let required = self.required(&words, lookup.langs);
        let mut found = Vec::new();
        for (word, required) in words.words.iter().zip(required) {
            let matched = if required { lookup.word(word) } else { None };
            let fate = match &matched {
                None => WordFate::Frequent,
                Some(matched) => fate(word, matched),
            };
            report(word, fate, matched.as_ref(), &mut results);
            found.extend(matched.filter(|_| !matches!(fate, WordFate::TooShort | WordFate::Unavailable)));
        }
        let filters: Vec<_> = query.filter.facets.iter().map(|(kind, value)| lookup.facet(*kind, value)).collect();
        let counted: Vec<&Facet> = self.root.facets.iter().filter(|facet| query.counts.contains(&facet.kind)).collect();
        let values: Vec<_> = counted.iter().map(|facet| lookup.facet(facet.kind, &facet.value)).collect();
        if !lookup.needs.is_empty() || (found.is_empty() && !query.is_listing(&words)) {
            return results;
        }

        let mut scored: Vec<Scored> = Vec::new();
        let mut counts = vec![0; values.len()];
        let mut list = Vec::new();
        for &lang in lookup.langs {
            let documents = self.documents(lang);
            // Every document starts a hair above zero: zero means that it dropped out.
            let mut scores = vec![f32::MIN_POSITIVE; documents as usize];
            if let Some((first, last)) = query.filter.years {
                let (start, end) = self.root.documents_of_years(lang, first, last);
                for (document, score) in (0..).zip(&mut scores) {
                    *score = if (start..end).contains(&document) { *score } else { 0.0 };
                }
            }
            for filter in &filters {
                let having = impacts(filter, lang, documents, &mut list);
                scores.iter_mut().zip(having).filter(|(_, having)| *having == 0.0).for_each(|(score, _)| *score = 0.0);
            }
            for matched in &found {
                require(&mut scores, &word_impacts(matched, lang, documents));
            }
            for (count, value) in counts.iter_mut().zip(&values) {
                let having = impacts(value, lang, documents, &mut list);
                *count += scores.iter().zip(having).filter(|(score, having)| **score > 0.0 && *having > 0.0).count();
            }
            let of_lang = (0..).zip(&scores).filter(|(_, score)| **score > 0.0);
            let before = scored.len();
            scored.extend(of_lang.map(|(document, score)| {
                (favour(*score, document, documents, query.prefer == Some(lang)), lang, document)
            }));
            results.languages[slot(lang)] = (scored.len() - before) as u32;
        }
        results.total = scored.len() as u32;
        results.years = self.count_years(&scored);
        let counted = counted.into_iter().zip(counts).filter(|(_, count)| *count > 0);
        let value_count = |(facet, count): (&Facet, usize)| {
            let Facet { kind, value, .. } = facet.clone();
            ValueCount { kind, value, documents: count as u32 }
        };
        results.counts = counted.map(value_count).collect();
        let age = |lang, document| {
            let year = self.root.year(lang, document).unwrap_or_default();
            let (first, after) = self.root.documents_of_years(lang, year, year);
            year as f32 + document.saturating_sub(first) as f32 / after.saturating_sub(first).max(1) as f32
        };
        let chosen = page(&scored, query.order, query.page.saturating_mul(PAGE), PAGE, age);
        let hit = |(score, language, document)| {
            let record = lookup.record(language, document).cloned();
            Hit { language, document, score, record }
        };
        results.hits = chosen.into_iter().map(hit).collect();
        results.terms = Terms::new(&words, &results);
        results
    }

    /// Which words must be in a document: all but the frequent ones, unless they are quoted or there are no others.
    fn required(&self, words: &Words, langs: &[Lang]) -> Vec<bool> {
        let is_frequent = |form: &String| langs.iter().any(|lang| self.root.is_frequent(*lang, form));
        let is_required = |word: &QueryWord| {
            let [form] = word.forms.as_slice() else { return true };
            let variant = super::fold::umlaut_variant(form);
            word.quoted || !(is_frequent(form) || variant.as_ref().is_some_and(is_frequent))
        };
        let required: Vec<bool> = words.words.iter().map(is_required).collect();
        if required.contains(&true) { required } else { vec![true; required.len()] }
    }

    fn count_years(&self, scored: &[Scored]) -> Vec<(i32, u32)> {
        let mut years: Vec<(i32, u32)> = self.years().into_iter().map(|year| (year, 0)).collect();
        for (_, lang, document) in scored {
            let year = self.root.year(*lang, *document);
            if let Some((_, count)) = years.iter_mut().find(|(of, _)| Some(*of) == year) {
                *count += 1;
            }
        }
        years.retain(|(_, count)| *count > 0);
        years
    }
}

fn fate(word: &QueryWord, matched: &Matched<'_>) -> WordFate {
    let letters = word.forms.first().map_or(0, |form| form.chars().count());
    match matched.way {
        Way::Itself => WordFate::Found,
        Way::Prefix => WordFate::Prefix,
        Way::Corrected(_) => WordFate::Corrected,
        Way::Missing if word.unfinished && letters < SHORTEST_PREFIX => WordFate::TooShort,
        Way::Missing => WordFate::Missing,
        Way::Unavailable => WordFate::Unavailable,
    }
}

fn report(word: &QueryWord, fate: WordFate, matched: Option<&Matched<'_>>, results: &mut Results) {
    results.words.push(WordReport { written: word.written.clone(), fate });
    let Some(matched) = matched else { return };
    if let Way::Corrected(instead) = &matched.way {
        results.corrections.push(Correction { written: word.written.clone(), instead: instead.clone() });
    }
    if !matched.suggestions.is_empty() {
        let instead = matched.suggestions.clone();
        results.suggestions.push(Correction { written: word.written.clone(), instead });
    }
}
