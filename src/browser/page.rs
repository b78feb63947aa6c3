//! The page the app finds itself in.

use gloo_net::http::Request;
use wasm_bindgen::JsCast;
use web_sys::{AbortSignal, Element, Event, FocusOptions, HtmlElement};

use super::{document, target, window};

/// What the prerendered page tells the app, in `data-` attributes of the starter's `script` element.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder the site lies in: `/` or `/iom/`.
    pub base: String,
    /// The site's address without a slash at the end: `https://example.org/iom`.
    pub site_url: String,
    /// Whether this is the page a host shows for addresses that are none.
    pub is_not_found: bool,
}

impl Config {
    /// Reads the configuration; none if this is not one of the site's pages.
    pub fn from_page() -> Option<Self> {
        let script = document()?.query_selector("script[data-base]").ok()??;
        Some(Self {
            base: script.get_attribute("data-base")?,
            site_url: script.get_attribute("data-site")?,
            is_not_found: script.has_attribute("data-not-found"),
        })
    }
}

/// A request that is kept until its answer is there: WebKit forgets when to end one that nobody holds.
#[derive(Debug)]
pub struct Held {
    _request: web_sys::Request,
}

/// A request that ends after a time, in milliseconds.
///
/// # Errors
///
/// What the browser says against the address.
pub fn request(url: &str, timeout_ms: u32) -> Result<(Request, Held), gloo_net::Error> {
    let signal = AbortSignal::timeout_with_u32(timeout_ms);
    let request = web_sys::Request::from(Request::get(url).abort_signal(Some(&signal)).build()?);
    // Not the method of the same name, which parts the body.
    Ok((Request::from(Clone::clone(&request)), Held { _request: request }))
}

/// Where the app stands, as `data-app` on the root element: `none`, `loading` and `failed` are set by the starter, and
/// what has failed stays so.
pub fn set_state(state: &str) {
    if has_failed() {
        return;
    }
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-app", state);
    }
}

/// Whether the app broke off. What still runs of it must not touch the page.
pub(super) fn has_failed() -> bool {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("data-app")).is_some_and(|state| state == "failed")
}

/// The figure with the button that an event is of.
pub fn figure_of(event: &Event) -> Option<Element> {
    target(event)?.closest("figure").ok()?
}

/// Says in the live region of a figure, in the words of its `data-failed`, that something failed, or clears it.
pub fn tell(figure: &Element, is_done: bool) {
    if let Some(region) = figure.query_selector("[data-failed]").ok().flatten() {
        let words = region.get_attribute("data-failed").filter(|_| !is_done);
        region.set_text_content(Some(&words.unwrap_or_default()));
    }
}

/// Tells the starter that another page is on the screen, for what readers keep and for pictures that wait for a tap.
pub fn tell_shown() {
    if let (Some(window), Ok(event)) = (window(), Event::new("site-shown")) {
        let _ = window.dispatch_event(&event);
    }
}

/// Shows or hides the line that says a page is on its way.
pub fn set_loading(loading: bool) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = match loading {
            true => root.set_attribute("aria-busy", "true"),
            false => root.remove_attribute("aria-busy"),
        };
    }
}

/// Loads a page, given by its path, as a document.
pub fn load_page(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().assign(path);
    }
}

/// Loads the page that is open once more.
pub fn reload_page() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Moves the focus to the heading of the page, without scrolling.
pub fn focus_heading() {
    let heading = document().and_then(|document| document.query_selector("main h1").ok()?);
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
}
