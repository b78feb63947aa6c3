//! Pages by the words of their addresses, so that the page for an address that is none can name near ones.

use std::collections::BTreeMap;

use super::MachineError;
use super::output::json;
use super::site::Site;
use crate::model::{PageLink, SCHEMA, WordsBundle};
use crate::text::Lang;

/// How many pages are kept for a word. A word that is in more addresses tells little.
const MOST_PAGES: usize = 12;

/// The shortest word that is kept: shorter ones are in too many addresses.
const SHORTEST: usize = 3;

/// The files with the pages of a language, one for each two letters that words begin with.
pub(super) fn shards(site: &Site, lang: Lang) -> Result<Vec<(String, Vec<u8>)>, MachineError> {
    let mut shards: BTreeMap<String, BTreeMap<String, Vec<PageLink>>> = BTreeMap::new();
    for article in site.articles(lang) {
        let slug = article.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        for word in slug.split('-').filter(|word| word.len() >= SHORTEST) {
            let pages = shards.entry(word[..2].to_owned()).or_default().entry(word.to_owned()).or_default();
            if pages.len() < MOST_PAGES {
                pages.push(article.link());
            }
        }
    }
    let file = |(start, words): (String, _)| {
        let path = format!("bundles/{lang}/words/{start}.json");
        Ok((path.clone(), json(&path, &WordsBundle { schema: SCHEMA, words })?))
    };
    shards.into_iter().map(file).collect()
}
