//! What a reader asks, and the words in it.

use super::facets::FacetKind;
use super::fold::each_word;
use crate::text::Lang;

/// So many characters of a query are read.
pub const MOST_CHARACTERS: usize = 256;

/// So many words of a query are searched for.
pub const MOST_WORDS: usize = 12;

/// So many hits are on a page.
pub const PAGE: usize = 5;

/// A question to the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed. Words in quotation marks are meant as they are written.
    pub text: String,
    /// Whether the last word may be unfinished.
    pub typing: bool,
    /// Which documents count.
    pub filter: Filter,
    /// The language whose documents come first among others as good.
    pub prefer: Option<Lang>,
    /// What comes first.
    pub order: Order,
    /// Which five hits, from 0 on.
    pub page: usize,
    /// Of which facets the values among the results are to be counted. Each costs further files.
    pub counts: Vec<FacetKind>,
}

/// Which documents count. All conditions hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Documents in this language only.
    pub language: Option<Lang>,
    /// Documents of the years from the first to the second.
    pub years: Option<(i32, i32)>,
    /// Documents with all these values.
    pub facets: Vec<(FacetKind, String)>,
}

impl Filter {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best match first; among equals the newest.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// As it was typed.
    pub(crate) written: String,
    /// The form; for a word with hyphens the joined form and then those of its parts.
    pub(crate) forms: Vec<String>,
    /// Whether only this form is meant.
    pub(crate) quoted: bool,
    /// Whether the word may be unfinished.
    pub(crate) unfinished: bool,
}

/// The words of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) words: Vec<QueryWord>,
    /// Whether some of the query was not read because it is too long.
    pub(crate) truncated: bool,
}

impl Query {
    /// A query for words alone.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    pub(crate) fn words(&self) -> Words {
        let end = self.text.char_indices().nth(MOST_CHARACTERS).map(|(end, _)| end);
        let text = end.and_then(|end| self.text.get(..end)).unwrap_or(&self.text);
        let mut result = Words { words: Vec::new(), truncated: end.is_some() };
        let mut last_end = 0;
        for (at, piece) in text.split(['"', '“', '”', '„', '«', '»', '‟', '＂']).enumerate() {
            let start = piece.as_ptr() as usize - text.as_ptr() as usize;
            each_word(piece, |forms| {
                let Some(whole) = forms.first() else { return };
                last_end = start + whole.range.end;
                let word = QueryWord {
                    written: piece.get(whole.range.clone()).unwrap_or_default().to_owned(),
                    forms: forms.iter().map(|form| form.text.clone()).collect(),
                    quoted: at % 2 == 1,
                    unfinished: false,
                };
                if result.words.iter().any(|other| other.forms == word.forms && other.quoted == word.quoted) {
                    return;
                }
                if result.words.len() < MOST_WORDS {
                    result.words.push(word);
                } else {
                    result.truncated = true;
                }
            });
        }
        if let Some(last) = result.words.last_mut() {
            last.unfinished = self.typing && !last.quoted && last_end == text.len();
        }
        result
    }

    /// Whether all documents that pass the filter are asked for, and not words.
    pub(crate) fn is_listing(&self, words: &Words) -> bool {
        words.words.is_empty() && !self.filter.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_have_words() {
        let query = Query { typing: true, ..Query::of("EU-Hilfe „Die Flucht“ die die Wel") };
        let words = query.words();
        let shown: Vec<_> = words.words.iter().map(|w| (w.forms.join("/"), w.quoted, w.unfinished)).collect();
        let expected =
            [("euhilfe/eu/hilfe", false, false), ("die", true, false), ("flucht", true, false), ("die", false, false)];
        assert_eq!(shown[..4], expected.map(|(forms, quoted, unfinished)| (forms.to_owned(), quoted, unfinished)));
        assert_eq!(shown[4], ("wel".to_owned(), false, true));
        assert!(!words.truncated);
    }

    #[test]
    fn long_queries_are_cut() {
        let many = (0..50).map(|n| format!("w{n} ")).collect::<String>();
        let words = Query::of(&many).words();
        assert_eq!(words.words.len(), MOST_WORDS);
        assert!(words.truncated);
        assert!(Query::of(&"x".repeat(100_000)).words().truncated);
    }
}
