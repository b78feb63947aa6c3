//! What others put on their pages: articles, lists of articles, charts and the search, each in a frame of its own.
//!
//! - `elements.js` runs on their pages: a custom element for each kind, which builds a frame and nothing else.
//! - [`frames`]: what stands in a frame, as `publish` prerenders it; it reads without any script.
//! - `frame.js` runs in every frame: tells its height, takes theme and language, loads the app where one serves.
//! - `search`: the app in the frame of the search (browser only)
//! - `code.js`: options and preview on the pages that tell how to embed something
//!
//! What prerendered pages can do needs no app: a chart is drawn in every way beforehand, a fragment tells how many
//! articles are shown. An app that draws charts anew weighs 105 kB, since it is Leptos and all views of charts; a frame
//! may take 75.
//!
//! # Messages
//!
//! Frame and host talk by `postMessage`, in objects with `"schema": 1`. Each looks from which window and, on the host's
//! side, from which origin a message came; whatever else arrives is left alone.
//!
//! | message | from | says |
//! |---|---|---|
//! | `{schema: 1, iom: "height", height: 431}` | frame | how high its content is, in CSS pixels |
//! | `{schema: 1, iom: "set", theme: "dark", lang: "de"}` | host | which theme and language to take; each may be absent |

pub mod frames;
#[cfg(target_arch = "wasm32")]
pub mod search;
