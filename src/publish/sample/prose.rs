//! Sentences: words drawn by frequency, names, numbers, commas and mark-up.

use super::names::Names;
use super::random::Random;
use super::stems::capital;
use super::vocabulary::Vocabulary;
use crate::text::Lang;

/// Writes sentences of one text.
pub(super) struct Prose<'a> {
    vocabulary: &'a Vocabulary,
    names: &'a Names,
    pub(super) random: Random,
    /// Names this text is about.
    cast: Vec<String>,
    /// Ranks of telling words the text has had, or its title.
    pub(super) said: Vec<usize>,
    /// The rank of the word before.
    last: usize,
}

/// A link in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// A file, from the folder of the text.
    pub(super) target: String,
    /// A name that is among its words.
    pub(super) name: Option<String>,
}

/// What a sentence may hold besides words.
#[derive(Clone, Debug, Default)]
pub(super) struct Extras {
    /// Whether some words are emphasized.
    pub(super) emphasis: bool,
    pub(super) link: Option<Link>,
}

impl<'a> Prose<'a> {
    /// A text about some names.
    pub(super) fn new(vocabulary: &'a Vocabulary, names: &'a Names, random: Random, cast: Vec<String>) -> Self {
        Self { vocabulary, names, random, cast, said: Vec::new(), last: usize::MAX }
    }

    /// A word of the language, with so many letters at most.
    pub(super) fn word(&mut self, letters: usize) -> &'a str {
        let vocabulary = self.vocabulary;
        loop {
            let mut rank = vocabulary.draw(&mut self.random);
            if vocabulary.is_telling(rank) {
                // A text keeps to its subject: a third of its rarer words it has had before.
                if self.random.chance(35)
                    && let Some(said) = self.random.pick(&self.said)
                {
                    rank = *said;
                } else {
                    self.said.push(rank);
                }
            }
            let word = vocabulary.word(rank);
            if rank != self.last && word.len() <= letters {
                self.last = rank;
                return word;
            }
        }
    }

    /// A word that says something by itself.
    pub(super) fn telling_word(&mut self, letters: usize) -> &'a str {
        loop {
            let word = self.word(letters);
            if !self.vocabulary.is_function(self.last) {
                return word;
            }
        }
    }

    /// Adds a name, a number or a word, with so many words at most; how many it has.
    fn add_token(&mut self, out: &mut String, left: usize) -> usize {
        match self.random.below(100) {
            0..3 if left > 2 => {
                let name = self.random.pick(&self.cast).cloned().unwrap_or_default();
                out.push_str(&name);
                return name.split(' ').count();
            }
            3..4 => out.push_str(self.names.person(&mut self.random)[1]),
            4..5 => out.push_str(self.names.place(&mut self.random)),
            5..7 if left > 1 => self.add_number(out),
            _ if left == 1 => out.push_str(self.telling_word(usize::MAX)),
            _ => out.push_str(self.word(usize::MAX)),
        }
        1
    }

    fn add_number(&mut self, out: &mut String) {
        let number = match self.random.below(4) {
            0 => self.random.between(2005, 2026),
            1 => self.random.between(2, 99),
            _ => self.random.between(100, 90_000),
        };
        let separator = if self.vocabulary.lang == Lang::De { '.' } else { ',' };
        out.push_str(&match number {
            0..=999 | 2005..=2026 => number.to_string(),
            _ => format!("{}{separator}{:03}", number / 1000, number % 1000),
        });
    }

    /// Adds a sentence of so many words, at least five.
    pub(super) fn add_sentence(&mut self, out: &mut String, words: usize, mut extras: Extras) {
        let first = capital(self.word(usize::MAX));
        out.push_str(&first);
        let link_at = self.random.between(1, words - 3);
        let mut at = 1;
        while at < words {
            if at > 2 && words - at > 2 && self.random.chance(9) {
                out.push(',');
            }
            out.push(' ');
            let left = words - at;
            at += match extras.link.take_if(|_| at >= link_at) {
                Some(link) => self.add_link(out, link),
                None if left > 3 && extras.emphasis && self.random.chance(2) => self.add_emphasis(out),
                None => self.add_token(out, left),
            };
        }
        out.push('.');
    }

    /// Adds a link of two words.
    fn add_link(&mut self, out: &mut String, Link { target, name }: Link) -> usize {
        let first = self.telling_word(usize::MAX);
        let second = name.unwrap_or_else(|| self.telling_word(usize::MAX).to_owned());
        out.push_str(&format!("[{first} {second}]({target})"));
        2
    }

    /// Adds two words that are emphasized.
    fn add_emphasis(&mut self, out: &mut String) -> usize {
        let mark = self.random.text(&["*", "**"]);
        let (first, second) = (self.word(usize::MAX), self.telling_word(usize::MAX));
        out.push_str(&format!("{mark}{first} {second}{mark}"));
        2
    }

    /// How many words the next sentence has: 5 to 25, most often about 15.
    pub(super) fn sentence_length(&mut self) -> usize {
        5 + self.random.below(11) + self.random.below(11)
    }
}
