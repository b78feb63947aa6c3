//! What a chart says, for those who do not see it or do not want to read it off.

use crate::model::{Chart, Series};
use crate::text::{Lang, number};

/// A number with its unit: `16,576 people`.
pub fn with_unit(value: f64, series: &Series, lang: Lang) -> String {
    let number = number(value, series.decimals, lang);
    if series.unit.is_empty() { number } else { format!("{number} {}", series.unit) }
}

/// A series with its unit, as it stands beside a drawing: `Departures, people`.
pub fn name_of(series: &Series) -> String {
    if series.unit.is_empty() { series.name.clone() } else { format!("{}, {}", series.name, series.unit) }
}

/// A series with its unit, as it heads a column: `Departures (people)`.
pub fn heading_of(series: &Series) -> String {
    if series.unit.is_empty() { series.name.clone() } else { format!("{} ({})", series.name, series.unit) }
}

/// A sentence or two on each series: its largest and smallest number, and its last where it runs through time.
pub fn summary(chart: &Chart, lang: Lang) -> String {
    let sentences = chart.series.iter().filter_map(|series| series_summary(chart, series, lang));
    sentences.collect::<Vec<_>>().join(" ")
}

fn series_summary(chart: &Chart, series: &Series, lang: Lang) -> Option<String> {
    let known = || {
        let pairs = chart.labels.iter().zip(&series.values);
        pairs.filter_map(|(label, value)| Some((label.name.as_str(), (*value)?)))
    };
    let first = known().next()?;
    let (most, least) = known().fold((first, first), |(most, least), pair| {
        (if pair.1 > most.1 { pair } else { most }, if pair.1 < least.1 { pair } else { least })
    });
    let said = |(name, value): (&str, f64)| (name.to_owned(), with_unit(value, series, lang));
    let ((most_name, most_value), (least_name, least_value)) = (said(most), said(least));
    let subject = if chart.series.len() > 1 { format!("{}: ", series.name) } else { String::new() };
    if known().count() == 1 {
        return Some(format!("{subject}{most_name}: {most_value}."));
    }
    let (most, least) = match lang {
        Lang::En => ("Largest", "smallest"),
        Lang::De => ("Höchster Wert", "niedrigster"),
    };
    let extremes = format!("{subject}{most}: {most_value} ({most_name}), {least}: {least_value} ({least_name})");
    let runs_through_time = chart.labels.iter().all(|label| label.time.is_some());
    let newest = known().next_back().filter(|_| runs_through_time).map(said);
    Some(match (newest, lang) {
        (Some((name, value)), Lang::En) => format!("{extremes}; most recent: {value} ({name})."),
        (Some((name, value)), Lang::De) => format!("{extremes}; zuletzt: {value} ({name})."),
        (None, _) => format!("{extremes}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChartKind, Label, PageLink};

    #[test]
    fn a_chart_is_summed_up_by_its_extremes_and_its_end() {
        let label =
            |year: u16| Label { key: year.to_string(), name: year.to_string(), time: Some(year.into()), place: None };
        let chart = Chart {
            id: "per-year".to_owned(),
            kind: ChartKind::Bar,
            title: "Departures".to_owned(),
            axis: "Year".to_owned(),
            labels: vec![label(2016), label(2017), label(2018)],
            series: vec![Series {
                key: "people".to_owned(),
                colour: 0,
                name: "People".to_owned(),
                unit: "people".to_owned(),
                decimals: 0,
                values: vec![Some(54_006.0), None, Some(15_941.0)],
            }],
            dataset: PageLink { title: "Departures".to_owned(), path: "/x/".to_owned() },
            source: "BAMF".to_owned(),
            updated: "2018".to_owned(),
            caveat: String::new(),
            whole: None,
        };
        assert_eq!(
            summary(&chart, Lang::En),
            "Largest: 54,006 people (2016), smallest: 15,941 people (2018); most recent: 15,941 people (2018)."
        );
    }
}
