//! What is fuzzed: the modules of the package that read bundles, files of the search index and readers' tables, as they
//! are (links to them lie beside this file), and the forging of files whose checksum is right.

#![allow(dead_code, unreachable_pub, missing_docs)]

pub mod model;
pub mod search;
pub mod text;

use search::{Answer, Engine, Entry, FacetKind, Fields, Query, Record, Writer, WriterOptions};
use text::Lang;

/// How often an engine is asked before it counts as asking for ever.
const MOST_ROUNDS: usize = 20;

/// A small index by the names of its files: what forged files are put into.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let writer = Writer::new(WriterOptions { shard_bytes: Some(300) });
    for number in 0..40_usize {
        let language = Lang::ALL[number % 2];
        let body = format!("common words{} return Rückkehr Straße number{number} place{}", number % 7, number % 3);
        writer.add(&Entry {
            id: format!("entry-{number}"),
            language,
            date: 15_000 + number as i32 * 100,
            record: Record {
                href: format!("/news/entry-{number}/"),
                title: format!("Title {number}"),
                ..Record::default()
            },
            fields: Fields { title: format!("title{number} common"), body, ..Fields::default() },
            facets: vec![(FacetKind::Topic, format!("topic-{}", number % 5))],
        });
    }
    writer.finish().into_iter().map(|file| (file.name, file.bytes)).collect()
}

/// A file with another body and the checksum that goes with it, as only a forger makes it.
pub fn forged(like: &[u8], body: &[u8]) -> Vec<u8> {
    match like.strip_prefix(b"{\"sum\":\"") {
        Some(_) => {
            let sum = search::bits::hash(body) as u32;
            [format!("{{\"sum\":\"{sum:08x}\",\"records\":").as_bytes(), body, b"}"].concat()
        }
        None => search::bits::seal([like[0], like[1], like[2]], body),
    }
}

/// The part of a file that its checksum is of.
pub fn body(file: &[u8]) -> &[u8] {
    const START: usize = b"{\"sum\":\"00000000\",\"records\":".len();
    match file.strip_prefix(b"{\"sum\":\"") {
        Some(_) => &file[START..file.len() - 1],
        None => &file[7..],
    }
}

/// Asks until there is an answer, with files from `file`; a file that is refused is missing.
pub fn ask(engine: &mut Engine, query: &Query, file: impl Fn(&str) -> Option<Vec<u8>>) {
    for _ in 0..MOST_ROUNDS {
        match engine.ask(query) {
            Answer::Found(results) => {
                for hit in &results.hits {
                    if let Some(record) = &hit.record {
                        results.terms.marks(&record.title, hit.language);
                    }
                }
                return;
            }
            Answer::Needs(names) => {
                for name in &names {
                    match file(name.file()) {
                        Some(bytes) => _ = engine.supply(name, &bytes),
                        None => engine.fail(name),
                    }
                }
            }
        }
    }
    panic!("the engine asks for ever");
}

/// Questions that use every kind of file.
pub fn queries() -> Vec<Query> {
    let texts = ["common", "\"common words1\"", "rueckkehr strasse", "comon titel3", "plac", "-common return number7"];
    let typing = |text: &&str| Query { typing: true, ..Query::of(text) };
    let counted = |text: &&str| Query { counts: FacetKind::ALL.to_vec(), ..Query::of(text) };
    texts.iter().map(typing).chain(texts.iter().map(counted)).collect()
}
