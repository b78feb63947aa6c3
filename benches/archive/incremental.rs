//! The site again after one text has changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::Value as Json;

use super::commands::{NOT_FOR_READERS, remembered};
use super::sites::Sites;
use super::table::{Table, Value};
use super::targets::{INCREMENTAL, INCREMENTAL_CPU};
use super::tree;

/// Where a site says what it keeps of releases before, and what it consists of.
const KEPT: &str = "kept.json";
const RELEASE: &str = "release.json";

/// Words that no article has.
const ADDED: &str = "This sentence was added for a measurement.";

pub(crate) fn measure(sites: &mut Sites, articles: u64, table: &mut Table) -> anyhow::Result<()> {
    let ours = sites.ours(articles, true)?;
    let rival = sites.rival(articles, false)?.and_then(|rival| rival.site.usage);
    let content = sites.content(articles)?;
    let article = some_article(&content)?;
    let before = fs::read_to_string(&article)?;
    let name = |what: &str| format!("one text of {articles} changed: {what}");
    // Without a change first: what that takes is the least that a change can take.
    let nothing = sites.build(&content, &ours.folder, false)?;
    fs::write(&article, format!("{}\n\n{ADDED}\n", before.trim_end()))?;
    let changed = sites.build(&content, &ours.folder, false)?;
    let fresh_folder = sites.folder(&format!("fresh-{articles}"));
    let fresh = sites.build(&content, &fresh_folder, true)?;
    let mut differences = tree::differences(&ours.folder, &fresh_folder, NOT_FOR_READERS)?;
    let kept = kept(&ours.folder)?;
    let is_same_but_for_kept = listed(&ours.folder, &kept)? == listed(&fresh_folder, &kept)?;
    differences.retain(|path| match path.to_str() {
        Some(RELEASE) => !is_same_but_for_kept,
        _ => !kept.contains(path),
    });
    fs::write(&article, before)?;
    sites.build(&content, &ours.folder, false)?;
    [&remembered(&fresh_folder), &fresh_folder]
        .into_iter()
        .filter(|folder| folder.exists())
        .try_for_each(fs::remove_dir_all)?;

    let [nothing_cpu, changed_cpu, fresh_cpu] =
        [nothing, changed, fresh].map(|usage| Some(Value::Seconds(usage.cpu_seconds)));
    table.compare(&name("CPU, from nothing"), changed_cpu, fresh_cpu, Some(INCREMENTAL_CPU));
    table.compare(&name("CPU, nothing changed"), changed_cpu, nothing_cpu, None);
    let [changed_wall, fresh_wall] = [changed, fresh].map(|usage| Some(Value::Seconds(usage.wall_seconds)));
    table.limit(&name("time"), changed_wall, INCREMENTAL);
    table.compare(&name("time, from nothing"), changed_wall, fresh_wall, None);
    let rival = rival.map(|usage| Value::Seconds(usage.cpu_seconds));
    table.compare(&name("CPU, Hugo + Pagefind, who build anew"), changed_cpu, rival, None);
    let found = match differences.as_slice() {
        [] => "all the same".to_owned(),
        [first, ..] => format!("{} differ, as {}", differences.len(), first.display()),
    };
    table.check(&name("files beside a build from nothing"), &found, differences.is_empty());
    Ok(())
}

/// The files a site keeps of releases before, so that pages opened then go on: a site made anew has none.
fn kept(site: &Path) -> anyhow::Result<BTreeSet<PathBuf>> {
    let Ok(bytes) = fs::read(site.join(KEPT)) else { return Ok(BTreeSet::new()) };
    let kept: Json = serde_json::from_slice(&bytes)?;
    let releases = ["app", "search"].into_iter().filter_map(|part| kept[part].as_array()).flatten();
    let files = releases.filter_map(Json::as_array).flatten().filter_map(Json::as_str);
    Ok(files.chain([KEPT]).map(PathBuf::from).collect())
}

/// What the list of a site's files says, without those that are kept.
fn listed(site: &Path, kept: &BTreeSet<PathBuf>) -> anyhow::Result<Json> {
    let mut list: Json = serde_json::from_slice(&fs::read(site.join(RELEASE))?)?;
    let files = list["files"].as_object_mut().context("the list of a release has no files")?;
    files.retain(|path, _| !kept.contains(Path::new(path)));
    Ok(list)
}

/// The made-up English article in the middle of all by name.
pub(crate) fn some_article(content: &Path) -> anyhow::Result<PathBuf> {
    let articles = articles(content, "en")?;
    articles.get(articles.len() / 2).cloned().context("there are no made-up articles")
}

/// The made-up articles of a language, by name.
pub(crate) fn articles(content: &Path, lang: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(content.join(lang).join("news"))?;
    let mut articles: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_made_up(path)).collect();
    articles.sort();
    Ok(articles)
}

fn is_made_up(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("sample-"))
}
