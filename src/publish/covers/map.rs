//! Maps: the countries of an article in blue among their neighbours, thin bows between them, amber dots for places.
//!
//! 1. [`Atlas::load`] decodes the map data once, weighs the points of their lines, and finds borders and the shapes of
//!    countries in them.
//! 2. [`view`] chooses the extent of a cover: the main parts of its countries, and its places.
//! 3. A [`Plate`] draws land and borders; if the drawing is too large, it is simplified further.
//! 4. [`marks`] adds bows, rings and dots.

use std::sync::OnceLock;

use super::borders::{Border, KOSOVO, Unfit, borders, correct, outline};
use super::country::{Concerned, Shape, bounds, lon_lat, main_parts};
use super::extent::{nearest, view};
use super::geometry::{Rect, distance, weights};
use super::marks::{Bow, marks};
use super::plate::{Plate, dense};
use super::projection::{Projection, View};
use super::svg::{Path, Stroke, circle, open};
use super::topology::{Country, LonLat, Topology, TopologyError, join};
use super::{AMBER, Motif, Point, Subject, iso, pattern};
use crate::text::CountryCode;

/// Countries at 1:50 million, TopoJSON of Natural Earth; see `covers/README.md`.
pub(super) const DATA: &[u8] = include_bytes!("countries-50m.json");

/// The size of a cover, in pixels.
const COVER: [u32; 2] = [480, 270];

/// The size of the plot of routes, in pixels.
const ROUTES: [u32; 2] = [1440, 560];

/// What a cover may weigh, in bytes, before it is simplified further.
const COVER_BYTES: usize = 8_950;

/// What the plot of routes may weigh.
const ROUTES_BYTES: usize = 27_000;

/// What a point must add to the outline to be drawn, in square pixels: the first that makes a small enough drawing is
/// taken.
const DETAILS: [f64; 14] = [0.3, 0.45, 0.65, 0.9, 1.2, 1.6, 2.1, 2.7, 3.4, 4.2, 5.2, 6.5, 8.5, 12.0];

/// Why the map data embedded in the program cannot be used.
#[derive(Debug, thiserror::Error)]
pub(in crate::publish) enum AtlasError {
    /// The file is broken.
    #[error("could not read the map data")]
    Topology(#[from] TopologyError),
    /// The corrections do not fit the file.
    #[error("could not correct the borders of the map data")]
    Borders(#[from] Unfit),
}

/// A drawing of a plate that weighs at most `most` bytes, or the plainest.
fn small_enough(plate: &mut Plate<'_>, most: usize, draw: impl Fn(&Plate<'_>) -> String) -> String {
    let last = DETAILS.len() - 1;
    let mut at = 0;
    loop {
        plate.simplify(DETAILS[at]);
        let svg = draw(plate);
        if svg.len() <= most || at == last {
            return svg;
        }
        // Bytes shrink more slowly than the detail grows: nothing before this one could be small enough.
        let next = DETAILS[at] * (svg.len() as f64 / most as f64).powf(1.25);
        at = DETAILS.iter().position(|detail| *detail >= next).unwrap_or(last).clamp(at + 1, last);
    }
}

/// A point of a line, and how much it matters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub(super) place: LonLat,
    /// The area it adds, on a globe of radius 1.
    pub(super) weight: f64,
}

/// The points of a line with their weights.
fn weighed(arc: &[LonLat]) -> Vec<Weighed> {
    // A border along a parallel is no straight line on the sheet.
    let arc = dense(arc, 2.0);
    let in_space = |&[longitude, latitude]: &LonLat| {
        let ((sin_turn, cos_turn), (sin, cos)) = (longitude.to_radians().sin_cos(), latitude.to_radians().sin_cos());
        [cos * cos_turn, cos * sin_turn, sin]
    };
    let weights = weights(&arc.iter().map(in_space).collect::<Vec<_>>());
    arc.into_iter().zip(weights).map(|(place, weight)| Weighed { place, weight }).collect()
}

/// All countries, ready to be drawn.
#[derive(Debug)]
pub(in crate::publish) struct Atlas {
    /// The lines of the map data, each point with its weight.
    pub(super) arcs: Vec<Vec<Weighed>>,
    /// The first and the last point of each arc.
    pub(super) ends: Vec<Vec<LonLat>>,
    /// West, south, east, north of each arc.
    pub(super) bounds: Vec<Rect>,
    /// What separates two countries.
    pub(super) borders: Vec<Border>,
    /// In the order of the numbers in [`Border::sides`].
    pub(super) countries: Vec<Shape>,
}

impl Atlas {
    /// Reads the map data in the program.
    ///
    /// # Errors
    /// When they are broken: a fault of the program, found by the tests.
    pub(in crate::publish) fn load() -> Result<Self, AtlasError> {
        Ok(Self::new(Topology::read(DATA)?)?)
    }

    /// The map data, read once for all that need them.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(in crate::publish) fn shared() -> Result<&'static Self, &'static AtlasError> {
        static ATLAS: OnceLock<Result<Atlas, AtlasError>> = OnceLock::new();
        ATLAS.get_or_init(Self::load).as_ref()
    }

    /// Corrects the borders and finds the shape of each country.
    fn new(mut topology: Topology) -> Result<Self, Unfit> {
        correct(&mut topology)?;
        let borders = borders(&topology);
        let Topology { arcs, countries } = topology;
        let shape = |(index, Country { name, numeric, polygons }): (usize, Country)| {
            let rings = outline(polygons.iter().flatten(), &arcs);
            let main = main_parts(rings.iter().map(|ring| join(ring, &arcs)).collect());
            Shape { name, numeric, index, rings, main, anchor: OnceLock::new() }
        };
        let countries = countries.into_iter().enumerate().map(shape).collect();
        let bounds = arcs.iter().map(|arc| bounds(arc)).collect();
        let ends = arcs.iter().map(|arc| vec![arc[0], arc[arc.len() - 1]]).collect();
        let arcs = arcs.iter().map(|arc| weighed(arc)).collect();
        Ok(Self { arcs, ends, bounds, borders, countries })
    }

    /// Draws the cover of a subject, 480 × 270: a map, or a pattern where no country of it has a place on the map.
    pub(in crate::publish) fn cover(&self, subject: &Subject<'_>) -> (Motif, String) {
        let mut concerned = Vec::new();
        for (at, &code) in subject.countries.iter().enumerate() {
            if !subject.countries[..at].contains(&code) {
                concerned.extend(self.concerned(code));
            }
        }
        if concerned.is_empty() {
            return (Motif::Pattern, pattern::cover(subject.id, subject.topic));
        }
        let sound = |point: &&Point| point.latitude.abs() <= 90.0 && point.longitude.abs() <= 180.0;
        let points: Vec<LonLat> = subject.points.iter().filter(sound).map(lon_lat).collect();
        let view = view(&concerned, &points, COVER.map(f64::from));
        let points: Vec<LonLat> =
            points.into_iter().filter(|&point| view.frame().grown(-4.0).holds(nearest(&view, point))).collect();
        let marks = marks(&view, &concerned, &points);
        let mut plate = Plate::new(self, view, &concerned);
        let graticule = plate.graticule().stroked(&Stroke::new("#E4EAF4", 0.6));
        let svg = small_enough(&mut plate, COVER_BYTES, |plate| {
            open(COVER[0], COVER[1])
                + &graticule
                + &plate.land().outlined("#DDE5F1", &Stroke::new("#A9B8D3", 0.6))
                + &plate.borders()
                + &plate.countries()
                + &marks
                + "</svg>"
        });
        (Motif::Map, svg)
    }

    /// Draws the plot behind the first sentence of the front page, 1440 × 560: Europe, North Africa and the Near
    /// East, and bows from a place to others. A bow to a place beyond the edge ends at the edge.
    pub(in crate::publish) fn routes(&self, from: Point, to: &[Point]) -> String {
        let projection = Projection::Azimuthal([24.0, 41.0]);
        let [width, height] = ROUTES.map(f64::from);
        let part = Rect { min: [-0.9, -0.9 * height / width], max: [0.9, 0.9 * height / width] };
        let view = View::new(projection, part, [width, height]);
        let start = view.place(lon_lat(&from));
        let mut bows = Path::default();
        let mut dots = String::new();
        for point in to {
            // What lies on the other side of the globe has no direction here.
            let end = view.place(lon_lat(point));
            if distance(start, end) < width {
                let bow = Bow::new(start, end).within(view.frame());
                bow.draw(&mut bows);
                if view.frame().holds(end) {
                    dots += &circle(end, 3.5);
                }
            }
        }
        let mut plate = Plate::new(self, view, &[]);
        let graticule = plate.graticule().stroked(&Stroke::new("#EEF2F8", 1.0));
        small_enough(&mut plate, ROUTES_BYTES, |plate| {
            open(ROUTES[0], ROUTES[1])
                + &graticule
                + &plate.land().outlined("#EDF1F8", &Stroke::new("#C9D2E0", 0.8))
                + &plate.borders()
                + &bows.stroked(&Stroke::new("#CF8D57", 1.3))
                + &format!("<g fill=\"{AMBER}\" stroke=\"#fff\" stroke-width=\"1.5\">{dots}{}</g>", circle(start, 5.0))
                + "</svg>"
        })
    }

    /// What stands for a country code on the map.
    pub(super) fn concerned(&self, code: CountryCode) -> Option<Concerned<'_>> {
        if let Some(place) = iso::speck(code) {
            return Some(Concerned::Speck(lon_lat(&place)));
        }
        let numeric = iso::numeric(code);
        let matches = |shape: &&Shape| match numeric {
            Some(_) => shape.numeric == numeric,
            None => iso::is_kosovo(code) && shape.name == KOSOVO,
        };
        self.countries.iter().find(matches).map(Concerned::Shape)
    }
}
