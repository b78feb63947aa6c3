//! The table at the end: what was measured, for ours and for what it is compared with.

use std::fmt;

/// A measured value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    Seconds(f64),
    Milliseconds(f64),
    Bytes(f64),
    Count(f64),
    /// The mean of counts.
    Mean(f64),
    PerCent(f64),
}

impl Value {
    fn number(self) -> f64 {
        match self {
            Self::Seconds(n)
            | Self::Milliseconds(n)
            | Self::Bytes(n)
            | Self::Count(n)
            | Self::Mean(n)
            | Self::PerCent(n) => n,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Seconds(n) => write!(f, "{n:.2} s"),
            Self::Milliseconds(n) => write!(f, "{n:.0} ms"),
            Self::Bytes(n) if n >= 1e6 => write!(f, "{:.1} MB", n / 1e6),
            Self::Bytes(n) => write!(f, "{:.1} kB", n / 1e3),
            Self::Count(n) => write!(f, "{n:.0}"),
            Self::Mean(n) => write!(f, "{n:.2}"),
            Self::PerCent(n) => write!(f, "{n:.1} %"),
        }
    }
}

/// A line of the table.
#[derive(Debug)]
struct Row([String; 6]);

/// All lines so far.
#[derive(Debug, Default)]
pub(crate) struct Table(Vec<Row>);

impl Table {
    /// Adds a comparison. `other` is missing where the rival is; `most` where nothing is asked for.
    pub(crate) fn compare(&mut self, measure: &str, ours: Option<Value>, other: Option<Value>, most: Option<f64>) {
        let ratio = ours.zip(other).map(|(ours, other)| ours.number() / other.number());
        let shown = |value: Option<Value>| value.map_or_else(|| "not there".to_owned(), |value| value.to_string());
        let target = most.map(|most| format!("≤ {most:.2}")).unwrap_or_default();
        let met = match ratio.zip(most) {
            Some((ratio, most)) if ratio <= most => "met",
            Some(_) => "missed",
            None if most.is_some() => "not measured",
            None => "",
        };
        let ratio = ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
        self.add([measure.to_owned(), shown(ours), shown(other), ratio, target, met.to_owned()]);
    }

    /// Adds a value that must not be greater than another.
    pub(crate) fn limit(&mut self, measure: &str, ours: Option<Value>, most: Value) {
        self.bound(measure, ours, "≤", most, |ours| ours <= most.number());
    }

    /// Adds a value that must not be smaller than another.
    pub(crate) fn least(&mut self, measure: &str, ours: Option<Value>, least: Value) {
        self.bound(measure, ours, "≥", least, |ours| ours >= least.number());
    }

    fn bound(&mut self, measure: &str, ours: Option<Value>, sign: &str, bound: Value, is_met: impl Fn(f64) -> bool) {
        let met = match ours {
            Some(ours) if is_met(ours.number()) => "met",
            Some(_) => "missed",
            None => "not measured",
        };
        let shown = ours.map_or_else(|| "not there".to_owned(), |value| value.to_string());
        self.add([measure, &shown, "", "", &format!("{sign} {bound}"), met].map(str::to_owned));
    }

    /// Adds something that has to be true.
    pub(crate) fn check(&mut self, measure: &str, found: &str, is_met: bool) {
        let met = if is_met { "met" } else { "missed" };
        let target = if is_met { found } else { "all" };
        self.add([measure, found, "", "", target, met].map(str::to_owned));
    }

    fn add(&mut self, cells: [String; 6]) {
        eprintln!("bench: {}", cells.join(" | "));
        self.0.push(Row(cells));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = Row(["measure", "ours", "compared with", "ratio", "target", ""].map(str::to_owned));
        let rows: Vec<_> = std::iter::once(&head).chain(&self.0).collect();
        let width = |column: usize| rows.iter().map(|row| row.0[column].chars().count()).max().unwrap_or_default();
        let widths: [usize; 6] = std::array::from_fn(width);
        for (number, row) in rows.iter().enumerate() {
            let cells = row.0.iter().zip(widths).enumerate().map(|(column, (cell, width))| match column {
                0 | 5 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            });
            let line: Vec<_> = cells.collect();
            writeln!(f, "{}", line.join("  ").trim_end())?;
            if number == 0 {
                writeln!(f, "{}", "─".repeat(widths.iter().sum::<usize>() + 10))?;
            }
        }
        Ok(())
    }
}
