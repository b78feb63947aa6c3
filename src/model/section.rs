//! The parts of the site.

use crate::text::keyed_enum;

keyed_enum! {
    /// A part of the site, named as its content folder.
    pub enum Section {
        /// The front page.
        Home = "home",
        /// The office in Germany.
        About = "about",
        /// The organization worldwide.
        IomGlobal = "iom-global",
        /// The areas of work.
        OurWork = "our-work",
        /// Figures and publications.
        DataAndResources = "data-and-resources",
        /// What a visitor can do.
        TakeAction = "take-action",
        /// The 2030 Agenda and the Global Compact for Migration.
        Agenda2030 = "2030-agenda",
        /// Articles of every type.
        News = "news",
        /// About the website itself: how to use it, accessibility, privacy, legal notice.
        ThisSite = "this-site",
        /// The most important pages in plain German; in German only.
        PlainLanguage = "plain-language",
    }
}

impl Section {
    /// The name of the content folder, the same in every language.
    pub const fn folder(self) -> &'static str {
        self.key()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for section in Section::ALL {
            let json = serde_json::to_string(&section).unwrap();
            assert_eq!(json, format!("\"{}\"", section.folder()));
            assert_eq!(serde_json::from_str::<Section>(&json).unwrap(), section);
        }
        assert!(serde_json::from_str::<Section>("\"elsewhere\"").is_err());
    }
}
