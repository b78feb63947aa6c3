//! Known documents are found, and little changes with one article more.

use std::collections::BTreeSet;

use super::corpus::{Random, entries, entry};
use super::*;

fn is_found(host: &Host, engine: &mut Engine, text: &str, entry: &Entry) -> bool {
    (0..2).any(|page| {
        let (results, _) = host.ask(engine, &Query { page, ..Query::of(text) });
        let mut records = results.hits.iter().map(|hit| (hit.language, hit.record.as_ref().unwrap()));
        records.any(|(lang, record)| (lang, &record.id) == (entry.language, &entry.id))
    })
}

#[test]
fn known_items_are_in_the_first_ten() {
    let entries = entries(600);
    let host = Host::new(&entries);
    let mut engine = host.engine();
    let mut random = Random(9);
    let (mut found, mut found_with_typo, mut typos) = (0, 0, 0);
    for asked in 0..300 {
        let entry = &entries[random.below(entries.len())];
        let words: Vec<&str> =
            if asked % 2 == 0 { &entry.fields.title } else { &entry.fields.body }.split(' ').collect();
        // A body of sixty words out of few is told from others by a longer phrase only.
        let length = if asked % 2 == 0 { 6 } else { 10 };
        let start = random.below(words.len() + 1 - length);
        let words = &words[start..start + length];
        let text = words.join(" ");
        found += usize::from(is_found(&host, &mut engine, &text, entry));
        let mut letters: Vec<char> = text.chars().collect();
        let longest = words.iter().max_by_key(|word| word.len()).unwrap();
        if longest.chars().count() >= 5 {
            let at = text[..text.find(longest).unwrap()].chars().count() + random.below(longest.chars().count() - 1);
            match random.below(4) {
                0 => letters[at] = 'x',
                1 => drop(letters.remove(at)),
                2 => letters.insert(at, 'e'),
                _ => letters.swap(at, at + 1),
            }
            typos += 1;
            let text: String = letters.into_iter().collect();
            found_with_typo += usize::from(is_found(&host, &mut engine, &text, entry));
        }
    }
    assert!(found * 100 >= 300 * 98, "{found} of 300");
    assert!(found_with_typo * 100 >= typos * 90, "{found_with_typo} of {typos}");
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let entries = entries(150);
    let host = Host::new(&entries);
    let writer = Writer::new(WriterOptions::default());
    std::thread::scope(|scope| {
        for part in entries.chunks(40).rev() {
            let writer = &writer;
            scope.spawn(move || {
                for entry in part {
                    let kept = Analysis::of(entry).as_bytes().to_vec();
                    writer.add_analysis(Analysis::from_bytes(kept).unwrap());
                }
            });
        }
    });
    let files: std::collections::BTreeMap<_, _> = writer.finish().into_iter().map(|f| (f.name, f.bytes)).collect();
    assert!(files == host.files);
}

#[test]
fn one_article_more_leaves_most_files() {
    let mut all = entries(700);
    let before = Host::new(&all);
    all.push(entry(5000, Lang::En));
    let after = Host::new(&all);
    let kept = |kind: &str| {
        let names = |host: &Host| host.files.keys().filter(|n| n.starts_with(kind)).cloned().collect::<BTreeSet<_>>();
        let (before, after) = (names(&before), names(&after));
        before.intersection(&after).count() * 100 / before.len()
    };
    assert!(kept("r/") >= 70, "{} % of the records", kept("r/"));
    // An article touches the shards of its own words, and those next to a cut that moves.
    let mut forms = BTreeSet::new();
    let Fields { title, summary, body, tags } = &all[all.len() - 1].fields;
    let each = |found: &[fold::Form]| forms.extend(found.iter().map(|form| form.text.clone()));
    fold::each_word(&[title.as_str(), summary, body, tags].join(" "), each);
    let names = |host: &Host| host.files.keys().filter(|name| name.starts_with("t/")).cloned().collect::<BTreeSet<_>>();
    let (before_terms, after_terms) = (names(&before), names(&after));
    let changed = after_terms.difference(&before_terms).count();
    assert!(changed <= forms.len() + 4 && changed < after_terms.len() * 3 / 4, "{changed} of {}", after_terms.len());
    // A file whose name stays has the same content.
    for (name, bytes) in before.files.iter().filter(|(name, _)| *name != Engine::ROOT) {
        assert!(after.files.get(name).is_none_or(|other| other == bytes), "{name}");
    }
}

#[test]
fn queries_need_few_trips() {
    let entries = entries(600);
    let host = Host::new(&entries);
    for entry in entries.iter().step_by(97) {
        let mut engine = host.engine();
        let text = entry.fields.title.split(' ').take(3).collect::<Vec<_>>().join(" ");
        let (results, trips) = host.ask(&mut engine, &Query::of(&text));
        assert!(trips <= 2 && results.total > 0, "{trips} trips for {text}");
        assert_eq!(host.ask(&mut engine, &Query::of(&text)).1, 0, "everything is at hand the second time");
    }
}
