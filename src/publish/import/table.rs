//! Tables in HTML. Those that only arrange a page are looked through.

use scraper::ElementRef;

use super::blocks::Builder;
use super::runs::Run;
use crate::model::{Alignment, Block, Inline, Table, plain_text};

/// The most columns a table may have.
const COLUMNS_MAX: usize = 40;

/// The most rows a table may have.
const ROWS_MAX: usize = 2_000;

struct Row<'a> {
    cells: Vec<ElementRef<'a>>,
    is_head: bool,
}

/// Reads a table.
pub(super) fn read(builder: &mut Builder<'_>, table: ElementRef<'_>, blocks: &mut Vec<Block>) {
    let rows = rows(table);
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let has_role = table.attr("role").is_some_and(|role| ["presentation", "none"].contains(&role.trim()));
    let holds_table = rows.iter().flat_map(|row| &row.cells).any(|cell| parts(*cell, "table").next().is_some());
    if has_role || holds_table || widest < 2 || rows.len() < 2 {
        return blocks.extend(builder.blocks(table));
    }
    let caption = parts(table, "caption").next().map(|caption| builder.line(caption)).unwrap_or_default();
    let mut lines: Vec<Vec<Vec<Inline>>> = Vec::new();
    let mut merges = false;
    for row in rows.iter().take(ROWS_MAX) {
        let mut cells = Vec::new();
        for cell in &row.cells {
            cells.push(builder.line(*cell));
            let span = |name: &str| cell.attr(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1_usize);
            merges |= span("rowspan") > 1 || span("colspan") > 1;
            cells.resize(cells.len() + span("colspan").clamp(1, COLUMNS_MAX) - 1, Vec::new());
        }
        lines.push(cells);
    }
    let width = lines.iter().map(Vec::len).max().unwrap_or_default().min(COLUMNS_MAX);
    let too_large = rows.len() > ROWS_MAX || lines.iter().any(|cells| cells.len() > COLUMNS_MAX);
    lines.iter_mut().for_each(|cells| cells.resize(width, Vec::new()));
    if too_large {
        builder.notes.dropped("rows and columns of a table that is too large", &plain_text(&caption));
    }
    if merges {
        builder.notes.ask("a table had merged cells: look whether everything stands in its column");
    }
    if !rows.first().is_some_and(|row| row.is_head) {
        builder.notes.ask("a table had no headings of columns: its first row was taken for them");
    }
    let mut lines = lines.into_iter();
    let head = lines.next().unwrap_or_default();
    blocks.push(Block::Table(Table { caption, align: vec![Alignment::Start; width], head, rows: lines.collect() }));
}

fn children(element: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    element.child_elements().collect()
}

/// The rows of a table, but not those of tables in it.
fn rows(table: ElementRef<'_>) -> Vec<Row<'_>> {
    let groups = children(table).into_iter().flat_map(|part| match part.value().name() {
        "tr" => vec![(part, false)],
        "thead" => children(part).into_iter().map(|row| (row, true)).collect(),
        "tbody" | "tfoot" => children(part).into_iter().map(|row| (row, false)).collect(),
        _ => Vec::new(),
    });
    groups
        .filter(|(row, _)| row.value().name() == "tr")
        .map(|(row, in_head)| {
            let cells: Vec<_> =
                children(row).into_iter().filter(|cell| ["td", "th"].contains(&cell.value().name())).collect();
            let is_head = in_head || (!cells.is_empty() && cells.iter().all(|cell| cell.value().name() == "th"));
            Row { cells, is_head }
        })
        .filter(|row| !row.cells.is_empty())
        .collect()
}

fn parts<'a>(element: ElementRef<'a>, name: &'static str) -> impl Iterator<Item = ElementRef<'a>> {
    let inside = element.descendants().skip(1).filter_map(ElementRef::wrap);
    inside.filter(move |part| part.value().name() == name)
}

/// A table of plain words.
pub(super) fn of_words(rows: Vec<Vec<String>>) -> Option<Block> {
    let width = rows.iter().map(Vec::len).max().filter(|width| (2..=COLUMNS_MAX).contains(width))?;
    let mut lines = rows.into_iter().map(|row| {
        let mut cells: Vec<_> = row.iter().map(|cell| Run::of(cell).line()).collect();
        cells.resize(width, Vec::new());
        cells
    });
    let head = lines.next()?;
    let align = vec![Alignment::Start; width];
    Some(Block::Table(Table { caption: Vec::new(), align, head, rows: lines.collect() }))
}
