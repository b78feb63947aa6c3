//! The app takes over from the prerendered page.
//!
//! 1. The app renders into an element that is not in the document.
//! 2. When its first page is complete, it asks for its turn. If the reader is in the middle of something, it waits
//!    until the first navigation inside the site.
//! 3. In one frame the app's element takes the place of the prerendered one; focus, scroll positions and opened
//!    details move over. The two trees have the same shape, so an element is found by its place in the tree.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventInit, FocusOptions, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Node};

use super::{document, has_failed, set_state, tell_shown, window};

/// The id of the element that holds the page, prerendered or not.
const ROOT_ID: &str = "app";

/// The app's element, before and after it stands in the document.
#[derive(Clone, Debug)]
pub struct Takeover {
    prerendered: Element,
    app: HtmlElement,
}

impl Takeover {
    /// Makes an element for the app; none if the document has no prerendered page.
    pub fn prepare() -> Option<Self> {
        let document = document()?;
        let prerendered = document.get_element_by_id(ROOT_ID)?;
        let app = document.create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
        app.set_id(ROOT_ID);
        Some(Self { prerendered, app })
    }

    /// The app's element.
    pub fn app(&self) -> &HtmlElement {
        &self.app
    }

    /// Whether the app's element stands in the document.
    pub fn is_done(&self) -> bool {
        self.app.is_connected()
    }

    /// Whether the app has a page to show. One that broke off while it made its page has none.
    fn is_possible(&self) -> bool {
        !self.is_done() && !has_failed() && self.app.query_selector("h1").is_ok_and(|heading| heading.is_some())
    }

    /// Takes over in the next frame, unless the reader is in the middle of something; then `done` is told.
    pub fn when_convenient(&self, done: impl FnOnce() + 'static) {
        let takeover = self.clone();
        let frame = Closure::once_into_js(move || {
            if !takeover.is_possible() {
                return;
            }
            if is_in_use(&takeover.prerendered) {
                set_state("waiting");
                return;
            }
            let place = Place::of(&takeover.prerendered);
            takeover.swap();
            place.restore(&takeover.app);
            done();
        });
        if let Some(window) = window() {
            let _ = window.request_animation_frame(frame.unchecked_ref());
        }
    }

    /// Takes over now, as on the first navigation inside the site.
    pub fn now(&self) {
        if self.is_possible() {
            self.swap();
        }
    }

    fn swap(&self) {
        let _ = self.prerendered.replace_with_with_node_1(&self.app);
        set_state("ready");
        tell_shown();
    }
}

/// Whether replacing the page would take something from the reader: a selection, typed text, an open menu, a
/// translation that the browser has written into the page. Fields with `data-handed-over` keep what was typed.
fn is_in_use(root: &Element) -> bool {
    let has = |selector: &str| root.query_selector(selector).ok().flatten().is_some();
    has_selection(root)
        || is_typing()
        || has_typed_text(root)
        || has("font")
        || has(":popover-open")
        || has("dialog[open]")
}

fn has_selection(root: &Element) -> bool {
    let selection = window().and_then(|window| window.get_selection().ok()?);
    selection.is_some_and(|selection| !selection.is_collapsed() && root.contains(selection.anchor_node().as_ref()))
}

fn is_typing() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|active| {
        active.matches("input:not([data-handed-over]), textarea, select").unwrap_or_default()
            || active.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
    })
}

fn has_typed_text(root: &Element) -> bool {
    let Ok(fields) = root.query_selector_all("input:not([data-handed-over]), textarea") else { return false };
    nodes(&fields).any(|field| {
        let input = field.dyn_ref::<HtmlInputElement>().is_some_and(|field| field.value() != field.default_value());
        let area = field.dyn_ref::<HtmlTextAreaElement>();
        input || area.is_some_and(|field| field.value() != field.default_value().unwrap_or_default())
    })
}

fn nodes(list: &web_sys::NodeList) -> impl Iterator<Item = Node> + use<> {
    let list = list.clone();
    (0..list.length()).filter_map(move |index| list.item(index))
}

/// Where an element stands: the number of each ancestor among its siblings, from the root down.
type Path = Vec<u32>;

fn path_of(root: &Element, element: &Element) -> Option<Path> {
    let mut path = Path::new();
    let mut current = element.clone();
    while !current.is_same_node(Some(root)) {
        let parent = current.parent_element()?;
        let siblings = parent.children();
        path.push(
            (0..siblings.length())
                .find(|&index| siblings.item(index).is_some_and(|sibling| sibling.is_same_node(Some(&current))))?,
        );
        current = parent;
    }
    path.reverse();
    Some(path)
}

fn element_at(root: &Element, path: &Path) -> Option<Element> {
    path.iter().try_fold(root.clone(), |element, &index| element.children().item(index))
}

/// What a reader has done to a page that is not in its mark-up.
struct Place {
    focus: Option<Path>,
    scrolled: Vec<(Path, i32, i32)>,
    opened: Vec<(Path, bool)>,
    /// What was typed into fields that the app goes on with, and where the caret is.
    typed: Vec<(Path, String, [u32; 2])>,
}

impl Place {
    fn of(root: &Element) -> Self {
        let focus = document()
            .and_then(|document| document.active_element())
            .filter(|active| root.contains(Some(active)))
            .and_then(|active| path_of(root, &active));
        let all = |selector: &str| {
            let list = root.query_selector_all(selector).ok();
            list.iter().flat_map(nodes).filter_map(|node| node.dyn_into::<Element>().ok()).collect::<Vec<_>>()
        };
        let scrolled = all("[tabindex]")
            .iter()
            .filter(|element| element.scroll_left() != 0 || element.scroll_top() != 0)
            .filter_map(|element| Some((path_of(root, element)?, element.scroll_left(), element.scroll_top())))
            .collect();
        let opened = all("details")
            .iter()
            .filter_map(|element| Some((path_of(root, element)?, element.has_attribute("open"))))
            .collect();
        let typed = all("input[data-handed-over]")
            .iter()
            .filter_map(|element| {
                let field =
                    element.dyn_ref::<HtmlInputElement>().filter(|field| field.value() != field.default_value())?;
                let caret = [field.selection_start(), field.selection_end()];
                let caret = caret.map(|end| end.ok().flatten().unwrap_or_default());
                Some((path_of(root, element)?, field.value(), caret))
            })
            .collect();
        Self { focus, scrolled, opened, typed }
    }

    fn restore(&self, root: &Element) {
        for (path, open) in &self.opened {
            if let Some(element) = element_at(root, path).filter(|element| element.tag_name() == "DETAILS") {
                let _ = match open {
                    true => element.set_attribute("open", ""),
                    false => element.remove_attribute("open"),
                };
            }
        }
        for (path, left, top) in &self.scrolled {
            if let Some(element) = element_at(root, path) {
                element.set_scroll_left(*left);
                element.set_scroll_top(*top);
            }
        }
        for (path, words, [start, end]) in &self.typed {
            let field = element_at(root, path).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field {
                field.set_value(words);
                let _ = field.set_selection_range(*start, *end);
                let typed = EventInit::new();
                typed.set_bubbles(true);
                if let Ok(event) = Event::new_with_event_init_dict("input", &typed) {
                    let _ = field.dispatch_event(&event);
                }
            }
        }
        let focused = self.focus.as_ref().and_then(|path| element_at(root, path));
        if let Some(element) = focused {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // A mark of a chart is no `HTMLElement`, but takes the focus in the same way (HTML, `HTMLOrSVGElement`).
            let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
        }
    }
}
