//! The project's own content, built as it will be published.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use iom_germany::model::TeasersBundle;
use iom_germany::publish::{self, LinkReport};
use iom_germany::text::Lang;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::covers::flaws_of_drawings;
use crate::events::entry;
use crate::fixture::{Fixture, in_package};
use crate::kind_of_bundle;
use crate::output::{Tree, attributes, between, bundle, dead_links, html_files, text, tree};

/// How many words an article has.
const WORDS: std::ops::RangeInclusive<usize> = 150..=400;

/// The words of a text as a reader sees them: neither addresses nor what stands in fenced blocks.
fn word_count(file: &str) -> usize {
    let body = file.splitn(3, "---\n").nth(2).unwrap_or_default();
    let mut words = String::new();
    let mut in_code = false;
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) | Event::Code(text) if !in_code => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[test]
fn words_are_counted_as_a_reader_would() {
    let head = "---\ntitle: Not these words\n---\n";
    for (body, count) in [
        ("One two.\nThree *four*.", 4),
        ("A [link of words](../somewhere/else.md) – and `code`.", 6),
        ("- one\n- two\n\n| a | b |\n|---|---|\n| c | d e |", 7),
        ("Text[^1].\n\n```articles\ntopic: diaspora\n```\n\n[^1]: A note.", 3),
        ("re**turn**ing", 1),
    ] {
        assert_eq!(word_count(&format!("{head}{body}")), count, "{body:?}");
    }
}

/// The site, and what `publish links` says of it; built once.
static BUILT: LazyLock<(Tree, LinkReport)> = LazyLock::new(|| {
    let fixture = Fixture::of("content");
    let site = fixture.built();
    let report = publish::check_links(&fixture.out(), &"/".parse().unwrap()).unwrap();
    (site, report)
});

/// The site.
pub(crate) fn built() -> &'static Tree {
    &BUILT.0
}

#[test]
fn no_link_leads_nowhere() {
    let (site, report) = &*BUILT;
    let site_toml = std::fs::read_to_string(in_package("content/site.toml")).unwrap();
    let site_url = between(&site_toml, "\nurl = \"", "\"")[0];
    assert_eq!(dead_links(site, site_url, "/"), Vec::<String>::new());
    assert_eq!(report.dead.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(report.pages, html_files(site).count());
}

#[test]
fn all_that_is_built_is_whole() {
    let (site, _) = &*BUILT;
    for (path, bytes) in site.iter().filter(|(path, _)| path.starts_with("bundles/")) {
        let (_, read) = kind_of_bundle(path);
        read(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    for path in site.keys().filter(|path| path.ends_with(".ics")) {
        assert!(entry(text(site, path)).contains_key("VCALENDAR/VEVENT/UID"), "{path}");
    }
    for (file, html) in html_files(site) {
        let ids = attributes(html, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{file}: {ids:?}");
    }
    assert_eq!(flaws_of_drawings(site), Vec::<String>::new());
}

#[test]
fn every_article_is_published_in_both_languages() {
    let (site, _) = &*BUILT;
    let articles = |lang: Lang| -> BTreeSet<String> {
        let files = site.keys().filter(|path| path.starts_with(&format!("bundles/{lang}/teasers/")));
        let teasers = files.flat_map(|path| bundle::<TeasersBundle>(site, path).items);
        teasers.map(|teaser| teaser.id.to_string()).collect()
    };
    let [en, de] = Lang::ALL.map(articles);
    assert!(en.len() >= 64, "only {} articles were published", en.len());
    assert_eq!(en, de);
}

#[test]
fn every_text_is_there_in_both_languages() {
    let content = tree(&in_package("content"));
    let texts = |lang: &str| -> BTreeSet<&str> {
        let files = content.keys().filter_map(|path| path.strip_prefix(lang));
        files.filter(|path| !path.starts_with("plain-language/")).collect()
    };
    let (en, de) = (texts("en/"), texts("de/"));
    assert!(en.len() > 64, "only {} texts were found", en.len());
    assert_eq!(en.symmetric_difference(&de).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn every_article_is_as_long_as_an_article_should_be() {
    let content = tree(&in_package("content"));
    let articles = content.keys().filter(|path| path.starts_with("en/news/") || path.starts_with("de/news/"));
    let counts: Vec<_> = articles.map(|path| (path, word_count(text(&content, path)))).collect();
    assert!(counts.len() >= 128, "only {} articles were found", counts.len());
    let outside: Vec<_> = counts.iter().filter(|(_, count)| !WORDS.contains(count)).collect();
    assert!(outside.is_empty(), "{} of {} have too few or too many words: {outside:#?}", outside.len(), counts.len());
}
