//! Where the dictionary is cut into shards.
//!
//! The cuts depend on what stands near them, so that a new term moves only the nearest ones: within a span of sizes
//! the cut falls where the shortest text tells both sides apart, which the root must hold, and among equals before the
//! key with the smallest hash.

use super::bits::hash;
use super::facets::FACET_MARK;

/// A group with the size it will have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sized<'a> {
    pub(crate) key: &'a str,
    pub(crate) bytes: usize,
}

/// The number of the first group of each shard.
pub(crate) fn cuts(groups: &[Sized<'_>], target: usize) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut start = 0;
    while start < groups.len() {
        cuts.push(start);
        start = next(groups, start, target);
    }
    cuts
}

/// The first group of the shard after the one that begins at `start`.
fn next(groups: &[Sized<'_>], start: usize, target: usize) -> usize {
    let mut size = 0;
    let mut best: Option<(usize, u64, usize)> = None;
    for (at, group) in groups.iter().enumerate().skip(start) {
        if at > start {
            let is_heavy = group.bytes > target && size > target / 4;
            let after_heavy = size > target * 5 / 4;
            if is_heavy || kind(group.key) != kind(groups[at - 1].key) || (after_heavy && best.is_none()) {
                return at;
            }
            if size >= target / 2 {
                let length = boundary_length(groups[at - 1].key, group.key);
                let candidate = (length, hash(group.key.as_bytes()), at);
                best = Some(best.map_or(candidate, |best| best.min(candidate)));
            }
            if size + group.bytes > target * 5 / 4
                && let Some((.., at)) = best
            {
                return at;
            }
        }
        size += group.bytes;
    }
    groups.len()
}

/// The facet a key belongs to; words are all of one kind.
fn kind(key: &str) -> &str {
    match key.strip_prefix(FACET_MARK) {
        Some(facet) => facet.split(FACET_MARK).next().unwrap_or_default(),
        None => "",
    }
}

/// The shortest text that is greater than `last` and not greater than `first`.
pub(crate) fn boundary(last: &str, first: &str) -> String {
    first[..boundary_length(last, first)].to_owned()
}

fn boundary_length(last: &str, first: &str) -> usize {
    let same = super::stems::shared(last, first);
    first[same..].chars().next().map_or(first.len(), |c| same + c.len_utf8())
}
