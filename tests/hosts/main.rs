//! The configuration that `publish` writes, on real servers: nginx, Caddy and Apache, at the root of a host and in a
//! folder of it; besides Python's own server, which knows no configuration. What other hosts read is read here by their
//! rules.
//!
//! For every kind of file: status, type, caching, who may read it, security headers, compression, and the bytes.
//! `WEB_SERVERS` names a folder with Debian's packages of nginx and Caddy unpacked (`tools/setup.sh test` puts them
//! there, and Apache on the machine); without it the programs are looked for on `PATH`.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod answer;
mod expected;
mod forms;
mod servers;
mod site;

use std::collections::BTreeMap;
use std::io::Read;

use answer::{Answer, get};
use expected::{Kind, SECURITY, kinds, policy};
use servers::Server;
use site::Site;

const PLACES: [&str; 2] = ["/", "/iom/"];

/// What an answer has to be, and what it was.
fn check(server: &Server, path: &str, answer: &Answer, kind: &Kind, status: u16) {
    let what = format!("{}: {path}", server.name);
    assert_eq!(answer.status, status, "{what}");
    let mut expected: BTreeMap<&str, Option<&str>> =
        SECURITY.iter().map(|(name, value)| (*name, Some(*value))).collect();
    let policy = policy(kind.is_framed);
    expected.insert("content-security-policy", Some(&policy));
    expected.insert("content-type", Some(kind.media_type));
    expected.insert("cache-control", Some(kind.caching));
    expected.insert("access-control-allow-origin", kind.is_shared.then_some("*"));
    for (name, value) in expected {
        assert_eq!(answer.header(name).as_deref(), value, "{what}: {name}");
    }
}

/// The bytes of an answer as they were before they were compressed.
fn unpacked(answer: &Answer) -> Vec<u8> {
    let mut bytes = Vec::new();
    match answer.header("content-encoding").as_deref() {
        None => bytes.clone_from(&answer.body),
        Some("gzip") => _ = flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut bytes).unwrap(),
        Some("br") => brotli::BrotliDecompress(&mut answer.body.as_slice(), &mut bytes).unwrap(),
        Some(other) => panic!("compressed as {other}"),
    }
    bytes
}

fn check_files(server: &Server, site: &Site) {
    for kind in kinds(site) {
        let path = format!("{}{}", site.base, kind.path);
        let file = site.read(&kind.file());
        let [plain, gzip, brotli] =
            ["identity", "gzip", "gzip, deflate, br"].map(|accepted| get(server.port, &path, accepted));
        for answer in [&plain, &gzip, &brotli] {
            check(server, &path, answer, &kind, 200);
            assert_eq!(unpacked(answer), file, "{}: {path}: other bytes", server.name);
        }
        let forms = [&plain, &gzip, &brotli].map(|answer| answer.header("content-encoding"));
        let expected = match kind.is_compressed {
            true => [None, Some("gzip"), Some("br")],
            false => [None; 3],
        };
        assert_eq!(forms.each_ref().map(Option::as_deref), expected, "{}: {path}", server.name);
        if kind.is_compressed {
            for answer in [&plain, &gzip, &brotli] {
                let vary = answer.header("vary").unwrap_or_default().to_lowercase();
                assert!(vary.contains("accept-encoding"), "{}: {path}: Vary: {vary}", server.name);
            }
            // Made beforehand, at the highest setting, not by the server at every request.
            for (answer, form) in [(&gzip, "gz"), (&brotli, "br")] {
                let copy = site.read(&format!("{}.{form}", kind.file()));
                assert_eq!(answer.body, copy, "{}: {path}.{form} was not sent", server.name);
            }
        }
    }
}

fn check_redirects(server: &Server, site: &Site) {
    let moved = [
        // A page has one address, with a slash at its end.
        ("about", "about/"),
        ("de/ueber-uns", "de/ueber-uns/"),
        ("about?x=1", "about/?x=1"),
        // Former addresses.
        ("old/round-table/", "news/round-table/"),
        ("old/round-table", "news/round-table/"),
        ("de/alt/runder-tisch/", "de/aktuelles/runder-tisch/"),
    ];
    for (from, to) in moved {
        let answer = get(server.port, &format!("{}{from}", site.base), "identity");
        assert!([301, 308].contains(&answer.status), "{}: {from}: {}", server.name, answer.status);
        let location = answer.header("location").unwrap();
        let path = location.strip_prefix(&format!("http://127.0.0.1:{}", server.port)).unwrap_or(&location);
        assert_eq!(path, format!("{}{to}", site.base), "{}: {from}", server.name);
    }
}

fn check_missing(server: &Server, site: &Site) {
    let missing = [
        ("nowhere/", "404.html"),
        ("nowhere", "404.html"),
        // As written, not as others would write it.
        ("About/", "404.html"),
        ("NEWS/round-table/", "404.html"),
        ("de/nirgends/", "de/404.html"),
        ("de/aktuelles/gibt-es-nicht", "de/404.html"),
        // Not to be kept for ever, and no JSON.
        ("site-0123456789abcdef.js", "404.html"),
        ("bundles/en/nowhere/index.json", "404.html"),
        // Folders without a page are not listed.
        ("schemas/", "404.html"),
        // For the host alone.
        (".htaccess", "404.html"),
        ("de/.htaccess", "de/404.html"),
        ("_headers", "404.html"),
        ("_redirects", "404.html"),
        ("hosting/nginx.conf", "404.html"),
    ];
    for (path, page) in missing {
        let path = format!("{}{path}", site.base);
        let page_kind = Kind::page(page);
        // Who may read what is not there does not matter.
        for accepted in ["identity", "br"] {
            let answer = get(server.port, &path, accepted);
            let is_shared = answer.header("access-control-allow-origin").is_some();
            check(server, &path, &answer, &Kind { is_shared, ..page_kind.clone() }, 404);
            assert!(unpacked(&answer) == site.read(page), "{}: {path}: not the page of {page}", server.name);
        }
    }
}

/// Where the site lies in a folder, the rest of the host is left alone.
fn check_outside(server: &Server, site: &Site) {
    if site.base != "/" {
        let answer = get(server.port, "/index.html", "identity");
        let name = server.name;
        assert_eq!((answer.status, answer.body.as_slice()), (200, b"another site".as_slice()), "{name}");
        for header in ["content-security-policy", "cache-control", "strict-transport-security"] {
            assert_eq!(answer.header(header), None, "{name}: {header} for another site");
        }
        assert_eq!(get(server.port, "/nowhere/", "identity").status, 404, "{name}");
    }
}

fn check_server(start: fn(&Site) -> Server) {
    for base in PLACES {
        let site = Site::under(base);
        let server = start(&site);
        check_files(&server, &site);
        check_redirects(&server, &site);
        check_missing(&server, &site);
        check_outside(&server, &site);
    }
}

#[test]
fn nginx_serves_every_kind_of_file_as_it_should() {
    check_server(servers::nginx);
}

#[test]
fn nginx_without_the_module_for_brotli_takes_gzip() {
    let site = Site::under("/");
    let server = servers::plain_nginx(&site);
    let answer = get(server.port, "/about/", "gzip, br");
    assert_eq!((answer.status, answer.header("content-encoding").as_deref()), (200, Some("gzip")));
}

#[test]
fn caddy_serves_every_kind_of_file_as_it_should() {
    check_server(servers::caddy);
}

#[test]
fn apache_serves_every_kind_of_file_as_it_should() {
    check_server(servers::apache);
}

#[test]
fn pythons_server_serves_every_page() {
    for base in PLACES {
        let site = Site::under(base);
        let server = servers::python(&site);
        for kind in kinds(&site) {
            let path = format!("{base}{}", kind.path);
            let answer = get(server.port, &path, "identity");
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.body, site.read(&kind.file()), "{path}");
            let essence = |text: &str| text.split(';').next().unwrap_or_default().to_owned();
            // What a browser would not run or show otherwise.
            let is_strict = ["html", "css", "js", "wasm", "svg"].iter().any(|ending| kind.file().ends_with(ending));
            if is_strict {
                let media_type = answer.header("content-type").map(|value| essence(&value));
                assert_eq!(media_type, Some(essence(kind.media_type)), "{path}");
            }
        }
        let answer = get(server.port, &format!("{base}about"), "identity");
        assert_eq!((answer.status, answer.header("location")), (301, Some(format!("{base}about/"))));
        assert_eq!(get(server.port, &format!("{base}nowhere/"), "identity").status, 404);
        // A former address is a page that leads on.
        let answer = get(server.port, &format!("{base}old/round-table/"), "identity");
        let leads_on = format!("content=\"0; url={base}news/round-table/\"");
        assert!(answer.status == 200 && String::from_utf8_lossy(&answer.body).contains(&leads_on));
    }
}
