//! Step 5: the typed model of the whole site, and the bundle of each page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::MachineError;
use super::calendar;
use super::config::{Config, Security};
use super::covers::Point;
use super::datasets::DataSource;
use super::facets::{Catalogue, goal_numbers, slug_of};
use super::files::ContentFile;
use super::front_matter::Head;
use super::illustrations::{self, on_world};
use super::index::{Index, cover_path};
use super::markdown::Text;
use super::output::json;
use super::places::Places;
use crate::model::{
    Article, ArticleBundle, ArticleKind, Block, Dataset, DatasetCard, Goal, Heading, Inline, Named, SCHEMA, Scope,
    Section, Tag, Teaser, Translation,
};
use crate::text::{Date, Lang, SdgTag, Slug, fold_to_slug};
use crate::ui::pages::PageData;
use crate::ui::routes::{Address, Route};

/// How many of the newest articles the front page shows.
const LATEST_LENGTH: usize = 6;

/// How many of the newest articles the page of a goal shows.
const GOAL_LENGTH: usize = 10;

/// How many related articles an article shows.
const RELATED_LENGTH: usize = 3;

/// Everything that is published, checked.
#[derive(Debug)]
pub(super) struct Site {
    /// Scheme and host, from `site.toml`.
    pub(super) url: Option<String>,
    /// Whom to tell about a weakness, from `site.toml`.
    pub(super) security: Option<Security>,
    /// Sorted by language, section, and then as lists show them.
    items: Vec<Item>,
    catalogues: BTreeMap<Lang, Catalogue>,
    datasets: Vec<DataSource>,
}

/// A content item in one language.
#[derive(Debug)]
pub(super) struct Item {
    address: Address,
    aliases: Vec<String>,
    order: u32,
    is_index: bool,
    ends: Option<Date>,
    /// The dataset whose page it is, by its place among them.
    dataset: Option<usize>,
    /// Where on the globe its places lie.
    pub(super) points: Vec<Point>,
    pub(super) article: Article,
}

/// A page of the site, with what it shows.
#[derive(Debug)]
pub(super) struct SitePage {
    pub(super) address: Address,
    pub(super) data: Arc<PageData>,
    /// The last day of an event that takes several.
    pub(super) ends: Option<Date>,
}

impl SitePage {
    /// The bundle of the page, as bytes.
    pub(super) fn bundle(&self) -> Result<Vec<u8>, MachineError> {
        match self.data.as_ref() {
            PageData::Article(bundle) => json(&self.address.bundle_path(), bundle),
            PageData::List(bundle) => json(&self.address.bundle_path(), bundle),
            PageData::NotFound { .. } => Ok(Vec::new()),
        }
    }

    /// When the page was last changed, for the sitemap.
    pub(super) fn changed(&self) -> Option<Date> {
        let newest = |teasers: &[Teaser]| teasers.iter().filter_map(|teaser| teaser.date).max();
        match self.data.as_ref() {
            PageData::Article(bundle) => bundle.article.updated.or(bundle.article.date).or(newest(&bundle.latest)),
            PageData::List(list) => newest(&list.items),
            PageData::NotFound { .. } => None,
        }
    }
}

impl Site {
    /// The model of files that were found to have no problems.
    pub(super) fn new(
        config: &Config,
        places: &Places,
        files: Vec<ContentFile>,
        heads: Vec<Head>,
        texts: Vec<Text>,
        index: Index,
    ) -> Self {
        let mut versions: BTreeMap<(Section, Slug), Vec<Translation>> = BTreeMap::new();
        let mut goals: BTreeMap<(Lang, u8), Goal> = BTreeMap::new();
        let mut published = Vec::with_capacity(files.len());
        for ((file, head), text) in files.into_iter().zip(heads).zip(texts) {
            let Some(address) = index.address(&file.path).filter(|_| !index.is_held_back(&file.path)) else { continue };
            let version = Translation { lang: file.lang, path: address.path() };
            versions.entry((file.section, file.id.clone())).or_default().push(version);
            if let Some(number) = head.goal {
                goals.insert((file.lang, number), Goal { number, name: head.title.clone(), path: address.path() });
            }
            published.push((address.clone(), file, head, text));
        }
        let mut items: Vec<_> = published
            .into_iter()
            .map(|(address, file, head, text)| {
                let versions = versions.get(&(file.section, file.id.clone())).map(Vec::as_slice).unwrap_or_default();
                let goals = goals_of(&head.sdgs, file.lang, &goals);
                item(address, file, head, text, (config, places), versions, goals)
            })
            .collect();
        let datasets = index.into_datasets();
        for (place, dataset) in datasets.iter().enumerate() {
            items.extend(Lang::ALL.map(|lang| dataset_item(dataset, place, lang)));
        }
        items.sort_by(|a, b| {
            let place = |item: &Item| (item.article.lang, item.article.section, !item.is_index, item.order);
            let newest_first = b.article.date.cmp(&a.article.date);
            place(a).cmp(&place(b)).then(newest_first).then_with(|| a.article.id.cmp(&b.article.id))
        });
        let catalogue = |lang: Lang| {
            let topic_in_other = |key: &Slug| config.topic_name(key, lang.other()).to_owned();
            (lang, Catalogue::new(lang, news(&items, lang), &topic_in_other))
        };
        let catalogues = Lang::ALL.into_iter().map(catalogue).collect();
        Self { url: config.url.clone(), security: config.security.clone(), items, catalogues, datasets }
    }

    /// Content items, counted once for each language.
    pub(super) fn item_count(&self) -> usize {
        self.items.len()
    }

    /// Every dataset.
    pub(super) fn datasets(&self) -> &[DataSource] {
        &self.datasets
    }

    /// Every content item in every language.
    pub(super) fn items(&self) -> &[Item] {
        &self.items
    }

    /// Every content item of a language.
    pub(super) fn articles(&self, lang: Lang) -> impl Iterator<Item = &Article> {
        self.items.iter().map(|item| &item.article).filter(move |article| article.lang == lang)
    }

    /// A section's own page.
    pub(super) fn own_page(&self, lang: Lang, section: Section) -> Option<&Article> {
        self.in_section(lang, section).find(|item| item.is_index).map(|item| &item.article)
    }

    /// The pages below a section's own, those of datasets left out: they are listed apart.
    pub(super) fn pages_below(&self, lang: Lang, section: Section) -> impl Iterator<Item = &Article> {
        let is_below = |item: &&Item| !item.is_index && item.dataset.is_none();
        self.in_section(lang, section).filter(is_below).map(|item| &item.article)
    }

    fn in_section(&self, lang: Lang, section: Section) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.article.lang == lang && item.article.section == section)
    }

    /// The newest articles of a list, as many as asked for at most.
    pub(super) fn newest(&self, list: &Address, most: usize) -> Vec<&Article> {
        let Some(catalogue) = self.catalogues.get(&list.lang) else { return Vec::new() };
        let paths: Vec<&str> = match &list.route {
            Route::Filtered(filter, _) => match filter.tags() {
                [Tag { facet, key }] => paths(catalogue.newest_with(*facet, key.as_str()), most),
                _ => Vec::new(),
            },
            _ => paths(catalogue.newest(), most),
        };
        let in_news = self.in_section(list.lang, Section::News).map(|item| &item.article);
        let mut articles: Vec<_> = in_news.filter(|article| paths.contains(&article.path.as_str())).collect();
        articles.sort_by_key(|article| paths.iter().position(|path| *path == article.path));
        articles
    }

    /// The articles of a language by their tags.
    pub(super) fn catalogues(&self) -> impl Iterator<Item = &Catalogue> {
        self.catalogues.values()
    }

    /// Former addresses with the present one.
    pub(super) fn redirects(&self) -> impl Iterator<Item = (&str, &Address)> {
        self.items.iter().flat_map(|item| item.aliases.iter().map(|alias| (alias.as_str(), &item.address)))
    }

    /// Entries for calendars, by path. `base_url` is the site's address without a slash at the end.
    pub(super) fn calendar_entries(&self, base_url: &str) -> impl Iterator<Item = (&str, String)> {
        self.items.iter().filter_map(move |item| {
            let path = item.article.calendar.as_deref()?;
            Some((path, calendar::entry(&item.article, item.ends, base_url)?))
        })
    }

    /// Every page, in the order of the items; lists last.
    pub(super) fn pages(&self) -> Vec<SitePage> {
        let mut pages = Vec::with_capacity(self.items.len());
        for (lang, catalogue) in &self.catalogues {
            let related = catalogue.related(RELATED_LENGTH);
            let count = related.len();
            // Items stand from the newest article to the oldest, the catalogue counts from the oldest.
            let mut number = count;
            for item in self.items.iter().filter(|item| item.article.lang == *lang) {
                let mut bundle = self.bundle(item, catalogue);
                if item.article.section == Section::News {
                    number -= 1;
                    bundle.related = related[number].iter().filter_map(|n| catalogue.teaser(*n).cloned()).collect();
                    let neighbour = |number: Option<usize>| Some(catalogue.teaser(number?)?.link());
                    bundle.previous = neighbour(number.checked_sub(1));
                    bundle.next = neighbour(Some(number + 1));
                }
                let data = Arc::new(PageData::Article(bundle));
                pages.push(SitePage { address: item.address.clone(), data, ends: item.ends });
            }
        }
        for (lang, catalogue) in &self.catalogues {
            let Some(other) = self.catalogues.get(&lang.other()) else { continue };
            let page = |(address, list)| SitePage { address, data: Arc::new(PageData::List(list)), ends: None };
            pages.extend(catalogue.lists(other).into_iter().map(page));
        }
        pages
    }

    fn bundle(&self, item: &Item, catalogue: &Catalogue) -> ArticleBundle {
        let latest = match (&item.address.route, item.article.goal) {
            (Route::Home, _) => catalogue.newest().take(LATEST_LENGTH).cloned().collect(),
            (_, Some(goal)) => catalogue.newest_on_goal(goal).take(GOAL_LENGTH).cloned().collect(),
            _ => Vec::new(),
        };
        ArticleBundle {
            schema: SCHEMA,
            article: item.article.clone(),
            children: self.children(item),
            latest,
            related: Vec::new(),
            previous: None,
            next: None,
            dataset: self.dataset_of(item),
            datasets: self.cards(item),
        }
    }

    fn dataset_of(&self, item: &Item) -> Option<Dataset> {
        Some(self.datasets.get(item.dataset?)?.dataset(item.article.lang, &on_world))
    }

    /// Every dataset with its most telling chart, on the page of the section they belong to; by theme.
    fn cards(&self, item: &Item) -> Vec<DatasetCard> {
        if !item.is_index || item.article.section != Section::DataAndResources {
            return Vec::new();
        }
        let lang = item.article.lang;
        let mut cards: Vec<_> = self.datasets.iter().filter_map(|dataset| dataset.card(lang, &on_world)).collect();
        cards.sort_by(|a, b| a.theme.cmp(&b.theme));
        cards
    }

    /// The pages below a section's own page.
    fn children(&self, parent: &Item) -> Vec<Teaser> {
        if !parent.is_index {
            return Vec::new();
        }
        self.pages_below(parent.article.lang, parent.article.section).map(Article::teaser).collect()
    }
}

fn paths<'a>(teasers: impl Iterator<Item = &'a Teaser>, most: usize) -> Vec<&'a str> {
    teasers.take(most).map(|teaser| teaser.path.as_str()).collect()
}

/// The articles of a language, newest first, from items in their order.
fn news(items: &[Item], lang: Lang) -> impl DoubleEndedIterator<Item = &Article> {
    let in_news = move |article: &&Article| article.lang == lang && article.section == Section::News;
    items.iter().map(|item| &item.article).filter(in_news)
}

/// The goals named, and those of the targets named, as far as they have pages.
fn goals_of(sdgs: &[SdgTag], lang: Lang, pages: &BTreeMap<(Lang, u8), Goal>) -> Vec<Goal> {
    goal_numbers(sdgs).into_iter().filter_map(|number| pages.get(&(lang, number)).cloned()).collect()
}

/// The page of a dataset: what is counted and how, and what the figures do not show.
fn dataset_item(dataset: &DataSource, place: usize, lang: Lang) -> Item {
    let address = dataset.address(lang);
    let [counted, not_shown] = match lang {
        Lang::En => ["What is counted", "What the figures do not show"],
        Lang::De => ["Was gezählt wird", "Was die Zahlen nicht zeigen"],
    };
    let part = |heading: &str, words: &str| {
        let text = vec![Inline::Text(heading.to_owned())];
        let heading = Heading { level: 2, id: fold_to_slug(heading), text };
        [Block::Heading(heading), Block::Paragraph(vec![Inline::Text(words.to_owned())])]
    };
    let body = [part(counted, dataset.description(lang)), part(not_shown, dataset.caveat(lang))];
    let other = Translation { lang: lang.other(), path: dataset.address(lang.other()).path() };
    let article = Article {
        id: dataset.id.clone(),
        lang,
        section: Section::DataAndResources,
        kind: ArticleKind::Page,
        path: address.path(),
        title: dataset.title(lang).to_owned(),
        summary: dataset.finding(lang).to_owned(),
        date: None,
        date_note: None,
        updated: None,
        place: None,
        scope: Scope::default(),
        topics: Vec::new(),
        countries: Vec::new(),
        sdgs: Vec::new(),
        goals: Vec::new(),
        goal: None,
        cover: None,
        calendar: None,
        body: body.into_iter().flatten().collect(),
        sources: dataset.sources(lang),
        translations: vec![other],
    };
    Item {
        address,
        aliases: Vec::new(),
        order: u32::MAX,
        is_index: false,
        ends: None,
        dataset: Some(place),
        points: Vec::new(),
        article,
    }
}

fn item(
    address: Address,
    file: ContentFile,
    head: Head,
    text: Text,
    (config, places): (&Config, &Places),
    versions: &[Translation],
    goals: Vec<Goal>,
) -> Item {
    let lang = file.lang;
    let cover = cover_path(&file, &head).map(|path| illustrations::cover(path, &head, lang, config));
    let calendar = calendar::path(&head, &address.path());
    let points = head.place.as_deref().map(|place| places.points(place)).unwrap_or_default();
    let topics = head.topics.into_iter().map(|key| {
        let name = config.topic_name(&key, lang).to_owned();
        let slug = slug_of(&name, key.as_str()).filter(|slug| *slug != key);
        Named { key, name, slug }
    });
    let countries = head.countries.into_iter().map(|key| {
        let name = config.country_name(key, lang).to_owned();
        Named { key, name, slug: None }
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
        goals,
        goal: head.goal,
        cover,
        calendar,
        body: text.blocks,
        sources: head.sources,
        translations: versions.iter().filter(|version| version.lang != lang).cloned().collect(),
    };
    let order = head.order.unwrap_or(u32::MAX);
    Item { address, aliases: head.aliases, order, is_index, ends: head.ends, dataset: None, points, article }
}
