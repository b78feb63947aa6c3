//! Starts a new content file in every language.

use std::fs;
use std::path::{Path, PathBuf};

use super::config::first_topic;
use super::files::{INDEX, MEDIA};
use crate::model::Section;
use crate::text::{Date, Lang, Slug};

/// Why no file was started.
#[derive(Debug, thiserror::Error)]
pub enum ScaffoldError {
    /// The name is not `<section>/<id>`.
    #[error("`{0}` is no name for a content file: write `<section>/<id>`, as in `news/round-table`")]
    Name(String),
    /// There is such a file already.
    #[error("{} exists already and was left alone", .0.display())]
    Exists(PathBuf),
    /// There is no content folder.
    #[error("{} is no content folder: it has no site.toml", .0.display())]
    Content(PathBuf),
    /// The file could not be written.
    #[error("could not write {}", path.display())]
    Write {
        /// The file that was to be written.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
}

/// Writes a draft of `<section>/<id>` in every language, and returns the files.
///
/// # Errors
///
/// [`ScaffoldError`]; nothing is written if any of the files exists.
pub fn new_file(content: &Path, name: &str, today: Date) -> Result<Vec<PathBuf>, ScaffoldError> {
    let Ok(site) = fs::read_to_string(content.join("site.toml")) else {
        return Err(ScaffoldError::Content(content.to_owned()));
    };
    let parsed = name.split_once('/').and_then(|(section, id)| {
        let (section, id) = (Section::from_key(section)?, id.trim_end_matches(".md").parse::<Slug>().ok()?);
        let is_page_of_its_own = section == Section::Home || id.as_str() == INDEX;
        (!is_page_of_its_own).then_some((section, id))
    });
    let (section, id) = parsed.ok_or_else(|| ScaffoldError::Name(name.to_owned()))?;
    let topic = first_topic(&site).unwrap_or_default();
    let path_in = |lang: Lang| content.join(lang.code()).join(section.folder()).join(format!("{id}.md"));
    let langs = Lang::ALL.into_iter().filter(|lang| section != Section::PlainLanguage || *lang == Lang::De);
    let paths: Vec<_> = langs.map(path_in).collect();
    if let Some(path) = paths.iter().find(|path| path.exists()) {
        return Err(ScaffoldError::Exists(path.clone()));
    }
    for path in &paths {
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            fs::write(path, draft(section, today, &topic))
        };
        write().map_err(|source| ScaffoldError::Write { path: path.clone(), source })?;
    }
    Ok(paths)
}

fn draft(section: Section, today: Date, topic: &str) -> String {
    let head = match section {
        Section::News => format!(
            "type: news\ndate: {today}\nplace: Berlin\ntopics: [{topic}]\ncountries: [DEU]\nsdgs: [10.7]\nsources:\n  - title: Where the facts come from\n    url: https://www.iom.int/\n"
        ),
        _ => "type: page\n".to_owned(),
    };
    let text = match section {
        Section::PlainLanguage => "Schreiben Sie hier.\nJeder Satz steht auf einer Zeile.\n".to_owned(),
        _ => format!(
            "Write here. What there is to write with stands in `content/README.md`; pictures go to `content/{MEDIA}/`.\n"
        ),
    };
    format!("---\ntitle: Title\nsummary: One or two sentences.\n{head}draft: true\n---\n\n{text}")
}
