//! A bundle of each kind in which every field is there and every kind of block stands once, made from its JSON Schema:
//! what is added to a format is in here by itself.

use serde_json::{Map, Value, json};

/// Strings that are not any words, by the name of their field. Everywhere else a path does, which is a link and words.
const STRINGS: [(&str, &str); 11] = [
    ("id", "an-id"),
    ("countries/key", "DEU"),
    ("key", "a-key"),
    ("slug", "a-slug"),
    ("theme_key", "a-theme"),
    ("translation", "another-key"),
    ("date", "2024-05-01"),
    ("updated", "2024-05-01"),
    ("sdgs", "10.7"),
    ("as_of", "2024-05-01"),
    ("expires", "2024-05-01"),
];

/// How deep texts are nested in the sample.
const DEPTH: usize = 2;

/// A value of a schema.
pub(crate) fn sample(schema: &Value) -> Value {
    Maker { definitions: schema["$defs"].as_object().cloned().unwrap_or_default() }.make(schema, "", DEPTH).unwrap()
}

struct Maker {
    definitions: Map<String, Value>,
}

impl Maker {
    /// A value of a schema in a field of this name; none if it would be nested deeper than wanted.
    fn make(&self, schema: &Value, field: &str, depth: usize) -> Option<Value> {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            // Only what nests in itself may end.
            let nests = ["Block", "Inline"].contains(&name);
            return self.make(&self.definitions[name], field, if nests { depth.checked_sub(1)? } else { depth });
        }
        for key in ["const", "default"] {
            if key == "const" && !schema[key].is_null() {
                return Some(schema[key].clone());
            }
        }
        if let Some(first) = schema["enum"].as_array().and_then(|values| values.first()) {
            return Some(first.clone());
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(choices) = schema[key].as_array() {
                return choices.iter().find_map(|choice| self.make(choice, field, depth));
            }
        }
        match first_type(schema)? {
            "object" => Some(self.object(schema, field, depth)),
            "array" => Some(Value::Array(self.items(schema, field, depth))),
            "string" => Some(string(field).into()),
            "integer" => Some(json!(if field == "schema" { 1 } else { 2 })),
            "number" => Some(json!(2.5)),
            "boolean" => Some(json!(true)),
            _ => None,
        }
    }

    fn object(&self, schema: &Value, parent: &str, depth: usize) -> Value {
        let mut object = Map::new();
        for (name, of_field) in schema["properties"].as_object().into_iter().flatten() {
            let full = format!("{parent}/{name}");
            let known = STRINGS.iter().any(|(known, _)| *known == full);
            if let Some(value) = self.make(of_field, if known { &full } else { name }, depth) {
                object.insert(name.clone(), value);
            }
        }
        if schema["additionalProperties"].is_object() {
            object
                .extend(self.make(&schema["additionalProperties"], "", depth).map(|value| ("word".to_owned(), value)));
        }
        Value::Object(object)
    }

    /// One of each kind, or one.
    fn items(&self, schema: &Value, field: &str, depth: usize) -> Vec<Value> {
        if let Some(each) = schema["prefixItems"].as_array() {
            return each.iter().filter_map(|item| self.make(item, field, depth)).collect();
        }
        let item = &schema["items"];
        let name = item["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
        let Some(definition) =
            name.filter(|name| ["Block", "Inline"].contains(name)).map(|name| &self.definitions[name])
        else {
            return self.make(item, field, depth).into_iter().collect();
        };
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        let kinds = ["oneOf", "anyOf"].iter().filter_map(|key| definition[*key].as_array()).flatten();
        kinds.flat_map(|kind| self.each(kind, depth)).collect()
    }

    /// Every value of a schema that names several, or one of it.
    fn each(&self, schema: &Value, depth: usize) -> Vec<Value> {
        match schema["enum"].as_array() {
            Some(values) => values.clone(),
            None => self.make(schema, "", depth).into_iter().collect(),
        }
    }
}

/// What a value may be, without what is nothing.
fn first_type(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::String(name) => Some(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).find(|name| *name != "null"),
        _ => None,
    }
}

fn string(field: &str) -> &'static str {
    STRINGS.iter().find(|(name, _)| *name == field).map_or("/a/", |(_, value)| value)
}
