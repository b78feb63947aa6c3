//! The whole way from documents to answers, compared with a plain scan of the documents.

mod corpus;
mod damage;
mod exact;
mod forged;
mod quality;

use std::collections::BTreeMap;

use super::*;
use crate::text::Lang;

/// A host with the files of an index.
pub(super) struct Host {
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Host {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let writer = Writer::new(WriterOptions::default());
        entries.iter().for_each(|entry| writer.add(entry));
        Self { files: writer.finish().into_iter().map(|file| (file.name, file.bytes)).collect() }
    }

    pub(super) fn engine(&self) -> Engine {
        Engine::open(&self.files[Engine::ROOT]).unwrap()
    }

    /// Asks and fetches until there is an answer; tells how often files were fetched.
    pub(super) fn ask(&self, engine: &mut Engine, query: &Query) -> (Results, usize) {
        for trips in 0.. {
            match engine.ask(query) {
                Answer::Found(results) => return (results, trips),
                Answer::Needs(names) => {
                    assert!(!names.is_empty() && trips < 8, "{query:?} goes on asking for {names:?}");
                    names.iter().for_each(|name| engine.supply(name, &self.files[name.file()]).unwrap());
                }
            }
        }
        unreachable!("the loop ends only by returning")
    }

    /// All documents of a query, as language and id.
    pub(super) fn all(&self, engine: &mut Engine, query: &Query) -> Vec<(Lang, String)> {
        let mut all = Vec::new();
        for page in 0.. {
            let (results, _) = self.ask(engine, &Query { page, ..query.clone() });
            assert!(!results.partial);
            all.extend(results.hits.iter().map(|hit| (hit.language, hit.record.as_ref().unwrap().id.clone())));
            if results.hits.len() < PAGE {
                assert_eq!(all.len() as u32, results.total);
                break;
            }
        }
        all.sort();
        all
    }
}
