//! Marks the words a reader looked for in the article they opened, without a change to its text (CSS Custom Highlight
//! API). Browsers that do not know it show no marks.

use std::ops::Range;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Node;

use super::{document, window};

/// The name of the marks, as in `prose.css`.
const NAME: &str = "found";

/// Node filter for texts (DOM, `NodeFilter.SHOW_TEXT`).
const SHOW_TEXT: u32 = 4;

/// Finds what is to be marked in a text, as ranges of bytes.
pub type Marks = Box<dyn Fn(&str) -> Vec<Range<usize>>>;

/// Marks words in the main part of the page, in place of those marked before. Nothing if the browser cannot.
pub fn mark_found(marks: Option<Marks>) -> Option<()> {
    let registry = get(&get(window()?.as_ref(), "CSS")?, "highlights")?;
    call(&registry, "delete", &[&NAME.into()])?;
    let marks = marks?;
    let document = document()?;
    let walker =
        document.create_tree_walker_with_what_to_show(document.get_element_by_id("main")?.as_ref(), SHOW_TEXT).ok()?;
    let ranges = Array::new();
    while let Ok(Some(node)) = walker.next_node() {
        let text = node.text_content().unwrap_or_default();
        for mark in marks(&text) {
            // The browser counts in units of UTF-16.
            let units = |end: usize| text.get(..end).map(|text| text.encode_utf16().count() as u32);
            ranges.push(&range(&node, units(mark.start)?, units(mark.end)?)?);
        }
    }
    let highlight: Function = get(window()?.as_ref(), "Highlight")?.dyn_into().ok()?;
    let highlight = Reflect::construct(&highlight, &ranges).ok()?;
    call(&registry, "set", &[&NAME.into(), &highlight])?;
    Some(())
}

fn range(node: &Node, start: u32, end: u32) -> Option<JsValue> {
    let range = document()?.create_range().ok()?;
    range.set_start(node, start).ok()?;
    range.set_end(node, end).ok()?;
    Some(range.into())
}

fn get(target: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(target, &key.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn call(target: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method: Function = get(target, name)?.dyn_into().ok()?;
    Reflect::apply(&method, target, &arguments.iter().copied().collect::<Array>()).ok()
}
