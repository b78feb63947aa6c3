//! All rows of a dataset, as readers see them.

use super::DataSource;
use super::metadata::{Column, ColumnKind};
use super::rows::{Cell, Row, Value};
use super::words::{date_in_words, words};
use crate::model::{DataColumn, DataTable};
use crate::text::{Lang, number};

/// The table of a dataset in a language: its columns, the source of each row, and notes if there are any.
pub(super) fn table(data: &DataSource, lang: Lang) -> DataTable {
    let metadata = &data.metadata;
    let of_column = |column: &Column| DataColumn { title: column.heading(lang), number: column.measure().is_some() };
    let beside = [Some(words(lang).source), data.has_notes().then_some(words(lang).note)];
    let beside = beside.into_iter().flatten().map(|title| DataColumn { title: title.to_owned(), number: false });
    let row = |row: &Row| {
        let cells = row.cells.iter().enumerate().map(|(column, cell)| data.in_words(column, cell, lang));
        let source = metadata.sources[row.source].title.in_lang(lang).to_owned();
        let note = data.has_notes().then(|| data.note(row, lang).to_owned());
        cells.chain([source]).chain(note).collect()
    };
    DataTable {
        columns: metadata.columns.iter().map(of_column).chain(beside).collect(),
        rows: data.rows.iter().map(row).collect(),
    }
}

impl DataSource {
    /// A cell as readers see it; empty if its number is not known.
    pub(super) fn in_words(&self, column: usize, cell: &Cell, lang: Lang) -> String {
        let column = &self.metadata.columns[column];
        match (cell.value, &column.kind) {
            (Value::Year(year), _) => year.to_string(),
            (Value::Date(date), _) => date_in_words(date, lang),
            (Value::Category, ColumnKind::Category(labels)) => {
                labels.get(&cell.text).map(|label| label.in_lang(lang)).unwrap_or_default().to_owned()
            }
            (Value::Country(code), _) => {
                self.countries.get(&code).map(|name| name.in_lang(lang)).unwrap_or_default().to_owned()
            }
            (Value::Number(value), ColumnKind::Number(measure)) => number(value, measure.decimals, lang),
            _ => String::new(),
        }
    }

    /// Whether any row has a note.
    pub(super) fn has_notes(&self) -> bool {
        self.rows.iter().any(|row| row.note.is_some())
    }

    /// The note on a row in a language; empty if it has none.
    pub(super) fn note(&self, row: &Row, lang: Lang) -> &str {
        let note = row.note.as_ref().and_then(|note| self.metadata.notes.get(note));
        note.map(|note| note.in_lang(lang)).unwrap_or_default()
    }
}
