//! The strings of a bundle: where they stand, and the bundle with others in their place.

use iom_germany::model::MAX_TITLE_CHARS;
use serde_json::Value;

/// Where every string of a value stands, as JSON pointers.
pub(crate) fn places(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    find(value, String::new(), &mut found);
    found
}

fn find(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| find(item, format!("{at}/{index}"), found));
        }
        Value::Object(fields) => fields.iter().for_each(|(key, item)| {
            find(item, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
        }),
        _ => {}
    }
}

/// Words as they may stand in a place: as much of them as a title may have, if it is one.
pub(crate) fn fitting(place: &str, words: &str) -> String {
    let length = if place.ends_with("/title") { MAX_TITLE_CHARS } else { words.len() };
    words.chars().take(length).collect()
}

/// The value with other words in some places: in each those that `words` gives for its number.
pub(crate) fn filled(value: &Value, places: &[String], words: impl Fn(usize) -> String) -> Value {
    let mut value = value.clone();
    for (number, place) in places.iter().enumerate() {
        if let Some(string) = value.pointer_mut(place) {
            *string = words(number).into();
        }
    }
    value
}

/// Where any words may stand, as far as `is_taken` says: neither names of kinds, nor dates, nor links.
pub(crate) fn free_places(value: &Value, is_taken: impl Fn(&Value) -> bool) -> Vec<String> {
    let is_free =
        |place: &String| is_taken(&filled(value, std::slice::from_ref(place), |_| "any <b>words</b>".to_owned()));
    places(value).into_iter().filter(is_free).collect()
}
