//! Bundles that try something: every string of every kind of bundle is filled with hostile words. What cannot be a
//! bundle is refused, and what can is shown as the words it is. `tests/e2e/hostile.rs` does it in browsers.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "hostile/harmless.rs"]
mod harmless;
#[path = "hostile/payloads.rs"]
mod payloads;
#[path = "hostile/sample.rs"]
mod sample;
#[path = "hostile/strings.rs"]
mod strings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use iom_germany::model::{
    ArticleBundle, Bundle, ListBundle, MAX_BUNDLE_BYTES, NavigationBundle, RowsBundle, TeasersBundle, WordsBundle,
    decode,
};
use iom_germany::publish::schemas;
use iom_germany::text::Lang;
use iom_germany::ui::pages::{Page, PageData, PageProps};
use iom_germany::ui::reader::Reader;
use iom_germany::ui::routes::{Address, Route};
use leptos::prelude::{Owner, RenderHtml};
use proptest::prelude::*;
use serde_json::{Value, json};

use harmless::harm;
use payloads::{SCRIPT_URLS, payloads};
use strings::{filled, fitting, free_places, places};

/// Reads a bundle and shows it as the app does; none if it is refused.
type Show = fn(&[u8]) -> Option<String>;

/// The kinds of bundles, by the names of their schemas, and where each is shown.
const KINDS: [(&str, Show); 6] = [
    ("article", |bytes| Some(page(Route::NotFound, PageData::Article(decode(bytes).ok()?), None))),
    ("list", |bytes| Some(page(Route::News(1), PageData::List(decode(bytes).ok()?), None))),
    ("navigation", |bytes| {
        let navigation: NavigationBundle = decode(bytes).ok()?;
        Some(page(Route::NotFound, PageData::NotFound { near: Vec::new() }, Some(navigation)))
    }),
    ("rows", |bytes| decode::<RowsBundle>(bytes).ok().map(|_| String::new())),
    ("teasers", |bytes| {
        let teasers: TeasersBundle = decode(bytes).ok()?;
        let mut list: ListBundle = decode(&sample_bytes("list")).unwrap();
        list.items = teasers.items;
        Some(page(Route::News(1), PageData::List(list), None))
    }),
    ("words", |bytes| {
        let words: WordsBundle = decode(bytes).ok()?;
        let near = words.words.into_values().flatten().collect();
        Some(page(Route::NotFound, PageData::NotFound { near }, None))
    }),
];

fn page(route: Route, data: PageData, navigation: Option<NavigationBundle>) -> String {
    let address = Address::new(Lang::En, route);
    let reader = Reader::new(Lang::En, "/").with_navigation(Arc::new(navigation.unwrap_or_default()));
    let props = PageProps { address, outcome: Ok(Arc::new(data)), reader, retry: None };
    Owner::new().with(|| Page(props).to_html())
}

/// A bundle of a kind with everything in it.
fn sample_of(kind: &str) -> Value {
    let schemas = schemas();
    let (_, schema) = schemas.iter().find(|(name, _)| name.starts_with(kind)).unwrap();
    sample::sample(schema.as_value())
}

fn sample_bytes(kind: &str) -> Vec<u8> {
    serde_json::to_vec(&sample_of(kind)).unwrap()
}

/// Bundles of a kind: one, or one for each section that shows articles in its own way.
fn samples(kind: &str) -> Vec<Value> {
    let sample = sample_of(kind);
    if kind != "article" {
        return vec![sample];
    }
    let sections = ["home", "news", "about", "agenda-2030", "plain-language", "data-and-resources", "this-site"];
    let of_section = |section: &&str| {
        let mut bundle = sample.clone();
        bundle["article"]["section"] = json!(section);
        // Each shows a goal or a dataset in place of other things.
        if *section != "agenda-2030" {
            bundle["article"].as_object_mut().unwrap().remove("goal");
        }
        if *section != "data-and-resources" {
            bundle.as_object_mut().unwrap().remove("dataset");
        }
        bundle
    };
    sections.iter().map(of_section).filter(|bundle| show("article")(&bytes(bundle)).is_some()).collect()
}

fn bytes(bundle: &Value) -> Vec<u8> {
    serde_json::to_vec(bundle).unwrap()
}

fn show(kind: &str) -> Show {
    KINDS.iter().find(|(name, _)| *name == kind).unwrap().1
}

/// One place of each field: those of lists differ in their numbers alone.
fn one_of_each(places: Vec<String>) -> Vec<String> {
    let field =
        |place: &String| place.split('/').filter(|part| part.parse::<u32>().is_err()).collect::<Vec<_>>().join("/");
    let by_field: BTreeMap<_, _> = places.into_iter().map(|place| (field(&place), place)).collect();
    by_field.into_values().collect()
}

#[test]
fn the_samples_are_whole() {
    for (file, _) in schemas() {
        let kind = file.split('-').next().unwrap();
        let shown = show(kind)(&sample_bytes(kind));
        let why = match kind {
            "article" => decode::<ArticleBundle>(&sample_bytes(kind)).err().map(|error| format!("{error:?}")),
            _ => None,
        };
        assert!(shown.is_some(), "{kind} is refused: {why:?}");
        assert_eq!(harm(&shown.unwrap()), Vec::<String>::new(), "{kind}");
    }
    assert!(samples("article").len() >= 5);
    let article = sample_of("article").to_string();
    for block in ["heading", "list", "quote", "figure", "table", "callout", "code", "rule", "footnotes", "chart"] {
        assert!(article.contains(&format!("\"{block}\"")), "no {block} in {article}");
    }
}

/// Each string that may be any words is every fourth of the hostile words once.
#[test]
fn hostile_words_are_shown_as_words() {
    let payloads = payloads();
    for (kind, show) in KINDS {
        for (number, sample) in samples(kind).into_iter().enumerate() {
            let free = free_places(&sample, |bundle| show(&bytes(bundle)).is_some());
            assert!(!free.is_empty() || kind == "rows", "{kind} has no words");
            // Other sections show the same fields in other places: every word somewhere is enough there.
            for round in (0..payloads.len()).step_by(if number == 0 { 4 } else { 64 }) {
                let words = |place: usize| fitting(&free[place], &payloads[(place + round) % payloads.len()]);
                let bundle = filled(&sample, &free, words);
                let bundle = bytes(&bundle);
                if bundle.len() > MAX_BUNDLE_BYTES {
                    assert!(show(&bundle).is_none(), "{kind}: {} bytes are taken", bundle.len());
                    continue;
                }
                let Some(html) = show(&bundle) else { panic!("{kind}, round {round}: words are refused") };
                assert_eq!(harm(&html), Vec::<String>::new(), "{kind}, round {round}");
            }
        }
    }
}

/// Each string that is no free words (a link, a date, a name) is refused, or is as harmless as what it was.
#[test]
fn hostile_names_and_links_are_refused_or_harmless() {
    let payloads = payloads();
    for (kind, show) in KINDS {
        let sample = sample_of(kind);
        let free: BTreeSet<_> = free_places(&sample, |bundle| show(&bytes(bundle)).is_some()).into_iter().collect();
        let typed: Vec<_> = one_of_each(places(&sample)).into_iter().filter(|place| !free.contains(place)).collect();
        assert!(!typed.is_empty(), "{kind}");
        for (number, place) in typed.iter().enumerate() {
            let some = payloads.iter().skip(number % 100).step_by(100);
            for words in SCRIPT_URLS.iter().map(|url| (*url).to_owned()).chain(some.cloned()) {
                let bundle = filled(&sample, std::slice::from_ref(place), |_| words.clone());
                if let Some(html) = show(&bytes(&bundle)) {
                    assert_eq!(harm(&html), Vec::<String>::new(), "{kind}{place}: {words:?}");
                }
            }
        }
    }
}

#[test]
fn script_urls_are_no_links() {
    for (kind, show) in KINDS {
        let sample = sample_of(kind);
        for place in one_of_each(places(&sample)) {
            let is_link = ["/path", "/href", "/url", "/calendar"].iter().any(|end| place.ends_with(end));
            for url in SCRIPT_URLS.iter().filter(|_| is_link) {
                let bundle = filled(&sample, std::slice::from_ref(&place), |_| (*url).to_owned());
                assert!(show(&bytes(&bundle)).is_none(), "{kind}{place} takes {url:?}");
            }
        }
    }
}

#[test]
fn large_and_deep_bundles_are_refused() {
    for (kind, show) in KINDS {
        let sample = sample_of(kind);
        for place in one_of_each(places(&sample)) {
            let bundle = filled(&sample, std::slice::from_ref(&place), |_| "x".repeat(1_000_000));
            assert!(show(&bytes(&bundle)).is_none(), "{kind}{place} takes a million letters");
        }
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"quote\":", "}]")] {
            let tree = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
            assert!(show(tree.as_bytes()).is_none(), "{kind} takes a tree of {open}");
            let inside = format!("{{\"schema\":1,\"article\":{{\"body\":{tree}}},\"items\":{tree},\"x\":{tree}}}");
            assert!(show(inside.as_bytes()).is_none(), "{kind} takes a tree of {open} inside");
        }
    }
}

/// What decodes is a bundle again when it is written.
#[test]
fn samples_survive_writing() {
    let bundle: ArticleBundle = decode(&sample_bytes("article")).unwrap();
    assert!(bundle.check().is_ok());
    let again: ArticleBundle = decode(&serde_json::to_vec(&bundle).unwrap()).unwrap();
    assert_eq!(bundle, again);
}

/// Any JSON.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        prop::sample::select(&SCRIPT_URLS[..]).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-z-]{1,10}", inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Where every value stands, strings or not.
fn nodes(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| nodes(item, &format!("{at}/{index}"), found));
        }
        Value::Object(fields) => fields.iter().for_each(|(key, item)| nodes(item, &format!("{at}/{key}"), found)),
        _ => {}
    }
}

static SAMPLES: LazyLock<Vec<Value>> = LazyLock::new(|| KINDS.iter().map(|(kind, _)| sample_of(kind)).collect());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Another value in place of any part of a bundle: refused, or shown without harm.
    #[test]
    fn changed_bundles_do_no_harm(
        kind in 0..KINDS.len(), places in prop::collection::vec(any::<prop::sample::Index>(), 1..4), other in any_json(),
    ) {
        let mut bundle = SAMPLES[kind].clone();
        for place in places {
            let mut all = Vec::new();
            nodes(&bundle, "", &mut all);
            if let Some(node) = bundle.pointer_mut(&all[place.index(all.len())]) {
                *node = other.clone();
            }
        }
        if let Some(html) = KINDS[kind].1(&bytes(&bundle)) {
            prop_assert_eq!(harm(&html), Vec::<String>::new());
        }
    }
}
