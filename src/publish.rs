//! The compiler: turns a content folder into everything a host serves. Native only.
//!
//! 1. [`files`] reads the content folder, [`config`] its `site.toml` and `countries.csv`.
//! 2. [`front_matter`] reads the head of each file; from all heads together [`index`] knows every address.
//! 3. [`markdown`] turns each text into blocks, resolving its links against the index.
//! 4. [`mod@check`] looks at what only all files together show: translations, addresses taken twice, dead fragments.
//!    If any step found a [`Problem`], all of them are reported and nothing is written.
//! 5. [`site`] makes the typed model: one bundle for each page; [`facets`] the lists and what they are filtered by,
//!    [`navigation`] what every page leads to, [`words`] what near addresses are found by, [`calendar`] entries of
//!    events, [`illustrations`] what is drawn by [`covers`] from [`places`], [`pictures`] which of it anew;
//!    [`datasets`] figures with their charts.
//! 6. [`prerender`] renders each page, with what it is about as [`json_ld`] and how it looks where somebody shares it
//!    ([`open_graph`], with [`previews`] of articles); [`redirects`] former addresses. For programs there are [`feeds`] of what is new,
//!    a [`twin`] of each article in Markdown, the [`sitemap`] and the [`host_files`] that every host is asked for;
//!    [`embeds`] is what others put on their own pages. [`portable`] makes texts fit for readers without the site's styles; [`hosting`] tells hosts how to serve it all, and
//!    [`offline`] what readers can keep, once everything else is written.
//! 7. [`output`] writes everything beside the old site and swaps it in; of releases before [`kept`] keeps what open pages
//!    need. [`links`] can look whether any link of the
//!    finished site leads nowhere.
//!
//! [`yaml`] reads values for the heads of files and for [`directives`] in texts; [`readability`] looks at texts in
//! plain German.
//!
//! Beside these, [`styles`] joins the stylesheets before Trunk builds, [`assets`] finds what Trunk built with its
//! [`markup`], [`scripts`] fills in those written by hand, [`icons`] draws the icon,
//! [`mod@schemas`] describes the bundles, [`scaffold`] starts a new content file, [`mod@import`] makes drafts of pages
//! from elsewhere, and [`mod@sample`] makes up articles to measure with.

mod assets;
mod build;
mod calendar;
mod check;
mod compress;
mod config;
mod covers;
mod datasets;
mod directives;
mod embeds;
mod facets;
mod feeds;
mod files;
mod front_matter;
mod host_files;
mod hosting;
mod icons;
mod illustrations;
mod import;
mod index;
mod json_ld;
mod kept;
mod links;
mod markdown;
mod markup;
mod navigation;
mod offline;
mod open_graph;
mod output;
mod pictures;
mod places;
mod portable;
mod prerender;
mod previews;
mod problem;
mod progress;
mod readability;
mod redirects;
mod release;
mod sample;
mod scaffold;
mod schemas;
mod scripts;
mod search_index;
mod site;
mod sitemap;
mod state;
mod styles;
mod twin;
mod words;
mod yaml;

use std::path::{Path, PathBuf};

pub use assets::{PublicUrl, SiteUrl};
pub use build::{build, check};
pub use compress::{CompressReport, compress};
pub use import::{ImportError, ImportOptions, ImportReport, Imported, LeftOut, import};
pub use links::{DeadLink, LinkReport, Why, check_links};
pub use problem::{Problem, Problems};
pub use progress::Progress;
pub use sample::{SampleError, SampleOptions, SampleReport, sample};
pub use scaffold::{ScaffoldError, new_file};
pub use schemas::schemas;
pub use styles::{StyleError, join_styles};

use crate::text::Date;

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
    /// Which pictures are drawn. Drawing them takes longer than all the rest.
    pub pictures: Pictures,
    /// A page of Trunk's with the script that reloads it when something changed; for `make serve` alone.
    pub live_reload: Option<PathBuf>,
}

/// Which pictures are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pictures {
    /// Drawings in pages, and pictures of articles for where they are shared.
    #[default]
    All,
    /// Drawings in pages.
    Drawings,
    /// None: pages name drawings that a later build adds.
    None,
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
    /// There is no site in a folder.
    #[error("there is no site whose files {} lists: build it first", .0.display())]
    NoRelease(PathBuf),
    /// No threads could be started.
    #[error("could not start threads")]
    Threads(#[source] rayon::ThreadPoolBuildError),
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
