//! An article: news, story, event and all the other types.

use leptos::prelude::*;

use crate::model::{Article, ArticleBundle, Section};
use crate::text::CountryCode;
use crate::ui::components::{Breadcrumbs, Kicker, Sources, blocks};
use crate::ui::reader::use_reader;
use crate::ui::routes::{Address, Route};

/// Kicker, title, summary, text; what is known about it in the margin; sources.
pub(super) fn article(bundle: &ArticleBundle) -> impl IntoView + use<> {
    let article = &bundle.article;
    let address = Address::new(article.lang, Route::Article(article.id.clone()));
    view! {
        <article class="article">
            <Breadcrumbs address />
            <header class="opening">
                <Kicker teaser=article.teaser() />
                <h1 tabindex="-1">{article.title.clone()}</h1>
                <p class="opening__summary">{article.summary.clone()}</p>
            </header>
            <div class="article__columns">
                <div class="article__text prose">
                    {blocks(&article.body)}
                </div>
                {facts(article)}
            </div>
            <Sources sources=article.sources.clone() />
        </article>
    }
}

/// What is known about an article, beside its text.
fn facts(article: &Article) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let agenda = reader.to(Route::Section(Section::Agenda2030));
    let names = |names: Vec<String>| names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view().into_any();
    let goals = || {
        let link = |sdg: String| view! { <li><a href=agenda.clone()>{sdg}</a></li> };
        article.sdgs.iter().map(|sdg| link(sdg.to_string())).collect_view().into_any()
    };
    let rows = [
        (!article.topics.is_empty())
            .then(|| (strings.topics, names(article.topics.iter().map(|topic| topic.name.clone()).collect()))),
        article.place.clone().map(|place| (strings.place, names(vec![place]))),
        (!article.countries.is_empty()).then(|| {
            (strings.countries, names(article.countries.iter().map(|country| country.name.clone()).collect()))
        }),
        (!article.sdgs.is_empty()).then(|| (strings.goals, goals())),
        Some((strings.scope, names(vec![(strings.scope_name)(article.scope).to_owned()]))),
        article.updated.map(|date| (strings.updated, names(vec![(strings.date)(date)]))),
    ];
    let rows = rows
        .into_iter()
        .flatten()
        .map(|(label, values)| {
            view! {
                <dt>{label}</dt>
                <dd>
                    <ul role="list">{values}</ul>
                </dd>
            }
        })
        .collect_view();
    let names_kosovo = article.countries.iter().any(|country| country.key == CountryCode::KOSOVO);
    let notes = [article.date_note.clone(), names_kosovo.then(|| strings.kosovo_note.to_owned())]
        .into_iter()
        .flatten()
        .map(|note| view! { <p class="facts__note">{note}</p> })
        .collect_view();
    view! {
        <aside class="facts" aria-labelledby="facts">
            <h2 class="facts__title" id="facts">
                {strings.about_this_article}
            </h2>
            <dl>{rows}</dl>
            {notes}
        </aside>
    }
}
