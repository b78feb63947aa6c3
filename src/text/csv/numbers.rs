//! Columns of numbers in a reader's own table, however they are written.

use super::CsvTable;
use crate::text::Lang;

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// With a decimal point, as in English: 1,234.5.
    Point,
    /// With a decimal comma, as in German: 1.234,5.
    Comma,
}

/// A column that holds numbers and missing values, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberColumn {
    /// How it writes them.
    pub numbers: Numbers,
    /// Whether that is certain, or makes no difference, as for whole numbers without groups. If not, every cell of the
    /// column can be read both ways, so that a reader may choose: 1.234 may be over a thousand or over one.
    pub is_certain: bool,
}

/// What statistical tables write for a value they do not have: the signs of the German statistical offices
/// (statistik.niedersachsen.de, “Zeichenerklärungen”, read 2026-11), of Eurostat (`:`), of the World Bank (`..`) and
/// of R (`NA`). The German offices write `-` for nothing at all; others for what they do not know.
pub const MISSING: [&str; 14] = ["", "-", "–", "—", ".", "·", "..", "...", "…", "/", ":", "x", "NA", "n/a"];

impl CsvTable {
    /// The cells of a column, from 0.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(column)).map(String::as_str)
    }

    /// The columns that hold numbers, and how they write them; none for the others and for those that hold no value.
    ///
    /// A cell that can only be read in one way decides for its column: 1.234.567, 0.123, 12.5. If all can be read both
    /// ways, as 1.234 can, the column is read
    /// - as the columns of the table that could be read in one way only, if there are any and they agree;
    /// - or as goes with the separator: a semicolon stands where the comma is taken for decimals, and programs that
    ///   separate by commas write decimal points;
    /// - or, between tabs or `|`, as the reader's language has it,
    ///
    /// and is said not to be certain. That every number has three digits after its mark is no evidence of thousands by
    /// itself: so have decimals rounded to three places, which is what 1,234 between semicolons most likely is.
    pub fn number_columns(&self, lang: Lang) -> Vec<Option<NumberColumn>> {
        let columns: Vec<_> = (0..self.header.len()).map(|column| possible(&mut self.column(column))).collect();
        let has_point = columns.iter().any(|column| column.point && !column.comma);
        let has_comma = columns.iter().any(|column| column.comma && !column.point);
        let likely = match (has_point, has_comma, self.separator, lang) {
            (true, false, ..) => Numbers::Point,
            (false, true, ..) => Numbers::Comma,
            (_, _, ',', _) => Numbers::Point,
            (_, _, ';', _) => Numbers::Comma,
            (.., Lang::En) => Numbers::Point,
            (.., Lang::De) => Numbers::Comma,
        };
        columns.into_iter().map(|column| column.read(likely)).collect()
    }
}

/// What all cells of a column can be read as.
pub(super) struct Possible {
    point: bool,
    comma: bool,
    /// Whether it makes a difference.
    differs: bool,
}

impl Possible {
    pub(super) fn read(self, likely: Numbers) -> Option<NumberColumn> {
        let (numbers, is_certain) = match (self.point, self.comma) {
            (true, true) => (likely, !self.differs),
            (true, false) => (Numbers::Point, true),
            (false, true) => (Numbers::Comma, true),
            (false, false) => return None,
        };
        Some(NumberColumn { numbers, is_certain })
    }
}

pub(super) fn possible(cells: &mut dyn Iterator<Item = &str>) -> Possible {
    let mut possible = Possible { point: true, comma: true, differs: false };
    let mut has_value = false;
    for cell in cells {
        if MISSING.contains(&cell.trim()) {
            continue;
        }
        let point = parse_number(cell, Numbers::Point);
        let comma = parse_number(cell, Numbers::Comma);
        has_value = true;
        possible.point &= point.is_some();
        possible.comma &= comma.is_some();
        possible.differs |= point != comma;
        if !possible.point && !possible.comma {
            break;
        }
    }
    possible.point &= has_value;
    possible.comma &= has_value;
    possible
}

/// The number in a cell: digits, which spaces, apostrophes or the mark that is not the decimal one may part into groups
/// of three; a minus (`-` or U+2212) or plus before, a percent sign behind, which does not divide by a hundred. Up to
/// fifteen digits it is the nearest to what is written; it is always finite.
///
/// None for everything else, such as missing values, powers of ten (1E6), and what starts with a zero and has more
/// digits, which is a code: 05315.
///
/// ```
/// use iom_germany::text::csv::{Numbers, parse_number};
/// assert_eq!(parse_number("−1.234,5 %", Numbers::Comma), Some(-1234.5));
/// assert_eq!(parse_number("1.234", Numbers::Point), Some(1.234));
/// assert_eq!(parse_number("1.234,5", Numbers::Point), None);
/// ```
pub fn parse_number(cell: &str, numbers: Numbers) -> Option<f64> {
    let (mark, other) = match numbers {
        Numbers::Point => ('.', ','),
        Numbers::Comma => (',', '.'),
    };
    let cell = cell.trim();
    let cell = cell.strip_suffix('%').unwrap_or(cell).trim_end();
    let digits = cell.strip_prefix(['-', '\u{2212}', '+']).unwrap_or(cell);
    let (mut value, mut scale) = (0.0, 1.0);
    // The digits since the start, the last separator of groups or the decimal mark.
    let mut run = 0;
    let (mut separator, mut is_fraction) = (None, false);
    for letter in digits.chars() {
        let is_group_whole = separator.is_none() || run == 3;
        if let Some(digit) = letter.to_digit(10) {
            run += 1;
            if !is_fraction || scale < MAX_SCALE {
                value = value * 10.0 + f64::from(digit);
                scale *= if is_fraction { 10.0 } else { 1.0 };
            }
        } else if is_fraction || !is_group_whole {
            return None;
        } else if letter == mark {
            (is_fraction, run) = (true, 0);
        } else if is_group_separator(letter, other) && (1..=3).contains(&run) && separator.is_none_or(|s| s == letter) {
            (separator, run) = (Some(letter), 0);
        } else {
            return None;
        }
    }
    let is_whole = if is_fraction || separator.is_none() { run > 0 } else { run == 3 };
    let is_code = digits.strip_prefix('0').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(mark));
    let value: f64 = if cell.starts_with(['-', '\u{2212}']) { -value / scale } else { value / scale };
    (is_whole && !is_code && value.is_finite()).then_some(value)
}

/// The largest power of ten that is exact in binary. Digits further behind the mark are dropped.
const MAX_SCALE: f64 = 1e22;

/// Whether a character parts digits into groups: spaces (also the narrow and those that do not break), apostrophes as
/// in Switzerland, or the mark that is not the decimal one.
fn is_group_separator(letter: char, other: char) -> bool {
    letter == other || matches!(letter, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
}
