//! Covers: the drawing that stands with an article, in lists, on its page and in its social picture.
//!
//! 1. [`topology`] decodes the map data, [`borders`] brings it in line with the maps of the United Nations.
//! 2. [`mod@map`] draws the countries and places of an article: [`country`] knows shapes, [`extent`] chooses the part of
//!    the globe that matters, [`projection`] lays it flat, [`plate`] draws land and borders, [`marks`] bows and dots.
//! 3. [`pattern`] draws a texture where there is no country, [`ring`] the seventeen goals of the 2030 Agenda.
//! 4. [`world`] draws the base map of charts, a path for each country, and knows where a symbol for a country stands on
//!    it and which countries are too small to be seen.
//! 5. [`geometry`] simplifies and clips, [`svg`] writes paths.
//!
//! Everything is drawn dark on white, without styles, scripts or words, so that a page can blend it into any ground
//! (`mix-blend-mode`) and the same file serves as thumbnail, cover and social picture. The same subject always gives
//! the same bytes. [`iso`] knows the country codes; where and under which address a cover is kept is decided
//! elsewhere.

mod borders;
mod country;
mod extent;
mod geometry;
mod iso;
mod map;
mod marks;
mod pattern;
mod plate;
mod projection;
mod ring;
mod svg;
mod topology;
mod world;

use std::sync::OnceLock;

use super::state::Key;
use crate::text::CountryCode;

pub(super) use map::Atlas;
pub(super) use ring::goal_cover;
#[cfg(test)]
pub(super) use world::{WORLD_HEIGHT, WORLD_WIDTH};

/// Everything that decides how something is drawn.
const SOURCES: [&str; 15] = [
    include_str!("covers.rs"),
    include_str!("covers/borders.rs"),
    include_str!("covers/country.rs"),
    include_str!("covers/extent.rs"),
    include_str!("covers/geometry.rs"),
    include_str!("covers/iso.rs"),
    include_str!("covers/map.rs"),
    include_str!("covers/marks.rs"),
    include_str!("covers/pattern.rs"),
    include_str!("covers/plate.rs"),
    include_str!("covers/projection.rs"),
    include_str!("covers/ring.rs"),
    include_str!("covers/svg.rs"),
    include_str!("covers/topology.rs"),
    include_str!("covers/world.rs"),
];

/// A key of the way things are drawn: what another one has drawn is drawn anew.
pub(super) fn edition() -> [u8; 16] {
    static EDITION: OnceLock<Key> = OnceLock::new();
    let all = || Key::of(SOURCES.iter().map(|source| source.as_bytes()).chain([map::DATA]));
    EDITION.get_or_init(all).bytes()
}

/// The colour of what a cover is about.
const LEAD: &str = "#0A3A8C";

/// The one accent: places and routes.
const AMBER: &str = "#B45309";

/// What a cover is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    /// The id of the article: the seed of its pattern.
    pub(super) id: &'a str,
    /// The first topic of the article, a key of `content/site.toml`: the family of its pattern.
    pub(super) topic: Option<&'a str>,
    /// The countries concerned, the most important one first.
    pub(super) countries: &'a [CountryCode],
    /// The places where it happened.
    pub(super) points: &'a [Point],
}

/// A place on the globe, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// North of the equator, −90 to 90.
    pub(super) latitude: f64,
    /// East of Greenwich, −180 to 180.
    pub(super) longitude: f64,
}

/// Which kind of cover was drawn, for the text alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motif {
    /// A map of the countries concerned.
    Map,
    /// A pattern, which shows nothing.
    Pattern,
}

#[cfg(test)]
mod tests;
