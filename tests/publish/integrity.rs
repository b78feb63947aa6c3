//! Hashes are of the bytes that are published: pages name the starter's, the starter those of the app.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::fixture::Fixture;
use crate::output::{Tree, attributes, html_files, text};

fn hash(site: &Tree, path: &str) -> String {
    let bytes = site.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

#[test]
fn every_hash_is_that_of_the_file_it_stands_beside() {
    for base in ["/", "/iom/"] {
        let fixture = Fixture::good().under(base);
        let site = fixture.built();
        let mut pages = 0;
        // Frames have scripts of their own, which turn no text into markup.
        let is_page = |path: &str, html: &str| !path.starts_with("embed/") && !html.contains("http-equiv=\"refresh\"");
        for (path, html) in html_files(&site).filter(|(path, html)| is_page(path, html)) {
            let starters: Vec<_> = attributes(html, "src").into_iter().filter(|src| src.contains("starter-")).collect();
            let [starter] = starters[..] else { panic!("{path}: {starters:?}") };
            let starter = starter.strip_prefix(base).unwrap();
            assert_eq!(attributes(html, "integrity"), [hash(&site, starter)], "{path}");
            pages += 1;
        }
        assert!(pages > 50, "{pages}");
        let starter = site.keys().find(|path| path.starts_with("starter-")).unwrap();
        let built = text(&site, starter).lines().next().unwrap();
        let built = built.strip_prefix("const built = ").and_then(|rest| rest.strip_suffix(';')).unwrap();
        let built: Value = serde_json::from_str(built).unwrap();
        for (part, end) in [("glue", ".js"), ("wasm", "_bg.wasm")] {
            let name = built[part]["name"].as_str().unwrap();
            assert!(name.starts_with("site-") && name.ends_with(end), "{name}");
            assert_eq!(built[part]["hash"], hash(&site, name));
        }
        assert_eq!(built["scripts"], serde_json::json!([built["glue"]["name"]]));
    }
}
