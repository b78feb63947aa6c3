//! Builds that go on from the one before: the same bytes as a build from nothing, and nothing written that stays.

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use iom_germany::publish::{self, BuildError, MachineError, Progress};
use walkdir::WalkDir;

use crate::PAGES;
use crate::fixture::Fixture;
use crate::output::{Tree, assert_same, text, without_kept};

const TABLE: &str = "content/en/news/round-table.md";

/// Changes a content file, given by its path from the folder everything lies in.
fn edit(fixture: &Fixture, path: &str, from: &str, to: &str) {
    let before = fs::read_to_string(fixture.root().join(path)).unwrap();
    assert!(before.contains(from), "{path} has no {from:?}");
    fixture.write(path, before.replace(from, to).as_bytes());
}

/// When each file of the site was written.
fn times(fixture: &Fixture) -> BTreeMap<String, SystemTime> {
    let entries = WalkDir::new(fixture.out()).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), entry.metadata().unwrap().modified().unwrap())).collect()
}

/// What a build without a memory makes of the same content.
fn from_nothing(fixture: &Fixture) -> Tree {
    let other = Fixture::good();
    for entry in WalkDir::new(other.content()).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    for (path, bytes) in crate::output::tree(&fixture.content()) {
        other.write(&format!("content/{path}"), &bytes);
    }
    other.built()
}

#[test]
fn every_change_gives_what_a_build_from_nothing_gives() {
    let fixture = Fixture::good();
    fixture.built();
    let new = "---\ntitle: New\nsummary: A new one.\ntype: news\ndate: 2019-03-02\ntopics: [diaspora]\nsources:\n  - title: Notes\n---\n\nHello.\n";
    let changes: [(&str, &dyn Fn()); 8] = [
        ("nothing", &|| {}),
        ("a text", &|| edit(&fixture, TABLE, "follow.", "follow below.")),
        ("a title", &|| edit(&fixture, TABLE, "title: \"", "title: \"Another r")),
        ("a date", &|| {
            edit(&fixture, "content/en/news/field-visit.md", "\ndate: 20", "\nupdated: 2026-01-02\ndate: 20")
        }),
        ("a new article", &|| fixture.write("content/en/news/new.md", new.as_bytes())),
        ("an address that others link to", &|| {
            edit(&fixture, "content/en/our-work/counselling.md", "title: ", "slug: advice\ntitle: ");
        }),
        ("an article that goes", &|| fs::remove_file(fixture.root().join("content/en/news/new.md")).unwrap()),
        ("what all pages share", &|| edit(&fixture, "content/en/about/index.md", "title: ", "title: All ")),
    ];
    for (what, change) in changes {
        change();
        let built = fixture.built();
        let whole = from_nothing(&fixture);
        assert!(text(&built, "release.json").contains("index.html"));
        println!("{what}");
        assert_same(&without_kept(&built), &whole);
    }
}

#[test]
fn what_stays_is_not_written_again() {
    let fixture = Fixture::good();
    fixture.built();
    let first = times(&fixture);
    fixture.built();
    let second = times(&fixture);
    let written = |later: &BTreeMap<String, SystemTime>, earlier: &BTreeMap<String, SystemTime>| -> Vec<String> {
        later.iter().filter(|(path, time)| earlier.get(*path) != Some(*time)).map(|(path, _)| path.clone()).collect()
    };
    assert_eq!(written(&second, &first).len(), 1, "only the list of the release: {:?}", written(&second, &first));
    edit(&fixture, TABLE, "follow.", "follow below.");
    fixture.built();
    let third = written(&times(&fixture), &second);
    assert!(third.iter().any(|path| path.ends_with("news/round-table/index.html")), "{third:?}");
    assert!(third.len() < first.len() / 8, "{} of {} files: {third:?}", third.len(), first.len());
}

#[test]
fn a_site_that_somebody_touched_is_made_anew() {
    let fixture = Fixture::good();
    let whole = fixture.built();
    fs::remove_file(fixture.out().join("news/round-table/index.html")).unwrap();
    assert_same(&fixture.built(), &whole);
    fixture.write("dist/news/stray.html", b"x");
    assert_same(&fixture.built(), &whole);
    fixture.write("dist/release.json", b"{}");
    assert_same(&fixture.built(), &whole);
}

/// The compressed copies of a site: brotli and gzip of each.
fn copies(site: &Tree) -> BTreeMap<&str, &[u8]> {
    let is_copy = |path: &str| path.ends_with(".br") || path.ends_with(".gz");
    site.iter().filter(|(path, _)| is_copy(path)).map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
}

#[test]
fn compressed_copies_are_made_once_and_never_of_what_is_gone() {
    let fixture = Fixture::good();
    let whole = fixture.built();
    let compress = || publish::compress(&fixture.out(), &Progress::silent()).unwrap();
    let report = compress();
    // Files with the same content share their copies.
    assert!((report.files..=2 * report.files).contains(&report.made), "{report:?}");
    assert!(report.files > PAGES && report.brotli_bytes * 2 < report.bytes, "{report:?}");
    let site = crate::output::tree(&fixture.out());
    assert_eq!(site.len(), whole.len() + 2 * report.files);
    for (path, copy) in copies(&site).into_iter().filter(|(path, _)| path.ends_with(".br")) {
        let mut bytes = Vec::new();
        brotli::BrotliDecompress(&mut &*copy, &mut bytes).unwrap();
        assert_eq!(Some(&bytes), site.get(path.trim_end_matches(".br")), "{path}");
    }
    assert_eq!(compress().made, 0);
    // What stays keeps its copies; what became another gets new ones.
    edit(&fixture, TABLE, "follow.", "follow below.");
    let built = fixture.built();
    assert!(built.contains_key("about/index.html.br") && !built.contains_key("news/round-table/index.html.br"));
    assert!((1..report.files).contains(&compress().made));
    // A site made anew takes its copies from what was kept.
    edit(&fixture, TABLE, "follow below.", "follow.");
    fixture.write("dist/news/stray.html", b"x");
    assert_eq!(copies(&fixture.built()).len(), 0);
    assert!(compress().made < report.files / 2, "most were kept");
    assert_same(&site, &without_kept(&crate::output::tree(&fixture.out())));
    let empty = fixture.root().join("content");
    assert!(matches!(publish::compress(&empty, &Progress::silent()), Err(MachineError::NoRelease(_))));
}

#[test]
fn a_memory_that_cannot_be_read_is_none() {
    let fixture = Fixture::good();
    let whole = fixture.built();
    for bytes in [&b""[..], b"{", b"[1, 2]", &[0xff; 100]] {
        fixture.write(".dist.publish/state.json", bytes);
        assert_same(&fixture.built(), &whole);
    }
}

#[test]
fn a_heading_that_goes_is_missed_by_texts_that_stay() {
    let fixture = Fixture::good();
    let whole = fixture.built();
    edit(&fixture, TABLE, "\n## Aims\n", "\n## Purposes\n");
    let Err(BuildError::Content(problems)) = fixture.build() else { panic!("the link to it leads nowhere") };
    assert!(fixture.as_told(&problems).contains("has no heading `#aims`"), "{}", fixture.as_told(&problems));
    assert_same(&crate::output::tree(&fixture.out()), &whole);
}
