//! What the masthead and the footer of every page lead to.

use super::site::Site;
use crate::model::{NavigationBundle, NavigationSection, PageLink, SCHEMA, Section};
use crate::text::Lang;
use crate::ui::routes::SECTIONS;

/// The navigation of a language.
pub(super) fn navigation(site: &Site, lang: Lang) -> NavigationBundle {
    let sections = SECTIONS.into_iter().map(|section| NavigationSection {
        section,
        summary: site.own_page(lang, section).map(|article| article.summary.clone()).unwrap_or_default(),
        pages: pages(site, lang, section),
    });
    let this_site = site.own_page(lang, Section::ThisSite).map(|article| article.link());
    NavigationBundle {
        schema: SCHEMA,
        sections: sections.collect(),
        this_site: this_site.into_iter().chain(pages(site, lang, Section::ThisSite)).collect(),
        plain_language: site.own_page(Lang::De, Section::PlainLanguage).map(|article| article.link()),
    }
}

/// The pages below a section's own; those of goals with the number in front.
fn pages(site: &Site, lang: Lang, section: Section) -> Vec<PageLink> {
    let link = |page: &crate::model::Article| match page.goal {
        Some(goal) => PageLink { title: format!("{goal} {}", page.title), path: page.path.clone() },
        None => page.link(),
    };
    site.pages_below(lang, section).map(link).collect()
}
