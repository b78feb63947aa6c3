//! Tables as CSV: a reader's own file in the browser, and the files that are published.
//!
//! 1. [`read`] makes a table of a text, or says what is wrong with it and where.
//! 2. [`CsvTable::number_columns`] finds the columns that hold numbers and how they are written; [`parse_number`]
//!    reads a cell of one.
//! 3. [`line`](fn@line) writes a row, [`harmless`] keeps a cell of it from being a formula.
//!
//! How a file encodes its text (UTF-8, Windows-1252) and what its columns mean is the caller's business.
//!
//! The crate `csv` does not serve here: its reader finds *a* parse for every text, so a quotation mark in the wrong
//! place moves cells around without a word, and what it does report (rows of unequal length) has a line but no column
//! (csv 1.4.0, `Reader`, “Error handling”, and `Position`, read 2026-11).

mod line;
mod numbers;

use std::str::Chars;

pub use line::{harmless, line};
pub use numbers::{MISSING, NumberColumn, Numbers, parse_number};

/// The rows a table may have, without the header.
pub const MAX_ROWS: usize = 100_000;

/// The columns a table may have.
pub const MAX_COLUMNS: usize = 200;

/// What may stand between cells. The further to the front, the less likely it stands in a name.
const SEPARATORS: [char; 4] = ['\t', '|', ';', ','];

/// A text as a table. Every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvTable {
    /// The names of the columns: distinct, not empty, without white space around them.
    pub header: Vec<String>,
    /// The rows, at least one.
    pub rows: Vec<Vec<String>>,
    /// What stood between the cells: a comma, a semicolon, a tab or `|`.
    pub separator: char,
}

/// Why a text is no table, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvError {
    /// The line of the text, from 1, as an editor counts them.
    pub line: u32,
    /// The character of the line, from 1. A byte order mark is none.
    pub column: u32,
    /// What is wrong there.
    pub fault: CsvFault,
}

/// What can be wrong with a text. Each tells the place its [`CsvError`] names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsvFault {
    /// There is nothing but blank lines and comments: the end of the text.
    Empty,
    /// There is nothing below the header: the end of the text.
    NoRows,
    /// A quotation mark is never closed: that mark.
    UnclosedQuote,
    /// A cell goes on after its closing quotation mark: the first character after it.
    TextAfterQuote,
    /// A quotation mark in a cell that does not start with one: that mark.
    QuoteInside,
    /// A row has more or fewer cells than the header: the first cell too many, or the end of the row. If that lies in
    /// a later line than the start of the row, the start.
    Cells {
        /// The cells of the header.
        expected: u32,
        /// The cells of the row.
        found: u32,
    },
    /// A column has no name: its cell in the header.
    NamelessColumn,
    /// Two columns have this name: the second of them.
    TwinColumn(String),
    /// More than [`MAX_ROWS`]: the first row too many.
    TooManyRows,
    /// More than [`MAX_COLUMNS`]: the first column too many.
    TooManyColumns,
    /// A character that is no text, such as the zero bytes of a file in UTF-16: that character. Tabs are text.
    ControlCharacter,
}

/// Reads a text as a table (RFC 4180, read 2026-11): cells between separators, in quotation marks if a separator, a
/// quotation mark (doubled) or the end of a line stands in them, and a header with the names of the columns.
///
/// Beyond the standard,
/// - lines end in CRLF, LF or CR, and a byte order mark at the start is dropped;
/// - the separator is a comma, a semicolon, a tab or `|`: the one a first line such as `sep=;` names, as Excel writes
///   it, or else the most frequent in the header. One that a space follows counts little, since it may belong to a
///   name, as in `Jahr;Anteil, gerundet`;
/// - blank lines are skipped, and before the header also lines that start with `#`;
/// - spaces around cells without quotation marks are dropped, white space around the names of columns always.
///
/// ```
/// use iom_germany::text::csv;
/// let table = csv::read("year;share\n2024;\"1,5\"\n").unwrap();
/// assert_eq!(table.header, ["year", "share"]);
/// assert_eq!(table.rows, [["2024", "1,5"]]);
/// let error = csv::read("year,name\n2024,the \"house\"\n").unwrap_err();
/// assert_eq!((error.line, error.column, error.fault), (2, 10, csv::CsvFault::QuoteInside));
/// ```
///
/// # Errors
///
/// The first fault in the text.
pub fn read(text: &str) -> Result<CsvTable, CsvError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = Place { line: 1, column: 1 };
    let mut reader = Reader { rest: text.chars(), place: start, separator: ',', places: Vec::new() };
    let named = named_separator(text);
    if named.is_some() {
        reader.skip_line();
    }
    let header = loop {
        match reader.peek() {
            None => return Err(reader.place.fault(CsvFault::Empty)),
            Some('#') => reader.skip_line(),
            Some(_) => {
                reader.separator = named.unwrap_or_else(|| likely_separator(reader.rest.as_str()));
                if let Some(names) = reader.row()? {
                    break reader.header(&names)?;
                }
            }
        }
    };
    let mut rows = Vec::new();
    while reader.peek().is_some() {
        if let Some(cells) = reader.row()? {
            reader.check(&cells, header.len(), rows.len())?;
            rows.push(cells);
        }
    }
    if rows.is_empty() {
        return Err(reader.place.fault(CsvFault::NoRows));
    }
    Ok(CsvTable { header, rows, separator: reader.separator })
}

/// A character of the text, by line and column from 1.
#[derive(Clone, Copy)]
struct Place {
    line: u32,
    column: u32,
}

impl Place {
    fn fault(self, fault: CsvFault) -> CsvError {
        CsvError { line: self.line, column: self.column, fault }
    }
}

/// What of the text is still to be read, and where that starts.
struct Reader<'a> {
    rest: Chars<'a>,
    place: Place,
    separator: char,
    /// Where the cells of the last row start, and where it ends.
    places: Vec<Place>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn advance(&mut self) {
        match self.rest.next() {
            Some('\r') if self.peek() == Some('\n') => {}
            Some('\r' | '\n') => self.place = Place { line: self.place.line.saturating_add(1), column: 1 },
            Some(_) => self.place.column = self.place.column.saturating_add(1),
            None => {}
        }
    }

    fn is_at_line_end(&self) -> bool {
        matches!(self.peek(), None | Some('\r' | '\n'))
    }

    fn is_at_cell_end(&self) -> bool {
        self.is_at_line_end() || self.peek() == Some(self.separator)
    }

    fn skip_line(&mut self) {
        while !self.is_at_line_end() {
            self.advance();
        }
        if self.peek() == Some('\r') {
            self.advance();
        }
        if self.peek() == Some('\n') {
            self.advance();
        }
    }

    /// The next row; none if the line is blank.
    fn row(&mut self) -> Result<Option<Vec<String>>, CsvError> {
        let is_quoted = self.peek() == Some('"');
        let mut cells = Vec::new();
        self.places.clear();
        loop {
            self.places.push(self.place);
            cells.push(self.cell()?);
            if self.is_at_line_end() {
                break;
            }
            self.advance();
        }
        self.places.push(self.place);
        self.skip_line();
        let is_blank = !is_quoted && matches!(cells.as_slice(), [cell] if cell.is_empty());
        Ok((!is_blank).then_some(cells))
    }

    /// The next cell, up to the separator or the end of the line.
    fn cell(&mut self) -> Result<String, CsvError> {
        let mut cell = String::new();
        let start = self.place;
        if self.peek() == Some('"') {
            self.advance();
            loop {
                match self.peek() {
                    None => return Err(start.fault(CsvFault::UnclosedQuote)),
                    Some('"') => {
                        self.advance();
                        if self.peek() != Some('"') {
                            break;
                        }
                    }
                    Some(_) => {}
                }
                self.take(&mut cell)?;
            }
            return if self.is_at_cell_end() { Ok(cell) } else { Err(self.place.fault(CsvFault::TextAfterQuote)) };
        }
        while !self.is_at_cell_end() {
            match self.peek() {
                Some('"') => return Err(self.place.fault(CsvFault::QuoteInside)),
                Some(' ') if cell.is_empty() => self.advance(),
                _ => self.take(&mut cell)?,
            }
        }
        cell.truncate(cell.trim_end_matches(' ').len());
        Ok(cell)
    }

    /// Moves the next character to a cell.
    fn take(&mut self, cell: &mut String) -> Result<(), CsvError> {
        if let Some(letter) = self.peek() {
            if letter.is_control() && !matches!(letter, '\t' | '\r' | '\n') {
                return Err(self.place.fault(CsvFault::ControlCharacter));
            }
            cell.push(letter);
            self.advance();
        }
        Ok(())
    }

    /// The row just read as the names of the columns.
    fn header(&self, names: &[String]) -> Result<Vec<String>, CsvError> {
        let mut header = Vec::new();
        for (name, place) in names.iter().zip(&self.places) {
            let name = name.trim().to_owned();
            if header.len() == MAX_COLUMNS {
                return Err(place.fault(CsvFault::TooManyColumns));
            } else if name.is_empty() {
                return Err(place.fault(CsvFault::NamelessColumn));
            } else if header.contains(&name) {
                return Err(place.fault(CsvFault::TwinColumn(name)));
            }
            header.push(name);
        }
        Ok(header)
    }

    /// Whether the row just read fits below others.
    fn check(&self, cells: &[String], expected: usize, above: usize) -> Result<(), CsvError> {
        let found = cells.len();
        let (Some(start), Some(place)) = (self.places.first(), self.places.get(expected.min(found))) else {
            return Ok(());
        };
        if above == MAX_ROWS {
            return Err(start.fault(CsvFault::TooManyRows));
        } else if found != expected {
            let place = if place.line == start.line { place } else { start };
            return Err(place.fault(CsvFault::Cells { expected: expected as u32, found: found as u32 }));
        }
        Ok(())
    }
}

/// The separator that the first line names.
fn named_separator(text: &str) -> Option<char> {
    let (key, rest) = text.split_at_checked(4)?;
    let mut rest = rest.chars();
    let separator = rest.next().filter(|letter| SEPARATORS.contains(letter))?;
    let is_whole_line = matches!(rest.next(), None | Some('\r' | '\n'));
    (key.eq_ignore_ascii_case("sep=") && is_whole_line).then_some(separator)
}

/// The separator a text that starts with the header most likely has.
fn likely_separator(text: &str) -> char {
    let (mut likely, mut most) = (',', 0);
    for separator in SEPARATORS {
        let count = count_separators(text, separator);
        if count > most {
            (likely, most) = (separator, count);
        }
    }
    likely
}

/// How often a separator stands in the first line outside quotation marks, in thousandths. Before a space it counts
/// only one.
fn count_separators(text: &str, separator: char) -> usize {
    let (mut count, mut is_quoted) = (0_usize, false);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\r' | '\n' => break,
            _ if letter == separator => {
                let is_before_space = letters.as_str().starts_with(' ');
                count = count.saturating_add(if is_before_space { 1 } else { 1000 });
            }
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests;
