//! In a real browser: what needs a document but no built site. Taking over, the head, links, and a button of a view.
//!
//! `cargo test --target wasm32-unknown-unknown --test web`, with wasm-bindgen-test-runner as the runner.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands; clippy only knows tests marked as such")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use iom_germany::browser::{HeadElement, Takeover, prefers_less_data, watch_links, write_head};
use iom_germany::text::Lang;
use iom_germany::ui::pages::{LoadError, Page};
use iom_germany::ui::reader::Reader;
use iom_germany::ui::routes::Address;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, PointerEvent, PointerEventInit};

wasm_bindgen_test_configure!(run_in_browser);

/// A page that is complete has a heading; the app takes over with no other.
fn add_heading(page: &Element) {
    page.append_child(&document().create_element("h1").unwrap()).unwrap();
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// An element built from a list of tags, one inside the other.
fn nest(tags: &[&str]) -> (Element, Element) {
    let outer = document().create_element(tags[0]).unwrap();
    let mut inner = outer.clone();
    for tag in &tags[1..] {
        let next = document().create_element(tag).unwrap();
        inner.append_child(&next).unwrap();
        inner = next;
    }
    (outer, inner)
}

/// A prerendered page in the document: `div#app` with some elements in it.
fn prerendered(fill: impl FnOnce(&Element)) -> Element {
    if let Some(old) = document().get_element_by_id("app") {
        old.remove();
    }
    let root = document().create_element("div").unwrap();
    root.set_id("app");
    fill(&root);
    document().body().unwrap().append_child(&root).unwrap();
    root
}

/// A link in a paragraph, beside details that the prerendered page may have open.
fn fill(root: &Element) {
    let (paragraph, link) = nest(&["p", "a"]);
    link.set_attribute("href", "/about/").unwrap();
    root.append_child(&paragraph).unwrap();
    root.append_child(&nest(&["details", "summary"]).0).unwrap();
}

/// Waits for the next frame and a little more.
async fn next_frame() {
    for _ in 0..2 {
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
        });
        wasm_bindgen_futures::JsFuture::from(frame).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn taking_over_keeps_focus_and_opened_details() {
    let old = prerendered(fill);
    old.query_selector("details").unwrap().unwrap().set_attribute("open", "").unwrap();
    old.query_selector("a").unwrap().unwrap().unchecked_into::<HtmlElement>().focus().unwrap();
    let takeover = Takeover::prepare().unwrap();
    fill(takeover.app());
    add_heading(takeover.app());
    let done = Rc::new(Cell::new(false));
    takeover.when_convenient({
        let done = Rc::clone(&done);
        move || done.set(true)
    });
    assert!(!takeover.is_done(), "it did not wait for a frame");
    next_frame().await;
    assert!(takeover.is_done() && done.get());
    assert!(!old.is_connected());
    let link = takeover.app().query_selector("a").unwrap().unwrap();
    assert!(link.is_same_node(document().active_element().as_deref()));
    assert!(takeover.app().query_selector("details[open]").unwrap().is_some());
}

#[wasm_bindgen_test]
async fn it_waits_while_something_is_typed_selected_or_translated() {
    let typed = |root: &Element| {
        let field = document().create_element("input").unwrap().unchecked_into::<HtmlInputElement>();
        field.set_value("half a wo");
        root.append_child(&field).unwrap();
    };
    let translated = |root: &Element| drop(root.append_child(&nest(&["p", "font", "font"]).0).unwrap());
    for (what, fill) in [("typed", &typed as &dyn Fn(&Element)), ("translated", &translated)] {
        let old = prerendered(fill);
        let takeover = Takeover::prepare().unwrap();
        add_heading(takeover.app());
        takeover.when_convenient(|| panic!("it did not wait"));
        next_frame().await;
        assert!(!takeover.is_done(), "{what}");
        assert!(old.is_connected());
        takeover.now();
        assert!(takeover.is_done(), "{what}");
    }
}

#[wasm_bindgen_test]
fn without_a_prerendered_page_there_is_nothing_to_take_over() {
    if let Some(old) = document().get_element_by_id("app") {
        old.remove();
    }
    assert!(Takeover::prepare().is_none());
}

#[wasm_bindgen_test]
fn the_head_keeps_what_is_not_of_one_page() {
    let head = document().head().unwrap();
    let lasting = document().create_element("link").unwrap();
    lasting.set_attribute("rel", "icon").unwrap();
    head.append_child(&lasting).unwrap();
    let about_page = document().create_element("script").unwrap();
    about_page.set_attribute("type", "application/ld+json").unwrap();
    about_page.set_attribute("data-page", "/about/").unwrap();
    head.append_child(&about_page).unwrap();
    for path in ["/about/", "/news/"] {
        let attributes = vec![("rel", "canonical".to_owned()), ("href", path.to_owned())];
        write_head(vec![HeadElement { tag: "link", attributes }], path);
        assert_eq!(
            about_page.is_connected(),
            path == "/about/",
            "what `publish` wrote for one page stays as long as it"
        );
    }
    let links = head.query_selector_all("link[rel=canonical]").unwrap();
    assert_eq!(links.length(), 1);
    let link = links.item(0).unwrap().unchecked_into::<Element>();
    assert_eq!(link.get_attribute("href").as_deref(), Some("/news/"));
    assert!(lasting.is_connected());
}

#[wasm_bindgen_test]
async fn links_that_are_pointed_at_or_come_into_view_are_told() {
    let root = prerendered(|root| {
        for href in ["/about/", "https://example.org/elsewhere/"] {
            let (main, link) = nest(&["main", "a"]);
            link.set_attribute("href", href).unwrap();
            link.set_text_content(Some("a link"));
            root.append_child(&main).unwrap();
        }
    });
    let found = Rc::new(RefCell::new(Vec::new()));
    let look = watch_links(&root, {
        let found = Rc::clone(&found);
        move |path| found.borrow_mut().push(path)
    });
    let links = root.query_selector_all("a").unwrap();
    for index in 0..links.length() {
        let init = PointerEventInit::new();
        init.set_bubbles(true);
        let event = PointerEvent::new_with_event_init_dict("pointerover", &init).unwrap();
        links.item(index).unwrap().dispatch_event(&event).unwrap();
    }
    assert_eq!(*found.borrow(), ["/about/"]);
    look();
    for _ in 0..20 {
        next_frame().await;
    }
    assert_eq!(*found.borrow(), ["/about/", "/about/"], "the link in view was not told");
}

#[wasm_bindgen_test]
fn a_reader_saves_data_only_if_the_browser_says_so() {
    assert!(!prefers_less_data());
}

#[wasm_bindgen_test]
fn the_failure_page_tries_again_when_asked() {
    let root = document().create_element("div").unwrap().unchecked_into::<HtmlElement>();
    document().body().unwrap().append_child(&root).unwrap();
    let tries = Arc::new(std::sync::atomic::AtomicU32::new(0));
    let counted = Arc::clone(&tries);
    let handle = leptos::mount::mount_to(root.clone(), move || {
        let retry = Callback::new(move |()| {
            let _ = counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        });
        let outcome = Err(Arc::new(LoadError::Offline));
        view! { <Page address=Address::parse("/de/ueber-uns/") outcome reader=Reader::new(Lang::De, "/") retry /> }
    });
    let button = root.query_selector("[role=alert] button").unwrap().unwrap().unchecked_into::<HtmlElement>();
    assert_eq!(button.text_content().as_deref(), Some("Noch einmal versuchen"));
    button.click();
    button.click();
    assert_eq!(tries.load(std::sync::atomic::Ordering::Relaxed), 2);
    drop(handle);
}
