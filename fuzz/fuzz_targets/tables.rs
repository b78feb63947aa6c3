//! Any text as a reader's own table, and as a link.

#![no_main]

use iom_germany_fuzz::text::{check_href, csv};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = csv::read(text);
    if check_href(text).is_ok() {
        let scheme: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        assert!(!scheme.to_lowercase().starts_with("javascript:") && !scheme.to_lowercase().starts_with("data:"));
    }
});
