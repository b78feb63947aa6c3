//! The head of the document: what only one page says about itself.

use super::document;

/// The elements `publish` and the app write for one page carry this attribute, and go when the next page comes. Those
/// that `publish` alone writes hold the path of their page in it, and stay as long as that page does.
const OF_THIS_PAGE: &str = "data-page";

/// An element of the head: its name and its attributes.
#[derive(Debug)]
pub struct HeadElement {
    /// Name of the element: `meta` or `link`.
    pub tag: &'static str,
    /// Its attributes by name.
    pub attributes: Vec<(&'static str, String)>,
}

/// Replaces what the last page said about itself. `path` is that of the present page, without the folder the site lies
/// in.
pub fn write_head(elements: Vec<HeadElement>, path: &str) {
    let Some((document, head)) = document().and_then(|document| Some((document.clone(), document.head()?))) else {
        return;
    };
    if let Ok(old) = head.query_selector_all(&format!("[{OF_THIS_PAGE}]:not([{OF_THIS_PAGE}=\"{path}\"])")) {
        for element in (0..old.length()).filter_map(|index| old.item(index)) {
            let _ = head.remove_child(&element);
        }
    }
    for HeadElement { tag, attributes } in elements {
        let Ok(element) = document.create_element(tag) else { continue };
        for (name, value) in attributes {
            let _ = element.set_attribute(name, &value);
        }
        let _ = element.set_attribute(OF_THIS_PAGE, "");
        let _ = head.append_child(&element);
    }
}
