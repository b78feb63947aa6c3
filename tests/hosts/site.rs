//! The good site, published with compressed copies into a folder that a server can serve.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use iom_germany::publish::{self, BuildOptions, Pictures, Progress};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A published site.
pub(crate) struct Site {
    folder: TempDir,
    /// The path it lies under, with a slash at both ends.
    pub(crate) base: &'static str,
}

impl Site {
    /// Publishes the site under a path. Where that is a folder, another site lies beside it.
    pub(crate) fn under(base: &'static str) -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().unwrap();
        // Servers work as somebody else.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let site = Self { folder, base };
        fs::create_dir_all(site.root()).unwrap();
        fs::write(site.root().join("index.html"), "another site").unwrap();
        let app = site.scratch().join("app");
        fs::create_dir_all(&app).unwrap();
        let text = "Something that is worth compressing. ".repeat(40);
        for name in ["main-0.css", "embed-0.css", "site-0.js", "site-0_bg.wasm"] {
            fs::write(app.join(name), format!("{name}: {text}")).unwrap();
        }
        let options = BuildOptions {
            content: package.join("tests/sites/good"),
            app,
            public: package.join("public"),
            out: site.out(),
            public_url: base.parse().unwrap(),
            site_url: None,
            today: "2026-11-22".parse().unwrap(),
            pictures: Pictures::Drawings,
            live_reload: None,
        };
        publish::build(&options, &Progress::silent()).unwrap();
        publish::compress(&site.out(), &Progress::silent()).unwrap();
        for (file, text) in [("embed/chart/index.html", "<!doctype html><title>In a frame</title>")] {
            let path = site.out().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        site
    }

    /// The folder a server serves.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// A folder for a server's own files.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.folder.path().join("scratch")
    }

    /// The folder of the site.
    pub(crate) fn out(&self) -> PathBuf {
        self.root().join(self.base.trim_matches('/'))
    }

    /// A file of the site, given by its path from its folder.
    pub(crate) fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.out().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The files of the site but compressed copies, as paths from its folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = WalkDir::new(self.out()).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        let paths = files.map(|entry| entry.path().strip_prefix(self.out()).unwrap().to_str().unwrap().to_owned());
        paths.filter(|path| !path.ends_with(".br") && !path.ends_with(".gz")).collect()
    }

    /// The one file whose name has this beginning and this end.
    pub(crate) fn find(&self, start: &str, end: &str) -> String {
        let mut found = self.files().into_iter().filter(|path| path.starts_with(start) && path.ends_with(end));
        found.next().unwrap_or_else(|| panic!("no {start}*{end}"))
    }
}
