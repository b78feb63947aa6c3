use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// A bundle of format 1 as an earlier release wrote it: it must stay readable for as long as [`SCHEMA`] is 1.
fn sample() -> Value {
    json!({
        "schema": 1,
        "article": {
            "id": "round-table", "lang": "en", "section": "news", "kind": "news", "path": "/news/round-table/",
            "title": "Round table", "summary": "People met.", "date": "2018-05-30", "scope": "local",
            "topics": [{"key": "partnership", "name": "Partnership"}],
            "countries": [{"key": "DEU", "name": "Germany"}],
            "sdgs": ["10.7"],
            "body": [
                {"heading": {"level": 2, "id": "aims", "text": [{"text": "Aims"}]}},
                {"paragraph": [{"text": "See "}, {"link": {"href": "/about/", "text": [{"text": "about"}]}}, "break"]},
                {"list": {"items": [[{"paragraph": [{"foreign": {"lang": "de", "text": [{"text": "Wort"}]}}]}]]}},
                {"table": {"align": ["start"], "head": [[{"text": "Year"}]], "rows": [[[{"text": "1954"}]]]}},
                "rule"
            ],
            "sources": [{"title": "IOM", "url": "https://www.iom.int/"}],
            "translations": [{"lang": "de", "path": "/de/aktuelles/runder-tisch/"}]
        },
        "unknown key of a later version": true
    })
}

fn decode_value(value: &Value) -> Result<ArticleBundle, BundleError> {
    decode(&serde_json::to_vec(value).unwrap())
}

#[test]
fn reads_format_1_and_what_later_versions_add() {
    let bundle = decode_value(&sample()).unwrap();
    assert_eq!(bundle.article.body.len(), 5);
    assert_eq!(bundle.article.sdgs[0].goal(), 10);
}

#[test]
fn writes_what_it_reads() {
    let bundle = decode_value(&sample()).unwrap();
    let again: ArticleBundle = decode(&serde_json::to_vec(&bundle).unwrap()).unwrap();
    assert_eq!(bundle, again);
}

#[test]
fn tells_an_unknown_format_from_a_broken_file() {
    let mut newer = sample();
    newer["schema"] = 2.into();
    assert!(matches!(decode_value(&newer), Err(BundleError::Schema { found: 2 })));
    assert!(matches!(decode::<ArticleBundle>(b"<!doctype html>"), Err(BundleError::Json(_))));
    assert!(matches!(decode::<ArticleBundle>(b""), Err(BundleError::Json(_))));
}

#[test]
fn a_bundle_cut_at_any_byte_is_an_error() {
    let whole = serde_json::to_vec(&sample()).unwrap();
    for end in 0..whole.len() {
        assert!(matches!(decode::<ArticleBundle>(&whole[..end]), Err(BundleError::Json(_))), "cut at byte {end}");
    }
}

#[test]
fn refuses_what_is_too_large_or_too_deep() {
    assert!(matches!(
        decode::<ArticleBundle>(&vec![b' '; MAX_BUNDLE_BYTES + 1]),
        Err(BundleError::TooLarge { size_bytes }) if size_bytes == MAX_BUNDLE_BYTES + 1
    ));
    let nested = |depth: usize| (0..depth).fold(json!({"paragraph": []}), |inner, _| json!({"quote": [inner]}));
    let mut deep = sample();
    deep["article"]["body"] = json!([nested(20)]);
    assert!(decode_value(&deep).is_ok());
    deep["article"]["body"] = json!([nested(30)]);
    assert!(matches!(decode_value(&deep), Err(BundleError::TooDeep)));
    let abyss = format!("{{\"schema\":1,\"x\":{}", "[".repeat(100_000));
    assert!(matches!(decode::<ArticleBundle>(abyss.as_bytes()), Err(BundleError::Json(_))));
}

#[test]
fn refuses_titles_that_are_too_long() {
    for pointer in ["/article/title", "/children/0/title", "/latest/0/title", "/related/0/title"] {
        let mut long = sample();
        for list in ["children", "latest", "related"] {
            long[list] = json!([{"id": "x", "kind": "news", "path": "/news/x/", "title": "X", "summary": "X."}]);
        }
        *long.pointer_mut(pointer).unwrap() = "ü".repeat(MAX_TITLE_CHARS).into();
        assert!(decode_value(&long).is_ok(), "{pointer}");
        *long.pointer_mut(pointer).unwrap() = "ü".repeat(MAX_TITLE_CHARS + 1).into();
        assert!(matches!(decode_value(&long), Err(BundleError::LongTitle)), "{pointer}");
    }
}

#[test]
fn refuses_links_that_could_run_something() {
    for pointer in [
        "/article/body/1/paragraph/1/link/href",
        "/article/sources/0/url",
        "/article/path",
        "/article/translations/0/path",
    ] {
        let mut evil = sample();
        *evil.pointer_mut(pointer).unwrap() = "javascript:alert(1)".into();
        assert!(matches!(decode_value(&evil), Err(BundleError::Href(_))), "{pointer}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode::<ArticleBundle>(&bytes);
        let _ = decode::<ListBundle>(&bytes);
    }

    #[test]
    fn no_flipped_byte_makes_it_panic(position in 0usize..1000, byte in any::<u8>()) {
        let mut bytes = serde_json::to_vec(&sample()).unwrap();
        let position = position % bytes.len();
        bytes[position] = byte;
        let _ = decode::<ArticleBundle>(&bytes);
    }
}
