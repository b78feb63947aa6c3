//! What searching loads, counted without a browser: bytes, requests and round trips of the engine that readers have, on
//! a finished site, and whether it finds what it is asked for.
//!
//! Files of records count as hosts send them, after brotli 11; the others lie there as they are sent.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use iom_germany::search::{Answer, Engine, Query, Results};
use iom_germany::text::Lang;

use super::incremental::articles;
use super::sites::Sites;
use super::table::{Table, Value};
use super::targets::{FURTHER_QUERY, INDEX_GROWTH, first_query};
use super::tree::Packed;

/// The archive in which the first query is measured too.
const SMALL: u64 = 1_000;

/// The archive that larger ones are compared with.
const BASE: u64 = 10_000;

/// How many articles are looked for in each language.
const ITEMS: usize = 300;

/// How many queries one reader asks.
const VISIT: usize = 10;

/// More round trips than any query needs.
const MOST_TRIPS: usize = 8;

/// An article, and words by which to look for it.
#[derive(Clone, Debug)]
struct Known {
    lang: Lang,
    /// As the index names it.
    id: String,
    words: String,
    kind: Kind,
}

/// Where the words were taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Title,
    Phrase,
    Name,
}

/// What a query needed.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    bytes: u64,
    requests: u64,
    trips: u64,
}

/// What was measured in an archive.
#[derive(Debug, Default)]
struct Measured {
    first: Vec<Cost>,
    further: Vec<Cost>,
    /// Whether each article was among the first ten.
    found: Vec<(Kind, bool)>,
    found_with_slip: Vec<(Kind, bool)>,
}

pub(crate) fn measure(sites: &mut Sites, articles: u64, table: &mut Table) -> anyhow::Result<()> {
    let small = measured(sites, SMALL)?;
    let bytes = |cost: &Cost| cost.bytes;
    let most = first_query(SMALL);
    table.limit(
        &format!("index of {SMALL}: bytes of a first query"),
        mean(&small.first, bytes, Value::Bytes),
        most.bytes,
    );

    let ours = measured(sites, articles)?;
    for (what, costs, most) in
        [("first", &ours.first, first_query(articles)), ("further", &ours.further, FURTHER_QUERY)]
    {
        let name = |unit: &str| format!("index of {articles}: {unit} of a {what} query");
        table.limit(&name("bytes"), mean(costs, bytes, Value::Bytes), most.bytes);
        table.limit(&name("requests"), mean(costs, |cost| cost.requests, Value::Mean), most.requests);
        table.limit(&name("round trips"), mean(costs, |cost| cost.trips, Value::Mean), most.trips);
    }
    for (what, found, least) in [("", &ours.found, 98.0), (", one slip", &ours.found_with_slip, 90.0)] {
        let name = format!("index of {articles}: article among the first ten{what}");
        table.least(&name, share(found, |_| true), Value::PerCent(least));
        for (kind, whence) in [(Kind::Title, "title"), (Kind::Phrase, "phrase"), (Kind::Name, "name")] {
            table.compare(&format!("{name}, by {whence}"), share(found, |of| of == kind), None, None);
        }
    }
    if articles >= 2 * BASE {
        let base = measured(sites, BASE)?;
        for (what, ours, base) in [("first", &ours.first, &base.first), ("further", &ours.further, &base.further)] {
            let name = format!("index of {articles}: bytes of a {what} query, against {BASE}");
            let [ours, base] = [ours, base].map(|costs| mean(costs, bytes, Value::Bytes));
            table.compare(&name, ours, base, Some(INDEX_GROWTH));
        }
    }
    Ok(())
}

fn mean(costs: &[Cost], take: fn(&Cost) -> u64, unit: fn(f64) -> Value) -> Option<Value> {
    let sum: u64 = costs.iter().map(take).sum();
    (!costs.is_empty()).then(|| unit(sum as f64 / costs.len() as f64))
}

fn share(found: &[(Kind, bool)], counts: impl Fn(Kind) -> bool) -> Option<Value> {
    let of_kind: Vec<_> = found.iter().filter(|(kind, _)| counts(*kind)).collect();
    let hits = of_kind.iter().filter(|(_, is_found)| *is_found).count();
    (!of_kind.is_empty()).then(|| Value::PerCent(hits as f64 * 100.0 / of_kind.len() as f64))
}

fn measured(sites: &mut Sites, articles: u64) -> anyhow::Result<Measured> {
    let content = sites.content(articles)?;
    let index = sites.ours(articles, false)?.folder.join("search-index");
    let mut reader = Reader { index, packed: Packed::default(), engine: None };
    let mut measured = Measured::default();
    for lang in Lang::ALL {
        for (number, known) in known(&content, lang)?.into_iter().enumerate() {
            if number % VISIT == 0 {
                reader.engine = None;
            }
            let is_first = reader.engine.is_none();
            let (cost, is_found) = reader.look_for(&known, &known.words)?;
            if is_first { &mut measured.first } else { &mut measured.further }.push(cost);
            measured.found.push((known.kind, is_found));
        }
        // A reader who begins with any of them needs about the same.
        for (number, known) in known(&content, lang)?.into_iter().enumerate() {
            reader.engine = None;
            if number % VISIT != 0 {
                measured.first.push(reader.look_for(&known, &known.words)?.0);
            }
            if let Some(words) = with_slip(&known.words, number) {
                measured.found_with_slip.push((known.kind, reader.look_for(&known, &words)?.1));
            }
        }
    }
    Ok(measured)
}

/// A reader of the site, with what was loaded so far.
struct Reader {
    index: PathBuf,
    packed: Packed,
    engine: Option<Engine>,
}

impl Reader {
    /// Asks for an article; what that needed, and whether it is among the first ten.
    fn look_for(&mut self, known: &Known, words: &str) -> anyhow::Result<(Cost, bool)> {
        let mut cost = Cost::default();
        let query = Query { prefer: Some(known.lang), ..Query::of(words) };
        let first = self.ask(&query, &mut cost)?;
        let is_hit = |results: &Results| {
            results.hits.iter().any(|hit| {
                hit.language == known.lang && hit.record.as_ref().is_some_and(|record| record.id == known.id)
            })
        };
        // The second page comes on request, so it is not part of what a query costs.
        let is_found = is_hit(&first) || is_hit(&self.ask(&Query { page: 1, ..query }, &mut Cost::default())?);
        Ok((cost, is_found))
    }

    fn ask(&mut self, query: &Query, cost: &mut Cost) -> anyhow::Result<Results> {
        if self.engine.is_none() {
            let root = self.load(Engine::ROOT, cost)?;
            cost.trips += 1;
            self.engine = Some(Engine::open(&root)?);
        }
        for _ in 0..MOST_TRIPS {
            let engine = self.engine.as_mut().context("the index is open")?;
            let names = match engine.ask(query) {
                Answer::Found(results) => return Ok(results),
                Answer::Needs(names) => names,
            };
            cost.trips += 1;
            for name in names {
                let bytes = self.load(name.file(), cost)?;
                self.engine.as_mut().context("the index is open")?.supply(&name, &bytes)?;
            }
        }
        bail!("{query:?} goes on asking")
    }

    fn load(&mut self, file: &str, cost: &mut Cost) -> anyhow::Result<Vec<u8>> {
        let path = self.index.join(file);
        let bytes = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
        cost.requests += 1;
        cost.bytes += if file.ends_with(".json") { self.packed.size(&path)? } else { bytes.len() as u64 };
        Ok(bytes)
    }
}

/// Articles all over the archive with words of their titles, phrases of their texts, and names in them.
fn known(content: &Path, lang: Lang) -> anyhow::Result<Vec<Known>> {
    let articles = articles(content, lang.code())?;
    let count = ITEMS.min(articles.len());
    let known = (0..count).map(|number| {
        let path = articles.get(number * articles.len() / count).context("there are no made-up articles")?;
        let file = fs::read_to_string(path)?;
        let (head, text) = file.split_once("\n---\n").unwrap_or_default();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (kind, words) = match number % 3 {
            0 => {
                let title = head.lines().find_map(|line| line.strip_prefix("title: ")).unwrap_or_default();
                (Kind::Title, plain_words(title).collect::<Vec<_>>().join(" "))
            }
            1 => {
                let paragraphs: Vec<_> = text.split("\n\n").filter(|part| plain_words(part).count() > 16).collect();
                let paragraph = paragraphs.get(number % paragraphs.len().max(1)).copied().unwrap_or(text);
                (Kind::Phrase, plain_words(paragraph).skip(number % 8).take(8).collect::<Vec<_>>().join(" "))
            }
            _ => (Kind::Name, stem.split('-').nth(1).unwrap_or_default().to_owned()),
        };
        Ok(Known { lang, id: format!("news/{stem}"), words, kind })
    });
    known.collect()
}

/// The words of a text that are nothing but letters.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| !word.is_empty() && word.chars().all(char::is_alphabetic))
}

/// The query with a slip in its longest word: a letter that is another, missing, doubled, or that changed places.
fn with_slip(words: &str, number: usize) -> Option<String> {
    let longest = words.split(' ').max_by_key(|word| word.chars().count()).filter(|word| word.chars().count() >= 4)?;
    let mut letters: Vec<char> = longest.chars().collect();
    let at = 1 + number * 7 % (letters.len() - 2);
    match number % 4 {
        0 => *letters.get_mut(at)? = if letters.get(at) == Some(&'e') { 'o' } else { 'e' },
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, *letters.get(at)?),
        _ => letters.swap(at, at + 1),
    }
    let slip: String = letters.into_iter().collect();
    (slip != longest).then(|| words.replacen(longest, &slip, 1))
}
