//! End to end: the release build in headless Chromium, over WebDriver, served by a server that can do everything a
//! bad network does.
//!
//! `SITE_DIST` names the built site (`tools/test.sh` sets it). Things are found as a reader finds them: by heading,
//! link text and role. Every test that loads a page ends by looking at the console, which has to be empty.

mod accessibility;
mod agenda;
mod article;
mod bundles;
mod charts;
mod explorer;
mod filters;
mod harness;
mod integrity;
mod navigation;
mod not_found;
mod oembed;
mod offline;
mod own_data;
mod panels;
mod partner;
mod plain_language;
mod pointing;
mod releases;
mod routes;
mod saves;
mod search;
mod server;
mod starter;
mod sub_path;
mod takeover;
mod themes;
mod weight;
mod widgets;
