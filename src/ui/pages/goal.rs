//! The page of a goal of the 2030 Agenda.

use leptos::prelude::*;

use crate::model::{ArticleBundle, Facet, Filter, Tag};
use crate::ui::components::{Breadcrumbs, Contents, CoverImage, Sources, TeaserList, blocks};
use crate::ui::reader::use_reader;
use crate::ui::routes::{Address, Route};

/// The goal's number and name in its colour, text with its targets, the articles on it.
pub(super) fn goal(bundle: &ArticleBundle, number: u8, address: &Address) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let article = &bundle.article;
    let cover = article.cover.clone().map(|cover| view! { <CoverImage cover /> });
    let all = number.to_string().parse().ok().map(|key| {
        let href = reader.to(Route::list(Filter::only(Tag { facet: Facet::Goal, key }), 1));
        view! {
            <p class="more">
                <a href=href>{strings.all_goal_articles}</a>
            </p>
        }
    });
    let articles = (!bundle.latest.is_empty()).then(|| {
        view! {
            <section class="goal-page__articles" aria-labelledby="goal-articles">
                <h2 id="goal-articles">{strings.goal_articles}</h2>
                <TeaserList teasers=bundle.latest.clone() />
                {all}
            </section>
        }
    });
    view! {
        <article class="goal-page">
            <Breadcrumbs address=address.clone() />
            <header class="opening goal-page__opening" data-goal=number.to_string()>
                <p class="goal-page__number">{(strings.goal)(number)}</p>
                <h1 tabindex="-1">{article.title.clone()}</h1>
                <p class="opening__summary">{article.summary.clone()}</p>
            </header>
            <div class="columns">
                <Contents body=article.body.clone() />
                <div class="columns__text prose">{blocks(&article.body)}</div>
                <div class="columns__margin">{cover}</div>
            </div>
            {articles}
            <Sources sources=article.sources.clone() />
        </article>
    }
}
