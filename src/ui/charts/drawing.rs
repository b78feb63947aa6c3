//! A chart as a drawing: bars, lines and parts of a whole; maps are [`super::map`]'s.

use leptos::prelude::*;

use super::map::map;
use super::plot::{Anchor, BAR, NARROWEST, Plot, anchor, has_room_for_values, legible, lines, parts, room_beside};
use super::scale::{decimals, px};
use super::words::{name_of, with_unit};
use crate::model::{Chart, ChartKind, Series};
use crate::text::number;
use crate::ui::reader::Reader;

/// How high an upright chart is, in pixels, and what lies above and below its numbers.
const HEIGHT: f64 = 240.0;
const ABOVE: f64 = 28.0;
const BELOW: f64 = 28.0;

/// How high a lying bar is with the room below it, and a line of its name, in pixels.
const ROW: f64 = 30.0;
const LINE: f64 = 18.0;

/// The most marks of a line that can be reached one by one; its path has every number.
const MOST_MARKS: usize = 100;

/// Up to how many marks a number stands beside each; of more, the tip alone says it.
const MOST_VALUES: usize = 40;

/// What a chart draws, one part below the other.
pub(super) fn drawing(chart: &Chart, reader: &Reader) -> Vec<AnyView> {
    let Some(first) = chart.series.first() else { return Vec::new() };
    match chart.kind {
        ChartKind::HorizontalBar => lying_bars(chart, first, reader),
        ChartKind::Proportion => proportion(chart, first, reader),
        ChartKind::SymbolMap | ChartKind::Choropleth => map(chart, first, reader),
        ChartKind::SmallMultiples => {
            let single = |series: &Series| {
                let title = format!("{}: {}", chart.title, series.name);
                let chart = Chart { kind: ChartKind::Bar, title, series: vec![series.clone()], ..chart.clone() };
                view! { <div class="chart__multiple">{upright(&chart, reader)}</div> }.into_any()
            };
            let charts = chart.series.iter().map(single).collect::<Vec<_>>();
            vec![view! { <div class="chart__multiples">{charts}</div> }.into_any()]
        }
        ChartKind::Bar | ChartKind::GroupedBar | ChartKind::Line | ChartKind::Step => vec![upright(chart, reader)],
    }
}

fn percent(value: f64) -> String {
    format!("{}%", px(value))
}

/// Words in a drawing.
fn words_at(class: &'static str, x: String, y: f64, words: String) -> AnyView {
    view! {
        <text class=class x=x y=px(y)>
            {words}
        </text>
    }
    .into_any()
}

/// A bar in a drawing; places across in per cent.
fn bar_at((start, width): (f64, f64), (top, height): (f64, f64)) -> AnyView {
    view! {
        <rect class="chart__bar" x=percent(start) y=px(top) width=percent(width) height=px(height.max(1.0)) />
    }
    .into_any()
}

/// A mark with what it says when it is reached.
pub(super) fn mark(said: String, parts: Vec<AnyView>) -> AnyView {
    view! {
        <g class="chart__mark" tabindex="0" role="img" aria-label=said>
            {parts}
        </g>
    }
    .into_any()
}

/// The marks of a series, in its colour.
pub(super) fn series(of: &Series, marks: Vec<AnyView>) -> AnyView {
    coloured(of.colour.into(), marks)
}

/// Marks in one of the colours of charts.
fn coloured(colour: usize, marks: Vec<AnyView>) -> AnyView {
    view! {
        <g class="chart__series" data-series=(colour % 4).to_string()>
            {marks}
        </g>
    }
    .into_any()
}

/// A drawing as wide as its place.
fn canvas(chart: &Chart, height: f64, parts: Vec<AnyView>) -> AnyView {
    view! {
        <svg class="chart__drawing" width="100%" height=px(height) role="group" aria-label=chart.title.clone()>
            {parts}
        </svg>
    }
    .into_any()
}

/// A paragraph of a chart.
pub(super) fn paragraph(class: &'static str, words: String) -> AnyView {
    view! { <p class=class>{words}</p> }.into_any()
}

/// Names with their numbers.
pub(super) fn list(names: impl Iterator<Item = String>) -> AnyView {
    let names = names.map(|words| view! { <li>{words}</li> }.into_any()).collect::<Vec<_>>();
    view! { <ol class="chart__parts">{names}</ol> }.into_any()
}

/// What a mark says: the label, the series where there are several, the number.
pub(super) fn said(chart: &Chart, series: &Series, label: usize, value: f64, reader: &Reader) -> String {
    let label = chart.labels.get(label).map(|label| label.name.clone()).unwrap_or_default();
    let value = with_unit(value, series, reader.lang);
    if chart.series.len() > 1 { format!("{label}, {}: {value}", series.name) } else { format!("{label}: {value}") }
}

/// Bars or lines over years or categories.
fn upright(chart: &Chart, reader: &Reader) -> AnyView {
    let plot = Plot::new(chart);
    let y = |height: f64| ABOVE + (1.0 - height) * (HEIGHT - ABOVE - BELOW);
    let digits = decimals(&plot.ticks);
    let mut drawn = Vec::new();
    // The words of the ticks lie above the marks, so that none covers them.
    let mut ticks = Vec::new();
    for tick in &plot.ticks {
        let at = y(plot.height(*tick));
        let words = number(*tick, digits, reader.lang);
        drawn.push(view! { <line class="chart__line" x1="0" x2="100%" y1=px(at) y2=px(at) /> }.into_any());
        ticks.push(words_at("chart__tick", "0".to_owned(), at - 4.0, words));
    }
    // A phone has room for fewer labels than a desk, and large letters for fewer still.
    let widths = [NARROWEST / 2.0, NARROWEST, 2.0 * NARROWEST].map(|width| legible(chart, &plot.labels, width));
    for (number, place) in plot.labels.iter().enumerate() {
        let name = chart.labels.get(place.label).map(|label| label.name.clone()).unwrap_or_default();
        let hidden = ["tiny", "narrow", "wide"].into_iter().zip(&widths).filter(|(_, kept)| !kept.contains(&number));
        let hidden: String = hidden.map(|(width, _)| format!(" chart__label--not-{width}")).collect();
        if widths.iter().any(|kept| kept.contains(&number)) {
            drawn.push(centred(format!("chart__label{hidden}"), place.at, HEIGHT - 8.0, name));
        }
    }
    let is_line = chart.kind.is_line();
    let room = plot.band * BAR / chart.series.len().max(1) as f64;
    for (at, (of_series, marks)) in chart.series.iter().zip(&plot.marks).enumerate() {
        let each = if is_line { marks.len().div_ceil(MOST_MARKS).max(1) } else { 1 };
        let mut shown = Vec::new();
        if is_line {
            shown.push(line(lines(chart, marks)));
        }
        for place in marks.iter().step_by(each) {
            let value = number(place.value, of_series.decimals, reader.lang);
            let parts = if is_line {
                let (x, height) = (percent(place.at), y(place.height));
                let mut parts =
                    vec![circle(x.clone(), height, 12.0, "chart__reach"), circle(x, height, 4.0, "chart__dot")];
                if marks.len() <= MOST_VALUES {
                    parts.push(centred("chart__value".to_owned(), place.at, height - 10.0, value));
                }
                parts
            } else {
                let start = place.at - plot.band * BAR / 2.0 + room * at as f64;
                let (top, bottom) = (y(place.height.max(place.ground)), y(place.height.min(place.ground)));
                let words = centred("chart__value".to_owned(), start + room / 2.0, top - 6.0, value);
                vec![bar_at((start, room), (top, bottom - top)), words]
            };
            shown.push(mark(said(chart, of_series, place.label, place.value, reader), parts));
        }
        drawn.push(series(of_series, shown));
    }
    drawn.extend(ticks);
    let only = chart.series.first().filter(|_| chart.series.len() == 1);
    let values = |series: &Series| {
        series.values.iter().flatten().map(|value| number(*value, series.decimals, reader.lang)).collect::<Vec<_>>()
    };
    let is_roomy = only
        .zip(plot.marks.first())
        .is_some_and(|(series, marks)| !is_line && has_room_for_values(marks, &values(series), 2.0 * NARROWEST));
    let name = only.map(|series| paragraph("chart__name", name_of(series)));
    let drawing = canvas(chart, HEIGHT, drawn);
    view! {
        {name}
        <div data-roomy=is_roomy>{drawing}</div>
    }
    .into_any()
}

/// Words in the middle above or below a place, or at the edge where they would stick out.
fn centred(class: String, at: f64, y: f64, words: String) -> AnyView {
    let (anchor, at) = match anchor(at, &words) {
        Anchor::Start => ("start", 0.0),
        Anchor::Middle => ("middle", at),
        Anchor::End => ("end", 100.0),
    };
    view! {
        <text class=class x=percent(at) y=px(y) text-anchor=anchor>
            {words}
        </text>
    }
    .into_any()
}

/// A circle in a drawing.
pub(super) fn circle(x: String, y: f64, r: f64, class: &'static str) -> AnyView {
    view! { <circle class=class cx=x cy=px(y) r=px(r) /> }.into_any()
}

fn line(path: String) -> AnyView {
    view! {
        <svg
            x="0"
            y=px(ABOVE)
            width="100%"
            height=px(HEIGHT - ABOVE - BELOW)
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
        >
            <path class="chart__path" d=path vector-effect="non-scaling-stroke" />
        </svg>
    }
    .into_any()
}

/// Bars that lie below their names, the longest with room for its number.
fn lying_bars(chart: &Chart, of_series: &Series, reader: &Reader) -> Vec<AnyView> {
    let largest = of_series.values.iter().flatten().copied().fold(0.0, f64::max);
    let written = |value: &f64| number(*value, of_series.decimals, reader.lang);
    let longest =
        of_series.values.iter().flatten().map(|value| written(value).chars().count()).max().unwrap_or_default();
    let room = room_beside(longest);
    let mut drawn = Vec::new();
    let mut top = 0.0;
    for (row, (label, value)) in chart.labels.iter().zip(&of_series.values).enumerate() {
        for words in wrapped(&label.name) {
            top += LINE;
            drawn.push(words_at("chart__label", "0".to_owned(), top, words));
        }
        if let Some(value) = *value {
            let width = if largest > 0.0 { (value / largest).clamp(0.0, 1.0) * (100.0 - room) } else { 0.0 };
            let words = written(&value);
            let parts = vec![
                bar_at((0.0, width), (top + 6.0, 16.0)),
                words_at("chart__number", percent(width + 1.0), top + 19.0, words),
            ];
            drawn.push(mark(said(chart, of_series, row, value, reader), parts));
        }
        top += ROW;
    }
    let height = top;
    vec![paragraph("chart__name", name_of(of_series)), canvas(chart, height, vec![series(of_series, drawn)])]
}

/// Words in lines that fit on the narrowest phones.
fn wrapped(words: &str) -> Vec<String> {
    /// How many letters a line has.
    const LETTERS: usize = 36;
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The parts of a whole along one bar, numbered; their names and numbers in a list below.
fn proportion(chart: &Chart, of_series: &Series, reader: &Reader) -> Vec<AnyView> {
    let parts = parts(of_series);
    let mut drawn = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let value = of_series.values.get(at).copied().flatten();
        let Some(((start, width), value)) = part.zip(value) else { continue };
        let mut shown = vec![bar_at((start, width), (0.0, 48.0))];
        if width > 6.0 {
            shown.push(words_at("chart__in-part", percent(start + width / 2.0), 30.0, (at + 1).to_string()));
        }
        drawn.push(coloured(at, vec![mark(said(chart, of_series, at, value, reader), shown)]));
    }
    let names = chart.labels.iter().enumerate().map(|(at, label)| {
        let value = of_series.values.get(at).copied().flatten();
        let value = value.map(|value| with_unit(value, of_series, reader.lang)).unwrap_or_default();
        let is_share = of_series.unit == reader.strings.of_the_whole;
        let share = parts.get(at).copied().flatten().filter(|_| !is_share);
        let share = share
            .map(|(_, width)| format!(" ({})", (reader.strings.percent)(&number(width, 0, reader.lang))))
            .unwrap_or_default();
        format!("{}: {value}{share}", label.name)
    });
    vec![canvas(chart, 48.0, drawn), list(names)]
}
