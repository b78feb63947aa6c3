//! The languages of the site.

use std::fmt;
use std::str::FromStr;

use super::keyed_enum;

keyed_enum! {
    /// A language the site is written in, as its BCP 47 tag.
    ///
    /// ```
    /// use iom_germany::text::Lang;
    /// assert_eq!("de".parse(), Ok(Lang::De));
    /// assert_eq!(Lang::De.prefix(), "/de");
    /// ```
    pub enum Lang {
        /// English, the language without an address prefix.
        En = "en",
        /// German, under `/de/`.
        De = "de",
    }
}

/// A language tag the site is not written in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`")]
pub struct UnknownLang(String);

impl Lang {
    /// The BCP 47 tag, for `lang` attributes and file names.
    pub const fn code(self) -> &'static str {
        self.key()
    }

    /// What stands before every address in this language: nothing for English, `/de` for German.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::En => "",
            Self::De => "/de",
        }
    }

    /// The language's own name, for the language switch.
    pub const fn autonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
        }
    }

    /// The other language of the site.
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::De,
            Self::De => Self::En,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(tag: &str) -> Result<Self, UnknownLang> {
        Self::from_key(tag).ok_or_else(|| UnknownLang(tag.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_round_trip() {
        for lang in Lang::ALL {
            assert_eq!(lang.code().parse(), Ok(lang));
        }
        assert!("fr".parse::<Lang>().is_err());
        assert!("EN".parse::<Lang>().is_err());
    }
}
