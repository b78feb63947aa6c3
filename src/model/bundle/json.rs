//! Reads bundles from JSON.
//!
//! serde's derived code is written anew for each type it reads and for the reader it reads from. Read straight from the
//! text, as serde_json does it, it weighs three times what it weighs read from a tree of values, by a deserializer that
//! does no more than bundles need and keeps no words about mistakes that no reader of the site would see.

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// The JSON is not that of a bundle. Natively it says why.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Misshapen(String);

impl Misshapen {
    /// An error in these words, which the app has no room for.
    pub(super) fn new(words: impl std::fmt::Display) -> Self {
        Self(if cfg!(target_arch = "wasm32") { String::new() } else { words.to_string() })
    }
}

impl de::Error for Misshapen {
    fn custom<T: std::fmt::Display>(words: T) -> Self {
        Self::new(words)
    }
}

/// Reads one JSON value and nothing after it.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, Misshapen> {
    serde_json::from_slice(bytes).map_err(Misshapen::new)
}

/// A value to be read.
pub(super) struct Json(pub(super) Value);

impl<'de> Deserializer<'de> for Json {
    type Error = Misshapen;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), ..) => visitor.visit_u64(value),
                (_, Some(value), _) => visitor.visit_i64(value),
                (.., Some(value)) => visitor.visit_f64(value),
                _ => Err(Misshapen::new("a number beyond all numbers")),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Object(fields) => visitor.visit_map(Fields { fields: fields.into_iter(), value: Value::Null }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// A struct is read from an object alone, although serde would read it from an array too.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misshapen> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields { fields: fields.into_iter(), value: Value::Null }),
            _ => Err(Misshapen::new(name)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misshapen> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misshapen> {
        let (variant, content) = match self.0 {
            Value::String(variant) => (variant, Value::Null),
            Value::Object(fields) if fields.len() == 1 => match fields.into_iter().next() {
                Some(field) => field,
                None => return Err(Misshapen::new(name)),
            },
            _ => return Err(Misshapen::new(name)),
        };
        visitor.visit_enum(Variant { variant, content })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

/// The items of an array.
struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Misshapen;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misshapen> {
        match self.0.next() {
            Some(item) => seed.deserialize(Json(item)).map(Some),
            None => Ok(None),
        }
    }
}

/// The fields of an object, and the value of the one whose name was read last.
struct Fields {
    fields: serde_json::map::IntoIter,
    value: Value,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Misshapen;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misshapen> {
        let Some((name, value)) = self.fields.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Json(Value::String(name))).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misshapen> {
        seed.deserialize(Json(self.value.take()))
    }
}

/// A value of an enum.
struct Variant {
    variant: String,
    content: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Misshapen;
    type Variant = Json;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Json), Misshapen> {
        Ok((seed.deserialize(Json(Value::String(self.variant)))?, Json(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Json {
    type Error = Misshapen;

    fn unit_variant(self) -> Result<(), Misshapen> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Misshapen> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misshapen> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misshapen> {
        self.deserialize_struct("a variant", fields, visitor)
    }
}
