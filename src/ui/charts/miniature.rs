//! A chart without words.

use leptos::prelude::*;

use super::plot::{BAR, Mark, Plot, closest};
use super::scale::px;
use crate::model::{Chart, ChartKind};

/// A chart without words, for the eye alone.
///
/// Renders an `svg` hidden from assistive technology. Stylesheet: `chart.css`.
#[component]
pub fn ChartMiniature(
    /// The chart.
    chart: Chart,
) -> impl IntoView {
    let is_upright = !matches!(chart.kind, ChartKind::HorizontalBar | ChartKind::Proportion | ChartKind::SymbolMap);
    let bars = match is_upright {
        true => {
            let plot = Plot::new(&chart);
            let marks = plot.marks.first().cloned().unwrap_or_default();
            let width = plot.band.min(closest(&marks)) * BAR;
            let bar = |mark: Mark| (mark.at - width / 2.0, 60.0 * (1.0 - mark.height), width, 60.0 * mark.height);
            marks.into_iter().map(bar).collect::<Vec<_>>()
        }
        false => {
            let values: Vec<f64> =
                chart.series.first().into_iter().flat_map(|s| s.values.iter().flatten().copied()).collect();
            let largest = values.iter().copied().fold(0.0, f64::max);
            let room = 60.0 / values.len().clamp(1, 8) as f64;
            let part = |value: f64| if largest > 0.0 { (value / largest).clamp(0.0, 1.0) * 100.0 } else { 0.0 };
            let bar = |(row, value): (usize, f64)| (0.0, row as f64 * room, part(value), room * BAR);
            values.into_iter().take(8).enumerate().map(bar).collect()
        }
    };
    let bars = bars
        .into_iter()
        .map(|(x, y, width, height)| view! { <rect x=px(x) y=px(y) width=px(width) height=px(height) /> }.into_any())
        .collect::<Vec<_>>();
    view! {
        <svg class="chart-miniature" viewBox="0 0 100 60" preserveAspectRatio="none" aria-hidden="true">
            {bars}
        </svg>
    }
}
