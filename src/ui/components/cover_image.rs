//! The drawing of what an item is about.

use leptos::prelude::*;

use crate::model::Cover;
use crate::ui::reader::use_reader;

/// The drawing on a band of its own.
///
/// Renders a `figure`; its `img` has words, and a place before it has come. A map says what its borders do not mean. Stylesheet: `cover-image.css`, which
/// lets the ground of the page shine through and turns the colours in the dark.
#[component]
pub fn CoverImage(
    /// The drawing.
    cover: Cover,
) -> impl IntoView {
    let reader = use_reader();
    let [src, held] = reader.picture(&cover.path);
    let note = cover.map.then(|| view! { <figcaption class="cover-note">{reader.strings.map_note}</figcaption> });
    view! {
        <figure>
            <p class="cover-image">
                <img loading="lazy" decoding="async" src=src data-src=held alt=cover.alt width="480" height="270" />
            </p>
            {note}
        </figure>
    }
}
