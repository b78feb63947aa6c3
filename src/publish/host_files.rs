//! What other programs ask every host for: `robots.txt` (RFC 9309), `.well-known/security.txt` (RFC 9116) and the web
//! app manifest of each language (W3C, Web Application Manifest, read 2026-11).
//!
//! Programs look for the first two at the root of a host. Where the site lies in a folder, the host has to move them.

use serde_json::{Value as Json, json};

use super::PublicUrl;
use super::config::Security;
use super::icons;
use super::sitemap;
use crate::text::Lang;
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

/// The colour of the masthead, `--blue-80` in `style/tokens.css`.
const THEME: &str = "#071f4d";

/// The colour of the page, `--paper`.
const BACKGROUND: &str = "#fcfbf8";

/// Where `security.txt` lies, from the folder of the site.
pub(super) const SECURITY: &str = ".well-known/security.txt";

/// What is open to robots, which is everything. `base_url` is the site's address without a slash at the end, if it is
/// known.
pub(super) fn robots(base_url: Option<&str>) -> String {
    let sitemap = base_url.map(|base_url| format!("\nSitemap: {base_url}/{}\n", sitemap::INDEX));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}

/// Whom to tell about a weakness. `site_url` is the scheme and host of a site that lies at the root of its host.
pub(super) fn security(security: &Security, site_url: Option<&str>) -> String {
    // RFC 9116, 2.5.2: an address to tell which file this is; in a folder it is not where it belongs.
    let canonical = site_url.map(|url| format!("Canonical: {url}/{SECURITY}\n")).unwrap_or_default();
    format!("Contact: {}\nExpires: {}T23:59:59Z\n{canonical}", security.contact, security.expires)
}

/// Where the manifest of a language lies, from the folder of the site.
pub(super) fn manifest_file(lang: Lang) -> String {
    format!("{}site.webmanifest", &Address::new(lang, Route::Home).path()[1..])
}

/// How the site looks among a device's apps, for readers who put it there.
pub(super) fn manifest(lang: Lang, public_url: &PublicUrl) -> Json {
    let strings = strings(lang);
    let folder = public_url.folder();
    json!({
        "id": format!("{folder}{}", Address::new(lang, Route::Home).path()),
        "name": format!("{} – {}", strings.site_name, strings.organization),
        "short_name": strings.site_name,
        "lang": lang.code(),
        "dir": "ltr",
        "start_url": format!("{folder}{}", Address::new(lang, Route::Home).path()),
        "scope": public_url.as_str(),
        // The way back stays in reach.
        "display": "minimal-ui",
        "theme_color": THEME,
        "background_color": BACKGROUND,
        "icons": icons::listed(folder),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_has_the_colours_of_the_pages() {
        let tokens = include_str!("../../style/tokens.css");
        for (name, colour) in [("--blue-80", THEME), ("--paper", BACKGROUND)] {
            assert!(tokens.contains(&format!("{name}: {colour};")), "{name} is no longer {colour}");
        }
        assert!(tokens.contains("--color-mast: var(--blue-80);") && tokens.contains("light-dark(var(--paper),"));
    }

    #[test]
    fn robots_find_the_sitemap_if_there_is_one() {
        assert_eq!(robots(None), "User-agent: *\nAllow: /\n");
        let told = "User-agent: *\nAllow: /\n\nSitemap: https://x.example/iom/sitemap.xml\n";
        assert_eq!(robots(Some("https://x.example/iom")), told);
    }
}
