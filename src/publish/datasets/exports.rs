//! The files a dataset can be had as, under `data/<id>/`.
//!
//! - `<id>.csv`: the rows as they are kept, but with the titles of sources and the words of notes, in English
//!   (RFC 4180)
//! - `<id>.hxl.csv`: the same with a row of hashtags below the header (Humanitarian Exchange Language 1.1,
//!   hxlstandard.org, read 2026-11)
//! - `datapackage.json`: what is in the first of them (Frictionless Data Package v1, specs.frictionlessdata.io, read
//!   2026-11)
//! - `dataset.jsonld`: the dataset for search engines (schema.org `Dataset`, read 2026-11)
//!
//! None of them holds the time it was made at, so that publishing the same content twice gives the same bytes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::DataSource;
use super::metadata::{Column, ColumnKind, NOTE, SOURCE};
use super::rows::{Row, Value};
use super::words::{date_in_words, words};
use crate::model::Download;
use crate::text::csv::{harmless, line};
use crate::text::{Date, Lang};

/// The file that describes a dataset for search engines.
pub(super) const DESCRIPTION: &str = "dataset.jsonld";

/// A licence that has a name of its own.
struct Licence {
    /// How it is written in the metadata.
    words: &'static str,
    /// Its name at opendefinition.org.
    name: &'static str,
    title: &'static str,
    url: &'static str,
}

const LICENCES: [Licence; 1] = [Licence {
    words: "CC BY 4.0",
    name: "CC-BY-4.0",
    title: "Creative Commons Attribution 4.0",
    url: "https://creativecommons.org/licenses/by/4.0/",
}];

/// The files, with their paths from the folder of the site. `base_url` is the site's address without a slash at the
/// end.
pub(super) fn files(data: &DataSource, base_url: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::from(data_files(data));
    files.push((path(data, DESCRIPTION), pretty(&json_ld(data, base_url))));
    files
}

/// The files readers are offered, in a language.
pub(super) fn downloads(data: &DataSource, lang: Lang) -> Vec<Download> {
    let named = words(lang).files.into_iter().zip(data_files(data));
    named
        .map(|(name, (path, bytes))| Download {
            name: name.to_owned(),
            path: format!("/{path}"),
            bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        })
        .collect()
}

/// The files that do not depend on where the site lies.
fn data_files(data: &DataSource) -> [(String, Vec<u8>); 3] {
    let plain = csv(data, false);
    let package = pretty(&data_package(data, &plain));
    [
        (path(data, &format!("{}.csv", data.id)), plain),
        (path(data, &format!("{}.hxl.csv", data.id)), csv(data, true)),
        (path(data, "datapackage.json"), package),
    ]
}

pub(super) fn path(data: &DataSource, file: &str) -> String {
    format!("data/{}/{file}", data.id)
}

fn pretty(json: &Json) -> Vec<u8> {
    format!("{json:#}\n").into_bytes()
}

// ---- rows ----

/// The rows as CSV, in UTF-8 with a carriage return and a line feed at the end of each line.
fn csv(data: &DataSource, with_tags: bool) -> Vec<u8> {
    let columns = &data.metadata.columns;
    let beside = |source: &'static str, note: &'static str| [Some(source), data.has_notes().then_some(note)];
    let header = columns.iter().map(|column| column.key.as_str()).chain(beside(SOURCE, NOTE).into_iter().flatten());
    let tags = beside("#meta+source", "#description+note").into_iter().flatten();
    let tags = columns.iter().map(|column| column.hxl.as_str()).chain(tags);
    let mut text = line(header);
    if with_tags {
        text += &line(tags);
    }
    for row in &data.rows {
        text += &line(cells(data, row));
    }
    text.into_bytes()
}

fn cells<'a>(data: &'a DataSource, row: &'a Row) -> impl Iterator<Item = Cow<'a, str>> {
    let own = row.cells.iter().map(|cell| match cell.value {
        Value::Number(_) => Cow::Borrowed(cell.text.as_str()),
        _ => harmless(&cell.text),
    });
    let source = harmless(data.metadata.sources[row.source].title.in_lang(Lang::En));
    let note = data.has_notes().then(|| harmless(data.note(row, Lang::En)));
    own.chain([source]).chain(note)
}

// ---- descriptions ----

/// What is counted, what the numbers do not show, when and on which terms they were taken.
fn description(data: &DataSource, lang: Lang) -> String {
    let read = data.metadata.read.map(|date| date_in_words(date, lang));
    let read = read.map(|date| match lang {
        Lang::En => format!("Sources read on {date}. "),
        Lang::De => format!("Quellen gelesen am {date}. "),
    });
    let (description, caveat, licence) = (data.description(lang), data.caveat(lang), data.licence(lang));
    format!("{description}\n\n{caveat}\n\n{}{licence}", read.unwrap_or_default())
}

fn licence(data: &DataSource) -> Option<&'static Licence> {
    LICENCES.iter().find(|licence| data.licence(Lang::En).contains(licence.words))
}

/// An object without the keys that have no value.
fn object<const N: usize>(pairs: [(&str, Json); N]) -> Json {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_null());
    Json::Object(pairs.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

fn data_package(data: &DataSource, csv: &[u8]) -> Json {
    let sources = data.sources(Lang::En);
    let sources: Vec<_> = sources
        .into_iter()
        .map(|source| object([("title", json!(source.title)), ("path", json!(source.url))]))
        .collect();
    let licences = licence(data).map(|l| json!([{ "name": l.name, "path": l.url, "title": l.title }]));
    let mut hash = String::from("sha256:");
    hash.extend(Sha256::digest(csv).iter().map(|byte| format!("{byte:02x}")));
    let metadata = &data.metadata;
    let beside = [(SOURCE, "Source", true), (NOTE, "Note", false)];
    let beside = beside.into_iter().take(if data.has_notes() { 2 } else { 1 });
    let beside = beside.map(|(name, title, is_required)| {
        let constraints = is_required.then(|| json!({ "required": true }));
        object([
            ("name", json!(name)),
            ("type", json!("string")),
            ("title", json!(title)),
            ("constraints", json!(constraints)),
        ])
    });
    let fields = metadata.columns.iter().enumerate().map(|(place, column)| field(data, place, column));
    let key: Vec<_> = metadata.key.iter().map(|key| metadata.columns[*key].key.as_str()).collect();
    object([
        ("profile", json!("tabular-data-package")),
        ("name", json!(data.id.as_str())),
        ("title", json!(data.title(Lang::En))),
        ("description", json!(description(data, Lang::En))),
        ("licenses", json!(licences)),
        ("sources", json!(sources)),
        (
            "resources",
            json!([{
                "profile": "tabular-data-resource",
                "name": data.id.as_str(),
                "path": format!("{}.csv", data.id),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": csv.len(),
                "hash": hash,
                "schema": {
                    "fields": fields.chain(beside).collect::<Vec<_>>(),
                    "primaryKey": key,
                    "missingValues": [""],
                },
            }]),
        ),
    ])
}

/// A column as Table Schema describes it.
fn field(data: &DataSource, place: usize, column: &Column) -> Json {
    let cells = || data.rows.iter().map(move |row| &row.cells[place]);
    let (kind, values) = match &column.kind {
        ColumnKind::Year => ("year", None),
        ColumnKind::Date => {
            let is_day = |value| matches!(value, Value::Date(date) if date.day().is_some());
            (if cells().all(|cell| is_day(cell.value)) { "date" } else { "string" }, None)
        }
        ColumnKind::Category(labels) => ("string", Some(labels.keys().map(String::as_str).collect::<Vec<_>>())),
        ColumnKind::Country => {
            let codes: BTreeSet<_> = cells().map(|cell| cell.text.as_str()).collect();
            ("string", Some(codes.into_iter().collect()))
        }
        ColumnKind::Number(_) if cells().any(|cell| cell.text.contains('.')) => ("number", None),
        ColumnKind::Number(_) => ("integer", None),
    };
    let description = match &column.kind {
        ColumnKind::Year => None,
        ColumnKind::Date => (kind == "string").then(|| "ISO 8601: a day, a month or a year".to_owned()),
        ColumnKind::Category(labels) => {
            let labels = labels.iter().map(|(key, label)| format!("{key}: {}", label.in_lang(Lang::En)));
            Some(labels.collect::<Vec<_>>().join("; "))
        }
        ColumnKind::Country => Some("ISO 3166-1 alpha-3, and XKX for Kosovo (UNSCR 1244)".to_owned()),
        ColumnKind::Number(measure) => Some(measure.unit.in_lang(Lang::En).to_owned()),
    };
    let required = column.measure().is_none();
    let constraints = [required.then_some(("required", json!(true))), values.map(|values| ("enum", json!(values)))];
    let constraints: Map<_, _> =
        constraints.into_iter().flatten().map(|(key, value)| (key.to_owned(), value)).collect();
    object([
        ("name", json!(column.key)),
        ("type", json!(kind)),
        ("title", json!(column.title.in_lang(Lang::En))),
        ("description", json!(description)),
        ("constraints", if constraints.is_empty() { Json::Null } else { Json::Object(constraints) }),
    ])
}

fn json_ld(data: &DataSource, base_url: &str) -> Json {
    let in_both = |words: &dyn Fn(Lang) -> String| -> Vec<Json> {
        Lang::ALL.map(|lang| json!({ "@language": lang.code(), "@value": words(lang) })).into()
    };
    let sources = data.sources(Lang::En).into_iter().map(|source| {
        object([("@type", json!("CreativeWork")), ("name", json!(source.title)), ("url", json!(source.url))])
    });
    let measured = data.metadata.columns.iter().filter_map(|column| {
        let unit = column.measure()?.unit.in_lang(Lang::En);
        Some(json!({ "@type": "PropertyValue", "name": column.title.in_lang(Lang::En), "unitText": unit }))
    });
    let formats = ["text/csv", "text/csv", "application/json"];
    let distribution = downloads(data, Lang::En).into_iter().zip(formats).map(|(download, format)| {
        json!({
            "@type": "DataDownload",
            "name": download.name,
            "encodingFormat": format,
            "contentUrl": format!("{base_url}{}", download.path),
            "contentSize": format!("{} B", download.bytes),
        })
    });
    object([
        ("@context", json!("https://schema.org")),
        ("@type", json!("Dataset")),
        ("@id", json!(format!("{base_url}/{}", path(data, DESCRIPTION)))),
        ("url", json!(format!("{base_url}{}", data.address(Lang::En).path()))),
        ("identifier", json!(data.id.as_str())),
        ("name", json!(in_both(&|lang| data.title(lang).to_owned()))),
        ("description", json!(in_both(&|lang| description(data, lang)))),
        ("inLanguage", json!(Lang::ALL.map(Lang::code))),
        ("license", json!(licence(data).map(|licence| licence.url))),
        ("conditionsOfAccess", json!(in_both(&|lang| data.licence(lang).to_owned()))),
        ("isAccessibleForFree", json!(true)),
        ("isBasedOn", json!(sources.collect::<Vec<_>>())),
        ("temporalCoverage", json!(coverage(data))),
        ("variableMeasured", json!(measured.collect::<Vec<_>>())),
        ("distribution", json!(distribution.collect::<Vec<_>>())),
    ])
}

/// From the earliest to the latest of all years and dates: `2013/2024-10` (ISO 8601-1, 5.5). A year goes on until its
/// last day.
fn coverage(data: &DataSource) -> Option<String> {
    let in_row = |row: &Row| row.cells.iter().filter_map(|cell| date_of(cell.value)).collect::<Vec<_>>();
    let dates: Vec<Date> = data.rows.iter().flat_map(in_row).collect();
    let first = dates.iter().min()?;
    let last = dates.iter().max_by_key(|date| (date.year(), date.month().unwrap_or(12), date.day().unwrap_or(31)))?;
    Some(if first == last { first.to_string() } else { format!("{first}/{last}") })
}

fn date_of(value: Value) -> Option<Date> {
    match value {
        Value::Year(year) => year.to_string().parse().ok(),
        Value::Date(date) => Some(date),
        _ => None,
    }
}
