//! What the readers of other formats find: a text with all that is known about it. Not yet a content file.

use crate::model::{ArticleKind, Block};
use crate::text::{Date, Lang};

/// How many samples of what was dropped are told.
const SAMPLES: usize = 6;

/// How many things to do are told of one text.
const TO_DOS: usize = 100;

/// How long a sample is, in characters.
const SAMPLE_LENGTH: usize = 60;

/// A text with what its source tells of it. What is not told is empty.
#[derive(Debug)]
pub(super) struct Draft {
    /// Where it was read: the name of the file and, if that holds several, which of them.
    pub(super) origin: String,
    pub(super) lang: Option<Lang>,
    pub(super) kind: ArticleKind,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) date: Option<Date>,
    pub(super) updated: Option<Date>,
    /// The last day of an event.
    pub(super) ends: Option<Date>,
    pub(super) place: Option<String>,
    /// Keywords, for topics, countries and goals.
    pub(super) terms: Vec<Term>,
    /// The whole address of the page.
    pub(super) url: Option<String>,
    /// The path of the page on its host: `/news/round-table`.
    pub(super) path: Option<String>,
    /// What the versions of a text in several languages have in common.
    pub(super) key: Option<String>,
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Notes,
}

impl Draft {
    /// A draft of which only the origin is known.
    pub(super) fn new(origin: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
            lang: None,
            kind: ArticleKind::News,
            title: String::new(),
            summary: String::new(),
            date: None,
            updated: None,
            ends: None,
            place: None,
            terms: Vec::new(),
            url: None,
            path: None,
            key: None,
            blocks: Vec::new(),
            notes: Notes::default(),
        }
    }
}

/// A keyword of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The name of the list it is from; empty if that is not told.
    pub(super) vocabulary: String,
    pub(super) name: String,
}

/// What the editor is told of an import.
#[derive(Debug, Default)]
pub(super) struct Notes {
    dropped: Vec<Dropped>,
    to_do: Vec<String>,
}

#[derive(Debug)]
struct Dropped {
    what: &'static str,
    count: usize,
    samples: Vec<String>,
}

impl Notes {
    /// Notes that something was left out; `sample` are its first words, if it has any.
    pub(super) fn dropped(&mut self, what: &'static str, sample: &str) {
        let sample = shortened(&clean(sample), SAMPLE_LENGTH);
        let known = self.dropped.iter().position(|dropped| dropped.what == what);
        let index = known.unwrap_or_else(|| {
            self.dropped.push(Dropped { what, count: 0, samples: Vec::new() });
            self.dropped.len() - 1
        });
        let Some(dropped) = self.dropped.get_mut(index) else { return };
        dropped.count += 1;
        if !sample.is_empty() && dropped.samples.len() <= SAMPLES && !dropped.samples.contains(&sample) {
            dropped.samples.push(sample);
        }
    }

    /// Notes what the editor has to do.
    pub(super) fn ask(&mut self, what: impl Into<String>) {
        let what = clean(&what.into());
        if self.to_do.len() < TO_DOS && !self.to_do.contains(&what) {
            self.to_do.push(what);
        }
    }

    /// What was left out, a line for each kind.
    pub(super) fn told(&self) -> Vec<String> {
        self.dropped.iter().map(Dropped::told).collect()
    }

    /// What the editor has to do.
    pub(super) fn to_dos(&self) -> &[String] {
        &self.to_do
    }
}

impl Dropped {
    fn told(&self) -> String {
        let samples: Vec<_> = self.samples.iter().take(SAMPLES).map(|sample| format!("“{sample}”")).collect();
        let more = if self.samples.len() > SAMPLES { " …" } else { "" };
        let colon = if samples.is_empty() { "" } else { ": " };
        format!("{} ({}×){colon}{}{more}", self.what, self.count, samples.join(", "))
    }
}

/// A text on one line: white space is one space, and what a terminal or a reader of text could take for a command
/// (control characters, marks that turn the direction of writing) is left out.
pub(super) fn clean(text: &str) -> String {
    let visible: String = text.chars().filter(|letter| letter.is_whitespace() || !is_invisible(*letter)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters that are not seen and are no part of words. Joiners (U+200C, U+200D) are: Persian and others need them.
pub(super) fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The beginning of a text, cut between words; whole if it is not longer than `longest` characters.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let cut: String = text.chars().take(longest).collect();
    let within: String = text.chars().take(longest.saturating_sub(1)).collect();
    let words = cut.rsplit_once(' ').map_or(within.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_count_and_quote() {
        let mut notes = Notes::default();
        for sample in ["", "Alpha\u{1b}[31m", "Alpha[31m"] {
            notes.dropped("scripts", sample);
        }
        assert_eq!(notes.told(), ["scripts (3×): “Alpha[31m”"]);
    }

    #[test]
    fn texts_are_cut_between_words() {
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened("one", 8), "one");
        assert_eq!(shortened("äöüäöüäöü", 4), "äöü…");
    }
}
