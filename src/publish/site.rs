//! Step 5: the typed model of the whole site, and the bundle of each page.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::MachineError;
use super::config::Config;
use super::files::ContentFile;
use super::front_matter::Head;
use super::index::Index;
use super::markdown::Text;
use crate::model::{Article, ArticleBundle, ArticleKind, ListBundle, Named, SCHEMA, Section, Teaser, Translation};
use crate::text::{Date, Lang, Slug};
use crate::ui::pages::PageData;
use crate::ui::routes::{Address, Route};

/// How many articles a page of the list shows.
const LIST_LENGTH: usize = 20;

/// How many of the newest articles the front page shows.
const LATEST_LENGTH: usize = 6;

/// Everything that is published, checked.
#[derive(Debug)]
pub(super) struct Site {
    /// Scheme and host, from `site.toml`.
    pub(super) url: Option<String>,
    /// Sorted by language, section, and then as lists show them.
    items: Vec<Item>,
}

/// A content item in one language.
#[derive(Debug)]
struct Item {
    address: Address,
    aliases: Vec<String>,
    order: u32,
    is_index: bool,
    article: Article,
}

/// A page of the site, with what it shows.
#[derive(Debug)]
pub(super) struct SitePage {
    pub(super) address: Address,
    pub(super) data: Arc<PageData>,
}

impl SitePage {
    /// The bundle of the page, as bytes.
    pub(super) fn bundle(&self) -> Result<Vec<u8>, MachineError> {
        match self.data.as_ref() {
            PageData::Article(bundle) => self.json(bundle),
            PageData::List(bundle) => self.json(bundle),
            PageData::NotFound => Ok(Vec::new()),
        }
    }

    fn json(&self, bundle: &impl Serialize) -> Result<Vec<u8>, MachineError> {
        serde_json::to_vec(bundle).map_err(|source| MachineError::Json { path: self.address.bundle_path(), source })
    }

    /// When the page was last changed, for the sitemap.
    pub(super) fn changed(&self) -> Option<Date> {
        let newest = |teasers: &[Teaser]| teasers.iter().filter_map(|teaser| teaser.date).max();
        match self.data.as_ref() {
            PageData::Article(bundle) => bundle.article.updated.or(bundle.article.date).or(newest(&bundle.latest)),
            PageData::List(list) => newest(&list.items),
            PageData::NotFound => None,
        }
    }
}

impl Site {
    /// The model of files that were found to have no problems.
    pub(super) fn new(
        config: Config,
        files: Vec<ContentFile>,
        heads: Vec<Head>,
        texts: Vec<Text>,
        index: &Index,
    ) -> Self {
        let mut versions: BTreeMap<(Section, Slug), Vec<Translation>> = BTreeMap::new();
        let mut published = Vec::with_capacity(files.len());
        for ((file, head), text) in files.into_iter().zip(heads).zip(texts) {
            let Some(address) = index.address(&file.path).filter(|_| !index.is_held_back(&file.path)) else { continue };
            let version = Translation { lang: file.lang, path: address.path() };
            versions.entry((file.section, file.id.clone())).or_default().push(version);
            published.push((address.clone(), file, head, text));
        }
        let mut items: Vec<_> = published
            .into_iter()
            .map(|(address, file, head, text)| {
                let versions = versions.get(&(file.section, file.id.clone())).map(Vec::as_slice).unwrap_or_default();
                item(address, file, head, text, &config, versions)
            })
            .collect();
        items.sort_by(|a, b| {
            let place = |item: &Item| (item.article.lang, item.article.section, !item.is_index, item.order);
            let newest_first = b.article.date.cmp(&a.article.date);
            place(a).cmp(&place(b)).then(newest_first).then_with(|| a.article.id.cmp(&b.article.id))
        });
        Self { url: config.url, items }
    }

    /// Content items, counted once for each language.
    pub(super) fn item_count(&self) -> usize {
        self.items.len()
    }

    /// Former addresses with the present one.
    pub(super) fn redirects(&self) -> impl Iterator<Item = (&str, &Address)> {
        self.items.iter().flat_map(|item| item.aliases.iter().map(|alias| (alias.as_str(), &item.address)))
    }

    /// Every page, in the order of the items; lists last.
    pub(super) fn pages(&self) -> Vec<SitePage> {
        let latest: BTreeMap<Lang, Vec<Teaser>> = Lang::ALL.into_iter().map(|lang| (lang, self.news(lang))).collect();
        let articles = self.items.iter().map(|item| {
            let bundle = ArticleBundle {
                schema: SCHEMA,
                article: item.article.clone(),
                children: self.children(item),
                latest: match item.address.route {
                    Route::Home => latest[&item.address.lang].iter().take(LATEST_LENGTH).cloned().collect(),
                    _ => Vec::new(),
                },
            };
            SitePage { address: item.address.clone(), data: Arc::new(PageData::Article(bundle)) }
        });
        let page_count = |lang: Lang| number(latest[&lang].len().div_ceil(LIST_LENGTH).max(1));
        let lists = Lang::ALL.into_iter().flat_map(|lang| {
            let (latest, pages) = (&latest[&lang], page_count(lang));
            let pages_in_other_language = page_count(lang.other());
            (1..=pages).map(move |page| {
                let start = (page as usize - 1) * LIST_LENGTH;
                let items = latest.iter().skip(start).take(LIST_LENGTH).cloned().collect();
                let total = number(latest.len());
                let bundle = ListBundle { schema: SCHEMA, lang, page, pages, total, pages_in_other_language, items };
                SitePage { address: Address::new(lang, Route::News(page)), data: Arc::new(PageData::List(bundle)) }
            })
        });
        articles.chain(lists).collect()
    }

    /// The articles of a language, newest first.
    fn news(&self, lang: Lang) -> Vec<Teaser> {
        let in_news = |item: &&Item| item.article.lang == lang && item.article.section == Section::News;
        self.items.iter().filter(in_news).map(|item| item.article.teaser()).collect()
    }

    /// The pages below a section's own page.
    fn children(&self, parent: &Item) -> Vec<Teaser> {
        let is_child = |item: &&Item| {
            parent.is_index
                && !item.is_index
                && item.article.lang == parent.article.lang
                && item.article.section == parent.article.section
        };
        self.items.iter().filter(is_child).map(|item| item.article.teaser()).collect()
    }
}

fn item(
    address: Address,
    file: ContentFile,
    head: Head,
    text: Text,
    config: &Config,
    versions: &[Translation],
) -> Item {
    let lang = file.lang;
    let topics = head.topics.into_iter().map(|key| {
        let name = config.topics.get(&key).map(|name| name.in_lang(lang).to_owned()).unwrap_or_default();
        Named { key, name }
    });
    let countries = head.countries.into_iter().map(|key| {
        let name = config.countries.get(&key).map(|name| name.in_lang(lang).to_owned()).unwrap_or_default();
        Named { key, name }
    });
    let is_index = file.is_index();
    let article = Article {
        id: file.id,
        lang,
        section: file.section,
        kind: head.kind.unwrap_or(ArticleKind::Page),
        path: address.path(),
        title: head.title,
        summary: head.summary,
        date: head.date,
        date_note: head.date_note,
        updated: head.updated,
        place: head.place,
        scope: head.scope,
        topics: topics.collect(),
        countries: countries.collect(),
        sdgs: head.sdgs,
        body: text.blocks,
        sources: head.sources,
        translations: versions.iter().filter(|version| version.lang != lang).cloned().collect(),
    };
    Item { address, aliases: head.aliases, order: head.order.unwrap_or(u32::MAX), is_index, article }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
