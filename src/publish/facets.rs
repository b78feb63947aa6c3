//! What lists are filtered by: the tags of every article, and for each tag the articles that have it.
//!
//! A list filtered by one tag is a page like any other. For several tags at once the app needs the [`RowsBundle`]s of
//! one of them and the [`TeasersBundle`]s of what it finds there; neither grows with the archive as a whole.

use std::collections::BTreeMap;

use super::MachineError;
use super::output::json;
use crate::model::{
    Article, Facet, FacetValue, FacetValues, Filter, ListBundle, ROWS_PER_BUNDLE, RowsBundle, SCHEMA,
    TEASERS_PER_BUNDLE, Tag, Teaser, TeasersBundle, Translation,
};
use crate::text::{CountryCode, Lang, SdgTag, Slug, fold_to_slug};
use crate::ui::filtering::{LIST_LENGTH, VALUES_SHOWN};
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

/// Every article of a language with its tags.
#[derive(Debug)]
pub(super) struct Catalogue {
    lang: Lang,
    /// From the oldest to the newest, so that a number once given stays.
    teasers: Vec<Teaser>,
    /// The tags of each article, as places in `tags`.
    tags_of: Vec<Vec<usize>>,
    tags: Vec<TagEntry>,
}

/// A tag and who has it.
#[derive(Debug)]
struct TagEntry {
    tag: Tag,
    name: String,
    /// How it is called in addresses of the other language.
    in_other: Slug,
    /// Numbers of articles, from the oldest.
    articles: Vec<usize>,
}

/// The name a tag has in addresses, if the words of its name can be used for one.
pub(super) fn slug_of(name: &str, key: &str) -> Option<Slug> {
    fold_to_slug(name).parse().or_else(|_| key.parse()).ok()
}

/// How a country is called in addresses: `deu`.
pub(super) fn slug_of_country(code: CountryCode) -> Option<Slug> {
    code.to_string().to_ascii_lowercase().parse().ok()
}

/// The goals named, and those of the targets named, each once.
pub(super) fn goal_numbers(sdgs: &[SdgTag]) -> Vec<u8> {
    let mut numbers: Vec<u8> = sdgs.iter().map(|sdg| sdg.goal()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A tag with its name, and its key in addresses of the other language.
type NamedTag = (Tag, String, Slug);

/// The tags of an article. `topic_in_other` gives the name of a topic in the other language.
fn tags_of(article: &Article, topic_in_other: &dyn Fn(&Slug) -> String) -> Vec<NamedTag> {
    let (here, there) = (strings(article.lang), strings(article.lang.other()));
    let named = |facet: Facet, key: &str, name: &str, other_name: &str| {
        let tag = Tag { facet, key: slug_of(name, key)? };
        Some((tag, name.to_owned(), slug_of(other_name, key)?))
    };
    let plain = |facet: Facet, key: String, name: String| {
        let key: Slug = key.parse().ok()?;
        Some((Tag { facet, key: key.clone() }, name, key))
    };
    let kind = article.kind;
    let own = [
        named(Facet::Type, kind.key(), (here.kind)(kind), (there.kind)(kind)),
        named(Facet::Scope, article.scope.key(), (here.scope_name)(article.scope), (there.scope_name)(article.scope)),
        article.date.and_then(|date| plain(Facet::Year, date.year().to_string(), date.year().to_string())),
    ];
    let topics = article
        .topics
        .iter()
        .map(|topic| named(Facet::Topic, topic.key.as_str(), &topic.name, &topic_in_other(&topic.key)));
    let countries = article.countries.iter().map(|country| {
        let key = slug_of_country(country.key)?;
        Some((Tag { facet: Facet::Country, key: key.clone() }, country.name.clone(), key))
    });
    let goals = goal_numbers(&article.sdgs).into_iter().map(|number| {
        let name = article.goals.iter().find(|goal| goal.number == number).map(|goal| goal.name.as_str());
        plain(Facet::Goal, number.to_string(), format!("{number} {}", name.unwrap_or_default()).trim_end().to_owned())
    });
    own.into_iter().chain(topics).chain(countries).chain(goals).flatten().collect()
}

impl Catalogue {
    /// The catalogue of a language's articles, given from the newest to the oldest.
    pub(super) fn new<'a>(
        lang: Lang,
        newest_first: impl DoubleEndedIterator<Item = &'a Article>,
        topic_in_other: &dyn Fn(&Slug) -> String,
    ) -> Self {
        let mut catalogue = Self { lang, teasers: Vec::new(), tags_of: Vec::new(), tags: Vec::new() };
        let mut places: BTreeMap<Tag, usize> = BTreeMap::new();
        for article in newest_first.rev() {
            let number = catalogue.teasers.len();
            catalogue.teasers.push(article.teaser());
            let mut of_article = Vec::new();
            for (tag, name, in_other) in tags_of(article, topic_in_other) {
                let place = *places.entry(tag.clone()).or_insert_with(|| {
                    catalogue.tags.push(TagEntry { tag, name, in_other, articles: Vec::new() });
                    catalogue.tags.len() - 1
                });
                catalogue.tags[place].articles.push(number);
                of_article.push(place);
            }
            catalogue.tags_of.push(of_article);
        }
        catalogue
    }

    /// What lists show of each article, the newest first.
    pub(super) fn newest(&self) -> impl Iterator<Item = &Teaser> {
        self.teasers.iter().rev()
    }

    /// What lists show of each article on a goal or one of its targets, the newest first.
    pub(super) fn newest_on_goal(&self, goal: u8) -> impl Iterator<Item = &Teaser> {
        self.newest_with(Facet::Goal, &goal.to_string())
    }

    /// What lists show of each article with a tag, the newest first.
    pub(super) fn newest_with<'a>(&'a self, facet: Facet, key: &str) -> impl Iterator<Item = &'a Teaser> + use<'a> {
        let is_asked_for = |entry: &&TagEntry| entry.tag.facet == facet && entry.tag.key.as_str() == key;
        let articles = self.tags.iter().find(is_asked_for).map(|entry| entry.articles.as_slice()).unwrap_or_default();
        articles.iter().rev().filter_map(|article| self.teasers.get(*article))
    }

    /// Each page of the whole list and of the list of each tag. `pages_in_other` tells how many pages the same list
    /// has in the other language, 0 if there is none.
    pub(super) fn lists(&self, other: &Self) -> Vec<(Address, ListBundle)> {
        let all: Vec<usize> = (0..self.teasers.len()).collect();
        let in_other: BTreeMap<&Tag, usize> =
            other.tags.iter().map(|entry| (&entry.tag, entry.articles.len())).collect();
        let mut lists =
            self.list(&Filter::default(), &all, &|page| Some(Route::News(page.min(page_count(other.teasers.len())))));
        for entry in &self.tags {
            let filter = Filter::only(entry.tag.clone());
            let tag = Tag { facet: entry.tag.facet, key: entry.in_other.clone() };
            let pages = in_other.get(&tag).map(|count| page_count(*count));
            lists.extend(self.list(&filter, &entry.articles, &|page| {
                Some(Route::list(Filter::only(tag.clone()), page.min(pages?)))
            }));
        }
        lists
    }

    fn list(
        &self,
        filter: &Filter,
        articles: &[usize],
        route_in_other: &dyn Fn(u32) -> Option<Route>,
    ) -> Vec<(Address, ListBundle)> {
        let (pages, facets) = (page_count(articles.len()), self.facets(articles));
        (1..=pages)
            .map(|page| {
                let start = (page as usize - 1) * LIST_LENGTH;
                let items = articles.iter().rev().skip(start).take(LIST_LENGTH);
                let lang = self.lang.other();
                let translation =
                    route_in_other(page).map(|route| Translation { lang, path: Address::new(lang, route).path() });
                let bundle = ListBundle {
                    schema: SCHEMA,
                    lang: self.lang,
                    page,
                    pages,
                    total: number(articles.len()),
                    translations: translation.into_iter().collect(),
                    items: items.map(|article| self.teasers[*article].clone()).collect(),
                    facets: facets.clone(),
                };
                (Address::new(self.lang, Route::list(filter.clone(), page)), bundle)
            })
            .collect()
    }

    /// How many of some articles have each tag.
    fn facets(&self, articles: &[usize]) -> Vec<FacetValues> {
        let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
        for tag in articles.iter().flat_map(|article| &self.tags_of[*article]) {
            *counts.entry(*tag).or_default() += 1;
        }
        let values = |facet: Facet| {
            let mut values: Vec<_> = counts
                .iter()
                .map(|(place, count)| (&self.tags[*place], *count))
                .filter(|(entry, _)| entry.tag.facet == facet)
                .map(|(entry, count)| FacetValue {
                    key: entry.tag.key.clone(),
                    name: entry.name.clone(),
                    count,
                    translation: (entry.in_other != entry.tag.key).then(|| entry.in_other.clone()),
                })
                .collect();
            sort_values(facet, &mut values);
            FacetValues { facet, values }
        };
        Facet::ALL.into_iter().map(values).filter(|facet| !facet.values.is_empty()).collect()
    }

    /// The files the app needs to filter by several tags at once.
    pub(super) fn shards(&self) -> Result<Vec<(String, Vec<u8>)>, MachineError> {
        let lang = self.lang;
        let mut shards = Vec::new();
        for (place, items) in self.teasers.chunks(TEASERS_PER_BUNDLE as usize).enumerate() {
            let bundle = TeasersBundle { schema: SCHEMA, items: items.to_vec() };
            let path = format!("bundles/{lang}/teasers/{place}.json");
            shards.push((path.clone(), json(&path, &bundle)?));
        }
        for TagEntry { tag: Tag { facet, key }, articles, .. } in &self.tags {
            for (block, articles) in articles.chunks(ROWS_PER_BUNDLE as usize).enumerate() {
                let path = format!("bundles/{lang}/rows/{}/{key}/{block}.json", facet.key());
                shards.push((path.clone(), json(&path, &self.rows(articles))?));
            }
        }
        Ok(shards)
    }

    fn rows(&self, articles: &[usize]) -> RowsBundle {
        let mut places: BTreeMap<usize, u32> = BTreeMap::new();
        let mut tags = Vec::new();
        let rows = articles.iter().map(|article| {
            let of_article = self.tags_of[*article].iter().map(|tag| {
                *places.entry(*tag).or_insert_with(|| {
                    tags.push(self.tags[*tag].tag.clone());
                    number(tags.len() - 1)
                })
            });
            [number(*article)].into_iter().chain(of_article).collect()
        });
        let rows = rows.collect();
        RowsBundle { schema: SCHEMA, tags, rows }
    }

    /// The articles that share the most, and the rarest, tags with each article, as numbers; for each article the best
    /// first. Only neighbours in time are looked at, so that the work grows with the archive and no faster.
    pub(super) fn related(&self, most: usize) -> Vec<Vec<usize>> {
        /// How many articles with the same tag are looked at on either side.
        const REACH: usize = 32;
        let telling = |tag: &usize| matches!(self.tags[*tag].tag.facet, Facet::Topic | Facet::Country | Facet::Goal);
        let related = |(article, tags): (usize, &Vec<usize>)| {
            let mut scores: BTreeMap<usize, usize> = BTreeMap::new();
            for tag in tags.iter().filter(|tag| telling(tag)) {
                let others = &self.tags[*tag].articles;
                let at = others.partition_point(|other| *other < article);
                let near = &others[at.saturating_sub(REACH)..others.len().min(at + REACH + 1)];
                for other in near.iter().filter(|other| **other != article) {
                    *scores.entry(*other).or_default() += (1 << 16) / others.len();
                }
            }
            let mut found: Vec<_> = scores.into_iter().collect();
            found.sort_by_key(|(other, score)| (std::cmp::Reverse(*score), other.abs_diff(article)));
            found.into_iter().take(most).map(|(other, _)| other).collect()
        };
        self.tags_of.iter().enumerate().map(related).collect()
    }

    /// What lists show of an article, by its number.
    pub(super) fn teaser(&self, article: usize) -> Option<&Teaser> {
        self.teasers.get(article)
    }

    /// Topics of which two have the same name in addresses, so that one would hide the other.
    pub(super) fn colliding_topics(topics: impl Iterator<Item = (Slug, String)>) -> Vec<(Slug, Slug)> {
        let mut taken: BTreeMap<Slug, Slug> = BTreeMap::new();
        topics
            .filter_map(|(key, name)| {
                let other = taken.insert(slug_of(&name, key.as_str())?, key.clone())?;
                Some((other, key))
            })
            .collect()
    }
}

/// The order in which a reader looks for values: years from the newest; the most frequent of the others, then the rest
/// by name or number.
fn sort_values(facet: Facet, values: &mut [FacetValue]) {
    if facet == Facet::Year {
        values.sort_by(|a, b| b.key.cmp(&a.key));
        return;
    }
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
    let rest = values.get_mut(VALUES_SHOWN..).unwrap_or_default();
    match facet {
        Facet::Goal => rest.sort_by_cached_key(|value| value.key.as_str().parse().unwrap_or(u8::MAX)),
        _ => rest.sort_by_cached_key(|value| fold_to_slug(&value.name)),
    }
}

fn page_count(articles: usize) -> u32 {
    number(articles.div_ceil(LIST_LENGTH).max(1))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
