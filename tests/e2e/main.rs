//! End to end: the release build in a browser, over WebDriver, served by a server that can do everything a bad network
//! does. `ENGINE` chooses Chromium (as it comes), Firefox or WebKitGTK; `engine` tells what each cannot do for a test.
//!
//! `SITE_DIST` names the built site (`tools/test.sh` sets it). Things are found as a reader finds them: by heading,
//! link text and role. Every test that loads a page ends by looking at the console, which has to be empty.

mod accessibility;
mod agenda;
mod article;
mod bundles;
mod charts;
mod engine;
mod explorer;
mod faults;
mod filters;
mod harness;
mod hostile;
mod integrity;
mod line;
mod navigation;
mod not_found;
mod oembed;
mod offline;
mod own_data;
mod panels;
mod panics;
mod partner;
#[path = "../hostile/payloads.rs"]
mod payloads;
mod plain_language;
mod pointing;
mod releases;
mod results;
mod routes;
mod saves;
mod search;
mod server;
mod starter;
#[path = "../hostile/strings.rs"]
mod strings;
mod sub_path;
mod takeover;
mod tested;
mod themes;
mod weight;
mod widgets;
