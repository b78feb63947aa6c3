//! The compiler from end to end: whole sites in, whole sites out.
//!
//! Every mistake an editor can make has a folder in `tests/sites/bad`. A new one begins as a folder with a `rule.txt`;
//! `UPDATE_EXPECTED=1 cargo test --test publish` writes each `expected.txt` anew, to be read before it is committed.
//!
//! Below `tests/publish`: [`archive`] looks at lists and what leads from page to page, [`events`] at entries for
//! calendars, [`embeds`] at what others put on their pages, [`covers`] at drawings, [`datasets`] at figures, [`feeds`] at what is new, [`programs`] at
//! what else programs read, [`incremental`] at builds that go on from the one before, [`integrity`] at hashes, [`kept`] at what stays of releases, [`own_content`] at the project's
//! own site, [`sample`] at made-up content; [`fixture`] makes sites, [`output`] reads them.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use iom_germany::model::{
    ArticleBundle, Bundle, BundleError, ListBundle, NavigationBundle, RowsBundle, TeasersBundle, WordsBundle, decode,
};
use iom_germany::publish::{self, BuildError, MachineError, Problem, Problems, Progress, Report, ScaffoldError};
use iom_germany::text::Lang;
use iom_germany::ui::routes::{Address, Route};
use serde_json::{Value, json};

#[path = "publish/archive.rs"]
mod archive;
#[path = "publish/covers.rs"]
mod covers;
#[path = "publish/datasets.rs"]
mod datasets;
#[path = "publish/embeds.rs"]
mod embeds;
#[path = "publish/events.rs"]
mod events;
#[path = "publish/feeds.rs"]
mod feeds;
#[path = "publish/fixture.rs"]
mod fixture;
#[path = "publish/incremental.rs"]
mod incremental;
#[path = "publish/integrity.rs"]
mod integrity;
#[path = "publish/kept.rs"]
mod kept;
#[path = "publish/output.rs"]
mod output;
#[path = "publish/own_content.rs"]
mod own_content;
#[path = "publish/programs.rs"]
mod programs;
#[path = "publish/sample.rs"]
mod sample;

use fixture::{Fixture, SITE_URL, TODAY, in_package};
use output::{assert_same, attributes, between, bundle, dead_links, html_files, names, text, tree};

/// Content items of the good site with its datasets, counted once for each language.
const ITEMS: usize = 29 + 2 * DATASETS;

/// Its datasets, each with a page in each language.
const DATASETS: usize = 2;

/// Its pages: one for each item, those of datasets among them, and, as no list is longer than a page, one for each
/// list, months among them. English has one of all articles and 17 with a tag, German one and 13. Besides, the search.
const PAGES: usize = ITEMS + 18 + 14 + 2;

// ---- the good site ----

#[test]
fn the_good_site_has_no_problems() {
    assert_eq!(Fixture::good().check().unwrap(), Report { items: ITEMS, pages: PAGES, ..Report::default() });
}

/// The keys that a part of `content/README.md` explains in tables.
fn explained_keys(part: &str) -> Vec<String> {
    let readme = fs::read_to_string(in_package("content/README.md")).unwrap();
    let (_, part) = readme.split_once(&format!("# {part}\n")).unwrap_or_else(|| panic!("there is no part {part:?}"));
    let lines = part.lines().take_while(|line| !line.starts_with("## "));
    lines.filter_map(|line| Some(line.strip_prefix("| `")?.split_once("` |")?.0.to_owned())).collect()
}

/// The good site's texts, line by line.
fn good_lines() -> BTreeSet<String> {
    let site = tree(&in_package("tests/sites/good"));
    let texts = site.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn the_good_site_uses_every_key_of_a_head() {
    let keys = explained_keys("The head of a file");
    assert_eq!(keys.len(), 20, "{keys:?}");
    let lines = good_lines();
    for key in keys {
        let used = |line: &String| *line == format!("{key}:") || line.starts_with(&format!("{key}: "));
        assert!(lines.iter().any(used), "no file has the key `{key}`");
    }
}

#[test]
fn the_good_site_uses_every_key_of_a_directive() {
    let keys = explained_keys("What the compiler fills in");
    assert_eq!(keys.len(), 8 + 5 + 2, "{keys:?}");
    let lines = good_lines();
    for key in keys {
        let used = |line: &String| line.trim_start_matches([' ', '-']).starts_with(&format!("{key}: "));
        assert!(lines.iter().any(used), "no file has the key `{key}`");
    }
}

#[test]
fn the_good_site_uses_the_whole_text_format() {
    let site = Fixture::good().built();
    let bundles: String =
        site.iter().filter(|(path, _)| path.starts_with("bundles/")).map(|(path, _)| text(&site, path)).collect();
    for node in [
        r#"{"heading":{"level":2"#,
        r#"{"heading":{"level":3"#,
        r#"{"heading":{"level":4"#,
        r#"{"paragraph":["#,
        r#"{"list":{"items""#,
        r#"{"list":{"start":1"#,
        r#"{"list":{"start":3"#,
        r#"{"quote":["#,
        r#"{"figure":{"src":"/media/rectangle.png","alt":"A blue rectangle","width-px":8,"height-px":5,"caption":""#,
        r#"{"table":{"caption":["#,
        r#""align":["start","center","end"]"#,
        r#"{"callout":{"kind":"note""#,
        r#"{"callout":{"kind":"tip""#,
        r#"{"callout":{"kind":"important""#,
        r#"{"callout":{"kind":"warning""#,
        r#"{"code":{"syntax":"toml""#,
        r#"{"code":{"text""#,
        r#""rule""#,
        r#"{"footnotes":["#,
        r#"{"text":"#,
        r#"{"emphasis":"#,
        r#"{"strong":"#,
        r#"{"link":{"href":"/our-work/counselling/","#,
        r#"{"link":{"href":"/our-work/counselling/#steps","#,
        r##"{"link":{"href":"#numbers","##,
        r#"{"link":{"href":"https://example.org/","#,
        r#"{"foreign":{"lang":"de""#,
        r#"{"code":"publish check"}"#,
        r#"{"footnote-ref":1}"#,
        r#""break""#,
        r#"[{"text":"Das hier ist eine kleine Website."},"break",{"text":"Sie ist "#,
        r#"{"articles":[{"id":"round-table","#,
        r#"{"chart":{"id":"by-language","kind":"line""#,
        r#"{"chart":{"id":"map","kind":"symbol-map""#,
        r#"{"figures":[{"value":"1,200","label":"people came","date":"2022-02","source":"Programme of the open days","url""#,
    ] {
        assert!(bundles.contains(node), "no bundle holds {node}");
    }
}

#[test]
fn the_projects_own_content_has_no_problems() {
    match publish::check(&in_package("content"), TODAY.parse().unwrap(), &Progress::silent()) {
        Ok(report) => assert!(report.items > 100),
        Err(BuildError::Content(problems)) => panic!("{}", problems.render(false)),
        Err(error) => panic!("{error:?}"),
    }
}

// ---- mistakes ----

/// The folders of `tests/sites/bad`.
fn mistakes() -> Vec<String> {
    names(&in_package("tests/sites/bad"))
}

/// The rules a mistake breaks, one for each problem, sorted.
fn rules_of(mistake: &str) -> Vec<String> {
    let path = in_package(&format!("tests/sites/bad/{mistake}/rule.txt"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(str::to_owned).collect()
}

fn problems_of(mistake: &str, result: Result<Report, BuildError>) -> Problems {
    match result {
        Err(BuildError::Content(problems)) => problems,
        other => panic!("{mistake}: expected problems of the content, got {other:?}"),
    }
}

#[test]
fn every_mistake_is_reported_by_its_rule_and_nothing_is_written() {
    let mut surprises = Vec::new();
    for mistake in mistakes() {
        let fixture = Fixture::good().with(&format!("bad/{mistake}"));
        fixture.write("dist/index.html", b"the site of yesterday");
        let (before, names_before) = (tree(fixture.root()), names(fixture.root()));
        let problems = problems_of(&mistake, fixture.build());
        let mut rules: Vec<_> = problems.iter().map(Problem::rule).collect();
        rules.sort_unstable();
        if rules != rules_of(&mistake) {
            surprises.push(format!("{mistake}: reported {rules:?}\n{}", fixture.as_told(&problems)));
        }
        if tree(fixture.root()) != before || names(fixture.root()) != names_before {
            surprises.push(format!("{mistake}: something was written"));
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

#[test]
fn every_mistake_is_explained_as_expected() {
    let update = std::env::var("UPDATE_EXPECTED").is_ok_and(|value| value == "1");
    let mut surprises = Vec::new();
    for mistake in mistakes() {
        let fixture = Fixture::good().with(&format!("bad/{mistake}"));
        let told = fixture.as_told(&problems_of(&mistake, fixture.check()));
        let path = in_package(&format!("tests/sites/bad/{mistake}/expected.txt"));
        match fs::read_to_string(&path) {
            Ok(expected) if expected == told => {}
            _ if update => fs::write(&path, told).unwrap(),
            Ok(_) => surprises.push(format!("{mistake}: differs from expected.txt:\n\n{told}")),
            Err(_) => surprises.push(format!("{mistake}: has no expected.txt, which would be:\n\n{told}")),
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

/// Rules that the source can put together from an area and a name, but that nothing can break, with the reason.
const NEVER_BROKEN: [(&str, &str); 4] = [
    ("directive/too-long", "only the texts of a head have a greatest length"),
    ("front-matter/too-many-figures", "only a directive holds figures"),
    ("front-matter/unknown-dataset", "only a directive names a chart"),
    ("front-matter/unknown-view", "only a directive names a chart"),
];

/// What looks like a rule and is none: types of files.
const MEDIA_TYPES: [&str; 2] = ["text/csv", "text/html"];

/// Every rule in the source of `publish`: those written whole, and those that a reader of YAML puts together from the
/// area it reads and a name.
fn rules_in_source() -> BTreeSet<String> {
    let is_name = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let is_rule = |text: &&str| {
        text.split_once('/').is_some_and(|(group, name)| {
            ["content", "data", "front-matter", "directive", "text", "plain", "site"].contains(&group)
                && is_name(name)
                && !MEDIA_TYPES.contains(text)
        })
    };
    let sources = tree(&in_package("src/publish"));
    let programs = sources.keys().filter(|path| path.ends_with(".rs"));
    let sources: Vec<_> = programs.map(|path| text(&sources, path)).collect();
    let mut rules: BTreeSet<_> =
        sources.iter().flat_map(|source| source.split('"')).filter(is_rule).map(str::to_owned).collect();
    let all =
        |start: &str, end: &str| sources.iter().flat_map(|source| between(source, start, end)).collect::<Vec<_>>();
    let areas: Vec<_> = all("Reader::new(", ";").into_iter().filter_map(|call| call.split('"').nth(1)).collect();
    let names: BTreeSet<_> = ["rule(\"", "whole(\""].into_iter().flat_map(|start| all(start, "\"")).collect();
    assert!(areas.len() == 2 && names.len() > 8, "the rules of readers of YAML were not found: {areas:?}, {names:?}");
    assert!(names.iter().all(|name| is_name(name)), "these are no names: {names:?}");
    rules.extend(areas.iter().flat_map(|area| names.iter().map(move |name| format!("{area}/{name}"))));
    rules
}

#[test]
fn every_rule_has_a_mistake_that_breaks_it() {
    let mut in_source = rules_in_source();
    for (rule, reason) in NEVER_BROKEN {
        assert!(in_source.remove(rule), "`{rule}` is no rule any more: {reason}");
    }
    let broken: BTreeSet<_> = mistakes().iter().flat_map(|mistake| rules_of(mistake)).collect();
    let without_mistake: Vec<_> = in_source.difference(&broken).collect();
    assert!(without_mistake.is_empty(), "no folder of tests/sites/bad breaks {without_mistake:?}");
    let without_rule: Vec<_> = broken.difference(&in_source).collect();
    assert!(without_rule.is_empty(), "nothing in src/publish knows {without_rule:?}");
}

#[test]
fn all_problems_of_all_files_are_reported_at_once() {
    let fixture = Fixture::good().with("bad/many");
    let problems = problems_of("many", fixture.check());
    assert!(problems.len() >= 12, "only {} problems were reported", problems.len());
    let told = fixture.as_told(&problems);
    for file in ["countries.csv", "de/news/third.md", "en/loose.md", "en/news/first.md", "en/news/second.md"] {
        assert!(told.contains(&format!("[content/{file}:")), "{file} is not named in\n{told}");
    }
}

#[test]
fn an_app_that_is_not_there_is_no_mistake_of_the_editor() {
    let fixture = Fixture::good().app_from("content");
    let result = fixture.build();
    assert!(matches!(result, Err(BuildError::Machine(MachineError::App { found: 0, .. }))), "{result:?}");
    assert!(!fixture.out().exists());
}

// ---- what is built ----

#[test]
fn publishing_twice_gives_the_same_bytes() {
    let fixture = Fixture::good();
    let first = fixture.built();
    assert_same(&first, &Fixture::good().built());
    assert_same(&first, &fixture.built());
    assert_same(&first, &fixture.app_from("dist").built());
}

#[test]
fn headings_may_begin_as_ids_of_the_page_do() {
    let head = "---\ntitle: Panels\nsummary: About panels.\ntype: news\ndate: 2019-03-02\ntopics: [diaspora]\n\
                sources:\n  - title: Notes\n---\n\n";
    let text = "## Panel on data\n\nOne.\n\n## Note\n\nTwo.\n\n## Note two\n\nThree.\n\n## Sources\n\nFour.\n";
    let site = Fixture::good().file("en/news/panels.md", &format!("{head}{text}")).built();
    let ids = attributes(text_of_page(&site), "id");
    for id in ["text-panel-on-data", "text-note", "text-note-two", "sources-2"] {
        assert_eq!(ids.iter().filter(|other| **other == id).count(), 1, "{id}: {ids:?}");
    }
}

fn text_of_page(site: &output::Tree) -> &str {
    text(site, "news/panels/index.html")
}

#[test]
fn every_file_is_written_once() {
    let fixture = Fixture::good();
    let report = fixture.build().unwrap();
    assert_eq!((report.items, report.pages), (ITEMS, PAGES));
    assert_eq!(report.files, tree(&fixture.out()).len());
}

/// Decodes a bundle and drops it.
type Read = fn(&[u8]) -> Result<(), BundleError>;

fn read<B: Bundle>(bytes: &[u8]) -> Result<(), BundleError> {
    decode::<B>(bytes).map(drop)
}

/// The kind of a bundle with how it is read, by its path alone.
fn kind_of_bundle(path: &str) -> (&'static str, Read) {
    let (lang, file) = path.strip_prefix("bundles/").and_then(|path| path.split_once('/')).unwrap();
    let lang: Lang = lang.parse().unwrap();
    match file.split('/').next().unwrap() {
        "navigation.json" => ("navigation", read::<NavigationBundle>),
        "rows" => ("rows", read::<RowsBundle>),
        "teasers" => ("teasers", read::<TeasersBundle>),
        "words" => ("words", read::<WordsBundle>),
        _ => {
            let page = file.strip_suffix("index.json").unwrap_or_else(|| panic!("{path} is no bundle"));
            let address = Address::parse(&format!("{}/{page}", lang.prefix()));
            assert_eq!(address.bundle_path(), path);
            match address.route {
                Route::News(_) | Route::Filtered(..) | Route::Search => ("list", read::<ListBundle>),
                _ => ("article", read::<ArticleBundle>),
            }
        }
    }
}

#[test]
fn every_bundle_keeps_to_its_schema_and_can_be_read() {
    let fixture = Fixture::good();
    let report = fixture.build().unwrap();
    let site = tree(&fixture.out());
    let schemas: BTreeMap<_, _> = ["article", "list", "navigation", "rows", "teasers", "words"]
        .into_iter()
        .map(|kind| {
            let schema: Value = serde_json::from_str(text(&site, &format!("schemas/{kind}-1.json"))).unwrap();
            let schema = jsonschema::validator_for(&schema).unwrap();
            assert!(!schema.is_valid(&json!({"schema": 1})), "the schema of {kind} takes anything");
            (kind, schema)
        })
        .collect();
    assert_eq!(schemas.len(), site.keys().filter(|path| path.starts_with("schemas/")).count());
    let mut seen: BTreeMap<_, usize> = BTreeMap::new();
    for (path, bytes) in site.iter().filter(|(path, _)| path.starts_with("bundles/")) {
        let (kind, read) = kind_of_bundle(path);
        *seen.entry(kind).or_default() += 1;
        if let Err(error) = schemas[kind].validate(&serde_json::from_slice(bytes).unwrap()) {
            panic!("{path}: {error}");
        }
        read(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    assert_eq!(seen.len(), schemas.len(), "{seen:?}");
    assert_eq!(seen["article"] + seen["list"], report.pages);
}

#[test]
fn drafts_and_expired_items_appear_nowhere() {
    let words = [
        "Kept back until spring",
        "before spring",
        "Not ready yet",
        "Kept back until summer",
        "before summer",
        "Not ready either",
        "Apply by the end of October",
        "nobody can answer any more",
        "The call is closed",
        "a-draft",
        "another-draft",
        "kept-back",
        "news/expired",
    ];
    let fixture = Fixture::good();
    let sources: String =
        tree(&fixture.content()).into_iter().map(|(path, bytes)| path + &String::from_utf8_lossy(&bytes)).collect();
    let site = fixture.built();
    for word in words {
        assert!(sources.contains(word), "the good site no longer holds {word:?}");
        for (path, bytes) in &site {
            let found = path.contains(word) || String::from_utf8_lossy(bytes).contains(word);
            assert!(!found, "{path} holds {word:?}");
        }
    }
}

#[test]
fn an_item_is_published_to_the_end_of_its_last_day() {
    let page = "news/field-visit/index.html";
    assert!(Fixture::good().on("2026-11-22").built().contains_key(page));
    assert!(!Fixture::good().on("2026-11-23").built().contains_key(page));
}

#[test]
fn former_addresses_lead_to_the_present_one() {
    for (public_url, folder) in [("/", ""), ("/iom/", "/iom")] {
        let site = Fixture::good().under(public_url).built();
        for (former, present) in [
            ("news/round-table-2018/", "/news/round-table/"),
            ("old/round-table/", "/news/round-table/"),
            ("de/alt/runder-tisch/", "/de/aktuelles/runder-tisch/"),
        ] {
            let html = text(&site, &format!("{former}index.html"));
            let target = format!("{folder}{present}");
            let canonical = format!("{SITE_URL}{target}");
            assert!(html.contains(&format!("http-equiv=\"refresh\" content=\"0; url={target}\"")), "{former}: {html}");
            assert_eq!(attributes(html, "href"), [&canonical, &target], "{former}");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    for public_url in ["/", "/iom/"] {
        let site = Fixture::good().under(public_url).built();
        assert_eq!(dead_links(&site, SITE_URL, public_url), Vec::<String>::new());
        let fragment = format!("{public_url}our-work/counselling/#steps");
        let links = attributes(text(&site, "news/round-table/index.html"), "href");
        assert!(links.contains(&fragment.as_str()), "no link to a heading was looked at");
        let several_tags = format!("{public_url}news/?");
        let mut links = html_files(&site).flat_map(|(_, html)| attributes(html, "href"));
        assert!(links.any(|link| link.starts_with(&several_tags)), "no list filtered by several tags was looked at");
    }
}

#[test]
fn a_dead_link_is_found() {
    let mut site = Fixture::good().under("/iom/").built();
    let page = r##"<a id="x" href="#x"></a> <a href="#y"></a> <a href="/iom/nowhere/"></a>
        <img src="/media/rectangle.png"> <a href="https://good.example/iom/old/"></a> <a href="https://x.org/"></a>"##;
    site.insert("page.html".to_owned(), page.as_bytes().to_vec());
    let dead = dead_links(&site, SITE_URL, "/iom/").join("\n");
    for target in [
        "#y leads to no id",
        "/iom/nowhere/ leads to no file",
        "/media/rectangle.png leads out",
        "/iom/old/ leads to no file",
    ] {
        assert!(dead.contains(target), "{target:?} is missing in\n{dead}");
    }
    assert_eq!(dead.lines().count(), 4, "{dead}");
}

/// What `publish links` finds, told as [`dead_links`] does: page and address.
fn dead_links_by_publish(fixture: &Fixture, public_url: &str) -> Vec<String> {
    let report = publish::check_links(&fixture.out(), &public_url.parse().unwrap()).unwrap();
    let site = tree(&fixture.out());
    assert_eq!(report.pages, html_files(&site).count());
    assert!(report.links > 20 * report.pages, "only {} links were looked at", report.links);
    report.dead.iter().map(|dead| format!("{}: {}", dead.page, dead.target)).collect()
}

#[test]
fn publish_finds_the_dead_links_this_suite_finds() {
    let page = r##"<a id="x" href="#x"></a> <a href="#y"></a> <a href="/iom/news/?topic=a&amp;year=b"></a>
        <a href="/iom/newz/?topic=a&amp;year=b"></a> <img src="/media/rectangle.png"> <img src="/iom/media/none.png">
        <a href="/iom/our-work/counselling/#steps"></a> <a href="/iom/our-work/counselling/#stops"></a>
        <a href="/iom/news/field-visit/event.ics"></a> <a href="https://x.org/nowhere"></a>"##;
    for public_url in ["/", "/iom/"] {
        let fixture = Fixture::good().under(public_url);
        fixture.build().unwrap();
        assert_eq!(dead_links_by_publish(&fixture, public_url), Vec::<String>::new());
        fixture.write("dist/page.html", page.replace("/iom/", public_url).as_bytes());
        let by_publish = dead_links_by_publish(&fixture, public_url);
        let mut by_suite: Vec<_> = dead_links(&tree(&fixture.out()), SITE_URL, public_url)
            .iter()
            .map(|told| told.split(" leads ").next().unwrap().replace("&amp;", "&"))
            .collect();
        by_suite.sort_unstable();
        assert_eq!(by_publish, by_suite);
        // Without a folder, what leads out of it does not.
        assert_eq!(by_publish.len(), if public_url == "/" { 5 } else { 6 }, "{by_publish:#?}");
    }
}

#[test]
fn every_id_is_given_once_on_its_page() {
    for (file, html) in html_files(&Fixture::good().built()) {
        let ids = attributes(html, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{file}: {ids:?}");
    }
}

#[test]
fn a_long_list_has_pages_that_lead_to_each_other() {
    let articles = (1..=45).map(|number| {
        let head = format!(
            "title: Generated {number}\nsummary: One of many.\ntype: news\ndate: 2021-01-01\ntopics: [diaspora]"
        );
        let text = format!("---\n{head}\nsources:\n  - title: None\n---\n\nText.\n");
        (format!("en/news/generated-{number:02}.md"), text)
    });
    let fixture = articles.fold(Fixture::good(), |fixture, (path, text)| fixture.file(&path, &text));
    let site = fixture.built();
    assert!(site.contains_key("news/page/3/index.html") && !site.contains_key("news/page/4/index.html"));
    assert!(!site.contains_key("de/aktuelles/seite/2/index.html"));
    assert_eq!(dead_links(&site, SITE_URL, "/"), Vec::<String>::new());
    let items: usize = ["", "page/2/", "page/3/"]
        .map(|page| bundle::<ListBundle>(&site, &format!("bundles/en/news/{page}index.json")).items.len())
        .iter()
        .sum();
    assert_eq!(items, 48);
}

#[test]
fn a_build_clears_what_earlier_ones_left() {
    let fixture = Fixture::good();
    let whole = fixture.built();
    fixture.write(".dist.publish-interrupted/news/index.html", b"half a page");
    fixture.write("dist/news/gone/index.html", b"a page of yesterday");
    assert_same(&whole, &fixture.built());
    assert_eq!(names(fixture.root()), [".dist.publish", "app", "content", "dist"]);
}

// ---- the program ----

/// Runs the program on the day all tests have.
fn run(arguments: &[&str], content: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_publish"))
        .args(arguments)
        .arg("--content")
        .arg(content)
        .env("SOURCE_DATE_EPOCH", "1795305600")
        .output()
        .unwrap()
}

/// Exit code, standard output, standard error.
fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_exit_code_tells_mistakes_from_failures() {
    let good = Fixture::good();
    let (code, stdout, stderr) = told(&run(&["check"], &good.content()));
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(stdout, format!("publish: {ITEMS} items without problems\n"));

    let bad = Fixture::good().with("bad/unknown-topic");
    let (code, stdout, stderr) = told(&run(&["check"], &bad.content()));
    assert_eq!(code, Some(1), "{stderr}");
    assert_eq!(stdout, "");
    assert!(
        stderr.contains("front-matter/unknown-topic") && stderr.contains("1 problem to mend, nothing was written"),
        "{stderr}"
    );

    let (code, _, stderr) = told(&run(&["check"], &good.root().join("nowhere")));
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("nowhere"), "{stderr}");
}

#[test]
fn a_log_file_gets_no_escape_codes() {
    for fixture in [Fixture::good(), Fixture::good().with("bad/many")] {
        let (_, stdout, stderr) = told(&run(&["check"], &fixture.content()));
        assert!(!stdout.contains('\u{1b}') && !stderr.contains('\u{1b}'), "{stderr:?}");
    }
}

#[test]
fn new_starts_drafts_that_can_be_checked_and_overwrites_nothing() {
    let fixture = Fixture::good();
    for name in ["news/a-new-item", "our-work/a-new-page", "this-site/a-new-page"] {
        let before = tree(&fixture.content());
        let (code, stdout, stderr) = told(&run(&["new", name], &fixture.content()));
        assert_eq!(code, Some(0), "{stderr}");
        assert_eq!(stdout.lines().count(), 2, "{stdout}");
        let after = tree(&fixture.content());
        let new: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).cloned().collect();
        assert_eq!(new, [format!("de/{name}.md"), format!("en/{name}.md")]);
        assert_eq!(fixture.check().unwrap(), Fixture::good().check().unwrap(), "drafts are not published");

        fixture.write(&format!("content/en/{name}.md"), b"already written");
        fs::remove_file(fixture.content().join(format!("de/{name}.md"))).unwrap();
        let before = tree(&fixture.content());
        let (code, _, stderr) = told(&run(&["new", name], &fixture.content()));
        assert_eq!(code, Some(2), "{stderr}");
        assert!(stderr.contains("exists already"), "{stderr}");
        assert_same(&before, &tree(&fixture.content()));
        fs::remove_file(fixture.content().join(format!("en/{name}.md"))).unwrap();
    }
}

#[test]
fn new_takes_names_of_content_files_only() {
    let fixture = Fixture::good();
    let before = tree(&fixture.content());
    for name in ["", "news", "news/", "newz/item", "news/An Item", "news/a/b", "../news/item", "/etc/passwd"] {
        let result = publish::new_file(&fixture.content(), name, TODAY.parse().unwrap());
        assert!(matches!(result, Err(ScaffoldError::Name(_))), "{name:?}: {result:?}");
    }
    assert_same(&before, &tree(&fixture.content()));
}
