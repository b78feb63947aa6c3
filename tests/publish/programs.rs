//! What is written for programs: the sitemap and what every host is asked for, what pages are about, and the twins of
//! articles in Markdown.

use std::collections::{BTreeMap, BTreeSet};

use iom_germany::model::{Article, ArticleBundle, ArticleKind, Block, Inline};
use iom_germany::publish::Pictures;
use iom_germany::text::Date;
use iom_germany::ui::routes::{Address, Route};
use iom_germany::ui::strings::strings;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use saphyr::{LoadableYamlNode, Yaml};
use serde_json::{Value, json};

use crate::PAGES;
use crate::fixture::{Fixture, SITE_URL};
use crate::output::{Tree, assert_same, attributes, between, bundle, html_files, text, tree};
use crate::own_content;

// ---- what every host is asked for ----

#[test]
fn robots_find_every_page_by_the_sitemap() {
    for (public_url, folder) in [("/", ""), ("/iom/", "/iom")] {
        let site = Fixture::good().under(public_url).built();
        let base_url = format!("{SITE_URL}{folder}/");
        let sitemap = between(text(&site, "robots.txt"), "\nSitemap: ", "\n");
        let index = text(&site, sitemap[0].strip_prefix(&base_url).unwrap());
        let lists: Vec<_> = between(index, "<loc>", "</loc>")
            .into_iter()
            .map(|list| text(&site, list.strip_prefix(&base_url).unwrap()))
            .collect();
        assert_eq!(lists.len(), 1);
        let mut listed: Vec<_> = lists.iter().flat_map(|list| between(list, "<loc>", "</loc>")).collect();
        listed.sort_unstable();
        let mut pages: Vec<_> = html_files(&site)
            .filter(|(path, html)| {
                path.ends_with("index.html") && html.contains("<main") && !path.starts_with("embed/")
            })
            .map(|(path, _)| format!("{base_url}{}", path.trim_end_matches("index.html")))
            .collect();
        pages.sort_unstable();
        assert_eq!(listed, pages);
        assert_eq!(listed.len(), PAGES);
    }
}

#[test]
fn the_sitemap_names_the_translations_the_page_names() {
    let site = Fixture::good().built();
    let mut translated = 0;
    for entry in between(text(&site, "sitemap-1.xml"), "<url>", "</url>") {
        let url = between(entry, "<loc>", "</loc>")[0];
        let file = format!("{}index.html", url.strip_prefix(&format!("{SITE_URL}/")).unwrap());
        let versions = |text: &str| -> BTreeSet<(String, String)> {
            let links = text.split('<').filter(|tag| tag.contains(" hreflang=") && tag.contains("rel=\"alternate\""));
            links
                .map(|tag| (attributes(tag, "hreflang")[0].to_owned(), attributes(tag, "href")[0].to_owned()))
                .collect()
        };
        let (head, _) = text(&site, &file).split_once("</head>").unwrap();
        assert_eq!(versions(entry), versions(head), "{url}");
        translated += usize::from(versions(entry).iter().any(|(lang, _)| lang == "x-default"));
    }
    assert!(translated > PAGES / 2, "only {translated} pages have translations");
}

#[test]
fn the_contact_for_weaknesses_is_told_if_there_is_one() {
    let told = "Contact: mailto:security@good.example\nExpires: 2027-06-30T23:59:59Z\n";
    let canonical = format!("Canonical: {SITE_URL}/.well-known/security.txt\n");
    let site = Fixture::good().built();
    assert_eq!(text(&site, ".well-known/security.txt"), format!("{told}{canonical}"));
    let site = Fixture::good().under("/iom/").built();
    assert_eq!(text(&site, ".well-known/security.txt"), told);
    assert!(!own_content::built().contains_key(".well-known/security.txt"));
}

#[test]
fn every_page_has_a_manifest_whose_addresses_exist() {
    for public_url in ["/", "/iom/"] {
        let site = Fixture::good().under(public_url).built();
        for (file, html) in
            html_files(&site).filter(|(file, html)| html.contains("<main") && !file.starts_with("embed/"))
        {
            let links = html.split('<').filter(|tag| tag.starts_with("link rel=\"manifest\""));
            let [link] = links.collect::<Vec<_>>()[..] else { panic!("{file} has no manifest") };
            let path = |path: &str| path.strip_prefix(public_url).unwrap_or_else(|| panic!("{path}")).to_owned();
            let manifest: Value = serde_json::from_str(text(&site, &path(attributes(link, "href")[0]))).unwrap();
            assert_eq!(manifest["lang"], attributes(html, "lang")[0], "{file}");
            assert_eq!(manifest["scope"], public_url);
            let start = manifest["start_url"].as_str().unwrap();
            assert!(start.starts_with(public_url) && site.contains_key(&format!("{}index.html", path(start))));
            assert!(!manifest["name"].as_str().unwrap().is_empty());
            let icons = manifest["icons"].as_array().unwrap();
            assert!(!icons.is_empty());
            for icon in icons {
                assert!(site.contains_key(&path(icon["src"].as_str().unwrap())), "{icon}");
            }
        }
    }
}

// ---- what a page is about ----

/// The nodes of the JSON-LD of a page, by type; empty if it has none.
fn about(html: &str) -> BTreeMap<String, Value> {
    let scripts = html.split("<script ").skip(1).filter(|script| script.starts_with("type=\"application/ld+json\""));
    let Some(script) = scripts.last() else { return BTreeMap::new() };
    let json = script.split_once('>').unwrap().1.split_once("</script>").unwrap().0;
    assert!(!json.contains('<'), "{json}");
    let json: Value = serde_json::from_str(json).unwrap();
    assert_eq!(json["@context"], "https://schema.org");
    let nodes = json["@graph"].as_array().unwrap();
    nodes.iter().map(|node| (node["@type"].as_str().unwrap().to_owned(), node.clone())).collect()
}

/// The values of Open Graph in a page.
fn shared(html: &str) -> BTreeMap<&str, &str> {
    let elements = html.split('<').filter(|tag| tag.starts_with("meta property=\"og:"));
    elements.map(|tag| (attributes(tag, "property")[0], attributes(tag, "content")[0])).collect()
}

#[test]
fn json_ld_says_what_the_page_says() {
    for (site, base_url) in
        [(&Fixture::good().built(), SITE_URL), (own_content::built(), "https://iom-germany.example")]
    {
        let mut kinds = BTreeMap::new();
        for (file, html) in html_files(site).filter(|(file, html)| {
            file.ends_with("index.html") && html.contains("<main") && !file.starts_with("embed/")
        }) {
            let address = Address::parse(&format!("/{}", file.trim_end_matches("index.html")));
            let about = about(html);
            let shared = shared(html);
            if address.route == Route::Search {
                assert!(about.is_empty() && shared["og:title"] == strings(address.lang).search.name, "{file}");
                continue;
            }
            if matches!(address.route, Route::News(_) | Route::Filtered(..)) {
                assert!(about.is_empty() && shared.is_empty(), "{file}");
                continue;
            }
            assert_eq!(shared["og:url"], format!("{base_url}{}", address.path()), "{file}");
            let ArticleBundle { article, dataset, .. } = bundle(site, &address.bundle_path());
            let url = format!("{base_url}{}", article.path);
            assert_eq!(
                shared["og:title"].replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\""),
                article.title
            );
            for kind in about.keys() {
                *kinds.entry(kind.clone()).or_insert(0) += 1;
            }
            if let Some(crumbs) = about.get("BreadcrumbList") {
                let steps = crumbs["itemListElement"].as_array().unwrap();
                assert_eq!(steps.last().unwrap()["item"], url, "{file}");
                assert_eq!(steps.last().unwrap()["name"], article.title, "{file}");
                for (step, position) in steps.iter().zip(1..) {
                    assert_eq!(step["position"], position, "{file}");
                    let path = step["item"].as_str().unwrap().strip_prefix(&format!("{base_url}/")).unwrap();
                    assert!(site.contains_key(&format!("{path}index.html")), "{file}: {step}");
                }
            }
            let date = |date: Option<Date>| serde_json::to_value(date).unwrap();
            let place = || json!(article.place);
            match &address.route {
                Route::Home => {
                    assert_eq!(
                        (&about["WebSite"]["url"], &about["WebSite"]["inLanguage"]),
                        (&json!(url), &json!(article.lang))
                    );
                    assert_eq!(about["WebSite"]["about"]["@id"], about["Organization"]["@id"]);
                    assert_eq!(about["Organization"]["name"], strings(article.lang).organization);
                }
                Route::Article(_) if article.kind == ArticleKind::Event => {
                    let event = &about["Event"];
                    assert_eq!((&event["name"], &event["url"]), (&json!(article.title), &json!(url)));
                    assert_eq!((&event["startDate"], &event["location"]["name"]), (&date(article.date), &place()));
                }
                Route::Article(_) => {
                    let kind =
                        ["NewsArticle", "BlogPosting", "Article"].into_iter().find(|kind| about.contains_key(*kind));
                    let node = &about[kind.unwrap_or_else(|| panic!("{file}: {about:?}"))];
                    assert_eq!((&node["headline"], &node["url"]), (&json!(article.title), &json!(url)));
                    assert_eq!(node["datePublished"], date(article.date));
                    assert_eq!(node["dateModified"], date(article.updated.or(article.date)));
                }
                Route::Page(..) if dataset.is_some() => {
                    let node = &about["Dataset"];
                    assert_eq!((&node["name"], &node["url"]), (&json!(article.title), &json!(url)));
                    let whole = node["@id"].as_str().unwrap().strip_prefix(&format!("{base_url}/")).unwrap();
                    let whole: Value = serde_json::from_str(text(site, whole)).unwrap();
                    assert_eq!(whole["@id"], node["@id"]);
                    let length = node["description"].as_str().unwrap().chars().count();
                    assert!((50..=5000).contains(&length), "{file}: Google wants 50 to 5000 characters, not {length}");
                }
                _ => assert_eq!(about.keys().collect::<Vec<_>>(), ["BreadcrumbList"], "{file}"),
            }
        }
        for kind in ["WebSite", "Organization", "Event", "BlogPosting", "BreadcrumbList", "Dataset"] {
            assert!(kinds.contains_key(kind), "no page is about a {kind}: {kinds:?}");
        }
    }
}

#[test]
fn no_title_ends_the_script_it_stands_in() {
    let title = "A </script><script>alert(1)</script> & <!-- \"title\"";
    let head = format!("title: '{title}'\nsummary: '{title}'\ntype: news\ndate: 2021\ntopics: [diaspora]");
    let page = format!("---\n{head}\nsources:\n  - title: None\n---\n\nText.\n");
    let site = Fixture::good().file("en/news/evil.md", &page).built();
    let html = text(&site, "news/evil/index.html");
    assert_eq!(html.matches("<script").count(), 2, "the data and the starter: {html}");
    assert_eq!(about(html)["NewsArticle"]["headline"], title);
    assert_eq!(about(html)["BreadcrumbList"]["itemListElement"][2]["name"], title);
}

// ---- pictures for where articles are shared ----

#[test]
fn drawings_can_be_added_later() {
    let fixture = Fixture::good();
    let whole = fixture.built();
    let is_drawing = |path: &str| path.starts_with("covers/") || path.starts_with("maps/");
    let drawings = whole.keys().filter(|path| is_drawing(path)).count();
    assert!(drawings > 5, "{drawings} drawings");
    let bare = Fixture::good().drawing(Pictures::None);
    let without = bare.built();
    let is_text = |path: &&String| !is_drawing(path) && *path != "release.json";
    assert_eq!(without.keys().collect::<Vec<_>>(), whole.keys().filter(|path| !is_drawing(path)).collect::<Vec<_>>());
    // What can be kept for reading offline is told with its size.
    let differing = without.keys().filter(is_text).filter(|path| without[*path] != whole[*path]);
    let differing: Vec<_> = differing.filter(|path| !path.starts_with("offline/")).collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert_same(&bare.drawing(Pictures::Drawings).built(), &whole);
}

#[test]
fn articles_have_a_picture_that_is_drawn_once() {
    let fixture = Fixture::good().drawing(Pictures::All);
    let report = fixture.build().unwrap();
    let site = tree(&fixture.out());
    let mut pictures = BTreeSet::new();
    for (article, _) in twins(&site) {
        let html = text(&site, &format!("{}index.html", &article.path[1..]));
        let shared = shared(html);
        let picture = shared["og:image"].strip_prefix(&format!("{SITE_URL}/")).unwrap();
        let size = imagesize::blob_size(&site[picture]).unwrap();
        assert_eq!((size.width, size.height), (1200, 630), "{picture}");
        assert_eq!((shared["og:image:width"], shared["og:image:height"]), ("1200", "630"));
        pictures.insert(picture.to_owned());
    }
    assert_eq!((pictures.len(), report.drawn), (5, 5));
    assert_eq!(site.keys().filter(|path| path.contains("/preview-")).count(), 5);
    assert_eq!(report.files, site.len());

    assert_eq!(fixture.build().unwrap().drawn, 0);
    assert_same(&site, &tree(&fixture.out()));
    let source = text(&tree(&fixture.content()), "en/news/field-visit.md").replacen("title: ", "title: Once more ", 1);
    let fixture = fixture.file("en/news/field-visit.md", &source);
    assert_eq!(fixture.build().unwrap().drawn, 1);
    let after = tree(&fixture.out());
    assert_eq!(after.keys().filter(|path| path.contains("/preview-")).count(), 5);
    assert!(
        after.keys().filter(|path| path.contains("/preview-")).filter(|path| !site.contains_key(*path)).count() == 1
    );
}

#[test]
fn without_pictures_pages_name_none() {
    let site = Fixture::good().built();
    assert!(!site.keys().any(|path| path.ends_with(".png") && path.contains("preview")));
    assert!(html_files(&site).all(|(_, html)| !html.contains("og:image") && !html.contains("twitter:card")));
}

// ---- what is told about it ----

#[test]
fn every_address_that_readers_are_told_exists() {
    let site = own_content::built();
    for page in
        ["bundles/en/this-site/public-api/index.json", "bundles/de/diese-website/inhalte-fuer-programme/index.json"]
    {
        let ArticleBundle { article, .. } = bundle(site, page);
        let json = serde_json::to_string(&article.body).unwrap();
        let told: BTreeSet<_> = between(&json, "{\"code\":\"/", "\"}").into_iter().collect();
        assert!(told.len() >= 15, "{page}: {told:?}");
        for path in told {
            let is_there = match path.ends_with('/') || path.is_empty() {
                true => site.keys().any(|file| file.starts_with(path)),
                false => site.contains_key(path),
            };
            assert!(is_there, "{page}: {path} is not there");
        }
    }
}

// ---- twins ----

/// The articles of a site with the texts of their twins.
fn twins(site: &Tree) -> Vec<(Article, &str)> {
    let twins = site.keys().filter_map(|path| Some((path, path.strip_suffix("index.md")?)));
    let article = |(path, page): (&String, &str)| {
        let ArticleBundle { article, .. } = bundle(site, &Address::parse(&format!("/{page}")).bundle_path());
        (article, text(site, path))
    };
    twins.map(article).collect()
}

/// The words of blocks that are words in Markdown too, without spaces.
fn words(blocks: &[Block]) -> String {
    fn run(text: &[Inline]) -> String {
        let words = text.iter().map(|inline| match inline {
            Inline::Text(words) | Inline::Code(words) => words.clone(),
            Inline::Emphasis(text) | Inline::Strong(text) => run(text),
            Inline::Link(link) => run(&link.text),
            Inline::Foreign(foreign) => run(&foreign.text),
            Inline::Break => String::new(),
            Inline::FootnoteRef(number) => number.to_string(),
        });
        words.collect()
    }
    let words = blocks.iter().map(|block| match block {
        Block::Heading(heading) => run(&heading.text),
        Block::Paragraph(text) => run(text),
        Block::List(list) => list.items.iter().map(|item| words(item)).collect(),
        Block::Quote(blocks) => words(blocks),
        Block::Callout(callout) => words(&callout.blocks),
        Block::Figure(figure) => figure.alt.clone(),
        Block::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten());
            [run(&table.caption)].into_iter().chain(cells.map(|cell| run(cell))).collect()
        }
        Block::Code(code) => code.text.clone(),
        Block::Footnotes(notes) => notes.iter().map(|note| words(&note.blocks)).collect(),
        Block::Rule | Block::OwnData | Block::Offline | Block::Articles(_) | Block::Figures(_) | Block::Chart(_) => {
            String::new()
        }
    });
    let words: String = words.collect();
    words.split_whitespace().collect()
}

/// The words of a Markdown text as another program reads them, without spaces.
fn words_of_markdown(text: &str) -> String {
    let mut words = String::new();
    for event in parsed(text) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::FootnoteReference(number) => words.push_str(&number),
            _ => {}
        }
    }
    words.split_whitespace().collect()
}

fn parsed(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM)
}

/// Looks at every twin of a site; how many there are.
fn look_at_twins(site: &Tree, base_url: &str) -> usize {
    let twins = twins(site);
    for (article, twin) in &twins {
        let path = &article.path;
        let (head, body) = twin.strip_prefix("---\n").and_then(|text| text.split_once("---\n")).unwrap();
        let head = &Yaml::load_from_str(head).unwrap_or_else(|error| panic!("{path}: {error}"))[0];
        let value = |key: &str| head[key].as_str();
        assert_eq!(value("title"), Some(article.title.as_str()), "{path}");
        assert_eq!(value("date").map(str::to_owned), article.date.map(|date| date.to_string()), "{path}");
        assert_eq!(value("lang"), Some(article.lang.code()), "{path}");
        assert_eq!(value("url").map(str::to_owned), Some(format!("{base_url}{path}")), "{path}");
        let sources: Vec<_> = article.sources.iter().map(|source| Some(source.title.as_str())).collect();
        let in_head: Vec<_> = head["sources"].as_vec().unwrap().iter().map(|source| source["title"].as_str()).collect();
        assert_eq!(in_head, sources, "{path}");

        let title = body.trim_start().strip_prefix("# ").and_then(|body| body.split_once('\n')).unwrap();
        assert_eq!(words_of_markdown(title.0), article.title.split_whitespace().collect::<String>());
        let is_plain = |block: &Block| !matches!(block, Block::Chart(_) | Block::Articles(_) | Block::Figures(_));
        if article.body.iter().all(is_plain) {
            assert_eq!(words_of_markdown(title.1), words(&article.body), "{path}");
        }
        for event in parsed(title.1) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => assert!(level > HeadingLevel::H1, "{path}"),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(dest_url.contains(':'), "{path}: {dest_url} is not whole");
                    if let Some(file) = dest_url.strip_prefix(base_url) {
                        let file = file.split('#').next().unwrap().trim_start_matches('/');
                        let is_page = file.is_empty() || file.ends_with('/');
                        let file = if is_page { format!("{file}index.html") } else { file.to_owned() };
                        assert!(site.contains_key(&file), "{path}: {dest_url} leads nowhere");
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => panic!("{path}: {html}"),
                _ => {}
            }
        }
    }
    twins.len()
}

#[test]
fn a_twin_says_what_the_article_says() {
    let site = Fixture::good().built();
    assert_eq!(look_at_twins(&site, SITE_URL), 5);
    let site = own_content::built();
    assert!(look_at_twins(site, "https://iom-germany.example") >= 128);
}

#[test]
fn a_twin_holds_every_kind_of_block() {
    let site = Fixture::good().built();
    let twin = text(&site, "news/round-table/index.md");
    let kinds = |is: &dyn Fn(&Event<'_>) -> bool| parsed(twin).any(|event| is(&event));
    assert!(kinds(&|event| matches!(event, Event::Start(Tag::Table(_)))), "{twin}");
    assert!(kinds(&|event| matches!(event, Event::Start(Tag::BlockQuote(Some(_))))), "{twin}");
    assert!(kinds(&|event| matches!(event, Event::Start(Tag::BlockQuote(None)))), "{twin}");
    assert!(kinds(&|event| matches!(event, Event::Start(Tag::List(Some(_))))), "{twin}");
    assert!(kinds(&|event| matches!(event, Event::Start(Tag::CodeBlock(_)))), "{twin}");
    assert!(kinds(&|event| matches!(event, Event::Start(Tag::FootnoteDefinition(_)))), "{twin}");
    assert!(kinds(&|event| matches!(event, Event::Start(Tag::Image { .. }))), "{twin}");
    assert!(kinds(&|event| matches!(event, Event::Rule | Event::HardBreak)), "{twin}");
    assert!(text(&site, "news/open-days/index.md").contains("**1,200**"));
}

#[test]
fn pages_lead_to_their_twins() {
    let site = Fixture::good().under("/iom/").built();
    let mut found = 0;
    for (file, html) in html_files(&site).filter(|(file, _)| file.ends_with("index.html")) {
        let twin = file.replace("index.html", "index.md");
        let link = format!("href=\"{SITE_URL}/iom/{twin}\" type=\"text/markdown\"");
        assert_eq!(html.contains(&link), site.contains_key(&twin), "{file}");
        found += usize::from(html.contains(&link));
    }
    assert_eq!(found, 5);
}
