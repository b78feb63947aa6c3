//! Made-up documents: words by syllables, drawn by Zipf's law, German ones with compounds.

use crate::search::{Entry, FacetKind, Fields, Record};
use crate::text::Lang;

/// A small random number generator (xorshift64, Marsaglia 2003), so that every run has the same documents.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn of(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    /// A rank below `n` by Zipf's law, roughly: each octave of ranks is as likely as any other.
    fn rank(&mut self, n: usize) -> usize {
        let unit = self.below(1 << 20) as f64 / (1 << 20) as f64;
        ((n as f64).powf(unit) - 1.0) as usize
    }
}

const FREQUENT: [&[&str]; 2] = [
    &["the", "of", "and", "to", "in", "a", "for", "is", "on", "with", "that", "by", "from", "are", "was"],
    &["die", "der", "und", "in", "den", "von", "zu", "das", "mit", "für", "auf", "ist", "im", "nicht", "über"],
];
const STARTS: [&str; 24] = [
    "b", "br", "d", "dr", "f", "fl", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr",
    "w", "z", "sch",
];
const VOWELS: [[&str; 8]; 2] = [["a", "e", "i", "o", "u", "ea", "ou", "ai"], ["a", "e", "i", "o", "u", "ä", "ü", "ö"]];
const ENDS: [[&str; 8]; 2] = [["", "n", "r", "t", "s", "nd", "ck", "l"], ["", "n", "r", "t", "ß", "nd", "ch", "l"]];
const SUFFIXES: [[&str; 8]; 2] =
    [["", "s", "ed", "ing", "", "ment", "tion", "er"], ["", "en", "e", "er", "ung", "ungen", "lich", "keit"]];

/// A word by its rank.
fn word(lang: usize, rank: usize) -> String {
    if let Some(word) = FREQUENT[lang].get(rank) {
        return (*word).to_owned();
    }
    let mut random = Random::of(rank as u64 * 2 + lang as u64);
    let mut word = String::new();
    for _ in 0..1 + random.below(3) {
        word += STARTS[random.below(STARTS.len())];
        word += VOWELS[lang][random.below(8)];
        word += ENDS[lang][random.below(8)];
    }
    if lang == 1 && rank.is_multiple_of(4) {
        word = self::word(lang, 21 + 4 * random.below(100)) + "s" + &self::word(lang, 21 + 4 * random.below(100));
    }
    word += SUFFIXES[lang][random.below(8)];
    word
}

pub(crate) fn entry(number: usize, language: Lang) -> Entry {
    let lang = usize::from(language == Lang::De);
    let mut random = Random::of(number as u64 * 2 + lang as u64 + 1_000_000);
    let vocabulary = 20_000;
    let own: Vec<String> = (0..12).map(|_| word(lang, 15 + random.rank(vocabulary))).collect();
    let mut text = |length: usize| {
        let mut words: Vec<String> = Vec::new();
        for _ in 0..length {
            words.push(match random.below(10) {
                0..5 => word(lang, random.rank(60)),
                5..9 => own[random.below(own.len())].clone(),
                _ => word(lang, random.rank(vocabulary)),
            });
        }
        words.join(" ")
    };
    let title = text(7) + " " + &own[..2].join("-");
    let (summary, body) = (text(15), text(60));
    let kind = ["news", "story", "event"][number % 3].to_owned();
    let id = format!("doc-{number}");
    let date = 17_000 + (number * 3) as i32;
    let record = Record {
        id: id.clone(),
        href: format!("{}/news/{id}/", language.prefix()),
        title: title.clone(),
        summary: summary.clone(),
        kind: kind.clone(),
        date: String::new(),
    };
    let facets = vec![
        (FacetKind::Type, kind),
        (FacetKind::Topic, format!("topic-{}", number % 7)),
        (FacetKind::Topic, format!("topic-{}", number % 5)),
        (FacetKind::Country, format!("C{:02}", number * 7 % 40)),
    ];
    let fields = Fields { title, summary, body, tags: format!("Place{}", number % 50) };
    Entry { id, language, date, record, fields, facets }
}

/// As many documents in each language.
pub(crate) fn entries(each: usize) -> Vec<Entry> {
    Lang::ALL.into_iter().flat_map(|lang| (0..each).map(move |number| entry(number, lang))).collect()
}
