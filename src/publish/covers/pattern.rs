//! Patterns for articles without a country: tide lines, contour lines, woven lines or dots by topic, with one line or
//! dot in amber. The id of the article is the seed, so that each article has its own and keeps it.

use std::collections::BTreeMap;
use std::f64::consts::TAU;

use super::geometry::{Xy, at, distance};
use super::svg::{Path, Stroke, circle, open};
use super::{AMBER, LEAD};

/// The width of a cover, in pixels.
const WIDTH: f64 = 480.0;
/// The height of a cover, in pixels.
const HEIGHT: f64 = 270.0;

/// A family of patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// Lines as the sea leaves them on a beach: ways over water, the climate.
    Tide,
    /// Lines of equal height: ground, distance, what happened over time.
    Contour,
    /// Threads over and under each other: people and partners.
    Woven,
    /// Dots of many sizes: numbers, services, single persons.
    Dots,
}

/// The families of the topics in `content/site.toml`.
const FAMILIES: [(&str, Family); 23] = [
    ("agenda-2030", Family::Dots),
    ("asylum", Family::Contour),
    ("children", Family::Dots),
    ("climate", Family::Tide),
    ("counter-trafficking", Family::Woven),
    ("covid-19", Family::Dots),
    ("data-and-research", Family::Dots),
    ("diaspora", Family::Woven),
    ("digital-services", Family::Dots),
    ("displacement", Family::Contour),
    ("family-reunification", Family::Woven),
    ("global-compact", Family::Woven),
    ("health", Family::Dots),
    ("history", Family::Contour),
    ("humanitarian-response", Family::Contour),
    ("labour-and-inclusion", Family::Woven),
    ("missing-migrants", Family::Tide),
    ("partnership", Family::Woven),
    ("policy-dialogue", Family::Woven),
    ("resettlement-and-admission", Family::Tide),
    ("return-and-reintegration", Family::Contour),
    ("return-counselling", Family::Contour),
    ("search-and-rescue", Family::Tide),
];

/// The cover of an article without a country, 480 × 270.
pub(super) fn cover(id: &str, topic: Option<&str>) -> String {
    let mut dice = Dice::new(id);
    let drawing = match family(topic.unwrap_or(id)) {
        Family::Tide => tide(&mut dice),
        Family::Contour => contour(&mut dice),
        Family::Woven => woven(&mut dice),
        Family::Dots => dots(&mut dice),
    };
    open(480, 270) + &drawing + "</svg>"
}

/// The family of a topic; for one that is not in the table, any, but always the same.
fn family(topic: &str) -> Family {
    const ALL: [Family; 4] = [Family::Tide, Family::Contour, Family::Woven, Family::Dots];
    match FAMILIES.binary_search_by_key(&topic, |(key, _)| key) {
        Ok(at) => FAMILIES[at].1,
        Err(_) => ALL[(Dice::new(topic).next() % 4) as usize],
    }
}

/// Numbers that look random and are always the same for the same text.
///
/// Source: SplitMix64, S. Vigna, <https://prng.di.unimi.it/splitmix64.c>, seeded with FNV-1a (64 bit), G. Fowler,
/// L. C. Noll, K.-P. Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.
struct Dice(u64);

impl Dice {
    /// Dice that fall as the text says.
    fn new(seed: &str) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(seed.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }

    /// The next throw, any whole number.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` up to `high`.
    fn within(&mut self, low: f64, high: f64) -> f64 {
        // 53 bits fit a double without loss.
        low + (high - low) * (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A surface: broad waves added up.
struct Surface(Vec<[f64; 4]>);

impl Surface {
    /// Waves in any direction, from the first to the second length in pixels.
    fn new(dice: &mut Dice, waves: usize, length: [f64; 2]) -> Self {
        let wave = |_| {
            let (angle, length) = (dice.within(0.0, TAU), dice.within(length[0], length[1]));
            [angle.cos() * TAU / length, angle.sin() * TAU / length, dice.within(0.0, TAU), dice.within(0.5, 1.0)]
        };
        Self((0..waves).map(wave).collect())
    }

    /// The height at a place, about −1 to 1.
    fn height(&self, [x, y]: Xy) -> f64 {
        let sum: f64 =
            self.0.iter().map(|[across, down, phase, share]| share * (across * x + down * y + phase).sin()).sum();
        sum / self.0.iter().map(|wave| wave[3]).sum::<f64>().max(1.0)
    }
}

/// The plain lines.
fn lead(path: &Path) -> String {
    path.stroked(&Stroke::new(LEAD, 1.0))
}

/// The line that stands out.
fn amber(path: &Path) -> String {
    path.stroked(&Stroke::new(AMBER, 2.2))
}

/// Lines from side to side, dense where the water turned.
fn tide(dice: &mut Dice) -> String {
    const LINES: u32 = 17;
    const STEP: f64 = 30.0;
    let surface = Surface::new(dice, 4, [170.0, 460.0]);
    let accent = 4 + (dice.next() % 9) as u32;
    let (mut plain, mut accented) = (Path::default(), Path::default());
    for line in 0..LINES {
        let share = (f64::from(line) + 0.5) / f64::from(LINES);
        let point = |step: u32| {
            let x = f64::from(step) * STEP;
            // Lines shift their height slowly from one to the next, so that they do not cross.
            let y = HEIGHT * share + 40.0 * surface.height([x, share * 150.0]) * (0.35 + share * (1.0 - share) * 2.6);
            [x, y.clamp(2.0, HEIGHT - 2.0)]
        };
        let points: Vec<Xy> = (0..=(WIDTH / STEP) as u32).map(point).collect();
        if line == accent { accented.curve(&points, false) } else { plain.curve(&points, false) }
    }
    lead(&plain) + &amber(&accented)
}

/// Lines of equal height on a surface.
fn contour(dice: &mut Dice) -> String {
    const LEVELS: i32 = 14;
    let surface = Surface::new(dice, 5, [210.0, 520.0]);
    let lines = |level: i32| -> Vec<(Vec<Xy>, bool)> {
        let all = isolines(&surface, f64::from(level) * 0.12 + 0.02);
        all.into_iter().filter(|(line, _)| line.len() > 3).collect()
    };
    let levels: Vec<_> = (-LEVELS / 2..=LEVELS / 2).map(lines).filter(|lines| !lines.is_empty()).collect();
    let accent = (dice.next() % levels.len().max(1) as u64) as usize;
    let (mut plain, mut accented) = (Path::default(), Path::default());
    for (level, lines) in levels.iter().enumerate() {
        let path = if level == accent { &mut accented } else { &mut plain };
        for (line, closed) in lines {
            path.curve(line, *closed);
        }
    }
    lead(&plain) + &amber(&accented)
}

/// The lines at which a surface has a height, and whether they are closed: marching squares, joined end to end.
fn isolines(surface: &Surface, level: f64) -> Vec<(Vec<Xy>, bool)> {
    const CELL: f64 = 10.0;
    const COLUMNS: u32 = 48;
    const ROWS: u32 = 27;
    // An edge of the grid: the node at its left or upper end, and whether it runs down.
    type Edge = (u32, u32, bool);
    let place = |column: u32, row: u32| [f64::from(column) * CELL, f64::from(row) * CELL];
    let height = |column: u32, row: u32| surface.height(place(column, row)) - level;
    let point = |(column, row, down): Edge| {
        let (to_column, to_row) = if down { (column, row + 1) } else { (column + 1, row) };
        let (a, b) = (height(column, row), height(to_column, to_row));
        at(place(column, row), place(to_column, to_row), a / (a - b))
    };
    let mut links: BTreeMap<Edge, Vec<Edge>> = BTreeMap::new();
    for (column, row) in (0..COLUMNS).flat_map(|column| (0..ROWS).map(move |row| (column, row))) {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(right, down)| height(column + right, row + down) > 0.0);
        let edges: [Edge; 4] =
            [(column, row, false), (column + 1, row, true), (column, row + 1, false), (column, row, true)];
        let crossed: Vec<Edge> =
            (0..4).filter(|&side| corners[side] != corners[(side + 1) % 4]).map(|side| edges[side]).collect();
        for pair in crossed.chunks_exact(2) {
            links.entry(pair[0]).or_default().push(pair[1]);
            links.entry(pair[1]).or_default().push(pair[0]);
        }
    }
    let mut lines = Vec::new();
    // Open lines begin at an edge with one link, so they go first.
    while let Some((&start, _)) = links.iter().find(|(_, next)| next.len() == 1).or_else(|| links.iter().next()) {
        let mut edges = vec![start];
        let mut here = start;
        while let Some(next) = links.get_mut(&here).and_then(Vec::pop) {
            if let Some(back) = links.get_mut(&next)
                && let Some(at) = back.iter().position(|&edge| edge == here)
            {
                back.swap_remove(at);
            }
            edges.push(next);
            here = next;
        }
        links.retain(|_, next| !next.is_empty());
        if edges.len() < 2 {
            links.remove(&start);
            continue;
        }
        let closed = edges.len() > 2 && here == start;
        if closed {
            edges.pop();
        }
        lines.push((spaced(edges.into_iter().map(point).collect(), closed), closed));
    }
    lines
}

/// A line with its points at even distances, so that a smooth curve through them has no kinks. A closed line does not
/// repeat its first point.
fn spaced(mut line: Vec<Xy>, closed: bool) -> Vec<Xy> {
    const STEP: f64 = 24.0;
    if closed {
        line.extend(line.first().copied());
    }
    let length: f64 = line.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
    let parts = (length / STEP).ceil().max(if closed { 5.0 } else { 1.0 });
    let mut points: Vec<Xy> = line.first().copied().into_iter().collect();
    let mut gone = 0.0;
    for pair in line.windows(2) {
        let side = distance(pair[0], pair[1]);
        while points.len() as f64 <= parts && points.len() as f64 * length / parts <= gone + side + 1e-6 {
            let due = points.len() as f64 * length / parts;
            points.push(at(pair[0], pair[1], ((due - gone) / side.max(1e-9)).clamp(0.0, 1.0)));
        }
        gone += side;
    }
    if closed {
        points.pop();
    }
    points
}

/// Threads from side to side and from top to bottom, each over some and under others.
fn woven(dice: &mut Dice) -> String {
    const CELL: f64 = 30.0;
    const GAP: f64 = 6.5;
    const COLUMNS: i64 = 16;
    const ROWS: i64 = 9;
    let bundle = 2 + dice.next() % 2;
    let float = 1 + (dice.next() % 2) as i64;
    let slope = 1 + (dice.next() % 2) as i64;
    let accent = 2 + (dice.next() % 5) as i64;
    let spread = if bundle == 2 { 7.0 } else { 6.0 };
    let strands: Vec<f64> = (0..bundle).map(|strand| (strand as f64 - (bundle - 1) as f64 / 2.0) * spread).collect();
    // A twill: the place where a thread goes under moves on by `slope` from line to line.
    let under = |column: i64, row: i64| (column + slope * row).rem_euclid(float + 2) >= (float + 3) / 2;
    let reach = strands.last().copied().unwrap_or(0.0) + GAP / 2.0 + 1.0;
    let (mut plain, mut accented) = (Path::default(), Path::default());
    let mut thread = |offset: f64, count: i64, across: bool, hidden: &dyn Fn(i64) -> bool, accent: bool| {
        let end = if across { WIDTH } else { HEIGHT };
        let mut from = 0.0;
        let path = if accent { &mut accented } else { &mut plain };
        let mut draw = |from: f64, to: f64| {
            if to > from {
                let points = if across { [[from, offset], [to, offset]] } else { [[offset, from], [offset, to]] };
                path.line(&points);
            }
        };
        for crossing in (0..count).filter(|&crossing| hidden(crossing)) {
            let middle = (crossing as f64 + 0.5) * CELL;
            draw(from, middle - reach);
            from = middle + reach;
        }
        draw(from, end);
    };
    for row in 0..ROWS {
        for (strand, offset) in strands.iter().enumerate() {
            let y = (row as f64 + 0.5) * CELL + offset;
            thread(y, COLUMNS, true, &|column| under(column, row), row == accent && strand == 1);
        }
    }
    for column in 0..COLUMNS {
        for offset in &strands {
            thread((column as f64 + 0.5) * CELL + offset, ROWS, false, &|row| !under(column, row), false);
        }
    }
    lead(&plain) + &amber(&accented)
}

/// A grid of dots whose sizes follow a surface.
fn dots(dice: &mut Dice) -> String {
    const CELL: f64 = 20.0;
    let surface = Surface::new(dice, 4, [190.0, 420.0]);
    let mut plain = Vec::new();
    for row in 0..13_u32 {
        for column in 0..24_u32 {
            let indent = if row % 2 == 0 { 5.0 } else { 15.0 };
            let centre = [f64::from(column) * CELL + indent, f64::from(row) * CELL + 15.0];
            let size = (surface.height(centre) * 0.5 + 0.5).clamp(0.0, 1.0);
            let radius = 0.8 + 6.4 * size * size;
            plain.push((centre, radius.min(centre[0] + 1.0)));
        }
    }
    // The accent is one of the larger dots, so that it is seen.
    plain.sort_by(|a, b| b.1.total_cmp(&a.1));
    let large = (plain.len() / 8).max(1) as u64;
    let accent = plain.remove((dice.next() % large) as usize);
    // Dots of one size share a path: lines of no length with round ends.
    let mut svg = String::from("<g stroke-linecap=\"round\">");
    let mut sizes: BTreeMap<i64, Path> = BTreeMap::new();
    for (centre, radius) in plain {
        sizes.entry((radius * 2.0).round() as i64).or_default().dot(centre);
    }
    for (diameter, path) in sizes {
        svg += &path.stroked(&Stroke::new(LEAD, diameter as f64));
    }
    svg + &format!("</g><g fill=\"{AMBER}\">{}</g>", circle(accent.0, accent.1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(FAMILIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn every_topic_has_a_family() {
        let toml = include_str!("../../../content/site.toml");
        let topics =
            toml.lines().skip_while(|line| *line != "[topics]").skip(1).take_while(|line| !line.starts_with('['));
        for topic in topics.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim()) {
            assert!(FAMILIES.iter().any(|(key, _)| *key == topic), "{topic}");
        }
    }

    #[test]
    fn the_seed_decides() {
        for topic in ["climate", "asylum", "diaspora", "health"] {
            assert_eq!(cover("one", Some(topic)), cover("one", Some(topic)));
            assert_ne!(cover("one", Some(topic)), cover("two", Some(topic)));
        }
    }

    proptest! {
        #[test]
        fn every_seed_gives_a_small_pattern(id in ".{0,20}", topic in proptest::option::of("[a-z-]{0,20}")) {
            let svg = cover(&id, topic.as_deref());
            prop_assert!(svg.len() <= 9_000 && svg.contains(AMBER), "{} bytes", svg.len());
        }
    }
}
