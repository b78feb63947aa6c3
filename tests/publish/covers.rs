//! Drawings: there where pages name them, whole, and harmless.

use std::collections::BTreeSet;

use iom_germany::ui::routes::ROUTES_DRAWING;
use serde_json::Value;

use crate::fixture::Fixture;
use crate::output::{Tree, text};

/// Every path under `/covers/` that the bundles name.
fn named(site: &Tree) -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::String(text) if text.starts_with("/covers/") => _ = found.insert(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
            Value::Object(values) => values.values().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for (_, bytes) in site.iter().filter(|(path, _)| path.starts_with("bundles/")) {
        collect(&serde_json::from_slice(bytes).unwrap(), &mut found);
    }
    found
}

/// An element: its name, and its attributes with their values.
type Element<'x> = (&'x str, Vec<(&'x str, &'x str)>);

/// The elements of an XML document, if it is well-formed (XML 1.0, as far as drawings use it: elements, attributes,
/// text, the five entities and numbers).
fn elements(xml: &str) -> Result<Vec<Element<'_>>, String> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    let mut rest = xml.trim();
    if let Some(declaration) = rest.strip_prefix("<?xml ") {
        rest = declaration.split_once("?>").ok_or("the declaration does not end")?.1.trim_start();
    }
    while !rest.is_empty() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").ok_or("a comment does not end")?.1;
        } else if let Some(end) = rest.strip_prefix("</") {
            let (name, after) = end.split_once('>').ok_or("an end tag does not end")?;
            let begun = open.pop();
            if begun != Some(name.trim_end()) {
                return Err(format!("{begun:?} ends as {name:?}"));
            }
            rest = after;
        } else if let Some(tag) = rest.strip_prefix('<') {
            if open.is_empty() && !found.is_empty() {
                return Err("there is a second root".to_owned());
            }
            let (element, empty, after) = start_tag(tag)?;
            if !empty {
                open.push(element.0);
            }
            found.push(element);
            rest = after;
        } else {
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if open.is_empty() && !text.trim().is_empty() {
                return Err(format!("{text:?} stands in no element"));
            }
            references(text)?;
            rest = after;
        }
    }
    if open.is_empty() && !found.is_empty() { Ok(found) } else { Err(format!("{open:?} does not end")) }
}

/// Reads a start tag after its `<`: the element, whether it is empty, and what follows.
fn start_tag(tag: &str) -> Result<(Element<'_>, bool, &str), String> {
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b))
    };
    let (name, mut rest) = tag.split_at(tag.find([' ', '\n', '/', '>']).ok_or("a tag does not end")?);
    if !is_name(name) {
        return Err(format!("{name:?} is no name"));
    }
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    loop {
        let trimmed = rest.trim_start();
        if let Some(after) = trimmed.strip_prefix("/>") {
            return Ok(((name, attributes), true, after));
        }
        if let Some(after) = trimmed.strip_prefix('>') {
            return Ok(((name, attributes), false, after));
        }
        if trimmed.len() == rest.len() {
            return Err(format!("no space before {:.20?}", rest));
        }
        let (key, after) = trimmed.split_once('=').ok_or("an attribute has no value")?;
        let quote = after.chars().next().filter(|c| ['"', '\''].contains(c)).ok_or("a value has no quotes")?;
        let (value, after) = after[1..].split_once(quote).ok_or("a value does not end")?;
        if !is_name(key) || value.contains('<') || attributes.iter().any(|(other, _)| *other == key) {
            return Err(format!("{key:?} is no attribute of {name}"));
        }
        references(value)?;
        attributes.push((key, value));
        rest = after;
    }
}

fn references(text: &str) -> Result<(), String> {
    for part in text.split('&').skip(1) {
        let name = part.split_once(';').ok_or("a reference does not end")?.0;
        let number = name.strip_prefix('#').is_some_and(|number| !number.is_empty());
        if !number && !["amp", "lt", "gt", "quot", "apos"].contains(&name) {
            return Err(format!("{name:?} is no entity"));
        }
    }
    Ok(())
}

#[test]
fn what_is_not_well_formed_is_told() {
    for good in ["<svg/>", "<?xml version=\"1.0\"?>\n<a b='c'>x &amp; y<d e=\"&#38;\"/></a>\n", "<!-- x --><a></a>"] {
        assert!(elements(good).is_ok(), "{good}: {:?}", elements(good));
    }
    for bad in [
        "",
        "x",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a b/>",
        "<a b=c/>",
        "<a b=\"c/>",
        "<a>&</a>",
        "<a>&nbsp;</a>",
        "<a b=\"<\"/>",
        "<a b=\"1\" b=\"2\"/>",
        "<a b=\"1\"c=\"2\"/>",
        "<1/>",
        "<a/>x",
    ] {
        assert!(elements(bad).is_err(), "{bad:?} was accepted");
    }
}

/// What is wrong with the drawings of a site: those named and not there, those there and not named, and those that are
/// no harmless SVG.
pub(crate) fn flaws_of_drawings(site: &Tree) -> Vec<String> {
    let mut named = named(site);
    named.insert(ROUTES_DRAWING.to_owned());
    let there: BTreeSet<_> =
        site.keys().filter(|path| path.starts_with("covers/")).map(|path| format!("/{path}")).collect();
    let missing = named.difference(&there).map(|path| format!("{path} is not there"));
    let idle = there.difference(&named).map(|path| format!("no page names {path}"));
    let flaws = there.iter().filter_map(|path| {
        let flaw = flaw_of_drawing(text(site, &path[1..])).err()?;
        Some(format!("{path}: {flaw}"))
    });
    missing.chain(idle).chain(flaws).collect()
}

/// A drawing may hold shapes and words; nothing that runs, moves, loads or brings styles.
fn flaw_of_drawing(svg: &str) -> Result<(), String> {
    let elements = elements(svg)?;
    let (root, attributes) = &elements[0];
    let is_svg = *root == "svg"
        && attributes.contains(&("xmlns", "http://www.w3.org/2000/svg"))
        && attributes.iter().any(|(name, _)| *name == "viewBox");
    if !is_svg {
        return Err(format!("the root is <{root}> with {attributes:?}"));
    }
    for (name, attributes) in elements {
        if ["script", "style", "foreignObject", "a", "image", "animate", "set"].contains(&name) {
            return Err(format!("it holds <{name}>"));
        }
        for (key, value) in attributes {
            let runs = key == "style" || key.starts_with("on") || value.contains("javascript:");
            let leads = key.ends_with("href") && !value.starts_with('#');
            let loads = value.contains("url(") && !value.contains("url(#");
            if runs || leads || loads {
                return Err(format!("<{name}> has {key}={value:?}"));
            }
        }
    }
    Ok(())
}

#[test]
fn what_is_no_harmless_drawing_is_told() {
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 9\">{inner}</svg>");
    for good in ["<path d=\"M0 0\" fill=\"url(#x)\"/>", "<g><use href=\"#x\"/></g>"] {
        assert_eq!(flaw_of_drawing(&svg(good)), Ok(()));
    }
    for bad in [
        "<script/>",
        "<g><style>a{}</style></g>",
        "<g onload=\"x()\"/>",
        "<g style=\"fill: red\"/>",
        "<use href=\"https://x.org/\"/>",
        "<g fill=\"url(https://x.org/)\"/>",
        "<g>",
    ] {
        assert!(flaw_of_drawing(&svg(bad)).is_err(), "{bad} was accepted");
    }
    assert!(flaw_of_drawing("<svg/>").is_err());
}

#[test]
fn every_drawing_that_is_named_is_there_and_harmless() {
    let site = Fixture::good().built();
    let expected = ["2030-agenda/goal-10", "news/field-visit", "news/open-days", "news/round-table"];
    let expected = expected.map(|name| format!("/covers/{name}.svg"));
    assert_eq!(named(&site), BTreeSet::from(expected));
    assert_eq!(flaws_of_drawings(&site), Vec::<String>::new());
}
