//! The page for an address that is none. Hosts have one such page for all languages, so it speaks each of them,
//! the reader's first.

use leptos::prelude::*;

use super::languages_from;
use crate::model::PageLink;
use crate::text::Lang;
use crate::ui::components::{PageLinks, RetryButton, SectionIndex};
use crate::ui::reader::use_reader;
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

/// What happened and where to go, in the reader's language; pages with similar addresses where any are known; a line
/// for those who read the other language.
pub(super) fn not_found(lang: Lang, near: &[PageLink], retry: Option<Callback<()>>) -> impl IntoView + use<> {
    let reader = use_reader();
    let [first, second] = languages_from(lang).map(strings);
    let other_home = reader.href(&Address::new(lang.other(), Route::Home).path());
    let near = (!near.is_empty()).then(|| {
        view! {
            <section class="message__near" aria-labelledby="near">
                <h2 id="near">{first.near}</h2>
                <PageLinks links=near.to_vec() />
            </section>
        }
    });
    view! {
        <div class="message">
            <h1 tabindex="-1">{first.not_found}</h1>
            <p>{first.not_found_help}</p>
            {retry.map(|retry| view! { <p><RetryButton retry /></p> })}
            {near}
            <SectionIndex />
            <p class="message__other" lang=lang.other().code()>
                {second.not_found}
                ". "
                <a href=other_home hreflang=lang.other().code()>
                    {second.to_home}
                </a>
            </p>
        </div>
    }
}
