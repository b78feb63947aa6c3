//! What a mark of a chart says, written beside it while it is pointed at, tapped or reached by keyboard (WCAG 2.2,
//! 1.4.13: Escape puts it away, the pointer may move onto it, and it stays as long as what brought it).
//!
//! The words are the mark's `aria-label`; they stand in the `.chart__tip` of its `.chart__stage`.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MutationObserver, MutationObserverInit, PointerEvent};

use super::{document, target, window};

/// How far a tip is from its mark, in pixels; `chart.css` bridges it, so that the pointer can cross.
const GAP: f64 = 6.0;

/// How far a mark that comes into view is from the edge of the screen, in pixels.
const MARGIN: f64 = 16.0;

/// From which size on a mark (a country, mostly) has its tip where the pointer came to it, in pixels.
const LARGE: f64 = 96.0;

/// A mark and its tip.
#[derive(Clone)]
struct Shown {
    mark: Element,
    tip: Element,
    stage: Element,
    /// Where the pointer came to a large mark, in the window.
    point: Option<(f64, f64)>,
}

/// The mark whose tip is shown, or was until Escape, and who looks after it.
struct Tips {
    shown: RefCell<Option<Shown>>,
    /// What listens to the page, and to the pointer on a tip.
    listener: OnceCell<Function>,
    observer: OnceCell<MutationObserver>,
}

/// Shows what the marks below `root` say: the `.chart__mark` that the pointer is on, else the one with the focus.
pub fn watch_marks(root: &Element) {
    let tips =
        Rc::new(Tips { shown: RefCell::default(), listener: OnceCell::default(), observer: OnceCell::default() });
    let own = Rc::clone(&tips);
    let changed = Closure::<dyn FnMut(JsValue)>::new(move |_| own.follow_page()).into_js_value();
    if let Ok(observer) = MutationObserver::new(changed.unchecked_ref()) {
        let _ = tips.observer.set(observer);
    }
    let own = Rc::clone(&tips);
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| own.handle(&event)).into_js_value();
    let listener: Function = listener.unchecked_into();
    for name in ["pointerover", "pointerout", "focusin", "focusout", "click"] {
        let _ = root.add_event_listener_with_callback(name, &listener);
    }
    // What scrolls inside the page says so to nobody above it, unless asked beforehand.
    let _ = root.add_event_listener_with_callback_and_bool("scroll", &listener, true);
    // Where nothing has the focus, keys are pressed outside `root`.
    let _ = document().map(|document| document.add_event_listener_with_callback("keydown", &listener));
    let _ = tips.listener.set(listener);
}

fn mark_around(element: &Element) -> Option<Element> {
    element.closest(".chart__mark").ok()?
}

/// The mark that something happened to.
fn mark_of(event: &Event) -> Option<Element> {
    mark_around(&target(event)?)
}

fn is_on_tip(event: &Event) -> bool {
    target(event).is_some_and(|target| target.matches(".chart__tip").unwrap_or_default())
}

/// The mark that a tip covers where the pointer is.
fn mark_beneath(event: &PointerEvent) -> Option<Element> {
    let beneath = document()?.elements_from_point(event.client_x() as f32, event.client_y() as f32);
    beneath.iter().find_map(|element| mark_around(element.dyn_ref()?))
}

/// Brings a mark that was reached by keyboard onto the screen. Firefox does it for no part of a drawing.
fn bring_into_view(mark: &Element) {
    let root = document().and_then(|document| document.document_element());
    let (Some(window), Some(root)) = (window(), root) else { return };
    let (rect, height) = (mark.get_bounding_client_rect(), f64::from(root.client_height()));
    let above = rect.top() - MARGIN;
    let by = match (rect.bottom() - height + MARGIN).min(above) {
        below if below > MARGIN => below,
        _ if above < -MARGIN => above,
        _ => return,
    };
    if mark.matches(":focus-visible").unwrap_or_default() {
        window.scroll_by_with_x_and_y(0.0, by);
    }
}

impl Tips {
    fn handle(&self, event: &Event) {
        match event.type_().as_str() {
            "pointerover" | "pointermove" => {
                let event = event.unchecked_ref::<PointerEvent>();
                let is_on_tip = is_on_tip(event);
                // A tip stays under the pointer, but does not stand between the reader and the next mark.
                match if is_on_tip { mark_beneath(event) } else { mark_of(event) } {
                    Some(mark) => self.show(mark, Some((event.client_x().into(), event.client_y().into()))),
                    None if is_on_tip => {}
                    None => self.rest(),
                }
            }
            "pointerout" => {
                let event = event.unchecked_ref::<PointerEvent>();
                // Out of the window. A finger that is lifted leaves the tip of what it tapped.
                if event.related_target().is_none() && event.pointer_type() != "touch" {
                    self.rest();
                }
            }
            "focusin" => {
                if let Some(mark) = mark_of(event) {
                    bring_into_view(&mark);
                    self.show(mark, None);
                }
            }
            "focusout" => {
                let mark = mark_of(event).filter(|mark| self.is_of(mark));
                if mark.is_some_and(|mark| !mark.matches(":hover").unwrap_or_default()) {
                    self.hide();
                }
            }
            "click" => {
                // Asked for once more, it comes back after Escape.
                if let (Some(mark), Some(shown)) = (mark_of(event), self.shown())
                    && mark.is_same_node(Some(&shown.mark))
                {
                    shown.place();
                }
            }
            "keydown" if event.unchecked_ref::<KeyboardEvent>().key() == "Escape" => {
                if let Some(shown) = self.shown() {
                    shown.put_away();
                }
            }
            "scroll" => {
                if let Some(shown) = self.shown().filter(|shown| !shown.tip.has_attribute("hidden")) {
                    shown.place();
                }
            }
            _ => {}
        }
    }

    fn shown(&self) -> Option<Shown> {
        self.shown.try_borrow().ok()?.clone()
    }

    fn is_of(&self, mark: &Element) -> bool {
        self.shown().is_some_and(|shown| shown.mark.is_same_node(Some(mark)))
    }

    /// Shows the tip of a mark, unless that was the last one shown: it may have been put away.
    fn show(&self, mark: Element, point: Option<(f64, f64)>) {
        if self.is_of(&mark) {
            return;
        }
        self.hide();
        let Some(stage) = mark.closest(".chart__stage").ok().flatten() else { return };
        let Some(tip) = stage.query_selector(".chart__tip").ok().flatten() else { return };
        if let Some(listener) = self.listener.get() {
            // Once more is not twice.
            let _ = tip.add_event_listener_with_callback("pointermove", listener);
        }
        if let Some(observer) = self.observer.get() {
            let changes = MutationObserverInit::new();
            changes.set_child_list(true);
            changes.set_subtree(true);
            changes.set_attribute_filter(&js_sys::Array::of1(&"aria-label".into()));
            let _ = observer.observe_with_options(&stage, &changes);
        }
        let shown = Shown { mark, tip, stage, point };
        shown.place();
        self.keep(Some(shown));
    }

    /// The pointer is on no mark.
    fn rest(&self) {
        let focused = document().and_then(|document| document.active_element());
        match focused.and_then(|focused| mark_around(&focused)) {
            Some(mark) => self.show(mark, None),
            None => self.hide(),
        }
    }

    fn hide(&self) {
        if let Some(shown) = self.shown() {
            shown.put_away();
            self.keep(None);
        }
        if let Some(observer) = self.observer.get() {
            observer.disconnect();
        }
    }

    fn keep(&self, shown: Option<Shown>) {
        if let Ok(mut kept) = self.shown.try_borrow_mut() {
            *kept = shown;
        }
    }

    /// The page has changed around the tip: its mark may have gone, or say something else.
    fn follow_page(&self) {
        let Some(shown) = self.shown() else { return };
        if !shown.mark.is_connected() {
            self.hide();
        } else if !shown.tip.has_attribute("hidden") && shown.tip.text_content() != shown.words() {
            shown.place();
        }
    }
}

impl Shown {
    fn words(&self) -> Option<String> {
        self.mark.get_attribute("aria-label")
    }

    fn put_away(&self) {
        let _ = self.tip.set_attribute("hidden", "");
    }

    /// Writes the tip above its mark, or below where the window ends, and inside the stage's width.
    fn place(&self) {
        let Some(at) = self.anchor() else { return self.put_away() };
        self.tip.set_text_content(self.words().as_deref());
        let _ = self.tip.remove_attribute("hidden");
        let (stage, tip) = (self.stage.get_bounding_client_rect(), self.tip.get_bounding_client_rect());
        let left = (at.left + at.right - tip.width()) / 2.0 - stage.left();
        let left = left.min(stage.width() - tip.width()).max(0.0);
        let above = at.top - GAP - tip.height();
        let top = if above < 0.0 { at.bottom + GAP } else { above } - stage.top();
        let style = self.tip.unchecked_ref::<HtmlElement>().style();
        for (side, length) in [("left", left), ("top", top)] {
            let _ = style.set_property(side, &format!("{}px", length.round() as i32));
        }
    }

    /// What the tip stands beside, in the window: as much of the mark as its map shows, if any.
    fn anchor(&self) -> Option<Sides> {
        // A mark begins with what can be pointed at. Its number, if it has one, may be covered: the tip says it too.
        let shape = self.mark.first_element_child();
        let mut sides = Sides::of(shape.as_ref().unwrap_or(&self.mark));
        if let Some(view) = self.mark.closest(".chart__map-view").ok().flatten() {
            let view = Sides::of(&view);
            sides.left = sides.left.max(view.left);
            sides.top = sides.top.max(view.top);
            sides.right = sides.right.min(view.right);
            sides.bottom = sides.bottom.min(view.bottom);
        }
        if sides.left > sides.right || sides.top > sides.bottom {
            return None;
        }
        let is_large = sides.right - sides.left > LARGE && sides.bottom - sides.top > LARGE;
        if let Some((x, y)) = self.point.filter(|_| is_large) {
            sides = Sides { left: x, top: y, right: x, bottom: y };
        }
        Some(sides)
    }
}

/// Where something is in the window, in pixels.
struct Sides {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Sides {
    fn of(element: &Element) -> Self {
        let place = element.get_bounding_client_rect();
        Self { left: place.left(), top: place.top(), right: place.right(), bottom: place.bottom() }
    }
}
