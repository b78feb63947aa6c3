//! Step 5: the typed model of the whole site, and the bundle of each page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::MachineError;
use super::calendar;
use super::check;
use super::config::{Config, Security};
use super::covers::Point;
use super::datasets::DataSource;
use super::facets::{Catalogue, NamedTag, goal_numbers, slug_of, tags_of};
use super::files::ContentFile;
use super::front_matter::Head;
use super::illustrations::{self, on_world};
use super::index::{Index, cover_path};
use super::markdown::{self, Text};
use super::output::json;
use super::places::Places;
use super::problem::Problems;
use super::state::Key;
use crate::model::{
    Article, ArticleBundle, ArticleKind, Block, Dataset, DatasetCard, Facet, Goal, Heading, Inline, Named, SCHEMA,
    Scope, Section, Tag, Teaser, Translation,
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

/// Everything that is published but the texts. These are read from their files when their page is made, and not kept:
/// as blocks, those of a large archive would fill the memory.
#[derive(Debug)]
pub(super) struct Site {
    config: Config,
    /// Every content file, published or not, with the byte at which its text begins.
    files: Vec<(ContentFile, usize)>,
    index: Index,
    /// Sorted by language, section, and then as lists show them.
    items: Vec<Item>,
    /// The item that each file is, if it is published.
    item_of_file: Vec<Option<usize>>,
    news: BTreeMap<Lang, News>,
}

/// The articles of a language.
#[derive(Debug)]
struct News {
    catalogue: Catalogue,
    /// The place of the newest among the items; the others follow.
    newest: usize,
    /// For each article, from the oldest, those that have the most in common with it.
    related: Vec<Vec<usize>>,
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
    /// The number of its file, if it is one.
    file: Option<usize>,
    /// Where on the globe its places lie.
    pub(super) points: Vec<Point>,
    /// Without its text, if that is in a file.
    pub(super) article: Article,
}

/// A page of a list of articles.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListPage {
    lang: Lang,
    list: usize,
    page: u32,
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
    /// The model of files whose heads have no problems.
    pub(super) fn new(
        config: Config,
        places: &Places,
        files: Vec<ContentFile>,
        heads: Vec<Head>,
        index: Index,
    ) -> Self {
        let mut versions: BTreeMap<(Section, &Slug), Vec<Translation>> = BTreeMap::new();
        let mut goals: BTreeMap<(Lang, u8), Goal> = BTreeMap::new();
        let published = |file: &ContentFile| index.address(&file.path).filter(|_| !index.is_held_back(&file.path));
        for (file, head) in files.iter().zip(&heads) {
            let Some(address) = published(file) else { continue };
            let version = Translation { lang: file.lang, path: address.path() };
            versions.entry((file.section, &file.id)).or_default().push(version);
            if let Some(number) = head.goal {
                goals.insert((file.lang, number), Goal { number, name: head.title.clone(), path: address.path() });
            }
        }
        let starts: Vec<_> = heads.iter().map(|head| head.body_start).collect();
        let mut items = Vec::with_capacity(files.len());
        for (number, (file, head)) in files.iter().zip(heads).enumerate() {
            let Some(address) = published(file) else { continue };
            let versions = versions.get(&(file.section, &file.id)).map(Vec::as_slice).unwrap_or_default();
            let goals = goals_of(&head.sdgs, file.lang, &goals);
            let item = item(address.clone(), file, head, (&config, places), versions, goals);
            items.push(Item { file: Some(number), ..item });
        }
        for (place, dataset) in index.datasets().iter().enumerate() {
            items.extend(Lang::ALL.map(|lang| dataset_item(dataset, place, lang)));
        }
        items.sort_by(|a, b| {
            let place = |item: &Item| (item.article.lang, item.article.section, !item.is_index, item.order);
            let newest_first = b.article.date.cmp(&a.article.date);
            place(a).cmp(&place(b)).then(newest_first).then_with(|| a.article.id.cmp(&b.article.id))
        });
        let mut item_of_file = vec![None; files.len()];
        for (place, item) in items.iter().enumerate() {
            if let Some(item) = item.file.and_then(|file| item_of_file.get_mut(file)) {
                *item = Some(place);
            }
        }
        let news = Lang::ALL.into_par_iter().map(|lang| (lang, News::new(&items, lang, &config))).collect();
        let files = files.into_iter().zip(starts).collect();
        Self { config, files, index, items, item_of_file, news }
    }

    /// What all content shares.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// Scheme and host, from `site.toml`.
    pub(super) fn url(&self) -> Option<&str> {
        self.config.url.as_deref()
    }

    /// Whom to tell about a weakness, from `site.toml`.
    pub(super) fn security(&self) -> Option<&Security> {
        self.config.security.as_ref()
    }

    /// Content items, counted once for each language.
    pub(super) fn item_count(&self) -> usize {
        self.items.len()
    }

    /// Every dataset.
    pub(super) fn datasets(&self) -> &[DataSource] {
        self.index.datasets()
    }

    /// Every content item in every language.
    pub(super) fn items(&self) -> &[Item] {
        &self.items
    }

    /// Every content file, published or not.
    pub(super) fn files(&self) -> impl ExactSizeIterator<Item = &ContentFile> + Clone {
        self.files.iter().map(|(file, _)| file)
    }

    /// The item that a file is, by their numbers, if it is published.
    pub(super) fn item_of_file(&self, file: usize) -> Option<usize> {
        self.item_of_file.get(file).copied().flatten()
    }

    /// A key of what the page of a file is made from, but for the addresses it links to; none for what is no page.
    pub(super) fn key(&self, file: usize) -> Option<Key> {
        let (source, _) = self.files.get(file)?;
        let page = self.page(self.item_of_file(file)?, Vec::new())?;
        let PageData::Article(bundle) = page.data.as_ref() else { return None };
        let bundle = serde_json::to_vec(bundle).ok()?;
        let ends = page.ends.map(|date| date.to_string()).unwrap_or_default();
        Some(Key::of([source.origin.text().as_bytes(), &bundle, ends.as_bytes()]))
    }

    /// A key of the addresses of files.
    pub(super) fn key_of_addresses(&self, files: &[String]) -> Key {
        let address = |file: &String| match self.index.address(file) {
            Some(address) if !self.index.is_held_back(file) => address.path(),
            _ => String::new(),
        };
        let addresses: Vec<_> = files.iter().map(address).collect();
        Key::of(addresses.iter().map(String::as_bytes))
    }

    /// What an article is filtered by, with values as in English addresses.
    pub(super) fn tags(&self, article: &Article) -> Vec<(Facet, String)> {
        let topic_in_other = |key: &Slug| self.config.topic_name(key, article.lang.other()).to_owned();
        let english = |(tag, _, in_other): NamedTag| match article.lang {
            Lang::En => (tag.facet, tag.key.to_string()),
            Lang::De => (tag.facet, in_other.to_string()),
        };
        tags_of(article, &topic_in_other).into_iter().map(english).collect()
    }

    /// The search page of a language.
    pub(super) fn search_page(&self, lang: Lang) -> Option<SitePage> {
        let [here, there] = [lang, lang.other()].map(|lang| self.news.get(&lang).map(|news| &news.catalogue));
        let data = Arc::new(PageData::List(here?.search_page(there?)));
        Some(SitePage { address: Address::new(lang, Route::Search), data, ends: None })
    }

    /// The items that are no file: the pages of datasets.
    pub(super) fn items_without_file(&self) -> impl Iterator<Item = usize> {
        (0..).zip(&self.items).filter(|(_, item)| item.dataset.is_some()).map(|(number, _)| number)
    }

    /// The path of the file that an item is, given by its number; that of its page if it is no file.
    pub(super) fn name_of(&self, item: usize) -> String {
        let file = self.file_of_item(item).and_then(|file| self.files.get(file)).map(|(file, _)| file.path.clone());
        file.or_else(|| Some(self.items.get(item)?.article.path.clone())).unwrap_or_default()
    }

    /// The file that an item is, by their numbers, if it is one.
    pub(super) fn file_of_item(&self, item: usize) -> Option<usize> {
        self.items.get(item)?.file
    }

    /// Reads the text of a file.
    pub(super) fn text(&self, file: usize, problems: &mut Problems) -> Text {
        let Some((file, body_start)) = self.files.get(file) else { return Text::default() };
        markdown::read(file, *body_start, &self.config, &self.index, problems)
    }

    /// What only all texts together show.
    pub(super) fn check_texts(&self, texts: &[Text], problems: &mut Problems) {
        check::fragments(self.files(), texts, &self.index, problems);
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

    /// The pages below which feeds lie: first pages of lists, and pages of sections, these without their texts.
    pub(super) fn pages_with_feed(&self) -> Vec<SitePage> {
        let has_feed = |address: &Address| address.feed().as_ref() == Some(address);
        let lists = self.news.iter().flat_map(|(lang, news)| {
            let lists = (0..news.catalogue.lists().count())
                .filter(move |list| news.catalogue.address(*list).as_ref().is_some_and(has_feed));
            lists.map(|list| ListPage { lang: *lang, list, page: 1 })
        });
        let sections = self.items.iter().enumerate().filter(|(_, item)| item.is_index && has_feed(&item.address));
        let sections = sections.filter_map(|(number, _)| self.page(number, Vec::new()));
        lists.filter_map(|list| self.list_page(list)).chain(sections).collect()
    }

    /// The newest articles on what a section is about: those that share a topic with one of its pages, a goal that has
    /// its page there, or the global scope of its own page.
    fn newest_on(&self, lang: Lang, section: Section, news: &News, most: usize) -> Vec<usize> {
        let pages: Vec<_> = self.in_section(lang, section).collect();
        let topics: BTreeSet<_> = pages.iter().flat_map(|page| &page.article.topics).map(|topic| &topic.key).collect();
        let goals: BTreeSet<_> = pages.iter().filter_map(|page| page.article.goal).collect();
        let is_global = pages.iter().any(|page| page.is_index && page.article.scope == Scope::Global);
        let belongs = |article: &Article| {
            article.topics.iter().any(|topic| topics.contains(&topic.key))
                || article.sdgs.iter().any(|sdg| goals.contains(&sdg.goal()))
                || (is_global && article.scope == Scope::Global)
        };
        let all = news.items().filter(|item| self.items.get(*item).is_some_and(|item| belongs(&item.article)));
        all.take(most).collect()
    }

    /// The newest articles of a list, as numbers of items, as many as asked for at most.
    pub(super) fn newest(&self, list: &Address, most: usize) -> Vec<usize> {
        let Some(news) = self.news.get(&list.lang) else { return Vec::new() };
        let numbers = match &list.route {
            Route::Section(section) => return self.newest_on(list.lang, *section, news, most),
            Route::Filtered(filter, _) => match filter.tags() {
                [Tag { facet, key }] => news.catalogue.with(*facet, key.as_str()),
                _ => &[],
            },
            _ => news.catalogue.all(),
        };
        numbers.iter().rev().take(most).map(|number| news.item(*number)).collect()
    }

    /// The articles of a language by their tags.
    pub(super) fn catalogues(&self) -> impl Iterator<Item = &Catalogue> {
        self.news.values().map(|news| &news.catalogue)
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

    /// The page of an item, given by its number; `body` is the text of its file.
    pub(super) fn page(&self, number: usize, body: Vec<Block>) -> Option<SitePage> {
        let item = self.items.get(number)?;
        let news = self.news.get(&item.article.lang)?;
        let catalogue = &news.catalogue;
        let latest = match (&item.address.route, item.article.goal) {
            (Route::Home, _) => catalogue.newest().take(LATEST_LENGTH).cloned().collect(),
            (_, Some(goal)) => catalogue.newest_on_goal(goal).take(GOAL_LENGTH).cloned().collect(),
            _ => Vec::new(),
        };
        let mut article = item.article.clone();
        if item.dataset.is_none() {
            article.body = body;
        }
        let mut bundle = ArticleBundle {
            schema: SCHEMA,
            article,
            children: self.children(item),
            latest,
            related: Vec::new(),
            previous: None,
            next: None,
            dataset: self.dataset_of(item),
            datasets: self.cards(item),
        };
        if item.article.section == Section::News {
            let number = news.number(number)?;
            let related = news.related.get(number).map(Vec::as_slice).unwrap_or_default();
            bundle.related = related.iter().filter_map(|n| catalogue.teaser(*n).cloned()).collect();
            let neighbour = |number: Option<usize>| Some(catalogue.teaser(number?)?.link());
            bundle.previous = neighbour(number.checked_sub(1));
            bundle.next = neighbour(number.checked_add(1));
        }
        Some(SitePage { address: item.address.clone(), data: Arc::new(PageData::Article(bundle)), ends: item.ends })
    }

    /// Every page of every list of articles.
    pub(super) fn list_pages(&self) -> Vec<ListPage> {
        let of_lang = |(lang, news): (&Lang, &News)| {
            let lang = *lang;
            let pages = news.catalogue.lists().enumerate();
            pages.flat_map(move |(list, pages)| (1..=pages).map(move |page| ListPage { lang, list, page })).collect()
        };
        self.news.iter().flat_map(|news| -> Vec<_> { of_lang(news) }).collect()
    }

    /// A page of a list of articles.
    pub(super) fn list_page(&self, ListPage { lang, list, page }: ListPage) -> Option<SitePage> {
        let [here, there] = [lang, lang.other()].map(|lang| self.news.get(&lang).map(|news| &news.catalogue));
        let (address, bundle) = here?.list_page(list, page, there?)?;
        Some(SitePage { address, data: Arc::new(PageData::List(bundle)), ends: None })
    }

    fn dataset_of(&self, item: &Item) -> Option<Dataset> {
        Some(self.datasets().get(item.dataset?)?.dataset(item.article.lang, &on_world))
    }

    /// Every dataset with its most telling chart, on the page of the section they belong to; by theme.
    fn cards(&self, item: &Item) -> Vec<DatasetCard> {
        if !item.is_index || item.article.section != Section::DataAndResources {
            return Vec::new();
        }
        let lang = item.article.lang;
        let mut cards: Vec<_> = self.datasets().iter().filter_map(|dataset| dataset.card(lang, &on_world)).collect();
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

impl News {
    /// The articles of a language, from all items in their order.
    fn new(items: &[Item], lang: Lang, config: &Config) -> Self {
        let is_news = |item: &Item| item.article.lang == lang && item.article.section == Section::News;
        let newest = items.iter().position(is_news).unwrap_or_default();
        let articles = items.iter().map(|item| &item.article).skip(newest);
        let articles: Vec<_> =
            articles.take_while(|article| article.lang == lang && article.section == Section::News).collect();
        let topic_in_other = |key: &Slug| config.topic_name(key, lang.other()).to_owned();
        let catalogue = Catalogue::new(lang, articles.into_iter(), &topic_in_other);
        let related = catalogue.related(RELATED_LENGTH);
        Self { catalogue, newest, related }
    }

    /// The items that the articles are, by their numbers, the newest first.
    fn items(&self) -> Range<usize> {
        self.newest..self.newest + self.related.len()
    }

    /// The item that an article is, by their numbers; articles are counted from the oldest.
    fn item(&self, number: usize) -> usize {
        self.newest + (self.related.len() - 1 - number)
    }

    /// The number of the article that an item is.
    fn number(&self, item: usize) -> Option<usize> {
        self.related.len().checked_sub(item.checked_sub(self.newest)? + 1)
    }
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
        file: None,
        points: Vec::new(),
        article,
    }
}

fn item(
    address: Address,
    file: &ContentFile,
    head: Head,
    (config, places): (&Config, &Places),
    versions: &[Translation],
    goals: Vec<Goal>,
) -> Item {
    let lang = file.lang;
    let cover = cover_path(file, &head).map(|path| illustrations::cover(path, &head, lang, config));
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
        id: file.id.clone(),
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
        body: Vec::new(),
        sources: head.sources,
        translations: versions.iter().filter(|version| version.lang != lang).cloned().collect(),
    };
    let order = head.order.unwrap_or(u32::MAX);
    Item {
        address,
        aliases: head.aliases,
        order,
        is_index,
        ends: head.ends,
        dataset: None,
        file: None,
        points,
        article,
    }
}
