//! The goals of the 2030 Agenda: a ring of seventeen segments with the goal's own one in its official colour, and its
//! number in the middle. A drawing of our own, none of the icons of the United Nations.

use std::f64::consts::TAU;

use super::geometry::Xy;
use super::svg::{number, open};
use super::{LEAD, svg};

/// How many goals there are.
const GOALS: u8 = 17;

/// The middle of the drawing.
const CENTRE: Xy = [240.0, 135.0];

/// The middle line of the ring and its breadth, in pixels.
const FAINT: (f64, f64) = (84.0, 26.0);

/// The middle line and breadth of the segment of the goal: longer on both sides.
const FULL: (f64, f64) = (89.0, 48.0);

/// The width of the gap between two segments at any radius, in pixels.
const GAP: f64 = 4.0;

/// The cover of a goal, 480 × 270. `colour` is its official one, as `#` and hexadecimal digits.
pub(in crate::publish) fn goal_cover(goal: u8, colour: &str) -> String {
    let hex = colour
        .strip_prefix('#')
        .is_some_and(|digits| matches!(digits.len(), 3 | 6) && digits.chars().all(|c| c.is_ascii_hexdigit()));
    let colour = if hex { colour } else { LEAD };
    let others: String = (1..=GOALS).filter(|&other| other != goal).map(|other| segment(other, FAINT)).collect();
    let own = if (1..=GOALS).contains(&goal) { segment(goal, FULL) } else { String::new() };
    open(480, 270)
        + &format!("<path fill=\"#DDE5F1\" d=\"{others}\"/>")
        + &format!("<path fill=\"{colour}\" d=\"{own}\"/>")
        + &figures(goal)
        + "</svg>"
}

/// A segment of the ring, clockwise from the top, with parallel gaps beside it.
fn segment(goal: u8, (middle, breadth): (f64, f64)) -> String {
    let (inner, outer) = (middle - breadth / 2.0, middle + breadth / 2.0);
    let turn = |goal: u8| TAU * f64::from(goal) / f64::from(GOALS);
    let point = |edge: f64, sign: f64, radius: f64| {
        let angle = edge + sign * (GAP / 2.0 / radius).asin();
        let [x, y] = [CENTRE[0] + radius * angle.sin(), CENTRE[1] - radius * angle.cos()];
        format!("{} {}", number(x), number(y))
    };
    let (from, to) = (turn(goal - 1), turn(goal));
    let [a, b] = [point(from, 1.0, outer), point(to, -1.0, outer)];
    let [c, d] = [point(to, -1.0, inner), point(from, 1.0, inner)];
    let (inner, outer) = (number(inner), number(outer));
    format!("M{a}A{outer} {outer} 0 0 1 {b}L{c}A{inner} {inner} 0 0 0 {d}z")
}

/// A number, written with [`FIGURES`] about the middle.
fn figures(goal: u8) -> String {
    const HEIGHT: f64 = 54.0;
    let scale = HEIGHT / FIGURE_HEIGHT;
    let digits: Vec<u8> = goal.to_string().bytes().map(|digit| digit - b'0').collect();
    let mut x = CENTRE[0] - digits.len() as f64 * FIGURE_WIDTH * scale / 2.0;
    let y = number(CENTRE[1] + HEIGHT / 2.0);
    let mut svg = String::from("<g fill=\"#14213A\">");
    for digit in digits {
        let figure = FIGURES[usize::from(digit) % FIGURES.len()];
        svg += &format!("<path transform=\"translate({} {y})scale({scale:.2})\" d=\"{figure}\"/>", svg::number(x));
        x += FIGURE_WIDTH * scale;
    }
    svg + "</g>"
}

/// How far the next figure stands, in the units of [`FIGURES`].
const FIGURE_WIDTH: f64 = 136.8;

/// How high a figure is, in the units of [`FIGURES`].
const FIGURE_HEIGHT: f64 = 161.0;

/// The tabular figures 0 to 9 of Source Serif 4, semibold, y = 0 at the foot. Copyright Adobe, SIL Open Font License
/// 1.1; from npm `@fontsource-variable/source-serif-4` 5.3.1, read 2026-11-22.
#[rustfmt::skip]
const FIGURES: [&str; 10] = [
    "M69 3Q52 3 38 -6Q25 -14 17 -33Q9 -51 9 -79Q9 -108 17 -127Q25 -145 38 -154Q52 -164 69 -164Q86 -164 99 -155Q112 -146 120 -128Q128 -109 128 -80Q128 -52 120 -33Q112 -15 99 -6Q86 3 69 3ZM69 -10Q75 -10 80 -14Q86 -18 89 -26Q92 -34 94 -47Q96 -61 96 -80Q96 -99 94 -113Q92 -126 89 -134Q86 -143 80 -146Q75 -150 69 -150Q62 -150 57 -146Q52 -143 48 -134Q45 -126 43 -113Q41 -100 41 -80Q41 -61 43 -47Q45 -34 48 -26Q52 -18 57 -14Q62 -10 69 -10Z",
    "M21 0V-14L58 -17H81L118 -14V0ZM53 0Q53 -11 53 -22Q54 -32 54 -43Q54 -54 54 -64V-136L24 -132V-147L79 -161L87 -160L86 -107V-64Q86 -54 86 -43Q86 -32 86 -22Q86 -11 87 0Z",
    "M14 0V-21Q23 -29 32 -38Q42 -46 50 -55Q63 -68 72 -79Q80 -89 84 -99Q88 -109 88 -119Q88 -134 80 -142Q72 -151 58 -151Q51 -151 45 -150Q40 -149 34 -147L50 -156L46 -133Q44 -126 42 -122Q39 -117 36 -115Q32 -113 27 -113Q21 -113 17 -117Q14 -120 12 -124Q14 -137 21 -145Q29 -154 41 -159Q52 -164 67 -164Q84 -164 96 -158Q108 -153 115 -143Q121 -133 121 -120Q121 -108 115 -98Q110 -87 99 -76Q87 -64 68 -50Q62 -46 56 -42Q50 -37 44 -33Q38 -29 32 -25L35 -33V-26H125V0Z",
    "M64 3Q41 3 28 -6Q15 -15 11 -33Q13 -38 17 -41Q20 -44 26 -44Q33 -44 37 -40Q41 -36 43 -25L47 -4L35 -13Q40 -11 46 -11Q51 -10 58 -10Q70 -10 78 -14Q86 -18 90 -26Q94 -33 94 -44Q94 -54 90 -61Q86 -69 78 -73Q69 -76 57 -76H46V-91H55Q67 -91 75 -94Q83 -98 86 -105Q90 -112 90 -122Q90 -132 87 -138Q84 -144 77 -147Q70 -151 60 -151Q54 -151 49 -150Q44 -149 39 -148L52 -156L48 -136Q46 -127 42 -123Q38 -119 31 -119Q26 -119 22 -122Q18 -125 17 -129Q19 -141 26 -148Q33 -156 44 -160Q54 -164 68 -164Q85 -164 97 -159Q109 -154 116 -145Q122 -136 122 -125Q122 -114 117 -105Q111 -96 100 -91Q89 -85 74 -84V-84Q92 -83 104 -78Q115 -73 121 -64Q127 -56 127 -43Q127 -30 119 -20Q112 -9 98 -3Q84 3 64 3Z",
    "M76 3V-44L76 -48V-137H69L80 -142L51 -94L18 -52L21 -65V-57H132V-35H6V-53L82 -162H106V3Z",
    "M62 3Q40 3 27 -6Q13 -16 10 -33Q12 -38 16 -41Q20 -44 25 -44Q32 -44 37 -40Q41 -36 43 -25L46 -5L35 -14Q41 -12 47 -11Q52 -10 58 -10Q69 -10 77 -14Q85 -19 90 -27Q94 -35 94 -46Q94 -58 90 -66Q86 -74 78 -78Q71 -82 60 -82Q52 -82 46 -81Q40 -80 34 -78L24 -83L30 -160H121V-134H34L44 -152L40 -87L36 -89Q43 -94 51 -96Q59 -99 69 -99Q87 -99 100 -93Q113 -87 120 -76Q127 -65 127 -49Q127 -33 119 -21Q111 -9 96 -3Q82 3 62 3Z",
    "M70 3Q52 3 38 -4Q24 -12 16 -27Q9 -43 9 -65Q9 -84 16 -101Q23 -118 37 -131Q51 -144 71 -153Q91 -161 116 -164L118 -152Q98 -147 83 -139Q68 -131 59 -120Q50 -109 46 -95Q42 -80 42 -63Q42 -44 45 -32Q49 -21 55 -15Q62 -10 69 -10Q78 -10 84 -15Q89 -19 93 -28Q96 -36 96 -48Q96 -65 89 -73Q82 -81 69 -81Q61 -81 53 -79Q45 -76 38 -69L34 -78L40 -77Q48 -88 58 -94Q68 -100 82 -100Q97 -100 107 -93Q117 -87 123 -76Q128 -65 128 -51Q128 -38 124 -28Q119 -18 111 -11Q103 -4 93 0Q82 3 70 3Z",
    "M33 0 32 -5 111 -139 110 -128 109 -134H13V-160H126V-144L66 0Z",
    "M67 3Q49 3 36 -1Q24 -6 17 -15Q10 -24 10 -36Q10 -46 15 -54Q20 -61 29 -67Q39 -73 52 -76L56 -82L66 -77Q56 -71 50 -65Q44 -59 42 -53Q39 -46 39 -38Q39 -29 42 -23Q46 -17 53 -13Q60 -10 69 -10Q82 -10 90 -17Q98 -25 98 -36Q98 -44 94 -49Q90 -55 81 -61Q72 -66 57 -73Q44 -78 35 -85Q26 -92 21 -101Q16 -109 16 -120Q16 -133 23 -143Q30 -153 42 -158Q54 -164 70 -164Q87 -164 98 -159Q109 -154 115 -146Q121 -137 121 -126Q121 -118 117 -111Q113 -104 105 -99Q96 -93 84 -89L80 -84L72 -88Q83 -98 88 -106Q94 -115 94 -125Q94 -133 91 -138Q88 -144 83 -147Q77 -150 69 -150Q62 -150 56 -147Q51 -145 47 -140Q44 -134 44 -127Q44 -120 47 -115Q50 -109 58 -104Q66 -98 81 -92Q95 -86 106 -79Q116 -72 122 -63Q127 -54 127 -41Q127 -28 120 -18Q113 -8 99 -2Q86 3 67 3Z",
    "M23 4 20 -8Q40 -14 54 -22Q69 -29 78 -40Q86 -51 90 -64Q95 -78 95 -94Q95 -115 91 -127Q87 -140 81 -145Q75 -150 66 -150Q59 -150 53 -146Q47 -142 43 -133Q40 -125 40 -113Q40 -102 44 -95Q47 -87 54 -83Q61 -79 70 -79Q79 -79 86 -82Q93 -85 99 -91L102 -84L97 -84Q91 -74 81 -68Q71 -62 57 -62Q43 -62 32 -67Q21 -73 14 -84Q8 -95 8 -110Q8 -122 12 -132Q16 -142 24 -149Q32 -156 43 -160Q54 -164 67 -164Q85 -164 99 -156Q112 -148 120 -133Q128 -118 128 -96Q128 -77 121 -60Q114 -44 101 -31Q88 -18 68 -9Q48 0 23 4Z",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_goal_has_its_ring() {
        for goal in 1..=GOALS {
            let svg = goal_cover(goal, "#E5243B");
            assert_eq!(
                svg.matches('A').count(),
                2 * usize::from(GOALS) + usize::from(svg.contains("#14213A")),
                "{svg}"
            );
            assert!(svg.contains("fill=\"#E5243B\""));
        }
    }

    #[test]
    fn takes_no_colour_that_is_none() {
        let svg = goal_cover(3, "red\"/><script>");
        assert!(!svg.contains("script") && svg.contains(LEAD));
        assert!(!goal_cover(0, "#fff").is_empty() && !goal_cover(255, "#fff").is_empty());
    }
}
