//! The map data as they come: TopoJSON, in which a border is stored once, as an arc, and both neighbours refer to it.
//!
//! Only what `countries-50m.json` uses of the format is read: quantised, delta-encoded arcs, polygons and
//! multipolygons. Corrections of borders belong in [`super::borders`].
//!
//! Source: TopoJSON format specification 1.0, <https://github.com/topojson/topojson-specification>.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A place as longitude and latitude, in degrees.
pub(super) type LonLat = [f64; 2];

/// Reference to an arc: its index, or `!index` where it is walked backwards.
pub(super) type ArcRef = i32;

/// A closed line made of arcs, each one beginning where the one before ends.
pub(super) type Ring = Vec<ArcRef>;

/// The outer ring of an area, then its holes.
pub(super) type Polygon = Vec<Ring>;

/// Borders and the countries between them.
#[derive(Clone, Debug)]
pub(super) struct Topology {
    /// The lines, walked without a jump at the date line: longitudes may exceed 180.
    pub(super) arcs: Vec<Vec<LonLat>>,
    /// The areas, in the order of the file.
    pub(super) countries: Vec<Country>,
}

/// An area with a name of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Country {
    /// The name in the data, in English.
    pub(super) name: String,
    /// The ISO 3166-1 numeric code, if there is one.
    pub(super) numeric: Option<u16>,
    /// Mainland and islands.
    pub(super) polygons: Vec<Polygon>,
}

/// Why map data could not be read.
#[derive(Debug, thiserror::Error)]
pub(in crate::publish) enum TopologyError {
    /// The text is not the JSON expected.
    #[error("map data are no TopoJSON of countries")]
    Json(#[from] serde_json::Error),
    /// An object is missing.
    #[error("map data have no object `countries`")]
    NoCountries,
    /// An arc has fewer than two points, or one that is no place.
    #[error("arc {0} of the map data is broken")]
    BrokenArc(usize),
    /// A country refers to an arc that is not there, or to none.
    #[error("`{0}` has a broken outline in the map data")]
    BrokenOutline(String),
}

/// `countries-50m.json`: the file.
#[derive(Deserialize)]
struct File {
    transform: Transform,
    objects: BTreeMap<String, Collection>,
    arcs: Vec<Vec<[f64; 2]>>,
}

/// How the whole numbers in `arcs` become degrees.
#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

/// An object of the file.
#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

/// A country of the file.
#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon {
        #[serde(default)]
        id: Option<String>,
        #[serde(default)]
        properties: Properties,
        arcs: Polygon,
    },
    MultiPolygon {
        #[serde(default)]
        id: Option<String>,
        #[serde(default)]
        properties: Properties,
        arcs: Vec<Polygon>,
    },
}

/// What the file says about a country.
#[derive(Default, Deserialize)]
struct Properties {
    #[serde(default)]
    name: String,
}

impl Topology {
    /// Reads the JSON text of a topology with an object `countries`.
    ///
    /// # Errors
    /// When the text is no such topology, or an outline refers to arcs that are not there.
    pub(super) fn read(json: &[u8]) -> Result<Self, TopologyError> {
        let File { transform, mut objects, arcs } = serde_json::from_slice(json)?;
        let decode =
            |(index, arc): (usize, &Vec<[f64; 2]>)| decode(arc, &transform).ok_or(TopologyError::BrokenArc(index));
        let arcs = arcs.iter().enumerate().map(decode).collect::<Result<Vec<_>, _>>()?;
        let countries = objects.remove("countries").ok_or(TopologyError::NoCountries)?;
        let countries: Vec<Country> = countries.geometries.into_iter().map(Country::from).collect();
        for country in &countries {
            let in_range = |arc: &ArcRef| index(*arc) < arcs.len();
            let sound = |polygon: &Polygon| {
                !polygon.is_empty() && polygon.iter().all(|ring| !ring.is_empty() && ring.iter().all(in_range))
            };
            if !country.polygons.iter().all(sound) {
                return Err(TopologyError::BrokenOutline(country.name.clone()));
            }
        }
        Ok(Self { arcs, countries })
    }

    /// The points of a ring, without a jump at the date line. The first point is not repeated at the end.
    pub(super) fn points(&self, ring: &[ArcRef]) -> Vec<LonLat> {
        join(ring, &self.arcs)
    }
}

impl From<Geometry> for Country {
    fn from(geometry: Geometry) -> Self {
        let (id, Properties { name }, polygons) = match geometry {
            Geometry::Polygon { id, properties, arcs } => (id, properties, vec![arcs]),
            Geometry::MultiPolygon { id, properties, arcs } => (id, properties, arcs),
        };
        Self { name, numeric: id.and_then(|id| id.parse().ok()), polygons }
    }
}

/// Which arc a reference means.
pub(super) fn index(arc: ArcRef) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

/// Sums up the differences, turns them into degrees and takes out jumps at the date line.
fn decode(arc: &[[f64; 2]], Transform { scale, translate }: &Transform) -> Option<Vec<LonLat>> {
    let mut sum = [0.0, 0.0];
    let mut points: Vec<LonLat> = Vec::with_capacity(arc.len());
    for step in arc {
        sum = [sum[0] + step[0], sum[1] + step[1]];
        let mut point = [sum[0] * scale[0] + translate[0], sum[1] * scale[1] + translate[1]];
        if !(point[0].abs() <= 180.5 && point[1].abs() <= 90.5) {
            return None;
        }
        if let Some(last) = points.last() {
            point[0] += turns(last[0] - point[0]);
        }
        points.push(point);
    }
    (points.len() > 1).then_some(points)
}

/// The whole turns, in degrees, nearest to a difference of longitudes.
pub(super) fn turns(difference: f64) -> f64 {
    (difference / 360.0).round() * 360.0
}

/// The points of a ring whose arcs are taken from `arcs`. A ring around a pole is closed over the pole.
pub(super) fn join(ring: &[ArcRef], arcs: &[Vec<LonLat>]) -> Vec<LonLat> {
    let mut points: Vec<LonLat> = Vec::new();
    for &reference in ring {
        let arc = &arcs[index(reference)];
        let first = if reference < 0 { arc[arc.len() - 1] } else { arc[0] };
        let shift = points.last().map_or(0.0, |end| turns(end[0] - first[0]));
        let skip = usize::from(!points.is_empty());
        let moved = |point: &LonLat| [point[0] + shift, point[1]];
        if reference < 0 {
            points.extend(arc.iter().rev().skip(skip).map(moved));
        } else {
            points.extend(arc.iter().skip(skip).map(moved));
        }
    }
    if let (Some(&first), Some(&last)) = (points.first(), points.last()) {
        if (last[0] - first[0]).abs() > 180.0 {
            let pole = if first[1] < 0.0 { -90.0 } else { 90.0 };
            points.extend([[last[0], pole], [first[0], pole]]);
        } else {
            points.pop();
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square with a hole less: two countries that share an arc.
    const SAMPLE: &str = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"objects":{"countries":{"type":
        "GeometryCollection","geometries":[{"type":"Polygon","id":"276","properties":{"name":"West"},"arcs":[[0,1]]},
        {"type":"MultiPolygon","properties":{"name":"East"},"arcs":[[[2,-1]]]}]}},
        "arcs":[[[5,0],[0,5]],[[5,5],[-5,0],[0,-5],[5,0]],[[5,0],[5,0],[0,5],[-5,0]]]}"#;

    #[test]
    fn reads_polygons_and_shared_arcs() {
        let topology = Topology::read(SAMPLE.as_bytes()).unwrap();
        assert_eq!(topology.countries[0].numeric, Some(276));
        assert_eq!(topology.countries[1].name, "East");
        assert_eq!(
            topology.points(&topology.countries[0].polygons[0][0]),
            [[5.0, 0.0], [5.0, 5.0], [0.0, 5.0], [0.0, 0.0]]
        );
        assert_eq!(
            topology.points(&topology.countries[1].polygons[0][0]),
            [[5.0, 0.0], [10.0, 0.0], [10.0, 5.0], [5.0, 5.0]]
        );
    }

    #[test]
    fn refuses_what_is_broken() {
        assert!(matches!(Topology::read(b"{}"), Err(TopologyError::Json(_))));
        let far = SAMPLE.replace("[2,-1]", "[2,-9]");
        assert!(matches!(Topology::read(far.as_bytes()), Err(TopologyError::BrokenOutline(name)) if name == "East"));
        let short = SAMPLE.replace("[[5,0],[0,5]]", "[[5,0]]");
        assert!(matches!(Topology::read(short.as_bytes()), Err(TopologyError::BrokenArc(0))));
        let nowhere = SAMPLE.replace("[[5,0],[0,5]]", "[[5,0],[0,500]]");
        assert!(matches!(Topology::read(nowhere.as_bytes()), Err(TopologyError::BrokenArc(0))));
        let other = SAMPLE.replace("\"countries\"", "\"land\"");
        assert!(matches!(Topology::read(other.as_bytes()), Err(TopologyError::NoCountries)));
    }

    #[test]
    fn takes_out_the_jump_at_the_date_line() {
        let identity = Transform { scale: [1.0, 1.0], translate: [0.0, 0.0] };
        assert_eq!(decode(&[[179.0, 0.0], [-358.0, 1.0]], &identity).unwrap(), [[179.0, 0.0], [181.0, 1.0]]);
        let around = vec![vec![[0.0, -70.0], [120.0, -70.0], [240.0, -70.0], [360.0, -70.0]]];
        assert_eq!(join(&[0], &around)[4..], [[360.0, -90.0], [0.0, -90.0]]);
    }
}
