//! The search in the masthead: a field that suggests pages as one types.

use leptos::ev::{Event, KeyboardEvent, MouseEvent, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;

use super::search_box::{Search, marked};
use super::{Icon, icon};
use crate::search::Hit;
use crate::ui::reader::{PageTools, use_reader};
use crate::ui::routes::Route;
use crate::ui::search::Asked;

/// The link to the search page; where the app is there, it opens a field instead.
///
/// The field is a combobox with a list of pages (WAI-ARIA Authoring Practices 1.2, “Editable Combobox With List
/// Autocomplete”): arrows choose, Enter goes to the page chosen, or to all results, Escape closes. Stylesheet:
/// `search-field.css`.
#[component]
pub fn SearchField() -> impl IntoView {
    let reader = use_reader();
    let strings = reader.strings;
    let tools = use_context::<PageTools>();
    let is_open = RwSignal::new(false);
    let page = reader.to(Route::Search);
    let on_click = {
        let has_app = tools.is_some();
        move |event: MouseEvent| {
            let is_plain = !(event.ctrl_key() || event.meta_key() || event.shift_key());
            if has_app && is_plain {
                event.prevent_default();
                is_open.update(|is_open| *is_open = !*is_open);
            }
        }
    };
    let field = move || {
        let tools = tools.clone().filter(|_| is_open.get())?;
        Some(field(Search::new(use_reader(), Some(tools.clone()), Vec::new()), tools, is_open))
    };
    view! {
        <a class="masthead__search" href=page aria-label=strings.search.name on:click=on_click>
            {icon(Icon::Search)}
        </a>
        {field}
    }
}

fn field(search: Search, tools: PageTools, is_open: RwSignal<bool>) -> AnyView {
    let strings = search.reader.strings;
    let input = NodeRef::<Input>::new();
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    // The place of the option chosen among the hits, from 1; 0 if it is none.
    let chosen = RwSignal::new(0_usize);
    let go = {
        let (search, tools) = (search.clone(), tools.clone());
        move |number: usize| {
            let target = {
                let state = search.state();
                let hit =
                    number.checked_sub(1).and_then(|place| state.hits.get(place)).and_then(|hit| hit.record.clone());
                match (hit, &state.found) {
                    (Some(record), Some(found)) => {
                        (tools.mark)(found.terms.clone());
                        search.reader.href(&record.href)
                    }
                    _ => search.href(&state.asked),
                }
            };
            is_open.set(false);
            (tools.visit)(target);
        }
    };
    let on_input = {
        let search = search.clone();
        move |event: Event| {
            chosen.set(0);
            let words = event_target_value(&event);
            search.later(move |search| search.ask(Asked { words, ..Asked::default() }, true));
        }
    };
    let on_submit = {
        let (search, go) = (search.clone(), go.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let words = input.get_untracked().map(|input| input.value()).unwrap_or_default();
            let is_other = search.state().asked.words != words;
            if is_other {
                search.state().asked = Asked { words, ..Asked::default() };
                chosen.set(0);
            }
            go(chosen.get_untracked());
        }
    };
    let on_key = {
        let search = search.clone();
        move |event: KeyboardEvent| {
            let count = search.state().hits.len();
            let at = chosen.get_untracked();
            match event.key().as_str() {
                "ArrowDown" => chosen.set(if at < count { at + 1 } else { 0 }),
                "ArrowUp" => chosen.set(if at > 0 { at - 1 } else { count }),
                "Escape" => is_open.set(false),
                _ => return,
            }
            event.prevent_default();
        }
    };
    let active = move || match chosen.get() {
        0 => None,
        number => Some(format!("search-option-{number}")),
    };
    let shown = search.shown;
    let [counted, listed] = [search.clone(), search.clone()];
    let is_expanded = move || {
        shown.track();
        if counted.state().hits.is_empty() { "false" } else { "true" }
    };
    let options = move || {
        shown.track();
        let state = listed.state();
        let terms = state.found.as_ref().map(|found| found.terms.clone()).unwrap_or_default();
        let option = |(number, hit): (usize, &Hit)| {
            let title = hit.record.as_ref()?.title.clone();
            let marks = terms.marks(&title, hit.language);
            let go = go.clone();
            Some(
                view! {
                    <li
                        role="option"
                        id=format!("search-option-{number}")
                        lang=hit.language.code()
                        aria-selected=move || if chosen.get() == number { "true" } else { "false" }
                        // Before the field loses the focus.
                        on:mousedown=move |event: MouseEvent| {
                            event.prevent_default();
                            go(number);
                        }
                    >
                        {marked(&title, &marks)}
                    </li>
                }
                .into_any(),
            )
        };
        (1..).zip(&state.hits).filter_map(option).collect::<Vec<_>>()
    };
    view! {
        <form class="search-field" role="search" aria-label=strings.search.name on:submit=on_submit on:keydown=on_key>
            <input
                node_ref=input
                type="search"
                role="combobox"
                maxlength="256"
                autocomplete="off"
                enterkeyhint="search"
                aria-label=strings.search.label
                aria-autocomplete="list"
                aria-controls="search-options"
                aria-expanded=is_expanded
                aria-activedescendant=active
                on:input=on_input
            />
            <ul role="listbox" id="search-options" aria-label=strings.search.suggestions>
                {options}
            </ul>
        </form>
    }
    .into_any()
}
