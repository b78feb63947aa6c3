//! How a page looks where somebody shares it: Open Graph (ogp.me, read 2026-11), which the services that show previews
//! all read. They run no scripts, so only prerendered pages carry it.

use super::prerender::escape;
use crate::text::Lang;
use crate::ui::meta::PageMeta;
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

/// The elements for the head of a page that lasts and is no list. `base_url` is the site's address without a slash at the end.
pub(super) fn elements(address: &Address, meta: &PageMeta, base_url: &str) -> String {
    // Lists are the heaviest pages; for their previews title and description do.
    let is_list = matches!(address.route, Route::News(_) | Route::Filtered(..));
    let Some(path) = meta.canonical.as_ref().filter(|_| !is_list) else { return String::new() };
    let kind = if matches!(address.route, Route::Article(_)) { "article" } else { "website" };
    let locale = match address.lang {
        Lang::En => "en_GB",
        Lang::De => "de_DE",
    };
    let url = format!("{base_url}{path}");
    let properties = [
        ("og:type", kind),
        ("og:title", &meta.heading),
        ("og:description", &meta.description),
        ("og:url", &url),
        ("og:site_name", strings(address.lang).site_name),
        ("og:locale", locale),
    ];
    let element =
        |(name, value)| format!("<meta property=\"{name}\" content=\"{}\" data-page=\"{path}\">", escape(value));
    properties.map(element).concat()
}
