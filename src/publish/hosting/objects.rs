//! A table for object storage (S3 and the like) and for what stands before it. Storage keeps `Content-Type`,
//! `Cache-Control` and redirects with each object; the other headers are added on the way to the reader.
//!
//! Each row names files, a header and its value; `*` stands for anything, slashes too. Where two rows name the same
//! header for a file, the later one holds.

use super::policy::{self, Frames};
use super::rules::{self, Caching, Files};
use super::{Hosting, not_found};
use crate::text::Lang;

/// What S3 calls the header that makes an object lead to another address.
const REDIRECT: &str = "x-amz-website-redirect-location";

/// The table as CSV (RFC 4180).
pub(super) fn table(hosting: &Hosting<'_>) -> String {
    let mut rows = vec![["files", "header", "value"].map(str::to_owned)];
    let mut row = |files: String, header: &str, value: &str| rows.push([files, header.to_owned(), value.to_owned()]);
    row("*".to_owned(), "Content-Type", rules::UNKNOWN);
    for (ending, media_type) in rules::TYPES {
        row(Files::Ending(ending).pattern(), "Content-Type", media_type);
    }
    for (name, media_type) in rules::NAMED_TYPES {
        row(Files::Name(name).pattern(), "Content-Type", media_type);
    }
    row("*".to_owned(), "Cache-Control", Caching::Shortly.header());
    for files in rules::forever() {
        row(files.pattern(), "Cache-Control", Caching::Forever.header());
    }
    for files in rules::NEVER {
        row(files.pattern(), "Cache-Control", Caching::Never.header());
    }
    for (name, value) in policy::SECURITY {
        row("*".to_owned(), name, value);
    }
    row("*".to_owned(), "Content-Security-Policy", &policy::header(Frames::Nobody));
    row(rules::EMBEDDED.pattern(), "Content-Security-Policy", &policy::header(Frames::Everybody));
    for files in rules::SHARED {
        row(files.pattern(), "Access-Control-Allow-Origin", "*");
    }
    for (from, to) in &hosting.redirects {
        row(format!("{from}index.html"), REDIRECT, &hosting.url(to));
    }
    // How S3 calls the answer for addresses that are none; it has one for the whole host.
    row(not_found(Lang::En), "ErrorDocument", &hosting.url(&not_found(Lang::En)));
    rows.iter().map(|row| row.each_ref().map(|cell| quoted(cell)).join(",") + "\r\n").collect()
}

fn quoted(cell: &str) -> String {
    match cell.contains([',', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}
