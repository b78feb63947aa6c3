//! What readers can change about a chart, and take away of it.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::ev::Event;
use leptos::prelude::*;

use super::export::{Format, Save};
use super::selection::{Choice, SHARE, Selection, has_list, has_range, has_series, has_shares, kinds, offered};
use crate::model::Chart;
use crate::ui::reader::{PageTools, Reader};

/// The controls of a chart: one line of lists to choose from, boxes to tick, and buttons that save what is shown. The
/// stylesheet (`explorer.css`) shows them once the app is there to follow them.
pub(super) fn explorer(chart: &Arc<Chart>, reader: &Reader, tools: Option<&PageTools>) -> AnyView {
    let strings = reader.strings;
    let controls = controls(chart, reader, tools);
    let (whole, reader, tools) = (Arc::clone(chart), reader.clone(), tools.cloned());
    // What a control stands for is its value: `kind=line` for those to choose from, a word for buttons.
    let on_event = move |event: Event| {
        let Some(tools) = &tools else { return };
        let (value, is_on) = (event_target_value(&event), event_target_checked(&event));
        let query = tools.query.get_untracked();
        let (selection, rest) = Selection::parse(&query, &whole);
        let change = value.split_once('=').and_then(|(name, value)| Some((Choice::from_key(name)?, value)));
        match (event.type_().as_str(), change, Format::from_key(&value)) {
            ("change", Some((choice, value)), _) => {
                (tools.go)(selection.changed(choice, value, is_on, &whole).query(&whole, &rest));
            }
            ("click", _, Some(format)) => {
                let shown = selection.apply(&whole, reader.strings.of_the_whole);
                (tools.save)(Save::new(format, &shown, &reader), event);
            }
            ("click", ..) if value == RESET => (tools.go)(Selection::default().query(&whole, &rest)),
            _ => {}
        }
    };
    let formats = Format::ALL.map(|format| button(format.key(), format.key().to_uppercase()));
    let formats = Vec::from(formats);
    let on_click = on_event.clone();
    view! {
        <div class="explorer" on:change=on_event on:click=move |event| on_click(event.into())>
            {controls}
            {button(RESET, strings.reset.to_owned())}
            <div class="explorer__save" role="group" aria-label=strings.save>
                <span>{strings.save}</span>
                {formats}
                <span role="status" data-failed=strings.save_failed></span>
            </div>
        </div>
    }
    .into_any()
}

/// The value of the button that undoes every choice.
const RESET: &str = "reset";

fn button(value: &'static str, name: String) -> AnyView {
    view! {
        <button type="button" value=value>
            {name}
        </button>
    }
    .into_any()
}

fn controls(chart: &Arc<Chart>, reader: &Reader, tools: Option<&PageTools>) -> Vec<AnyView> {
    let strings = reader.strings;
    let query = tools.map(|tools| tools.query);
    // Every option looks at the query; it is read once each time it changes.
    let latest = Arc::new(Mutex::new((String::new(), Selection::default())));
    let mut controls = Vec::new();
    let values = |choice: Choice, default: Option<&str>, values: &[(&str, &str)]| {
        let value = |(value, name): &(&str, &str)| {
            let is_default = Some(*value) == default;
            let (chart, latest, key) = (Arc::clone(chart), Arc::clone(&latest), (*value).to_owned());
            let is_chosen = move || {
                let Some(query) = query else { return is_default || default_is_all(choice) };
                let mut latest = latest.lock().unwrap_or_else(PoisonError::into_inner);
                query.with(|query| {
                    if latest.0 != *query {
                        *latest = (query.clone(), Selection::of(query, &chart));
                    }
                });
                latest.1.has(choice, &key) || is_default && latest.1.is_open(choice)
            };
            let pair = format!("{}={value}", choice.key());
            let has_box = default_is_all(choice);
            option(pair, (*name).to_owned(), has_box, has_box || is_default, Arc::new(is_chosen))
        };
        values.iter().map(value).collect::<Vec<_>>()
    };
    let kinds: Vec<_> = kinds(chart).into_iter().map(|kind| (kind.key(), (strings.chart_kind)(kind))).collect();
    if kinds.len() > 1 {
        controls.push(list(strings.chart, values(Choice::Kind, Some(chart.kind.key()), &kinds)));
    }
    let labels: Vec<_> = offered(chart).into_iter().map(|label| (label.key.as_str(), label.name.as_str())).collect();
    if has_range(chart) {
        controls.push(list(strings.from, values(Choice::From, labels.first().map(|(key, _)| *key), &labels)));
        controls.push(list(strings.to, values(Choice::To, labels.last().map(|(key, _)| *key), &labels)));
    }
    if has_shares(chart) {
        let names = [("", strings.absolute), (SHARE, strings.share_of_the_whole)];
        controls.push(list(strings.numbers, values(Choice::Numbers, Some(""), &names)));
    }
    if has_series(chart) {
        let names: Vec<_> = chart.series.iter().map(|series| (series.key.as_str(), series.name.as_str())).collect();
        controls.push(boxes(strings.series, values(Choice::Series, None, &names)));
    }
    if has_list(chart) {
        controls.push(boxes(&chart.axis, values(Choice::Only, None, &labels)));
    }
    controls
}

/// Whether everything is shown until something is chosen.
fn default_is_all(choice: Choice) -> bool {
    matches!(choice, Choice::Series | Choice::Only)
}

/// One of several values.
pub(crate) fn list(name: &str, options: Vec<AnyView>) -> AnyView {
    view! {
        <label class="explorer__list">
            <span>{name.to_owned()}</span>
            <select>{options}</select>
        </label>
    }
    .into_any()
}

/// Any of several values.
pub(crate) fn boxes(name: &str, boxes: Vec<AnyView>) -> AnyView {
    view! {
        <details class="explorer__boxes">
            <summary>{name.to_owned()}</summary>
            <div role="group" aria-label=name.to_owned()>
                {boxes}
            </div>
        </details>
    }
    .into_any()
}

/// A value to choose, as `name=value`; one that comes with a box can be chosen beside others. `is_default` tells
/// whether it is chosen until the reader chooses.
pub(crate) fn option(
    pair: String,
    name: String,
    has_box: bool,
    is_default: bool,
    is_chosen: Arc<dyn Fn() -> bool + Send + Sync>,
) -> AnyView {
    let is_chosen = move || is_chosen();
    if has_box {
        view! {
            <label class="explorer__box">
                <input type="checkbox" value=pair checked=is_default prop:checked=is_chosen />
                {name}
            </label>
        }
        .into_any()
    } else {
        view! {
            <option value=pair selected=is_default prop:selected=is_chosen>
                {name}
            </option>
        }
        .into_any()
    }
}
