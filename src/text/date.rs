//! Calendar dates of full or reduced precision.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A date in the Gregorian calendar as precise as it is known: a day, a month or a year, in the extended format of
/// ISO 8601-1 (`2018-05-30`, `2018-05`, `2018`). Years 1900 to 2199.
///
/// Dates sort by time; a month sorts before its days, a year before its months.
///
/// ```
/// use iom_germany::text::Date;
/// let day: Date = "2018-05-30".parse().unwrap();
/// assert!(day > "2018-05".parse().unwrap());
/// assert!("2018-02-30".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a text is no [`Date`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDate {
    /// The text is not of the form `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    #[error("`{0}` is no ISO 8601 date")]
    Form(String),
    /// The form is right, but there is no such day.
    #[error("there is no day `{0}` in the calendar")]
    Calendar(String),
}

impl Date {
    /// The year, 1900 to 2199.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, 1 to 31, if known.
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The month it lies in, without the day; none if only the year is known.
    pub const fn in_month(self) -> Option<Self> {
        match self.month {
            Some(_) => Some(Self { day: None, ..self }),
            None => None,
        }
    }

    /// Where it lies in time, in years: 2016 or 2016.833. A month lies at its beginning, and so does a year.
    pub fn in_years(self) -> f64 {
        // A month counts as a twelfth of a year and a day as a thirty-first of a month: nearer than any chart can show.
        let months = f64::from(self.month().unwrap_or(1) - 1) + f64::from(self.day().unwrap_or(1) - 1) / 31.0;
        // Three decimals tell days apart.
        ((f64::from(self.year()) + months / 12.0) * 1000.0).round() / 1000.0
    }

    /// Whether this certainly lies before `other`, as far as both are known: `2018` does not lie before `2018-05`.
    pub fn precedes(self, other: Self) -> bool {
        let known = |parts: (Option<u8>, Option<u8>)| parts.0.zip(parts.1);
        let months = known((self.month, other.month));
        let days = months.filter(|(a, b)| a == b).and(known((self.day, other.day)));
        self.year < other.year
            || self.year == other.year && (months.is_some_and(|(a, b)| a < b) || days.is_some_and(|(a, b)| a < b))
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A number of exactly `len` digits.
fn digits(text: &str, len: usize) -> Option<u16> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let form = || InvalidDate::Form(text.to_owned());
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| digits(part, 4)).ok_or_else(form)?;
        let mut two_digits = || parts.next().map(|part| digits(part, 2).map(|n| n as u8).ok_or_else(form)).transpose();
        let month = two_digits()?;
        let day = two_digits()?;
        if parts.next().is_some() {
            return Err(form());
        }
        let exists = (1900..2200).contains(&year)
            && month.is_none_or(|month| {
                (1..=12).contains(&month) && day.is_none_or(|day| (1..=days_in(year, month)).contains(&day))
            });
        if exists { Ok(Self { year, month, day }) } else { Err(InvalidDate::Calendar(text.to_owned())) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        [self.month, self.day].into_iter().flatten().try_for_each(|part| write!(f, "-{part:02}"))
    }
}

impl TryFrom<String> for Date {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, InvalidDate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_lie_between_the_years_in_their_order() {
        let dates = ["2016", "2016-01-02", "2016-02", "2016-02-29", "2016-11", "2016-12-31", "2017"];
        let times = dates.map(|date| date.parse::<Date>().unwrap().in_years());
        assert!(times.is_sorted_by(|a, b| a < b), "{times:?}");
        assert_eq!(times[0], 2016.0);
        assert!((times[4] - 2016.833).abs() < 0.001);
    }

    #[test]
    fn keeps_the_precision_it_is_given() {
        for text in ["2018", "2018-05", "2018-05-30", "2024-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn precedes_only_when_it_is_certain() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        for (a, b, expected) in [
            ("2018", "2019", true),
            ("2018", "2018-05", false),
            ("2018-04", "2018-05", true),
            ("2018-05", "2018-05-30", false),
            ("2018-05-29", "2018-05-30", true),
            ("2018-06-01", "2018-05-30", false),
        ] {
            assert_eq!(date(a).precedes(date(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn rejects_what_is_no_date() {
        for bad in
            ["", "18-05-30", "30.05.2018", "2018-5-30", "2018-13", "2018-00", "2018-02-29", "2018-05-30-1", "+018"]
        {
            assert!(bad.parse::<Date>().is_err(), "{bad:?} was accepted");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,12}|[0-9-]{0,12}") {
            if let Ok(date) = text.parse::<Date>() {
                prop_assert_eq!(date.to_string(), text);
            }
        }
    }
}
