//! Content and sites to measure, each made once in a run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::commands::{Tools, remembered};
use super::rival;
use super::tree::{self, Size};
use super::usage::{Usage, run};

/// A finished site.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) folder: PathBuf,
    /// What the making took; none if an earlier run made it.
    pub(crate) usage: Option<Usage>,
    pub(crate) size: Size,
}

/// The rival's site.
#[derive(Clone, Debug)]
pub(crate) struct RivalSite {
    pub(crate) site: Site,
    /// What Hugo alone took.
    pub(crate) hugo: Option<Usage>,
    /// Whether it has Pagefind.
    pub(crate) has_search: bool,
}

/// All that was made so far.
#[derive(Debug)]
pub(crate) struct Sites {
    pub(crate) tools: Tools,
    keep: bool,
    content: BTreeMap<u64, PathBuf>,
    ours: BTreeMap<u64, Site>,
    rivals: BTreeMap<u64, Option<RivalSite>>,
}

impl Sites {
    pub(crate) fn new(tools: Tools, keep: bool) -> Self {
        let (content, ours, rivals) = Default::default();
        Self { tools, keep, content, ours, rivals }
    }

    /// A folder of this run.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.tools.work.join(name);
        std::path::absolute(&folder).unwrap_or(folder)
    }

    /// Where a program's words go.
    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.folder(&format!("{name}.log"))
    }

    /// Content of so many articles.
    pub(crate) fn content(&mut self, articles: u64) -> anyhow::Result<PathBuf> {
        if let Some(folder) = self.content.get(&articles) {
            return Ok(folder.clone());
        }
        let folder = self.folder(&format!("content-{articles}"));
        if !(self.keep && folder.exists()) {
            eprintln!("bench: making {articles} articles");
            tree::clear(&folder)?;
            run(&mut self.tools.sample(articles, &folder), &self.log("sample"))?;
        }
        self.content.insert(articles, folder.clone());
        Ok(folder)
    }

    /// Our site of so many articles. If `anew`, it is built in this run.
    pub(crate) fn ours(&mut self, articles: u64, anew: bool) -> anyhow::Result<Site> {
        let content = self.content(articles)?;
        if let Some(site) = self.ours.get(&articles).filter(|site| !anew || site.usage.is_some()) {
            return Ok(site.clone());
        }
        let folder = self.folder(&format!("ours-{articles}"));
        let is_kept = self.keep && !anew && folder.join("index.html").is_file();
        let usage = if is_kept { None } else { Some(self.build(&content, &folder, true)?) };
        let site = Site { size: tree::size(&folder)?, folder, usage };
        self.ours.insert(articles, site.clone());
        Ok(site)
    }

    /// Builds our site, from nothing or on top of what is there.
    pub(crate) fn build(&self, content: &Path, out: &Path, from_nothing: bool) -> anyhow::Result<Usage> {
        eprintln!("bench: building {}", out.display());
        if from_nothing {
            tree::clear(out)?;
            tree::clear(&remembered(out))?;
        }
        run(&mut self.tools.build(content, out), &self.log("build"))
    }

    /// Adds the drawings to our site; what that takes, beside all that is made once more for it.
    pub(crate) fn draw(&mut self, articles: u64) -> anyhow::Result<Usage> {
        let content = self.content(articles)?;
        let folder = self.ours(articles, false)?.folder;
        let nothing = self.build(&content, &folder, false)?;
        eprintln!("bench: drawing {}", folder.display());
        let drawn = run(&mut self.tools.draw(&content, &folder), &self.log("draw"))?;
        self.build(&content, &folder, false)?;
        Ok(Usage { cpu_seconds: drawn.cpu_seconds - nothing.cpu_seconds, ..drawn })
    }

    /// The rival's site of so many articles; none if Hugo is not installed.
    pub(crate) fn rival(&mut self, articles: u64, anew: bool) -> anyhow::Result<Option<RivalSite>> {
        let content = self.content(articles)?;
        let is_made =
            |rival: &&Option<RivalSite>| !anew || rival.as_ref().is_none_or(|rival| rival.site.usage.is_some());
        if let Some(rival) = self.rivals.get(&articles).filter(is_made) {
            return Ok(rival.clone());
        }
        let (source, folder) = (self.folder(&format!("hugo-{articles}")), self.folder(&format!("rival-{articles}")));
        let rival = match self.tools.hugo(&source, &folder) {
            None => {
                eprintln!("bench: Hugo is not installed (apt-get install hugo), so there is nothing to compare with");
                None
            }
            Some(_) if self.keep && !anew && folder.join("index.html").is_file() => {
                let site = Site { size: tree::size(&folder)?, usage: None, folder };
                Some(RivalSite { has_search: site.folder.join("pagefind").is_dir(), site, hugo: None })
            }
            Some(mut hugo) => {
                rival::convert(&content, &self.tools.app, &source)?;
                tree::clear(&folder)?;
                eprintln!("bench: building {}", folder.display());
                let hugo = run(&mut hugo, &self.log("hugo"))?;
                let pagefind = self.tools.pagefind(&folder);
                if pagefind.is_none() {
                    eprintln!("bench: Pagefind is not installed (npm install pagefind), so the rival has no search");
                }
                let search = pagefind.map(|mut pagefind| run(&mut pagefind, &self.log("pagefind"))).transpose()?;
                let usage = search.map_or(hugo, |search| hugo.then(search));
                let site = Site { size: tree::size(&folder)?, usage: Some(usage), folder };
                Some(RivalSite { site, hugo: Some(hugo), has_search: search.is_some() })
            }
        };
        self.rivals.insert(articles, rival.clone());
        Ok(rival)
    }
}
