//! Names of people and places that are nobody's and nowhere, the same in every language.

use std::collections::HashSet;

use super::random::{Random, Stream};
use super::ranked::{Fall, Ranked};
use super::stems::{Syllables, capital};
use super::vocabulary::SEED;

/// How many first names there are.
const FIRST: usize = 1_500;

/// How many last names and places there are.
const LAST: usize = 14_000;

/// What the syllables of names are made of.
const SYLLABLES: Syllables = Syllables {
    onsets: &[
        "m", "s", "r", "k", "b", "n", "d", "t", "h", "l", "j", "z", "f", "g", "p", "v", "sh", "y", "kh", "br", "dr",
        "gr",
    ],
    vowels: &["a", "i", "o", "e", "u", "a", "ia", "aa", "ou"],
    inner: &["", "", "", "n", "r", "l", "m", "s"],
    finals: &["", "n", "r", "", "l", "m", "s", "", "t", "nd", "sh", "k"],
};

/// What many places end with.
const PLACES: &[&str] = &["burg", "ingen", "ow", "abad", "stan", "ville", "dorf", "wick", "ton"];

/// Consonants and vowels of names that stand for one article each.
const CONSONANTS: &[&str] =
    &["b", "d", "f", "g", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "dr", "kr", "tr", "gl", "sk"];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u"];

/// Names by how often they are in the news.
#[derive(Debug)]
pub(super) struct Names {
    first: (Vec<String>, Ranked),
    last: (Vec<String>, Ranked),
    places: (Vec<String>, Ranked),
}

impl Names {
    /// The names there are.
    pub(super) fn new() -> Self {
        let mut random = Random::new(SEED, Stream::Vocabulary, 3);
        let mut taken = HashSet::new();
        let mut list = |count: usize, syllables: usize, endings: &[&'static str]| {
            let mut names = Vec::with_capacity(count);
            while names.len() < count {
                let more = random.below(2);
                let ending = random.text(endings);
                let name = capital(&format!("{}{ending}", SYLLABLES.of(syllables + more, &mut random)));
                if taken.insert(name.clone()) {
                    names.push(name);
                }
            }
            (names, Ranked::new(count, Fall::Gentle))
        };
        Self { first: list(FIRST, 1, &["", "a", "o"]), last: list(LAST, 2, &[""]), places: list(LAST / 2, 1, PLACES) }
    }

    /// A person, as first and last name.
    pub(super) fn person(&self, random: &mut Random) -> [&str; 2] {
        [drawn(&self.first, random), drawn(&self.last, random)]
    }

    /// A place.
    pub(super) fn place(&self, random: &mut Random) -> &str {
        drawn(&self.places, random)
    }
}

fn drawn<'a>((names, ranked): &'a (Vec<String>, Ranked), random: &mut Random) -> &'a str {
    names.get(ranked.draw(random)).map_or("", String::as_str)
}

/// How many names of three syllables there are that stand for one article each.
const OWN: u64 = 1_000_000;

/// The name that stands for one article alone: three syllables or more, each a consonant and a vowel, so that no two
/// numbers have the same.
pub(super) fn own_name(article: u64) -> String {
    let mut name = String::new();
    let mut push = |digits: u64| {
        let digits = (digits % 100) as usize;
        name.push_str(CONSONANTS.get(digits / VOWELS.len()).copied().unwrap_or_default());
        name.push_str(VOWELS.get(digits % VOWELS.len()).copied().unwrap_or_default());
    };
    // The factor has no divisor in common with the number of names: neighbours differ, and none is lost.
    let first = article % OWN * 387_463 % OWN;
    (0..3).for_each(|place| push(first / 100_u64.pow(place)));
    let mut more = article / OWN;
    while more > 0 {
        push(more);
        more /= 100;
    }
    capital(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_articles_share_a_name() {
        let numbers = (0..150_000).chain(1_000_000..1_000_500).chain([100_000_000, 101_000_000]);
        let mut taken = HashSet::new();
        for number in numbers {
            let name = own_name(number);
            assert!(name.len() >= 6 && taken.insert(name.clone()), "{number}: {name}");
        }
    }
}
