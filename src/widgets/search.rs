//! The app in the frame of the search: results as one types. It is small, since it has the engine and nothing else:
//! the list is built by hand in the prerendered page, which stays as it is.

use std::cell::Cell;
use std::rc::Rc;

use crate::browser::{self, Config, FoundRow, Piece, SearchFrame};
use crate::search::{Hit, Query, Results};
use crate::text::Lang;
use crate::ui::data::Library;
use crate::ui::finder::Finder;
use crate::ui::strings::embed_strings;

/// How many results are shown.
const MOST: usize = 5;

/// How long a reader pauses between two letters while writing on, in milliseconds.
const PAUSE_MS: i32 = 120;

/// Starts the app. Does nothing on a page without the field.
pub fn start() {
    let (Some(config), Some(frame)) = (Config::from_page(), SearchFrame::of_page()) else { return };
    let lang = frame.lang().parse().unwrap_or(Lang::En);
    let search = Rc::new(Search {
        finder: Finder::new(Library::new(&config.base)),
        base: config.base,
        lang,
        newest: Cell::new(0),
        frame,
    });
    let on_words = {
        let search = Rc::clone(&search);
        move |words: String| Rc::clone(&search).ask(words)
    };
    search.frame.on_words(PAUSE_MS, on_words);
    browser::set_state("ready");
}

struct Search {
    finder: Finder,
    base: String,
    lang: Lang,
    /// The number of the newest question; an older answer that arrives late is dropped.
    newest: Cell<u32>,
    frame: SearchFrame,
}

impl Search {
    fn ask(self: Rc<Self>, words: String) {
        let number = self.newest.get() + 1;
        self.newest.set(number);
        if words.trim().is_empty() {
            self.frame.show("", Vec::new());
            return;
        }
        browser::spawn(async move {
            let query = Query { text: words, typing: true, prefer: Some(self.lang), ..Query::default() };
            let found = self.finder.find(&query).await;
            if self.newest.get() != number {
                return;
            }
            let words = embed_strings(self.lang);
            match found {
                Ok(found) => {
                    let rows = found.hits.iter().take(MOST).filter_map(|hit| self.row(hit, &found)).collect();
                    self.frame.show(&(words.results)(found.total), rows);
                }
                Err(_) => self.frame.show(words.search_failed, Vec::new()),
            }
        });
    }

    fn row(&self, hit: &Hit, found: &Results) -> Option<FoundRow> {
        let record = hit.record.as_ref()?;
        let pieces = |text: &str| pieces(text, &found.terms.marks(text, hit.language));
        Some(FoundRow {
            href: format!("{}{}", self.base.trim_end_matches('/'), record.href),
            lang: hit.language.code(),
            date: record.date.clone(),
            title: pieces(&record.title),
            summary: pieces(&record.summary),
        })
    }
}

/// Text cut where marks begin and end; marks are ranges of bytes in order.
fn pieces(text: &str, marks: &[std::ops::Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut end = 0;
    let mut add = |part: Option<&str>, is_marked: bool| {
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            pieces.push(Piece { text: part.to_owned(), is_marked });
        }
    };
    for mark in marks {
        add(text.get(end..mark.start), false);
        add(text.get(mark.clone()), true);
        end = mark.end;
    }
    add(text.get(end..), false);
    pieces
}
