//! What the words themselves tell, whatever format they were in: language, date, place.

use super::dates::{self, Found};
use super::draft::Draft;
use super::words_of;
use crate::model::Block;
use crate::text::Lang;

/// Short words that are frequent in one language and no words of the other.
const ENGLISH: [&str; 12] = ["the", "and", "of", "to", "with", "for", "from", "this", "by", "that", "is", "are"];
const GERMAN: [&str; 12] = ["der", "die", "das", "und", "mit", "für", "von", "ist", "den", "im", "zu", "auf"];

/// The language of a text by its most frequent words; none if they do not tell.
pub(super) fn language(text: &str) -> Option<Lang> {
    let count =
        |known: &[&str]| text.split_whitespace().filter(|word| known.contains(&word.to_lowercase().as_str())).count();
    let (english, german) = (count(&ENGLISH), count(&GERMAN));
    match english.max(german) {
        0..3 => None,
        _ if english > 2 * german => Some(Lang::En),
        _ if german > 2 * english => Some(Lang::De),
        _ => None,
    }
}

/// Takes date and place from the first lines, if they are not known yet. Lines that hold only a date are left out.
pub(super) fn dates_and_places(draft: &mut Draft) {
    let mut line_of_date: Option<Found> = None;
    let is_date = |block: &Block| match block {
        Block::Paragraph(_) => dates::of_line(&words_of(block)),
        _ => None,
    };
    let ends: Vec<usize> = (0..draft.blocks.len().min(3)).chain(draft.blocks.len().checked_sub(1)).collect();
    let position = ends.into_iter().find(|index| draft.blocks.get(*index).and_then(is_date).is_some());
    if let Some(index) = position.filter(|_| draft.blocks.len() > 1) {
        let block = draft.blocks.remove(index);
        line_of_date = is_date(&block);
        draft.notes.dropped("lines with the date, which stands in the head now", &words_of(&block));
    }
    let paragraph = draft.blocks.iter().find(|block| matches!(block, Block::Paragraph(_))).map(words_of);
    let line = dates::place_line(&paragraph.unwrap_or_default());
    if draft.place.is_none() {
        draft.place = line.place;
    }
    // What the text says itself is the day of the event or of the report; programs tell when somebody pressed a button.
    if let Some(found) = line.date.or(line_of_date) {
        if found.is_ambiguous {
            draft.notes.ask(format!("date: taken as {}; day and month could be meant the other way round", found.date));
        }
        draft.date = Some(found.date);
    }
    if draft.date.is_none() {
        let text: Vec<_> = draft.blocks.iter().map(words_of).collect();
        if let Some(day) = text.iter().find_map(|text| dates::day_without_year(text)) {
            draft.notes.ask(format!("date: the text names the day {day} without a year"));
        } else if let Some(found) = text.iter().find_map(|text| dates::first(text)) {
            draft.notes.ask(format!("date: the first one in the text is {}", found.date));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_frequent_words() {
        assert_eq!(language("The office and the people of the town are with us"), Some(Lang::En));
        assert_eq!(language("Das Büro und die Menschen der Stadt sind mit uns"), Some(Lang::De));
        assert_eq!(language("Berlin 2018"), None);
    }
}
