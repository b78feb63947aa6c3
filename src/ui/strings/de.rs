//! The words of the interface in German.

use super::{OwnDataStrings, SearchStrings, StarterStrings, Strings, date_in_words};
use crate::model::{ArticleKind, CalloutKind, ChartKind, Facet, Quality, Scope, Section};
use crate::text::csv::{CsvFault, Numbers};
use crate::text::{Lang, number};
use crate::ui::own_data::{Remark, Together};

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// The words of the starter.
pub(super) static STARTER: StarterStrings = StarterStrings {
    app_missing: "Suche, Filter und die Bedienung von Diagrammen funktionieren gerade nicht. Alles andere bleibt lesbar.",
    load_again: "Seite neu laden",
    picture_missing: "Dieses Bild ließ sich nicht laden.",
};

pub(super) static STRINGS: Strings = Strings {
    organization: "Internationale Organisation für Migration",
    country: "Deutschland",
    site_name: "IOM Deutschland",
    skip_to_content: "Zum Inhalt springen",
    menu: "Menü",
    close: "Schließen",
    main_navigation: "Hauptnavigation",
    breadcrumbs: "Sie sind hier",
    language: "Sprache",
    not_translated: "Diese Seite gibt es nicht auf Englisch. Der Link führt zum englischen Bereich.",
    latest: "Aktuelles",
    all_news: "Alle Meldungen",
    in_this_section: "In diesem Bereich",
    sources: "Quellen",
    footnotes: "Anmerkungen",
    topics: "Themen",
    countries: "Länder",
    goals: "Agenda 2030",
    place: "Ort",
    scope: "Bezug",
    updated: "Aktualisiert",
    about_this_article: "Zu diesem Beitrag",
    kosovo_note: "Der Name Kosovo steht hier im Sinne der Resolution 1244 (1999) des Sicherheitsrats der Vereinten Nationen.",
    pages: "Seiten der Liste",
    newer: "Neuere",
    older: "Ältere",
    no_articles: "Noch gibt es hier keine Beiträge.",
    not_found: "Diese Seite gibt es nicht",
    not_found_help: "Vielleicht ist die Adresse vertippt oder veraltet. Hier geht es weiter:",
    load_failed: "Diese Seite ließ sich nicht laden",
    retry: "Noch einmal versuchen",
    to_home: "Zur Startseite",
    error_offline: "Es besteht offenbar keine Verbindung. Was Sie schon geöffnet haben, bleibt lesbar.",
    error_timed_out: "Die Antwort hat zu lange gedauert. Vielleicht ist die Verbindung schwach.",
    error_status: "Der Server hat mit einem Fehler geantwortet. Vielleicht klappt es gleich wieder.",
    error_malformed: "Die Antwort war nicht lesbar. Vielleicht wurde sie unterwegs verändert oder abgeschnitten.",
    error_other_version: "Die Website wurde erneuert, seit dieser Tab geöffnet wurde. Bitte laden Sie die Seite neu.",
    independent: "Dies ist eine unabhängige Umsetzung. Die Texte beruhen auf öffentlichen Quellen; die IOM betreibt diese Website nicht.",
    official_site: "Die offizielle Website: germany.iom.int",
    footer_navigation: "Alle Bereiche",
    news_summary: "Meldungen, Geschichten, Veranstaltungen und Stellungnahmen aus dem Büro in Deutschland und aus der IOM weltweit.",
    back_to_text: "Zurück zum Text",
    contents: "Auf dieser Seite",
    map_note: "Namen und Grenzen auf der Karte sind keine Stellungnahme zum rechtlichen Status eines Gebiets.",
    related: "Mehr zum Thema",
    neighbours: "Davor und danach",
    earlier_article: "Früher",
    later_article: "Später",
    share: "Teilen",
    copy_link: "Link kopieren",
    link_copied: "Der Link ist kopiert.",
    copy_failed: "Der Link ließ sich nicht kopieren. Er steht in der Adresszeile.",
    save_article: "Merken",
    cannot_load: "Was dafür nötig ist, ließ sich nicht laden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
    needs_scripts: "Diese Einstellungen brauchen JavaScript. Das Laden kann einen Moment dauern.",
    quick_exit: "Schnell verlassen (zum Wetter)",
    embed: "Einbetten",
    add_to_calendar: "Kalendereintrag (.ics)",
    filter: "Filtern",
    filtered_by: "Gefiltert nach",
    remove_all: "Alle Filter entfernen",
    no_matches: "Kein Beitrag hat alle diese Eigenschaften. Entfernen Sie einen Filter, um mehr zu sehen.",
    near: "Meinten Sie eine dieser Seiten?",
    plain_language: "Einfache Sprache",
    this_site: "Über diese Website",
    goal_articles: "Beiträge zu diesem Ziel",
    all_goal_articles: "Alle Beiträge zu diesem Ziel",
    what_we_do: "Was wir tun",
    the_goals: "Die siebzehn Ziele",
    ways_on: "Wege weiter",
    feed: "Atom-Feed",
    section_feed: "Neues zu diesem Thema als Atom-Feed",
    overview: "Überblick",
    dataset: "Datensatz",
    datasets: "Datensätze",
    all_figures: "Alle Zahlen",
    about_these_figures: "Zu diesen Zahlen",
    reliability: "Verlässlichkeit",
    terms: "Nutzung",
    downloads: "Herunterladen",
    as_table: "Die Zahlen als Tabelle",
    source: "Quelle",
    zoom: "Kartenausschnitt",
    zoom_in: "Vergrößern",
    zoom_out: "Verkleinern",
    zoom_whole: "Ganze Karte",
    chart: "Darstellung",
    from: "Von",
    to: "Bis",
    numbers: "Zahlen",
    absolute: "absolut",
    share_of_the_whole: "als Anteile",
    of_the_whole: "Prozent der Gesamtzahl",
    series: "Datenreihen",
    reset: "Zurücksetzen",
    save: "Diese Ansicht speichern als",
    save_failed: "Die Datei konnte nicht erzeugt werden. Bitte versuchen Sie es noch einmal.",
    theme: "Datensätze nach Thema",
    all_themes: "Alle Themen",
    section: |section| match section {
        Section::Home => "Startseite",
        Section::About => "Über uns",
        Section::IomGlobal => "IOM weltweit",
        Section::OurWork => "Unsere Arbeit",
        Section::DataAndResources => "Daten und Ressourcen",
        Section::TakeAction => "Mitmachen",
        Section::Agenda2030 => "Agenda 2030",
        Section::News => "Aktuelles",
        Section::ThisSite => "Über diese Website",
        Section::PlainLanguage => "Einfache Sprache",
    },
    kind: |kind| match kind {
        ArticleKind::News => "Meldung",
        ArticleKind::PressRelease => "Pressemitteilung",
        ArticleKind::Blog => "Blog",
        ArticleKind::Story => "Geschichte",
        ArticleKind::Event => "Veranstaltung",
        ArticleKind::Statement => "Stellungnahme",
        ArticleKind::Publication => "Publikation",
        ArticleKind::Page => "Seite",
    },
    scope_name: |scope| match scope {
        Scope::Local => "Deutschland",
        Scope::Global => "Weltweit",
    },
    callout: |kind| match kind {
        CalloutKind::Note => "Hinweis",
        CalloutKind::Tip => "Tipp",
        CalloutKind::Important => "Wichtig",
        CalloutKind::Warning => "Warnung",
    },
    date: |date| date_in_words(date, &MONTHS, |day| format!("{day}.")),
    page_of: |page, pages| format!("Seite {page} von {pages}"),
    footnote: |number| format!("Anmerkung {number}"),
    facet: |facet| match facet {
        Facet::Type => "Art",
        Facet::Scope => "Bezug",
        Facet::Topic => "Thema",
        Facet::Country => "Land",
        Facet::Year => "Jahr",
        Facet::Goal => "Ziel",
        Facet::Month => "Monat",
    },
    articles: |count| format!("{count} {}", if count == 1 { "Beitrag" } else { "Beiträge" }),
    filtered_list: |names| format!("Aktuelles: {names}"),
    remove_filter: |name| format!("Filter entfernen: {name}"),
    more_of: |section| format!("{section}: Auswahl öffnen"),
    more_values: |facet, count| format!("{facet}: {count} weitere"),
    search: SearchStrings {
        name: "Suche",
        summary: "Alle Artikel und Seiten dieser Website, deutsch und englisch: nach Wörtern oder nach Thema, Land, Jahr und Monat.",
        label: "Diese Website durchsuchen",
        needs_app: "Die Suche braucht JavaScript und WebAssembly. Unten steht alles nach Thema, Land und Jahr; die Liste eines Jahres führt zu seinen Monaten.",
        browse: "Stattdessen stöbern",
        language: "Sprache",
        more: "Weitere Treffer",
        go: "Suchen",
        in_text: "Wo im Text?",
        not_in_text: "Die Wörter stehen im Titel, in der Zusammenfassung oder in den Schlagwörtern.",
        failed: "Die Suche konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
        partial: "Ein Teil des Verzeichnisses konnte nicht geladen werden, daher können Treffer fehlen.",
        truncated: "Gesucht wurde nur nach dem Anfang Ihrer Eingabe.",
        nothing_help: "Versuchen Sie es mit weniger oder anderen Wörtern, oder nehmen Sie einen Filter zurück. Unten steht alles nach Thema, Land und Jahr; die Liste eines Jahres führt zu seinen Monaten.",
        suggestions: "Vorschläge",
        results: |count| format!("{count} Treffer"),
        nothing: |words| format!("Nichts gefunden für „{words}“."),
        corrected: |written, instead| {
            format!("„{written}“ kommt in keinem Text vor. Gezeigt werden Treffer für „{instead}“.")
        },
        did_you_mean: "Meinten Sie",
        frequent: |word| format!("„{word}“ kommt in den meisten Texten vor und wurde nicht berücksichtigt."),
        missing: |word| format!("„{word}“ kommt in keinem Text vor."),
    },
    own_data: OwnDataStrings {
        needs_app: "Dieser Teil der Seite braucht JavaScript und WebAssembly. Das Laden kann einen Moment dauern.",
        choose: "CSV-Datei auswählen",
        stays_here: "Ihr Browser liest die Datei, sie bleibt auf Ihrem Gerät. Nichts wird gesendet oder gespeichert.",
        cannot_open: |file| format!("{file} ließ sich nicht öffnen. Wählen Sie eine CSV-Datei mit höchstens 8 MB."),
        fault: |file, error| {
            let what = match &error.fault {
                CsvFault::Empty => "Die Datei ist leer.".to_owned(),
                CsvFault::NoRows => "Unter den Spaltennamen stehen keine Daten.".to_owned(),
                CsvFault::UnclosedQuote => {
                    "Dieses Anführungszeichen wird nie geschlossen. Schließen oder löschen Sie es.".to_owned()
                }
                CsvFault::TextAfterQuote => {
                    "Nach dem schließenden Anführungszeichen folgt Text. Gehört es zum Text, verdoppeln Sie es: \"\"."
                        .to_owned()
                }
                CsvFault::QuoteInside => {
                    "Dieses Anführungszeichen steht mitten in einer Zelle. Verdoppeln Sie es und setzen Sie die ganze \
                     Zelle in Anführungszeichen."
                        .to_owned()
                }
                CsvFault::Cells { expected, found } => format!(
                    "Diese Zeile hat {found} statt {expected} Zellen. Prüfen Sie Trennzeichen und Anführungszeichen."
                ),
                CsvFault::NamelessColumn => {
                    "Diese Spalte hat keinen Namen. Schreiben Sie einen in die erste Zeile.".to_owned()
                }
                CsvFault::TwinColumn(name) => {
                    format!("Zwei Spalten heißen „{name}“. Benennen Sie eine davon um.")
                }
                CsvFault::TooManyRows => "Die Datei hat mehr als 100.000 Zeilen. Kürzen Sie sie.".to_owned(),
                CsvFault::TooManyColumns => "Die Datei hat mehr als 200 Spalten. Lassen Sie einige weg.".to_owned(),
                CsvFault::ControlCharacter => {
                    "Das ist kein reiner Text. Speichern Sie die Tabelle als CSV in UTF-8.".to_owned()
                }
            };
            format!("{file}, Zeile {}, Zeichen {}: {what}", error.line, error.column)
        },
        no_numbers: |file| {
            format!("In {file} fehlt eine Spalte nur mit Zahlen. Ein Diagramm braucht sie neben den Bezeichnungen.")
        },
        remark: |remark| match remark {
            Remark::Ambiguous { column, numbers: Numbers::Point } => {
                format!("In „{column}“ wurde ein Punkt als Dezimalpunkt gelesen, ein Komma als Tausendertrennzeichen.")
            }
            Remark::Ambiguous { column, numbers: Numbers::Comma } => {
                format!("In „{column}“ wurde ein Komma als Dezimalkomma gelesen, ein Punkt als Tausendertrennzeichen.")
            }
            Remark::NoNumber { column, row, cell } => format!(
                "„{column}“ wurde als Text gelesen: In Zeile {row} unter den Spaltennamen steht „{cell}“. Dorthin \
                 gehört eine Zahl oder nichts."
            ),
        },
        read: |file, rows, columns| {
            let rows = number(rows as f64, 0, Lang::De);
            format!("{file}: {rows} Zeilen, {columns} Spalten. Die ersten Zeilen, wie sie gelesen wurden:")
        },
        left_out: |shown, left_out| format!("Gezeigt werden nur die {shown} größten Werte; weggelassen: {left_out}."),
        label: "Entlang der Achse",
        numbers: "Zahlen",
        together: "Zeilen mit gleichem Namen",
        together_by: |way| match way {
            Together::Sum => "addieren",
            Together::Mean => "Mittelwert bilden",
            Together::Count => "zählen",
        },
    },
    chart_kind: |kind| match kind {
        ChartKind::Bar => "Säulen",
        ChartKind::GroupedBar => "Säulen nebeneinander",
        ChartKind::HorizontalBar => "Balken",
        ChartKind::Line => "Linie",
        ChartKind::Step => "Stufen",
        ChartKind::Proportion => "Teile eines Ganzen",
        ChartKind::SmallMultiples => "Ein Diagramm je Datenreihe",
        ChartKind::SymbolMap => "Karte mit Kreisen",
        ChartKind::Choropleth => "Karte mit Farbstufen",
    },
    more_rows: |rows| {
        format!("Hier nicht gezeigte Zeilen: {}. Die CSV-Datei enthält alle.", number(rows as f64, 0, Lang::De))
    },
    data_until: |updated| format!("Neueste Zahl: {updated}."),
    quality: |quality| match quality {
        Quality::Good => "gut",
        Quality::Fair => "brauchbar: Einschränkungen beachten",
        Quality::Weak => "schwach: nur eine Größenordnung",
    },
    percent: |number| format!("{number}\u{a0}%"),
    kilobytes: |size| format!("{} kB", number(size, 1, Lang::De)),
    as_of: |date| format!("Stand: {}", (STRINGS.date)(date)),
    goal: |number| format!("Ziel {number}"),
};
