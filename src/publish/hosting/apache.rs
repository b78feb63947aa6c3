//! Apache: `.htaccess` in the folder of the site. It needs `AllowOverride All` and works without any one of the modules
//! it names, with less.

use std::fmt::Write;

use super::policy::{self, Frames};
use super::rules::{self, Caching};
use super::{Hosting, not_found};
use crate::text::Lang;

/// The forms of compressed copies: the ending of their files and what requests and answers call them.
const FORMS: [(&str, &str); 2] = [("br", "br"), ("gz", "gzip")];

/// The file for the folder of the site.
pub(super) fn htaccess(hosting: &Hosting<'_>) -> String {
    let mut text = format!(
        "# For Apache 2.4 with `AllowOverride All`. It holds for {} and all below.\n\
         Options -Indexes -MultiViews\n\
         DirectoryIndex index.html\n\
         DirectorySlash On\n\
         ErrorDocument 404 {}\n",
        hosting.public_url.as_str(),
        hosting.url(&not_found(Lang::En)),
    );
    text += &types();
    text += &rewriting(hosting);
    text += &headers(hosting);
    text
}

/// The file for the folder of a language, which has a page of its own for addresses that are none.
pub(super) fn folder(hosting: &Hosting<'_>, lang: Lang) -> String {
    format!("ErrorDocument 404 {}\n", hosting.url(&not_found(lang)))
}

fn types() -> String {
    let mut text = String::from("\n<IfModule mod_mime.c>\n");
    for (ending, media_type) in rules::TYPES {
        let _ = writeln!(text, "    AddType \"{media_type}\" .{ending}");
    }
    // A host may take these for types or languages of their own.
    for (ending, form) in FORMS {
        let _ =
            write!(text, "    RemoveType .{ending}\n    RemoveLanguage .{ending}\n    AddEncoding {form} .{ending}\n");
    }
    text += "</IfModule>\n";
    for (name, media_type) in rules::NAMED_TYPES {
        let name = name.replace('.', r"\.");
        let _ = write!(text, "<FilesMatch \"^{name}{COPY}$\">\n    ForceType \"{media_type}\"\n</FilesMatch>\n");
    }
    text
}

/// What the names of compressed copies may end with.
const COPY: &str = r"(?:\.br|\.gz)?";

/// Former addresses, what is hidden, and compressed copies in the place of files.
fn rewriting(hosting: &Hosting<'_>) -> String {
    let mut text = String::from("\n<IfModule mod_rewrite.c>\n    RewriteEngine On\n");
    for (from, to) in &hosting.redirects {
        let from = from.trim_end_matches('/').replace('.', r"\.");
        let _ = writeln!(text, "    RewriteRule \"^{from}/?$\" \"{}\" [R=301,L]", hosting.url(to));
    }
    let hidden = rules::any_of(&rules::HIDDEN);
    let _ = writeln!(text, "    RewriteRule \"^{hidden}$\" - [R=404,L]");
    // A folder without a page is not there, rather than forbidden.
    text += "    RewriteCond %{REQUEST_FILENAME} -d\n    RewriteCond %{REQUEST_FILENAME}index.html !-f\n    \
             RewriteRule \"(?:^|/)$\" - [R=404,L]\n";
    for (ending, form) in FORMS {
        // A page is asked for by its folder.
        for (asked, file) in [("^(|.*/)$", "index.html"), (r"^(.+[^/])$", "")] {
            let _ = write!(
                text,
                "    RewriteCond %{{HTTP:Accept-Encoding}} \"(?:^|[ ,]){form}(?:[ ,;]|$)\"\n    \
                 RewriteCond \"%{{REQUEST_FILENAME}}{file}.{ending}\" -f\n    \
                 RewriteRule \"{asked}\" \"$1{file}.{ending}\" [E=no-gzip:1,E=no-brotli:1,L]\n"
            );
        }
    }
    text + "</IfModule>\n"
}

fn headers(hosting: &Hosting<'_>) -> String {
    let mut text = String::from("\n<IfModule mod_headers.c>\n");
    let mut set = |name: &str, value: &str, only: Option<String>| {
        let only = only.map(|pattern| {
            let pattern = hosting.regex(&pattern);
            format!(" \"expr=%{{REQUEST_URI}} =~ m#{pattern}{COPY}$#\"")
        });
        let _ = writeln!(text, "    Header always set {name} \"{value}\"{}", only.unwrap_or_default());
    };
    for (name, value) in policy::SECURITY {
        set(name, value, None);
    }
    set("Content-Security-Policy", &policy::header(Frames::Nobody), None);
    set("Content-Security-Policy", &policy::header(Frames::Everybody), Some(rules::EMBEDDED.regex()));
    set("Cache-Control", Caching::Shortly.header(), None);
    set("Cache-Control", Caching::Forever.header(), Some(rules::any_of(&rules::forever())));
    set("Cache-Control", Caching::Never.header(), Some(rules::any_of(&rules::NEVER)));
    set("Access-Control-Allow-Origin", "*", Some(rules::any_of(&rules::SHARED)));
    text + "    Header always merge Vary Accept-Encoding\n</IfModule>\n"
}
