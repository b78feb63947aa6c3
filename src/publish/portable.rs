//! Texts for readers without the site's styles and app, as in feeds: what needs them is told in plain blocks.

use crate::model::{Block, Chart, Inline, KeyFigure, Link, List, Teaser};
use crate::text::Lang;
use crate::ui::charts::words::summary;
use crate::ui::strings::{Strings, strings};

/// A text in which charts are sentences, lists of articles and rows of figures are lists, and what only the app can do
/// is left out. Directives stand at the top of a text alone, so nothing deeper is looked at.
pub(super) fn portable(blocks: &[Block], lang: Lang) -> Vec<Block> {
    let strings = strings(lang);
    let block = |block: &Block| match block {
        Block::Chart(chart) => Some(Block::Paragraph(chart_words(chart, lang, strings))),
        Block::Articles(teasers) => Some(list(teasers.iter().map(teaser_words))),
        Block::Figures(figures) => Some(list(figures.iter().map(|figure| figure_words(figure, strings)))),
        Block::OwnData | Block::Offline => None,
        other => Some(other.clone()),
    };
    blocks.iter().filter_map(block).collect()
}

/// A list without numbers, of one paragraph each.
fn list(items: impl Iterator<Item = Vec<Inline>>) -> Block {
    Block::List(List { start: None, items: items.map(|text| vec![Block::Paragraph(text)]).collect() })
}

fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

fn link(href: &str, words: &str) -> Inline {
    Inline::Link(Link { href: href.to_owned(), text: vec![text(words)] })
}

fn chart_words(chart: &Chart, lang: Lang, strings: &Strings) -> Vec<Inline> {
    vec![
        Inline::Strong(vec![text(&*chart.title)]),
        text(format!(". {} {}: ", summary(chart, lang), strings.dataset)),
        link(&chart.dataset.path, &chart.dataset.title),
        text(format!(". {}: {}", strings.source, chart.source)),
    ]
}

fn teaser_words(teaser: &Teaser) -> Vec<Inline> {
    vec![link(&teaser.path, &teaser.title), text(format!(": {}", teaser.summary))]
}

fn figure_words(figure: &KeyFigure, strings: &Strings) -> Vec<Inline> {
    let source = match &figure.url {
        Some(url) => link(url, &figure.source),
        None => text(&*figure.source),
    };
    vec![
        Inline::Strong(vec![text(&*figure.value)]),
        text(format!(" {} ({}. {}: ", figure.label, (strings.as_of)(figure.date), strings.source)),
        source,
        text(")"),
    ]
}
