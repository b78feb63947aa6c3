//! The forms that hosts read which cannot be run here: `_headers` and `_redirects` by the rules of Netlify and
//! Cloudflare Pages, and the table for object storage.

use std::collections::BTreeMap;

use crate::PLACES;
use crate::expected::{FOREVER, Kind, SECURITY, kinds, policy};
use crate::site::Site;

/// A rule of `_headers`: a path with a star or names for its parts, and headers.
struct Rule {
    path: String,
    headers: Vec<(String, String)>,
}

fn rules(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        assert!(line.len() <= 2000, "longer than Cloudflare Pages reads: {line}");
        match line.strip_prefix("  ") {
            None => rules.push(Rule { path: line.to_owned(), headers: Vec::new() }),
            Some(header) => {
                let (name, value) = header.split_once(": ").unwrap();
                rules.last_mut().unwrap().headers.push((name.to_lowercase(), value.to_owned()));
            }
        }
    }
    rules
}

/// Whether a rule is for a path: a star stands for everything that follows, `:name` for one part.
fn is_for(rule: &str, path: &str) -> bool {
    if let Some(start) = rule.strip_suffix('*') {
        assert!(start.ends_with('/'), "{rule}: hosts differ about stars within names");
        return path.starts_with(start);
    }
    let (rule, path): (Vec<_>, Vec<_>) = (rule.split('/').collect(), path.split('/').collect());
    rule.len() == path.len() && rule.iter().zip(&path).all(|(part, other)| part.starts_with(':') || part == other)
}

#[test]
fn headers_are_given_once_to_each_path() {
    for base in PLACES {
        let site = Site::under(base);
        let rules = rules(&String::from_utf8(site.read("_headers")).unwrap());
        assert!(rules.len() <= 100, "Cloudflare Pages reads 100 rules, these are {}", rules.len());
        for kind in kinds(&site) {
            let path = format!("{base}{}", kind.path);
            let mut given = BTreeMap::new();
            for (name, value) in rules.iter().filter(|rule| is_for(&rule.path, &path)).flat_map(|rule| &rule.headers) {
                let before = given.insert(name.as_str(), value.as_str());
                assert!(before.is_none(), "{path} gets {name} twice: {before:?}, {value}");
            }
            for (name, value) in SECURITY {
                assert_eq!(given.get(name), Some(&value), "{path}: {name}");
            }
            let caching = given.get("cache-control").copied();
            assert_eq!(caching, (kind.caching == FOREVER).then_some(FOREVER), "{path}");
            assert_eq!(given.get("access-control-allow-origin").copied(), kind.is_shared.then_some("*"), "{path}");
            if kind.media_type.starts_with("text/html") {
                assert_eq!(given.get("content-security-policy"), Some(&policy(kind.is_framed).as_str()), "{path}");
            }
            if kind.path.ends_with("feed.xml") || kind.path.ends_with("feed.json") {
                assert_eq!(given.get("content-type"), Some(&kind.media_type), "{path}");
            }
        }
    }
}

#[test]
fn redirects_lead_from_former_addresses_to_pages() {
    for base in PLACES {
        let site = Site::under(base);
        let text = String::from_utf8(site.read("_redirects")).unwrap();
        let lines: Vec<Vec<_>> =
            text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').collect()).collect();
        let to = format!("{base}news/round-table/");
        for from in ["old/round-table", "old/round-table/"].map(|path| format!("{base}{path}")) {
            assert!(lines.contains(&vec![from.as_str(), to.as_str(), "301"]), "{from}");
        }
        for line in &lines {
            let [_, to, status] = line[..] else { panic!("{line:?}") };
            let file = to.strip_prefix(base).unwrap();
            match status {
                "301" => _ = site.read(&format!("{file}index.html")),
                "404" => _ = site.read(file),
                other => panic!("{other}"),
            }
        }
        // The first line that fits holds.
        let missing: Vec<_> = lines.iter().filter(|line| line[2] == "404").map(|line| line[0]).collect();
        assert_eq!(missing, [format!("{base}de/*"), format!("{base}*")]);
    }
}

/// Whether a pattern of the table is for a file.
fn matches(pattern: &str, file: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = file.strip_prefix(parts.next().unwrap()) else { return false };
    let parts: Vec<_> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// The rows of the table.
fn table(site: &Site) -> Vec<csv::StringRecord> {
    let bytes = site.read("hosting/objects.csv");
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    assert_eq!(table.headers().unwrap(), vec!["files", "header", "value"]);
    table.records().map(Result::unwrap).collect()
}

fn applied(table: &[csv::StringRecord], file: &str) -> BTreeMap<String, String> {
    let rows = table.iter().filter(|row| matches(&row[0], file));
    rows.map(|row| (row[1].to_lowercase(), row[2].to_owned())).collect()
}

#[test]
fn the_table_for_object_storage_says_the_same() {
    for base in PLACES {
        let site = Site::under(base);
        let table = table(&site);
        for kind in kinds(&site) {
            let Kind { media_type, caching, is_shared, is_framed, .. } = kind;
            let headers = applied(&table, &kind.file());
            let given = |name: &str| headers.get(name).map(String::as_str);
            assert_eq!(given("content-type"), Some(media_type), "{}", kind.path);
            assert_eq!(given("cache-control"), Some(caching), "{}", kind.path);
            assert_eq!(given("access-control-allow-origin"), is_shared.then_some("*"), "{}", kind.path);
            assert_eq!(given("content-security-policy"), Some(policy(is_framed).as_str()), "{}", kind.path);
            for (name, value) in SECURITY {
                assert_eq!(given(name), Some(value), "{}: {name}", kind.path);
            }
        }
        let headers = applied(&table, "old/round-table/index.html");
        assert_eq!(headers["x-amz-website-redirect-location"], format!("{base}news/round-table/"));
    }
}

#[test]
fn no_ending_is_without_a_type() {
    let site = Site::under("/");
    let table = table(&site);
    for file in site.files() {
        let is_configuration = file.starts_with("hosting/") || file.ends_with(".htaccess") || file.starts_with('_');
        let has_type = applied(&table, &file)["content-type"] != "application/octet-stream" || file.ends_with(".bin");
        assert!(has_type || is_configuration, "{file} has no type");
    }
}
