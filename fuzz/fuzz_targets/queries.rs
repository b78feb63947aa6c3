//! Any text as a question, and as a text in which words are marked.

#![no_main]

use std::sync::LazyLock;

use iom_germany_fuzz::search::{Engine, Query, Terms};
use iom_germany_fuzz::text::Lang;
use iom_germany_fuzz::{ask, files};
use libfuzzer_sys::fuzz_target;

static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(files);

fuzz_target!(|text: &str| {
    let file = |asked: &str| FILES.iter().find(|(name, _)| name == asked).map(|(_, bytes)| bytes.clone());
    let root = file(Engine::ROOT).expect("the index was just made");
    let mut engine = Engine::open(&root).expect("the index was just made");
    let query = Query::of(text);
    ask(&mut engine, &query, file);
    ask(&mut engine, &Query { typing: true, ..query.clone() }, file);
    for lang in Lang::ALL {
        for range in Terms::of(&query).marks(text, lang) {
            assert!(text.get(range).is_some(), "a mark in the middle of a letter");
        }
        Terms::of(&query).passages(&[text], lang, 100, 3);
    }
});
