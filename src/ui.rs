//! What readers see: rendered by the app in the browser and by `publish` as HTML, from the same views.
//!
//! - [`routes`]: the addresses of the site
//! - [`strings`]: every visible word that is not content
//! - [`reader`]: what all views of a page share: language, words, the folder the site lies in
//! - [`pages`]: one view for each kind of page, a plain function of its data
//! - [`charts`]: charts as drawings, tables and words
//! - [`components`]: the parts pages are made of
//! - [`embed`]: the addresses of what others put on their pages
//! - [`filtering`]: lists filtered by several tags at once
//! - [`own_data`]: a reader's own table as a chart
//! - [`near`]: pages with an address like one that is none
//! - [`search`]: what readers look for, as it stands in addresses
//! - [`meta`]: title, description and links in the head
//! - `data`: loads and keeps bundles (browser only)
//! - `finder`: asks the search index (browser only)
//! - `app`: routes, loads, takes over (browser only)

#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod charts;
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod data;
pub mod embed;
pub mod filtering;
#[cfg(target_arch = "wasm32")]
pub(crate) mod finder;
pub mod meta;
pub mod near;
pub mod own_data;
pub mod pages;
pub mod reader;
pub mod routes;
pub mod search;
pub mod strings;
