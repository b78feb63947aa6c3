//! The import from end to end: pages and JSON:API documents in, drafts out that `publish check` takes.
//!
//! The files in `tests/import` are written for these tests, in the form of the pages and documents that are imported.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use iom_germany::model::Section;
use iom_germany::publish::{self, BuildError, ImportError, ImportOptions, ImportReport, Progress};
use iom_germany::text::Lang;
use tempfile::TempDir;
use walkdir::WalkDir;

const TODAY: &str = "2026-11-22";

fn in_package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn sample(name: &str) -> PathBuf {
    in_package("tests/import").join(name)
}

/// The good site in a folder of its own.
struct Content(TempDir);

impl Content {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let good = in_package("tests/sites/good");
        for entry in WalkDir::new(&good).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
            let to = folder.path().join(entry.path().strip_prefix(&good).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(entry.path(), to).unwrap();
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn options(&self, files: &[PathBuf]) -> ImportOptions {
        ImportOptions {
            from: files.to_vec(),
            content: self.path().to_owned(),
            lang: None,
            section: Section::News,
            today: TODAY.parse().unwrap(),
        }
    }

    /// Imports, and checks the whole content afterwards.
    fn import(&self, files: &[&str]) -> ImportReport {
        let files: Vec<_> = files.iter().map(|name| sample(name)).collect();
        let report = publish::import(&self.options(&files)).unwrap();
        self.check();
        report
    }

    fn check(&self) {
        match publish::check(self.path(), TODAY.parse().unwrap(), &Progress::silent()) {
            Ok(_) => {}
            Err(BuildError::Content(problems)) => panic!("{}", problems.render(false)),
            Err(error) => panic!("{error:?}"),
        }
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files =
            WalkDir::new(self.path()).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
    }
}

fn names(content: &Content, report: &ImportReport) -> Vec<String> {
    let names = report.imported.iter().map(|file| file.path.strip_prefix(content.path()).unwrap());
    names.map(|path| path.to_str().unwrap().replace('\\', "/")).collect()
}

/// The text below the head.
fn body(file: &str) -> &str {
    file.splitn(3, "---\n").last().unwrap().trim()
}

fn assert_lines(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|own| own == *line), "there is no line {line:?} in\n{text}");
    }
}

#[test]
fn a_page_becomes_a_draft_without_its_frame() {
    let content = Content::new();
    let report = content.import(&["page.html", "second.html"]);
    assert_eq!(report.left_out, []);
    assert_eq!(names(&content, &report), ["en/news/open-day-harbour.md", "en/news/second-visit.md"]);
    let file = content.read("en/news/open-day-harbour.md");
    assert_lines(
        &file,
        &[
            "title: Open day at the harbour",
            "summary: The harbour office opened its doors for a day.",
            "type: news",
            "date: 2019-09-14",
            "place: Hamburg",
            "topics: [diaspora]",
            "sources:",
            "    url: \"https://harbour.example/news/open-day-harbour\"",
            "draft: true",
        ],
    );
    let expected = "\
Hamburg – The harbour office **opened** its doors. More than 1,200 people came, *many* of them with children; see the \
[list of boats](https://harbour.example/fleet/boats) and [the second visit](../news/second-visit.md).

## What there was to see

- Three tugs
- A crane
  - with a hook

> [!NOTE]
> Picture: [A crane lifts a boat](https://harbour.example/files/crane.jpg) – The crane at noon

> [!NOTE]
> Picture: [Picture](https://harbour.example/files/no-words.jpg)

> Nobody had expected so many guests.

Table: Guests by hour

| Hour | Guests |
|---|---|
| 10 | 400 |
| 11 \\| noon | 800 |

## What comes next

The next day is planned for 2020.\\
Come \\* as \\* you \\[are\\] \\<b\\>here\\</b\\> \\&copy; #1.

1\\. is no list, - neither is this.

3. Third
4. Fourth";
    assert_eq!(body(&file), expected);
    let told = [report.imported[0].dropped.join("\n"), report.imported[0].to_do.join("\n")].join("\n");
    for what in [
        "unsafe links",
        "javascript:alert(1)",
        "menus, breadcrumbs",
        "embedded pages",
        "https://video.example/embed/1",
        "drawings and formulas",
        "Sailing knots",
        "lines at the foot of the page",
        "picture https://harbour.example/files/no-words.jpg",
        "it has no words",
        "summary: it was taken from the source",
        "links to news/second-visit.md now lead to files here",
        "word for word",
    ] {
        assert!(told.contains(what), "{what:?} is not told in\n{told}");
    }
    let second = content.read("en/news/second-visit.md");
    assert_lines(
        &second,
        &["date: 2019-10-01", "summary: Summary to be written.", "topics: [] # one to five from site.toml"],
    );
    assert!(body(&second).ends_with("The first visit is told [here](../news/open-day-harbour.md)."), "{second}");
}

#[test]
fn a_text_page_becomes_a_draft_without_its_frame() {
    let content = Content::new();
    let report = content.import(&["page-en.txt", "page-de.txt"]);
    assert_eq!(report.left_out, []);
    let english = content.read("en/news/harbour-office-and-town-agree-on-a-new-quay.md");
    assert_lines(&english, &["title: Harbour office and town agree on a new quay", "place: Hamburg"]);
    let expected = "\
Hamburg – The harbour office and the town met this week (14/09) to agree on a new quay, which has been asked for since \
2012.

## What was decided

Experts from three ports told how they had built theirs:

- with wood from the region
- with stones of the old quay

1. First the wall is built.
2. Then the road follows.

The mayor said that the work would begin in spring and that the old quay would stay open \\*until\\* then \\[or longer\\].";
    assert_eq!(body(&english), expected);
    let to_do = report.imported[0].to_do.join("\n");
    for what in ["14/09 without a year", "the day of the import stands there", "summary:", "topics:", "sources:"] {
        assert!(to_do.contains(what), "{what:?} is not told in\n{to_do}");
    }
    let dropped = report.imported[0].dropped.join("\n");
    assert!(dropped.contains("“Harbours worldwide”") && dropped.contains("“For more information"), "{dropped}");

    let german = content.read("de/news/hafenbuero-und-stadt-einigen-sich-auf-neuen-kai.md");
    assert_lines(
        &german,
        &[
            "title: Hafenbüro und Stadt einigen sich auf neuen Kai",
            "date: 2019-09-14",
            "place: Hamburg",
            "summary: Zusammenfassung fehlt noch.",
        ],
    );
    assert_eq!(body(&german).lines().filter(|line| !line.is_empty()).count(), 2, "{german}");
    assert!(report.imported[1].to_do.join("\n").contains("give it the name of the English version"));
}

#[test]
fn a_text_without_a_title_is_told() {
    let content = Content::new();
    let report = content.import(&["untitled.txt"]);
    assert_eq!(names(&content, &report), ["en/news/imported-untitled.md"]);
    let file = content.read("en/news/imported-untitled.md");
    assert_lines(&file, &["title: Title to be written"]);
    assert!(body(&file).starts_with("In June the harbour office"), "{file}");
    assert!(report.imported[0].to_do.contains(&"title: none was found".to_owned()));
}

#[test]
fn a_resource_becomes_a_draft() {
    let content = Content::new();
    let report = content.import(&["single.json"]);
    assert_eq!(report.left_out, []);
    assert_eq!(names(&content, &report), ["en/news/boats-north.md"]);
    let file = content.read("en/news/boats-north.md");
    assert_lines(
        &file,
        &[
            "title: \"Boats for the north: \\\"three\\\" a year\"",
            "summary: Three boats a year.",
            "type: press-release",
            "date: 2021-03-04",
            "updated: 2021-04-05",
            "place: Kiel",
            "topics: [diaspora]",
            "countries: [DEU]",
            "sdgs: [10.7]",
            "aliases: [\"/press/boats-north/\"]",
            "    url: \"https://harbour.example/press/boats-north\"",
            "draft: true",
        ],
    );
    let expected = "\
> [!NOTE]
> Picture: [A boat on a river](https://harbour.example/sites/default/files/boat.jpg)

Kiel – Three boats a year go to the [north](https://harbour.example/north).

## Why boats

Because the roads are under water.

*Table*: not a caption. See `[^`1\\] and\\
\\- no list";
    // The picture of the article stands at its end or its beginning; the text is in between.
    let (picture, text) = expected.split_once("\n\n").unwrap();
    assert!(body(&file).contains(picture) && body(&file).contains(text), "{file}");
    let told = [report.imported[0].dropped.join("\n"), report.imported[0].to_do.join("\n")].join("\n");
    for what in ["Rope making", "field_weight", "?include=field_region", "put together from host and path"] {
        assert!(told.contains(what), "{what:?} is not told in\n{told}");
    }
}

#[test]
fn the_usable_resources_of_a_collection_become_drafts() {
    let content = Content::new();
    let report = content.import(&["collection.json"]);
    assert_eq!(
        names(&content, &report),
        ["en/news/a-crane-for-all.md", "en/news/plain.md", "de/news/a-crane-for-all.md"]
    );
    let german = content.read("de/news/a-crane-for-all.md");
    assert_lines(&german, &["slug: ein-kran-fuer-alle", "date: 2020-02-03", "topics: [diaspora]"]);
    let english = content.read("en/news/a-crane-for-all.md");
    assert!(english.contains("See [the plain text](../news/plain.md)."), "{english}");
    assert_eq!(body(&content.read("en/news/plain.md")), "One \\<b\\>line\\</b\\>.\n\nAnother line.");
    let mut why: Vec<_> = report.left_out.iter().map(|text| format!("{}: {}", text.origin, text.why)).collect();
    why.sort();
    for (told, (id, part)) in why.iter().zip([
        ("a3", "type `node--gallery` is not known"),
        ("a4", "no text"),
        ("a5", "no text"),
        ("a6", "its language is `fr`"),
        ("a7", "name its section with `--section`"),
    ]) {
        assert!(told.starts_with(&format!("collection.json, {id}: ")) && told.contains(part), "{why:#?}");
    }
    assert_eq!(why.len(), 5);
}

#[test]
fn what_cannot_be_read_is_left_out_and_told() {
    let content = Content::new();
    let before = content.tree();
    let folder = tempfile::tempdir().unwrap();
    for (name, text, part) in [
        ("broken.json", "{\"data\": [", "no valid JSON"),
        ("empty.json", "{\"data\": []}", "no JSON:API document with `data`"),
        ("other.json", "[1, 2]", "no JSON:API document with `data`"),
        ("errors.json", "{\"errors\": [{\"title\": \"Forbidden\", \"detail\": \"Log in.\"}]}", "errors: Log in."),
        (
            "term.json",
            "{\"data\": {\"type\": \"taxonomy_term--tags\", \"id\": \"1\"}}",
            "`taxonomy_term--tags` is not known",
        ),
        ("no-attributes.json", "{\"data\": {\"type\": \"node--news\"}}", "no text"),
        ("empty.html", "<html><head><title>T</title></head><body><script>x</script></body></html>", "no text"),
        ("empty.txt", "", "no text"),
        ("menu.txt", "Home\nAbout\nShare", "no text"),
        ("unknown-language.html", "<p>Lorem ipsum dolor sit amet.</p>", "`--lang en`"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let report = publish::import(&content.options(&[path])).unwrap();
        assert_eq!(report.imported, [], "{name}");
        assert!(report.left_out[0].why.contains(part), "{name}: {:?}", report.left_out);
    }
    let path = folder.path().join("latin.txt");
    fs::write(&path, b"M\xfcnchen").unwrap();
    assert!(publish::import(&content.options(&[path])).unwrap().left_out[0].why.contains("UTF-8"));
    assert_eq!(content.tree(), before);
}

#[test]
fn nothing_is_overwritten() {
    let content = Content::new();
    content.import(&["page.html", "collection.json"]);
    let before = content.tree();
    let report = content.import(&["page.html", "collection.json"]);
    assert_eq!(report.imported, []);
    assert_eq!(report.left_out.iter().filter(|text| text.why.contains("exists already")).count(), 4);
    assert_eq!(content.tree(), before);
}

#[test]
fn pages_of_other_sections_have_no_date_and_no_topics() {
    let content = Content::new();
    let options = ImportOptions { section: Section::OurWork, ..content.options(&[sample("second.html")]) };
    let report = publish::import(&options).unwrap();
    content.check();
    assert_eq!(names(&content, &report), ["en/our-work/second-visit.md"]);
    assert_lines(&content.read("en/our-work/second-visit.md"), &["type: page", "draft: true"]);
    for section in [Section::Home, Section::PlainLanguage] {
        let options = ImportOptions { section, ..content.options(&[sample("second.html")]) };
        assert!(matches!(publish::import(&options), Err(ImportError::Section(_))));
    }
}

#[test]
fn the_language_is_that_of_the_page_and_else_the_one_asked_for() {
    let content = Content::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("short.html");
    fs::write(&path, "<h1>Kai Hafen Boot</h1><p>Kai, Hafen, Boot.</p>").unwrap();
    let options = ImportOptions {
        lang: Some(Lang::De),
        ..content.options(&[path, sample("page-en.txt"), sample("second.html")])
    };
    let report = publish::import(&options).unwrap();
    let names = names(&content, &report);
    assert!(names.contains(&"de/news/kai-hafen-boot.md".to_owned()), "{names:?}");
    assert!(names.contains(&"en/news/second-visit.md".to_owned()), "{names:?}");
}

#[test]
fn the_exit_code_tells_what_was_left_out_from_failures() {
    let content = Content::new();
    let run = |arguments: &[&Path]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_publish"));
        command.arg("import").arg("--from").args(arguments).arg("--content").arg(content.path());
        let output = command.env("SOURCE_DATE_EPOCH", "1795305600").output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (code, stdout, stderr) = run(&[&sample("page.html"), &sample("second.html")]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(
        stdout.contains("open-day-harbour.md from page.html\n  left out: ") && stdout.contains("\n  to do: "),
        "{stdout}"
    );
    let (code, stdout, stderr) = run(&[&sample("collection.json")]);
    assert_eq!(code, Some(1), "{stderr}");
    assert!(
        stdout.contains("plain.md") && stderr.contains("node--gallery") && stderr.contains("5 texts left out"),
        "{stderr}"
    );
    let (code, _, stderr) = run(&[Path::new("nowhere.html")]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("nowhere.html"), "{stderr}");
}
