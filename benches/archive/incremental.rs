//! The site again after one text has changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::commands::{NOT_FOR_READERS, remembered};
use super::sites::Sites;
use super::table::{Table, Value};
use super::targets::{INCREMENTAL, INCREMENTAL_CPU};
use super::tree;

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
    let differences = tree::differences(&ours.folder, &fresh_folder, NOT_FOR_READERS)?;
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
