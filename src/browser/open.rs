//! Files that a reader opens. They stay in the browser.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement, TextDecoder, TextDecoderOptions};

/// The name and the text of the file chosen in the field that an event is of. Without text it is larger than so many
/// bytes or cannot be read. None if no file was chosen.
///
/// A text that is not UTF-8 is read as what spreadsheets write instead: UTF-16 if it begins with that byte order mark,
/// otherwise Windows-1252.
pub async fn open_text(event: &Event, max_bytes: u32) -> Option<(String, Option<String>)> {
    let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = field.files()?.get(0)?;
    let name = file.name();
    // The same file, mended, can be chosen once more.
    field.set_value("");
    if file.size() > f64::from(max_bytes) {
        return Some((name, None));
    }
    let text = match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => decode(&Uint8Array::new(&buffer).to_vec()),
        Err(_) => None,
    };
    Some((name, text))
}

fn decode(bytes: &[u8]) -> Option<String> {
    let encodings: &[&str] = match bytes {
        [0xFF, 0xFE, ..] => &["utf-16le"],
        [0xFE, 0xFF, ..] => &["utf-16be"],
        _ => &["utf-8", "windows-1252"],
    };
    encodings.iter().find_map(|encoding| {
        let options = TextDecoderOptions::new();
        options.set_fatal(true);
        TextDecoder::new_with_label_and_options(encoding, &options).ok()?.decode_with_u8_array(bytes).ok()
    })
}
