//! The datasets, each with a glimpse of what it shows.

use leptos::prelude::*;

use crate::model::DatasetCard;
use crate::ui::charts::ChartMiniature;
use crate::ui::reader::use_reader;

/// A card for each dataset, by theme: its chart in small, title and finding, linked to its page.
///
/// Renders a `section` with a heading of level 3 for each theme. Stylesheet: `dataset-cards.css`.
#[component]
pub fn DatasetCards(
    /// The datasets, those of a theme together.
    datasets: Vec<DatasetCard>,
) -> impl IntoView {
    let reader = use_reader();
    let mut shown: Vec<AnyView> = Vec::new();
    let mut rest = datasets.as_slice();
    while let Some(first) = rest.first() {
        let theme = first.theme.clone();
        let of_theme = rest.iter().take_while(|card| card.theme == theme).count();
        let cards = rest[..of_theme].iter().map(|card| {
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
        shown.push(view! { <h3 class="dataset-cards__theme">{theme}</h3> }.into_any());
        shown.push(
            view! {
                <ul class="dataset-cards" role="list">
                    {cards}
                </ul>
            }
            .into_any(),
        );
        rest = &rest[of_theme..];
    }
    shown
}
