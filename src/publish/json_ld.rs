//! What a page is about, for search engines (schema.org, read 2026-11), as JSON-LD 1.1 in its head.
//!
//! It stands in the page because search engines look for it nowhere else. It is data: no browser runs it, so the
//! content security policy, which forbids scripts in pages, lets it be (HTML Living Standard, “data block”). It names
//! no author and no publisher: who that is, the site does not say yet.

use serde_json::{Map, Value as Json, json};

use super::site::{Site, SitePage};
use crate::model::{Article, ArticleKind, Section};
use crate::text::{Date, Lang};
use crate::ui::pages::PageData;
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

/// The organization the site is about, by its own address.
const ORGANIZATION: &str = "https://germany.iom.int/";

/// What a page is about, as an element for its head; nothing for lists. `base_url` is the site's address without a
/// slash at the end.
pub(super) fn script(site: &Site, page: &SitePage, base_url: &str) -> Option<String> {
    let graph = graph(site, page, base_url)?;
    // A `<` could end the element, or begin a comment.
    let json = json!({ "@context": "https://schema.org", "@graph": graph }).to_string().replace('<', "\\u003c");
    Some(format!("<script type=\"application/ld+json\" data-page=\"{}\">{json}</script>", page.address.path()))
}

fn graph(site: &Site, page: &SitePage, base_url: &str) -> Option<Vec<Json>> {
    let PageData::Article(bundle) = page.data.as_ref() else { return None };
    let crumbs = breadcrumbs(&page.address, &bundle.article, base_url);
    let nodes = match &page.address.route {
        Route::Home => vec![website(&bundle.article, base_url), organization(page.address.lang)],
        Route::Article(_) => vec![article(&bundle.article, page.ends, base_url), crumbs],
        Route::Page(..) if bundle.dataset.is_some() => {
            dataset(site, &bundle.article, base_url).into_iter().chain([crumbs]).collect()
        }
        _ => vec![crumbs],
    };
    Some(nodes)
}

/// An object without the keys that have no value.
fn object<const N: usize>(kind: &str, pairs: [(&str, Json); N]) -> Json {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_null());
    let all = [("@type", json!(kind))].into_iter().chain(pairs);
    Json::Object(all.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

fn website(home: &Article, base_url: &str) -> Json {
    object(
        "WebSite",
        [
            ("url", json!(format!("{base_url}{}", home.path))),
            ("name", json!(strings(home.lang).site_name)),
            ("description", json!(home.summary)),
            ("inLanguage", json!(home.lang)),
            ("about", json!({ "@id": ORGANIZATION })),
        ],
    )
}

fn organization(lang: Lang) -> Json {
    let name = strings(lang).organization;
    object("Organization", [("@id", json!(ORGANIZATION)), ("name", json!(name)), ("url", json!(ORGANIZATION))])
}

fn article(article: &Article, ends: Option<Date>, base_url: &str) -> Json {
    let url = json!(format!("{base_url}{}", article.path));
    let (title, summary, lang) = (json!(article.title), json!(article.summary), json!(article.lang));
    let place = article.place.as_ref().map(|place| json!({ "@type": "Place", "name": place, "address": place }));
    let kind = match article.kind {
        ArticleKind::Event => {
            return object(
                "Event",
                [
                    ("url", url),
                    ("name", title),
                    ("description", summary),
                    ("inLanguage", lang),
                    ("startDate", json!(article.date)),
                    ("endDate", json!(ends.or(article.date))),
                    ("location", json!(place)),
                ],
            );
        }
        ArticleKind::Blog => "BlogPosting",
        ArticleKind::Publication => "Article",
        _ => "NewsArticle",
    };
    let topics: Vec<_> = article.topics.iter().map(|topic| topic.name.as_str()).collect();
    object(
        kind,
        [
            ("url", url),
            ("headline", title),
            ("description", summary),
            ("inLanguage", lang),
            ("datePublished", json!(article.date)),
            ("dateModified", json!(article.updated.or(article.date))),
            ("contentLocation", json!(place)),
            ("keywords", json!(topics)),
        ],
    )
}

/// The dataset in short; its `@id` is the address of the whole description.
fn dataset(site: &Site, article: &Article, base_url: &str) -> Option<Json> {
    let data = site.datasets().iter().find(|data| data.id == article.id)?;
    let pairs = [
        ("@id", json!(format!("{base_url}{}", data.description_path()))),
        ("url", json!(format!("{base_url}{}", article.path))),
        ("name", json!(article.title)),
        ("description", json!(format!("{} {}", article.summary, data.description(article.lang)))),
        ("inLanguage", json!(article.lang)),
        ("isAccessibleForFree", json!(true)),
    ];
    Some(object("Dataset", pairs))
}

/// The way from the front page to a page.
fn breadcrumbs(address: &Address, article: &Article, base_url: &str) -> Json {
    let lang = address.lang;
    let name = strings(lang).section;
    let above = |section: Section| {
        let path = Address::new(lang, Route::of_content(section, None)).path();
        (name(section).to_owned(), path)
    };
    let below_a_section = matches!(address.route, Route::Page(..) | Route::Article(_));
    let section = address.route.section().filter(|_| below_a_section);
    let steps = [Some(above(Section::Home)), section.map(above), Some((article.title.clone(), article.path.clone()))];
    let items = (1..).zip(steps.into_iter().flatten()).map(|(position, (name, path)): (u32, _)| {
        json!({ "@type": "ListItem", "position": position, "name": name, "item": format!("{base_url}{path}") })
    });
    object("BreadcrumbList", [("itemListElement", json!(items.collect::<Vec<_>>()))])
}
