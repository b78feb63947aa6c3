//! Numbers as readers of a language write them.

use super::Lang;

/// A number with a fixed count of digits after the point, in groups of three: 1,234.5 in English, 1.234,5 in German,
/// with a minus sign (U+2212) before negative ones. It is rounded half away from zero as it is written in decimals,
/// so 1.005 becomes 1.01 although it is stored as slightly less. What is not finite gives an empty text.
///
/// ```
/// use iom_germany::text::{Lang, number};
/// assert_eq!(number(16576.0, 0, Lang::En), "16,576");
/// assert_eq!(number(-0.25, 1, Lang::De), "−0,3");
/// ```
pub fn number(value: f64, decimals: u8, lang: Lang) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let (separator, point) = match lang {
        Lang::En => (',', '.'),
        Lang::De => ('.', ','),
    };
    let (whole, fraction) = rounded(&value.abs().to_string(), decimals.into());
    let is_zero = whole.iter().chain(&fraction).all(|digit| *digit == b'0');
    let mut text = String::new();
    if value < 0.0 && !is_zero {
        text.push('\u{2212}');
    }
    for (place, digit) in whole.iter().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(char::from(*digit));
    }
    if !fraction.is_empty() {
        text.push(point);
        text.extend(fraction.into_iter().map(char::from));
    }
    text
}

/// The digits before and after the point of a plain decimal, such as `1.005`, rounded half up.
fn rounded(decimal: &str, decimals: usize) -> (Vec<u8>, Vec<u8>) {
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let kept = fraction.bytes().chain(std::iter::repeat(b'0')).take(decimals);
    let mut digits: Vec<u8> = whole.bytes().chain(kept).collect();
    if fraction.as_bytes().get(decimals).is_some_and(|next| *next >= b'5') {
        let nines = digits.iter().rev().take_while(|digit| **digit == b'9').count();
        let place = digits.len() - nines;
        digits[place..].fill(b'0');
        match place.checked_sub(1) {
            Some(place) => digits[place] += 1,
            None => digits.insert(0, b'1'),
        }
    }
    let fraction = digits.split_off(digits.len() - decimals);
    (digits, fraction)
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
            (1e21, 0, "1,000,000,000,000,000,000,000", "1.000.000.000.000.000.000.000"),
            (f64::NAN, 1, "", ""),
            (f64::NEG_INFINITY, 1, "", ""),
        ] {
            assert_eq!(number(value, decimals, Lang::En), en, "{value} with {decimals}");
            assert_eq!(number(value, decimals, Lang::De), de, "{value} with {decimals}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_the_number_again(value in -1e9..1e9, decimals in 0..6u8) {
            let [en, de] = [Lang::En, Lang::De].map(|lang| number(value, decimals, lang));
            let read: f64 = en.replace(',', "").replace('\u{2212}', "-").parse().unwrap();
            let half = 0.5 * 10_f64.powi(-i32::from(decimals)) + value.abs() * 2.0 * f64::EPSILON;
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
