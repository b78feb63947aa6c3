//! The search: field, filters, results.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;

use super::name_of;
use crate::model::{ArticleKind, Facet, FacetValue, FacetValues, Tag};
use crate::search::{Hit, Passage, Record, Results, WordFate};
use crate::text::{Date, Lang};
use crate::ui::reader::{PageTools, Reader, anew, use_reader};
use crate::ui::routes::{Address, Route};
use crate::ui::search::{Asked, is_offered, kind_of, term_of};

/// How long a reader pauses between two letters, at most, while writing on.
const PAUSE: Duration = Duration::from_millis(120);

/// The longest passage shown, in characters.
const PASSAGE: usize = 180;

/// What a reader looks for and what was found.
#[derive(Default)]
pub(super) struct State {
    pub(super) asked: Asked,
    /// The newest answer; none before the first.
    pub(super) found: Option<Arc<Results>>,
    /// The results shown, of all answers to the same question.
    pub(super) hits: Vec<Hit>,
    /// How many answers to the same question there were.
    pages: usize,
    has_failed: bool,
    /// Whether the filters are open, so that their numbers are needed.
    with_counts: bool,
}

/// A search that goes on while its page stays on the screen.
#[derive(Clone)]
pub(super) struct Search {
    pub(super) reader: Reader,
    tools: Option<PageTools>,
    facets: Arc<[FacetValues]>,
    state: Arc<Mutex<State>>,
    /// The number of the newest question; an older answer that arrives late is dropped.
    newest: Arc<AtomicU32>,
    /// One more for each change on the screen.
    pub(super) shown: RwSignal<u32>,
    /// How often the reader wrote a letter.
    letters: Arc<AtomicU32>,
    is_loading: RwSignal<bool>,
}

impl Search {
    /// A search that has not been asked anything. `facets` are those that addresses name.
    pub(super) fn new(reader: Reader, tools: Option<PageTools>, facets: Vec<FacetValues>) -> Self {
        Self {
            reader,
            tools,
            facets: facets.into(),
            state: Arc::default(),
            newest: Arc::default(),
            shown: RwSignal::new(0),
            letters: Arc::default(),
            is_loading: RwSignal::new(false),
        }
    }

    /// Does something when the reader pauses; nothing if they write on.
    pub(super) fn later(&self, then: impl FnOnce(&Self) + 'static) {
        let number = self.letters.fetch_add(1, Ordering::Relaxed) + 1;
        let search = self.clone();
        set_timeout(
            move || {
                if search.letters.load(Ordering::Relaxed) == number {
                    then(&search);
                }
            },
            PAUSE,
        );
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self) {
        self.shown.update(|number| *number += 1);
    }

    /// Looks for something else. `is_typing` if the last word may go on.
    pub(super) fn ask(&self, asked: Asked, is_typing: bool) {
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        // What was still to be asked later is asked now.
        self.letters.fetch_add(1, Ordering::Relaxed);
        let is_empty = asked.is_empty();
        let query = asked.query(&self.facets, self.reader.lang, is_typing);
        let with_counts = {
            let mut state = self.state();
            state.asked = asked;
            state.with_counts
        };
        if is_empty {
            let mut state = self.state();
            *state = State { with_counts, ..State::default() };
            drop(state);
            self.show();
            return;
        }
        self.find(query, number, 0);
    }

    /// Loads the next results of the same question.
    fn more(&self) {
        let (query, page) = {
            let state = self.state();
            (state.asked.query(&self.facets, self.reader.lang, false), state.pages)
        };
        self.find(query, self.newest.load(Ordering::Relaxed), page);
    }

    /// Tries again after a failure, or with more to be told.
    fn again(&self) {
        let asked = self.state().asked.clone();
        self.ask(asked, false);
    }

    fn find(&self, mut query: crate::search::Query, number: u32, page: usize) {
        let Some(tools) = &self.tools else { return };
        query.page = page;
        if self.state().with_counts {
            query.counts = Facet::ALL.into_iter().filter_map(kind_of).collect();
        }
        self.is_loading.set(true);
        let search = self.clone();
        (tools.find)(
            query,
            Box::new(move |found| {
                if search.newest.load(Ordering::Relaxed) != number {
                    return;
                }
                search.is_loading.set(false);
                let mut state = search.state();
                match found {
                    Some(found) => {
                        if page == 0 {
                            state.hits.clear();
                        }
                        state.hits.extend(found.hits.iter().cloned());
                        state.pages = page + 1;
                        state.has_failed = false;
                        state.found = Some(Arc::new(found));
                    }
                    None => state.has_failed = true,
                }
                drop(state);
                search.show();
            }),
        );
    }

    /// The address of the page with another question.
    pub(super) fn href(&self, asked: &Asked) -> String {
        let query = asked.to_query(self.reader.lang);
        let page = self.reader.to(Route::Search);
        if query.is_empty() { page } else { format!("{page}?{query}") }
    }
}

/// Field, filters and results; results come as one types, and the question stands in the address.
///
/// Renders a `form` with the role of a search and a list inside an element with `data-search-results`, whose
/// `data-query` says which words its results are for. Needs the app. Stylesheet: `search-box.css`.
#[component]
pub fn SearchBox(
    /// What the results can be filtered by.
    facets: Vec<FacetValues>,
) -> impl IntoView {
    let reader = use_reader();
    let strings = reader.strings;
    let lang = reader.lang;
    let tools = use_context::<PageTools>();
    let offered = facets.into_iter().filter(|facet| is_offered(facet.facet));
    let search = Search::new(reader, tools.clone(), offered.collect());
    let words = RwSignal::new(String::new());
    if let Some(tools) = tools.clone() {
        let search = search.clone();
        Effect::new(move || {
            let asked = Asked::parse(&tools.query.get(), lang);
            let is_other = search.state().asked != asked;
            if is_other {
                words.set(asked.words.clone());
                search.ask(asked, false);
            }
        });
    }
    let rewrite = {
        let search = search.clone();
        move |is_typing: bool| {
            let asked = Asked { words: words.get_untracked(), ..search.state().asked.clone() };
            let query = asked.to_query(lang);
            search.ask(asked, is_typing);
            if let Some(tools) = &search.tools {
                (tools.rewrite)(query);
            }
        }
    };
    let on_input = {
        let (search, rewrite) = (search.clone(), rewrite.clone());
        move |event: Event| {
            words.set(event_target_value(&event));
            let rewrite = rewrite.clone();
            search.later(move |_| rewrite(true));
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        rewrite(false);
    };
    let on_toggle = {
        let search = search.clone();
        move |_: Event| {
            let is_new = !std::mem::replace(&mut search.state().with_counts, true);
            if is_new {
                search.again();
            }
        }
    };
    let told = search.clone();
    let status = move || {
        told.shown.track();
        let state = told.state();
        let found = state.found.as_ref().filter(|_| !state.has_failed)?;
        Some(if found.total == 0 { String::new() } else { (strings.search.results)(found.total) })
    };
    let [queried, shown, filtered] = [search.clone(), search.clone(), search.clone()];
    let query = move || {
        queried.shown.track();
        let state = queried.state();
        state.found.is_some().then(|| state.asked.words.clone())
    };
    let hidden = search.clone();
    let is_hidden = move || {
        hidden.shown.track();
        let state = hidden.state();
        state.found.is_none() && !state.has_failed
    };
    let results = move || anew(shown.shown.get(), results(&shown));
    let filters = move || anew(filtered.shown.get(), filters(&filtered));
    let is_loading = search.is_loading;
    view! {
        <form class="search__form" role="search" aria-label=strings.search.label on:submit=on_submit>
            <label for="search-words">{strings.search.label}</label>
            <div class="search__line">
                <input
                    type="search"
                    id="search-words"
                    data-handed-over
                    name="q"
                    maxlength="256"
                    autocomplete="off"
                    enterkeyhint="search"
                    prop:value=words
                    on:input=on_input
                />
                <button type="submit" class="retry-button">{strings.search.go}</button>
            </div>
        </form>
        <p class="search__help">{strings.search.needs_app}</p>
        <div class="search__found news__columns" hidden=is_hidden aria-busy=move || is_loading.get().then_some("true")>
            <details class="news__filters" on:toggle=on_toggle>
                <summary>{strings.filter}</summary>
                {filters}
            </details>
            <div class="news__list" id="results" data-search-results data-query=query>
                <p class="news__count" role="status">
                    {status}
                </p>
                {results}
            </div>
        </div>
    }
}

/// What was found, with what readers should know about it.
fn results(search: &Search) -> AnyView {
    let strings = search.reader.strings;
    let words = &strings.search;
    let state = search.state();
    let mut parts = Vec::new();
    if state.has_failed {
        parts.push(note(words.failed));
        parts.push(retry(search));
        return parts.into_any();
    }
    let Some(found) = state.found.clone() else { return ().into_any() };
    for word in &found.words {
        match word.fate {
            WordFate::Frequent => parts.push(note((words.frequent)(&word.written))),
            WordFate::Missing => parts.push(note((words.missing)(&word.written))),
            WordFate::Corrected if found.total == 0 => parts.push(note((words.missing)(&word.written))),
            _ => {}
        }
    }
    for correction in found.corrections.iter().filter(|_| found.total > 0) {
        parts.push(note((words.corrected)(&correction.written, &correction.instead.join(", "))));
    }
    if found.truncated {
        parts.push(note(words.truncated));
    }
    let meant = suggestions(search, &state.asked, &found);
    if !meant.is_empty() {
        parts.push(note(words.did_you_mean));
        parts.extend(meant);
    }
    if found.partial {
        parts.push(note(words.partial));
        parts.push(retry(search));
    }
    if found.total == 0 {
        parts.push(note((words.nothing)(&state.asked.words)));
        parts.push(note(words.nothing_help));
    }
    let rows: Vec<_> = state.hits.iter().filter_map(|hit| row(search, hit, &found)).collect();
    let has_more = state.hits.len() < found.total as usize && !rows.is_empty();
    parts.push(view! { <ol role="list">{rows}</ol> }.into_any());
    if has_more {
        let search = search.clone();
        parts.push(button(words.more, Box::new(move || search.more())));
    }
    parts.into_any()
}

/// Something readers should know about the results.
fn note(words: impl Into<String>) -> AnyView {
    paragraph("search__note", None, words.into().into_any())
}

fn retry(search: &Search) -> AnyView {
    let (words, search) = (search.reader.strings.retry, search.clone());
    button(words, Box::new(move || search.again()))
}

// One view for each kind of element: every further one weighs as much in the app as all its uses.

fn paragraph(class: &'static str, lang: Option<Lang>, content: AnyView) -> AnyView {
    view! {
        <p class=class lang=lang.map(Lang::code)>
            {content}
        </p>
    }
    .into_any()
}

fn button(words: &'static str, on_click: Box<dyn Fn()>) -> AnyView {
    view! {
        <button type="button" class="retry-button" on:click=move |_| on_click()>
            {words}
        </button>
    }
    .into_any()
}

fn anchor(href: String, on_click: Option<Box<dyn Fn()>>, content: AnyView) -> AnyView {
    let on_click = move |_| {
        if let Some(on_click) = &on_click {
            on_click();
        }
    };
    view! {
        <a href=href on:click=on_click>
            {content}
        </a>
    }
    .into_any()
}

/// Other spellings, each a link to its results.
fn suggestions(search: &Search, asked: &Asked, found: &Results) -> Vec<AnyView> {
    let corrections = found.suggestions.iter();
    let words = corrections.flat_map(|of| of.instead.iter().map(|instead| (of.written.as_str(), instead)));
    words
        .map(|(written, instead)| {
            let asked = Asked { words: asked.words.replace(written, instead), ..asked.clone() };
            paragraph("", None, anchor(search.href(&asked), None, instead.clone().into_any()))
        })
        .collect()
}

/// A result; none if what is shown of it cannot be had.
fn row(search: &Search, hit: &Hit, found: &Results) -> Option<AnyView> {
    let Record { href, title, summary, kind, date, .. } = hit.record.as_ref()?;
    let reader = &search.reader;
    let strings = reader.strings;
    let lang = hit.language;
    let kind = ArticleKind::from_key(kind).filter(|kind| *kind != ArticleKind::Page).map(strings.kind);
    let date = date.parse::<Date>().ok().map(strings.date);
    let foreign = (lang != reader.lang).then(|| lang.autonym().to_owned());
    let kicker: Vec<_> = [kind.map(str::to_owned), date, foreign]
        .into_iter()
        .flatten()
        .map(|part| view! { <span class="kicker__part">{part}</span> }.into_any())
        .collect();
    let mut parts = Vec::new();
    if !kicker.is_empty() {
        parts.push(paragraph("kicker", None, kicker.into_any()));
    }
    let [in_title, in_summary] = [title, summary].map(|text| found.terms.marks(text, lang));
    let (terms, tools) = (found.terms.clone(), search.tools.clone());
    let on_click = move || {
        if let Some(tools) = &tools {
            (tools.mark)(terms.clone());
        }
    };
    let link = anchor(reader.href(href), Some(Box::new(on_click)), marked(title, &in_title));
    parts.push(paragraph("teaser__title", Some(lang), link));
    parts.push(paragraph("teaser__summary", Some(lang), marked(summary, &in_summary)));
    if in_title.is_empty() && in_summary.is_empty() {
        parts.push(in_text(search, href, lang, found));
    }
    Some(view! { <li class="teaser">{parts}</li> }.into_any())
}

/// A button that shows the passages of a text with the words, which it loads then.
fn in_text(search: &Search, href: &str, lang: Lang, found: &Results) -> AnyView {
    let words = &search.reader.strings.search;
    let (tools, href, terms) = (search.tools.clone(), href.to_owned(), found.terms.clone());
    let passages: Arc<Mutex<Vec<Passage>>> = Arc::default();
    // A number instead of the passages: a signal of each kind of value weighs 2 kB in the app.
    let shown = RwSignal::new(0_u32);
    let loaded = Arc::clone(&passages);
    let on_click = move || {
        let Some(tools) = &tools else { return };
        let (terms, loaded) = (terms.clone(), Arc::clone(&loaded));
        (tools.text)(
            Address::parse(&href),
            Box::new(move |blocks| {
                let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
                *loaded.lock().unwrap_or_else(PoisonError::into_inner) = terms.passages(&blocks, lang, PASSAGE, 2);
                shown.set(1);
            }),
        );
    };
    let on_click = Arc::new(on_click);
    let view = move || {
        if shown.get() == 0 {
            let on_click = Arc::clone(&on_click);
            return button(words.in_text, Box::new(move || on_click()));
        }
        let passages = passages.lock().unwrap_or_else(PoisonError::into_inner);
        if passages.is_empty() {
            return note(words.not_in_text);
        }
        let of_passage = |passage: &Passage| {
            let [before, after] = [passage.cut_before, passage.cut_after].map(|cut| if cut { "…" } else { "" });
            let text = vec![before.into_any(), marked(&passage.text, &passage.marks), after.into_any()];
            paragraph("", Some(lang), text.into_any())
        };
        passages.iter().map(of_passage).collect::<Vec<_>>().into_any()
    };
    view.into_any()
}

/// Text with marks, given as ranges of bytes in order.
pub(super) fn marked(text: &str, marks: &[std::ops::Range<usize>]) -> AnyView {
    let mut parts = Vec::new();
    let mut end = 0;
    for mark in marks {
        let (Some(before), Some(word)) = (text.get(end..mark.start), text.get(mark.clone())) else { continue };
        parts.push(before.to_owned().into_any());
        parts.push(view! { <mark>{word.to_owned()}</mark> }.into_any());
        end = mark.end;
    }
    parts.push(text.get(end..).unwrap_or_default().to_owned().into_any());
    parts.into_any()
}

/// What the results can be narrowed by, with how many have it.
fn filters(search: &Search) -> AnyView {
    let state = search.state();
    let (strings, lang) = (search.reader.strings, search.reader.lang);
    let Some(found) = state.found.clone() else { return ().into_any() };
    let languages = Lang::ALL.into_iter().zip(found.languages).map(|(lang, count)| {
        let is_chosen = state.asked.lang == Some(lang);
        link(search, lang.autonym().to_owned(), count, is_chosen, &state.asked.toggled_lang(lang))
    });
    let languages = group(strings.search.language, languages.flatten().collect());
    let groups = search.facets.iter().map(|facet| {
        let count = |value: &FacetValue| match kind_of(facet.facet) {
            None => {
                let year = value.key.as_str().parse::<i32>();
                found.years.iter().find(|(found, _)| Ok(*found) == year).map(|(_, count)| *count)
            }
            Some(kind) => {
                let term = term_of(&Tag { facet: facet.facet, key: value.key.clone() }, &search.facets, lang);
                let counted = found.counts.iter().find(|count| count.kind == kind && count.value == term);
                counted.map(|count| count.documents)
            }
        };
        let mut values: Vec<_> = facet.values.iter().map(|value| (count(value).unwrap_or_default(), value)).collect();
        if facet.facet != Facet::Year {
            values.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        }
        let links = values.into_iter().map(|(count, value)| {
            let tag = Tag { facet: facet.facet, key: value.key.clone() };
            let name = name_of(&tag, &search.facets, strings);
            link(search, name, count, state.asked.filter.has(&tag), &state.asked.toggled(tag))
        });
        group((strings.facet)(facet.facet), links.flatten().collect())
    });
    view! {
        <div class="search__groups">{languages} {groups.collect::<Vec<_>>()}</div>
    }
    .into_any()
}

fn group(name: &'static str, links: Vec<AnyView>) -> AnyView {
    if links.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="filters__group">
            <h2 class="filters__name">{name}</h2>
            <ul role="list">{links}</ul>
        </div>
    }
    .into_any()
}

/// A filter as a link; none if it would leave nothing.
fn link(search: &Search, name: String, count: u32, is_chosen: bool, asked: &Asked) -> Option<AnyView> {
    if count == 0 && !is_chosen {
        return None;
    }
    let current = is_chosen.then_some("true");
    Some(
        view! {
            <li>
                <a class="filters__value" href=search.href(asked) rel="nofollow" aria-current=current>
                    {name}
                </a>
                <span class="filters__count">{count}</span>
            </li>
        }
        .into_any(),
    )
}
