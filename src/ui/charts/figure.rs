//! A chart with its words and its table, and what readers can change about it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::drawing::drawing;
use super::explorer::explorer;
use super::selection::Selection;
use super::table::table;
use super::words::{name_of, summary};
use crate::model::{Chart, ChartKind};
use crate::text::Date;
use crate::ui::embed::code_path;
use crate::ui::reader::{PageTools, Reader, anew, use_reader};

/// A chart: title, drawing, names of its series, its numbers in words and as a table, source and caveat.
///
/// Renders a `figure` named by its title; each mark can be reached by keyboard and says its number. Without scripts
/// nothing is missing but the ways to change it. Stylesheet: `chart.css`.
#[component]
pub fn ChartFigure(
    /// The chart.
    chart: Chart,
    /// Whether its dataset is named and linked, as it should be everywhere but on the dataset's own page.
    #[prop(optional)]
    linked: bool,
    /// Whether readers can choose what it shows.
    #[prop(optional)]
    explorable: bool,
) -> impl IntoView {
    let reader = use_reader();
    let tools = use_context::<PageTools>().filter(|_| explorable);
    let link = linked.then(|| {
        let href = reader.href(&chart.dataset.path);
        view! {
            <p class="chart__dataset">
                {reader.strings.dataset} ": "
                <a href=href>{chart.dataset.title.clone()}</a>
            </p>
        }
    });
    // A reader's own table is of no dataset.
    let embed = (explorable && !chart.dataset.path.is_empty()).then(|| {
        let href = reader.href(&code_path(&format!("{}{}/", chart.dataset.path, chart.id)));
        view! {
            <p class="chart__embed">
                <a href=href rel="external">
                    {reader.strings.embed}
                </a>
            </p>
        }
    });
    let title = chart.title.clone();
    let (source, caveat) = (source(&chart, &reader), chart.caveat.clone());
    let chart = Arc::new(chart);
    let part = |draw| part(&chart, &reader, tools.as_ref(), draw);
    let stage = part(stage);
    let words = part(|chart, reader| summary(chart, reader.lang).into_any());
    let numbers = part(table);
    let explorer = explorable.then(|| explorer(&chart, &reader, tools.as_ref()));
    view! {
        <figure class="chart">
            <figcaption class="chart__title">{title}</figcaption>
            <div class="chart__stage">
                {stage} <p class="chart__tip" aria-hidden="true" hidden></p>
            </div>
            <p class="chart__summary" aria-live=explorable.then_some("polite")>
                {words}
            </p>
            {explorer}
            <details class="chart__table">
                <summary>{reader.strings.as_table}</summary>
                {numbers}
            </details>
            <p class="chart__source">{source}</p>
            <p class="chart__source">{caveat}</p>
            {link}
            {embed}
        </figure>
    }
}

/// A part of a chart, made anew whenever the reader chooses to see something else.
fn part(
    chart: &Arc<Chart>,
    reader: &Reader,
    tools: Option<&PageTools>,
    draw: fn(&Chart, &Reader) -> AnyView,
) -> AnyView {
    let Some(query) = tools.map(|tools| tools.query) else { return draw(chart, reader) };
    let (chart, reader, count) = (Arc::clone(chart), reader.clone(), AtomicU32::new(0));
    let part = move || {
        let shown = query.with(|query| Selection::of(query, &chart)).apply(&chart, reader.strings.of_the_whole);
        anew(count.fetch_add(1, Ordering::Relaxed), draw(&shown, &reader))
    };
    part.into_any()
}

/// Where the numbers come from and how far they go.
pub(super) fn source(chart: &Chart, reader: &Reader) -> String {
    if chart.updated.is_empty() {
        return format!("{}: {}", reader.strings.source, chart.source);
    }
    let date: Option<Date> = chart.updated.parse().ok();
    let updated = date.map_or_else(|| chart.updated.clone(), reader.strings.date);
    format!("{}: {}. {}", reader.strings.source, chart.source, (reader.strings.data_until)(&updated))
}

/// The drawing with the names of its series.
fn stage(chart: &Chart, reader: &Reader) -> AnyView {
    view! {
        <div data-chart=chart.kind.key()>{drawing(chart, reader)} {legend(chart)}</div>
    }
    .into_any()
}

/// The names of the series, where there are several and no chart of their own.
fn legend(chart: &Chart) -> Option<AnyView> {
    let needed = chart.series.len() > 1 && chart.kind != ChartKind::SmallMultiples;
    let names = chart.series.iter().map(|series| {
        view! {
            <li class="chart__key" data-series=(series.colour % 4).to_string()>
                {name_of(series)}
            </li>
        }
    });
    let names = names.collect::<Vec<_>>();
    needed.then(|| {
        view! {
            <ul class="chart__legend" role="list">
                {names}
            </ul>
        }
        .into_any()
    })
}
