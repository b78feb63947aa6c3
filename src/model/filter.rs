//! What the list of articles is filtered by.

use serde::{Deserialize, Serialize};

use crate::text::{Slug, keyed_enum};

keyed_enum! {
    /// A property of articles by which their list is filtered.
    pub enum Facet {
        /// The type of text.
        Type = "type",
        /// Germany or the world.
        Scope = "scope",
        /// A subject.
        Topic = "topic",
        /// A country concerned.
        Country = "country",
        /// The year of the article's date.
        Year = "year",
        /// A goal of the 2030 Agenda.
        Goal = "goal",
        /// The month of the article's date, `2018-05`: for the archive, not to narrow lists by.
        Month = "month",
    }
}

impl Facet {
    /// Whether readers can narrow lists by this facet.
    pub const fn is_offered(self) -> bool {
        !matches!(self, Self::Month)
    }

    /// Whether an article can have several values of this facet, so that choosing a second one narrows the list.
    pub const fn has_many(self) -> bool {
        matches!(self, Self::Topic | Self::Country | Self::Goal)
    }

    /// Whether a list by this facet has a feed.
    pub const fn has_feed(self) -> bool {
        matches!(self, Self::Type | Self::Scope | Self::Topic)
    }
}

/// A value of a facet, named as in addresses of one language: `topic` and `rueckkehr-und-reintegration`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Tag {
    /// The property.
    pub facet: Facet,
    /// Its value, as it stands in addresses.
    pub key: Slug,
}

/// The tags an article must have to be listed, all of them; sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filter(Vec<Tag>);

impl Filter {
    /// A filter of a single tag.
    pub fn only(tag: Tag) -> Self {
        Self(vec![tag])
    }

    /// The tags.
    pub fn tags(&self) -> &[Tag] {
        &self.0
    }

    /// Whether a tag is among those asked for.
    pub fn has(&self, tag: &Tag) -> bool {
        self.0.contains(tag)
    }

    /// The same with one more tag, which takes the place of another value where an article can have only one.
    pub fn with(&self, tag: Tag) -> Self {
        let stays = |other: &&Tag| **other != tag && (other.facet != tag.facet || tag.facet.has_many());
        let mut tags: Vec<_> = self.0.iter().filter(stays).cloned().collect();
        let place = tags.iter().position(|other| *other > tag).unwrap_or(tags.len());
        tags.insert(place, tag);
        Self(tags)
    }

    /// The same without a tag.
    pub fn without(&self, tag: &Tag) -> Self {
        Self(self.0.iter().filter(|other| *other != tag).cloned().collect())
    }
}

impl FromIterator<Tag> for Filter {
    fn from_iter<I: IntoIterator<Item = Tag>>(tags: I) -> Self {
        tags.into_iter().fold(Self::default(), |filter, tag| filter.with(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(facet: Facet, key: &str) -> Tag {
        Tag { facet, key: key.parse().unwrap() }
    }

    #[test]
    fn a_second_year_replaces_the_first_and_a_second_topic_narrows() {
        let filter: Filter = [tag(Facet::Year, "2018"), tag(Facet::Topic, "diaspora")].into_iter().collect();
        let other_year = filter.with(tag(Facet::Year, "2019"));
        assert_eq!(other_year.tags(), [tag(Facet::Topic, "diaspora"), tag(Facet::Year, "2019")]);
        assert_eq!(filter.with(tag(Facet::Topic, "health")).tags().len(), 3);
        assert_eq!(filter.with(tag(Facet::Topic, "diaspora")), filter);
        assert_eq!(filter.without(&tag(Facet::Year, "2018")), Filter::only(tag(Facet::Topic, "diaspora")));
    }
}
