//! Countries as shapes to draw: which of their parts matter, where their middle is, how large they appear.

use std::sync::OnceLock;

use super::borders::KOSOVO;
use super::geometry::{Rect, Xy, area, contains, distance};
use super::projection::View;
use super::topology::{LonLat, Ring, turns};
use super::{Point, iso};
use crate::text::CountryCode;

/// A country smaller than this, in pixels, gets a ring around it.
pub(super) const SMALL: f64 = 8.0;

/// A country as it is drawn.
#[derive(Debug)]
pub(super) struct Shape {
    /// The name in the map data.
    pub(super) name: String,
    /// The ISO 3166-1 numeric code.
    pub(super) numeric: Option<u16>,
    /// The number in [`Border::sides`](super::borders::Border::sides).
    pub(super) index: usize,
    /// The outlines of all its parts.
    pub(super) rings: Vec<Ring>,
    /// The outlines of its main parts, the largest first, without those far off or small.
    pub(super) main: Vec<Vec<LonLat>>,
    /// See [`Concerned::anchor`]; found when it is first asked for.
    pub(super) anchor: OnceLock<LonLat>,
}

impl Shape {
    /// The code of the country to which it belongs. `None` for territories of their own in the map data that have none.
    pub(super) fn code(&self) -> Option<CountryCode> {
        match self.numeric {
            Some(numeric) => iso::alpha3(numeric),
            None => (self.name == KOSOVO).then_some(CountryCode::KOSOVO),
        }
    }
}

/// A country or territory that a cover is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Concerned<'a> {
    /// It has a shape.
    Shape(&'a Shape),
    /// It is too small for one.
    Speck(LonLat),
}

impl Concerned<'_> {
    /// All that has to be on the map.
    pub(super) fn extent(&self) -> Vec<LonLat> {
        match self {
            Self::Shape(shape) => shape.main.iter().flatten().copied().collect(),
            Self::Speck(place) => vec![*place],
        }
    }

    /// Whether a place lies in its main parts.
    pub(super) fn contains(&self, place: LonLat) -> bool {
        let Self::Shape(shape) = self else { return false };
        shape.main.iter().any(|ring| {
            ring.first().is_some_and(|first| contains(ring, [place[0] + turns(first[0] - place[0]), place[1]]))
        })
    }

    /// A place well inside its largest part, where a bow may end.
    pub(super) fn anchor(&self) -> LonLat {
        match self {
            Self::Shape(shape) => {
                *shape.anchor.get_or_init(|| shape.main.first().map_or([0.0, 0.0], |ring| anchor(ring)))
            }
            Self::Speck(place) => *place,
        }
    }

    /// The larger side of its largest part, in pixels.
    pub(super) fn size(&self, view: &View) -> f64 {
        let Self::Shape(shape) = self else { return 0.0 };
        let size = |ring: &Vec<LonLat>| {
            Rect::around(ring.iter().map(|&place| view.place(place)))
                .map_or(0.0, |rect| rect.size()[0].max(rect.size()[1]))
        };
        shape.main.first().map_or(0.0, size)
    }
}

/// A point in the order of the map data.
pub(super) fn lon_lat(point: &Point) -> LonLat {
    [point.longitude, point.latitude]
}

/// West, south, east, north of some places.
pub(super) fn bounds(points: &[LonLat]) -> Rect {
    Rect::around(points.iter().copied()).unwrap_or(Rect { min: [0.0, 0.0], max: [0.0, 0.0] })
}

/// The area of a ring on a globe of radius 1.
fn globe_area(ring: &[LonLat]) -> f64 {
    // Lambert's cylinder keeps areas.
    let flat: Vec<Xy> =
        ring.iter().map(|[longitude, latitude]| [longitude.to_radians(), latitude.to_radians().sin()]).collect();
    area(&flat).abs()
}

/// The parts of a country that its map must show: the largest one, others of a fifth of its size, and islands close to
/// it. An overseas part does not count.
pub(super) fn main_parts(mut rings: Vec<Vec<LonLat>>) -> Vec<Vec<LonLat>> {
    rings.sort_by(|a, b| globe_area(b).total_cmp(&globe_area(a)));
    let Some(largest) = rings.first() else { return rings };
    let size = globe_area(largest);
    let near = bounds(largest).grown(1.5);
    let counts = |ring: &Vec<LonLat>| {
        let size_here = globe_area(ring);
        size_here >= size * 0.2 || size_here >= size * 0.005 && near.meets(bounds(ring))
    };
    rings.retain(counts);
    rings
}

/// The place inside a ring that is farthest from its outline, out of a grid.
fn anchor(ring: &[LonLat]) -> LonLat {
    const STEPS: u32 = 16;
    let rect = bounds(ring);
    let squeeze = rect.centre()[1].to_radians().cos().max(0.1);
    let every = ring.len() / 400 + 1;
    let clearance = |place: LonLat| {
        let off = |other: &LonLat| distance([place[0] * squeeze, place[1]], [other[0] * squeeze, other[1]]);
        ring.iter().step_by(every).map(off).fold(f64::INFINITY, f64::min)
    };
    let grid = (1..STEPS)
        .flat_map(|across| (1..STEPS).map(move |down| [across, down].map(|step| f64::from(step) / f64::from(STEPS))));
    let places =
        grid.map(|[across, down]| [rect.min[0] + across * rect.size()[0], rect.min[1] + down * rect.size()[1]]);
    let inside = places.filter(|&place| contains(ring, place));
    inside
        .map(|place| (place, clearance(place)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(rect.centre(), |(place, _)| place)
}
