//! A page in plain German: larger, narrower, a sentence a line.

use leptos::prelude::*;

use crate::model::{ArticleBundle, Teaser};
use crate::ui::components::{Breadcrumbs, PageLinks, Sources, blocks};
use crate::ui::reader::use_reader;
use crate::ui::routes::Address;

/// The label, title, text, and the other pages in plain German.
pub(super) fn plain(bundle: &ArticleBundle, address: &Address) -> impl IntoView + use<> {
    let strings = use_reader().strings;
    let article = &bundle.article;
    let pages: Vec<_> = bundle.children.iter().map(Teaser::link).collect();
    let pages = (!pages.is_empty()).then(|| {
        view! {
            <section class="plain__pages" aria-labelledby="pages">
                <h2 id="pages">{strings.in_this_section}</h2>
                <PageLinks links=pages />
            </section>
        }
    });
    view! {
        <article class="plain">
            <Breadcrumbs address=address.clone() />
            <header class="opening">
                <p class="plain__label">{strings.plain_language}</p>
                <h1 tabindex="-1">{article.title.clone()}</h1>
            </header>
            <div class="plain__text prose">{blocks(&article.body)}</div>
            {pages}
            <Sources sources=article.sources.clone() />
        </article>
    }
}
