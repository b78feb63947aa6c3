//! Step 4: what only all files together show.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::Problems;
use super::files::{ContentFile, INDEX};
use super::front_matter::Head;
use super::illustrations::on_world;
use super::index::{Index, address_of};
use super::markdown::Text;
use super::problem::{Origin, did_you_mean};
use super::readability::{Finding, findings};
use crate::model::{ArticleKind, MAX_BUNDLE_BYTES, Section, is_too_deep};
use crate::text::Lang;
use crate::ui::routes::{Address, Route, SECTIONS};

/// The largest content file. Its bundle is at most four times as large, and that the app still takes.
const TEXT_MAX_BYTES: usize = MAX_BUNDLE_BYTES / 4;

/// Looks at the heads of all files together.
pub(super) fn heads(files: &[ContentFile], heads: &[Head], index: &Index, problems: &mut Problems) {
    section_pages(files, index, problems);
    addresses(files, heads, index, problems);
    translations(files, heads, problems);
    goals(files, heads, problems);
    plain_language(files, heads, problems);
}

/// A goal has one page in a language.
fn goals(files: &[ContentFile], heads: &[Head], problems: &mut Problems) {
    let mut taken: BTreeMap<(Lang, u8), &ContentFile> = BTreeMap::new();
    for (file, head) in files.iter().zip(heads) {
        let Some(goal) = head.goal else { continue };
        if let Some(other) = taken.insert((file.lang, goal), file) {
            problems.at(
                &file.origin,
                head.place_of("goal"),
                "content/duplicate-goal",
                format!("goal {goal} already has its page: {}", other.path),
                "a goal has one page in each language",
            );
        }
    }
}

/// Texts in plain German are plain, and German.
fn plain_language(files: &[ContentFile], heads: &[Head], problems: &mut Problems) {
    let plain = files.iter().zip(heads).filter(|(file, _)| file.section == Section::PlainLanguage);
    for (file, head) in plain {
        if file.lang != Lang::De {
            problems.file(
                &file.origin,
                "content/plain-german-only",
                "texts in plain language are German",
                format!("move the file to `de/{}/`", Section::PlainLanguage.folder()),
            );
            continue;
        }
        for Finding { range, rule, message, hint } in findings(&file.origin.text()[head.body_start..]) {
            let range = head.body_start + range.start..head.body_start + range.end;
            problems.at(&file.origin, range, rule, message, hint);
        }
    }
}

/// Every section has a page of its own in every language.
fn section_pages(files: &[ContentFile], index: &Index, problems: &mut Problems) {
    for lang in Lang::ALL {
        let has_pages = |section: &Section| {
            let may_have = match section {
                Section::ThisSite => true,
                Section::PlainLanguage => lang == Lang::De,
                _ => false,
            };
            may_have && files.iter().any(|file| file.lang == lang && file.section == *section)
        };
        let sections = [Section::Home].into_iter().chain(SECTIONS).chain(Section::ALL.into_iter().filter(has_pages));
        for section in sections {
            let path = format!("{lang}/{}/{INDEX}.md", section.folder());
            if index.is_held_back(&path) || !files.iter().any(|file| file.path == path) {
                problems.file(
                    &Origin::new(path.as_ref(), ""),
                    "content/missing-section-page",
                    format!("the section `{}` has no page in `{lang}`", section.folder()),
                    format!("write `{path}`, and no draft: the navigation of every page links to it"),
                );
            }
        }
    }
}

/// No two files or datasets, and no former address, share an address; and what datasets have on a map has a place.
fn addresses(files: &[ContentFile], heads: &[Head], index: &Index, problems: &mut Problems) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for (file, head) in files.iter().zip(heads) {
        let path = address_of(file, head).path();
        if let Some(other) = taken.insert(path.clone(), file.path.clone()) {
            problems.at(
                &file.origin,
                head.place_of("slug"),
                "content/duplicate-address",
                format!("`{path}` is already the address of {other}"),
                "give one of the two another `slug`",
            );
        }
    }
    for dataset in index.datasets() {
        for lang in Lang::ALL {
            if let Some(other) = taken.get(&dataset.address(lang).path()) {
                dataset.collides(lang, other, problems);
            }
        }
        dataset.check_places(&on_world, problems);
    }
    for dataset in index.datasets() {
        let addresses = Lang::ALL.map(|lang| dataset.address(lang).path());
        taken.extend(addresses.map(|path| (path, format!("the dataset `{}`", dataset.id))));
    }
    for (file, head) in files.iter().zip(heads) {
        for alias in &head.aliases {
            let other = match Address::parse(alias).route {
                Route::News(_) | Route::Filtered(..) => Some("the list of articles".to_owned()),
                _ => taken.insert(alias.clone(), file.path.clone()),
            };
            if let Some(other) = other {
                problems.at(
                    &file.origin,
                    head.place_of("aliases"),
                    "content/alias-taken",
                    format!("`{alias}` is already an address of {other}"),
                    "a former address can lead to one page only, and to none while a page has it",
                );
            }
        }
    }
}

/// The versions of an item agree in what does not depend on the language.
fn translations(files: &[ContentFile], heads: &[Head], problems: &mut Problems) {
    let key = |file: &ContentFile| (file.section, file.id.clone());
    let first: BTreeMap<_, _> =
        files.iter().zip(heads).filter(|(file, _)| file.lang == Lang::En).map(|pair| (key(pair.0), pair)).collect();
    for (file, head) in files.iter().zip(heads).filter(|(file, _)| file.lang != Lang::En) {
        let Some((original, other)) = first.get(&key(file)) else { continue };
        let mut compare = |name: &'static str, value: fn(&Head) -> String| {
            let (here, there) = (value(head), value(other));
            if here != there {
                problems.at(
                    &file.origin,
                    head.place_of(name),
                    "content/translation-differs",
                    format!("`{name}` is {here} here and {there} in {}", original.path),
                    format!("`{name}` does not depend on the language; correct the one that is wrong"),
                );
            }
        };
        compare("type", |head| shown(head.kind.map(ArticleKind::key)));
        compare("date", |head| shown(head.date));
        compare("scope", |head| shown([head.scope.key()]));
        compare("topics", |head| shown(&head.topics));
        compare("countries", |head| shown(&head.countries));
        compare("sdgs", |head| shown(&head.sdgs));
        compare("order", |head| shown(head.order));
        compare("goal", |head| shown(head.goal));
        compare("ends", |head| shown(head.ends));
    }
}

/// Values as a message shows them.
fn shown(values: impl IntoIterator<Item = impl Display>) -> String {
    let values: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
    if values.is_empty() { "not set".to_owned() } else { format!("`{}`", values.join(", ")) }
}

/// No text is larger or deeper than the app takes.
pub(super) fn size(file: &ContentFile, text: &Text, problems: &mut Problems) {
    let length = file.origin.text().len();
    if length > TEXT_MAX_BYTES {
        problems.file(
            &file.origin,
            "text/too-long",
            format!("the file has {} kB, the limit is {} kB", length / 1024, TEXT_MAX_BYTES / 1024),
            "make several pages of it: nobody downloads a book on a bad connection",
        );
    }
    if is_too_deep(&text.blocks) {
        problems.file(
            &file.origin,
            "text/too-deep",
            "lists, quotes or emphasis are nested too deeply",
            "no text needs more than a few levels; look for stray `>` or spaces at the start of lines",
        );
    }
}

/// Every link to a heading finds it.
pub(super) fn fragments<'a>(
    files: impl Iterator<Item = &'a ContentFile> + Clone,
    texts: &[Text],
    index: &Index,
    problems: &mut Problems,
) {
    let anchors: BTreeMap<&str, &[String]> =
        files.clone().zip(texts).map(|(file, text)| (file.path.as_str(), text.anchors.as_slice())).collect();
    for (file, text) in files.zip(texts) {
        for (target, fragment, range) in &text.fragments {
            let known = anchors.get(target.as_str()).copied().unwrap_or_default();
            if index.address(target).is_some() && !known.contains(fragment) {
                let hint = did_you_mean(fragment, known.iter().map(String::as_str));
                problems.at(
                    &file.origin,
                    range.clone(),
                    "text/broken-fragment",
                    format!("{target} has no heading `#{fragment}`"),
                    format!(
                        "{hint}headings there are {}",
                        if known.is_empty() { "none".to_owned() } else { known.join(", ") }
                    ),
                );
            }
        }
    }
}
