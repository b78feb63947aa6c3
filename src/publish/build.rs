//! The way of a build, from files to the finished site.
//!
//! Heads of files are read first, as every page needs to know about others. Texts are read, turned into pages and
//! written one by one on every processor, and then forgotten: what a build holds in memory grows with the heads alone.
//!
//! What the last build remembers ([`super::state`]) tells which pages, lists, feeds and drawings would become what they
//! are. These stay where they lie.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::assets::{Assets, SiteUrl};
use super::check::{heads as check_heads, size as check_size};
use super::embeds::{EmbedAssets, Embeds};
use super::markdown::Text;
use super::output::{self, Output};
use super::prerender::{self, Renderer};
use super::problem::Problems;
use super::progress::Progress;
use super::release::Release;
use super::site::{ListPage, Site, SitePage};
use super::state::{Key, Memory, State, TextState};
use super::{BuildError, BuildOptions, MachineError, Pictures, PublicUrl, Report, schemas};
use super::{
    config, datasets, feeds, files, front_matter, host_files, hosting, icons, index, kept, navigation, offline,
    pictures, places, redirects, search_index, sitemap, twin, words,
};
use crate::model::Block;
use crate::search::Analysis;
use crate::text::{Date, Lang};
use crate::ui::pages::PageData;

/// What threads have for their calls, in bytes: views of deeply nested texts take more than the usual 2 MB.
const STACK: usize = 32 << 20;

/// Reads and checks a content folder without writing anything.
///
/// # Errors
///
/// [`BuildError::Content`] with every problem found, [`BuildError::Machine`] if the folder cannot be read.
pub fn check(content: &Path, today: Date, progress: &Progress) -> Result<Report, BuildError> {
    on_every_processor(|| {
        let (site, mut problems) = read(content, today, progress)?;
        texts(&site, &mut problems, progress, |_| None, |_, _| Ok(()))?;
        let pages = site.item_count() + site.list_pages().len() + Lang::ALL.len();
        let report = Report { items: site.item_count(), pages, ..Report::default() };
        if problems.is_empty() { Ok(report) } else { Err(BuildError::Content(problems)) }
    })
}

/// Builds the whole site.
///
/// # Errors
///
/// As [`check()`]; nothing is written then, and what was published before stays.
pub fn build(options: &BuildOptions, progress: &Progress) -> Result<Report, BuildError> {
    on_every_processor(|| whole(options, progress))
}

fn on_every_processor<T: Send>(work: impl FnOnce() -> Result<T, BuildError> + Send) -> Result<T, BuildError> {
    let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    threads.map_err(MachineError::Threads)?.install(work)
}

fn whole(options: &BuildOptions, progress: &Progress) -> Result<Report, BuildError> {
    let memory = Memory::beside(&options.out)?;
    let recall = || {
        let remembered = memory.recall();
        let before = || Release::read(&options.out, &remembered.release);
        let (before, analyses) = rayon::join(before, || search_index::recall(&memory.analyses()));
        (before, analyses, remembered)
    };
    let content = || read(&options.content, options.today, progress);
    let (read, (before, analyses, remembered)) = rayon::join(content, recall);
    let (site, mut problems) = read?;
    if !problems.is_empty() {
        texts(&site, &mut problems, progress, |_| None, |_, _| Ok(()))?;
        return Err(BuildError::Content(problems));
    }
    let assets = Assets::find(options)?;
    let site_url = options.site_url.as_ref().map(SiteUrl::as_str).or(site.url()).unwrap_or_default();
    let base_url = format!("{}{}", site_url.trim_end_matches('/'), options.public_url.folder());

    let embed_assets = EmbedAssets::find(&options.app, &assets)?;
    let edition = edition(options, &site, &assets, &embed_assets, &base_url)?;
    let before = before.filter(|_| remembered.edition == Some(edition));
    let (remembered, analyses) = match before {
        Some(_) => (remembered, analyses),
        None => (State { drawings: remembered.drawings, ..State::default() }, BTreeMap::new()),
    };
    let output = Output::beside(&options.out, before)?;
    let kept = kept::Kept::read(&options.out);

    assets.write(&output)?;
    output.copy_tree(&options.public)?;
    output.copy_tree_to(&options.content.join(files::MEDIA), files::MEDIA)?;
    for (name, schema) in schemas() {
        output.write_json(&format!("schemas/{name}"), &schema)?;
    }
    for (path, bytes) in bundles_beside_pages(&site)? {
        output.write(&path, &bytes)?;
    }
    for (path, entry) in site.calendar_entries(&base_url) {
        output.write(&path[1..], entry.as_bytes())?;
    }
    for (path, bytes) in site.datasets().iter().flat_map(|dataset| dataset.files(&base_url)) {
        output.write(&path, &bytes)?;
    }
    let drawings = match options.pictures {
        Pictures::None => BTreeMap::new(),
        _ => pictures::write_drawings(&site, &output, &remembered.drawings, progress)?,
    };
    let previews = match options.pictures {
        Pictures::All => pictures::previews(&site, &output),
        _ => BTreeMap::new(),
    };
    let drawn = pictures::write_previews(&previews, &output, progress)?;

    let place = feeds::Place { base_url: &base_url, named_by: site.url().unwrap_or(site_url), today: options.today };
    let renderer = Renderer::new(&site, &assets, &base_url, &previews);
    let embeds = Embeds::new(&site, &embed_assets, &base_url, &previews);
    embeds.write_shared(&output)?;
    let publisher = Publisher {
        site: &site,
        output: &output,
        renderer,
        embeds,
        place,
        remembered: &remembered,
        analyses: &analyses,
    };
    let Pages { listed, texts, lists, analyses } = publisher.pages(&mut problems, progress)?;
    if !problems.is_empty() {
        return Err(BuildError::Content(problems));
    }
    let redirects = redirects::pages(&site, &options.public_url, &base_url);
    let Publisher { renderer, .. } = &publisher;
    let pages_without_address = [renderer.not_found_pages(), renderer.offline_pages()].concat();
    for (file, html) in pages_without_address.into_iter().chain(redirects) {
        output.write(&file, html.as_bytes())?;
    }
    for (path, text) in files_for_programs(&site, &listed, site_url, &base_url, &options.public_url) {
        output.write(&path, text.as_bytes())?;
    }
    let report = Report { items: site.item_count(), pages: listed.len(), files: 0, drawn };
    let redirects = hosting::redirects(&site);
    // The index takes more memory than any other step, and nothing of these.
    drop(publisher);
    drop(listed);
    drop(site);
    let search = Key::of(analyses.values().map(Analysis::as_bytes));
    let is_known =
        remembered.search == Some(search) && output.keep_folder(search_index::FOLDER, |file| !kept.holds(file));
    if !is_known {
        progress.step("indexing", analyses.len());
        search_index::write(analyses.values(), &output)?;
    }
    icons::write(&output)?;
    offline::write(&assets, &output)?;
    kept::keep(&kept, &output)?;
    for (path, text) in hosting::files(redirects, &output.paths(), &options.public_url) {
        output.write(&path, text.as_bytes())?;
    }
    let report = Report { files: output.file_count(), ..report };
    memory.forget()?;
    let release = output.swap_in()?;
    if !is_known {
        search_index::keep(&memory.analyses(), &analyses)?;
    }
    memory.keep(&State { edition: Some(edition), release, texts, lists, search: Some(search), drawings })?;
    progress.finish();
    Ok(report)
}

/// From files to the model, without texts. What is wrong in heads is among the problems.
fn read(content: &Path, today: Date, progress: &Progress) -> Result<(Site, Problems), BuildError> {
    let mut problems = Problems::default();
    let config = config::Config::read(content, today, &mut problems)?;
    let places = places::Places::read(content, &mut problems)?;
    let files = files::read(content, &mut problems)?;
    progress.step("reading", files.len());
    let read = |file| {
        let mut problems = Problems::default();
        let head = front_matter::read(file, &config, &mut problems);
        progress.advance();
        (head, problems)
    };
    let heads: Vec<_> = files.par_iter().map(read).collect();
    let heads: Vec<_> = heads.into_iter().map(|(head, found)| problems.and(head, found)).collect();
    let datasets = datasets::read(content, &config, &mut problems)?;
    let index = index::Index::new(content, &files, &heads, today, datasets);
    check_heads(&files, &heads, &index, &mut problems);
    Ok((Site::new(config, &places, files, heads, index), problems))
}

/// The program that is running: another one may make something else of the same content.
fn program() -> Result<String, MachineError> {
    let program = std::env::current_exe().and_then(|path| path.metadata()?.modified().map(|time| (path, time)));
    Ok(format!("{:?}", program.map_err(MachineError::file("look at", Path::new("publish")))?))
}

/// A key of what every page is made from beside its own text: the program, its options, and what all pages share.
fn edition(
    options: &BuildOptions,
    site: &Site,
    assets: &Assets,
    embeds: &EmbedAssets,
    base_url: &str,
) -> Result<Key, MachineError> {
    let options =
        format!("{:?}", (&options.public_url, options.pictures == Pictures::All, site.config(), assets.names()));
    let [en, de] = Lang::ALL.map(|lang| output::json("navigation.json", &navigation::navigation(site, lang)));
    let embeds = embeds.key().bytes();
    Ok(Key::of([program()?.as_bytes(), options.as_bytes(), base_url.as_bytes(), &en?, &de?, &embeds]))
}

/// Reads every text but those of which `known` has what others need to know, and does something with each in which
/// nothing is wrong, given with the number of its file. What comes of that, in the order of the files, with the texts,
/// which have no blocks any more.
fn texts<T: Send>(
    site: &Site,
    problems: &mut Problems,
    progress: &Progress,
    known: impl Fn(usize) -> Option<Text> + Sync,
    use_text: impl Fn(usize, Option<Vec<Block>>) -> Result<T, MachineError> + Sync,
) -> Result<(Vec<Text>, Vec<T>), MachineError> {
    let read = |(number, file)| {
        let mut problems = Problems::default();
        progress.advance();
        if let Some(text) = known(number) {
            return Ok((text, problems, Some(use_text(number, None)?)));
        }
        let mut text = site.text(number, &mut problems);
        check_size(file, &text, &mut problems);
        let blocks = std::mem::take(&mut text.blocks);
        let used = problems.is_empty().then(|| use_text(number, Some(blocks))).transpose()?;
        Ok::<_, MachineError>((text, problems, used))
    };
    let files: Vec<_> = site.files().enumerate().collect();
    let read: Vec<_> = files.into_par_iter().map(read).collect::<Result<_, _>>()?;
    let mut texts = Vec::with_capacity(read.len());
    let mut all_used = Vec::with_capacity(read.len());
    for (text, found, used) in read {
        texts.push(problems.and(text, found));
        all_used.extend(used);
    }
    site.check_texts(&texts, problems);
    Ok((texts, all_used))
}

/// Makes pages and writes them with all that lies beside them.
struct Publisher<'a> {
    site: &'a Site,
    output: &'a Output,
    renderer: Renderer<'a>,
    embeds: Embeds<'a>,
    place: feeds::Place<'a>,
    remembered: &'a State,
    /// What the search index needs of texts that stay, by the paths of their files.
    analyses: &'a BTreeMap<String, Analysis>,
}

/// What came of an item.
struct Published {
    item: usize,
    listed: sitemap::Listed,
    /// Its text for feeds, if one has it.
    for_feeds: Option<String>,
    /// What the search index needs of it.
    analysis: Option<Analysis>,
}

/// What came of all pages.
struct Pages {
    listed: Vec<sitemap::Listed>,
    /// What is to be remembered of texts, by the paths of their files.
    texts: BTreeMap<String, TextState>,
    /// What is to be remembered of lists and feeds.
    lists: BTreeMap<String, Key>,
    /// What the search index needs of each page, by the path of its file, or of the page where there is none.
    analyses: BTreeMap<String, Analysis>,
}

impl Publisher<'_> {
    /// Writes every page. They come in the order of the items, lists last.
    fn pages(&self, problems: &mut Problems, progress: &Progress) -> Result<Pages, MachineError> {
        let site = self.site;
        let keys: Vec<_> = (0..site.files().len()).into_par_iter().map(|file| site.key(file)).collect();
        let remembered: Vec<_> = site.files().zip(&keys).map(|(file, key)| self.recall(&file.path, *key)).collect();
        let lists = site.list_pages();
        let is_known =
            |item: usize| site.file_of_item(item).is_some_and(|file| remembered.get(file).is_some_and(Option::is_some));
        let feeds = site.pages_with_feed().into_par_iter().filter_map(|page| self.feed(page, &keys, is_known));
        let feeds: Vec<_> = feeds.collect();
        let in_feeds: BTreeSet<_> = feeds.iter().flat_map(|feed| feed.wanted.iter().copied()).collect();
        progress.step("publishing", site.files().len() + lists.len());

        let known = |file: usize| {
            let TextState { links, anchors, fragments, .. } = (*remembered.get(file)?)?.clone();
            let is_in_feed = site.item_of_file(file).is_some_and(|item| in_feeds.contains(&item));
            (!is_in_feed).then_some(Text { links, anchors, fragments, ..Text::default() })
        };
        let of_file = |file: usize, text: Option<Vec<Block>>| match site.item_of_file(file) {
            Some(item) => {
                let is_known = remembered.get(file).is_some_and(Option::is_some);
                self.item(item, text, is_known, in_feeds.contains(&item))
            }
            None => Ok(None),
        };
        let (texts, published) = texts(site, problems, progress, known, of_file)?;
        let mut published: Vec<_> = published.into_iter().flatten().collect();
        let without_file: Vec<_> = site.items_without_file().collect();
        let of_item = |item| self.item(item, Some(Vec::new()), false, false);
        let without_file: Vec<_> = without_file.into_par_iter().map(of_item).collect::<Result<_, _>>()?;
        published.extend(without_file.into_iter().flatten());
        published.sort_by_key(|page| page.item);

        let mut pages = Vec::with_capacity(published.len() + lists.len());
        let mut for_feeds = BTreeMap::new();
        let mut analyses = BTreeMap::new();
        for Published { item, listed, for_feeds: text, analysis } in published {
            for_feeds.extend(text.map(|text| (item, text)));
            analyses.extend(analysis.map(|analysis| (site.name_of(item), analysis)));
            pages.push(listed);
        }
        for page in Lang::ALL.into_iter().filter_map(|lang| site.search_page(lang)) {
            self.write(&page)?;
            pages.push(sitemap::Listed::new(&page));
        }
        let list_page = |list: &ListPage| {
            progress.advance();
            self.list_page(*list)
        };
        let lists: Vec<_> = lists.par_iter().map(list_page).collect::<Result<_, _>>()?;
        let mut list_keys = BTreeMap::new();
        for (listed, file, key) in lists.into_iter().flatten() {
            pages.push(listed);
            list_keys.insert(file, key);
        }
        let write_feed = |feed: &Feed| self.write_feed(feed, &for_feeds);
        feeds.par_iter().map(write_feed).collect::<Result<Vec<()>, _>>()?;
        list_keys.extend(feeds.into_iter().map(|feed| (feed.page.address.path(), feed.key)));
        let files = site.files().zip(keys).zip(texts);
        let text_states =
            files.filter_map(|((file, key), text)| Some((file.path.clone(), state_of(site, key?, text)?)));
        Ok(Pages { listed: pages, texts: text_states.collect(), lists: list_keys, analyses })
    }

    /// What is remembered of a text whose page would become what it is.
    fn recall(&self, path: &str, key: Option<Key>) -> Option<&TextState> {
        let text = self.remembered.texts.get(path).filter(|_| self.analyses.contains_key(path))?;
        let is_same = Some(text.key) == key && text.addresses == self.site.key_of_addresses(&text.links);
        is_same.then_some(text)
    }

    /// Writes the page of an item, given by its number, with its bundle and its twin, or keeps it if it is known.
    fn item(
        &self,
        item: usize,
        text: Option<Vec<Block>>,
        is_known: bool,
        is_in_feed: bool,
    ) -> Result<Option<Published>, MachineError> {
        let Some(page) = self.site.page(item, text.unwrap_or_default()) else { return Ok(None) };
        let PageData::Article(bundle) = page.data.as_ref() else { return Ok(None) };
        let article = &bundle.article;
        let twin = article.twin_path();
        if is_known {
            let files = [page.address.bundle_path(), prerender::file_of(&page.address)];
            files
                .into_iter()
                .chain(twin.iter().map(|path| path[1..].to_owned()))
                .for_each(|file| _ = self.output.keep(&file));
        } else {
            self.write(&page)?;
            if let Some(path) = twin {
                self.output.write(&path[1..], twin::markdown(article, self.place.base_url).as_bytes())?;
            }
        }
        self.embeds.article(&page, is_known, self.output)?;
        let for_feeds = is_in_feed.then(|| feeds::html(article, self.place.base_url));
        let known = self.analyses.get(&self.site.name_of(item)).filter(|_| is_known).cloned();
        let analysis = known.or_else(|| Some(Analysis::of(&search_index::entry(self.site, &page)?)));
        Ok(Some(Published { item, listed: sitemap::Listed::new(&page), for_feeds, analysis }))
    }

    /// Writes a page of a list with its bundle, or keeps it. What sitemaps say of it, its file, and the key of what it
    /// shows.
    fn list_page(&self, list: ListPage) -> Result<Option<(sitemap::Listed, String, Key)>, MachineError> {
        let Some(page) = self.site.list_page(list) else { return Ok(None) };
        let bundle = page.bundle()?;
        let key = Key::of([bundle.as_slice()]);
        let files = [prerender::file_of(&page.address), page.address.bundle_path()];
        let is_known = self.remembered.lists.get(&files[0]) == Some(&key);
        if !is_known || !files.iter().all(|file| self.output.keep(file)) {
            self.write_with(&page, &bundle)?;
        }
        let [file, _] = files;
        Ok(Some((sitemap::Listed::new(&page), file, key)))
    }

    /// The feeds that lie below a page, if it has some, with what is needed to know whether they stay what they are.
    fn feed(&self, page: SitePage, keys: &[Option<Key>], is_known: impl Fn(usize) -> bool) -> Option<Feed> {
        let entries = feeds::articles(self.site, &page)?;
        let of_entry = |item: &usize| keys.get(self.site.file_of_item(*item)?).copied().flatten().map(Key::bytes);
        let of_entries: Vec<_> = entries.iter().filter_map(of_entry).collect();
        let of_page = page.bundle().ok()?;
        let key = Key::of(of_entries.iter().map(<[u8; 16]>::as_slice).chain([of_page.as_slice()]));
        let is_known = self.remembered.lists.get(&page.address.path()) == Some(&key)
            && !entries.is_empty()
            && entries.iter().all(|item| is_known(*item));
        let wanted = if is_known { Vec::new() } else { entries };
        Some(Feed { page, key, is_known, wanted })
    }

    /// Writes the feeds of a list or keeps them. `texts` are those of articles in feeds.
    fn write_feed(&self, feed: &Feed, texts: &BTreeMap<usize, String>) -> Result<(), MachineError> {
        if feed.is_known && feeds::paths(&feed.page).iter().all(|file| self.output.keep(file)) {
            return Ok(());
        }
        for (path, bytes) in feeds::files(self.site, &feed.page, texts, self.place)? {
            self.output.write(&path, &bytes)?;
        }
        Ok(())
    }

    fn write(&self, page: &SitePage) -> Result<(), MachineError> {
        self.write_with(page, &page.bundle()?)
    }

    fn write_with(&self, page: &SitePage, bundle: &[u8]) -> Result<(), MachineError> {
        self.output.write(&page.address.bundle_path(), bundle)?;
        self.output.write(&prerender::file_of(&page.address), self.renderer.page(page).as_bytes())
    }
}

/// The feeds of a list or section.
struct Feed {
    /// The first page of the list, or that of the section, without its text.
    page: SitePage,
    /// Of what the feeds hold.
    key: Key,
    /// Whether they would become what they are.
    is_known: bool,
    /// The articles whose texts they need, as numbers of items.
    wanted: Vec<usize>,
}

/// What is to be remembered of a text; nothing if its page shows what no key knows of.
fn state_of(site: &Site, key: Key, text: Text) -> Option<TextState> {
    let Text { links, anchors, fragments, shows_more, .. } = text;
    let addresses = site.key_of_addresses(&links);
    (!shows_more).then_some(TextState { key, links, addresses, anchors, fragments })
}

/// What search engines and other programs look for, by path.
fn files_for_programs(
    site: &Site,
    pages: &[sitemap::Listed],
    site_url: &str,
    base_url: &str,
    public_url: &PublicUrl,
) -> Vec<(String, String)> {
    let is_known = !site_url.is_empty();
    let mut files = vec![("robots.txt".to_owned(), host_files::robots(is_known.then_some(base_url)))];
    if is_known {
        files.extend(sitemap::files(pages, base_url, sitemap::MOST_PAGES));
    }
    if let Some(security) = site.security() {
        let is_at_root = is_known && public_url.folder().is_empty();
        let text = host_files::security(security, is_at_root.then_some(base_url));
        files.push((host_files::SECURITY.to_owned(), text));
    }
    let manifests = Lang::ALL.map(|lang| (host_files::manifest_file(lang), host_files::manifest(lang, public_url)));
    files.extend(manifests.into_iter().map(|(path, manifest)| (path, manifest.to_string())));
    files
}

/// The bundles that belong to no single page.
fn bundles_beside_pages(site: &Site) -> Result<Vec<(String, Vec<u8>)>, MachineError> {
    let mut bundles = Vec::new();
    for catalogue in site.catalogues() {
        bundles.extend(catalogue.shards()?);
    }
    for lang in Lang::ALL {
        let path = format!("bundles/{lang}/navigation.json");
        bundles.push((path.clone(), output::json(&path, &navigation::navigation(site, lang))?));
        bundles.extend(words::shards(site, lang)?);
    }
    Ok(bundles)
}
