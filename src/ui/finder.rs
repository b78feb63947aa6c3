//! Asks the search index: loads the files it needs and keeps what was loaded. In the browser only.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::join_all;

use super::data::Library;
use super::pages::LoadError;
use crate::model::BundleError;
use crate::search::{Answer, Engine, Fault, Query, Results, ShardName};

/// Where the index lies, from the folder of the site.
const FOLDER: &str = "search-index/";

/// How often more files are asked for before a question is given up. Three are needed at most.
const MOST_ROUNDS: usize = 8;

/// The index, as far as it was loaded.
#[derive(Clone)]
pub(crate) struct Finder {
    library: Library,
    engine: Rc<RefCell<Option<Engine>>>,
}

impl Finder {
    pub(crate) fn new(library: Library) -> Self {
        Self { library, engine: Rc::default() }
    }

    /// Where pages are loaded from.
    pub(super) fn library(&self) -> &Library {
        &self.library
    }

    /// What is found; an error if the index cannot be had.
    pub(crate) async fn find(&self, query: &Query) -> Result<Results, LoadError> {
        self.open(false).await?;
        let (found, is_outdated) = self.ask(query).await;
        // A file that is gone means that the site was published anew in the meantime.
        if is_outdated && self.open(true).await.is_ok() {
            return self.ask(query).await.0.ok_or(LoadError::NotFound);
        }
        found.ok_or(LoadError::NotFound)
    }

    /// Loads the beginning of the index, if it is not there or is to be loaded anew.
    async fn open(&self, anew: bool) -> Result<(), LoadError> {
        if self.engine.borrow().is_some() && !anew {
            return Ok(());
        }
        let root = self.library.get(&format!("{FOLDER}{}", Engine::ROOT)).await?;
        let engine = Engine::open(&root).map_err(|fault| match fault {
            Fault::Version => BundleError::Schema { found: root.get(2).copied().unwrap_or_default().into() }.into(),
            _ => LoadError::Interrupted,
        })?;
        self.engine.replace(Some(engine));
        Ok(())
    }

    /// The answer, and whether a file it needed is gone.
    async fn ask(&self, query: &Query) -> (Option<Results>, bool) {
        let mut is_outdated = false;
        if let Some(engine) = self.engine.borrow_mut().as_mut() {
            engine.forget_failures();
        }
        for _ in 0..MOST_ROUNDS {
            let answer = self.engine.borrow().as_ref().map(|engine| engine.ask(query));
            let names = match answer {
                None => break,
                Some(Answer::Found(found)) => return (Some(found), is_outdated),
                Some(Answer::Needs(names)) => names,
            };
            let file = |name: &ShardName| self.library.get(&format!("{FOLDER}{}", name.file()));
            let files = join_all(names.iter().map(file).collect::<Vec<_>>()).await;
            let mut engine = self.engine.borrow_mut();
            let Some(engine) = engine.as_mut() else { break };
            for (name, bytes) in names.iter().zip(files) {
                is_outdated |= matches!(bytes, Err(LoadError::NotFound));
                match bytes {
                    // What cannot be read counts as missing.
                    Ok(bytes) => _ = engine.supply(name, &bytes),
                    Err(_) => engine.fail(name),
                }
            }
        }
        (None, is_outdated)
    }
}
