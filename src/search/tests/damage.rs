//! Hostile queries and damaged files.

use std::time::{Duration, Instant};

use super::corpus::{Random, entries};
use super::*;

#[test]
fn hostile_queries_are_answered() {
    let host = Host::new(&entries(60));
    let mut engine = host.engine();
    let hostile = [
        String::new(),
        " \0\u{1}\u{1}type\u{1}news\t\r\n".to_owned(),
        "\u{202e}\u{200f}\u{feff}".to_owned(),
        "😀👩‍👩‍👧‍👦 \"\"\"„“»«".to_owned(),
        "x".repeat(100_000),
        "a-".repeat(50_000),
        "ä\u{308}\u{308}".repeat(30_000),
        "die \"".repeat(20_000),
        "' OR 1=1 -- <script> ../../root.bin %00".to_owned(),
        "ﷺ İ ŉ ǰ ΐ".to_owned(),
        "漢字かな交じり文 العربية עברית".to_owned(),
    ];
    for text in hostile {
        for typing in [false, true] {
            let start = Instant::now();
            let query = Query { typing, page: usize::MAX, counts: FacetKind::ALL.to_vec(), ..Query::of(&text) };
            let (results, _) = host.ask(&mut engine, &query);
            assert_eq!(results.truncated, text.len() > 1000, "{}", text.chars().take(20).collect::<String>());
            Terms::of(&query).passages(&[&text], Lang::De, 100, 3);
            assert!(start.elapsed() < Duration::from_secs(5));
        }
    }
    let filter = Filter { years: Some((i32::MIN, i32::MAX)), ..Filter::default() };
    assert_eq!(host.ask(&mut engine, &Query { filter, ..Query::default() }).0.total, 120);
}

#[test]
fn damaged_files_are_faults() {
    let host = Host::new(&entries(40));
    let query = |text| Query { counts: vec![FacetKind::Topic], typing: true, ..Query::of(text) };
    let queries = [query("xqzwv"), query("place7 pla"), query("place")];
    let mut engine = host.engine();
    let mut tried = std::collections::BTreeSet::new();
    for query in queries {
        while let Answer::Needs(names) = engine.ask(&query) {
            for name in names {
                let bytes = &host.files[name.file()];
                let step = (bytes.len() / 300).max(1);
                for at in (0..bytes.len()).step_by(step) {
                    let mut damaged = bytes.clone();
                    damaged[at] ^= 1 << (at % 8);
                    assert!(engine.supply(&name, &damaged).is_err(), "{name:?} at {at}");
                    assert!(engine.supply(&name, &bytes[..at]).is_err());
                }
                tried.insert(name.file().chars().next());
                engine.supply(&name, bytes).unwrap();
            }
        }
    }
    assert!(tried.len() >= 3, "{tried:?}");
    let root = &host.files[Engine::ROOT];
    for at in 0..root.len() {
        let mut damaged = root.clone();
        damaged[at] = !damaged[at];
        assert!(Engine::open(&damaged).is_err() && Engine::open(&root[..at]).is_err());
    }
    assert_eq!(Engine::open(b"<!doctype html>").err(), Some(Fault::Foreign));
}

/// Damage that the checksum does not tell, as only a forger makes it: still no panic and no great demand for memory.
#[test]
fn forged_files_do_no_harm() {
    use crate::search::bits::{ByteReader, seal};
    let host = Host::new(&entries(40));
    let mut random = Random(77);
    for (name, bytes) in host.files.iter().filter(|(name, _)| name.ends_with(".bin")).step_by(3) {
        let magic = [bytes[0], bytes[1], bytes[2]];
        for round in 0..60 {
            let mut body = bytes[7..].to_vec();
            for _ in 0..1 + random.below(4) {
                let at = random.below(body.len());
                if let Some(byte) = body.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
            if round % 3 == 0 {
                body.truncate(random.below(body.len()));
            }
            let forged = seal(magic, &body);
            match name.as_bytes()[0] {
                b'r' => {
                    if let Ok(engine) = Engine::open(&forged) {
                        engine.ask(&Query::of("place7 the"));
                    }
                }
                b's' => drop(spelling::read(&forged)),
                _ => {
                    if let Ok(shard) = terms::TermShard::read(&forged, [40, 40]) {
                        let mut list = Vec::new();
                        for group in &shard.groups {
                            group.entries.iter().for_each(|entry| shard.list(&group.key, entry, &mut list));
                        }
                    }
                }
            }
            assert!(ByteReader(&forged).byte().is_some());
        }
    }
}

#[test]
fn missing_files_make_partial_answers() {
    let host = Host::new(&entries(200));
    let query = Query::of("place7 place8 the");
    let mut engine = host.engine();
    let mut rounds = 0;
    let results = loop {
        match engine.ask(&query) {
            Answer::Found(results) => break results,
            Answer::Needs(names) => names.iter().for_each(|name| engine.fail(name)),
        }
        rounds += 1;
        assert!(rounds < 9);
    };
    assert!(results.partial);
    engine.forget_failures();
    let Answer::Needs(names) = engine.ask(&Query::of("place7")) else { panic!("it can be tried again") };
    assert_eq!(engine.supply(&names[0], b"<html>").err(), Some(Fault::Foreign));
    engine.forget_failures();
    let (results, _) = host.ask(&mut engine, &Query::of("place7"));
    assert!(!results.partial && results.total == 8);
    let mut other = Host::new(&entries(50)).engine();
    assert_eq!(other.supply(&names[0], &host.files[names[0].file()]), Err(Fault::Unknown));
}
