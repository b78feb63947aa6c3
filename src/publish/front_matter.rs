//! Step 2: the head of a content file, YAML between two lines of `---`: its keys and what they mean.

use std::ops::Range;
use std::str::FromStr;

use saphyr::YamlData;

use super::Problems;
use super::config::Config;
use super::files::ContentFile;
use super::problem::did_you_mean;
use super::yaml::{Fields, Reader, Written};
use crate::model::{ArticleKind, MAX_TITLE_CHARS, Scope, Section, Source};
use crate::text::{CountryCode, Date, SdgTag, Slug, check_href};

/// The longest summary, in characters: what a search engine shows and a reader of a list still reads.
pub(super) const SUMMARY_MAX: usize = 300;

/// The most topics an article may name.
pub(super) const TOPICS_MAX: usize = 5;

/// The keys of a head, as `content/README.md` explains them.
const KEYS: [&str; 20] = [
    "title",
    "summary",
    "type",
    "date",
    "updated",
    "date_note",
    "place",
    "scope",
    "topics",
    "countries",
    "sdgs",
    "slug",
    "aliases",
    "order",
    "goal",
    "ends",
    "sources",
    "draft",
    "expires",
    "review_by",
];

/// The keys of a source.
const SOURCE_KEYS: [&str; 3] = ["title", "url", "note"];

/// The head of a content file. Where a value was wrong it has its default, and there is a problem.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) kind: Option<ArticleKind>,
    pub(super) date: Option<Date>,
    pub(super) updated: Option<Date>,
    pub(super) date_note: Option<String>,
    pub(super) place: Option<String>,
    pub(super) scope: Scope,
    pub(super) topics: Vec<Slug>,
    pub(super) countries: Vec<CountryCode>,
    pub(super) sdgs: Vec<SdgTag>,
    pub(super) slug: Option<Slug>,
    pub(super) aliases: Vec<String>,
    pub(super) order: Option<u32>,
    /// The goal of the 2030 Agenda whose page this is.
    pub(super) goal: Option<u8>,
    /// The last day of an event.
    pub(super) ends: Option<Date>,
    pub(super) sources: Vec<Source>,
    pub(super) draft: bool,
    pub(super) expires: Option<Date>,
    pub(super) review_by: Option<Date>,
    /// Where each key was written, for problems found later.
    pub(super) places: Vec<(&'static str, Range<usize>)>,
    /// Where the text begins, in bytes of the file.
    pub(super) body_start: usize,
}

impl Head {
    /// Where a key was written; the first line of the file if it is not there.
    pub(super) fn place_of(&self, key: &str) -> Range<usize> {
        self.places.iter().find(|(written, _)| *written == key).map_or(0..3, |(_, place)| place.clone())
    }
}

/// Reads the head of a file.
pub(super) fn read(file: &ContentFile, config: &Config, problems: &mut Problems) -> Head {
    let origin = &file.origin;
    let Some((yaml_start, yaml_end, body_start)) = fences(origin.text()) else {
        problems.file(
            origin,
            "front-matter/missing",
            "the file has no head",
            "begin with a line `---`, then `title: …` and the other keys, then another line `---`",
        );
        return Head::default();
    };
    let mut reader = Reader::new(origin, yaml_start..yaml_end, "front-matter", problems);
    let mut head = reader
        .fields("`title: …`, `summary: …` and the other keys")
        .map(|fields| reader.head(file, config, &fields))
        .unwrap_or_default();
    head.body_start = body_start;
    head
}

/// A place in an order, from 1.
struct Place(u32);

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(number) if number > 0 => Ok(Self(number)),
            _ => Err(format!("`{text}` is no whole number from 1")),
        }
    }
}

/// Where the YAML begins and ends and where the text begins, in bytes.
fn fences(text: &str) -> Option<(usize, usize, usize)> {
    let text_start = text.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8());
    let mut lines = text[text_start..].split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let yaml_start = text_start + first.len();
    let mut end = yaml_start;
    for line in lines {
        if line.trim_end() == "---" {
            return Some((yaml_start, end, end + line.len()));
        }
        end += line.len();
    }
    None
}

impl<'a> Reader<'a> {
    fn head(&mut self, file: &ContentFile, config: &Config, fields: &Fields<'a>) -> Head {
        self.reject_unknown(fields, &KEYS);
        let places =
            KEYS.into_iter().filter_map(|key| Some((key, self.place(self.field(fields, key)?.span)))).collect();
        let mut head = Head { places, ..Head::default() };
        head.title = self.required_text(fields, "title", MAX_TITLE_CHARS);
        if head.title.ends_with('.') {
            let place = self.place_of_field(fields, "title");
            self.problems.at(
                self.origin,
                place,
                "front-matter/full-stop",
                "the title ends with a full stop",
                "remove it: a title is no sentence",
            );
        }
        head.summary = self.required_text(fields, "summary", SUMMARY_MAX);
        head.kind = self.kind(fields, file);
        let is_page = file.section != Section::News;
        head.date = self.parsed(fields, "date", "write the day as `2018-05-30`, or `2018-05`, or `2018`");
        if head.date.is_none() && !is_page && self.field(fields, "date").is_none() {
            self.missing(
                fields,
                "date",
                "every article has a date: `date: 2018-05-30`, or a month or a year if no more is known",
            );
        }
        head.updated = self.parsed(fields, "updated", "write the day as `2018-05-30`");
        if let (Some(date), Some(updated)) = (head.date, head.updated)
            && updated.precedes(date)
        {
            self.problems.at(
                self.origin,
                head.place_of("updated"),
                "front-matter/date-order",
                format!("updated on {updated}, before its date {date}"),
                "`updated` is the day of the last change, so it cannot lie before `date`",
            );
        }
        head.date_note = self.text(fields, "date_note").map(|text| text.value);
        head.place = self.text(fields, "place").map(|text| text.value);
        head.scope =
            self.choice(fields, "scope", &[("local", Scope::Local), ("global", Scope::Global)]).unwrap_or_default();
        head.topics = self.article_topics(fields, config, is_page);
        let countries = self.texts(fields, "countries");
        head.countries = self.countries(countries, config);
        head.sdgs = self.parsed_list(fields, "sdgs", "write goals as `10` and targets as `10.7` or `3.d`");
        head.slug = self.slug(fields, file);
        head.aliases = self.aliases(fields);
        let order: Option<Place> = self.parsed(fields, "order", "write a whole number, 1 for the first");
        head.order = order.map(|Place(number)| number);
        head.goal = self.goal(fields, file);
        head.ends = self.ends(fields, &head);
        head.sources = self.sources(fields, is_page);
        head.draft = self.choice(fields, "draft", &[("true", true), ("false", false)]).unwrap_or_default();
        head.expires = self.parsed(fields, "expires", "write the day as `2018-05-30`");
        head.review_by = self.parsed(fields, "review_by", "write the day as `2018-05-30`");
        head
    }

    fn kind(&mut self, fields: &Fields<'a>, file: &ContentFile) -> Option<ArticleKind> {
        if self.field(fields, "type").is_none() {
            self.missing(fields, "type", "write `type: news`, or another type from content/README.md");
            return None;
        }
        let kinds = ArticleKind::ALL.map(|kind| (kind.key(), kind));
        let kind = self.choice(fields, "type", &kinds)?;
        let fits = (kind == ArticleKind::Page) != (file.section == Section::News);
        if !fits {
            let place = self.place_of_field(fields, "type");
            let hint = match kind {
                ArticleKind::Page => "articles in `news` have a type such as `news`, `blog` or `event`",
                _ => "articles lie in `news`; everywhere else the type is `page`",
            };
            let message = format!("type `{}` does not go with the section `{}`", kind.key(), file.section.folder());
            self.problems.at(self.origin, place, "front-matter/type-and-section", message, hint);
        }
        Some(kind)
    }

    fn article_topics(&mut self, fields: &Fields<'a>, config: &Config, is_page: bool) -> Vec<Slug> {
        if self.field(fields, "topics").is_none() && !is_page {
            self.missing(fields, "topics", "name one to five topics from site.toml: `topics: [diaspora]`");
        }
        let written = self.texts(fields, "topics");
        if written.len() > TOPICS_MAX {
            let place = self.place_of_field(fields, "topics");
            let message = format!("{} topics are too many", written.len());
            self.problems.at(
                self.origin,
                place,
                "front-matter/too-many-topics",
                message,
                format!("name at most {TOPICS_MAX}, the most important first"),
            );
        }
        self.topics(written, config)
    }

    /// Topics as `site.toml` lists them.
    pub(super) fn topics(&mut self, written: Vec<Written<String>>, config: &Config) -> Vec<Slug> {
        let mut topics = Vec::new();
        for Written { value, place } in written {
            match config.topics.get_key_value(value.as_str()) {
                Some((topic, _)) => topics.push(topic.clone()),
                None => {
                    let hint = did_you_mean(&value, config.topics.keys().map(Slug::as_str));
                    self.problems.at(
                        self.origin,
                        place,
                        self.rule("unknown-topic"),
                        format!("there is no topic `{value}`"),
                        format!("{hint}topics are listed in site.toml"),
                    );
                }
            }
        }
        topics
    }

    /// Countries as `countries.csv` lists them.
    pub(super) fn countries(&mut self, written: Vec<Written<String>>, config: &Config) -> Vec<CountryCode> {
        let mut countries = Vec::new();
        for Written { value, place } in written {
            match value.parse().ok().filter(|code| config.countries.contains_key(code)) {
                Some(code) => countries.push(code),
                None => self.problems.at(
                    self.origin,
                    place,
                    self.rule("unknown-country"),
                    format!("there is no country `{value}`"),
                    "use the three-letter code of ISO 3166-1, as in countries.csv: `DEU`",
                ),
            }
        }
        countries
    }

    /// The goal whose page this is; only in the section of the 2030 Agenda.
    fn goal(&mut self, fields: &Fields<'a>, file: &ContentFile) -> Option<u8> {
        let goal: SdgTag = self.parsed(fields, "goal", "write the number of the goal, 1 to 17")?;
        if goal.is_goal() && file.section == Section::Agenda2030 && !file.is_index() {
            return Some(goal.goal());
        }
        let place = self.place_of_field(fields, "goal");
        self.problems.at(
            self.origin,
            place,
            "front-matter/goal-page",
            format!("`goal: {goal}` does not make this page the page of a goal"),
            "the page of a goal lies in `2030-agenda` and names a whole goal: `goal: 10`; articles use `sdgs`",
        );
        None
    }

    /// The last day of an event that takes several.
    fn ends(&mut self, fields: &Fields<'a>, head: &Head) -> Option<Date> {
        let ends: Date = self.parsed(fields, "ends", "write the day as `2018-05-31`")?;
        let days = head.date.filter(|date| date.day().is_some() && ends.day().is_some());
        if head.kind == Some(ArticleKind::Event) && days.is_some_and(|date| !ends.precedes(date)) {
            return Some(ends);
        }
        let place = self.place_of_field(fields, "ends");
        self.problems.at(
            self.origin,
            place,
            "front-matter/date-order",
            format!("ends on {ends}, which does not follow from `type` and `date`"),
            "`ends` is the last day of an `event` whose `date` is a day before it",
        );
        None
    }

    fn slug(&mut self, fields: &Fields<'a>, file: &ContentFile) -> Option<Slug> {
        let slug: Option<Slug> =
            self.parsed(fields, "slug", "use lower-case letters, digits and hyphens; ae oe ue ss for ä ö ü ß");
        if slug.is_some() && file.is_index() {
            let place = self.place_of_field(fields, "slug");
            self.problems.at(
                self.origin,
                place,
                "front-matter/slug-of-section",
                "a section's own page cannot have a slug",
                "the addresses of sections are fixed; remove the key",
            );
        }
        slug
    }

    fn aliases(&mut self, fields: &Fields<'a>) -> Vec<String> {
        let mut aliases = Vec::new();
        for Written { value, place } in self.texts(fields, "aliases") {
            if check_href(&value).is_ok()
                && value.starts_with('/')
                && value.ends_with('/')
                && !value.contains(['?', '#', '.'])
            {
                aliases.push(value);
            } else {
                self.problems.at(
                    self.origin,
                    place,
                    "front-matter/bad-alias",
                    format!("`{value}` cannot be a former address"),
                    "write the whole path with slashes at both ends: `/news/old-name/`",
                );
            }
        }
        aliases
    }

    fn sources(&mut self, fields: &Fields<'a>, is_page: bool) -> Vec<Source> {
        let Some(node) = self.field(fields, "sources") else {
            if !is_page {
                self.missing(
                    fields,
                    "sources",
                    "say where the facts come from: `sources:` with a list of `- title: …`",
                );
            }
            return Vec::new();
        };
        let YamlData::Sequence(items) = &node.data else {
            self.wrong_shape("sources", node.span, "a list of `- title: …` with `url: …` below it");
            return Vec::new();
        };
        let mut sources = Vec::new();
        for item in items {
            let YamlData::Mapping(source) = &item.data else {
                self.wrong_shape("sources", item.span, "entries of the form `- title: …` with `url: …` below it");
                continue;
            };
            self.reject_unknown(source, &SOURCE_KEYS);
            let title = self.text(source, "title").map(|text| text.value);
            if title.is_none() && self.field(source, "title").is_none() {
                let place = self.place(item.span);
                let hint = "say in words what the source is: `title: …`";
                self.problems.at(self.origin, place, "front-matter/missing-key", "this source has no `title`", hint);
            }
            let url = self.web_address(source, "url");
            let note = self.text(source, "note").map(|text| text.value);
            sources.push(Source { title: title.unwrap_or_default(), url, note });
        }
        sources
    }
}
