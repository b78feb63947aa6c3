//! What an imported text is called, and how it goes with the content that is there: ids, addresses, translations,
//! links to known pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::addresses::page_of;
use super::draft::{Draft, Notes};
use super::head::{self, Naming, Tags, tags};
use super::writer::{self, Reader};
use super::{LeftOut, MachineError, Problems, words_of, words_of_all};
use crate::model::{ArticleKind, Block, Inline, MAX_BUNDLE_BYTES, Section, is_too_deep};
use crate::publish::config::Config;
use crate::publish::datasets;
use crate::publish::files::{self, ContentFile, INDEX};
use crate::publish::front_matter::{self, Head};
use crate::publish::index::{Index, address_of};
use crate::publish::markdown;
use crate::publish::problem::Origin;
use crate::text::{Date, Lang, Slug, fold_to_slug};
use crate::ui::routes::{Address, Route};

/// The largest content file, as the check takes it.
const FILE_MAX_BYTES: usize = MAX_BUNDLE_BYTES / 4;

/// How long a name made of a title may be.
const NAME_LENGTH: usize = 60;

/// The content that is there.
pub(super) struct Site {
    content: PathBuf,
    section: Section,
    today: Date,
    config: Config,
    files: Vec<ContentFile>,
    heads: Vec<Head>,
    index: Index,
    /// Addresses and former addresses with the file they belong to.
    taken: BTreeMap<String, String>,
    /// Pages on the web that certainly are one of our files.
    known_pages: BTreeMap<(Lang, String), String>,
}

/// A draft with its name.
pub(super) struct Named {
    pub(super) draft: Draft,
    file: ContentFile,
    slug: Option<Slug>,
    alias: Option<String>,
    tags: Tags,
}

/// A content file to be written.
pub(super) struct NewFile {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) notes: Notes,
}

impl Site {
    /// Reads the content folder. What is wrong in it is the business of `publish check`.
    pub(super) fn read(content: &Path, section: Section, today: Date) -> Result<Self, MachineError> {
        let mut problems = Problems::default();
        let config = Config::read(content, today, &mut problems)?;
        let files = files::read(content, &mut problems)?;
        let heads: Vec<_> = files.iter().map(|file| front_matter::read(file, &config, &mut problems)).collect();
        let datasets = datasets::read(content, &config, &mut problems)?;
        let mut taken = BTreeMap::new();
        for dataset in &datasets {
            taken.extend(Lang::ALL.map(|lang| (dataset.address(lang).path(), format!("the dataset `{}`", dataset.id))));
        }
        for (file, head) in files.iter().zip(&heads) {
            taken.insert(address_of(file, head).path(), file.path.clone());
            taken.extend(head.aliases.iter().map(|alias| (alias.clone(), file.path.clone())));
        }
        let index = Index::new(content, &files, &heads, today, datasets);
        let content = content.to_owned();
        Ok(Self { content, section, today, config, files, heads, index, taken, known_pages: BTreeMap::new() })
    }

    /// Gives every draft its name. Those that cannot have one are left out.
    pub(super) fn name(&mut self, drafts: Vec<Draft>) -> (Vec<Named>, Vec<LeftOut>) {
        let (mut named, mut left_out) = (Vec::new(), Vec::new());
        // The English version names the item.
        let (english, others): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|draft| draft.lang == Some(Lang::En));
        let mut versions: BTreeMap<String, (Slug, Tags, Option<Date>)> = BTreeMap::new();
        for mut draft in english.into_iter().chain(others) {
            let origin = draft.origin.clone();
            let own = own_name(&draft);
            let version = draft.key.as_ref().and_then(|key| versions.get(key));
            let (id, tags, date) = match version {
                Some((id, tags, date)) => (Some(id.clone()), tags.clone(), *date),
                None => (None, tags(&mut draft, &self.config), draft.date),
            };
            if let (Some(key), Ok(own), None) = (&draft.key, &own, &id) {
                versions.insert(key.clone(), (own.clone(), tags.clone(), date));
            }
            draft.date = date.or(draft.date);
            match own.and_then(|own| self.file_of(&mut draft, own, id)) {
                Err(why) => left_out.push(LeftOut { origin, why }),
                Ok((file, slug)) => {
                    let alias = self.take_addresses(&draft, &file, slug.as_ref());
                    named.push(Named { draft, file, slug, alias, tags });
                }
            }
        }
        (named, left_out)
    }

    /// File and slug of a draft whose own name is `own`; `id` is that of its English version.
    fn file_of(&self, draft: &mut Draft, own: Slug, id: Option<Slug>) -> Result<(ContentFile, Option<Slug>), String> {
        if words_of_all(&draft.blocks).trim().is_empty() {
            return Err("it has no text below its title".to_owned());
        }
        let Some(lang) = draft.lang else {
            return Err("its language is not known: name it with `--lang en` or `--lang de`".to_owned());
        };
        if self.section != Section::News {
            draft.kind = ArticleKind::Page;
        } else if draft.kind == ArticleKind::Page {
            let why = "it is a page and no article: name its section with `--section`, for instance `our-work`";
            return Err(why.to_owned());
        }
        let is_translation = id.is_some();
        let id = id.unwrap_or_else(|| own.clone());
        if lang == Lang::De && !is_translation {
            draft.notes.ask(format!(
                "file name: `{id}` was made of the German title; give it the name of the English version, so that the \
                 two find each other"
            ));
        }
        let slug = (is_translation && own != id).then_some(own);
        let path = format!("{lang}/{}/{id}.md", self.section.folder());
        let file = ContentFile { origin: Origin::new(path.as_ref(), ""), path, lang, section: self.section, id };
        let place = self.content.join(&file.path);
        if place.exists() || place.is_symlink() {
            return Err(format!("{} exists already and was left alone", place.display()));
        }
        let address = address_of(&file, &Head { slug: slug.clone(), ..Head::default() }).path();
        match self.taken.get(&address) {
            Some(other) => Err(format!("its address `{address}` is already one of {other}")),
            None => Ok((file, slug)),
        }
    }

    /// Notes the addresses of a draft as taken. Returns its former address, if it can lead here.
    fn take_addresses(&mut self, draft: &Draft, file: &ContentFile, slug: Option<&Slug>) -> Option<String> {
        let address = address_of(file, &Head { slug: slug.cloned(), ..Head::default() }).path();
        self.taken.insert(address, file.path.clone());
        let path = draft.path.as_deref().filter(|path| path.len() > 1)?;
        let alias = format!("{}/", path.trim_end_matches('/'));
        let is_list = matches!(Address::parse(&alias).route, Route::News(_) | Route::Filtered(..));
        let is_usable =
            !is_list && !alias.contains(['?', '#', '.', '%', '\\']) && crate::text::check_href(&alias).is_ok();
        if !is_usable || self.taken.contains_key(&alias) {
            return None;
        }
        self.taken.insert(alias.clone(), file.path.clone());
        Some(alias)
    }

    /// Makes files known before they are written, and the pages they were, so that links between them find each other.
    pub(super) fn announce(&mut self, items: &[Named]) {
        let host_of = |page: &String| page.split('/').next().unwrap_or_default().to_owned();
        let mut hosts = BTreeSet::new();
        for item in items {
            self.files.push(item.file.clone());
            self.heads.push(Head { slug: item.slug.clone(), draft: true, ..Head::default() });
            if let Some(page) = item.draft.url.as_deref().and_then(page_of) {
                hosts.insert(host_of(&page));
                self.known_pages.insert((item.file.lang, page), item.file.path.clone());
            }
        }
        // Former addresses of our files are pages of the hosts the texts come from.
        for (file, head) in self.files.iter().zip(&self.heads) {
            for (host, alias) in hosts.iter().flat_map(|host| head.aliases.iter().map(move |alias| (host, alias))) {
                let page = format!("{host}{}", alias.trim_end_matches('/'));
                self.known_pages.entry((file.lang, page)).or_insert_with(|| file.path.clone());
            }
        }
        self.index = Index::new(&self.content, &self.files, &self.heads, self.today, Vec::new());
    }

    /// Writes head and text of a draft and reads them as the compiler does.
    pub(super) fn file(&self, item: Named) -> Result<NewFile, String> {
        let Named { mut draft, file, slug, alias, tags } = item;
        let other = self.version_in(file.lang.other(), &file.id);
        if let Some(kind) = other.and_then(|other| other.kind) {
            draft.kind = kind;
        }
        self.tell_known_sources(&mut draft, file.lang);
        let mut blocks = std::mem::take(&mut draft.blocks);
        in_order(&mut blocks);
        let mut related = BTreeSet::new();
        blocks.iter_mut().for_each(|block| self.relate(block, &file, &mut related));
        if !related.is_empty() {
            draft
                .notes
                .ask(format!("links to {} now lead to files here: look whether that is meant", listed(&related)));
        }
        let reader = Reader { file: &file, config: &self.config, index: &self.index };
        let (text, lost) = writer::write(&blocks, &reader);
        lost.iter().for_each(|words| draft.notes.dropped("parts that could not be written", words));
        if has_contact(&text) {
            draft
                .notes
                .ask("contact data: the text holds an e-mail address or a telephone number; remove what is private");
        }
        draft.notes.ask("text: it is word for word that of the source; write your own before you remove `draft: true`");
        let naming = Naming { lang: file.lang, slug, alias, other, today: self.today };
        let head = head::write(&mut draft, &naming, &tags);
        let text = format!("---\n{head}\n---\n\n{text}\n");
        self.prove(&file, &text)?;
        Ok(NewFile { path: self.content.join(&file.path), text, notes: draft.notes })
    }

    /// Whether the project's own reader takes the file.
    fn prove(&self, file: &ContentFile, text: &str) -> Result<(), String> {
        if text.len() > FILE_MAX_BYTES {
            return Err(format!(
                "it would have {} kB, the limit is {} kB: divide it",
                text.len() / 1024,
                FILE_MAX_BYTES / 1024
            ));
        }
        let file = ContentFile { origin: Origin::new(file.path.as_ref(), text), ..file.clone() };
        let mut problems = Problems::default();
        let head = front_matter::read(&file, &self.config, &mut problems);
        let read = markdown::read(&file, head.body_start, &self.config, &self.index, &mut problems);
        if is_too_deep(&read.blocks) {
            return Err("its lists and quotes are nested too deeply: make it flatter and import it again".to_owned());
        }
        match problems.is_empty() {
            true => Ok(()),
            false => Err(format!("the draft would not pass the check:\n{}", problems.render(false))),
        }
    }

    /// The head of an item that was there before, in a language.
    fn version_in(&self, lang: Lang, id: &Slug) -> Option<&Head> {
        let is_version = |file: &ContentFile| file.lang == lang && file.section == self.section && file.id == *id;
        let mut versions = self.files.iter().zip(&self.heads).filter(|(file, _)| is_version(file));
        versions.find(|(file, _)| !file.origin.text().is_empty()).map(|(_, head)| head)
    }

    /// Tells the files that name the page as a source already.
    fn tell_known_sources(&self, draft: &mut Draft, lang: Lang) {
        let Some(page) = draft.url.as_deref().and_then(page_of) else { return };
        let in_lang = self.files.iter().zip(&self.heads).filter(|(file, _)| file.lang == lang);
        for (file, head) in in_lang {
            if head
                .sources
                .iter()
                .filter_map(|source| source.url.as_deref())
                .any(|url| page_of(url).as_ref() == Some(&page))
            {
                draft
                    .notes
                    .ask(format!("{} names this page as a source already: look whether both are needed", file.path));
            }
        }
    }

    /// Lets links to known pages lead to their files.
    fn relate(&self, block: &mut Block, file: &ContentFile, related: &mut BTreeSet<String>) {
        match block {
            Block::Heading(heading) => self.relate_run(&mut heading.text, file, related),
            Block::Paragraph(text) => self.relate_run(text, file, related),
            Block::List(list) => {
                list.items.iter_mut().flatten().for_each(|block| self.relate(block, file, related));
            }
            Block::Quote(blocks) => blocks.iter_mut().for_each(|block| self.relate(block, file, related)),
            Block::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| self.relate_run(cell, file, related));
            }
            _ => {}
        }
    }

    fn relate_run(&self, run: &mut [Inline], file: &ContentFile, related: &mut BTreeSet<String>) {
        for span in run {
            match span {
                Inline::Emphasis(run) | Inline::Strong(run) => self.relate_run(run, file, related),
                Inline::Link(link) => {
                    let page = page_of(&link.href).map(|page| (file.lang, page));
                    let known = page.and_then(|page| self.known_pages.get(&page)).filter(|path| **path != file.path);
                    if let Some((_, path)) = known.and_then(|path| path.split_once('/')) {
                        related.insert(path.to_owned());
                        link.href = format!("../{path}");
                    }
                }
                _ => {}
            }
        }
    }
}

/// The name of a draft by its address, else by its title, else by its file.
fn own_name(draft: &Draft) -> Result<Slug, String> {
    let last = |path: &String| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let from_path = draft.path.as_ref().map(last).map(|name| fold_to_slug(&name));
    let title = fold_to_slug(&draft.title);
    // Only whole words, and not too many of them.
    let end = title.get(..NAME_LENGTH).and_then(|begin| begin.rfind('-')).unwrap_or(title.len());
    let names = [from_path.unwrap_or_default(), title[..end].to_owned()];
    let has_letter = |name: &str| name.bytes().any(|byte| byte.is_ascii_lowercase());
    let name = names.into_iter().find(|name| name.len() > 2 && name != INDEX && has_letter(name));
    let stem = draft.origin.rsplit_once('.').map_or(draft.origin.as_str(), |(stem, _)| stem);
    let name = name.unwrap_or_else(|| fold_to_slug(&format!("imported {stem}")));
    name.parse().map_err(|_| format!("no name can be made of `{}`: rename the file", draft.origin))
}

fn listed(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Headings go down one step at a time, from 2; rules stand between texts.
fn in_order(blocks: &mut Vec<Block>) {
    let mut level = 1;
    for block in blocks.iter_mut() {
        if let Block::Heading(heading) = block {
            heading.level = heading.level.clamp(2, 6).min(level + 1);
            level = heading.level;
        }
    }
    blocks.dedup_by(|one, other| *one == Block::Rule && *other == Block::Rule);
    if blocks.first() == Some(&Block::Rule) {
        blocks.remove(0);
    }
    while matches!(blocks.last(), Some(Block::Rule | Block::Heading(_))) && blocks.len() > 1 {
        if matches!(blocks.last(), Some(block @ Block::Heading(_)) if !words_of(block).is_empty()) {
            break;
        }
        blocks.pop();
    }
}

/// Whether a text names an e-mail address or something like a telephone number.
fn has_contact(text: &str) -> bool {
    let is_mail = |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let has_phone = |line: &str| {
        line.split_once('+').is_some_and(|(_, rest)| {
            let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || " ()/-.".contains(*c)).collect();
            digits(&number) >= 7
        })
    };
    text.split_whitespace().any(is_mail) || text.lines().any(has_phone)
}
