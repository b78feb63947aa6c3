//! Spellings near a misspelt word.
//!
//! All forms of the archive are kept in buckets by their first two to six letters, depending on their length, and by their last ones. One
//! mistake cannot be in both ends of a word, so the buckets of its first and of its last letters together hold every
//! form at one edit. The buckets are chosen by a hash, so that they need no directory.
//!
//! An edit is a letter added, left out or changed, or two neighbours swapped (Damerau 1964, "optimal string
//! alignment"). Words of four letters and more may have one, of eight and more two. Two edits of which one is in the
//! first four to six letters and one in the last ones are not found.

use super::Fault;
use super::bits::{ByteReader, hash, unseal};
use super::root::step;

pub(crate) const MAGIC: [u8; 3] = *b"sS\x01";

/// The shortest word that is corrected, in letters.
const SHORTEST: usize = 4;

/// A form as the buckets hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    pub(crate) form: String,
    /// Bit 0: in English documents, bit 1: in German ones.
    pub(crate) langs: u8,
    /// log2 of the number of documents, at most 15.
    pub(crate) weight: u8,
}

/// How many edits a word of that many letters may have.
pub(crate) fn most_edits(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..8 => 1,
        _ => 2,
    }
}

/// How many letters of each end of a word choose its buckets.
fn end(letters: usize) -> usize {
    match letters {
        0..6 => 2,
        6 | 7 => 3,
        8..=10 => 4,
        11..=13 => 5,
        _ => 6,
    }
}

fn bucket(first: bool, letters: impl Iterator<Item = char>, bits: u8) -> u32 {
    let mut key = String::from(if first { "<" } else { ">" });
    key.extend(letters);
    bucket_of(&key, bits)
}

/// The bucket of a key among two to the power of `bits`.
pub(crate) fn bucket_of(key: &str, bits: u8) -> u32 {
    (hash(key.as_bytes()) & ((1 << bits) - 1)) as u32
}

/// The buckets that hold every form at one edit from a word.
pub(crate) fn buckets_of_word(word: &str, bits: u8) -> Vec<u32> {
    let letters: Vec<char> = word.chars().collect();
    if most_edits(letters.len()) == 0 {
        return Vec::new();
    }
    let end = end(letters.len());
    let mut buckets = vec![
        bucket(true, letters.iter().copied().take(end), bits),
        bucket(false, letters.iter().copied().skip(letters.len() - end), bits),
    ];
    // If the ends meet, the two letters in the middle may be swapped, which harms both.
    if end * 2 == letters.len() {
        let swapped = letters.iter().take(end - 1).chain(letters.get(end)).copied();
        buckets.push(bucket(true, swapped, bits));
    }
    buckets
}

/// The buckets a form is kept in, so that every word it may be meant by finds it.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn buckets_of_form(form: &str, bits: u8, buckets: &mut Vec<u32>) {
    buckets.clear();
    let letters: Vec<char> = form.chars().collect();
    let n = letters.len();
    if n + 1 < SHORTEST {
        return;
    }
    let mut last = 0;
    for m in n.saturating_sub(2).max(SHORTEST)..=n + 2 {
        let end = end(m);
        if m.abs_diff(n) <= most_edits(m) && end != last && end <= n {
            last = end;
            buckets.push(bucket(true, letters.iter().copied().take(end), bits));
            buckets.push(bucket(false, letters.iter().copied().skip(n - end), bits));
        }
    }
    buckets.sort_unstable();
    buckets.dedup();
}

/// The file of a bucket from its forms in order.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write<'a>(spellings: impl Iterator<Item = (&'a str, u8, u8)>) -> Vec<u8> {
    let (mut count, mut bytes, mut last) = (0, Vec::new(), "");
    for (form, langs, weight) in spellings {
        super::root::put_step(&mut bytes, last, form);
        bytes.push(langs | weight << 4);
        last = form;
        count += 1;
    }
    let mut body = Vec::new();
    super::bits::put_varint(&mut body, count);
    body.extend(bytes);
    super::bits::seal(MAGIC, &body)
}

/// Reads the file of a bucket.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Spelling>, Fault> {
    parse(unseal(MAGIC, bytes)?).ok_or(Fault::Corrupt)
}

fn parse(bytes: &[u8]) -> Option<Vec<Spelling>> {
    let mut reader = ByteReader(bytes);
    let count = reader.count()?;
    let mut spellings = Vec::new();
    let mut form = String::new();
    for _ in 0..count {
        step(&mut reader, &mut form)?;
        let about = reader.byte()?;
        spellings.push(Spelling { form: form.clone(), langs: about & 3, weight: about >> 4 });
    }
    reader.0.is_empty().then_some(spellings)
}

/// The number of edits between two words, if it is at most `most`.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut previous_a = '\0';
    for (i, &letter) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        let mut previous_b = '\0';
        for (j, (&other, window)) in b.iter().zip(row.windows(2)).enumerate() {
            let [diagonal, above] = window else { continue };
            let left = next.last().copied().unwrap_or_default();
            let mut edits = (diagonal + usize::from(letter != other)).min(above + 1).min(left + 1);
            if i > 0 && j > 0 && letter == previous_b && other == previous_a {
                edits = edits.min(before.get(j - 1).map_or(usize::MAX, |edits| edits + 1));
            }
            next.push(edits);
            previous_b = other;
        }
        if next.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        previous_a = letter;
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_damerau() {
        for (a, b, edits) in [
            ("migration", "migration", Some(0)),
            ("migration", "migartion", Some(1)),
            ("migration", "imgration", Some(1)),
            ("migration", "migratio", Some(1)),
            ("migration", "mmigrations", Some(2)),
            ("migration", "mutation", None),
            ("asyl", "asl", Some(1)),
            ("ab", "abcd", Some(2)),
            ("", "abc", None),
        ] {
            assert_eq!(distance(a, b, 2), edits, "{a} {b}");
        }
    }

    #[test]
    fn every_single_edit_is_in_a_bucket() {
        for form in ["asyl", "reise", "grenze", "familie", "migrants", "migration", "unterkunft"] {
            let mut kept = Vec::new();
            buckets_of_form(form, 20, &mut kept);
            let found = |word: String| {
                let searched = buckets_of_word(&word, 20);
                assert!(word.len() < 4 || searched.iter().any(|bucket| kept.contains(bucket)), "{form} {word}");
            };
            for at in 0..form.len() {
                found([&form[..at], &form[at + 1..]].concat());
                found([&form[..at], "x", &form[at..]].concat());
                found([&form[..at], "x", &form[at + 1..]].concat());
                if at + 2 <= form.len() {
                    found([&form[..at], &form[at + 1..at + 2], &form[at..at + 1], &form[at + 2..]].concat());
                }
            }
        }
    }
}
