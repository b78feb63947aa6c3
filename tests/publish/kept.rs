//! Releases are additive: what open pages need stays for a while.

use std::collections::BTreeMap;
use std::fs;

use iom_germany::publish::{self, Progress};

use crate::fixture::Fixture;
use crate::output::{Tree, assert_same, text, without_kept};

/// Publishes another app over the site.
fn release(fixture: &Fixture, number: usize) -> Tree {
    for name in ["main-0.css", "site-0.js", "site-0_bg.wasm"] {
        fixture.write(&format!("app/{name}"), format!("{name} of release {number}; {}", " ".repeat(600)).as_bytes());
    }
    fixture.built()
}

/// The files of the app right in the folder of the site.
fn app(site: &Tree) -> BTreeMap<&str, &[u8]> {
    let is_of_app = |path: &str| {
        let starts = ["main-", "site-", "starter-"].iter().any(|start| path.starts_with(start));
        starts && !path.contains('/') && !path.ends_with(".br") && !path.ends_with(".gz")
    };
    site.iter().filter(|(path, _)| is_of_app(path)).map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
}

#[test]
fn the_files_of_three_releases_stay() {
    let fixture = Fixture::good();
    let sites: Vec<_> = (0..6).map(|number| release(&fixture, number)).collect();
    assert!(!sites[0].contains_key("kept.json"), "there was nothing to keep");
    let last = &sites[5];
    for (number, site) in sites.iter().enumerate() {
        let own = without_kept(site);
        assert_eq!(app(&own).len(), 4, "release {number}");
        for (path, bytes) in app(&own) {
            let expected = (number >= 2).then_some(bytes);
            assert_eq!(last.get(path).map(Vec::as_slice), expected, "{path} of release {number}");
        }
    }
    // The same content with the same app is no further release.
    assert_same(&fixture.built(), last);
    // From nothing, twice.
    fs::remove_dir_all(fixture.out()).unwrap();
    let whole = fixture.built();
    // Some hosts are told of every file that may be kept for ever.
    let but_headers = |mut site: Tree| {
        site.retain(|path, _| !["_headers", "release.json"].contains(&path.as_str()));
        site
    };
    assert_same(&but_headers(whole.clone()), &but_headers(without_kept(last)));
    assert!(text(&whole, "release.json").len() < text(last, "release.json").len());
}

#[test]
fn new_texts_keep_the_app_and_three_indexes() {
    let fixture = Fixture::good();
    release(&fixture, 0);
    release(&fixture, 1);
    let path = "content/en/news/round-table.md";
    let article = fs::read_to_string(fixture.root().join(path)).unwrap();
    let is_of_search = |path: &&String| path.starts_with("search-index/") && !path.ends_with("root.bin");
    let mut indexes = Vec::new();
    for word in ["lorem", "ipsum", "dolor", "consetetur", "sadipscing"] {
        fixture.write(path, format!("{article}\nA word: {word}.\n").as_bytes());
        let site = without_kept(&fixture.built());
        indexes.push(site.keys().filter(is_of_search).cloned().collect::<Vec<_>>());
    }
    let site = fixture.built();
    for index in &indexes[1..] {
        assert!(index.iter().all(|file| site.contains_key(file)), "{index:?}");
    }
    assert!(!indexes[0].iter().all(|file| site.contains_key(file)), "the fourth before stays, too");
    assert_eq!(app(&site).len(), 8, "the app before this one");
}

#[test]
fn what_is_kept_is_compressed_and_spoils_nothing() {
    let fixture = Fixture::good();
    release(&fixture, 0);
    publish::compress(&fixture.out(), &Progress::silent()).unwrap();
    release(&fixture, 1);
    let report = publish::compress(&fixture.out(), &Progress::silent()).unwrap();
    assert!(report.files > 0);
    let site = crate::output::tree(&fixture.out());
    for path in app(&site).into_keys() {
        assert!(site.contains_key(&format!("{path}.br")) && site.contains_key(&format!("{path}.gz")), "{path}");
    }
    // Kept stylesheets may lead to what is gone.
    fixture.write("app/main-0.css", b"a { background: url(/gone.png) }");
    fixture.built();
    release(&fixture, 2);
    let links = publish::check_links(&fixture.out(), &"/".parse().unwrap()).unwrap();
    assert_eq!(links.dead, []);
    // The site serves as app, whatever it keeps.
    let before = fixture.built();
    assert_same(&fixture.app_from("dist").built(), &before);
}

#[test]
fn a_damaged_file_is_not_kept() {
    let fixture = Fixture::good();
    let first = release(&fixture, 0);
    let (path, _) = app(&first).into_iter().next().unwrap();
    fixture.write(&format!("dist/{path}"), b"damaged");
    let second = release(&fixture, 1);
    assert!(!second.contains_key(path));
    assert_eq!(app(&second).len(), 4 + 3);
}
