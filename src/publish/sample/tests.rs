//! Made-up content as a whole.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use saphyr::{LoadableYamlNode, Yaml};
use tempfile::TempDir;

use super::*;

/// A content folder as small as can be, and some articles on top of it.
struct Made {
    folder: TempDir,
}

const ARTICLES: u64 = 200;

impl Made {
    fn new(articles: u64, seed: u64) -> Self {
        let folder = TempDir::new().unwrap();
        let content = frame_in(folder.path());
        let options = SampleOptions { articles, content, out: folder.path().join("out"), seed };
        let report = sample(&options).unwrap();
        let made = Self { folder };
        let bytes = Lang::ALL.iter().flat_map(|lang| made.articles(*lang).into_values()).map(|file| file.len() as u64);
        assert_eq!(report, SampleReport { articles, bytes: bytes.sum() });
        made
    }

    /// The made-up articles of a language by file name.
    fn articles(&self, lang: Lang) -> BTreeMap<String, String> {
        let entries = fs::read_dir(frame::news(&self.folder.path().join("out"), lang)).unwrap();
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with("real.md"));
        files
            .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()))
            .collect()
    }
}

/// Writes the frame.
fn frame_in(folder: &Path) -> PathBuf {
    let content = folder.join("content");
    let topics: String = ["diaspora", "climate", "covid-19", "asylum"]
        .map(|topic| format!("{topic} = {{ en = \"A\", de = \"A\" }}\n"))
        .concat();
    let article = "---\ntitle: Real\n---\n\nText.\n";
    let files = [
        ("site.toml", format!("url = \"https://example.org\"\n[topics]\n{topics}")),
        ("countries.csv", "alpha3,en,de\nDEU,Germany,Deutschland\nKEN,Kenya,Kenia\n".to_owned()),
        ("places.csv", "en,de,latitude,longitude\nGeneva,Genf,46.20,6.15\n".to_owned()),
        ("en/news/real.md", article.to_owned()),
        ("de/news/real.md", article.to_owned()),
        ("en/about/index.md", article.to_owned()),
        ("de/about/index.md", article.to_owned()),
        ("en/about/later.md", "---\ndraft: true\n---\n".to_owned()),
        ("de/about/later.md", "---\n---\n".to_owned()),
        ("en/our-work/english.md", article.to_owned()),
        (".git/config", String::new()),
    ];
    for (name, text) in files {
        let path = content.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    content
}

/// Head and text of an article.
fn parts(file: &str) -> (&str, &str) {
    file.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap()
}

/// The text without targets of links and without mark-up, word by word.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, target)) = rest.split_once("](") {
        plain.push_str(before);
        rest = target.split_once(')').unwrap().1;
    }
    plain.push_str(rest);
    let is_word = |c: char| c.is_alphanumeric() || "-:.,".contains(c);
    let words = plain.split(|c: char| !is_word(c)).map(|word| word.trim_matches(['-', ':', '.', ',']));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The targets of links.
fn targets(text: &str) -> Vec<&str> {
    text.split("](").skip(1).map(|rest| rest.split_once(')').unwrap().0).collect()
}

#[test]
fn the_same_seed_makes_the_same_bytes() {
    let [one, same, other] = [7, 7, 8].map(|seed| Made::new(ARTICLES, seed));
    for lang in Lang::ALL {
        assert_eq!(one.articles(lang), same.articles(lang));
        assert_ne!(one.articles(lang), other.articles(lang));
    }
}

#[test]
fn bytes_are_the_same_on_every_machine() {
    // A change of these numbers makes measurements before and after it differ.
    let made = Made::new(2, 1);
    let sum = |text: &String| {
        text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let sums = Lang::ALL.map(|lang| made.articles(lang).values().map(sum).next().unwrap());
    assert_eq!(sums, [9_472_793_257_354_339_227, 16_078_298_000_415_785_593]);
}

#[test]
fn an_article_does_not_depend_on_how_many_there_are() {
    let (few, many) = (Made::new(50, 1), Made::new(ARTICLES, 1));
    for lang in Lang::ALL {
        let many = many.articles(lang);
        assert_eq!(few.articles(lang).len(), 25);
        few.articles(lang).iter().for_each(|(name, file)| assert_eq!(Some(file), many.get(name), "{name}"));
    }
}

#[test]
fn both_languages_have_every_article() {
    let made = Made::new(ARTICLES, 1);
    let [english, german] = Lang::ALL.map(|lang| made.articles(lang));
    assert_eq!(english.len() as u64, ARTICLES / 2);
    assert!(english.keys().eq(german.keys()));
    for (name, file) in &english {
        let shared = |file: &str| {
            let lines = parts(file).0.lines().filter(|line| {
                let differs = ["title:", "summary:", "place:", "slug:", "  - title:", "    url:"];
                !differs.iter().any(|key| line.starts_with(key))
            });
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(shared(file), shared(&german[name]), "{name}");
        assert_ne!(parts(file).1, parts(&german[name]).1, "{name}");
    }
    let german = german.into_values().collect::<String>();
    assert!(german.contains("\nplace: Genf\n") && german.contains(" und ") && german.contains('ß'));
    assert!(english.into_values().collect::<String>().contains("\nplace: Geneva\n"));
}

#[test]
fn heads_hold_what_the_format_asks_for() {
    let made = Made::new(ARTICLES, 1);
    let mut titles = BTreeSet::new();
    let mut slugs = BTreeSet::new();
    for lang in Lang::ALL {
        for (name, file) in made.articles(lang) {
            let documents = Yaml::load_from_str(parts(&file).0).unwrap();
            let head = documents.first().unwrap().as_mapping().unwrap();
            let text = |key: &str| {
                head.get(&Yaml::value_from_str(key)).map(|value| value.as_str().unwrap_or_default().to_owned())
            };
            let title = text("title").unwrap();
            assert!((4..=10).contains(&title.split(' ').count()), "{title}");
            assert!(title.chars().count() <= 120 && title.starts_with(char::is_uppercase), "{title}");
            let summary = text("summary").unwrap();
            assert!((20..=300).contains(&summary.chars().count()) && summary.ends_with('.'), "{summary}");
            assert!(titles.insert((lang, title)), "{name} has the title of another");
            let slug = text("slug").unwrap_or_else(|| name.trim_end_matches(".md").to_owned());
            assert!(slug.parse::<crate::text::Slug>().is_ok() && slugs.insert((lang, slug.clone())), "{slug}");
            assert_eq!(slug.starts_with("beispiel-"), lang == Lang::De, "{slug}");
            assert!(name.starts_with("sample-"), "{name}");
            let date = parts(&file).0.lines().find_map(|line| line.strip_prefix("date: ")).unwrap();
            assert!(("2005"..="2026-06-30").contains(&date), "{date}");
            assert!(parts(&file).0.contains("\ntopics: ["), "{name} has no topic");
        }
    }
}

#[test]
fn texts_are_as_long_as_they_should_be() {
    let made = Made::new(ARTICLES, 1);
    for lang in Lang::ALL {
        for (name, file) in made.articles(lang) {
            let text = parts(&file).1;
            let count = words(text).len();
            assert!((150..=600).contains(&count), "{lang} {name}: {count} words");
            assert!(!text.contains(['<', '>', '`', '_', '&']), "{name} holds what could be other mark-up");
            for paragraph in text.lines().filter(|line| line.ends_with('.')) {
                assert!(paragraph.starts_with(char::is_uppercase) || paragraph.starts_with(['*', '[']), "{paragraph}");
                for sentence in paragraph.trim_end_matches('.').split(". ") {
                    let count = words(sentence).len();
                    assert!((5..=25).contains(&count), "{count} words: {sentence}");
                }
            }
        }
    }
    let all: String = made.articles(Lang::En).into_values().collect();
    for mark in
        ["\n## ", "\n### ", "\n- ", " **", " *", "](../about/index.md)", "](sample-", "\nsdgs: [", "\nupdated: "]
    {
        assert!(all.contains(mark), "no article has {mark:?}");
    }
}

#[test]
fn links_lead_to_files_that_are_there() {
    let made = Made::new(ARTICLES, 1);
    for lang in Lang::ALL {
        let folder = frame::news(&made.folder.path().join("out"), lang);
        let mut found = 0;
        for (name, file) in made.articles(lang) {
            for target in targets(parts(&file).1) {
                found += 1;
                assert!(folder.join(target).is_file() && target != name, "{name} links to {target}");
                assert!(!target.contains("later.md") && !target.contains("english.md"), "{name} links to {target}");
            }
        }
        assert!(found as u64 > ARTICLES / 2, "only {found} links");
    }
}

#[test]
fn frequency_falls_with_rank_as_in_real_texts() {
    let made = Made::new(2_000, 1);
    for lang in Lang::ALL {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for file in made.articles(lang).values() {
            words(parts(file).1).into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
        }
        let mut counts: Vec<_> = counts.into_values().collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let (near, far) = (20, 5_000);
        let slope = (f64::from(counts[far]) / f64::from(counts[near])).ln() / (far as f64 / near as f64).ln();
        assert!((-1.2..-0.8).contains(&slope), "{lang}: {slope}");
        assert!(counts.len() > 25_000, "{lang}: {} words", counts.len());
    }
}

#[test]
fn content_is_not_mixed_with_what_is_there() {
    let folder = TempDir::new().unwrap();
    let content = frame_in(folder.path());
    let options = |content: &Path, out: &str| SampleOptions {
        articles: 2,
        content: content.to_owned(),
        out: folder.path().join(out),
        seed: 1,
    };
    assert!(matches!(sample(&options(&content, "content")), Err(SampleError::NotEmpty(_))));
    sample(&options(&content, "content/.out")).unwrap();
    assert!(!folder.path().join("content/.out/.git").exists());
    sample(&options(&content, "out")).unwrap();
    assert!(matches!(sample(&options(&content, "out")), Err(SampleError::NotEmpty(_))));
    let again = options(&folder.path().join("out"), "again");
    assert!(matches!(sample(&again), Err(SampleError::Again(_))));
    let nowhere = options(&folder.path().join("nowhere"), "further");
    assert!(matches!(sample(&nowhere), Err(SampleError::File { .. })));
}
