//! The lists of pages for search engines, with the translations of each, and the list of these lists (sitemaps.org,
//! protocol 0.9, read 2026-11; translations as Google reads them).
//!
//! They lie in the site's own folder, as a list may only name what lies below it.

use super::prerender::escape;
use super::site::SitePage;
use crate::model::Translation;
use crate::text::{Date, Lang};
use crate::ui::meta::PageMeta;

/// The list of lists, from the folder of the site.
pub(super) const INDEX: &str = "sitemap.xml";

/// How many pages a list may name.
pub(super) const MOST_PAGES: usize = 50_000;

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// What a list says about a page.
#[derive(Debug)]
pub(super) struct Listed {
    path: String,
    changed: Option<Date>,
    /// The page in each language, its own included; empty if there is only one.
    alternates: Vec<Translation>,
}

impl Listed {
    /// A page of the site.
    pub(super) fn new(page: &SitePage) -> Self {
        let alternates = PageMeta::new(&page.address, &Ok(page.data.clone())).alternates;
        Self { path: page.address.path(), changed: page.changed(), alternates }
    }
}

/// The list of lists and the lists, by file, each of `most` pages at most. `base_url` is the site's address without a
/// slash at the end.
pub(super) fn files(pages: &[Listed], base_url: &str, most: usize) -> Vec<(String, String)> {
    let base_url = escape(base_url);
    let mut index = format!("{START}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut files = Vec::new();
    for (number, pages) in (1..).zip(pages.chunks(most)) {
        let file = format!("sitemap-{number}.xml");
        let changed = lastmod(pages.iter().filter_map(|page| page.changed).max());
        index += &format!("<sitemap><loc>{base_url}/{file}</loc>{changed}</sitemap>\n");
        files.push((file, list(pages, &base_url)));
    }
    files.push((INDEX.to_owned(), index + "</sitemapindex>\n"));
    files
}

fn list(pages: &[Listed], base_url: &str) -> String {
    let mut xml = format!(
        "{START}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    for page in pages {
        xml += &format!("<url><loc>{base_url}{}</loc>{}", escape(&page.path), lastmod(page.changed));
        for Translation { lang, path } in &page.alternates {
            let href = format!("{base_url}{}", escape(path));
            let mut link = |hreflang: &str| {
                xml += &format!("<xhtml:link rel=\"alternate\" hreflang=\"{hreflang}\" href=\"{href}\"/>");
            };
            link(lang.code());
            if *lang == Lang::En {
                link("x-default");
            }
        }
        xml += "</url>\n";
    }
    xml + "</urlset>\n"
}

fn lastmod(date: Option<Date>) -> String {
    date.map(|date| format!("<lastmod>{date}</lastmod>")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages of which every second has a translation.
    fn pages(count: usize) -> Vec<Listed> {
        let translations = |number: usize| {
            let versions = [(Lang::En, format!("/{number}/")), (Lang::De, format!("/de/{number}/"))];
            versions.map(|(lang, path)| Translation { lang, path }).into()
        };
        let page = |number: usize| Listed {
            path: format!("/{number}/"),
            changed: (number != 2).then(|| format!("20{:02}", number % 30).parse().unwrap()),
            alternates: if number.is_multiple_of(2) { translations(number) } else { Vec::new() },
        };
        (0..count).map(page).collect()
    }

    #[test]
    fn lists_are_split_and_each_is_named_once() {
        for (count, most, parts) in [(0, 3, 0), (1, 3, 1), (3, 3, 1), (4, 3, 2), (10, 3, 4)] {
            let files = files(&pages(count), "https://x.example", most);
            assert_eq!(files.len(), parts + 1);
            let (last, index) = files.last().unwrap();
            assert_eq!(last, INDEX);
            let mut all = Vec::new();
            for (file, xml) in &files[..parts] {
                assert_eq!(index.matches(&format!("<loc>https://x.example/{file}</loc>")).count(), 1, "{index}");
                let listed: Vec<_> = xml.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
                assert!((1..=most).contains(&listed.len()), "{file}: {listed:?}");
                all.extend(listed.into_iter().map(str::to_owned));
            }
            assert_eq!(all, (0..count).map(|number| format!("https://x.example/{number}/")).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_list_says_when_it_changed_and_which_pages_are_translations() {
        let files = files(&pages(3), "https://x.example/a&b", MOST_PAGES);
        let [(_, list), (_, index)] = files.as_slice() else { panic!("{files:?}") };
        assert!(index.contains("<loc>https://x.example/a&amp;b/sitemap-1.xml</loc><lastmod>2001</lastmod>"), "{index}");
        let links = "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://x.example/a&amp;b/0/\"/>\
                     <xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://x.example/a&amp;b/0/\"/>\
                     <xhtml:link rel=\"alternate\" hreflang=\"de\" href=\"https://x.example/a&amp;b/de/0/\"/>";
        let first = format!("<url><loc>https://x.example/a&amp;b/0/</loc><lastmod>2000</lastmod>{links}</url>");
        assert!(list.contains(&first), "{list}");
        assert!(list.contains("<url><loc>https://x.example/a&amp;b/1/</loc><lastmod>2001</lastmod></url>"), "{list}");
        assert!(list.contains("<url><loc>https://x.example/a&amp;b/2/</loc><xhtml:link"), "{list}");
    }
}
