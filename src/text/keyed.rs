//! Enums whose values have a fixed name in files.

/// Declares an enum with a fixed name for each value: `ALL`, `key()`, `from_key()`, and serde and JSON Schema as
/// that name. One list of names serves them all, and reading one costs the wasm a fraction of what serde's derived
/// code for an enum does.
macro_rules! keyed_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident {
            $($(#[$value_attribute:meta])* $value:ident = $key:literal,)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub enum $name {
            $(
                $(#[$value_attribute])*
                #[cfg_attr(not(target_arch = "wasm32"), schemars(rename = $key))]
                $value,
            )+
        }

        impl $name {
            /// Every value.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$value),+];

            /// The name in files.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$value => $key,)+
                }
            }

            /// The value of a name in files.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.key() == key)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let key = String::deserialize(deserializer)?;
                Self::from_key(&key).ok_or_else(|| serde::de::Error::custom(key))
            }
        }
    };
}

pub(crate) use keyed_enum;
