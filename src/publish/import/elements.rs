//! Elements of HTML: which of them stand among words, which have no place in a text, and what they say.

use scraper::{ElementRef, Node};

/// The namespace of HTML; drawings and formulas have others.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// Elements that never stand among words.
pub(super) const BLOCKS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tr",
    "ul",
    "legend",
    "td",
    "th",
    "thead",
    "tfoot",
];

/// What is not meant to be seen.
pub(super) const UNSEEN: &str = "hidden parts";

/// What kind of thing an element is that has no place in a text.
pub(super) fn left_out(element: ElementRef<'_>) -> Option<&'static str> {
    if *element.value().name.ns != *HTML {
        return Some("drawings and formulas (SVG, MathML)");
    }
    let value = element.value();
    let is_unseen = value.attr("hidden").is_some()
        || value.attr("aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true"))
        || value.attr("style").is_some_and(|style| style.replace(' ', "").to_lowercase().contains("display:none"));
    match value.name() {
        "script" | "noscript" | "template" | "slot" => Some("scripts and what stands in for them"),
        "style" | "link" | "meta" | "base" | "head" | "title" => Some("styles and what belongs into the head"),
        "iframe" | "frame" | "frameset" | "noframes" | "embed" | "object" | "applet" | "portal" | "fencedframe" => {
            Some("embedded pages")
        }
        "video" | "audio" | "canvas" | "map" | "area" | "track" | "source" | "param" => Some("videos, sounds and maps"),
        "input" | "button" | "select" | "textarea" | "datalist" | "output" | "progress" | "meter" | "keygen"
        | "option" => Some("form fields"),
        "del" | "s" | "strike" => Some("words that were struck out"),
        "xmp" | "plaintext" | "listing" | "noembed" | "selectedcontent" => Some("elements nobody uses any more"),
        "svg" | "math" => Some("drawings and formulas (SVG, MathML)"),
        _ if is_unseen => Some(UNSEEN),
        _ => None,
    }
}

/// Whether an element stands among words: it is none of the blocks and holds none.
pub(super) fn is_inline(element: ElementRef<'_>) -> bool {
    let is_block = |element: ElementRef<'_>| BLOCKS.contains(&element.value().name());
    !element.descendants().filter_map(ElementRef::wrap).any(is_block)
}

pub(super) fn has_picture<'a>(mut elements: impl Iterator<Item = ElementRef<'a>>) -> bool {
    elements.any(|element| element.value().name() == "img")
}

/// All words in an element but those of scripts and styles, however deep they lie.
pub(super) fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut waiting = vec![*element];
    while let Some(node) = waiting.pop() {
        match node.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(value) => {
                let runs = ["script", "style", "template", "noscript", "iframe"].contains(&value.name());
                if node.id() != element.id() && (runs || *value.name.ns != *HTML) {
                    continue;
                }
                if BLOCKS.contains(&value.name()) || value.name() == "br" {
                    text.push('\n');
                }
                waiting.extend(node.children().rev());
            }
            _ => {}
        }
    }
    text
}

/// How many words an element holds.
pub(super) fn word_count(element: ElementRef<'_>) -> usize {
    words(element).split_whitespace().count()
}
