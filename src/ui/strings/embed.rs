//! The words of frames on other people's pages, and of the pages that tell how to put them there.
//!
//! They stand apart from the others, since the app that shows pages needs none of them, nor do the apps in frames need
//! those.

use crate::text::Lang;

/// The words of frames, and of the pages that tell how to embed something, in one language.
#[derive(Debug)]
pub struct EmbedStrings {
    /// Link from a frame to the page it is of.
    pub on_site: &'static str,
    /// Link from the frame of the search to that of the site.
    pub search_on_site: &'static str,
    /// How many results there are.
    pub results: fn(u32) -> String,
    /// What is said if the index cannot be had.
    pub search_failed: &'static str,
    /// Title of a page that tells how to embed something.
    pub embed: fn(&str) -> String,
    /// What the page is good for.
    pub intro: &'static str,
    /// Heading over the options.
    pub options: &'static str,
    /// Label of the colours.
    pub theme: &'static str,
    /// The colours: those the reader's device prefers.
    pub auto: &'static str,
    /// The colours: dark on light.
    pub light: &'static str,
    /// The colours: light on dark.
    pub dark: &'static str,
    /// Label of the height in pixels.
    pub height: &'static str,
    /// Whether the frame keeps its height.
    pub fixed: &'static str,
    /// Label of the number of articles.
    pub count: &'static str,
    /// Whether an article is shown without its text.
    pub summary: &'static str,
    /// Heading over the preview.
    pub preview: &'static str,
    /// Heading over the code with a script.
    pub element: &'static str,
    /// What the code with a script does.
    pub element_help: &'static str,
    /// Heading over the code without a script.
    pub frame: &'static str,
    /// What the code without a script does.
    pub frame_help: &'static str,
    /// Button that copies a code.
    pub copy: &'static str,
    /// Said when a code was copied.
    pub copied: &'static str,
    /// Said when a code could not be copied.
    pub copy_failed: &'static str,
    /// Said before the address for programs that embed by themselves.
    pub oembed: &'static str,
}

static EN: EmbedStrings = EmbedStrings {
    on_site: "On the website of IOM Germany",
    search_on_site: "Search on the website of IOM Germany",
    results: |count| match count {
        0 => "Nothing found.".to_owned(),
        1 => "1 result".to_owned(),
        count => format!("{count} results"),
    },
    search_failed: "The search cannot be reached. Try the one on the website.",
    embed: |title| format!("Embed: {title}"),
    intro: "You may show this on your own page. It stays up to date by itself, sets no cookies, and loads nothing from third parties.",
    options: "Options",
    theme: "Colours",
    auto: "as the reader’s device",
    light: "light",
    dark: "dark",
    height: "Height in pixels",
    fixed: "Keep this height; what is longer scrolls in the frame",
    count: "Number of articles",
    summary: "Summary only",
    preview: "Preview",
    element: "Code with a script",
    element_help: "The frame grows with its content, and is loaded when a reader comes near it. The script is small and does nothing but that. Without scripts, link and picture stay.",
    frame: "Code without a script",
    frame_help: "The frame keeps its height; what is longer scrolls.",
    copy: "Copy",
    copied: "The code has been copied.",
    copy_failed: "The code could not be copied. Select it and copy it by hand.",
    oembed: "For programs (oEmbed):",
};

static DE: EmbedStrings = EmbedStrings {
    on_site: "Auf der Website von IOM Deutschland",
    search_on_site: "Suche auf der Website von IOM Deutschland",
    results: |count| match count {
        0 => "Nichts gefunden.".to_owned(),
        1 => "1 Ergebnis".to_owned(),
        count => format!("{count} Ergebnisse"),
    },
    search_failed: "Die Suche ist nicht erreichbar. Versuchen Sie es auf der Website.",
    embed: |title| format!("Einbetten: {title}"),
    intro: "Sie können dies auf Ihrer eigenen Seite zeigen. Es bleibt von selbst aktuell, setzt keine Cookies und lädt nichts von Dritten.",
    options: "Einstellungen",
    theme: "Farben",
    auto: "wie auf dem Gerät eingestellt",
    light: "hell",
    dark: "dunkel",
    height: "Höhe in Pixeln",
    fixed: "Höhe beibehalten; was länger ist, wird im Rahmen gescrollt",
    count: "Anzahl der Artikel",
    summary: "Nur Zusammenfassung",
    preview: "Vorschau",
    element: "Code mit Skript",
    element_help: "Der Rahmen wächst mit seinem Inhalt und wird erst geladen, wenn jemand in seine Nähe kommt. Das Skript ist klein und tut nichts anderes. Ohne Skripte bleiben Link und Bild.",
    frame: "Code ohne Skript",
    frame_help: "Der Rahmen behält seine Höhe; was länger ist, wird darin gescrollt.",
    copy: "Kopieren",
    copied: "Der Code wurde kopiert.",
    copy_failed: "Der Code konnte nicht kopiert werden. Markieren und kopieren Sie ihn von Hand.",
    oembed: "Für Programme (oEmbed):",
};

/// The words of frames in a language.
pub fn embed_strings(lang: Lang) -> &'static EmbedStrings {
    match lang {
        Lang::En => &EN,
        Lang::De => &DE,
    }
}
