//! The search, and without it every article by topic, country and year; the list of a year leads to its months.

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
    let lists: Vec<_> = [Facet::Topic, Facet::Country, Facet::Year].into_iter().filter_map(values).collect();
    let lists: Vec<_> = lists.into_iter().map(|values| browse(&reader, values)).collect();
    let embed = reader.href(&code_path(&Address::new(reader.lang, Route::Search).path()));
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
