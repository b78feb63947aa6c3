//! From a chart to marks with places, before anything is drawn.
//!
//! Places along the first axis are in per cent of the width, so that a drawing can be as wide as its place allows while
//! its words keep their size; heights are parts of one, from the bottom.

use super::scale::{part, px, ticks};
use crate::model::{Chart, ChartKind, Series};

/// How wide a bar is, as a part of its room.
pub const BAR: f64 = 0.72;

/// How many ticks an axis of numbers has, about.
const TICKS: u32 = 4;

/// The width of a drawing on the narrowest phones, in pixels.
pub const NARROWEST: f64 = 280.0;

/// How much of the width is kept for the ticks, in per cent.
pub const START: f64 = 8.0;

/// The places of an upright chart: bars or a line over time or categories.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The numbers along the second axis, from the bottom.
    pub ticks: Vec<f64>,
    /// The middle of each label, in per cent of the width; which of the labels.
    pub labels: Vec<Place>,
    /// How much room a label has, in per cent of the width.
    pub band: f64,
    /// The marks of each series.
    pub marks: Vec<Vec<Mark>>,
}

/// A place along the first axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Which label it is.
    pub label: usize,
    /// Its middle, in per cent of the width.
    pub at: f64,
}

/// A number with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Which label it belongs to.
    pub label: usize,
    /// Its middle, in per cent of the width.
    pub at: f64,
    /// Its height as a part of one.
    pub height: f64,
    /// Where nothing lies, as a part of one: bars begin here.
    pub ground: f64,
    /// The number itself.
    pub value: f64,
}

impl Plot {
    /// The places of an upright chart.
    pub fn new(chart: &Chart) -> Self {
        let is_line = chart.kind.is_line();
        let known = || chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
        // A bar is as long as its number, so its axis begins at nothing; so does a line, which is compared as bars are.
        let ticks = ticks(known().fold(0.0, f64::min), known().fold(0.0, f64::max), TICKS);
        let (bottom, top) = (ticks[0], ticks[ticks.len() - 1]);
        let (places, band) = places(chart, is_line);
        let marks = chart.series.iter().map(|series| {
            let mark = |place: &Place| {
                let value = *series.values.get(place.label)?.as_ref()?;
                let height = part(value, bottom, top);
                Some(Mark { label: place.label, at: place.at, height, ground: part(0.0, bottom, top), value })
            };
            places.iter().filter_map(mark).collect()
        });
        let marks = marks.collect();
        Self { ticks, labels: places, band, marks }
    }

    /// How far up a number of the second axis lies, as a part of one.
    pub fn height(&self, value: f64) -> f64 {
        part(value, self.ticks[0], self.ticks[self.ticks.len() - 1])
    }

    /// The number at the top of the second axis.
    pub fn top(&self) -> f64 {
        self.ticks[self.ticks.len() - 1]
    }
}

/// Where the labels lie. In time they lie as far apart as their years; a bar has the room of a year.
fn places(chart: &Chart, is_line: bool) -> (Vec<Place>, f64) {
    let (places, band) = across(chart, is_line);
    let moved = |place: Place| Place { at: START + place.at * (1.0 - START / 100.0), ..place };
    (places.into_iter().map(moved).collect(), band * (1.0 - START / 100.0))
}

/// The same on the whole width.
fn across(chart: &Chart, is_line: bool) -> (Vec<Place>, f64) {
    let times: Option<Vec<f64>> = chart.labels.iter().map(|label| label.time.filter(|time| time.is_finite())).collect();
    let count = chart.labels.len().max(1) as f64;
    let evenly = || {
        let place = |label: usize| Place { label, at: (label as f64 + 0.5) / count * 100.0 };
        ((0..chart.labels.len()).map(place).collect(), 100.0 / count)
    };
    let Some(times) = times.filter(|times| times.len() > 1) else { return evenly() };
    let (first, last) = times.iter().fold((f64::MAX, f64::MIN), |(low, high), time| (low.min(*time), high.max(*time)));
    let slots = last - first + 1.0;
    // Bars of a handful of years within decades would be thin as hairs.
    let too_sparse = slots > 3.0 * count && !is_line;
    if too_sparse || !slots.is_finite() || last <= first {
        return evenly();
    }
    let margin = if is_line { 6.0 } else { 50.0 / slots };
    let at = |time: f64| margin + part(time, first, last) * (100.0 - 2.0 * margin);
    let places = times.iter().enumerate().map(|(label, time)| Place { label, at: at(*time) }).collect();
    (places, (100.0 - 2.0 * margin) / (last - first))
}

/// The lines of a series, in per cent of the width and of the height from the top; they break off where a year is
/// missing. A step stays level until the next number and then to the end.
pub fn lines(chart: &Chart, marks: &[Mark]) -> String {
    let is_step = chart.kind == ChartKind::Step;
    let mut path = String::new();
    let mut last: Option<&Mark> = None;
    for mark in marks {
        let (x, y) = (px(mark.at), px((1.0 - mark.height) * 100.0));
        path += &match last {
            Some(_) if is_step => format!("H{x}V{y}"),
            Some(last) if follows(chart, last.label, mark.label) => format!("L{x} {y}"),
            _ => format!("M{x} {y}"),
        };
        last = Some(mark);
    }
    if is_step && last.is_some() {
        path += "H100";
    }
    path
}

/// Whether nothing is missing between two labels: no other label, and in time no more than a year.
fn follows(chart: &Chart, label: usize, next: usize) -> bool {
    let time = |label: usize| chart.labels.get(label).and_then(|label| label.time);
    let years = time(label).zip(time(next)).map_or(0.0, |(from, to)| to - from);
    next == label + 1 && years < 1.05
}

/// How wide words are in a drawing, about, in pixels.
fn width_of(words: &str) -> f64 {
    words.chars().count() as f64 * LETTER
}

/// How wide a letter is in a drawing, about, in pixels.
const LETTER: f64 = 7.4;

/// How much of the width a number of so many letters takes beside the longest bar, in per cent, on the narrowest phones
/// and with letters of nearly twice the size.
pub fn room_beside(letters: usize) -> f64 {
    /// How much larger the letters may be.
    const LARGER: f64 = 1.8;
    (letters as f64 * LETTER * LARGER / NARROWEST * 100.0 + 2.0).clamp(16.0, 60.0)
}

/// How words stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// They begin at the edge of the drawing, since they would stick out of it.
    Start,
    /// The place is in their middle.
    Middle,
    /// They end at the edge of the drawing.
    End,
}

/// How words stand at a place, given in per cent of the width, so that they stick out of no drawing.
pub fn anchor(at: f64, words: &str) -> Anchor {
    let (middle, half) = (at / 100.0 * NARROWEST, width_of(words) / 2.0);
    match (middle < half, middle + half > NARROWEST) {
        (true, false) => Anchor::Start,
        (false, true) => Anchor::End,
        _ => Anchor::Middle,
    }
}

/// Which labels can be read beside one another on a drawing so many pixels wide; the last always, since it is what
/// readers look for.
pub fn legible(chart: &Chart, places: &[Place], width: f64) -> Vec<usize> {
    /// What lies between two labels at least, in pixels.
    const GAP: f64 = 8.0;
    let mut free = f64::INFINITY;
    let mut kept = Vec::new();
    for (number, place) in places.iter().enumerate().rev() {
        let name = chart.labels.get(place.label).map_or("", |label| label.name.as_str());
        let (long, middle) = (width_of(name), place.at / 100.0 * width);
        let from = match anchor(place.at, name) {
            Anchor::Start => 0.0,
            Anchor::Middle => middle - long / 2.0,
            Anchor::End => width - long,
        };
        if from + long + GAP <= free {
            kept.push(number);
            free = from;
        }
    }
    kept.reverse();
    kept
}

/// Whether the numbers of bars can stand above them all on a drawing so many pixels wide.
pub fn has_room_for_values(marks: &[Mark], values: &[String], width: f64) -> bool {
    let longest = values.iter().map(|value| width_of(value)).fold(0.0, f64::max);
    closest(marks) / 100.0 * width >= longest + 4.0
}

/// The smallest distance between two marks, in per cent of the width; the whole if there are fewer than two.
pub fn closest(marks: &[Mark]) -> f64 {
    marks.windows(2).map(|pair| (pair[1].at - pair[0].at).abs()).fold(100.0, f64::min)
}

/// The parts of a whole along a bar: start and width of each in per cent. Numbers below nothing have no part.
pub fn parts(series: &Series) -> Vec<Option<(f64, f64)>> {
    let positive = |value: &Option<f64>| value.filter(|value| value.is_finite() && *value > 0.0);
    let whole: f64 = series.values.iter().filter_map(positive).sum();
    let mut start = 0.0;
    let part = |value: &Option<f64>| {
        let width = positive(value)? / whole * 100.0;
        let from = start;
        start += width;
        Some((from, width))
    };
    series.values.iter().map(part).collect()
}

/// The radius of a circle whose area is as large as a number, where the largest number has a radius of `longest`.
pub fn radius(value: f64, largest: f64, longest: f64) -> f64 {
    if largest > 0.0 && value > 0.0 { (value / largest).min(1.0).sqrt() * longest } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Label, PageLink};

    fn chart(kind: ChartKind, years: &[u16], values: &[Option<f64>]) -> Chart {
        let label = |year: &u16| Label {
            key: year.to_string(),
            name: year.to_string(),
            time: Some((*year).into()),
            place: None,
        };
        let series = Series {
            key: "people".to_owned(),
            colour: 0,
            name: "People".to_owned(),
            unit: "people".to_owned(),
            decimals: 0,
            values: values.to_vec(),
        };
        Chart {
            id: "x".to_owned(),
            kind,
            title: "People".to_owned(),
            axis: "Year".to_owned(),
            labels: years.iter().map(label).collect(),
            series: vec![series],
            dataset: PageLink { title: String::new(), path: "/x/".to_owned() },
            source: String::new(),
            updated: String::new(),
            caveat: String::new(),
            whole: None,
        }
    }

    #[test]
    fn a_missing_year_leaves_room_between_bars() {
        let plot = Plot::new(&chart(ChartKind::Bar, &[2019, 2022], &[Some(13_105.0), Some(7_877.0)]));
        assert_eq!(plot.labels, [Place { label: 0, at: 19.5 }, Place { label: 1, at: 88.5 }]);
        assert_eq!((plot.band, plot.top()), (23.0, 15_000.0));
        let marks = &plot.marks[0];
        assert_eq!((marks[0].ground, marks[0].height), (0.0, 13_105.0 / 15_000.0));
        let sparse = Plot::new(&chart(ChartKind::Bar, &[1970, 2020], &[Some(84.0), Some(281.0)]));
        assert_eq!(sparse.band, 46.0, "bars of a few years within decades stand side by side");
    }

    #[test]
    fn a_line_breaks_off_where_a_year_is_missing() {
        let years = [2017, 2018, 2019, 2022, 2023];
        let numbers = [Some(1.0), None, Some(2.0), Some(1.0), Some(2.0)];
        let line = chart(ChartKind::Line, &years, &numbers);
        let path = lines(&line, &Plot::new(&line).marks[0]);
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (3, 1), "{path}");
        let step = chart(ChartKind::Step, &years, &numbers);
        let path = lines(&step, &Plot::new(&step).marks[0]);
        assert_eq!((path.matches('M').count(), path.matches('H').count()), (1, 4), "{path}");
    }

    #[test]
    fn labels_that_would_run_into_one_another_are_left_out() {
        let years: Vec<u16> = (2010..2022).collect();
        let chart = chart(ChartKind::Bar, &years, &vec![Some(1.0); years.len()]);
        let places = Plot::new(&chart).labels;
        let (narrow, wide) = (legible(&chart, &places, 320.0), legible(&chart, &places, 640.0));
        assert_eq!((narrow.len(), wide.len()), (6, 12));
        assert_eq!(
            [anchor(1.0, "31 December"), anchor(50.0, "2016"), anchor(99.0, "2016")],
            [Anchor::Start, Anchor::Middle, Anchor::End]
        );
        assert_eq!(narrow.last(), Some(&11));
    }

    #[test]
    fn parts_make_a_whole_and_circles_are_as_large_as_their_numbers() {
        let chart = chart(ChartKind::Proportion, &[1, 2, 3], &[Some(1.0), Some(-5.0), Some(3.0)]);
        assert_eq!(parts(&chart.series[0]), [Some((0.0, 25.0)), None, Some((25.0, 75.0))]);
        assert_eq!(radius(25.0, 100.0, 44.0), 22.0);
        assert_eq!((radius(-1.0, 100.0, 44.0), radius(1.0, 0.0, 44.0)), (0.0, 0.0));
    }

    #[test]
    fn charts_without_numbers_have_no_marks() {
        for kind in ChartKind::ALL {
            let plot = Plot::new(&chart(kind, &[], &[]));
            assert!(plot.marks[0].is_empty() && plot.ticks.len() >= 2);
            let gaps = chart(kind, &[2019, 2020], &[None, Some(f64::NAN)]);
            assert!(Plot::new(&gaps).ticks.iter().all(|tick| tick.is_finite()));
        }
    }
}
