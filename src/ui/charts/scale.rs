//! From numbers to places.

/// The ticks of an axis: whole multiples of 1, 2 or 5 times a power of ten, from below the smallest number to above the
/// largest; about as many as wanted, never fewer than two.
///
/// The steps are those of Heckbert, “Nice numbers for graph labels” (Graphics Gems, 1990), without his 10.
///
/// ```
/// use iom_germany::ui::charts::ticks;
/// assert_eq!(ticks(0.0, 54_006.0, 4), [0.0, 20_000.0, 40_000.0, 60_000.0]);
/// ```
pub fn ticks(smallest: f64, largest: f64, wanted: u32) -> Vec<f64> {
    let finite = |value: f64| if value.is_finite() { value.clamp(-1e15, 1e15) } else { 0.0 };
    let (low, high) = (finite(smallest.min(largest)), finite(smallest.max(largest)));
    // A span that is lost in the digits of its ends is widened.
    let (low, high) = match high - low {
        span if span > high.abs().max(low.abs()) * 1e-9 => (low, high),
        _ if high == 0.0 => (0.0, 1.0),
        _ => (low.min(0.0), high.max(0.0)),
    };
    let step = step((high - low) / f64::from(wanted.clamp(1, 20)));
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    // The product is rounded to the step's own digits, so that 3 × 0.1 is 0.3.
    let unit = power(-exponent(step).min(0));
    let count = (last - first).clamp(1.0, 60.0) as u32;
    (0..=count).map(|n| ((first + f64::from(n)) * step * unit).round() / unit).collect()
}

/// The smallest of 1, 2, 5 times a power of ten that is no smaller than a length.
fn step(length: f64) -> f64 {
    let exponent = exponent(length);
    let scaled = if exponent < 0 { length * power(-exponent) } else { length / power(exponent) };
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| *factor >= scaled * (1.0 - 1e-9)).unwrap_or(10.0);
    if exponent < 0 { factor / power(-exponent) } else { factor * power(exponent) }
}

/// How many powers of ten a positive length has: 0 for 1 to 10, -1 for a tenth to 1. Counted, since the mathematics of
/// logarithms weighs 3 kB in the app; from -15 to 15, beyond which no axis goes.
fn exponent(length: f64) -> i32 {
    (-15..=15)
        .rev()
        .find(|exponent| length * (1.0 + 1e-9) * power(-(*exponent).min(0)) >= power((*exponent).max(0)))
        .unwrap_or(-15)
}

/// Ten to the power of a whole number from 0 to 22, where it is exact.
fn power(exponent: i32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

/// How many digits after the point the ticks of an axis need.
pub fn decimals(ticks: &[f64]) -> u8 {
    let step = ticks.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    if step.is_finite() && step > 0.0 { (-exponent(step)).clamp(0, 9) as u8 } else { 0 }
}

/// A length for a drawing, with no more digits than a screen has. It is put together from whole numbers, since Rust's
/// own way of writing fractions weighs 2 kB in the app.
pub(super) fn px(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let (sign, whole, part) =
        (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        part if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        part => format!("{sign}{whole}.{part:02}"),
    }
}

/// Where a number lies between two others, as a part of one; 0 if they are the same.
pub fn part(value: f64, from: f64, to: f64) -> f64 {
    if to == from { 0.0 } else { (value - from) / (to - from) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_numbers_one_reads_easily() {
        for (low, high, expected) in [
            (0.0, 54_006.0, vec![0.0, 20_000.0, 40_000.0, 60_000.0]),
            (0.0, 1.0, vec![0.0, 0.5, 1.0]),
            (0.0, 0.3, vec![0.0, 0.1, 0.2, 0.3]),
            (-3.0, 7.0, vec![-5.0, 0.0, 5.0, 10.0]),
            (0.0, 0.0, vec![0.0, 0.5, 1.0]),
            (5.0, 5.0, vec![0.0, 2.0, 4.0, 6.0]),
            (f64::NAN, f64::INFINITY, vec![0.0, 0.5, 1.0]),
        ] {
            assert_eq!(ticks(low, high, 3), expected, "{low} to {high}");
        }
        assert_eq!(
            [decimals(&[0.0, 0.5]), decimals(&[0.0, 20.0]), decimals(&[0.0, 0.02]), decimals(&[])],
            [1, 0, 2, 0]
        );
    }

    #[test]
    fn lengths_have_two_digits_at_most() {
        for (value, text) in [
            (0.0, "0"),
            (12.5, "12.5"),
            (-3.049, "-3.05"),
            (100.0, "100"),
            (0.004, "0"),
            (7.01, "7.01"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(px(value), text);
        }
    }

    proptest! {
        #[test]
        fn ticks_rise_evenly_and_cover_the_data(a in -1e9..1e9_f64, b in -1e9..1e9_f64, wanted in 1..12_u32) {
            let ticks = ticks(a, b, wanted);
            prop_assert!(ticks.len() >= 2 && ticks.len() <= wanted as usize + 3, "{ticks:?}");
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{ticks:?}");
            let slack = (b - a).abs() * 1e-6 + 1e-9;
            prop_assert!(ticks[0] <= a.min(b) + slack && *ticks.last().unwrap() >= a.max(b) - slack, "{ticks:?}");
        }

        #[test]
        fn ticks_never_panic(a in any::<f64>(), b in any::<f64>(), wanted in any::<u32>()) {
            let ticks = ticks(a, b, wanted);
            prop_assert!(ticks.len() >= 2 && ticks.iter().all(|tick| tick.is_finite()));
        }
    }
}
