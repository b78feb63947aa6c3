//! The extent of a cover: which part of the globe it shows, and in which projection.

use super::country::{Concerned, SMALL, bounds};
use super::geometry::{Rect, Xy, distance};
use super::projection::{Projection, View};
use super::topology::{LonLat, turns};

/// The least height of a cover, in degrees: a map of one small country still shows where it lies.
const MIN_HEIGHT: f64 = 18.0;

/// Wider or higher than this, in degrees of a great circle, several countries are shown on a map of the world.
const MAX_REGION: f64 = 90.0;

/// The sheet for a cover. A place so far away that the countries would shrink to a mark is left out of it.
pub(super) fn view(concerned: &[Concerned<'_>], points: &[LonLat], size: Xy) -> View {
    let mut points = points.to_vec();
    loop {
        let view = fit(concerned, &points, size);
        let largest = concerned.iter().map(|country| country.size(&view)).fold(0.0, f64::max);
        if largest >= SMALL || points.is_empty() {
            return view;
        }
        let home = view.place(concerned[0].anchor());
        let off = |point: &LonLat| distance(view.place(*point), home);
        let farthest = (0..points.len()).max_by(|&a, &b| off(&points[a]).total_cmp(&off(&points[b])));
        if let Some(farthest) = farthest {
            points.remove(farthest);
        }
    }
}

/// The sheet that shows countries and places.
fn fit(concerned: &[Concerned<'_>], points: &[LonLat], size: Xy) -> View {
    let extents: Vec<Vec<LonLat>> =
        concerned.iter().map(Concerned::extent).chain(points.iter().map(|&point| vec![point])).collect();
    let ranges: Vec<[f64; 2]> =
        extents.iter().map(|extent| bounds(extent)).map(|rect| [rect.min[0], rect.max[0]]).collect();
    let [west, east] = span(&ranges);
    let latitudes = bounds(&extents.concat());
    let centre = [(west + east) / 2.0, latitudes.centre()[1]];
    let around = |projection: Projection| {
        let flat = extents.iter().flatten().map(|&place| projection.project(place));
        Rect::around(flat).unwrap_or(Rect { min: [0.0, 0.0], max: [0.0, 0.0] })
    };
    // Once more about the middle of what was found, where the projection is truest.
    let first = Projection::Azimuthal(centre);
    let projection = first.invert(around(first).centre()).map_or(first, Projection::Azimuthal);
    let part = around(projection);
    let widest = 4.0 * (MAX_REGION / 4.0).to_radians().sin();
    if part.size().iter().any(|&side| side > widest) && extents.len() > 1 {
        return world(centre[0], &extents, size);
    }
    View::new(projection, padded(part, size), size)
}

/// A map of the world, or of the half of it that matters, with the cut where it does not hurt.
fn world(middle: f64, extents: &[Vec<LonLat>], size: Xy) -> View {
    /// The cut runs through the Bering Strait, or through the Atlantic.
    const MERIDIANS: [f64; 2] = [11.0, 155.0];
    /// South of all countries.
    const SOUTH: f64 = -58.0;
    let away = |meridian: f64| (middle - meridian - turns(middle - meridian)).abs();
    let meridian = if away(MERIDIANS[0]) <= away(MERIDIANS[1]) + 50.0 { MERIDIANS[0] } else { MERIDIANS[1] };
    // Antarctica would take the lower fifth of the map.
    let antarctic = extents.iter().flatten().any(|place| place[1] < SOUTH);
    let projection = Projection::EqualEarth { meridian, south: if antarctic { -90.0 } else { SOUTH } };
    let places =
        extents.iter().flatten().map(|&[longitude, latitude]| [longitude - turns(longitude - meridian), latitude]);
    let around = Rect::around(places.map(|place| projection.project(place)));
    let globe = projection.project([meridian + 180.0, 0.0])[0];
    let widest = Rect { min: [-globe, -1.38], max: [globe, 1.0] };
    let part = padded(around.unwrap_or(widest), size);
    if part.size()[0] >= 2.0 * globe {
        return View::new(projection, widest, size);
    }
    // Not beyond the edge of the world, nor, if it can be helped, beyond its northern end.
    let shift = (part.max[0] - globe).max(0.0) + (part.min[0] + globe).min(0.0);
    let lower = (widest.min[1] - part.min[1]).max(0.0);
    let moved = |[x, y]: Xy| [x - shift, y + lower];
    View::new(projection, Rect { min: moved(part.min), max: moved(part.max) }, size)
}

/// A part of the plane with room around it, not lower than the least height.
fn padded(part: Rect, size: Xy) -> Rect {
    const PADDING: f64 = 0.12;
    let least = MIN_HEIGHT.to_radians() / size[1];
    let [width, height] = part.size();
    let pixel = (width * (1.0 + 2.0 * PADDING) / size[0]).max(height * (1.0 + 2.0 * PADDING) / size[1]).max(least);
    let [x, y] = part.centre();
    let [half_width, half_height] = size.map(|side| side * pixel / 2.0);
    Rect { min: [x - half_width, y - half_height], max: [x + half_width, y + half_height] }
}

/// The shortest range of longitudes that holds all the given ones.
fn span(ranges: &[[f64; 2]]) -> [f64; 2] {
    let mut ranges: Vec<[f64; 2]> =
        ranges.iter().map(|&[from, to]| [from.rem_euclid(360.0), from.rem_euclid(360.0) + to - from]).collect();
    ranges.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let Some(&[first, mut reach]) = ranges.first() else { return [0.0, 0.0] };
    let (mut widest, mut start) = (f64::NEG_INFINITY, first);
    for &[from, to] in ranges.iter().skip(1).chain([&[first + 360.0, first + 360.0]]) {
        if from - reach > widest {
            (widest, start) = (from - reach, from);
        }
        reach = reach.max(to);
    }
    if widest <= 0.0 {
        return [-180.0, 180.0];
    }
    let start = start - turns(start);
    [start, start + 360.0 - widest]
}

/// Where a place lies on the sheet, on the side of the cut where the sheet shows it.
pub(super) fn nearest(view: &View, [longitude, latitude]: LonLat) -> Xy {
    let window = view.window();
    view.place([longitude - turns(longitude - window.centre()[0]), latitude])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_the_date_line() {
        assert_eq!(span(&[[10.0, 20.0], [5.0, 12.0]]), [5.0, 20.0]);
        assert_eq!(span(&[[170.0, 178.0], [-175.0, -170.0]]), [170.0, 190.0]);
        assert_eq!(span(&[[27.0, 190.0], [5.0, 15.0]]), [5.0, 190.0]);
        assert_eq!(span(&[[-180.0, 180.0]]), [-180.0, 180.0]);
    }

    #[test]
    fn leaves_out_a_place_that_would_make_the_country_vanish() {
        let speck = [Concerned::Speck([34.4, 31.4])];
        let new_york = [-74.0, 40.7];
        let view = view(&speck, &[new_york], [480.0, 270.0]);
        assert!(!view.frame().holds(view.place(new_york)));
    }
}
