//! What others put on their pages: a frame for each article, list and chart and for the search, a page that tells how
//! to embed it, and the same for programs ([`oembed`]).
//!
//! None of it is a page of the site: no bundle, no sitemap, not to be found by search engines. All lies under `embed/`,
//! so that hosts can let this folder alone be framed, but for what programs look for beside a page. [`assets`] holds
//! the scripts and apps, [`page`] the frames as documents, [`code`] the pages that tell how, [`snippet`] the codes;
//! [`lists`] and [`charts`] make the frames of those.
//!
//! Frames are called alike in both languages. What is there in one language only has an address in the other that
//! leads to it, so that nobody has to know.

mod assets;
mod charts;
mod code;
mod lists;
mod oembed;
mod page;
mod snippet;

use std::collections::BTreeMap;

use leptos::prelude::*;

pub(super) use self::assets::EmbedAssets;
use self::code::Options;
use super::MachineError;
use super::output::Output;
use super::prerender::{self, escape};
use super::previews::Preview;
use super::site::{Site, SitePage};
use crate::model::{Article, Section};
use crate::text::Lang;
use crate::ui::embed::{Embed, code_path};
use crate::ui::pages::PageData;
use crate::ui::reader::Reader;
use crate::ui::routes::{Address, ROUTES_DRAWING, Route};
use crate::ui::strings::{embed_strings, strings};
use crate::widgets::frames;

/// Makes what others put on their pages.
pub(super) struct Embeds<'a> {
    site: &'a Site,
    assets: &'a EmbedAssets,
    /// The site's address without a slash at the end.
    base_url: &'a str,
    /// The pictures of articles for where they are shared, by the path of the article.
    previews: &'a BTreeMap<String, Preview>,
}

/// Something to embed, with all that is said about it.
#[derive(Clone)]
struct Item<'a> {
    embed: Embed,
    lang: Lang,
    title: String,
    /// Its page on the site.
    path: String,
    /// The picture that stays where scripts do not run, by its path and its size in pixels.
    picture: (String, [u32; 2]),
    /// The frame in the other language.
    other: Option<String>,
    preview: Option<&'a Preview>,
    options: Options,
    /// Whether the description for programs beside the page is of this.
    is_described: bool,
}

/// The element that names the description of a page for programs that embed by themselves; nothing where there is
/// none. Lists have one beside them, too, but are the heaviest pages and have no room for the element.
pub(super) fn discovery(address: &Address, data: &PageData, base_url: &str) -> String {
    let is_embedded = match (&address.route, data) {
        (Route::Article(_), _) => true,
        (Route::Page(..), PageData::Article(bundle)) => bundle.dataset.is_some(),
        _ => false,
    };
    if !is_embedded || !oembed::is_possible(base_url) {
        return String::new();
    }
    let path = address.path();
    let href = escape(&format!("{base_url}{path}{}", oembed::FILE));
    format!("<link rel=\"alternate\" href=\"{href}\" type=\"application/json+oembed\" data-page=\"{path}\">")
}

impl<'a> Embeds<'a> {
    /// The frames of a site. `base_url` is its address without a slash at the end.
    pub(super) fn new(
        site: &'a Site,
        assets: &'a EmbedAssets,
        base_url: &'a str,
        previews: &'a BTreeMap<String, Preview>,
    ) -> Self {
        Self { site, assets, base_url, previews }
    }

    /// Writes everything but what belongs to articles.
    pub(super) fn write_shared(&self, output: &Output) -> Result<(), MachineError> {
        self.assets.write(output)?;
        self.lists(output)?;
        self.charts(output)?;
        for lang in Lang::ALL {
            self.search(lang, output)?;
        }
        Ok(())
    }

    /// Writes what belongs to an article, or keeps it if it is known.
    pub(super) fn article(&self, page: &SitePage, is_known: bool, output: &Output) -> Result<(), MachineError> {
        let PageData::Article(bundle) = page.data.as_ref() else { return Ok(()) };
        let article = &bundle.article;
        if article.section != Section::News {
            return Ok(());
        }
        let item = self.item_of_article(article);
        let twin = article.translations.is_empty().then(|| item.embed.path(article.lang.other()));
        if is_known {
            let files = self.files(&item).into_iter().chain(twin.as_deref().map(page::file));
            files.for_each(|file| _ = output.keep(&file));
            return Ok(());
        }
        let view = self.render(article.lang, |reader| frames::article(article, reader));
        // Links to notes stay in the frame; all others lead out of it.
        let view = view.replace("<a href=\"#", "<a target=\"_self\" href=\"#");
        self.write(&item, &view, None, output)?;
        twin.map_or(Ok(()), |path| self.redirect(&path, &item, output))
    }

    fn item_of_article(&self, article: &Article) -> Item<'a> {
        let embed = Embed::Article(article.id.clone());
        let picture = article.cover.as_ref().map_or(ROUTES_DRAWING, |cover| cover.path.as_str());
        Item {
            lang: article.lang,
            title: article.title.clone(),
            path: article.path.clone(),
            picture: (picture.to_owned(), [480, 270]),
            other: article.translations.first().map(|there| embed.path(there.lang)),
            preview: self.previews.get(&article.path),
            options: Options::Article,
            is_described: true,
            embed,
        }
    }

    fn search(&self, lang: Lang, output: &Output) -> Result<(), MachineError> {
        let view = self.render(lang, frames::search);
        let item = Item {
            embed: Embed::Search,
            lang,
            title: strings(lang).search.name.to_owned(),
            path: Address::new(lang, Route::Search).path(),
            picture: (ROUTES_DRAWING.to_owned(), [480, 270]),
            other: Some(Embed::Search.path(lang.other())),
            preview: None,
            options: Options::Search,
            is_described: false,
        };
        self.write(&item, &view, None, output)
    }

    /// The files that belong to an article.
    fn files(&self, item: &Item<'_>) -> Vec<String> {
        let [frame, code] = [item.embed.path(item.lang), code_path(&item.path)].map(|path| page::file(&path));
        let oembed = oembed::is_possible(self.base_url).then(|| format!("{}{}", &item.path[1..], oembed::FILE));
        [frame, code].into_iter().chain(oembed).collect()
    }

    /// Writes frame, page that tells how, and the description for programs. `page` is that on the site, if it is not
    /// where the item has its code.
    fn write(&self, item: &Item<'_>, view: &str, page: Option<&str>, output: &Output) -> Result<(), MachineError> {
        let frame = page::file(&item.embed.path(item.lang));
        output.write(&frame, self.document(item, view, page.unwrap_or(&item.path)).as_bytes())?;
        // A list by several tags is no page of the site, so nobody gets from there to a page that tells how.
        if !item.path.contains('?') {
            let code = page::file(&code_path(&item.path));
            output.write(&code, self.code(item, page.unwrap_or(&item.path)).as_bytes())?;
        }
        if item.is_described { self.write_oembed(item, page.unwrap_or(&item.path), output) } else { Ok(()) }
    }

    fn write_oembed(&self, item: &Item<'_>, page: &str, output: &Output) -> Result<(), MachineError> {
        if !oembed::is_possible(self.base_url) {
            return Ok(());
        }
        let snippet = self.snippet(item, page);
        let preview = item.preview.map(|preview| format!("{}{}", self.base_url, preview.path));
        let json = oembed::json(item.lang, &item.title, item.embed.height_px(), &snippet.frame, preview, self.base_url);
        output.write_json(&format!("{}{}", &page[1..], oembed::FILE), &json)
    }

    fn redirect(&self, path: &str, item: &Item<'_>, output: &Output) -> Result<(), MachineError> {
        let target = self.assets.href(&item.embed.path(item.lang)[1..]);
        // A list by several tags is no page of its own.
        let page = item.path.split('?').next().unwrap_or_default();
        output.write(&page::file(path), page::redirect(&target, item.lang, &self.absolute(page)).as_bytes())
    }

    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    fn render(&self, lang: Lang, view: impl FnOnce(&Reader) -> AnyView) -> String {
        let reader = Reader::new(lang, self.assets.public_url());
        Owner::new().with(|| prerender::html(view(&reader)))
    }

    /// A frame as a document.
    fn document(&self, item: &Item<'_>, view: &str, page: &str) -> String {
        let other = item.other.as_ref().map(|path| (item.lang.other(), self.assets.href(&path[1..])));
        page::document(&page::Document {
            lang: item.lang,
            title: format!("{} – {}", item.title, strings(item.lang).site_name),
            canonical: self.absolute(page),
            other,
            style: self.assets.href(self.assets.style()),
            icon: self.assets.href("icon.svg"),
            script: self.assets.script_of_frame(&item.embed, self.base_url),
            body: view.to_owned(),
            kind: page::Kind::Frame,
        })
    }

    /// The page that tells how to embed something. `page` is that on the site.
    fn code(&self, item: &Item<'_>, page: &str) -> String {
        let snippet = self.snippet(item, page);
        let is_described = item.is_described && oembed::is_possible(self.base_url);
        let oembed = is_described.then(|| format!("{}{}", self.absolute(page), oembed::FILE));
        let body = code::body(&code::Code {
            lang: item.lang,
            title: &item.title,
            home: &self.assets.href(&Address::new(item.lang, Route::Home).path()[1..]),
            page: &self.assets.href(&page[1..]),
            frame: &self.assets.href(&item.embed.path(item.lang)[1..]),
            height_px: item.embed.height_px(),
            snippet: &snippet,
            options: &item.options,
            oembed: oembed.as_deref(),
        });
        page::document(&page::Document {
            lang: item.lang,
            title: format!("{} – {}", (embed_strings(item.lang).embed)(&item.title), strings(item.lang).site_name),
            canonical: self.absolute(page),
            other: None,
            style: self.assets.href(self.assets.style()),
            icon: self.assets.href("icon.svg"),
            script: format!("<script src=\"{}\" defer></script>", escape(&self.assets.href(self.assets.code_script()))),
            body,
            kind: page::Kind::Code,
        })
    }

    fn snippet(&self, item: &Item<'_>, page: &str) -> snippet::Snippet {
        snippet::snippet(&snippet::Parts {
            embed: &item.embed,
            lang: item.lang,
            title: &item.title,
            page: &self.absolute(page),
            base_url: self.base_url,
            picture: &self.absolute(&item.picture.0),
            picture_size: item.picture.1,
        })
    }
}
