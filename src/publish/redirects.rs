//! Pages at former addresses. They work on every host: a refresh without a delay, a canonical address, a link.

use super::PublicUrl;
use super::prerender::escape;
use super::site::Site;
use crate::ui::routes::Address;
use crate::ui::strings::strings;

/// A page for each former address, by file. `base_url` is the site's address without a slash at the end.
pub(super) fn pages(site: &Site, public_url: &PublicUrl, base_url: &str) -> Vec<(String, String)> {
    let page = |(alias, address): (&str, &Address)| {
        let target = escape(&format!("{}{}", public_url.folder(), address.path()));
        let canonical = escape(&format!("{base_url}{}", address.path()));
        let html = format!(
            "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\
             <meta http-equiv=\"refresh\" content=\"0; url={target}\"><link rel=\"canonical\" href=\"{canonical}\">\
             </head><body><p><a href=\"{target}\">{target}</a></p></body></html>\n",
            address.lang,
            escape(strings(address.lang).site_name),
        );
        (format!("{}index.html", &alias[1..]), html)
    };
    site.redirects().map(page).collect()
}
