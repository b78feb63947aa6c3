//! Pages in HTML: what their head tells, which part of them is the article, and its blocks.
//!
//! 1. html5ever (by way of scraper) reads as browsers do, so that broken mark-up means what readers saw.
//! 2. The head gives address, language, date and keywords.
//! 3. The article is the longest `article`, else `main`, else the body; [`frame`] tells what is left out of it.
//! 4. [`blocks`](super::blocks) makes blocks of the rest; what stands there twice is left out the second time.

use scraper::{ElementRef, Html};
use url::Url;

use super::addresses::{encoded, web_page};
use super::blocks::Builder;
use super::dates;
use super::draft::{Draft, Notes, Term, clean};
use super::elements::{word_count, words};
use super::frame;
use super::lines;
use crate::model::{Block, Inline, plain_text};
use crate::text::Lang;

/// Reads a page. `lang` is its language if it does not tell.
pub(super) fn page(origin: &str, html: &str, lang: Option<Lang>) -> Draft {
    let html = Html::parse_document(html);
    let mut draft = Draft::new(origin);
    let head = Head::of(&html);
    let told = head.lang.as_deref().and_then(|tag| tag.split(['-', '_']).next()?.to_lowercase().parse().ok());
    let everything = words(html.root_element());
    draft.lang = told.or(lang).or_else(|| lines::language(&everything));
    let lang = draft.lang.unwrap_or(Lang::En);
    draft.url = head.url.as_ref().map(|url| encoded(url.as_str()));
    draft.path = head.url.as_ref().map(|url| url.path().to_owned());
    draft.summary = head.description.clone();
    draft.terms = head.terms.iter().map(|name| Term { vocabulary: String::new(), name: name.clone() }).collect();
    let root = article(&html);
    draft.date = head.published.or_else(|| time_of(root));
    let mut notes = Notes::default();
    let mut builder = Builder::new(head.base.as_ref(), lang, &mut notes);
    builder.without_frame = true;
    builder.words = word_count(root);
    draft.blocks = builder.blocks(root);
    draft.notes = notes;
    let heading = elements(root).chain(elements(html.root_element())).find(|element| is_named(*element, &["h1"]));
    let heading = heading.map(|heading| clean(&words(heading))).filter(|title| !title.is_empty());
    draft.title = heading.or(head.title).unwrap_or_default();
    without_title(&mut draft);
    without_frame_lines(&mut draft);
    without_repetitions(&mut draft);
    lines::dates_and_places(&mut draft);
    draft
}

/// How many elements may be open at once. The time it takes to read a page grows with their square.
const OPEN_MAX: usize = 5_000;

/// Elements that the next one of their kind closes, and those that are never open.
const CLOSE_THEMSELVES: [&str; 20] = [
    "p", "li", "dt", "dd", "td", "th", "tr", "option", "br", "img", "hr", "input", "meta", "link", "wbr", "col",
    "source", "area", "embed", "param",
];

/// Whether a page has so many open elements that reading it would take minutes; counted without reading it.
pub(super) fn is_too_deep(html: &str) -> bool {
    let (mut open, mut most) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            open = open.saturating_sub(1);
            continue;
        }
        let end = tag.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = &tag[..end];
        let opens = name.starts_with(|first: char| first.is_ascii_alphabetic());
        let closes_itself = CLOSE_THEMSELVES.iter().any(|other| name.eq_ignore_ascii_case(other));
        open += usize::from(opens && !closes_itself);
        most = most.max(open);
    }
    most > OPEN_MAX
}

/// The blocks of a part of a page, as content management systems keep them.
pub(super) fn fragment(html: &str, base: Option<&Url>, lang: Lang, notes: &mut Notes) -> Vec<Block> {
    if html.len() > super::PAGE_MAX_BYTES || is_too_deep(html) {
        notes.dropped("texts that are too large or nested too deeply", "");
        return Vec::new();
    }
    // As a document, since a fragment has no element around it to begin with.
    let html = Html::parse_document(html);
    Builder::new(base, lang, notes).blocks(html.root_element())
}

/// What the head of a page tells.
#[derive(Default)]
struct Head {
    lang: Option<String>,
    url: Option<Url>,
    base: Option<Url>,
    title: Option<String>,
    description: String,
    published: Option<crate::text::Date>,
    terms: Vec<String>,
}

impl Head {
    fn of(html: &Html) -> Self {
        let root = html.root_element();
        let mut head = Self { lang: root.attr("lang").map(str::to_owned), ..Self::default() };
        let mut names_title = false;
        let mut base = None;
        for element in elements(root) {
            let attribute = |name: &str| element.attr(name).map(clean).filter(|value| !value.is_empty());
            match element.value().name() {
                "base" => base = base.or_else(|| attribute("href")),
                "title" if head.title.is_none() => {
                    head.title = Some(without_site_name(&clean(&words(element)))).filter(|title| !title.is_empty());
                }
                "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    head.url = attribute("href").and_then(|href| web_page(&href)).or(head.url);
                }
                "meta" => {
                    let Some(content) = attribute("content") else { continue };
                    match attribute("property")
                        .or_else(|| attribute("name"))
                        .unwrap_or_default()
                        .to_lowercase()
                        .as_str()
                    {
                        "og:title" if !names_title => {
                            names_title = true;
                            head.title = Some(without_site_name(&content));
                        }
                        "og:url" if head.url.is_none() => head.url = web_page(&content),
                        "description" | "og:description" if head.description.is_empty() => head.description = content,
                        "article:published_time" | "dcterms.date" | "date" => {
                            head.published = head.published.or_else(|| dates::of_moment(&content));
                        }
                        "article:tag" | "article:section" => head.terms.push(content),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        let joined = base.and_then(|base| match &head.url {
            Some(url) => url.join(&base).ok(),
            None => Url::parse(&base).ok(),
        });
        head.base = joined.and_then(|url| web_page(url.as_str())).or_else(|| head.url.clone());
        head
    }
}

/// A title without the name of the site after it: `Round table | The office`.
fn without_site_name(title: &str) -> String {
    let cut = [" | ", " – ", " — "].iter().filter_map(|sign| title.rsplit_once(sign)).map(|(before, _)| before).next();
    cut.filter(|before| before.split_whitespace().count() >= 2).unwrap_or(title).trim().to_owned()
}

/// The part of a page that is the article.
fn article(html: &Html) -> ElementRef<'_> {
    let root = html.root_element();
    let longest = |is_wanted: &dyn Fn(ElementRef<'_>) -> bool| {
        elements(root)
            .filter(|element| is_wanted(*element) && !is_framed(*element))
            .take(50)
            .map(|element| (word_count(element), element))
            .filter(|(words, _)| *words >= 20)
            .max_by_key(|(words, _)| *words)
            .map(|(_, element)| element)
    };
    let has_role = |element: ElementRef<'_>, role: &str| element.attr("role").is_some_and(|own| own.trim() == role);
    longest(&|element| is_named(element, &["article"]) || has_role(element, "article"))
        .or_else(|| longest(&|element| is_named(element, &["main"]) || has_role(element, "main")))
        .unwrap_or(root)
}

fn is_framed(element: ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    around.take(200).any(|parent| is_named(parent, &["nav", "aside", "footer", "template", "noscript", "svg", "math"]))
}

fn elements(root: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    root.descendants().filter_map(ElementRef::wrap)
}

fn is_named(element: ElementRef<'_>, names: &[&str]) -> bool {
    names.contains(&element.value().name())
}

fn time_of(root: ElementRef<'_>) -> Option<crate::text::Date> {
    let mut times = elements(root).filter(|element| is_named(*element, &["time"]));
    times.find_map(|time| dates::of_moment(time.attr("datetime")?))
}

/// Leaves out the title and what stands before it: the article begins there.
fn without_title(draft: &mut Draft) {
    let is_title = |block: &Block| match block {
        Block::Heading(heading) => heading.level == 1 && clean(&plain_text(&heading.text)) == draft.title,
        _ => false,
    };
    let Some(position) = draft.blocks.iter().position(is_title) else { return };
    let before: Vec<_> = draft.blocks.drain(..=position).take(position).collect();
    // What stands before the title and is no frame is a picture, a line above the title, or prose that was misplaced.
    let mut kept = Vec::new();
    for block in before {
        match block {
            Block::Callout(_) => kept.push(block),
            block if super::words_of(&block).split_whitespace().count() >= 20 => kept.push(block),
            block => draft.notes.dropped("lines before the title", &super::words_of(&block)),
        }
    }
    draft.blocks.splice(0..0, kept);
}

/// Leaves out paragraphs that are lines of a frame, and lists that hold nothing but links to other pages at both ends.
fn without_frame_lines(draft: &mut Draft) {
    let mut kept: Vec<Block> = Vec::new();
    for block in std::mem::take(&mut draft.blocks) {
        let text = super::words_of(&block);
        let is_frame = match &block {
            Block::Paragraph(_) => frame::is_label(&text) || frame::is_breadcrumb(&text),
            Block::List(list) => {
                (kept.is_empty() && list.items.iter().all(|item| is_link_alone(item)))
                    || list.items.iter().all(|item| item.iter().all(|block| frame::is_label(&super::words_of(block))))
            }
            _ => false,
        };
        match is_frame {
            true => draft.notes.dropped("lines of menus and buttons", &text),
            false => kept.push(block),
        }
    }
    while let Some(last) = kept.pop() {
        let text = super::words_of(&last);
        if !frame::is_foot(&text) {
            kept.push(last);
            break;
        }
        draft.notes.dropped("lines at the foot of the page", &text);
    }
    draft.blocks = kept;
}

fn is_link_alone(item: &[Block]) -> bool {
    matches!(item, [Block::Paragraph(text)] if matches!(text.as_slice(), [Inline::Link(_)]))
}

/// Leaves out blocks that have stood there already, word by word.
fn without_repetitions(draft: &mut Draft) {
    let mut seen = std::collections::BTreeSet::new();
    let mut kept = Vec::new();
    for block in std::mem::take(&mut draft.blocks) {
        let text = super::words_of(&block);
        if block == Block::Rule || text.is_empty() || seen.insert(text.clone()) {
            kept.push(block);
        } else {
            draft.notes.dropped("repeated parts", &text);
        }
    }
    draft.blocks = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_with_too_many_open_elements_are_not_read() {
        assert!(is_too_deep(&"<div>".repeat(OPEN_MAX + 1)));
        assert!(is_too_deep(&"<ul><li>".repeat(OPEN_MAX + 1)));
        for harmless in ["<div></div>", "<p>", "<li>x", "<br/>", "< ", "<3", "</b>", "<!-- -->"] {
            assert!(!is_too_deep(&harmless.repeat(OPEN_MAX + 1)), "{harmless}");
        }
    }
}
