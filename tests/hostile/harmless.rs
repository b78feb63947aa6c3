//! Whether a page does no more than show words.

use iom_germany::text::check_href;
use scraper::{ElementRef, Html, Selector};

/// Elements that run or load something by themselves, and none of which a page of the site has.
const FORBIDDEN: [&str; 11] =
    ["script", "iframe", "object", "embed", "base", "meta", "link", "style", "frame", "applet", "portal"];

/// What of a page could run or lead somewhere it must not.
pub(crate) fn harm(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let everything = Selector::parse("body *").unwrap();
    page.select(&everything).flat_map(harm_of).collect()
}

fn harm_of(element: ElementRef<'_>) -> Vec<String> {
    let name = element.value().name();
    let mut harm = Vec::new();
    if FORBIDDEN.contains(&name) {
        harm.push(format!("an element `{name}`"));
    }
    for (attribute, value) in element.value().attrs() {
        let leads = ["href", "src", "action", "formaction", "srcset", "xlink:href", "poster", "data"];
        if attribute.starts_with("on") || attribute == "style" || attribute == "srcdoc" {
            harm.push(format!("`{attribute}` of `{name}`: {value}"));
        } else if leads.contains(&attribute) && !stays_here(value) && check_href(value).is_err() {
            harm.push(format!("`{attribute}` of `{name}` leads to {value}"));
        }
    }
    harm
}

/// Whether a link is a path on this site, whatever follows. Browsers leave out tabs and line breaks before they look.
fn stays_here(href: &str) -> bool {
    let href = href.replace(['\t', '\n', '\r'], "");
    href.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\']))
}
