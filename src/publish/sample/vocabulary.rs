//! The words of a language by how often they are used: real ones first, made-up ones after them.

use std::collections::HashSet;

use super::random::{Random, Stream};
use super::ranked::{Fall, Ranked};
use super::stems::{Form, capital};
use super::{english, german};
use crate::text::Lang;

/// What all words are made from. The words of a language are the same whatever articles are made of them.
pub(super) const SEED: u64 = 2005;

/// How many forms of words English has.
pub(super) const ENGLISH: usize = 120_000;

/// How many forms of words German has.
pub(super) const GERMAN: usize = 200_000;

/// How many of them are compounds.
const COMPOUNDS: usize = 70_000;

/// The words of a language.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) lang: Lang,
    words: Vec<Box<str>>,
    ranked: Ranked,
    function: usize,
    common: usize,
}

impl Vocabulary {
    /// The words of a language.
    pub(super) fn new(lang: Lang) -> Self {
        let (function, common, fall) = match lang {
            Lang::En => (english::FUNCTION, english::COMMON, Fall::Steep),
            Lang::De => (german::FUNCTION, german::COMMON, Fall::Gentle),
        };
        let mut words = Words::default();
        function.split(' ').for_each(|word| words.add(word.to_owned()));
        let function = words.list.len();
        common.split(' ').for_each(|word| words.add(word.to_owned()));
        let common = words.list.len();
        let mut random = Random::new(SEED, Stream::Vocabulary, lang as u64);
        match lang {
            Lang::En => words.add_english(&mut random),
            Lang::De => words.add_german(&mut random),
        }
        let ranked = Ranked::new(words.list.len(), fall);
        Self { lang, words: words.list, ranked, function, common }
    }

    /// Draws a word by how often it is used, as its rank.
    pub(super) fn draw(&self, random: &mut Random) -> usize {
        self.ranked.draw(random)
    }

    /// The word of a rank.
    pub(super) fn word(&self, rank: usize) -> &str {
        self.words.get(rank).map_or("", |word| word)
    }

    /// Whether the word of a rank says nothing by itself.
    pub(super) fn is_function(&self, rank: usize) -> bool {
        rank < self.function
    }

    /// Whether a text that has the word of a rank once is likely to have it again.
    pub(super) fn is_telling(&self, rank: usize) -> bool {
        rank >= self.common
    }

    /// How many words there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

/// Words by rank, none of them twice.
#[derive(Default)]
struct Words {
    list: Vec<Box<str>>,
    taken: HashSet<Box<str>>,
}

impl Words {
    fn add(&mut self, word: String) {
        let word = word.into_boxed_str();
        if self.taken.insert(word.clone()) {
            self.list.push(word);
        }
    }

    /// Adds forms, the most frequent first, up to a number of words.
    fn add_by_frequency(&mut self, mut forms: Vec<Form>, most: usize) {
        forms.sort();
        forms.into_iter().for_each(|(_, word)| {
            if self.list.len() < most {
                self.add(word);
            }
        });
    }

    fn add_english(&mut self, random: &mut Random) {
        let mut forms = Vec::new();
        // More than are needed, since some come twice.
        for stem in 0..ENGLISH as u64 * 3 / 10 {
            let word = english::SYLLABLES.stem(random);
            forms.extend(placed(stem, english::forms(&word, random)));
        }
        self.add_by_frequency(forms, ENGLISH);
    }

    fn add_german(&mut self, random: &mut Random) {
        let mut forms = Vec::new();
        let mut nouns: Vec<String> = german::PARTS.iter().map(|part| (*part).to_owned()).collect();
        for stem in 0..GERMAN as u64 / 9 {
            let word = german::SYLLABLES.stem(random);
            if stem % 3 == 0 {
                nouns.push(capital(&word));
            }
            forms.extend(placed(stem, german::forms(&word, random)));
        }
        for pair in 0..COMPOUNDS as u64 / 2 {
            // The product of two draws prefers the nouns at the front.
            let mut noun = || {
                let most = random.below(nouns.len()) + 1;
                nouns.get(random.below(most)).map_or("", String::as_str)
            };
            let (first, second) = (noun(), noun());
            forms.extend(placed(pair, german::compound(first, second, random)));
        }
        self.add_by_frequency(forms, GERMAN);
    }
}

/// Forms by where they lie among all, from the number of their stem and how much rarer they are than it.
fn placed(stem: u64, forms: Vec<Form>) -> impl Iterator<Item = Form> {
    forms.into_iter().map(move |(rarer, word)| ((stem + 50) * rarer, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_as_many_words_as_they_should() {
        for (lang, words) in [(Lang::En, ENGLISH), (Lang::De, GERMAN)] {
            let vocabulary = Vocabulary::new(lang);
            assert_eq!(vocabulary.len(), words, "{lang}");
            assert!((150..300).contains(&vocabulary.function), "{lang}: {}", vocabulary.function);
            assert!((600..900).contains(&vocabulary.common), "{lang}: {}", vocabulary.common);
        }
    }

    #[test]
    fn words_hold_nothing_that_is_mark_up() {
        for lang in Lang::ALL {
            let vocabulary = Vocabulary::new(lang);
            for word in &vocabulary.words {
                let plain = |c: char| c.is_alphabetic() || c == '-' || c == ':';
                assert!(word.chars().all(plain) && word.starts_with(char::is_alphabetic), "{word}");
                assert!(word.ends_with(char::is_alphabetic), "{word}");
            }
        }
    }

    #[test]
    fn german_has_umlauts_sharp_s_and_compounds() {
        let german = Vocabulary::new(Lang::De);
        let count = |fits: fn(&str) -> bool| german.words.iter().filter(|word| fits(word)).count();
        assert!(count(|word| word.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü'])) > GERMAN / 20);
        assert!(count(|word| word.contains('ß')) > GERMAN / 200);
        assert!(count(|word| word.starts_with(char::is_uppercase)) > GERMAN / 3);
        assert!(count(|word| word.chars().count() > 15) > GERMAN / 20);
    }
}
