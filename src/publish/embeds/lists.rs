//! The frames of lists of articles, by one tag or several.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::code::Options;
use super::{Embeds, Item};
use crate::model::{Filter, Section};
use crate::publish::MachineError;
use crate::publish::facets::EmbedList;
use crate::publish::output::Output;
use crate::text::Lang;
use crate::ui::embed::Embed;
use crate::ui::routes::{Address, ROUTES_DRAWING, Route};
use crate::ui::strings::strings;
use crate::widgets::frames;

impl<'a> Embeds<'a> {
    /// Writes every list. One that is there in one language only is led to from the other.
    pub(super) fn lists(&self, output: &Output) -> Result<(), MachineError> {
        let lists: Vec<_> =
            self.site.catalogues().map(|of| (of.lang(), of.embed_lists(frames::MOST_ARTICLES))).collect();
        let paths = |lang: Lang| {
            let of_lang = lists.iter().filter(move |(of, _)| *of == lang).flat_map(|(_, lists)| lists);
            of_lang.map(move |list| Embed::News(list.tags.clone()).path(lang)).collect::<BTreeSet<_>>()
        };
        let there: BTreeMap<_, _> = Lang::ALL.into_iter().map(|lang| (lang, paths(lang))).collect();
        let all: Vec<_> = lists.iter().flat_map(|(lang, lists)| lists.iter().map(move |list| (*lang, list))).collect();
        all.into_par_iter().try_for_each(|(lang, list)| {
            let embed = Embed::News(list.tags.clone());
            let other = embed.path(lang.other());
            let is_there = there.get(&lang.other()).is_some_and(|paths| paths.contains(&other));
            self.list(lang, list, embed, is_there.then(|| other.clone()), output)
                .and_then(|item| if is_there { Ok(()) } else { self.redirect(&other, &item, output) })
        })
    }

    fn list(
        &self,
        lang: Lang,
        list: &EmbedList<'_>,
        embed: Embed,
        other: Option<String>,
        output: &Output,
    ) -> Result<Item<'a>, MachineError> {
        let strings = strings(lang);
        let title = match list.names.as_slice() {
            [] => (strings.section)(Section::News).to_owned(),
            names => (strings.filtered_list)(&names.join(" · ")),
        };
        let path = list.address.path();
        let teasers: Vec<_> = list.teasers.iter().map(|teaser| (*teaser).clone()).collect();
        let view = self.render(lang, |reader| frames::news(&title, &path, &teasers, reader));
        let item = Item {
            embed,
            lang,
            title,
            path,
            picture: (ROUTES_DRAWING.to_owned(), [480, 270]),
            other,
            preview: None,
            options: Options::News(teasers.len()),
            is_described: list.tags.len() < 2,
        };
        // A list by several tags is no page of its own; that of the first is.
        let whole = match &list.address.route {
            Route::Filtered(filter, _) if filter.tags().len() > 1 => filter.tags().first().map(|tag| {
                let list = Route::list(Filter::only(tag.clone()), 1);
                Address::new(lang, list).path()
            }),
            _ => None,
        };
        self.write(&item, &view, whole.as_deref(), output)?;
        Ok(item)
    }
}
