//! From the words of a query to the entries of the dictionary that match them.

use super::facets::{FacetKind, facet_key};
use super::fold::umlaut_variant;
use super::query::QueryWord;
use super::records::Record;
use super::root::{Root, SHORTEST_PREFIX, WIDE};
use super::shards::Place;
use super::spelling::{Spelling, buckets_of_word, distance, most_edits};
use super::stems::stem;
use super::terms::{Group, Kind, TermEntry, TermShard};
use crate::text::Lang;

/// How much a match weighs by what it is.
const EXACT: f32 = 1.0;
const STEM: f32 = 0.85;
const PREFIX: f32 = 0.6;
const COMPOUND: f32 = 0.5;
const FUZZY: f32 = 0.5;

/// So many spellings are tried for a word that the archive does not have.
const MOST_CORRECTIONS: usize = 3;

/// A file as the engine holds it.
#[derive(Debug)]
pub(crate) enum Held {
    /// Of terms or of wide prefixes.
    Terms(TermShard),
    Spelling(Vec<Spelling>),
    Records(Vec<Record>),
    /// It could not be had.
    Failed,
}

/// The files the engine holds: at most some hundreds, so that a plain list does, which is smaller in the wasm than a map.
#[derive(Debug, Default)]
pub(crate) struct Cache(Vec<(Place, Held)>);

impl Cache {
    fn get(&self, place: Place) -> Option<&Held> {
        self.0.iter().find(|(of, _)| *of == place).map(|(_, held)| held)
    }

    /// Puts a file in the place of what was held for it.
    pub(crate) fn insert(&mut self, place: Place, held: Held) {
        match self.0.iter_mut().find(|(of, _)| *of == place) {
            Some((_, old)) => *old = held,
            None => self.0.push((place, held)),
        }
    }

    /// Lets files be asked for again that could not be had.
    pub(crate) fn forget_failures(&mut self) {
        self.0.retain(|(_, held)| !matches!(held, Held::Failed));
    }
}

/// An entry of the dictionary that matches a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'a> {
    pub(crate) shard: &'a TermShard,
    pub(crate) key: &'a str,
    pub(crate) entry: &'a TermEntry,
    pub(crate) factor: f32,
}

/// How a word of the query was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By itself or another form of it.
    Itself,
    /// As the beginning of words.
    Prefix,
    /// As other words that are spelt nearly so.
    Corrected(Vec<String>),
    /// Not at all.
    Missing,
    /// Its files could not be had.
    Unavailable,
}

/// What matches a word: any of `whole`, or for a word with hyphens something of each of `parts`.
#[derive(Clone, Debug)]
pub(crate) struct Matched<'a> {
    pub(crate) whole: Vec<Match<'a>>,
    pub(crate) parts: Vec<Vec<Match<'a>>>,
    pub(crate) way: Way,
    /// Other spellings, for a word that may only be meant as written.
    pub(crate) suggestions: Vec<String>,
}

impl Matched<'_> {
    fn is_empty(&self) -> bool {
        self.whole.is_empty() && (self.parts.is_empty() || self.parts.iter().any(Vec::is_empty))
    }
}

/// Looks things up in the files at hand, and notes those that are not.
#[derive(Debug)]
pub(crate) struct Lookup<'a> {
    pub(crate) root: &'a Root,
    pub(crate) cache: &'a Cache,
    pub(crate) langs: &'a [Lang],
    /// What must be fetched.
    pub(crate) needs: Vec<Place>,
    /// Whether something that was looked for could not be had.
    pub(crate) failed: bool,
}

impl<'a> Lookup<'a> {
    /// A file, if it is at hand; else notes that it is needed or could not be had.
    fn held(&mut self, place: Place) -> Option<&'a Held> {
        match self.cache.get(place) {
            Some(Held::Failed) => self.failed = true,
            Some(held) => return Some(held),
            _ if self.root.name(place).is_none() => self.failed = true,
            _ if self.needs.contains(&place) => {}
            _ => self.needs.push(place),
        }
        None
    }

    fn shard(&mut self, at: usize) -> Option<&'a TermShard> {
        match self.held(Place::Terms(at as u32))? {
            Held::Terms(shard) => Some(shard),
            _ => None,
        }
    }

    pub(crate) fn record(&mut self, lang: Lang, document: u32) -> Option<&'a Record> {
        let chunk = document / super::root::CHUNK;
        match self.held(Place::Records(lang, chunk))? {
            Held::Records(records) => records.get((document % super::root::CHUNK) as usize),
            _ => None,
        }
    }

    fn groups(&mut self, key: &str) -> Option<(&'a TermShard, &'a [Group])> {
        let at = self.root.shard_of(key)?;
        let shard = self.shard(at)?;
        Some((shard, shard.groups_of(key)))
    }

    /// The form as the archive has it: with umlauts if it knows the word with them.
    fn canonical(&mut self, lang: Lang, form: &str) -> String {
        let with_umlauts = umlaut_variant(form).filter(|variant| {
            let stem_of = stem(lang, variant);
            let has_umlaut = |entry: &TermEntry| entry.kind == Kind::Form(lang) && entry.umlaut;
            self.groups(&stem_of)
                .is_some_and(|(_, groups)| groups.iter().any(|group| group.entries.iter().any(has_umlaut)))
        });
        with_umlauts.unwrap_or_else(|| form.to_owned())
    }

    /// Entries for a form: itself and, unless it is quoted, the others of its stem and compounds with it.
    fn form(&mut self, form: &str, quoted: bool, factor: f32) -> Vec<Match<'a>> {
        let mut matches = Vec::new();
        for &lang in self.langs {
            let form = self.canonical(lang, form);
            let stem_of = stem(lang, &form);
            let Some((shard, groups)) = self.groups(&stem_of) else { continue };
            for (group, entry) in groups.iter().flat_map(|group| group.entries.iter().map(move |entry| (group, entry)))
            {
                let weight = match entry.kind {
                    Kind::Form(of) if of == lang && entry.form == form => EXACT,
                    Kind::Form(of) if of == lang && !quoted => STEM,
                    Kind::Compound if lang == Lang::De && !quoted => COMPOUND,
                    _ => continue,
                };
                matches.push(Match { shard, key: &group.key, entry, factor: factor * weight });
            }
        }
        matches
    }

    /// Entries for all forms that begin so.
    fn prefix(&mut self, prefix: &str) -> Vec<Match<'a>> {
        let mut matches = Vec::new();
        let Some((first, count)) = self.root.shards_of_prefix(prefix) else { return matches };
        if prefix.chars().count() < SHORTEST_PREFIX {
            return matches;
        }
        if count > WIDE {
            return self.wide_prefix(prefix);
        }
        let mut elsewhere = Vec::new();
        for at in first..first + count {
            let Some(shard) = self.shard(at) else { continue };
            let entries = shard.groups.iter().flat_map(|group| group.entries.iter().map(move |entry| (group, entry)));
            for (group, entry) in entries.filter(|(_, entry)| entry.form.starts_with(prefix)) {
                match entry.kind {
                    Kind::Form(lang) if self.langs.contains(&lang) => {
                        matches.push(Match { shard, key: &group.key, entry, factor: PREFIX });
                    }
                    Kind::Elsewhere(lang) if self.langs.contains(&lang) => elsewhere.push((lang, &entry.form)),
                    _ => {}
                }
            }
        }
        for (lang, form) in elsewhere {
            let stem_of = stem(lang, form);
            let Some((shard, groups)) = self.groups(&stem_of) else { continue };
            for group in groups {
                let here = group.entries.iter().filter(|entry| entry.kind == Kind::Form(lang) && entry.form == *form);
                matches.extend(here.map(|entry| Match { shard, key: &group.key, entry, factor: PREFIX }));
            }
        }
        matches
    }

    /// The lists of a prefix that has some of its own.
    fn wide_prefix(&mut self, prefix: &str) -> Vec<Match<'a>> {
        let bucket = self.root.prefixes.of(prefix);
        let Some(Held::Terms(shard)) = self.held(Place::Prefixes(bucket)) else { return Vec::new() };
        let groups = shard.groups_of(prefix).iter();
        let entries = groups.flat_map(|group| group.entries.iter().map(move |entry| (group, entry)));
        entries
            .filter(|(_, entry)| matches!(entry.kind, Kind::Prefix(lang) if self.langs.contains(&lang)))
            .map(|(group, entry)| Match { shard, key: &group.key, entry, factor: PREFIX })
            .collect()
    }

    /// Forms of the archive at the least number of edits from a word, the likeliest first.
    fn spellings(&mut self, word: &str) -> Vec<String> {
        let most = most_edits(word.chars().count());
        let mut near: Vec<(usize, bool, u8, &str)> = Vec::new();
        for bucket in buckets_of_word(word, self.root.spelling.bits) {
            let Some(Held::Spelling(spellings)) = self.held(Place::Spelling(bucket)) else { continue };
            for spelling in spellings {
                let spoken = self.langs.iter().any(|lang| spelling.langs >> super::shards::slot(*lang) & 1 == 1);
                let Some(edits) = distance(word, &spelling.form, most).filter(|_| spoken) else { continue };
                let other_start = spelling.form.chars().next() != word.chars().next();
                near.push((edits, other_start, 15 - spelling.weight.min(15), &spelling.form));
            }
        }
        let least = near.iter().map(|(edits, ..)| *edits).min();
        near.retain(|(edits, ..)| Some(*edits) == least);
        let mut best = Vec::new();
        while let Some(&next) = near.iter().min()
            && best.len() < MOST_CORRECTIONS
        {
            best.push(next.3.to_owned());
            near.retain(|other| *other != next);
        }
        best
    }

    /// Whether files were found lacking since there were so many needs.
    fn waits(&self, before: usize) -> bool {
        self.needs.len() > before
    }

    /// What matches a word: the form or its stem; else words that begin so; else words that are spelt nearly so.
    /// `None` if files are needed first.
    pub(crate) fn word(&mut self, word: &QueryWord) -> Option<Matched<'a>> {
        let before = self.needs.len();
        let failed_before = std::mem::take(&mut self.failed);
        let matched = self.word_in_steps(word, before);
        let failed = std::mem::replace(&mut self.failed, failed_before);
        self.failed |= failed;
        let mut matched = matched?;
        if matched.is_empty() && failed {
            matched.way = Way::Unavailable;
        }
        Some(matched)
    }

    fn word_in_steps(&mut self, word: &QueryWord, before: usize) -> Option<Matched<'a>> {
        let (whole, parts) = word.forms.split_first()?;
        let mut matched = Matched {
            whole: self.form(whole, word.quoted, EXACT),
            parts: parts.iter().map(|part| self.form(part, word.quoted, EXACT)).collect(),
            way: Way::Itself,
            suggestions: Vec::new(),
        };
        if word.unfinished {
            self.add_prefixes(word, &mut matched);
        }
        if self.waits(before) {
            return None;
        }
        if !matched.is_empty() {
            return Some(matched);
        }
        if !word.quoted && !word.unfinished {
            self.add_prefixes(word, &mut matched);
            if self.waits(before) {
                return None;
            }
            if !matched.is_empty() {
                matched.way = Way::Prefix;
                return Some(matched);
            }
        }
        matched.way = Way::Missing;
        let mut corrections = self.spellings(whole);
        if word.quoted {
            matched.suggestions = corrections;
            return (!self.waits(before)).then_some(matched);
        }
        matched.whole.extend(self.forms(&corrections));
        // Of a word with hyphens one part may be misspelt.
        for (part, matches) in parts.iter().zip(&mut matched.parts).filter(|(_, matches)| matches.is_empty()) {
            let spellings = self.spellings(part);
            matches.extend(self.forms(&spellings));
            corrections.extend(spellings);
        }
        if self.waits(before) {
            return None;
        }
        if !matched.is_empty() {
            matched.way = Way::Corrected(corrections);
        }
        Some(matched)
    }

    /// Entries for corrected forms.
    fn forms(&mut self, forms: &[String]) -> Vec<Match<'a>> {
        forms.iter().flat_map(|form| self.form(form, false, FUZZY)).collect()
    }

    fn add_prefixes(&mut self, word: &QueryWord, matched: &mut Matched<'a>) {
        if let Some(whole) = word.forms.first() {
            let found = self.prefix(whole);
            matched.whole.extend(found);
        }
        if let (Some(part), Some(matches)) = (word.forms.get(1..).and_then(<[_]>::last), matched.parts.last_mut()) {
            let found = self.prefix(part);
            matches.extend(found);
        }
    }

    /// The entries of a facet's value. None if files are needed first, or there is no such value.
    pub(crate) fn facet(&mut self, kind: FacetKind, value: &str) -> Vec<Match<'a>> {
        let key = facet_key(kind, value);
        let Some((shard, groups)) = self.groups(&key) else { return Vec::new() };
        let entries = groups.iter().flat_map(|group| group.entries.iter().map(move |entry| (&group.key, entry)));
        entries
            .filter(|(_, entry)| matches!(entry.kind, Kind::Form(lang) if self.langs.contains(&lang)))
            .map(|(key, entry)| Match { shard, key, entry, factor: EXACT })
            .collect()
    }
}
