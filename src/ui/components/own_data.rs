//! A reader's own CSV file as a chart.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::ev::Event;
use leptos::prelude::*;

use super::data_table;
use crate::model::DataColumn;
use crate::text::Lang;
use crate::text::csv::{self, CsvTable};
use crate::ui::charts::ChartFigure;
use crate::ui::charts::explorer::{list, option};
use crate::ui::own_data::{OwnColumn, Remark, Together, Wanted, chart, columns, repeats};
use crate::ui::reader::{Opened, PageTools, Reader, anew, use_reader};
use crate::ui::strings::OwnDataStrings;

/// How many rows the preview has.
const PREVIEW_ROWS: usize = 8;

/// What became of the file: why it cannot be shown, or what it holds.
type Outcome = Result<Own, String>;

/// A file that was read.
struct Own {
    name: String,
    table: CsvTable,
    columns: Vec<OwnColumn>,
    remarks: Vec<Remark>,
    /// What is shown of it.
    wanted: Mutex<Wanted>,
}

/// Opens a CSV file in the browser: preview, columns to choose, chart, files to take away.
///
/// Nothing is sent anywhere. Needs the app; without it the component says so. Stylesheet: `own-data.css`;
/// the controls are those of charts.
#[component]
pub fn OwnData() -> impl IntoView {
    let reader = use_reader();
    let (words, lang) = (&reader.strings.own_data, reader.lang);
    let tools = use_context::<PageTools>();
    let outcome: Arc<Mutex<Option<Arc<Outcome>>>> = Arc::default();
    // Numbers that tell one file from the next, since a signal of each kind of value weighs 2 kB in the app.
    let file = RwSignal::new(0_u32);
    let on_change = {
        let (outcome, tools) = (Arc::clone(&outcome), tools.clone());
        move |event: Event| {
            let (Some(tools), outcome) = (&tools, Arc::clone(&outcome)) else { return };
            let opened = move |opened: Opened| {
                *outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(read(opened, words, lang)));
                file.update(|file| *file += 1);
            };
            (tools.open)(event, Box::new(opened));
        }
    };
    // Only this is read aloud: what became of the file.
    let (told, strings) = (Arc::clone(&outcome), words);
    let status = move || {
        let number = file.get();
        let outcome = told.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let view = match outcome.as_deref() {
            None => ().into_any(),
            Some(Err(problem)) => view! { <p class="own-data__problem">{problem.clone()}</p> }.into_any(),
            Some(Ok(Own { name, table, .. })) => {
                let words = (strings.read)(name, table.rows.len(), table.header.len());
                view! { <p class="own-data__read">{words}</p> }.into_any()
            }
        };
        anew(number, view)
    };
    let result = {
        let reader = reader.clone();
        move || {
            let number = file.get();
            let outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let view = outcome.map_or_else(|| ().into_any(), |outcome| shown(&outcome, tools.clone(), &reader));
            anew(number, view)
        }
    };
    view! {
        <div class="own-data">
            <p class="own-data__needs-app">{words.needs_app}</p>
            <label class="own-data__file">
                <span>{words.choose}</span>
                <input type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" on:change=on_change />
            </label>
            <p class="own-data__privacy">{words.stays_here}</p>
            <div role="status">{status}</div>
            {result}
        </div>
    }
}

/// Reads what was opened.
fn read(opened: Opened, strings: &OwnDataStrings, lang: Lang) -> Outcome {
    let Opened { name, text } = opened;
    let text = text.ok_or_else(|| (strings.cannot_open)(&name))?;
    let table = csv::read(&text).map_err(|error| (strings.fault)(&name, &error))?;
    let (columns, remarks) = columns(&table, lang);
    let Some(wanted) = Wanted::first(&columns) else {
        let words = std::iter::once((strings.no_numbers)(&name)).chain(remarks.iter().map(strings.remark));
        return Err(words.collect::<Vec<_>>().join(" "));
    };
    Ok(Own { name, table, columns, remarks, wanted: Mutex::new(wanted) })
}

impl Own {
    fn wanted(&self) -> Wanted {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Follows a control, given what it stands for.
    fn change(&self, what: &str, value: &str, is_on: bool) {
        let (old, column) = (self.wanted(), value.parse::<usize>().unwrap_or_default());
        let new = match what {
            "label" => old.with_label(column, &self.columns),
            "numbers" => old.with_numbers(column, is_on),
            _ => Wanted { together: Together::from_key(value).unwrap_or(Together::Sum), ..old },
        };
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = new;
    }
}

/// Preview, choice of columns and chart.
fn shown(outcome: &Arc<Outcome>, tools: Option<PageTools>, reader: &Reader) -> AnyView {
    let Ok(own) = outcome.as_ref() else { return ().into_any() };
    // The table has no address, so what is chosen of its chart is kept here.
    let query = RwSignal::new(String::new());
    if let Some(tools) = tools {
        provide_context(PageTools { query, go: Arc::new(move |changed| query.set(changed)), ..tools });
    }
    let changes = RwSignal::new(0_u32);
    let (preview, choices) = (preview(own, reader), choices(outcome, changes, reader));
    let changed = Arc::clone(outcome);
    let on_change = move |event: Event| {
        let (pair, is_on) = (event_target_value(&event), event_target_checked(&event));
        if let (Ok(own), Some((what, value))) = (changed.as_ref(), pair.split_once('=')) {
            own.change(what, value, is_on);
            if query.with_untracked(|query| !query.is_empty()) {
                query.set(String::new());
            }
            changes.update(|changes| *changes += 1);
        }
    };
    let (charted, strings) = (Arc::clone(outcome), &reader.strings.own_data);
    let chart = move || {
        let number = changes.get();
        let view = charted.as_ref().as_ref().map_or_else(
            |_| ().into_any(),
            |own| {
                let (mut chart, left_out) = chart(&own.table, &own.columns, &own.wanted(), &own.name);
                if left_out > 0 {
                    chart.caveat = (strings.left_out)(chart.labels.len(), left_out);
                }
                view! { <ChartFigure chart=chart explorable=true /> }.into_any()
            },
        );
        anew(number, view)
    };
    view! {
        {preview}
        <div class="explorer" on:change=on_change>
            {choices}
        </div>
        {chart}
    }
    .into_any()
}

/// The first rows, as they were read.
fn preview(own: &Own, reader: &Reader) -> AnyView {
    let Own { name, table, columns, remarks, .. } = own;
    let strings = &reader.strings.own_data;
    let remarks = remarks.iter().map(|remark| {
        let words = (strings.remark)(remark);
        view! { <p class="own-data__remark">{words}</p> }.into_any()
    });
    let remarks = remarks.collect::<Vec<_>>();
    let columns = table.header.iter().zip(columns);
    let columns = columns.map(|(title, column)| DataColumn { title: title.clone(), number: column.numbers.is_some() });
    let rows = &table.rows[..table.rows.len().min(PREVIEW_ROWS)];
    view! {
        {data_table(name, &columns.collect::<Vec<_>>(), rows)}
        {remarks}
    }
    .into_any()
}

/// The controls that tell which columns are shown.
fn choices(outcome: &Arc<Outcome>, changes: RwSignal<u32>, reader: &Reader) -> Vec<AnyView> {
    let Ok(own) = outcome.as_ref() else { return Vec::new() };
    let Own { table, columns, .. } = own;
    let strings = &reader.strings.own_data;
    let value = |pair: String, name: &str, has_box: bool, is_chosen: Box<dyn Fn(&Wanted) -> bool + Send + Sync>| {
        let own = Arc::clone(outcome);
        let is_chosen = move || {
            changes.track();
            own.as_ref().as_ref().is_ok_and(|own| is_chosen(&own.wanted()))
        };
        option(pair, name.to_owned(), has_box, false, Arc::new(is_chosen))
    };
    let named = || table.header.iter().enumerate();
    let labels = named().map(|(at, name)| value(format!("label={at}"), name, false, Box::new(move |w| w.label == at)));
    let numbers = named().filter(|(at, _)| columns[*at].numbers.is_some()).map(|(at, name)| {
        value(format!("numbers={at}"), name, true, Box::new(move |wanted| wanted.numbers.contains(&at)))
    });
    let numbers = numbers.collect::<Vec<_>>();
    let mut choices = vec![list(strings.label, labels.collect())];
    choices.push(
        view! {
            <div class="explorer__columns" role="group" aria-label=strings.numbers>
                <span>{strings.numbers}</span>
                {numbers}
            </div>
        }
        .into_any(),
    );
    if named().any(|(at, _)| columns[at].is_label() && repeats(table, at)) {
        let ways = Together::ALL.into_iter().map(|way| {
            let name = (strings.together_by)(way);
            value(format!("together={}", way.key()), name, false, Box::new(move |wanted| wanted.together == way))
        });
        choices.push(list(strings.together, ways.collect()));
    }
    choices
}
