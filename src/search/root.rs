//! The root of an index: what the engine must know before it can name any other file.

use super::Fault;
use super::bits::{ByteReader, unseal};
use super::facets::{Facet, FacetKind};
use super::shards::{BUCKETS_IN_GROUP, CHUNKS_IN_GROUP, Place, ShardName, bucket_file, records_file, slot, terms_file};
use super::stems::stem;
use crate::text::Lang;

/// The first bytes of the root; the last of them is the version of all files.
pub(crate) const MAGIC: [u8; 3] = *b"sR\x01";

/// How many documents a chunk of records holds.
pub(crate) const CHUNK: u32 = 8;

/// A prefix whose forms are in more shards than that has a list of its own.
pub(crate) const WIDE: usize = 2;

/// The shortest prefix that is searched for, in characters.
pub(crate) const SHORTEST_PREFIX: usize = 3;

/// Files that are chosen by a hash.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Buckets {
    /// Two to this power is the number of buckets.
    pub(crate) bits: u8,
    /// A hash of the content for each group of buckets.
    pub(crate) hashes: Vec<u32>,
}

impl Buckets {
    /// The bucket of a key.
    pub(crate) fn of(&self, key: &str) -> u32 {
        super::spelling::bucket_of(key, self.bits)
    }
}

/// The content of `root.bin`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Root {
    /// Documents in English and in German.
    pub(crate) documents: [u32; 2],
    /// By language: years and the number of the first document of each.
    pub(crate) years: [Vec<(i32, u32)>; 2],
    /// By language: stems of which more than half of the documents have a form, in order.
    pub(crate) frequent: [Vec<String>; 2],
    /// Where the shards of terms begin, and the hash of each.
    pub(crate) terms: Vec<(String, u32)>,
    /// The buckets of spellings.
    pub(crate) spelling: Buckets,
    /// The buckets of wide prefixes.
    pub(crate) prefixes: Buckets,
    /// By language: a hash for each group of chunks.
    pub(crate) records: [Vec<u32>; 2],
    /// All values of all facets.
    pub(crate) facets: Vec<Facet>,
}

impl Root {
    /// The bytes of the file.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn write(&self) -> Vec<u8> {
        use super::bits::{put_varint, seal};
        let mut bytes = Vec::new();
        for of in 0..2 {
            put_varint(&mut bytes, self.documents[of]);
            put_varint(&mut bytes, self.years[of].len() as u32);
            let mut last = (0, 0);
            for &(year, first) in &self.years[of] {
                put_varint(&mut bytes, (year - last.0) as u32);
                put_varint(&mut bytes, first - last.1);
                last = (year, first);
            }
            put_varint(&mut bytes, self.records[of].len() as u32);
            self.records[of].iter().for_each(|hash| bytes.extend_from_slice(&hash.to_le_bytes()));
        }
        self.frequent.iter().for_each(|stems| put_front_coded(&mut bytes, stems));
        let boundaries: Vec<_> = self.terms.iter().map(|(boundary, _)| boundary.clone()).collect();
        put_front_coded(&mut bytes, &boundaries);
        let sharing = sharing(self.terms.len());
        self.terms
            .chunks(sharing)
            .flat_map(<[_]>::first)
            .for_each(|(_, hash)| bytes.extend_from_slice(&hash.to_le_bytes()[..3]));
        for buckets in [&self.spelling, &self.prefixes] {
            bytes.push(buckets.bits);
            put_varint(&mut bytes, buckets.hashes.len() as u32);
            buckets.hashes.iter().for_each(|hash| bytes.extend_from_slice(&hash.to_le_bytes()));
        }
        for kind in FacetKind::ALL {
            let facets: Vec<_> = self.facets.iter().filter(|facet| facet.kind == kind).collect();
            let values: Vec<_> = facets.iter().map(|facet| facet.value.clone()).collect();
            put_front_coded(&mut bytes, &values);
            for facet in facets {
                facet.documents.iter().for_each(|count| put_varint(&mut bytes, *count));
            }
        }
        seal(MAGIC, &bytes)
    }

    /// Reads the file.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        Self::parse(unseal(MAGIC, bytes)?).ok_or(Fault::Corrupt)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = ByteReader(bytes);
        let mut root = Self::default();
        for ((documents, years), records) in root.documents.iter_mut().zip(&mut root.years).zip(&mut root.records) {
            *documents = reader.varint().filter(|documents| *documents < 1 << 24)?;
            let mut last = (0i32, 0u32);
            for _ in 0..reader.count()? {
                last.0 = last.0.checked_add_unsigned(reader.varint()?)?;
                last.1 = last.1.checked_add(reader.varint()?)?;
                years.push(last);
            }
            for _ in 0..reader.count()? {
                records.push(reader.fixed(4)?);
            }
        }
        root.frequent = [front_coded(&mut reader)?, front_coded(&mut reader)?];
        root.terms = front_coded(&mut reader)?.into_iter().map(|boundary| (boundary, 0)).collect();
        let sharing = sharing(root.terms.len());
        for group in root.terms.chunks_mut(sharing) {
            let hash = reader.fixed(3)?;
            group.iter_mut().for_each(|(_, of)| *of = hash);
        }
        for buckets in [&mut root.spelling, &mut root.prefixes] {
            buckets.bits = reader.byte().filter(|bits| *bits < 24)?;
            for _ in 0..reader.count()? {
                buckets.hashes.push(reader.fixed(4)?);
            }
        }
        for kind in FacetKind::ALL {
            for value in front_coded(&mut reader)? {
                root.facets.push(Facet { kind, value, documents: [0; 2] });
            }
            for facet in root.facets.iter_mut().filter(|facet| facet.kind == kind) {
                facet.documents = [reader.varint()?, reader.varint()?];
            }
        }
        reader.0.is_empty().then_some(root)
    }

    /// Whether more than half of the documents of a language have a form of the same stem.
    pub(crate) fn is_frequent(&self, lang: Lang, form: &str) -> bool {
        self.frequent[slot(lang)].binary_search(&stem(lang, form)).is_ok()
    }

    /// The number of the shard a key is in, if there are any shards.
    pub(crate) fn shard_of(&self, key: &str) -> Option<usize> {
        self.terms.partition_point(|(boundary, _)| boundary.as_str() <= key).checked_sub(1)
    }

    /// The numbers of the shards that keys with this beginning may be in: the first, and how many.
    pub(crate) fn shards_of_prefix(&self, prefix: &str) -> Option<(usize, usize)> {
        let first = self.shard_of(prefix)?;
        let rest = self.terms.get(first + 1..).unwrap_or_default();
        Some((first, 1 + rest.iter().take_while(|(boundary, _)| boundary.starts_with(prefix)).count()))
    }

    /// The name of a file, if the index has it.
    pub(crate) fn name(&self, place: Place) -> Option<ShardName> {
        let file = match place {
            Place::Terms(at) => self.terms.get(at as usize).map(|(boundary, hash)| terms_file(boundary, *hash))?,
            Place::Spelling(bucket) => {
                let hash = self.spelling.hashes.get((bucket / BUCKETS_IN_GROUP) as usize)?;
                bucket_file('s', bucket, *hash)
            }
            Place::Prefixes(bucket) => {
                let hash = self.prefixes.hashes.get((bucket / BUCKETS_IN_GROUP) as usize)?;
                bucket_file('p', bucket, *hash)
            }
            Place::Records(lang, chunk) => self
                .records
                .get(slot(lang))?
                .get((chunk / CHUNKS_IN_GROUP) as usize)
                .map(|hash| records_file(lang, chunk, *hash))?,
        };
        Some(ShardName { place, file })
    }

    /// The documents of the years from `first` to `last`, as a range of numbers.
    pub(crate) fn documents_of_years(&self, lang: Lang, first: i32, last: i32) -> (u32, u32) {
        let of = slot(lang);
        let (years, documents) = (&self.years[of], self.documents[of]);
        let start = |from: i32| years.iter().find(|(year, _)| *year >= from).map_or(documents, |(_, at)| *at);
        (start(first), last.checked_add(1).map_or(documents, start))
    }

    /// The year of a document.
    pub(crate) fn year(&self, lang: Lang, document: u32) -> Option<i32> {
        let years = &self.years[slot(lang)];
        let after = years.partition_point(|(_, first)| *first <= document);
        years.get(after.checked_sub(1)?).map(|(year, _)| *year)
    }
}

/// How many neighbouring shards of terms share a hash: the root must stay small, and in a large archive an article
/// touches a small part of the shards.
pub(crate) const fn sharing(shards: usize) -> usize {
    match shards {
        0..1024 => 1,
        1024..2048 => 2,
        _ => 4,
    }
}

/// Appends texts in order, each by how much it shares with the one before and what is new.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn put_front_coded(bytes: &mut Vec<u8>, texts: &[String]) {
    super::bits::put_varint(bytes, texts.len() as u32);
    let mut last = "";
    for text in texts {
        put_step(bytes, last, text);
        last = text;
    }
}

/// Appends one text after another: a byte with the lengths of the shared and the new part, or 15 for a longer one that
/// follows as a number; then the new part.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn put_step(bytes: &mut Vec<u8>, last: &str, text: &str) {
    let same = super::stems::shared(last, text);
    let added = text.len() - same;
    bytes.push((same.min(15) << 4 | added.min(15)) as u8);
    for len in [same, added] {
        if len >= 15 {
            super::bits::put_varint(bytes, len as u32 - 15);
        }
    }
    bytes.extend_from_slice(&text.as_bytes()[same..]);
}

/// Replaces `text` by the one after it.
pub(crate) fn step(reader: &mut ByteReader<'_>, text: &mut String) -> Option<()> {
    let lengths = reader.byte()?;
    let mut length = |short: u8| match short {
        15 => reader.varint()?.checked_add(15),
        _ => Some(u32::from(short)),
    };
    let same = length(lengths >> 4)? as usize;
    let added = length(lengths & 15)? as usize;
    if same > text.len() || !text.is_char_boundary(same) {
        return None;
    }
    text.truncate(same);
    text.push_str(std::str::from_utf8(reader.take(added)?).ok()?);
    Some(())
}

fn front_coded(reader: &mut ByteReader<'_>) -> Option<Vec<String>> {
    let mut texts: Vec<String> = Vec::new();
    let mut text = String::new();
    let count = reader.count()?;
    for _ in 0..count {
        step(reader, &mut text)?;
        if texts.last().is_some_and(|last| *last >= text) {
            return None;
        }
        texts.push(text.clone());
    }
    Some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_round_trip() {
        let root = Root {
            documents: [3, 9],
            years: [vec![(2015, 0), (2017, 2)], vec![(2024, 0)]],
            frequent: ["the", "der"].map(|stem| vec![stem.to_owned()]),
            terms: [("", 1), ("mig", 0xff_ffff), ("migrat", 7), ("z", 9)].map(|(b, h)| (b.to_owned(), h)).to_vec(),
            spelling: Buckets { bits: 3, hashes: vec![77] },
            prefixes: Buckets::default(),
            records: [vec![1], vec![u32::MAX]],
            facets: vec![Facet { kind: FacetKind::Country, value: "UKR".to_owned(), documents: [1, 2] }],
        };
        assert_eq!(Root::read(&root.write()), Ok(root.clone()));
        assert_eq!(root.shard_of("migrant"), Some(1));
        assert_eq!(root.shards_of_prefix("mi"), Some((0, 3)));
        assert_eq!(root.shards_of_prefix("mig"), Some((1, 2)));
        assert_eq!(root.documents_of_years(Lang::En, 2016, 2017), (2, 3));
        assert_eq!(root.documents_of_years(Lang::En, 2015, 2015), (0, 2));
        assert_eq!(root.year(Lang::En, 1), Some(2015));
    }
}
