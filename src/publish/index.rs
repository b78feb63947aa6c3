//! From all heads together: every address and every file an editor can link to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::datasets::DataSource;
use super::files::{ContentFile, MEDIA};
use super::front_matter::Head;
use crate::model::{ArticleKind, Scope, Section, Teaser};
use crate::text::{CountryCode, Date, Lang, SdgTag, Slug};
use crate::ui::routes::{Address, Route};

/// Every content file by path, with its address.
#[derive(Debug)]
pub(super) struct Index {
    addresses: BTreeMap<String, Address>,
    held_back: BTreeSet<String>,
    media: PathBuf,
    articles: Vec<ListedArticle>,
    datasets: Vec<DataSource>,
}

/// A published article as lists in texts choose it.
#[derive(Debug)]
pub(super) struct ListedArticle {
    pub(super) lang: Lang,
    pub(super) scope: Scope,
    pub(super) topics: Vec<Slug>,
    pub(super) countries: Vec<CountryCode>,
    pub(super) sdgs: Vec<SdgTag>,
    pub(super) teaser: Teaser,
}

impl Index {
    /// The index of all files, as of a day.
    pub(super) fn new(
        content: &Path,
        files: &[ContentFile],
        heads: &[Head],
        today: Date,
        datasets: Vec<DataSource>,
    ) -> Self {
        let all = || files.iter().zip(heads);
        let addresses = all().map(|(file, head)| (file.path.clone(), address_of(file, head))).collect();
        let held_back =
            all().filter(|(_, head)| !is_published(head, today)).map(|(file, _)| file.path.clone()).collect();
        let published = all().filter(|(file, head)| file.section == Section::News && is_published(head, today));
        let mut articles: Vec<_> = published.map(|(file, head)| listed(file, head)).collect();
        articles.sort_by(|a, b| b.teaser.date.cmp(&a.teaser.date).then_with(|| a.teaser.id.cmp(&b.teaser.id)));
        Self { addresses, held_back, media: content.join(MEDIA), articles, datasets }
    }

    /// Every dataset.
    pub(super) fn datasets(&self) -> &[DataSource] {
        &self.datasets
    }

    /// Every published article, newest first.
    pub(super) fn articles(&self) -> impl Iterator<Item = &ListedArticle> {
        self.articles.iter()
    }

    /// Whether a file is a draft or has expired.
    pub(super) fn is_held_back(&self, path: &str) -> bool {
        self.held_back.contains(path)
    }

    /// The address of a content file, by its path from the content folder.
    pub(super) fn address(&self, path: &str) -> Option<&Address> {
        self.addresses.get(path)
    }

    /// The paths of every content file in a language.
    pub(super) fn paths(&self, lang: Lang) -> impl Iterator<Item = &str> {
        let folder = format!("{lang}/");
        self.addresses.keys().map(String::as_str).filter(move |path| path.starts_with(&folder))
    }

    /// Where a picture lies, if its path from the content folder leads into the folder of pictures.
    pub(super) fn picture(&self, path: &str) -> Option<PathBuf> {
        let name = path.strip_prefix(MEDIA)?.strip_prefix('/')?;
        Some(self.media.join(name))
    }
}

fn listed(file: &ContentFile, head: &Head) -> ListedArticle {
    let teaser = Teaser {
        id: file.id.clone(),
        kind: head.kind.unwrap_or(ArticleKind::News),
        path: address_of(file, head).path(),
        title: head.title.clone(),
        summary: head.summary.clone(),
        date: head.date,
        place: head.place.clone(),
        cover: cover_path(file, head),
        goal: None,
    };
    ListedArticle {
        lang: file.lang,
        scope: head.scope,
        topics: head.topics.clone(),
        countries: head.countries.clone(),
        sdgs: head.sdgs.clone(),
        teaser,
    }
}

/// Where the drawing of an item lies, the same in every language; only articles and pages of goals have one.
pub(super) fn cover_path(file: &ContentFile, head: &Head) -> Option<String> {
    let has_cover = file.section == Section::News || head.goal.is_some();
    has_cover.then(|| format!("/covers/{}/{}.svg", file.section.folder(), file.id))
}

/// The address of a content file.
pub(super) fn address_of(file: &ContentFile, head: &Head) -> Address {
    let slug = (!file.is_index()).then(|| head.slug.clone().unwrap_or_else(|| file.id.clone()));
    Address::new(file.lang, Route::of_content(file.section, slug))
}

/// Whether an item is published on a day: no draft, and not expired.
fn is_published(head: &Head, today: Date) -> bool {
    !head.draft && head.expires.is_none_or(|expires| expires >= today)
}

/// Joins a link in a file with the file's folder: `../about/index.md` in `en/news/x.md` is `en/about/index.md`.
/// None if it leads out of the content folder.
pub(super) fn join(file: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_joined_with_their_folder() {
        assert_eq!(join("en/news/x.md", "y.md").as_deref(), Some("en/news/y.md"));
        assert_eq!(join("en/news/x.md", "../about/index.md").as_deref(), Some("en/about/index.md"));
        assert_eq!(join("en/news/x.md", "../../media/a.jpg").as_deref(), Some("media/a.jpg"));
        assert_eq!(join("en/news/x.md", "../../../../etc/passwd"), None);
    }
}
