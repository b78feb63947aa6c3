//! The addresses of what others put on their pages: the frames, and the pages that tell how to do it.
//!
//! | what | English | German |
//! |---|---|---|
//! | article | `/embed/en/article/round-table/` | `/embed/de/article/round-table/` |
//! | list of articles | `/embed/en/news/topic/health/country/deu/` | `/embed/de/news/topic/health/country/deu/` |
//! | chart | `/embed/en/chart/departures/per-year/` | `/embed/de/chart/departures/per-year/` |
//! | chart, drawn otherwise | `/embed/en/chart/departures/per-year/line/share/` | the same below `/embed/de/` |
//! | search | `/embed/en/search/` | `/embed/de/search/` |
//! | how to embed a page | `/embed/code/news/round-table/` | `/embed/code/de/aktuelles/runder-tisch/` |
//!
//! Frames are named alike in every language, by ids and by the names in English addresses, so that `elements.js` can
//! make their addresses of the attributes of an element. They are promises: other people's pages hold them.

use crate::model::Tag;
use crate::text::{Lang, Slug};

/// The folder of everything that may stand in a frame, from `/`.
pub const FOLDER: &str = "/embed/";

/// Something that can stand on other people's pages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Embed {
    /// An article, by its id.
    Article(Slug),
    /// The newest articles with all of some tags, each called as in English addresses.
    News(Vec<Tag>),
    /// A chart of a dataset, both by id.
    Chart(Slug, String),
    /// The search.
    Search,
}

impl Embed {
    /// Where its frame lies, from `/`, with a slash at the end.
    pub fn path(&self, lang: Lang) -> String {
        let rest = match self {
            Self::Article(id) => format!("article/{id}/"),
            Self::News(tags) => {
                let tags = tags.iter().map(|tag| format!("{}/{}/", tag.facet.key(), tag.key));
                format!("news/{}", tags.collect::<String>())
            }
            Self::Chart(dataset, view) => format!("chart/{dataset}/{view}/"),
            Self::Search => "search/".to_owned(),
        };
        format!("{FOLDER}{lang}/{rest}")
    }

    /// The custom element that makes the frame, as `elements.js` defines it.
    pub const fn element(&self) -> &'static str {
        match self {
            Self::Article(_) => "iom-article",
            Self::News(_) => "iom-news",
            Self::Chart(..) => "iom-chart",
            Self::Search => "iom-search",
        }
    }

    /// The attributes that tell the element what to show.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Article(id) => vec![("article", id.to_string())],
            Self::News(tags) => tags.iter().map(|tag| (tag.facet.key(), tag.key.to_string())).collect(),
            Self::Chart(dataset, view) => vec![("dataset", dataset.to_string()), ("view", view.clone())],
            Self::Search => Vec::new(),
        }
    }

    /// The height reserved for it until it tells its own, in pixels; as in `elements.js`.
    pub const fn height_px(&self) -> u32 {
        match self {
            Self::Article(_) => 560,
            Self::News(_) => 480,
            Self::Chart(..) => 640,
            Self::Search => 240,
        }
    }
}

/// Where it is told how to embed what a page shows, by the path of the page.
pub fn code_path(page: &str) -> String {
    format!("{FOLDER}code{page}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Facet;

    #[test]
    fn frames_are_called_alike_in_every_language() {
        let tag = |facet: Facet, key: &str| Tag { facet, key: key.parse().unwrap() };
        let news = Embed::News(vec![tag(Facet::Topic, "health"), tag(Facet::Country, "deu")]);
        assert_eq!(news.path(Lang::De), "/embed/de/news/topic/health/country/deu/");
        assert_eq!(news.attributes(), [("topic", "health".to_owned()), ("country", "deu".to_owned())]);
        assert_eq!(Embed::Article("x".parse().unwrap()).path(Lang::En), "/embed/en/article/x/");
        assert_eq!(code_path("/de/aktuelles/x/"), "/embed/code/de/aktuelles/x/");
    }
}
