//! What readers ask the search for, as it stands in the address: `?q=integration&topic=health&lang=de`.
//!
//! Filters are named as in the addresses of lists, in the language of the page; the index knows them by their English
//! names.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::filtering::value_of;
use super::routes::{facet_of, facet_word};
use crate::model::{Facet, FacetValues, Filter, Tag};
use crate::search::{FacetKind, Order, Query};
use crate::text::Lang;

/// The longest query that an address holds, in bytes.
const LONGEST: usize = 1000;

/// What stands in a query as it is (WHATWG URL, “application/x-www-form-urlencoded percent-encode set”).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

/// What a reader looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words, as they were written.
    pub words: String,
    /// What the articles must have.
    pub filter: Filter,
    /// The language they must be in; any if it is not said.
    pub lang: Option<Lang>,
}

impl Asked {
    /// Reads what an address says after the question mark, on a page in `lang`. What is unknown is left aside.
    pub fn parse(query: &str, lang: Lang) -> Self {
        let mut asked = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match (name, facet_of(name, lang)) {
                ("q", _) => asked.words = decoded(value),
                (_, Some(facet)) if is_offered(facet) => {
                    if let Ok(key) = value.parse() {
                        asked.filter = asked.filter.with(Tag { facet, key });
                    }
                }
                (name, _) if name == language_word(lang) => asked.lang = value.parse().ok(),
                _ => {}
            }
        }
        asked
    }

    /// What an address says after the question mark; nothing if nothing is looked for.
    pub fn to_query(&self, lang: Lang) -> String {
        let words = self.words.trim();
        let mut pairs = Vec::new();
        if !words.is_empty() {
            let end = (0..=words.len().min(LONGEST)).rev().find(|end| words.is_char_boundary(*end)).unwrap_or_default();
            pairs.push(format!("q={}", utf8_percent_encode(&words[..end], ENCODED).to_string().replace("%20", "+")));
        }
        pairs.extend(self.filter.tags().iter().map(|tag| format!("{}={}", facet_word(tag.facet, lang), tag.key)));
        pairs.extend(self.lang.map(|wanted| format!("{}={wanted}", language_word(lang))));
        pairs.join("&")
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && !self.is_filtered()
    }

    /// Whether more is asked than words.
    pub fn is_filtered(&self) -> bool {
        !self.filter.tags().is_empty() || self.lang.is_some()
    }

    /// The same with a tag, or without it if it is there.
    pub fn toggled(&self, tag: Tag) -> Self {
        let filter = if self.filter.has(&tag) { self.filter.without(&tag) } else { self.filter.with(tag) };
        Self { filter, ..self.clone() }
    }

    /// The same in a language, or in any if it is this one already.
    pub fn toggled_lang(&self, lang: Lang) -> Self {
        Self { lang: (self.lang != Some(lang)).then_some(lang), ..self.clone() }
    }

    /// What the index is asked. `facets` are those of the page, in `lang`; `is_typing` if the last word may go on.
    pub fn query(&self, facets: &[FacetValues], lang: Lang, is_typing: bool) -> Query {
        let mut query = Query { text: self.words.clone(), typing: is_typing, prefer: Some(lang), ..Query::default() };
        query.filter.language = self.lang;
        if self.words.trim().is_empty() {
            query.order = Order::Newest;
        }
        for tag in self.filter.tags() {
            match kind_of(tag.facet) {
                Some(kind) => query.filter.facets.push((kind, term_of(tag, facets, lang))),
                None => query.filter.years = tag.key.as_str().parse().ok().map(|year| (year, year)),
            }
        }
        query
    }
}

/// Whether results can be filtered by a facet.
pub fn is_offered(facet: Facet) -> bool {
    facet == Facet::Year || kind_of(facet).is_some()
}

/// How the index calls a facet; years it knows by the date.
pub fn kind_of(facet: Facet) -> Option<FacetKind> {
    match facet {
        Facet::Type => Some(FacetKind::Type),
        Facet::Topic => Some(FacetKind::Topic),
        Facet::Country => Some(FacetKind::Country),
        Facet::Scope | Facet::Year | Facet::Goal | Facet::Month => None,
    }
}

/// How the index calls a tag of a page in `lang`: by its name in English addresses.
pub fn term_of(tag: &Tag, facets: &[FacetValues], lang: Lang) -> String {
    let english = value_of(tag, facets).and_then(|value| value.translation.as_ref()).filter(|_| lang != Lang::En);
    english.unwrap_or(&tag.key).to_string()
}

fn language_word(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "lang",
        Lang::De => "sprache",
    }
}

fn decoded(value: &str) -> String {
    let value = value.replace('+', " ");
    percent_decode_str(&value).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::FacetValue;

    fn tag(facet: Facet, key: &str) -> Tag {
        Tag { facet, key: key.parse().unwrap() }
    }

    #[test]
    fn what_is_asked_survives_the_address_in_both_languages() {
        let filter: Filter = [tag(Facet::Topic, "health"), tag(Facet::Year, "2018")].into_iter().collect();
        let asked = Asked { words: "Rückkehr & Teilhabe +50%".to_owned(), filter, lang: Some(Lang::De) };
        let english = asked.to_query(Lang::En);
        assert_eq!(english, "q=R%C3%BCckkehr+%26+Teilhabe+%2B50%25&topic=health&year=2018&lang=de");
        let german = asked.to_query(Lang::De);
        assert!(german.ends_with("&thema=health&jahr=2018&sprache=de"), "{german}");
        for (lang, query) in [(Lang::En, english), (Lang::De, german)] {
            assert_eq!(Asked::parse(&query, lang), asked);
        }
        assert_eq!(Asked::default().to_query(Lang::En), "");
        assert!(Asked::parse("q=+&x=y&topic=Not+A+Slug&lang=fr&month=2018-05", Lang::En).is_empty());
    }

    #[test]
    fn the_index_is_asked_in_its_own_words() {
        let value = FacetValue {
            key: "gesundheit".parse().unwrap(),
            name: "Gesundheit".to_owned(),
            count: 3,
            translation: "health".parse().ok(),
        };
        let facets = [FacetValues { facet: Facet::Topic, values: vec![value] }];
        let asked = Asked::parse("q=hilfe&thema=gesundheit&jahr=2018", Lang::De);
        let query = asked.query(&facets, Lang::De, true);
        assert_eq!(query.filter.facets, [(FacetKind::Topic, "health".to_owned())]);
        assert_eq!(query.filter.years, Some((2018, 2018)));
        assert!(query.typing);
    }

    #[test]
    fn choosing_twice_takes_a_filter_back() {
        let asked = Asked::parse("q=x&topic=health", Lang::En);
        let tag = tag(Facet::Topic, "health");
        assert!(!asked.toggled(tag.clone()).is_filtered());
        assert_eq!(asked.toggled(tag.clone()).toggled(tag), asked);
        assert_eq!(asked.toggled_lang(Lang::De).toggled_lang(Lang::De), asked);
    }

    proptest! {
        #[test]
        fn any_words_survive_the_address(words in "\\PC{0,60}") {
            let asked = Asked { words: words.trim().to_owned(), ..Asked::default() };
            prop_assert_eq!(Asked::parse(&asked.to_query(Lang::De), Lang::De), asked);
        }

        #[test]
        fn any_query_is_read(query in "\\PC{0,80}") {
            let _ = Asked::parse(&query, Lang::En);
        }
    }
}
