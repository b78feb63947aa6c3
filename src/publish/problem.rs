//! What an editor has to mend: where, what was found, what to write instead.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use miette::{Diagnostic, GraphicalReportHandler, LabeledSpan, NamedSource, SourceCode};

/// One thing to mend in the content.
#[derive(Debug)]
pub struct Problem {
    rule: Cow<'static, str>,
    message: String,
    hint: String,
    source: NamedSource<Arc<str>>,
    range: Option<Range<usize>>,
    label: String,
}

impl Problem {
    /// The name of the rule that was broken, as `content/unknown-topic`.
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.rule.as_ref()))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.hint))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let range = self.range.clone()?;
        Some(Box::new(std::iter::once(LabeledSpan::new(Some(self.label.clone()), range.start, range.len()))))
    }
}

/// A file problems are found in: its name as the editor knows it, and its text.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    name: Arc<str>,
    text: Arc<str>,
}

impl Origin {
    /// A file; its text is empty if it could not be read.
    pub(super) fn new(path: &Path, text: impl Into<Arc<str>>) -> Self {
        Self { name: path.display().to_string().into(), text: text.into() }
    }

    /// The whole text of the file.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// Everything found so far.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem at a place, given as a range of bytes in the file.
    pub(super) fn at(
        &mut self,
        origin: &Origin,
        range: Range<usize>,
        rule: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let end = range.end.min(origin.text.len());
        let range = range.start.min(end)..end;
        self.push(origin, Some(range), rule.into(), message.into(), hint.into());
    }

    /// Notes a problem of a file as a whole.
    pub(super) fn file(
        &mut self,
        origin: &Origin,
        rule: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let first_line = origin.text.lines().next().map(|line| 0..line.len());
        // Without text there is no excerpt, which would name the file.
        let message = match first_line {
            Some(_) => message.into(),
            None => format!("{}: {}", origin.name, message.into()),
        };
        self.push(origin, first_line, rule.into(), message, hint.into());
    }

    fn push(
        &mut self,
        origin: &Origin,
        range: Option<Range<usize>>,
        rule: Cow<'static, str>,
        message: String,
        hint: String,
    ) {
        let source = NamedSource::new(&origin.name, Arc::clone(&origin.text));
        self.0.push(Problem { rule, message, hint, source, range, label: "here".to_owned() });
    }

    /// Notes problems that were found apart, and gives back what they were found with.
    pub(super) fn and<T>(&mut self, value: T, others: Self) -> T {
        self.0.extend(others.0);
        value
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many were found.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// All problems as text, with an excerpt of the file each; `colour` for a terminal.
    pub fn render(&self, colour: bool) -> String {
        let theme = if colour { miette::GraphicalTheme::unicode() } else { miette::GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_width(100).with_links(false);
        self.0.iter().fold(String::new(), |mut text, problem| {
            // Writing to a string cannot fail; a problem that does not render is shown by its message.
            if handler.render_report(&mut text, problem).is_err() {
                text.push_str(&problem.message);
            }
            text.push('\n');
            text
        })
    }
}

/// The entry of `known` nearest to what was written, as words for a hint; nothing if none is near.
pub(super) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    known
        .into_iter()
        .map(|entry| (strsim::damerau_levenshtein(written, entry), entry))
        .filter(|(distance, entry)| *distance <= entry.chars().count().max(3) / 3)
        .min()
        .map(|(_, entry)| format!("did you mean `{entry}`? "))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let topics = ["diaspora", "health", "partnership"];
        assert_eq!(did_you_mean("diapsora", topics), "did you mean `diaspora`? ");
        assert_eq!(did_you_mean("astronomy", topics), "");
    }
}
