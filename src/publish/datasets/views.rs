//! From rows to charts: each view chooses rows, places them along its first axis and tells series apart.

use std::collections::{BTreeMap, BTreeSet};

use super::metadata::{Measure, Sort, View};
use super::rows::{Cell, Row, Value, cell_place, line_number};
use super::words::words;
use super::{DataSource, PlaceOf};
use crate::model::{Chart, ChartKind, Label, PageLink, Series};
use crate::publish::Problems;
use crate::text::{Lang, fold_to_slug};

/// How many sources are named below a chart.
const MOST_SOURCES: usize = 3;

/// Notes what is wrong with the views once they meet the rows.
pub(super) fn check(data: &DataSource, problems: &mut Problems) {
    for view in &data.metadata.views {
        if matches_every_condition(data, view, problems) {
            one_number_each(data, view, problems);
            no_negative_parts(data, view, problems);
        }
    }
}

/// Whether there is a row with a number for the view, and if not, why.
fn matches_every_condition(data: &DataSource, view: &View, problems: &mut Problems) -> bool {
    let columns = &data.metadata.columns;
    let mut is_met = true;
    for condition in &view.only {
        let found: BTreeSet<_> = data.rows.iter().map(|row| row.cells[condition.column].text.as_str()).collect();
        if !found.contains(condition.value.as_str()) {
            let message = format!("no row has the {} `{}`", columns[condition.column].key, condition.value);
            let hint = format!("values there are {}", found.into_iter().collect::<Vec<_>>().join(", "));
            problems.at(&data.toml, condition.place.clone(), "data/bad-view", message, hint);
            is_met = false;
        }
    }
    if is_met && rows_of(data, view).iter().all(|row| view.y.iter().all(|y| row.cells[*y].number().is_none())) {
        let message = format!("no row gives the view `{}` a number", view.id);
        let hint = "look at its `where`: a row must have all of the values";
        problems.at(&data.toml, view.place.clone(), "data/bad-view", message, hint);
        is_met = false;
    }
    is_met
}

/// A label has one number in each series.
fn one_number_each(data: &DataSource, view: &View, problems: &mut Problems) {
    let mut seen = BTreeMap::new();
    for row in rows_of(data, view) {
        let Some(other) = seen.insert(key_in(view, row), row.start) else { continue };
        let [first, second] = [other, row.start].map(|start| line_number(data.csv.text(), start));
        let (label, series) = key_in(view, row);
        let names = [Some(label), series].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let message = format!("the view `{}` has two numbers for `{names}`, in lines {first} and {second}", view.id);
        let hint = "let `where` choose one of them, or let `series` tell them apart";
        problems.at(&data.toml, view.place.clone(), "data/duplicate-in-view", message, hint);
        return;
    }
}

/// Parts of a whole and areas on a map are not negative.
fn no_negative_parts(data: &DataSource, view: &View, problems: &mut Problems) {
    if view.whole.is_none() && view.kind != ChartKind::SymbolMap {
        return;
    }
    for (row, column) in rows_of(data, view).into_iter().flat_map(|row| view.y.iter().map(move |y| (row, *y))) {
        if row.cells[column].number().is_some_and(|number| number < 0.0) {
            let message = format!("the view `{}` cannot show `{}`", view.id, row.cells[column].text);
            let hint = match view.whole {
                Some(_) if view.kind != ChartKind::Proportion => {
                    "the parts of a whole are not negative; remove `whole`".to_owned()
                }
                _ => format!("a `{}` has no negative numbers; choose `horizontal-bar`", view.kind.key()),
            };
            let place = cell_place(data.csv.text(), row.start, column);
            problems.at(&data.csv, place, "data/bad-view", message, hint);
        }
    }
}

/// Notes the countries that a map cannot show.
pub(super) fn check_places(data: &DataSource, place: PlaceOf<'_>, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for view in data.metadata.views.iter().filter(|view| view.kind.is_map()) {
        for row in rows_of(data, view) {
            let Value::Country(code) = row.cells[view.x].value else { continue };
            if place(code).is_none() && seen.insert(code) {
                let message = format!("the map `{}` has no place for {code}", view.id);
                let hint = "leave the country out by `where`, or show the numbers as `horizontal-bar`";
                let place = cell_place(data.csv.text(), row.start, view.x);
                problems.at(&data.csv, place, "data/unknown-place", message, hint);
            }
        }
    }
}

/// The chart of a view in a language.
pub(super) fn chart(data: &DataSource, view: &View, lang: Lang, place: PlaceOf<'_>) -> Chart {
    let rows = rows_of(data, view);
    let by_key: BTreeMap<_, _> = rows.iter().map(|row| (key_in(view, row), *row)).collect();
    let labels = distinct(rows.iter().map(|row| &row.cells[view.x]));
    let x = &data.metadata.columns[view.x];
    let label = |cell: &Cell| Label {
        key: cell.text.clone(),
        name: data.in_words(view.x, cell, lang),
        time: time(cell.value),
        place: match cell.value {
            Value::Country(code) => place(code),
            _ => None,
        },
    };
    let series = |place: usize, name: String, column: usize, key: Option<&str>| {
        let numbers = labels
            .iter()
            .map(|label| by_key.get(&(label.text.as_str(), key)).and_then(|row| row.cells[column].number()));
        let measure = data.metadata.columns[column].measure();
        Series {
            key: key.unwrap_or(&data.metadata.columns[column].key).to_owned(),
            colour: u8::try_from(place).unwrap_or(u8::MAX),
            name,
            unit: measure.map(|measure: &Measure| measure.unit.in_lang(lang).to_owned()).unwrap_or_default(),
            decimals: measure.map_or(0, |measure| measure.decimals),
            values: numbers.collect(),
        }
    };
    let all_series: Vec<_> = match view.series {
        Some(column) => distinct(rows.iter().map(|row| &row.cells[column]))
            .into_iter()
            .enumerate()
            .map(|(place, cell)| series(place, data.in_words(column, cell, lang), view.y[0], Some(&cell.text)))
            .collect(),
        None => {
            let columns = view.y.iter().enumerate();
            let title = |column: usize| data.metadata.columns[column].title.in_lang(lang).to_owned();
            columns.map(|(place, column)| series(place, title(*column), *column, None)).collect()
        }
    };
    let labels: Vec<_> = labels.iter().map(|cell| label(cell)).collect();
    let order = order(view, x.is_time(), &labels, &all_series);
    Chart {
        id: view.id.clone(),
        kind: view.kind,
        title: view.title.in_lang(lang).to_owned(),
        axis: x.title.in_lang(lang).to_owned(),
        labels: order.iter().map(|place| labels[*place].clone()).collect(),
        series: all_series
            .into_iter()
            .map(|series| Series { values: order.iter().map(|place| series.values[*place]).collect(), ..series })
            .collect(),
        dataset: PageLink { title: data.title(lang).to_owned(), path: data.address(lang).path() },
        source: sources(data, &rows, lang),
        updated: data.metadata.updated.clone(),
        caveat: data.caveat(lang).to_owned(),
        whole: view.whole,
    }
}

/// The places of labels in the order they are shown.
fn order(view: &View, is_time: bool, labels: &[Label], series: &[Series]) -> Vec<usize> {
    let mut order: Vec<_> = (0..labels.len()).collect();
    let number = |place: usize| series.first().and_then(|series| series.values[place]).unwrap_or(f64::NEG_INFINITY);
    let time = |place: usize| labels[place].time.unwrap_or_default();
    match view.sort {
        Some(Sort::Value) => order.sort_by(|a, b| number(*b).total_cmp(&number(*a))),
        Some(Sort::Key) => order.sort_by_cached_key(|place| {
            let name = &labels[*place].name;
            (fold_to_slug(name), name.clone())
        }),
        None if is_time => order.sort_by(|a, b| time(*a).total_cmp(&time(*b))),
        None => {}
    }
    order
}

/// The rows a view shows. A row without a number is shown by lines alone, which break off there.
fn rows_of<'a>(data: &'a DataSource, view: &View) -> Vec<&'a Row> {
    let keeps_gaps = view.kind.is_line();
    let rows = data.rows.iter();
    rows.filter(|row| view.only.iter().all(|only| row.cells[only.column].text == only.value))
        .filter(|row| keeps_gaps || view.y.iter().any(|y| row.cells[*y].number().is_some()))
        .collect()
}

/// The label and the series a row stands for in a view.
fn key_in<'a>(view: &View, row: &'a Row) -> (&'a str, Option<&'a str>) {
    (&row.cells[view.x].text, view.series.map(|series| row.cells[series].text.as_str()))
}

/// Each of several cells once, in their order.
fn distinct<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<&'a Cell> {
    let mut seen = BTreeSet::new();
    cells.filter(|cell| seen.insert(cell.text.as_str())).collect()
}

/// The sources of rows in words, in the order of the metadata; the first few of many.
fn sources(data: &DataSource, rows: &[&Row], lang: Lang) -> String {
    let used: BTreeSet<_> = rows.iter().map(|row| row.source).collect();
    let mut titles: Vec<_> =
        used.iter().map(|source| data.metadata.sources[*source].title.in_lang(lang)).take(MOST_SOURCES).collect();
    if used.len() > MOST_SOURCES {
        titles.push(words(lang).and_others);
    }
    titles.join("; ")
}

/// Where a year or a date lies in time, in years. A month lies at its beginning, and so does a year.
fn time(value: Value) -> Option<f64> {
    match value {
        Value::Year(year) => Some(f64::from(year)),
        Value::Date(date) => Some(date.in_years()),
        _ => None,
    }
}
