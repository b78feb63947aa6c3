//! Lists filtered by several tags at once, from the files of one of them.

use crate::model::{
    FacetValue, FacetValues, Filter, ListBundle, RowsBundle, TEASERS_PER_BUNDLE, Tag, Teaser, TeasersBundle,
};

/// How many values of a facet are shown at once; the rest opens on demand. `publish` puts the most frequent first.
pub const VALUES_SHOWN: usize = 8;

/// How many articles a page of a list shows; `publish` cuts its lists alike.
pub const LIST_LENGTH: usize = 20;

/// What was found among the rows of one of the tags.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Numbers of the articles that have all tags, the newest first.
    pub numbers: Vec<u32>,
    /// How many of them have each tag.
    counts: Vec<(Tag, u32)>,
}

/// The tag of a filter that the fewest articles have, and how many do; none if a tag is not in the archive at all.
/// `facets` are those of the whole list.
pub fn rarest<'a>(filter: &'a Filter, facets: &[FacetValues]) -> Option<(&'a Tag, u32)> {
    let counted: Option<Vec<_>> = filter.tags().iter().map(|tag| Some((tag, value_of(tag, facets)?.count))).collect();
    counted?.into_iter().min_by_key(|(_, count)| *count)
}

/// What a list tells of a tag; none if none of its articles has it.
pub fn value_of<'f>(tag: &Tag, facets: &'f [FacetValues]) -> Option<&'f FacetValue> {
    facets.iter().find(|values| values.facet == tag.facet)?.values.iter().find(|value| value.key == tag.key)
}

/// Looks through rows, the oldest first, for articles that have all tags of a filter. What a row says beyond the file
/// is left aside.
pub fn find(rows: &[RowsBundle], filter: &Filter) -> Found {
    let mut found = Found::default();
    for bundle in rows {
        for row in &bundle.rows {
            let Some((number, places)) = row.split_first() else { continue };
            let tags: Vec<&Tag> = places.iter().filter_map(|place| bundle.tags.get(*place as usize)).collect();
            if filter.tags().iter().all(|tag| tags.contains(&tag)) {
                found.numbers.push(*number);
                for tag in tags {
                    match found.counts.iter_mut().find(|(counted, _)| counted == tag) {
                        Some((_, count)) => *count += 1,
                        None => found.counts.push((tag.clone(), 1)),
                    }
                }
            }
        }
    }
    found.numbers.reverse();
    found
}

impl Found {
    /// How many pages the list has; one if nothing was found.
    pub fn pages(&self) -> u32 {
        u32::try_from(self.numbers.len().div_ceil(LIST_LENGTH).max(1)).unwrap_or(u32::MAX)
    }

    /// The numbers of the articles of a page, from 1.
    pub fn on_page(&self, page: u32) -> &[u32] {
        let start = (page.saturating_sub(1) as usize).saturating_mul(LIST_LENGTH).min(self.numbers.len());
        &self.numbers[start..self.numbers.len().min(start + LIST_LENGTH)]
    }

    /// The values by which the list can be filtered further, with those it is filtered by; in the order of the whole
    /// list, whose `facets` are given.
    pub fn facets(&self, filter: &Filter, facets: &[FacetValues]) -> Vec<FacetValues> {
        let counted = |values: &FacetValues| {
            let facet = values.facet;
            let values = values.values.iter().filter_map(|value| {
                let tag = Tag { facet, key: value.key.clone() };
                let count = self.counts.iter().find(|(counted, _)| *counted == tag).map(|(_, count)| *count);
                let count = if filter.has(&tag) { Some(count.unwrap_or_default()) } else { count }?;
                Some(FacetValue { count, ..value.clone() })
            });
            FacetValues { facet, values: values.collect() }
        };
        facets.iter().map(counted).filter(|values| !values.values.is_empty()).collect()
    }
}

/// The files with the teasers of articles, given by their numbers; each once.
pub fn teaser_files(numbers: &[u32]) -> Vec<u32> {
    let mut files: Vec<_> = numbers.iter().map(|number| number / TEASERS_PER_BUNDLE).collect();
    files.dedup();
    files
}

/// The teasers of articles, from the files [`teaser_files`] named. Those that are not there are left out.
pub fn teasers(numbers: &[u32], files: &[u32], bundles: Vec<TeasersBundle>) -> Vec<Teaser> {
    let teaser = |number: &u32| {
        let file = files.iter().position(|file| *file == number / TEASERS_PER_BUNDLE)?;
        bundles.get(file)?.items.get((number % TEASERS_PER_BUNDLE) as usize).cloned()
    };
    numbers.iter().filter_map(teaser).collect()
}

/// The filter in the addresses of the other language; none if it is not known there.
pub fn translated(filter: &Filter, facets: &[FacetValues]) -> Option<Filter> {
    let tags = filter.tags().iter().map(|tag| {
        let key = value_of(tag, facets)?.translation.clone().unwrap_or_else(|| tag.key.clone());
        Some(Tag { facet: tag.facet, key })
    });
    tags.collect()
}

/// A page of a filtered list. `whole` is the first page of the list of all articles.
pub fn list(whole: &ListBundle, filter: &Filter, found: &Found, page: u32, items: Vec<Teaser>) -> ListBundle {
    ListBundle {
        schema: whole.schema,
        lang: whole.lang,
        page,
        pages: found.pages(),
        total: u32::try_from(found.numbers.len()).unwrap_or(u32::MAX),
        translations: Vec::new(),
        items,
        facets: found.facets(filter, &whole.facets),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Facet, SCHEMA};

    fn tag(facet: Facet, key: &str) -> Tag {
        Tag { facet, key: key.parse().unwrap() }
    }

    fn rows() -> Vec<RowsBundle> {
        let tags = vec![tag(Facet::Topic, "diaspora"), tag(Facet::Year, "2018"), tag(Facet::Year, "2019")];
        let first = RowsBundle { schema: SCHEMA, tags: tags.clone(), rows: vec![vec![3, 0, 1], vec![5, 0, 2]] };
        let second = RowsBundle { schema: SCHEMA, tags, rows: vec![vec![9, 0, 1], vec![11, 0, 77], vec![]] };
        vec![first, second]
    }

    #[test]
    fn articles_with_all_tags_are_found_newest_first() {
        let filter: Filter = [tag(Facet::Topic, "diaspora"), tag(Facet::Year, "2018")].into_iter().collect();
        let found = find(&rows(), &filter);
        assert_eq!(found.numbers, [9, 3]);
        assert_eq!(found.pages(), 1);
        assert_eq!(found.on_page(1), [9, 3]);
        assert!(found.on_page(2).is_empty() && found.on_page(0) == [9, 3]);
    }

    #[test]
    fn the_rarest_tag_is_the_one_to_load() {
        let values = |facet, values: &[(&str, u32)]| FacetValues {
            facet,
            values: values
                .iter()
                .map(|(key, count)| FacetValue {
                    key: key.parse().unwrap(),
                    name: (*key).to_owned(),
                    count: *count,
                    translation: (*key == "health").then(|| "gesundheit".parse().unwrap()),
                })
                .collect(),
        };
        let facets = [values(Facet::Topic, &[("health", 9)]), values(Facet::Year, &[("2018", 4), ("2019", 30)])];
        let filter: Filter = [tag(Facet::Topic, "health"), tag(Facet::Year, "2018")].into_iter().collect();
        assert_eq!(rarest(&filter, &facets), Some((&tag(Facet::Year, "2018"), 4)));
        assert_eq!(rarest(&filter.with(tag(Facet::Country, "deu")), &facets), None);
        let there: Filter = [tag(Facet::Topic, "gesundheit"), tag(Facet::Year, "2018")].into_iter().collect();
        assert_eq!(translated(&filter, &facets), Some(there));
        let nothing = Found::default().facets(&filter, &facets);
        assert_eq!(
            nothing.iter().map(|values| values.values.len()).collect::<Vec<_>>(),
            [1, 1],
            "what is chosen stays"
        );
        assert!(nothing.iter().all(|values| values.values[0].count == 0));
    }

    proptest! {
        #[test]
        fn whatever_rows_say_nothing_panics(
            rows in proptest::collection::vec(proptest::collection::vec(any::<u32>(), 0..6), 0..40),
            page in any::<u32>(),
        ) {
            let tags = vec![tag(Facet::Topic, "a"), tag(Facet::Year, "2018")];
            let filter: Filter = tags.iter().cloned().collect();
            let found = find(&[RowsBundle { schema: SCHEMA, tags, rows }], &filter);
            prop_assert!(found.on_page(page).len() <= LIST_LENGTH);
            prop_assert!(found.facets(&filter, &[]).is_empty());
        }
    }
}
