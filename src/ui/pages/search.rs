//! The search, and without it every article by topic, country and month.

use leptos::prelude::*;

use crate::model::{Facet, FacetValues, Filter, ListBundle, Tag};
use crate::ui::components::SearchBox;
use crate::ui::embed::code_path;
use crate::ui::reader::{Reader, use_reader};
use crate::ui::routes::{Address, Route};

/// Title, field and results, then the lists that need no search.
pub(super) fn search(list: &ListBundle) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let values = |facet: Facet| list.facets.iter().find(|values| values.facet == facet);
    let lists: Vec<_> = [Facet::Topic, Facet::Country].into_iter().filter_map(values).collect();
    let lists: Vec<_> = lists.into_iter().map(|values| browse(&reader, values)).collect();
    let embed = reader.href(&code_path(&Address::new(reader.lang, Route::Search).path()));
    let months = values(Facet::Month).map(|months| archive(&reader, values(Facet::Year), months));
    view! {
        <div class="search">
            <header class="opening">
                <h1 tabindex="-1">{strings.search.name}</h1>
                <p class="opening__summary">{strings.search.summary}</p>
            </header>
            <SearchBox facets=list.facets.clone() />
            <section class="search__browse" aria-labelledby="search-browse">
                <h2 id="search-browse">{strings.search.browse}</h2>
                {lists}
                {months}
            </section>
            <p class="more">
                <a href=embed rel="external">
                    {strings.embed}
                </a>
            </p>
        </div>
    }
}

/// The lists of a facet's values.
fn browse(reader: &Reader, values: &FacetValues) -> impl IntoView + use<> {
    let links: Vec<_> = values
        .values
        .iter()
        .map(|value| {
            let tag = Tag { facet: values.facet, key: value.key.clone() };
            let href = reader.to(Route::list(Filter::only(tag), 1));
            view! {
                <li>
                    <a href=href>{value.name.clone()}</a>
                    " "
                    <span class="filters__count">{value.count}</span>
                </li>
            }
        })
        .collect();
    view! {
        <h3>{(reader.strings.facet)(values.facet)}</h3>
        <ul class="search__values" role="list">
            {links}
        </ul>
    }
}

/// Every month with articles, by year.
fn archive(reader: &Reader, years: Option<&FacetValues>, months: &FacetValues) -> impl IntoView + use<> {
    let strings = reader.strings;
    let to = |facet: Facet, key: &crate::text::Slug| {
        reader.to(Route::list(Filter::only(Tag { facet, key: key.clone() }), 1))
    };
    let rows: Vec<_> = years
        .map(|years| years.values.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|year| {
            let of_year = months.values.iter().filter(|month| month.key.as_str().starts_with(year.key.as_str()));
            let links: Vec<_> = of_year
                .map(|month| {
                    let name = month.name.strip_suffix(year.key.as_str()).unwrap_or(&month.name).trim_end().to_owned();
                    view! {
                        <li>
                            <a href=to(Facet::Month, &month.key) aria-label=month.name.clone()>
                                {name}
                            </a>
                            " "
                            <span class="filters__count">{month.count}</span>
                        </li>
                    }
                })
                .collect();
            view! {
                <li class="search__year">
                    <a href=to(Facet::Year, &year.key)>{year.name.clone()}</a>
                    <ul class="search__values" role="list">
                        {links}
                    </ul>
                </li>
            }
        })
        .collect();
    view! {
        <h3>{(strings.facet)(Facet::Month)}</h3>
        <ul role="list">{rows}</ul>
    }
}
