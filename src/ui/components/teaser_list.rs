//! Articles or pages as a quiet list of rows.

use leptos::prelude::*;

use super::Kicker;
use crate::model::{ArticleKind, Teaser};
use crate::ui::reader::use_reader;

/// Rows of kicker, linked title and summary, with the drawing where there is room; pages have no kicker.
///
/// Renders an `ol`. Stylesheet: `teaser-list.css`.
#[component]
pub fn TeaserList(
    /// The rows, in the order shown.
    teasers: Vec<Teaser>,
) -> impl IntoView {
    let reader = use_reader();
    let rows = teasers
        .into_iter()
        .map(|teaser| {
            let href = reader.href(&teaser.path);
            let title = teaser.title.clone();
            let summary = teaser.summary.clone();
            let cover = teaser.cover.as_ref().map(|path| {
                let [src, held] = reader.picture(path);
                view! {
                    <img
                        class="teaser__cover"
                        src=src
                        data-src=held
                        alt=""
                        width="480"
                        height="270"
                        loading="lazy"
                        decoding="async"
                    />
                }
            });
            let kicker = (teaser.kind != ArticleKind::Page).then(|| view! { <Kicker teaser /> });
            view! {
                <li class="teaser">
                    {kicker}
                    <p class="teaser__title">
                        <a href=href>{title}</a>
                    </p>
                    <p class="teaser__summary">{summary}</p>
                    {cover}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="teaser-list" role="list">
            {rows}
        </ol>
    }
}
