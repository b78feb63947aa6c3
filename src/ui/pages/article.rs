//! An article: news, story, event and all the other types.

use leptos::prelude::*;

use crate::model::{Article, ArticleBundle, Facet, Filter, Named, Section, Tag};
use crate::text::{CountryCode, SdgTag, Slug};
use crate::ui::components::{
    Breadcrumbs, Contents, CoverImage, Icon, Kicker, Neighbours, Share, Sources, TeaserList, blocks, icon,
};
use crate::ui::embed::code_path;
use crate::ui::reader::{Reader, use_reader};
use crate::ui::routes::{Address, Route};

/// Kicker, title, summary, drawing, text; what is known about it in the margin; sources; where to read on.
pub(super) fn article(bundle: &ArticleBundle) -> impl IntoView + use<> {
    let reader = use_reader();
    let article = &bundle.article;
    let address = Address::new(article.lang, Route::Article(article.id.clone()));
    let cover = article.cover.clone().map(|cover| view! { <CoverImage cover /> });
    let related = (!bundle.related.is_empty()).then(|| {
        view! {
            <section class="article__related" aria-labelledby="related">
                <h2 id="related">{reader.strings.related}</h2>
                <TeaserList teasers=bundle.related.clone() />
            </section>
        }
    });
    view! {
        <article class="article">
            <Breadcrumbs address />
            <header class="opening">
                <Kicker teaser=article.teaser() />
                <h1 tabindex="-1">{article.title.clone()}</h1>
                <p class="opening__summary">{article.summary.clone()}</p>
            </header>
            <div class="columns">
                <Contents body=article.body.clone() />
                <div class="columns__text">
                    {cover}
                    <div class="article__text prose">{blocks(&article.body)}</div>
                    <Share />
                </div>
                <div class="columns__margin">{facts(&reader, article)}</div>
            </div>
            <Sources sources=article.sources.clone() />
            {related}
            <Neighbours previous=bundle.previous.clone() next=bundle.next.clone() />
        </article>
    }
}

/// What is known about an article, beside its text.
fn facts(reader: &Reader, article: &Article) -> impl IntoView + use<> {
    let strings = reader.strings;
    let plain = |words: String| vec![view! { <li>{words}</li> }.into_any()];
    let topics = article.topics.iter().map(|topic| tag_link(reader, Facet::Topic, topic)).collect::<Vec<_>>();
    let countries = article.countries.iter().map(|country| country_link(reader, country)).collect::<Vec<_>>();
    let goals = article.sdgs.iter().map(|sdg| goal_link(reader, article, *sdg)).collect::<Vec<_>>();
    let calendar = article.calendar.as_ref().map(|path| {
        let link = view! {
            <li>
                <a class="facts__calendar" href=reader.href(path) rel="external">
                    {icon(Icon::Calendar)}
                    {strings.add_to_calendar}
                </a>
            </li>
        };
        vec![link.into_any()]
    });
    let rows = [
        (strings.topics, topics),
        (strings.place, article.place.clone().map(plain).unwrap_or_default()),
        (strings.countries, countries),
        (strings.goals, goals),
        (strings.scope, plain((strings.scope_name)(article.scope).to_owned())),
        (strings.updated, article.updated.map(|date| plain((strings.date)(date))).unwrap_or_default()),
        ((strings.kind)(article.kind), calendar.unwrap_or_default()),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
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
            <p class="facts__note">
                <a href=reader.href(&code_path(&article.path)) rel="external">
                    {strings.embed}
                </a>
            </p>
        </aside>
    }
}

/// A tag, linked to the list of articles that have it.
fn linked(reader: &Reader, facet: Facet, key: Slug, name: String) -> AnyView {
    let href = reader.to(Route::list(Filter::only(Tag { facet, key }), 1));
    view! {
        <li>
            <a href=href>{name}</a>
        </li>
    }
    .into_any()
}

fn tag_link(reader: &Reader, facet: Facet, topic: &Named<Slug>) -> AnyView {
    let key = topic.slug.clone().unwrap_or_else(|| topic.key.clone());
    linked(reader, facet, key, topic.name.clone())
}

fn country_link(reader: &Reader, country: &Named<CountryCode>) -> AnyView {
    match country.key.to_string().to_ascii_lowercase().parse() {
        Ok(key) => linked(reader, Facet::Country, key, country.name.clone()),
        Err(_) => view! { <li>{country.name.clone()}</li> }.into_any(),
    }
}

/// A goal or target, linked to the page of the goal; to the section where the goal has none.
fn goal_link(reader: &Reader, article: &Article, sdg: SdgTag) -> AnyView {
    let goal = article.goals.iter().find(|goal| goal.number == sdg.goal());
    let href = match goal {
        Some(goal) => reader.href(&goal.path),
        None => reader.to(Route::Section(Section::Agenda2030)),
    };
    let name = goal.filter(|_| sdg.is_goal()).map(|goal| goal.name.clone()).unwrap_or_default();
    view! {
        <li>
            <a href=href>{format!("{sdg} {name}").trim_end().to_owned()}</a>
        </li>
    }
    .into_any()
}
