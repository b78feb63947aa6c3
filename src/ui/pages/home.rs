//! The front page.

use leptos::prelude::*;

use crate::model::ArticleBundle;
use crate::ui::components::{SectionIndex, TeaserList, blocks};
use crate::ui::reader::use_reader;
use crate::ui::routes::Route;

/// What the office is in one sentence, the newest articles, and the way to every section.
pub(super) fn home(bundle: &ArticleBundle) -> impl IntoView + use<> {
    let reader = use_reader();
    let article = &bundle.article;
    let (lead, rest) = article.body.split_at(article.body.len().min(1));
    let news = reader.to(Route::News(1));
    view! {
        <article class="home">
            <header class="home__opening">
                <h1 class="home__name" tabindex="-1">
                    {article.title.clone()}
                </h1>
                <div class="home__lead">
                    {blocks(lead)}
                </div>
            </header>
            <section class="home__latest" aria-labelledby="latest">
                <h2 id="latest">{reader.strings.latest}</h2>
                <TeaserList teasers=bundle.latest.clone() />
                <p class="more">
                    <a href=news>{reader.strings.all_news}</a>
                </p>
            </section>
            <div class="home__more">
                <div class="prose">
                    {blocks(rest)}
                </div>
                <SectionIndex />
            </div>
        </article>
    }
}
