//! The text of an article, block by block.

use leptos::prelude::*;

use super::{KeyFigures, OwnData, TeaserList};
use crate::model::{Alignment, Block, Callout, Code, Figure, Footnote, Foreign, Heading, Inline, Link, List, Table};
use crate::ui::charts::ChartFigure;
use crate::ui::reader::{Reader, use_reader};

/// A tree of blocks as the elements HTML has for them. Styled by element inside `.prose`.
///
/// Links on this site are moved to the folder the site lies in. Words in another language carry their `lang`. A wide
/// table scrolls in a region of its own that the keyboard reaches.
pub(crate) fn blocks(blocks: &[Block]) -> Vec<AnyView> {
    nested(blocks, &use_reader())
}

fn block_view(block: &Block, reader: &Reader) -> AnyView {
    match block {
        Block::Heading(Heading { level, id, text }) => heading(*level, id.clone(), run(text, reader)),
        Block::Paragraph(text) => view! { <p>{run(text, reader)}</p> }.into_any(),
        Block::List(list) => list_view(list, reader),
        Block::Quote(blocks) => view! { <blockquote>{nested(blocks, reader)}</blockquote> }.into_any(),
        Block::Figure(figure) => figure_view(figure, reader),
        Block::Table(table) => table_view(table, reader),
        Block::Callout(Callout { kind, blocks }) => {
            let label = (reader.strings.callout)(*kind);
            view! {
                <div class="callout" role="note" aria-label=label>
                    <p class="callout__label" aria-hidden="true">
                        {label}
                    </p>
                    {nested(blocks, reader)}
                </div>
            }
            .into_any()
        }
        Block::Code(Code { text, .. }) => view! {
            <pre tabindex="0">
                <code>{text.clone()}</code>
            </pre>
        }
        .into_any(),
        Block::Rule => view! { <hr /> }.into_any(),
        Block::Footnotes(notes) => footnotes(notes, reader),
        Block::Articles(teasers) => view! { <TeaserList teasers=teasers.clone() /> }.into_any(),
        Block::Chart(chart) => view! { <ChartFigure chart=chart.clone() linked=true /> }.into_any(),
        Block::OwnData => view! { <OwnData /> }.into_any(),
        Block::Offline => offline(reader),
        Block::Figures(figures) => view! { <KeyFigures figures=figures.clone() /> }.into_any(),
    }
}

/// Where `panel.js` puts the controls for reading offline.
fn offline(reader: &Reader) -> AnyView {
    view! {
        <div class="offline" data-offline=reader.lang.code() data-failed=reader.strings.cannot_load>
            <p>{reader.strings.needs_scripts}</p>
        </div>
    }
    .into_any()
}

fn nested(blocks: &[Block], reader: &Reader) -> Vec<AnyView> {
    blocks.iter().map(|block| block_view(block, reader)).collect()
}

fn heading(level: u8, id: String, text: AnyView) -> AnyView {
    match level {
        ..=2 => view! { <h2 id=id>{text}</h2> }.into_any(),
        3 => view! { <h3 id=id>{text}</h3> }.into_any(),
        4 => view! { <h4 id=id>{text}</h4> }.into_any(),
        5 => view! { <h5 id=id>{text}</h5> }.into_any(),
        _ => view! { <h6 id=id>{text}</h6> }.into_any(),
    }
}

fn list_view(list: &List, reader: &Reader) -> AnyView {
    let items = list
        .items
        .iter()
        .map(|item| {
            // A single paragraph needs no element of its own: that is how a tight list is set.
            let content = match item.as_slice() {
                [Block::Paragraph(text)] => run(text, reader),
                blocks => nested(blocks, reader).into_any(),
            };
            view! { <li>{content}</li> }
        })
        .collect_view();
    match list.start {
        None => view! { <ul>{items}</ul> }.into_any(),
        Some(start) => view! { <ol start=(start != 1).then_some(start.to_string())>{items}</ol> }.into_any(),
    }
}

fn figure_view(figure: &Figure, reader: &Reader) -> AnyView {
    let caption = figure.caption.clone().map(|caption| view! { <figcaption>{caption}</figcaption> });
    let [src, held] = reader.picture(&figure.src);
    view! {
        <figure>
            <img
                src=src
                data-src=held
                alt=figure.alt.clone()
                width=figure.width_px.to_string()
                height=figure.height_px.to_string()
                loading="lazy"
                decoding="async"
            />
            {caption}
        </figure>
    }
    .into_any()
}

fn table_view(table: &Table, reader: &Reader) -> AnyView {
    let align =
        |column: usize| table.align.get(column).filter(|align| **align != Alignment::Start).map(|align| align.key());
    let head = table
        .head
        .iter()
        .enumerate()
        .map(|(column, cell)| {
            // Above the names of rows there is often nothing to say, and an empty heading would say just that.
            if cell.is_empty() {
                return view! { <td></td> }.into_any();
            }
            view! {
                <th scope="col" data-align=align(column)>
                    {run(cell, reader)}
                </th>
            }
            .into_any()
        })
        .collect_view();
    let rows = table
        .rows
        .iter()
        .map(|row| {
            let cells = row
                .iter()
                .enumerate()
                .map(|(column, cell)| view! { <td data-align=align(column)>{run(cell, reader)}</td> })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let caption = (!table.caption.is_empty()).then(|| view! { <caption>{run(&table.caption, reader)}</caption> });
    view! {
        <div class="table" tabindex="0">
            <table>
                {caption} <thead>
                    <tr>{head}</tr>
                </thead> <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn footnotes(notes: &[Footnote], reader: &Reader) -> AnyView {
    let items = notes
        .iter()
        .map(|note| {
            let back = format!("#note-{}-ref", note.number);
            view! {
                <li id=format!("note-{}", note.number)>
                    {nested(&note.blocks, reader)}
                    <a href=back aria-label=reader.strings.back_to_text>
                        "↩"
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="footnotes" aria-label=reader.strings.footnotes>
            <ol>{items}</ol>
        </section>
    }
    .into_any()
}

fn run(text: &[Inline], reader: &Reader) -> AnyView {
    text.iter().map(|inline| inline_view(inline, reader)).collect_view().into_any()
}

fn inline_view(inline: &Inline, reader: &Reader) -> AnyView {
    match inline {
        Inline::Text(words) => words.clone().into_any(),
        Inline::Emphasis(text) => view! { <em>{run(text, reader)}</em> }.into_any(),
        Inline::Strong(text) => view! { <strong>{run(text, reader)}</strong> }.into_any(),
        Inline::Link(Link { href, text }) => view! { <a href=reader.href(href)>{run(text, reader)}</a> }.into_any(),
        Inline::Foreign(Foreign { lang, text }) => {
            view! { <span lang=lang.clone()>{run(text, reader)}</span> }.into_any()
        }
        Inline::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::FootnoteRef(number) => {
            let label = (reader.strings.footnote)(*number);
            view! {
                <sup>
                    <a href=format!("#note-{number}") id=format!("note-{number}-ref") aria-label=label>
                        {number.to_string()}
                    </a>
                </sup>
            }
            .into_any()
        }
        Inline::Break => view! { <br /> }.into_any(),
    }
}
