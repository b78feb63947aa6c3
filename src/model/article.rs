//! One content item in one language, and what a list shows of it.

use serde::{Deserialize, Serialize};

use super::{Block, Section};
use crate::text::{CountryCode, Date, Lang, SdgTag, Slug, keyed_enum};

/// One content item in one language: an article, or the text of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Article {
    /// The item's name, the same in every language and for ever.
    pub id: Slug,
    /// The language the text is in.
    pub lang: Lang,
    /// The part of the site it belongs to.
    pub section: Section,
    /// What kind of text it is.
    pub kind: ArticleKind,
    /// Its address from `/`, without the folder the site lies in.
    pub path: String,
    /// Title, plain text.
    pub title: String,
    /// One or two sentences, plain text, at most 300 characters.
    pub summary: String,
    /// Day, month or year of the event or of publication; absent for pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What is uncertain about the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_note: Option<String>,
    /// When the facts were last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Whether it is about Germany or the world.
    pub scope: Scope,
    /// Subjects, the most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Named<Slug>>,
    /// Countries concerned, in the order of the editor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<Named<CountryCode>>,
    /// Goals and targets of the 2030 Agenda.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sdgs: Vec<SdgTag>,
    /// The text.
    pub body: Vec<Block>,
    /// Where the facts come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// The same item in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
}

keyed_enum! {
    /// What kind of text an item is.
    pub enum ArticleKind {
        /// A report.
        News = "news",
        /// A text for the press.
        PressRelease = "press-release",
        /// A personal account from the office.
        Blog = "blog",
        /// A portrait of people.
        Story = "story",
        /// Something that takes place.
        Event = "event",
        /// A position.
        Statement = "statement",
        /// A book, a study, a handbook.
        Publication = "publication",
        /// A page of a section, without a date.
        Page = "page",
    }
}

keyed_enum! {
    /// Whether an item is about Germany or the world.
    #[derive(Default)]
    pub enum Scope {
        /// About Germany or the office there.
        #[default]
        Local = "local",
        /// World news.
        Global = "global",
    }
}

/// A key together with its name in the language of the bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Named<K> {
    /// The key, the same in every language.
    pub key: K,
    /// The name shown to readers.
    pub name: String,
}

/// Where facts come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Source {
    /// What it is, in words.
    pub title: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What else a reader should know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The same item in another language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Translation {
    /// The other language.
    pub lang: Lang,
    /// Address from `/`, without the folder the site lies in.
    pub path: String,
}

/// What a list shows of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Teaser {
    /// The item's name.
    pub id: Slug,
    /// What kind of text it is.
    pub kind: ArticleKind,
    /// Address from `/`, without the folder the site lies in.
    pub path: String,
    /// Title, plain text.
    pub title: String,
    /// Summary, plain text.
    pub summary: String,
    /// Day, month or year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl Article {
    /// What a list shows of this article.
    pub fn teaser(&self) -> Teaser {
        Teaser {
            id: self.id.clone(),
            kind: self.kind,
            path: self.path.clone(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            date: self.date,
            place: self.place.clone(),
        }
    }
}
