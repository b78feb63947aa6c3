//! What readers can keep to read without a connection: for each language the sections with their sizes
//! (`offline/en/index.json`), for each section its files (`offline/en/about.json`), and the worker with the files every
//! page needs.
//!
//! ```json
//! {"schema":1,"key":"about","name":"About","start":"about/","version":"5f3c…","bytes":81234,"files":[["about/",7012]]}
//! ```
//!
//! A file belongs to one section, so that the sizes of all sections add up to that of the whole site. Files for programs
//! alone (feeds, texts in Markdown, previews) belong to none. `panel.js` reads both kinds.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::MachineError;
use super::assets::{Assets, short_hash};
use super::files::MEDIA;
use super::output::{Output, json};
use super::release::FileEntry;
use super::{scripts, search_index};
use crate::model::{SCHEMA, Section};
use crate::text::Lang;
use crate::ui::charts::WORLD_DRAWING;
use crate::ui::routes::{Address, ROUTES_DRAWING, Route, SECTIONS};
use crate::ui::strings::strings;

/// Where the manifests lie, from the folder of the site.
const FOLDER: &str = "offline";

/// The key of what the search needs.
const SEARCH: &str = "search";

/// The files of a site by their paths from its folder.
type Files = BTreeMap<String, FileEntry>;

/// Some of them.
type Own<'a> = BTreeMap<&'a String, &'a FileEntry>;

/// A part of the site that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Section(Section),
    Search,
}

/// Every part, in the order in which they are offered.
fn parts() -> impl Iterator<Item = Part> {
    let sections = SECTIONS.into_iter().chain([Section::News, Section::ThisSite, Section::PlainLanguage]);
    std::iter::once(Section::Home).chain(sections).map(Part::Section).chain([Part::Search])
}

/// What can be kept in a language.
#[derive(Debug, Serialize)]
struct Index {
    schema: u32,
    sections: Vec<Summary>,
}

/// What is told of a part before it is kept.
#[derive(Clone, Debug, Serialize)]
struct Summary {
    key: &'static str,
    name: &'static str,
    /// The page it begins with, from the folder of the site.
    start: String,
    /// Of what its files hold: another one tells that something became new.
    version: String,
    bytes: u64,
    files: usize,
}

/// The files of a part.
#[derive(Debug, Serialize)]
struct Manifest {
    schema: u32,
    key: &'static str,
    name: &'static str,
    start: String,
    version: String,
    bytes: u64,
    /// Paths from the folder of the site, as they are asked for, with their sizes in bytes.
    files: Vec<(String, u64)>,
}

/// Writes the manifests and the worker, when everything else is written.
pub(super) fn write(assets: &Assets, output: &Output) -> Result<(), MachineError> {
    let files = output.list();
    let read = |file: &str| output.read(file).and_then(|bytes| String::from_utf8(bytes).ok());
    for lang in Lang::ALL {
        let mut by_part = by_part(&files, lang);
        let mut of_part = |part| of_part(part, lang, by_part.remove(&part)?, &files, &read);
        let parts: Vec<_> = parts().filter_map(&mut of_part).collect();
        let sections = parts.iter().map(|(summary, _)| summary.clone()).collect();
        let path = format!("{FOLDER}/{lang}/index.json");
        output.write(&path, &json(&path, &Index { schema: SCHEMA, sections })?)?;
        for (_, manifest) in parts {
            let path = format!("{FOLDER}/{lang}/{}.json", manifest.key);
            output.write(&path, &json(&path, &manifest)?)?;
        }
    }
    scripts::write_worker(&needed(assets, &files), output)
}

/// The files of each part, without the pictures of its pages.
fn by_part(files: &Files, lang: Lang) -> BTreeMap<Part, Own<'_>> {
    let of_parts: Vec<_> =
        files.par_iter().filter_map(|(path, entry)| Some((part_of(path, lang)?, (path, entry)))).collect();
    let mut by_part: BTreeMap<_, Own<'_>> = BTreeMap::new();
    for (part, (path, entry)) in of_parts {
        by_part.entry(part).or_default().insert(path, entry);
    }
    by_part
}

/// What is told of a part, and its files, which are `own` and the pictures of its pages; nothing if it has no page.
fn of_part<'a>(
    part: Part,
    lang: Lang,
    mut own: Own<'a>,
    files: &'a Files,
    read: &dyn Fn(&str) -> Option<String>,
) -> Option<(Summary, Manifest)> {
    own.extend(media(&own, files, read));
    if !own.keys().any(|path| path.ends_with("index.html")) {
        return None;
    }
    let hashes: Vec<_> = own.iter().map(|(path, entry)| format!("{path} {}", entry.sha256)).collect();
    let version = short_hash(hashes.join("\n").as_bytes());
    let bytes = own.values().map(|entry| entry.size).sum();
    let asked = |path: &str| path.strip_suffix("index.html").unwrap_or(path).to_owned();
    let listed: Vec<_> = own.iter().map(|(path, entry)| (asked(path), entry.size)).collect();
    let (key, name, route) = match part {
        Part::Section(section) => (section.key(), (strings(lang).section)(section), Route::of_content(section, None)),
        Part::Search => (SEARCH, strings(lang).search.name, Route::Search),
    };
    let start = Address::new(lang, route).path()[1..].to_owned();
    let summary = Summary { key, name, start: start.clone(), version: version.clone(), bytes, files: listed.len() };
    Some((summary, Manifest { schema: SCHEMA, key, name, start, version, bytes, files: listed }))
}

/// The part a file belongs to in a language.
fn part_of(path: &str, lang: Lang) -> Option<Part> {
    let is_drawing = |drawing: &str| path == &drawing[1..];
    if is_drawing(ROUTES_DRAWING) {
        return Some(Part::Section(Section::Home));
    }
    if is_drawing(WORLD_DRAWING) || path.starts_with("data/") {
        return Some(Part::Section(Section::DataAndResources));
    }
    if let Some(cover) = path.strip_prefix("covers/") {
        return Section::from_key(cover.split('/').next()?).map(Part::Section);
    }
    if path.starts_with(search_index::FOLDER) {
        return Some(Part::Search);
    }
    if let Some(bundle) = path.strip_prefix("bundles/") {
        let bundle = bundle.strip_prefix(lang.code())?.strip_prefix('/')?;
        return match bundle.strip_suffix("index.json") {
            Some(page) => part_of_page(&format!("{}/{page}", lang.prefix()), lang),
            None if bundle.starts_with("rows/") || bundle.starts_with("teasers/") => Some(Part::Section(Section::News)),
            None => None,
        };
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_for_readers = name == "index.html" || name.ends_with(".ics");
    is_for_readers.then(|| part_of_page(&format!("/{folder}"), lang)).flatten()
}

fn part_of_page(path: &str, lang: Lang) -> Option<Part> {
    let address = Address::parse(path);
    match address.route {
        _ if address.lang != lang => None,
        Route::Search => Some(Part::Search),
        route => route.section().map(Part::Section),
    }
}

/// The pictures that bundles among these files show.
fn media<'a>(
    own: &Own<'_>,
    files: &'a Files,
    read: &dyn Fn(&str) -> Option<String>,
) -> Vec<(&'a String, &'a FileEntry)> {
    let pictures: Vec<_> = files.iter().filter(|(path, _)| path.starts_with(MEDIA)).collect();
    if pictures.is_empty() {
        return pictures;
    }
    let bundles: Vec<_> = own.keys().filter(|path| path.ends_with(".json")).filter_map(|path| read(path)).collect();
    let is_shown = |path: &str| bundles.iter().any(|bundle| bundle.contains(&format!("\"/{path}\"")));
    pictures.into_iter().filter(|(path, _)| is_shown(path)).collect()
}

/// The files every page needs, as they are asked for, with their hashes.
fn needed(assets: &Assets, files: &Files) -> BTreeMap<String, String> {
    let fonts = files.keys().filter(|path| path.ends_with(".woff2")).cloned();
    let pages = Lang::ALL.into_iter().flat_map(|lang| {
        [
            format!("{}offline.html", &Address::new(lang, Route::Home).path()[1..]),
            format!("bundles/{lang}/navigation.json"),
        ]
    });
    let code = assets.code().into_iter().map(str::to_owned);
    let all = code.chain(fonts).chain(pages).chain(["icon.svg".to_owned()]);
    all.filter_map(|path| files.get(&path).map(|entry| (path, entry.sha256.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_readers_belongs_to_one_part_of_its_language() {
        let (en, de) = (Some(Lang::En), Some(Lang::De));
        let section = |section| Some(Part::Section(section));
        for (path, lang, part) in [
            ("index.html", en, section(Section::Home)),
            ("de/index.html", de, section(Section::Home)),
            ("covers/routes.svg", None, section(Section::Home)),
            ("about/index.html", en, section(Section::About)),
            ("bundles/en/about/index.json", en, section(Section::About)),
            ("bundles/en/index.json", en, section(Section::Home)),
            ("de/ueber-uns/geschichte/index.html", de, section(Section::About)),
            ("bundles/de/ueber-uns/geschichte/index.json", de, section(Section::About)),
            ("news/page/2/index.html", en, section(Section::News)),
            ("news/topic/health/index.html", en, section(Section::News)),
            ("bundles/de/rows/topic/health/0.json", de, section(Section::News)),
            ("bundles/en/teasers/0.json", en, section(Section::News)),
            ("news/round-table/round-table.ics", en, section(Section::News)),
            ("covers/news/round-table.svg", None, section(Section::News)),
            ("covers/2030-agenda/goal-1.svg", None, section(Section::Agenda2030)),
            ("maps/world.svg", None, section(Section::DataAndResources)),
            ("data/iom-size/iom-size.csv", None, section(Section::DataAndResources)),
            ("de/einfache-sprache/index.html", de, section(Section::PlainLanguage)),
            ("search/index.html", en, Some(Part::Search)),
            ("search-index/root.bin", None, Some(Part::Search)),
        ] {
            for of in Lang::ALL {
                let expected = if lang.is_none_or(|lang| lang == of) { part } else { None };
                assert_eq!(part_of(path, of), expected, "{path} in {of}");
            }
        }
    }

    #[test]
    fn files_for_programs_belong_to_no_part() {
        for path in [
            "404.html",
            "offline.html",
            "robots.txt",
            "sitemap.xml",
            "release.json",
            "worker.js",
            "main-0123456789abcdef.css",
            "news/feed.xml",
            "news/round-table/index.md",
            "news/round-table/preview-0123.png",
            "bundles/en/words/ro.json",
            "bundles/en/navigation.json",
            "schemas/article-1.json",
            "fonts/source-serif-4.woff2",
        ] {
            assert_eq!(Lang::ALL.map(|lang| part_of(path, lang)), [None, None], "{path}");
        }
    }

    #[test]
    fn a_part_has_its_pictures_and_a_version_of_what_they_hold() {
        let entry = |text: &str| FileEntry::of(text.as_bytes());
        let bundle = "{\"src\":\"/media/a.png\"}";
        let files = |picture: &str| {
            let files = [
                ("about/index.html", "page"),
                ("bundles/en/about/index.json", bundle),
                ("media/a.png", picture),
                ("media/b.png", "other"),
                ("take-action/index.html", "x"),
            ];
            Files::from(files.map(|(path, text)| (path.to_owned(), entry(text))))
        };
        let read = |file: &str| (file == "bundles/en/about/index.json").then(|| bundle.to_owned());
        let part = |section, files: &Files| {
            let own = by_part(files, Lang::En).remove(&Part::Section(section))?;
            of_part(Part::Section(section), Lang::En, own, files, &read)
        };
        let (summary, manifest) = part(Section::About, &files("picture")).unwrap();
        let expected = [("about/", 4), ("bundles/en/about/index.json", 22), ("media/a.png", 7)];
        assert_eq!(manifest.files, expected.map(|(path, size)| (path.to_owned(), size)));
        assert_eq!((summary.bytes, summary.files, summary.start.as_str()), (33, 3, "about/"));
        let (other, _) = part(Section::About, &files("new")).unwrap();
        assert_ne!(summary.version, other.version);
        assert!(part(Section::OurWork, &files("")).is_none());
    }
}
