//! Loads bundles and keeps them. In the browser only: `publish` has the data at hand.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared, join_all};

use super::filtering::{self, Found};
use super::near;
use super::pages::{LoadError, Outcome, PageData};
use super::routes::{Address, Route};
use crate::browser;
use crate::model::{
    Bundle, BundleError, Filter, MAX_BUNDLE_BYTES, NavigationBundle, PageLink, ROWS_PER_BUNDLE, Tag, Translation,
    decode,
};
use crate::text::Lang;

/// How long a bundle may take before the reader is told, in milliseconds. A page of 5 kB takes a tenth of this on
/// the slowest connections that still deserve the name (GPRS, about 30 kbit/s).
const TIMEOUT_MS: u32 = 20_000;

/// How many bundles are kept. When there are more, all but those under way are forgotten.
const MOST_KEPT: usize = 64;

/// Bundles that were loaded or are on their way, by path.
#[derive(Clone)]
pub(crate) struct Library {
    base: Rc<str>,
    kept: Rc<RefCell<HashMap<String, Shared<LocalBoxFuture<'static, Outcome>>>>>,
    navigation: Rc<RefCell<Navigations>>,
}

/// What masthead and footer lead to, as far as it was loaded.
type Navigations = Vec<(Lang, Arc<NavigationBundle>)>;

impl Library {
    /// A library of the site that lies under `base` (`/`, `/iom/`).
    pub(crate) fn new(base: &str) -> Self {
        Self { base: base.into(), kept: Rc::default(), navigation: Rc::default() }
    }

    /// The data of a page: at once if it is kept, otherwise from the server. What fails is not kept.
    pub(super) async fn load(&self, address: &Address) -> Outcome {
        match &address.route {
            Route::NotFound => return Ok(not_found()),
            Route::Filtered(filter, page) if filter.tags().len() > 1 => {
                return self.filtered(address.lang, filter, *page).await;
            }
            _ => {}
        }
        let path = address.bundle_path();
        let known = self.kept.borrow().get(&path).cloned();
        let request = known.unwrap_or_else(|| self.request(address, &path));
        let outcome = request.await;
        if outcome.is_err() {
            self.kept.borrow_mut().remove(&path);
        }
        outcome
    }

    /// A page of the list of articles with several tags: made from the first page of the whole list, the rows of the
    /// rarest tag, and the teasers of what is found there.
    async fn filtered(&self, lang: Lang, filter: &Filter, page: u32) -> Outcome {
        let whole = Box::pin(self.load(&Address::new(lang, Route::News(1)))).await?;
        let PageData::List(whole) = whole.as_ref() else { return Ok(not_found()) };
        let found = match filtering::rarest(filter, &whole.facets) {
            Some((Tag { facet, key }, count)) => {
                let path = |block| format!("bundles/{lang}/rows/{}/{key}/{block}.json", facet.key());
                filtering::find(&self.all((0..count.div_ceil(ROWS_PER_BUNDLE)).map(path)).await?, filter)
            }
            None => Found::default(),
        };
        let numbers = found.on_page(page);
        if numbers.is_empty() && page > 1 {
            return Ok(not_found());
        }
        let files = filtering::teaser_files(numbers);
        let path = |file: &u32| format!("bundles/{lang}/teasers/{file}.json");
        let items = filtering::teasers(numbers, &files, self.all(files.iter().map(path)).await?);
        let mut list = filtering::list(whole, filter, &found, page, items);
        let there = filtering::translated(filter, &whole.facets).map(|filter| {
            let lang = lang.other();
            Translation { lang, path: Address::new(lang, Route::list(filter, page)).path() }
        });
        list.translations.extend(there);
        Ok(Arc::new(PageData::List(list)))
    }

    /// What masthead and footer lead to; nothing if it cannot be had, since pages read without it.
    pub(super) async fn navigation(&self, lang: Lang) -> Arc<NavigationBundle> {
        if let Some(known) = self.navigation.borrow().iter().find(|(of, _)| *of == lang) {
            return Arc::clone(&known.1);
        }
        let bytes = self.get(&format!("bundles/{lang}/navigation.json")).await;
        match bytes.ok().and_then(|bytes| decode(&bytes).ok()).map(Arc::new) {
            Some(navigation) => {
                self.navigation.borrow_mut().push((lang, Arc::clone(&navigation)));
                navigation
            }
            None => Arc::default(),
        }
    }

    /// Pages with an address like one that is none; none if they cannot be had.
    pub(super) async fn near(&self, lang: Lang, path: &str) -> Vec<PageLink> {
        let words = near::words(path);
        let path = |start: &str| self.get(&format!("bundles/{lang}/words/{start}.json"));
        let answers = join_all(near::shards(&words).into_iter().map(path).collect::<Vec<_>>()).await;
        let known = answers.into_iter().filter_map(|bytes| decode(&bytes.ok()?).ok());
        near::nearest(&words, &known.collect::<Vec<_>>())
    }

    /// Forgets the data of a page, so that trying again does not wait for a request that began before.
    pub(super) fn forget(&self, address: &Address) {
        self.kept.borrow_mut().remove(&address.bundle_path());
    }

    /// Whether the data of a page is kept or on its way, or not worth loading beforehand.
    pub(super) fn holds(&self, address: &Address) -> bool {
        address.route == Route::NotFound
            || address.path().contains('?')
            || self.kept.borrow().contains_key(&address.bundle_path())
    }

    fn request(&self, address: &Address, path: &str) -> Shared<LocalBoxFuture<'static, Outcome>> {
        let answer = self.get(path);
        let is_list = matches!(address.route, Route::News(_) | Route::Filtered(..) | Route::Search);
        let request = async move {
            let bytes = answer.await?;
            let data = match is_list {
                true => PageData::List(decode(&bytes).map_err(LoadError::from)?),
                false => PageData::Article(decode(&bytes).map_err(LoadError::from)?),
            };
            Ok(Arc::new(data))
        };
        let request = request.boxed_local().shared();
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= MOST_KEPT {
            kept.retain(|_, request| request.peek().is_none());
        }
        kept.insert(path.to_owned(), request.clone());
        request
    }

    /// Asks the server for a bundle, given by its path from the folder of the site.
    pub(super) fn get(&self, path: &str) -> Answer {
        get(format!("{}{path}", self.base)).boxed_local()
    }

    /// Asks for several bundles at once.
    async fn all<B: Bundle>(&self, paths: impl Iterator<Item = String>) -> Result<Vec<B>, LoadError> {
        let answers = join_all(paths.map(|path| self.get(&path)).collect::<Vec<_>>()).await;
        let answers = answers.into_iter().map(|bytes| match bytes {
            // The list names these files, so a missing one is a fault of the host and no page that is none.
            Err(LoadError::NotFound) => Err(LoadError::Status(404)),
            bytes => Ok(decode(&bytes?)?),
        });
        answers.collect()
    }
}

/// The bytes of a bundle. Requests are of one type, whatever they ask for: each further one would weigh 3 kB.
type Answer = LocalBoxFuture<'static, Result<Vec<u8>, LoadError>>;

/// The page for an address that is none, before near ones are known.
fn not_found() -> Arc<PageData> {
    Arc::new(PageData::NotFound { near: Vec::new() })
}

async fn get(url: String) -> Result<Vec<u8>, LoadError> {
    let (request, held) = browser::request(&url, TIMEOUT_MS).map_err(no_answer)?;
    let response = request.send().await.map_err(no_answer)?;
    match response.status() {
        404 | 410 => return Err(LoadError::NotFound),
        status if !response.ok() => return Err(LoadError::Status(status)),
        _ => {}
    }
    let announced = response.headers().get("content-length").and_then(|length| length.parse().ok());
    if let Some(size_bytes) = announced.filter(|size| *size > MAX_BUNDLE_BYTES) {
        return Err(BundleError::TooLarge { size_bytes }.into());
    }
    let bytes = response.binary().await.map_err(|error| match no_answer(error) {
        LoadError::Offline => LoadError::Interrupted,
        other => other,
    });
    drop(held);
    bytes
}

fn no_answer(error: gloo_net::Error) -> LoadError {
    match error {
        // Nothing else ends a request; WebKit calls it what it calls every end.
        gloo_net::Error::JsError(error) if ["TimeoutError", "AbortError"].contains(&error.name.as_str()) => {
            LoadError::TimedOut
        }
        _ => LoadError::Offline,
    }
}
