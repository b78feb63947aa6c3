//! The app in the browser: reads the address, loads the page's bundle, shows it, and takes over from the
//! prerendered page.
//!
//! 1. The address bar changes, by a tap on a link or by Back: leptos_router tells the new path.
//! 2. The page's bundle is loaded, mostly from what was prefetched. The old page stays meanwhile.
//! 3. The new page is rendered whole, in place of the old one. A page is never patched, since a translator may have
//!    rewritten its text nodes.
//! 4. History, scroll position, focus and the spoken announcement follow.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::join;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use leptos_meta::{Html, Title, provide_meta_context};
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};

use super::charts::{Format, Save};
use super::data::Library;
use super::finder::Finder;
use super::meta::PageMeta;
use super::pages::{LoadError, Outcome, Page, PageData};
use super::reader::{OPENED_MAX_BYTES, Opened, PageTools, Reader, anew};
use super::routes::Address;
use crate::browser::{self, Config, HeadElement, ScrollKeeper, Takeover};
use crate::model::{BundleError, NavigationBundle, plain_texts};
use crate::search::Terms;

/// Starts the app beside the prerendered page. Does nothing on a page that is not the site's.
pub fn start() {
    let (Some(config), Some(takeover)) = (Config::from_page(), Takeover::prepare()) else { return };
    let root = takeover.app().clone();
    let app = move || {
        let base = config.base.trim_end_matches('/').to_owned();
        provide_meta_context();
        view! {
            <Router base>
                <Site config takeover />
            </Router>
        }
    };
    leptos::mount::mount_to(root, app).forget();
}

/// A page on the screen. The number tells one showing from the next, even at the same address.
#[derive(Clone)]
struct Shown {
    number: u32,
    address: Address,
    outcome: Outcome,
    navigation: Arc<NavigationBundle>,
}

/// Shows the page of the present address.
#[component]
fn Site(
    /// What the prerendered page told.
    config: Config,
    /// The way into the document.
    takeover: Takeover,
) -> impl IntoView {
    let shown = RwSignal::new(None::<Shown>);
    let announcement = RwSignal::new(String::new());
    let attempt = RwSignal::new(0_u32);
    let retry = Callback::new(move |()| attempt.update(|attempt| *attempt += 1));

    let query = RwSignal::new(String::new());
    let navigation = Navigation::new(&config, takeover, shown, announcement, query);
    provide_context(tools(query, &navigation.library));
    let location = use_location();
    // Path and query change together, and are one address.
    let path = Memo::new(move |_| format!("{}?{}", location.pathname.get(), location.search.get()));
    Effect::new(move || {
        attempt.track();
        navigation.clone().go(path.get());
    });

    let site_url = config.site_url;
    let meta = Memo::new(move |_| shown.get().map(|page| PageMeta::new(&page.address, &page.outcome)));
    let lang = move || meta.get().map(|meta| meta.lang.code());
    let title = move || meta.get().map(|meta| meta.title).unwrap_or_default();
    Effect::new(move || {
        if let Some(meta) = meta.get() {
            let elements = meta.elements(&site_url).into_iter();
            let elements = elements.map(|(tag, attributes)| HeadElement { tag, attributes });
            // A page that should not be found again has nothing of its own that `publish` wrote.
            browser::write_head(elements.collect(), meta.canonical.as_deref().unwrap_or("-"));
        }
    });
    let base = StoredValue::new(config.base);
    let page = move || {
        let page = shown.get()?;
        let reader = Reader::new(page.address.lang, &base.read_value()).with_navigation(page.navigation);
        let reader = reader.holding_pictures(browser::prefers_less_data());
        let view = view! { <Page address=page.address outcome=page.outcome reader retry /> }.into_any();
        Some(anew(page.number, view))
    };
    view! {
        {move || shown.get().is_some().then(|| view! { <Html attr:lang=lang /> <Title text=title /> })}
        {page}
        <p class="visually-hidden" role="status">
            {announcement}
        </p>
    }
}

/// What the search keeps from page to page.
struct Search {
    finder: OnceCell<Finder>,
    /// Whether the index was found to be of another release than this app.
    is_other_release: Cell<bool>,
    /// What is marked in the article opened next.
    terms: Cell<Option<Terms>>,
}

thread_local! {
    static SEARCH: Search = const {
        Search { finder: OnceCell::new(), is_other_release: Cell::new(false), terms: Cell::new(None) }
    };
}

/// What views can ask of the app while their page stays on the screen.
fn tools(query: RwSignal<String>, library: &Library) -> PageTools {
    SEARCH.with(|search| _ = search.finder.set(Finder::new(library.clone())));
    let (navigate, location) = (use_navigate(), use_location());
    let go_to = move |to: &str, replace: bool, scroll: bool| {
        navigate(to, NavigateOptions { resolve: false, scroll, replace, ..NavigateOptions::default() });
    };
    let [go, rewrite] = [false, true].map(|replace| {
        let go_to = go_to.clone();
        let go = move |query: String| {
            let path = location.pathname.get_untracked();
            let to = if query.is_empty() { path } else { format!("{path}?{query}") };
            go_to(&to, replace, false);
        };
        Arc::new(go)
    });
    PageTools {
        query,
        go,
        rewrite,
        visit: Arc::new(move |path| go_to(&path, false, true)),
        find: |query, found| {
            spawn_local(async move {
                let finder = SEARCH.with(|search| search.finder.get().cloned());
                let outcome = match finder {
                    Some(finder) => finder.find(&query).await,
                    None => return found(None),
                };
                let is_other = matches!(outcome, Err(LoadError::Malformed(BundleError::Schema { .. })));
                // The page brings the app that can read it. It is loaded when the reader tries again, and not by
                // itself: what comes may be as old as this one.
                if SEARCH.with(|search| search.is_other_release.replace(is_other)) && is_other {
                    return browser::reload_page();
                }
                found(outcome.ok());
            });
        },
        text: |address, text| {
            spawn_local(async move {
                let finder = SEARCH.with(|search| search.finder.get().cloned());
                let Some(finder) = finder else { return };
                let outcome = finder.library().load(&address).await;
                text(match outcome.as_deref() {
                    Ok(PageData::Article(bundle)) => plain_texts(&bundle.article.body),
                    _ => Vec::new(),
                });
            });
        },
        mark: |terms| SEARCH.with(|search| search.terms.set(Some(terms))),
        save: |save, event| spawn_local(save_chart(save, event)),
        open: |event, opened| {
            spawn_local(async move {
                if let Some((name, text)) = browser::open_text(&event, OPENED_MAX_BYTES).await {
                    opened(Opened { name, text });
                }
            });
        },
    }
}

async fn save_chart(save: Save, event: Event) {
    let Save { format, file, csv, heading, footing } = save;
    let Some(figure) = browser::figure_of(&event) else { return };
    let is_saved = match format {
        Format::Csv => browser::save_text(&file, "text/csv", &csv),
        Format::Svg | Format::Png => match browser::picture(&figure, &heading, &footing).await {
            Some(svg) if format == Format::Png => browser::save_png(&file, &svg).await,
            Some(svg) => browser::save_text(&file, "image/svg+xml", &svg),
            None => false,
        },
    };
    browser::tell(&figure, is_saved);
}

/// Takes the reader from page to page.
#[derive(Clone)]
struct Navigation {
    base: Rc<str>,
    library: Library,
    router: BrowserUrl,
    takeover: Takeover,
    scroll: ScrollKeeper,
    look_for_links: Rc<dyn Fn()>,
    /// The number of the newest navigation; an older one that arrives late is dropped.
    newest: Rc<Cell<u32>>,
    /// Whether the page on the screen is one the host had for this address.
    is_readable: Rc<Cell<bool>>,
    shown: RwSignal<Option<Shown>>,
    announcement: RwSignal<String>,
    query: RwSignal<String>,
}

impl Navigation {
    fn new(
        config: &Config,
        takeover: Takeover,
        shown: RwSignal<Option<Shown>>,
        announcement: RwSignal<String>,
        query: RwSignal<String>,
    ) -> Self {
        let library = Library::new(&config.base);
        let base: Rc<str> = config.base.as_str().into();
        let prefetch = {
            let (library, base) = (library.clone(), Rc::clone(&base));
            move |path: String| prefetch(&library, &address_of(&base, &path))
        };
        let look_for_links = Rc::new(browser::watch_links(takeover.app(), prefetch));
        browser::watch_share(takeover.app());
        browser::watch_marks(takeover.app());
        browser::watch_maps(takeover.app());
        let scroll = ScrollKeeper::default();
        scroll.watch({
            let base = Rc::clone(&base);
            move || {
                let here = BrowserUrl::current().ok();
                let here = here.map(|url| address_of(&base, &format!("{}?{}", url.path(), url.search())));
                shown.with_untracked(|page| page.as_ref().map(|page| &page.address) == here.as_ref())
            }
        });
        Self {
            base,
            library,
            router: expect_context(),
            takeover,
            scroll,
            look_for_links,
            newest: Rc::default(),
            is_readable: Rc::new(Cell::new(!config.is_not_found)),
            shown,
            announcement,
            query,
        }
    }

    /// Loads the page at a path and shows it, unless the reader has gone on by then. Where only the query is another,
    /// the page stays, and what it shows follows.
    fn go(self, path: String) {
        let address = address_of(&self.base, &path);
        let query = path.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default();
        // What is not there is asked for once more.
        let is_there = |data: &Arc<PageData>| !matches!(data.as_ref(), PageData::NotFound { .. });
        let is_shown = |page: &Shown| page.outcome.as_ref().is_ok_and(is_there) && page.address == address;
        if self.shown.with_untracked(|page| page.as_ref().is_some_and(is_shown)) {
            // What was on its way is no longer asked for.
            self.newest.set(self.newest.get() + 1);
            browser::set_loading(false);
            self.query.set(query);
            self.router.ready_to_complete();
            return;
        }
        let number = self.newest.get() + 1;
        self.newest.set(number);
        let is_first = number == 1;
        if !is_first && !self.scroll.is_return() {
            self.scroll.leave();
        }
        browser::set_loading(!is_first);
        if !is_first {
            self.is_readable.set(false);
        }
        let failed_here = |page: &Shown| page.outcome.is_err() && page.address == address;
        if self.shown.with_untracked(|page| page.as_ref().is_some_and(failed_here)) {
            self.library.forget(&address);
        }
        spawn_local(async move {
            let (outcome, navigation) = join(self.library.load(&address), self.library.navigation(address.lang)).await;
            let is_other_release = !is_first && self.is_other_release(&outcome, &path).await;
            let outcome = match is_other_release {
                true => outcome,
                false => self.or_not_found(outcome, &address, &path).await,
            };
            if self.newest.get() != number {
                return;
            }
            if is_other_release {
                // The new page brings the app it was made for. Since it comes as the first one, it is loaded once.
                browser::load_page(path.trim_end_matches('?'));
                return;
            }
            browser::set_loading(false);
            self.query.set(query);
            match (is_first, outcome) {
                (true, Err(_)) if address.is_prerendered() => browser::set_state("waiting"),
                (true, outcome) => self.show_first(Shown { number, address, outcome, navigation }).await,
                (false, outcome) => self.show_next(Shown { number, address, outcome, navigation }).await,
            }
        });
    }

    /// Whether the site was published anew since this app was loaded, so that it cannot show the page: the bundle has
    /// another format, or the host has the page at another address than this app looks for its bundle.
    async fn is_other_release(&self, outcome: &Outcome, path: &str) -> bool {
        let is_missing = match outcome {
            Ok(data) => matches!(data.as_ref(), PageData::NotFound { .. }),
            Err(error) => match **error {
                LoadError::Malformed(BundleError::Schema { .. }) => return true,
                LoadError::NotFound => true,
                _ => false,
            },
        };
        let path = path.strip_prefix(&*self.base).unwrap_or(path);
        is_missing && self.library.get(path).await.is_ok()
    }

    /// A page that the host does not have is a page of its own, which names near ones.
    async fn or_not_found(&self, outcome: Outcome, address: &Address, path: &str) -> Outcome {
        let is_missing = match &outcome {
            Ok(data) => matches!(data.as_ref(), PageData::NotFound { .. }),
            // A page that is there stays readable when only its bundle is missing.
            Err(error) => matches!(**error, LoadError::NotFound) && !self.is_readable.get(),
        };
        if !is_missing {
            return outcome;
        }
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let near = self.library.near(address.lang, path.strip_prefix(&*self.base).unwrap_or(path)).await;
        Ok(Arc::new(PageData::NotFound { near }))
    }

    /// The page that is already there, prerendered: takes over when it is convenient.
    async fn show_first(self, page: Shown) {
        self.shown.set(Some(page));
        tick().await;
        let takeover = self.takeover.clone();
        takeover.when_convenient(move || {
            self.scroll.take_over();
            (self.look_for_links)();
        });
    }

    /// A page the reader went to.
    async fn show_next(self, page: Shown) {
        let (heading, lang) = (PageMeta::new(&page.address, &page.outcome).heading, page.address.lang);
        self.shown.set(Some(page));
        tick().await;
        if !self.takeover.is_done() {
            self.takeover.now();
            self.scroll.take_over();
        } else {
            browser::tell_shown();
        }
        self.router.ready_to_complete();
        tick().await;
        self.scroll.arrive();
        browser::focus_heading();
        let terms = SEARCH.with(|search| search.terms.take());
        let marks = terms.map(|terms| -> browser::Marks { Box::new(move |text| terms.marks(text, lang)) });
        let _ = browser::mark_found(marks);
        self.announcement.set(heading);
        (self.look_for_links)();
    }
}

/// What the address bar says, without the folder the site lies in.
fn address_of(base: &str, path: &str) -> Address {
    let path = path.strip_prefix(base.trim_end_matches('/')).unwrap_or(path);
    Address::parse(path)
}

/// Loads what lies behind a link, unless the reader saves data.
fn prefetch(library: &Library, address: &Address) {
    if library.holds(address) || browser::prefers_less_data() {
        return;
    }
    let (library, address) = (library.clone(), address.clone());
    spawn_local(async move {
        // A failure is no news yet: the reader has not asked for the page.
        let _ = library.load(&address).await;
    });
}
