//! `<id>.csv`: the rows of a dataset, each cell read as its column says.

use std::collections::BTreeMap;
use std::ops::Range;

use super::metadata::{Column, ColumnKind, Metadata, NOTE, SOURCE};
use crate::publish::Problems;
use crate::publish::config::{Config, line_of};
use crate::publish::problem::{Origin, did_you_mean};
use crate::text::{CountryCode, Date};

/// The most digits of a number that is stored as it is written.
const MOST_DIGITS: usize = 15;

/// A row, which comes from one source.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it begins in the file, in bytes.
    pub(super) start: usize,
    /// A cell for each column, without source and note.
    pub(super) cells: Vec<Cell>,
    /// Its source, as a place among those of the metadata.
    pub(super) source: usize,
    /// Its note, a key of those of the metadata.
    pub(super) note: Option<String>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell {
    /// As it stands in the file.
    pub(super) text: String,
    /// What it means.
    pub(super) value: Value,
}

impl Cell {
    /// Its number, if it has one.
    pub(super) fn number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// What a cell means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// A year, 1900 to 2199.
    Year(u16),
    /// A day, a month or a year.
    Date(Date),
    /// One of the values of a category, which is the text of the cell.
    Category,
    /// A country.
    Country(CountryCode),
    /// A number.
    Number(f64),
    /// A number that is not known.
    Unknown,
}

/// Why a cell cannot be read, and what to write instead.
struct Flaw {
    rule: &'static str,
    message: String,
    hint: String,
}

/// Reads the rows. Those with a problem are left out; nothing if the columns are not those of the metadata.
pub(super) fn read(csv: &Origin, metadata: &Metadata, config: &Config, problems: &mut Problems) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv.text().as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            unreadable(&error, csv, problems);
            return Vec::new();
        }
    };
    if !is_expected(&header, metadata, csv, problems) {
        return Vec::new();
    }
    let mut rows = Rows { csv, metadata, config, columns: header.len(), keys: BTreeMap::new(), problems };
    let mut read = Vec::new();
    let mut is_empty = true;
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => read.extend(rows.row(&record)),
            Err(error) => unreadable(&error, csv, rows.problems),
        }
        is_empty = false;
    }
    if is_empty {
        problems.file(csv, "data/empty", "there are no rows", "write a row for each figure, or remove the dataset");
    }
    read
}

fn unreadable(error: &csv::Error, csv: &Origin, problems: &mut Problems) {
    let message = format!("the rows cannot be read: {error}");
    let hint = "separate the cells by commas; quote a cell that holds a comma";
    problems.at(csv, line_of(error, csv.text()), "data/columns-differ", message, hint);
}

/// Whether the header names the columns of the metadata, then source and, if need be, note.
fn is_expected(header: &csv::StringRecord, metadata: &Metadata, csv: &Origin, problems: &mut Problems) -> bool {
    let columns = metadata.columns.iter().map(|column| column.key.as_str()).chain([SOURCE]);
    let mut expected: Vec<_> = columns.collect();
    if header.iter().next_back() == Some(NOTE) {
        expected.push(NOTE);
    }
    let is_expected = header.iter().eq(expected.iter().copied());
    if !is_expected {
        let found = header.iter().collect::<Vec<_>>().join(",");
        let message = format!("the columns are `{found}`, those of the metadata `{}`", expected.join(","));
        let hint = "the metadata describes every column in its order; after them come `source` and, if needed, `note`";
        problems.file(csv, "data/columns-differ", message, hint);
    }
    is_expected
}

/// Reads one row after another and notes what is wrong with them.
struct Rows<'a> {
    csv: &'a Origin,
    metadata: &'a Metadata,
    config: &'a Config,
    /// How many there are, with source and note.
    columns: usize,
    /// Where the row with a key begins.
    keys: BTreeMap<Vec<String>, usize>,
    problems: &'a mut Problems,
}

impl Rows<'_> {
    fn row(&mut self, record: &csv::StringRecord) -> Option<Row> {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let start = skip_line_ends(self.csv.text(), start);
        if record.len() != self.columns {
            let message = format!("this row has {} cells, the header {}", record.len(), self.columns);
            let hint = "separate the cells by commas; quote a cell that holds a comma; an unknown number is empty";
            self.note(row_place(self.csv.text(), start), "data/columns-differ", message, hint);
            return None;
        }
        let metadata = self.metadata;
        let mut cells = Vec::new();
        for (place, (column, text)) in metadata.columns.iter().zip(record).enumerate() {
            match value(column, text, self.config) {
                Ok(value) => cells.push(Cell { text: text.to_owned(), value }),
                Err(Flaw { rule, message, hint }) => {
                    self.note(cell_place(self.csv.text(), start, place), rule, message, hint);
                }
            }
        }
        self.distinct(record, start);
        let source = self.source(record, start);
        let note = self.row_note(record, start);
        (cells.len() == metadata.columns.len()).then_some(Row { start, cells, source: source?, note })
    }

    /// Notes a row that stood there before.
    fn distinct(&mut self, record: &csv::StringRecord, start: usize) {
        if self.metadata.key.is_empty() {
            return;
        }
        let key: Vec<_> =
            self.metadata.key.iter().filter_map(|column| record.get(*column)).map(str::to_owned).collect();
        let shown = key.join(", ");
        if let Some(other) = self.keys.insert(key, start) {
            let message = format!("line {} is a row of `{shown}` too", line_number(self.csv.text(), other));
            let names: Vec<_> = self.metadata.key.iter().map(|key| self.metadata.columns[*key].key.as_str()).collect();
            let hint =
                format!("no two rows have the same {}; remove one, or add a column to `key`", names.join(" and "));
            self.note(row_place(self.csv.text(), start), "data/duplicate-key", message, hint);
        }
    }

    fn source(&mut self, record: &csv::StringRecord, start: usize) -> Option<usize> {
        let column = self.metadata.columns.len();
        let key = record.get(column).unwrap_or_default();
        let known = self.metadata.sources.iter().position(|source| source.key == key);
        if known.is_none() {
            let place = cell_place(self.csv.text(), start, column);
            let keys = || self.metadata.sources.iter().map(|source| source.key.as_str());
            let listed = format!("sources are {}", keys().collect::<Vec<_>>().join(", "));
            if key.is_empty() {
                self.note(row_place(self.csv.text(), start), "data/missing-source", "this row names no source", listed);
            } else {
                let hint = format!("{}{listed}", did_you_mean(key, keys()));
                self.note(place, "data/unknown-source", format!("there is no source `{key}`"), hint);
            }
        }
        known
    }

    fn row_note(&mut self, record: &csv::StringRecord, start: usize) -> Option<String> {
        let column = self.metadata.columns.len() + 1;
        let key = record.get(column).filter(|key| !key.is_empty())?;
        if !self.metadata.notes.contains_key(key) {
            let keys = || self.metadata.notes.keys().map(String::as_str);
            let hint = format!("{}notes are {}", did_you_mean(key, keys()), keys().collect::<Vec<_>>().join(", "));
            let place = cell_place(self.csv.text(), start, column);
            self.note(place, "data/unknown-note", format!("there is no note `{key}`"), hint);
        }
        Some(key.to_owned())
    }

    fn note(&mut self, place: Range<usize>, rule: &'static str, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.at(self.csv, place, rule, message, hint);
    }
}

// ---- cells ----

/// Reads a cell as its column says.
fn value(column: &Column, text: &str, config: &Config) -> Result<Value, Flaw> {
    let flaw = |rule, message: String, hint: String| Flaw { rule, message, hint };
    match &column.kind {
        ColumnKind::Year => year(text).map(Value::Year).ok_or_else(|| {
            let hint = "write four digits, from 1900 to 2199; not just years belong in a column of the kind `date`";
            flaw("data/bad-year", format!("`{text}` is no year"), hint.to_owned())
        }),
        ColumnKind::Date => text.parse().map(Value::Date).map_err(|error| {
            let hint = "write a day, a month or a year: `2024-10-31`, `2024-10`, `2024`";
            flaw("data/bad-date", format!("{error}"), hint.to_owned())
        }),
        // A category without labels has been reported as such.
        ColumnKind::Category(labels) if labels.is_empty() || labels.contains_key(text) => Ok(Value::Category),
        ColumnKind::Category(labels) => {
            let keys = || labels.keys().map(String::as_str);
            let hint = format!("{}values are {}", did_you_mean(text, keys()), keys().collect::<Vec<_>>().join(", "));
            Err(flaw("data/unknown-category", format!("`{}` has no value `{text}`", column.key), hint))
        }
        ColumnKind::Country => {
            let code = text.parse().ok().filter(|code| config.countries.contains_key(code));
            code.map(Value::Country).ok_or_else(|| {
                let hint = "write the three letters of ISO 3166-1, as in `DEU`; they are listed in countries.csv";
                flaw("data/unknown-country", format!("there is no country `{text}`"), hint.to_owned())
            })
        }
        ColumnKind::Number(_) if text.is_empty() => Ok(Value::Unknown),
        ColumnKind::Number(_) => number(text).map(Value::Number).ok_or_else(|| {
            let hint = format!(
                "write digits with a point before decimals, as in `-1234.5`, at most {MOST_DIGITS} of them, without \
                 separators; leave the cell empty if the number is not known"
            );
            flaw("data/bad-number", format!("`{text}` is no number"), hint)
        }),
    }
}

fn year(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && is_digits(text);
    text.parse().ok().filter(|year| digits && (1900..2200).contains(year))
}

/// A plain decimal that is stored exactly as far as it is written.
fn number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let length = unsigned.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = is_digits(whole) && is_digits(fraction) && length <= MOST_DIGITS;
    text.parse().ok().filter(|_| is_plain)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

// ---- places ----

/// Where a row really begins: the reader of the rows may stand before the end of the line above, or before empty lines.
fn skip_line_ends(csv: &str, start: usize) -> usize {
    let rest = csv.get(start..).unwrap_or_default();
    start + rest.len() - rest.trim_start_matches(['\r', '\n', '\u{feff}']).len()
}

/// The line a row begins with.
pub(super) fn row_place(csv: &str, start: usize) -> Range<usize> {
    let line = csv.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    start..start + line.len()
}

/// Where a cell of the row that begins at `row` stands.
pub(super) fn cell_place(csv: &str, row: usize, column: usize) -> Range<usize> {
    let (mut cell, mut start, mut is_quoted) = (0, row, false);
    for (place, byte) in csv.bytes().enumerate().skip(row) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' | b'\r' | b'\n' if is_quoted => {}
            b',' if cell < column => (cell, start) = (cell + 1, place + 1),
            b',' | b'\r' | b'\n' => return start..place,
            _ => {}
        }
    }
    start..csv.len()
}

/// The number of the line that begins at `start`, from 1.
pub(super) fn line_number(csv: &str, start: usize) -> usize {
    csv.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_decimals() {
        for (text, expected) in [
            ("0", Some(0.0)),
            ("16576", Some(16576.0)),
            ("-1.50", Some(-1.5)),
            ("123456789012345", Some(123_456_789_012_345.0)),
            ("1234567890123456", None),
            ("", None),
            ("-", None),
            (".5", None),
            ("5.", None),
            ("+5", None),
            ("1,5", None),
            ("1e5", None),
            ("1_000", None),
            ("NaN", None),
            ("inf", None),
            (" 5", None),
            ("٣", None),
        ] {
            assert_eq!(number(text), expected, "{text:?}");
        }
    }

    #[test]
    fn years_have_four_digits() {
        let cases = [("1900", true), ("2199", true), ("1899", false), ("2200", false), ("+201", false), ("201", false)];
        for (text, expected) in cases {
            assert_eq!(year(text).is_some(), expected, "{text:?}");
        }
    }

    #[test]
    fn cells_are_found_in_quotes_and_at_the_end_of_lines() {
        let csv = "a,b,c\r\n1,\"x, \"\"y\"\"\n\",3\r\n\r\n4,,6";
        let rows = [7, 22].map(|start| skip_line_ends(csv, start));
        let cell = |row: usize, column| &csv[cell_place(csv, rows[row], column)];
        assert_eq!([cell(0, 0), cell(0, 1), cell(0, 2)], ["1", "\"x, \"\"y\"\"\n\"", "3"]);
        assert_eq!([cell(1, 0), cell(1, 1), cell(1, 2), cell(1, 7)], ["4", "", "6", "6"]);
        assert_eq!(rows.map(|row| line_number(csv, row)), [2, 5]);
    }
}
