//! A reader's own table as a chart. The table never leaves the browser.

use std::collections::BTreeMap;

use crate::model::{Chart, ChartKind, Label, PageLink, Series};
use crate::text::csv::{CsvTable, MISSING, Numbers, parse_number};
use crate::text::{Date, Lang, keyed_enum};

/// The most columns of numbers in a chart: as many as there are colours.
pub const MOST_SERIES: usize = 4;

/// The most categories of a chart; of more the largest are shown.
pub const MOST_CATEGORIES: usize = 50;

/// Up to how many points in time a chart has bars.
const MOST_BARS: usize = 30;

keyed_enum! {
    /// What becomes of the numbers of rows with the same label.
    pub enum Together {
        /// They are added up.
        Sum = "sum",
        /// Their mean is taken.
        Mean = "mean",
        /// They are counted, whatever they are.
        Count = "count",
    }
}

/// A column of a reader's table.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnColumn {
    /// How it writes its numbers, if it holds any.
    pub numbers: Option<Numbers>,
    /// Whether every cell is a year or a date.
    is_time: bool,
}

impl OwnColumn {
    /// Whether it most likely tells rows apart rather than holding what they say.
    pub fn is_label(&self) -> bool {
        self.is_time || self.numbers.is_none()
    }
}

/// Something about a column that its reader should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Remark {
    /// Its numbers can be read in two ways, and how they were read: 1.234 may be a thousand or one and a bit.
    Ambiguous {
        /// The name of the column.
        column: String,
        /// How they were read.
        numbers: Numbers,
    },
    /// Most of its cells are numbers, but one is none, so that the column is taken for words.
    NoNumber {
        /// The name of the column.
        column: String,
        /// The row below the header, from 1.
        row: usize,
        /// What stands there.
        cell: String,
    },
}

/// Which columns a reader wants to see, by their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What stands along the first axis.
    pub label: usize,
    /// The numbers, at least one.
    pub numbers: Vec<usize>,
    /// What becomes of rows with the same label.
    pub together: Together,
}

/// What the columns of a table hold, and what there is to say about them.
pub fn columns(table: &CsvTable, lang: Lang) -> (Vec<OwnColumn>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let numbers = table.number_columns(lang);
    let columns = numbers.into_iter().enumerate().map(|(at, numbers)| {
        let is_time = table.column(at).all(|cell| time(cell).is_some());
        match numbers {
            Some(read) if !read.is_certain && !is_time => {
                remarks.push(Remark::Ambiguous { column: table.header[at].clone(), numbers: read.numbers });
            }
            None if !is_time => remarks.extend(no_number(table, at)),
            _ => {}
        }
        OwnColumn { numbers: numbers.map(|read| read.numbers), is_time }
    });
    (columns.collect(), remarks)
}

/// The first cell that keeps a column of numbers from being one; none if most of its cells are words anyway.
fn no_number(table: &CsvTable, column: usize) -> Option<Remark> {
    let is_number =
        |cell: &str| [Numbers::Point, Numbers::Comma].into_iter().any(|numbers| parse_number(cell, numbers).is_some());
    let cells = || table.column(column).enumerate().filter(|(_, cell)| !MISSING.contains(&cell.trim()));
    let numbers = cells().filter(|(_, cell)| is_number(cell)).count();
    let (row, cell) = cells().find(|(_, cell)| !is_number(cell)).filter(|_| 2 * numbers > cells().count())?;
    Some(Remark::NoNumber { column: table.header[column].clone(), row: row + 1, cell: cell.to_owned() })
}

impl Wanted {
    /// What most tables are meant to show: the first numbers over the first column of years, or else of words. None if
    /// there are no numbers.
    pub fn first(columns: &[OwnColumn]) -> Option<Self> {
        let label = columns.iter().position(|column| column.is_time);
        let label = label.or_else(|| columns.iter().position(|column| column.numbers.is_none())).unwrap_or_default();
        let mut numbers = columns.iter().enumerate().filter(|(at, column)| *at != label && column.numbers.is_some());
        Some(Self { label, numbers: vec![numbers.next()?.0], together: Together::Sum })
    }

    /// The same with another column of labels, which then holds no numbers to be shown.
    pub fn with_label(mut self, label: usize, columns: &[OwnColumn]) -> Self {
        self.label = label;
        self.numbers.retain(|at| *at != label);
        if self.numbers.is_empty() {
            let other = columns.iter().enumerate().find(|(at, column)| *at != label && column.numbers.is_some());
            self.numbers.extend(other.map(|(at, _)| at));
        }
        self
    }

    /// The same with a column of numbers more or less; the last one stays.
    pub fn with_numbers(mut self, column: usize, is_on: bool) -> Self {
        let others = self.numbers.iter().filter(|at| **at != column).count();
        if is_on && others < MOST_SERIES && others == self.numbers.len() {
            self.numbers.push(column);
            self.numbers.sort_unstable();
        } else if !is_on && others > 0 {
            self.numbers.retain(|at| *at != column);
        }
        self
    }
}

/// The numbers of rows with the same label, so far.
#[derive(Clone, Copy, Default)]
struct Gathered {
    sum: f64,
    count: u32,
}

/// Whether any label stands in several rows.
pub fn repeats(table: &CsvTable, label: usize) -> bool {
    let mut labels: Vec<&str> = table.rows.iter().map(|row| row[label].as_str()).collect();
    labels.sort_unstable();
    labels.windows(2).any(|pair| pair[0] == pair[1])
}

/// The chart of a table, and how many labels it leaves out. `name` is that of the file.
pub fn chart(table: &CsvTable, columns: &[OwnColumn], wanted: &Wanted, name: &str) -> (Chart, usize) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut labels: Vec<&str> = Vec::new();
    let mut gathered: Vec<Vec<Gathered>> = wanted.numbers.iter().map(|_| Vec::new()).collect();
    for row in &table.rows {
        let label = row[wanted.label].as_str();
        let place = *places.entry(label).or_insert(labels.len());
        if place == labels.len() {
            labels.push(label);
            gathered.iter_mut().for_each(|series| series.push(Gathered::default()));
        }
        for (series, column) in gathered.iter_mut().zip(&wanted.numbers) {
            let value = columns[*column].numbers.and_then(|style| parse_number(&row[*column], style));
            if let Some(value) = value {
                series[place].sum += value;
                series[place].count += 1;
            }
        }
    }
    let value = |gathered: &Gathered| {
        let Gathered { sum, count } = *gathered;
        let value = match wanted.together {
            Together::Sum => sum,
            Together::Mean => sum / f64::from(count),
            Together::Count => f64::from(count),
        };
        (count > 0 && value.is_finite()).then_some(value)
    };
    let values: Vec<Vec<Option<f64>>> = gathered.iter().map(|series| series.iter().map(value).collect()).collect();

    let is_time = columns[wanted.label].is_time && labels.len() > 1;
    let mut order: Vec<usize> = (0..labels.len()).collect();
    let times: Vec<f64> = labels.iter().map(|label| time(label).unwrap_or_default()).collect();
    let first = |at: usize| values.first().and_then(|series| series[at]).unwrap_or(f64::MIN);
    let mut left_out = 0;
    if is_time {
        order.sort_by(|a, b| times[*a].total_cmp(&times[*b]));
    } else if labels.len() > MOST_CATEGORIES {
        order.sort_by(|a, b| first(*b).total_cmp(&first(*a)));
        left_out = labels.len() - MOST_CATEGORIES;
        order.truncate(MOST_CATEGORIES);
    }
    let kind = match (is_time, wanted.numbers.len()) {
        (true, _) if labels.len() > MOST_BARS => ChartKind::Line,
        (true, 1) => ChartKind::Bar,
        (false, 1) => ChartKind::HorizontalBar,
        _ => ChartKind::GroupedBar,
    };
    let label = |at: &usize| Label {
        key: at.to_string(),
        name: labels[*at].to_owned(),
        time: is_time.then_some(times[*at]),
        place: None,
    };
    let series = values.iter().zip(&wanted.numbers).enumerate().map(|(colour, (values, column))| {
        let values: Vec<_> = order.iter().map(|at| values[*at]).collect();
        Series {
            key: column.to_string(),
            colour: colour as u8,
            name: table.header[*column].clone(),
            unit: String::new(),
            decimals: decimals(&values),
            values,
        }
    });
    let chart = Chart {
        id: "own".to_owned(),
        kind,
        title: name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(),
        axis: table.header[wanted.label].clone(),
        labels: order.iter().map(label).collect(),
        series: series.collect(),
        dataset: PageLink { title: String::new(), path: String::new() },
        source: name.to_owned(),
        updated: String::new(),
        caveat: String::new(),
        whole: None,
    };
    (chart, left_out)
}

/// Where a year or a date lies in time, in years.
fn time(cell: &str) -> Option<f64> {
    cell.parse::<Date>().ok().map(Date::in_years)
}

/// How many digits after the point tell the numbers apart, three at most.
fn decimals(values: &[Option<f64>]) -> u8 {
    let mut factor = 1.0;
    for decimals in 0..3 {
        let is_whole = |value: &f64| ((value * factor).round() - value * factor).abs() < 1e-6;
        if values.iter().flatten().all(is_whole) {
            return decimals;
        }
        factor *= 10.0;
    }
    3
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::csv;

    fn shown(text: &str, change: impl FnOnce(Wanted, &[OwnColumn]) -> Wanted) -> (Chart, usize) {
        let table = csv::read(text).unwrap();
        let (columns, _) = columns(&table, Lang::En);
        let wanted = change(Wanted::first(&columns).unwrap(), &columns);
        chart(&table, &columns, &wanted, "own.data.csv")
    }

    fn names(chart: &Chart) -> Vec<&str> {
        chart.labels.iter().map(|label| label.name.as_str()).collect()
    }

    #[test]
    fn years_run_along_the_axis_and_the_first_numbers_stand_on_it() {
        let (chart, left_out) = shown("Land;Jahr;Menschen\nA;2020;1.200,5\nB;2019;\nC;2021;7", |wanted, _| wanted);
        assert_eq!(
            (chart.kind, chart.title.as_str(), chart.axis.as_str(), left_out),
            (ChartKind::Bar, "own.data", "Jahr", 0)
        );
        assert_eq!(names(&chart), ["2019", "2020", "2021"]);
        assert_eq!(
            (chart.series[0].values.clone(), chart.series[0].decimals),
            (vec![None, Some(1200.5), Some(7.0)], 1)
        );
    }

    #[test]
    fn rows_with_the_same_label_are_taken_together() {
        let text = "country,people\nA,1\nB,5\nA,2";
        for (together, expected) in
            [(Together::Sum, [3.0, 5.0]), (Together::Mean, [1.5, 5.0]), (Together::Count, [2.0, 1.0])]
        {
            let (chart, _) = shown(text, |wanted, _| Wanted { together, ..wanted });
            assert_eq!(chart.kind, ChartKind::HorizontalBar);
            assert_eq!((names(&chart), &chart.series[0].values), (vec!["A", "B"], &expected.map(Some).to_vec()));
        }
        let table = csv::read(text).unwrap();
        assert!(repeats(&table, 0) && !repeats(&table, 1));
    }

    #[test]
    fn of_many_categories_the_largest_are_shown() {
        let rows: String = (0..80).map(|n| format!("name {n},{n}\n")).collect();
        let (chart, left_out) = shown(&format!("name,count\n{rows}"), |wanted, _| wanted);
        assert_eq!((chart.labels.len(), left_out), (MOST_CATEGORIES, 30));
        assert_eq!((names(&chart)[0], chart.series[0].values[0]), ("name 79", Some(79.0)));
        let days: String = (0..80).map(|n| format!("{},{n}\n", 1900 + n)).collect();
        let (chart, left_out) = shown(&format!("year,count\n{days}"), |wanted, _| wanted);
        assert_eq!((chart.kind, chart.labels.len(), left_out), (ChartKind::Line, 80, 0));
    }

    #[test]
    fn columns_come_and_go_but_one() {
        let text = "name,a,b\nx,1,2\ny,3,4";
        let (both, _) = shown(text, |wanted, _| wanted.with_numbers(2, true).with_numbers(2, true));
        assert_eq!(both.series.iter().map(|series| series.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(both.kind, ChartKind::GroupedBar);
        let (last, _) = shown(text, |wanted, _| wanted.with_numbers(1, false));
        assert_eq!(last.series.len(), 1);
        let (moved, _) = shown(text, |wanted, columns| wanted.with_label(1, columns));
        assert_eq!((moved.axis.as_str(), moved.series[0].name.as_str()), ("a", "b"));
        assert!(Wanted::first(&columns(&csv::read("name\nx\ny").unwrap(), Lang::En).0).is_none());
    }

    #[test]
    fn what_may_be_misread_is_said() {
        let remarks = |text: &str| columns(&csv::read(text).unwrap(), Lang::En).1;
        let column = || "people".to_owned();
        assert_eq!(
            remarks("name;people\nx;1.234\ny;2.345"),
            [Remark::Ambiguous { column: column(), numbers: Numbers::Comma }]
        );
        assert_eq!(
            remarks("name,people\nx,12\ny,34\nz,twelve\nw,–"),
            [Remark::NoNumber { column: column(), row: 3, cell: "twelve".to_owned() }]
        );
        assert_eq!(remarks("year,people\n2019,12\n2020,-"), []);
    }

    proptest! {
        #[test]
        fn any_table_gives_a_chart_or_none(text in "([a-c]{1,2}|[0-9.,-]{1,6})([,;](x|[0-9]{1,4})){1,3}(\n[a-c0-9,;.-]{0,12}){0,8}", column in 0..4_usize) {
            let Ok(table) = csv::read(&text) else { return Ok(()) };
            let (columns, _) = columns(&table, Lang::De);
            let Some(wanted) = Wanted::first(&columns) else { return Ok(()) };
            let wanted = wanted.with_label(column % columns.len(), &columns);
            let (chart, left_out) = chart(&table, &columns, &wanted, "x");
            prop_assert!(chart.labels.len() + left_out <= table.rows.len());
            prop_assert!(chart.series.iter().all(|series| series.values.len() == chart.labels.len()));
        }
    }
}
