//! The text of an article: paragraphs, headings and lists of 150 to 600 words.

use super::prose::{Extras, Link, Prose};
use super::stems::capital;

/// After how many words a text ends with the sentence it is in. The longest sentence fits before 600.
const LENGTHS: (usize, usize) = (150, 560);

/// Adds a text with links.
pub(super) fn add_text(out: &mut String, prose: &mut Prose<'_>, links: Vec<Link>) {
    let most = prose.random.between(LENGTHS.0, LENGTHS.1);
    let mut text = Text { out, prose, links, words: 0, most, next_heading: 0, after_list: true };
    text.next_heading = text.prose.random.between(60, 140);
    text.add_paragraph();
    while text.words < most {
        text.add_block();
    }
    // What found no place among the paragraphs.
    while !text.links.is_empty() {
        text.add_paragraph_of(1);
    }
}

struct Text<'t, 'a> {
    out: &'t mut String,
    prose: &'t mut Prose<'a>,
    links: Vec<Link>,
    words: usize,
    most: usize,
    /// The number of words after which the next heading may stand.
    next_heading: usize,
    /// Whether the block before is a list.
    after_list: bool,
}

impl Text<'_, '_> {
    fn add_block(&mut self) {
        let left = self.most - self.words;
        if self.words >= self.next_heading && left > 40 {
            self.add_heading();
        } else if !self.after_list && left > 60 && self.prose.random.chance(14) {
            self.add_list();
        } else {
            self.add_paragraph();
        }
    }

    fn add_heading(&mut self) {
        let mark = if self.next_heading > 250 && self.prose.random.chance(25) { "###" } else { "##" };
        let words = self.prose.random.between(2, 5);
        let first = capital(self.prose.word(usize::MAX));
        self.out.push_str(&format!("\n{mark} {first}"));
        for _ in 2..words {
            let word = self.prose.word(usize::MAX);
            self.out.push_str(&format!(" {word}"));
        }
        let last = self.prose.telling_word(usize::MAX);
        self.out.push_str(&format!(" {last}\n"));
        self.words += words;
        self.next_heading = self.words + self.prose.random.between(90, 200);
        self.add_paragraph();
    }

    fn add_list(&mut self) {
        self.out.push('\n');
        for _ in 0..self.prose.random.between(3, 6) {
            self.out.push('-');
            let words = self.prose.random.between(2, 8);
            for _ in 0..words {
                let word = self.prose.word(usize::MAX);
                self.out.push_str(&format!(" {word}"));
            }
            self.out.push('\n');
            self.words += words;
        }
        self.after_list = true;
    }

    fn add_paragraph(&mut self) {
        let sentences = self.prose.random.between(2, 5);
        self.add_paragraph_of(sentences);
    }

    fn add_paragraph_of(&mut self, sentences: usize) {
        let with_link = self.prose.random.below(sentences);
        for at in 0..sentences {
            if at > 0 && self.words >= self.most {
                break;
            }
            let link = if at == with_link { self.links.pop() } else { None };
            let words = self.prose.sentence_length();
            self.out.push(if at == 0 { '\n' } else { ' ' });
            self.prose.add_sentence(self.out, words, Extras { emphasis: true, link });
            self.words += words;
        }
        self.out.push('\n');
        self.after_list = false;
    }
}
