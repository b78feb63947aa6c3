//! The only code that touches `web-sys`: the page the app finds itself in and its head, taking over from it, scroll
//! positions, links that come into view, sharing, what readers do with charts and their own files. Compiled for the browser alone; the views above it know none of it.
//!
//! `starter.js` beside this module loads the app; `publish` writes it out under a hashed name.
//!
//! Nothing here panics on what a page, an extension or a translator may have done to the document: what cannot be
//! found is left alone.

mod embed;
mod found;
mod head;
mod links;
mod open;
mod page;
mod save;
mod scroll;
mod share;
mod takeover;
mod tip;
mod zoom;

pub use embed::{FoundRow, Piece, SearchFrame, spawn};
pub use found::{Marks, mark_found};
pub use head::{HeadElement, write_head};
pub use links::{prefers_less_data, watch_links};
pub use open::open_text;
pub use page::{
    Config, Held, figure_of, focus_heading, load_page, reload_page, request, set_loading, set_state, tell, tell_shown,
};
pub use save::{picture, save_png, save_text};
pub use scroll::ScrollKeeper;
pub use share::watch_share;
pub use takeover::Takeover;
pub use tip::watch_marks;
pub use zoom::watch_maps;

use page::has_failed;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The element an event is of.
fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Listens for as long as the page lives.
fn listen<E: wasm_bindgen::convert::FromWasmAbi + 'static>(
    target: &EventTarget,
    event: &str,
    listener: impl FnMut(E) + 'static,
) {
    let listener = Closure::<dyn FnMut(E)>::new(listener);
    // A browser that refuses a listener leaves the page as it is: a link is then followed without help.
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}
