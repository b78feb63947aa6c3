//! Borders as the maps of the United Nations show them. Natural Earth draws who holds a territory; the corrections
//! here say whom it belongs to, split off overseas parts that have a country code of their own, and name the borders
//! that are drawn dashed because they are not settled.
//!
//! Sources: United Nations Geospatial, "The World" (map 4170); General Assembly resolution
//! 68/262 (Crimea); Security Council resolutions 242 (Golan), 541 (Cyprus) and 1244 (Kosovo); List of
//! Non-Self-Governing Territories (Western Sahara). The two lines drawn by hand follow latitude 27°40′ north and the
//! line of 4 June 1967, to about 5 km, half a pixel on the largest cover.

use super::geometry::{Rect, distance};
use super::topology::{ArcRef, Country, LonLat, Polygon, Ring, Topology, index, turns};

/// The name of Kosovo in the data, which has no ISO code.
pub(super) const KOSOVO: &str = "Kosovo";

/// The table of corrections no longer fits the data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the map data have nothing to correct for `{0}`")]
pub(in crate::publish) struct Unfit(&'static str);

/// One step towards the borders wanted.
#[derive(Clone, Copy, Debug)]
enum Correction {
    /// Cuts a country in two along a line, from the point of its outline nearest to the first to that nearest to the
    /// last one.
    Cut(&'static str, &'static [LonLat]),
    /// Gives all parts of a country that lie within west, south, east, north to another one.
    Give(&'static str, [f64; 4], &'static str),
    /// Makes a country, with its numeric code, of the parts that lie within west, south, east, north.
    Split(&'static str, [f64; 4], &'static str, u16),
}

use Correction::{Cut, Give, Split};

/// Everywhere: all parts.
const ALL: [f64; 4] = [-360.0, -90.0, 360.0, 90.0];

/// The corrections, in order.
const CORRECTIONS: [Correction; 17] = [
    Give("Russia", [32.4, 44.3, 36.7, 46.3], "Ukraine"),
    Give("N. Cyprus", ALL, "Cyprus"),
    Give("Somaliland", ALL, "Somalia"),
    Cut("Morocco", &[[-13.17, 27.67], [-8.69, 27.66]]),
    Give("Morocco", [-17.3, 20.7, -8.6, 27.8], "W. Sahara"),
    Cut(
        "Israel",
        &[
            [35.79, 32.73],
            [35.69, 32.69],
            [35.65, 32.75],
            [35.64, 32.88],
            [35.63, 33.0],
            [35.64, 33.12],
            [35.63, 33.27],
        ],
    ),
    Give("Israel", [35.55, 32.6, 36.0, 33.5], "Syria"),
    Split("France", [-55.0, 2.0, -51.0, 6.0], "French Guiana", 254),
    Split("France", [-61.9, 15.8, -61.1, 16.6], "Guadeloupe", 312),
    Split("France", [-61.3, 14.3, -60.7, 15.0], "Martinique", 474),
    Split("France", [44.9, -13.1, 45.4, -12.5], "Mayotte", 175),
    Split("France", [55.0, -21.5, 56.0, -20.7], "Réunion", 638),
    Split("Netherlands", [-69.0, 12.0, -62.0, 18.0], "Bonaire, Sint Eustatius and Saba", 535),
    Split("Norway", [-10.0, 70.7, -7.0, 71.5], "Svalbard and Jan Mayen", 744),
    Give("Norway", [10.0, 74.0, 34.0, 81.0], "Svalbard and Jan Mayen"),
    Split("Indian Ocean Ter.", [105.0, -11.0, 106.0, -10.0], "Christmas Island", 162),
    Split("Indian Ocean Ter.", [96.0, -13.0, 97.0, -12.0], "Cocos (Keeling) Islands", 166),
];

/// Pairs of neighbours whose border is not settled, or drawn as a line of control or armistice. Where the second
/// name is empty, all borders of the first.
const UNSETTLED: [(&str, &str); 7] = [
    (KOSOVO, "Serbia"),
    ("Morocco", "W. Sahara"),
    ("Palestine", "Israel"),
    ("Sudan", "S. Sudan"),
    ("North Korea", "South Korea"),
    ("Siachen Glacier", ""),
    ("Falkland Is.", ""),
];

/// A border between two countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Border {
    /// The arc along which it runs.
    pub(super) arc: usize,
    /// The countries on both sides, by their place in the topology.
    pub(super) sides: [usize; 2],
    /// Whether both sides agree on it.
    pub(super) settled: bool,
}

/// Applies all corrections.
///
/// # Errors
/// When there is nothing to which one of them applies.
pub(super) fn correct(topology: &mut Topology) -> Result<(), Unfit> {
    for correction in CORRECTIONS {
        match correction {
            Cut(country, line) => cut(topology, country, line).ok_or(Unfit(country))?,
            Give(from, within, to) => give(topology, from, within, to).ok_or(Unfit(from))?,
            Split(from, within, name, numeric) => {
                let country = Country { name: name.to_owned(), numeric: Some(numeric), polygons: Vec::new() };
                topology.countries.push(country);
                give(topology, from, within, name).ok_or(Unfit(from))?;
            }
        }
    }
    topology.countries.retain(|country| !country.polygons.is_empty());
    Ok(())
}

/// Where the country with a name stands.
fn position(topology: &Topology, name: &str) -> Option<usize> {
    topology.countries.iter().position(|country| country.name == name)
}

/// Moves parts of a country that lie within a rectangle to another one.
fn give(topology: &mut Topology, from: &str, [west, south, east, north]: [f64; 4], to: &str) -> Option<()> {
    let (from, to) = (position(topology, from)?, position(topology, to)?);
    let rect = Rect { min: [west, south], max: [east, north] };
    let polygons = std::mem::take(&mut topology.countries[from].polygons);
    let inside = |polygon: &Polygon| {
        polygon.first().is_some_and(|ring| topology.points(ring).iter().all(|&point| rect.holds(point)))
    };
    let (given, kept): (Vec<_>, Vec<_>) = polygons.into_iter().partition(inside);
    let found = !given.is_empty();
    topology.countries[from].polygons = kept;
    topology.countries[to].polygons.extend(given);
    found.then_some(())
}

/// Cuts a country in two along a line.
fn cut(topology: &mut Topology, name: &str, line: &[LonLat]) -> Option<()> {
    let country = position(topology, name)?;
    let (&first, &last) = (line.first()?, line.last()?);
    let first = node(topology, country, first)?;
    let last = node(topology, country, last)?;
    let inner = line.get(1..line.len() - 1).unwrap_or_default();
    topology.arcs.push([&[first], inner, &[last]].concat());
    let chord = ArcRef::try_from(topology.arcs.len() - 1).ok()?;

    let arcs = &topology.arcs;
    let begins = |arc: &ArcRef, at: LonLat| ends(arcs, *arc).0 == key(at);
    for polygon in &mut topology.countries[country].polygons {
        let Some(ring) = polygon.first_mut() else { continue };
        let from = ring.iter().position(|arc| begins(arc, first));
        let to = ring.iter().position(|arc| begins(arc, last));
        if let (Some(from), Some(to)) = (from, to) {
            ring.rotate_left(from);
            let back = ring.split_off((to + ring.len() - from) % ring.len());
            ring.push(!chord);
            let other: Ring = back.into_iter().chain([chord]).collect();
            topology.countries[country].polygons.push(vec![other]);
            return Some(());
        }
    }
    None
}

/// The point of a country's outline nearest to a place, where from now on an arc ends and another begins.
fn node(topology: &mut Topology, country: usize, place: LonLat) -> Option<LonLat> {
    let rings = topology.countries[country].polygons.iter().filter_map(|polygon| polygon.first());
    let arcs = rings.flatten().map(|&arc| index(arc));
    let vertices = arcs.flat_map(|arc| (0..topology.arcs[arc].len()).map(move |at| (arc, at)));
    let far = |&(arc, at): &(usize, usize)| distance(topology.arcs[arc][at], place);
    let (arc, at) = vertices.min_by(|a, b| far(a).total_cmp(&far(b)))?;
    let point = topology.arcs[arc][at];
    if at == 0 || at + 1 == topology.arcs[arc].len() {
        return Some(point);
    }
    let rest = topology.arcs[arc].split_off(at);
    topology.arcs[arc].push(point);
    topology.arcs.push(rest);
    let (old, new) = (ArcRef::try_from(arc).ok()?, ArcRef::try_from(topology.arcs.len() - 1).ok()?);
    let rings = topology.countries.iter_mut().flat_map(|country| country.polygons.iter_mut().flatten());
    for ring in rings.filter(|ring| ring.iter().any(|&used| index(used) == arc)) {
        let parts = |&used: &ArcRef| match used {
            used if used == old => vec![old, new],
            used if used == !old => vec![!new, !old],
            used => vec![used],
        };
        *ring = ring.iter().flat_map(parts).collect();
    }
    Some(point)
}

/// All borders between two countries.
pub(super) fn borders(topology: &Topology) -> Vec<Border> {
    let mut sides: Vec<Vec<usize>> = vec![Vec::new(); topology.arcs.len()];
    for (country, arc) in uses(&topology.countries) {
        if !sides[arc].contains(&country) {
            sides[arc].push(country);
        }
    }
    let name = |country: usize| topology.countries[country].name.as_str();
    let unsettled =
        |a: &str, b: &str| UNSETTLED.iter().any(|&(one, other)| a == one && (other.is_empty() || b == other));
    let border = |(arc, sides): (usize, Vec<usize>)| match sides[..] {
        [a, b] => {
            Some(Border { arc, sides: [a, b], settled: !unsettled(name(a), name(b)) && !unsettled(name(b), name(a)) })
        }
        _ => None,
    };
    sides.into_iter().enumerate().filter_map(border).collect()
}

/// Each country with each arc of its outline.
fn uses(countries: &[Country]) -> impl Iterator<Item = (usize, usize)> {
    let arcs =
        |country: &Country| country.polygons.iter().flatten().flatten().map(|&arc| index(arc)).collect::<Vec<_>>();
    countries.iter().enumerate().flat_map(move |(at, country)| arcs(country).into_iter().map(move |arc| (at, arc)))
}

/// The outline of several areas, given by their rings, taken together: what lies between two of them is left out.
pub(super) fn outline<'a>(rings: impl IntoIterator<Item = &'a Ring>, arcs: &[Vec<LonLat>]) -> Vec<Ring> {
    let used: Vec<ArcRef> = rings.into_iter().flatten().copied().collect();
    let mut count = vec![0_u8; arcs.len()];
    for &arc in &used {
        count[index(arc)] = count[index(arc)].saturating_add(1);
    }
    let mut left: Vec<ArcRef> = used.into_iter().filter(|&arc| count[index(arc)] == 1).collect();
    left.reverse();
    let mut starts: std::collections::BTreeMap<(u64, u64), Vec<ArcRef>> = std::collections::BTreeMap::new();
    for &arc in &left {
        starts.entry(ends(arcs, arc).0).or_default().push(arc);
    }
    let mut taken = vec![false; arcs.len()];
    let mut rings = Vec::new();
    for &first in left.iter().rev() {
        if std::mem::replace(&mut taken[index(first)], true) {
            continue;
        }
        let (begin, mut end) = ends(arcs, first);
        let mut ring = vec![first];
        while end != begin {
            let next = starts.get_mut(&end).and_then(|arcs| {
                while let Some(arc) = arcs.pop() {
                    if !std::mem::replace(&mut taken[index(arc)], true) {
                        return Some(arc);
                    }
                }
                None
            });
            let Some(next) = next else { break };
            ring.push(next);
            end = ends(arcs, next).1;
        }
        rings.push(ring);
    }
    rings
}

/// Where an arc begins and ends, comparable across the date line.
fn ends(arcs: &[Vec<LonLat>], arc: ArcRef) -> ((u64, u64), (u64, u64)) {
    let points = &arcs[index(arc)];
    let (first, last) = (key(points[0]), key(points[points.len() - 1]));
    if arc < 0 { (last, first) } else { (first, last) }
}

/// A place to within a hundred-thousandth of a degree, the same on both sides of the date line.
fn key([longitude, latitude]: LonLat) -> (u64, u64) {
    let whole = |degrees: f64| (degrees * 1e5).round().abs() as u64;
    let mut longitude = longitude - turns(longitude);
    if longitude < -179.999_99 {
        longitude = 180.0;
    }
    (whole(longitude + 360.0), whole(latitude + 90.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side, W and E, with the border between them as arc 0.
    fn squares() -> Topology {
        let arcs = vec![
            vec![[5.0, 0.0], [5.0, 5.0]],
            vec![[5.0, 5.0], [0.0, 5.0], [0.0, 2.0], [0.0, 0.0], [5.0, 0.0]],
            vec![[5.0, 0.0], [10.0, 0.0], [10.0, 5.0], [5.0, 5.0]],
        ];
        let country =
            |name: &str, ring: Ring| Country { name: name.to_owned(), numeric: None, polygons: vec![vec![ring]] };
        Topology { arcs, countries: vec![country("W", vec![0, 1]), country("E", vec![2, !0])] }
    }

    #[test]
    fn cuts_and_gives() {
        let mut topology = squares();
        cut(&mut topology, "W", &[[0.1, 2.1], [4.0, 3.0], [5.0, 4.9]]).unwrap();
        assert_eq!(topology.countries[0].polygons.len(), 2);
        give(&mut topology, "W", [-1.0, 1.0, 6.0, 6.0], "E").unwrap();
        assert_eq!(topology.countries[0].polygons.len(), 1);
        let rings = outline(topology.countries[0].polygons.iter().flatten(), &topology.arcs);
        assert_eq!(topology.points(&rings[0]).len(), 5);
        assert!(give(&mut topology, "W", [50.0, 50.0, 60.0, 60.0], "E").is_none());
        assert!(cut(&mut topology, "nowhere", &[]).is_none());
    }

    #[test]
    fn leaves_out_what_lies_between() {
        let topology = squares();
        let all = topology.countries.iter().flat_map(|country| country.polygons.iter().flatten());
        let rings = outline(all, &topology.arcs);
        assert_eq!(rings.len(), 1);
        assert!(rings[0].iter().all(|&arc| index(arc) != 0));
        assert_eq!(borders(&topology), [Border { arc: 0, sides: [0, 1], settled: true }]);
    }
}
