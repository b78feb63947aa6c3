//! Pages as plain text: the words of a browser's window, with the menus of the site around the article.
//!
//! 1. Lines that belong together are joined, lines of the frame are known by their words, by being said twice, or by
//!    running into the line below them (`Our WorkOur work is …`).
//! 2. The article begins with the line before the first paragraph that is longer than a label: its title.
//! 3. At the end, lines of the frame are left out again.

use super::dates;
use super::draft::Draft;
use super::frame;
use super::lines;
use super::runs::Run;
use super::table;
use crate::model::{Block, Heading, Inline, List};
use crate::text::Lang;

/// A line with so many words is a paragraph and no label.
const PARAGRAPH_WORDS: usize = 18;

/// The most words of a heading.
const HEADING_WORDS: usize = 12;

/// Reads a page. `lang` is its language; if none, its words tell.
pub(super) fn page(origin: &str, text: &str, lang: Option<Lang>) -> Draft {
    let mut draft = Draft::new(origin);
    draft.lang = lang.or_else(|| lines::language(text));
    let lines = joined(text);
    let (title, start) = beginning(&lines, &mut draft);
    draft.title = title;
    let end = end(&lines, start, &mut draft);
    draft.blocks = blocks(lines.get(start..end).unwrap_or_default(), &mut draft);
    lines::dates_and_places(&mut draft);
    draft
}

/// The lines of a text. A line that goes on below is one with it.
fn joined(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut goes_on, mut is_full) = (false, false);
    // Lines of a text that was wrapped by a program have a greatest length.
    let is_wrapped = text.lines().all(|line| line.chars().count() <= 100);
    for line in text.lines() {
        let line = line.trim();
        let begins_small = line.chars().next().is_some_and(char::is_lowercase);
        match lines.last_mut() {
            Some(last) if !line.is_empty() && (goes_on && begins_small || is_full && !is_item(line)) => {
                last.push(' ');
                last.push_str(line);
            }
            _ if line.is_empty() => {}
            _ => lines.push(line.to_owned()),
        }
        let is_long = line.split_whitespace().count() >= 5;
        is_full = is_wrapped && line.chars().count() >= 60;
        goes_on = is_long && !line.ends_with(['.', '!', '?', ':', '”', '“', '"']);
    }
    lines
}

/// The title and where the text below it begins.
fn beginning(lines: &[String], draft: &mut Draft) -> (String, usize) {
    let first = (0..lines.len()).find(|index| is_paragraph(&lines[*index]) && !is_frame(lines, *index));
    let Some(first) = first else {
        // Nothing is as long as a paragraph: whatever is no frame is the text.
        let start = (0..lines.len()).find(|index| !is_frame(lines, *index)).unwrap_or(lines.len());
        lines.iter().take(start).for_each(|line| draft.notes.dropped(FRAME, line));
        return (String::new(), start);
    };
    let frame = (0..first).rev().find(|index| is_frame(lines, *index)).map_or(0, |index| index + 1);
    let is_title = |index: &usize| {
        let line = &lines[*index];
        dates::of_line(line).is_none() && !is_item(line) && line.chars().any(char::is_alphabetic)
    };
    let candidates: Vec<_> = (frame..first).filter(is_title).collect();
    let longest = candidates.iter().copied().rfind(|index| lines[*index].split_whitespace().count() >= 4);
    let title = longest.or(candidates.last().copied());
    let start = title.map_or(frame, |index| index + 1);
    for line in lines.iter().take(title.unwrap_or(frame)) {
        draft.notes.dropped(FRAME, line);
    }
    (title.map(|index| lines[index].clone()).unwrap_or_default(), start)
}

const FRAME: &str = "lines of menus and other parts of the frame";

/// Where the text ends.
fn end(lines: &[String], start: usize, draft: &mut Draft) -> usize {
    let mut end = lines.len();
    while end > start {
        let line = &lines[end - 1];
        let what = match (frame::is_foot(line), is_frame(lines, end - 1)) {
            (true, _) => "lines at the foot of the page",
            (_, true) => FRAME,
            _ => break,
        };
        draft.notes.dropped(what, line);
        end -= 1;
    }
    end
}

fn is_paragraph(line: &str) -> bool {
    let count = line.split_whitespace().count();
    let is_sentence = line.ends_with(['.', '!', '?', '”', '“', '"', ')']);
    !is_item(line) && (count >= PARAGRAPH_WORDS || (count >= 8 && is_sentence))
}

/// Whether a line belongs to the frame, as far as the lines around it tell.
fn is_frame(lines: &[String], index: usize) -> bool {
    let Some(line) = lines.get(index) else { return false };
    let bare = frame::without_bullet(line);
    let is_short = |line: &str| line.split_whitespace().count() <= 4;
    let before = lines[..index].iter().rev().take(3).map(|line| frame::without_bullet(line));
    let after = lines[index + 1..].iter().take(3).map(|line| frame::without_bullet(line));
    let near = before.clone().chain(after.clone());
    let is_repeated = is_short(bare) && near.clone().any(|other| other.eq_ignore_ascii_case(bare));
    let runs_on = before.clone().any(|label| is_short(label) && runs_into(label, bare));
    let is_run_into = is_short(bare) && after.clone().any(|other| runs_into(bare, other));
    frame::is_label(line) || frame::is_breadcrumb(line) || is_repeated || runs_on || is_run_into
}

/// Whether a line is a label with the text of a menu right after it: `Our WorkOur work is …`.
fn runs_into(label: &str, line: &str) -> bool {
    let length = label.len();
    let begins = line.get(..length).is_some_and(|begin| begin.eq_ignore_ascii_case(label));
    length >= 4 && begins && line[length..].chars().next().is_some_and(char::is_alphanumeric)
}

/// The words of an item of a list without numbers.
fn bulleted(line: &str) -> Option<&str> {
    let bare = frame::without_bullet(line);
    (bare.len() < line.trim().len() && !bare.is_empty()).then_some(bare)
}

/// Number and words of an item of a numbered list.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let (number, words) = line.split_once(". ").or_else(|| line.split_once(") "))?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    // `30. Mai 2018` is a date.
    let is_date = dates::first(line).is_some_and(|_| dates::first(words).is_none());
    is_number.then(|| number.parse().ok())?.filter(|_| !is_date).map(|number| (number, words.trim()))
}

fn is_item(line: &str) -> bool {
    bulleted(line).is_some() || numbered(line).is_some()
}

fn blocks(lines: &[String], draft: &mut Draft) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        let is_last = after.is_empty();
        if let Some((taken, block)) = list(rest).or_else(|| tabbed(rest)) {
            blocks.push(block);
            rest = rest.get(taken..).unwrap_or_default();
            continue;
        }
        rest = after;
        if frame::is_label(line) || frame::is_breadcrumb(line) {
            draft.notes.dropped(FRAME, line);
        } else if is_heading(line) && !is_last && !blocks.is_empty() && dates::of_line(line).is_none() {
            draft.notes.ask(format!("“{line}” was taken for a heading"));
            blocks.push(Block::Heading(Heading { level: 2, id: String::new(), text: Run::of(line).line() }));
        } else {
            blocks.extend(Run::of(line).paragraphs().into_iter().map(Block::Paragraph));
        }
    }
    blocks
}

fn is_heading(line: &str) -> bool {
    let count = line.split_whitespace().count();
    let ends_open = line.chars().next_back().is_some_and(|last| last.is_alphanumeric() || last == '?');
    let begins_large = line.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit());
    count <= HEADING_WORDS && ends_open && begins_large
}

/// The list a text begins with, and how many lines it takes.
fn list(lines: &[String]) -> Option<(usize, Block)> {
    let item = |words: &str| Run::of(words).paragraphs().into_iter().map(Block::Paragraph).collect::<Vec<_>>();
    let bullets: Vec<_> = lines.iter().map_while(|line| bulleted(line)).collect();
    if bullets.len() >= 2 {
        let items = bullets.iter().map(|words| item(words)).filter(|item| !item.is_empty()).collect();
        return Some((bullets.len(), Block::List(List { start: None, items })));
    }
    let numbers: Vec<_> = lines.iter().map_while(|line| numbered(line)).collect();
    if numbers.len() >= 2 {
        let start = numbers.first().map(|(number, _)| *number);
        let items = numbers.iter().map(|(_, words)| item(words)).filter(|item| !item.is_empty()).collect();
        return Some((numbers.len(), Block::List(List { start, items })));
    }
    None
}

/// The table a text begins with, its cells set apart by tabs, and how many lines it takes.
fn tabbed(lines: &[String]) -> Option<(usize, Block)> {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map_while(|line| line.contains('\t').then(|| line.split('\t').map(str::to_owned).collect()))
        .collect();
    let count = rows.len();
    (count >= 2).then(|| table::of_words(rows))?.map(|table| (count, table))
}

/// A text that was typed and not laid out: every line, or every part between empty lines, is a paragraph.
pub(super) fn typed(text: &str) -> Vec<Block> {
    let separator = if text.contains("\n\n") || text.contains("\r\n\r\n") { "\n\n" } else { "\n" };
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split(separator).flat_map(|part| Run::of(part).paragraphs());
    paragraphs.map(|text: Vec<Inline>| Block::Paragraph(text)).collect()
}
