//! Which drawing an item has, and what it shows in words.

use std::collections::BTreeMap;

use super::config::Config;
use super::covers::{self, Atlas, Point, Subject};
use super::front_matter::Head;
use super::site::Site;
use super::state::Key;
use crate::model::{Cover, Section, WorldPlace};
use crate::text::{CountryCode, Lang, Slug};
use crate::ui::charts::WORLD_DRAWING;
use crate::ui::routes::ROUTES_DRAWING;

/// The official colours of the seventeen goals (United Nations, SDG brand guidelines of 2019).
const GOAL_COLOURS: [&str; 17] = [
    "#E5243B", "#DDA63A", "#4C9F38", "#C5192D", "#FF3A21", "#26BDE2", "#FCC30B", "#A21942", "#FD6925", "#DD1367",
    "#FD9D24", "#BF8B2E", "#3F7E44", "#0A97D9", "#56C02B", "#00689D", "#19486A",
];

/// Where Berlin lies, from which the routes on the front page start.
const BERLIN: Point = Point { latitude: 52.52, longitude: 13.41 };

/// The drawing of an item with its text alternative.
pub(super) fn cover(path: String, head: &Head, lang: Lang, config: &Config) -> Cover {
    let names: Vec<&str> = head.countries.iter().map(|code| config.country_name(*code, lang)).collect();
    let topic = head.topics.first().map(|topic| config.topic_name(topic, lang)).unwrap_or_default();
    let alt = match (head.goal, lang, names.is_empty()) {
        (Some(goal), Lang::En, _) => format!("A ring of seventeen parts, of which part {goal} stands out"),
        (Some(goal), Lang::De, _) => format!("Ein Ring aus siebzehn Teilen, von denen Teil {goal} hervorgehoben ist"),
        (None, Lang::En, false) => format!("Map: {}", listed(&names, "and")),
        (None, Lang::De, false) => format!("Karte: {}", listed(&names, "und")),
        (None, Lang::En, true) => format!("Line pattern for the topic {topic}"),
        (None, Lang::De, true) => format!("Linienmuster zum Thema {topic}"),
    };
    Cover { path, alt, map: head.goal.is_none() && !names.is_empty() }
}

/// Names as a reader would list them.
fn listed(names: &[&str], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [start @ .., last] => format!("{} {and} {last}", start.join(", ")),
    }
}

/// A drawing of the site.
#[derive(Debug)]
pub(super) struct Drawing {
    /// Where it lies, from `/`.
    pub(super) path: String,
    motif: Motif,
}

#[derive(Debug)]
enum Motif {
    Map { countries: Vec<CountryCode>, points: Vec<Point> },
    Pattern { id: Slug, topic: Option<Slug> },
    Goal(u8),
    Routes(Vec<Point>),
    World,
}

impl Drawing {
    /// A key of what is drawn, and how: two drawings with the same are the same.
    pub(super) fn key(&self) -> Key {
        Key::of([&covers::edition()[..], format!("{:?}", self.motif).as_bytes()])
    }

    /// The drawing as SVG.
    pub(super) fn svg(&self, atlas: &Atlas) -> String {
        match &self.motif {
            Motif::Map { countries, points } => atlas.cover(&Subject { id: "", topic: None, countries, points }).1,
            Motif::Pattern { id, topic } => {
                let topic = topic.as_ref().map(Slug::as_str);
                atlas.cover(&Subject { id: id.as_str(), topic, countries: &[], points: &[] }).1
            }
            Motif::Goal(goal) => covers::goal_cover(*goal, goal_colour(*goal)),
            Motif::Routes(destinations) => atlas.routes(BERLIN, destinations),
            Motif::World => atlas.world(),
        }
    }
}

/// Every drawing of the site. The same item has the same drawing in every language.
pub(super) fn drawings(site: &Site) -> Vec<Drawing> {
    let mut motifs = BTreeMap::new();
    for item in site.items() {
        let article = &item.article;
        let Some(cover) = article.cover.as_ref() else { continue };
        motifs.entry(cover.path.clone()).or_insert_with(|| match article.goal {
            Some(goal) => Motif::Goal(goal),
            None if article.countries.is_empty() => {
                let topic = article.topics.first().map(|topic| topic.key.clone());
                Motif::Pattern { id: article.id.clone(), topic }
            }
            None => {
                let countries = article.countries.iter().map(|country| country.key).collect();
                Motif::Map { countries, points: item.points.clone() }
            }
        });
    }
    motifs.insert(ROUTES_DRAWING.to_owned(), Motif::Routes(destinations(site)));
    if !site.datasets().is_empty() {
        motifs.insert(WORLD_DRAWING.to_owned(), Motif::World);
    }
    motifs.into_iter().map(|(path, motif)| Drawing { path, motif }).collect()
}

/// Where a country lies on the map of the world that charts are drawn on.
pub(super) fn on_world(country: CountryCode) -> Option<WorldPlace> {
    let atlas = Atlas::shared().ok()?;
    let is_small = atlas.is_small_on_world(country);
    atlas.on_world(country).map(|[x, y]| WorldPlace { x, y, is_small })
}

/// The places of all articles, each once.
fn destinations(site: &Site) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for item in site.items().iter().filter(|item| item.article.section == Section::News) {
        for point in &item.points {
            if !points.contains(point) {
                points.push(*point);
            }
        }
    }
    points
}

fn goal_colour(goal: u8) -> &'static str {
    GOAL_COLOURS.get(usize::from(goal).wrapping_sub(1)).copied().unwrap_or("#0A3A8C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::covers::{WORLD_HEIGHT, WORLD_WIDTH};
    use crate::ui::charts::WORLD;

    #[test]
    fn charts_and_drawings_agree_on_the_size_of_the_world() {
        assert_eq!(WORLD, (f64::from(WORLD_WIDTH), f64::from(WORLD_HEIGHT)));
    }

    #[test]
    fn drawings_and_pages_give_a_goal_the_same_colour() {
        let tokens = include_str!("../../style/tokens.css").to_lowercase();
        for goal in 1..=17 {
            let token = format!("[data-goal=\"{goal}\"] {{\n  --goal: {};", goal_colour(goal).to_lowercase());
            assert!(tokens.contains(&token), "{token} is not in tokens.css");
        }
    }

    #[test]
    fn names_are_listed_as_a_reader_would() {
        assert_eq!(listed(&["Germany"], "and"), "Germany");
        assert_eq!(listed(&["Germany", "Greece"], "and"), "Germany and Greece");
        assert_eq!(listed(&["Germany", "Greece", "Italy"], "and"), "Germany, Greece and Italy");
    }
}
