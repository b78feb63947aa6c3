//! The front page.

use leptos::prelude::*;

use crate::model::{ArticleBundle, Section};
use crate::ui::components::{PageLinks, SectionIndex, TeaserList, blocks};
use crate::ui::reader::use_reader;
use crate::ui::routes::{ROUTES_DRAWING, Route};

/// What the office is in one sentence, the newest articles, the areas of work, the rest of the text with its figures,
/// and the way to every section.
pub(super) fn home(bundle: &ArticleBundle) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let article = &bundle.article;
    let (lead, rest) = article.body.split_at(article.body.len().min(1));
    let news = reader.to(Route::News(1));
    let work = reader.navigation.sections.iter().find(|entry| entry.section == Section::OurWork);
    let work = work.filter(|entry| !entry.pages.is_empty()).map(|entry| {
        view! {
            <section class="home__work" aria-labelledby="work">
                <div class="home__work-inner">
                    <h2 id="work">{strings.what_we_do}</h2>
                    <PageLinks links=entry.pages.clone() />
                </div>
            </section>
        }
    });
    let [src, held] = reader.picture(ROUTES_DRAWING);
    view! {
        <article class="home">
            <header class="home__opening">
                <img
                    class="home__routes"
                    src=src
                    data-src=held
                    alt=""
                    width="1440"
                    height="560"
                    loading="lazy"
                />
                <h1 class="home__name" tabindex="-1">
                    {article.title.clone()}
                </h1>
                <div class="home__lead">{blocks(lead)}</div>
            </header>
            <section class="home__latest" aria-labelledby="latest">
                <h2 id="latest">{strings.latest}</h2>
                <TeaserList teasers=bundle.latest.clone() />
                <p class="more">
                    <a href=news>{strings.all_news}</a>
                </p>
            </section>
            {work}
            <div class="home__text prose">{blocks(rest)}</div>
            <section class="home__ways" aria-labelledby="ways">
                <h2 id="ways">{strings.ways_on}</h2>
                <SectionIndex />
            </section>
        </article>
    }
}
