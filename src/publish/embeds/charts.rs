//! The frames of charts: each drawn in every way there is, as there is no app in a frame that could do it.

use leptos::prelude::*;

use super::code::Options;
use super::{Embeds, Item, page};
use crate::model::{Chart, ChartKind};
use crate::publish::MachineError;
use crate::publish::illustrations::on_world;
use crate::publish::output::Output;
use crate::text::{Lang, Slug};
use crate::ui::charts::ChartMiniature;
use crate::ui::charts::selection::{SHARE, Selection, has_shares, kinds};
use crate::ui::embed::Embed;
use crate::ui::strings::strings;
use crate::widgets::frames::{self, Variant};

/// A way in which a chart is drawn and its numbers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    kind: ChartKind,
    is_share: bool,
}

impl Way {
    /// The way the editor chose.
    fn of(chart: &Chart) -> Self {
        Self { kind: chart.kind, is_share: false }
    }

    /// The frame of a chart shown this way: right in the folder as the editor chose it, otherwise below.
    fn path(self, folder: &str, chart: &Chart) -> String {
        let share = if self.is_share { "share/" } else { "" };
        if self == Self::of(chart) { folder.to_owned() } else { format!("{folder}{}/{share}", self.kind.key()) }
    }
}

/// Every way in which a chart can be shown.
fn ways(chart: &Chart) -> Vec<Way> {
    let shares = [Some(false), has_shares(chart).then_some(true)];
    let of_kind = |kind| shares.into_iter().flatten().map(move |is_share| Way { kind, is_share });
    kinds(chart).into_iter().flat_map(of_kind).collect()
}

impl Embeds<'_> {
    /// Writes every chart of every dataset.
    pub(super) fn charts(&self, output: &Output) -> Result<(), MachineError> {
        for dataset in self.site.datasets() {
            for lang in Lang::ALL {
                let path = dataset.address(lang).path();
                for (place, chart) in dataset.charts(lang, &on_world).iter().enumerate() {
                    self.chart(&dataset.id, &path, lang, chart, place == 0, output)?;
                }
            }
        }
        Ok(())
    }

    /// A chart, drawn in every way. `page` is that of the dataset. The most telling chart stands for the dataset where
    /// none is named.
    fn chart(
        &self,
        dataset: &Slug,
        page: &str,
        lang: Lang,
        chart: &Chart,
        is_first: bool,
        output: &Output,
    ) -> Result<(), MachineError> {
        let embed = Embed::Chart(dataset.clone(), chart.id.clone());
        let folder = embed.path(lang);
        let picture = format!("{folder}chart.svg");
        output.write(&picture[1..], self.picture(chart).as_bytes())?;
        let item = Item {
            lang,
            title: chart.title.clone(),
            path: format!("{page}{}/", chart.id),
            picture: (picture, [480, 288]),
            other: Some(embed.path(lang.other())),
            preview: None,
            options: Options::Chart,
            is_described: is_first,
            embed,
        };
        for way in ways(chart) {
            let view = self.chart_view(chart, way, &folder, lang);
            if way != Way::of(chart) {
                let there = way.path(&item.embed.path(lang.other()), chart);
                let drawn_so = Item { other: Some(there), ..item.clone() };
                let file = page::file(&way.path(&folder, chart));
                output.write(&file, self.document(&drawn_so, &view, page).as_bytes())?;
                continue;
            }
            self.write(&item, &view, Some(page), output)?;
            if is_first {
                let whole = folder.trim_end_matches('/').rsplit_once('/').map_or("", |(whole, _)| whole);
                let file = page::file(&format!("{whole}/"));
                output.write(&file, self.document(&item, &view, page).as_bytes())?;
            }
        }
        Ok(())
    }

    /// A chart drawn in one way, with links to the others. `folder` is that of its frames.
    fn chart_view(&self, chart: &Chart, way: Way, folder: &str, lang: Lang) -> String {
        let words = strings(lang);
        let variant = |name: &'static str, other: Way| {
            let href = self.assets.href(&other.path(folder, chart)[1..]);
            Variant { name, href, is_shown: other == way }
        };
        let of_kind = |kind: ChartKind| variant((words.chart_kind)(kind), Way { kind, ..way });
        let by_kind: Vec<_> = kinds(chart).into_iter().map(of_kind).collect();
        let absolute = variant(words.absolute, Way { is_share: false, ..way });
        let shares = has_shares(chart).then(|| variant(words.share_of_the_whole, Way { is_share: true, ..way }));
        let by_numbers: Vec<_> = [Some(absolute), shares].into_iter().flatten().collect();
        let numbers = if way.is_share { format!("&{}.numbers={SHARE}", chart.id) } else { String::new() };
        let query = format!("{}.kind={}{numbers}", chart.id, way.kind.key());
        let shown = Selection::of(&query, chart).apply(chart, words.of_the_whole);
        self.render(lang, |reader| frames::chart(&shown, &by_kind, &by_numbers, reader))
    }

    /// The chart as a picture that needs no style.
    fn picture(&self, chart: &Chart) -> String {
        let chart = chart.clone();
        let svg = self.render(Lang::En, |_| leptos::view! { <ChartMiniature chart /> }.into_any());
        let start = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"288\" fill=\"#0a3a8c\" ";
        svg.replacen("<svg ", start, 1)
    }
}
