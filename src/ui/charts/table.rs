//! The numbers of a chart as a table.

use leptos::prelude::*;

use super::words::heading_of;
use crate::model::Chart;
use crate::text::number;
use crate::ui::reader::Reader;

/// The most rows that are shown at once: more would keep a phone busy. The file has all of them.
const MOST_ROWS: usize = 60;

/// A row for each label and a column for each series, in a region the keyboard can scroll.
pub(super) fn table(chart: &Chart, reader: &Reader) -> AnyView {
    let heads = chart
        .series
        .iter()
        .map(|series| view! { <th scope="col" data-align="end">{heading_of(series)}</th> })
        .collect::<Vec<_>>();
    let rows = chart
        .labels
        .iter()
        .take(MOST_ROWS)
        .enumerate()
        .map(|(at, label)| {
            let cells = chart
                .series
                .iter()
                .map(|series| {
                    let value = series.values.get(at).copied().flatten();
                    let words = value.map(|value| number(value, series.decimals, reader.lang));
                    view! { <td data-align="end">{words.unwrap_or_else(|| "–".to_owned())}</td> }
                })
                .collect::<Vec<_>>();
            view! {
                <tr>
                    <th scope="row">{label.name.clone()}</th>
                    {cells}
                </tr>
            }
        })
        .collect::<Vec<_>>();
    let more = chart.labels.len().checked_sub(MOST_ROWS).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p>{(reader.strings.more_rows)(more)}</p> });
    view! {
        <div class="table" tabindex="0" role="region" aria-label=chart.title.clone()>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{chart.axis.clone()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {more}
        </div>
    }
    .into_any()
}
