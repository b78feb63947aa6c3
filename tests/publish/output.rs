//! Reads what was built: folders as maps, and just enough of HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use iom_germany::model::{Bundle, decode};
use walkdir::WalkDir;

/// The files of a folder: their bytes by path from the folder, with `/`.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Reads a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    entries.map(|entry| (name_in(folder, entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// The names of what lies right in a folder, sorted; hidden files and folders too.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    entries.into_iter().map(|entry| name_in(folder, entry.unwrap().path())).collect()
}

fn name_in(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/")
}

/// A site without what it keeps of releases before, which a build from nothing has not.
pub(crate) fn without_kept(site: &Tree) -> Tree {
    let mut site = site.clone();
    let Some(kept) = site.remove("kept.json") else { return site };
    let kept: serde_json::Value = serde_json::from_slice(&kept).unwrap();
    let releases = ["app", "search"].into_iter().flat_map(|part| kept[part].as_array().unwrap());
    let paths = releases.flat_map(|files| files.as_array().unwrap()).map(|path| path.as_str().unwrap().to_owned());
    let mut paths: Vec<_> = paths.collect();
    for path in &paths {
        assert!(site.remove(path).is_some(), "{path} is said to be kept and is not there");
        for form in ["br", "gz"] {
            site.remove(&format!("{path}.{form}"));
        }
    }
    paths.push("kept.json".to_owned());
    let mut release = String::from_utf8(site["release.json"].clone()).unwrap();
    for path in paths {
        let start = release.find(&format!("\"{path}\":{{")).unwrap_or_else(|| panic!("{path} is not listed"));
        let end = start + release[start..].find('}').unwrap() + 1;
        // With the comma that parts it from its neighbour.
        let (start, end) = if release[end..].starts_with(',') { (start, end + 1) } else { (start - 1, end) };
        release.replace_range(start..end, "");
    }
    site.insert("release.json".to_owned(), release.into_bytes());
    site
}

/// Fails with the names of the files in which two folders differ, rather than with their bytes.
pub(crate) fn assert_same(one: &Tree, other: &Tree) {
    let paths: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let different: Vec<_> = paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).collect();
    assert!(different.is_empty(), "these files differ: {different:#?}");
}

/// The HTML files with their text.
pub(crate) fn html_files(site: &Tree) -> impl Iterator<Item = (&str, &str)> {
    site.iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// The text of a file that has to be there.
pub(crate) fn text<'a>(site: &'a Tree, path: &str) -> &'a str {
    let bytes = site.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// A bundle that has to be there.
pub(crate) fn bundle<B: Bundle>(site: &Tree, path: &str) -> B {
    let bytes = site.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    decode(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between two marks, each time.
pub(crate) fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0)).collect()
}

/// The values of an attribute, in the order of the page. Attributes are written with double quotes throughout, and of
/// addresses only queries hold what is escaped in them.
pub(crate) fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    between(html, &format!(" {name}=\""), "\"")
}

/// Every address in the HTML of a site that leads nowhere: to a file that is not there, to an id that is not on its
/// page, or out of the folder the site lies in. A query changes nothing: the app makes what it asks for, on the page
/// that is there.
pub(crate) fn dead_links(site: &Tree, site_url: &str, public_url: &str) -> Vec<String> {
    let mut dead = Vec::new();
    for (file, html) in html_files(site) {
        let targets = ["href", "src"].map(|name| attributes(html, name)).concat();
        for target in targets {
            let path = target.strip_prefix(site_url).filter(|path| path.starts_with('/')).unwrap_or(target);
            let (path, fragment) = path.split_once('#').map_or((path, None), |(path, id)| (path, Some(id)));
            let path = path.split_once('?').map_or(path, |(path, _)| path);
            let led_to = match path.strip_prefix(public_url) {
                _ if path.is_empty() => file.to_owned(),
                Some(rest) if rest.is_empty() || rest.ends_with('/') => format!("{rest}index.html"),
                Some(rest) => rest.to_owned(),
                None if path.starts_with('/') => {
                    dead.push(format!("{file}: {target} leads out of {public_url}"));
                    continue;
                }
                None => continue,
            };
            let Some(found) = site.get(&led_to) else {
                dead.push(format!("{file}: {target} leads to no file"));
                continue;
            };
            if let Some(id) = fragment
                && !attributes(&String::from_utf8_lossy(found), "id").contains(&id)
            {
                dead.push(format!("{file}: {target} leads to no id"));
            }
        }
    }
    dead
}
