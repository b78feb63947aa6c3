//! A forged file in place of one of the index: the first byte says of which, the others are its body. No panic, no
//! asking for ever.

#![no_main]

use std::sync::LazyLock;

use iom_germany_fuzz::search::Engine;
use iom_germany_fuzz::{ask, files, forged, queries};
use libfuzzer_sys::fuzz_target;

static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(files);

fuzz_target!(|bytes: &[u8]| {
    let Some((&which, body)) = bytes.split_first() else { return };
    let (name, like) = &FILES[usize::from(which) % FILES.len()];
    let forged = forged(like, body);
    let file = |asked: &str| {
        let whole = FILES.iter().find(|(name, _)| name == asked)?;
        Some(if asked == name { forged.clone() } else { whole.1.clone() })
    };
    let Some(root) = file(Engine::ROOT) else { return };
    let Ok(mut engine) = Engine::open(&root) else { return };
    for query in queries() {
        ask(&mut engine, &query, file);
    }
});
