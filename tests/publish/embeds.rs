//! What others put on their pages: frames, the pages that tell how, and the descriptions for programs.

use iom_germany::publish::Pictures;
use serde_json::Value;

use crate::fixture::{Fixture, SITE_URL};
use crate::output::{Tree, attributes, between, html_files, text};

/// The frames with their text, without those that only lead to another.
fn frames(site: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let is_frame = |path: &str| path.starts_with("embed/") && !path.starts_with("embed/code/");
    html_files(site).filter(move |(path, html)| is_frame(path) && !html.contains("http-equiv=\"refresh\""))
}

#[test]
fn every_article_list_and_chart_has_a_frame_and_a_page_that_tells_how() {
    let site = Fixture::good().built();
    for (page, frame) in [
        ("news/round-table", "en/article/round-table"),
        ("de/aktuelles/runder-tisch", "de/article/round-table"),
        ("news", "en/news"),
        ("de/aktuelles", "de/news"),
        ("news/year/2018", "en/news/year/2018"),
        ("search", "en/search"),
        ("de/suche", "de/search"),
    ] {
        let code = text(&site, &format!("embed/code/{page}/index.html"));
        assert!(site.contains_key(&format!("embed/{frame}/index.html")), "{frame}");
        assert!(code.contains(&format!("{SITE_URL}/embed/{frame}/")), "{page}");
        assert!(code.contains(&format!("{SITE_URL}/embed/iom.js")), "{page}");
        let of_page = text(&site, &format!("{page}/index.html"));
        assert!(
            attributes(of_page, "href").contains(&format!("/embed/code/{page}/").as_str()),
            "{page} leads to no code"
        );
    }
    let lists = html_files(&site).filter(|(path, html)| path.contains("/topic/") && html.contains("class=\"news\""));
    let lists: Vec<_> = lists.map(|(path, _)| path).filter(|path| !path.starts_with("embed/")).collect();
    assert!(!lists.is_empty());
    for list in lists {
        assert!(site.contains_key(&format!("embed/code/{list}")), "{list}");
    }
}

#[test]
fn frames_are_found_by_nobody_but_lead_to_the_page() {
    for (public_url, folder) in [("/", ""), ("/iom/", "/iom")] {
        let site = Fixture::good().under(public_url).built();
        let mut count = 0;
        for (path, html) in frames(&site) {
            count += 1;
            assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
            let canonical = between(html, "<link rel=\"canonical\" href=\"", "\"");
            assert_eq!(canonical.len(), 1, "{path}");
            let page = canonical[0].strip_prefix(&format!("{SITE_URL}{folder}/")).unwrap();
            let page = page.split('?').next().unwrap();
            assert!(site.contains_key(&format!("{page}index.html")), "{path} is of {page}");
            assert!(html.contains("<base target=\"_top\">"), "{path}");
            assert!(!html.contains(" style=") && !html.contains("<style"), "{path} has styles written into it");
            for script in between(html, "<script", ">") {
                assert!(script.contains(" src="), "{path}: {script}");
            }
        }
        assert!(count > 30, "only {count} frames");
        assert!(!text(&site, "sitemap-1.xml").contains("/embed/"));
    }
}

#[test]
fn what_is_in_one_language_only_has_an_address_in_both() {
    let site = Fixture::good().built();
    let redirect = text(&site, "embed/de/article/field-visit/index.html");
    assert!(redirect.contains("content=\"0; url=/embed/en/article/field-visit/\""), "{redirect}");
    assert!(redirect.contains("noindex"));
    let both = text(&site, "embed/en/article/round-table/index.html");
    assert!(both.contains("hreflang=\"de\" href=\"/embed/de/article/round-table/\""));
    let folders = |lang: &str| {
        let start = format!("embed/{lang}/");
        let pages = html_files(&site).filter_map(move |(path, _)| path.strip_prefix(&start).map(str::to_owned));
        pages.collect::<Vec<_>>()
    };
    assert_eq!(folders("en"), folders("de"));
}

#[test]
fn links_to_notes_stay_in_the_frame() {
    let site = Fixture::good().built();
    let html = text(&site, "embed/en/article/round-table/index.html");
    let within: Vec<_> = between(html, "<a ", ">").into_iter().filter(|tag| tag.contains("href=\"#")).collect();
    assert!(!within.is_empty());
    for tag in within {
        assert!(tag.starts_with("target=\"_self\""), "{tag}");
    }
}

#[test]
fn a_chart_is_there_drawn_in_every_way() {
    let site = Fixture::good().built();
    let charts: Vec<_> = frames(&site).filter(|(path, _)| path.contains("/chart/")).collect();
    assert!(charts.len() >= 8, "{}", charts.len());
    let mut ways = 0;
    for (path, html) in charts {
        let shown = between(html, "data-chart=\"", "\"");
        assert_eq!(shown.len(), 1, "{path}");
        let parts: Vec<_> = path.trim_end_matches("/index.html").split('/').collect();
        // Named by dataset and view alone, it is as the editor chose.
        if let Some(kind) = parts.get(5) {
            assert_eq!(shown[0], *kind, "{path}");
        }
        for link in between(html, "<a href=\"", ">").into_iter().filter(|link| link.contains("target=\"_self\"")) {
            ways += 1;
            let href = link.split('"').next().unwrap();
            assert!(site.contains_key(&format!("{}index.html", &href[1..])), "{path} leads to {href}");
        }
    }
    assert!(ways > 8, "only {ways} links to other ways");
    let pictures = site.keys().filter(|path| path.ends_with("/chart.svg"));
    let pictures: Vec<_> = pictures.map(|path| text(&site, path)).collect();
    assert!(!pictures.is_empty());
    for picture in pictures {
        assert!(
            picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && picture.contains("<rect"),
            "{picture}"
        );
    }
}

#[test]
fn programs_find_a_description_beside_articles_and_datasets() {
    let site = Fixture::good().drawing(Pictures::All).built();
    let mut named = 0;
    for (path, html) in html_files(&site) {
        let Some((head, _)) = html.split_once("</head>") else { continue };
        let tags: Vec<_> = between(head, "<link ", ">").into_iter().filter(|tag| tag.contains("json+oembed")).collect();
        let Some(tag) = tags.first() else { continue };
        named += 1;
        let href = between(tag, "href=\"", "\"")[0];
        let file = href.strip_prefix(&format!("{SITE_URL}/")).unwrap();
        assert_eq!(file, path.replace("index.html", "oembed.json"));
        let description: Value = serde_json::from_str(text(&site, file)).unwrap();
        assert_eq!((&description["version"], &description["type"]), (&"1.0".into(), &"rich".into()), "{file}");
        let frame = description["html"].as_str().unwrap();
        let src = between(frame, "src=\"", "\"")[0].strip_prefix(&format!("{SITE_URL}/")).unwrap();
        assert!(site.contains_key(&format!("{src}index.html")), "{file}: {src}");
        assert!(description["width"].is_u64() && description["height"].is_u64(), "{file}");
        if path.contains("round-table") {
            let picture = description["thumbnail_url"].as_str().unwrap().strip_prefix(&format!("{SITE_URL}/")).unwrap();
            assert!(site.contains_key(picture), "{picture}");
        }
    }
    assert!(named >= 5, "{named} pages name a description");
    assert!(site.contains_key("news/oembed.json") && site.contains_key("de/aktuelles/oembed.json"));
}
