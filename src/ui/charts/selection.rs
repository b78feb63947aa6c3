//! What a reader chose to see of a chart: which series, years or countries, in absolute numbers or as shares, drawn
//! in which way. It stands in the query of the address, in pairs such as `per-year.kind=line`, whose first half is the
//! chart's name, so that a view can be shared and Back leads to the one before.

use crate::model::{Chart, ChartKind, Label, Series, Whole};
use crate::text::keyed_enum;

/// The fewest labels from which a reader can choose some.
const FEWEST: usize = 3;

/// The most labels that are offered one by one.
const MOST: usize = 60;

/// The most bars side by side that can be told apart.
const MOST_BARS: usize = 100;

keyed_enum! {
    /// What can be chosen, by its name in addresses.
    pub enum Choice {
        /// How the numbers are drawn.
        Kind = "kind",
        /// Absolute numbers or shares.
        Numbers = "numbers",
        /// The first year or date.
        From = "from",
        /// The last year or date.
        To = "to",
        /// A series, by its key; several times for several.
        Series = "series",
        /// A country or category, by its key; several times for several.
        Only = "only",
    }
}

/// What a reader chose to see of a chart. What is not chosen is as the editor chose it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// What was chosen; each pair holds for the chart.
    pairs: Vec<(Choice, String)>,
}

/// The value of [`Choice::Numbers`] for shares.
pub const SHARE: &str = "share";

impl Selection {
    /// What a query says of a chart, and what else it says. Pairs that the chart cannot follow are left out.
    pub fn parse<'q>(query: &'q str, chart: &Chart) -> (Self, Vec<&'q str>) {
        let (mut selection, mut rest) = (Self::default(), Vec::new());
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let own = pair.strip_prefix(chart.id.as_str()).and_then(|own| own.strip_prefix('.'));
            match own.and_then(|own| own.split_once('=')) {
                Some((name, value)) => {
                    if let Some(choice) = Choice::from_key(name) {
                        selection.add(choice, value, chart);
                    }
                }
                None => rest.push(pair),
            }
        }
        (selection, rest)
    }

    /// What a query says of a chart.
    pub fn of(query: &str, chart: &Chart) -> Self {
        Self::parse(query, chart).0
    }

    /// The query that says this of a chart, beside what else it says.
    pub fn query(&self, chart: &Chart, rest: &[&str]) -> String {
        let mut query = rest.join("&");
        for (choice, value) in &self.pairs {
            if !query.is_empty() {
                query.push('&');
            }
            for part in [&chart.id, ".", choice.key(), "=", value] {
                query.push_str(part);
            }
        }
        query
    }

    /// The same after a control was changed: `is_on` tells whether what it stands for is now chosen.
    pub fn changed(mut self, choice: Choice, value: &str, is_on: bool, chart: &Chart) -> Self {
        let all: Vec<&str> = match choice {
            Choice::Series => chart.series.iter().map(|series| series.key.as_str()).collect(),
            Choice::Only => chart.labels.iter().map(|label| label.key.as_str()).collect(),
            _ => Vec::new(),
        };
        // Boxes that are all ticked stand for no choice; so the first that is cleared chooses all others.
        let kept: Vec<String> = all
            .iter()
            .filter(|key| if **key == value { is_on } else { self.has(choice, key) })
            .map(|key| (*key).to_owned())
            .collect();
        self.pairs.retain(|(other, _)| *other != choice);
        if all.is_empty() {
            self.add(choice, value, chart);
        } else if kept.len() < all.len() {
            self.pairs.extend(kept.into_iter().map(|key| (choice, key)));
        }
        self
    }

    /// Whether a value is chosen. Where nothing is, every series and label is, and nothing else.
    pub fn has(&self, choice: Choice, value: &str) -> bool {
        let mut of_choice = self.pairs.iter().filter(|(other, _)| *other == choice).peekable();
        let is_list = matches!(choice, Choice::Series | Choice::Only);
        (is_list && of_choice.peek().is_none()) || of_choice.any(|(_, chosen)| chosen == value)
    }

    /// Whether nothing is chosen.
    pub fn is_open(&self, choice: Choice) -> bool {
        self.value(choice).is_none()
    }

    fn value(&self, choice: Choice) -> Option<&str> {
        self.pairs.iter().find(|(other, _)| *other == choice).map(|(_, value)| value.as_str())
    }

    /// Adds what the chart can follow and does not do anyway.
    fn add(&mut self, choice: Choice, value: &str, chart: &Chart) {
        let label = |wanted: &[Label]| wanted.iter().any(|label| label.key == value);
        let is_followed = match choice {
            Choice::Kind => kinds(chart).iter().any(|kind| kind.key() == value && *kind != chart.kind),
            Choice::Numbers => value == SHARE && has_shares(chart),
            Choice::From => has_range(chart) && label(&chart.labels[1..]),
            Choice::To => has_range(chart) && label(&chart.labels[..chart.labels.len() - 1]),
            Choice::Series => has_series(chart) && chart.series.iter().any(|series| series.key == value),
            Choice::Only => has_list(chart) && label(&chart.labels),
        };
        let is_single = !matches!(choice, Choice::Series | Choice::Only);
        let is_known = self.pairs.iter().any(|(other, known)| *other == choice && (is_single || known == value));
        if is_followed && !is_known {
            self.pairs.push((choice, value.to_owned()));
        }
    }

    /// What is left of a chart; `percent` is the unit of shares.
    pub fn apply(&self, chart: &Chart, percent: &str) -> Chart {
        let mut shown = chart.clone();
        if let Some(kind) = self.value(Choice::Kind).and_then(ChartKind::from_key) {
            shown.kind = kind;
        }
        if self.value(Choice::Numbers).is_some() {
            shares(&mut shown, percent);
        }
        let time = |choice| {
            let key = self.value(choice)?;
            chart.labels.iter().find(|label| label.key == key)?.time
        };
        let (from, to) = (time(Choice::From).unwrap_or(f64::MIN), time(Choice::To).unwrap_or(f64::MAX));
        let (from, to) = (from.min(to), from.max(to));
        let is_kept = |label: &Label| {
            // A whole has all of its parts.
            let is_chosen = shown.kind == ChartKind::Proportion || self.has(Choice::Only, &label.key);
            label.time.is_none_or(|time| (from..=to).contains(&time)) && is_chosen
        };
        let mut order: Vec<usize> = (0..shown.labels.len()).filter(|at| is_kept(&shown.labels[*at])).collect();
        shown.series.retain(|series| self.has(Choice::Series, &series.key));
        if shown.kind == ChartKind::HorizontalBar && chart.kind.is_map() {
            let value = |at: usize| shown.series.first().and_then(|series| series.values.get(at).copied().flatten());
            order.sort_by(|a, b| value(*b).unwrap_or(f64::MIN).total_cmp(&value(*a).unwrap_or(f64::MIN)));
        }
        shown.labels = order.iter().map(|at| shown.labels[*at].clone()).collect();
        for series in &mut shown.series {
            series.values = order.iter().map(|at| series.values.get(*at).copied().flatten()).collect();
        }
        shown
    }
}

/// The ways in which a chart can be drawn, the editor's first.
pub fn kinds(chart: &Chart) -> Vec<ChartKind> {
    let several = chart.series.len() > 1;
    let is_time = is_time(chart);
    let is_map = chart.labels.iter().all(|label| label.place.is_some());
    let mut units = chart.series.iter().map(|series| series.unit.as_str());
    let first = units.next();
    let has_one_unit = units.all(|unit| Some(unit) == first);
    let is_negative = values(chart).any(|value| value < 0.0);
    let fits = |kind: &ChartKind| match kind {
        _ if chart.labels.is_empty() => false,
        kind if kind.is_single() && several => false,
        ChartKind::Bar | ChartKind::GroupedBar | ChartKind::SmallMultiples if chart.labels.len() > MOST_BARS => false,
        ChartKind::Bar => is_time,
        ChartKind::HorizontalBar => !is_time,
        ChartKind::GroupedBar => several && has_one_unit,
        ChartKind::SmallMultiples => several,
        ChartKind::Line | ChartKind::Step => is_time && has_one_unit,
        ChartKind::Proportion => chart.whole == Some(Whole::Labels),
        ChartKind::SymbolMap => is_map && !is_negative,
        ChartKind::Choropleth => is_map,
    };
    let others = ChartKind::ALL.into_iter().filter(|kind| *kind != chart.kind && fits(kind));
    std::iter::once(chart.kind).chain(others).collect()
}

fn values(chart: &Chart) -> impl Iterator<Item = f64> {
    chart.series.iter().flat_map(|series| series.values.iter().flatten().copied())
}

fn is_time(chart: &Chart) -> bool {
    chart.labels.len() > 1 && chart.labels.iter().all(|label| label.time.is_some())
}

/// Whether a first and a last year can be chosen.
pub fn has_range(chart: &Chart) -> bool {
    is_time(chart) && chart.labels.len() >= FEWEST
}

/// The labels that are offered one by one: of many, some that lie evenly, and the ends.
pub fn offered(chart: &Chart) -> Vec<&Label> {
    let each = chart.labels.len().div_ceil(MOST).max(1);
    let last = chart.labels.len().saturating_sub(1);
    chart.labels.iter().enumerate().filter(|(at, _)| at % each == 0 || *at == last).map(|(_, label)| label).collect()
}

/// Whether countries or categories can be chosen.
pub fn has_list(chart: &Chart) -> bool {
    !is_time(chart) && (FEWEST..=MOST).contains(&chart.labels.len())
}

/// Whether series can be chosen.
pub fn has_series(chart: &Chart) -> bool {
    chart.series.len() > 1
}

/// Whether the numbers can be told as shares of a whole of which no part is missing.
pub fn has_shares(chart: &Chart) -> bool {
    let is_complete = |series: &Series| series.values.iter().all(Option::is_some);
    match chart.whole {
        Some(Whole::Labels) => chart.series.iter().all(|series| is_complete(series) && !is_share(series)),
        Some(Whole::Series) => has_series(chart) && (0..chart.labels.len()).any(|at| whole(chart, at).is_some()),
        None => false,
    }
}

/// Whether the numbers are shares already, rounded or not.
fn is_share(series: &Series) -> bool {
    (99.0..=101.0).contains(&series.values.iter().flatten().sum::<f64>())
}

/// What the series add up to at a label; none if one of them is not known there.
fn whole(chart: &Chart, label: usize) -> Option<f64> {
    let total: Option<f64> = chart.series.iter().map(|series| series.values.get(label).copied().flatten()).sum();
    total.filter(|total| *total > 0.0)
}

/// Turns numbers into shares of their whole, in per cent.
fn shares(chart: &mut Chart, percent: &str) {
    let wholes: Vec<Option<f64>> = (0..chart.labels.len()).map(|at| whole(chart, at)).collect();
    let is_of_labels = chart.whole == Some(Whole::Labels);
    for series in &mut chart.series {
        let total = Some(series.values.iter().flatten().sum()).filter(|total| *total > 0.0);
        for (at, value) in series.values.iter_mut().enumerate() {
            let total = if is_of_labels { total } else { wholes.get(at).copied().flatten() };
            *value = value.zip(total).map(|(value, total)| value / total * 100.0);
        }
        percent.clone_into(&mut series.unit);
        series.decimals = 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{PageLink, WorldPlace};

    fn chart(kind: ChartKind, labels: &[(&str, Option<f64>)], series: &[&[Option<f64>]]) -> Chart {
        let place = Some(WorldPlace { x: 1.0, y: 2.0, is_small: false }).filter(|_| kind.is_map());
        let label = |(key, time): &(&str, Option<f64>)| Label {
            key: (*key).to_owned(),
            name: key.to_uppercase(),
            time: *time,
            place,
        };
        let series = series.iter().enumerate().map(|(at, values)| Series {
            key: format!("s{at}"),
            colour: at as u8,
            name: format!("Series {at}"),
            unit: "people".to_owned(),
            decimals: 0,
            values: values.to_vec(),
        });
        Chart {
            id: "view".to_owned(),
            kind,
            title: "Title".to_owned(),
            axis: "Axis".to_owned(),
            labels: labels.iter().map(label).collect(),
            series: series.collect(),
            dataset: PageLink { title: "Dataset".to_owned(), path: "/x/".to_owned() },
            source: String::new(),
            updated: "2020".to_owned(),
            caveat: String::new(),
            whole: None,
        }
    }

    const YEARS: [(&str, Option<f64>); 4] =
        [("2016", Some(2016.0)), ("2017", Some(2017.0)), ("2018", Some(2018.0)), ("2020", Some(2020.0))];

    fn seen(query: &str, chart: &Chart) -> Chart {
        Selection::parse(query, chart).0.apply(chart, "per cent")
    }

    fn keys(chart: &Chart) -> Vec<&str> {
        chart.labels.iter().map(|label| label.key.as_str()).collect()
    }

    #[test]
    fn years_are_cut_off_at_both_ends() {
        let bars = chart(ChartKind::Bar, &YEARS, &[&[Some(1.0), None, Some(3.0), Some(4.0)]]);
        let cut = seen("view.from=2017&view.to=2018&view.kind=line", &bars);
        assert_eq!((keys(&cut), cut.kind), (vec!["2017", "2018"], ChartKind::Line));
        assert_eq!(cut.series[0].values, [None, Some(3.0)]);
        assert_eq!(keys(&seen("view.from=2018&view.to=2017", &bars)), ["2017", "2018"], "the wrong way round");
        assert_eq!(seen("other.from=2018&view.from=1999&view.kind=symbol-map&view.only=2016", &bars), bars);
    }

    #[test]
    fn of_many_dates_some_are_offered_and_always_the_ends() {
        let names: Vec<String> = (0..5000).map(|n| n.to_string()).collect();
        let labels: Vec<_> = names.iter().enumerate().map(|(n, name)| (name.as_str(), Some(n as f64))).collect();
        let many = chart(ChartKind::Line, &labels, &[&vec![Some(1.0); 5000]]);
        let offered = offered(&many);
        assert!(offered.len() <= MOST + 1 && offered[0].key == "0" && offered[offered.len() - 1].key == "4999");
        assert_eq!(kinds(&many), [ChartKind::Line, ChartKind::Step], "so many bars cannot be told apart");
        assert_eq!(super::offered(&chart(ChartKind::Bar, &YEARS, &[&[Some(1.0); 4]])).len(), 4);
    }

    #[test]
    fn series_keep_their_colours_when_others_are_left_out() {
        let lines = chart(ChartKind::Line, &YEARS, &[&[Some(1.0); 4], &[Some(2.0); 4], &[Some(3.0); 4]]);
        let cut = seen("view.series=s2&view.series=s1", &lines);
        let colours: Vec<_> = cut.series.iter().map(|series| (series.key.as_str(), series.colour)).collect();
        assert_eq!(colours, [("s1", 1), ("s2", 2)]);
    }

    #[test]
    fn shares_are_of_the_whole_even_where_parts_are_left_out() {
        let labels = [("a", None), ("b", None), ("c", None)];
        let mut parts = chart(ChartKind::HorizontalBar, &labels, &[&[Some(1.0), Some(1.0), Some(2.0)]]);
        assert!(!has_shares(&parts), "no whole, no shares");
        parts.whole = Some(Whole::Labels);
        let cut = seen("view.numbers=share&view.only=c", &parts);
        assert_eq!((keys(&cut), &cut.series[0].values), (vec!["c"], &vec![Some(50.0)]));
        assert_eq!((cut.series[0].unit.as_str(), cut.series[0].decimals), ("per cent", 1));
        parts.series[0].values[1] = None;
        assert!(!has_shares(&parts), "of a whole that is not known");

        let mut groups = chart(
            ChartKind::GroupedBar,
            &YEARS,
            &[&[Some(1.0), None, Some(0.0), Some(3.0)], &[Some(3.0), Some(1.0), Some(0.0), Some(1.0)]],
        );
        groups.whole = Some(Whole::Series);
        let cut = seen("view.numbers=share", &groups);
        assert_eq!(cut.series[0].values, [Some(25.0), None, None, Some(75.0)]);
        assert_eq!(cut.series[1].values, [Some(75.0), None, None, Some(25.0)]);
    }

    #[test]
    fn a_chart_can_be_drawn_as_its_numbers_allow() {
        use ChartKind::*;
        let labels = [("a", None), ("b", None), ("c", None)];
        let one: &[Option<f64>] = &[Some(1.0), Some(-2.0), Some(3.0)];
        assert_eq!(kinds(&chart(Bar, &YEARS, &[&[Some(1.0); 4]])), [Bar, Line, Step]);
        assert_eq!(
            kinds(&chart(Line, &YEARS, &[&[Some(1.0); 4], &[Some(1.0); 4]])),
            [Line, GroupedBar, Step, SmallMultiples]
        );
        assert_eq!(kinds(&chart(HorizontalBar, &labels, &[one])), [HorizontalBar]);
        assert_eq!(kinds(&chart(SymbolMap, &labels, &[&[Some(1.0); 3]])), [SymbolMap, HorizontalBar, Choropleth]);
        assert_eq!(kinds(&chart(Choropleth, &labels, &[one])), [Choropleth, HorizontalBar], "no circle is negative");
        let sorted = seen("view.kind=horizontal-bar", &chart(SymbolMap, &labels, &[&[Some(1.0), None, Some(3.0)]]));
        assert_eq!(keys(&sorted), ["c", "a", "b"]);
    }

    #[test]
    fn a_box_that_is_cleared_leaves_the_others() {
        let labels = [("a", None), ("b", None), ("c", None)];
        let bars = chart(ChartKind::HorizontalBar, &labels, &[&[Some(1.0); 3]]);
        let without = Selection::default().changed(Choice::Only, "b", false, &bars);
        assert_eq!(without.query(&bars, &["x=1"]), "x=1&view.only=a&view.only=c");
        assert_eq!(without.changed(Choice::Only, "b", true, &bars), Selection::default());
        let none = ["a", "b", "c"]
            .iter()
            .fold(Selection::default(), |chosen, key| chosen.changed(Choice::Only, key, false, &bars));
        assert_eq!(none, Selection::default(), "where nothing is left everything is shown");
        let kind = Selection::default().changed(Choice::Kind, "horizontal-bar", true, &bars);
        assert_eq!(kind, Selection::default(), "the editor's own way needs no words");
    }

    proptest! {
        #[test]
        fn whatever_a_query_says_it_is_read_as_it_is_written(query in "((view|x)[.](kind|numbers|from|to|series|only)=(line|share|201[5-9]|s[0-3]|)[&]?){0,8}|\\PC{0,40}") {
            let lines = chart(ChartKind::Line, &YEARS, &[&[Some(1.0); 4], &[Some(2.0); 4]]);
            let (selection, rest) = Selection::parse(&query, &lines);
            let written = selection.query(&lines, &rest);
            let (again, same_rest) = Selection::parse(&written, &lines);
            prop_assert_eq!(&again, &selection);
            prop_assert_eq!(same_rest, rest);
            let shown = selection.apply(&lines, "per cent");
            prop_assert!(!shown.labels.is_empty() && !shown.series.is_empty());
            prop_assert!(shown.series.iter().all(|series| series.values.len() == shown.labels.len()));
        }
    }
}
