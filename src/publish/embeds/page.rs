//! Documents under `embed/`: frames, and the pages that tell how to embed something. Search engines are sent to the
//! page of the site that they are of.

use crate::publish::hosting::policy::IN_FRAMES;
use crate::publish::prerender::escape;
use crate::text::Lang;

/// What a document holds.
pub(super) struct Document {
    pub(super) lang: Lang,
    pub(super) title: String,
    /// The page of the site it is of.
    pub(super) canonical: String,
    /// The same in the other language.
    pub(super) other: Option<(Lang, String)>,
    /// Where the stylesheet lies.
    pub(super) style: String,
    /// Where the icon of the site lies; frames have none.
    pub(super) icon: String,
    /// The element of its script.
    pub(super) script: String,
    pub(super) body: String,
    pub(super) kind: Kind,
}

/// What a document under `embed/` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A frame. Its links lead out of it. It may load what every page of the site may; who may frame it, only hosts can
    /// tell.
    Frame,
    /// A page that tells how to embed something, with a frame of the site as preview.
    Code,
}

/// The file of a path.
pub(super) fn file(path: &str) -> String {
    format!("{}index.html", &path[1..])
}

/// A document under `embed/`.
pub(super) fn document(document: &Document) -> String {
    let Document { lang, title, canonical, other, style, icon, script, body, kind } = document;
    // Without an address `base` sets none, which the policy would forbid.
    let (base, frames, icon) = match kind {
        Kind::Frame => ("<base target=\"_top\">", "", String::new()),
        Kind::Code => {
            ("", "; frame-src 'self'", format!("<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">", escape(icon)))
        }
    };
    let other = other
        .as_ref()
        .map(|(lang, href)| format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\">", escape(href)));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"ltr\"><head><meta charset=\"utf-8\">{base}\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}{}\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>\
         <meta name=\"robots\" content=\"noindex\"><link rel=\"canonical\" href=\"{}\">{}\
         {icon}<link rel=\"stylesheet\" href=\"{}\">{script}</head><body>{body}</body></html>\n",
        IN_FRAMES,
        frames,
        escape(title),
        escape(canonical),
        other.unwrap_or_default(),
        escape(style),
    )
}

/// A document that leads to another at once, on every host.
pub(super) fn redirect(target: &str, lang: Lang, canonical: &str) -> String {
    let target = escape(target);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>→</title>\
         <meta http-equiv=\"refresh\" content=\"0; url={target}\"><meta name=\"robots\" content=\"noindex\">\
         <link rel=\"canonical\" href=\"{}\"></head><body><p><a href=\"{target}\">{target}</a></p></body></html>\n",
        escape(canonical)
    )
}
