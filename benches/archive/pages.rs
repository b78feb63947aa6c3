//! What a reader loads to read a page, in a small archive and in a large one.
//!
//! The files that a page names and a browser loads by itself, and the bundles the app asks for when it starts, after
//! brotli 11. Fonts and pictures that a stylesheet names are left out: they do not depend on the archive.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use scraper::{Html, Selector};

use super::incremental::some_article;
use super::sites::Sites;
use super::table::{Table, Value};
use super::targets::PAGE_GROWTH;
use super::tree::Packed;

/// The small archive.
const SMALL: u64 = 100;

/// Elements that make a browser load a file, with the attribute that names it.
const LOADED: &[(&str, &str)] = &[
    ("link[rel~=stylesheet]", "href"),
    ("link[rel~=icon]", "href"),
    ("link[rel~=manifest]", "href"),
    ("link[rel~=preload]", "href"),
    ("link[rel~=modulepreload]", "href"),
    ("script[src]", "src"),
    ("script[data-load]", "data-load"),
    ("img:not([loading=lazy])", "src"),
];

/// The bundles the app asks for when it starts on a page, from the folder of the site.
fn bundles(path: &str) -> Vec<String> {
    vec![format!("bundles/en{path}index.json"), "bundles/en/navigation.json".to_owned()]
}

/// Bytes of a page.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// HTML and bundles.
    content: u64,
    /// With everything else.
    all: u64,
}

fn weight(site: &Path, path: &str, packed: &mut Packed) -> anyhow::Result<Option<Weight>> {
    let page = site.join(path.trim_start_matches('/')).join("index.html");
    if !page.is_file() {
        return Ok(None);
    }
    let html = Html::parse_document(&fs::read_to_string(&page)?);
    let mut named = BTreeSet::new();
    for (selector, attribute) in LOADED {
        let selector = Selector::parse(selector).map_err(|error| anyhow::anyhow!("{error}"))?;
        named.extend(html.select(&selector).filter_map(|element| element.attr(attribute)));
    }
    let mut weight = Weight { content: packed.size(&page)?, all: 0 };
    for bundle in bundles(path) {
        let file = site.join(bundle);
        weight.content += if file.is_file() { packed.size(&file)? } else { 0 };
    }
    weight.all = weight.content;
    let mut files: Vec<_> =
        named.into_iter().filter_map(|address| address.strip_prefix('/')).map(str::to_owned).collect();
    // The starter names the files of the app.
    let starter =
        files.iter().find(|path| path.starts_with("starter-")).map(|path| fs::read_to_string(site.join(path)));
    let starter = starter.transpose()?.unwrap_or_default();
    files.extend(starter.split("\"name\":\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    for file in files.iter().map(|path| site.join(path)) {
        weight.all += if file.is_file() { packed.size(&file)? } else { 0 };
    }
    Ok(Some(weight))
}

pub(crate) fn measure(sites: &mut Sites, articles: u64, table: &mut Table) -> anyhow::Result<()> {
    let (small, large) = (sites.ours(SMALL, false)?.folder, sites.ours(articles, false)?.folder);
    let rival = sites.rival(articles, false)?;
    // An article is the same however many there are, so the small archive's is in the large one, too.
    let article = some_article(&sites.content(SMALL)?)?;
    let article = format!("/news/{}/", article.file_stem().unwrap_or_default().to_string_lossy());
    let pages = [("home", "/"), ("list", "/news/"), ("article", article.as_str()), ("search", "/search/")];
    let mut packed = Packed::default();
    for (name, path) in pages {
        let before = weight(&small, path, &mut packed)?;
        let after = weight(&large, path, &mut packed)?;
        let value =
            |weight: Option<Weight>, take: fn(Weight) -> u64| weight.map(|weight| Value::Bytes(take(weight) as f64));
        let content = |weight: Weight| weight.content;
        let all = |weight: Weight| weight.all;
        let measure = |what: &str| format!("page, {name}: {what}");
        let growth = measure(&format!("HTML and bundles, {articles} against {SMALL}"));
        table.compare(&growth, value(after, content), value(before, content), Some(PAGE_GROWTH));
        let growth = measure(&format!("with styles and code, {articles} against {SMALL}"));
        table.compare(&growth, value(after, all), value(before, all), Some(PAGE_GROWTH));
        let other = rival.as_ref().map(|rival| weight(&rival.site.folder, path, &mut packed)).transpose()?.flatten();
        table.compare(
            &measure("HTML alone against Hugo's"),
            html(&large, path, &mut packed)?,
            value(other, content),
            None,
        );
    }
    Ok(())
}

/// The size of the HTML of a page.
fn html(site: &Path, path: &str, packed: &mut Packed) -> anyhow::Result<Option<Value>> {
    let page = site.join(path.trim_start_matches('/')).join("index.html");
    page.is_file().then(|| Ok(Value::Bytes(packed.size(&page)? as f64))).transpose()
}
