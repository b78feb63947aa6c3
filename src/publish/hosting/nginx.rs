//! nginx: what its `server` block includes. Variables are set first, since a `location` cannot add to the headers of
//! the one around it.

use std::fmt::Write;

use super::policy::{self, Frames};
use super::rules::{self, Caching};
use super::{Hosting, folder, langs_in_folders, not_found};
use crate::text::Lang;

/// What is included besides, where nginx has the module ngx_brotli.
pub(super) const BROTLI: &str = "# For nginx with the module ngx_brotli: include it beside nginx.conf.\n\
                                 brotli_static on;\n";

/// What a `server` block includes.
pub(super) fn server(hosting: &Hosting<'_>) -> String {
    let here = hosting.public_url.as_str();
    let mut text = format!(
        "# For nginx. In a server block whose root is the folder in which {here} lies:\n\
         #     include /path/to/{}nginx.conf;\n\
         # Compressed copies are sent as gzip; as Brotli too, if nginx-brotli.conf is included beside it.\n\n",
        rules::FOLDER
    );
    text += &variables(hosting);
    let _ = write!(
        text,
        "\nabsolute_redirect off;\n\n\
         location {here} {{\n    index index.html;\n    autoindex off;\n    charset off;\n    gzip_static on;\n    \
         gzip_vary on;\n    error_page 403 404 =404 $site_not_found;\n    default_type {};\n    types {{\n",
        rules::UNKNOWN
    );
    for (ending, media_type) in rules::TYPES {
        let _ = writeln!(text, "        \"{media_type}\" {ending};");
    }
    text += "    }\n\n";
    for (name, value) in policy::SECURITY {
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    text += "    add_header Content-Security-Policy $site_policy always;\n    \
             add_header Cache-Control $site_caching always;\n    \
             add_header Access-Control-Allow-Origin $site_readers always;\n\n";
    for (name, media_type) in rules::NAMED_TYPES {
        let pattern = hosting.regex(&rules::Files::Name(name).regex());
        let _ = writeln!(text, "    location ~ \"{pattern}$\" {{ types {{ }} default_type \"{media_type}\"; }}");
    }
    let hidden = hosting.regex(&rules::any_of(&rules::HIDDEN));
    let _ = writeln!(text, "    location ~ \"{hidden}$\" {{ return 404; }}");
    for (from, to) in &hosting.redirects {
        let (from, to) = (hosting.url(from), hosting.url(to));
        for from in [from.as_str(), from.trim_end_matches('/')] {
            let _ = writeln!(text, "    location = {from} {{ return 301 {to}$is_args$args; }}");
        }
    }
    text + "}\n"
}

/// What differs from file to file.
fn variables(hosting: &Hosting<'_>) -> String {
    let mut text = String::new();
    let mut set = |name: &str, value: &str, unless: Vec<(String, String)>| {
        let _ = writeln!(text, "set $site_{name} \"{value}\";");
        for (pattern, value) in unless {
            let pattern = hosting.regex(&pattern);
            let _ = writeln!(text, "if ($uri ~ \"{pattern}\") {{ set $site_{name} \"{value}\"; }}");
        }
    };
    let all = |pattern: String| format!("{pattern}$");
    let caching = vec![
        (all(rules::any_of(&rules::forever())), Caching::Forever.header().to_owned()),
        (all(rules::any_of(&rules::NEVER)), Caching::Never.header().to_owned()),
    ];
    set("caching", Caching::Shortly.header(), caching);
    let embedded = vec![(all(rules::EMBEDDED.regex()), policy::header(Frames::Everybody))];
    set("policy", &policy::header(Frames::Nobody), embedded);
    set("readers", "", vec![(all(rules::any_of(&rules::SHARED)), "*".to_owned())]);
    let pages = langs_in_folders().map(|lang| (folder(lang), hosting.url(&not_found(lang))));
    set("not_found", &hosting.url(&not_found(Lang::En)), pages.collect());
    text
}
