//! The views in `<id>.toml`: whether each names columns that are there and that its kind of chart can show.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::form::{Checker, Text, position};
use super::metadata::{Column, ColumnKind, Condition, Sort, View};
use crate::model::{ChartKind, Whole};
use crate::text::{Lang, Slug};

/// A chart as an editor asks for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ViewForm {
    id: Spanned<String>,
    title: Text,
    chart: Spanned<String>,
    x: Spanned<String>,
    y: Spanned<Vec<Spanned<String>>>,
    series: Option<Spanned<String>>,
    #[serde(default, rename = "where")]
    only: BTreeMap<String, Spanned<String>>,
    sort: Option<Spanned<Sort>>,
    whole: Option<Spanned<String>>,
}

/// A column that is named, with the place of the name.
type Named = (usize, Range<usize>);

impl Checker<'_> {
    /// The views, without those that are broken.
    pub(super) fn views(&mut self, forms: Vec<ViewForm>, columns: &[Column]) -> Vec<View> {
        if forms.is_empty() {
            self.invalid(0..0, "there is no view", "every dataset is shown by one chart at least: add `[[views]]`");
        }
        let mut ids = BTreeSet::new();
        let mut views = Vec::new();
        for form in forms {
            let (id, place) = (form.id.get_ref().clone(), form.id.span());
            if id.parse::<Slug>().is_err() {
                let message = format!("`{id}` cannot be the id of a view");
                self.invalid(place, message, "use lower-case letters and digits, words joined by single hyphens");
            } else if !ids.insert(id.clone()) {
                let message = format!("there is a view `{id}` already");
                self.note(place, "data/duplicate-view", message, "give each view of a dataset an id of its own");
            }
            views.extend(self.view(form, columns));
        }
        views
    }

    /// A view, if nothing is wrong with it. Every mistake is noted before it is given up.
    fn view(&mut self, form: ViewForm, columns: &[Column]) -> Option<View> {
        let before = self.problems.len();
        let place = form.id.span();
        let title = self.words(form.title);
        let kind = self.choice("chart", &form.chart, ChartKind::ALL.map(|kind| (kind.key(), kind)));
        let x = self.named(&form.x, columns);
        let (y_place, y_names) = (form.y.span(), form.y.into_inner());
        let y: Vec<Named> = y_names.iter().filter_map(|name| self.named(name, columns)).collect();
        let series = form.series.as_ref().and_then(|name| self.named(name, columns));
        let only = self.conditions(form.only, columns);

        if let Some(x) = &x {
            self.x_fits(x, kind, columns);
        }
        self.y_fits(&y, &y_place, kind, columns);
        if let Some((column, place)) = &series {
            self.series_fits(&columns[*column], place, x.as_ref().map(|(x, _)| &columns[*x]));
        }
        self.count_fits(form.series.is_some(), y_names.len(), &y_place, kind);
        if let Some(sort) = form.sort.as_ref().filter(|_| kind.is_some_and(ChartKind::is_line)) {
            self.misfit(sort.span(), "a line runs through time", "remove `sort`");
        }
        let mut whole =
            form.whole.as_ref().and_then(|name| self.choice("whole", name, Whole::ALL.map(|it| (it.key(), it))));
        if kind == Some(ChartKind::Proportion) {
            whole = whole.or(Some(Whole::Labels));
        }
        let view = View {
            id: form.id.into_inner(),
            place,
            title,
            kind: kind?,
            x: x?.0,
            y: y.into_iter().map(|(column, _)| column).collect(),
            series: series.map(|(column, _)| column),
            only,
            whole,
            sort: form.sort.map(Spanned::into_inner),
        };
        (self.problems.len() == before).then_some(view)
    }

    fn named(&mut self, name: &Spanned<String>, columns: &[Column]) -> Option<Named> {
        Some((self.known(name, columns)?, name.span()))
    }

    fn conditions(&mut self, only: BTreeMap<String, Spanned<String>>, columns: &[Column]) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for (name, value) in only {
            match position(columns, &name) {
                Some(column) => conditions.push(Condition { column, place: value.span(), value: value.into_inner() }),
                None => self.unknown(&name, value.span(), columns),
            }
        }
        conditions
    }

    /// What stands along the first axis is no number, and what the kind of chart can place there.
    fn x_fits(&mut self, (x, place): &Named, kind: Option<ChartKind>, columns: &[Column]) {
        let column = &columns[*x];
        let (key, place) = (&column.key, place.clone());
        if column.measure().is_some() {
            let hint = "`x` names a column of years, dates, categories or countries";
            self.misfit(place, format!("`{key}` holds numbers"), hint);
        } else if kind.is_some_and(ChartKind::is_line) && !column.is_time() {
            let hint = "a line runs through time; for categories and countries choose `horizontal-bar`";
            self.misfit(place, format!("`{key}` holds no years or dates"), hint);
        } else if kind.is_some_and(ChartKind::is_map) && !matches!(column.kind, ColumnKind::Country) {
            self.misfit(place, format!("`{key}` holds no countries"), "a map needs a column of the kind `country`");
        }
    }

    /// The numbers are numbers, and of a kind that can share an axis.
    fn y_fits(&mut self, y: &[Named], all: &Range<usize>, kind: Option<ChartKind>, columns: &[Column]) {
        let mut seen = BTreeSet::new();
        let mut units = BTreeSet::new();
        for (column, place) in y {
            let key = &columns[*column].key;
            match columns[*column].measure() {
                None => {
                    let hint = "`y` names columns of the kind `number`";
                    self.misfit(place.clone(), format!("`{key}` holds no numbers"), hint);
                }
                Some(_) if !seen.insert(column) => {
                    self.misfit(place.clone(), format!("`{key}` stands here twice"), "name each column once");
                }
                Some(measure) => _ = units.insert(measure.unit.in_lang(Lang::En)),
            }
        }
        if units.len() > 1 && kind != Some(ChartKind::SmallMultiples) {
            let units = units.into_iter().collect::<Vec<_>>().join(", ");
            let message = format!("these columns are counted in different units: {units}");
            self.misfit(all.clone(), message, "they have no axis in common; choose `small-multiples`");
        }
    }

    /// What tells the series apart is no number, and not what stands along the axis already.
    fn series_fits(&mut self, series: &Column, place: &Range<usize>, x: Option<&Column>) {
        let key = &series.key;
        if series.measure().is_some() {
            let hint = "`series` names a column of years, dates, categories or countries";
            self.misfit(place.clone(), format!("`{key}` holds numbers"), hint);
        } else if x.is_some_and(|x| x.key == *key) {
            self.misfit(place.clone(), format!("`{key}` is `x` already"), "`series` tells apart what `x` does not");
        }
    }

    /// There are as many series as the kind of chart can show, from columns or from the values of one.
    fn count_fits(&mut self, has_series: bool, columns: usize, y: &Range<usize>, kind: Option<ChartKind>) {
        let single = kind.filter(|kind| kind.is_single());
        match (single, columns) {
            (_, 0) => self.misfit(y.clone(), "a view needs numbers", "name a column: `y = [\"people\"]`"),
            (Some(kind), _) if has_series || columns > 1 => {
                let hint = "choose `grouped-bar` or `small-multiples`, or make several views";
                self.misfit(y.clone(), format!("`{}` shows one series only", kind.key()), hint);
            }
            (_, 2..) if has_series => {
                let hint = "with `series` name one column in `y`";
                self.misfit(y.clone(), "there are several columns of numbers and a series", hint);
            }
            _ => {}
        }
    }

    /// Notes that kind and columns do not fit.
    fn misfit(&mut self, place: Range<usize>, message: impl Into<String>, hint: &str) {
        self.note(place, "data/bad-view", message, hint);
    }
}
