//! Numbers as readers of a language write them.

use super::Lang;

/// A number with a fixed count of digits after the point, in groups of three: 1,234.5 in English, 1.234,5 in German,
/// with a minus sign (U+2212) before negative ones. It is rounded half away from zero as it is written in decimals,
/// so 1.005 becomes 1.01 although it is stored as slightly less. What is not finite, or has more than eighteen digits,
/// gives an empty text.
///
/// ```
/// use iom_germany::text::{Lang, number};
/// assert_eq!(number(16576.0, 0, Lang::En), "16,576");
/// assert_eq!(number(-0.25, 1, Lang::De), "−0,3");
/// ```
pub fn number(value: f64, decimals: u8, lang: Lang) -> String {
    let (separator, point) = match lang {
        Lang::En => (",", '.'),
        Lang::De => (".", ','),
    };
    written(value, decimals, "\u{2212}", separator, point)
}

/// A number as files and programs write it, rounded as [`number`] does: `-1234.50`.
pub fn plain_number(value: f64, decimals: u8) -> String {
    written(value, decimals, "-", "", '.')
}

fn written(value: f64, decimals: u8, minus: &str, separator: &str, point: char) -> String {
    let decimals = decimals.min(9);
    let Some(units) = units(value, decimals) else { return String::new() };
    let decimals = usize::from(decimals);
    let digits = format!("{units:0>width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let mut text = String::new();
    if value < 0.0 && units > 0 {
        text.push_str(minus);
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// How many units of its last decimal a number has. Counting in whole numbers costs the app 10 kB less than Rust's own
/// way of writing fractions.
fn units(value: f64, decimals: u8) -> Option<u64> {
    let mut scaled = value.abs();
    for _ in 0..decimals {
        scaled *= 10.0;
    }
    // What is stored as slightly less than a half in decimals is rounded up as the half it stands for.
    if scaled < 1e14 {
        scaled *= 1.0 + 2.0 * f64::EPSILON;
    }
    // Beyond 2^52 every number is whole.
    let rounded = if scaled < 4e15 { (scaled + 0.5).floor() } else { scaled };
    (rounded < 1e18).then_some(rounded as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_grouped_rounded_and_signed_as_each_language_does() {
        for (value, decimals, en, de) in [
            (0.0, 0, "0", "0"),
            (7.0, 0, "7", "7"),
            (999.0, 0, "999", "999"),
            (1234.0, 0, "1,234", "1.234"),
            (1234.5, 1, "1,234.5", "1.234,5"),
            (1548095.0, 0, "1,548,095", "1.548.095"),
            (100000.0, 0, "100,000", "100.000"),
            (8.0, 1, "8.0", "8,0"),
            (59.51, 2, "59.51", "59,51"),
            (0.5, 0, "1", "1"),
            (1.5, 0, "2", "2"),
            (2.5, 0, "3", "3"),
            (2.45, 1, "2.5", "2,5"),
            (1.005, 2, "1.01", "1,01"),
            (0.04, 1, "0.0", "0,0"),
            (999.95, 1, "1,000.0", "1.000,0"),
            (9.999, 2, "10.00", "10,00"),
            (-1234.5, 0, "−1,235", "−1.235"),
            (-0.25, 1, "−0.3", "−0,3"),
            (-0.04, 1, "0.0", "0,0"),
            (-0.0, 0, "0", "0"),
            (1e15, 0, "1,000,000,000,000,000", "1.000.000.000.000.000"),
            (1e21, 0, "", ""),
            (f64::NAN, 1, "", ""),
            (f64::NEG_INFINITY, 1, "", ""),
        ] {
            assert_eq!(number(value, decimals, Lang::En), en, "{value} with {decimals}");
            assert_eq!(number(value, decimals, Lang::De), de, "{value} with {decimals}");
        }
    }

    #[test]
    fn files_have_a_point_and_no_groups() {
        assert_eq!([plain_number(-1234.5, 2), plain_number(0.5, 0), plain_number(-0.001, 1)], ["-1234.50", "1", "0.0"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_the_number_again(value in -1e9..1e9, decimals in 0..6u8) {
            let [en, de] = [Lang::En, Lang::De].map(|lang| number(value, decimals, lang));
            let read: f64 = en.replace(',', "").replace('\u{2212}', "-").parse().unwrap();
            let half = 0.5 * 10_f64.powi(-i32::from(decimals)) + value.abs() * 4.0 * f64::EPSILON;
            prop_assert!((read - value).abs() <= half * 1.000_001, "{} as {}", value, en);
            let swapped: String = en.chars().map(|c| match c { ',' => '.', '.' => ',', c => c }).collect();
            prop_assert_eq!(de, swapped);
        }

        #[test]
        fn every_number_of_few_decimals_is_written_exactly(units in 0..1_000_000_000_u64, decimals in 0..4_u8) {
            let value: f64 = format!("{units}e-{decimals}").parse().unwrap();
            let digits: String = number(value, decimals, Lang::De).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(digits.parse::<u64>().unwrap(), units);
        }

        #[test]
        fn never_panics(value in any::<f64>(), decimals in any::<u8>()) {
            let _ = number(value, decimals, Lang::En);
        }
    }
}
