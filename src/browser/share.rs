//! Handing a page on: the device's own way of sharing, and the clipboard.

use web_sys::{Element, Event, ShareData};

use super::{document, listen, target, window};

/// Makes the buttons below `root` work that say `data-share="device"` or `data-share="copy"`. What became of it is
/// written into the live region beside them, in the words of the `data-copied` and `data-failed` around them.
pub fn watch_share(root: &Element) {
    let Some(window) = window() else { return };
    let can_share = js_sys::Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false);
    if let Some(page) = document().and_then(|document| document.document_element()).filter(|_| can_share) {
        // The stylesheet shows the button only where it can do something.
        let _ = page.set_attribute("data-can-share", "");
    }
    listen(root, "click", |event: Event| {
        if let Some(button) = target(&event).and_then(|target| target.closest("[data-share]").ok()?) {
            share(&button);
        }
    });
}

fn share(button: &Element) {
    let Some((window, document)) = window().zip(document()) else { return };
    let Ok(href) = window.location().href() else { return };
    if button.get_attribute("data-share").as_deref() == Some("device") {
        let data = ShareData::new();
        data.set_title(&document.title());
        data.set_url(&href);
        // Whether the reader shares or thinks better of it, there is nothing to add.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(window.navigator().share_with_data(&data)).await;
        });
        return;
    }
    let Some(parent) = button.closest("[data-copied]").ok().flatten() else { return };
    wasm_bindgen_futures::spawn_local(async move {
        // Without a secure context there is no clipboard.
        let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok();
        let copied = match clipboard.filter(|clipboard| !clipboard.is_falsy()) {
            Some(_) => {
                wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(&href)).await.is_ok()
            }
            None => false,
        };
        let words = parent.get_attribute(if copied { "data-copied" } else { "data-failed" });
        if let Some(answer) = parent.query_selector("[role=status]").ok().flatten() {
            answer.set_text_content(words.as_deref());
        }
    });
}
