//! Numbers on a map of the world: as circles, or as the shades of countries.

use leptos::prelude::*;

use super::drawing::{circle, list, mark, paragraph, said, series};
use super::plot::radius;
use super::scale::{decimals, px, ticks};
use super::words::{name_of, with_unit};
use crate::model::{Chart, ChartKind, Label, Series};
use crate::text::number;
use crate::ui::reader::Reader;

/// The size of the map of the world, in its own units; `publish` draws it alike.
pub const WORLD: (f64, f64) = (960.0, 420.0);

/// Where the map of the world lies, from `/`. Each country in it has its code for an id.
pub const WORLD_DRAWING: &str = "/maps/world.svg";

/// How many shades a map has, about: as many as can be told apart.
const SHADES: u32 = 5;

/// The radius of the largest circle, and of the dot that shows the shade of a small country, in units of the map.
const LARGEST: f64 = 44.0;
const DOT: f64 = 5.0;

/// A map of the world with circles or shades, and the numbers as a list below it, the largest first.
pub(super) fn map(chart: &Chart, of_series: &Series, reader: &Reader) -> Vec<AnyView> {
    // The largest first, so that its circle does not cover the others.
    let mut places: Vec<(usize, &Label, f64)> = Vec::new();
    for (at, (label, value)) in chart.labels.iter().zip(&of_series.values).enumerate() {
        if let Some(value) = *value {
            let place = places.iter().position(|(.., other)| *other < value).unwrap_or(places.len());
            places.insert(place, (at, label, value));
        }
    }
    let largest = places.first().map_or(0.0, |(.., value)| *value);
    let smallest = places.last().map_or(0.0, |(.., value)| *value);
    let is_shaded = chart.kind == ChartKind::Choropleth;
    let bounds = if is_shaded { ticks(smallest, largest, SHADES) } else { Vec::new() };
    let world = reader.href(WORLD_DRAWING);
    let marks = places.iter().filter_map(|(at, label, value)| {
        let place = label.place?;
        let words = said(chart, of_series, *at, *value, reader);
        if !is_shaded {
            let symbol = circle(px(place.x), place.y, radius(*value, largest, LARGEST).max(3.0), "chart__symbol");
            return Some(mark(words, vec![symbol]));
        }
        let mut parts = Vec::new();
        // What is no code would lead out of the map.
        if label.key.bytes().all(|letter| letter.is_ascii_uppercase()) {
            let href = format!("{world}#{}", label.key);
            parts.push(view! { <use_ class="chart__land" href=href /> }.into_any());
        }
        if place.is_small {
            parts.push(circle(px(place.x), place.y, DOT, "chart__symbol chart__symbol--shade"));
        }
        let shade = shade(*value, &bounds).to_string();
        Some(view! { <g data-shade=shade>{mark(words, parts)}</g> }.into_any())
    });
    let mut marks: Vec<AnyView> = marks.collect();
    if is_shaded {
        // Shades cover the borders of the map; those that are disputed must not look settled.
        let border = |id: &str| view! { <use_ class="chart__border" href=format!("{world}#{id}") /> }.into_any();
        marks.extend(["borders", "disputed"].map(border));
    }
    let marks = series(of_series, marks);
    let (width, height) = WORLD;
    let strings = reader.strings;
    let [src, held] = reader.picture(WORLD_DRAWING);
    let map = view! {
        <div class="chart__map" data-map="">
            <div class="chart__map-view" tabindex="0" role="region" aria-label=chart.title.clone()>
                <div class="chart__map-sheet">
                    <img
                        class="chart__world"
                        src=src
                        data-src=held
                        alt=""
                        width=px(width)
                        height=px(height)
                        loading="lazy"
                    />
                    <svg
                        class="chart__symbols"
                        viewBox=format!("0 0 {} {}", px(width), px(height))
                        role="group"
                        aria-label=chart.title.clone()
                    >
                        {marks}
                    </svg>
                </div>
            </div>
            <div class="chart__zoom" role="group" aria-label=strings.zoom>
                {zoom("in", "+", strings.zoom_in)} {zoom("out", "\u{2212}", strings.zoom_out)}
                {zoom("whole", "\u{21ba}", strings.zoom_whole)}
            </div>
        </div>
    };
    let names =
        places.iter().map(|(_, label, value)| format!("{}: {}", label.name, with_unit(*value, of_series, reader.lang)));
    let mut drawn = vec![map.into_any()];
    if is_shaded {
        drawn.push(shades(&bounds, of_series, reader));
    }
    drawn.extend([paragraph("chart__source", strings.map_note.to_owned()), list(names)]);
    drawn
}

fn zoom(how: &'static str, sign: &'static str, name: &'static str) -> AnyView {
    view! {
        <button type="button" data-zoom=how aria-label=name aria-disabled=(how != "in").then_some("true")>
            {sign}
        </button>
    }
    .into_any()
}

/// Which shade a number has, from 0, given the numbers at which one shade follows another.
fn shade(value: f64, bounds: &[f64]) -> usize {
    let inner = bounds.get(1..bounds.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().filter(|bound| value >= **bound).count()
}

/// What the shades stand for.
fn shades(bounds: &[f64], of_series: &Series, reader: &Reader) -> AnyView {
    let digits = decimals(bounds);
    let written = |value: f64| number(value, digits, reader.lang);
    let keys = bounds.windows(2).enumerate().map(|(shade, pair)| {
        let range = format!("{} – {}", written(pair[0]), written(pair[1]));
        view! {
            <li class="chart__key" data-shade=shade.to_string()>
                {range}
            </li>
        }
        .into_any()
    });
    let keys = keys.collect::<Vec<_>>();
    view! {
        <div class="chart__shades" data-series="0">
            <p class="chart__name">{name_of(of_series)}</p>
            <ul class="chart__legend" role="list">
                {keys}
            </ul>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_the_shade_of_its_range() {
        let bounds = ticks(3.0, 97.0, SHADES);
        assert_eq!(bounds, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!([3.0, 19.9, 20.0, 97.0, 100.0].map(|value| shade(value, &bounds)), [0, 0, 1, 4, 4]);
        assert_eq!([shade(1.0, &[]), shade(1.0, &[5.0])], [0, 0]);
    }
}
