//! The datasets, each with a glimpse of what it shows.

use std::sync::Arc;

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use crate::model::{DatasetCard, Section};
use crate::ui::charts::ChartMiniature;
use crate::ui::reader::{PageTools, Reader, use_reader};
use crate::ui::routes::Route;

/// What the address says of the theme: `theme=return`.
const THEME: &str = "theme=";

/// The theme that is chosen; empty for all.
type Chosen = Arc<dyn Fn() -> String + Send + Sync>;

/// A card for each dataset, by theme: its chart in small, title and finding, linked to its page. Links above them show
/// the datasets of one theme; without the app they lead to it.
///
/// Renders a `section` with a heading of level 3 for each theme. Stylesheet: `dataset-cards.css`.
#[component]
pub fn DatasetCards(
    /// The datasets, those of a theme together.
    datasets: Vec<DatasetCard>,
) -> impl IntoView {
    let reader = use_reader();
    let query = use_context::<PageTools>().map(|tools| tools.query);
    let has_app = query.is_some();
    let mut themes: Vec<(String, String)> = Vec::new();
    for card in &datasets {
        if themes.last().is_none_or(|(key, _)| *key != card.theme_key) {
            themes.push((card.theme_key.clone(), card.theme.clone()));
        }
    }
    let known: Vec<String> = themes.iter().map(|(key, _)| key.clone()).collect();
    let chosen: Chosen = Arc::new(move || {
        let query = query.map(|query| query.get()).unwrap_or_default();
        let theme = query.split('&').find_map(|pair| pair.strip_prefix(THEME)).unwrap_or_default();
        if known.iter().any(|key| key == theme) { theme.to_owned() } else { String::new() }
    });
    let here = reader.to(Route::Section(Section::DataAndResources));
    let mut links = vec![link(here.clone(), reader.strings.all_themes, String::new(), has_app, &chosen)];
    let mut groups = Vec::new();
    for (key, name) in themes {
        // Without the app the address leads to the theme's heading; with it the reader stays where the links are.
        let place = if has_app { String::new() } else { format!("#theme-{key}") };
        links.push(link(format!("{here}?{THEME}{key}{place}"), &name, key.clone(), has_app, &chosen));
        groups.push(group(key, name, &datasets, &reader, &chosen));
    }
    view! {
        <nav class="themes" aria-label=reader.strings.theme>
            <ul role="list">{links}</ul>
        </nav>
        {groups}
    }
}

/// A link to the datasets of a theme, or of all.
fn link(href: String, name: &str, key: String, has_app: bool, chosen: &Chosen) -> AnyView {
    let chosen = Arc::clone(chosen);
    let link = view! {
        <a class="themes__theme" href=href aria-current=move || (chosen() == key).then_some("true")>
            {name.to_owned()}
        </a>
    };
    // leptos_router's own mark.
    let link = link.add_any_attr(custom_attribute("noscroll", has_app.then_some("")));
    view! { <li>{link}</li> }.into_any()
}

/// The cards of a theme, while it or none is chosen.
fn group(key: String, name: String, datasets: &[DatasetCard], reader: &Reader, chosen: &Chosen) -> AnyView {
    let chosen = Arc::clone(chosen);
    let id = format!("theme-{key}");
    let cards = datasets.iter().filter(|card| card.theme_key == key).map(|card| {
        let href = reader.href(&card.chart.dataset.path);
        view! {
            <li class="dataset-card">
                <p class="dataset-card__title">
                    <a href=href>{card.chart.dataset.title.clone()}</a>
                </p>
                <ChartMiniature chart=card.chart.clone() />
                <p class="dataset-card__finding">{card.finding.clone()}</p>
            </li>
        }
        .into_any()
    });
    let cards = cards.collect::<Vec<_>>();
    let is_hidden = move || {
        let chosen = chosen();
        !chosen.is_empty() && chosen != key
    };
    view! {
        <div class="dataset-cards__group" hidden=is_hidden>
            <h3 class="dataset-cards__theme" id=id>
                {name}
            </h3>
            <ul class="dataset-cards" role="list">
                {cards}
            </ul>
        </div>
    }
    .into_any()
}
