//! Every visible word that is not content, in each language, and how dates and numbers are written.

mod de;
mod embed;
mod en;
#[cfg(not(target_arch = "wasm32"))]
pub mod offline;

pub use embed::{EmbedStrings, embed_strings};

use super::own_data::{Remark, Together};
use crate::model::{ArticleKind, CalloutKind, ChartKind, Facet, Quality, Scope, Section};
use crate::text::csv::CsvError;
use crate::text::{Date, Lang};

/// The words of the interface in one language. Plain words stand in fields, what depends on a value in functions.
#[derive(Debug)]
pub struct Strings {
    /// First line of the wordmark: the organization.
    pub organization: &'static str,
    /// Second line of the wordmark: the country.
    pub country: &'static str,
    /// The name of the site, at the end of each title.
    pub site_name: &'static str,
    /// The link that jumps over the navigation.
    pub skip_to_content: &'static str,
    /// The button that opens the navigation on small screens.
    pub menu: &'static str,
    /// The button that closes the navigation on small screens.
    pub close: &'static str,
    /// Accessible name of the main navigation.
    pub main_navigation: &'static str,
    /// Accessible name of the way back up.
    pub breadcrumbs: &'static str,
    /// Accessible name of the language switch.
    pub language: &'static str,
    /// What the language switch says where a page has no translation.
    pub not_translated: &'static str,
    /// Heading over the newest articles.
    pub latest: &'static str,
    /// Link to the list of articles.
    pub all_news: &'static str,
    /// Heading over the pages of a section.
    pub in_this_section: &'static str,
    /// Heading over the sources.
    pub sources: &'static str,
    /// Heading over the notes at the foot of a text.
    pub footnotes: &'static str,
    /// Label before the topics of an article.
    pub topics: &'static str,
    /// Label before the countries of an article.
    pub countries: &'static str,
    /// Label before the goals of the 2030 Agenda.
    pub goals: &'static str,
    /// Label before the place of an article.
    pub place: &'static str,
    /// Label before the scope of an article.
    pub scope: &'static str,
    /// Label before the day of the last change.
    pub updated: &'static str,
    /// Heading over what is known about an article.
    pub about_this_article: &'static str,
    /// The note shown wherever Kosovo is named.
    pub kosovo_note: &'static str,
    /// Accessible name of the links between pages of a list.
    pub pages: &'static str,
    /// Link to the page of newer articles.
    pub newer: &'static str,
    /// Link to the page of older articles.
    pub older: &'static str,
    /// What a list says that has no articles.
    pub no_articles: &'static str,
    /// Title of the page for an address that is none.
    pub not_found: &'static str,
    /// What to do at an address that is none.
    pub not_found_help: &'static str,
    /// Title when a page could not be loaded.
    pub load_failed: &'static str,
    /// Button that loads once more.
    pub retry: &'static str,
    /// Link to the front page.
    pub to_home: &'static str,
    /// What happened: no connection.
    pub error_offline: &'static str,
    /// What happened: the server took too long.
    pub error_timed_out: &'static str,
    /// What happened: the server answered with an error.
    pub error_status: &'static str,
    /// What happened: the answer could not be read.
    pub error_malformed: &'static str,
    /// What happened: the site is newer than the app in this tab.
    pub error_other_version: &'static str,
    /// What the footer says about whose site this is.
    pub independent: &'static str,
    /// Link to the official site.
    pub official_site: &'static str,
    /// Accessible name of the footer's navigation.
    pub footer_navigation: &'static str,
    /// What the list of articles holds, for search engines.
    pub news_summary: &'static str,
    /// Said after a link's text that leaves for a footnote.
    pub back_to_text: &'static str,
    /// Heading over the links to the parts of a long page.
    pub contents: &'static str,
    /// What is said below every map.
    pub map_note: &'static str,
    /// Heading over articles with the same tags.
    pub related: &'static str,
    /// Accessible name of the links to the articles before and after.
    pub neighbours: &'static str,
    /// Label before the article before this one in time.
    pub earlier_article: &'static str,
    /// Label before the article after this one in time.
    pub later_article: &'static str,
    /// Button that opens the device's own way of sharing.
    pub share: &'static str,
    /// Button that copies the address of the page.
    pub copy_link: &'static str,
    /// Said when the address was copied.
    pub link_copied: &'static str,
    /// Said when the address could not be copied.
    pub copy_failed: &'static str,
    /// Button that puts an article on the reading list.
    pub save_article: &'static str,
    /// Said when the script for something could not be loaded.
    pub cannot_load: &'static str,
    /// What is said in place of the controls for reading offline, where scripts do not run.
    pub needs_scripts: &'static str,
    /// The link that leaves the site at once.
    pub quick_exit: &'static str,
    /// Link to the page that tells how to show this on a page of one's own.
    pub embed: &'static str,
    /// Link to the entry for calendars.
    pub add_to_calendar: &'static str,
    /// Heading over what a list can be filtered by.
    pub filter: &'static str,
    /// Heading over what a list is filtered by.
    pub filtered_by: &'static str,
    /// Link that removes every filter.
    pub remove_all: &'static str,
    /// What a list says if no article has all of the tags.
    pub no_matches: &'static str,
    /// Heading over pages with an address like the one asked for.
    pub near: &'static str,
    /// Link to the pages in plain German, in German in every language.
    pub plain_language: &'static str,
    /// Heading over the pages about the website itself.
    pub this_site: &'static str,
    /// Heading over the articles on a goal.
    pub goal_articles: &'static str,
    /// Link to the list of all articles on a goal.
    pub all_goal_articles: &'static str,
    /// Heading over the areas of work.
    pub what_we_do: &'static str,
    /// Heading over the seventeen goals.
    pub the_goals: &'static str,
    /// Heading over the ways to the sections on the front page.
    pub ways_on: &'static str,
    /// Link to the feed of a list.
    pub feed: &'static str,
    /// Link to the feed of articles on what a section is about.
    pub section_feed: &'static str,
    /// Link from a section's panel to the section's own page.
    pub overview: &'static str,
    /// Label before the dataset of a chart.
    pub dataset: &'static str,
    /// Heading over the datasets.
    pub datasets: &'static str,
    /// Heading over every figure of a dataset.
    pub all_figures: &'static str,
    /// Heading over what is known about a dataset.
    pub about_these_figures: &'static str,
    /// Label before how far figures can be relied on.
    pub reliability: &'static str,
    /// Label before the terms of use.
    pub terms: &'static str,
    /// Label before the files to take away.
    pub downloads: &'static str,
    /// What opens the numbers of a chart.
    pub as_table: &'static str,
    /// Label before the source of a figure.
    pub source: &'static str,
    /// The ways to see more or less of a map.
    pub zoom: &'static str,
    /// Button that shows a map larger.
    pub zoom_in: &'static str,
    /// Button that shows a map smaller.
    pub zoom_out: &'static str,
    /// Button that shows the whole map.
    pub zoom_whole: &'static str,
    /// Label before the ways to draw a chart.
    pub chart: &'static str,
    /// Label before the first year.
    pub from: &'static str,
    /// Label before the last year.
    pub to: &'static str,
    /// Label before absolute numbers or shares.
    pub numbers: &'static str,
    /// Numbers as they are.
    pub absolute: &'static str,
    /// Numbers as parts of a whole.
    pub share_of_the_whole: &'static str,
    /// The unit of such shares.
    pub of_the_whole: &'static str,
    /// What opens the series of a chart.
    pub series: &'static str,
    /// Button that shows a chart as the editor made it.
    pub reset: &'static str,
    /// Label before the files a chart can be saved as.
    pub save: &'static str,
    /// Said when a file could not be made.
    pub save_failed: &'static str,
    /// Accessible name of the themes datasets can be filtered by.
    pub theme: &'static str,
    /// Link to the datasets of every theme.
    pub all_themes: &'static str,

    /// The name of a section.
    pub section: fn(Section) -> &'static str,
    /// The name of a kind of article.
    pub kind: fn(ArticleKind) -> &'static str,
    /// The name of a scope.
    pub scope_name: fn(Scope) -> &'static str,
    /// The heading of a note set apart.
    pub callout: fn(CalloutKind) -> &'static str,
    /// A date in words.
    pub date: fn(Date) -> String,
    /// Where one is in a list: page and number of pages.
    pub page_of: fn(u32, u32) -> String,
    /// Accessible name of the mark of a footnote.
    pub footnote: fn(u32) -> String,
    /// The name of a facet.
    pub facet: fn(Facet) -> &'static str,
    /// How many articles there are.
    pub articles: fn(u32) -> String,
    /// The heading of a list filtered by what is named.
    pub filtered_list: fn(&str) -> String,
    /// Accessible name of the link that removes a filter.
    pub remove_filter: fn(&str) -> String,
    /// Accessible name of the button that opens a section's panel.
    pub more_of: fn(&str) -> String,
    /// What opens the rest of a facet's values: the facet's name and how many there are.
    pub more_values: fn(&str, usize) -> String,
    /// What readers see who open a table of their own.
    pub own_data: OwnDataStrings,
    /// What readers see who look for something.
    pub search: SearchStrings,
    /// The name of a kind of chart.
    pub chart_kind: fn(ChartKind) -> &'static str,
    /// How many rows of a table are not shown.
    pub more_rows: fn(usize) -> String,
    /// The newest period the numbers of a chart hold for.
    pub data_until: fn(&str) -> String,
    /// How far figures can be relied on.
    pub quality: fn(Quality) -> &'static str,
    /// A share, given as the number in words.
    pub percent: fn(&str) -> String,
    /// The size of a file, given in thousands of bytes.
    pub kilobytes: fn(f64) -> String,
    /// The date a figure holds for.
    pub as_of: fn(Date) -> String,
    /// The name of a goal by its number.
    pub goal: fn(u8) -> String,
}

/// What readers see who open a table of their own.
#[derive(Debug)]
pub struct OwnDataStrings {
    /// What is said where the app is not there.
    pub needs_app: &'static str,
    /// Label of the field.
    pub choose: &'static str,
    /// What becomes of the file.
    pub stays_here: &'static str,
    /// The file, by its name, is too large or cannot be read.
    pub cannot_open: fn(&str) -> String,
    /// The file, by its name, is no table.
    pub fault: fn(&str, &CsvError) -> String,
    /// The file, by its name, has no column of numbers.
    pub no_numbers: fn(&str) -> String,
    /// What was read: the file's name, how many rows and columns.
    pub read: fn(&str, usize, usize) -> String,
    /// What there is to say about a column.
    pub remark: fn(&Remark) -> String,
    /// How many of the labels are shown and how many are not.
    pub left_out: fn(usize, usize) -> String,
    /// Label before the column of labels.
    pub label: &'static str,
    /// Heading over the columns of numbers.
    pub numbers: &'static str,
    /// Label before what becomes of rows with the same label.
    pub together: &'static str,
    /// What becomes of such rows.
    pub together_by: fn(Together) -> &'static str,
}

/// What the starter says where the app cannot. They are written into it, and no part of the app.
#[derive(Debug)]
pub struct StarterStrings {
    /// What does not work on a page without the app.
    pub app_missing: &'static str,
    /// Link that loads the page again, after that.
    pub load_again: &'static str,
    /// In place of a picture that did not come.
    pub picture_missing: &'static str,
}

/// The words of the starter in a language.
pub fn starter_strings(lang: Lang) -> &'static StarterStrings {
    match lang {
        Lang::En => &en::STARTER,
        Lang::De => &de::STARTER,
    }
}

/// The words in a language.
pub fn strings(lang: Lang) -> &'static Strings {
    match lang {
        Lang::En => &en::STRINGS,
        Lang::De => &de::STRINGS,
    }
}

/// A date from the names of the months: `day` joins day and month.
fn date_in_words(date: Date, months: &[&str; 12], day: fn(u8) -> String) -> String {
    let month = date.month().and_then(|month| months.get(usize::from(month) - 1));
    match (month, date.day()) {
        (Some(month), Some(number)) => format!("{} {month} {}", day(number), date.year()),
        (Some(month), None) => format!("{month} {}", date.year()),
        _ => date.year().to_string(),
    }
}

/// The words of the search.
#[derive(Debug)]
pub struct SearchStrings {
    /// Heading of the page, and name of the link to it.
    pub name: &'static str,
    /// What the page is good for, for search engines and below its heading.
    pub summary: &'static str,
    /// Label of the field.
    pub label: &'static str,
    /// What is said where the search cannot run.
    pub needs_app: &'static str,
    /// Heading over the topics, countries and years without a search.
    pub browse: &'static str,
    /// Name of the filter by language.
    pub language: &'static str,
    /// Button that shows more results.
    pub more: &'static str,
    /// Button that starts the search, and link to all results.
    pub go: &'static str,
    /// Button that shows where in a text the words stand.
    pub in_text: &'static str,
    /// Said where a text does not have the words as they were written.
    pub not_in_text: &'static str,
    /// What is said if the index cannot be had.
    pub failed: &'static str,
    /// What is said if a part of the index cannot be had.
    pub partial: &'static str,
    /// What is said if a query is longer than what is looked for.
    pub truncated: &'static str,
    /// What one can do if nothing is found.
    pub nothing_help: &'static str,
    /// Accessible name of the suggestions.
    pub suggestions: &'static str,
    /// How many results there are.
    pub results: fn(u32) -> String,
    /// Nothing is found for words.
    pub nothing: fn(&str) -> String,
    /// A word that is in no text, and what was looked for instead.
    pub corrected: fn(&str, &str) -> String,
    /// Label before what may have been meant.
    pub did_you_mean: &'static str,
    /// A word that is in most texts and was not asked for.
    pub frequent: fn(&str) -> String,
    /// A word that is in no text.
    pub missing: fn(&str) -> String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_precisely_as_they_are_known() {
        let cases = [
            ("2018-05-30", "30 May 2018", "30. Mai 2018"),
            ("2020-03", "March 2020", "März 2020"),
            ("2011", "2011", "2011"),
            ("2019-12-01", "1 December 2019", "1. Dezember 2019"),
        ];
        for (iso, en, de) in cases {
            let date = iso.parse().unwrap();
            assert_eq!((strings(Lang::En).date)(date), en);
            assert_eq!((strings(Lang::De).date)(date), de);
        }
    }
}
