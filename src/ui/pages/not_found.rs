//! The page for an address that is none. Hosts have one such page for all languages, so it speaks each of them,
//! the reader's first.

use leptos::prelude::*;

use super::languages_from;
use crate::text::Lang;
use crate::ui::components::{RetryButton, SectionIndex};
use crate::ui::reader::use_reader;
use crate::ui::routes::{Address, Route};
use crate::ui::strings::strings;

/// What happened and where to go, in the reader's language; a line for those who read the other one.
pub(super) fn not_found(lang: Lang, retry: Option<Callback<()>>) -> impl IntoView {
    let reader = use_reader();
    let [first, second] = languages_from(lang).map(strings);
    let other_home = reader.href(&Address::new(lang.other(), Route::Home).path());
    view! {
        <div class="message">
            <h1 tabindex="-1">{first.not_found}</h1>
            <p>{first.not_found_help}</p>
            {retry.map(|retry| view! { <p><RetryButton retry /></p> })}
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
