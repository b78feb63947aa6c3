//! The page that tells how to embed something: codes, preview, and options for those whose browser runs scripts.

use super::snippet::Snippet;
use crate::publish::prerender::escape;
use crate::text::Lang;
use crate::ui::strings::{EmbedStrings, embed_strings, strings};
use crate::widgets::frames::{self, ARTICLES};

/// What can be chosen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Options {
    /// Whether the text is shown.
    Article,
    /// How many articles are shown, of so many.
    News(usize),
    /// Nothing but size and colours.
    Chart,
    /// Nothing but size and colours.
    Search,
}

/// What the page says.
pub(super) struct Code<'a> {
    pub(super) lang: Lang,
    /// The title of what is embedded.
    pub(super) title: &'a str,
    /// The front page, as in a link.
    pub(super) home: &'a str,
    /// Its page, as in a link.
    pub(super) page: &'a str,
    /// Its frame, as in a link.
    pub(super) frame: &'a str,
    pub(super) height_px: u32,
    pub(super) snippet: &'a Snippet,
    pub(super) options: &'a Options,
    /// The whole address of the description for programs.
    pub(super) oembed: Option<&'a str>,
}

/// What stands in the page.
pub(super) fn body(code: &Code<'_>) -> String {
    let Code { lang, title, home, page, frame, height_px, snippet, options, oembed } = code;
    let words = embed_strings(*lang);
    let [home, page, frame, title] = [home, page, frame, title].map(|text| escape(text));
    let options = self::options(options, *height_px, words);
    let to = match code.options {
        Options::News(count) if *count >= ARTICLES => format!("#{}", frames::to(ARTICLES)),
        _ => String::new(),
    };
    let oembed = oembed.map(|url| format!("<p>{} <code>{}</code></p>", words.oembed, escape(url)));
    let part = |heading: &str, help: &str, code: &str| {
        format!(
            "<section><h2>{heading}</h2><p>{help}</p><pre tabindex=\"0\"><code>{}</code></pre>\
             <button type=\"button\" data-copy>{}</button></section>",
            escape(code),
            words.copy
        )
    };
    format!(
        "<header class=\"embed-head\"><a href=\"{home}\">{} <strong>{}</strong></a></header>\
         <main class=\"embed-code\"><p><a href=\"{page}\">{title}</a></p><h1>{}</h1><p>{}</p>{options}\
         {}{}<p class=\"embed-code__status\" role=\"status\" data-copied=\"{}\" data-failed=\"{}\"></p>{}\
         <h2>{}</h2><iframe src=\"{frame}{to}\" title=\"{}: {title}\" height=\"{height_px}\"></iframe></main>",
        strings(*lang).organization,
        strings(*lang).country,
        escape(&(words.embed)(code.title)),
        words.intro,
        part(words.element, words.element_help, &snippet.element),
        part(words.frame, words.frame_help, &snippet.frame),
        words.copied,
        words.copy_failed,
        oembed.unwrap_or_default(),
        words.preview,
        words.preview,
    )
}

fn options(options: &Options, height_px: u32, words: &EmbedStrings) -> String {
    let tick = |name: &str, label: &str| {
        format!("<label><input type=\"checkbox\" name=\"{name}\" value=\"yes\"> {label}</label>")
    };
    let own = match options {
        Options::Article => tick("show", words.summary),
        Options::News(count) => {
            let count = (*count).max(1);
            let chosen = ARTICLES.min(count);
            let number = |number: usize| {
                let selected = if number == chosen { " selected" } else { "" };
                format!("<option value=\"{number}\"{selected}>{number}</option>")
            };
            let numbers: String = (1..=count).map(number).collect();
            format!("<label>{} <select name=\"count\">{numbers}</select></label>", words.count)
        }
        Options::Chart | Options::Search => String::new(),
    };
    let themes = [("", words.auto), ("light", words.light), ("dark", words.dark)];
    let themes = themes.map(|(value, name)| format!("<option value=\"{value}\">{name}</option>")).concat();
    format!(
        "<form class=\"embed-code__options\" aria-label=\"{}\"><label>{} <select name=\"theme\">{themes}</select></label>\
         <label>{} <input type=\"number\" name=\"height\" value=\"{height_px}\" min=\"100\" max=\"5000\" step=\"20\">\
         </label>{own}{}</form>",
        words.options,
        words.theme,
        words.height,
        tick("fixed", words.fixed)
    )
}
