//! Releases are additive: files that an earlier release named after their content stay for some releases more, so that
//! a page opened before the site was published anew still finds what it was made for.
//!
//! The app and the search index are counted by themselves, since one editor's morning can make three indexes, and a
//! page wants its app all day. `kept.json` tells what was kept; a build from nothing keeps nothing and has no such file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::MachineError;
use super::hosting::rules;
use super::output::Output;
use super::release::FileEntry;
use super::search_index;

/// Where it is told, from the folder of the site.
pub(super) const FILE: &str = "kept.json";

/// The version of that file.
const SCHEMA: u32 = 1;

/// How many releases are kept besides the present one.
const RELEASES: usize = 3;

/// Files of one release, as paths from the folder of the site.
type Files = BTreeSet<String>;

/// What a site holds of releases before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    schema: u32,
    /// Stylesheet, starter, glue and wasm of each release, the newest first.
    app: Vec<Files>,
    /// The search index of each release, the newest first.
    search: Vec<Files>,
}

impl Kept {
    /// What the site in a folder says it holds; nothing if it does not say so.
    pub(super) fn read(site: &Path) -> Self {
        let kept = fs::read(site.join(FILE)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        kept.filter(|kept: &Self| kept.schema == SCHEMA).unwrap_or_default()
    }

    /// Whether a file is there for releases before alone.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.app.iter().chain(&self.search).any(|files| files.contains(path))
    }

    /// What it holds in a folder, by paths from there.
    pub(super) fn within(&self, folder: &str) -> Self {
        let of = |files: &Files| files.iter().filter_map(|path| path.strip_prefix(folder)).map(str::to_owned).collect();
        let part = |releases: &[Files]| releases.iter().map(of).collect();
        Self { schema: self.schema, app: part(&self.app), search: part(&self.search) }
    }

    /// What a new release keeps: of a site with these files, that kept `self`, when it gets those files.
    fn after(&self, before: &Files, now: &Files) -> Self {
        let part = |is_of: fn(&str) -> bool, kept: &[Files]| {
            let of = |files: &Files| files.iter().filter(|path| is_of(path)).cloned().collect::<Files>();
            let (before, now) = (of(before), of(now));
            let newest = (!before.is_subset(&now)).then_some(before);
            let releases = newest.into_iter().chain(kept.iter().cloned()).take(RELEASES);
            releases.map(|files| files.difference(&now).cloned().collect()).collect()
        };
        Self {
            schema: SCHEMA,
            app: part(|path| !is_of_search(path), &self.app),
            search: part(is_of_search, &self.search),
        }
    }

    /// Forgets what is not there.
    fn retain(&mut self, is_there: impl Fn(&str) -> bool) {
        for files in self.app.iter_mut().chain(&mut self.search) {
            files.retain(|path| is_there(path));
        }
    }
}

fn is_of_search(path: &str) -> bool {
    path.starts_with(search_index::FOLDER)
}

fn is_named_after_content(path: &str) -> bool {
    rules::APP.iter().any(|files| files.contains(path))
}

/// Adds to a new site what it keeps of the one before, which kept `before`.
pub(super) fn keep(before: &Kept, output: &Output) -> Result<(), MachineError> {
    let Some(release) = output.release_before() else { return Ok(()) };
    let own = release.files.keys().filter(|path| is_named_after_content(path) && !before.holds(path));
    let now = output.paths().into_iter().filter(|path| is_named_after_content(path)).collect();
    let mut kept = before.after(&own.cloned().collect(), &now);
    let paths: Files = kept.app.iter().chain(&kept.search).flatten().cloned().collect();
    let mut there = Files::new();
    for path in paths {
        if output.keep(&path) {
            there.insert(path);
            continue;
        }
        // Only what is as it was published.
        let bytes =
            output.published_before(&path).filter(|bytes| release.files.get(&path) == Some(&FileEntry::of(bytes)));
        if let Some(bytes) = bytes {
            output.write(&path, &bytes)?;
            there.insert(path);
        }
    }
    kept.retain(|path| there.contains(path));
    if there.is_empty() { Ok(()) } else { output.write_json(FILE, &kept) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Files {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn three_releases_stay_and_the_same_one_counts_once() {
        let release = |number: usize| files(&[&format!("site-{number}.js"), "main-1.css"]);
        let mut kept = Kept::default();
        for number in 1..6 {
            kept = kept.after(&release(number), &release(number));
            kept = kept.after(&release(number), &release(number + 1));
        }
        assert_eq!(kept.app, [files(&["site-5.js"]), files(&["site-4.js"]), files(&["site-3.js"])]);
        assert!(kept.search.iter().all(Files::is_empty));
        assert!(kept.holds("site-3.js") && !kept.holds("site-2.js") && !kept.holds("main-1.css"));
    }

    #[test]
    fn new_search_indexes_do_not_cost_the_app() {
        let with = |index: usize, app: &str| files(&[&format!("search-index/t/{index}.bin"), app]);
        let mut kept = Kept::default().after(&with(0, "site-a.js"), &with(0, "site-b.js"));
        for number in 0..9 {
            kept = kept.after(&with(number, "site-b.js"), &with(number + 1, "site-b.js"));
        }
        assert!(kept.holds("site-a.js") && !kept.holds("search-index/t/5.bin"));
        assert!(["6", "7", "8"].iter().all(|index| kept.holds(&format!("search-index/t/{index}.bin"))));
    }

    #[test]
    fn what_comes_back_is_no_longer_kept() {
        let kept = Kept::default().after(&files(&["site-a.js"]), &files(&["site-b.js"]));
        let kept = kept.after(&files(&["site-b.js"]), &files(&["site-a.js"]));
        assert!(!kept.holds("site-a.js") && kept.holds("site-b.js"));
    }
}
