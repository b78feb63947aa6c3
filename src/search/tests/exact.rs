//! Answers are exactly what a plain scan finds.

use std::collections::{BTreeMap, BTreeSet};

use super::corpus::{Random, entries, entry};
use super::*;
use crate::search::compounds::Parts;
use crate::search::fold::{each_word, umlaut_variant};
use crate::search::stems::stem;

/// The documents as the module's head says they are searched, without any index.
struct Scan {
    documents: Vec<(Lang, String, BTreeSet<String>)>,
    /// By language: forms with the number of documents.
    forms: [BTreeMap<String, u32>; 2],
    /// By language and form: the stem.
    stems: [BTreeMap<String, String>; 2],
    /// By German form: the stems of the parts of compounds.
    parts: BTreeMap<String, Vec<String>>,
}

impl Scan {
    fn new(entries: &[Entry]) -> Self {
        let texts = |entry: &Entry| {
            let Fields { title, summary, body, tags } = &entry.fields;
            [title, summary, body, tags].map(|text| text.to_owned() + "\n").concat()
        };
        let mut with_umlaut = BTreeSet::new();
        for entry in entries {
            each_word(&texts(entry), |forms| {
                for form in forms.iter().filter(|form| form.umlaut) {
                    with_umlaut.insert((entry.language, stem(entry.language, &form.text)));
                }
            });
        }
        let mut scan = Self {
            documents: Vec::new(),
            forms: Default::default(),
            stems: Default::default(),
            parts: BTreeMap::new(),
        };
        for entry in entries {
            let lang = entry.language;
            let mut own = BTreeSet::new();
            each_word(&texts(entry), |forms| {
                for form in forms {
                    let variant = umlaut_variant(&form.text);
                    let variant = variant.filter(|variant| with_umlaut.contains(&(lang, stem(lang, variant))));
                    own.insert(variant.unwrap_or_else(|| form.text.clone()));
                }
            });
            for form in &own {
                *scan.forms[lang as usize].entry(form.clone()).or_default() += 1;
            }
            scan.documents.push((lang, entry.id.clone(), own));
        }
        let german = entries.iter().filter(|entry| entry.language == Lang::De).count() as u32;
        let counted: Vec<_> = scan.forms[1].iter().map(|(form, count)| (form, stem(Lang::De, form), *count)).collect();
        let counted = counted.iter().map(|(form, stem, count)| (form.as_str(), stem.as_str(), *count));
        let parts = Parts::new(counted, german);
        let stems = |form: &String| parts.split(form).into_iter().map(|part| stem(Lang::De, part)).collect();
        scan.parts = scan.forms[1].keys().map(|form| (form.clone(), stems(form))).collect();
        for lang in Lang::ALL {
            let stems = scan.forms[lang as usize].keys().map(|form| (form.clone(), stem(lang, form)));
            scan.stems[lang as usize] = stems.collect();
        }
        scan
    }

    fn find(&self, holds: impl Fn(Lang, &str) -> bool) -> Vec<(Lang, String)> {
        let matching = Lang::ALL.map(|lang| {
            let forms = self.forms[lang as usize].keys().filter(|form| holds(lang, form));
            forms.collect::<Vec<_>>()
        });
        let holds =
            |lang: Lang, forms: &BTreeSet<String>| matching[lang as usize].iter().any(|form| forms.contains(*form));
        let having = self.documents.iter().filter(|(lang, _, forms)| holds(*lang, forms));
        let mut found: Vec<_> = having.map(|(lang, id, _)| (*lang, id.clone())).collect();
        found.sort();
        found
    }

    fn by_stem(&self, word: &str) -> Vec<(Lang, String)> {
        let stems = Lang::ALL.map(|lang| stem(lang, word));
        self.find(|lang, form| {
            let compound = lang == Lang::De && self.parts.get(form).is_some_and(|parts| parts.contains(&stems[1]));
            self.stems[lang as usize][form] == stems[lang as usize] || compound
        })
    }
}

#[test]
fn answers_are_those_of_a_plain_scan() {
    let entries = entries(500);
    let (host, scan) = (Host::new(&entries), Scan::new(&entries));
    assert!(scan.parts.values().filter(|parts| !parts.is_empty()).count() > 100, "there are compounds");
    let mut engine = host.engine();
    let forms: Vec<&String> = scan.forms.iter().flat_map(BTreeMap::keys).collect();
    let mut random = Random(42);
    for _ in 0..150 {
        let form = forms[random.below(forms.len())];
        let quoted = host.all(&mut engine, &Query::of(&format!("\"{form}\"")));
        assert_eq!(quoted, scan.find(|_, other| other == form), "quoted {form}");
        assert_eq!(host.all(&mut engine, &Query::of(form)), scan.by_stem(form), "{form}");
        let lang = Lang::ALL[random.below(2)];
        let filter = Filter { language: Some(lang), ..Filter::default() };
        let (in_one, _) = host.ask(&mut engine, &Query { filter, typing: true, ..Query::of(&format!("\"{form}\" ")) });
        assert_eq!(in_one.total as usize, quoted.iter().filter(|(of, _)| *of == lang).count());
        let letters = 3 + random.below(4);
        let prefix: String = form.chars().take(letters).collect();
        if prefix.chars().count() >= 3 && scan.forms.iter().all(|forms| forms.get(&prefix).is_none_or(|n| *n < 250)) {
            let typed = host.all(&mut engine, &Query { typing: true, ..Query::of(&prefix) });
            let mut expected = scan.find(|_, other| other.starts_with(&prefix));
            expected.extend(scan.by_stem(&prefix));
            expected.sort();
            expected.dedup();
            assert_eq!(typed, expected, "typing {prefix}");
        }
    }
}

#[test]
fn all_words_are_required_but_frequent_ones() {
    let entries = entries(300);
    let (host, scan) = (Host::new(&entries), Scan::new(&entries));
    let mut engine = host.engine();
    let rare = scan.forms[0].iter().find(|(form, count)| form.len() > 5 && **count == 12).unwrap().0;
    let other = scan.forms[0].iter().find(|(form, count)| form.len() > 5 && (60..150).contains(*count)).unwrap().0;
    let both: Vec<_> = scan.by_stem(rare).into_iter().filter(|of| scan.by_stem(other).contains(of)).collect();
    assert_eq!(host.all(&mut engine, &Query::of(&format!("{rare} {other}"))), both);
    let (results, _) = host.ask(&mut engine, &Query::of(&format!("the {rare}")));
    assert_eq!(results.total as usize, scan.by_stem(rare).len());
    assert_eq!(results.words[0].fate, WordFate::Frequent);
    assert_eq!(host.all(&mut engine, &Query::of("the")), scan.by_stem("the"));
    let (quoted, _) = host.ask(&mut engine, &Query::of(&format!("\"the\" {rare}")));
    assert!(quoted.words.iter().all(|word| word.fate == WordFate::Found));
    assert!(host.all(&mut engine, &Query::of(&format!("{rare} qqqqzzzz"))).is_empty());
}

#[test]
fn filters_and_counts_are_exact() {
    let entries = entries(200);
    let host = Host::new(&entries);
    let mut engine = host.engine();
    for (facets, years) in [
        (vec![(FacetKind::Topic, "topic-3")], None),
        (vec![(FacetKind::Topic, "topic-3"), (FacetKind::Type, "news")], Some((2017, 2017))),
        (vec![(FacetKind::Country, "C07")], None),
        (vec![(FacetKind::Country, "XXX")], None),
        (vec![], Some((2016, 2016))),
        (vec![(FacetKind::Topic, "topic-1")], Some((2018, 1999))),
    ] {
        let facets: Vec<_> = facets.into_iter().map(|(kind, value)| (kind, value.to_owned())).collect();
        let passes = |entry: &&Entry| {
            let year = 2016 + i32::from(entry.date >= 17_167) + i32::from(entry.date >= 17_532);
            facets.iter().all(|facet| entry.facets.contains(facet))
                && years.is_none_or(|(first, last)| (first..=last).contains(&year))
        };
        let mut expected: Vec<_> = entries.iter().filter(passes).map(|e| (e.language, e.id.clone())).collect();
        expected.sort();
        let filter = Filter { facets: facets.clone(), years, language: None };
        let query = Query { filter, counts: vec![FacetKind::Topic, FacetKind::Type], ..Query::default() };
        assert_eq!(host.all(&mut engine, &Query { order: Order::Newest, ..query.clone() }), expected);
        let (results, _) = host.ask(&mut engine, &query);
        let mut counts: BTreeMap<(FacetKind, &str), u32> = BTreeMap::new();
        for entry in entries.iter().filter(passes) {
            let own: BTreeSet<_> = entry.facets.iter().map(|(kind, value)| (*kind, value.as_str())).collect();
            own.into_iter()
                .filter(|(kind, _)| *kind != FacetKind::Country)
                .for_each(|of| *counts.entry(of).or_default() += 1);
        }
        let counted = results.counts.iter().map(|of| ((of.kind, of.value.as_str()), of.documents));
        assert_eq!(counted.collect::<BTreeMap<_, _>>(), counts);
        assert_eq!(results.years.iter().map(|(_, count)| count).sum::<u32>(), results.total);
        assert_eq!(results.languages.iter().sum::<u32>(), results.total);
    }
    let (newest, _) = host.ask(&mut engine, &Query { order: Order::Newest, ..Query::of("place7") });
    let numbers: Vec<_> = newest.hits.iter().map(|hit| hit.document).collect();
    assert!(numbers.is_sorted_by(|a, b| a >= b) && newest.total == 8, "{numbers:?}");
}

#[test]
fn spellings_of_german_find_each_other() {
    let mut entries = entries(30);
    let bodies = [
        "Die Häuser in Köln für Flüchtlinge",
        "Haeuser und Strassen",
        "Flüchtlingsunterkunft",
        "Straße",
        "Unterkunft",
        "Unterkunft für Flüchtlinge",
        "poets",
        "E-Mail",
        "Email",
    ];
    for (number, body) in bodies.iter().enumerate() {
        let mut added = entry(1000 + number, Lang::De);
        added.id = format!("own-{number}");
        added.record.id.clone_from(&added.id);
        added.fields = Fields { body: (*body).to_owned(), ..Fields::default() };
        entries.push(added);
    }
    let host = Host::new(&entries);
    let mut engine = host.engine();
    let mut own = |text: &str| {
        let all = host.all(&mut engine, &Query::of(text));
        let own = all.into_iter().filter_map(|(_, id)| id.strip_prefix("own-").map(|number| number.to_owned()));
        own.collect::<Vec<_>>().join(" ")
    };
    for (query, expected) in [
        ("häuser", "0 1"),
        ("haeuser", "0 1"),
        ("HAUSER", "0 1"),
        ("\"häuser\"", "0 1"),
        ("strasse", "1 3"),
        ("straße", "1 3"),
        ("\"straße\"", "3"),
        ("unterkunft", "2 4 5"),
        ("\"unterkunft\"", "4 5"),
        ("flüchtling", "0 2 5"),
        ("fluechtlinge", "0 2 5"),
        ("poet", "6"),
        ("e-mail", "7 8"),
        ("email", "7 8"),
        ("unterkumft", "2 4 5"),
        ("\"unterkumft\"", ""),
    ] {
        assert_eq!(own(query), expected, "{query}");
    }
    let (results, _) = host.ask(&mut engine, &Query::of("unterkumft"));
    let expected = Correction { written: "unterkumft".to_owned(), instead: vec!["unterkunft".to_owned()] };
    assert_eq!(results.corrections, std::slice::from_ref(&expected));
    let (results, _) = host.ask(&mut engine, &Query::of("\"unterkumft\""));
    assert_eq!((results.total, results.suggestions), (0, vec![expected]));
}
