//! Caddy: what a site block imports. Inside `route`, directives work in the order in which they stand, and a header
//! that is set again is replaced.

use std::fmt::Write;

use super::policy::{self, Frames};
use super::rules::{self, Caching, Files};
use super::{Hosting, folder, langs_in_folders, not_found};
use crate::text::Lang;

/// What a site block imports.
pub(super) fn site(hosting: &Hosting<'_>) -> String {
    let here = hosting.public_url.as_str();
    let mut text = format!(
        "# For Caddy 2. In a site block with `root *` and the folder in which {here} lies:\n\
         #     import /path/to/{}Caddyfile\n\n\
         handle {here}* {{\n\troute {{\n",
        rules::FOLDER
    );
    let hidden = hosting.regex(&rules::any_of(&rules::HIDDEN));
    let _ = write!(text, "\t\t@hidden path_regexp {hidden}$\n\t\terror @hidden 404\n");
    text += &security("\t\t");
    for (from, to) in &hosting.redirects {
        let (from, to) = (hosting.url(from), hosting.url(to));
        for from in [from.as_str(), from.trim_end_matches('/')] {
            let _ = writeln!(text, "\t\tredir {from} {to} 301");
        }
    }
    // Caddy itself leads to the address with a slash, but would forget what is asked for there.
    text += "\t\t@slashless {\n\t\t\tnot path */\n\t\t\tfile {path}/index.html\n\t\t\t\
             expression `{query} != \"\"`\n\t\t}\n\t\tredir @slashless {path}/?{query} 301\n";
    let mut names = 0;
    let mut set = |header: &str, value: &str, pattern: &str| {
        names += 1;
        let pattern = hosting.regex(pattern);
        let _ = writeln!(text, "\t\t@of{names} path_regexp {pattern}$\n\t\theader @of{names} {header} \"{value}\"");
    };
    set("Content-Security-Policy", &policy::header(Frames::Everybody), &rules::EMBEDDED.regex());
    set("Cache-Control", Caching::Forever.header(), &rules::any_of(&rules::forever()));
    set("Cache-Control", Caching::Never.header(), &rules::any_of(&rules::NEVER));
    set("Access-Control-Allow-Origin", "*", &rules::any_of(&rules::SHARED));
    // An address with a slash at the end is that of a page.
    set("Content-Type", rules::HTML, "(?:.*/)?");
    for (ending, media_type) in rules::TYPES {
        set("Content-Type", media_type, &Files::Ending(ending).regex());
    }
    for (name, media_type) in rules::NAMED_TYPES {
        set("Content-Type", media_type, &Files::Name(name).regex());
    }
    text += "\t\tfile_server {\n\t\t\tindex index.html\n\t\t\tprecompressed br gzip\n\t\t}\n\t}\n}\n\n";
    text + &errors(hosting)
}

/// The page for addresses that are none.
fn errors(hosting: &Hosting<'_>) -> String {
    let here = hosting.public_url.as_str();
    let mut text = format!(
        "handle_errors {{\n\t@missing {{\n\t\tpath {here}*\n\t\texpression `{{http.error.status_code}} == 404`\n\t}}\n\t\
         handle @missing {{\n\t\troute {{\n"
    );
    text += &security("\t\t\t");
    let _ = write!(
        text,
        "\t\t\theader Content-Type \"{}\"\n\t\t\theader -Access-Control-Allow-Origin\n\
         \t\t\t@english not path_regexp {}\n",
        rules::HTML,
        hosting.regex(&format!("(?:{})", langs_in_folders().map(folder).collect::<Vec<_>>().join("|"))),
    );
    for lang in langs_in_folders() {
        let _ = write!(
            text,
            "\t\t\t@{lang} path_regexp {}\n\t\t\trewrite @{lang} {}\n",
            hosting.regex(&folder(lang)),
            hosting.url(&not_found(lang)),
        );
    }
    let _ = writeln!(text, "\t\t\trewrite @english {}", hosting.url(&not_found(Lang::En)));
    text + "\t\t\tfile_server {\n\t\t\t\tprecompressed br gzip\n\t\t\t}\n\t\t}\n\t}\n}\n"
}

/// What every answer carries.
fn security(indent: &str) -> String {
    let policy = policy::header(Frames::Nobody);
    let all = [("Cache-Control", Caching::Shortly.header()), ("Content-Security-Policy", policy.as_str())];
    let lines = policy::SECURITY.into_iter().chain(all);
    let lines: String = lines.map(|(name, value)| format!("{indent}header {name} \"{value}\"\n")).collect();
    // Caddy says of compressed answers alone that there might be others.
    format!("{lines}{indent}header ?Vary Accept-Encoding\n")
}
