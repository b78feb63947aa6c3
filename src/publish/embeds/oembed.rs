//! Descriptions for programs that embed what an address shows by themselves (oembed.com, 1.0, read 2026-11): a file
//! beside each page that can be embedded, which the page names.

use serde_json::{Value as Json, json};

use super::snippet::WIDTH_PX;
use crate::publish::previews;
use crate::text::Lang;
use crate::ui::strings::strings;

/// How the file is called, beside the page.
pub(super) const FILE: &str = "oembed.json";

/// How long programs may keep a description, in seconds.
const CACHE_AGE_S: u32 = 86_400;

/// Whether there can be descriptions: they need whole addresses.
pub(super) fn is_possible(base_url: &str) -> bool {
    base_url.starts_with("http")
}

/// The description. `preview` is the whole address of the picture for where the page is shared.
pub(super) fn json(
    lang: Lang,
    title: &str,
    height_px: u32,
    html: &str,
    preview: Option<String>,
    base_url: &str,
) -> Json {
    let mut json = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": strings(lang).site_name,
        "provider_url": format!("{base_url}/"),
        "cache_age": CACHE_AGE_S,
        "width": WIDTH_PX,
        "height": height_px,
        "html": html,
    });
    if let (Some(url), Some(fields)) = (preview, json.as_object_mut()) {
        let (width, height) = previews::SIZE;
        let picture = [("url", json!(url)), ("width", json!(width)), ("height", json!(height))];
        fields.extend(picture.map(|(name, value)| (format!("thumbnail_{name}"), value)));
    }
    json
}
