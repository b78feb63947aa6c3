//! From HTML to blocks: known elements become blocks and spans, unknown ones are looked through, and what
//! [`elements`](super::elements) knows as no text is left out.
//!
//! Nothing of the mark-up itself is kept: a text that looks like a tag stays a text, and the writer escapes it.

use std::rc::Rc;

use scraper::ElementRef;
use url::Url;

use super::addresses::{Target, target};
use super::draft::{Notes, clean, shortened};
use super::elements::{BLOCKS, UNSEEN, has_picture, is_inline, left_out, word_count, words};
use super::frame;
use super::runs::{Run, Style};
use super::table;
use crate::model::{Block, Callout, CalloutKind, Code, Heading, Inline, Link, List, plain_text};
use crate::text::Lang;

/// How deep elements are looked into; what lies deeper is taken as words.
const DEPTH_MAX: usize = 120;

/// How deep lists and quotes are kept; what lies deeper becomes paragraphs.
const NESTING_MAX: usize = 4;

/// How far a picture and its caption are apart at most, in elements and texts.
const NEAR: usize = 200;

/// Turns HTML into blocks.
pub(super) struct Builder<'a> {
    /// The address of the page, if it is known.
    pub(super) base: Option<&'a Url>,
    pub(super) lang: Lang,
    /// Whether parts of the site's frame are left out.
    pub(super) without_frame: bool,
    /// The words of everything that is looked at: a part with most of them is no frame.
    pub(super) words: usize,
    pub(super) notes: &'a mut Notes,
    depth: usize,
    nesting: usize,
    /// Pictures among the words of a paragraph, which stand after it.
    pictures: Vec<Block>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(base: Option<&'a Url>, lang: Lang, notes: &'a mut Notes) -> Self {
        Self { base, lang, without_frame: false, words: 0, notes, depth: 0, nesting: 0, pictures: Vec::new() }
    }

    /// The blocks in an element.
    pub(super) fn blocks(&mut self, parent: ElementRef<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run = Run::default();
        if self.depth >= DEPTH_MAX {
            self.notes.dropped("mark-up nested too deeply; its words were kept", "");
            run.text(&words(parent), &Style::default());
            self.finish(&mut run, &mut blocks);
            return blocks;
        }
        self.depth += 1;
        for child in parent.children() {
            if let Some(text) = child.value().as_text() {
                run.text(text, &Style::default());
            }
            let Some(element) = ElementRef::wrap(child).filter(|element| !self.is_left_out(*element)) else { continue };
            if is_inline(element) {
                self.inline(element, &Style::default(), &mut run);
            } else {
                self.finish(&mut run, &mut blocks);
                self.block(element, &mut blocks);
            }
        }
        self.finish(&mut run, &mut blocks);
        self.depth -= 1;
        blocks
    }

    /// Ends a paragraph.
    fn finish(&mut self, run: &mut Run, blocks: &mut Vec<Block>) {
        blocks.extend(std::mem::take(run).paragraphs().into_iter().map(Block::Paragraph));
        blocks.append(&mut self.pictures);
    }

    fn block(&mut self, element: ElementRef<'_>, blocks: &mut Vec<Block>) {
        match element.value().name() {
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = name.as_bytes().get(1).map_or(2, |digit| digit.saturating_sub(b'0'));
                let text = self.line(element);
                if self.nesting == 0 && !text.is_empty() {
                    blocks.push(Block::Heading(Heading { level, id: String::new(), text }));
                } else if !text.is_empty() {
                    blocks.push(Block::Paragraph(vec![Inline::Strong(text)]));
                }
                blocks.append(&mut self.pictures);
            }
            "dt" | "summary" | "legend" => {
                let text = self.line(element);
                if !text.is_empty() {
                    blocks.push(Block::Paragraph(vec![Inline::Strong(text)]));
                }
            }
            "ul" | "menu" | "dir" => blocks.extend(self.list(element, None)),
            "ol" => {
                let start = element.attr("start").and_then(|start| start.trim().parse().ok());
                let start = start.filter(|start| *start < 1_000_000).unwrap_or(1);
                blocks.extend(self.list(element, Some(start)));
            }
            "blockquote" => {
                let inside = self.nested(element);
                match inside.is_empty() {
                    true => {}
                    false if self.nesting < NESTING_MAX => blocks.push(Block::Quote(inside)),
                    false => blocks.extend(inside),
                }
            }
            "table" => table::read(self, element, blocks),
            "pre" => {
                let text: String =
                    words(element).chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
                if !text.trim().is_empty() {
                    let text = text.trim_matches('\n').trim_end().replace('\t', "    ");
                    blocks.push(Block::Code(Code { syntax: None, text }));
                }
            }
            "hr" if self.nesting == 0 => blocks.push(Block::Rule),
            "figcaption"
                if element.parent().is_some_and(|parent| {
                    has_picture(parent.descendants().take(NEAR).filter_map(ElementRef::wrap))
                }) => {}
            _ => blocks.extend(self.blocks(element)),
        }
    }

    fn nested(&mut self, element: ElementRef<'_>) -> Vec<Block> {
        self.nesting += 1;
        let blocks = self.blocks(element);
        self.nesting -= 1;
        blocks
    }

    fn list(&mut self, element: ElementRef<'_>, start: Option<u32>) -> Vec<Block> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut stray = Run::default();
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                stray.text(text, &Style::default());
            }
            let Some(item) = ElementRef::wrap(child).filter(|item| !self.is_left_out(*item)) else { continue };
            items.push(if ["ul", "ol"].contains(&item.value().name()) && self.depth < DEPTH_MAX {
                self.nesting += 1;
                self.depth += 1;
                let mut inside = Vec::new();
                self.block(item, &mut inside);
                self.nesting -= 1;
                self.depth -= 1;
                inside
            } else {
                self.nested(item)
            });
        }
        items.push(stray.paragraphs().into_iter().map(Block::Paragraph).collect());
        items.retain(|item| !item.is_empty());
        match items.is_empty() {
            true => Vec::new(),
            false if self.nesting < NESTING_MAX => vec![Block::List(List { start, items })],
            false => items.into_iter().flatten().collect(),
        }
    }

    /// The words of an element on one line. Pictures among them stand after it.
    pub(super) fn line(&mut self, element: ElementRef<'_>) -> Vec<Inline> {
        let mut run = Run::default();
        self.inlines(element, &Style::default(), &mut run);
        run.line()
    }

    fn inlines(&mut self, parent: ElementRef<'_>, style: &Style, run: &mut Run) {
        if self.depth >= DEPTH_MAX {
            self.notes.dropped("mark-up nested too deeply; its words were kept", "");
            run.text(&words(parent), style);
            return;
        }
        self.depth += 1;
        for child in parent.children() {
            if let Some(text) = child.value().as_text() {
                run.text(text, style);
            }
            if let Some(element) = ElementRef::wrap(child).filter(|element| !self.is_left_out(*element)) {
                let stands_apart = BLOCKS.contains(&element.value().name());
                if stands_apart {
                    run.text(" ", style);
                }
                self.inline(element, style, run);
                if stands_apart {
                    run.text(" ", style);
                }
            }
        }
        self.depth -= 1;
    }

    fn inline(&mut self, element: ElementRef<'_>, style: &Style, run: &mut Run) {
        let mut style = style.clone();
        match element.value().name() {
            "br" => return run.line_break(),
            "wbr" => return,
            "img" => return self.picture(element),
            "strong" | "b" => style.strong = true,
            "em" | "i" | "cite" | "dfn" => style.emphasis = true,
            "code" | "kbd" | "samp" | "tt" => return run.code(&words(element), &style),
            "sup" | "sub" => {
                let text = clean(&words(element));
                if !text.is_empty() {
                    self.notes.ask(format!(
                        "“{text}” was raised or lowered and is plain now: look whether it still reads well"
                    ));
                }
            }
            "q" => {
                let (open, close) = match self.lang {
                    Lang::En => ("“", "”"),
                    Lang::De => ("„", "“"),
                };
                run.text(open, &style);
                self.inlines(element, &style, run);
                return run.text(close, &style);
            }
            "a" if style.link.is_none() => style.link = self.link(element).map(Rc::from),
            _ => {}
        }
        self.inlines(element, &style, run);
    }

    fn link(&mut self, element: ElementRef<'_>) -> Option<String> {
        let href = element.attr("href")?;
        match target(href, self.base) {
            Target::Address(address) => return Some(address),
            Target::SamePage => {
                self.notes.dropped("links to places on the same page; their words were kept", &words(element))
            }
            Target::NoHost => {
                let told = format!("{} → {}", shortened(&clean(&words(element)), 24), clean(href));
                self.notes.dropped("links to paths, as the host is not known; their words were kept", &told);
            }
            Target::Unsafe => self.notes.dropped("unsafe links; their words were kept", href),
        }
        None
    }

    /// Notes a picture: nothing is downloaded, so that somebody looks at the rights.
    pub(super) fn picture(&mut self, element: ElementRef<'_>) {
        let attribute = |name: &str| element.attr(name).map(clean).filter(|value| !value.is_empty());
        let href = attribute("src").or_else(|| attribute("data-src")).unwrap_or_default();
        let figure =
            element.ancestors().filter_map(ElementRef::wrap).take(4).find(|parent| parent.value().name() == "figure");
        let caption =
            figure.into_iter().flat_map(|figure| figure.descendants().take(NEAR).filter_map(ElementRef::wrap));
        let caption = caption
            .filter(|part| part.value().name() == "figcaption")
            .map(|part| clean(&words(part)))
            .find(|words| !words.is_empty());
        let caption = caption.or_else(|| attribute("data-caption").filter(|words| !words.contains('<')));
        let Target::Address(address) = target(&href, self.base) else {
            self.notes.dropped(
                "pictures without an address on the web",
                &attribute("alt").unwrap_or_else(|| shortened(&href, 30)),
            );
            self.pictures.extend(caption.map(|caption| Block::Paragraph(Run::of(&caption).line())));
            return;
        };
        self.pictures.push(picture_note(self.lang, attribute("alt"), &address, caption.as_deref()));
        let alt = if attribute("alt").is_some() { "" } else { "; it has no words for those who do not see it (alt)" };
        self.notes.ask(format!(
            "picture {address}: ask for the rights, put the file into `media` and name it in place of the note{alt}"
        ));
    }

    /// Whether an element is left out; notes why.
    pub(super) fn is_left_out(&mut self, element: ElementRef<'_>) -> bool {
        let Some(what) = left_out(element).or_else(|| self.frame_part(element)) else { return false };
        let sample = match element.value().name() {
            "iframe" | "embed" | "object" | "video" | "audio" => {
                element.attr("src").or_else(|| element.attr("data")).map(str::to_owned).unwrap_or_default()
            }
            "script" | "style" | "svg" | "math" | "template" | "noscript" => String::new(),
            _ => words(element),
        };
        if what != UNSEEN || !sample.trim().is_empty() {
            self.notes.dropped(what, &sample);
        }
        true
    }

    fn frame_part(&self, element: ElementRef<'_>) -> Option<&'static str> {
        let what = frame::part(element).filter(|_| self.without_frame)?;
        // A class such as `with-sidebar` on a box around everything.
        (2 * word_count(element) <= self.words || self.words == 0).then_some(what)
    }
}

/// A note in place of a picture: what can be seen, where it lies, what stood below it.
pub(super) fn picture_note(lang: Lang, alt: Option<String>, address: &str, caption: Option<&str>) -> Block {
    let label = match lang {
        Lang::En => "Picture",
        Lang::De => "Bild",
    };
    let words = alt.unwrap_or_else(|| label.to_owned());
    let mut text = vec![
        Inline::Text(format!("{label}: ")),
        Inline::Link(Link { href: address.to_owned(), text: Run::of(&words).line() }),
    ];
    let caption = caption.map(|caption| Run::of(caption).line()).filter(|caption| !plain_text(caption).is_empty());
    if let Some(caption) = caption {
        text.push(Inline::Text(" – ".to_owned()));
        text.extend(caption);
    }
    Block::Callout(Callout { kind: CalloutKind::Note, blocks: vec![Block::Paragraph(text)] })
}
