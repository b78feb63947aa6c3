//! What belongs to the frame of a site and not to the article: menus, breadcrumbs, buttons to share, footers.

use scraper::ElementRef;

/// Words in `class` and `id` that name parts of a frame.
const NAMES: [&str; 46] = [
    "breadcrumb",
    "breadcrumbs",
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "megamenu",
    "sidebar",
    "footer",
    "masthead",
    "share",
    "sharing",
    "addtoany",
    "a2a",
    "social",
    "socials",
    "cookie",
    "cookies",
    "consent",
    "skip",
    "skiplink",
    "pager",
    "pagination",
    "related",
    "newsletter",
    "subscribe",
    "search",
    "searchbox",
    "language",
    "lang",
    "switcher",
    "toolbar",
    "popup",
    "modal",
    "banner",
    "advert",
    "ads",
    "comments",
    "print",
    "tabs",
    "contextual",
    "metanav",
    "topbar",
    "backtotop",
    "widget",
];

/// Roles of landmarks that are no article.
const ROLES: [&str; 11] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "menu",
    "menubar",
    "toolbar",
    "dialog",
    "alertdialog",
    "form",
];

/// Lines that stand around articles, in lower case.
const LABELS: [&str; 120] = [
    "about",
    "about us",
    "accessibility",
    "accept",
    "accept all",
    "all rights reserved",
    "back",
    "back to top",
    "careers",
    "close",
    "contact",
    "contact us",
    "cookie settings",
    "cookies",
    "data and resources",
    "data protection",
    "deutsch",
    "disclaimer",
    "donate",
    "download",
    "email",
    "e-mail",
    "english",
    "events",
    "facebook",
    "faq",
    "flickr",
    "follow us",
    "global",
    "home",
    "imprint",
    "instagram",
    "iom global",
    "language",
    "latest news",
    "learn more",
    "legal notice",
    "linkedin",
    "load more",
    "log in",
    "login",
    "main navigation",
    "media",
    "menu",
    "more",
    "more news",
    "navigation",
    "news",
    "newsletter",
    "next",
    "our work",
    "press",
    "previous",
    "print",
    "privacy",
    "privacy policy",
    "publications",
    "read more",
    "related",
    "related content",
    "related news",
    "rss",
    "scam alert",
    "search",
    "share",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this page",
    "sitemap",
    "skip to content",
    "skip to main content",
    "stories",
    "subscribe",
    "take action",
    "terms of use",
    "top",
    "twitter",
    "un-agentur für migration",
    "videos",
    "what we do",
    "where we work",
    "whatsapp",
    "who we are",
    "work with us",
    "x",
    "youtube",
    "2030 agenda",
    "aktuelles",
    "alle akzeptieren",
    "agenda 2030",
    "barrierefreiheit",
    "daten und ressourcen",
    "datenschutz",
    "drucken",
    "folgen sie uns",
    "impressum",
    "iom weltweit",
    "jetzt handeln",
    "karriere",
    "kontakt",
    "mehr erfahren",
    "mehr lesen",
    "menü",
    "nach oben",
    "navigation überspringen",
    "nächste",
    "presse",
    "seite teilen",
    "sprache",
    "startseite",
    "suche",
    "teilen",
    "unsere arbeit",
    "veranstaltungen",
    "weiter",
    "wer wir sind",
    "zurück",
    "zum inhalt springen",
    "über uns",
];

/// What a part of a page is, if it is a part of the frame.
pub(super) fn part(element: ElementRef<'_>) -> Option<&'static str> {
    let value = element.value();
    match value.name() {
        "nav" => return Some(MENUS),
        "aside" | "dialog" => return Some(ASIDES),
        "footer" if !is_in(element, &["blockquote", "figure"]) => return Some(FOOTERS),
        "header" if !is_in(element, &["article", "main"]) => return Some(HEADERS),
        "form" | "search" => return Some("forms"),
        _ => {}
    }
    if value.attr("role").is_some_and(|role| ROLES.contains(&role.trim().to_lowercase().as_str())) {
        return Some(MENUS);
    }
    let names = [value.attr("class"), value.attr("id")].into_iter().flatten();
    let mut words = names.flat_map(|name| name.split(|letter: char| !letter.is_ascii_alphanumeric()));
    words.any(|word| NAMES.contains(&word.to_ascii_lowercase().as_str())).then_some(MENUS)
}

const MENUS: &str = "menus, breadcrumbs, buttons and other parts of the frame";
const ASIDES: &str = "boxes beside the article";
const FOOTERS: &str = "footers";
const HEADERS: &str = "headers of the site";

fn is_in(element: ElementRef<'_>, names: &[&str]) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|parent| names.contains(&parent.value().name()))
}

/// Whether a line is one of those that stand around articles.
pub(super) fn is_label(line: &str) -> bool {
    let line = without_bullet(line).trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    line.is_empty()
        || LABELS.contains(&line.as_str())
        || line.starts_with("copyright ")
        || line.starts_with("share on ")
        || line.starts_with("teilen auf ")
}

/// Whether a line is one at the foot of a page: rights, or whom to ask.
pub(super) fn is_foot(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    let begins = [
        "©",
        "(c) ",
        "copyright",
        "for more information, please contact",
        "for more information please contact",
        "for further information, please contact",
        "for further information please contact",
        "media contact",
        "press contact",
        "pressekontakt",
        "für weitere informationen wenden sie sich",
        "für weitere informationen kontaktieren sie",
        "weitere informationen erhalten sie",
        "für presseanfragen",
        "all rights reserved",
        "alle rechte vorbehalten",
    ];
    begins.iter().any(|begin| lower.starts_with(begin))
}

/// Whether a line is a path of pages: `Home > News > Round table`.
pub(super) fn is_breadcrumb(line: &str) -> bool {
    [" > ", " » ", " › ", " / "].iter().any(|sign| {
        let parts: Vec<_> = line.split(sign).collect();
        parts.len() >= 2 && parts.first().is_some_and(|first| is_label(first))
    })
}

/// A line without the sign of a list in front of it.
pub(super) fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let rest = line.strip_prefix(['-', '*', '•', '·', '▪', '‣']);
    rest.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)).unwrap_or(line).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_both_languages() {
        for line in ["- Home", "TEILEN", "• Über uns", "-", "| Menü |", "", "Share on Facebook"] {
            assert!(is_label(line), "{line}");
        }
        for line in ["The office opens", "- three people", "Home at last"] {
            assert!(!is_label(line), "{line}");
        }
        assert!(is_breadcrumb("Home > News > Round table") && !is_breadcrumb("Berlin / Geneva"));
        assert!(is_foot("© 2020 The office") && is_foot("Pressekontakt: …") && !is_foot("The office"));
        assert_eq!(without_bullet("- a - b"), "a - b");
        assert_eq!(without_bullet("-5 degrees"), "-5 degrees");
    }
}
