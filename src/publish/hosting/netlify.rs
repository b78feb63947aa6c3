//! `_headers` and `_redirects`: Netlify and Cloudflare Pages read both.
//!
//! Where several rules give one header, the one host joins the values and the other takes one of them. So no header is
//! given twice to any path, and what both hosts do rightly by themselves is left to them: types of endings,
//! compression, and caching of what is not to be kept for ever, which both have browsers ask for again. Cloudflare
//! Pages reads 100 rules at most.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::policy::{self, Frames};
use super::rules::{self, Caching, Files};
use super::{Hosting, folder, langs_in_folders, not_found};
use crate::text::Lang;
use crate::ui::routes::{Address, Route};

/// The file `_headers`.
pub(super) fn headers(hosting: &Hosting<'_>) -> String {
    let mut text = String::from("# For Netlify and Cloudflare Pages.\n");
    let mut give = |path: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(text, "{}", hosting.url(path));
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    };
    give("*", &policy::SECURITY);
    for path in places_of_pages(hosting) {
        give(&path, &[("Content-Security-Policy", &policy::header(Frames::Nobody))]);
    }
    give(&rules::EMBEDDED.pattern(), &[("Content-Security-Policy", &policy::header(Frames::Everybody))]);
    for path in kept_for_ever(hosting) {
        give(&path, &[("Cache-Control", Caching::Forever.header())]);
    }
    for files in rules::SHARED {
        give(&files.pattern(), &[("Access-Control-Allow-Origin", "*")]);
    }
    for (name, media_type) in rules::NAMED_TYPES {
        for path in lists(hosting, name) {
            give(&path, &[("Content-Type", media_type)]);
        }
    }
    text
}

/// Everything right in the folder of the site that holds pages, but those that stand in frames.
fn places_of_pages(hosting: &Hosting<'_>) -> BTreeSet<String> {
    let pages = hosting.files.iter().filter(|path| path.ends_with(".html") && !rules::EMBEDDED.contains(path));
    let place = |path: &String| path.split_once('/').map_or(path.clone(), |(folder, _)| format!("{folder}/*"));
    // The front page has two addresses.
    pages.map(place).chain([String::new()]).collect()
}

/// Files that may be kept for ever: by name, since a star within a name is read otherwise by either host.
fn kept_for_ever(hosting: &Hosting<'_>) -> BTreeSet<String> {
    let place = |path: &String| match rules::APP.into_iter().find(|files| files.contains(path))? {
        files @ Files::Folder(_) => Some(files.pattern()),
        _ => Some(path.clone()),
    };
    hosting.files.iter().filter_map(place).collect()
}

/// Where files of a name lie, in lists of articles: of all and with a tag.
fn lists(hosting: &Hosting<'_>, name: &str) -> BTreeSet<String> {
    let lists = Lang::ALL.map(|lang| Address::new(lang, Route::News(1)).path()[1..].to_owned());
    let files = hosting.files.iter().filter(|path| path.rsplit('/').next() == Some(name));
    let place = |path: &String| {
        let list = lists.iter().find(|list| path.starts_with(list.as_str()))?;
        let is_whole = path.len() == list.len() + name.len();
        Some(if is_whole { path.clone() } else { format!("{list}:facet/:value/{name}") })
    };
    files.filter_map(place).collect()
}

/// The file `_redirects`.
pub(super) fn redirects(hosting: &Hosting<'_>) -> String {
    let mut text = String::from("# For Netlify and Cloudflare Pages.\n");
    for (from, to) in &hosting.redirects {
        let (from, to) = (hosting.url(from), hosting.url(to));
        for from in [from.as_str(), from.trim_end_matches('/')] {
            let _ = writeln!(text, "{from} {to} 301");
        }
    }
    text += "# Netlify alone; Cloudflare Pages finds these pages by folder.\n";
    for lang in langs_in_folders().chain([Lang::En]) {
        let _ = writeln!(text, "{}* {} 404", hosting.url(&folder(lang)), hosting.url(&not_found(lang)));
    }
    text
}
