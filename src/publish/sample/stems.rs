//! Stems of words that are in no dictionary, made of syllables.

use super::random::Random;

/// A form of a word, after how much rarer it is than others of its stem.
pub(super) type Form = (u64, String);

/// What the syllables of a language are made of, each list with the most frequent first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Syllables {
    /// What a syllable begins with.
    pub(super) onsets: &'static [&'static str],
    pub(super) vowels: &'static [&'static str],
    /// What a syllable ends with inside a word.
    pub(super) inner: &'static [&'static str],
    /// What the last syllable ends with.
    pub(super) finals: &'static [&'static str],
}

impl Syllables {
    /// A stem of one to three syllables.
    pub(super) fn stem(&self, random: &mut Random) -> String {
        let syllables = [1, 1, 2, 2, 2, 2, 3].get(random.below(7)).copied().unwrap_or(2);
        self.of(syllables, random)
    }

    /// A stem of so many syllables.
    pub(super) fn of(&self, syllables: usize, random: &mut Random) -> String {
        let mut stem = String::new();
        for left in (0..syllables).rev() {
            let ends = if left == 0 { self.finals } else { self.inner };
            for part in [self.onsets, self.vowels, ends] {
                // The smaller of two draws prefers those at the front.
                let at = random.below(part.len()).min(random.below(part.len()));
                stem.push_str(part.get(at).copied().unwrap_or_default());
            }
        }
        stem
    }
}

/// A word with a capital.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
