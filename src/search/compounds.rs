//! German compounds, parted with the archive's own vocabulary.
//!
//! A word is parted where both sides are words of the archive or stems of such, and the left one may be followed by
//! one of the linking elements s, es, n, en, er, e (Fugenelemente; Duden, "Die Grammatik", 9th ed., § 1086 ff.).

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::analysis::Ready;
use super::passages::SHORTEST_PART;
use super::stems::stem;
use crate::text::Lang;

/// What may stand between the parts of a compound.
const LINKS: [&str; 7] = ["", "s", "es", "n", "en", "er", "e"];

/// A word of the archive that is in fewer documents is no part.
const FEWEST_DOCUMENTS: u32 = 2;

/// The most parts of a compound.
const MOST_PARTS: usize = 4;

/// The vocabulary that compounds are made of.
#[derive(Debug, Default)]
pub(crate) struct Parts<'a> {
    documents: HashMap<&'a str, u32, BuildHasherDefault<Ready>>,
}

impl<'a> Parts<'a> {
    /// From all forms of German, each with its stem and the number of documents it is in, out of so many. Very frequent words are no
    /// parts: a query would not require them, and `unter` in `unterwegs` helps nobody.
    pub(crate) fn new(forms: impl Iterator<Item = (&'a str, &'a str, u32)>, documents: u32) -> Self {
        let (mut counts, mut stems) = (HashMap::default(), HashMap::<_, _, BuildHasherDefault<Ready>>::default());
        for (form, stem, count) in forms {
            counts.insert(form, count);
            *stems.entry(stem).or_insert(0) += count;
        }
        // A part is found by its stem, so a stem is a part only if it is its own.
        for (of, count) in stems.into_iter().filter(|(of, _)| stem(Lang::De, of) == *of) {
            counts.entry(of).or_insert(count);
        }
        let is_part = |form: &str, count: u32| {
            form.len() >= SHORTEST_PART
                && count >= FEWEST_DOCUMENTS
                && count <= (documents / 4).max(FEWEST_DOCUMENTS)
                && form.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        counts.retain(|form, count| is_part(form, *count));
        Self { documents: counts }
    }

    /// The parts of a compound, as words of the archive: as few as possible, and among as few the ones of which the
    /// rarest is in the most documents. Empty if the word is no compound.
    pub(crate) fn split(&self, word: &str) -> Vec<&'a str> {
        if word.len() < 2 * SHORTEST_PART || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Vec::new();
        }
        self.best(word, MOST_PARTS, true).map(|(_, _, parts)| parts).unwrap_or_default()
    }

    /// The number of parts, how rare the rarest is (the negative of its documents), and the parts.
    fn best(&self, word: &str, most: usize, whole: bool) -> Option<(usize, i64, Vec<&'a str>)> {
        if !whole && let Some((&form, &documents)) = self.documents.get_key_value(word) {
            return Some((1, -i64::from(documents), vec![form]));
        }
        if most < 2 || word.len() < 2 * SHORTEST_PART {
            return None;
        }
        let mut best: Option<(usize, i64, Vec<&'a str>)> = None;
        for at in SHORTEST_PART..=word.len() - SHORTEST_PART {
            let (left, right) = word.split_at(at);
            let left = LINKS.iter().find_map(|link| {
                let part = left.strip_suffix(link)?;
                self.documents.get_key_value(part)
            });
            let Some((&left, &documents)) = left else { continue };
            let Some((count, rarest, parts)) = self.best(right, most - 1, false) else { continue };
            let candidate = (count + 1, rarest.max(-i64::from(documents)));
            if best.as_ref().is_none_or(|best| candidate < (best.0, best.1)) {
                best = Some((candidate.0, candidate.1, [vec![left], parts].concat()));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_have_parts() {
        let words = ["fluchtling", "unterkunft", "arbeit", "markt", "zugang", "kind", "kinder", "garten", "plan"];
        let parts = Parts::new(words.into_iter().map(|word| (word, word, 5)), 100);
        for (word, expected) in [
            ("fluchtlingsunterkunft", "fluchtling unterkunft"),
            ("arbeitsmarktzugang", "arbeit markt zugang"),
            ("kindergarten", "kinder garten"),
            ("kinderplane", ""),
            ("arbeit", ""),
            ("marktes", ""),
        ] {
            assert_eq!(parts.split(word).join(" "), expected, "{word}");
        }
    }
}
