//! How a page looks where somebody shares it: Open Graph (ogp.me, read 2026-11), which the services that show previews
//! all read. They run no scripts, so only prerendered pages carry it.

use super::prerender::escape;
use super::previews::{self, Preview};
use crate::text::Lang;
use crate::ui::meta::PageMeta;
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

/// The elements for the head of a page that lasts and is no list, with its picture if it has one. `base_url` is the site's address without a slash at the end.
pub(super) fn elements(address: &Address, meta: &PageMeta, preview: Option<&Preview>, base_url: &str) -> String {
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
    let element = |attribute: &str, name: &str, value: &str| {
        format!("<meta {attribute}=\"{name}\" content=\"{}\" data-page=\"{path}\">", escape(value))
    };
    let mut elements: String = properties.iter().map(|(name, value)| element("property", name, value)).collect();
    if let Some(preview) = preview {
        let (width, height) = previews::SIZE;
        elements += &element("property", "og:image", &format!("{base_url}{}", preview.path));
        elements += &element("property", "og:image:width", &width.to_string());
        elements += &element("property", "og:image:height", &height.to_string());
        // The one thing about previews that is told in a way of its own: that the picture is to be shown large.
        elements += &element("name", "twitter:card", "summary_large_image");
    }
    elements
}
