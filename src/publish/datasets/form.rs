//! `<id>.toml`: what an editor writes about a dataset.
//!
//! The types that end in `Form` are the file as it is written; [`read`] makes [`Metadata`] of them. Where something is
//! broken there is a problem, and what can be kept is kept, so that the rest of the dataset can be looked at too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::metadata::{Column, ColumnKind, DataOrigin, Measure, Metadata, NOTE, SOURCE};
use super::view_form::ViewForm;
use super::words::Theme;
use crate::model::{MAX_TITLE_CHARS, Quality};
use crate::publish::Problems;
use crate::publish::config::Words;
use crate::publish::problem::{Origin, did_you_mean};
use crate::text::{Date, Lang, check_href, is_external};

/// The most digits after the point that are ever shown.
const MOST_DECIMALS: u8 = 6;

/// Words in every language, with their place in the file.
pub(super) type Text = Spanned<Words>;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MetadataForm {
    theme: Spanned<String>,
    quality: Spanned<String>,
    title: Text,
    finding: Text,
    description: Text,
    caveat: Text,
    licence: Text,
    read: Spanned<String>,
    updated: Spanned<String>,
    key: Vec<Spanned<String>>,
    sources: BTreeMap<String, SourceForm>,
    #[serde(default)]
    notes: BTreeMap<String, Text>,
    columns: Vec<ColumnForm>,
    views: Vec<ViewForm>,
}

/// A table `[sources.<key>]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceForm {
    title: Text,
    url: Option<Spanned<String>>,
}

/// An entry of `[[columns]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnForm {
    key: Spanned<String>,
    kind: KindForm,
    title: Text,
    hxl: Spanned<String>,
    unit: Option<Text>,
    decimals: Option<Spanned<u8>>,
    labels: Option<BTreeMap<String, Text>>,
}

/// What a column holds, by name.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindForm {
    Year,
    Date,
    Category,
    Country,
    Number,
}

/// Reads the file. Nothing if it is no metadata at all.
pub(super) fn read(toml: &Origin, problems: &mut Problems) -> Option<Metadata> {
    match toml::from_str::<MetadataForm>(toml.text()) {
        Ok(form) => Some(Checker { toml, problems }.metadata(form)),
        Err(error) => {
            problems.at(
                toml,
                error.span().unwrap_or_default(),
                "data/invalid-metadata",
                format!("the metadata cannot be read: {}", error.message()),
                "take the metadata of another dataset as the model",
            );
            None
        }
    }
}

/// Makes metadata of what the file holds and notes what is wrong with it.
pub(super) struct Checker<'a> {
    toml: &'a Origin,
    /// Where to note it.
    pub(super) problems: &'a mut Problems,
}

impl Checker<'_> {
    /// The whole.
    fn metadata(&mut self, form: MetadataForm) -> Metadata {
        let theme = self.choice("theme", &form.theme, Theme::ALL.map(|theme| (theme.key, theme)));
        let quality = self.choice("quality", &form.quality, Quality::ALL.map(|quality| (quality.key(), quality)));
        let columns = self.columns(form.columns);
        let key = self.key(&form.key, &columns);
        let mut sources: Vec<_> = form.sources.into_iter().collect();
        sources.sort_by_key(|(_, source)| source.title.span().start);
        let updated = form.updated;
        if updated.get_ref().parse::<Date>().is_err() {
            let message = format!("`updated` is `{}`, which is no date", updated.get_ref());
            self.invalid(updated.span(), &message, "write the newest period the numbers hold for: `2024` or `2024-06`");
        }
        Metadata {
            theme: theme.unwrap_or(Theme::ALL[0]),
            quality: quality.unwrap_or(Quality::Weak),
            title_place: form.title.span(),
            title: self.title(form.title),
            finding: self.words(form.finding),
            description: self.words(form.description),
            caveat: self.words(form.caveat),
            licence: self.words(form.licence),
            read: self.day(&form.read),
            updated: updated.into_inner(),
            key,
            sources: sources.into_iter().map(|(key, source)| self.source(key, source)).collect(),
            notes: form.notes.into_iter().map(|(key, note)| (key, self.words(note))).collect(),
            views: self.views(form.views, &columns),
            columns,
        }
    }

    /// The columns, even those with a mistake, so that their places stay.
    fn columns(&mut self, forms: Vec<ColumnForm>) -> Vec<Column> {
        let mut keys = BTreeSet::from([SOURCE.to_owned(), NOTE.to_owned()]);
        forms
            .into_iter()
            .map(|form| {
                let key = form.key.get_ref();
                if !is_word(key) {
                    let message = format!("`{key}` cannot be the key of a column");
                    self.invalid(form.key.span(), message, "begin with a letter; use lower-case letters, digits and _");
                } else if !keys.insert(key.clone()) {
                    let message = format!("there is a column `{key}` already");
                    self.invalid(form.key.span(), message, "`source` and `note` need no entry; other keys stand once");
                }
                self.column(form)
            })
            .collect()
    }

    /// A column, as far as it is sound.
    fn column(&mut self, form: ColumnForm) -> Column {
        let place = form.key.span();
        let is_hxl = form.hxl.get_ref().strip_prefix('#').is_some_and(|tag| tag.split('+').all(is_word));
        if !is_hxl {
            let message = format!("`{}` is no HXL tag", form.hxl.get_ref());
            self.invalid(form.hxl.span(), message, "a tag is `#tag+attribute`, as in `#affected+idps`");
        }
        if form.kind != KindForm::Number && (form.unit.is_some() || form.decimals.is_some()) {
            self.invalid(place.clone(), "only numbers have a unit and decimals", "remove `unit` and `decimals`");
        }
        if form.kind != KindForm::Category && form.labels.is_some() {
            self.invalid(place.clone(), "only categories have labels", "remove the table `[columns.labels]`");
        }
        let kind = match form.kind {
            KindForm::Year => ColumnKind::Year,
            KindForm::Date => ColumnKind::Date,
            KindForm::Country => ColumnKind::Country,
            KindForm::Category => ColumnKind::Category(self.labels(form.labels.unwrap_or_default(), place)),
            KindForm::Number => ColumnKind::Number(self.measure(form.unit, form.decimals, place)),
        };
        Column { title: self.words(form.title), hxl: form.hxl.into_inner(), key: form.key.into_inner(), kind }
    }

    /// The names of the values of a category.
    fn labels(&mut self, labels: BTreeMap<String, Text>, place: Range<usize>) -> BTreeMap<String, Words> {
        if labels.is_empty() {
            let hint = "give each value its name under `[columns.labels]`: `iom = { en = \"IOM\", de = \"IOM\" }`";
            self.invalid(place, "a category needs labels", hint);
        }
        let mut names = BTreeSet::new();
        let mut checked = BTreeMap::new();
        for (key, label) in labels {
            for lang in Lang::ALL {
                let name = label.get_ref().in_lang(lang);
                if !names.insert((lang, name.to_owned())) {
                    let message = format!("two labels are called `{name}` in `{lang}`");
                    self.invalid(label.span(), message, "a chart would show them as one; give them different names");
                }
            }
            checked.insert(key, self.words(label));
        }
        checked
    }

    /// What a column of numbers counts.
    fn measure(&mut self, unit: Option<Text>, decimals: Option<Spanned<u8>>, place: Range<usize>) -> Measure {
        if let Some(decimals) = decimals.as_ref().filter(|decimals| *decimals.get_ref() > MOST_DECIMALS) {
            let message = format!("{} decimals are more than anyone can read", decimals.get_ref());
            self.invalid(decimals.span(), message, format!("at most {MOST_DECIMALS} are shown"));
        }
        if unit.is_none() {
            let hint = "say what is counted: `unit = { en = \"people\", de = \"Personen\" }`";
            self.invalid(place, "a column of numbers needs a unit", hint);
        }
        let unit = unit.map(|unit| self.words(unit)).unwrap_or_default();
        Measure { unit, decimals: decimals.map_or(0, Spanned::into_inner) }
    }

    /// The columns that tell rows apart; none if one of them is not there.
    fn key(&mut self, names: &[Spanned<String>], columns: &[Column]) -> Vec<usize> {
        if names.is_empty() {
            let hint = "name the columns that together tell one row from another: `key = [\"year\"]`";
            self.invalid(0..0, "`key` is empty", hint);
        }
        let (mut key, mut is_whole) = (Vec::new(), true);
        for name in names {
            let Some(column) = self.known(name, columns) else {
                is_whole = false;
                continue;
            };
            if columns[column].measure().is_some() {
                let message = format!("`{}` holds numbers, which tell no rows apart", name.get_ref());
                self.invalid(name.span(), message, "rows are told apart by years, dates, categories and countries");
            }
            key.push(column);
        }
        // Less than the whole key would find rows twice that differ.
        if is_whole { key } else { Vec::new() }
    }

    /// Where rows come from.
    fn source(&mut self, key: String, form: SourceForm) -> DataOrigin {
        if let Some(url) = &form.url {
            let address = url.get_ref();
            if check_href(address).is_err() || !is_external(address) || !address.starts_with("http") {
                let message = format!("`{address}` is no address of a source");
                self.invalid(url.span(), message, "write the whole address: `https://www.iom.int/…`");
            }
        }
        DataOrigin { key, title: self.words(form.title), url: form.url.map(Spanned::into_inner) }
    }

    /// The value a name stands for.
    pub(super) fn choice<T: Copy, const N: usize>(
        &mut self,
        what: &str,
        written: &Spanned<String>,
        choices: [(&'static str, T); N],
    ) -> Option<T> {
        let name = written.get_ref();
        let chosen = choices.iter().find(|(key, _)| key == name).map(|(_, value)| *value);
        if chosen.is_none() {
            let names = choices.map(|(key, _)| key);
            let hint = format!("{}choose one of {}", did_you_mean(name, names), names.join(", "));
            self.invalid(written.span(), format!("`{name}` is no {what}"), hint);
        }
        chosen
    }

    /// The place of the column that is named.
    pub(super) fn known(&mut self, name: &Spanned<String>, columns: &[Column]) -> Option<usize> {
        let column = position(columns, name.get_ref());
        if column.is_none() {
            self.unknown(name.get_ref(), name.span(), columns);
        }
        column
    }

    /// Notes that there is no column of that name.
    pub(super) fn unknown(&mut self, name: &str, place: Range<usize>, columns: &[Column]) {
        let keys = || columns.iter().map(|column| column.key.as_str());
        let hint = format!("{}columns are {}", did_you_mean(name, keys()), keys().collect::<Vec<_>>().join(", "));
        self.note(place, "data/unknown-column", format!("there is no column `{name}`"), hint);
    }

    /// The words, which must be there in every language.
    pub(super) fn words(&mut self, text: Text) -> Words {
        for lang in Lang::ALL.into_iter().filter(|lang| text.get_ref().in_lang(*lang).trim().is_empty()) {
            let hint = "both languages of the site need the words";
            self.invalid(text.span(), format!("there are no words in `{lang}`"), hint);
        }
        text.into_inner()
    }

    /// The title, which is that of a page.
    fn title(&mut self, text: Text) -> Words {
        for lang in Lang::ALL {
            let length = text.get_ref().in_lang(lang).chars().count();
            if length > MAX_TITLE_CHARS {
                let message = format!("the title has {length} characters in `{lang}`, the limit is {MAX_TITLE_CHARS}");
                self.invalid(text.span(), message, "say less: the description below has room");
            }
        }
        self.words(text)
    }

    /// A day; nothing if it is less precise.
    fn day(&mut self, written: &Spanned<String>) -> Option<Date> {
        let day = written.get_ref().parse::<Date>().ok().filter(|date| date.day().is_some());
        if day.is_none() {
            let message = format!("`{}` is no day", written.get_ref());
            self.invalid(written.span(), message, "write the day the sources were read: `2026-11-22`");
        }
        day
    }

    /// Notes a problem of the metadata; without a place one of the whole file.
    pub(super) fn invalid(&mut self, place: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.note(place, "data/invalid-metadata", message, hint);
    }

    /// Notes a problem; without a place one of the whole file.
    pub(super) fn note(
        &mut self,
        place: Range<usize>,
        rule: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if place.is_empty() {
            self.problems.file(self.toml, rule, message, hint);
        } else {
            self.problems.at(self.toml, place, rule, message, hint);
        }
    }
}

/// The place of a column.
pub(super) fn position(columns: &[Column], key: &str) -> Option<usize> {
    columns.iter().position(|column| column.key == key)
}

/// Whether a text is a lower-case word for machines: a letter, then letters, digits and `_`.
fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
