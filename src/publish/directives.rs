//! Fenced blocks in a text whose first word asks the compiler for something: `articles` for a list of articles by their
//! tags, `figures` for a row of key figures, `chart` for a chart of a dataset. Each holds YAML; `own-data`, for a field
//! with which readers open a table of their own, and `offline`, for the controls for reading offline, hold nothing.

use std::ops::Range;
use std::str::FromStr;

use super::Problems;
use super::config::Config;
use super::files::ContentFile;
use super::illustrations::on_world;
use super::index::{Index, ListedArticle};
use super::problem::did_you_mean;
use super::yaml::{Fields, Reader};
use crate::model::{ArticleKind, Block, Chart, KeyFigure, Scope, Section};
use crate::text::{CountryCode, Date, Lang, SdgTag, Slug};

/// How many articles a list shows if it does not say.
const DEFAULT_LIMIT: usize = 5;

/// The most articles a list may show: more belong on pages of their own.
const LIMIT_MAX: usize = 20;

/// The most figures a row holds.
const FIGURES_MAX: usize = 4;

/// Whether a fenced block with this first word is a directive.
pub(super) fn is_directive(word: &str) -> bool {
    matches!(word, "articles" | "chart" | "figures" | "offline" | "own-data")
}

/// The block a directive stands for; none if something is wrong with it. `range` is where its YAML stands in the file.
pub(super) fn read(
    word: &str,
    file: &ContentFile,
    range: Range<usize>,
    (config, index): (&Config, &Index),
    problems: &mut Problems,
) -> Option<Block> {
    let (origin, lang) = (&file.origin, file.lang);
    match word {
        "offline" => return bare(word, Block::Offline, file, range, problems),
        "own-data" => return bare(word, Block::OwnData, file, range, problems),
        _ => {}
    }
    let mut reader = Reader::new(origin, range.clone(), "directive", problems);
    match word {
        "articles" => {
            let mistakes = reader.problems.len();
            let wanted = reader.wanted_articles(config)?;
            if reader.problems.len() > mistakes {
                return None;
            }
            let found = index.articles().filter(|article| article.lang == lang && wanted.matches(article));
            // An article does not list itself.
            let found = found.filter(|article| file.section != Section::News || article.teaser.id != file.id);
            let teasers: Vec<_> = found.take(wanted.limit).map(|article| article.teaser.clone()).collect();
            if teasers.is_empty() {
                problems.at(
                    origin,
                    range,
                    "directive/no-articles",
                    "no published article has these tags",
                    "ask for other tags, or remove the block: an empty list tells readers nothing",
                );
                return None;
            }
            Some(Block::Articles(teasers))
        }
        "chart" => reader.chart(file.lang, index).map(Block::Chart),
        _ => {
            let figures = reader.figures();
            (!figures.is_empty()).then_some(Block::Figures(figures))
        }
    }
}

/// A block about which there is nothing to say.
fn bare(word: &str, block: Block, file: &ContentFile, range: Range<usize>, problems: &mut Problems) -> Option<Block> {
    let is_empty = file.origin.text()[range.clone()].trim().is_empty();
    if !is_empty {
        let hint = "end the block right after its first line";
        problems.at(&file.origin, range, "directive/unknown-key", format!("`{word}` takes no settings"), hint);
    }
    is_empty.then_some(block)
}

/// What a list of articles asks for.
#[derive(Default)]
struct Wanted {
    topic: Option<Slug>,
    country: Option<CountryCode>,
    goal: Option<u8>,
    sdg: Option<SdgTag>,
    kind: Option<ArticleKind>,
    scope: Option<Scope>,
    year: Option<u16>,
    limit: usize,
}

impl Wanted {
    fn matches(&self, article: &ListedArticle) -> bool {
        let teaser = &article.teaser;
        self.topic.as_ref().is_none_or(|topic| article.topics.contains(topic))
            && self.country.is_none_or(|country| article.countries.contains(&country))
            && self.goal.is_none_or(|goal| article.sdgs.iter().any(|sdg| sdg.goal() == goal))
            && self.sdg.is_none_or(|sdg| article.sdgs.contains(&sdg))
            && self.kind.is_none_or(|kind| teaser.kind == kind)
            && self.scope.is_none_or(|scope| article.scope == scope)
            && self.year.is_none_or(|year| teaser.date.is_some_and(|date| date.year() == year))
    }
}

/// A whole goal, 1 to 17.
struct Goal(u8);

impl FromStr for Goal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<SdgTag>() {
            Ok(tag) if tag.is_goal() => Ok(Self(tag.goal())),
            _ => Err(format!("`{text}` is no goal of the 2030 Agenda")),
        }
    }
}

/// A year without month and day.
struct Year(u16);

impl FromStr for Year {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<Date>() {
            Ok(date) if date.month().is_none() => Ok(Self(date.year())),
            _ => Err(format!("`{text}` is no year")),
        }
    }
}

/// How many articles to show, from 1 to [`LIMIT_MAX`].
struct Limit(usize);

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(limit) if (1..=LIMIT_MAX).contains(&limit) => Ok(Self(limit)),
            _ => Err(format!("`{text}` is no number from 1 to {LIMIT_MAX}")),
        }
    }
}

impl<'a> Reader<'a> {
    fn wanted_articles(&mut self, config: &Config) -> Option<Wanted> {
        const KEYS: [&str; 8] = ["topic", "country", "goal", "sdg", "type", "scope", "year", "limit"];
        let fields = self.fields("`topic: …` or another key, and `limit: …`")?;
        self.reject_unknown(&fields, &KEYS);
        if !KEYS[..7].iter().any(|key| self.field(&fields, key).is_some()) {
            self.missing(&fields, "topic", "say which articles: by topic, country, goal, sdg, type, scope or year");
            return None;
        }
        let limit: Option<Limit> = self.parsed(&fields, "limit", "write how many articles to show at most");
        let scopes = Scope::ALL.map(|scope| (scope.key(), scope));
        let kinds = ArticleKind::ALL.into_iter().filter(|kind| *kind != ArticleKind::Page);
        let kinds: Vec<_> = kinds.map(|kind| (kind.key(), kind)).collect();
        let goal: Option<Goal> =
            self.parsed(&fields, "goal", "write the number of the goal, 1 to 17; `sdg` takes targets");
        let year: Option<Year> = self.parsed(&fields, "year", "write the year as `2018`");
        let topic = self.text(&fields, "topic").into_iter().collect();
        let country = self.text(&fields, "country").into_iter().collect();
        Some(Wanted {
            topic: self.topics(topic, config).pop(),
            country: self.countries(country, config).pop(),
            goal: goal.map(|Goal(number)| number),
            sdg: self.parsed(&fields, "sdg", "write a goal as `10` or a target as `10.7`"),
            kind: self.choice(&fields, "type", &kinds),
            scope: self.choice(&fields, "scope", &scopes),
            year: year.map(|Year(year)| year),
            limit: limit.map_or(DEFAULT_LIMIT, |Limit(limit)| limit),
        })
    }

    fn chart(&mut self, lang: Lang, index: &Index) -> Option<Chart> {
        const KEYS: [&str; 2] = ["dataset", "view"];
        let fields = self.fields("`dataset: …` and `view: …`")?;
        self.reject_unknown(&fields, &KEYS);
        let Some(id) = self.text(&fields, "dataset") else {
            self.missing(&fields, "dataset", "name a dataset of `content/data`: `dataset: iom-member-states`");
            return None;
        };
        let Some(dataset) = index.datasets().iter().find(|dataset| dataset.id.as_str() == id.value) else {
            let known = index.datasets().iter().map(|dataset| dataset.id.as_str());
            let hint = format!("{}datasets lie in `content/data`", did_you_mean(&id.value, known));
            let rule = self.rule("unknown-dataset");
            self.problems.at(self.origin, id.place, rule, format!("there is no dataset `{}`", id.value), hint);
            return None;
        };
        let Some(view) = self.text(&fields, "view") else {
            let known: Vec<_> = dataset.view_ids().collect();
            self.missing(&fields, "view", &format!("name one of its views: {}", known.join(", ")));
            return None;
        };
        let chart = dataset.chart(&view.value, lang, &on_world);
        if chart.is_none() {
            let known: Vec<_> = dataset.view_ids().collect();
            let hint =
                format!("{}its views are {}", did_you_mean(&view.value, known.iter().copied()), known.join(", "));
            let rule = self.rule("unknown-view");
            self.problems.at(
                self.origin,
                view.place,
                rule,
                format!("`{}` has no view `{}`", id.value, view.value),
                hint,
            );
        }
        chart
    }

    fn figures(&mut self) -> Vec<KeyFigure> {
        let records = self.records();
        if records.len() > FIGURES_MAX {
            let message = format!("{} figures are too many for a row", records.len());
            self.whole("too-many-figures", message, format!("keep the {FIGURES_MAX} that matter most"));
        }
        records.iter().filter_map(|record| self.figure(record)).collect()
    }

    fn figure(&mut self, fields: &Fields<'a>) -> Option<KeyFigure> {
        const KEYS: [&str; 5] = ["value", "label", "date", "source", "url"];
        self.reject_unknown(fields, &KEYS);
        for key in &KEYS[..4] {
            if self.field(fields, key).is_none() {
                self.missing(
                    fields,
                    key,
                    "a figure needs `value`, `label`, `date` and `source`; `url` if there is one",
                );
            }
        }
        let url = self.web_address(fields, "url");
        Some(KeyFigure {
            value: self.text(fields, "value")?.value,
            label: self.text(fields, "label")?.value,
            date: self.parsed(fields, "date", "write the day as `2018-05-30`, or `2018-05`, or `2018`")?,
            source: self.text(fields, "source")?.value,
            url,
        })
    }
}
