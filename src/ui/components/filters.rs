//! What a list of articles can be filtered by.

use leptos::prelude::*;

use super::{Icon, icon};
use crate::model::{Facet, FacetValue, FacetValues, Filter, Tag};
use crate::ui::filtering::{VALUES_SHOWN, value_of};
use crate::ui::reader::{Reader, use_reader};
use crate::ui::routes::Route;
use crate::ui::search::Asked;
use crate::ui::strings::Strings;

/// The chosen tags, each with a way to remove it, and the tags that narrow the list, each with the number of articles
/// it leaves.
///
/// Every filter is a link to the filtered list, so it works without scripts, with every key and in a new tab. Renders
/// a `nav` named “Filter”; on small screens it opens from a button, as the navigation does. Stylesheet: `filters.css`.
#[component]
pub fn Filters(
    /// What the list is filtered by.
    filter: Filter,
    /// What is among its articles.
    facets: Vec<FacetValues>,
) -> impl IntoView {
    let reader = use_reader();
    let strings = reader.strings;
    let groups = facets.into_iter().filter_map(|facet| group(&reader, &filter, facet)).collect_view();
    // Several tags at once need the app; without scripts these links would promise what they cannot keep.
    let needs_app = !filter.tags().is_empty();
    view! {
        <button type="button" class="filters__button" popovertarget="filters" data-needs-app=needs_app>
            {strings.filter}
        </button>
        <nav class="filters" id="filters" data-needs-app=needs_app popover="auto" aria-label=strings.filter>
            <button
                type="button"
                class="filters__button filters__close"
                popovertarget="filters"
                popovertargetaction="hide"
            >
                {strings.close}
            </button>
            {groups}
        </nav>
    }
}

/// The tags a list is filtered by, each a link to the list without it; nothing if there are none.
///
/// Stylesheet: `filters.css`.
#[component]
pub fn ChosenFilters(
    /// What the list is filtered by.
    filter: Filter,
    /// Where the names of the tags are found.
    facets: Vec<FacetValues>,
) -> impl IntoView {
    let reader = use_reader();
    let strings = reader.strings;
    let items = filter
        .tags()
        .iter()
        .map(|tag| {
            let name = name_of(tag, &facets, strings);
            // What no article has would lead to a page that is none.
            let rest = filter.tags().iter().filter(|other| *other != tag && value_of(other, &facets).is_some());
            let href = reader.to(Route::list(rest.cloned().collect(), 1));
            let label = (strings.remove_filter)(&name);
            view! {
                <li>
                    <a class="chosen__filter" href=href aria-label=label>
                        {name}
                        {icon(Icon::Cross)}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let all = reader.to(Route::News(1));
    let remove_all = (items.len() > 1).then(|| view! { <li><a href=all>{strings.remove_all}</a></li> });
    (!items.is_empty()).then(|| {
        view! {
            <div class="chosen">
                <p class="chosen__title" id="filtered-by">
                    {strings.filtered_by}
                </p>
                <ul role="list" aria-labelledby="filtered-by">
                    {items}
                    {remove_all}
                </ul>
            </div>
        }
    })
}

/// The name of a tag, as the list tells it.
pub(crate) fn name_of(tag: &Tag, facets: &[FacetValues], strings: &Strings) -> String {
    match (value_of(tag, facets), tag.facet, tag.key.as_str().parse()) {
        (Some(value), ..) => value.name.clone(),
        (None, Facet::Month, Ok(month)) => (strings.date)(month),
        (None, ..) => tag.key.to_string(),
    }
}

/// The values of a facet that would narrow the list; none if every article has the same or none. Months are always told,
/// as nothing else leads to their lists.
fn group(reader: &Reader, filter: &Filter, facet: FacetValues) -> Option<AnyView> {
    let FacetValues { facet, values } = facet;
    let tag = |value: &FacetValue| Tag { facet, key: value.key.clone() };
    let values: Vec<_> = values.into_iter().filter(|value| !filter.has(&tag(value))).collect();
    if values.is_empty() || (!facet.has_many() && facet.is_offered() && values.len() < 2) {
        return None;
    }
    let item = |value: &FacetValue| {
        // The list of a month is a part of that of its year, not a further filter.
        let chosen = if facet.is_offered() { filter.with(tag(value)) } else { Filter::only(tag(value)) };
        let href = reader.to(Route::list(chosen, 1));
        view! {
            <li>
                <a class="filters__value" href=href rel="nofollow">
                    {value.name.clone()}
                </a>
                <span class="filters__count">{value.count}</span>
            </li>
        }
    };
    let shown = if facet.is_offered() { VALUES_SHOWN } else { values.len() };
    let (first, rest) = values.split_at(values.len().min(shown));
    let first = first.iter().map(item).collect_view();
    let name = (reader.strings.facet)(facet);
    // The search offers all of them, and lists them without scripts, so that no page grows with the archive.
    let more = (!rest.is_empty()).then(|| {
        let asked = Asked { filter: filter.clone(), ..Asked::default() };
        let search = reader.to(Route::Search);
        let href = if asked.is_filtered() { format!("{search}?{}", asked.to_query(reader.lang)) } else { search };
        view! {
            <p>
                <a class="filters__value" href=href rel="nofollow">
                    {(reader.strings.more_values)(name, rest.len())}
                </a>
            </p>
        }
    });
    Some(
        view! {
            <div class="filters__group">
                <h2 class="filters__name">{name}</h2>
                <ul role="list">{first}</ul>
                {more}
            </div>
        }
        .into_any(),
    )
}
