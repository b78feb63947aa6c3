//! Days from January 2005 to June 2026.

use super::random::Random;

/// The year of the first article.
const FIRST_YEAR: usize = 2005;

/// The month of the last article, June 2026, counted from the first month of all.
const LAST_MONTH: usize = 21 * 12 + 5;

/// A day, none after the 28th so that every month has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    /// From the first month of all.
    month: usize,
    day: usize,
}

impl Day {
    /// Any day.
    pub(super) fn any(random: &mut Random) -> Self {
        Self { month: random.between(0, LAST_MONTH), day: random.between(1, 28) }
    }

    /// A day in a later month, if there is one.
    pub(super) fn later(self, random: &mut Random) -> Option<Self> {
        let first = self.month + 1;
        (first <= LAST_MONTH).then(|| Self { month: random.between(first, LAST_MONTH), day: random.between(1, 28) })
    }

    /// The year alone: `2018`.
    pub(super) fn as_year(self) -> String {
        (FIRST_YEAR + self.month / 12).to_string()
    }

    /// Year and month: `2018-05`.
    pub(super) fn as_month(self) -> String {
        format!("{}-{:02}", self.as_year(), self.month % 12 + 1)
    }

    /// The whole date: `2018-05-28`.
    pub(super) fn as_day(self) -> String {
        format!("{}-{:02}", self.as_month(), self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::super::random::Stream;
    use super::*;

    #[test]
    fn days_lie_between_the_first_and_the_last() {
        let mut random = Random::new(1, Stream::Facts, 0);
        let mut days: Vec<_> = (0..20_000).map(|_| Day::any(&mut random)).collect();
        days.sort();
        assert_eq!(days.first().map(|day| day.as_day()).as_deref(), Some("2005-01-01"));
        assert_eq!(days.last().map(|day| day.as_day()).as_deref(), Some("2026-06-28"));
        assert!(days.iter().all(|day| day.later(&mut random).is_none_or(|later| later > *day)));
        assert!(days.last().is_some_and(|day| day.later(&mut random).is_none()));
    }
}
