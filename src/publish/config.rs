//! `site.toml` and `countries.csv`: what all content shares.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use super::facets::Catalogue;
use super::problem::Origin;
use super::{MachineError, Problems, SiteUrl};
use crate::text::{CountryCode, Date, Lang, Slug};

/// Words in every language of the site.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    en: String,
    de: String,
}

impl Words {
    pub(super) fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::De => &self.de,
        }
    }
}

/// Whom to tell about a weakness of the site, for `security.txt`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Security {
    /// An address of the form `mailto:`, `https:` or `tel:`.
    pub(super) contact: String,
    /// The last day on which this holds.
    pub(super) expires: Date,
}

/// `content/site.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SiteToml {
    url: Option<String>,
    security: Option<Security>,
    topics: BTreeMap<Slug, Words>,
}

/// A row of `content/countries.csv`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryRow {
    alpha3: CountryCode,
    en: String,
    de: String,
}

/// What all content shares.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// Scheme and host of the site, for canonical addresses and the sitemap.
    pub(super) url: Option<String>,
    /// Whom to tell about a weakness; none if nobody is named.
    pub(super) security: Option<Security>,
    /// Topics by key.
    pub(super) topics: BTreeMap<Slug, Words>,
    /// Names of countries by code.
    pub(super) countries: BTreeMap<CountryCode, Words>,
}

impl Config {
    /// Reads both files, as of a day. What is wrong with them becomes a problem; their content is then taken as empty.
    pub(super) fn read(content: &Path, today: Date, problems: &mut Problems) -> Result<Self, MachineError> {
        let toml = Origin::read(&content.join("site.toml"))?;
        let site: SiteToml = toml::from_str(toml.text()).unwrap_or_else(|error| {
            problems.at(
                &toml,
                error.span().unwrap_or_default(),
                "site/invalid",
                format!("site.toml cannot be read: {}", error.message()),
                "the file holds `url`, a table `[topics]` of `key = { en = \"…\", de = \"…\" }` and, if there is somebody to \
                 tell about weaknesses, a table `[security]` with `contact` and `expires`",
            );
            SiteToml::default()
        });
        colliding_topics(&site.topics, &toml, problems);
        if let Some(url) = site.url.as_deref().filter(|url| url.parse::<SiteUrl>().is_err()) {
            let start = toml.text().find(url).unwrap_or_default();
            problems.at(
                &toml,
                start..start + url.len(),
                "site/invalid-url",
                format!("`{url}` is no address of a site"),
                "write scheme and host without a path: `https://germany.example.org`",
            );
        }
        if let Some(security) = &site.security {
            check_security(security, today, &toml, problems);
        }
        let csv = Origin::read(&content.join("countries.csv"))?;
        let mut countries = BTreeMap::new();
        for row in csv::Reader::from_reader(csv.text().as_bytes()).deserialize::<CountryRow>() {
            match row {
                Ok(CountryRow { alpha3, en, de }) => {
                    countries.insert(alpha3, Words { en, de });
                }
                Err(error) => problems.at(
                    &csv,
                    line_of(&error, csv.text()),
                    "site/invalid-country",
                    format!("countries.csv cannot be read: {error}"),
                    "a row is `alpha3,en,de`, as in `DEU,Germany,Deutschland`",
                ),
            }
        }
        Ok(Self { url: site.url, security: site.security, topics: site.topics, countries })
    }
}

impl Config {
    /// The name of a topic in a language; empty if there is no such topic.
    pub(super) fn topic_name(&self, topic: &Slug, lang: Lang) -> &str {
        self.topics.get(topic).map(|name| name.in_lang(lang)).unwrap_or_default()
    }

    /// The name of a country in a language; empty if there is no such country.
    pub(super) fn country_name(&self, country: CountryCode, lang: Lang) -> &str {
        self.countries.get(&country).map(|name| name.in_lang(lang)).unwrap_or_default()
    }
}

/// What RFC 9116 asks of a contact and its last day (2.5.3, 2.5.5).
fn check_security(security: &Security, today: Date, toml: &Origin, problems: &mut Problems) {
    let Security { contact, expires } = security;
    let place_of = |value: &str| {
        let start = toml.text().find(&format!("\"{value}\"")).map_or(0, |quote| quote + 1);
        start..start + value.len()
    };
    let is_address = ["mailto:", "https://", "tel:"].iter().any(|start| {
        let rest = contact.strip_prefix(start);
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()))
    });
    if !is_address {
        problems.at(
            toml,
            place_of(contact),
            "site/invalid-contact",
            format!("`{contact}` is no address one can write to"),
            "write `mailto:name@example.org`, `https://…` or `tel:+49…`",
        );
    }
    if expires.day().is_none() || expires.precedes(today) {
        problems.at(
            toml,
            place_of(&expires.to_string()),
            "site/contact-expired",
            format!("the contact holds until {expires}, which is no day from {today} on"),
            "look whether the contact still holds, and write a day within the next year: `expires = \"2027-06-30\"`",
        );
    }
}

/// Two topics with the same name in addresses would hide one another.
fn colliding_topics(topics: &BTreeMap<Slug, Words>, toml: &Origin, problems: &mut Problems) {
    for lang in Lang::ALL {
        let names = topics.iter().map(|(key, name)| (key.clone(), name.in_lang(lang).to_owned()));
        for (one, other) in Catalogue::colliding_topics(names) {
            let start = toml.text().find(&format!("\n{other}")).map_or(0, |line| line + 1);
            problems.at(
                toml,
                start..start + other.as_str().len(),
                "site/topics-collide",
                format!("the topics `{one}` and `{other}` have the same name in `{lang}`"),
                "give one of them another name: lists are found by it",
            );
        }
    }
}

/// The first topic of a `site.toml`, for a draft to begin with.
pub(super) fn first_topic(site_toml: &str) -> Option<String> {
    let site: SiteToml = toml::from_str(site_toml).ok()?;
    site.topics.into_keys().next().map(String::from)
}

impl Origin {
    /// Reads a file.
    pub(super) fn read(path: &Path) -> Result<Self, MachineError> {
        let text = fs::read_to_string(path).map_err(MachineError::file("read", path))?;
        Ok(Self::new(path, text))
    }
}

/// Where the row stands that could not be read.
pub(super) fn line_of(error: &csv::Error, text: &str) -> Range<usize> {
    let start = error.position().map_or(0, |position| position.byte() as usize).min(text.len());
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    start..start + line.len()
}
