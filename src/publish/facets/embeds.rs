//! The lists of articles that others can put on their pages: all articles, those with a tag, those with a topic and a
//! country.

use std::collections::{BTreeMap, BTreeSet};

use super::{Catalogue, TagEntry};
use crate::model::{Facet, Filter, Tag, Teaser};
use crate::text::Lang;
use crate::ui::routes::{Address, Route};

/// A list of articles to be put on other people's pages.
#[derive(Debug)]
pub(in crate::publish) struct EmbedList<'a> {
    /// What the articles have, called as in English addresses: the same in every language.
    pub(in crate::publish) tags: Vec<Tag>,
    /// The same by the names readers know.
    pub(in crate::publish) names: Vec<&'a str>,
    /// The list on the site.
    pub(in crate::publish) address: Address,
    /// The newest articles, the newest first.
    pub(in crate::publish) teasers: Vec<&'a Teaser>,
}

impl Catalogue {
    /// Every list that can be put on other people's pages, with as many articles as asked for at most.
    pub(in crate::publish) fn embed_lists(&self, most: usize) -> Vec<EmbedList<'_>> {
        let newest = |articles: &[usize]| articles.iter().rev().take(most).copied().collect::<Vec<_>>();
        let single = (0..).zip(&self.tags).map(|(place, entry)| (vec![place], newest(&entry.articles)));
        let lists = [(Vec::new(), newest(&self.all))].into_iter().chain(single).chain(self.pairs(most));
        lists.map(|(tags, articles)| self.embed_list(&tags, &articles)).collect()
    }

    fn embed_list(&self, tags: &[usize], articles: &[usize]) -> EmbedList<'_> {
        let entries: Vec<&TagEntry> = tags.iter().filter_map(|tag| self.tags.get(*tag)).collect();
        let english = |entry: &&TagEntry| match self.lang {
            Lang::En => entry.tag.clone(),
            Lang::De => Tag { facet: entry.tag.facet, key: entry.in_other.clone() },
        };
        let filter: Filter = entries.iter().map(|entry| entry.tag.clone()).collect();
        EmbedList {
            tags: entries.iter().map(english).collect(),
            names: entries.iter().map(|entry| entry.name.as_str()).collect(),
            address: Address::new(self.lang, Route::list(filter, 1)),
            teasers: articles.iter().filter_map(|article| self.teaser(*article)).collect(),
        }
    }

    /// Every topic with every country that an article has both of.
    fn pairs(&self, most: usize) -> BTreeMap<Vec<usize>, Vec<usize>> {
        let mut pairs: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (article, tags) in self.tags_of.iter().enumerate().rev() {
            let with = |facet: Facet| {
                let is_of = move |tag: &&usize| self.tags.get(**tag).is_some_and(|entry| entry.tag.facet == facet);
                tags.iter().filter(is_of).copied().collect::<BTreeSet<_>>()
            };
            let countries = with(Facet::Country);
            for topic in with(Facet::Topic) {
                for country in &countries {
                    let articles = pairs.entry(vec![topic, *country]).or_default();
                    if articles.len() < most {
                        articles.push(article);
                    }
                }
            }
        }
        pairs
    }
}
