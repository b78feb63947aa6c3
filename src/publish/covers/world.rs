//! The base map of symbol maps: the whole world without Antarctica, and where a symbol for each country stands on it.
//!
//! Land and borders are those of the covers, drawn finer, since there is one such map and it is larger.

use super::country::Concerned;
use super::extent::nearest;
use super::geometry::Rect;
use super::map::Atlas;
use super::plate::Plate;
use super::projection::{Projection, View};
use super::svg::{Stroke, open};
use crate::text::CountryCode;

/// The width of the map of the world, in user units.
pub(in crate::publish) const WORLD_WIDTH: u32 = 960;

/// The height of the map of the world, in user units: what the projection takes from the north of Greenland to south
/// of Cape Horn.
pub(in crate::publish) const WORLD_HEIGHT: u32 = 420;

/// The longitude in the middle: the cut opposite runs through the Bering Strait, between two islands.
const MERIDIAN: f64 = 11.5;

/// The latitudes where the map ends: beyond all land in the north, short of Antarctica in the south.
const LATITUDES: [f64; 2] = [-58.0, 85.0];

/// The room left and right of the globe, in user units.
const MARGIN: f64 = 4.0;

/// What a point must add to an outline to be drawn, in square units.
const DETAIL: f64 = 0.1;

impl Atlas {
    /// Draws the base map of symbol maps, [`WORLD_WIDTH`] × [`WORLD_HEIGHT`].
    pub(in crate::publish) fn world(&self) -> String {
        let mut plate = Plate::new(self, sheet(), &[]).fine();
        plate.simplify(DETAIL);
        open(WORLD_WIDTH, WORLD_HEIGHT)
            + &plate.land().outlined("#DDE5F1", &Stroke::new("#A9B8D3", 0.5))
            + &plate.borders()
            + "</svg>"
    }

    /// Where the symbol of a country stands on the map of the world, in user units to one decimal: well inside its
    /// largest part, or on a territory too small for the map. `None` for a code without a place on it: Antarctica, and
    /// codes that nobody has assigned.
    pub(in crate::publish) fn on_world(&self, code: CountryCode) -> Option<[f64; 2]> {
        let sheet = sheet();
        let anchor = self.concerned(code).as_ref().map(Concerned::anchor)?;
        let place = nearest(&sheet, anchor);
        let shown = anchor[1] >= LATITUDES[0] && sheet.frame().holds(place);
        shown.then(|| place.map(|value| (value * 10.0).round() / 10.0))
    }
}

/// The sheet with the world on it.
fn sheet() -> View {
    let [south, north] = LATITUDES;
    let projection = Projection::EqualEarth { meridian: MERIDIAN, south };
    let [top, foot] = [north, south].map(|latitude| projection.project([MERIDIAN, latitude])[1]);
    let size = [WORLD_WIDTH, WORLD_HEIGHT].map(f64::from);
    let globe = projection.project([MERIDIAN + 180.0, 0.0])[0] * size[0] / (size[0] - 2.0 * MARGIN);
    View::new(projection, Rect { min: [-globe, top], max: [globe, foot] }, size)
}
