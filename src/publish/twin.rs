//! The Markdown twin of an article: `index.md` beside its `index.html`, for programs that read texts (CommonMark with
//! tables, footnotes and alerts as GitHub writes them).
//!
//! It is made from the typed blocks, so that it holds what the page does: links are absolute, charts are sentences.

use serde_json::json;

use super::portable::portable;
use crate::model::{
    Alignment, Article, Block, Callout, CalloutKind, Code, Figure, Footnote, Foreign, Heading, Inline, Link, List,
    Table,
};

/// The twin of an article. `base_url` is the site's address without a slash at the end.
pub(super) fn markdown(article: &Article, base_url: &str) -> String {
    let url = format!("{base_url}{}", article.path);
    let writer = Writer { base_url, url: &url };
    let mut text = String::from("---\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            text += &format!("{key}: {value}\n");
        }
    };
    line("title", Some(quoted(&article.title)));
    line("summary", Some(quoted(&article.summary)));
    line("date", article.date.map(|date| quoted(&date.to_string())));
    line("updated", article.updated.map(|date| quoted(&date.to_string())));
    line("place", article.place.as_deref().map(quoted));
    line("lang", Some(article.lang.to_string()));
    line("url", Some(quoted(&url)));
    let topics: Vec<_> = article.topics.iter().map(|topic| quoted(&topic.name)).collect();
    line("topics", (!topics.is_empty()).then(|| format!("[{}]", topics.join(", "))));
    if !article.sources.is_empty() {
        text += "sources:\n";
    }
    for source in &article.sources {
        text += &format!("  - title: {}\n", quoted(&source.title));
        for (key, value) in [("url", &source.url), ("note", &source.note)] {
            text += &value.as_deref().map(|value| format!("    {key}: {}\n", quoted(value))).unwrap_or_default();
        }
    }
    let title = writer.run(&[Inline::Text(article.title.clone())], Line::Single);
    let body = writer.blocks(&portable(&article.body, article.lang));
    format!("{text}---\n\n# {title}\n\n{body}")
}

/// Text as a value in YAML: what JSON writes in quotes, YAML reads.
fn quoted(text: &str) -> String {
    json!(text).to_string()
}

/// Whether words may go on in the next line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// A paragraph, which may.
    Several,
    /// A heading, which may not.
    Single,
    /// A cell of a table, which may not, and ends at a bar.
    Cell,
}

struct Writer<'a> {
    base_url: &'a str,
    /// The address of the page.
    url: &'a str,
}

impl Writer<'_> {
    /// Blocks with an empty line between them, and a line break at the end.
    fn blocks(&self, blocks: &[Block]) -> String {
        let mut text = String::new();
        let mut lists = 0;
        for block in blocks {
            // Two lists in a row would be one, did their marks not differ.
            lists = if matches!(block, Block::List(_)) { lists + 1 } else { 0 };
            if !text.is_empty() {
                text.push('\n');
            }
            text += self.block(block, lists % 2 == 0).trim_end_matches('\n');
            text.push('\n');
        }
        text
    }

    fn block(&self, block: &Block, is_second_list: bool) -> String {
        match block {
            Block::Heading(Heading { level, text, .. }) => {
                format!("{} {}", "#".repeat(usize::from(*level)), self.run(text, Line::Single))
            }
            Block::Paragraph(text) => self.run(text, Line::Several),
            Block::List(list) => self.list(list, is_second_list),
            Block::Quote(blocks) => prefixed(&self.blocks(blocks), "> ", "> "),
            Block::Callout(Callout { kind, blocks }) => {
                let kind = match kind {
                    CalloutKind::Note => "NOTE",
                    CalloutKind::Tip => "TIP",
                    CalloutKind::Important => "IMPORTANT",
                    CalloutKind::Warning => "WARNING",
                };
                prefixed(&format!("[!{kind}]\n{}", self.blocks(blocks)), "> ", "> ")
            }
            Block::Figure(Figure { src, alt, caption, .. }) => {
                let caption = caption.as_deref().map(|caption| format!(" \"{}\"", escaped(caption, Line::Single)));
                let alt = escaped(alt, Line::Single);
                format!("![{alt}]({}{})", self.href(src), caption.unwrap_or_default())
            }
            Block::Table(table) => self.table(table),
            Block::Code(Code { syntax, text }) => {
                let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
                format!("{fence}{}\n{}\n{fence}", syntax.as_deref().unwrap_or_default(), text.trim_end_matches('\n'))
            }
            Block::Rule => "---".to_owned(),
            Block::Footnotes(notes) => {
                let note = |Footnote { number, blocks }: &Footnote| {
                    prefixed(&self.blocks(blocks), &format!("[^{number}]: "), "    ")
                };
                notes.iter().map(note).collect::<Vec<_>>().join("\n")
            }
            // `portable` has made other blocks of these.
            Block::Articles(_) | Block::Figures(_) | Block::Chart(_) | Block::OwnData | Block::Offline => String::new(),
        }
    }

    fn list(&self, list: &List, is_second: bool) -> String {
        let is_tight = list.items.iter().all(|item| matches!(item.as_slice(), [Block::Paragraph(_)]));
        let items = list.items.iter().enumerate().map(|(place, item)| {
            let mark = match (list.start, is_second) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(start), _) => {
                    let end = if is_second { ')' } else { '.' };
                    format!("{}{end} ", u64::from(start) + place as u64)
                }
            };
            prefixed(&self.blocks(item), &mark, &" ".repeat(mark.len()))
        });
        items.collect::<Vec<_>>().join(if is_tight { "" } else { "\n" })
    }

    fn table(&self, table: &Table) -> String {
        let mut text = String::new();
        if !table.caption.is_empty() {
            text = format!("**{}**\n\n", self.run(&table.caption, Line::Single));
        }
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        text += &row(table.head.iter().map(|cell| self.run(cell, Line::Cell)).collect());
        let align = |align: &Alignment| match align {
            Alignment::Start => "---",
            Alignment::Center => ":-:",
            Alignment::End => "--:",
        };
        text += &row(table.align.iter().map(|column| align(column).to_owned()).collect());
        for cells in &table.rows {
            text += &row(cells.iter().map(|cell| self.run(cell, Line::Cell)).collect());
        }
        text
    }

    fn run(&self, run: &[Inline], line: Line) -> String {
        self.inner(run, line).split('\n').map(line_of_words).collect::<Vec<_>>().join("\n")
    }

    fn inline(&self, inline: &Inline, line: Line) -> String {
        match inline {
            Inline::Text(words) => escaped(words, line),
            Inline::Emphasis(run) => format!("*{}*", self.inner(run, line)),
            Inline::Strong(run) => format!("**{}**", self.inner(run, line)),
            Inline::Link(Link { href, text }) => format!("[{}]({})", self.inner(text, line), self.href(href)),
            Inline::Foreign(Foreign { text, .. }) => self.inner(text, line),
            Inline::Code(text) => {
                let fence = "`".repeat(longest_run(text, '`') + 1);
                let text = if line == Line::Cell { text.replace('|', "\\|") } else { text.clone() };
                let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
                format!("{fence}{space}{text}{space}{fence}")
            }
            Inline::FootnoteRef(number) => format!("[^{number}]"),
            Inline::Break if line == Line::Several => "\\\n".to_owned(),
            Inline::Break => " ".to_owned(),
        }
    }

    fn inner(&self, run: &[Inline], line: Line) -> String {
        run.iter().map(|inline| self.inline(inline, line)).collect()
    }

    /// An address to put in a link, whole.
    fn href(&self, href: &str) -> String {
        let whole = match href.chars().next() {
            Some('/') => format!("{}{href}", self.base_url),
            Some('#') => format!("{}{href}", self.url),
            _ => href.to_owned(),
        };
        match whole.contains([' ', '(', ')']) {
            true => format!("<{whole}>"),
            false => whole,
        }
    }
}

/// The lines of a text with something before the first and before the others; nothing before empty ones but what is no
/// space.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for (place, line) in text.lines().enumerate() {
        let prefix = if place == 0 { first } else { others };
        let whole = format!("{prefix}{line}");
        all += if line.is_empty() { whole.trim_end() } else { &whole };
        all.push('\n');
    }
    all
}

/// A line that would begin a heading, a list or a rule, did a backslash not make words of it.
fn line_of_words(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let is_mark = match number {
        "" => rest.starts_with(['#', '+', '-', '=']),
        _ => rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')),
    };
    if is_mark { format!("{number}\\{rest}") } else { line.to_owned() }
}

/// Words of which no sign means anything.
fn escaped(words: &str, line: Line) -> String {
    let mut all = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '"' | '~' => all.extend(['\\', letter]),
            '|' if line == Line::Cell => all.extend(['\\', letter]),
            '\n' => all.push(' '),
            other => all.push(other),
        }
    }
    all
}

/// The length of the longest run of a sign.
fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or_default()
}
