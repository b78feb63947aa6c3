//! A small site in a temporary folder: the good one, mistakes laid over it, and an app that is none beside it.
//!
//! `tests/sites/good` is complete and without problems. A folder below `tests/sites/bad` holds the files that differ
//! from it, and three that are not copied: `DELETE` (paths that go), `rule.txt` (the rule of each problem) and
//! `expected.txt` (what the editor reads).

use std::fs;
use std::path::{Path, PathBuf};

use iom_germany::publish::{self, BuildError, BuildOptions, Pictures, Problems, Progress, Report};
use tempfile::TempDir;

use crate::output::{Tree, tree};

/// The day of publication, unless a test names another.
pub(crate) const TODAY: &str = "2026-11-22";

/// Scheme and host in the good site's `site.toml`.
pub(crate) const SITE_URL: &str = "https://good.example";

/// A path from the root of the package.
pub(crate) fn in_package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A site that can be checked and built. It goes when the value goes.
pub(crate) struct Fixture {
    folder: TempDir,
    app: &'static str,
    public_url: &'static str,
    today: &'static str,
    pictures: Pictures,
}

impl Fixture {
    /// The good site.
    pub(crate) fn good() -> Self {
        Self::of("tests/sites/good")
    }

    /// The site of a content folder, given by its path from the root of the package.
    pub(crate) fn of(content: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let fixture = Self { folder, app: "app", public_url: "/", today: TODAY, pictures: Pictures::Drawings };
        fixture.copy(tree(&in_package(content)));
        for name in ["main-0.css", "embed-0.css", "site-0.js", "site-0_bg.wasm"] {
            fixture.write(&format!("app/{name}"), name.as_bytes());
        }
        fixture
    }

    /// Lays a folder of `tests/sites` over the site.
    pub(crate) fn with(self, overlay: &str) -> Self {
        let mut files = tree(&in_package("tests/sites").join(overlay));
        for kept in ["rule.txt", "expected.txt"] {
            files.remove(kept);
        }
        let deleted = files.remove("DELETE").unwrap_or_default();
        self.copy(files);
        for path in String::from_utf8(deleted).unwrap().lines() {
            let path = self.content().join(path);
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            removed.unwrap_or_else(|error| panic!("{overlay}/DELETE: {}: {error}", path.display()));
        }
        self
    }

    /// Adds a content file.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.write(&format!("content/{path}"), text.as_bytes());
        self
    }

    /// Puts the site into a folder of its host.
    pub(crate) fn under(self, public_url: &'static str) -> Self {
        Self { public_url, ..self }
    }

    /// Takes the app from another folder of the fixture.
    pub(crate) fn app_from(self, app: &'static str) -> Self {
        Self { app, ..self }
    }

    /// Publishes on another day.
    pub(crate) fn on(self, today: &'static str) -> Self {
        Self { today, ..self }
    }

    /// Draws other pictures than those that pages show.
    pub(crate) fn drawing(self, pictures: Pictures) -> Self {
        Self { pictures, ..self }
    }

    /// The folder everything lies in: `content`, `app`, and `dist` after a build.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The editor's folder.
    pub(crate) fn content(&self) -> PathBuf {
        self.root().join("content")
    }

    /// The folder a host serves.
    pub(crate) fn out(&self) -> PathBuf {
        self.root().join("dist")
    }

    /// What `publish check` does.
    pub(crate) fn check(&self) -> Result<Report, BuildError> {
        publish::check(&self.content(), self.today.parse().unwrap(), &Progress::silent())
    }

    /// What `publish build` does.
    pub(crate) fn build(&self) -> Result<Report, BuildError> {
        let options = BuildOptions {
            content: self.content(),
            app: self.root().join(self.app),
            public: in_package("public"),
            out: self.out(),
            public_url: self.public_url.parse().unwrap(),
            site_url: None,
            today: self.today.parse().unwrap(),
            pictures: self.pictures,
            live_reload: None,
        };
        publish::build(&options, &Progress::silent())
    }

    /// Builds, and reads what was built.
    pub(crate) fn built(&self) -> Tree {
        match self.build() {
            Ok(_) => tree(&self.out()),
            Err(BuildError::Content(problems)) => panic!("{}", self.as_told(&problems)),
            Err(error) => panic!("{error:?}"),
        }
    }

    /// What an editor reads of problems, wherever the content lies.
    pub(crate) fn as_told(&self, problems: &Problems) -> String {
        problems.render(false).replace(&self.content().display().to_string(), "content")
    }

    /// Writes a file, given by its path from the folder everything lies in.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn copy(&self, files: Tree) {
        for (path, bytes) in files {
            self.write(&format!("content/{path}"), &bytes);
        }
    }
}
