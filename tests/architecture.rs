//! The rules of the code base that no compiler checks: who may use whom, who may touch the browser, which styles
//! work in every direction of writing. They read the files as text, so they know neither types nor macros.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// A file of the package.
struct File {
    /// From the root of the package, with `/`.
    path: String,
    text: String,
}

/// The files below a folder of the package whose names end so.
fn files(folder: &str, ending: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let files: Vec<_> = entries
        .filter(|entry| entry.file_type().is_file() && entry.path().to_string_lossy().ends_with(ending))
        .map(|entry| File {
            path: entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"),
            text: fs::read_to_string(entry.path()).unwrap(),
        })
        .collect();
    assert!(!files.is_empty(), "there is no *{ending} in {folder}");
    files
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The lines of a Rust file that are no comments.
fn code(rust: &str) -> String {
    rust.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

// ---- modules ----

/// The module below the root of the crate that a file belongs to; none for the root itself and for programs.
fn module_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
    let module = inside.split('/').next().unwrap();
    (!["lib", "bin"].contains(&module)).then_some(module)
}

/// What a file may name besides its own module, as the map in `src/lib.rs` tells.
fn may_use(module: &str, path: &str) -> &'static [&'static str] {
    match (module, path) {
        ("text" | "browser", _) => &[],
        ("model" | "search", _) => &["text"],
        // The two that `publish` does not need, and that are not compiled for it.
        ("ui", "src/ui/app.rs" | "src/ui/data.rs" | "src/ui/finder.rs") => &["text", "model", "search", "browser"],
        ("ui", _) => &["text", "model", "search"],
        ("widgets", "src/widgets/search.rs") => &["text", "model", "search", "ui", "browser"],
        ("widgets", _) => &["text", "model", "search", "ui"],
        ("publish", _) => &["text", "model", "search", "ui", "widgets"],
        _ => panic!("{path}: `{module}` is not on the map in src/lib.rs; put it there and here"),
    }
}

/// The modules a source names by a path from the root of the crate.
fn named_modules(code: &str) -> BTreeSet<String> {
    code.split("crate::").skip(1).flat_map(first_words).collect()
}

/// The first word of a path; of each path, if it is a group.
fn first_words(path: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut depth = 0;
    let mut paths = vec![String::new()];
    for letter in group.chars() {
        match letter {
            '}' if depth == 0 => break,
            ',' if depth == 0 => paths.push(String::new()),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        paths.last_mut().unwrap().push(letter);
    }
    paths.iter().map(|path| word(path.trim_start_matches([',', ' ', '\n']))).filter(|word| !word.is_empty()).collect()
}

/// How many steps up the longest path of `super::` goes.
fn longest_way_up(code: &str) -> usize {
    (1..).take_while(|steps| code.contains(&"super::".repeat(*steps))).last().unwrap_or(0)
}

#[test]
fn use_goes_one_way() {
    for File { path, text } in files("src", ".rs") {
        let Some(module) = module_of(&path) else { continue };
        for named in named_modules(&code(&text)) {
            let allowed = named == module || may_use(module, &path).contains(&named.as_str());
            assert!(allowed, "{path} uses `{named}`, which the map in src/lib.rs does not allow");
        }
    }
}

#[test]
fn modules_are_left_by_their_full_path_only() {
    for File { path, text } in files("src", ".rs") {
        if module_of(&path).is_none() {
            continue;
        }
        let depth = path.split('/').count() - 1;
        let code = code(&text);
        let (outside, tests) = code.split_once("mod tests {").unwrap_or((code.as_str(), ""));
        for (part, depth) in [(outside, depth), (tests, depth + 1)] {
            let message = "leaves its module by `super::`; write `crate::`, so that the direction can be checked";
            assert!(longest_way_up(part) < depth, "{path} {message}");
        }
    }
}

#[test]
fn text_model_and_search_know_neither_leptos_nor_the_browser() {
    for File { path, text } in files("src", ".rs") {
        if !matches!(module_of(&path), Some("text" | "model" | "search")) {
            continue;
        }
        let code = code(&text);
        for name in ["leptos", "web_sys", "js_sys", "wasm_bindgen"] {
            assert!(!code.contains(name), "{path} names {name}");
        }
    }
}

#[test]
fn only_the_browser_module_touches_the_browser() {
    for File { path, text } in files("src", ".rs") {
        if module_of(&path) == Some("browser") {
            continue;
        }
        let code = code(&text);
        for name in ["web_sys", "js_sys", "wasm_bindgen"] {
            assert!(!code.contains(name), "{path} names {name}, which belongs under src/browser");
        }
    }
}

#[test]
fn no_markup_is_written_as_text() {
    for File { path, text } in files("src", "") {
        for name in ["inner_html", "innerHTML", "insertAdjacentHTML", "document.write"] {
            assert!(!text.contains(name), "{path} names {name}: texts are trees of blocks, never HTML");
        }
    }
}

#[test]
fn the_rules_see_what_they_look_for() {
    let code = code(
        "use crate::text::{Date, Lang};\nuse crate::{\n    model::{Article, Block},\n    ui,\n};\n// crate::browser\n",
    );
    assert_eq!(named_modules(&code).iter().collect::<Vec<_>>(), ["model", "text", "ui"]);
    assert_eq!(longest_way_up("use super::super::x; use super::y;"), 2);
    assert_eq!(module_of("src/ui/pages/home.rs"), Some("ui"));
    assert_eq!(module_of("src/bin/publish.rs"), None);
    let css = bare("/* #fff; left: 0 */ a::before { content: \"#fff; left: 0\"; color: #abc; margin-left: 1px }");
    assert_eq!(hex_colours(&css), ["abc"]);
    let physical: Vec<_> = declarations(&css).into_iter().filter(|(name, value)| is_physical(name, value)).collect();
    assert_eq!(physical, [("margin-left", "1px")]);
    let css = bare("@media (width >= 64rem) { a:hover { width: 1px; text-align: left; max-inline-size: 2px } }");
    let physical: Vec<_> = declarations(&css).into_iter().filter(|(name, value)| is_physical(name, value)).collect();
    assert_eq!(physical, [("width", "1px"), ("text-align", "left")]);
}

// ---- tools ----

#[test]
fn trunk_uses_the_wasm_bindgen_of_the_lock_file() {
    let trunk: toml::Table = toml::from_str(&read("Trunk.toml")).unwrap();
    let lock: toml::Table = toml::from_str(&read("Cargo.lock")).unwrap();
    let packages = lock["package"].as_array().unwrap();
    let locked: Vec<_> = packages
        .iter()
        .filter(|package| package["name"].as_str() == Some("wasm-bindgen"))
        .map(|package| package["version"].as_str().unwrap())
        .collect();
    assert_eq!(locked, [trunk["tools"]["wasm_bindgen"].as_str().unwrap()]);
}

// ---- styles ----

/// A stylesheet without its comments, and with nothing between its quotation marks.
fn bare(css: &str) -> String {
    let mut code = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    code.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

/// The declarations of a bare stylesheet, as name and value. Selectors and conditions end in `{`, so they are none.
fn declarations(css: &str) -> Vec<(&str, &str)> {
    css.split_inclusive(['{', '}', ';'])
        .filter(|part| !part.ends_with('{'))
        .filter_map(|part| part.trim_end_matches([';', '}']).split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect()
}

/// The colours of a bare stylesheet that are written as `#` and digits, without the `#`.
fn hex_colours(css: &str) -> Vec<&str> {
    let words = css.split('#').skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '-').next());
    words.filter(|word| [3, 4, 6, 8].contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit())).collect()
}

/// Whether a declaration names a side or an extent of the screen where it should name one of the text.
fn is_physical(name: &str, value: &str) -> bool {
    let sides = ["left", "right", "top", "bottom"];
    let extents = ["width", "height", "min-width", "min-height", "max-width", "max-height"];
    let by_value = ["text-align", "float", "clear", "caption-side"];
    !name.starts_with("--")
        && (extents.contains(&name)
            || name.split('-').any(|word| sides.contains(&word))
            || (by_value.contains(&name) && sides.contains(&value)))
}

#[test]
fn every_component_has_the_stylesheet_it_names() {
    let mut found = 0;
    for File { path, text } in files("src/ui/components", ".rs") {
        let docs: String = text.lines().filter(|line| line.starts_with("///")).collect();
        for sheet in docs.split('`').filter(|word| word.ends_with(".css") && !word.contains(' ')) {
            found += 1;
            let stem = path.rsplit('/').next().unwrap().trim_end_matches(".rs").replace('_', "-");
            assert_eq!(sheet, format!("{stem}.css"), "{path} names another stylesheet than its own");
            let sheet = format!("style/components/{sheet}");
            assert!(
                Path::new(env!("CARGO_MANIFEST_DIR")).join(&sheet).exists(),
                "{path} names {sheet}, which is not there"
            );
        }
    }
    assert!(found > 0, "no component names a stylesheet");
}

/// The stylesheets that one imports, each into a layer that it orders.
fn imports(entry: &str) -> BTreeSet<String> {
    let main = read(entry);
    let layers = main.split_once("@layer ").and_then(|(_, rest)| Some(rest.split_once(';')?.0)).unwrap();
    let layers: Vec<_> = layers.split(", ").collect();
    main.lines()
        .filter_map(|line| line.strip_prefix("@import \"")?.split_once("\" layer("))
        .map(|(file, layer)| {
            let layer = layer.trim_end_matches(");");
            assert!(layers.contains(&layer), "{file} fills the layer {layer}, which has no place in the order");
            format!("style/{file}")
        })
        .collect()
}

#[test]
fn every_stylesheet_is_imported_into_a_layer() {
    let [site, frames] = ["style/main.css", "style/embed.css"];
    let sheets: BTreeSet<_> = files("style", ".css").into_iter().map(|file| file.path).collect();
    // What only scripts show is a stylesheet of its own, which they load.
    let sheets: BTreeSet<_> = sheets.into_iter().filter(|path| path != "style/offline.css").collect();
    let parts = |of_frames: bool| {
        let is_part =
            |path: &&String| *path != site && *path != frames && path.starts_with("style/embed/") == of_frames;
        sheets.iter().filter(is_part).cloned().collect::<BTreeSet<_>>()
    };
    assert_eq!(imports(site), parts(false), "the site imports all but what frames on other people's pages alone need");
    let of_frames = imports(frames);
    assert!(of_frames.is_subset(&sheets) && of_frames.is_superset(&parts(true)), "{of_frames:?}");
}

#[test]
fn colours_are_named_in_the_tokens() {
    for File { path, text } in files("style", ".css") {
        if path != "style/tokens.css" {
            assert_eq!(hex_colours(&bare(&text)), Vec::<&str>::new(), "{path} holds colours");
        }
    }
}

#[test]
fn styles_work_in_every_direction_of_writing() {
    for File { path, text } in files("style", ".css") {
        for (name, value) in declarations(&bare(&text)) {
            assert!(!is_physical(name, value), "{path}: `{name}: {value}` names a side of the screen");
        }
    }
}

// ---- what the site says of itself ----

/// The accessibility statement claims what tests show, and nothing else.
#[test]
fn the_accessibility_statement_names_tests_that_exist() {
    let script = read("tools/test.sh");
    let mut of_each_language = BTreeSet::new();
    for lang in ["en", "de"] {
        let statement = read(&format!("content/{lang}/this-site/accessibility.md"));
        let rows = statement.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
        let named: Vec<_> = rows.filter_map(|row| row.split('`').nth(1)).collect();
        assert!(named.len() >= 8, "{lang}: only {named:?} are named");
        for test in &named {
            let exists = match test.split_once("::") {
                Some((module, name)) => read(&format!("tests/e2e/{module}.rs")).contains(&format!("fn {name}(")),
                None => script.contains(&format!("{test}() {{")) && script.contains(&format!("\" {test}\n")),
            };
            assert!(exists, "{lang}: there is no test `{test}`");
        }
        of_each_language.insert(named.join(" "));
    }
    assert_eq!(of_each_language.len(), 1, "the statements differ: {of_each_language:?}");
}
