//! Maps that can be looked at closely. The map's own view scrolls, so moving about is the browser's; this module sets
//! how large the sheet in it is, as the custom property `--zoom`, and keeps the point in question where it is.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent, TouchEvent, WheelEvent};

use super::{document, listen, target};

/// How much larger or smaller a step makes a map, and the largest there is.
const STEP: f64 = 1.5;
const LARGEST: f64 = 12.0;

/// How far a wheel is turned for a whole step, in pixels.
const TURN: f64 = 60.0;

/// What only a map listens to. All of it may keep the browser from scrolling; on the whole page that would cost.
const ON_MAPS: [&str; 7] = ["keydown", "wheel", "touchstart", "touchmove", "touchend", "pointerdown", "pointermove"];

/// What fingers or the mouse are doing.
#[derive(Clone, Copy)]
enum Gesture {
    /// A mouse moves the map: where it is.
    Drag(f64, f64),
    /// Two fingers: how large the map was when they came and how far apart they were; where their middle is.
    Pinch { zoom: f64, distance: f64, middle: (f64, f64) },
}

/// Makes the maps below `root` zoom that say `data-map`: by their buttons (`data-zoom="in"`, `"out"` and `"whole"`),
/// by `+`, `-` and `0` while the focus is inside, by the wheel with Ctrl or ⌘ (as trackpads send a pinch too) or while
/// the focus is inside the view, and by two fingers. A mouse can drag the map; a mark reached by keyboard is shown.
pub fn watch_maps(root: &Element) {
    let gesture = Cell::new(None);
    let on_map = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if let Some((map, view)) = map_of(&event) {
            gesture.set(handle(&map, &view, &event, gesture.take()));
        }
    });
    let on_map: js_sys::Function = on_map.into_js_value().unchecked_into();
    // Pages come and go. Whoever uses a map has reached it by pointer or focus, and listening twice is listening once.
    for name in ["pointerover", "focusin"] {
        let on_map = on_map.clone();
        listen(root, name, move |event: Event| {
            let Some((map, view)) = map_of(&event) else { return };
            for name in ON_MAPS {
                let _ = map.add_event_listener_with_callback(name, &on_map);
            }
            if let Some(mark) = target(&event).filter(|target| target.matches(":focus-visible").unwrap_or_default()) {
                bring_into_view(&mark, &view);
            }
        });
    }
    listen(root, "click", |event: Event| {
        let button = target(&event).and_then(|target| target.closest("[data-zoom]").ok()?);
        let Some((button, (map, view))) = button.zip(map_of(&event)) else { return };
        let zoom = match button.get_attribute("data-zoom").as_deref() {
            Some("in") => zoom(&map) * STEP,
            Some("out") => zoom(&map) / STEP,
            _ => 1.0,
        };
        zoom_to(&map, &view, zoom, middle(&view));
    });
}

/// The map in which something happened, and its view.
fn map_of(event: &Event) -> Option<(Element, Element)> {
    let map = target(event)?.closest("[data-map]").ok()??;
    let view = map.query_selector(".chart__map-view").ok()??;
    Some((map, view))
}

fn middle(element: &Element) -> (f64, f64) {
    let place = element.get_bounding_client_rect();
    (place.left() + place.width() / 2.0, place.top() + place.height() / 2.0)
}

/// How large a map is; the whole fits its view at 1.
fn zoom(map: &Element) -> f64 {
    let zoom = map.unchecked_ref::<HtmlElement>().style().get_property_value("--zoom").unwrap_or_default();
    // What is no number is not larger either.
    js_sys::parse_float(&zoom).max(1.0)
}

/// Zooms so that what lies at a place in the window stays there. Says whether there was anything to do.
fn zoom_to(map: &Element, view: &Element, to: f64, (x, y): (f64, f64)) -> bool {
    let from = zoom(map);
    let to = to.clamp(1.0, LARGEST);
    if from == to {
        return false;
    }
    let place = view.get_bounding_client_rect();
    let (x, y) = (x - place.left(), y - place.top());
    let (left, top) = (f64::from(view.scroll_left()) + x, f64::from(view.scroll_top()) + y);
    let written = (to * 10_000.0) as u32;
    let written = format!("{}.{:04}", written / 10_000, written % 10_000);
    let _ = map.unchecked_ref::<HtmlElement>().style().set_property("--zoom", &written);
    view.set_scroll_left((left * to / from - x).round() as i32);
    view.set_scroll_top((top * to / from - y).round() as i32);
    for (button, is_idle) in [("in", to == LARGEST), ("out", to == 1.0), ("whole", to == 1.0)] {
        let button = map.query_selector(&format!("[data-zoom={button}]")).ok().flatten();
        let _ = button.map(|button| match is_idle {
            true => button.set_attribute("aria-disabled", "true"),
            false => button.remove_attribute("aria-disabled"),
        });
    }
    // Where nothing had to be scrolled, the marks have moved all the same: what follows them must know.
    let _ = Event::new("scroll").map(|event| view.dispatch_event(&event));
    true
}

fn scroll_by(view: &Element, x: f64, y: f64) {
    view.set_scroll_left(view.scroll_left() + x.round() as i32);
    view.set_scroll_top(view.scroll_top() + y.round() as i32);
}

/// Scrolls a map so that the middle of a mark is to be seen.
fn bring_into_view(mark: &Element, view: &Element) {
    if !view.contains(Some(mark)) || view.is_same_node(Some(mark)) {
        return;
    }
    let ((x, y), (view_x, view_y)) = (middle(mark), middle(view));
    let place = view.get_bounding_client_rect();
    if x < place.left() || x > place.right() || y < place.top() || y > place.bottom() {
        scroll_by(view, x - view_x, y - view_y);
    }
}

/// What happens on a map. Returns what is being done with it from now on.
fn handle(map: &Element, view: &Element, event: &Event, gesture: Option<Gesture>) -> Option<Gesture> {
    match event.type_().as_str() {
        "keydown" => {
            press(map, view, event.unchecked_ref());
            gesture
        }
        "wheel" => {
            turn(map, view, event.unchecked_ref());
            gesture
        }
        "pointerdown" | "pointermove" => drag(view, event.unchecked_ref(), gesture),
        _ => pinch(map, view, event.unchecked_ref(), gesture),
    }
}

fn press(map: &Element, view: &Element, event: &KeyboardEvent) {
    // With these it is the browser's own zoom.
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let zoom = match event.key().as_str() {
        "+" | "=" => zoom(map) * STEP,
        "-" => zoom(map) / STEP,
        "0" => 1.0,
        _ => return,
    };
    event.prevent_default();
    let mark = target(event).filter(|target| target.matches(".chart__mark").unwrap_or_default());
    zoom_to(map, view, zoom, middle(mark.as_ref().unwrap_or(view)));
}

fn turn(map: &Element, view: &Element, event: &WheelEvent) {
    let is_meant = event.ctrl_key() || event.meta_key();
    let active = document().and_then(|document| document.active_element());
    if !is_meant && !active.is_some_and(|active| view.contains(Some(&active))) {
        return;
    }
    // Firefox may count in lines. A notch of a wheel is a step; a trackpad sends little at a time.
    let unit = if event.delta_mode() == 0 { 1.0 } else { TURN / 3.0 };
    let turned = (event.delta_y() * unit / TURN).clamp(-1.0, 1.0);
    let factor = 1.0 + turned.abs() * (STEP - 1.0);
    let to = if turned < 0.0 { zoom(map) * factor } else { zoom(map) / factor };
    // At the end of the zoom the page scrolls on, unless that would zoom the page.
    if zoom_to(map, view, to, (event.client_x().into(), event.client_y().into())) || is_meant {
        event.prevent_default();
    }
}

fn drag(view: &Element, event: &PointerEvent, gesture: Option<Gesture>) -> Option<Gesture> {
    if event.pointer_type() != "mouse" {
        return gesture;
    }
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let is_held = event.buttons() == 1;
    match gesture {
        Some(Gesture::Drag(from_x, from_y)) if is_held => scroll_by(view, from_x - x, from_y - y),
        _ if is_held && event.type_() == "pointerdown" => {}
        _ => return None,
    }
    Some(Gesture::Drag(x, y))
}

/// Two fingers. `touch-action` leaves them to us, and one finger to the browser.
fn pinch(map: &Element, view: &Element, event: &TouchEvent, gesture: Option<Gesture>) -> Option<Gesture> {
    let touches = event.touches();
    let (first, second) = touches.get(0).zip(touches.get(1))?;
    // Otherwise the browser would scroll by itself, as it does when one finger has begun to before the other came.
    let is_ours = event.cancelable();
    if is_ours {
        event.prevent_default();
    }
    let (x, y) = (f64::from(second.client_x() - first.client_x()), f64::from(second.client_y() - first.client_y()));
    let now = (f64::from(first.client_x()) + x / 2.0, f64::from(first.client_y()) + y / 2.0);
    let apart = (x * x + y * y).sqrt().max(1.0);
    let Some(Gesture::Pinch { zoom, distance, middle: before }) = gesture else {
        return Some(Gesture::Pinch { zoom: self::zoom(map), distance: apart, middle: now });
    };
    if is_ours {
        scroll_by(view, before.0 - now.0, before.1 - now.1);
    }
    zoom_to(map, view, zoom * apart / distance, now);
    Some(Gesture::Pinch { zoom, distance, middle: now })
}
