//! The scripts that are written by hand, and what `publish` fills in: names of other files, words in every language,
//! and for the worker the files every page needs.
//!
//! Starter, keeper, panel and their stylesheet are named after what is in them. The worker has one name for ever, since
//! a browser looks for the next version where it found the last.

use std::collections::BTreeMap;

use serde::Serialize;

use super::MachineError;
use super::assets::short_hash;
use super::output::{Output, json};
use crate::text::Lang;
use crate::ui::strings::offline::{OfflineStrings, offline};

const KEEPER: &str = include_str!("../browser/keeper.js");
const PANEL: &str = include_str!("../browser/panel.js");
const WORKER: &str = include_str!("../browser/worker.js");
const WORKER_OFF: &str = include_str!("../browser/worker_off.js");
const STYLE: &str = include_str!("../../style/offline.css");

/// Where the worker lies, from the folder of the site.
const WORKER_FILE: &str = "worker.js";

/// Where the kill switch lies, from the folder of the site.
const WORKER_OFF_FILE: &str = "worker-off.js";

/// Where the words stand in scripts.
const WORDS: &str = "{ en: {} }";

/// A file by its name, with its text.
type Script = (String, String);

/// What readers need who keep something in their browser.
#[derive(Debug)]
pub(super) struct Scripts {
    style: Script,
    keeper: Script,
    panel: Script,
}

impl Scripts {
    /// The scripts as they are published.
    pub(super) fn new() -> Result<Self, MachineError> {
        let style = named("offline", "css", without_comments(STYLE));
        let keeper = code(KEEPER).replace("\"offline.css\"", &format!("\"{}\"", style.0));
        let keeper = keeper.replace(WORDS, &words(|strings| &strings.keeper)?);
        let keeper = named("keeper", "js", keeper);
        let panel = code(PANEL).replace("keeper.js", &keeper.0).replace(WORDS, &words(|strings| &strings.panel)?);
        Ok(Self { style, keeper, panel: named("panel", "js", panel) })
    }

    /// The starter, with the names of the scripts it loads.
    pub(super) fn name_in(&self, starter: &str) -> String {
        starter.replace("keeper.js", &self.keeper.0).replace("panel.js", &self.panel.0)
    }

    /// The names of the files.
    pub(super) fn names(&self) -> [&str; 3] {
        [&self.style.0, &self.keeper.0, &self.panel.0]
    }

    /// Writes everything but the worker, which names files that are written later.
    pub(super) fn write(&self, output: &Output) -> Result<(), MachineError> {
        for (name, text) in [&self.style, &self.keeper, &self.panel] {
            output.write(name, text.as_bytes())?;
        }
        output.write(WORKER_OFF_FILE, code(WORKER_OFF).as_bytes())
    }
}

/// Writes the worker. `files` are those every page needs, with their hashes: another one makes another worker, which
/// browsers then fetch.
pub(super) fn write_worker(files: &BTreeMap<String, String>, output: &Output) -> Result<(), MachineError> {
    output.write(WORKER_FILE, worker(files)?.as_bytes())
}

fn worker(files: &BTreeMap<String, String>) -> Result<String, MachineError> {
    let named = String::from_utf8(json(WORKER_FILE, &files.keys().collect::<Vec<_>>())?).unwrap_or_default();
    let all: Vec<_> = files.iter().map(|(file, hash)| format!("{file} {hash}")).collect();
    let release = short_hash(all.join("\n").as_bytes());
    Ok(code(WORKER).replace("[\"FILES\"]", &named).replace("RELEASE", &release))
}

/// The words of a script in every language, as an object.
fn words<T: Serialize + 'static>(of: impl Fn(&'static OfflineStrings) -> &'static T) -> Result<String, MachineError> {
    let words: BTreeMap<_, _> = Lang::ALL.into_iter().map(|lang| (lang.code(), of(offline(lang)))).collect();
    Ok(String::from_utf8(json("words", &words)?).unwrap_or_default())
}

fn named(name: &str, ending: &str, text: String) -> Script {
    (format!("{name}-{}.{ending}", short_hash(text.as_bytes())), text)
}

/// A script without its comments, which stand on lines of their own.
pub(super) fn code(script: &str) -> String {
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/**");
    script.lines().map(str::trim).filter(is_code).collect::<Vec<_>>().join("\n")
}

/// A stylesheet without its comments and the room between its lines.
fn without_comments(style: &str) -> String {
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let bare = parts.fold(first, |bare, part| bare + part.split_once("*/").map_or("", |(_, rest)| rest));
    bare.lines().map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_name_each_other_and_have_their_words() {
        let scripts = Scripts::new().unwrap();
        let [style, keeper, panel] = scripts.names();
        assert!(scripts.keeper.1.contains(&format!("\"{style}\"")));
        assert!(scripts.panel.1.contains(&format!("\"./{keeper}\"")));
        let starter = scripts.name_in("[\"./keeper.js\", \"./panel.js\"]");
        assert_eq!(starter, format!("[\"./{keeper}\", \"./{panel}\"]"));
        for (script, words) in [(&scripts.keeper.1, "Schließen"), (&scripts.panel.1, "Leseliste")] {
            assert!(script.contains(words), "no {words}");
            assert!(!script.contains(WORDS) && !script.contains("// "), "{script}");
        }
    }

    #[test]
    fn a_panel_asks_for_no_words_it_does_not_have() {
        for (script, has) in [
            (KEEPER, serde_json::to_value(&offline(Lang::En).keeper).unwrap()),
            (PANEL, serde_json::to_value(&offline(Lang::En).panel).unwrap()),
        ] {
            let asked = script.split("say.").skip(1).chain(script.split("say().").skip(1));
            let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>();
            let mut asked: Vec<_> = asked.map(name).collect();
            asked.sort();
            asked.dedup();
            assert!(asked.len() > 5, "{asked:?}");
            let missing: Vec<_> = asked.iter().filter(|name| has.get(name.as_str()).is_none()).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }

    #[test]
    fn another_file_makes_another_worker() {
        let files =
            |hash: &str| BTreeMap::from([("main-0.css".to_owned(), "1".to_owned()), ("a".to_owned(), hash.to_owned())]);
        let [one, other] = ["x", "y"].map(|hash| worker(&files(hash)).unwrap());
        assert!(one.contains("const files = [\"a\",\"main-0.css\"];"), "{one}");
        assert_ne!(one, other);
        assert_eq!(one, worker(&files("x")).unwrap());
        assert!(!one.contains("RELEASE") && !one.contains("// "));
    }

    #[test]
    fn styles_lose_their_comments_alone() {
        assert_eq!(without_comments("/* a\n b */\nx {\n  y: z;\n}\n/* c */"), "x {y: z;}");
    }
}
