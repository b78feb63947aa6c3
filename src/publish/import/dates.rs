//! Dates and places as texts name them: `30 May 2018`, `30.05.2018`, `Berlin, 30. Mai 2018 – …`.

use crate::text::Date;

/// Names of the months in English and German, with the short forms in use.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "jan"],
    &["february", "februar", "feb"],
    &["march", "märz", "mar", "mär"],
    &["april", "apr"],
    &["may", "mai"],
    &["june", "juni", "jun"],
    &["july", "juli", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oktober", "oct", "okt"],
    &["november", "nov"],
    &["december", "dezember", "dec", "dez"],
];

/// How far a place line reaches into its paragraph, in characters.
const PLACE_LINE_LENGTH: usize = 80;

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) date: Date,
    /// Whether day and month could also be meant the other way round: `03/04/2020`.
    pub(super) is_ambiguous: bool,
    /// How many words it takes.
    words: usize,
}

/// The first date in a text.
pub(super) fn first(text: &str) -> Option<Found> {
    let words: Vec<_> = text.split_whitespace().map(bare).collect();
    (0..words.len()).find_map(|start| at(&words[start..]))
}

/// The date of a line that holds little else: `Published 30 May 2018`, `Mi, 30.05.2018 - 10:30`.
pub(super) fn of_line(line: &str) -> Option<Found> {
    let count = line.split_whitespace().count();
    first(line).filter(|found| count <= found.words + 5)
}

/// A day of which the year is not told, as in `(30/05)`.
pub(super) fn day_without_year(text: &str) -> Option<&str> {
    text.split_whitespace().map(bare).find(|word| {
        let parts: Vec<_> = word.split('/').collect();
        match parts.as_slice() {
            [day, month] => number(day, 31).is_some() && number(month, 12).is_some() && word.len() == 5,
            _ => false,
        }
    })
}

/// A moment as programs write it, `2018-05-30T10:00:00+02:00` or seconds since 1970: its day.
pub(super) fn of_moment(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<i64>() {
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        return moment.strftime("%Y-%m-%d").to_string().parse().ok();
    }
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let day = text.get(..10)?;
    let is_moment = text.parse::<jiff::Timestamp>().is_ok() || text.parse::<jiff::civil::DateTime>().is_ok();
    is_moment.then(|| day.parse().ok())?
}

/// What a paragraph begins with before a dash: where it was written and when.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PlaceLine {
    pub(super) place: Option<String>,
    pub(super) date: Option<Found>,
}

/// The place line at the beginning of a paragraph: `Berlin – …`, `Berlin / Geneva, 30 May 2018 — …`.
pub(super) fn place_line(paragraph: &str) -> PlaceLine {
    let head: String = paragraph.chars().take(PLACE_LINE_LENGTH).collect();
    let dashes = [" – ", " — ", " - ", " ― "];
    let Some(before) = dashes
        .iter()
        .filter_map(|dash| head.split_once(dash))
        .map(|(before, _)| before)
        .min_by_key(|before| before.len())
    else {
        return PlaceLine::default();
    };
    let date = first(before);
    let place = before.split([',', '(']).next().unwrap_or_default().trim();
    let is_name = |word: &str| {
        ["/", "and", "und", "am", "of", "de", "der", "den", "in", "&"].contains(&word)
            || word.chars().next().is_some_and(char::is_uppercase)
    };
    let words: Vec<_> = place.split_whitespace().collect();
    let is_place = (1..=6).contains(&words.len())
        && words.iter().all(|word| is_name(word))
        && place.chars().next().is_some_and(char::is_alphabetic)
        && !place.chars().any(|letter| letter.is_ascii_digit() || [':', '!', '?', '"', '“', '„'].contains(&letter));
    PlaceLine { place: is_place.then(|| place.to_owned()), date: date.filter(|_| is_place) }
}

/// A date at the beginning of these words.
fn at(words: &[&str]) -> Option<Found> {
    let found = |date: Date, words| Found { date, is_ambiguous: false, words };
    let first = *words.first()?;
    if first.len() == 10 && first.as_bytes()[4] == b'-' {
        return first.parse().ok().map(|date| found(date, 1));
    }
    if let Some(found) = with_separators(first) {
        return Some(found);
    }
    let second = *words.get(1)?;
    let third = words.get(2).and_then(|word| year(word));
    if let (Some(day), Some(month), Some(year)) = (ordinal(first), month(second), third) {
        return calendar(year, month, day).map(|date| found(date, 3));
    }
    if let (Some(month), Some(day), Some(year)) = (month(first), ordinal(second), third) {
        return calendar(year, month, day).map(|date| found(date, 3));
    }
    None
}

/// `30.05.2018`, `30/05/2018`; with slashes, the month may also come first.
fn with_separators(word: &str) -> Option<Found> {
    let separator = if word.contains('.') { '.' } else { '/' };
    let mut parts = word.split(separator);
    let (one, other, year) = (number(parts.next()?, 31)?, number(parts.next()?, 31)?, year(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    let is_ambiguous = separator == '/' && one <= 12 && other <= 12 && one != other;
    let (day, month) = if separator == '/' && other > 12 { (other, one) } else { (one, other) };
    Some(Found { date: calendar(year, month, day)?, is_ambiguous, words: 1 })
}

fn calendar(year: u32, month: u32, day: u32) -> Option<Date> {
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn number(text: &str, greatest: u32) -> Option<u32> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?.filter(|number| (1..=greatest).contains(number))
}

fn year(text: &str) -> Option<u32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok())?.filter(|year| (1900..2200).contains(year))
}

/// A day of the month: `30`, `30th`, `1st`.
fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    ["", "st", "nd", "rd", "th"].contains(&ending).then(|| number(digits, 31))?
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word.as_str())).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<String> {
        first(text).map(|found| found.date.to_string())
    }

    #[test]
    fn dates_are_found_in_both_languages() {
        for text in [
            "Berlin, 30 May 2018",
            "Berlin, 30. Mai 2018 –",
            "May 30, 2018",
            "on the 30th May 2018.",
            "(30.05.2018)",
            "30.5.2018",
            "05/30/2018",
            "30/05/2018 - 10:30",
            "2018-05-30",
        ] {
            assert_eq!(date(text).as_deref(), Some("2018-05-30"), "{text}");
        }
        for text in ["", "30/05", "31 June 2018", "99.99.2018", "May 2018", "1.2.3.2018", "2018", "30 Maybe 2018"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert!(first("03/04/2020").is_some_and(|found| found.is_ambiguous));
        assert_eq!(day_without_year("this week (30/05) to"), Some("30/05"));
        assert_eq!(day_without_year("and/or 24/7 1/2"), None);
    }

    #[test]
    fn moments_have_the_day_they_are_written_with() {
        for (moment, day) in [
            ("2018-05-30T23:30:00+02:00", Some("2018-05-30")),
            ("2018-05-30T10:00:00Z", Some("2018-05-30")),
            ("2018-05-30T10:00:00", Some("2018-05-30")),
            ("2018-05-30", Some("2018-05-30")),
            ("1527674400", Some("2018-05-30")),
            ("2018-05-30Tbroken", None),
            ("äöüäöüäöü", None),
            ("99999999999999", None),
        ] {
            assert_eq!(of_moment(moment).map(|date| date.to_string()).as_deref(), day, "{moment}");
        }
    }

    #[test]
    fn place_lines_are_told_from_sentences() {
        for (text, place) in [
            ("Berlin – The office …", Some("Berlin")),
            ("Berlin / Geneva, 30 May 2018 — The", Some("Berlin / Geneva")),
            ("Frankfurt am Main, 3. Juni 2019 – Das", Some("Frankfurt am Main")),
            ("The people who came – all of them – were", None),
            ("Berlin is large", None),
            ("3,000 – so many", None),
        ] {
            assert_eq!(place_line(text).place.as_deref(), place, "{text}");
        }
        let found = place_line("Berlin, 30 May 2018 – Text.").date.map(|found| found.date.to_string());
        assert_eq!(found.as_deref(), Some("2018-05-30"));
    }

    #[test]
    fn a_line_with_a_date_holds_little_else() {
        assert!(of_line("Published on: Wed, 30 May 2018 - 10:30").is_some());
        assert!(of_line("On 30 May 2018 the ministers of both countries met in the capital").is_none());
    }
}
