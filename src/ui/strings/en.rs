//! The words of the interface in English.

use super::{OwnDataStrings, SearchStrings, StarterStrings, Strings, date_in_words};
use crate::model::{ArticleKind, CalloutKind, ChartKind, Facet, Quality, Scope, Section};
use crate::text::csv::{CsvFault, Numbers};
use crate::text::{Lang, number};
use crate::ui::own_data::{Remark, Together};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The words of the starter.
pub(super) static STARTER: StarterStrings = StarterStrings {
    app_missing: "Search, filters and the controls of charts do not work at the moment. Everything else can still be read.",
    load_again: "Load the page again",
    picture_missing: "This picture could not be loaded.",
};

pub(super) static STRINGS: Strings = Strings {
    organization: "International Organization for Migration",
    country: "Germany",
    site_name: "IOM Germany",
    skip_to_content: "Skip to content",
    menu: "Menu",
    close: "Close",
    main_navigation: "Main",
    breadcrumbs: "Breadcrumbs",
    language: "Language",
    not_translated: "This page is not available in German. The link leads to the section in German.",
    latest: "Latest",
    all_news: "All news",
    in_this_section: "In this section",
    sources: "Sources",
    footnotes: "Notes",
    topics: "Topics",
    countries: "Countries",
    goals: "2030 Agenda",
    place: "Place",
    scope: "Scope",
    updated: "Updated",
    about_this_article: "About this article",
    kosovo_note: "References to Kosovo shall be understood in the context of United Nations Security Council resolution 1244 (1999).",
    pages: "Pages of the list",
    newer: "Newer",
    older: "Older",
    no_articles: "There are no articles yet.",
    not_found: "This page does not exist",
    not_found_help: "The address may be mistyped or out of date. These pages may lead on:",
    load_failed: "This page could not be loaded",
    retry: "Try again",
    to_home: "Go to the front page",
    error_offline: "There seems to be no connection. What you have opened before can still be read.",
    error_timed_out: "The answer took too long. The connection may be weak.",
    error_status: "The server answered with an error. It may work again in a moment.",
    error_malformed: "The answer could not be read. It may have been changed or cut short on its way.",
    error_other_version: "The site has been renewed since this tab was opened. Load the page afresh.",
    independent: "This is an independent implementation. Its texts were compiled from public sources; it is not run by IOM.",
    official_site: "The official site: germany.iom.int",
    footer_navigation: "All sections",
    news_summary: "News, stories, events and statements from the office in Germany and from IOM worldwide.",
    back_to_text: "Back to the text",
    contents: "On this page",
    map_note: "Names and borders on the map imply no opinion on the legal status of any territory.",
    related: "Related",
    neighbours: "Before and after",
    earlier_article: "Earlier",
    later_article: "Later",
    share: "Share",
    copy_link: "Copy link",
    link_copied: "The link has been copied.",
    copy_failed: "The link could not be copied. It stands in the address bar.",
    save_article: "Save",
    cannot_load: "What this needs could not be loaded. Check the connection and try again.",
    needs_scripts: "These controls need JavaScript. Loading may take a moment.",
    quick_exit: "Quick exit (to the weather)",
    embed: "Embed this",
    add_to_calendar: "Calendar entry (.ics)",
    filter: "Filter",
    filtered_by: "Filtered by",
    remove_all: "Remove all filters",
    no_matches: "No article has all of these properties. Remove a filter to see more.",
    near: "Did you mean one of these?",
    plain_language: "Einfache Sprache",
    this_site: "About this website",
    goal_articles: "Articles on this goal",
    all_goal_articles: "All articles on this goal",
    what_we_do: "What we do",
    the_goals: "The seventeen goals",
    ways_on: "Ways on",
    feed: "Atom feed",
    section_feed: "News on this subject as an Atom feed",
    overview: "Overview",
    dataset: "Dataset",
    datasets: "Datasets",
    all_figures: "All figures",
    about_these_figures: "About these figures",
    reliability: "Reliability",
    terms: "Terms of use",
    downloads: "Downloads",
    as_table: "The numbers as a table",
    source: "Source",
    zoom: "Zoom",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    zoom_whole: "Whole map",
    chart: "Chart type",
    from: "From",
    to: "To",
    numbers: "Numbers",
    absolute: "absolute",
    share_of_the_whole: "as shares",
    of_the_whole: "per cent of the whole",
    series: "Series",
    reset: "Reset",
    save: "Save this view as",
    save_failed: "The file could not be made. Please try again.",
    theme: "Datasets by theme",
    all_themes: "All themes",
    section: |section| match section {
        Section::Home => "Home",
        Section::About => "About",
        Section::IomGlobal => "IOM Global",
        Section::OurWork => "Our Work",
        Section::DataAndResources => "Data and Resources",
        Section::TakeAction => "Take Action",
        Section::Agenda2030 => "2030 Agenda",
        Section::News => "News",
        Section::ThisSite => "About this website",
        Section::PlainLanguage => "Einfache Sprache",
    },
    kind: |kind| match kind {
        ArticleKind::News => "News",
        ArticleKind::PressRelease => "Press release",
        ArticleKind::Blog => "Blog",
        ArticleKind::Story => "Story",
        ArticleKind::Event => "Event",
        ArticleKind::Statement => "Statement",
        ArticleKind::Publication => "Publication",
        ArticleKind::Page => "Page",
    },
    scope_name: |scope| match scope {
        Scope::Local => "Germany",
        Scope::Global => "Global",
    },
    callout: |kind| match kind {
        CalloutKind::Note => "Note",
        CalloutKind::Tip => "Tip",
        CalloutKind::Important => "Important",
        CalloutKind::Warning => "Warning",
    },
    date: |date| date_in_words(date, &MONTHS, |day| day.to_string()),
    page_of: |page, pages| format!("Page {page} of {pages}"),
    footnote: |number| format!("Note {number}"),
    facet: |facet| match facet {
        Facet::Type => "Type",
        Facet::Scope => "Scope",
        Facet::Topic => "Topic",
        Facet::Country => "Country",
        Facet::Year => "Year",
        Facet::Goal => "Goal",
        Facet::Month => "Month",
    },
    articles: |count| format!("{count} {}", if count == 1 { "article" } else { "articles" }),
    filtered_list: |names| format!("News: {names}"),
    remove_filter: |name| format!("Remove filter: {name}"),
    more_of: |section| format!("{section}: open panel"),
    more_values: |facet, count| format!("{facet}: {count} more"),
    search: SearchStrings {
        name: "Search",
        summary: "All articles and pages of this site, in English and German: by words, or by topic, country, year and month.",
        label: "Search this site",
        needs_app: "Searching needs JavaScript and WebAssembly. Below, everything is listed by topic, country and year; the list of a year leads to its months.",
        browse: "Browse instead",
        language: "Language",
        more: "More results",
        go: "Search",
        in_text: "Where in the text?",
        not_in_text: "The words stand in the title, the summary or the tags.",
        failed: "The search could not be loaded. Check your connection and try again.",
        partial: "A part of the index could not be loaded, so results may be missing.",
        truncated: "Only the beginning of what you wrote was looked for.",
        nothing_help: "Try fewer or other words, or take back a filter. Below, everything is listed by topic, country and year; the list of a year leads to its months.",
        suggestions: "Suggestions",
        results: |count| format!("{count} {}", if count == 1 { "result" } else { "results" }),
        nothing: |words| format!("Nothing found for “{words}”."),
        corrected: |written, instead| format!("“{written}” is in no text. Shown are results for “{instead}”."),
        did_you_mean: "Did you mean",
        frequent: |word| format!("“{word}” is in most texts and was left aside."),
        missing: |word| format!("“{word}” is in no text."),
    },
    own_data: OwnDataStrings {
        needs_app: "This part of the page needs JavaScript and WebAssembly. It may take a moment to load.",
        choose: "Choose a CSV file",
        stays_here: "The file is read in your browser and stays on your device. Nothing is uploaded, nothing is kept.",
        cannot_open: |file| format!("{file} could not be opened. Choose a CSV file of at most 8 MB."),
        fault: |file, error| {
            let what = match &error.fault {
                CsvFault::Empty => "the file is empty.".to_owned(),
                CsvFault::NoRows => "there are no rows below the names of the columns.".to_owned(),
                CsvFault::UnclosedQuote => "this quotation mark is never closed. Close it or remove it.".to_owned(),
                CsvFault::TextAfterQuote => {
                    "text follows a closing quotation mark. If that mark belongs to the text, double it: \"\"."
                        .to_owned()
                }
                CsvFault::QuoteInside => {
                    "this quotation mark stands inside a cell. Double it, and put the whole cell in quotation marks."
                        .to_owned()
                }
                CsvFault::Cells { expected, found } => {
                    format!("this row has {found} instead of {expected} cells. Check separators and quotation marks.")
                }
                CsvFault::NamelessColumn => "this column has no name. Write one in the first row.".to_owned(),
                CsvFault::TwinColumn(name) => format!("two columns are called “{name}”. Rename one of them."),
                CsvFault::TooManyRows => "the file has more than 100,000 rows. Shorten it.".to_owned(),
                CsvFault::TooManyColumns => "the file has more than 200 columns. Leave some out.".to_owned(),
                CsvFault::ControlCharacter => "this is not plain text. Save the table as CSV, in UTF-8.".to_owned(),
            };
            format!("{file}, line {}, character {}: {what}", error.line, error.column)
        },
        no_numbers: |file| {
            format!("{file} lacks a column with nothing but numbers. A chart needs one, beside the column of labels.")
        },
        remark: |remark| match remark {
            Remark::Ambiguous { column, numbers: Numbers::Point } => {
                format!("In “{column}” a point was read as the decimal point, a comma as separating thousands.")
            }
            Remark::Ambiguous { column, numbers: Numbers::Comma } => {
                format!("In “{column}” a comma was read as the decimal comma, a point as separating thousands.")
            }
            Remark::NoNumber { column, row, cell } => format!(
                "“{column}” was read as text: in row {row} below the names stands “{cell}”. Put a number or \
                 nothing there."
            ),
        },
        read: |file, rows, columns| {
            let rows = number(rows as f64, 0, Lang::En);
            format!("{file}: {rows} rows, {columns} columns. The first rows as they were read:")
        },
        left_out: |shown, left_out| format!("Only the {shown} largest are shown; left out: {left_out}."),
        label: "Along the axis",
        numbers: "Numbers",
        together: "Rows with the same name",
        together_by: |way| match way {
            Together::Sum => "add up",
            Together::Mean => "take the mean",
            Together::Count => "count",
        },
    },
    chart_kind: |kind| match kind {
        ChartKind::Bar => "Bars",
        ChartKind::GroupedBar => "Bars side by side",
        ChartKind::HorizontalBar => "Horizontal bars",
        ChartKind::Line => "Line",
        ChartKind::Step => "Steps",
        ChartKind::Proportion => "Parts of a whole",
        ChartKind::SmallMultiples => "One chart per series",
        ChartKind::SymbolMap => "Map with circles",
        ChartKind::Choropleth => "Shaded map",
    },
    more_rows: |rows| format!("Rows not shown here: {}. The CSV file has them all.", number(rows as f64, 0, Lang::En)),
    data_until: |updated| format!("Newest figure: {updated}."),
    quality: |quality| match quality {
        Quality::Good => "good",
        Quality::Fair => "fair: read the caveat",
        Quality::Weak => "weak: an order of magnitude",
    },
    percent: |number| format!("{number}%"),
    kilobytes: |size| format!("{} kB", number(size, 1, Lang::En)),
    as_of: |date| format!("as of {}", (STRINGS.date)(date)),
    goal: |number| format!("Goal {number}"),
};
