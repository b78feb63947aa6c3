//! What hosts are to do with each kind of file: its type, how long it may be kept, who may read it.

/// Where configuration lies that no host looks for by itself, from the folder of the site.
pub(super) const FOLDER: &str = "hosting/";

/// Some of the files of a site, by path from its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::publish) enum Files {
    /// With this ending.
    Ending(&'static str),
    /// Of this name, in any folder.
    Name(&'static str),
    /// This one.
    File(&'static str),
    /// In this folder and those below, written with a slash at the end.
    Folder(&'static str),
    /// Named after what is in them, in any folder: this, a hash, and that.
    Hashed(&'static str, &'static str),
}

impl Files {
    /// Whether a file, given by its path, is among these.
    pub(in crate::publish) fn contains(self, path: &str) -> bool {
        fn name(path: &str) -> &str {
            path.rsplit_once('/').map_or(path, |(_, name)| name)
        }
        let is_hash = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit());
        match self {
            Self::Ending(ending) => name(path).rsplit_once('.').is_some_and(|(_, other)| other == ending),
            Self::Name(other) => name(path) == other,
            Self::File(file) => path == file,
            Self::Folder(folder) => path.starts_with(folder),
            // The ending first: every file of a site is asked about, and few have it.
            Self::Hashed(start, end) => {
                path.strip_suffix(end).and_then(|rest| name(rest).strip_prefix(start)).is_some_and(is_hash)
            }
        }
    }

    /// A regular expression for their paths, as far as nginx, Caddy and Apache agree on those.
    pub(super) fn regex(self) -> String {
        let plain = |text: &str| text.replace('.', r"\.");
        match self {
            Self::Ending(ending) => format!(r".*\.{ending}"),
            Self::Name(name) => format!("(?:.*/)?{}", plain(name)),
            Self::File(file) => plain(file),
            Self::Folder(folder) => format!("{}.*", plain(folder)),
            Self::Hashed(start, end) => format!("(?:.*/)?{}[0-9a-f]+{}", plain(start), plain(end)),
        }
    }

    /// A pattern for their paths in which `*` stands for anything, slashes too.
    pub(super) fn pattern(self) -> String {
        match self {
            Self::Ending(ending) => format!("*.{ending}"),
            Self::Name(name) => format!("*{name}"),
            Self::File(file) => file.to_owned(),
            Self::Folder(folder) => format!("{folder}*"),
            Self::Hashed(start, end) => format!("*{start}*{end}"),
        }
    }
}

/// One regular expression for several kinds of files.
pub(super) fn any_of(files: &[Files]) -> String {
    let parts: Vec<_> = files.iter().map(|files| files.regex()).collect();
    format!("(?:{})", parts.join("|"))
}

/// Media types of names, which come before those of endings.
pub(in crate::publish) const NAMED_TYPES: [(&str, &str); 2] =
    [("feed.xml", "application/atom+xml; charset=utf-8"), ("feed.json", "application/feed+json")];

/// Media types by ending. Texts are UTF-8 (RFC 9110, 8.3.1).
pub(in crate::publish) const TYPES: [(&str, &str); 22] = [
    ("html", HTML),
    ("css", "text/css; charset=utf-8"),
    // RFC 9239.
    ("js", "text/javascript; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("webmanifest", "application/manifest+json"),
    ("xml", "application/xml; charset=utf-8"),
    // RFC 7763.
    ("md", "text/markdown; charset=utf-8"),
    // RFC 7111.
    ("csv", "text/csv; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("pdf", "application/pdf"),
    ("bin", UNKNOWN),
];

/// The type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The type of what has none.
pub(super) const UNKNOWN: &str = "application/octet-stream";

/// How long a file may be kept, by browsers and by what stands between them and the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::publish) enum Caching {
    /// The name says what is in it.
    Forever,
    /// A while, so that what is published is seen soon.
    Shortly,
    /// It is asked for every time.
    Never,
}

impl Caching {
    /// The value of `Cache-Control` (RFC 9111; RFC 8246).
    pub(in crate::publish) const fn header(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Shortly => "public, max-age=300",
            Self::Never => "no-cache",
        }
    }
}

/// Files of the app and the search index, which are named after what is in them. Pages that are open in a browser ask
/// for them, so they stay for some releases.
pub(in crate::publish) const APP: [Files; 16] = [
    Files::Hashed("main-", ".css"),
    Files::Hashed("site-", ".js"),
    Files::Hashed("site-", "_bg.wasm"),
    Files::Hashed("starter-", ".js"),
    // What keeps pages for reading without network.
    Files::Hashed("keeper-", ".js"),
    Files::Hashed("panel-", ".js"),
    Files::Hashed("offline-", ".css"),
    // What stands in frames of other sites.
    Files::Hashed("embed-", ".css"),
    Files::Hashed("frame-", ".js"),
    Files::Hashed("code-", ".js"),
    Files::Hashed("widgets-", ".js"),
    Files::Hashed("widgets-", "_bg.wasm"),
    Files::Folder("search-index/t/"),
    Files::Folder("search-index/s/"),
    Files::Folder("search-index/p/"),
    Files::Folder("search-index/r/"),
];

/// Pictures for where articles are shared are named after what they show.
const PREVIEWS: Files = Files::Hashed("preview-", ".png");

/// What may be kept for ever.
pub(in crate::publish) fn forever() -> Vec<Files> {
    APP.into_iter().chain([PREVIEWS]).collect()
}

/// What tells whether there is something new.
pub(in crate::publish) const NEVER: [Files; 3] =
    [Files::File("worker.js"), Files::File("worker-off.js"), Files::File("release.json")];

/// What other sites may read from a browser (Fetch Standard, “CORS protocol”).
pub(in crate::publish) const SHARED: [Files; 2] = [Files::Folder("bundles/"), Files::Folder("schemas/")];

/// Pages that stand in frames of other sites.
pub(in crate::publish) const EMBEDDED: Files = Files::Folder("embed/");

/// Configuration, which is for the host alone.
pub(super) const HIDDEN: [Files; 4] =
    [Files::Name(".htaccess"), Files::File("_headers"), Files::File("_redirects"), Files::Folder(FOLDER)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_path() {
        for (files, inside, outside) in [
            (Files::Ending("js"), "a/b.js", "a/b.mjs"),
            (Files::Ending("json"), "b.json", "b.jsonld"),
            (Files::Name("feed.xml"), "news/feed.xml", "news/a-feed.xml"),
            (Files::File("worker.js"), "worker.js", "a/worker.js"),
            (Files::Folder("bundles/"), "bundles/en/index.json", "a/bundles/x.json"),
            (Files::Hashed("site-", "_bg.wasm"), "site-01ab_bg.wasm", "site-xyz_bg.wasm"),
            (Files::Hashed("preview-", ".png"), "news/x/preview-01ab.png", "news/x/preview-.png"),
        ] {
            assert!(files.contains(inside), "{files:?} without {inside}");
            assert!(!files.contains(outside), "{files:?} with {outside}");
        }
    }

    #[test]
    fn the_search_index_has_no_other_folders() {
        let names = ["t/0.bin", "s/0-1.bin", "p/0-1.bin", "r/en-0-1.json"].map(|name| format!("search-index/{name}"));
        for name in names {
            assert!(APP.iter().any(|files| files.contains(&name)), "{name}");
        }
        assert!(!APP.iter().any(|files| files.contains("search-index/root.bin")));
    }

    #[test]
    fn no_ending_has_two_types() {
        let mut endings: Vec<_> = TYPES.iter().map(|(ending, _)| ending).collect();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), TYPES.len());
    }
}
