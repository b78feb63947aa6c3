//! Rows of data, as readers see them.

use leptos::prelude::*;

use crate::model::DataColumn;

/// A table in a region that the keyboard can scroll; what is not known is a dash. Styled by element inside `.prose`.
pub(crate) fn data_table(name: &str, columns: &[DataColumn], rows: &[Vec<String>]) -> AnyView {
    let align = |column: usize| columns.get(column).filter(|column| column.number).map(|_| "end");
    let heads = columns.iter().enumerate().map(|(at, column)| {
        view! {
            <th scope="col" data-align=align(at)>
                {column.title.clone()}
            </th>
        }
        .into_any()
    });
    let heads = heads.collect::<Vec<_>>();
    let rows = rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(at, cell)| {
            let words = if cell.is_empty() { "–".to_owned() } else { cell.clone() };
            view! { <td data-align=align(at)>{words}</td> }.into_any()
        });
        let cells = cells.collect::<Vec<_>>();
        view! { <tr>{cells}</tr> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <div class="table" tabindex="0" role="region" aria-label=name.to_owned()>
            <table>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
