//! What a reader on a slow phone waits for when searching: from opening the page to the results, for the first query,
//! for further ones, and letter by letter; with what is loaded for it.
//!
//! Both sides have a page with `input[type=search]` and an element `[data-search-results]` whose `data-query` is the
//! query once its results are shown, and say by `data-app="ready"` that they can be asked.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::{Value as Json, json};

use super::browser::Browser;
use super::incremental::articles;
use super::server::Server;
use super::sites::Sites;
use super::table::{Table, Value};
use super::targets::{PHONE, SEARCH};

/// How many browsers are started, each for another query, for the first one and for typing.
const FIRST: usize = 5;

/// How long a reader takes for a letter, in milliseconds.
const LETTER_MS: u64 = 150;

/// Where the page is that searches, for each side: in English and in German.
const OURS: [&str; 2] = ["/search/", "/de/suche/"];
const RIVAL: [&str; 2] = ["/search/", "/de/search/"];

/// Notes in every page when it can be asked first, in milliseconds since it was opened.
const NOTE: &str = "new MutationObserver(() => {
  if (document.documentElement.dataset.app === 'ready') window.readyAt ??= performance.now();
}).observe(document, {subtree: true, attributes: true, attributeFilter: ['data-app']});";

/// Touches the page, as a reader does, and waits until it can be asked; when that was. Nothing after a minute.
const READY: &str = "const done = arguments[arguments.length - 1];
setTimeout(() => done(null), 60000);
dispatchEvent(new PointerEvent('pointermove', {bubbles: true}));
(function look() {
  if (window.readyAt && document.querySelector('input[type=search]')) done(window.readyAt);
  else if (document.documentElement.dataset.app === 'failed') done(null);
  else setTimeout(look, 5);
})();";

/// Types a query, whole or letter by letter, and waits for its results; how long that took since the last letter, and
/// where the results lead; what the page says after a minute without results. Times are taken inside the page, so the driver's own are not among them.
const ASK: &str = "const [query, pause, done] = arguments;
const input = document.querySelector('input[type=search]');
setTimeout(() => done(document.querySelector('main').innerText.slice(0, 500)), 60000);
const type = (text) => { input.value = text; input.dispatchEvent(new InputEvent('input', {bubbles: true})); };
let start;
const shown = () => document.querySelector('[data-search-results]')?.dataset.query === query && start;
const finish = () => {
  if (!shown()) return;
  watch.disconnect();
  const took = performance.now() - start;
  requestAnimationFrame(() => done([took, [...document.querySelectorAll('[data-search-results] li a')].map((a) => a.pathname)]));
};
const watch = new MutationObserver(finish);
watch.observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-query']});
input.focus();
(async () => {
  const letters = [...query];
  for (let n = pause ? 1 : letters.length; n <= letters.length; n += 1) {
    if (n === letters.length) start = performance.now();
    type(letters.slice(0, n).join(''));
    if (n < letters.length) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  // Who has the whole query asks at once; who types waits for what comes.
  if (!pause) input.form?.requestSubmit();
  finish();
})();";

/// A query, and a part of the address of the article it was taken from.
#[derive(Clone, Debug)]
struct Query {
    words: String,
    from: String,
}

/// What was measured for one side.
#[derive(Debug, Default)]
struct Found {
    ready_ms: Vec<f64>,
    first_ms: Vec<f64>,
    first_bytes: Vec<f64>,
    first_requests: Vec<f64>,
    further_ms: Vec<f64>,
    further_bytes: Vec<f64>,
    typed_ms: Vec<f64>,
    typed_bytes: Vec<f64>,
    /// Whether each query found its article among the first ten.
    hits: Vec<f64>,
}

pub(crate) async fn measure(sites: &mut Sites, articles: u64, table: &mut Table) -> anyhow::Result<()> {
    let content = sites.content(articles)?;
    let ours = sites.ours(articles, false)?.folder;
    let rival = sites.rival(articles, false)?.filter(|rival| rival.has_search).map(|rival| rival.site.folder);
    for (number, lang) in ["en", "de"].into_iter().enumerate() {
        let queries = queries(&content, lang)?;
        let found = side(&ours, OURS[number], &queries).await?;
        let other = match &rival {
            Some(rival) => side(rival, RIVAL[number], &queries).await?,
            None => None,
        };
        tell(lang, found.as_ref(), other.as_ref(), table);
    }
    Ok(())
}

fn tell(lang: &str, ours: Option<&Found>, other: Option<&Found>, table: &mut Table) {
    let mut row =
        |what: &str, unit: fn(f64) -> Value, take: fn(&Found) -> &Vec<f64>, share: usize, most: Option<f64>| {
            let value = |found: Option<&Found>| found.and_then(|found| quantile(take(found), share)).map(unit);
            table.compare(&format!("search, {lang}: {what}"), value(ours), value(other), most);
        };
    let ms: fn(f64) -> Value = Value::Milliseconds;
    let bytes: fn(f64) -> Value = Value::Bytes;
    row("page opened until it can be asked", ms, |found| &found.ready_ms, 50, None);
    row("page opened until the first results", ms, |found| &found.first_ms, 50, Some(SEARCH));
    row("bytes until the first results", bytes, |found| &found.first_bytes, 50, Some(SEARCH));
    row("requests until the first results", Value::Count, |found| &found.first_requests, 50, None);
    row("further query, median", ms, |found| &found.further_ms, 50, Some(SEARCH));
    row("further query, slowest of ten", ms, |found| &found.further_ms, 90, Some(SEARCH));
    row("bytes of a further query, median", bytes, |found| &found.further_bytes, 50, Some(SEARCH));
    row("typed by letter: after the last", ms, |found| &found.typed_ms, 50, Some(SEARCH));
    row("typed by letter: bytes", bytes, |found| &found.typed_bytes, 50, Some(SEARCH));
    let asked =
        |found: &Found| found.first_ms.iter().zip(&found.ready_ms).map(|(first, ready)| first - ready).collect();
    let [first, further, typed]: [Vec<f64>; 3] = match ours {
        Some(ours) => [asked(ours), ours.further_ms.clone(), ours.typed_ms.clone()],
        None => Default::default(),
    };
    let on_phone = ["first query, once it can be asked", "further query", "after the last letter"];
    for ((what, values), most) in on_phone.into_iter().zip([first, further, typed]).zip(PHONE) {
        table.limit(&format!("search, {lang}: {what}, median"), quantile(&values, 50).map(ms), most);
    }
    let mean = |found: &Found| found.hits.iter().sum::<f64>() / found.hits.len().max(1) as f64 * 100.0;
    let hits = |found: Option<&Found>| found.map(mean).map(Value::PerCent);
    table.compare(&format!("search, {lang}: article among the first ten"), hits(ours), hits(other), None);
}

/// The value below which so many of a hundred lie.
fn quantile(values: &[f64], share: usize) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get((values.len() * share / 100).min(values.len().saturating_sub(1))).copied()
}

/// Words of articles all over the archive: names, words of titles, words of texts, and two words together.
fn queries(content: &Path, lang: &str) -> anyhow::Result<Vec<Query>> {
    let articles = articles(content, lang)?;
    let mut queries = Vec::new();
    for number in 0..20 {
        let path = articles.get(number * articles.len() / 20).context("there are no made-up articles")?;
        let file = fs::read_to_string(path)?;
        let (head, text) = file.split_once("\n---\n").unwrap_or_default();
        let title = head.lines().find_map(|line| line.strip_prefix("title: ")).unwrap_or_default();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own = stem.split('-').nth(1).unwrap_or_default().to_owned();
        let longest = |words: &str| {
            let plain = words.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic));
            plain.max_by_key(|word| word.chars().count()).unwrap_or_default().to_owned()
        };
        let paragraph = text.split("\n\n").nth(1).unwrap_or(text);
        let words = match number % 4 {
            0 => own.clone(),
            1 => longest(title),
            2 => longest(paragraph),
            _ => format!("{} {own}", longest(title)),
        };
        queries.push(Query { words, from: own });
    }
    Ok(queries)
}

/// Measures a site; none if it has no page that searches.
async fn side(site: &Path, page: &str, queries: &[Query]) -> anyhow::Result<Option<Found>> {
    if !site.join(page.trim_start_matches('/')).join("index.html").is_file() {
        eprintln!("bench: {} has no {page}", site.display());
        return Ok(None);
    }
    let server = Server::start(site.to_owned()).await?;
    let url = server.url(page);
    let mut found = Found::default();
    // Once over a fast line, so that the host has everything packed.
    let browser = Browser::start(NOTE).await?;
    opened(&browser, &url).await?;
    for query in queries {
        ask(&browser, query, 0).await?;
    }
    browser.close().await?;
    server.slow(true);
    let (first, further) = queries.split_at(FIRST.min(queries.len()));
    for (number, query) in first.iter().enumerate() {
        let (browser, before) = (Browser::start(NOTE).await?, server.sent());
        let ready = opened(&browser, &url).await?;
        let answer = ask(&browser, query, 0).await?;
        let sent = server.sent().since(before);
        found.ready_ms.push(ready);
        found.first_ms.push(ready + answer.0);
        found.first_bytes.push(sent.bytes as f64);
        found.first_requests.push(sent.requests as f64);
        found.hits.push(answer.1);
        if number + 1 == first.len() {
            for query in further {
                let before = server.sent();
                let answer = ask(&browser, query, 0).await?;
                found.further_ms.push(answer.0);
                found.further_bytes.push(server.sent().since(before).bytes as f64);
                found.hits.push(answer.1);
            }
        }
        browser.close().await?;
    }
    for query in further.iter().take(FIRST) {
        let (browser, before) = (Browser::start(NOTE).await?, server.sent());
        opened(&browser, &url).await?;
        let answer = ask(&browser, query, LETTER_MS).await?;
        found.typed_ms.push(answer.0);
        found.typed_bytes.push(server.sent().since(before).bytes as f64);
        browser.close().await?;
    }
    Ok(Some(found))
}

/// Opens the page; after how many milliseconds it can be asked.
async fn opened(browser: &Browser, url: &str) -> anyhow::Result<f64> {
    browser.open(url).await?;
    browser.call(READY, Vec::new()).await?.as_f64().with_context(|| format!("the app of {url} does not start"))
}

/// Asks; how many milliseconds the results took, and 1 if the article is among the first ten, else 0.
async fn ask(browser: &Browser, query: &Query, pause_ms: u64) -> anyhow::Result<(f64, f64)> {
    let answer = browser.call(ASK, vec![json!(query.words), json!(pause_ms)]).await;
    let answer = answer.with_context(|| format!("no results for “{}”", query.words))?;
    let [Json::Number(took), Json::Array(paths)] = answer.as_array().map(Vec::as_slice).unwrap_or_default() else {
        bail!("no results for “{}”: {answer}", query.words)
    };
    let is_hit = |path: &Json| path.as_str().is_some_and(|path| path.contains(&format!("-{}-", query.from)));
    let hit = paths.iter().take(10).any(is_hit);
    Ok((took.as_f64().unwrap_or_default(), if hit { 1.0 } else { 0.0 }))
}
