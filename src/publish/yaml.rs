//! Values in YAML, as editors write them at the head of a file or in a directive.
//!
//! Every value is kept as it was written until it is parsed into its type, so that `10.10` stays a target and
//! `2018` a year. All mistakes are reported, not just the first.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use saphyr::{AnnotatedMapping, MarkedYaml, YamlData, YamlLoader};
use saphyr_parser::{Marker, Parser, Span};

use super::Problems;
use super::problem::{Origin, did_you_mean};
use crate::text::{check_href, is_external};

/// A value as it was written, with its place in the file.
#[derive(Clone, Debug)]
pub(super) struct Written<T> {
    pub(super) value: T,
    pub(super) place: Range<usize>,
}

pub(super) type Node<'a> = MarkedYaml<'a>;
pub(super) type Fields<'a> = AnnotatedMapping<'a, Node<'a>>;

/// Reads a stretch of YAML in a file and notes what is wrong with it.
pub(super) struct Reader<'a> {
    pub(super) origin: &'a Origin,
    /// Where the YAML begins in the file, in bytes.
    start: usize,
    yaml: &'a str,
    /// Where each character begins, in bytes; empty if each is one byte.
    characters: Vec<usize>,
    /// What stands before the names of rules: `front-matter`.
    area: &'static str,
    pub(super) problems: &'a mut Problems,
}

impl<'a> Reader<'a> {
    /// A reader of the YAML that stands at `range` in the file, in bytes.
    pub(super) fn new(origin: &'a Origin, range: Range<usize>, area: &'static str, problems: &'a mut Problems) -> Self {
        let (start, yaml) = (range.start, &origin.text()[range]);
        let characters = if yaml.is_ascii() { Vec::new() } else { yaml.char_indices().map(|(byte, _)| byte).collect() };
        Self { origin, start, yaml, characters, area, problems }
    }

    /// The whole as keys with values; `example` shows how to write them.
    pub(super) fn fields(&mut self, example: &str) -> Option<Fields<'a>> {
        match self.document()? {
            YamlData::Mapping(fields) => Some(fields),
            _ => {
                self.no_such_form("keys and values", &format!("write {example}, each on a line of its own"));
                None
            }
        }
    }

    /// The whole as a list of records, each with keys and values.
    pub(super) fn records(&mut self) -> Vec<Fields<'a>> {
        let items = match self.document() {
            Some(YamlData::Sequence(items)) => items,
            Some(_) => Vec::new(),
            None => return Vec::new(),
        };
        let records: Option<Vec<_>> = items.into_iter().map(as_fields).collect();
        let records = records.unwrap_or_default();
        if records.is_empty() {
            self.no_such_form("records", "begin each record with `- ` and write its keys below one another");
        }
        records
    }

    fn document(&mut self) -> Option<YamlData<'a, Node<'a>>> {
        let mut loader = YamlLoader::<Node<'a>>::default();
        loader.early_parse(false);
        let parsed = Parser::new_from_str(self.yaml).load(&mut loader, true);
        if let Some(error) = parsed.err().as_ref().or(loader.error()) {
            let place = self.place_of_marker(error.marker());
            self.problems.at(
                self.origin,
                place..place + 1,
                self.rule("invalid-yaml"),
                format!("this is no valid YAML: {}", error.info()),
                "quote a value that holds `: ` or begins with a special sign; a key may stand only once",
            );
            return None;
        }
        let document = loader.into_documents().into_iter().next();
        Some(document.map_or(YamlData::BadValue, |document| document.data))
    }

    fn no_such_form(&mut self, wanted: &str, hint: &str) {
        self.whole("invalid-yaml", format!("this is no list of {wanted}"), hint);
    }

    /// Notes a problem of the whole stretch.
    pub(super) fn whole(&mut self, rule: &str, message: String, hint: impl Into<String>) {
        let range = self.start..self.start + self.yaml.len();
        self.problems.at(self.origin, range, self.rule(rule), message, hint);
    }

    /// The whole name of a rule.
    pub(super) fn rule(&self, name: &str) -> String {
        format!("{}/{name}", self.area)
    }

    // ---- values of a kind ----

    pub(super) fn required_text(&mut self, fields: &Fields<'a>, key: &'static str, longest: usize) -> String {
        let Some(text) = self.text(fields, key) else {
            if self.field(fields, key).is_none() {
                self.missing(fields, key, &format!("write `{key}: …`, plain text"));
            }
            return String::new();
        };
        let length = text.value.chars().count();
        if length > longest {
            self.problems.at(
                self.origin,
                text.place,
                self.rule("too-long"),
                format!("the {key} has {length} characters"),
                format!("at most {longest} are shown whole; shorten it by {}", length - longest),
            );
        }
        text.value
    }

    /// The value of a key as an address on the web. One that is none is noted and given back all the same.
    pub(super) fn web_address(&mut self, fields: &Fields<'a>, key: &'static str) -> Option<String> {
        let Written { value, place } = self.text(fields, key)?;
        if check_href(&value).is_err() || !is_external(&value) {
            let message = format!("`{value}` is no address on the web");
            let hint = "write it whole: `https://www.iom.int/…`";
            self.problems.at(self.origin, place, self.rule("bad-url"), message, hint);
        }
        Some(value)
    }

    pub(super) fn parsed<T: FromStr<Err: Display>>(
        &mut self,
        fields: &Fields<'a>,
        key: &'static str,
        hint: &str,
    ) -> Option<T> {
        let text = self.text(fields, key)?;
        self.parse(key, text, hint)
    }

    pub(super) fn parsed_list<T: FromStr<Err: Display>>(
        &mut self,
        fields: &Fields<'a>,
        key: &'static str,
        hint: &str,
    ) -> Vec<T> {
        let texts = self.texts(fields, key);
        texts.into_iter().filter_map(|text| self.parse(key, text, hint)).collect()
    }

    fn parse<T: FromStr<Err: Display>>(&mut self, key: &str, text: Written<String>, hint: &str) -> Option<T> {
        match text.value.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.problems.at(self.origin, text.place, self.rule("bad-value"), format!("{key}: {error}"), hint);
                None
            }
        }
    }

    pub(super) fn choice<T: Copy>(
        &mut self,
        fields: &Fields<'a>,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(fields, key)?;
        let chosen = choices.iter().find(|(name, _)| *name == text.value).map(|(_, value)| *value);
        if chosen.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            let hint =
                format!("{}choose one of {}", did_you_mean(&text.value, names.iter().copied()), names.join(", "));
            let message = format!("`{}` is no {key}", text.value);
            self.problems.at(self.origin, text.place, self.rule("unknown-value"), message, hint);
        }
        chosen
    }

    /// The value of a key as text, without white space around it. An empty value is a mistake.
    pub(super) fn text(&mut self, fields: &Fields<'a>, key: &'static str) -> Option<Written<String>> {
        let node = self.field(fields, key)?;
        let text = self.scalar(node);
        if text.is_none() {
            self.wrong_shape(key, node.span, "a single value");
        }
        text
    }

    /// The values of a key whose value is a list.
    pub(super) fn texts(&mut self, fields: &Fields<'a>, key: &'static str) -> Vec<Written<String>> {
        let Some(node) = self.field(fields, key) else { return Vec::new() };
        let YamlData::Sequence(items) = &node.data else {
            self.wrong_shape(key, node.span, "a list: `[one, two]`");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match self.scalar(item) {
                Some(text) => texts.push(text),
                None => self.wrong_shape(key, item.span, "a list of single values"),
            }
        }
        texts
    }

    fn scalar(&self, node: &Node<'a>) -> Option<Written<String>> {
        match &node.data {
            YamlData::Representation(text, ..) if !text.trim().is_empty() => {
                let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
                Some(Written { value, place: self.place(node.span) })
            }
            _ => None,
        }
    }

    // ---- problems ----

    pub(super) fn reject_unknown(&mut self, fields: &Fields<'a>, known: &[&'static str]) {
        for (key, _) in fields {
            let name = self.scalar(key).map(|key| key.value).unwrap_or_default();
            if !known.contains(&name.as_str()) {
                let place = self.place(key.span);
                let hint = did_you_mean(&name, known.iter().copied());
                self.problems.at(
                    self.origin,
                    place,
                    self.rule("unknown-key"),
                    format!("there is no key `{name}`"),
                    format!("{hint}keys here are {}", known.join(", ")),
                );
            }
        }
    }

    /// Notes that a key is missing among these fields.
    pub(super) fn missing(&mut self, fields: &Fields<'a>, key: &str, hint: &str) {
        let start = fields.iter().next().map_or(self.start, |(first, _)| self.place(first.span).start);
        let line = self.origin.text()[start..].lines().next().map_or(0, str::len);
        self.problems.at(
            self.origin,
            start..start + line,
            self.rule("missing-key"),
            format!("there is no `{key}`"),
            hint,
        );
    }

    pub(super) fn wrong_shape(&mut self, key: &str, span: Span, wanted: &str) {
        let place = self.place(span);
        let hint = format!("write {wanted}, or remove the key");
        self.problems.at(self.origin, place, self.rule("wrong-shape"), format!("`{key}` needs {wanted}"), hint);
    }

    // ---- places ----

    pub(super) fn field<'f>(&self, fields: &'f Fields<'a>, key: &str) -> Option<&'f Node<'a>> {
        let is_key = |node: &Node<'a>| matches!(&node.data, YamlData::Representation(text, ..) if text == key);
        fields.iter().find(|(written, _)| is_key(written)).map(|(_, value)| value)
    }

    pub(super) fn place_of_field(&self, fields: &Fields<'a>, key: &str) -> Range<usize> {
        self.field(fields, key).map(|node| self.place(node.span)).unwrap_or_default()
    }

    pub(super) fn place(&self, span: Span) -> Range<usize> {
        self.place_of_marker(&span.start)..self.place_of_marker(&span.end)
    }

    /// The byte of the file a marker of the YAML parser stands for; the parser counts characters.
    fn place_of_marker(&self, marker: &Marker) -> usize {
        let at = marker.index();
        let in_yaml =
            if self.characters.is_empty() { at } else { *self.characters.get(at).unwrap_or(&self.yaml.len()) };
        self.start + in_yaml.min(self.yaml.len())
    }
}

fn as_fields(node: Node<'_>) -> Option<Fields<'_>> {
    match node.data {
        YamlData::Mapping(fields) => Some(fields),
        _ => None,
    }
}
