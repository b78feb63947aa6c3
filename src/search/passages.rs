//! Where the words of a query stand in a text, and the passages of a text that show them best.

use std::ops::Range;

use super::fold::{Form, each_word, umlaut_variant};
use super::query::{Query, QueryWord, Words};
use super::rank::{Results, WordFate};
use super::root::SHORTEST_PREFIX;
use super::stems::stem;
use crate::text::Lang;

/// The shortest part of a compound, in letters.
pub(crate) const SHORTEST_PART: usize = 4;

/// What to look for in a text: the words of a query as they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    terms: Vec<Term>,
}

/// A form to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    form: String,
    /// With `ae` for `ä` and so on undone, if that is another form.
    variant: Option<String>,
    /// In English and in German; none if only the form itself is meant.
    stems: Option<[String; 2]>,
    prefix: bool,
}

/// A piece of a text with the places to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// In which of the blocks.
    pub block: usize,
    /// Which part of the block's text, in bytes.
    pub range: Range<usize>,
    /// The text itself.
    pub text: String,
    /// What to mark in `text`, in bytes, in order, without overlaps.
    pub marks: Vec<Range<usize>>,
    /// Whether the block goes on before the passage.
    pub cut_before: bool,
    /// Whether the block goes on after it.
    pub cut_after: bool,
}

impl Terms {
    /// The terms of a query without an index, to mark them on an opened article. Corrections are not known here: for a
    /// corrected query, [`Results::terms`] knows them, or ask with the corrected text.
    pub fn of(query: &Query) -> Self {
        let words = query.words();
        let mut terms = Self::default();
        words.words.iter().for_each(|word| terms.add_word(word, word.unfinished));
        terms
    }

    /// The terms of a query as it was answered.
    pub(crate) fn new(words: &Words, results: &Results) -> Self {
        let mut terms = Self::default();
        for (word, report) in words.words.iter().zip(&results.words) {
            match report.fate {
                WordFate::Found | WordFate::Missing | WordFate::Unavailable => {
                    terms.add_word(word, word.unfinished);
                }
                WordFate::Prefix => terms.add_word(word, true),
                WordFate::Frequent | WordFate::TooShort => {}
                WordFate::Corrected => {
                    let corrections = results.corrections.iter().filter(|found| found.written == word.written);
                    corrections.flat_map(|found| &found.instead).for_each(|form| terms.add(form, false, false));
                }
            }
        }
        terms
    }

    fn add_word(&mut self, word: &QueryWord, prefix: bool) {
        word.forms.iter().for_each(|form| self.add(form, word.quoted, prefix));
    }

    fn add(&mut self, form: &str, quoted: bool, prefix: bool) {
        let stems = (!quoted).then(|| Lang::ALL.map(|lang| stem(lang, form)));
        let prefix = prefix && form.chars().count() >= SHORTEST_PREFIX;
        self.terms.push(Term { form: form.to_owned(), variant: umlaut_variant(form), stems, prefix });
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words of a text that match, in bytes, in order, without overlaps.
    pub fn marks(&self, text: &str, language: Lang) -> Vec<Range<usize>> {
        self.find(text, language).into_iter().map(|(range, _)| range).collect()
    }

    /// The marks with the number of the term that each shows.
    fn find(&self, text: &str, language: Lang) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        if self.terms.is_empty() {
            return found;
        }
        each_word(text, |forms| {
            for form in forms {
                let matching = self.terms.iter().position(|term| term.matches(form, language));
                let Some(term) = matching else { continue };
                // The joined form of a word with hyphens comes before its parts and covers them.
                if found.last().is_none_or(|(last, _)| last.end <= form.range.start) {
                    found.push((form.range.clone(), term));
                }
            }
        });
        found
    }

    /// At most `most` passages of about `length` characters from the blocks of a text, in their order: those that
    /// show the most different terms, then the most of them, then the first. None if no term is in the text.
    pub fn passages(&self, blocks: &[&str], language: Lang, length: usize, most: usize) -> Vec<Passage> {
        let mut candidates: Vec<(usize, usize, Passage)> = Vec::new();
        for (block, text) in blocks.iter().enumerate() {
            let found = self.find(text, language);
            let mut next = 0;
            while let Some((first, _)) = found.get(next) {
                let range = window(text, first.start, length);
                let inside: Vec<_> =
                    found.iter().filter(|(m, _)| m.start >= range.start && m.end <= range.end).collect();
                let different = (0..self.terms.len()).filter(|term| inside.iter().any(|(_, of)| of == term)).count();
                let marks = inside.iter().map(|(m, _)| m.start - range.start..m.end - range.start).collect();
                let passage = Passage {
                    block,
                    text: text.get(range.clone()).unwrap_or_default().to_owned(),
                    marks,
                    cut_before: range.start > 0,
                    cut_after: range.end < text.len(),
                    range: range.clone(),
                };
                candidates.push((different, inside.len(), passage));
                next = found.iter().position(|(m, _)| m.start >= range.end).unwrap_or(found.len()).max(next + 1);
            }
        }
        // The weakest are dropped one by one, the later first; what is left is in order.
        while candidates.len() > most {
            let weakest = candidates.iter().enumerate().rev().min_by_key(|(_, (different, all, _))| (*different, *all));
            let Some((at, _)) = weakest else { break };
            candidates.remove(at);
        }
        candidates.into_iter().map(|(.., passage)| passage).collect()
    }
}

impl Term {
    fn matches(&self, form: &Form, language: Lang) -> bool {
        let text = form.text.as_str();
        if text == self.form || (form.umlaut && self.variant.as_deref() == Some(text)) {
            return true;
        }
        if self.prefix && text.starts_with(&self.form) {
            return true;
        }
        let variant = umlaut_variant(text);
        if variant.as_deref() == Some(self.form.as_str()) {
            return true;
        }
        let Some(own) = &self.stems else { return false };
        let own = &own[super::shards::slot(language)];
        if stem(language, text) == *own {
            return true;
        }
        language == Lang::De && [own, &self.form].into_iter().any(|part| is_part(part, text))
    }
}

/// Whether a German word looks like a compound with that part.
fn is_part(part: &str, word: &str) -> bool {
    if part.len() < SHORTEST_PART {
        return false;
    }
    (0..=word.len().saturating_sub(part.len())).any(|at| {
        let Some(rest) = word.as_bytes().get(at..).and_then(|rest| rest.strip_prefix(part.as_bytes())) else {
            return false;
        };
        let after = rest.len();
        (at == 0 || at >= SHORTEST_PART) && (after == 0 || after >= SHORTEST_PART) && at + after > 0
    })
}

/// About `length` characters around a place, from the start of a word to the end of one, and from the start of the
/// text or of a sentence if one is near.
fn window(text: &str, place: usize, length: usize) -> Range<usize> {
    let lead = length / 3;
    let before = text.get(..place).unwrap_or_default();
    let mut start = before.char_indices().rev().take(lead).last().map_or(0, |(at, _)| at);
    if start > 0 {
        let led = text.get(start..place).unwrap_or_default();
        let ends = |two: &[u8]| matches!(two, [b'.' | b'!' | b'?', b' ']);
        let sentence = led.as_bytes().windows(2).rposition(ends).map(|at| at + 1);
        start += sentence.or_else(|| led.find(char::is_whitespace)).map_or(0, |at| at + 1);
    }
    let rest = text.get(start..).unwrap_or_default();
    let end = match rest.char_indices().nth(length) {
        None => text.len(),
        Some((cut, _)) => {
            let kept = rest.get(..cut).unwrap_or_default();
            let word_end = kept.rfind(char::is_whitespace).filter(|end| start + end > place);
            start + word_end.unwrap_or(cut)
        }
    };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(query: &str, text: &str, language: Lang) -> String {
        let terms = Terms::of(&Query::of(query));
        let mut shown = String::new();
        let mut end = 0;
        for mark in terms.marks(text, language) {
            shown += &format!("{}[{}]", &text[end..mark.start], &text[mark.clone()]);
            end = mark.end;
        }
        shown + &text[end..]
    }

    #[test]
    fn whole_words_are_marked() {
        for (query, text, expected) in [
            ("migrant", "Migrants and immigrants migrate.", "[Migrants] and immigrants migrate."),
            ("\"migrant\"", "A migrant, two migrants", "A [migrant], two migrants"),
        ] {
            assert_eq!(marked(query, text, Lang::En), expected);
        }
        for (query, text, expected) in [
            ("haeuser", "Die Häuser, ein Haus, das Hochhaus", "Die [Häuser], ein Haus, das Hochhaus"),
            ("arbeit", "Arbeiten am Arbeitsmarkt, Zusammenarbeit", "[Arbeiten] am [Arbeitsmarkt], [Zusammenarbeit]"),
            ("straße", "Eine Strasse in der EU-Zone", "Eine [Strasse] in der EU-Zone"),
            ("zone", "Eine Strasse in der EU-Zone", "Eine Strasse in der EU-[Zone]"),
        ] {
            assert_eq!(marked(query, text, Lang::De), expected);
        }
    }

    #[test]
    fn passages_show_the_terms() {
        let long = "Nothing here. ".repeat(30) + "Then the harbour of Hamburg opened. " + &"Nothing more. ".repeat(30);
        let blocks = ["The harbour.", long.as_str(), "Hamburg"];
        let terms = Terms::of(&Query::of("hamburg harbour"));
        let passages = terms.passages(&blocks, Lang::En, 80, 2);
        assert_eq!(passages.len(), 2);
        let best = passages.iter().find(|passage| passage.block == 1).expect("the block with both words");
        assert!(best.text.starts_with("Then the harbour of Hamburg"), "{best:?}");
        assert!(best.cut_before && best.cut_after && best.text.chars().count() <= 80);
        let words: Vec<_> = best.marks.iter().map(|mark| &best.text[mark.clone()]).collect();
        assert_eq!(words, ["harbour", "Hamburg"]);
        assert!(terms.passages(&["none"], Lang::En, 80, 2).is_empty());
        for length in [0, 1, 5] {
            terms.passages(&["ä harbour ü — Hamburg"], Lang::De, length, 9);
        }
    }
}
