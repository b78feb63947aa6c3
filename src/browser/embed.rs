//! The frame of the search on somebody else's page: its field, and its results.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement};

use super::{document, listen, window};

/// Does something that takes a while, beside everything else.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// A part of a text.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are what was looked for.
    pub is_marked: bool,
}

/// A result as it is shown.
#[derive(Clone, Debug)]
pub struct FoundRow {
    /// Where it leads.
    pub href: String,
    /// The language it is in.
    pub lang: &'static str,
    /// Its date, as in ISO 8601; may be empty.
    pub date: String,
    /// Its title.
    pub title: Vec<Piece>,
    /// What it is about.
    pub summary: Vec<Piece>,
}

/// The field of the search, with the places for results and for what is said about them.
#[derive(Clone, Debug)]
pub struct SearchFrame {
    field: HtmlInputElement,
    list: Element,
    status: Element,
}

impl SearchFrame {
    /// The field of this page; none if there is none.
    pub fn of_page() -> Option<Self> {
        let document = document()?;
        let find = |selector: &str| document.query_selector(selector).ok().flatten();
        Some(Self {
            field: find("[data-search] input")?.dyn_into().ok()?,
            list: find("[data-results]")?,
            status: find("[role=status]")?,
        })
    }

    /// The language of the page.
    pub fn lang(&self) -> String {
        let root = document().and_then(|document| document.document_element());
        root.and_then(|root| root.get_attribute("lang")).unwrap_or_default()
    }

    /// Calls back with what is written in the field: with what is there already, and after each pause in writing.
    pub fn on_words(&self, pause_ms: i32, words: impl Fn(String) + 'static) {
        let words = Rc::new(words);
        if !self.field.value().is_empty() {
            words(self.field.value());
        }
        let (field, newest) = (self.field.clone(), Rc::new(Cell::new(0_u32)));
        listen(&self.field, "input", move |_: Event| {
            let number = newest.get() + 1;
            newest.set(number);
            let (field, words, newest) = (field.clone(), Rc::clone(&words), Rc::clone(&newest));
            let after = Closure::once_into_js(move || {
                if newest.get() == number {
                    words(field.value());
                }
            });
            if let Some(window) = window() {
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(after.unchecked_ref(), pause_ms);
            }
        });
    }

    /// Shows results, and says how many there are.
    pub fn show(&self, status: &str, rows: Vec<FoundRow>) {
        self.status.set_text_content(Some(status));
        self.list.set_text_content(None);
        for row in &rows {
            let _ = row_of(row).map(|item| self.list.append_child(&item));
        }
    }
}

fn row_of(row: &FoundRow) -> Option<Element> {
    let item = element("li", "embed__row")?;
    let _ = item.set_attribute("lang", row.lang);
    if !row.date.is_empty() {
        let date = element("p", "kicker")?;
        date.set_text_content(Some(&in_words(&row.date)));
        let _ = item.append_child(&date);
    }
    let link = element("a", "")?;
    let _ = link.set_attribute("href", &row.href);
    write(&link, &row.title);
    let title = element("p", "embed__title")?;
    let _ = title.append_child(&link);
    let summary = element("p", "embed__summary")?;
    write(&summary, &row.summary);
    let _ = item.append_child(&title);
    let _ = item.append_child(&summary);
    Some(item)
}

fn element(name: &str, class: &str) -> Option<Element> {
    let element = document()?.create_element(name).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Some(element)
}

fn write(into: &Element, pieces: &[Piece]) {
    for piece in pieces {
        let name = if piece.is_marked { "mark" } else { "span" };
        if let Some(part) = element(name, "") {
            part.set_text_content(Some(&piece.text));
            let _ = into.append_child(&part);
        }
    }
}

/// A whole date as the language of the page writes it; of a year or a month, and where the browser cannot, as it is.
fn in_words(iso: &str) -> String {
    let lang = document().and_then(|document| document.document_element()).and_then(|root| root.get_attribute("lang"));
    // Days and months in the order of Europe.
    let locale = if lang.as_deref() == Some("de") { "de" } else { "en-GB" };
    let options = Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeZone", "UTC")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    let date = js_sys::Date::new(&iso.into());
    if iso.len() < 10 || date.get_time().is_nan() {
        return iso.to_owned();
    }
    date.to_locale_date_string(locale, &options).into()
}
