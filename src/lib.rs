//! The website of IOM's country office in Germany: a WebAssembly app for readers and `publish`, the compiler
//! for editors, from one package.
//!
//! # The map
//!
//! | module | holds | uses |
//! |---|---|---|
//! | [`text`] | small types and pure functions: languages, slugs, dates, country codes, links | nothing |
//! | [`model`] | what is written into bundles and read from them: articles, blocks, lists | `text` |
//! | [`search`] | the search index: its writer, and the engine that reads it | `text` |
//! | `browser` (wasm only) | the only code that touches `web-sys` | nothing |
//! | [`ui`] | routes, strings, views, pages, loading; rendered in the browser and by `publish` alike | `text`, `model`, `search`; its `app` and `data` also `browser` |
//! | [`widgets`] | what others put on their pages, each in a frame of its own | `text`, `model`, `search`, `ui`; its app also `browser` |
//! | `publish` (native only) | content → checked model → bundles and prerendered pages | all of them |
//!
//! Use goes one way: `text ← model ← search ← ui ← widgets ← publish`, with `browser` under `ui`. `text`, `model` and `search` name neither
//! Leptos nor the browser. `tests/architecture.rs` fails when a `use` points the other way.
//!
//! # Programs
//!
//! - `bin/site.rs` (wasm32, built by Trunk): mounts `ui::app` beside the prerendered page and takes over.
//! - `bin/widgets.rs` (wasm32, built by `tools/widgets.sh`): the app in frames on other people's pages.
//! - `bin/publish.rs` (native): checks content and writes everything a host serves.
//!
//! The target decides which Leptos mode is linked (`csr` or `ssr`); there are no feature flags to remember.
//!
//! # One page, from file to screen
//!
//! 1. `content/en/news/x.md` is parsed to a [`model::Article`] by `publish`.
//! 2. It is written twice: as a bundle (`bundles/en/news/x/index.json`) and, through [`ui::pages`], as HTML.
//! 3. A reader opens the HTML. `browser/starter.js` loads the wasm when the page has been painted.
//! 4. `ui::app` loads the same bundle, renders the same view detached, and swaps it in in one frame.
//! 5. From then on a tap on a link loads a bundle, not a page.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod model;
#[cfg(not(target_arch = "wasm32"))]
pub mod publish;
pub mod search;
pub mod text;
pub mod ui;
pub mod widgets;
