//! All covers of the content: whole, small, within their frame, and the same each time. The map of the world has a
//! file of its own.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;

mod world;

fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| Atlas::load().unwrap())
}

fn content(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(path)).unwrap()
}

/// The codes of `countries.csv`.
fn codes() -> Vec<CountryCode> {
    content("countries.csv").lines().skip(1).map(|line| line[..3].parse().unwrap()).collect()
}

/// What a cover needs to know of an article.
struct Article {
    id: String,
    topic: Option<String>,
    countries: Vec<CountryCode>,
    places: Vec<String>,
}

/// The articles of a language, read without the compiler: lines of the head, lists in brackets.
fn articles(lang: &str) -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(lang).join("news");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let article = |file: &std::path::PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        let head = text.split("---\n").nth(1).unwrap().to_owned();
        let value =
            |key: &str| head.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim().to_owned();
        let list = |key: &str| -> Vec<String> {
            value(key)
                .trim_matches(['[', ']'])
                .split(',')
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect()
        };
        Article {
            id: file.file_stem().unwrap().to_str().unwrap().to_owned(),
            topic: list("topics:").first().cloned(),
            countries: list("countries:").iter().map(|code| code.parse().unwrap()).collect(),
            places: value("place:")
                .trim_matches('"')
                .split(" / ")
                .map(str::to_owned)
                .filter(|place| !place.is_empty())
                .collect(),
        }
    };
    files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "md")).map(article).collect()
}

/// The rows of `places.csv`: English, German, point.
fn places() -> Vec<(String, String, Point)> {
    let row = |line: &str| {
        let mut fields = Vec::new();
        let mut rest = line;
        for _ in 0..2 {
            let (field, after) = match rest.strip_prefix('"') {
                Some(quoted) => quoted.split_once("\",").unwrap(),
                None => rest.split_once(',').unwrap(),
            };
            fields.push(field.to_owned());
            rest = after;
        }
        let (latitude, longitude) = rest.split_once(',').unwrap();
        let point = Point { latitude: latitude.parse().unwrap(), longitude: longitude.parse().unwrap() };
        (fields[0].clone(), fields[1].clone(), point)
    };
    content("places.csv").lines().skip(1).map(row).collect()
}

fn points(article: &Article) -> Vec<Point> {
    let places = places();
    article
        .places
        .iter()
        .filter_map(|name| places.iter().find(|(en, ..)| en == name))
        .map(|(.., point)| *point)
        .collect()
}

/// Every cover of the content, and the plot of the front page.
fn drawings() -> Vec<(String, String)> {
    let mut drawings = Vec::new();
    for article in articles("en") {
        let subject = Subject {
            id: &article.id,
            topic: article.topic.as_deref(),
            countries: &article.countries,
            points: &points(&article),
        };
        drawings.push((article.id.clone(), atlas().cover(&subject).1));
    }
    for topic in topics() {
        let subject = Subject { id: &topic, topic: Some(&topic), countries: &[], points: &[] };
        drawings.push((format!("pattern-{topic}"), atlas().cover(&subject).1));
    }
    for (goal, colour) in (1..=17).zip(COLOURS) {
        drawings.push((format!("goal-{goal:02}"), goal_cover(goal, colour)));
    }
    drawings
}

/// The official colours of the goals.
const COLOURS: [&str; 17] = [
    "#E5243B", "#DDA63A", "#4C9F38", "#C5192D", "#FF3A21", "#26BDE2", "#FCC30B", "#A21942", "#FD6925", "#DD1367",
    "#FD9D24", "#BF8B2E", "#3F7E44", "#0A97D9", "#56C02B", "#00689D", "#19486A",
];

/// Places to which the front page draws routes.
const ROUTES: [(f64, f64); 10] = [
    (34.53, 69.17),
    (33.89, 35.50),
    (33.51, 36.29),
    (9.03, 38.74),
    (-1.29, 36.82),
    (30.04, 31.24),
    (41.01, 28.98),
    (50.45, 30.52),
    (32.89, 13.19),
    (5.56, -0.20),
];

fn routes() -> String {
    let point = |&(latitude, longitude): &(f64, f64)| Point { latitude, longitude };
    atlas().routes(Point { latitude: 52.52, longitude: 13.40 }, &ROUTES.iter().map(point).collect::<Vec<_>>())
}

fn topics() -> Vec<String> {
    let toml = content("site.toml");
    let table = toml.split("[topics]").nth(1).unwrap();
    table
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_owned())
        .collect()
}

fn brotli_len(text: &str) -> usize {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut text.as_bytes(), &mut packed, &parameters).unwrap();
    packed.len()
}

/// Fails unless every element is closed, every attribute quoted, and all names are among those expected. Covers have no
/// ids: several of them may stand on one page.
fn check_xml(name: &str, svg: &str) {
    check_markup(name, svg);
    assert!(!svg.contains(" id="), "{name}: `id`");
}

/// As [`check_xml`], of a drawing with ids.
fn check_markup(name: &str, svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or_else(|| panic!("{name}: `<{tag}`"));
        assert!(text.is_empty(), "{name}: text `{text}`");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{name}");
            continue;
        }
        let (element, attributes) = tag.trim_end_matches('/').split_once(' ').unwrap_or((tag, ""));
        assert!(["svg", "g", "path", "circle"].contains(&element), "{name}: element `{element}`");
        let mut seen = Vec::new();
        let mut rest = attributes.trim();
        while !rest.is_empty() {
            let (attribute, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("{name}: `{rest}`"));
            let (value, after) = after.split_once('"').unwrap();
            assert!(
                !["style", "class", "href"].contains(&attribute) && !seen.contains(&attribute),
                "{name}: `{attribute}`"
            );
            assert!(!value.contains(['&', '\'']), "{name}: `{value}`");
            seen.push(attribute);
            rest = after.trim_start();
        }
        if !tag.ends_with('/') {
            open.push(element);
        }
    }
    assert!(open.is_empty(), "{name}: {open:?} not closed");
}

/// The corners that a path with relative commands passes, control points included.
fn corners(data: &str) -> Vec<[f64; 2]> {
    let mut pen = [0.0, 0.0];
    let mut start = pen;
    let mut corners = Vec::new();
    let commands: Vec<usize> = data.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(at, _)| at).collect();
    for (number, &at) in commands.iter().enumerate() {
        let end = commands.get(number + 1).copied().unwrap_or(data.len());
        let numbers = numbers(&data[at + 1..end]);
        let command = &data[at..=at];
        let size = match command {
            "m" | "l" => 2,
            "q" | "s" => 4,
            "c" => 6,
            "z" => {
                pen = start;
                continue;
            }
            _ => continue,
        };
        for (count, group) in numbers.chunks(size).enumerate() {
            assert_eq!(group.len(), size, "{command}{numbers:?}");
            let from = pen;
            for pair in group.chunks(2) {
                pen = [from[0] + pair[0], from[1] + pair[1]];
                corners.push(pen);
            }
            if command == "m" && count == 0 {
                start = pen;
            }
        }
    }
    corners
}

/// The numbers of path data, told apart by spaces, signs and second points.
fn numbers(text: &str) -> Vec<f64> {
    let mut numbers: Vec<String> = Vec::new();
    let mut fresh = true;
    for c in text.chars() {
        let point_again = c == '.' && numbers.last().is_some_and(|number| number.contains('.'));
        if c == ' ' {
            fresh = true;
            continue;
        }
        if fresh || c == '-' || point_again || numbers.is_empty() {
            numbers.push(String::new());
            fresh = false;
        }
        numbers.last_mut().unwrap().push(c);
    }
    numbers.iter().map(|number| number.parse().unwrap()).collect()
}

/// Fails if a path leaves the frame by more than a stroke.
fn check_frame(name: &str, svg: &str, [width, height]: [f64; 2]) {
    for path in svg.split("<path ").skip(1) {
        let Some((attributes, data)) = path.split_once(" d=\"m") else { continue };
        let data = format!("m{}", data.split('"').next().unwrap());
        let pixel = if attributes.contains("scale(0.25)") { 0.25 } else { 1.0 };
        // Of a curve, control points may lie outside.
        let slack = if data.contains(['q', 's']) { 80.0 } else { 2.0 };
        for [x, y] in corners(&data).into_iter().map(|corner| corner.map(|value| value * pixel)) {
            assert!(x >= -slack && x <= width + slack && y >= -slack && y <= height + slack, "{name}: {x} {y}");
        }
    }
}

#[test]
fn covers_are_sound_and_small() {
    let mut sizes = Vec::new();
    for (name, svg) in drawings() {
        check_xml(&name, &svg);
        check_frame(&name, &svg, [480.0, 270.0]);
        let packed = brotli_len(&svg);
        if let Some(folder) = std::env::var_os("COVERS_OUT") {
            fs::write(Path::new(&folder).join(format!("{name}.svg")), &svg).unwrap();
        }
        sizes.push((svg.len(), packed, name));
    }
    let heavy: Vec<_> = sizes.iter().filter(|(plain, packed, _)| *plain > 9_000 || *packed > 4_000).collect();
    assert!(heavy.is_empty(), "bytes, packed: {heavy:?}");
}

#[test]
fn the_plot_of_routes_is_sound_and_small() {
    let svg = routes();
    check_xml("routes", &svg);
    check_frame("routes", &svg, [1440.0, 560.0]);
    let packed = brotli_len(&svg);
    assert!(svg.len() <= 30_000 && packed <= 12_000, "{} bytes, {packed} packed", svg.len());
    if let Some(folder) = std::env::var_os("COVERS_OUT") {
        fs::write(Path::new(&folder).join("routes.svg"), &svg).unwrap();
    }
    println!("{} {packed}", svg.len());
}

#[test]
fn the_same_subject_gives_the_same_bytes() {
    let again = Atlas::load().unwrap();
    for article in articles("en").iter().step_by(9) {
        let points = points(article);
        let subject = Subject {
            id: &article.id,
            topic: article.topic.as_deref(),
            countries: &article.countries,
            points: &points,
        };
        assert_eq!(atlas().cover(&subject), again.cover(&subject));
    }
}

#[test]
fn every_country_has_a_map() {
    for code in codes() {
        let (motif, svg) = atlas().cover(&Subject { id: "one", topic: None, countries: &[code], points: &[] });
        assert_eq!(motif, Motif::Map, "{code}");
        assert!(svg.contains(LEAD), "{code} is not drawn");
        check_xml(&code.to_string(), &svg);
        check_frame(&code.to_string(), &svg, [480.0, 270.0]);
        if let Some(folder) = std::env::var_os("COVERS_OUT") {
            fs::write(Path::new(&folder).join(format!("country-{code}.svg")), &svg).unwrap();
        }
    }
}

#[test]
fn every_country_has_a_number() {
    for code in codes() {
        assert!(iso::numeric(code).is_some() || iso::is_kosovo(code), "{code}");
    }
}

#[test]
fn an_article_without_countries_gets_a_pattern() {
    let berlin = [Point { latitude: 52.52, longitude: 13.40 }];
    let subject = Subject { id: "one", topic: Some("climate"), countries: &[], points: &berlin };
    assert_eq!(atlas().cover(&subject).0, Motif::Pattern);
    let nowhere = ["ZZZ".parse().unwrap()];
    assert_eq!(atlas().cover(&Subject { countries: &nowhere, ..subject }).0, Motif::Pattern);
}

#[test]
fn every_place_is_known_or_a_country() {
    let countries = content("countries.csv");
    for (lang, place_names) in [("en", 0), ("de", 1)] {
        let known: Vec<String> = places().into_iter().map(|(en, de, _)| [en, de][place_names].clone()).collect();
        for place in articles(lang).iter().flat_map(|article| &article.places) {
            // A village whose position is not known is left out: the country after the comma is on the map.
            let last = place.split(", ").last().unwrap_or(place);
            let country = countries.lines().any(|line| line.split(',').any(|name| name.trim_matches('"') == last));
            assert!(known.contains(place) || country, "{lang}: `{place}` is not in places.csv");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_subject_gives_a_cover(
        chosen in proptest::collection::vec(any::<prop::sample::Index>(), 0..8),
        points in proptest::collection::vec((-91.0..91.0, -181.0..181.0), 0..4),
        id in "[a-z-]{0,12}",
    ) {
        let codes = codes();
        let countries: Vec<CountryCode> = chosen.iter().map(|index| *index.get(&codes)).collect();
        let points: Vec<Point> = points.into_iter().map(|(latitude, longitude)| Point { latitude, longitude }).collect();
        let (_, svg) = atlas().cover(&Subject { id: &id, topic: None, countries: &countries, points: &points });
        check_xml("any", &svg);
        check_frame("any", &svg, [480.0, 270.0]);
        prop_assert!(svg.len() <= 9_000, "{} bytes", svg.len());
    }
}
