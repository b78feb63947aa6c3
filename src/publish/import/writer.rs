//! Blocks as Markdown, so that the project's own reader finds the same words in them.
//!
//! What a sign would mean in Markdown is escaped. Every block is then read back ([`Reader`]): if its words are not the
//! same, it is written without emphasis, then without any mark-up. So a mistake here costs a mark, never a text.

use super::words_of;
use crate::model::{Block, Callout, Code, Heading, Inline, List, Table, plain_text};
use crate::publish::Problems;
use crate::publish::config::Config;
use crate::publish::files::ContentFile;
use crate::publish::index::Index;
use crate::publish::markdown;
use crate::publish::problem::Origin;

/// How a paragraph begins that would be the caption of a table.
const CAPTION: &str = "Table:";

/// The project's own reader of Markdown, for a file that is not written yet.
pub(super) struct Reader<'a> {
    pub(super) file: &'a ContentFile,
    pub(super) config: &'a Config,
    pub(super) index: &'a Index,
}

impl Reader<'_> {
    /// The words of a text as readers will see it; none if there is something to mend.
    fn words(&self, text: &str) -> Option<String> {
        let mut problems = Problems::default();
        let file = ContentFile { origin: Origin::new(self.file.path.as_ref(), text), ..self.file.clone() };
        let read = markdown::read(&file, 0, self.config, self.index, &mut problems);
        // A heading by itself stands out of order.
        let is_harmless = problems.iter().all(|problem| problem.rule() == "text/heading-order");
        is_harmless.then(|| super::words_of_all(&read.blocks))
    }
}

/// Writes blocks. Returns the text and the words of what could not be written.
pub(super) fn write(blocks: &[Block], reader: &Reader<'_>) -> (String, Vec<String>) {
    let mut texts: Vec<String> = Vec::new();
    let mut lost = Vec::new();
    let mut is_other_list = false;
    let mut before: Option<&Block> = None;
    for block in blocks {
        is_other_list = follows_its_like(before, block) && !is_other_list;
        let words = words_of(block);
        let marked = [Marks::All, Marks::Links, Marks::None].map(|marks| one(block, marks, is_other_list));
        let bare = one(&Block::Paragraph(vec![Inline::Text(words.clone())]), Marks::None, false);
        let expected = comparable(&words);
        let is_same = |text: &&String| reader.words(text).is_some_and(|read| comparable(&read) == expected);
        match marked.iter().chain([&bare]).find(is_same) {
            Some(text) => texts.push(text.clone()),
            None => lost.push(words),
        }
        before = Some(block);
    }
    (texts.join("\n\n"), lost)
}

/// Words without the spaces between them, which may be written in several ways.
fn comparable(words: &str) -> String {
    words.split_whitespace().collect()
}

/// Which marks are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    All,
    Links,
    None,
}

fn one(block: &Block, marks: Marks, is_other_list: bool) -> String {
    match block {
        Block::Heading(Heading { level, text, .. }) => {
            let text = spans(text, marks).replace("\\\n", " ").replace('#', "\\#");
            format!("{} {text}", "#".repeat(usize::from(*level)))
        }
        Block::Paragraph(text) => lines(&paragraph(text, marks)),
        Block::List(list) => list_text(list, marks, is_other_list),
        Block::Quote(blocks) => prefixed(&all(blocks, marks), "> ", "> "),
        Block::Callout(Callout { kind, blocks }) => {
            prefixed(&format!("[!{}]\n{}", kind.key().to_uppercase(), all(blocks, marks)), "> ", "> ")
        }
        Block::Table(table) => table_text(table, marks),
        Block::Code(Code { text, .. }) => {
            let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
            let fence = "`".repeat(longest.max(2) + 1);
            format!("{fence}\n{text}\n{fence}")
        }
        Block::Rule => "---".to_owned(),
        _ => String::new(),
    }
}

/// Whether a list stands right after one of its kind: with the same sign they would be one.
fn follows_its_like(before: Option<&Block>, block: &Block) -> bool {
    match (before, block) {
        (Some(Block::List(one)), Block::List(other)) => one.start.is_some() == other.start.is_some(),
        _ => false,
    }
}

fn all(blocks: &[Block], marks: Marks) -> String {
    let mut texts = Vec::new();
    let mut is_other_list = false;
    let mut before: Option<&Block> = None;
    for block in blocks {
        is_other_list = follows_its_like(before, block) && !is_other_list;
        texts.push(one(block, marks, is_other_list));
        before = Some(block);
    }
    texts.join("\n\n")
}

/// A paragraph that begins like the caption of a table stays a paragraph.
fn paragraph(text: &[Inline], marks: Marks) -> String {
    match text.split_first() {
        Some((Inline::Text(first), rest)) if first.starts_with(CAPTION) => {
            let after = first.get(CAPTION.len() - 1..).unwrap_or_default();
            let (word, _) = CAPTION.split_at(CAPTION.len() - 1);
            format!("*{word}*{}{}", escaped(after), spans(rest, marks))
        }
        _ => spans(text, marks),
    }
}

fn list_text(list: &List, marks: Marks, is_other: bool) -> String {
    let is_tight = list
        .items
        .iter()
        .all(|item| matches!(item.as_slice(), [Block::Paragraph(_)] | [Block::Paragraph(_), Block::List(_)]));
    let number = |index: usize| {
        list.start.map(|start| start.saturating_add(u32::try_from(index).unwrap_or_default()).min(999_999_999))
    };
    let items = list.items.iter().enumerate().map(|(index, item)| {
        let sign = match (number(index), is_other) {
            (Some(number), false) => format!("{number}. "),
            (Some(number), true) => format!("{number}) "),
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
        };
        let text = match (is_tight, item.as_slice()) {
            (true, [one_block, Block::List(inner)]) => {
                format!("{}\n{}", one(one_block, marks, false), list_text(inner, marks, false))
            }
            _ => all(item, marks),
        };
        prefixed(&text, &sign, &" ".repeat(sign.len()))
    });
    items.collect::<Vec<_>>().join(if is_tight { "\n" } else { "\n\n" })
}

/// Puts one text before the first line and another before those that follow.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(index, line)| {
        let prefix = if index == 0 { first } else { others };
        if line.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn table_text(table: &Table, marks: Marks) -> String {
    let row = |cells: &[Vec<Inline>]| {
        let cells: Vec<_> = cells.iter().map(|cell| spans(cell, marks).replace("\\\n", " ")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rows: Vec<_> = table.rows.iter().map(|cells| row(cells)).collect();
    let rule = format!("|{}", "---|".repeat(table.head.len()));
    let caption = match plain_text(&table.caption).is_empty() {
        true => String::new(),
        false => format!("{CAPTION} {}\n\n", spans(&table.caption, marks).replace("\\\n", " ")),
    };
    format!("{caption}{}\n{rule}\n{}", row(&table.head), rows.join("\n")).trim_end().to_owned()
}

fn spans(run: &[Inline], marks: Marks) -> String {
    run.iter().fold(String::new(), |mut text, span| {
        match span {
            Inline::Text(words) => text.push_str(&escaped(words)),
            Inline::Emphasis(run) if marks == Marks::All => text.push_str(&format!("*{}*", spans(run, marks))),
            Inline::Strong(run) if marks == Marks::All => text.push_str(&format!("**{}**", spans(run, marks))),
            Inline::Emphasis(run) | Inline::Strong(run) => text.push_str(&spans(run, marks)),
            Inline::Link(link) if marks != Marks::None => {
                text.push_str(&format!("[{}]({})", spans(&link.text, marks), destination(&link.href)));
            }
            Inline::Link(link) => text.push_str(&spans(&link.text, marks)),
            Inline::Code(words) if marks == Marks::All => text.push_str(&code(words)),
            Inline::Code(words) => text.push_str(&escaped(words)),
            Inline::Break => text.push_str("\\\n"),
            Inline::Foreign(foreign) => text.push_str(&spans(&foreign.text, marks)),
            Inline::FootnoteRef(_) => {}
        }
        text
    })
}

fn code(words: &str) -> String {
    let longest = words.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{}{space}{fence}", words.replace('|', "\\|"))
}

/// The target of a link; `&` may not begin a character reference.
fn destination(href: &str) -> String {
    let signs = href.char_indices().map(|(index, sign)| match sign {
        '&' if begins_reference(&href[index..]) => "%26".to_owned(),
        _ => sign.to_string(),
    });
    signs.collect()
}

/// Whether a text begins like a character reference: `&amp;`, `&#38;`.
fn begins_reference(text: &str) -> bool {
    let name = text.strip_prefix('&').and_then(|rest| rest.split_once(';')).map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
}

/// Words as they are written, so that none of their signs means anything.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for (index, letter) in words.char_indices() {
        let rest = &words[index..];
        match letter {
            // Even escaped, the reader takes it for the mark of a footnote.
            '[' if rest.starts_with("[^") => text.push('`'),
            '^' if words[..index].ends_with('[') => text.push_str("[^`"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' => text.extend(['\\', letter]),
            '&' if begins_reference(rest) => text.push_str("\\&"),
            '\n' => text.push(' '),
            _ => text.push(letter),
        }
    }
    text
}

/// The lines of a paragraph, none of which begins like a list, a heading, a rule or a fence.
fn lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.trim_start_matches(' ');
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = line.get(digits..).unwrap_or_default();
        let is_number = (1..=9).contains(&digits) && rest.starts_with(['.', ')']);
        match line.chars().next() {
            Some('-' | '+' | '=' | '~' | '#') => format!("\\{line}"),
            _ if is_number => format!("{}\\{rest}", line.get(..digits).unwrap_or_default()),
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
