//! The search index of the site: what it says about each page, and what is kept of texts between builds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use super::MachineError;
use super::output::Output;
use super::site::{Site, SitePage};
use crate::model::plain_texts;
use crate::search::{Analysis, Entry, Fields, Record, Writer, WriterOptions};
use crate::text::Date;
use crate::ui::pages::PageData;
use crate::ui::search::kind_of;

/// Where the index lies, from the folder of the site; the app looks for it there.
pub(super) const FOLDER: &str = "search-index/";

/// What the index says about a page; nothing about lists.
pub(super) fn entry(site: &Site, page: &SitePage) -> Option<Entry> {
    let PageData::Article(bundle) = page.data.as_ref() else { return None };
    let article = &bundle.article;
    let names = article.topics.iter().map(|topic| topic.name.as_str());
    let names = names.chain(article.countries.iter().map(|country| country.name.as_str()));
    let tags: Vec<_> = names.chain(article.place.as_deref()).collect();
    let kind = article.kind.key();
    let facets = site.tags(article).into_iter().filter_map(|(facet, key)| Some((kind_of(facet)?, key)));
    Some(Entry {
        id: format!("{}/{}", article.section.folder(), article.id),
        language: article.lang,
        date: article.date.map(days).unwrap_or_default(),
        record: Record {
            id: format!("{}/{}", article.section.folder(), article.id),
            href: article.path.clone(),
            title: article.title.clone(),
            summary: article.summary.clone(),
            kind: kind.to_owned(),
            date: article.date.map(|date| date.to_string()).unwrap_or_default(),
        },
        fields: Fields {
            title: article.title.clone(),
            summary: article.summary.clone(),
            body: plain_texts(&article.body).join("\n"),
            tags: tags.join("\n"),
        },
        facets: facets.collect(),
    })
}

/// The days since the beginning of 1970; of a month or a year its first day.
fn days(date: Date) -> i32 {
    let (month, day) = (date.month().unwrap_or(1), date.day().unwrap_or(1));
    let since_year_one = |date: Option<NaiveDate>| date.map(|date| date.num_days_from_ce()).unwrap_or_default();
    let of = |year: i32, month: u8, day: u8| NaiveDate::from_ymd_opt(year, month.into(), day.into());
    since_year_one(of(date.year().into(), month, day)) - since_year_one(of(1970, 1, 1))
}

/// Writes the index of pages.
pub(super) fn write<'a>(analyses: impl Iterator<Item = &'a Analysis>, output: &Output) -> Result<(), MachineError> {
    let writer = Writer::new(WriterOptions::default());
    analyses.for_each(|analysis| writer.add_analysis(analysis.clone()));
    let mut written = Ok(());
    writer.finish_into(|file| {
        if written.is_ok() {
            written = output.write(&format!("{FOLDER}{}", file.name), &file.bytes);
        }
    });
    written
}

/// Reads what the index needs of texts, by the path of each file, so that texts that stay are not read again. What
/// cannot be read is left out.
pub(super) fn recall(file: &Path) -> BTreeMap<String, Analysis> {
    let bytes = fs::read(file).unwrap_or_default();
    let mut rest = bytes.as_slice();
    let parts = std::iter::from_fn(|| {
        let (path, after) = part(rest)?;
        let (analysis, after) = part(after)?;
        rest = after;
        Some((path, analysis))
    });
    let parts: Vec<_> = parts.collect();
    let read = |(path, analysis): (&[u8], &[u8])| {
        Some((String::from_utf8(path.to_vec()).ok()?, Analysis::from_bytes(analysis.to_vec()).ok()?))
    };
    parts.into_par_iter().filter_map(read).collect()
}

/// Keeps what the next build may need.
pub(super) fn keep(file: &Path, analyses: &BTreeMap<String, Analysis>) -> Result<(), MachineError> {
    let mut bytes = Vec::new();
    for (path, analysis) in analyses {
        for part in [path.as_bytes(), analysis.as_bytes()] {
            bytes.extend(u32::try_from(part.len()).unwrap_or_default().to_le_bytes());
            bytes.extend(part);
        }
    }
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(MachineError::file("create", folder))?;
    fs::write(file, bytes).map_err(MachineError::file("write", file))
}

/// A part of a file, which begins with its length, and what follows it.
fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}
