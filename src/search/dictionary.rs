//! Writes the dictionary: groups of terms, cut into shards, and the lists of wide prefixes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::bits::{BitWriter, put_varint, seal};
use super::cut::{Sized, boundary, cuts};
use super::list::{self, Posting, scale, scale_code};
use super::root::{Root, SHORTEST_PREFIX, WIDE, put_step, sharing};
use super::shards::{BUCKETS_IN_GROUP, Place};
use super::terms::{self, Kind, is_weighted, put_entry};
use super::vocabulary::{Vocabulary, union};
use super::writer::{File, emit, hash_of_all};
use crate::text::Lang;

/// The entries of a key, coded.
#[derive(Debug, Default)]
struct Coded {
    entries: Vec<u8>,
    bits: Vec<u8>,
    len: usize,
}

/// Entries of a key before they are coded.
#[derive(Debug, Default)]
struct Group<'a> {
    key: &'a str,
    terms: [std::ops::Range<usize>; 2],
    compounds: Option<&'a [Posting]>,
    facet: Option<&'a [Vec<Posting>; 2]>,
}

/// Everything that goes into shards of terms.
pub(crate) struct Dictionary<'a> {
    vocabularies: [&'a Vocabulary<'a>; 2],
    facets: BTreeMap<String, [Vec<Posting>; 2]>,
    scales: [u8; 2],
}

impl<'a> Dictionary<'a> {
    pub(crate) fn new(
        vocabularies: [&'a Vocabulary<'a>; 2],
        facets: BTreeMap<String, [Vec<Posting>; 2]>,
        documents: [u32; 2],
    ) -> Self {
        Self { vocabularies, facets, scales: documents.map(scale_code) }
    }

    /// All groups in the order of their keys.
    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        groups.extend(self.facets.iter().map(|(key, lists)| Group { key, facet: Some(lists), ..Group::default() }));
        let [english, german] = self.vocabularies;
        let mut at = [0, 0];
        let mut compounds = german.compounds.iter().peekable();
        loop {
            let stem = |of: usize| self.vocabularies[of].terms.get(at[of]).map(|term| term.stem.as_str());
            let Some(key) = stem(0).into_iter().chain(stem(1)).min() else { break };
            let mut group = Group { key, ..Group::default() };
            for (of, vocabulary) in [english, german].into_iter().enumerate() {
                let same = vocabulary.terms[at[of]..].iter().take_while(|term| term.stem == key).count();
                group.terms[of] = at[of]..at[of] + same;
            }
            at = group.terms.each_ref().map(|range| range.end);
            group.compounds = compounds.next_if(|(stem, _)| stem == key).map(|(_, list)| list.as_slice());
            groups.push(group);
        }
        groups
    }

    fn code(&self, group: &Group<'_>) -> Coded {
        let mut lists: Vec<(Kind, bool, &str, &[Posting])> = Vec::new();
        for (lang, (vocabulary, range)) in Lang::ALL.into_iter().zip(self.vocabularies.iter().zip(&group.terms)) {
            for term in &vocabulary.terms[range.clone()] {
                lists.push((Kind::Form(lang), term.umlaut, &term.form, vocabulary.list(term)));
            }
        }
        lists.extend(group.compounds.map(|list| (Kind::Compound, false, group.key, list)));
        for (lang, list) in Lang::ALL.into_iter().zip(group.facet.into_iter().flatten()) {
            if !list.is_empty() {
                lists.push((Kind::Form(lang), false, group.key, list));
            }
        }
        self.code_lists(group.key, &lists)
    }

    fn code_lists(&self, key: &str, lists: &[(Kind, bool, &str, &[Posting])]) -> Coded {
        let mut coded = Coded::default();
        let mut bits = BitWriter::default();
        for (at, (kind, umlaut, form, list)) in lists.iter().enumerate() {
            put_entry(&mut coded.entries, key, *kind, *umlaut, form, at + 1 < lists.len());
            if !matches!(kind, Kind::Elsewhere(_)) {
                let scale = scale(self.scales[super::shards::slot(kind.lang())]);
                list::write(list, scale, is_weighted(key, *kind), &mut bits);
            }
        }
        coded.len = bits.len();
        coded.bits = bits.finish();
        coded
    }

    /// Cuts the dictionary into shards and writes them.
    pub(crate) fn write(&self, target: usize, root: &mut Root, sink: &mut impl FnMut(File)) {
        let groups = self.groups();
        let coded: Vec<Coded> = groups.par_iter().map(|group| self.code(group)).collect();
        let sized = groups.iter().zip(&coded).map(|(group, coded)| {
            // About half of a key is shared with the one before.
            Sized { key: group.key, bytes: group.key.len() / 2 + coded.entries.len() + coded.bits.len() }
        });
        let sized: Vec<_> = sized.collect();
        let cuts = cuts(&sized, target);
        for &cut in &cuts {
            let begin = match cut.checked_sub(1) {
                Some(last) => boundary(groups[last].key, groups[cut].key),
                None => String::new(),
            };
            root.terms.push((begin, 0));
        }
        let extras = self.extras(root);
        let ends = cuts.iter().skip(1).copied().chain([groups.len()]);
        let shards: Vec<_> = cuts.iter().copied().zip(ends).enumerate().collect();
        let files: Vec<Vec<u8>> = shards
            .par_iter()
            .map(|(number, (start, end))| {
                let own = groups[*start..*end].iter().map(|group| group.key).zip(&coded[*start..*end]);
                let extra = extras.get(number).into_iter().flatten().map(|(key, coded)| (key.as_str(), coded));
                let mut all: Vec<_> = own.chain(extra).collect();
                all.sort_by_key(|(key, _)| *key);
                self.shard(&all)
            })
            .collect();
        let sharing = sharing(files.len());
        for (group, files) in root.terms.chunks_mut(sharing).zip(files.chunks(sharing)) {
            group.iter_mut().for_each(|(_, hash)| *hash = hash_of_all(files) & 0xff_ffff);
        }
        for (number, bytes) in (0..).zip(files) {
            emit(root, Place::Terms(number), bytes, sink);
        }
        self.write_prefixes(root, sink);
    }

    fn shard(&self, groups: &[(&str, &Coded)]) -> Vec<u8> {
        let mut body = self.scales.to_vec();
        put_varint(&mut body, groups.len() as u32);
        let mut bits = BitWriter::default();
        let mut last = "";
        for (key, coded) in groups {
            put_step(&mut body, last, key);
            body.extend_from_slice(&coded.entries);
            bits.append(&coded.bits, coded.len);
            last = key;
        }
        body.extend(bits.finish());
        seal(terms::MAGIC, &body)
    }

    /// By shard: what else belongs into it, the forms whose stem is in another one.
    fn extras(&self, root: &Root) -> HashMap<usize, Vec<(String, Coded)>> {
        let mut extras: HashMap<usize, Vec<(String, Coded)>> = HashMap::new();
        let mut elsewhere: BTreeMap<&str, Vec<Lang>> = BTreeMap::new();
        for vocabulary in self.vocabularies {
            let is_elsewhere = |form: &str, stem: &str| form != stem && root.shard_of(form) != root.shard_of(stem);
            for term in vocabulary.terms.iter().filter(|term| is_elsewhere(&term.form, &term.stem)) {
                elsewhere.entry(&term.form).or_default().push(vocabulary.lang);
            }
        }
        for (form, langs) in elsewhere {
            let lists: Vec<_> = langs.into_iter().map(|lang| (Kind::Elsewhere(lang), false, form, &[][..])).collect();
            if let Some(at) = root.shard_of(form) {
                extras.entry(at).or_default().push((form.to_owned(), self.code_lists(form, &lists)));
            }
        }
        extras
    }

    /// Writes the lists of the prefixes whose forms are in many shards.
    fn write_prefixes(&self, root: &mut Root, sink: &mut impl FnMut(File)) {
        let prefixes = wide_prefixes(root);
        let coded: Vec<_> = prefixes.par_iter().map(|prefix| self.code_prefix(prefix)).collect();
        root.prefixes.bits = prefixes.len().max(1).ilog2() as u8;
        let mut buckets: Vec<Vec<(&str, &Coded)>> = vec![Vec::new(); 1 << root.prefixes.bits];
        // A stem may have a prefix that none of its forms has (`happi`, `happy`).
        for (prefix, coded) in prefixes.iter().zip(&coded).filter(|(_, coded)| !coded.entries.is_empty()) {
            buckets[root.prefixes.of(prefix) as usize].push((prefix, coded));
        }
        let files: Vec<_> = buckets.iter().map(|bucket| self.shard(bucket)).collect();
        root.prefixes.hashes = files.chunks(BUCKETS_IN_GROUP as usize).map(hash_of_all).collect();
        for (number, bytes) in (0..).zip(files) {
            emit(root, Place::Prefixes(number), bytes, sink);
        }
    }

    /// The documents of all forms that begin so.
    fn code_prefix(&self, prefix: &str) -> Coded {
        let mut lists = Vec::new();
        for vocabulary in self.vocabularies {
            // A stem is as its forms are but for its last letters, so the forms are not far.
            let near: String = prefix.chars().take(SHORTEST_PREFIX - 2).collect();
            let start = vocabulary.terms.partition_point(|term| term.stem.as_str() < near.as_str());
            let forms = vocabulary.terms[start..].iter().take_while(|term| term.stem.starts_with(&near));
            let having: Vec<_> =
                forms.filter(|term| term.form.starts_with(prefix)).map(|term| vocabulary.list(term)).collect();
            if !having.is_empty() {
                lists.push((Kind::Prefix(vocabulary.lang), union(having)));
            }
        }
        let lists: Vec<_> = lists.iter().map(|(kind, list)| (*kind, false, prefix, list.as_slice())).collect();
        self.code_lists(prefix, &lists)
    }
}

/// The prefixes whose forms are in more shards than [`WIDE`].
fn wide_prefixes(root: &Root) -> Vec<String> {
    let mut prefixes = BTreeSet::new();
    for (boundary, _) in &root.terms {
        let ends = boundary.char_indices().map(|(at, c)| at + c.len_utf8()).skip(SHORTEST_PREFIX - 1);
        prefixes.extend(ends.map(|end| &boundary[..end]));
    }
    let is_wide = |prefix: &&str| root.shards_of_prefix(prefix).is_some_and(|(_, count)| count > WIDE);
    prefixes.into_iter().filter(is_wide).map(str::to_owned).collect()
}
