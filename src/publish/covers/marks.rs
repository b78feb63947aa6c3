//! What stands above the land of a cover: bows between countries, rings around small ones, dots for places.

use super::country::{Concerned, SMALL, lon_lat};
use super::extent::nearest;
use super::geometry::{Rect, Xy, at, distance};
use super::projection::View;
use super::svg::{Path, Stroke, circle};
use super::topology::LonLat;
use super::{AMBER, LEAD, Point};

/// Bows of one cover at most.
const MAX_BOWS: usize = 6;

/// Where bows begin and end in Germany when no place there is named.
const BERLIN: Point = Point { latitude: 52.52, longitude: 13.40 };

/// Bows between the countries, rings around small ones, and dots.
pub(super) fn marks(view: &View, concerned: &[Concerned<'_>], points: &[LonLat]) -> String {
    let germany = |country: &&Concerned<'_>| matches!(country, Concerned::Shape(shape) if shape.numeric == Some(276));
    let start = concerned.iter().position(|country| germany(&country)).unwrap_or(0);
    let station = |country: &Concerned<'_>| {
        let inside = points.iter().copied().find(|&point| country.contains(point));
        let berlin = Some(lon_lat(&BERLIN)).filter(|&berlin| country.contains(berlin));
        nearest(view, inside.or(berlin).unwrap_or_else(|| country.anchor()))
    };
    let mut bows = Path::default();
    let mut ends = Vec::new();
    let from = station(&concerned[start]);
    let others = concerned.iter().enumerate().filter(|(at, _)| *at != start).map(|(_, country)| station(country));
    let shown = others.filter(|&to| distance(from, to) >= 28.0 && view.frame().grown(-2.0).holds(to));
    for to in shown.take(MAX_BOWS) {
        Bow::new(from, to).within(view.frame()).draw(&mut bows);
        ends.push(to);
    }
    if !ends.is_empty() {
        ends.push(from);
    }
    let dots: Vec<Xy> = points.iter().map(|&point| nearest(view, point)).collect();
    let mut svg = String::new();
    for country in concerned.iter().filter(|country| country.size(view) < SMALL) {
        let centre = nearest(view, country.anchor());
        if country.size(view) < SMALL / 3.0 {
            svg += &format!("<g fill=\"{LEAD}\">{}</g>", circle(centre, 1.5));
        }
        svg += &format!("<g fill=\"none\" stroke=\"{LEAD}\" stroke-width=\"1.5\">{}</g>", circle(centre, 9.0));
    }
    // A paler seam keeps the bow readable on blue.
    svg += &bows.stroked(&Stroke::new("#fff", 3.2));
    svg += &bows.stroked(&Stroke::new(AMBER, 1.5));
    let end = |to: &Xy| !dots.iter().any(|dot| distance(*dot, *to) < 4.0);
    let ends = ends.iter().filter(|to| end(to)).map(|&to| circle(to, 2.6));
    let dots = dots.iter().map(|&dot| circle(dot, 5.0));
    let all: String = ends.chain(dots).collect();
    if !all.is_empty() {
        svg += &format!("<g fill=\"{AMBER}\" stroke=\"#fff\" stroke-width=\"1.5\">{all}</g>");
    }
    svg
}

/// A quadratic curve from one place to another that rises a little to the north, as a thrown ball does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bow {
    from: Xy,
    control: Xy,
    to: Xy,
}

impl Bow {
    /// The bow between two places.
    pub(super) fn new(from: Xy, to: Xy) -> Self {
        /// The height of the control point, as a part of the distance.
        const LIFT: f64 = 0.22;
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let side = if dx < 0.0 { -LIFT } else { LIFT };
        let [x, y] = at(from, to, 0.5);
        Self { from, control: [x + dy * side, y - dx * side], to }
    }

    /// The point at a fraction of the way.
    fn at(self, fraction: f64) -> Xy {
        at(at(self.from, self.control, fraction), at(self.control, self.to, fraction), fraction)
    }

    /// The first part of the bow, up to where it leaves a frame; lower where it would rise above it.
    pub(super) fn within(self, frame: Rect) -> Self {
        const STEPS: u32 = 256;
        let fractions = (1..=STEPS).map(|step| f64::from(step) / f64::from(STEPS));
        let leaves = fractions.clone().find(|&fraction| !frame.grown(1.0).holds(self.at(fraction)));
        match leaves {
            None => self,
            Some(_) if frame.holds(self.to) => {
                let [x, y] = at(self.from, self.to, 0.5);
                let lower = [(self.control[0] + x) / 2.0, (self.control[1] + y) / 2.0];
                if distance(lower, [x, y]) < 0.5 {
                    Self { control: [x, y], ..self }
                } else {
                    Self { control: lower, ..self }.within(frame)
                }
            }
            Some(fraction) => {
                let last = fraction - 1.0 / f64::from(STEPS);
                Self { from: self.from, control: at(self.from, self.control, last), to: self.at(last) }
            }
        }
    }

    /// Adds the bow to a path.
    pub(super) fn draw(self, path: &mut Path) {
        path.bow(self.from, self.control, self.to);
    }
}
