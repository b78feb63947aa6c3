//! Scroll positions across navigation.
//!
//! The browser restores the position on Back before the app has put the page there, so the app does it: each entry
//! of the history carries its own position in its state, and nothing is stored anywhere else.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, History, PopStateEvent, ScrollRestoration, Url, Window};

use super::{document, listen, target, window};

/// The key of the position in an entry's state, in CSS pixels from the top.
const KEY: &str = "scroll";

/// How long the page must lie still before its position is noted, in milliseconds. Browsers limit how often the
/// state of an entry may change.
const STILL_MS: i32 = 150;

/// Keeps the scroll position of each entry of the history.
#[derive(Clone, Debug, Default)]
pub struct ScrollKeeper {
    /// The position to restore, after Back or Forward.
    restore: Rc<Cell<Option<f64>>>,
    /// The timer that will note the position.
    timer: Rc<Cell<Option<i32>>>,
}

impl ScrollKeeper {
    /// Notes the position of the page the reader is leaving by a link.
    pub fn leave(&self) {
        note_position();
    }

    /// Starts to listen for Back and Forward, and for links to a place on the same page. `is_shown` tells whether
    /// the page at the present address is the one on the screen, as when only the fragment changed.
    pub fn watch(&self, is_shown: impl Fn() -> bool + 'static) {
        let Some(window) = window() else { return };
        let keeper = self.clone();
        listen(&window, "popstate", move |event: PopStateEvent| {
            keeper.cancel_timer();
            let position = Reflect::get(&event.state(), &KEY.into()).ok().and_then(|value| value.as_f64());
            if !is_shown() {
                keeper.restore.set(Some(position.unwrap_or_default()));
            } else if position.is_some() {
                keeper.restore.set(position);
                keeper.arrive();
            }
            // Without a position it is a new entry: a link led to a place on this page, and the browser went there.
        });
        leave_fragments_to_the_browser(&window);
    }

    /// Takes the restoring of positions over from the browser. Gives it back when the page is left, so that the
    /// browser can restore the prerendered page.
    pub fn take_over(&self) {
        let Some(window) = window() else { return };
        let set = |mode| {
            if let Some(history) = history() {
                let _ = history.set_scroll_restoration(mode);
            }
        };
        set(ScrollRestoration::Manual);
        let keeper = self.clone();
        listen(&window, "pagehide", move |_: Event| {
            keeper.leave();
            set(ScrollRestoration::Auto);
        });
        listen(&window, "pageshow", move |_: Event| set(ScrollRestoration::Manual));
        let keeper = self.clone();
        let note = Closure::<dyn FnMut()>::new(note_position).into_js_value();
        listen(&window, "scroll", move |_: Event| {
            keeper.cancel_timer();
            let timer = super::window().and_then(|window| {
                window.set_timeout_with_callback_and_timeout_and_arguments_0(note.unchecked_ref(), STILL_MS).ok()
            });
            keeper.timer.set(timer);
        });
    }

    /// Whether the navigation under way came by Back or Forward.
    pub fn is_return(&self) -> bool {
        self.restore.get().is_some()
    }

    /// Puts the page where the reader left it, if the navigation came by Back or Forward.
    pub fn arrive(&self) {
        self.cancel_timer();
        if let (Some(position), Some(window)) = (self.restore.take(), window()) {
            window.scroll_to_with_x_and_y(0.0, position);
        }
    }

    fn cancel_timer(&self) {
        if let (Some(timer), Some(window)) = (self.timer.take(), window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

/// A link to a place on the same page is the browser's own affair: it scrolls there and moves the point from which
/// the keyboard goes on, which the router does not.
fn leave_fragments_to_the_browser(window: &Window) {
    let on_click = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        let link = target(&event).and_then(|target| target.closest("a[href]").ok()?);
        if link.as_ref().and_then(leads_to_this_page).is_some_and(|leads_here| leads_here) {
            note_position();
            event.stop_propagation();
        }
    });
    let _ = window.add_event_listener_with_callback_and_bool("click", on_click.as_ref().unchecked_ref(), true);
    on_click.forget();
}

/// Whether a link leads to a fragment of the page it stands on.
fn leads_to_this_page(link: &Element) -> Option<bool> {
    let here = window()?.location().href().ok()?;
    let there = Url::new_with_base(&link.get_attribute("href")?, &here).ok()?;
    let page = |url: &str| url.split('#').next().map(str::to_owned);
    Some(!there.hash().is_empty() && page(&there.href()) == page(&here))
}

fn history() -> Option<History> {
    window()?.history().ok()
}

fn note_position() {
    let (Some(window), Some(history)) = (window(), history()) else { return };
    let state = js_sys::Object::new();
    let position = window.scroll_y().unwrap_or_default();
    let noted = Reflect::set(&state, &KEY.into(), &position.into()).is_ok() && document().is_some();
    if noted {
        // Browsers refuse too many changes in a short time; the position is then a little out of date.
        let _: Result<(), JsValue> = history.replace_state(&state, "");
    }
}
