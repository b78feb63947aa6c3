//! What readers and their browsers are to get, said once more by hand: an example of every kind of file.

use crate::site::Site;

/// The Content-Security-Policy of the project's specification, with Trusted Types.
pub(crate) fn policy(is_framed: bool) -> String {
    let rest = match is_framed {
        true => "frame-src 'self'; frame-ancestors *",
        false => "require-trusted-types-for 'script'; trusted-types default worker; frame-ancestors 'none'",
    };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'none'; {rest}"
    )
}

/// The other security headers.
pub(crate) const SECURITY: [(&str, &str); 5] = [
    ("strict-transport-security", "max-age=63072000"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), \
         gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
];

pub(crate) const FOREVER: &str = "public, max-age=31536000, immutable";
pub(crate) const SHORTLY: &str = "public, max-age=300";

/// An example of a kind of file.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    /// Its path from the folder of the site, as it is asked for.
    pub(crate) path: String,
    pub(crate) media_type: &'static str,
    pub(crate) caching: &'static str,
    /// Whether other sites may read it.
    pub(crate) is_shared: bool,
    /// Whether other sites may show it in a frame.
    pub(crate) is_framed: bool,
    /// Whether it has compressed copies.
    pub(crate) is_compressed: bool,
}

impl Kind {
    /// A page.
    pub(crate) fn page(path: &str) -> Self {
        Self::new(path, "text/html; charset=utf-8", SHORTLY).compressed()
    }

    fn new(path: &str, media_type: &'static str, caching: &'static str) -> Self {
        let path = path.to_owned();
        Self { path, media_type, caching, is_shared: false, is_framed: false, is_compressed: false }
    }

    fn compressed(self) -> Self {
        Self { is_compressed: true, ..self }
    }

    fn shared(self) -> Self {
        Self { is_shared: true, ..self }
    }

    /// The file it is, from the folder of the site.
    pub(crate) fn file(&self) -> String {
        match self.path.is_empty() || self.path.ends_with('/') {
            true => format!("{}index.html", self.path),
            false => self.path.clone(),
        }
    }
}

/// An example of every kind of file.
pub(crate) fn kinds(site: &Site) -> Vec<Kind> {
    let new = Kind::new;
    let javascript = "text/javascript; charset=utf-8";
    let [style, glue, wasm, starter, terms, records, schema, event] = [
        ("main-", ".css"),
        ("site-", ".js"),
        ("site-", ".wasm"),
        ("starter-", ".js"),
        ("search-index/t/", ".bin"),
        ("search-index/r/", ".json"),
        ("schemas/article-", ".json"),
        ("news/", ".ics"),
    ]
    .map(|(start, end)| site.find(start, end));
    let compressed = [
        new(&style, "text/css; charset=utf-8", FOREVER),
        new(&glue, javascript, FOREVER),
        new(&wasm, "application/wasm", FOREVER),
        new(&starter, javascript, FOREVER),
        new("bundles/en/index.json", "application/json", SHORTLY).shared(),
        new(&schema, "application/json", SHORTLY).shared(),
        new("news/feed.xml", "application/atom+xml; charset=utf-8", SHORTLY),
        new("news/topic/diaspora/feed.xml", "application/atom+xml; charset=utf-8", SHORTLY),
        new("de/aktuelles/feed.json", "application/feed+json", SHORTLY),
        new("sitemap-1.xml", "application/xml; charset=utf-8", SHORTLY),
        new("news/round-table/index.md", "text/markdown; charset=utf-8", SHORTLY),
        new("data/open-days/datapackage.json", "application/json", SHORTLY),
        new("release.json", "application/json", "no-cache"),
    ];
    // What is too short to be compressed, or small as it is.
    let plain = [
        new("site.webmanifest", "application/manifest+json", SHORTLY),
        new(&event, "text/calendar; charset=utf-8", SHORTLY),
        new("data/open-days/open-days.csv", "text/csv; charset=utf-8", SHORTLY),
        new("data/open-days/dataset.jsonld", "application/ld+json", SHORTLY),
        new("robots.txt", "text/plain; charset=utf-8", SHORTLY),
        new("icon.svg", "image/svg+xml", SHORTLY),
        new("fonts/source-serif-4.woff2", "font/woff2", SHORTLY),
        new("media/rectangle.png", "image/png", SHORTLY),
        new("search-index/root.bin", "application/octet-stream", SHORTLY),
        new(&terms, "application/octet-stream", FOREVER),
        new("worker.js", javascript, "no-cache"),
        Kind { is_framed: true, ..new("embed/chart/", "text/html; charset=utf-8", SHORTLY) },
    ];
    let pages = ["", "about/", "about/index.html", "de/", "de/aktuelles/", "404.html"].map(Kind::page);
    let has_copies = |path: &str| site.out().join(format!("{path}.br")).is_file();
    let mut kinds: Vec<_> = pages.into_iter().chain(compressed.map(Kind::compressed)).chain(plain).collect();
    kinds.push(Kind { is_compressed: has_copies(&records), ..new(&records, "application/json", FOREVER) });
    for kind in &mut kinds {
        // `publish compress` decides by size.
        let has_copies = has_copies(&kind.file());
        assert!(has_copies || !kind.is_compressed || kind.path == "release.json", "{} has no copies", kind.path);
        kind.is_compressed = has_copies;
    }
    kinds
}
