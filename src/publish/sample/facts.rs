//! What both versions of an article share: everything at its head that is not words, and what it is about.

use super::dates::Day;
use super::frame::Frame;
use super::names::{Names, own_name};
use super::random::Random;

/// Types with how many articles of a hundred have them.
const KINDS: &[(&str, usize)] = &[
    ("press-release", 17),
    ("story", 12),
    ("blog", 7),
    ("event", 7),
    ("statement", 5),
    ("publication", 4),
    ("news", 48),
];

/// Goals and targets that articles on migration name.
const SDGS: &[&str] = &[
    "10.7", "17.16", "8.7", "16.2", "17.18", "5.2", "3.8", "4.3", "8.5", "8.8", "13.1", "10", "10.2", "11.5", "16.9",
    "1.5", "3.d", "13", "10.c",
];

/// What both versions of an article share.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) kind: &'static str,
    pub(super) date: String,
    pub(super) updated: Option<String>,
    /// In English and in German.
    pub(super) place: Option<[String; 2]>,
    pub(super) scope: &'static str,
    pub(super) topics: Vec<String>,
    pub(super) countries: Vec<String>,
    pub(super) sdgs: Vec<&'static str>,
    /// Names the article is about, its own first.
    pub(super) cast: Vec<String>,
    /// Earlier articles it links to. None is later, so that an article is the same however many follow.
    pub(super) earlier: Vec<u64>,
    /// Pages of the frame it links to, as files: `our-work/diaspora.md`.
    pub(super) pages: Vec<String>,
}

impl Facts {
    /// The facts of an article.
    pub(super) fn new(article: u64, frame: &Frame, names: &Names, mut random: Random) -> Self {
        let random = &mut random;
        let day = Day::any(random);
        let (date, updated) = match random.below(100) {
            0..3 => (day.as_month(), None),
            3..5 => (day.as_year(), None),
            5..20 => (day.as_day(), day.later(random).map(Day::as_day)),
            _ => (day.as_day(), None),
        };
        let mut cast = vec![own_name(article)];
        (0..2).for_each(|_| cast.push(names.person(random).join(" ")));
        (0..2).for_each(|_| cast.push(names.place(random).to_owned()));
        Self {
            kind: kind(random),
            date,
            updated,
            place: place(&cast, frame, random),
            scope: if random.chance(65) { "local" } else { "global" },
            topics: frame.topics.some(random.between(1, 3), random),
            countries: frame.countries.some(one_of([0, 0, 0, 1, 1, 1, 1, 2, 2, 3], random), random),
            sdgs: sdgs(random),
            cast,
            earlier: earlier(article, random),
            pages: pages(frame, random),
        }
    }
}

fn one_of(counts: [usize; 10], random: &mut Random) -> usize {
    random.pick(&counts).copied().unwrap_or_default()
}

fn kind(random: &mut Random) -> &'static str {
    let mut roll = random.below(100);
    for (kind, share) in KINDS {
        match roll.checked_sub(*share) {
            Some(rest) => roll = rest,
            None => return kind,
        }
    }
    "news"
}

/// A real place, a made-up one, or none.
fn place(cast: &[String], frame: &Frame, random: &mut Random) -> Option<[String; 2]> {
    match random.below(100) {
        0..65 if !frame.places.is_empty() => random.pick(&frame.places).cloned(),
        0..90 => cast.last().map(|place| [place.clone(), place.clone()]),
        _ => None,
    }
}

fn sdgs(random: &mut Random) -> Vec<&'static str> {
    let mut sdgs = Vec::new();
    for _ in 0..one_of([0, 0, 0, 0, 0, 0, 1, 1, 2, 3], random) {
        // The smaller of two draws prefers those at the front.
        let at = random.below(SDGS.len()).min(random.below(SDGS.len()));
        sdgs.extend(SDGS.get(at).filter(|sdg| !sdgs.contains(*sdg)).copied());
    }
    sdgs
}

fn earlier(article: u64, random: &mut Random) -> Vec<u64> {
    let count = one_of([0, 0, 0, 1, 1, 1, 2, 2, 3, 3], random);
    let mut earlier: Vec<_> = (0..count).map(|_| random.below(article as usize) as u64).collect();
    earlier.retain(|other| *other < article);
    earlier.sort_unstable();
    earlier.dedup();
    earlier
}

fn pages(frame: &Frame, random: &mut Random) -> Vec<String> {
    let count = one_of([0, 0, 0, 0, 1, 1, 1, 1, 1, 2], random);
    (0..count).filter_map(|_| random.pick(&frame.pages).cloned()).collect()
}
