//! Numbers that look random and are the same on every machine.

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, “Fast splittable pseudorandom number generators”, 2014).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

/// What a stream of numbers is for. Streams of the same article do not touch each other, so that the title of an
/// article is known without its text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stream {
    /// The words of a language, and names.
    Vocabulary = 1,
    /// What the versions of an article share.
    Facts,
    EnglishTitle,
    GermanTitle,
    EnglishText,
    GermanText,
}

impl Random {
    /// The stream of one purpose for one article.
    pub(super) fn new(seed: u64, stream: Stream, article: u64) -> Self {
        let parts = [seed, stream as u64, article];
        Self(parts.into_iter().fold(0, |state, part| Self(state ^ part).number()))
    }

    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Any number of 32 bits.
    pub(super) fn bits(&mut self) -> u32 {
        (self.number() >> 32) as u32
    }

    /// A number from 0 to `limit`, the limit left out; 0 if that is the limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        // The bias is below one in four thousand million for every limit used here.
        ((u128::from(self.number()) * limit as u128) >> 64) as usize
    }

    /// A number from `first` to `last`, both included.
    pub(super) fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// True in so many cases of a hundred.
    pub(super) fn chance(&mut self, per_cent: usize) -> bool {
        self.below(100) < per_cent
    }

    /// One of several; nothing if there are none.
    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// One of several texts, or an empty one.
    pub(super) fn text(&mut self, all: &[&'static str]) -> &'static str {
        self.pick(all).copied().unwrap_or_default()
    }
}
