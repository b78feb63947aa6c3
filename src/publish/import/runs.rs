//! Runs of words on their way from HTML or plain text to spans: flat pieces with a style each, put in order and then
//! nested, so that no mark begins or ends at a space, and none is nested in itself.

use std::rc::Rc;

use super::draft::is_invisible;
use crate::model::{Inline, Link};

/// How words are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    /// The whole address the words lead to.
    pub(super) link: Option<Rc<str>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Text(String),
    Code(String),
    Break,
}

/// A run of words while it is read.
#[derive(Debug, Default)]
pub(super) struct Run(Vec<(Piece, Style)>);

impl Run {
    /// A run of plain words.
    pub(super) fn of(text: &str) -> Self {
        let mut run = Self::default();
        run.text(text, &Style::default());
        run
    }

    pub(super) fn text(&mut self, text: &str, style: &Style) {
        self.0.push((Piece::Text(text.to_owned()), style.clone()));
    }

    pub(super) fn code(&mut self, text: &str, style: &Style) {
        self.0.push((Piece::Code(text.to_owned()), style.clone()));
    }

    pub(super) fn line_break(&mut self) {
        self.0.push((Piece::Break, Style::default()));
    }

    /// The words as spans. Two line breaks in a row begin a paragraph.
    pub(super) fn paragraphs(self) -> Vec<Vec<Inline>> {
        let mut paragraphs = vec![Tidy::default()];
        let mut breaks = 0_usize;
        for (piece, style) in self.0 {
            let is_empty = matches!(&piece, Piece::Text(text) | Piece::Code(text) if is_blank(text));
            if piece == Piece::Break {
                breaks += 1;
                continue;
            }
            if !is_empty && breaks > 0 {
                match paragraphs.last_mut() {
                    Some(last) if breaks == 1 => last.line_break(),
                    _ => paragraphs.push(Tidy::default()),
                }
                breaks = 0;
            }
            if let Some(last) = paragraphs.last_mut().filter(|_| breaks == 0) {
                last.take(piece, style);
            }
        }
        paragraphs.into_iter().map(Tidy::into_spans).filter(|spans| !spans.is_empty()).collect()
    }

    /// The words as spans of a single paragraph; line breaks are spaces.
    pub(super) fn line(self) -> Vec<Inline> {
        let mut tidy = Tidy::default();
        for (piece, style) in self.0 {
            match piece {
                Piece::Break => tidy.take(Piece::Text(" ".to_owned()), style),
                piece => tidy.take(piece, style),
            }
        }
        tidy.into_spans()
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || is_invisible(letter))
}

/// Pieces with single spaces between words and none at the ends.
#[derive(Default)]
struct Tidy {
    pieces: Vec<(Piece, Style)>,
    /// The style of a space that has been read but not written.
    space: Option<Style>,
}

impl Tidy {
    fn take(&mut self, piece: Piece, style: Style) {
        match piece {
            Piece::Text(text) => {
                for letter in text.chars() {
                    if letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}' {
                        self.space.get_or_insert_with(|| style.clone());
                    } else if !is_invisible(letter) {
                        self.letter(letter, &style);
                    }
                }
            }
            Piece::Code(text) => {
                let words = super::draft::clean(&text);
                if words.is_empty() {
                    self.space.get_or_insert(style);
                } else {
                    self.write_space(&style);
                    self.pieces.push((Piece::Code(words), style));
                }
            }
            Piece::Break => self.line_break(),
        }
    }

    fn line_break(&mut self) {
        self.space = None;
        if !matches!(self.pieces.last(), None | Some((Piece::Break, _))) {
            self.pieces.push((Piece::Break, Style::default()));
        }
    }

    fn letter(&mut self, letter: char, style: &Style) {
        self.write_space(style);
        match self.pieces.last_mut() {
            Some((Piece::Text(text), last)) if last == style => text.push(letter),
            _ => self.pieces.push((Piece::Text(letter.to_string()), style.clone())),
        }
    }

    /// Writes a space that stands between words, with what both sides have in common.
    fn write_space(&mut self, next: &Style) {
        let Some(space) = self.space.take() else { return };
        let Some((piece, last)) = self.pieces.last_mut() else { return };
        let style = common(&common(last, next), &space);
        match piece {
            Piece::Break => {}
            Piece::Text(text) if *last == style => text.push(' '),
            _ => self.pieces.push((Piece::Text(" ".to_owned()), style)),
        }
    }

    fn into_spans(mut self) -> Vec<Inline> {
        let edges = |letter: char| letter.is_whitespace();
        if let Some((Piece::Text(text), _)) = self.pieces.first_mut() {
            *text = text.trim_start_matches(edges).to_owned();
        }
        if let Some((Piece::Break, _)) = self.pieces.last() {
            self.pieces.pop();
        }
        if let Some((Piece::Text(text), _)) = self.pieces.last_mut() {
            *text = text.trim_end_matches(edges).to_owned();
        }
        self.pieces.retain(|(piece, _)| !matches!(piece, Piece::Text(text) if text.is_empty()));
        for index in 1..self.pieces.len().saturating_sub(1) {
            let style = common(&self.pieces[index - 1].1, &self.pieces[index + 1].1);
            if self.pieces[index].0 == Piece::Break {
                self.pieces[index].1 = style;
            }
        }
        linked(&self.pieces)
    }
}

fn common(one: &Style, other: &Style) -> Style {
    Style {
        strong: one.strong && other.strong,
        emphasis: one.emphasis && other.emphasis,
        link: one.link.clone().filter(|_| one.link == other.link),
    }
}

/// Groups neighbours that lead to the same address.
fn linked(pieces: &[(Piece, Style)]) -> Vec<Inline> {
    let groups = pieces.chunk_by(|(_, one), (_, other)| one.link == other.link);
    groups
        .flat_map(|group| match group.first().and_then(|(_, style)| style.link.as_deref()) {
            Some(href) if group.iter().any(|(piece, _)| !is_space(piece)) => {
                vec![Inline::Link(Link { href: href.to_owned(), text: strong(group) })]
            }
            _ => strong(group),
        })
        .collect()
}

fn is_space(piece: &Piece) -> bool {
    matches!(piece, Piece::Text(text) if is_blank(text)) || *piece == Piece::Break
}

fn strong(pieces: &[(Piece, Style)]) -> Vec<Inline> {
    let groups = pieces.chunk_by(|(_, one), (_, other)| one.strong == other.strong);
    groups
        .flat_map(|group| match group.first() {
            Some((_, style)) if style.strong => vec![Inline::Strong(emphasized(group))],
            _ => emphasized(group),
        })
        .collect()
}

fn emphasized(pieces: &[(Piece, Style)]) -> Vec<Inline> {
    let groups = pieces.chunk_by(|(_, one), (_, other)| one.emphasis == other.emphasis);
    groups
        .flat_map(|group| match group.first() {
            Some((_, style)) if style.emphasis => vec![Inline::Emphasis(plain(group))],
            _ => plain(group),
        })
        .collect()
}

fn plain(pieces: &[(Piece, Style)]) -> Vec<Inline> {
    let spans = pieces.iter().map(|(piece, _)| match piece {
        Piece::Text(text) => Inline::Text(text.clone()),
        Piece::Code(text) => Inline::Code(text.clone()),
        Piece::Break => Inline::Break,
    });
    spans.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_move_out_of_marks() {
        let mut run = Run::of("  One\n");
        run.text(" two ", &Style { strong: true, ..Style::default() });
        run.text("three ", &Style::default());
        let spans = [
            Inline::Text("One ".to_owned()),
            Inline::Strong(vec![Inline::Text("two".to_owned())]),
            Inline::Text(" three".to_owned()),
        ];
        assert_eq!(run.line(), spans);
    }

    #[test]
    fn two_breaks_begin_a_paragraph() {
        let mut run = Run::of("One");
        run.line_break();
        run.text("two", &Style::default());
        run.line_break();
        run.text(" \u{200b}", &Style::default());
        run.line_break();
        run.text("three", &Style::default());
        run.line_break();
        let text = |text: &str| Inline::Text(text.to_owned());
        assert_eq!(run.paragraphs(), [vec![text("One"), Inline::Break, text("two")], vec![text("three")]]);
    }

    #[test]
    fn a_run_without_words_is_none() {
        for text in ["", " \n", "\u{200b}", "\u{a0}", "\u{0}\u{7}"] {
            assert!(Run::of(text).paragraphs().is_empty(), "{text:?}");
        }
    }
}
