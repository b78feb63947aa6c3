//! The base map of charts: the whole world without Antarctica. Symbol maps stand on it, and need to know where each
//! country is; choropleth maps take single countries out of it, and need to know which ones cannot be seen.
//!
//! Land and borders are those of the covers, drawn finer, since there is one such map and it is larger.

use std::collections::BTreeMap;

use super::country::{Concerned, Shape};
use super::extent::nearest;
use super::geometry::{Rect, area};
use super::map::Atlas;
use super::plate::{DASHES, Plate};
use super::projection::{Projection, View};
use super::svg::{Stroke, open};
use super::topology::LonLat;
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
const DETAIL: f64 = 0.205;

/// A country whose largest part is smaller than this, in square units, cannot be told by its colour: 3 units each way.
const LEAST_SEEN: f64 = 9.0;

/// The colour of land.
const LAND: &str = "#DDE5F1";

/// The colour of coasts.
const COAST: &str = "#A9B8D3";

impl Atlas {
    /// Draws the base map of charts, [`WORLD_WIDTH`] × [`WORLD_HEIGHT`], from bottom to top:
    ///
    /// 1. a path for each country, its id the country code, without a look of its own: `<use href="…#DEU">` draws the
    ///    country in the colours of the page that uses it. Land without a code comes first, without an id;
    /// 2. settled borders, id `borders`;
    /// 3. unsettled borders, id `disputed`, dashed wherever they are used.
    ///
    /// Countries that a page paints cover both kinds of border, so it uses these again above them, and gives countries
    /// no outline of their own, which would make unsettled borders look settled.
    pub(in crate::publish) fn world(&self) -> String {
        let mut plate = Plate::new(self, sheet(), &[]).fine();
        plate.simplify(DETAIL);
        let mut by_code: BTreeMap<Option<CountryCode>, Vec<&Shape>> = BTreeMap::new();
        for shape in &self.countries {
            by_code.entry(shape.code()).or_default().push(shape);
        }
        let country = |(code, shapes): (Option<CountryCode>, Vec<&Shape>)| {
            let id = code.map(|code| format!("id=\"{code}\"")).unwrap_or_default();
            plate.country(shapes).element(&id)
        };
        let countries: String = by_code.into_iter().map(country).collect();
        let [settled, unsettled] = plate.separate_borders();
        let coast = Stroke::new(COAST, 0.5).attributes(1.0);
        let border = Stroke::new("#fff", 1.0).attributes(1.0);
        let [dash, gap] = DASHES;
        open(WORLD_WIDTH, WORLD_HEIGHT)
            + &format!("<g fill=\"{LAND}\" {coast}>{countries}</g><g {border}>")
            + &settled.element("id=\"borders\" fill=\"none\"")
            // Between the dashes there is land, not the outlines on both sides.
            + &unsettled.element(&format!("fill=\"none\" stroke=\"{LAND}\""))
            + &unsettled.element(&format!("id=\"disputed\" fill=\"none\" stroke-dasharray=\"{dash} {gap}\""))
            + "</g></svg>"
    }

    /// Whether the colour of a country could not be seen on the map of the world: it has no shape there, or one whose
    /// largest part is smaller than 3 × 3 units (a small state, or islands far apart). A dot at [`Self::on_world`] can
    /// stand for it.
    pub(in crate::publish) fn is_small_on_world(&self, code: CountryCode) -> bool {
        let (Some(Concerned::Shape(shape)), Some(_)) = (self.concerned(code), self.on_world(code)) else { return true };
        let sheet = sheet();
        let size = |ring: &Vec<LonLat>| area(&ring.iter().map(|&place| sheet.place(place)).collect::<Vec<_>>()).abs();
        shape.main.first().map_or(0.0, size) < LEAST_SEEN
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
