//! Loads bundles and keeps them. In the browser only: `publish` has the data at hand.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use gloo_net::http::Request;

use super::pages::{LoadError, Outcome, PageData};
use super::routes::{Address, Route};
use crate::browser;
use crate::model::{ArticleBundle, Bundle, BundleError, ListBundle, MAX_BUNDLE_BYTES, decode};

/// How long a bundle may take before the reader is told, in milliseconds. A page of 5 kB takes a tenth of this on
/// the slowest connections that still deserve the name (GPRS, about 30 kbit/s).
const TIMEOUT_MS: u32 = 20_000;

/// How many bundles are kept. When there are more, all but those under way are forgotten.
const MOST_KEPT: usize = 64;

/// Bundles that were loaded or are on their way, by path.
#[derive(Clone)]
pub(super) struct Library {
    base: Rc<str>,
    kept: Rc<RefCell<HashMap<String, Shared<LocalBoxFuture<'static, Outcome>>>>>,
}

impl Library {
    /// A library of the site that lies under `base` (`/`, `/iom/`).
    pub(super) fn new(base: &str) -> Self {
        Self { base: base.into(), kept: Rc::default() }
    }

    /// The data of a page: at once if it is kept, otherwise from the server. What fails is not kept.
    pub(super) async fn load(&self, address: &Address) -> Outcome {
        if address.route == Route::NotFound {
            return Ok(Arc::new(PageData::NotFound));
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

    /// Forgets the data of a page, so that trying again does not wait for a request that began before.
    pub(super) fn forget(&self, address: &Address) {
        self.kept.borrow_mut().remove(&address.bundle_path());
    }

    /// Whether the data of a page is kept or on its way.
    pub(super) fn holds(&self, address: &Address) -> bool {
        address.route == Route::NotFound || self.kept.borrow().contains_key(&address.bundle_path())
    }

    fn request(&self, address: &Address, path: &str) -> Shared<LocalBoxFuture<'static, Outcome>> {
        let url = format!("{}{path}", self.base);
        let is_list = matches!(address.route, Route::News(_));
        let request = async move {
            let loaded = match is_list {
                true => fetch::<ListBundle>(&url).await.map(PageData::List),
                false => fetch::<ArticleBundle>(&url).await.map(PageData::Article),
            };
            loaded.map(Arc::new).map_err(Arc::new)
        };
        let request = request.boxed_local().shared();
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= MOST_KEPT {
            kept.retain(|_, request| request.peek().is_none());
        }
        kept.insert(path.to_owned(), request.clone());
        request
    }
}

async fn fetch<B: Bundle>(url: &str) -> Result<B, LoadError> {
    let response =
        Request::get(url).abort_signal(Some(&browser::abort_after(TIMEOUT_MS))).send().await.map_err(no_answer)?;
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
    })?;
    Ok(decode(&bytes)?)
}

fn no_answer(error: gloo_net::Error) -> LoadError {
    match error {
        gloo_net::Error::JsError(error) if error.name == "TimeoutError" => LoadError::TimedOut,
        _ => LoadError::Offline,
    }
}
