//! What a list of results shows of a document.

use serde::{Deserialize, Serialize};

use super::Fault;
use super::bits::hash;
use crate::text::check_href;

/// A document as a list of results shows it.
///
/// In the files it is an array in the order of the fields; see the module's head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The article's id.
    pub id: String,
    /// Its address, as the site's links have it.
    pub href: String,
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub summary: String,
    /// Key of its type.
    pub kind: String,
    /// ISO 8601 date.
    pub date: String,
}

/// What a chunk's file begins with; eight hexadecimal digits follow, then [`MIDDLE`].
const START: &str = "{\"sum\":\"";
const MIDDLE: &str = "\",\"records\":";
const DIGITS: usize = 8;

/// A chunk's file from the JSON of its records.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write<'a>(rows: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut body = String::from("[");
    for (at, row) in rows.enumerate() {
        body.push_str(if at > 0 { ",\n" } else { "" });
        body.push_str(row);
    }
    body.push(']');
    format!("{START}{:08x}{MIDDLE}{body}}}", hash(body.as_bytes()) as u32).into_bytes()
}

/// The JSON of a record in a chunk.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn row(record: &Record) -> String {
    let Record { id, href, title, summary, kind, date } = record;
    serde_json::to_string(&(id, href, title, summary, kind, date)).expect("texts are always JSON")
}

/// Reads a chunk's file with at most `most` records. An address that may not stand on a page is damage, too.
pub(crate) fn read(bytes: &[u8], most: usize) -> Result<Vec<Record>, Fault> {
    let rest = bytes.strip_prefix(START.as_bytes()).ok_or(Fault::Foreign)?;
    let (sum, rest) = rest.split_at_checked(DIGITS).ok_or(Fault::Corrupt)?;
    let body = rest.strip_prefix(MIDDLE.as_bytes()).and_then(|rest| rest.strip_suffix(b"}")).ok_or(Fault::Corrupt)?;
    if format!("{:08x}", hash(body) as u32).as_bytes() != sum {
        return Err(Fault::Corrupt);
    }
    // Arrays of texts, because the page reads such anyway and another type would cost two kilobytes in the wasm.
    let rows: Vec<Vec<String>> = serde_json::from_slice(body).map_err(|_| Fault::Corrupt)?;
    if rows.len() > most {
        return Err(Fault::Corrupt);
    }
    let record = |row: Vec<String>| {
        let [id, href, title, summary, kind, date] = row.try_into().ok()?;
        check_href(&href).ok()?;
        Some(Record { id, href, title, summary, kind, date })
    };
    rows.into_iter().map(record).collect::<Option<_>>().ok_or(Fault::Corrupt)
}
