//! What the index needs of one document, as bytes that can be kept until the document changes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::bits::{ByteReader, hash, put_text, put_varint, seal, unseal};
use super::facets::FacetKind;
use super::fold::each_word;
use super::records::{Record, row};
use super::{Fault, shards};
use crate::text::Lang;

const MAGIC: [u8; 3] = *b"sA\x01";

/// A document to be indexed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The article's id, unique within its language.
    pub id: String,
    /// The language it is in.
    pub language: Lang,
    /// Days since 1 January 1970.
    pub date: i32,
    /// What a list of results shows.
    pub record: Record,
    /// What is searched.
    pub fields: Fields,
    /// What is filtered and counted by.
    pub facets: Vec<(FacetKind, String)>,
}

/// The searched texts of a document, without mark-up.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// Its text; blocks are parted by line breaks.
    pub body: String,
    /// Names of its topics, countries, places.
    pub tags: String,
}

/// The fields in the order in which counts are kept.
pub(crate) const FIELDS: usize = 4;

/// A document as the index takes it in. It depends on the document alone and may be kept as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    bytes: Vec<u8>,
    pub(crate) lang: Lang,
    pub(crate) date: i32,
    pub(crate) id: String,
    pub(crate) lengths: [u32; FIELDS],
    pub(crate) facets: Vec<(FacetKind, String)>,
    row: std::ops::Range<usize>,
    terms: usize,
    count: usize,
}

/// How often a form stands in each field, in bits: body 6, title 3, summary 3, tags 2, umlaut 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts(u16);

impl Counts {
    const WIDTHS: [(u32, u32); FIELDS] = [(6, 3), (9, 3), (0, 6), (12, 2)];
    const UMLAUT: u16 = 1 << 14;

    fn new(counts: [u32; FIELDS], umlaut: bool) -> Self {
        let mut bits = if umlaut { Self::UMLAUT } else { 0 };
        for (count, (shift, width)) in counts.into_iter().zip(Self::WIDTHS) {
            bits |= (count.min((1 << width) - 1) as u16) << shift;
        }
        Self(bits)
    }

    /// Title, summary, body, tags.
    pub(crate) fn fields(self) -> [u32; FIELDS] {
        Self::WIDTHS.map(|(shift, width)| u32::from(self.0) >> shift & ((1 << width) - 1))
    }

    pub(crate) fn umlaut(self) -> bool {
        self.0 & Self::UMLAUT != 0
    }
}

impl Analysis {
    /// Analyses a document.
    pub fn of(entry: &Entry) -> Self {
        let fields = &entry.fields;
        let mut lengths = [0; FIELDS];
        let mut terms = Collected::default();
        for (field, text) in [&fields.title, &fields.summary, &fields.body, &fields.tags].into_iter().enumerate() {
            each_word(text, |forms| {
                lengths[field] += 1;
                forms.iter().for_each(|form| terms.count(&form.text, field, form.umlaut));
            });
        }
        let mut body = vec![shards::slot(entry.language) as u8];
        body.extend_from_slice(&entry.date.to_le_bytes());
        put_text(&mut body, &entry.id);
        lengths.iter().for_each(|length| put_varint(&mut body, *length));
        put_varint(&mut body, entry.facets.len() as u32);
        for (kind, value) in &entry.facets {
            put_text(&mut body, kind.key());
            put_text(&mut body, value);
        }
        put_text(&mut body, &row(&entry.record));
        put_varint(&mut body, terms.forms.len() as u32);
        for (form, counts, umlaut) in &terms.forms {
            body.extend_from_slice(&Counts::new(*counts, *umlaut).0.to_le_bytes());
            put_text(&mut body, terms.text.get(form.clone()).unwrap_or_default());
        }
        Self::from_bytes(seal(MAGIC, &body)).expect("an analysis reads what it wrote")
    }

    /// The bytes to keep.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// An analysis from kept bytes.
    ///
    /// # Errors
    /// If they are not those of an analysis by this version.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Fault> {
        let body = unseal(MAGIC, &bytes)?;
        let start = bytes.len() - body.len();
        let mut analysis = Self::parse(body, start).ok_or(Fault::Corrupt)?;
        analysis.bytes = bytes;
        Ok(analysis)
    }

    fn parse(body: &[u8], start: usize) -> Option<Self> {
        let mut reader = ByteReader(body);
        let at = |reader: &ByteReader<'_>| start + body.len() - reader.0.len();
        let lang = Lang::ALL.into_iter().nth(usize::from(reader.byte()?))?;
        let date = reader.fixed(4)? as i32;
        let id = reader.text()?.to_owned();
        let mut lengths = [0; FIELDS];
        for length in &mut lengths {
            *length = reader.varint()?;
        }
        let mut facets = Vec::new();
        for _ in 0..reader.count()? {
            facets.push((FacetKind::from_key(reader.text()?)?, reader.text()?.to_owned()));
        }
        let row_len = reader.text()?.len();
        let row = at(&reader) - row_len..at(&reader);
        let count = reader.count()?;
        let terms = at(&reader);
        // The forms are trusted from here on: check them all once.
        for _ in 0..count {
            reader.take(2)?;
            reader.text()?;
        }
        let end = reader.0.is_empty();
        end.then_some(Self { bytes: Vec::new(), lang, date, id, lengths, facets, row, terms, count })
    }

    /// The record as JSON.
    pub(crate) fn row(&self) -> &str {
        self.bytes.get(self.row.clone()).and_then(|row| std::str::from_utf8(row).ok()).unwrap_or("[]")
    }

    /// Every form with its counts.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (&[u8], Counts)> {
        let mut reader = ByteReader(self.bytes.get(self.terms..).unwrap_or_default());
        (0..self.count).map_while(move |_| {
            let counts = Counts(reader.fixed(2)? as u16);
            let len = reader.varint()? as usize;
            Some((reader.take(len)?, counts))
        })
    }
}

/// Forms in the order in which they first appeared, with their counts.
#[derive(Default)]
struct Collected {
    text: String,
    forms: Vec<(std::ops::Range<usize>, [u32; FIELDS], bool)>,
    places: HashMap<u64, usize, BuildHasherDefault<Ready>>,
}

impl Collected {
    fn count(&mut self, form: &str, field: usize, umlaut: bool) {
        let mut key = hash(form.as_bytes());
        loop {
            let place = *self.places.entry(key).or_insert_with(|| {
                let start = self.text.len();
                self.text.push_str(form);
                self.forms.push((start..self.text.len(), [0; FIELDS], false));
                self.forms.len() - 1
            });
            let (range, counts, had_umlaut) = &mut self.forms[place];
            if self.text[range.clone()] == *form {
                counts[field] += 1;
                *had_umlaut |= umlaut;
                return;
            }
            key = key.wrapping_add(1);
        }
    }
}

/// A hasher for keys that are hashes already, and for keys that are one run of bytes: it hashes the run and leaves out
/// lengths and end marks.
#[derive(Default)]
pub(crate) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u8(&mut self, _: u8) {}

    fn write_usize(&mut self, _: usize) {}

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}
