//! The German stemmer, <https://snowballstem.org/algorithms/german/stemmer.html>.

use super::Word;

pub(super) fn stem(form: &str) -> Word {
    let mut word = Word(form.as_bytes().to_vec());
    mark_consonants(&mut word);
    let first = word.region(0);
    let r2 = word.region(first);
    let r1 = first.max(3);
    inflection(&mut word, r1);
    comparison(&mut word, r1);
    derivation(&mut word, r1, r2);
    word.lowered()
}

/// `u` and `y` between vowels are consonants.
fn mark_consonants(word: &mut Word) {
    for at in 1..word.len() {
        if matches!(word.at(at), b'u' | b'y') && word.is_vowel(at - 1) && word.is_vowel(at + 1) {
            word.0[at] = word.at(at).to_ascii_uppercase();
        }
    }
}

/// Step 1.
fn inflection(word: &mut Word, r1: usize) {
    let Some(ending) = word.ending(&["em", "ern", "er", "e", "en", "es", "s"]) else { return };
    let start = word.len() - ending.len();
    if start < r1 {
        return;
    }
    match ending {
        "s" => {
            if start > 0 && b"bdfghklmnrt".contains(&word.at(start - 1)) {
                word.replace(ending, "");
            }
        }
        "e" | "en" | "es" => {
            word.replace(ending, "");
            if word.ends_at(start, "niss") {
                word.replace("s", "");
            }
        }
        _ => word.replace(ending, ""),
    }
}

/// Step 2.
fn comparison(word: &mut Word, r1: usize) {
    let Some(ending) = word.ending(&["en", "er", "est", "st"]) else { return };
    let start = word.len() - ending.len();
    let holds = ending != "st" || (start > 3 && b"bdfghklmnt".contains(&word.at(start - 1)));
    if start >= r1 && holds {
        word.replace(ending, "");
    }
}

/// Step 3.
fn derivation(word: &mut Word, r1: usize, r2: usize) {
    let endings = ["end", "ung", "ig", "ik", "isch", "lich", "heit", "keit"];
    let Some(ending) = word.ending(&endings) else { return };
    let start = word.len() - ending.len();
    if start < r2 {
        return;
    }
    match ending {
        "ig" | "ik" | "isch" => {
            if !word.ends_at(start, "e") {
                word.replace(ending, "");
            }
        }
        "end" | "ung" => {
            word.replace(ending, "");
            if word.ends_at(start, "ig") && start - 2 >= r2 && !word.ends_at(start - 2, "e") {
                word.replace("ig", "");
            }
        }
        "lich" | "heit" => {
            word.replace(ending, "");
            if (word.ends_at(start, "er") || word.ends_at(start, "en")) && start - 2 >= r1 {
                word.replace("er", "");
            }
        }
        _ => {
            word.replace(ending, "");
            let before = word.ending(&["lich", "ig"]);
            if let Some(before) = before.filter(|before| start - before.len() >= r2) {
                word.replace(before, "");
            }
        }
    }
}
