//! `places.csv`: where on the globe the places of articles lie, for the maps on their covers.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::config::line_of;
use super::covers::Point;
use super::problem::Origin;
use super::{MachineError, Problems};

/// A row of `content/places.csv`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceRow {
    en: String,
    de: String,
    latitude: f64,
    longitude: f64,
}

/// Places by their names in every language.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<String, Point>);

impl Places {
    /// Reads the file; without one no place is known.
    pub(super) fn read(content: &Path, problems: &mut Problems) -> Result<Self, MachineError> {
        let path = content.join("places.csv");
        if !path.exists() {
            return Ok(Self::default());
        }
        let csv = Origin::read(&path)?;
        let mut places = BTreeMap::new();
        let mut reader = csv::Reader::from_reader(csv.text().as_bytes());
        let mut row = csv::StringRecord::new();
        let headers = reader.headers().cloned().unwrap_or_default();
        loop {
            let place = match reader.read_record(&mut row) {
                Ok(false) => break,
                Ok(true) => row.deserialize::<PlaceRow>(Some(&headers)),
                Err(error) => Err(error),
            };
            match place {
                Ok(PlaceRow { en, de, latitude, longitude })
                    if (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) =>
                {
                    let point = Point { latitude, longitude };
                    places.extend([(en, point), (de, point)]);
                }
                Ok(PlaceRow { en, .. }) => bad_row(
                    &csv,
                    row.position().map_or(0, |position| position.byte() as usize),
                    format!("{en} does not lie on the globe"),
                    problems,
                ),
                Err(error) => {
                    let start = line_of(&error, csv.text()).start;
                    bad_row(&csv, start, format!("places.csv cannot be read: {error}"), problems);
                }
            }
        }
        Ok(Self(places))
    }

    /// The points of a place, or of several joined by ` / `; those that are not listed are left out.
    pub(super) fn points(&self, place: &str) -> Vec<Point> {
        place.split(" / ").filter_map(|name| self.0.get(name).copied()).collect()
    }
}

fn bad_row(csv: &Origin, start: usize, message: String, problems: &mut Problems) {
    let line = csv.text().get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    problems.at(
        csv,
        start..start + line.len(),
        "site/invalid-place",
        message,
        "a row is `en,de,latitude,longitude` in degrees, as in `Munich,München,48.14,11.58`",
    );
}
