//! From text to words, and from words to the form they are compared by.
//!
//! A *word* is a run of letters and digits (Unicode `Alphanumeric`). Hyphens and apostrophes inside a word, and points
//! and commas between digits, part it: `EU-Kommission` is `eukommission`, `eu` and `kommission`, `10,000` is `10000`,
//! `10` and `000`. A final `'s` is dropped. The *form* of a word is in lower case and without diacritics (`é` → `e`,
//! `ä` → `a`, `ß` → `ss`); soft hyphens, zero-width, bidirectional and control characters count for nothing. A form
//! is cut after [`LONGEST`] characters.
//!
//! `ä`, `ö` and `ü` are remembered, because German may write them `ae`, `oe`, `ue` too: see [`umlaut_variant`].

use std::ops::Range;

/// The most characters of a form; what follows is dropped.
pub const LONGEST: usize = 40;

/// A word or a part of one, as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// Folded text.
    pub(crate) text: String,
    /// Whether it was written with `ä`, `ö` or `ü`.
    pub(crate) umlaut: bool,
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
}

/// Calls `each` with the forms of every word: the word itself, or the joined word and then its parts.
pub(crate) fn each_word(text: &str, mut each: impl FnMut(&[Form])) {
    let mut forms: Vec<Form> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, first)) = chars.peek() {
        if !first.is_alphanumeric() {
            chars.next();
            continue;
        }
        forms.clear();
        let mut form = Form { text: String::new(), umlaut: false, range: start..start };
        let mut possessive = false;
        let mut length = 0;
        while let Some(&(at, c)) = chars.peek() {
            if c.is_alphanumeric() || is_mark(c) {
                if form.text.is_empty() {
                    form.range.start = at;
                }
                if length < LONGEST {
                    length += fold(c, &mut form);
                }
                form.range.end = at + c.len_utf8();
                chars.next();
            } else if is_ignored(c) {
                chars.next();
            } else if is_joiner(c) {
                let digit = form.text.ends_with(|last: char| last.is_ascii_digit());
                let mut ahead = chars.clone();
                ahead.next();
                let next = ahead.find(|(_, c)| !is_ignored(*c));
                let joins = match c {
                    '.' | ',' => digit && next.is_some_and(|(_, c)| c.is_ascii_digit()),
                    _ => next.is_some_and(|(_, c)| c.is_alphanumeric()),
                };
                if !joins {
                    break;
                }
                chars.next();
                possessive = matches!(c, '\'' | '’' | 'ʼ' | '＇');
                length = 0;
                let next = Form { text: String::new(), umlaut: false, range: at..at };
                forms.push(std::mem::replace(&mut form, next));
            } else {
                break;
            }
        }
        if !(possessive && form.text == "s") {
            forms.push(form);
        }
        forms.retain(|form| !form.text.is_empty());
        if forms.len() > 1 {
            forms.insert(0, joined(&forms));
        }
        if !forms.is_empty() {
            each(&forms);
        }
    }
}

/// The parts as one word.
fn joined(parts: &[Form]) -> Form {
    let text = parts.iter().flat_map(|part| part.text.chars()).take(LONGEST).collect();
    let start = parts.first().map_or(0, |part| part.range.start);
    let end = parts.last().map_or(0, |part| part.range.end);
    Form { text, umlaut: parts.iter().any(|part| part.umlaut), range: start..end }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\'' | '.' | ',' | '’' | 'ʼ' | '＇' | '\u{2010}' | '\u{2011}' | '·')
}

/// Combining marks, which belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Characters that are in a text without being seen.
fn is_ignored(c: char) -> bool {
    match c {
        '\t'..='\r' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' => true,
        '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => true,
        _ => false,
    }
}

/// The letters without diacritics of U+00C0 to U+017F, a low line where the character stays as it is.
const LATIN: &str = "aaaaaa_ceeeeiiii_nooooo_ouuuuy__aaaaaa_ceeeeiiii_nooooo_ouuuuy_yaaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiii__jjkk_llllllllllnnnnnn___oooooo__rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Appends the folded character; tells how many characters were added.
fn fold(c: char, form: &mut Form) -> usize {
    let text = &mut form.text;
    let before = text.len();
    match c {
        '\0'..='\u{7f}' => text.push(c.to_ascii_lowercase()),
        'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' => {
            form.umlaut = true;
            text.push(match c {
                'ä' | 'Ä' => 'a',
                'ö' | 'Ö' => 'o',
                _ => 'u',
            });
        }
        'ß' | 'ẞ' => text.push_str("ss"),
        'æ' | 'Æ' => text.push_str("ae"),
        'œ' | 'Œ' => text.push_str("oe"),
        'þ' | 'Þ' => text.push_str("th"),
        'ð' | 'Ð' => text.push('d'),
        '\u{308}' => form.umlaut |= text.ends_with(['a', 'o', 'u']),
        '\u{300}'..='\u{36f}' => {}
        '\u{c0}'..='\u{17f}' => match LATIN.as_bytes().get(c as usize - 0xc0) {
            Some(&letter) if letter != b'_' => text.push(char::from(letter)),
            _ => text.push(small(c)),
        },
        'ș' | 'Ș' => text.push('s'),
        'ț' | 'Ț' => text.push('t'),
        '\u{fb00}'..='\u{fb04}' => {
            text.push_str(["ff", "fi", "fl", "ffi", "ffl"].get(c as usize - 0xfb00).copied().unwrap_or_default());
        }
        '\u{1ea0}'..='\u{1ef9}' => text.push(match c {
            'Ạ'..='ặ' => 'a',
            'Ẹ'..='ệ' => 'e',
            'Ỉ'..='ị' => 'i',
            'Ọ'..='ợ' => 'o',
            'Ụ'..='ự' => 'u',
            _ => 'y',
        }),
        _ => text.push(small(c)),
    }
    text.get(before..).map_or(0, |added| added.chars().count())
}

/// The small letter of a capital one in alphabets that have both; `char::to_lowercase`, which knows every letter there
/// is, would bring 6 kB of tables along.
fn small(c: char) -> char {
    let by = match c {
        'Α'..='Ω' | 'А'..='Я' | 'Ａ'..='Ｚ' => 0x20,
        'Ѐ'..='Џ' => 0x50,
        'Ա'..='Ֆ' => 0x30,
        'Ĳ' | 'Ŋ' => 1,
        'Ά' => 0x26,
        'Έ'..='Ί' => 0x25,
        'Ό' => 0x40,
        'Ύ' | 'Ώ' => 0x3f,
        _ => 0,
    };
    char::from_u32(c as u32 + by).unwrap_or(c)
}

/// The form with `ae`, `oe` and `ue` as umlauts are folded (`a`, `o`, `u`), if it has any after a consonant or at its
/// beginning, and not at its end (`value`). A word counts as written with umlauts only if the archive has a word of the same stem that is:
/// `haeuser` becomes `hauser` because of `häuser`, but `poet` stays.
pub(crate) fn umlaut_variant(form: &str) -> Option<String> {
    let mut variant = String::with_capacity(form.len());
    let mut previous = '\0';
    let mut before = '\0';
    let mut chars = form.chars().peekable();
    while let Some(c) = chars.next() {
        let follows_vowel = matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || (previous == 'u' && before == 'q');
        let is_umlaut = c == 'e' && matches!(previous, 'a' | 'o' | 'u') && !follows_vowel && chars.peek().is_some();
        if !is_umlaut {
            variant.push(c);
        }
        before = previous;
        previous = c;
    }
    (variant.len() < form.len()).then_some(variant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        each_word(text, |forms| all.extend(forms.iter().map(|form| form.text.clone())));
        all
    }

    #[test]
    fn letters_of_every_alphabet_with_capitals_become_small() {
        let capitals =
            ('\u{370}'..='\u{3ab}').chain('\u{400}'..='\u{42f}').chain('\u{531}'..='\u{556}').chain('Ａ'..='Ｚ');
        // Letters of other times and tongues than those of the site: Coptic, archaic Greek.
        let rare = |c: &char| matches!(c, '\u{370}'..='\u{37f}' | '\u{3aa}'..='\u{3ab}');
        for capital in capitals.filter(|c| c.is_uppercase() && !rare(c)).chain(['Ŋ']) {
            assert_eq!(capital.to_lowercase().to_string(), small(capital).to_string(), "{capital}");
        }
        for other in ['ж', 'ω', 'א', 'ع', '中', '!'] {
            assert_eq!(small(other), other);
        }
    }

    #[test]
    fn words_are_parted_and_folded() {
        let cases = [
            ("Die EU-Kommission", "die eukommission eu kommission"),
            ("Germany's girls’ O’Brien", "germany girls obrien o brien"),
            ("10,000 and 1.5. End", "10000 10 000 and 15 1 5 end"),
            ("Größe STRASSE Straße", "grosse strasse strasse"),
            ("café Łódź Škoda Kıbrıs ñandú Ångström", "cafe lodz skoda kibris nandu angstrom"),
            ("Mu\u{308}ller A\u{ad}sy\u{200b}l x\0y", "muller asyl xy"),
            ("Übersicht\u{202e}Ελλάδα Київ", "ubersichtελλάδα київ"),
            ("😀 - ' . , -a- 'b'", "a b"),
            ("ſtraße Ĳssel ŉ", "strasse ĳssel ŉ"),
            ("ŐőŰűŸŹźŻżŽž", "oouuyzzzzzz"),
        ];
        for (text, expected) in cases {
            assert_eq!(forms(text).join(" "), expected, "{text}");
        }
        assert_eq!(LATIN.len(), 0x180 - 0xc0);
        assert_eq!(forms(&"ab".repeat(500))[0].len(), LONGEST);
    }

    #[test]
    fn ranges_cover_the_word() {
        let text = "Die »EU-Kommission« in\u{ad}ner";
        let mut parts = Vec::new();
        each_word(text, |forms| parts.extend(forms.iter().map(|form| &text[form.range.clone()]).map(str::to_owned)));
        assert_eq!(parts, ["Die", "EU-Kommission", "EU", "Kommission", "in\u{ad}ner"]);
    }

    #[test]
    fn umlauts_have_two_spellings() {
        for (form, variant) in [
            ("haeuser", Some("hauser")),
            ("ueber", Some("uber")),
            ("poet", Some("pot")),
            ("frauen", None),
            ("neue", None),
            ("value", None),
            ("quelle", None),
            ("mueller", Some("muller")),
        ] {
            assert_eq!(umlaut_variant(form).as_deref(), variant, "{form}");
        }
    }
}
