//! The same content as a site for Hugo, with the least theme that shows what ours shows: sections, articles with their
//! tags, neighbours and sources, lists in pages, a list and a feed for each tag, a sitemap.
//!
//! Ours also writes bundles, twins in Markdown, drawings, related articles and entries for calendars; Hugo does not, so
//! the comparison favours it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use walkdir::WalkDir;

use super::tree::{clear, write};

/// Every file of the theme, by where Hugo looks for it.
const THEME: &[(&str, &str)] = &[
    ("config.toml", include_str!("hugo/config.toml")),
    ("layouts/_default/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/_default/single.html", include_str!("hugo/single.html")),
    ("layouts/_default/list.html", include_str!("hugo/list.html")),
    ("layouts/_default/_markup/render-link.html", include_str!("hugo/render-link.html")),
];

/// The page that searches.
const SEARCH: &str = include_str!("hugo/search.html");

/// Where the page that searches lies in each language.
const SEARCH_PAGES: [(&str, &str); 2] = [("en", "static/search/index.html"), ("de", "static/de/search/index.html")];

/// Writes a site for Hugo into an empty folder.
pub(crate) fn convert(content: &Path, app: &Path, out: &Path) -> anyhow::Result<()> {
    clear(out)?;
    for (name, text) in THEME {
        write(&out.join(name), text.as_bytes())?;
    }
    for (lang, page) in SEARCH_PAGES {
        write(&out.join(page), SEARCH.replace("LANG", lang).as_bytes())?;
        for entry in WalkDir::new(content.join(lang)) {
            let entry = entry?;
            if entry.file_type().is_file() {
                let text = fs::read_to_string(entry.path())?;
                let name = place_of(entry.path().strip_prefix(content)?);
                write(&out.join("content").join(&name), page_of(&text).as_bytes())?;
            }
        }
        // Ours makes the page of the articles by itself.
        let title = if lang == "en" { "News" } else { "Aktuelles" };
        write(&out.join(format!("content/{lang}/news/_index.md")), format!("---\ntitle: {title}\n---\n").as_bytes())?;
    }
    let style = stylesheet(app).with_context(|| format!("no stylesheet in {}: build the app first", app.display()))?;
    write(&out.join("static/style.css"), &fs::read(style)?)
}

/// The stylesheet that Trunk built.
fn stylesheet(app: &Path) -> Option<PathBuf> {
    let mut files = fs::read_dir(app).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    files.find(|file| file.extension().is_some_and(|ending| ending == "css"))
}

/// Where a file lies for Hugo: a section's own page is `_index.md`, that of `home` the language's.
fn place_of(file: &Path) -> PathBuf {
    let file = match file.file_name().is_some_and(|name| name == "index.md") {
        true => file.with_file_name("_index.md"),
        false => file.to_owned(),
    };
    file.iter().filter(|part| *part != "home").collect()
}

/// A file as Hugo wants it.
fn page_of(file: &str) -> String {
    let Some((head, text)) = file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        return file.to_owned();
    };
    let lines: Vec<_> = head.lines().map(line_of).collect();
    let text = text.replace("/index.md", "/_index.md").replace("](index.md", "](_index.md");
    // A section's own page is named by its folder alone where the file of the front page would be.
    let text = text.replace("../home/_index.md", "../_index.md");
    format!("---\n{}\n---\n{text}", lines.join("\n"))
}

/// A line of a head as Hugo wants it. Keys that mean something else to Hugo get another name; tags become lists.
fn line_of(line: &str) -> String {
    let Some((key, value)) = line.split_once(": ") else { return line.to_owned() };
    let values = || value.trim_matches(['[', ']']).split(", ").map(|value| value.trim_matches(['"', '\'']));
    let quoted = |values: Vec<&str>| values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(", ");
    match key {
        "date" => format!("date: {}\nyears: [\"{}\"]", day(value), &value[..4]),
        "updated" => format!("lastmod: {}", day(value)),
        "expires" => format!("expiryDate: {}", day(value)),
        "type" if value == "page" => String::new(),
        "type" => format!("kinds: [{value}]"),
        "scope" => format!("scopes: [{value}]"),
        "sdgs" => {
            let mut goals: Vec<_> = values().map(|sdg| sdg.split('.').next().unwrap_or(sdg)).collect();
            goals.dedup();
            format!("sdgs: [{}]\ngoals: [{}]", quoted(values().collect()), quoted(goals))
        }
        "order" => format!("weight: {value}"),
        // Addresses of ours, which lie elsewhere for Hugo.
        "aliases" => String::new(),
        _ => line.to_owned(),
    }
}

/// A date as a day, the first of what is known.
fn day(date: &str) -> String {
    format!("{date}{}", &"-01-01"[date.len().saturating_sub(4).min(6)..])
}
