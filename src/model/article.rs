//! One content item in one language, and what a list shows of it.

use serde::{Deserialize, Serialize};

use super::block::Flaw;
use super::{Block, Section};
use crate::text::{CountryCode, Date, Lang, SdgTag, Slug, check_href, keyed_enum};

/// The longest title of an article, in characters. A browser needs a third of a millisecond for each letter of a word
/// in the face of headlines.
pub const MAX_TITLE_CHARS: usize = 120;

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
    /// Title, plain text, at most [`MAX_TITLE_CHARS`] characters.
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
    /// The goals among them, and those of its targets, with their pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// The goal of the 2030 Agenda whose own page this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<u8>,
    /// A drawing of what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
    /// Path of the entry for calendars, if it is an event on a known day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
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
    /// How it is called in addresses of this language, if not by its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<Slug>,
}

/// A goal of the 2030 Agenda and where it is explained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Goal {
    /// 1 to 17.
    pub number: u8,
    /// Its official short name.
    pub name: String,
    /// Address of its page from `/`, without the folder the site lies in.
    pub path: String,
}

/// A drawing of what an item is about, made by `publish`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Cover {
    /// Path of the picture from `/`, without the folder the site lies in. 16 : 9.
    pub path: String,
    /// What can be seen, for those who do not see it.
    pub alt: String,
    /// Whether it is a map, which is shown with a note on its borders.
    #[serde(default)]
    pub map: bool,
}

/// A link to a page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct PageLink {
    /// The title of the page, plain text.
    pub title: String,
    /// Address from `/`, without the folder the site lies in.
    pub path: String,
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
    /// Path of the drawing of what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    /// The goal of the 2030 Agenda whose own page it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<u8>,
}

impl Article {
    /// The path of the same text as Markdown; only articles have one.
    pub fn twin_path(&self) -> Option<String> {
        (self.section == Section::News).then(|| format!("{}index.md", self.path))
    }

    /// A link to this article.
    pub fn link(&self) -> PageLink {
        PageLink { title: self.title.clone(), path: self.path.clone() }
    }

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
            cover: self.cover.as_ref().map(|cover| cover.path.clone()),
            goal: self.goal,
        }
    }
}

impl Teaser {
    /// A link to what it stands for.
    pub fn link(&self) -> PageLink {
        PageLink { title: self.title.clone(), path: self.path.clone() }
    }

    /// Checks that title and paths may stand on a page.
    pub(super) fn check(&self) -> Result<(), Flaw> {
        check_title(&self.title)?;
        check_href(&self.path)?;
        Ok(self.cover.as_deref().map_or(Ok(()), check_href)?)
    }
}

/// Checks that a title is not too long for browsers.
pub(super) fn check_title(title: &str) -> Result<(), Flaw> {
    if title.chars().count() > MAX_TITLE_CHARS { Err(Flaw::LongTitle) } else { Ok(()) }
}
