//! Small types and pure functions that everything else stands on. Each is parsed once at a border and trusted
//! afterwards; none of them knows Leptos, the browser or the file system.

mod country;
pub mod csv;
mod date;
mod href;
mod keyed;
mod lang;
mod number;
mod sdg;
mod slug;

pub use country::{CountryCode, InvalidCountryCode};
pub use date::{Date, InvalidDate};
pub use href::{UnsafeHref, check_href, is_external};
pub(crate) use keyed::keyed_enum;
pub use lang::{Lang, UnknownLang};
pub use number::{number, plain_number};
pub use sdg::{InvalidSdg, SdgTag};
pub use slug::{InvalidSlug, Slug, fold_to_slug};
