//! What a partner pastes: a custom element with its script, or a frame alone. Where neither script nor frame works, a
//! link stays, in the first with a picture.

use crate::publish::prerender::escape;
use crate::text::Lang;
use crate::ui::embed::{Embed, FOLDER};
use crate::ui::strings::strings;
use crate::widgets::frames::ARTICLES;

/// How wide frames are that are not told, in pixels. Style sheets of pages make them narrower.
pub(super) const WIDTH_PX: u32 = 640;

/// What a code is made of.
pub(super) struct Parts<'a> {
    pub(super) embed: &'a Embed,
    pub(super) lang: Lang,
    pub(super) title: &'a str,
    /// The whole address of the page on the site.
    pub(super) page: &'a str,
    /// The site's address without a slash at the end.
    pub(super) base_url: &'a str,
    /// The whole address of a picture.
    pub(super) picture: &'a str,
    /// Its width and height, in pixels.
    pub(super) picture_size: [u32; 2],
}

/// The codes, as HTML.
#[derive(Debug)]
pub(super) struct Snippet {
    /// A custom element with its script.
    pub(super) element: String,
    /// A frame alone.
    pub(super) frame: String,
}

/// The codes of something. No style is written into them, since the policies of many pages forbid that.
pub(super) fn snippet(parts: &Parts<'_>) -> Snippet {
    let Parts { embed, lang, base_url, picture_size: [width, height], .. } = parts;
    let name = embed.element();
    let attributes = embed.attributes().into_iter().chain([("lang", lang.to_string())]);
    let attributes: String = attributes.map(|(name, value)| format!(" {name}=\"{}\"", escape(&value))).collect();
    let (page, picture, title) = (escape(parts.page), escape(parts.picture), escape(parts.title));
    let words = format!("{title} – {}", escape(strings(*lang).site_name));
    let height_px = embed.height_px();
    let count = if matches!(embed, Embed::News(_)) { format!(" count=\"{ARTICLES}\"") } else { String::new() };
    let element = format!(
        "<script async src=\"{}{FOLDER}iom.js\"></script>\n<{name}{attributes} height=\"{height_px}\"{count}>\n  \
         <a href=\"{page}\"><img src=\"{picture}\" alt=\"\" width=\"{width}\" height=\"{height}\"> {words}</a>\n</{name}>",
        escape(base_url)
    );
    let frame = format!(
        "<iframe src=\"{}{}\" title=\"{title}\" width=\"{WIDTH_PX}\" height=\"{height_px}\" loading=\"lazy\" \
         frameborder=\"0\"></iframe>\n<p><a href=\"{page}\">{words}</a></p>",
        escape(base_url),
        embed.path(*lang),
    );
    Snippet { element, frame }
}
