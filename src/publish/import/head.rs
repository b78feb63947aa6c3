//! The head of an imported file: what is known, and what an editor still has to supply.
//!
//! A draft has to pass `publish check` like any other file, so what is missing has a stand-in, and the editor is told.

use std::collections::BTreeMap;

use super::draft::{Draft, shortened};
use crate::model::{ArticleKind, MAX_TITLE_CHARS, Scope};
use crate::publish::config::Config;
use crate::publish::front_matter::{Head, SUMMARY_MAX, TOPICS_MAX};
use crate::text::{CountryCode, Date, Lang, SdgTag, Slug, fold_to_slug};

/// What a head says that the text itself does not.
pub(super) struct Naming<'a> {
    pub(super) lang: Lang,
    /// The last part of the address, if it is not the id.
    pub(super) slug: Option<Slug>,
    /// A former address that leads here.
    pub(super) alias: Option<String>,
    /// The head of the other language's version, if there is one: both have to agree.
    pub(super) other: Option<&'a Head>,
    pub(super) today: Date,
}

/// Topics, countries and goals by the keywords of the source.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tags {
    pub(super) topics: Vec<Slug>,
    pub(super) countries: Vec<CountryCode>,
    pub(super) sdgs: Vec<SdgTag>,
}

/// Finds the tags that keywords certainly mean; tells the others.
pub(super) fn tags(draft: &mut Draft, config: &Config) -> Tags {
    let mut topics: BTreeMap<String, &Slug> = BTreeMap::new();
    let mut countries: BTreeMap<String, CountryCode> = BTreeMap::new();
    for lang in Lang::ALL {
        topics.extend(config.topics.iter().map(|(key, name)| (fold_to_slug(name.in_lang(lang)), key)));
        countries.extend(config.countries.iter().map(|(code, name)| (fold_to_slug(name.in_lang(lang)), *code)));
    }
    topics.extend(config.topics.keys().map(|key| (key.as_str().to_owned(), key)));
    let mut tags = Tags::default();
    for term in std::mem::take(&mut draft.terms) {
        let folded = fold_to_slug(&term.name);
        let is_goal = ["sdg", "goal", "ziel"].iter().any(|part| term.vocabulary.contains(part));
        let mut words = term.name.split_whitespace().map(|word| word.trim_end_matches([':', '.', ',']));
        let goal = words.find_map(|word| word.parse::<SdgTag>().ok()).filter(|_| is_goal);
        if let Some(topic) = topics.get(&folded) {
            if !tags.topics.contains(topic) {
                tags.topics.push((*topic).clone());
            }
        } else if let Some(country) = countries.get(&folded) {
            if !tags.countries.contains(country) {
                tags.countries.push(*country);
            }
        } else if let Some(goal) = goal {
            if !tags.sdgs.contains(&goal) {
                tags.sdgs.push(goal);
            }
        } else if !term.name.is_empty() {
            draft.notes.dropped("keywords that are no topic, country or goal of this site", &term.name);
        }
    }
    tags.topics.truncate(TOPICS_MAX);
    tags
}

/// Writes the head, without the lines of `---` around it.
pub(super) fn write(draft: &mut Draft, naming: &Naming<'_>, tags: &Tags) -> String {
    let words = Words::of(naming.lang);
    let mut lines = Vec::new();
    let title = title(draft, words);
    lines.push(format!("title: {}", quoted(&title)));
    lines.push(format!("summary: {}", quoted(&summary(draft, words))));
    lines.push(format!("type: {}", draft.kind.key()));
    if draft.kind != ArticleKind::Page || draft.date.is_some() {
        lines.push(date(draft, naming));
    }
    if let Some(updated) =
        draft.updated.filter(|updated| draft.date.is_some_and(|date| !updated.precedes(date) && *updated != date))
    {
        lines.push(format!("updated: {updated}"));
    }
    if let Some(place) =
        draft.place.as_deref().map(|place| shortened(place, MAX_TITLE_CHARS)).filter(|place| !place.is_empty())
    {
        lines.push(format!("place: {}", quoted(&place)));
    }
    if naming.other.is_some_and(|other| other.scope == Scope::Global) {
        lines.push("scope: global".to_owned());
    }
    lines.extend(tag_lines(draft, naming, tags));
    if let Some(slug) = &naming.slug {
        lines.push(format!("slug: {}", quoted(slug.as_str())));
    }
    if let Some(alias) = &naming.alias {
        lines.push(format!("aliases: [{}]", quoted(alias)));
    }
    if let Some(ends) =
        draft.ends.filter(|ends| draft.date.is_some_and(|date| date.precedes(*ends) && date.day().is_some()))
    {
        lines.push(format!("ends: {ends}"));
    }
    lines.extend(source(draft, &title, words));
    lines.push("draft: true".to_owned());
    lines.join("\n")
}

/// Words of the stand-ins.
struct Words {
    title: &'static str,
    summary: &'static str,
    source: &'static str,
    no_source: &'static str,
}

impl Words {
    fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &Self {
                title: "Title to be written",
                summary: "Summary to be written.",
                source: "Original page",
                no_source: "Source to be named",
            },
            Lang::De => &Self {
                title: "Titel fehlt noch",
                summary: "Zusammenfassung fehlt noch.",
                source: "Ursprüngliche Seite",
                no_source: "Quelle fehlt noch",
            },
        }
    }
}

fn title(draft: &mut Draft, words: &Words) -> String {
    let whole = draft.title.trim().to_owned();
    let without_stop = whole.trim_end_matches(['.', ' ']);
    let title = shortened(without_stop, MAX_TITLE_CHARS);
    if title.is_empty() {
        draft.notes.ask("title: none was found");
        return words.title.to_owned();
    }
    if title != without_stop {
        draft.notes.ask(format!("title: it was longer than {MAX_TITLE_CHARS} characters and was cut: “{whole}”"));
    }
    title
}

fn summary(draft: &mut Draft, words: &Words) -> String {
    let summary = shortened(&draft.summary, SUMMARY_MAX);
    if summary.is_empty() {
        draft.notes.ask("summary: write one or two sentences");
        return words.summary.to_owned();
    }
    let cut = if summary == draft.summary { "" } else { " and cut" };
    draft.notes.ask(format!("summary: it was taken from the source{cut}; write your own"));
    summary
}

fn date(draft: &mut Draft, naming: &Naming<'_>) -> String {
    let other = naming.other.and_then(|other| other.date);
    match other.or(draft.date) {
        Some(date) => {
            draft.date = Some(date);
            format!("date: {date}")
        }
        None => {
            draft.notes.ask("date: none was found; the day of the import stands there");
            draft.date = Some(naming.today);
            format!("date: {} # the day of the import", naming.today)
        }
    }
}

fn tag_lines(draft: &mut Draft, naming: &Naming<'_>, tags: &Tags) -> Vec<String> {
    let list = |values: Vec<String>| format!("[{}]", values.join(", "));
    let shown = |tags: &[String]| list(tags.to_vec());
    let texts = |values: &mut dyn Iterator<Item = String>| values.collect::<Vec<_>>();
    let (topics, countries, sdgs) = match naming.other {
        Some(other) => (&other.topics, &other.countries, &other.sdgs),
        None => (&tags.topics, &tags.countries, &tags.sdgs),
    };
    let mut lines = Vec::new();
    let topics = texts(&mut topics.iter().map(Slug::to_string));
    if draft.kind != ArticleKind::Page && topics.is_empty() {
        draft.notes.ask("topics: name one to five from site.toml");
        lines.push("topics: [] # one to five from site.toml".to_owned());
    } else if !topics.is_empty() {
        lines.push(format!("topics: {}", shown(&topics)));
    }
    let countries = texts(&mut countries.iter().map(CountryCode::to_string));
    if !countries.is_empty() {
        lines.push(format!("countries: {}", shown(&countries)));
    }
    let sdgs = texts(&mut sdgs.iter().map(SdgTag::to_string));
    if !sdgs.is_empty() {
        lines.push(format!("sdgs: {}", shown(&sdgs)));
    }
    lines
}

fn source(draft: &mut Draft, title: &str, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    match &draft.url {
        Some(url) => {
            let title = format!("{}: {title}", words.source);
            lines.extend([
                "sources:".to_owned(),
                format!("  - title: {}", quoted(&title)),
                format!("    url: {}", quoted(url)),
            ]);
            draft.notes.ask("sources: say in your own words what the source is");
        }
        None if draft.kind != ArticleKind::Page => {
            lines.extend(["sources:".to_owned(), format!("  - title: {}", quoted(words.no_source))]);
            draft.notes.ask("sources: the address of the page is not known; name it");
        }
        None => {}
    }
    lines
}

/// A value in YAML. Quoted unless it is beyond doubt a plain text (YAML 1.2.2, section 7.3).
fn quoted(value: &str) -> String {
    let is_plain = value.chars().all(|letter| letter.is_alphanumeric() || " ,.()'’–-/".contains(letter))
        && value.chars().next().is_some_and(char::is_alphabetic)
        && value.chars().next_back().is_some_and(|last| last != ' ')
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&value.to_lowercase().as_str());
    if is_plain && !value.contains(',') {
        return value.to_owned();
    }
    let signs = value.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        _ => letter.to_string(),
    });
    format!("\"{}\"", signs.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_they_could_mean_something() {
        for (value, written) in [
            ("Round table in Berlin", "Round table in Berlin"),
            ("Return: what comes", "\"Return: what comes\""),
            ("He said \"no\" \\ yes", "\"He said \\\"no\\\" \\\\ yes\""),
            ("- item", "\"- item\""),
            ("true", "\"true\""),
            ("a, b", "\"a, b\""),
        ] {
            assert_eq!(quoted(value), written);
        }
    }
}
