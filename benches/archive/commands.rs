//! Every command line that is measured, in one place.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The day of every build, 1 July 2026: after the last made-up article.
const DAY: &str = "1782864000";

/// Where sites are said to lie. The same for both sides, since it stands in every page.
pub(crate) const SITE_URL: &str = "https://www.example.org";

/// What `publish build` leaves in a finished site for the next build, not for readers; it may differ from what a build
/// from nothing leaves.
pub(crate) const NOT_FOR_READERS: &[&str] = &[];

/// What `publish build` remembers of a site for the next build.
pub(crate) fn remembered(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.publish"))
}

/// Where things lie.
#[derive(Debug)]
pub(crate) struct Tools {
    pub(crate) content: PathBuf,
    pub(crate) app: PathBuf,
    pub(crate) public: PathBuf,
    pub(crate) work: PathBuf,
}

impl Tools {
    fn publish(&self, command: &str) -> Command {
        // Cargo builds the compiler along with this program, in the same profile.
        let built = option_env!("CARGO_BIN_EXE_publish").unwrap_or("publish");
        let mut publish = Command::new(std::env::var_os("PUBLISH").unwrap_or_else(|| built.into()));
        publish.arg(command).env("SOURCE_DATE_EPOCH", DAY);
        publish
    }

    /// Makes content of so many articles.
    pub(crate) fn sample(&self, articles: u64, out: &Path) -> Command {
        let mut sample = self.publish("sample");
        sample.arg("--articles").arg(articles.to_string()).arg("--content").arg(&self.content).arg("--out").arg(out);
        sample
    }

    /// Builds our site, without drawings, of which Hugo has none either.
    pub(crate) fn build(&self, content: &Path, out: &Path) -> Command {
        let mut build = self.draw(content, out);
        build.arg("--without-drawings");
        build
    }

    /// Adds the drawings that pages show to our site; pictures for where articles are shared are left out.
    pub(crate) fn draw(&self, content: &Path, out: &Path) -> Command {
        let mut build = self.publish("build");
        build.arg("--content").arg(content).arg("--app").arg(&self.app).arg("--public").arg(&self.public);
        build.arg("--out").arg(out).arg("--site-url").arg(SITE_URL).arg("--without-previews");
        build
    }

    /// Builds the rival's site.
    pub(crate) fn hugo(&self, source: &Path, out: &Path) -> Option<Command> {
        let mut hugo = Command::new(program("HUGO", "hugo")?);
        hugo.arg("--source").arg(source).arg("--destination").arg(out).arg("--baseURL").arg(format!("{SITE_URL}/"));
        hugo.arg("--quiet").env("HUGO_CACHEDIR", source.join("cache"));
        Some(hugo)
    }

    /// Adds the rival's search.
    pub(crate) fn pagefind(&self, site: &Path) -> Option<Command> {
        let mut pagefind = Command::new(program("PAGEFIND", "pagefind")?);
        pagefind.arg("--site").arg(site);
        Some(pagefind)
    }
}

/// A program named by a variable, or found on PATH.
fn program(variable: &str, name: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = || std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    named.filter(|file| file.is_file()).or_else(found).map(|file| std::path::absolute(&file).unwrap_or(file))
}
