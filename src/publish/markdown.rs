//! Step 3: CommonMark with tables, footnotes and notes set apart, into blocks.
//!
//! pulldown-cmark reads; this module builds the tree and refuses what has no place in it: HTML, headings out of
//! order, links that lead nowhere, pictures without words.

mod spans;

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    Alignment as MdAlignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, OffsetIter, Options, Parser,
    Tag,
};

use super::Problems;
use super::config::Config;
use super::directives;
use super::files::ContentFile;
use super::index::{Index, join};
use crate::model::{
    Alignment, Block, Callout, CalloutKind, Code, Figure, Footnote, Heading, Inline, List, Table, plain_text,
};
use crate::text::fold_to_slug;
use crate::ui::pages::is_own_id;

use spans::is_inline;

/// A paragraph that begins so is the caption of the table after it.
const CAPTION: &str = "Table:";

/// A link that begins so marks words in another language.
const FOREIGN: &str = "lang:";

/// A text with what other files have to know about it.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) blocks: Vec<Block>,
    /// The ids of its headings.
    pub(super) anchors: Vec<String>,
    /// Links to headings: the file, the id, and where the link stands.
    pub(super) fragments: Vec<(String, String, Range<usize>)>,
    /// The files it links to.
    pub(super) links: Vec<String>,
    /// Whether it shows what lies outside of all texts, or a choice of articles: pictures, lists, charts.
    pub(super) shows_more: bool,
}

/// Reads the text of a file, which begins at byte `body_start`.
pub(super) fn read(
    file: &ContentFile,
    body_start: usize,
    config: &Config,
    index: &Index,
    problems: &mut Problems,
) -> Text {
    let body = &file.origin.text()[body_start..];
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM;
    let events = Parser::new_ext(body, options).into_offset_iter().peekable();
    let mut builder = Builder {
        file,
        config,
        index,
        problems,
        body_start,
        events,
        text: Text::default(),
        level: 1,
        notes: Notes::default(),
    };
    let mut blocks = builder.blocks();
    if blocks.is_empty() {
        builder.problem(0..0, "text/empty", "the file has no text", "write at least a paragraph below the head");
    }
    blocks.extend(builder.footnotes());
    Text { blocks, ..builder.text }
}

/// Footnotes in the order in which the text first names them.
#[derive(Default)]
struct Notes<'a> {
    named: Vec<CowStr<'a>>,
    written: Vec<(CowStr<'a>, Vec<Block>, Range<usize>)>,
}

struct Builder<'a, 'p> {
    file: &'p ContentFile,
    config: &'p Config,
    index: &'p Index,
    problems: &'p mut Problems,
    body_start: usize,
    events: Peekable<OffsetIter<'a>>,
    text: Text,
    /// The level of the last heading.
    level: u8,
    notes: Notes<'a>,
}

impl<'a> Builder<'a, '_> {
    /// Blocks up to the end of what they lie in. Takes that end, too.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut caption: Option<(Vec<Inline>, Range<usize>)> = None;
        while let Some((event, _)) = self.events.peek() {
            if is_inline(event) {
                // A tight list has no paragraphs of its own.
                let text = self.run();
                blocks.push(Block::Paragraph(text));
                continue;
            }
            let Some((event, range)) = self.events.next() else { break };
            let block = match event {
                Event::End(_) => break,
                Event::Start(tag) => self.block(tag, range.clone(), &mut caption),
                Event::Rule => Some(Block::Rule),
                Event::Html(_) => {
                    self.html(range.clone());
                    None
                }
                _ => None,
            };
            if let Some((_, place)) = caption.as_ref().filter(|(_, place)| *place != range) {
                let place = place.clone();
                self.stray_caption(place);
                caption = None;
            }
            blocks.extend(block);
        }
        if let Some((_, place)) = caption {
            self.stray_caption(place);
        }
        blocks
    }

    fn stray_caption(&mut self, place: Range<usize>) {
        self.problem(
            place,
            "text/stray-caption",
            "this caption has no table after it",
            format!("a paragraph that begins with `{CAPTION}` stands right before its table"),
        );
    }

    fn block(
        &mut self,
        tag: Tag<'a>,
        range: Range<usize>,
        caption: &mut Option<(Vec<Inline>, Range<usize>)>,
    ) -> Option<Block> {
        match tag {
            Tag::Paragraph => {
                if let Some(figure) = self.figure(range.clone()) {
                    self.text.shows_more = true;
                    return figure.map(Block::Figure);
                }
                let mut text = self.run_to_end();
                match text.first_mut() {
                    Some(Inline::Text(first)) if first.starts_with(CAPTION) => {
                        *first = first[CAPTION.len()..].trim_start().to_owned();
                        *caption = Some((text, range));
                        None
                    }
                    _ => Some(Block::Paragraph(text)),
                }
            }
            Tag::Heading { level, .. } => self.heading(level, range),
            Tag::BlockQuote(None) => Some(Block::Quote(self.blocks())),
            Tag::BlockQuote(Some(kind)) => {
                let kind = match kind {
                    BlockQuoteKind::Note => CalloutKind::Note,
                    BlockQuoteKind::Tip => CalloutKind::Tip,
                    BlockQuoteKind::Important => CalloutKind::Important,
                    BlockQuoteKind::Warning | BlockQuoteKind::Caution => CalloutKind::Warning,
                };
                Some(Block::Callout(Callout { kind, blocks: self.blocks() }))
            }
            Tag::CodeBlock(kind) => {
                let syntax = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                if let Some(word) = syntax.as_deref().filter(|word| directives::is_directive(word)) {
                    self.text.shows_more = true;
                    return self.directive(word, range);
                }
                Some(Block::Code(Code { syntax, text: self.literal().trim_end().to_owned() }))
            }
            Tag::List(start) => {
                let start = start.map(|number| u32::try_from(number).unwrap_or(u32::MAX));
                Some(Block::List(List { start, items: self.items() }))
            }
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks();
                self.notes.written.push((label, blocks, range));
                None
            }
            Tag::Table(align) => {
                let caption = caption.take().map(|(text, _)| text).unwrap_or_default();
                Some(Block::Table(self.table(&align, caption)))
            }
            Tag::HtmlBlock => {
                self.html(range);
                self.literal();
                None
            }
            _ => {
                self.literal();
                None
            }
        }
    }

    /// What a fenced block that asks the compiler for something stands for.
    fn directive(&mut self, word: &str, fence: Range<usize>) -> Option<Block> {
        let mut inside: Option<Range<usize>> = None;
        while let Some((Event::Text(_), range)) = self.events.next_if(|(event, _)| matches!(event, Event::Text(_))) {
            inside = Some(inside.map_or(range.clone(), |whole| whole.start..range.end));
        }
        self.events.next();
        let inside = self.in_file(inside.unwrap_or(fence.end..fence.end));
        directives::read(word, self.file, inside, (self.config, self.index), self.problems)
    }

    /// A paragraph that is nothing but a picture. The inner option is none if the picture cannot be used.
    fn figure(&mut self, range: Range<usize>) -> Option<Option<Figure>> {
        let Some((Event::Start(Tag::Image { .. }), _)) = self.events.peek() else { return None };
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), place)) = self.events.next() else { return None };
        let alt = plain_text(&self.run_to_end());
        if !matches!(self.events.peek(), Some((Event::End(_), _))) {
            self.picture_in_text(place);
            self.run_to_end();
            return Some(None);
        }
        self.events.next();
        if alt.trim().is_empty() {
            self.problem(
                range,
                "text/missing-alt",
                "this picture has no words",
                "say between the brackets what can be seen: `![Two women sign a paper](…)`",
            );
            return Some(None);
        }
        let caption = (!title.is_empty()).then(|| title.to_string());
        let size = self.picture_size(&dest_url, place);
        Some(size.map(|(src, width_px, height_px)| Figure { src, alt, width_px, height_px, caption }))
    }

    /// The address of a picture with its width and height in pixels; none if there is no such picture.
    fn picture_size(&mut self, link: &str, place: Range<usize>) -> Option<(String, u32, u32)> {
        let path = join(&self.file.path, link);
        let picture = path.as_deref().and_then(|path| self.index.picture(path));
        let size = picture.and_then(|picture| imagesize::size(picture).ok());
        let found = path.zip(size).and_then(|(path, size)| {
            Some((format!("/{path}"), u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        });
        if found.is_none() {
            self.problem(
                place,
                "text/missing-picture",
                format!("there is no picture `{link}`"),
                "put a JPEG, PNG, WebP or AVIF into `media` and name it by its path: `../../media/name.jpg`",
            );
        }
        found
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) -> Option<Block> {
        let level = level as u8;
        let text = self.run_to_end();
        if level == 1 || level > self.level + 1 {
            let allowed = "#".repeat(usize::from(self.level + 1));
            self.problem(
                range,
                "text/heading-order",
                format!("a heading of level {level} cannot stand here"),
                format!("the title is the only `#`; here the deepest that may follow is `{allowed}`"),
            );
        }
        self.level = level.max(2);
        let words = fold_to_slug(&plain_text(&text));
        let base = match words.as_str() {
            "" => "section".to_owned(),
            // Pages keep whole families of ids for themselves, so that no number would make it free.
            words if is_own_id(&format!("{words}-2")) => format!("text-{words}"),
            words => words.to_owned(),
        };
        let taken = |id: &String| self.text.anchors.contains(id) || is_own_id(id);
        let id = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") }).find(|id| !taken(id))?;
        self.text.anchors.push(id.clone());
        Some(Block::Heading(Heading { level: self.level, id, text }))
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.events.next() {
            items.push(self.blocks());
        }
        items
    }

    fn table(&mut self, align: &[MdAlignment], caption: Vec<Inline>) -> Table {
        let align = align
            .iter()
            .map(|align| match align {
                MdAlignment::Right => Alignment::End,
                MdAlignment::Center => Alignment::Center,
                MdAlignment::None | MdAlignment::Left => Alignment::Start,
            })
            .collect();
        let mut table = Table { caption, align, head: Vec::new(), rows: Vec::new() };
        while let Some((Event::Start(tag), _)) = self.events.next() {
            let mut cells = Vec::new();
            while let Some((Event::Start(_), _)) = self.events.next() {
                cells.push(self.run_to_end());
            }
            match tag {
                Tag::TableHead => table.head = cells,
                _ => table.rows.push(cells),
            }
        }
        table
    }

    fn footnotes(&mut self) -> Option<Block> {
        let Notes { named, mut written } = std::mem::take(&mut self.notes);
        let notes: Vec<_> = (1..)
            .zip(named)
            .filter_map(|(number, label)| {
                // pulldown-cmark takes a mark without a note as plain text, so each one named is written.
                let at = written.iter().position(|(name, ..)| *name == label)?;
                Some(Footnote { number, blocks: written.swap_remove(at).1 })
            })
            .collect();
        for (label, _, range) in written {
            self.problem(
                range,
                "text/unused-footnote",
                format!("nothing refers to the note `{label}`"),
                format!("set its mark in the text, `[^{label}]`, or remove it"),
            );
        }
        (!notes.is_empty()).then_some(Block::Footnotes(notes))
    }

    /// The text up to the end of the present block, as it was written.
    fn literal(&mut self) -> String {
        let mut text = String::new();
        let mut depth = 0_u32;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Text(words) | Event::Code(words) => text.push_str(&words),
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                _ => {}
            }
        }
        text
    }

    fn html(&mut self, range: Range<usize>) {
        self.problem(
            range,
            "text/raw-html",
            "HTML is not allowed in texts",
            "use Markdown; content/README.md lists what there is. For a literal `<`, write `\\<`",
        );
    }

    fn picture_in_text(&mut self, range: Range<usize>) {
        self.problem(
            range,
            "text/picture-in-text",
            "a picture cannot stand among words",
            "give it a paragraph of its own, with empty lines around it",
        );
    }

    fn problem(
        &mut self,
        range: Range<usize>,
        rule: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let range = self.in_file(range);
        self.problems.at(&self.file.origin, range, rule, message, hint);
    }

    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        self.body_start + range.start..self.body_start + range.end
    }
}
