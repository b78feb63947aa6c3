//! Rows of a table as lines of CSV.

use std::borrow::Cow;

/// A cell that no spreadsheet takes for a formula (OWASP, “CSV Injection”, read 2026-11). For cells with text only: it
/// would make a text of a negative number.
///
/// ```
/// use iom_germany::text::csv::harmless;
/// assert_eq!(harmless("=1+1"), "'=1+1");
/// ```
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

/// A row of cells between commas, with CRLF at its end (RFC 4180, 2). What needs no quotation marks has none.
///
/// [`read`](super::read) reads the same cells again, except where it sees another meaning: in a header with `;`, `|`
/// or tabs in its names, or whose first name starts with `#`, and in a row of a single empty cell, which is a blank
/// line.
///
/// ```
/// use iom_germany::text::csv::line;
/// assert_eq!(line(["2024", "Kiel, Bonn"]), "2024,\"Kiel, Bonn\"\r\n");
/// ```
pub fn line(cells: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut line = String::new();
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            line.push(',');
        }
        push(&mut line, cell.as_ref());
    }
    line.push_str("\r\n");
    line
}

/// Appends a cell. Spaces at its edges are quoted too: [`read`](super::read) and others take bare ones for padding.
fn push(line: &mut String, cell: &str) {
    let is_quoted = cell.contains([',', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if !is_quoted {
        line.push_str(cell);
        return;
    }
    line.push('"');
    for letter in cell.chars() {
        line.push(letter);
        if letter == '"' {
            line.push(letter);
        }
    }
    line.push('"');
}
