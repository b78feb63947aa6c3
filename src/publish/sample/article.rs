//! One made-up article: its title and address, and each version of it as a file.

use super::facts::Facts;
use super::frame::Frame;
use super::names::{Names, own_name};
use super::prose::{Extras, Link, Prose};
use super::random::{Random, Stream};
use super::stems::capital;
use super::text::add_text;
use super::vocabulary::Vocabulary;
use crate::text::{Lang, fold_to_slug};

/// What every id begins with, and every address in German.
pub(super) const PREFIXES: [(Lang, &str); 2] = [(Lang::En, "sample-"), (Lang::De, "beispiel-")];

/// A title with so many characters gets no more words; what is allowed are 120.
const TITLE: usize = 64;

/// The longest word in a title, in bytes.
const TITLE_WORD: usize = 18;

/// The longest summary, in characters.
const SUMMARY: usize = 300;

/// What articles are made of.
#[derive(Debug)]
pub(super) struct Maker {
    seed: u64,
    frame: Frame,
    names: Names,
    english: Vocabulary,
    german: Vocabulary,
}

impl Maker {
    /// A maker of articles for a content folder.
    pub(super) fn new(seed: u64, frame: Frame) -> Self {
        let [english, german] = Lang::ALL.map(Vocabulary::new);
        Self { seed, frame, names: Names::new(), english, german }
    }

    /// What both versions of an article share.
    pub(super) fn facts(&self, article: u64) -> Facts {
        Facts::new(article, &self.frame, &self.names, Random::new(self.seed, Stream::Facts, article))
    }

    /// The id of an article, the same in every language.
    pub(super) fn id(&self, article: u64) -> String {
        address(Lang::En, article, &self.title(Lang::En, article).0)
    }

    fn prose(&self, lang: Lang, streams: [Stream; 2], article: u64, cast: Vec<String>) -> Prose<'_> {
        let [english, german] = streams;
        let (vocabulary, stream) = match lang {
            Lang::En => (&self.english, english),
            Lang::De => (&self.german, german),
        };
        Prose::new(vocabulary, &self.names, Random::new(self.seed, stream, article), cast)
    }

    /// The title of an article: 4 to 10 words, among them the name that no other article has. And the ranks of those
    /// that its text says again.
    fn title(&self, lang: Lang, article: u64) -> (String, Vec<usize>) {
        let mut prose = self.prose(lang, [Stream::EnglishTitle, Stream::GermanTitle], article, Vec::new());
        let length = prose.random.between(3, 9);
        let own_after = prose.random.below(length);
        let mut words: Vec<&str> = Vec::with_capacity(length);
        let mut characters = 0;
        while words.len() < length && (words.len() < 3 || characters < TITLE) {
            let is_edge = words.is_empty() || words.len() + 1 == length;
            let word = if is_edge { prose.telling_word(TITLE_WORD) } else { prose.word(TITLE_WORD) };
            if !words.contains(&word) {
                characters += word.chars().count() + 1;
                words.push(word);
            }
        }
        let own = own_name(article);
        words.insert(words.len().min(own_after + 1), &own);
        (capital(&words.join(" ")), prose.said)
    }

    /// A version of an article as a file.
    pub(super) fn file(&self, lang: Lang, article: u64, facts: &Facts) -> String {
        let (title, said) = self.title(lang, article);
        let mut prose = self.prose(lang, [Stream::EnglishText, Stream::GermanText], article, facts.cast.clone());
        prose.said = said;
        let mut file = String::with_capacity(6_000);
        file.push_str("---\n");
        let mut line = |key: &str, value: &str| file.push_str(&format!("{key}: {value}\n"));
        line("title", &title);
        line("summary", &summary(&mut prose));
        line("type", facts.kind);
        line("date", &facts.date);
        facts.updated.iter().for_each(|date| line("updated", date));
        if let Some([english, german]) = &facts.place {
            let place = if lang == Lang::En { english } else { german };
            line("place", &quoted(place));
        }
        line("scope", facts.scope);
        let mut list = |key: &str, values: &[String]| {
            if !values.is_empty() {
                line(key, &format!("[{}]", values.join(", ")));
            }
        };
        list("topics", &facts.topics);
        list("countries", &facts.countries);
        list("sdgs", &facts.sdgs.iter().map(|sdg| (*sdg).to_owned()).collect::<Vec<_>>());
        if lang == Lang::De {
            line("slug", &address(lang, article, &title));
        }
        let source = capital(&format!("{} {}", prose.telling_word(usize::MAX), prose.telling_word(usize::MAX)));
        let url = format!("https://example.org/{lang}/{article}");
        file.push_str(&format!("sources:\n  - title: {source}\n    url: {url}\n---\n"));
        add_text(&mut file, &mut prose, self.links(facts));
        file
    }

    /// Where an article links to, from its folder.
    fn links(&self, facts: &Facts) -> Vec<Link> {
        let pages = facts.pages.iter().map(|page| Link { target: format!("../{page}"), name: None });
        let articles = facts
            .earlier
            .iter()
            .map(|other| Link { target: format!("{}.md", self.id(*other)), name: Some(own_name(*other)) });
        pages.chain(articles).collect()
    }
}

/// The last part of an address: a prefix that no other article has, the name that no other has, words of the title.
fn address(lang: Lang, article: u64, title: &str) -> String {
    let prefix = PREFIXES.into_iter().find(|(other, _)| *other == lang).map_or("", |(_, prefix)| prefix);
    let own = own_name(article);
    let words: Vec<_> = title.split(' ').filter(|word| word.len() > 3 && *word != own).take(3).collect();
    fold_to_slug(&format!("{prefix}{own} {}", words.join(" ")))
}

/// One or two sentences.
fn summary(prose: &mut Prose<'_>) -> String {
    let mut summary = String::new();
    let sentences = prose.random.between(1, 2);
    for _ in 0..sentences {
        let mut sentence = String::new();
        let words = prose.random.between(7, 16);
        prose.add_sentence(&mut sentence, words, Extras::default());
        if summary.is_empty() || summary.chars().count() + 1 + sentence.chars().count() <= SUMMARY {
            summary.push_str(if summary.is_empty() { "" } else { " " });
            summary.push_str(&sentence);
        }
    }
    summary
}

/// A value for YAML, quoted unless it is plain.
fn quoted(value: &str) -> String {
    let is_plain = value.starts_with(char::is_alphabetic)
        && value.chars().all(|c| c.is_alphanumeric() || [' ', ',', '-', '/', '.'].contains(&c));
    if is_plain { value.to_owned() } else { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) }
}
