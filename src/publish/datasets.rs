//! Datasets: figures that the site shows as charts and tables and offers as files. `content/data/<id>.csv` holds the
//! rows of one, `content/data/<id>.toml` what they mean.
//!
//! 1. [`form`] reads what the dataset is about and its columns, [`view_form`] its views; they give [`metadata`].
//!    [`rows`] reads the rows.
//! 2. [`views`] makes a chart of each view, [`table`] the table of all rows.
//! 3. [`exports`] makes the files that readers can take away; [`words`] are those that no editor writes.
//!
//! Every mistake is noted; a dataset with one is left out, and so are its pages, since nothing is published then.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::config::{Config, Words};
use super::problem::Origin;
use super::{MachineError, Problems};
use crate::model::{Chart, Dataset, DatasetCard, MAX_BUNDLE_BYTES, Quality, Section, Source, WorldPlace};
use crate::text::{CountryCode, Lang, Slug, fold_to_slug};
use crate::ui::routes::{Address, Route};

mod exports;
mod form;
mod metadata;
mod rows;
mod table;
mod view_form;
mod views;
mod words;

use metadata::Metadata;
use rows::{Row, Value};

/// The folder of the datasets, in the content folder and on the site.
pub(super) const DATA: &str = "data";

/// The most that charts and table of a dataset take in its bundle; the text about them takes the rest.
const DATASET_MAX_BYTES: usize = MAX_BUNDLE_BYTES / 2;

/// Where a country lies on the map of the world.
pub(super) type PlaceOf<'a> = &'a dyn Fn(CountryCode) -> Option<WorldPlace>;

/// A dataset without mistakes.
#[derive(Debug)]
pub(super) struct DataSource {
    /// Its name, which its files have too.
    pub(super) id: Slug,
    metadata: Metadata,
    rows: Vec<Row>,
    /// The names of the countries in it.
    countries: BTreeMap<CountryCode, Words>,
    toml: Origin,
    csv: Origin,
}

/// Every dataset of `content/data`, sorted by id, read and checked. Without the folder there is none.
pub(super) fn read(content: &Path, config: &Config, problems: &mut Problems) -> Result<Vec<DataSource>, MachineError> {
    let folder = content.join(DATA);
    let mut read = Vec::new();
    for id in ids(&folder, problems)? {
        read.extend(dataset(&folder, id, config, problems)?);
    }
    colliding_titles(&read, problems);
    Ok(read)
}

/// The names in the folder. A file that belongs to no dataset is a mistake.
fn ids(folder: &Path, problems: &mut Problems) -> Result<BTreeSet<Slug>, MachineError> {
    let mut ids = BTreeSet::new();
    if !folder.exists() {
        return Ok(ids);
    }
    let entries = fs::read_dir(folder).map_err(MachineError::file("read", folder))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let stem = name.strip_suffix(".csv").or_else(|| name.strip_suffix(".toml"));
        match stem.map(str::parse::<Slug>) {
            Some(Ok(id)) if path.is_file() => _ = ids.insert(id),
            _ => problems.file(
                &Origin::new(&path, ""),
                "data/bad-file-name",
                format!("`{name}` cannot be the name of a file of a dataset"),
                "a dataset is two files: lower-case English words joined by hyphens, with `.csv` and with `.toml`",
            ),
        }
    }
    Ok(ids)
}

fn dataset(
    folder: &Path,
    id: Slug,
    config: &Config,
    problems: &mut Problems,
) -> Result<Option<DataSource>, MachineError> {
    let before = problems.len();
    let toml = file(&folder.join(format!("{id}.toml")), "the rows have no metadata", problems)?;
    let csv = file(&folder.join(format!("{id}.csv")), "the metadata have no rows", problems)?;
    let metadata = toml.as_ref().and_then(|toml| form::read(toml, problems));
    let (Some(toml), Some(csv), Some(metadata)) = (toml, csv, metadata) else { return Ok(None) };
    let rows = rows::read(&csv, &metadata, config, problems);
    if problems.len() > before {
        return Ok(None);
    }
    let codes = rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell.value {
        Value::Country(code) => Some(code),
        _ => None,
    });
    let countries = codes.filter_map(|code| Some((code, config.countries.get(&code)?.clone()))).collect();
    let data = DataSource { id, metadata, rows, countries, toml, csv };
    views::check(&data, problems);
    too_large(&data, problems);
    Ok(Some(data).filter(|_| problems.len() == before))
}

/// Reads one of the two files of a dataset.
fn file(path: &Path, without: &str, problems: &mut Problems) -> Result<Option<Origin>, MachineError> {
    if !path.exists() {
        let hint = "a dataset is two files of the same name, `.csv` with the rows and `.toml` with the metadata";
        problems.file(&Origin::new(path, ""), "data/missing-metadata", without, hint);
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(MachineError::file("read", path))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(Origin::new(path, text))),
        Err(error) => {
            let origin = Origin::new(path, String::from_utf8_lossy(error.as_bytes()).into_owned());
            let start = error.utf8_error().valid_up_to();
            let hint = "save it as UTF-8; spreadsheets offer “CSV UTF-8”";
            problems.at(&origin, start..start + 1, "data/not-utf-8", "the file is not UTF-8 text", hint);
            Ok(None)
        }
    }
}

/// No dataset is larger than the app takes.
fn too_large(data: &DataSource, problems: &mut Problems) {
    let size = |lang| {
        serde_json::to_vec(&data.dataset(lang, &|_| Some(WorldPlace { x: 1000.5, y: 1000.5, is_small: true })))
            .map_or(0, |json| json.len())
    };
    let size = Lang::ALL.map(size).into_iter().max().unwrap_or_default();
    if size > DATASET_MAX_BYTES {
        problems.file(
            &data.csv,
            "data/too-large",
            format!("charts and table take {} kB, the limit is {} kB", size / 1024, DATASET_MAX_BYTES / 1024),
            "make several datasets of it, or offer the whole as a file in `media`",
        );
    }
}

/// No two datasets have the same address.
fn colliding_titles(datasets: &[DataSource], problems: &mut Problems) {
    let mut taken = BTreeMap::new();
    for (data, lang) in datasets.iter().flat_map(|data| Lang::ALL.map(|lang| (data, lang))) {
        let other = taken.entry(data.address(lang)).or_insert(data);
        if other.id != data.id {
            data.collides(lang, &format!("`{}`", other.id), problems);
        }
    }
}

impl DataSource {
    /// Where the description for search engines lies, from `/`.
    pub(super) fn description_path(&self) -> String {
        format!("/{}", exports::path(self, exports::DESCRIPTION))
    }

    /// Its name.
    pub(super) fn title(&self, lang: Lang) -> &str {
        self.metadata.title.in_lang(lang)
    }

    /// What it shows, in a sentence.
    pub(super) fn finding(&self, lang: Lang) -> &str {
        self.metadata.finding.in_lang(lang)
    }

    /// What is counted, by whom.
    pub(super) fn description(&self, lang: Lang) -> &str {
        self.metadata.description.in_lang(lang)
    }

    /// What the numbers do not show.
    pub(super) fn caveat(&self, lang: Lang) -> &str {
        self.metadata.caveat.in_lang(lang)
    }

    /// Under which terms it may be used.
    pub(super) fn licence(&self, lang: Lang) -> &str {
        self.metadata.licence.in_lang(lang)
    }

    /// What it is about, as the office sorts it.
    pub(super) fn theme_name(&self, lang: Lang) -> &str {
        self.metadata.theme.name(lang)
    }

    /// How far it can be relied on.
    pub(super) fn quality(&self) -> Quality {
        self.metadata.quality
    }

    /// Where its rows come from, in the order of the metadata.
    pub(super) fn sources(&self, lang: Lang) -> Vec<Source> {
        let sources = self.metadata.sources.iter();
        sources
            .map(|source| Source { title: source.title.in_lang(lang).to_owned(), url: source.url.clone(), note: None })
            .collect()
    }

    /// The address of its page, made of its title.
    pub(super) fn address(&self, lang: Lang) -> Address {
        let slug = fold_to_slug(self.title(lang)).parse().unwrap_or_else(|_| self.id.clone());
        Address::new(lang, Route::Page(Section::DataAndResources, slug))
    }

    /// Notes that its address in a language is that of something else, given in words.
    pub(super) fn collides(&self, lang: Lang, other: &str, problems: &mut Problems) {
        problems.at(
            &self.toml,
            self.metadata.title_place.clone(),
            "data/title-collides",
            format!("{} is the address of {other} too", self.address(lang).path()),
            format!("the address is made of the title; change its first 96 letters in `{lang}`"),
        );
    }

    /// Notes the countries that its maps cannot show.
    pub(super) fn check_places(&self, place: PlaceOf<'_>, problems: &mut Problems) {
        views::check_places(self, place, problems);
    }

    /// The names of its charts, the most telling first.
    pub(super) fn view_ids(&self) -> impl Iterator<Item = &str> {
        self.metadata.views.iter().map(|view| view.id.as_str())
    }

    /// Its charts, the most telling first.
    pub(super) fn charts(&self, lang: Lang, place: PlaceOf<'_>) -> Vec<Chart> {
        self.metadata.views.iter().map(|view| views::chart(self, view, lang, place)).collect()
    }

    /// One of its charts, by its name in addresses.
    pub(super) fn chart(&self, view: &str, lang: Lang, place: PlaceOf<'_>) -> Option<Chart> {
        let view = self.metadata.views.iter().find(|known| known.id == view)?;
        Some(views::chart(self, view, lang, place))
    }

    /// What its page shows beside the text.
    pub(super) fn dataset(&self, lang: Lang, place: PlaceOf<'_>) -> Dataset {
        Dataset {
            theme: self.theme_name(lang).to_owned(),
            quality: self.quality(),
            licence: self.licence(lang).to_owned(),
            charts: self.charts(lang, place),
            table: table::table(self, lang),
            downloads: exports::downloads(self, lang),
        }
    }

    /// What the overview shows of it; nothing if it has no chart.
    pub(super) fn card(&self, lang: Lang, place: PlaceOf<'_>) -> Option<DatasetCard> {
        let chart = self.chart(self.view_ids().next()?, lang, place)?;
        Some(DatasetCard {
            theme: self.theme_name(lang).to_owned(),
            theme_key: self.metadata.theme.key.to_owned(),
            finding: self.finding(lang).to_owned(),
            chart,
        })
    }

    /// The files it can be had as, with their paths from the folder of the site. `base_url` is the site's address
    /// without a slash at the end.
    pub(super) fn files(&self, base_url: &str) -> Vec<(String, Vec<u8>)> {
        exports::files(self, base_url)
    }
}

#[cfg(test)]
mod tests;
