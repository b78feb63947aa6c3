//! What the pages and files of datasets say in words of their own.

use crate::text::{Date, Lang};
use crate::ui::strings::strings;

/// What a dataset is about, as the office sorts it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    /// Its name in metadata.
    pub(super) key: &'static str,
    en: &'static str,
    de: &'static str,
}

impl Theme {
    /// Every theme.
    pub(super) const ALL: [Self; 7] = [
        Self { key: "return", en: "Return and reintegration", de: "Rückkehr und Reintegration" },
        Self { key: "admission", en: "Resettlement and admission", de: "Resettlement und Aufnahme" },
        Self { key: "population", en: "Migrants in the population", de: "Migrant:innen in der Bevölkerung" },
        Self { key: "displacement", en: "Displacement", de: "Vertreibung" },
        Self { key: "deaths", en: "Deaths on migration routes", de: "Todesfälle auf Migrationsrouten" },
        Self { key: "remittances", en: "Remittances", de: "Rücküberweisungen" },
        Self { key: "organization", en: "IOM as an organization", de: "Die IOM als Organisation" },
    ];

    /// Its name for readers.
    pub(super) const fn name(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::De => self.de,
        }
    }
}

/// The words that stand in one language or the other.
pub(super) struct DataWords {
    /// Heading over the sources of rows.
    pub(super) source: &'static str,
    /// Heading over the notes on rows.
    pub(super) note: &'static str,
    /// What stands in the place of further sources.
    pub(super) and_others: &'static str,
    /// The names of the files, in the order of the downloads.
    pub(super) files: [&'static str; 3],
}

/// The words in a language.
pub(super) const fn words(lang: Lang) -> DataWords {
    match lang {
        Lang::En => DataWords {
            source: "Source",
            note: "Note",
            and_others: "and others",
            files: ["CSV", "CSV with HXL tags", "Data package"],
        },
        Lang::De => DataWords {
            source: "Quelle",
            note: "Anmerkung",
            and_others: "und andere",
            files: ["CSV", "CSV mit HXL-Tags", "Datenpaket"],
        },
    }
}

/// A date in words.
pub(super) fn date_in_words(date: Date, lang: Lang) -> String {
    (strings(lang).date)(date)
}
