//! The views as HTML, natively, from small bundles made by hand.
//!
//! What is compared is the mark-up a reader's browser gets, as text. Classes are part of it where a stylesheet or
//! the app relies on them.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::Arc;

use iom_germany::model::{
    Alignment, Article, ArticleBundle, ArticleKind, Block, BundleError, Callout, CalloutKind, Chart, ChartKind, Code,
    Cover, DataColumn, DataTable, Dataset, DatasetCard, Download, Facet, FacetValue, FacetValues, Figure, Filter,
    Footnote, Foreign, Goal, Heading, Inline, KeyFigure, Label, Link, List, ListBundle, MAX_BUNDLE_BYTES, Named,
    NavigationBundle, NavigationSection, PageLink, Quality, SCHEMA, Scope, Section, Series, Source, Table, Tag, Teaser,
    Translation, Whole, WorldPlace, decode,
};
use iom_germany::text::{Lang, UnsafeHref};
use iom_germany::ui::pages::{LoadError, Outcome, Page, PageData, PageProps};
use iom_germany::ui::reader::Reader;
use iom_germany::ui::routes::{Address, Route, SECTIONS};
use iom_germany::ui::strings::{Strings, strings};
use leptos::prelude::{Callback, Owner, RenderHtml};

// ---- pages made by hand ----

/// The HTML of a page on a site that lies under `base`.
fn render_under(base: &str, address: &Address, outcome: Outcome, can_retry: bool) -> String {
    let reader = Reader::new(address.lang, base);
    let html = Owner::new().with(|| {
        let retry = can_retry.then(|| Callback::new(|()| ()));
        let props = PageProps { address: address.clone(), outcome, reader, retry };
        Page(props).to_html()
    });
    // As in `publish::prerender`: the marks between text nodes are for hydration.
    html.replace("<!>", "")
}

/// The HTML of a page on a site of its own.
fn render(address: &Address, outcome: Outcome) -> String {
    render_under("/", address, outcome, false)
}

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

/// A text with nothing in it that can be left out.
fn article(lang: Lang, section: Section) -> Article {
    Article {
        id: "round-table".parse().unwrap(),
        lang,
        section,
        kind: if section == Section::News { ArticleKind::News } else { ArticleKind::Page },
        path: "/a/path/".to_owned(),
        title: "Round table".to_owned(),
        summary: "People met.".to_owned(),
        date: None,
        date_note: None,
        updated: None,
        place: None,
        scope: Scope::Local,
        topics: Vec::new(),
        countries: Vec::new(),
        sdgs: Vec::new(),
        goals: Vec::new(),
        goal: None,
        cover: None,
        calendar: None,
        body: vec![paragraph("Text.")],
        sources: Vec::new(),
        translations: Vec::new(),
    }
}

fn teaser(title: &str) -> Teaser {
    Teaser {
        id: "other".parse().unwrap(),
        kind: ArticleKind::Story,
        path: "/news/other/".to_owned(),
        title: title.to_owned(),
        summary: "Somebody came.".to_owned(),
        date: Some("2020-03".parse().unwrap()),
        place: Some("Kassel".to_owned()),
        cover: None,
        goal: None,
    }
}

/// An article with nothing beside it.
fn alone(article: Article) -> ArticleBundle {
    ArticleBundle {
        schema: SCHEMA,
        article,
        children: Vec::new(),
        latest: Vec::new(),
        related: Vec::new(),
        previous: None,
        next: None,
        dataset: None,
        datasets: Vec::new(),
    }
}

fn showing(article: Article) -> Outcome {
    Ok(Arc::new(PageData::Article(alone(article))))
}

/// A page of a list with one article.
fn listed(lang: Lang, page: u32, pages: u32, items: Vec<Teaser>) -> ListBundle {
    let path = Address::new(lang.other(), Route::News(1)).path();
    let translations = vec![Translation { lang: lang.other(), path }];
    ListBundle { schema: SCHEMA, lang, page, pages, total: pages * 20, translations, items, facets: Vec::new() }
}

fn nothing_here(near: Vec<PageLink>) -> Outcome {
    Ok(Arc::new(PageData::NotFound { near }))
}

fn list(lang: Lang, page: u32, pages: u32) -> Outcome {
    Ok(Arc::new(PageData::List(listed(lang, page, pages, vec![teaser("Another story")]))))
}

fn route_to_article() -> Route {
    Route::Article("round-table".parse().unwrap())
}

/// The page of an article.
fn article_page(article: Article) -> String {
    render(&Address::new(article.lang, route_to_article()), showing(article))
}

/// The page of a section, or a page below it.
fn section_page(lang: Lang, section: Section, route: Route) -> String {
    render(&Address::new(lang, route), showing(article(lang, section)))
}

/// One page of each kind.
fn every_kind(lang: Lang) -> Vec<(Address, Outcome)> {
    let with_teasers = |section| {
        let article = article(lang, section);
        let (children, latest) = (vec![teaser("Below")], vec![teaser("Newest")]);
        Ok(Arc::new(PageData::Article(ArticleBundle { children, latest, ..alone(article) })))
    };
    let pages: Vec<(Route, Outcome)> = vec![
        (Route::Home, with_teasers(Section::Home)),
        (Route::Section(Section::OurWork), with_teasers(Section::OurWork)),
        (Route::Page(Section::OurWork, "counselling".parse().unwrap()), showing(article(lang, Section::OurWork))),
        (Route::News(1), list(lang, 1, 3)),
        (Route::News(2), list(lang, 2, 3)),
        (route_to_article(), showing(article(lang, Section::News))),
        (route_to_article(), Err(Arc::new(LoadError::Offline))),
        (Route::NotFound, nothing_here(Vec::new())),
    ];
    pages.into_iter().map(|(route, outcome)| (Address::new(lang, route), outcome)).collect()
}

/// The values of an attribute, in the order of the page.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What stands between two marks that both are there once.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let found = html.split_once(start).and_then(|(_, rest)| Some(rest.split_once(end)?.0));
    found.unwrap_or_else(|| panic!("{start} … {end} is not in\n{html}"))
}

// ---- text ----

/// The HTML of blocks, as the page of an article holds them.
fn blocks(lang: Lang, blocks: Vec<Block>) -> String {
    let html = article_page(Article { body: blocks, ..article(lang, Section::News) });
    // A cell set at the start of its line has an empty class.
    between(&html, "<div class=\"article__text prose\">", "</div><div data-copied").replace(" class=\"\"", "")
}

/// The HTML of a run of words.
fn run(run: Vec<Inline>) -> String {
    let html = blocks(Lang::En, vec![Block::Paragraph(run)]);
    between(&html, "<p>", "</p>").to_owned()
}

fn inline_link(href: &str) -> Inline {
    Inline::Link(Link { href: href.to_owned(), text: vec![text("there")] })
}

#[test]
fn every_kind_of_inline_has_its_element() {
    let word = || vec![text("Wort")];
    for (inline, html) in [
        (text("Berlin"), "Berlin"),
        (Inline::Emphasis(word()), "<em>Wort</em>"),
        (Inline::Strong(vec![Inline::Emphasis(word())]), "<strong><em>Wort</em></strong>"),
        (inline_link("/about/#aims"), "<a href=\"/about/#aims\">there</a>"),
        (inline_link("#aims"), "<a href=\"#aims\">there</a>"),
        (inline_link("https://x.example/?a=1&b=2"), "<a href=\"https://x.example/?a=1&amp;b=2\">there</a>"),
        (Inline::Foreign(Foreign { lang: "de".to_owned(), text: word() }), "<span lang=\"de\">Wort</span>"),
        (Inline::Code("a < b".to_owned()), "<code>a &lt; b</code>"),
        (Inline::FootnoteRef(3), "<sup><a href=\"#note-3\" id=\"note-3-ref\" aria-label=\"Note 3\">3</a></sup>"),
        (Inline::Break, "<br>"),
    ] {
        assert_eq!(run(vec![inline]), html);
    }
    assert_eq!(run(vec![text("In "), text("Berlin"), Inline::Break, text("today")]), "In Berlin<br>today");
}

#[test]
fn headings_keep_their_level_and_carry_their_id() {
    for (level, element) in [(2, "h2"), (3, "h3"), (4, "h4"), (5, "h5"), (6, "h6"), (1, "h2"), (9, "h6")] {
        let heading = Heading { level, id: "aims".to_owned(), text: vec![text("Aims")] };
        let html = blocks(Lang::En, vec![Block::Heading(heading)]);
        assert_eq!(html, format!("<{element} id=\"aims\">Aims</{element}>"), "level {level}");
    }
}

#[test]
fn lists_are_tight_where_an_item_is_one_paragraph() {
    let list = |start, items| Block::List(List { start, items });
    let one = || vec![vec![paragraph("one")]];
    let nested = list(None, vec![vec![paragraph("one")], vec![paragraph("two"), list(None, one())]]);
    for (block, html) in [
        (nested, "<ul><li>one</li><li><p>two</p><ul><li>one</li></ul></li></ul>"),
        (list(Some(1), one()), "<ol><li>one</li></ol>"),
        (list(Some(3), one()), "<ol start=\"3\"><li>one</li></ol>"),
    ] {
        assert_eq!(blocks(Lang::En, vec![block]), html);
    }
}

#[test]
fn paragraphs_quotes_code_and_rules_have_their_elements() {
    let code = |syntax: Option<&str>| Code { syntax: syntax.map(str::to_owned), text: "a && b\n  c".to_owned() };
    for (block, html) in [
        (paragraph("Text."), "<p>Text.</p>"),
        (Block::Quote(vec![paragraph("a"), paragraph("b")]), "<blockquote><p>a</p><p>b</p></blockquote>"),
        (Block::Code(code(None)), "<pre tabindex=\"0\"><code>a &amp;&amp; b\n  c</code></pre>"),
        (Block::Code(code(Some("toml"))), "<pre tabindex=\"0\"><code>a &amp;&amp; b\n  c</code></pre>"),
        (Block::Rule, "<hr>"),
    ] {
        assert_eq!(blocks(Lang::En, vec![block]), html);
    }
}

#[test]
fn a_figure_has_words_a_size_and_a_caption() {
    let figure = |caption: Option<&str>| {
        let caption = caption.map(str::to_owned);
        let (src, alt) = ("/media/x.png".to_owned(), "A \"blue\" field".to_owned());
        blocks(Lang::En, vec![Block::Figure(Figure { src, alt, width_px: 8, height_px: 5, caption })])
    };
    let image = "<img src=\"/media/x.png\" alt=\"A &quot;blue&quot; field\" width=\"8\" height=\"5\" \
                 loading=\"lazy\" decoding=\"async\">";
    assert_eq!(figure(None), format!("<figure>{image}</figure>"));
    assert_eq!(figure(Some("A field")), format!("<figure>{image}<figcaption>A field</figcaption></figure>"));
}

#[test]
fn a_table_has_headings_and_scrolls_by_keyboard() {
    let row = |cells: [&str; 3]| cells.map(|cell| vec![text(cell)]).to_vec();
    let table = |caption| {
        let align = vec![Alignment::Start, Alignment::Center, Alignment::End];
        let (head, rows) = (row(["Year", "Share", "People"]), vec![row(["2017", "3.5", "3,000"])]);
        blocks(Lang::En, vec![Block::Table(Table { caption, align, head, rows })])
    };
    let rest = "<thead><tr><th scope=\"col\">Year</th><th scope=\"col\" data-align=\"center\">Share</th>\
                <th scope=\"col\" data-align=\"end\">People</th></tr></thead><tbody><tr><td>2017</td>\
                <td data-align=\"center\">3.5</td><td data-align=\"end\">3,000</td></tr></tbody>";
    let region = |table: String| format!("<div tabindex=\"0\" class=\"table\"><table>{table}</table></div>");
    assert_eq!(table(Vec::new()), region(rest.to_owned()));
    assert_eq!(table(vec![text("Arrivals")]), region(format!("<caption>Arrivals</caption>{rest}")));
}

#[test]
fn a_callout_says_what_kind_of_note_it_is() {
    for (kind, en, de) in [
        (CalloutKind::Note, "Note", "Hinweis"),
        (CalloutKind::Tip, "Tip", "Tipp"),
        (CalloutKind::Important, "Important", "Wichtig"),
        (CalloutKind::Warning, "Warning", "Warnung"),
    ] {
        for (lang, label) in [(Lang::En, en), (Lang::De, de)] {
            let callout = Callout { kind, blocks: vec![paragraph("Mind.")] };
            let html = blocks(lang, vec![Block::Callout(callout)]);
            assert_eq!(
                html,
                format!(
                    "<div role=\"note\" aria-label=\"{label}\" class=\"callout\">\
                     <p aria-hidden=\"true\" class=\"callout__label\">{label}</p><p>Mind.</p></div>"
                )
            );
        }
    }
}

#[test]
fn footnotes_lead_back_to_their_mark() {
    let note = |number| Footnote { number, blocks: vec![paragraph("So it is.")] };
    let html = blocks(Lang::De, vec![Block::Footnotes(vec![note(1), note(2)])]);
    let item = |number: u32| {
        format!(
            "<li id=\"note-{number}\"><p>So it is.</p>\
             <a href=\"#note-{number}-ref\" aria-label=\"Zurück zum Text\">↩</a></li>"
        )
    };
    let expected =
        format!("<section aria-label=\"Anmerkungen\" class=\"footnotes\"><ol>{}{}</ol></section>", item(1), item(2));
    assert_eq!(html, expected);
}

// ---- what comes from outside ----

/// What somebody might put into a field to get a script onto the page. It names the field.
fn evil(field: &str) -> String {
    format!("\"><script>{field}</script>")
}

/// What stands for it in text.
fn harmless(field: &str) -> String {
    format!("&lt;script&gt;{field}&lt;/script&gt;")
}

/// What stands for it in an attribute.
fn harmless_in_attribute(field: &str) -> String {
    format!("=\"&quot;&gt;{}", harmless(field))
}

/// Every string of the text format.
fn evil_blocks() -> Vec<Block> {
    let words = |field: &str| vec![text(&evil(field))];
    vec![
        Block::Heading(Heading { level: 2, id: evil("heading-id"), text: words("heading") }),
        Block::Paragraph(vec![
            Inline::Emphasis(words("emphasis")),
            Inline::Strong(words("strong")),
            Inline::Link(Link { href: evil("href"), text: words("link") }),
            Inline::Foreign(Foreign { lang: evil("language"), text: words("foreign") }),
            Inline::Code(evil("inline-code")),
        ]),
        Block::List(List { start: None, items: vec![vec![Block::Paragraph(words("item"))]] }),
        Block::Quote(vec![Block::Paragraph(words("quote"))]),
        Block::Figure(Figure {
            src: evil("src"),
            alt: evil("alt"),
            width_px: 1,
            height_px: 1,
            caption: Some(evil("figure-caption")),
        }),
        Block::Table(Table {
            caption: words("table-caption"),
            align: vec![Alignment::Start],
            head: vec![words("head")],
            rows: vec![vec![words("cell")]],
        }),
        Block::Callout(Callout { kind: CalloutKind::Note, blocks: vec![Block::Paragraph(words("callout"))] }),
        Block::Code(Code { syntax: Some(evil("syntax")), text: evil("code") }),
        Block::Footnotes(vec![Footnote { number: 1, blocks: vec![Block::Paragraph(words("note"))] }]),
    ]
}

/// Fails unless each field stands on the page, and none as mark-up.
fn assert_harmless(html: &str, in_text: &[&str], in_attributes: &[&str]) {
    assert!(!html.contains("<script"), "a script got onto the page:\n{html}");
    for field in in_text {
        assert!(html.contains(&harmless(field)), "the field {field} is missing in\n{html}");
    }
    for field in in_attributes {
        assert!(html.contains(&harmless_in_attribute(field)), "the attribute {field} is missing in\n{html}");
    }
}

#[test]
fn no_field_of_an_article_gets_a_script_onto_the_page() {
    let html = article_page(Article {
        title: evil("title"),
        summary: evil("summary"),
        date_note: Some(evil("date-note")),
        place: Some(evil("place")),
        topics: vec![Named { key: "diaspora".parse().unwrap(), name: evil("topic"), slug: None }],
        countries: vec![Named { key: "DEU".parse().unwrap(), name: evil("country"), slug: None }],
        body: evil_blocks(),
        sources: vec![
            Source { title: evil("source"), url: Some(evil("source-url")), note: Some(evil("source-note")) },
            Source { title: evil("source-on-paper"), url: None, note: None },
        ],
        translations: vec![Translation { lang: Lang::De, path: evil("translation") }],
        ..article(Lang::En, Section::News)
    });
    let in_text = [
        "title",
        "summary",
        "date-note",
        "place",
        "topic",
        "country",
        "heading",
        "emphasis",
        "strong",
        "link",
        "foreign",
        "inline-code",
        "item",
        "quote",
        "figure-caption",
        "table-caption",
        "head",
        "cell",
        "callout",
        "code",
        "note",
        "source",
        "source-note",
        "source-on-paper",
    ];
    let in_attributes = ["heading-id", "href", "language", "src", "alt", "source-url", "translation"];
    assert_harmless(&html, &in_text, &in_attributes);
    assert!(!html.contains("syntax"), "the language of a code block is shown nowhere");
}

#[test]
fn no_field_of_a_teaser_gets_a_script_onto_the_page() {
    let evil_teaser = || Teaser {
        path: evil("teaser-path"),
        cover: Some(evil("teaser-cover")),
        title: evil("teaser-title"),
        summary: evil("teaser-summary"),
        place: Some(evil("teaser-place")),
        ..teaser("")
    };
    let bundle = |section| ArticleBundle {
        children: vec![evil_teaser()],
        latest: vec![evil_teaser()],
        related: vec![evil_teaser()],
        ..alone(article(Lang::En, section))
    };
    let list = listed(Lang::En, 1, 1, vec![evil_teaser()]);
    let with_list = Article { body: vec![Block::Articles(vec![evil_teaser()])], ..article(Lang::En, Section::About) };
    for (route, data) in [
        (Route::Home, PageData::Article(bundle(Section::Home))),
        (Route::Section(Section::About), PageData::Article(bundle(Section::About))),
        (Route::News(1), PageData::List(list)),
        (route_to_article(), PageData::Article(bundle(Section::News))),
        (Route::Section(Section::About), PageData::Article(alone(with_list))),
    ] {
        let html = render(&Address::new(Lang::En, route), Ok(Arc::new(data)));
        let in_attributes = ["teaser-path", "teaser-cover"];
        assert_harmless(&html, &["teaser-title", "teaser-summary", "teaser-place"], &in_attributes);
    }
}

#[test]
fn no_field_beside_a_text_gets_a_script_onto_the_page() {
    let link = |name: &str| PageLink { title: evil(name), path: evil(&format!("{name}-path")) };
    let goal = Goal { number: 10, name: evil("goal"), path: evil("goal-path") };
    let figure = KeyFigure {
        value: evil("value"),
        label: evil("label"),
        date: "2024".parse().unwrap(),
        source: evil("figure-source"),
        url: Some(evil("figure-url")),
    };
    let article = Article {
        sdgs: vec!["10".parse().unwrap()],
        goals: vec![goal],
        cover: Some(Cover { path: evil("cover"), alt: evil("cover-alt"), map: true }),
        calendar: Some(evil("calendar")),
        body: vec![Block::Figures(vec![figure])],
        ..article(Lang::En, Section::News)
    };
    let bundle = ArticleBundle { previous: Some(link("previous")), next: Some(link("next")), ..alone(article) };
    let html = render(&Address::new(Lang::En, route_to_article()), Ok(Arc::new(PageData::Article(bundle))));
    assert_harmless(
        &html,
        &["goal", "value", "label", "figure-source", "previous", "next"],
        &["goal-path", "figure-url", "cover", "cover-alt", "calendar", "previous-path", "next-path"],
    );
    let near = render(&Address::new(Lang::En, Route::NotFound), nothing_here(vec![link("near")]));
    assert_harmless(&near, &["near"], &["near-path"]);

    let value = FacetValue { key: "health".parse().unwrap(), name: evil("facet"), count: 1, translation: None };
    let facets = vec![FacetValues { facet: Facet::Topic, values: vec![value] }];
    let list = || ListBundle { facets: facets.clone(), ..listed(Lang::En, 1, 1, Vec::new()) };
    let chosen = Filter::only(Tag { facet: Facet::Topic, key: "health".parse().unwrap() });
    for route in [Route::News(1), Route::list(chosen, 1)] {
        let html = render(&Address::new(Lang::En, route), Ok(Arc::new(PageData::List(list()))));
        assert_harmless(&html, &["facet"], &[]);
    }

    let section = NavigationSection { section: Section::About, summary: evil("panel"), pages: vec![link("page")] };
    let navigation = NavigationBundle {
        schema: SCHEMA,
        sections: vec![section],
        this_site: vec![link("site")],
        plain_language: Some(PageLink { title: String::new(), path: evil("plain-path") }),
    };
    let reader = Reader::new(Lang::En, "/").with_navigation(Arc::new(navigation));
    let address = Address::new(Lang::En, Route::NotFound);
    let html = Owner::new()
        .with(|| Page(PageProps { address, outcome: nothing_here(Vec::new()), reader, retry: None }).to_html());
    assert_harmless(&html, &["panel", "page", "site"], &["page-path", "site-path", "plain-path"]);
}

#[test]
fn no_field_of_a_chart_or_dataset_gets_a_script_onto_the_page() {
    let place = Some(WorldPlace { x: 1.0, y: 2.0, is_small: true });
    let chart = |kind| Chart {
        id: evil("chart-id"),
        kind,
        title: evil("chart-title"),
        axis: evil("axis"),
        labels: vec![
            Label { key: evil("key"), name: evil("label"), time: None, place },
            Label { key: "DEU".to_owned(), name: "Other".to_owned(), time: None, place },
        ],
        series: vec![Series {
            key: evil("series-key"),
            colour: 200,
            name: evil("series"),
            unit: evil("unit"),
            decimals: 0,
            values: vec![Some(5.0), None, Some(7.0)],
        }],
        dataset: PageLink { title: evil("dataset"), path: evil("dataset-path") },
        source: evil("chart-source"),
        updated: evil("updated"),
        caveat: evil("caveat"),
        whole: Some(Whole::Labels),
    };
    for kind in ChartKind::ALL {
        let html = article_page(Article { body: vec![Block::Chart(chart(kind))], ..article(Lang::En, Section::News) });
        let in_text =
            ["chart-title", "axis", "label", "series", "unit", "dataset", "chart-source", "updated", "caveat"];
        assert_harmless(&html, &in_text, &["chart-title", "dataset-path"]);
        assert!(!html.contains("chart-id"), "the name of a chart is shown nowhere");
    }
    let table = DataTable {
        columns: vec![DataColumn { title: evil("column"), number: true }],
        rows: vec![vec![evil("cell")], vec![String::new(), evil("cell-beyond")]],
    };
    let downloads = vec![Download { name: evil("file"), path: evil("file-path"), bytes: 1 }];
    let dataset = Dataset {
        theme: evil("theme"),
        quality: Quality::Fair,
        licence: evil("licence"),
        charts: vec![chart(ChartKind::Bar)],
        table,
        downloads,
    };
    let card = DatasetCard {
        theme: evil("theme"),
        theme_key: evil("theme-key"),
        finding: evil("finding"),
        chart: chart(ChartKind::SymbolMap),
    };
    let section = article(Lang::En, Section::DataAndResources);
    let own = ArticleBundle { dataset: Some(dataset), ..alone(section.clone()) };
    let overview = ArticleBundle { datasets: vec![card], ..alone(section) };
    let address = Address::new(Lang::En, Route::Page(Section::DataAndResources, "figures".parse().unwrap()));
    let html = render(&address, Ok(Arc::new(PageData::Article(own))));
    assert_harmless(&html, &["theme", "licence", "column", "cell", "cell-beyond", "file"], &["file-path"]);
    let address = Address::new(Lang::En, Route::Section(Section::DataAndResources));
    let html = render(&address, Ok(Arc::new(PageData::Article(overview))));
    assert_harmless(&html, &["theme", "finding", "dataset"], &["dataset-path"]);
}

#[test]
fn no_field_of_a_section_gets_a_script_onto_the_page() {
    for (route, section) in [(Route::Home, Section::Home), (Route::Section(Section::About), Section::About)] {
        let article = Article { title: evil("title"), body: evil_blocks(), ..article(Lang::En, section) };
        let html = render(&Address::new(Lang::En, route), showing(article));
        assert_harmless(&html, &["title", "heading", "code", "note"], &["heading-id", "href", "src", "alt"]);
    }
}

// ---- addresses ----

#[test]
fn every_address_on_the_site_lies_in_its_folder() {
    for lang in Lang::ALL {
        for (address, outcome) in every_kind(lang) {
            let html = render_under("/iom/", &address, outcome, false);
            let inside = [attributes(&html, "href"), attributes(&html, "src")].concat();
            let inside: Vec<_> = inside.into_iter().filter(|target| target.starts_with('/')).collect();
            assert!(inside.len() > 10, "{address:?} has no navigation");
            for target in inside {
                assert!(target.starts_with("/iom/") && !target.starts_with("/iom//"), "{address:?}: {target}");
            }
        }
    }
}

#[test]
fn links_and_pictures_of_a_text_lie_in_the_folder_of_the_site() {
    let picture =
        Figure { src: "/media/x.png".to_owned(), alt: "A field".to_owned(), width_px: 1, height_px: 1, caption: None };
    let links = ["/about/", "/about/#aims", "#aims", "https://www.iom.int/", "mailto:a@b.example"].map(inline_link);
    let article = Article {
        body: vec![Block::Paragraph(links.into()), Block::Figure(picture)],
        sdgs: vec!["10.7".parse().unwrap()],
        translations: vec![Translation { lang: Lang::De, path: "/de/aktuelles/runder-tisch/".to_owned() }],
        ..article(Lang::En, Section::News)
    };
    let html = render_under("/iom/", &Address::new(Lang::En, route_to_article()), showing(article), false);
    for target in [
        "href=\"/iom/about/\">there",
        "href=\"/iom/about/#aims\">there",
        "href=\"#aims\">there",
        "href=\"https://www.iom.int/\">there",
        "href=\"mailto:a@b.example\">there",
        "src=\"/iom/media/x.png\"",
        "href=\"/iom/2030-agenda/\">10.7",
        "href=\"/iom/de/aktuelles/runder-tisch/\" hreflang=\"de\"",
    ] {
        assert!(html.contains(target), "{target} is missing in\n{html}");
    }
}

// ---- the frame of a page ----

#[test]
fn every_page_has_one_title_and_one_main_part() {
    for lang in Lang::ALL {
        for (address, outcome) in every_kind(lang) {
            let html = render(&address, outcome);
            for element in ["h1", "main", "footer"] {
                let (open, close) = (format!("<{element} "), format!("</{element}>"));
                let found = (html.matches(&open).count(), html.matches(&close).count());
                assert_eq!(found, (1, 1), "{address:?}: <{element}>\n{html}");
            }
            assert_eq!(html.matches("<header class=\"masthead\">").count(), 1, "{address:?}");
            assert!(
                html.starts_with("<div class=\"page\"><a href=\"#main\" class=\"skip-link\">"),
                "{address:?}\n{html}"
            );
            assert!(html.contains("<main id=\"main\" tabindex=\"-1\">"), "{address:?}\n{html}");
            // The app moves the focus there after a navigation.
            assert!(between(&html, "<main ", "</main>").contains("<h1 tabindex=\"-1\""), "{address:?}\n{html}");
        }
    }
}

#[test]
fn the_masthead_marks_the_section_one_is_in() {
    for lang in Lang::ALL {
        let words = strings(lang);
        let marked = |html: &str| between(html, " aria-current=", "</a>").to_owned();
        for section in SECTIONS {
            let own = section_page(lang, section, Route::Section(section));
            assert_eq!(marked(&own), format!("\"page\">{}", (words.section)(section)));
            let below = section_page(lang, section, Route::Page(section, "below".parse().unwrap()));
            assert_eq!(marked(&below), format!("\"true\">{}", (words.section)(section)));
            for html in [own, below] {
                assert_eq!(html.matches("aria-current").count(), 1, "{section:?}");
            }
        }
        let news = (words.section)(Section::News);
        let first = render(&Address::new(lang, Route::News(1)), list(lang, 1, 3));
        let second = render(&Address::new(lang, Route::News(2)), list(lang, 2, 3));
        let article = article_page(article(lang, Section::News));
        assert_eq!(marked(&first), format!("\"page\">{news}"));
        for html in [second, article] {
            assert_eq!(marked(&html), format!("\"true\">{news}"));
        }
        let home = section_page(lang, Section::Home, Route::Home);
        let lost = render(&Address::new(lang, Route::NotFound), nothing_here(Vec::new()));
        for html in [home, lost] {
            assert!(!html.contains("aria-current"), "{html}");
        }
    }
}

#[test]
fn the_language_switch_leads_to_the_translation() {
    let translated = |lang: Lang, path: &str| {
        let translations = vec![
            Translation { lang, path: "/not/the/other/one/".to_owned() },
            Translation { lang: lang.other(), path: path.to_owned() },
        ];
        article_page(Article { translations, ..article(lang, Section::News) })
    };
    let html = translated(Lang::En, "/de/aktuelles/runder-tisch/");
    let link = "<a href=\"/de/aktuelles/runder-tisch/\" hreflang=\"de\" lang=\"de\" rel=\"alternate\">Deutsch</a>";
    assert_eq!(between(&html, "<div class=\"language\">", "</div>"), link);
    let html = translated(Lang::De, "/news/round-table/");
    let link = "<a href=\"/news/round-table/\" hreflang=\"en\" lang=\"en\" rel=\"alternate\">English</a>";
    assert_eq!(between(&html, "<div class=\"language\">", "</div>"), link);
}

#[test]
fn the_language_switch_says_where_there_is_no_translation() {
    for (lang, path) in [(Lang::En, "/de/aktuelles/"), (Lang::De, "/news/")] {
        let html = article_page(article(lang, Section::News));
        let switch = between(&html, "<div class=\"language\">", "</div>");
        assert_eq!(attributes(switch, "href"), [path]);
        assert!(switch.contains(strings(lang).not_translated), "{switch}");
    }
    let html = section_page(Lang::En, Section::About, Route::Page(Section::About, "team".parse().unwrap()));
    let switch = between(&html, "<div class=\"language\">", "</div>");
    assert_eq!(attributes(switch, "href"), ["/de/ueber-uns/"]);

    let lost = render(&Address::new(Lang::En, Route::NotFound), nothing_here(Vec::new()));
    let switch = between(&lost, "<div class=\"language\">", "</div>");
    assert_eq!(attributes(switch, "href"), ["/de/"]);
    assert!(!switch.contains(strings(Lang::En).not_translated), "{switch}");
}

// ---- kinds of page ----

#[test]
fn an_article_shows_what_is_known_about_it() {
    let html = article_page(Article {
        kind: ArticleKind::PressRelease,
        date: Some("2018-05-30".parse().unwrap()),
        updated: Some("2018-06".parse().unwrap()),
        date_note: Some("From the programme.".to_owned()),
        place: Some("Berlin".to_owned()),
        scope: Scope::Global,
        topics: vec![Named { key: "diaspora".parse().unwrap(), name: "Diaspora".to_owned(), slug: None }],
        countries: vec![Named { key: "GRC".parse().unwrap(), name: "Greece".to_owned(), slug: None }],
        sdgs: vec!["10.7".parse().unwrap()],
        sources: vec![Source { title: "Minutes".to_owned(), url: Some("https://x.example/".to_owned()), note: None }],
        ..article(Lang::En, Section::News)
    });
    let kicker = between(&html, "<p class=\"kicker\">", "</p>");
    for part in [">Press release<", ">Berlin<", "datetime=\"2018-05-30\"", ">30 May 2018<"] {
        assert!(kicker.contains(part), "{part} is missing in {kicker}");
    }
    let facts = between(&html, "<aside aria-labelledby=\"facts\"", "</aside>");
    for (label, value) in [
        ("Topics", "<a href=\"/news/topic/diaspora/\">Diaspora</a>"),
        ("Place", "Berlin"),
        ("Countries", "<a href=\"/news/country/grc/\">Greece</a>"),
        ("2030 Agenda", "<a href=\"/2030-agenda/\">10.7</a>"),
        ("Scope", "Global"),
        ("Updated", "June 2018"),
    ] {
        let row = format!("<dt>{label}</dt><dd><ul role=\"list\"><li>{value}</li></ul></dd>");
        assert!(facts.contains(&row), "{row} is missing in {facts}");
    }
    assert!(facts.contains("From the programme."), "{facts}");
    let sources = between(&html, "<section aria-labelledby=\"sources\" class=\"sources\">", "</section>");
    assert!(sources.contains("<h2 id=\"sources\">Sources</h2>"), "{sources}");
    assert!(sources.contains("<a href=\"https://x.example/\">Minutes</a>"), "{sources}");
    let ways = between(&html, "<nav aria-label=\"Breadcrumbs\" class=\"breadcrumbs\">", "</nav>");
    assert_eq!(attributes(ways, "href"), ["/", "/news/"]);
}

#[test]
fn what_is_not_known_about_an_article_is_not_shown() {
    let html = article_page(article(Lang::En, Section::News));
    for absent in ["<time", "class=\"sources\"", ">Topics<", ">Place<", ">Countries<", ">Updated<"] {
        assert!(!html.contains(absent), "{absent} is in\n{html}");
    }
    // The one line below the facts is the way to embed the article.
    assert_eq!(html.matches("facts__note").count(), 1, "{html}");
    assert!(html.contains("<p class=\"facts__note\"><a href=\"/embed/code/"), "{html}");
}

#[test]
fn kosovo_is_named_with_its_note() {
    for lang in Lang::ALL {
        let naming = |code: &str| {
            let countries = vec![Named { key: code.parse().unwrap(), name: "A country".to_owned(), slug: None }];
            article_page(Article { countries, ..article(lang, Section::News) })
        };
        let note = strings(lang).kosovo_note;
        assert!(note.contains("1244"));
        assert!(naming("XKX").contains(&format!("<p class=\"facts__note\">{note}</p>")));
        assert!(!naming("DEU").contains("1244"));
    }
}

#[test]
fn the_front_page_opens_with_its_first_paragraph_and_the_newest_articles() {
    let body = vec![paragraph("The lead."), paragraph("The rest.")];
    let article = Article { body, ..article(Lang::De, Section::Home) };
    let bundle = ArticleBundle { latest: vec![teaser("Newest")], ..alone(article) };
    let html = render(&Address::new(Lang::De, Route::Home), Ok(Arc::new(PageData::Article(bundle))));
    assert_eq!(between(&html, "<div class=\"home__lead\">", "</div>"), "<p>The lead.</p>");
    assert_eq!(between(&html, "<div class=\"home__text prose\">", "</div>"), "<p>The rest.</p>");
    let latest = between(&html, "class=\"home__latest\">", "</section>");
    assert!(latest.contains("<h2 id=\"latest\">Aktuelles</h2>"), "{latest}");
    assert!(latest.contains("<a href=\"/news/other/\">Newest</a>") && latest.contains("Somebody came."), "{latest}");
    assert!(latest.contains("<a href=\"/de/aktuelles/\">Alle Meldungen</a>"), "{latest}");
}

#[test]
fn a_section_lists_the_pages_below_it() {
    let page = Teaser { kind: ArticleKind::Page, date: None, place: None, ..teaser("Below") };
    let bundle = ArticleBundle { children: vec![page], ..alone(article(Lang::En, Section::OurWork)) };
    let address = Address::new(Lang::En, Route::Section(Section::OurWork));
    let html = render(&address, Ok(Arc::new(PageData::Article(bundle))));
    let pages = between(&html, "class=\"section__pages\">", "</section>");
    assert!(pages.contains("<h2 id=\"pages\">In this section</h2>"), "{pages}");
    assert!(pages.contains("<a href=\"/news/other/\">Below</a>"), "{pages}");
    assert!(!pages.contains("kicker"), "pages have neither type nor date: {pages}");
    assert!(!section_page(Lang::En, Section::About, Route::Section(Section::About)).contains("section__pages"));
}

#[test]
fn the_list_leads_to_newer_and_older_articles() {
    let pager = |lang, page, pages| {
        let html = render(&Address::new(lang, Route::News(page)), list(lang, page, pages));
        between(&html, "class=\"pager\">", "</nav>").to_owned()
    };
    assert_eq!(pager(Lang::En, 1, 3), "<span>Page 1 of 3</span><a href=\"/news/page/2/\" rel=\"next\">Older</a>");
    assert_eq!(
        pager(Lang::En, 2, 3),
        "<a href=\"/news/\" rel=\"prev\">Newer</a><span>Page 2 of 3</span>\
         <a href=\"/news/page/3/\" rel=\"next\">Older</a>"
    );
    assert_eq!(
        pager(Lang::De, 3, 3),
        "<a href=\"/de/aktuelles/seite/2/\" rel=\"prev\">Neuere</a><span>Seite 3 von 3</span>"
    );
    let single = render(&Address::new(Lang::En, Route::News(1)), list(Lang::En, 1, 1));
    assert!(!single.contains("pager"), "{single}");
    assert!(single.contains("<a href=\"/news/other/\">Another story</a>"), "{single}");
    assert!(!single.contains(strings(Lang::En).no_articles), "{single}");
}

#[test]
fn a_later_page_of_the_list_leads_to_a_page_the_other_language_has() {
    let html = render(&Address::new(Lang::En, Route::News(3)), list(Lang::En, 3, 3));
    let switch = between(&html, "<div class=\"language\">", "</div>");
    assert_eq!(attributes(switch, "href"), ["/de/aktuelles/"]);
}

#[test]
fn an_empty_list_says_so() {
    for lang in Lang::ALL {
        let bundle = listed(lang, 1, 1, Vec::new());
        let html = render(&Address::new(lang, Route::News(1)), Ok(Arc::new(PageData::List(bundle))));
        assert!(html.contains(strings(lang).no_articles), "{html}");
    }
}

#[test]
fn the_page_that_is_none_speaks_both_languages() {
    for lang in Lang::ALL {
        let (own, other) = (strings(lang), strings(lang.other()));
        let html = render_under("/iom/", &Address::new(lang, Route::NotFound), nothing_here(Vec::new()), false);
        let main = between(&html, "<main ", "</main>");
        assert!(main.contains(&format!("<h1 tabindex=\"-1\">{}</h1>", own.not_found)), "{main}");
        assert!(main.contains(own.not_found_help), "{main}");
        let line = main.split_once(&format!("lang=\"{}\"", lang.other().code())).unwrap().1;
        assert!(line.contains(other.not_found) && line.contains(other.to_home), "{line}");
        assert_eq!(attributes(line, "href"), [format!("/iom{}/", lang.other().prefix())]);
        for section in SECTIONS {
            assert!(main.contains((own.section)(section)), "{section:?} is missing in {main}");
        }
    }
}

/// Every way to fail, with what the reader is told.
fn failures(words: &Strings) -> Vec<(LoadError, &'static str)> {
    let not_json = decode::<ArticleBundle>(b"<!doctype html>").unwrap_err();
    let too_large = BundleError::TooLarge { size_bytes: MAX_BUNDLE_BYTES + 1 };
    let unsafe_link = BundleError::Href(UnsafeHref("javascript:alert(1)".to_owned()));
    vec![
        (LoadError::Offline, words.error_offline),
        (LoadError::TimedOut, words.error_timed_out),
        (LoadError::NotFound, words.error_status),
        (LoadError::Status(503), words.error_status),
        (LoadError::Interrupted, words.error_malformed),
        (LoadError::Malformed(not_json), words.error_malformed),
        (LoadError::Malformed(too_large), words.error_malformed),
        (LoadError::Malformed(BundleError::TooDeep), words.error_malformed),
        (LoadError::Malformed(unsafe_link), words.error_malformed),
        (LoadError::Malformed(BundleError::Schema { found: SCHEMA + 1 }), words.error_other_version),
    ]
}

#[test]
fn a_failure_is_told_in_plain_words_with_a_way_on() {
    for lang in Lang::ALL {
        let words = strings(lang);
        for (error, reason) in failures(words) {
            let name = format!("{lang}, {error:?}");
            let address = Address::new(lang, route_to_article());
            let html = render_under("/iom/", &address, Err(Arc::new(error)), true);
            let alert = between(&html, "role=\"alert\" class=\"message\">", "</main>");
            assert!(
                alert.contains(&format!("<h1 tabindex=\"-1\">{}</h1><p>{reason}</p>", words.load_failed)),
                "{name}: {alert}"
            );
            assert!(
                alert.contains(&format!("<button type=\"button\" class=\"retry-button\">{}</button>", words.retry)),
                "{name}: {alert}"
            );
            let home = format!("<a href=\"/iom{}/\">{}</a>", lang.prefix(), words.to_home);
            assert!(alert.contains(&home), "{name}: {alert}");
            assert!(html.contains("aria-current=\"true\""), "{name}: the navigation stays");
        }
    }
}

#[test]
fn without_the_app_one_tries_again_by_a_link_to_the_page_itself() {
    let words = strings(Lang::En);
    let html = render(&Address::new(Lang::En, route_to_article()), Err(Arc::new(LoadError::Offline)));
    assert!(!html.contains("retry-button"), "{html}");
    assert!(html.contains(&format!("<a href=\"\">{}</a>", words.retry)), "{html}");
}

#[test]
fn without_a_connection_there_is_a_place_for_what_can_be_read() {
    let address = Address::new(Lang::En, route_to_article());
    for (error, has_place) in
        [(LoadError::Offline, true), (LoadError::TimedOut, false), (LoadError::Status(500), false)]
    {
        let html = render(&address, Err(Arc::new(error)));
        assert_eq!(html.contains(" data-kept"), has_place, "{html}");
    }
}

// ---- what readers keep, and the way out ----

#[test]
fn every_page_begins_with_the_way_out() {
    for lang in Lang::ALL {
        let link = format!("<a href=\"https://www.dwd.de/\" rel=\"noreferrer\">{}</a>", strings(lang).quick_exit);
        let way_out = format!("</a><aside class=\"exit\">{link}</aside><header");
        for (address, outcome) in every_kind(lang) {
            let html = render(&address, outcome);
            assert_eq!(html.matches(&way_out).count(), 1, "{address:?}: no {way_out}\n{html}");
        }
    }
}

#[test]
fn articles_can_be_saved_and_the_controls_say_what_they_need() {
    for lang in Lang::ALL {
        let words = strings(lang);
        let html = article_page(Article { body: vec![Block::Offline], ..article(lang, Section::News) });
        let button = between(&html, " data-save", "</button>");
        assert!(button.contains("aria-pressed=\"false\""), "{button}");
        assert!(button.ends_with(&format!("<span>{}</span>", words.save_article)), "{button}");
        let place = between(&html, " data-offline=", "</div>");
        assert!(place.starts_with(&format!("\"{lang}\"")), "{place}");
        assert!(place.ends_with(&format!("<p>{}</p>", words.needs_scripts)), "{place}");
    }
}
