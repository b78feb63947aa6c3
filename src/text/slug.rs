//! Parts of addresses: lower-case ASCII words joined by hyphens.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One part of an address or the id of a content item: `[a-z0-9]+(-[a-z0-9]+)*`, at most 96 characters.
///
/// ```
/// use iom_germany::text::Slug;
/// assert!("runder-tisch-2018".parse::<Slug>().is_ok());
/// assert!("Runder Tisch".parse::<Slug>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
pub struct Slug(String);

/// Why a text is no [`Slug`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no slug: use lower-case letters a–z and digits, words joined by single hyphens, at most 96 characters"
)]
pub struct InvalidSlug(String);

impl Slug {
    const MAX_LEN: usize = 96;

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Self, InvalidSlug> {
        let well_formed = text.len() <= Self::MAX_LEN
            && text
                .split('-')
                .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if well_formed { Ok(Self(text.to_owned())) } else { Err(InvalidSlug(text.to_owned())) }
    }
}

/// So that a map by slug can be searched with any text.
impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;

    fn try_from(text: String) -> Result<Self, InvalidSlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

/// Folds any text to slug form, as for the id of a heading. German umlauts are written out (`ä` → `ae`), common
/// accents dropped, everything else becomes a hyphen. Empty if nothing of the text can be kept.
///
/// ```
/// assert_eq!(iom_germany::text::fold_to_slug("Über uns: Größe & Café"), "ueber-uns-groesse-cafe");
/// ```
pub fn fold_to_slug(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'a'..='z' | '0'..='9' => {
                folded.push(letter);
                continue;
            }
            'ä' | 'æ' => "ae",
            'ö' | 'ø' | 'œ' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ă' | 'ą' => "a",
            'ç' | 'ć' | 'č' => "c",
            'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => "e",
            'ğ' => "g",
            'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
            'ł' => "l",
            'ñ' | 'ń' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ő' => "o",
            'ř' => "r",
            'ş' | 'ș' | 'š' | 'ś' => "s",
            'ţ' | 'ț' => "t",
            'ù' | 'ú' | 'û' | 'ű' => "u",
            'ý' | 'ÿ' => "y",
            'ž' | 'ź' | 'ż' => "z",
            _ if folded.is_empty() || folded.ends_with('-') => continue,
            _ => "-",
        };
        folded.push_str(plain);
    }
    folded.truncate(Slug::MAX_LEN);
    folded.truncate(folded.trim_end_matches('-').len());
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rejects_what_would_not_survive_in_an_address() {
        for bad in ["", "-", "a--b", "-a", "a-", "A", "ä", "a b", "a/b", "a.b", &"x".repeat(97)] {
            assert!(bad.parse::<Slug>().is_err(), "{bad:?} was accepted");
        }
    }

    proptest! {
        #[test]
        fn folding_gives_a_slug_or_nothing_and_is_stable(text in ".{0,200}") {
            let folded = fold_to_slug(&text);
            prop_assert!(folded.is_empty() || folded.parse::<Slug>().is_ok());
            prop_assert_eq!(fold_to_slug(&folded), folded.clone());
        }
    }
}
