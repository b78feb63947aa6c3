//! What lists are filtered by: the tags of every article, and for each tag the articles that have it.
//!
//! A list filtered by one tag is a page like any other. For several tags at once the app needs the [`RowsBundle`]s of
//! one of them and the [`TeasersBundle`]s of what it finds there; neither grows with the archive as a whole.

mod embeds;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::MachineError;
use super::output::json;
use crate::model::{
    Article, Facet, FacetValue, FacetValues, Filter, ListBundle, ROWS_PER_BUNDLE, RowsBundle, SCHEMA,
    TEASERS_PER_BUNDLE, Tag, Teaser, TeasersBundle, Translation,
};
use crate::text::{CountryCode, Date, Lang, SdgTag, Slug, fold_to_slug};
use crate::ui::filtering::{LIST_LENGTH, VALUES_SHOWN};
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

pub(super) use embeds::EmbedList;

/// Every article of a language with its tags.
#[derive(Debug)]
pub(super) struct Catalogue {
    lang: Lang,
    /// From the oldest to the newest, so that a number once given stays.
    teasers: Vec<Teaser>,
    /// The tags of each article, as places in `tags`.
    tags_of: Vec<Vec<usize>>,
    tags: Vec<TagEntry>,
    /// Where each tag is among `tags`.
    places: BTreeMap<Tag, usize>,
    /// The number of every article, from the oldest.
    all: Vec<usize>,
    /// What each list can be filtered by: the whole list, then that of each tag.
    facets: Vec<Vec<FacetValues>>,
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

impl TagEntry {
    /// What lists say of the tag where so many articles have it.
    fn value(&self, count: u32) -> FacetValue {
        FacetValue {
            key: self.tag.key.clone(),
            name: self.name.clone(),
            count,
            translation: (self.in_other != self.tag.key).then(|| self.in_other.clone()),
        }
    }

    fn is_offered(&self) -> bool {
        self.tag.facet.is_offered()
    }
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
pub(super) type NamedTag = (Tag, String, Slug);

/// The tags of an article. `topic_in_other` gives the name of a topic in the other language.
pub(super) fn tags_of(article: &Article, topic_in_other: &dyn Fn(&Slug) -> String) -> Vec<NamedTag> {
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
    let month = article.date.and_then(Date::in_month);
    let own = [
        named(Facet::Type, kind.key(), (here.kind)(kind), (there.kind)(kind)),
        named(Facet::Scope, article.scope.key(), (here.scope_name)(article.scope), (there.scope_name)(article.scope)),
        article.date.and_then(|date| plain(Facet::Year, date.year().to_string(), date.year().to_string())),
        month.and_then(|month| plain(Facet::Month, month.to_string(), (here.date)(month))),
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
        let mut catalogue = Self {
            lang,
            teasers: Vec::new(),
            tags_of: Vec::new(),
            tags: Vec::new(),
            places: BTreeMap::new(),
            all: Vec::new(),
            facets: Vec::new(),
        };
        for article in newest_first.rev() {
            let number = catalogue.teasers.len();
            catalogue.teasers.push(article.teaser());
            let mut of_article = Vec::new();
            for (tag, name, in_other) in tags_of(article, topic_in_other) {
                let place = *catalogue.places.entry(tag.clone()).or_insert_with(|| {
                    catalogue.tags.push(TagEntry { tag, name, in_other, articles: Vec::new() });
                    catalogue.tags.len() - 1
                });
                catalogue.tags[place].articles.push(number);
                of_article.push(place);
            }
            catalogue.tags_of.push(of_article);
        }
        catalogue.all = (0..catalogue.teasers.len()).collect();
        let lists = catalogue.tags.iter().map(|entry| entry.is_offered().then_some(&entry.articles));
        let lists: Vec<_> = [Some(&catalogue.all)].into_iter().chain(lists).collect();
        let is_year = catalogue.tags.iter().map(|entry| entry.tag.facet == Facet::Year);
        let lists: Vec<_> = lists.into_iter().zip([false].into_iter().chain(is_year)).collect();
        let facets = |(articles, is_year): (Option<&Vec<usize>>, bool)| {
            articles.map(|articles| catalogue.facets_of(articles, is_year)).unwrap_or_default()
        };
        catalogue.facets = lists.into_par_iter().map(facets).collect();
        catalogue
    }

    /// The language of the articles.
    pub(super) const fn lang(&self) -> Lang {
        self.lang
    }

    /// What lists show of each article, the newest first.
    pub(super) fn newest(&self) -> impl Iterator<Item = &Teaser> {
        self.teasers.iter().rev()
    }

    /// What lists show of each article on a goal or one of its targets, the newest first.
    pub(super) fn newest_on_goal(&self, goal: u8) -> impl Iterator<Item = &Teaser> {
        self.with(Facet::Goal, &goal.to_string()).iter().rev().filter_map(|article| self.teasers.get(*article))
    }

    /// The articles with a tag, as numbers, from the oldest.
    pub(super) fn with(&self, facet: Facet, key: &str) -> &[usize] {
        let is_asked_for = |entry: &&TagEntry| entry.tag.facet == facet && entry.tag.key.as_str() == key;
        self.tags.iter().find(is_asked_for).map(|entry| entry.articles.as_slice()).unwrap_or_default()
    }

    /// Every article, as numbers, from the oldest.
    pub(super) fn all(&self) -> &[usize] {
        &self.all
    }

    /// How many pages the whole list has, then the list of each tag.
    pub(super) fn lists(&self) -> impl Iterator<Item = u32> {
        [&self.all].into_iter().chain(self.tags.iter().map(|entry| &entry.articles)).map(|list| page_count(list.len()))
    }

    /// The address of the first page of a list, given by its place in [`Self::lists`].
    pub(super) fn address(&self, list: usize) -> Option<Address> {
        let filter = match list.checked_sub(1) {
            Some(place) => Filter::only(self.tags.get(place)?.tag.clone()),
            None => Filter::default(),
        };
        Some(Address::new(self.lang, Route::list(filter, 1)))
    }

    /// A page of a list, given by its place in [`Self::lists`]. `other` is the catalogue of the other language, for the
    /// same list there.
    pub(super) fn list_page(&self, list: usize, page: u32, other: &Self) -> Option<(Address, ListBundle)> {
        let entry =
            list.checked_sub(1).map(|place| self.tags.get(place)).map_or(Some(None), |entry| entry.map(Some))?;
        let (filter, articles, in_other) = match entry {
            None => (Filter::default(), &self.all, Some((Filter::default(), &other.all))),
            Some(entry) => {
                let tag = Tag { facet: entry.tag.facet, key: entry.in_other.clone() };
                let in_other = other.places.get(&tag).and_then(|place| other.tags.get(*place));
                let in_other = in_other.map(|entry| (Filter::only(tag), &entry.articles));
                (Filter::only(entry.tag.clone()), &entry.articles, in_other)
            }
        };
        let start = (page.checked_sub(1)? as usize).checked_mul(LIST_LENGTH)?;
        let items = articles.iter().rev().skip(start).take(LIST_LENGTH);
        let translation = in_other.map(|(filter, articles)| {
            let route = Route::list(filter, page.min(page_count(articles.len())));
            Translation { lang: other.lang, path: Address::new(other.lang, route).path() }
        });
        let bundle = ListBundle {
            schema: SCHEMA,
            lang: self.lang,
            page,
            pages: page_count(articles.len()),
            total: number(articles.len()),
            translations: translation.into_iter().collect(),
            items: items.filter_map(|article| self.teaser(*article).cloned()).collect(),
            facets: self.facets.get(list)?.clone(),
        };
        Some((Address::new(self.lang, Route::list(filter, page)), bundle))
    }

    /// How many of some articles have each tag; by month only where they are those of a year, so that no page grows with
    /// the years of the archive.
    fn facets_of(&self, articles: &[usize], is_year: bool) -> Vec<FacetValues> {
        let mut counts = vec![0_u32; self.tags.len()];
        for tag in articles.iter().flat_map(|article| &self.tags_of[*article]) {
            counts[*tag] += 1;
        }
        let values = |facet: Facet| {
            let mut values: Vec<_> = counts
                .iter()
                .zip(&self.tags)
                .filter(|(count, entry)| **count > 0 && entry.tag.facet == facet)
                .map(|(count, entry)| (entry, *count))
                .map(|(entry, count)| entry.value(count))
                .collect();
            sort_values(facet, &mut values);
            FacetValues { facet, values }
        };
        let offered = Facet::ALL.into_iter().filter(|facet| facet.is_offered() || is_year);
        offered.map(values).filter(|facet| !facet.values.is_empty()).collect()
    }

    /// What the search page offers: everything the whole list can be filtered by.
    pub(super) fn search_page(&self, other: &Self) -> ListBundle {
        let facets = self.facets.first().cloned().unwrap_or_default();
        let path = Address::new(other.lang, Route::Search).path();
        ListBundle {
            schema: SCHEMA,
            lang: self.lang,
            page: 1,
            pages: 1,
            total: number(self.all.len()),
            translations: vec![Translation { lang: other.lang, path }],
            items: Vec::new(),
            facets,
        }
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
        for TagEntry { tag: Tag { facet, key }, articles, .. } in self.tags.iter().filter(|entry| entry.is_offered()) {
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
            let offered = self.tags_of[*article].iter().filter(|tag| self.tags[**tag].is_offered());
            let of_article = offered.map(|tag| {
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
        self.tags_of.par_iter().enumerate().map(related).collect()
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
    if matches!(facet, Facet::Year | Facet::Month) {
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
