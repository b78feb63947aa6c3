//! Plane geometry: simplify a line, clip lines and areas to a rectangle, measure.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A point in a plane, in the units of the caller.
pub(super) type Xy = [f64; 2];

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    /// The corner with the smallest coordinates.
    pub(super) min: Xy,
    /// The corner with the largest coordinates.
    pub(super) max: Xy,
}

impl Rect {
    /// The smallest rectangle around points; `None` without any.
    pub(super) fn around(points: impl IntoIterator<Item = Xy>) -> Option<Self> {
        points.into_iter().fold(None, |rect: Option<Self>, point| {
            Some(rect.map_or(Self { min: point, max: point }, |rect| rect.with(point)))
        })
    }

    /// This rectangle, grown to hold a point.
    pub(super) fn with(self, [x, y]: Xy) -> Self {
        let Self { min, max } = self;
        Self { min: [min[0].min(x), min[1].min(y)], max: [max[0].max(x), max[1].max(y)] }
    }

    /// This rectangle, larger by `margin` on each side.
    pub(super) fn grown(self, margin: f64) -> Self {
        let Self { min, max } = self;
        Self { min: [min[0] - margin, min[1] - margin], max: [max[0] + margin, max[1] + margin] }
    }

    /// Whether a point lies inside or on the edge.
    pub(super) fn holds(self, [x, y]: Xy) -> bool {
        (self.min[0]..=self.max[0]).contains(&x) && (self.min[1]..=self.max[1]).contains(&y)
    }

    /// Whether two rectangles have a point in common.
    pub(super) fn meets(self, other: Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.max[axis] && other.min[axis] <= self.max[axis])
    }

    /// Width and height.
    pub(super) fn size(self) -> Xy {
        [self.max[0] - self.min[0], self.max[1] - self.min[1]]
    }

    /// The point in the middle.
    pub(super) fn centre(self) -> Xy {
        [(self.min[0] + self.max[0]) / 2.0, (self.min[1] + self.max[1]) / 2.0]
    }
}

/// The distance of two points.
pub(super) fn distance(a: Xy, b: Xy) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// The area of a ring, positive if its points run from the first axis towards the second.
pub(super) fn area(ring: &[Xy]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

/// Whether a point lies inside a ring, by counting crossings.
pub(super) fn contains(ring: &[Xy], [x, y]: Xy) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crosses =
        |(a, b): &(&Xy, &Xy)| (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0];
    ring.iter().zip(next).filter(crosses).count() % 2 == 1
}

/// A point in space, in the units of the caller.
pub(super) type Xyz = [f64; 3];

/// The area of a triangle in space.
fn triangle(a: Xyz, b: Xyz, c: Xyz) -> f64 {
    let [u, v] = [b, c].map(|point| [point[0] - a[0], point[1] - a[1], point[2] - a[2]]);
    let cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    cross.iter().map(|part| part * part).sum::<f64>().sqrt() / 2.0
}

/// How much each point of a line in space matters, as an area: the method of Visvalingam and Whyatt. A line keeps its
/// character when the points below a threshold are left out. The ends always stay, and of a closed line two points
/// more, so that it remains an area.
///
/// Source: M. Visvalingam, J. D. Whyatt, "Line generalisation by repeated elimination of points", The Cartographic
/// Journal 30 (1993), 46–51.
pub(super) fn weights(line: &[Xyz]) -> Vec<f64> {
    let count = line.len();
    let mut weights = vec![f64::INFINITY; count];
    let mut links: Vec<(usize, usize)> = (0..count).map(|at| (at.wrapping_sub(1), at + 1)).collect();
    let mut areas = vec![f64::INFINITY; count];
    let area = |(before, after): (usize, usize), at: usize| triangle(line[before], line[at], line[after]);
    let mut queue = BinaryHeap::new();
    for at in 1..count.saturating_sub(1) {
        areas[at] = area(links[at], at);
        queue.push(Reverse((Ordered(areas[at]), at)));
    }
    let closed = count > 3 && line[0].iter().zip(line[count - 1]).all(|(first, last)| (first - last).abs() < 1e-9);
    let mut left = count.saturating_sub(2);
    let mut heaviest = 0.0_f64;
    while let Some(Reverse((Ordered(weight), at))) = queue.pop() {
        if weight != areas[at] || weights[at].is_finite() {
            continue;
        }
        if closed && left <= 2 {
            break;
        }
        left -= 1;
        heaviest = heaviest.max(weight);
        weights[at] = heaviest;
        let (before, after) = links[at];
        links[before].1 = after;
        links[after].0 = before;
        for near in [before, after] {
            if near > 0 && near + 1 < count {
                areas[near] = area(links[near], near);
                queue.push(Reverse((Ordered(areas[near]), near)));
            }
        }
    }
    weights
}

/// A number that can be put in order.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// How far a point lies from a segment.
pub(super) fn distance_to_segment(point: Xy, a: Xy, b: Xy) -> f64 {
    let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    let length_squared = dx * dx + dy * dy;
    if length_squared == 0.0 {
        return distance(point, a);
    }
    let along = (((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length_squared).clamp(0.0, 1.0);
    distance(point, at(a, b, along))
}

/// The part of an area inside a rectangle: the method of Sutherland and Hodgman. Where the area falls into several
/// parts they stay joined along the edge of the rectangle, which a fill does not show.
pub(super) fn clip_area(ring: &[Xy], rect: Rect) -> Vec<Xy> {
    let mut points = ring.to_vec();
    for (axis, edge, sign) in
        [(0, rect.min[0], 1.0), (0, rect.max[0], -1.0), (1, rect.min[1], 1.0), (1, rect.max[1], -1.0)]
    {
        let inside = |point: Xy| (point[axis] - edge) * sign >= 0.0;
        let mut clipped = Vec::with_capacity(points.len());
        let mut before = points.last().copied();
        for &point in &points {
            if let Some(before) = before
                && inside(before) != inside(point)
            {
                let mut crossing = at(before, point, (edge - before[axis]) / (point[axis] - before[axis]));
                crossing[axis] = edge;
                clipped.push(crossing);
            }
            if inside(point) {
                clipped.push(point);
            }
            before = Some(point);
        }
        points = clipped;
    }
    points
}

/// The parts of a line inside a rectangle.
pub(super) fn clip_line(line: &[Xy], rect: Rect) -> Vec<Vec<Xy>> {
    let mut parts: Vec<Vec<Xy>> = Vec::new();
    for pair in line.windows(2) {
        let Some((from, to)) = clip_segment(pair[0], pair[1], rect) else { continue };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    parts
}

/// The part of a segment inside a rectangle: the method of Liang and Barsky.
fn clip_segment(a: Xy, b: Xy, rect: Rect) -> Option<(Xy, Xy)> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let step = b[axis] - a[axis];
        if step == 0.0 {
            if a[axis] < rect.min[axis] || a[axis] > rect.max[axis] {
                return None;
            }
            continue;
        }
        let (near, far) = ((rect.min[axis] - a[axis]) / step, (rect.max[axis] - a[axis]) / step);
        enter = enter.max(near.min(far));
        leave = leave.min(near.max(far));
    }
    if enter >= leave {
        return None;
    }
    let from = if enter == 0.0 { a } else { at(a, b, enter) };
    let to = if leave == 1.0 { b } else { at(a, b, leave) };
    Some((from, to))
}

/// The point at a fraction of the way from `a` to `b`.
pub(super) fn at(a: Xy, b: Xy, fraction: f64) -> Xy {
    [a[0] + (b[0] - a[0]) * fraction, a[1] + (b[1] - a[1]) * fraction]
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Rect = Rect { min: [0.0, 0.0], max: [10.0, 10.0] };

    #[test]
    fn weighs_points_by_the_area_they_add() {
        let flat = |[x, y]: Xy| [x, y, 2.0];
        let line = [[0.0, 0.0], [1.0, 0.1], [2.0, 0.0], [3.0, 1.0], [4.0, 0.0], [5.0, 9.0], [6.0, 0.0]].map(flat);
        let weights = weights(&line);
        assert!(weights[1] < weights[3] && weights[3] < weights[5] && weights[0].is_infinite());
        let closed = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.5, 1.0], [0.0, 1.0], [0.0, 0.0]].map(flat);
        assert_eq!(super::weights(&closed).iter().filter(|weight| weight.is_infinite()).count(), 4);
        assert!(super::weights(&[]).is_empty());
    }

    #[test]
    fn clips_areas_and_lines() {
        let around = [[-5.0, -5.0], [15.0, -5.0], [15.0, 15.0], [-5.0, 15.0]];
        assert_eq!(area(&clip_area(&around, UNIT)), 100.0);
        assert!(clip_area(&[[20.0, 0.0], [30.0, 0.0], [30.0, 9.0]], UNIT).is_empty());
        let parts = clip_line(&[[-5.0, 5.0], [5.0, 5.0], [5.0, 15.0], [7.0, 15.0], [7.0, 5.0]], UNIT);
        assert_eq!(parts, [vec![[0.0, 5.0], [5.0, 5.0], [5.0, 10.0]], vec![[7.0, 10.0], [7.0, 5.0]]]);
    }

    #[test]
    fn finds_points_inside() {
        let triangle = [[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]];
        assert!(contains(&triangle, [2.0, 2.0]));
        assert!(!contains(&triangle, [8.0, 8.0]));
        assert_eq!(area(&triangle), 50.0);
    }
}
