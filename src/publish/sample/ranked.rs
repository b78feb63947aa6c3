//! Ranks drawn by the law of Zipf and Mandelbrot: the word of rank r is as frequent as 1 / (r + 2.7) to a power a
//! little above one. Whole numbers throughout, so that every machine draws the same.

use super::random::Random;

/// How fast frequency falls with rank.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fall {
    /// To the power of 9/8, as in English.
    Steep = 3,
    /// To the power of 17/16, as in languages that inflect and compound.
    Gentle = 4,
}

/// The top bits of a drawn number that choose where to search.
const GUIDE_BITS: u32 = 16;

/// A table to draw ranks from.
#[derive(Debug)]
pub(super) struct Ranked {
    /// Where the share of each rank begins, of 2³².
    starts: Vec<u32>,
    /// The rank in whose share each of 2¹⁶ equal parts begins.
    guide: Vec<u32>,
}

impl Ranked {
    /// A table of so many ranks.
    pub(super) fn new(ranks: usize, fall: Fall) -> Self {
        let weights: Vec<u128> = (1..=ranks as u128).map(|rank| weight(rank, fall)).collect();
        let total: u128 = weights.iter().sum();
        let mut below = 0;
        let mut start = |weight: u128| {
            let start = (below << 32) / total;
            below += weight;
            start as u32
        };
        let starts: Vec<u32> = weights.into_iter().map(&mut start).collect();
        let rank_at = |part: u32| starts.partition_point(|start| *start <= part << (32 - GUIDE_BITS)) as u32;
        let guide = (0..1 << GUIDE_BITS).map(|part| rank_at(part).saturating_sub(1)).collect();
        Self { starts, guide }
    }

    /// Draws a rank, 0 for the most frequent.
    pub(super) fn draw(&self, random: &mut Random) -> usize {
        let drawn = random.bits();
        let part = (drawn >> (32 - GUIDE_BITS)) as usize;
        let first = self.guide.get(part).map_or(0, |rank| *rank as usize);
        let last = self.guide.get(part + 1).map_or(self.starts.len(), |rank| *rank as usize + 1);
        let within = self.starts.get(first..last).unwrap_or_default();
        (first + within.partition_point(|start| *start <= drawn)).saturating_sub(1)
    }
}

/// How often a rank, counted from 1, is drawn beside others.
fn weight(rank: u128, fall: Fall) -> u128 {
    let place = 10 * rank + 27;
    // The 8th or 16th root, with 32 bits after the point.
    let root = (0..fall as u8).fold(place << 32, |power, _| (power << 32).isqrt());
    (1 << 100) / (place * root)
}

#[cfg(test)]
mod tests {
    use super::super::random::Stream;
    use super::*;

    #[test]
    fn weights_fall_as_the_law_says() {
        for (fall, power) in [(Fall::Steep, 1.125), (Fall::Gentle, 1.0625)] {
            for (rank, other) in [(1, 2), (7, 1000), (1000, 200_000)] {
                let found = weight(rank, fall) as f64 / weight(other, fall) as f64;
                let expected = ((other as f64 + 2.7) / (rank as f64 + 2.7)).powf(power);
                assert!((found / expected - 1.0).abs() < 1e-6, "{rank} and {other}: {found} in place of {expected}");
            }
        }
    }

    #[test]
    fn every_rank_is_drawn_and_none_beyond() {
        for ranks in [1, 2, 3, 50] {
            let ranked = Ranked::new(ranks, Fall::Steep);
            let mut random = Random::new(1, Stream::Facts, ranks as u64);
            let mut counts = vec![0; ranks];
            (0..20_000).for_each(|_| counts[ranked.draw(&mut random)] += 1);
            assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
            assert!(counts.first() >= counts.last());
        }
    }
}
