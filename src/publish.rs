//! The compiler: turns a content folder into everything a host serves. Native only.
//!
//! 1. [`files`] reads the content folder, [`config`] its `site.toml` and `countries.csv`.
//! 2. [`front_matter`] reads the head of each file; from all heads together [`index`] knows every address.
//! 3. [`markdown`] turns each text into blocks, resolving its links against the index.
//! 4. [`mod@check`] looks at what only all files together show: translations, addresses taken twice, dead fragments.
//!    If any step found a [`Problem`], all of them are reported and nothing is written.
//! 5. [`site`] makes the typed model: one bundle for each page; [`facets`] the lists and what they are filtered by,
//!    [`navigation`] what every page leads to, [`words`] what near addresses are found by, [`calendar`] entries of
//!    events, [`illustrations`] the drawings, made by [`covers`] from [`places`]; [`datasets`] figures with their charts.
//! 6. [`prerender`] renders each page, with what it is about as [`json_ld`] and how it looks where somebody shares it
//!    ([`open_graph`], with [`previews`] of articles); [`redirects`] former addresses. For programs there are [`feeds`] of what is new,
//!    a [`twin`] of each article in Markdown, the [`sitemap`] and the [`host_files`] that every host is asked for;
//!    [`portable`] makes texts fit for readers without the site's styles.
//! 7. [`output`] writes everything beside the old site and swaps it in. [`links`] can look whether any link of the
//!    finished site leads nowhere.
//!
//! [`yaml`] reads values for the heads of files and for [`directives`] in texts; [`readability`] looks at texts in
//! plain German.
//!
//! Beside these, [`styles`] joins the stylesheets before Trunk builds, [`assets`] finds what Trunk built,
//! [`mod@schemas`] describes the bundles, [`scaffold`] starts a new content file, and [`mod@import`] makes drafts of pages
//! from elsewhere.

mod assets;
mod calendar;
mod check;
mod config;
mod covers;
mod datasets;
mod directives;
mod facets;
mod feeds;
mod files;
mod front_matter;
mod host_files;
mod illustrations;
mod import;
mod index;
mod json_ld;
mod links;
mod markdown;
mod navigation;
mod open_graph;
mod output;
mod places;
mod portable;
mod prerender;
mod previews;
mod problem;
mod progress;
mod readability;
mod redirects;
mod scaffold;
mod schemas;
mod site;
mod sitemap;
mod styles;
mod twin;
mod words;
mod yaml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use assets::{PublicUrl, SiteUrl};
pub use import::{ImportError, ImportOptions, ImportReport, Imported, LeftOut, import};
pub use links::{DeadLink, LinkReport, Why, check_links};
pub use problem::{Problem, Problems};
pub use progress::Progress;
pub use scaffold::{ScaffoldError, new_file};
pub use schemas::schemas;
pub use styles::{StyleError, join_styles};

use assets::Assets;
use output::Output;
use previews::Preview;
use site::{Site, SitePage};

use crate::model::{Article, Section};
use crate::text::{Date, Lang};

/// Where a build takes things from and puts them.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The editor's folder.
    pub content: PathBuf,
    /// What Trunk built, or an earlier site: the folder with the hashed wasm, js and css.
    pub app: PathBuf,
    /// Files that are copied as they are.
    pub public: PathBuf,
    /// The folder a host serves. May be the same as `app`.
    pub out: PathBuf,
    /// The path under which the site will lie.
    pub public_url: PublicUrl,
    /// Scheme and host of the site, instead of the one in `site.toml`.
    pub site_url: Option<SiteUrl>,
    /// The day of publication: what has expired by then is left out.
    pub today: Date,
    /// Whether articles get pictures for where they are shared. Drawing them takes longer than all the rest.
    pub previews: bool,
    /// A page of Trunk's with the script that reloads it when something changed; for `make serve` alone.
    pub live_reload: Option<PathBuf>,
}

/// What a build has made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Content items, counted once for each language.
    pub items: usize,
    /// Prerendered pages, redirects not included.
    pub pages: usize,
    /// Files written.
    pub files: usize,
    /// Pictures drawn for where articles are shared, those taken over from the site before not included.
    pub drawn: usize,
}

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The content has to be mended first.
    #[error("there is content to mend")]
    Content(Problems),
    /// The program or the machine failed.
    #[error(transparent)]
    Machine(#[from] MachineError),
}

/// A failure that no editor can mend.
#[derive(Debug, thiserror::Error)]
pub enum MachineError {
    /// A file or folder could not be read, written or moved.
    #[error("could not {action} {}", path.display())]
    File {
        /// What was tried.
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// The app's files are not where they should be.
    #[error("found {found} files like {pattern} in {}, one is needed: build the app with Trunk first", folder.display())]
    App {
        /// The folder that was searched.
        folder: PathBuf,
        /// What was looked for.
        pattern: &'static str,
        /// How many there were.
        found: usize,
    },
    /// The map that is part of the program could not be read.
    #[error("could not read the map of the world: {0}")]
    Atlas(String),
    /// A feed could not be turned into XML.
    #[error("could not write the feed of {path}: {reason}")]
    Feed {
        /// The list it belongs to.
        path: String,
        /// Why it failed.
        reason: String,
    },
    /// A value could not be turned into JSON.
    #[error("could not write {path} as JSON")]
    Json {
        /// The file it was for.
        path: String,
        /// Why it failed.
        #[source]
        source: serde_json::Error,
    },
}

impl MachineError {
    /// Names what was tried with which file, for `map_err`.
    pub(crate) fn file(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { action, path, source }
    }
}

/// Reads and checks a content folder without writing anything.
///
/// # Errors
///
/// [`BuildError::Content`] with every problem found, [`BuildError::Machine`] if the folder cannot be read.
pub fn check(content: &Path, today: Date, progress: &Progress) -> Result<Report, BuildError> {
    let site = read(content, today, progress)?;
    Ok(Report { items: site.item_count(), pages: site.pages().len(), ..Report::default() })
}

/// Builds the whole site.
///
/// # Errors
///
/// As [`check()`]; nothing is written then, and what was published before stays.
pub fn build(options: &BuildOptions, progress: &Progress) -> Result<Report, BuildError> {
    let site = read(&options.content, options.today, progress)?;
    let assets = Assets::find(options)?;
    let site_url = options.site_url.as_ref().map(SiteUrl::as_str).or(site.url.as_deref()).unwrap_or_default();
    let base_url = format!("{}{}", site_url.trim_end_matches('/'), options.public_url.folder());

    let mut output = Output::stage(&options.out)?;
    assets.write(&mut output)?;
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
    let atlas = covers::Atlas::shared().map_err(|error| MachineError::Atlas(error.to_string()))?;
    let drawings = illustrations::drawings(&site, atlas);
    for (path, drawing) in &drawings {
        output.write(&path[1..], drawing.as_bytes())?;
    }
    let previews = if options.previews { previews_of(&site, &drawings) } else { BTreeMap::new() };
    let drawn = write_previews(previews.values(), &mut output, progress)?;
    for (path, bytes) in site.datasets().iter().flat_map(|dataset| dataset.files(&base_url)) {
        output.write(&path, &bytes)?;
    }
    let renderer = prerender::Renderer::new(&site, &assets, &base_url, &previews);
    let pages = site.pages();
    progress.step("prerendering", pages.len());
    for page in &pages {
        output.write(&page.address.bundle_path(), &page.bundle()?)?;
        output.write(&prerender::file_of(&page.address), renderer.page(page).as_bytes())?;
        progress.advance();
    }
    let redirects = redirects::pages(&site, &options.public_url, &base_url);
    for (file, html) in renderer.not_found_pages().into_iter().chain(redirects) {
        output.write(&file, html.as_bytes())?;
    }
    let named_by = site.url.as_deref().unwrap_or(site_url);
    let place = feeds::Place { base_url: &base_url, named_by, today: options.today };
    for (path, bytes) in feeds::files(&site, &pages, place)? {
        output.write(&path, &bytes)?;
    }
    for item in site.items() {
        if let Some(path) = item.article.twin_path() {
            output.write(&path[1..], twin::markdown(&item.article, &base_url).as_bytes())?;
        }
    }
    for (path, text) in files_for_programs(&site, &pages, site_url, &base_url, &options.public_url) {
        output.write(&path, text.as_bytes())?;
    }
    let report = Report { items: site.item_count(), pages: pages.len(), files: output.file_count(), drawn };
    output.swap_in()?;
    progress.finish();
    Ok(report)
}

/// The pictures of articles for where they are shared, by the path of the article.
fn previews_of(site: &Site, drawings: &BTreeMap<String, String>) -> BTreeMap<String, Preview> {
    let articles = site.items().iter().map(|item| &item.article).filter(|article| article.section == Section::News);
    let preview = |article: &Article| {
        let drawing = drawings.get(&article.cover.as_ref()?.path)?;
        Some((article.path.clone(), Preview::new(article, drawing)))
    };
    articles.filter_map(preview).collect()
}

/// Writes pictures, and draws those that the site before does not have; how many these were.
fn write_previews<'a>(
    previews: impl Iterator<Item = &'a Preview>,
    output: &mut Output,
    progress: &Progress,
) -> Result<usize, MachineError> {
    let mut missing = Vec::new();
    for preview in previews {
        match output.published_before(&preview.path[1..]) {
            Some(png) => output.write(&preview.path[1..], &png)?,
            None => missing.push(preview),
        }
    }
    progress.step("drawing", missing.len());
    let mut drawn = 0;
    // A few at a time, so that not all of them are held in memory.
    for some in missing.chunks(32) {
        for (path, png) in previews::draw(some) {
            output.write(&path[1..], &png)?;
            progress.advance();
            drawn += 1;
        }
    }
    Ok(drawn)
}

/// What search engines and other programs look for, by path.
fn files_for_programs(
    site: &Site,
    pages: &[SitePage],
    site_url: &str,
    base_url: &str,
    public_url: &PublicUrl,
) -> Vec<(String, String)> {
    let is_known = !site_url.is_empty();
    let mut files = vec![("robots.txt".to_owned(), host_files::robots(is_known.then_some(base_url)))];
    if is_known {
        let pages: Vec<_> = pages.iter().map(sitemap::Listed::new).collect();
        files.extend(sitemap::files(&pages, base_url, sitemap::MOST_PAGES));
    }
    if let Some(security) = &site.security {
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

/// Steps 1 to 5: from files to the model.
fn read(content: &Path, today: Date, progress: &Progress) -> Result<Site, BuildError> {
    let mut problems = Problems::default();
    let config = config::Config::read(content, today, &mut problems)?;
    let places = places::Places::read(content, &mut problems)?;
    let files = files::read(content, &mut problems)?;
    progress.step("reading", files.len());
    let heads: Vec<_> = files.iter().map(|file| front_matter::read(file, &config, &mut problems)).collect();
    let datasets = datasets::read(content, &config, &mut problems)?;
    let index = index::Index::new(content, &files, &heads, today, datasets);
    let mut texts = Vec::with_capacity(files.len());
    for (file, head) in files.iter().zip(&heads) {
        texts.push(markdown::read(file, head.body_start, &config, &index, &mut problems));
        progress.advance();
    }
    check::check(&files, &heads, &texts, &index, &mut problems);
    if problems.is_empty() {
        Ok(Site::new(&config, &places, files, heads, texts, index))
    } else {
        Err(BuildError::Content(problems))
    }
}
