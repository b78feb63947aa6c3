//! Step 3: CommonMark with tables, footnotes and notes set apart, into blocks.
//!
//! pulldown-cmark reads; this module builds the tree and refuses what has no place in it: HTML, headings out of
//! order, links that lead nowhere, pictures without words.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    Alignment as MdAlignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, OffsetIter, Options, Parser,
    Tag,
};

use super::Problems;
use super::files::ContentFile;
use super::index::{Index, join};
use super::problem::did_you_mean;
use crate::model::{
    Alignment, Block, Callout, CalloutKind, Code, Figure, Footnote, Foreign, Heading, Inline, Link, List, Table,
    plain_text,
};
use crate::text::{check_href, fold_to_slug, is_external};
use crate::ui::pages::OWN_IDS;

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
}

/// Reads the text of a file, which begins at byte `body_start`.
pub(super) fn read(file: &ContentFile, body_start: usize, index: &Index, problems: &mut Problems) -> Text {
    let body = &file.origin.text()[body_start..];
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM;
    let events = Parser::new_ext(body, options).into_offset_iter().peekable();
    let mut builder =
        Builder { file, index, problems, body_start, events, text: Text::default(), level: 1, notes: Notes::default() };
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
        let base = if words.is_empty() { "section".to_owned() } else { words };
        let taken = |id: &String| self.text.anchors.contains(id) || OWN_IDS.contains(&id.as_str());
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

    /// The words up to the end of a block, that end included.
    fn run_to_end(&mut self) -> Vec<Inline> {
        let run = self.run();
        self.events.next();
        run
    }

    /// Words up to the next event that is none of them.
    fn run(&mut self) -> Vec<Inline> {
        let mut run: Vec<Inline> = Vec::new();
        let start = self.events.peek().map(|(_, range)| range.start).unwrap_or_default();
        let mut end = start;
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            end = end.max(range.end);
            match event {
                Event::Text(words) => push_text(&mut run, &words),
                Event::SoftBreak => push_text(&mut run, " "),
                Event::HardBreak => run.push(Inline::Break),
                Event::Code(words) => run.push(Inline::Code(words.to_string())),
                Event::FootnoteReference(label) => run.push(self.footnote_ref(label)),
                Event::InlineHtml(_) => self.html(range),
                Event::Start(Tag::Emphasis) => run.push(Inline::Emphasis(self.run_to_end())),
                Event::Start(Tag::Strong) => run.push(Inline::Strong(self.run_to_end())),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let text = self.run_to_end();
                    run.extend(self.link(&dest_url, text, range));
                }
                Event::Start(Tag::Image { .. }) => {
                    self.run_to_end();
                    self.picture_in_text(range);
                }
                _ => {}
            }
        }
        self.look_for_marks(&run, start..end);
        run
    }

    /// A mark of a footnote that is not written is taken for plain words by pulldown-cmark.
    fn look_for_marks(&mut self, run: &[Inline], range: Range<usize>) {
        for inline in run {
            let Inline::Text(words) = inline else { continue };
            let label = words.split_once("[^").and_then(|(_, rest)| rest.split_once(']'));
            if let Some((label, _)) = label.filter(|(label, _)| !label.is_empty() && !label.contains(' ')) {
                self.problem(
                    range.clone(),
                    "text/missing-footnote",
                    format!("there is no note `{label}`"),
                    format!("write it below in a paragraph of its own: `[^{label}]: …`"),
                );
            }
        }
    }

    fn link(&mut self, target: &str, text: Vec<Inline>, range: Range<usize>) -> Option<Inline> {
        if let Some(lang) = target.strip_prefix(FOREIGN) {
            return self.foreign(lang, text, range);
        }
        if plain_text(&text).trim().is_empty() {
            self.problem(
                range,
                "text/empty-link",
                "this link has no words",
                "write what it leads to between the brackets",
            );
            return None;
        }
        let href = self.href(target, range)?;
        Some(Inline::Link(Link { href, text }))
    }

    fn foreign(&mut self, lang: &str, text: Vec<Inline>, range: Range<usize>) -> Option<Inline> {
        let well_formed = lang
            .split('-')
            .all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !well_formed {
            self.problem(
                range,
                "text/bad-language",
                format!("`{lang}` is no language tag"),
                "write a BCP 47 tag such as `lang:de` or `lang:ar`",
            );
            return None;
        }
        Some(Inline::Foreign(Foreign { lang: lang.to_owned(), text }))
    }

    /// The address a link leads to; a problem if it leads nowhere.
    fn href(&mut self, target: &str, range: Range<usize>) -> Option<String> {
        if is_external(target) && check_href(target).is_ok() {
            return Some(target.to_owned());
        }
        let (file, fragment) = match target.split_once('#') {
            Some((file, fragment)) => (file, Some(fragment)),
            None => (target, None),
        };
        if !file.is_empty() && !file.ends_with(".md") {
            self.problem(
                range,
                "text/bad-link",
                format!("`{target}` cannot be linked"),
                "link to a page of the site by its file, `../about/index.md`, and elsewhere with `https://`",
            );
            return None;
        }
        let path = if file.is_empty() { Some(self.file.path.clone()) } else { join(&self.file.path, file) };
        let Some((path, address)) = path.clone().zip(path.and_then(|path| self.index.address(&path).cloned())) else {
            let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
            let names: Vec<_> = self.index.paths(self.file.lang).map(name).collect();
            let hint = did_you_mean(&name(file), names.iter().map(String::as_str));
            self.problem(
                range,
                "text/broken-link",
                format!("there is no file `{file}`"),
                format!("{hint}the path starts from the folder of this file"),
            );
            return None;
        };
        if self.index.is_held_back(&path) && !self.index.is_held_back(&self.file.path) {
            self.problem(
                range,
                "text/link-to-draft",
                format!("`{file}` is a draft or has expired"),
                "publish that page first, or remove the link",
            );
            return None;
        }
        let Some(fragment) = fragment else { return Some(address.path()) };
        self.text.fragments.push((path, fragment.to_owned(), self.in_file(range)));
        let page = if file.is_empty() { String::new() } else { address.path() };
        Some(format!("{page}#{fragment}"))
    }

    fn footnote_ref(&mut self, label: CowStr<'a>) -> Inline {
        let named = &mut self.notes.named;
        let number = named.iter().position(|name| *name == label).unwrap_or_else(|| {
            named.push(label);
            named.len() - 1
        });
        Inline::FootnoteRef(u32::try_from(number + 1).unwrap_or(u32::MAX))
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

fn push_text(run: &mut Vec<Inline>, words: &str) {
    match run.last_mut() {
        Some(Inline::Text(text)) => text.push_str(words),
        _ => run.push(Inline::Text(words.to_owned())),
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
    )
}
