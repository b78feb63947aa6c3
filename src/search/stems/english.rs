//! The English stemmer, <https://snowballstem.org/algorithms/english/stemmer.html>.

use super::Word;

/// Words with a stem of their own.
const EXCEPTIONS: [(&str, &str); 18] = [
    ("skis", "ski"),
    ("skies", "sky"),
    ("dying", "die"),
    ("lying", "lie"),
    ("tying", "tie"),
    ("idly", "idl"),
    ("gently", "gentl"),
    ("ugly", "ugli"),
    ("early", "earli"),
    ("only", "onli"),
    ("singly", "singl"),
    ("sky", "sky"),
    ("news", "news"),
    ("howe", "howe"),
    ("atlas", "atlas"),
    ("cosmos", "cosmos"),
    ("bias", "bias"),
    ("andes", "andes"),
];

/// Words that stay as they are after the first step.
const FINISHED: [&str; 8] = ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];

/// Endings of step 2, each with what takes its place.
const STEP_2: [(&str, &str); 24] = [
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("abli", "able"),
    ("entli", "ent"),
    ("izer", "ize"),
    ("ization", "ize"),
    ("ational", "ate"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("aliti", "al"),
    ("alli", "al"),
    ("fulness", "ful"),
    ("ousli", "ous"),
    ("ousness", "ous"),
    ("iveness", "ive"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("bli", "ble"),
    ("ogi", "og"),
    ("fulli", "ful"),
    ("lessli", "less"),
    ("li", ""),
];

const STEP_3: [(&str, &str); 9] = [
    ("tional", "tion"),
    ("ational", "ate"),
    ("alize", "al"),
    ("icate", "ic"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
    ("ative", ""),
];

const STEP_4: [&str; 18] = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti", "ous", "ive",
    "ize", "ion",
];

pub(super) fn stem(form: &str) -> Word {
    if let Some((_, stem)) = EXCEPTIONS.iter().find(|(word, _)| *word == form) {
        return Word(stem.as_bytes().to_vec());
    }
    let mut word = Word(form.as_bytes().to_vec());
    mark_consonants(&mut word);
    let r1 = ["gener", "commun", "arsen"]
        .iter()
        .find(|start| form.starts_with(**start))
        .map_or_else(|| word.region(0), |start| start.len());
    let r2 = word.region(r1);
    plural(&mut word);
    if FINISHED.iter().any(|finished| finished.as_bytes() == word.0) {
        return word;
    }
    participle(&mut word, r1);
    let last = word.len().saturating_sub(1);
    if matches!(word.at(last), b'y' | b'Y') && last > 1 && !word.is_vowel(last - 1) {
        word.replace("y", "i");
    }
    derive(&mut word, &STEP_2, r1, r2);
    derive(&mut word, &STEP_3, r1, r2);
    if let Some(ending) = word.ending(&STEP_4) {
        let start = word.len() - ending.len();
        if start >= r2 && (ending != "ion" || (start > 0 && matches!(word.at(start - 1), b's' | b't'))) {
            word.replace(ending, "");
        }
    }
    let last = word.len().saturating_sub(1);
    let goes = match word.at(last) {
        b'e' => last >= r2 || (last >= r1 && !ends_short(&word, last)),
        b'l' => last >= r2 && last > 0 && word.at(last - 1) == b'l',
        _ => false,
    };
    if goes {
        word.0.pop();
    }
    word.lowered()
}

/// `y` at the beginning or after a vowel is a consonant.
fn mark_consonants(word: &mut Word) {
    for at in 0..word.len() {
        if word.at(at) == b'y' && (at == 0 || word.is_vowel(at - 1)) {
            word.0[at] = b'Y';
        }
    }
}

/// Step 1a.
fn plural(word: &mut Word) {
    match word.ending(&["sses", "ied", "ies", "s", "us", "ss"]) {
        Some("sses") => word.replace("es", ""),
        Some("ied" | "ies") => {
            let by = if word.len() > 4 { "i" } else { "ie" };
            word.replace("ies", by);
        }
        Some("s") if (0..word.len().saturating_sub(2)).any(|at| word.is_vowel(at)) => word.replace("s", ""),
        _ => {}
    }
}

/// Step 1b.
fn participle(word: &mut Word, r1: usize) {
    let Some(ending) = word.ending(&["eed", "eedly", "ed", "edly", "ing", "ingly"]) else { return };
    let start = word.len() - ending.len();
    if ending.starts_with("ee") {
        if start >= r1 {
            word.replace(ending, "ee");
        }
        return;
    }
    if !(0..start).any(|at| word.is_vowel(at)) {
        return;
    }
    word.replace(ending, "");
    let doubled = ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"];
    if word.ending(&["at", "bl", "iz"]).is_some() {
        word.0.push(b'e');
    } else if word.ending(&doubled).is_some() {
        word.0.pop();
    } else if word.len() <= r1 && ends_short(word, word.len()) {
        word.0.push(b'e');
    }
}

/// Steps 2 and 3: longer derivations to shorter ones.
fn derive(word: &mut Word, table: &[(&'static str, &'static str)], r1: usize, r2: usize) {
    let having = table.iter().filter(|(ending, _)| word.0.ends_with(ending.as_bytes()));
    let Some(&(ending, by)) = having.max_by_key(|(ending, _)| ending.len()) else { return };
    let start = word.len() - ending.len();
    let before = start.checked_sub(1).map(|at| word.at(at)).unwrap_or_default();
    let holds = match ending {
        "ogi" => before == b'l',
        "li" => b"cdeghkmnrt".contains(&before),
        "ative" => start >= r2,
        _ => true,
    };
    if start >= r1 && holds {
        word.replace(ending, by);
    }
}

/// Whether the first letters end in a short syllable.
fn ends_short(word: &Word, end: usize) -> bool {
    if end == 2 {
        return word.is_vowel(0) && !word.is_vowel(1);
    }
    end > 2
        && !word.is_vowel(end - 3)
        && word.is_vowel(end - 2)
        && !word.is_vowel(end - 1)
        && !matches!(word.at(end - 1), b'w' | b'x' | b'Y')
}
