//! Step 1: the content folder. `<locale>/<section>/<id>.md`; whatever else lies in a language's folder is a mistake.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::problem::Origin;
use super::{MachineError, Problems};
use crate::model::Section;
use crate::text::{Lang, Slug};

/// The folder of pictures, in the content folder and on the site.
pub(super) const MEDIA: &str = "media";

/// The file stem of a section's own page.
pub(super) const INDEX: &str = "index";

/// One Markdown file.
#[derive(Clone, Debug)]
pub(super) struct ContentFile {
    pub(super) origin: Origin,
    /// From the content folder, with `/`: `en/news/round-table.md`.
    pub(super) path: String,
    pub(super) lang: Lang,
    pub(super) section: Section,
    pub(super) id: Slug,
}

impl ContentFile {
    /// Whether this is a section's own page.
    pub(super) fn is_index(&self) -> bool {
        self.id.as_str() == INDEX
    }
}

/// Reads every Markdown file, sorted by path. Files that cannot be content become problems.
pub(super) fn read(content: &Path, problems: &mut Problems) -> Result<Vec<ContentFile>, MachineError> {
    let mut files = Vec::new();
    for folder in sub_folders(content)? {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match name.parse::<Lang>() {
            Ok(lang) => read_language(content, &folder, lang, &mut files, problems)?,
            Err(_) if [MEDIA, "data"].contains(&name.as_str()) => {}
            Err(_) => problems.file(
                &Origin::new(&folder, ""),
                "content/unknown-locale",
                format!("`{name}` is no language of this site"),
                "languages are the folders `en` and `de`; pictures go to `media`, figures to `data`",
            ),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn sub_folders(folder: &Path) -> Result<Vec<PathBuf>, MachineError> {
    let entries = fs::read_dir(folder).map_err(MachineError::file("read", folder))?;
    let mut folders: Vec<_> =
        entries.filter_map(|entry| entry.ok()).map(|entry| entry.path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    Ok(folders)
}

fn read_language(
    content: &Path,
    folder: &Path,
    lang: Lang,
    files: &mut Vec<ContentFile>,
    problems: &mut Problems,
) -> Result<(), MachineError> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            MachineError::File { action: "read", path, source: error.into() }
        })?;
        if entry.file_type().is_file() && !is_hidden(entry.path()) {
            paths.push(entry.into_path());
        }
    }
    let read = |path: &PathBuf| {
        let mut problems = Problems::default();
        let bytes = fs::read(path).map_err(MachineError::file("read", path))?;
        Ok((content_file(content, path, lang, bytes, &mut problems), problems))
    };
    let read: Vec<_> = paths.par_iter().map(read).collect::<Result<_, MachineError>>()?;
    files.extend(read.into_iter().filter_map(|(file, found)| problems.and(file, found)));
    Ok(())
}

/// Files of editors and operating systems, such as `.DS_Store` and `.x.md.swp`.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn content_file(
    content: &Path,
    path: &Path,
    lang: Lang,
    bytes: Vec<u8>,
    problems: &mut Problems,
) -> Option<ContentFile> {
    if path.extension().is_none_or(|extension| extension != "md") {
        problems.file(
            &Origin::new(path, ""),
            "content/no-text-file",
            "only texts lie here, as `.md`",
            "pictures go to `media`, figures to `data`",
        );
        return None;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let origin = Origin::new(path, String::from_utf8_lossy(error.as_bytes()).into_owned());
            let start = error.utf8_error().valid_up_to();
            problems.at(
                &origin,
                start..start + 1,
                "content/not-utf-8",
                "the file is not UTF-8 text",
                "save it as UTF-8; most editors offer that under “Encoding”",
            );
            return None;
        }
    };
    let origin = Origin::new(path, text);
    let relative = path.strip_prefix(content).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let [_, section, name] = parts.as_slice() else {
        problems.file(
            &origin,
            "content/misplaced-file",
            "the file does not lie in the folder of a section",
            "move it to `<locale>/<section>/`, for instance `en/news/`",
        );
        return None;
    };
    let Some(section) = Section::from_key(section) else {
        let known = Section::ALL.map(Section::folder);
        problems.file(
            &origin,
            "content/unknown-section",
            format!("`{section}` is no section"),
            format!("{}sections are {}", super::problem::did_you_mean(section, known), known.join(", ")),
        );
        return None;
    };
    let id = name.strip_suffix(".md").map(str::parse::<Slug>);
    let Some(Ok(id)) = id.filter(|_| section != Section::News || name != "index.md") else {
        problems.file(
            &origin,
            "content/bad-file-name",
            format!("`{name}` cannot be the name of a content file"),
            "use lower-case English words joined by hyphens and `.md`: `round-table-2018.md`; the page of `news` makes itself",
        );
        return None;
    };
    Some(ContentFile { origin, path: parts.join("/"), lang, section, id })
}
