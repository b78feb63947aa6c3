//! Links that come into view or are pointed at, so that what lies behind them can be loaded beforehand.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, IntersectionObserver, IntersectionObserverEntry, Url};

use super::{document, listen, target, window};

/// Whether the reader asked for fewer bytes, or the connection is too slow for any that were not asked for, as the
/// starter has found out.
pub fn prefers_less_data() -> bool {
    document().and_then(|document| document.document_element()).is_some_and(|root| root.has_attribute("data-less"))
}

/// Calls back with the path of each link on this site that comes into view below `root`, filters left out since there
/// are many of them, and of each that is pointed at, touched or focused. The returned function looks for new links, after the page has changed.
pub fn watch_links(root: &Element, found: impl Fn(String) + 'static) -> Box<dyn Fn()> {
    let found = Rc::new(found);
    for event in ["pointerover", "touchstart", "focusin"] {
        let found = Rc::clone(&found);
        listen(root, event, move |event: Event| {
            let link = target(&event).and_then(|target| target.closest("a[href]").ok()?);
            if let Some(path) = link.as_ref().and_then(path_on_this_site) {
                found(path);
            }
        });
    }
    let seen = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(
        move |entries: Array, observer: IntersectionObserver| {
            for entry in entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok()) {
                if entry.is_intersecting() {
                    observer.unobserve(&entry.target());
                    if let Some(path) = path_on_this_site(&entry.target()) {
                        found(path);
                    }
                }
            }
        },
    );
    let observer = IntersectionObserver::new(seen.as_ref().unchecked_ref()).ok();
    seen.forget();
    let root = root.clone();
    Box::new(move || {
        let (Some(observer), Ok(links)) = (&observer, root.query_selector_all("main a[href]:not([rel=nofollow])"))
        else {
            return;
        };
        observer.disconnect();
        for index in 0..links.length() {
            if let Some(link) = links.item(index).and_then(|link| link.dyn_into::<Element>().ok()) {
                observer.observe(&link);
            }
        }
    })
}

/// The path of a link that stays on this site, without query and fragment.
fn path_on_this_site(link: &Element) -> Option<String> {
    let document = document()?;
    let url = Url::new_with_base(&link.get_attribute("href")?, &document.base_uri().ok()??).ok()?;
    let here = window()?.location().origin().ok()?;
    (url.origin() == here).then(|| url.pathname())
}
