//! From the globe to the sheet: two equal-area projections, and the part of the plane a sheet shows.

use super::geometry::{Rect, Xy};
use super::topology::LonLat;

/// How the globe is laid flat. Both keep areas true, so that no country looks more important than it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Projection {
    /// For a region: Lambert's azimuthal equal-area projection about its centre.
    ///
    /// Source: J. P. Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395 (1987), chapter 24.
    Azimuthal(LonLat),
    /// For the world: the Equal Earth projection about a meridian.
    ///
    /// Source: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of
    /// Geographical Information Science 33 (2019), 454–465.
    EqualEarth {
        /// The longitude in the middle.
        meridian: f64,
        /// The latitude where the map ends in the south.
        south: f64,
    },
}

/// The coefficients of Equal Earth.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

impl Projection {
    /// Lays a place flat, on a globe of radius 1, with y pointing south as in a drawing.
    pub(super) fn project(self, [longitude, latitude]: LonLat) -> Xy {
        let (sin, cos) = latitude.to_radians().sin_cos();
        match self {
            Self::Azimuthal([longitude0, latitude0]) => {
                let (sin0, cos0) = latitude0.to_radians().sin_cos();
                let (sin_turn, cos_turn) = (longitude - longitude0).to_radians().sin_cos();
                let towards = (1.0 + sin0 * sin + cos0 * cos * cos_turn).max(1e-9);
                let k = (2.0 / towards).sqrt();
                [k * cos * sin_turn, -k * (cos0 * sin - sin0 * cos * cos_turn)]
            }
            Self::EqualEarth { meridian, .. } => {
                let root = 3.0_f64.sqrt();
                let theta = (root / 2.0 * sin).clamp(-1.0, 1.0).asin();
                let (t2, t6) = (theta * theta, theta.powi(6));
                let slope = 9.0 * A[3] * t6 * t2 + 7.0 * A[2] * t6 + 3.0 * A[1] * t2 + A[0];
                let x = 2.0 * root * (longitude - meridian).to_radians() * theta.cos() / (3.0 * slope);
                [x, -theta * (A[3] * t6 * t2 + A[2] * t6 + A[1] * t2 + A[0])]
            }
        }
    }

    /// The place that lies at a point of the plane, of the azimuthal projection only; longitudes within half a turn
    /// of its centre.
    pub(super) fn invert(self, [x, y]: Xy) -> Option<LonLat> {
        let Self::Azimuthal([longitude0, latitude0]) = self else { return None };
        let radius = x.hypot(y);
        if radius > 2.0 {
            return None;
        }
        if radius < 1e-9 {
            return Some([longitude0, latitude0]);
        }
        let (sin0, cos0) = latitude0.to_radians().sin_cos();
        let (sin, cos) = (2.0 * (radius / 2.0).asin()).sin_cos();
        let latitude = (cos * sin0 - y * sin * cos0 / radius).clamp(-1.0, 1.0).asin();
        let turn = (x * sin).atan2(radius * cos0 * cos + y * sin0 * sin);
        Some([longitude0 + turn.to_degrees(), latitude.to_degrees()])
    }
}

/// A sheet of paper with a projection on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// How the globe was laid flat.
    pub(super) projection: Projection,
    /// Pixels per radius of the globe.
    scale: f64,
    /// Where the origin of the projection lies, in pixels.
    origin: Xy,
    /// Width and height, in pixels.
    size: Xy,
}

impl View {
    /// The sheet that shows `part` of the plane in its middle, as large as it goes.
    pub(super) fn new(projection: Projection, part: Rect, size: Xy) -> Self {
        let [width, height] = part.size();
        let scale = (size[0] / width).min(size[1] / height);
        let [x, y] = part.centre();
        Self { projection, scale, origin: [size[0] / 2.0 - x * scale, size[1] / 2.0 - y * scale], size }
    }

    /// Where a place lies, in pixels from the top left corner.
    pub(super) fn place(&self, place: LonLat) -> Xy {
        let [x, y] = self.projection.project(place);
        [x * self.scale + self.origin[0], y * self.scale + self.origin[1]]
    }

    /// How many square pixels a unit of area on a globe of radius 1 takes.
    pub(super) fn square_pixels(&self) -> f64 {
        self.scale * self.scale
    }

    /// The sheet as a rectangle, in pixels.
    pub(super) fn frame(&self) -> Rect {
        Rect { min: [0.0, 0.0], max: self.size }
    }

    /// The height of the sheet in degrees of a great circle, true in its middle.
    pub(super) fn height_degrees(&self) -> f64 {
        (self.size[1] / self.scale).to_degrees()
    }

    /// Whether the sheet shows a region about a pole, with all its longitudes.
    pub(super) fn is_polar(&self) -> bool {
        let window = self.window();
        matches!(self.projection, Projection::Azimuthal(_)) && window.size()[0] >= 360.0
    }

    /// A range of longitudes and latitudes that holds all the sheet shows, and some degrees more. At most one turn
    /// wide.
    pub(super) fn window(&self) -> Rect {
        let globe = |meridian: f64, south: f64| Rect { min: [meridian - 180.0, south], max: [meridian + 180.0, 90.0] };
        let (meridian, globe) = match self.projection {
            Projection::EqualEarth { meridian, south } => return globe(meridian, south),
            Projection::Azimuthal([meridian, _]) => (meridian, globe(meridian, -90.0)),
        };
        // A grid over the sheet: the largest latitude need not lie on its edge.
        const STEPS: u32 = 12;
        let grid = (0..=STEPS).flat_map(|across| (0..=STEPS).map(move |down| (across, down)));
        let mut rect: Option<Rect> = None;
        for (across, down) in grid {
            let [x, y] = [(across, 0), (down, 1)].map(|(step, axis)| {
                (f64::from(step) / f64::from(STEPS) * self.size[axis] - self.origin[axis]) / self.scale
            });
            let Some(place) = self.projection.invert([x, y]) else { return globe };
            rect = Some(rect.map_or(Rect { min: place, max: place }, |rect| rect.with(place)));
        }
        let mut rect = rect.unwrap_or(globe).grown(self.height_degrees() / 8.0);
        for pole in [-90.0, 90.0] {
            if self.frame().grown(20.0).holds(self.place([meridian, pole])) {
                rect =
                    Rect { min: [globe.min[0], rect.min[1]], max: [globe.max[0], rect.max[1]] }.with([meridian, pole]);
            }
        }
        Rect {
            min: [rect.min[0].max(globe.min[0]), rect.min[1].max(-90.0)],
            max: [rect.max[0].min(globe.max[0]), rect.max[1].min(90.0)],
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_earth_has_the_published_size() {
        // The width of the map is 2.05458 times its height.
        let projection = Projection::EqualEarth { meridian: 0.0, south: -90.0 };
        let [x, y] = [projection.project([180.0, 0.0])[0], projection.project([0.0, -90.0])[1]];
        assert!((x / y - 2.05458).abs() < 1e-4, "{}", x / y);
    }

    proptest! {
        #[test]
        fn the_azimuthal_projection_can_be_undone(
            longitude in -180.0..180.0, latitude in -89.0..89.0, turn in -150.0..150.0, other in -80.0..80.0,
        ) {
            let projection = Projection::Azimuthal([longitude, latitude]);
            let place = [longitude + turn, other];
            let back = projection.invert(projection.project(place)).unwrap();
            prop_assert!((back[0] - place[0]).abs() < 1e-5 && (back[1] - place[1]).abs() < 1e-5, "{place:?} {back:?}");
        }
    }
}
