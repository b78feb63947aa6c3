//! The map of the world: a path for each country that fits to those of its neighbours, and a place for each symbol.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// A point of the drawing, in tenths of a unit.
type Tenths = [i32; 2];

/// A path of the drawing: its attributes but `d`, and `d`.
type Drawn<'a> = (&'a str, &'a str);

/// The paths of the two groups: countries, and borders.
fn groups(svg: &str) -> [Vec<Drawn<'_>>; 2] {
    let groups: Vec<&str> = svg.split("<g ").skip(1).collect();
    assert_eq!(groups.len(), 2);
    [groups[0], groups[1]].map(|group| {
        let path = |tag| {
            let (attributes, data) = str::split_once(tag, " d=\"").unwrap();
            (attributes.trim(), data.split('"').next().unwrap())
        };
        group.split("<path").skip(1).map(path).collect()
    })
}

/// The id in the attributes of a path.
fn id<'a>((attributes, _): &Drawn<'a>) -> Option<&'a str> {
    attributes.strip_prefix("id=\"")?.split('"').next()
}

/// The lines of a path, each with its points.
fn lines(data: &str) -> Vec<Vec<Tenths>> {
    let corners = corners(data);
    let mut points = corners.iter().map(|corner| corner.map(|value| (value * 10.0).round() as i32));
    let parts = data.split('m').skip(1);
    parts.map(|part| points.by_ref().take(numbers(part.trim_end_matches('z')).len() / 2).collect()).collect()
}

/// Each step along the outline of a country, from point to point.
fn edges(data: &str) -> Vec<[Tenths; 2]> {
    let ring = |ring: Vec<Tenths>| {
        let next = ring.iter().skip(1).chain(ring.first()).copied().collect::<Vec<_>>();
        ring.into_iter().zip(next).map(|(from, to)| [from, to])
    };
    lines(data).into_iter().flat_map(ring).collect()
}

/// The area of the largest part of a country, in square units.
fn largest(data: &str) -> f64 {
    let area = |ring: &Vec<Tenths>| {
        let ring: Vec<_> = ring.iter().map(|point| point.map(|value| f64::from(value) / 10.0)).collect();
        geometry::area(&ring).abs()
    };
    lines(data).iter().map(area).fold(0.0, f64::max)
}

#[test]
fn the_map_of_the_world_is_sound_and_small() {
    let svg = atlas().world();
    check_markup("world", &svg);
    assert!(svg.contains(&format!("viewBox=\"0 0 {WORLD_WIDTH} {WORLD_HEIGHT}\"")));
    let packed = brotli_len(&svg);
    if let Some(folder) = std::env::var_os("COVERS_OUT") {
        fs::write(Path::new(&folder).join("world.svg"), &svg).unwrap();
        let symbol = |code: CountryCode| {
            let small = if atlas().is_small_on_world(code) { " small" } else { "" };
            atlas().on_world(code).map(|at| format!("{code} {} {}{small}\n", at[0], at[1]))
        };
        let symbols: String = codes().into_iter().filter_map(symbol).collect();
        fs::write(Path::new(&folder).join("world.txt"), symbols).unwrap();
    }
    assert!(svg.len() <= 150_000 && packed <= 32_000, "{} bytes, {packed} packed", svg.len());
}

#[test]
fn every_path_of_the_world_closes_within_the_sheet() {
    let svg = atlas().world();
    let [countries, borders] = groups(&svg);
    for (name, data) in countries.iter().chain(&borders) {
        for [x, y] in lines(data).concat() {
            let inside = (0..=10 * WORLD_WIDTH as i32).contains(&x) && (0..=10 * WORLD_HEIGHT as i32).contains(&y);
            assert!(inside, "{name}: {x} {y}");
        }
    }
    for (name, data) in &countries {
        assert!(data.ends_with('z') && data.matches('m').count() == data.matches('z').count(), "{name}");
        assert!(lines(data).iter().all(|ring| ring.len() > 2), "{name}");
    }
}

#[test]
fn every_country_has_one_path_or_is_small() {
    let svg = atlas().world();
    let [countries, borders] = groups(&svg);
    let ids: Vec<&str> = countries.iter().chain(&borders).filter_map(id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(ids.contains(&"borders") && ids.contains(&"disputed"));
    assert!(svg.contains("<path id=\"disputed\" fill=\"none\" stroke-dasharray="));
    let parts: BTreeMap<&str, f64> = countries.iter().filter_map(|path| Some((id(path)?, largest(path.1)))).collect();
    for code in codes() {
        let part = parts.get(code.to_string().as_str()).copied().unwrap_or_default();
        // A simplified outline is a little larger or smaller.
        let seen = if atlas().is_small_on_world(code) { 0.0..=10.0 } else { 8.0..=f64::INFINITY };
        assert!(seen.contains(&part), "{code}: {part}");
    }
    for (attributes, _) in &countries {
        // The page that uses a country gives it its colours.
        let known = |code: CountryCode| *attributes == format!("id=\"{code}\"");
        assert!(attributes.is_empty() || codes().into_iter().any(known), "{attributes}");
    }
}

#[test]
fn small_countries_are_known() {
    for (codes, small) in [("LUX MLT SGP TUV GIB BHS VAT XKX ATA ZZZ", true), ("DEU BEL ISR RWA SLV", false)] {
        for code in codes.split(' ') {
            assert_eq!(atlas().is_small_on_world(code.parse().unwrap()), small, "{code}");
        }
    }
}

#[test]
fn neighbours_share_their_border() {
    let svg = atlas().world();
    let [countries, borders] = groups(&svg);
    // All outlines run the same way round, so neighbours walk along their border in opposite directions. An overlap
    // would show as a step that two of them take in the same direction, a gap as one that is not taken back.
    let mut owners: BTreeMap<[Tenths; 2], BTreeSet<&str>> = BTreeMap::new();
    for (name, data) in &countries {
        for edge in edges(data) {
            owners.entry(edge).or_default().insert(name);
        }
    }
    for (edge, names) in &owners {
        assert_eq!(names.len(), 1, "{edge:?}: {names:?}");
    }
    let walk = |line: Vec<Tenths>| line.windows(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>();
    let steps: Vec<[Tenths; 2]> = borders.iter().flat_map(|(_, data)| lines(data)).flat_map(walk).collect();
    let one_sided =
        |[from, to]: &&[Tenths; 2]| !owners.contains_key(&[*from, *to]) || !owners.contains_key(&[*to, *from]);
    // Spits and halves of small islands, of which rounding leaves a mere line: it covers nothing on the other side.
    let mere_lines = steps.iter().filter(one_sided).count();
    assert!(steps.len() > 3_000 && mere_lines < 10, "{mere_lines} of {}", steps.len());
    for [one, other] in [["DEU", "FRA"], ["DEU", "POL"], ["ZAF", "LSO"], ["SRB", "XKX"], ["RUS", "NOR"], ["USA", "CAN"]]
    {
        let of =
            |code: &str| countries.iter().find(|path| id(path) == Some(code)).map(|(_, data)| edges(data)).unwrap();
        let back: BTreeSet<_> = of(other).into_iter().map(|[from, to]| [to, from]).collect();
        let shared = of(one).into_iter().filter(|edge| back.contains(edge)).count();
        assert!(shared > 3, "{one} and {other}: {shared}");
    }
}

#[test]
fn the_map_of_the_world_is_the_same_each_time() {
    let again = Atlas::load().unwrap();
    assert_eq!(atlas().world(), again.world());
    for code in codes() {
        assert_eq!(atlas().on_world(code), again.on_world(code), "{code}");
    }
}

#[test]
fn every_country_has_a_place_on_the_map_of_the_world() {
    let antarctica: CountryCode = "ATA".parse().unwrap();
    for code in codes() {
        let Some(place) = atlas().on_world(code) else {
            assert_eq!(code, antarctica);
            continue;
        };
        let inside = |axis: usize, size: u32| (0.0..=f64::from(size)).contains(&place[axis]);
        assert!(inside(0, WORLD_WIDTH) && inside(1, WORLD_HEIGHT), "{code}: {place:?}");
        assert_eq!(place.map(|value| (value * 10.0).round() / 10.0), place, "{code}");
    }
    assert_eq!(atlas().on_world(antarctica), None);
    assert_eq!(atlas().on_world("ZZZ".parse().unwrap()), None);
}

#[test]
fn countries_lie_where_they_should_on_the_map_of_the_world() {
    // The middle of each country, looked up and laid flat by hand.
    const PLACES: [(&str, f64, f64); 19] = [
        ("DEU", 478.0, 63.0),
        ("FRA", 460.0, 76.0),
        ("POL", 497.0, 61.0),
        ("XKX", 502.0, 88.0),
        ("SYR", 545.0, 111.0),
        ("AFG", 612.0, 115.0),
        ("NGA", 471.0, 198.0),
        ("KEN", 550.0, 230.0),
        ("ZAF", 514.0, 333.0),
        ("USA", 221.0, 97.0),
        ("BRA", 311.0, 269.0),
        ("AUS", 789.0, 319.0),
        ("JPN", 783.0, 107.0),
        ("GIB", 440.0, 108.0),
        // On both sides of the date line, and of the cut.
        ("FJI", 910.0, 295.0),
        ("TUV", 921.0, 262.0),
        ("WSM", 939.0, 280.0),
        ("NIU", 940.0, 299.0),
        ("KIR", 33.0, 225.0),
    ];
    for (code, x, y) in PLACES {
        let place = atlas().on_world(code.parse().unwrap()).unwrap();
        let off = (place[0] - x).hypot(place[1] - y);
        let large = ["USA", "BRA", "AUS"].contains(&code);
        assert!(off < if large { 12.0 } else { 5.0 }, "{code}: {place:?}");
    }
}
