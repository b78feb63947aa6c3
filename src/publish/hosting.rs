//! Configuration for hosts, so that each serves the site alike: types, caching, compression, security, real 404s,
//! former addresses.
//!
//! What holds is said once, in [`rules`] and [`policy`]. Each kind of host has a file that writes it in that host's
//! words, so the forms cannot drift apart; `tests/hosts` runs them on real servers.
//!
//! | file | for |
//! |---|---|
//! | `_headers`, `_redirects` | Netlify, Cloudflare Pages ([`netlify`]) |
//! | `.htaccess`, `de/.htaccess` | Apache ([`apache`]) |
//! | `hosting/nginx.conf`, `hosting/nginx-brotli.conf` | nginx ([`nginx`]) |
//! | `hosting/Caddyfile` | Caddy ([`caddy`]) |
//! | `hosting/objects.csv` | object storage and what stands before it ([`objects`]) |

mod apache;
mod caddy;
mod netlify;
mod nginx;
mod objects;
pub(super) mod policy;
pub(super) mod rules;

use super::PublicUrl;
use super::site::Site;
use crate::text::Lang;
use crate::ui::routes::{Address, Route};

/// What is not in the rules because every site has its own.
#[derive(Debug)]
struct Hosting<'a> {
    public_url: &'a PublicUrl,
    /// As [`redirects`] has them.
    redirects: Vec<(String, String)>,
    /// The files of the site, as paths from its folder, sorted.
    files: &'a [String],
}

impl Hosting<'_> {
    /// A path from the folder of the site, as a path from the root of its host.
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str())
    }

    /// A regular expression for a path from the root of the host, of one for a path from the folder of the site.
    fn regex(&self, in_site: &str) -> String {
        format!("^{}{in_site}", self.public_url.as_str().replace('.', r"\."))
    }
}

/// The page for addresses that are none: in a language's folder that of the language, elsewhere the English one.
fn not_found(lang: Lang) -> String {
    format!("{}404.html", folder(lang))
}

/// The folder of a language's pages, as a path from the folder of the site: empty, or `de/`.
fn folder(lang: Lang) -> String {
    Address::new(lang, Route::Home).path()[1..].to_owned()
}

/// The languages whose pages lie in folders of their own.
fn langs_in_folders() -> impl Iterator<Item = Lang> {
    Lang::ALL.into_iter().filter(|lang| !folder(*lang).is_empty())
}

/// Former addresses of a site with the present ones, both as paths from its folder: `about/`.
pub(super) fn redirects(site: &Site) -> Vec<(String, String)> {
    site.redirects().map(|(alias, address)| (alias[1..].to_owned(), address.path()[1..].to_owned())).collect()
}

/// Configuration for every kind of host, by file. `files` are those of the site without these, sorted.
pub(super) fn files(
    redirects: Vec<(String, String)>,
    files: &[String],
    public_url: &PublicUrl,
) -> Vec<(String, String)> {
    let hosting = Hosting { public_url, redirects, files };
    let mut files = vec![
        ("_headers".to_owned(), netlify::headers(&hosting)),
        ("_redirects".to_owned(), netlify::redirects(&hosting)),
        (".htaccess".to_owned(), apache::htaccess(&hosting)),
        (format!("{}nginx.conf", rules::FOLDER), nginx::server(&hosting)),
        (format!("{}nginx-brotli.conf", rules::FOLDER), nginx::BROTLI.to_owned()),
        (format!("{}Caddyfile", rules::FOLDER), caddy::site(&hosting)),
        (format!("{}objects.csv", rules::FOLDER), objects::table(&hosting)),
    ];
    files.extend(langs_in_folders().map(|lang| (format!("{}.htaccess", folder(lang)), apache::folder(&hosting, lang))));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_host() {
        let public_url = "/a.b/".parse().unwrap();
        let hosting = Hosting { public_url: &public_url, redirects: Vec::new(), files: &[] };
        assert_eq!(hosting.url("about/"), "/a.b/about/");
        assert_eq!(hosting.regex("about/"), r"^/a\.b/about/");
    }

    #[test]
    fn german_has_a_page_of_its_own() {
        assert_eq!(Lang::ALL.map(not_found), ["404.html", "de/404.html"]);
        assert_eq!(langs_in_folders().collect::<Vec<_>>(), [Lang::De]);
    }
}
