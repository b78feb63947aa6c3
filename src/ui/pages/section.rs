//! A section's own page, and the pages below it.

use leptos::prelude::*;

use crate::model::ArticleBundle;
use crate::ui::components::{Breadcrumbs, Sources, TeaserList, blocks};
use crate::ui::reader::use_reader;
use crate::ui::routes::Address;

/// Title, introduction, text, the pages below, sources.
pub(super) fn section(bundle: &ArticleBundle, address: &Address) -> impl IntoView + use<> {
    let reader = use_reader();
    let article = &bundle.article;
    let children = (!bundle.children.is_empty()).then(|| {
        view! {
            <section class="section__pages" aria-labelledby="pages">
                <h2 id="pages">{reader.strings.in_this_section}</h2>
                <TeaserList teasers=bundle.children.clone() />
            </section>
        }
    });
    view! {
        <article class="section">
            <Breadcrumbs address=address.clone() />
            <header class="opening">
                <h1 tabindex="-1">{article.title.clone()}</h1>
                <p class="opening__summary">{article.summary.clone()}</p>
            </header>
            <div class="section__text prose">
                {blocks(&article.body)}
            </div>
            {children}
            <Sources sources=article.sources.clone() />
        </article>
    }
}
