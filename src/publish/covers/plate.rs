//! The part of the atlas on one sheet: land, borders and countries as paths.
//!
//! Arcs are simplified as far as wanted, by what the atlas knows of the weights of their points, and only then put
//! together to rings, so that neighbours still fit together. Rings are laid flat and clipped to the sheet.

use super::LEAD;
use super::borders::{Border, outline};
use super::country::{Concerned, SMALL, Shape, bounds};
use super::geometry::{Rect, Xy, area, at, clip_area, clip_line, distance};
use super::map::Atlas;
use super::projection::View;
use super::svg::{Path, Stroke};
use super::topology::{LonLat, Ring, index, join};

/// How far land is drawn beyond the edge, in pixels, so that the line of the coast does not run along it.
const BLEED: f64 = 1.5;

/// Dash and gap of an unsettled border, in pixels.
pub(super) const DASHES: [f64; 2] = [2.0, 1.5];

/// Higher than this, in degrees, a map is full of borders.
const CROWDED: f64 = 40.0;

/// The part of the atlas on one sheet.
pub(super) struct Plate<'a> {
    atlas: &'a Atlas,
    view: View,
    concerned: Vec<&'a Shape>,
    /// The outline of all other countries together.
    land: Vec<Ring>,
    /// The range of longitudes and latitudes drawn.
    window: Rect,
    /// Whether all longitudes meet on the sheet.
    polar: bool,
    /// Whether the sheet shows something of each arc.
    seen: Vec<bool>,
    /// The points of each arc that matter enough.
    arcs: Vec<Vec<LonLat>>,
    detail: f64,
    /// Whether the course of all borders matters.
    fine: bool,
}

impl<'a> Plate<'a> {
    /// Finds out what the sheet shows.
    pub(super) fn new(atlas: &'a Atlas, view: View, concerned: &[Concerned<'a>]) -> Self {
        let window = view.window();
        let seen = atlas.bounds.iter().map(|&bounds| shifts(bounds, window).next().is_some()).collect();
        let shape = |country: &Concerned<'a>| match country {
            Concerned::Shape(shape) => Some(*shape),
            Concerned::Speck(_) => None,
        };
        let concerned: Vec<&Shape> = concerned.iter().filter_map(shape).collect();
        let others = atlas.countries.iter().filter(|shape| !concerned.iter().any(|other| other.index == shape.index));
        let land = outline(others.flat_map(|shape| &shape.rings), &atlas.ends);
        let polar = view.is_polar();
        Self { atlas, view, concerned, land, window, polar, seen, arcs: Vec::new(), detail: 0.0, fine: false }
    }

    /// This plate for a drawing that may weigh more than a cover: borders are as exact as coasts, and run through the
    /// same points as the outlines of [`Self::country`].
    pub(super) fn fine(self) -> Self {
        Self { fine: true, ..self }
    }

    /// Leaves out the points that add less than `detail` square pixels. Arcs are simplified before rings are made of
    /// them, so that neighbours still fit together.
    pub(super) fn simplify(&mut self, detail: f64) {
        self.arcs = (0..self.seen.len()).map(|arc| self.kept(arc, detail)).collect();
        self.detail = detail;
    }

    /// The points of an arc that add at least `detail` square pixels. Both projections keep areas, so that a weight on
    /// the globe is one on the sheet.
    fn kept(&self, arc: usize, detail: f64) -> Vec<LonLat> {
        // Out of sight: its ends keep the rings together.
        let least = if self.seen[arc] { detail / self.view.square_pixels() } else { f64::INFINITY };
        self.atlas.arcs[arc].iter().filter(|point| point.weight >= least).map(|point| point.place).collect()
    }

    /// Everything that is not sea, without the countries concerned.
    pub(super) fn land(&self) -> Path {
        let mut path = Path::default();
        // The smallest islands go first when the drawing must get smaller.
        let least = (self.detail * 5.0).max(2.0);
        for ring in &self.land {
            self.ring(ring, least, &mut path);
        }
        path
    }

    /// A country, or several together, without a look of their own.
    pub(super) fn country<'b>(&self, shapes: impl IntoIterator<Item = &'b Shape>) -> Path {
        let shared =
            |ring: &Ring| ring.iter().any(|&arc| self.atlas.borders.iter().any(|border| border.arc == index(arc)));
        let mut path = Path::tenths();
        for ring in shapes.into_iter().flat_map(|shape| &shape.rings) {
            // Without the smallest islands there is sea; without a small neighbour there would be a gap.
            let least = if shared(ring) { 0.0 } else { self.detail };
            self.ring(ring, least, &mut path);
        }
        path
    }

    /// The countries concerned, with their small islands, and their unsettled borders.
    pub(super) fn countries(&self) -> String {
        let mut path = Path::default();
        for shape in &self.concerned {
            // A country that is nothing but a speck is drawn all the same.
            let small = Concerned::Shape(shape).size(&self.view) < SMALL;
            let least = if small { 0.0 } else { (self.detail * 2.0).max(0.6) };
            for ring in &shape.rings {
                self.ring(ring, least, &mut path);
            }
        }
        let dashes = self.lines(|border, concerned| concerned && !border.settled);
        path.outlined(LEAD, &Stroke::new("#fff", 0.7)) + &dashes.stroked(&Stroke::dashed(LEAD, 1.0, [2.0, 2.0]))
    }

    /// The borders between other countries, each once: settled ones as a line, others dashed.
    pub(super) fn borders(&self) -> String {
        let [settled, unsettled] = self.separate_borders();
        settled.stroked(&Stroke::new("#fff", 1.0)) + &unsettled.stroked(&Stroke::dashed("#fff", 1.0, DASHES))
    }

    /// The settled borders between other countries, and the unsettled ones.
    pub(super) fn separate_borders(&self) -> [Path; 2] {
        [true, false].map(|settled| self.lines(|border, concerned| !concerned && border.settled == settled))
    }

    /// The borders of a kind, told by the border and whether a country concerned is on one of its sides.
    fn lines(&self, kind: impl Fn(&Border, bool) -> bool) -> Path {
        // Between other countries there is nothing to fit, so a border may be plainer than a coast.
        let detail = |concerned: bool| if concerned || self.fine { self.detail } else { self.detail * 4.0 };
        let mut parts = Vec::new();
        for border in &self.atlas.borders {
            let concerned = self.concerned.iter().any(|shape| border.sides.contains(&shape.index));
            if !kind(border, concerned) {
                continue;
            }
            let line = self.kept(border.arc, detail(concerned));
            for shift in shifts(self.atlas.bounds[border.arc], self.window) {
                let moved: Vec<LonLat> =
                    line.iter().map(|&[longitude, latitude]| [longitude + shift, latitude]).collect();
                parts.extend(clip_line(&moved, self.window).iter().flat_map(|part| self.flat(part)));
            }
        }
        // On a crowded map the faint borders are the bulk of the drawing.
        let crowded = self.view.height_degrees() > CROWDED;
        let mut path = match (self.fine, crowded) {
            (true, _) => Path::tenths(),
            (false, true) => Path::coarse(),
            (false, false) => Path::default(),
        };
        for line in chained(parts) {
            path.line(&line);
        }
        path
    }

    /// One area, where it lies on the sheet and is not smaller than `least` square pixels.
    fn ring(&self, ring: &Ring, least: f64, path: &mut Path) {
        let all = join(ring, &self.arcs);
        let parts: Vec<Vec<LonLat>> = if self.polar {
            // About a pole the ring closes by itself, without the way over the pole or a cut at the date line.
            let seen = shifts(bounds(&all), self.window).next();
            seen.map(|_| all.into_iter().filter(|place| place[1].abs() < 90.0).collect()).into_iter().collect()
        } else {
            let moved = |shift: f64| {
                all.iter().map(move |&[longitude, latitude]| [longitude + shift, latitude]).collect::<Vec<_>>()
            };
            let shifts = shifts(bounds(&all), self.window);
            shifts.map(|shift| self.edged(&clip_area(&moved(shift), self.window))).collect()
        };
        for part in parts {
            let flat: Vec<Xy> = part.into_iter().map(|place| self.view.place(place)).collect();
            let edge = self.view.frame().grown(BLEED);
            let shown = straightened(clip_area(&flat, edge), edge);
            if area(&shown).abs() > least {
                path.area(&shown);
            }
        }
    }

    /// An area with further points along the edge of the window, which is curved on the sheet.
    fn edged(&self, ring: &[LonLat]) -> Vec<LonLat> {
        let on_edge = |a: LonLat, b: LonLat| {
            (0..2).any(|axis| a[axis] == b[axis] && [self.window.min[axis], self.window.max[axis]].contains(&a[axis]))
        };
        let mut points = Vec::with_capacity(ring.len());
        for (&from, &to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            points.push(from);
            if on_edge(from, to) {
                let more = dense(&[from, to], 4.0);
                points.extend_from_slice(&more[1..more.len() - 1]);
            }
        }
        points
    }

    /// Meridians and parallels, about a dozen.
    pub(super) fn graticule(&self) -> Path {
        const STEPS: [f64; 6] = [2.0, 5.0, 10.0, 15.0, 20.0, 30.0];
        let Rect { min: [west, south], max: [east, north] } = self.window;
        let few = |step: &&f64| (east - west + north - south) / **step <= 16.0;
        let step = STEPS.iter().find(few).copied().unwrap_or(30.0);
        let multiples = |from: f64, to: f64| {
            let (first, last) = ((from / step).ceil() as i32, (to / step).floor() as i32);
            (first..=last).map(move |count| f64::from(count) * step)
        };
        // Meridians stop before they crowd at the poles.
        let (foot, head) = (south.max(-80.0), north.min(80.0));
        let meridians = multiples(west, east).map(|longitude| [[longitude, foot], [longitude, head]]);
        let parallels = multiples(foot, head).map(|latitude| [[west, latitude], [east, latitude]]);
        let mut path = Path::default();
        for line in meridians.chain(parallels) {
            for part in self.flat(&dense(&line, 1.0)) {
                path.arc(&part);
            }
        }
        path
    }

    /// The parts of a line that the sheet shows, in pixels.
    fn flat(&self, places: &[LonLat]) -> Vec<Vec<Xy>> {
        let flat: Vec<Xy> = places.iter().map(|&place| self.view.place(place)).collect();
        clip_line(&flat, self.view.frame())
    }
}

/// Lines joined where one ends and another begins.
fn chained(lines: Vec<Vec<Xy>>) -> Vec<Vec<Xy>> {
    let mut chains: Vec<Vec<Xy>> = Vec::new();
    for mut line in lines {
        while let Some(at) = chains.iter().position(|chain| meet(chain, &line)) {
            let mut chain = chains.swap_remove(at);
            if chain.first() == line.first() || chain.first() == line.last() {
                chain.reverse();
            }
            if line.last() == chain.last() {
                line.reverse();
            }
            chain.extend_from_slice(&line[1..]);
            line = chain;
        }
        chains.push(line);
    }
    chains
}

/// Whether two open lines have an end in common.
fn meet(a: &[Xy], b: &[Xy]) -> bool {
    let open = |line: &[Xy]| line.first() != line.last();
    let ends = |line: &[Xy]| [line.first().copied(), line.last().copied()];
    open(a) && open(b) && ends(a).iter().any(|end| ends(b).contains(end))
}

/// The whole turns by which something must be moved to lie in a window.
fn shifts(bounds: Rect, window: Rect) -> impl Iterator<Item = f64> {
    let moved = move |shift: f64| Rect {
        min: [bounds.min[0] + shift, bounds.min[1]],
        max: [bounds.max[0] + shift, bounds.max[1]],
    };
    [-720.0, -360.0, 0.0, 360.0, 720.0].into_iter().filter(move |&shift| moved(shift).meets(window))
}

/// A line with further points where two are more than `step` degrees apart.
pub(super) fn dense(line: &[LonLat], step: f64) -> Vec<LonLat> {
    let mut points: Vec<LonLat> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let parts = (distance(pair[0], pair[1]) / step).ceil().max(1.0) as u32;
        points.extend((1..parts).map(|part| at(pair[0], pair[1], f64::from(part) / f64::from(parts))));
        points.push(pair[1]);
    }
    points
}

/// An area without the points between others on an edge of the sheet.
fn straightened(ring: Vec<Xy>, edge: Rect) -> Vec<Xy> {
    let count = ring.len();
    let needless = |at: usize| {
        let [before, here, after] = [ring[(at + count - 1) % count], ring[at], ring[(at + 1) % count]];
        let on = |axis: usize, place: f64| [before, here, after].iter().all(|point| point[axis] == place);
        (0..2).any(|axis| on(axis, edge.min[axis]) || on(axis, edge.max[axis]))
    };
    (0..count).filter(|&at| !needless(at)).map(|at| ring[at]).collect()
}
