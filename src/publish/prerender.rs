//! Step 6: complete HTML for every page, from the views the app uses.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use memchr::memmem;

use super::assets::Assets;
use super::hosting::policy;
use super::navigation::navigation;
use super::previews::Preview;
use super::site::{Site, SitePage};
use super::{embeds, host_files, json_ld, open_graph};
use crate::model::NavigationBundle;
use crate::text::Lang;
use crate::ui::meta::PageMeta;
use crate::ui::pages::{LoadError, Outcome, Page, PageData, PageProps};
use crate::ui::reader::Reader;
use crate::ui::routes::{Address, Route};

/// The file of a page, from the folder of the site.
pub(super) fn file_of(address: &Address) -> String {
    format!("{}index.html", &address.path()[1..])
}

/// Renders pages of one site.
pub(super) struct Renderer<'a> {
    site: &'a Site,
    assets: &'a Assets,
    /// The site's address without a slash at the end.
    base_url: &'a str,
    navigation: BTreeMap<Lang, Arc<NavigationBundle>>,
    /// The pictures of articles for where they are shared, by the path of the article.
    previews: &'a BTreeMap<String, Preview>,
}

impl<'a> Renderer<'a> {
    /// A renderer of a site. `base_url` is its address without a slash at the end.
    pub(super) fn new(
        site: &'a Site,
        assets: &'a Assets,
        base_url: &'a str,
        previews: &'a BTreeMap<String, Preview>,
    ) -> Self {
        let navigation = Lang::ALL.into_iter().map(|lang| (lang, Arc::new(navigation(site, lang)))).collect();
        Self { site, assets, base_url, navigation, previews }
    }

    /// The HTML of a page.
    pub(super) fn page(&self, page: &SitePage) -> String {
        let about = json_ld::script(self.site, page, self.base_url).unwrap_or_default();
        let about = about + &embeds::discovery(&page.address, &page.data, self.base_url);
        self.document(&page.address, Ok(Arc::clone(&page.data)), &about)
    }

    /// The pages a host shows for addresses that are none, by file.
    pub(super) fn not_found_pages(&self) -> Vec<(String, String)> {
        let page = |lang: Lang| {
            let address = Address::new(lang, Route::NotFound);
            let file = format!("{}404.html", &address.path()[1..]);
            (file, self.document(&address, Ok(Arc::new(PageData::NotFound { near: Vec::new() })), ""))
        };
        Lang::ALL.map(page).into()
    }

    /// The pages the worker shows where there is neither a connection nor a copy, by file.
    pub(super) fn offline_pages(&self) -> Vec<(String, String)> {
        let page = |lang: Lang| {
            let address = Address::new(lang, Route::NotFound);
            let file = format!("{}offline.html", &Address::new(lang, Route::Home).path()[1..]);
            (file, self.document(&address, Err(Arc::new(LoadError::Offline)), ""))
        };
        Lang::ALL.map(page).into()
    }

    /// `about` are elements that say what the page is about.
    fn document(&self, address: &Address, outcome: Outcome, about: &str) -> String {
        let Self { assets, base_url, .. } = self;
        let meta = PageMeta::new(address, &outcome);
        let navigation = self.navigation.get(&address.lang).cloned().unwrap_or_default();
        let reader = Reader::new(address.lang, assets.public_url.as_str()).with_navigation(navigation);
        let page = Owner::new().with(|| {
            let props = PageProps { address: address.clone(), outcome, reader, retry: None };
            html(Page(props))
        });
        let lang = address.lang;
        let shared = open_graph::elements(address, &meta, self.previews.get(&address.path()), base_url);
        let head = head(&meta, assets, base_url);
        let [base, site, starter, hash] =
            [assets.public_url.as_str(), base_url, &assets.href(&assets.starter), &assets.starter_hash].map(escape);
        // So that the app knows a page that is missing from one whose bundle is.
        let not_found = if address.route == Route::NotFound { " data-not-found" } else { "" };
        let live_reload = assets.live_reload.as_deref().unwrap_or_default();
        format!(
            "<!doctype html>\n<html lang=\"{lang}\" dir=\"ltr\"><head>{head}{shared}{about}\
         <script type=\"module\" async src=\"{starter}\" integrity=\"{hash}\" data-base=\"{base}\" data-site=\"{site}\"{not_found}></script></head>\
         <body><div id=\"app\">{page}<p class=\"visually-hidden\" role=\"status\"></p></div>{live_reload}</body></html>\n"
        )
    }
}

fn head(meta: &PageMeta, assets: &Assets, base_url: &str) -> String {
    let mut head = String::from("<meta charset=\"utf-8\">");
    // While one works on the site, the script that reloads the page is written into it.
    if assets.live_reload.is_none() {
        head += &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy::IN_PAGES);
    }
    head += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
    head += "<meta name=\"color-scheme\" content=\"light dark\">";
    head += &format!("<title>{}</title>", escape(&meta.title));
    for (tag, attributes) in meta.elements(base_url) {
        let attributes = attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escape(value)));
        head += &format!("<{tag}{} data-page>", attributes.collect::<String>());
    }
    head += &format!("<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">", escape(&assets.href("icon.svg")));
    let manifest = assets.href(&host_files::manifest_file(meta.lang));
    head += &format!("<link rel=\"manifest\" href=\"{}\">", escape(&manifest));
    head += &format!("<link rel=\"stylesheet\" href=\"{}\">", escape(&assets.href(&assets.style)));
    head
}

/// A view as HTML, without the marks between text nodes: they are for hydration, which no app here uses.
pub(super) fn html(view: impl RenderHtml) -> String {
    const MARK: &str = "<!>";
    let marked = view.to_html();
    let mut html = String::with_capacity(marked.len());
    let mut rest = 0;
    // Faster than `str::replace`, and every page goes through here.
    for place in memmem::find_iter(marked.as_bytes(), MARK) {
        html.push_str(&marked[rest..place]);
        rest = place + MARK.len();
    }
    html.push_str(&marked[rest..]);
    html
}

/// Text for use in HTML, in attributes too.
pub(super) fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, letter| {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
        escaped
    })
}
