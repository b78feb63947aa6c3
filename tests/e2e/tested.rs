//! The page in the docs that shows what is tested where: `docs/tested.md`.
//!
//! Each run of the suite keeps what came of each test in `target/e2e/`. `UPDATE_TESTED=1 cargo test --test e2e tested`
//! writes the page from that, and refuses while the newest run of a test has failed. Without it the page is held against
//! the tests as they stand in the sources: a test, a row of the faults or a reason that the page does not know fails
//! here. Whether a test has been run since is not looked at: that would depend on the machine.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::engine::{Engine, Need};
use crate::faults::{FAULTS, KINDS, NOT_TRIED, Seen};
use crate::results;

/// A test of the suite as it stands in the sources.
struct Test {
    module: String,
    name: String,
    needs: Vec<Need>,
    /// Engines in which what it looks at is otherwise, with the reasons.
    not_in: Vec<(Engine, String)>,
}

impl Test {
    fn path(&self) -> String {
        format!("{}::{}", self.module, self.name)
    }

    /// Why it does not run in an engine; none if it does.
    fn why_not(&self, engine: Engine) -> Option<&str> {
        let need = self.needs.iter().find_map(|need| need.why_not(engine));
        need.or_else(|| self.not_in.iter().find(|(of, _)| *of == engine).map(|(_, why)| why.as_str()))
    }

    /// How the page marks it in an engine, going by the newest run.
    fn mark(&self, engine: Engine) -> &'static str {
        let result = results::read(engine, &self.path());
        let outcome = result.as_ref().and_then(|result| result["outcome"].as_str());
        match (self.why_not(engine), outcome) {
            (Some(_), _) => "–",
            (None, Some("passed")) => PASSED,
            (None, Some("failed")) => "failed",
            _ => NOT_RUN,
        }
    }
}

/// The marks of tests that are not left out.
const PASSED: &str = "✓";
const NOT_RUN: &str = "○";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e")
}

/// The tests with a browser, by module, and what each module is about.
fn tests() -> Vec<(String, String, Vec<Test>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let sources = files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    let modules = sources.map(|file| {
        let module = file.file_stem().unwrap().to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&file).unwrap();
        let tests = tests_of(&module, &source);
        (module, about(&source), tests)
    });
    modules.filter(|(.., tests)| !tests.is_empty()).collect()
}

/// What a module says of itself, to the end of the first sentence.
fn about(source: &str) -> String {
    let head: Vec<_> = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let head = head.join(" ");
    let end = head.find(". ").unwrap_or(head.len());
    head[..end].trim_end_matches('.').to_owned()
}

fn tests_of(module: &str, source: &str) -> Vec<Test> {
    let test =
        |name: &str| Test { module: module.to_owned(), name: name.to_owned(), needs: Vec::new(), not_in: Vec::new() };
    // The rows of the faults are tests made by a macro.
    if let Some((_, rows)) = source.split_once("\nrows! {\n") {
        let rows = rows.split_once("\n}").unwrap_or((rows, "")).0;
        return rows.lines().filter_map(|row| Some(test(row.trim().split_once(':')?.0))).collect();
    }
    let parts = source.split("\n#[tokio::test").skip(1);
    let of_part = |part: &str| {
        let mut test = test(part.split_once("async fn ")?.1.split_once('(')?.0);
        let body = part.split_once("{\n").map_or("", |(_, body)| body);
        for line in body.lines().map(str::trim) {
            let inside = |start| line.strip_prefix(start).and_then(|line: &str| line.strip_suffix(");"));
            if let Some(needs) = inside("needs!(") {
                test.needs.extend(needs.split(", ").map(need));
            } else if let Some((engine, why)) = inside("not_in!(").and_then(|line| line.split_once(", ")) {
                test.not_in.push((engine_called(engine), why.trim_matches('"').to_owned()));
            } else {
                break;
            }
        }
        Some(test)
    };
    parts.filter_map(of_part).collect()
}

fn engine_called(name: &str) -> Engine {
    let known = Engine::ALL.into_iter().find(|engine| format!("{engine:?}") == name);
    known.unwrap_or_else(|| panic!("no engine is called {name}"))
}

fn need(name: &str) -> Need {
    let known = Need::ALL.into_iter().find(|(known, _)| *known == name);
    known.unwrap_or_else(|| panic!("no need is called {name}")).1
}

/// The page.
fn page() -> String {
    let mut page = String::from(HEAD);
    engines(&mut page);
    faults(&mut page);
    features(&mut page);
    page
}

const HEAD: &str = "# What is tested where

Written by the end-to-end suite from what came of its runs (`CONTRIBUTING.md` says how); not by hand.

";

fn engines(page: &mut String) {
    let all: Vec<_> = tests().into_iter().flat_map(|(.., tests)| tests).collect();
    page.push_str("## Engines\n\n| engine | tests | left out |\n|---|---|---|\n");
    for engine in Engine::ALL {
        let left_out = all.iter().filter(|test| test.why_not(engine).is_some()).count();
        let _ = writeln!(page, "| {engine} | {} | {left_out} |", all.len() - left_out);
    }
    page.push_str("\nWhy tests are left out:\n\n");
    let mut reasons: BTreeMap<(String, String), usize> = BTreeMap::new();
    for engine in Engine::ALL {
        for why in all.iter().filter_map(|test| test.why_not(engine)) {
            *reasons.entry((engine.to_string(), why.to_owned())).or_default() += 1;
        }
    }
    for ((engine, why), count) in reasons {
        let _ = writeln!(page, "- {engine}, {count}: {why}.");
    }
    page.push('\n');
}

fn faults(page: &mut String) {
    page.push_str(
        "## Faults\n\nWhat a reader has when a request of a kind goes wrong in a way, before the host is well again. ",
    );
    page.push_str("In each cell trying again helps afterwards, and no page loads itself again and again.\n\n");
    for (words, meaning) in [
        (Seen::Whole, "everything: the fault makes no difference"),
        (Seen::Reads, "the page can be read; nothing on it waits for what did not come"),
        (Seen::Told, "the page can be read, and says what is missing and how to try again"),
        (Seen::WholeOrTold, "one of the two, depending on which bit it was"),
        (Seen::Browser, "no page has come; the browser says so, or shows what came"),
    ] {
        let _ = writeln!(page, "- **{}**: {meaning}", words.words());
    }
    let _ = writeln!(page, "\n| | {} |\n|---|{}", FAULTS.join(" | "), "---|".repeat(FAULTS.len()));
    for kind in &KINDS {
        let _ = writeln!(page, "| {} | {} |", kind.name, kind.seen.map(Seen::words).join(" | "));
    }
    page.push_str(
        "\nThe table is the same for all engines; under *faults* below stands in which of them each row was tried. Not tried:\n\n",
    );
    for (engine, kind, fault, why) in NOT_TRIED {
        let _ = writeln!(page, "- {engine}, {kind}, {fault}: {why}.");
    }
    page.push('\n');
}

fn features(page: &mut String) {
    page.push_str(
        "## Features\n\n✓ passed; ○ not run when this page was written; – left out, for the reasons above.\n\n",
    );
    for (module, about, tests) in tests() {
        let _ =
            writeln!(page, "### {module}\n\n{about}.\n\n| | Chromium | Firefox ESR | WebKitGTK |\n|---|---|---|---|");
        for test in tests {
            let marks = Engine::ALL.map(|engine| test.mark(engine));
            let _ = writeln!(page, "| {} | {} |", test.name.replace('_', " "), marks.join(" | "));
        }
        page.push('\n');
    }
}

/// What went wrong in the newest runs.
fn wrong() -> Vec<String> {
    let mut wrong = Vec::new();
    for (.., tests) in tests() {
        for engine in Engine::ALL {
            let failed = tests.iter().filter(|test| test.mark(engine) == "failed");
            wrong.extend(failed.map(|test| format!("{engine}: {} failed", test.path())));
        }
    }
    for engine in Engine::ALL {
        for kind in &KINDS {
            let Some(result) = results::read(engine, &format!("faults of {}", kind.name)) else { continue };
            if result != json!({"seen": kind.seen.map(Seen::words), "wrong": []}) {
                wrong.push(format!("{engine}: faults of {}: {result}", kind.name));
            }
        }
    }
    wrong
}

#[test]
fn the_page_in_the_docs_knows_every_test() {
    let file = folder().join("../../docs/tested.md");
    let page = page();
    if std::env::var_os("UPDATE_TESTED").is_some() {
        let wrong = wrong();
        assert!(wrong.is_empty(), "the newest runs went wrong:\n{}", wrong.join("\n"));
        std::fs::write(&file, page).unwrap();
        return;
    }
    // Which tests were run here is no question of this one.
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    let [page, written] = [page, written].map(|page| page.replace(NOT_RUN, PASSED).replace("failed", PASSED));
    let new: Vec<_> = page.lines().filter(|line| !written.lines().any(|other| other == *line)).collect();
    assert!(
        written == page,
        "docs/tested.md is not of these tests: run them in all three engines, then `UPDATE_TESTED=1 cargo test --test e2e tested`; new are\n{}",
        new.join("\n")
    );
}
