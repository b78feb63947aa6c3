//! Pages with an address like one that is none.

use crate::model::{PageLink, WordsBundle};

/// How many pages are named.
const MOST: usize = 5;

/// How many words of an address are looked up.
const MOST_WORDS: usize = 8;

/// The shortest word that is looked up; `publish` keeps no shorter ones.
const SHORTEST: usize = 3;

/// The words of an address, as they are looked up.
pub fn words(path: &str) -> Vec<String> {
    let path = path.to_ascii_lowercase();
    let path = path.trim_end_matches('/').trim_end_matches(".html").to_owned();
    let words = path.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut words: Vec<_> = words.filter(|word| word.len() >= SHORTEST).map(str::to_owned).collect();
    // The last words are those of the page; the first those of its section.
    words.drain(..words.len().saturating_sub(MOST_WORDS));
    words
}

/// The files words are looked up in: all that begin with the same two letters are in one.
pub fn shards(words: &[String]) -> Vec<&str> {
    let mut starts = Vec::new();
    for start in words.iter().filter_map(|word| word.get(..2)) {
        if !starts.contains(&start) {
            starts.push(start);
        }
    }
    starts
}

/// The pages whose addresses share the most words with those asked for, the best first. A word may differ in a letter
/// of three.
pub fn nearest(words: &[String], shards: &[WordsBundle]) -> Vec<PageLink> {
    // Each page with its score and with the number of the last word that counted for it.
    let mut scores: Vec<(&PageLink, usize, usize)> = Vec::new();
    for (number, word) in words.iter().enumerate() {
        for (known, pages) in shards.iter().flat_map(|shard| &shard.words) {
            let distance = strsim::levenshtein(word, known);
            let allowed = word.len().min(known.len()) / 3;
            if distance > allowed {
                continue;
            }
            let score = 2 * allowed + 1 - distance;
            for page in pages {
                match scores.iter_mut().find(|(scored, ..)| *scored == page) {
                    Some((.., last)) if *last == number => {}
                    Some((_, sum, last)) => (*sum, *last) = (*sum + score, number),
                    None => scores.push((page, score, number)),
                }
            }
        }
    }
    let mut nearest = Vec::new();
    while nearest.len() < MOST {
        // Of those alike the first, which is the newest.
        let best = (0..scores.len()).rev().max_by_key(|place| scores[*place].1);
        let Some(best) = best else { break };
        nearest.push(scores.remove(best).0.clone());
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(pages: &[&str]) -> WordsBundle {
        let mut bundle = WordsBundle::default();
        for slug in pages {
            for word in slug.split('-') {
                let link = PageLink { title: (*slug).to_owned(), path: format!("/news/{slug}/") };
                bundle.words.entry(word.to_owned()).or_default().push(link);
            }
        }
        bundle
    }

    #[test]
    fn a_mistyped_address_finds_its_page_first() {
        let shards = [shard(&["round-table-assisted-return", "return-portal-launch", "self-care-guide"])];
        for (asked, expected) in [
            ("/news/round-tabel-assisted-return/", "round-table-assisted-return"),
            ("/news/Return_Portal.html", "return-portal-launch"),
            ("/de/aktuelles/self-care-gide/", "self-care-guide"),
        ] {
            let near = nearest(&words(asked), &shards);
            assert_eq!(near.first().map(|page| page.title.as_str()), Some(expected), "{asked}");
        }
        assert!(nearest(&words("/wp-admin/setup"), &shards).is_empty());
    }

    #[test]
    fn words_are_few_and_plain() {
        assert_eq!(words("/news/A--ab-abc-äöü-Def/"), ["news", "abc", "def"]);
        assert_eq!(words(&"x-long-".repeat(100)).len(), MOST_WORDS);
        assert_eq!(shards(&words("/round/robin/table")), ["ro", "ta"]);
    }
}
