//! The words inside a block: emphasis, links, marks of footnotes.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::{Builder, FOREIGN};
use crate::model::{Foreign, Inline, Link, Section, plain_text};
use crate::publish::index::join;
use crate::publish::problem::did_you_mean;
use crate::text::{check_href, is_external};

impl<'a> Builder<'a, '_> {
    /// The words up to the end of a block, that end included.
    pub(super) fn run_to_end(&mut self) -> Vec<Inline> {
        let run = self.run();
        self.events.next();
        run
    }

    /// Words up to the next event that is none of them.
    pub(super) fn run(&mut self) -> Vec<Inline> {
        let mut run: Vec<Inline> = Vec::new();
        let start = self.events.peek().map(|(_, range)| range.start).unwrap_or_default();
        let mut end = start;
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            end = end.max(range.end);
            match event {
                Event::Text(words) => push_text(&mut run, &words),
                // A line of a plain text is a sentence, and stays one.
                Event::SoftBreak if self.file.section == Section::PlainLanguage => run.push(Inline::Break),
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
        self.text.links.push(path.clone());
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
}

fn push_text(run: &mut Vec<Inline>, words: &str) {
    match run.last_mut() {
        Some(Inline::Text(text)) => text.push_str(words),
        _ => run.push(Inline::Text(words.to_owned())),
    }
}

pub(super) fn is_inline(event: &Event<'_>) -> bool {
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
