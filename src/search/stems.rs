//! Stems by the Snowball algorithms for English ("Porter 2") and German, <https://snowballstem.org/algorithms/>, read
//! 2026-11-23. Written out for folded words, which have the letters `a` to `z` only: a tenth of the bytes in the wasm
//! that the general crate takes. The tests compare them with that crate, word by word.

mod english;
mod german;

use crate::text::Lang;

/// The stem of a folded form. A form with other characters than the letters `a` to `z` is its own stem.
pub(crate) fn stem(lang: Lang, form: &str) -> String {
    if form.len() < 3 || !form.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return form.to_owned();
    }
    let word = match lang {
        Lang::En => english::stem(form),
        Lang::De => german::stem(form),
    };
    if word.0.is_empty() { form.to_owned() } else { String::from_utf8(word.0).unwrap_or_else(|_| form.to_owned()) }
}

/// Up to which length `form` begins as `stem` does, in bytes. Stems may change the last letters (`happy`, `happi`).
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn shared(stem: &str, form: &str) -> usize {
    let same = stem.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or_default()
}

/// A word on its way to its stem: lower-case letters, and upper-case ones for vowels that count as consonants.
struct Word(Vec<u8>);

impl Word {
    fn at(&self, place: usize) -> u8 {
        self.0.get(place).copied().unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn is_vowel(&self, place: usize) -> bool {
        matches!(self.at(place), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
    }

    /// The place after the first consonant that follows a vowel, from a place on.
    fn region(&self, from: usize) -> usize {
        (from + 1..self.len()).find(|at| self.is_vowel(at - 1) && !self.is_vowel(*at)).map_or(self.len(), |at| at + 1)
    }

    /// Whether the first letters end so.
    fn ends_at(&self, end: usize, suffix: &str) -> bool {
        self.0.get(..end).is_some_and(|start| start.ends_with(suffix.as_bytes()))
    }

    /// The longest of some endings that the word has.
    fn ending<'a>(&self, endings: &[&'a str]) -> Option<&'a str> {
        endings.iter().copied().filter(|ending| self.0.ends_with(ending.as_bytes())).max_by_key(|ending| ending.len())
    }

    /// Puts another ending in the place of one.
    fn replace(&mut self, ending: &str, by: &str) {
        self.0.truncate(self.len() - ending.len());
        self.0.extend_from_slice(by.as_bytes());
    }

    /// Vowels that counted as consonants are vowels again.
    fn lowered(mut self) -> Self {
        self.0.make_ascii_lowercase();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_stemmers::{Algorithm, Stemmer};

    #[test]
    fn stems_are_those_of_snowball() {
        let roots = "migrat arbeit happ gener commun arsen relation nation hop control buy say cry dy ly ty day boy \
            quick feud freuen bauer haus niss erlaub kenntnis ergebnis lust freund fluch uyu ayo yeux yell ski new sky \
            inn out cann herr earr proc exc succ beaut bil ideolog radical hope sens act tru abl conflat troubl siz \
            hiss fizz fall tann fil us gas gap kiw luck agre fe ye bed sh e a ab ei oi au frau mauer teuer bayer";
        let ends = " s es ed ing ingly edly eed eedly ies ied y ly al ally ation ational ations ator alism ality alize \
            icate icity ical ful fulness fulli less lessly ness ous ously ousness ive iveness ivity ative bility bli \
            able ably ible ance ancy ence ency ent ently ment ement er ers izer ization ize ogy ogist ion sion tion \
            e en em ern est st ung ungen ig igkeit igkeiten lich lichkeit heit heiten keit erheit enheit isch ische \
            ischen igung end enden erlich enlich eigung eig ik iker nisse nissen nis ss us ia iti tional li ee ll";
        let oracles = [(Lang::En, Algorithm::English), (Lang::De, Algorithm::German)];
        let mut compared = 0;
        for (lang, algorithm) in oracles {
            let oracle = Stemmer::create(algorithm);
            let ends: Vec<&str> = ends.split_whitespace().chain([""]).collect();
            for root in roots.split_whitespace() {
                for word in ends.iter().flat_map(|end| ends.iter().map(move |more| [root, end, more].concat())) {
                    let expected = oracle.stem(&word).into_owned();
                    let expected = if word.len() < 3 || expected.is_empty() { word.clone() } else { expected };
                    assert_eq!(stem(lang, &word), expected, "{lang} {word}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 100_000);
    }
}
