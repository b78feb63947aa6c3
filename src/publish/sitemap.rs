//! The list of pages for search engines (sitemaps.org, protocol 0.9), with the translations of each.

use super::prerender::escape;
use super::site::SitePage;
use crate::ui::meta::PageMeta;

/// The sitemap as XML. `base_url` is the site's address without a slash at the end.
pub(super) fn sitemap(pages: &[SitePage], base_url: &str) -> String {
    let base_url = escape(base_url);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages {
        xml += &format!("<url><loc>{base_url}{}</loc>", escape(&page.address.path()));
        if let Some(date) = page.changed() {
            xml += &format!("<lastmod>{date}</lastmod>");
        }
        for alternate in PageMeta::new(&page.address, &Ok(page.data.clone())).alternates {
            let (lang, path) = (alternate.lang, escape(&alternate.path));
            xml += &format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{base_url}{path}\"/>");
        }
        xml += "</url>\n";
    }
    xml + "</urlset>\n"
}
