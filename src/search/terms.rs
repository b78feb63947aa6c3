//! A shard of the dictionary: terms in the order of their stems, each with its list of documents.
//!
//! Forms of one stem stand together in a group. A form is coded by what follows the stem, so that `migration` under
//! `migrat` takes four bytes; one that changes the stem's last letters (`happy`, `happi`) tells how many to take away.

use super::Fault;
use super::bits::{BitReader, ByteReader, unseal};
use super::list::{self, Posting};
use super::root::step;
use super::shards::slot;
use crate::text::Lang;

pub(crate) const MAGIC: [u8; 3] = *b"sT\x01";

/// What an entry under a stem says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Documents of a language with this form, or with this value of a facet.
    Form(Lang),
    /// Documents with a German compound that has a part of this stem, but with no form of the stem itself.
    Compound,
    /// Documents of a language with any form that begins with the key.
    Prefix(Lang),
    /// No list: a form of a language is the key, but its group is in another shard.
    Elsewhere(Lang),
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Form(Lang::En),
        Self::Form(Lang::De),
        Self::Compound,
        Self::Prefix(Lang::En),
        Self::Prefix(Lang::De),
        Self::Elsewhere(Lang::En),
        Self::Elsewhere(Lang::De),
    ];

    fn of_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn code(self) -> u8 {
        Self::ALL.iter().position(|kind| *kind == self).unwrap_or_default() as u8
    }

    pub(crate) const fn lang(self) -> Lang {
        match self {
            Self::Form(lang) | Self::Prefix(lang) | Self::Elsewhere(lang) => lang,
            Self::Compound => Lang::De,
        }
    }

    /// Whether the list has impact levels. Those of facets have none either: see [`is_weighted`].
    const fn has_levels(self) -> bool {
        matches!(self, Self::Form(_) | Self::Compound)
    }
}

/// Whether the list of an entry has impact levels.
pub(crate) fn is_weighted(key: &str, kind: Kind) -> bool {
    kind.has_levels() && !key.starts_with(super::facets::FACET_MARK)
}

/// A line of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TermEntry {
    pub(crate) kind: Kind,
    /// Whether a document wrote it with an umlaut.
    pub(crate) umlaut: bool,
    /// The folded form; for other kinds than forms the key itself.
    pub(crate) form: String,
    /// At which bit its list begins.
    at: usize,
}

/// The entries under one key.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// A stem, a facet key, or for prefixes and forms elsewhere the form.
    pub(crate) key: String,
    pub(crate) entries: Vec<TermEntry>,
}

/// A shard that was read and checked.
#[derive(Clone, Debug)]
pub(crate) struct TermShard {
    pub(crate) groups: Vec<Group>,
    scales: [u32; 2],
    limits: [u32; 2],
    bits: Vec<u8>,
}

impl TermShard {
    /// Reads a shard of an index with so many documents in each language.
    pub(crate) fn read(bytes: &[u8], limits: [u32; 2]) -> Result<Self, Fault> {
        Self::parse(unseal(MAGIC, bytes)?, limits).ok_or(Fault::Corrupt)
    }

    fn parse(bytes: &[u8], limits: [u32; 2]) -> Option<Self> {
        let mut reader = ByteReader(bytes);
        let scales = [list::scale(reader.byte()?), list::scale(reader.byte()?)];
        let count = reader.count()?;
        let mut groups: Vec<Group> = Vec::new();
        let mut key = String::new();
        for _ in 0..count {
            step(&mut reader, &mut key)?;
            if groups.last().is_some_and(|last| last.key > key) {
                return None;
            }
            let mut group = Group { key: key.clone(), entries: Vec::new() };
            while read_entry(&mut reader, &key, &mut group.entries)? {}
            groups.push(group);
        }
        let mut shard = Self { groups, scales, limits, bits: reader.0.to_vec() };
        shard.find_lists()?;
        Some(shard)
    }

    /// Reads every list once: to know where each begins, and that all are sound.
    fn find_lists(&mut self) -> Option<()> {
        let mut reader = BitReader::new(&self.bits, 0);
        let mut list = Vec::new();
        for group in &mut self.groups {
            for entry in &mut group.entries {
                entry.at = reader.position();
                if !matches!(entry.kind, Kind::Elsewhere(_)) {
                    let of = slot(entry.kind.lang());
                    let weighted = is_weighted(&group.key, entry.kind);
                    list::read(&mut reader, self.scales[of], weighted, self.limits[of], &mut list)?;
                }
            }
        }
        (reader.position().div_ceil(8) == self.bits.len()).then_some(())
    }

    /// The groups of a key: none, one, or two if one of them is for prefixes or forms elsewhere.
    pub(crate) fn groups_of(&self, key: &str) -> &[Group] {
        let first = self.groups.partition_point(|group| group.key.as_str() < key);
        let after = self.groups.partition_point(|group| group.key.as_str() <= key);
        self.groups.get(first..after).unwrap_or_default()
    }

    /// The documents of an entry.
    pub(crate) fn list(&self, key: &str, entry: &TermEntry, list: &mut Vec<Posting>) {
        let of = slot(entry.kind.lang());
        let weighted = is_weighted(key, entry.kind);
        let mut reader = BitReader::new(&self.bits, entry.at);
        if list::read(&mut reader, self.scales[of], weighted, self.limits[of], list).is_none() {
            list.clear();
        }
    }
}

/// Reads an entry; tells whether another follows.
fn read_entry(reader: &mut ByteReader<'_>, key: &str, entries: &mut Vec<TermEntry>) -> Option<bool> {
    let head = reader.byte()?;
    let kind = Kind::of_code(head & 7)?;
    let (mut umlaut, mut back, mut len) = (false, 0, usize::from(head >> 4));
    if len == 15 {
        let more = reader.byte()?;
        umlaut = more & 1 == 1;
        back = usize::from(more >> 1 & 3);
        len = usize::from(more >> 3);
        if len == 31 {
            len = reader.varint()? as usize;
            back = reader.varint()? as usize;
        }
    }
    let kept = key.get(..key.len().checked_sub(back)?)?;
    let added = std::str::from_utf8(reader.take(len)?).ok()?;
    entries.push(TermEntry { kind, umlaut, form: [kept, added].concat(), at: 0 });
    Some(head & 8 != 0)
}

/// Writes an entry's head and form; `more` tells that another follows.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn put_entry(bytes: &mut Vec<u8>, key: &str, kind: Kind, umlaut: bool, form: &str, more: bool) {
    let same = super::stems::shared(key, form);
    let (back, added) = (key.len() - same, &form.as_bytes()[same..]);
    let short = !umlaut && back == 0 && added.len() < 15;
    bytes.push(kind.code() | u8::from(more) << 3 | (if short { added.len() as u8 } else { 15 }) << 4);
    if !short {
        let fits = back <= 3 && added.len() < 31;
        let (short_back, short_len) = if fits { (back as u8, added.len() as u8) } else { (0, 31) };
        bytes.push(u8::from(umlaut) | short_back << 1 | short_len << 3);
        if !fits {
            super::bits::put_varint(bytes, added.len() as u32);
            super::bits::put_varint(bytes, back as u32);
        }
    }
    bytes.extend_from_slice(added);
}
