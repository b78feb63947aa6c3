//! Ways to hand a page on, without a third party.

use leptos::prelude::*;

use super::{Icon, icon};
use crate::ui::reader::use_reader;

/// A button that copies the address and one that opens the device's own way of sharing, where there is one.
///
/// Renders two `button`s and a live region that says what became of it; `browser::watch_share` does the work when they
/// are pressed. Without scripts they are not shown. Stylesheet: `share.css`.
#[component]
pub fn Share() -> impl IntoView {
    let strings = use_reader().strings;
    view! {
        <div class="share" data-copied=strings.link_copied data-failed=strings.copy_failed>
            <button type="button" class="share__button share__button--device" data-share="device">
                {icon(Icon::Share)} {strings.share}
            </button>
            <button type="button" class="share__button" data-share="copy">
                {icon(Icon::Link)} {strings.copy_link}
            </button>
            <button
                type="button"
                class="share__button"
                data-save=""
                aria-pressed="false"
                data-failed=strings.cannot_load
            >
                {icon(Icon::Bookmark)} <span>{strings.save_article}</span>
            </button>
            <span class="share__answer" role="status"></span>
        </div>
    }
}
