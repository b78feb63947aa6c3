//! The check of a finished site: every link within it leads somewhere.
//!
//! 1. [`check_links`] lists the files of the folder. The front page tells by its canonical address where the site lies.
//! 2. It reads each page, stylesheet, feed, sitemap and manifest once: [`tags`] finds the tags of a page, [`targets_of`]
//!    the addresses in a tag, [`css_targets`] those in a stylesheet, [`xml_targets`] and [`json_targets`] those in the
//!    others.
//! 3. [`resolve`] turns an address into the path of a file. Whether the file is there shows at once; whether a
//!    fragment is there shows when all pages have been read, and until then only the ids of pages are kept.
//!
//! It knows nothing of how the pages were made, so that it also finds what the compiler got wrong. Addresses with a
//! scheme or a host (`https:`, `mailto:`, `//host`) are not looked at, unless they begin with the site's own.
//! Not read are scripts, `style` elements and `<base>`, which our content security policy forbids.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::kept::Kept;
use super::{MachineError, PublicUrl};

/// A link of a page that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeadLink {
    /// The page or stylesheet it stands on, as a path from the site's folder: `de/index.html`.
    pub page: String,
    /// The address as it is written there, character references decoded.
    pub target: String,
    /// What is wrong with it.
    pub why: Why,
}

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// There is no such file.
    NoFile,
    /// The page is there, but nothing on it has the id of the fragment.
    NoFragment,
    /// The address lies outside the path the site lies under.
    OutsideSite,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoFile => "leads to no file",
            Self::NoFragment => "leads to a page that has no such id",
            Self::OutsideSite => "leads out of the site",
        })
    }
}

impl fmt::Display for DeadLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}` {}", self.page, self.target, self.why)
    }
}

/// What the check of a site has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkReport {
    /// Pages read.
    pub pages: usize,
    /// Links within the site, on pages and in stylesheets; the same link counts each time.
    pub links: usize,
    /// Links that lead nowhere, sorted by page and address; a link that stands on a page several times is told once.
    pub dead: Vec<DeadLink>,
}

/// Checks every link within the finished site that lies in a folder and will lie under `public_url`.
///
/// # Errors
///
/// [`MachineError::File`] when the folder or a file in it cannot be read.
pub fn check_links(site: &Path, public_url: &PublicUrl) -> Result<LinkReport, MachineError> {
    let files = files_of(site)?;
    let kept = Kept::read(site);
    let read = |file: &str| {
        let path = site.join(file);
        let bytes = fs::read(&path).map_err(MachineError::file("read", &path))?;
        Ok::<_, MachineError>(String::from_utf8_lossy(&bytes).into_owned())
    };
    let own_url = if files.contains(FRONT_PAGE) { canonical(&read(FRONT_PAGE)?, public_url) } else { None };
    let mut check = Check {
        public_url,
        own_url,
        files: &files,
        ids: HashMap::new(),
        later: Vec::new(),
        links: 0,
        dead: BTreeSet::new(),
    };
    for file in &files {
        match file.rsplit_once('.').map(|(_, ending)| ending) {
            // What earlier releases led to may be gone.
            _ if kept.holds(file) => {}
            Some("html") => check.page(file, &read(file)?),
            // The starter names the files of the app.
            Some("js") if file.starts_with("starter-") => check.links(file, starter_targets(&read(file)?)),
            Some("css") => check.links(file, css_targets(&read(file)?)),
            Some("xml") => check.links(file, xml_targets(&read(file)?)),
            Some("webmanifest") => check.links(file, json_targets(&read(file)?)),
            Some("json") if file.ends_with(JSON_FEED) => check.links(file, json_targets(&read(file)?)),
            _ => {}
        }
    }
    Ok(check.report())
}

/// The paths of all files of a folder, sorted, from that folder and with `/`.
fn files_of(site: &Path) -> Result<BTreeSet<String>, MachineError> {
    let mut files = BTreeSet::new();
    for entry in WalkDir::new(site) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(site).to_owned();
            MachineError::file("read", &path)(error.into())
        })?;
        if let Ok(path) = entry.path().strip_prefix(site)
            && !entry.file_type().is_dir()
        {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"));
        }
    }
    Ok(files)
}

/// The page whose canonical address tells where the site lies.
const FRONT_PAGE: &str = "index.html";

/// The files that a starter loads.
fn starter_targets(script: &str) -> Vec<String> {
    let names = script.split("\"name\":\"").skip(1);
    names.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

/// How feeds in JSON are called; other JSON holds no addresses that readers follow.
const JSON_FEED: &str = "/feed.json";

/// What is known while the files are read.
struct Check<'a> {
    public_url: &'a PublicUrl,
    /// The address of the front page, with a slash at the end, if it is known.
    own_url: Option<String>,
    files: &'a BTreeSet<String>,
    /// The ids of each page read.
    ids: HashMap<&'a str, HashSet<String>>,
    /// Links with a fragment, until all ids are known.
    later: Vec<WithFragment<'a>>,
    links: usize,
    dead: BTreeSet<DeadLink>,
}

/// A link to a place on a page that is there.
struct WithFragment<'a> {
    page: &'a str,
    target: String,
    /// The page it leads to.
    file: &'a str,
}

impl<'a> Check<'a> {
    fn page(&mut self, page: &'a str, html: &str) {
        let mut ids = HashSet::new();
        let mut seen = HashSet::new();
        for tag in tags(html) {
            for (name, value) in &tag.attributes {
                if *name == "id" || *name == "name" && tag.name == "a" {
                    ids.insert(value.clone().into_owned());
                }
            }
            for target in targets_of(&tag) {
                self.link(page, target, &mut seen);
            }
        }
        self.ids.insert(page, ids);
    }

    fn links(&mut self, file: &'a str, targets: Vec<String>) {
        let mut seen = HashSet::new();
        for target in targets {
            self.link(file, target, &mut seen);
        }
    }

    /// Takes a link; one that is among those `seen` on the page is only counted.
    fn link(&mut self, page: &'a str, target: String, seen: &mut HashSet<String>) {
        let own = self.own_url.as_deref().and_then(|own| target.strip_prefix(own));
        let path = own.map(|rest| format!("{}{rest}", self.public_url.as_str()));
        let Some(resolved) = resolve(path.as_ref().unwrap_or(&target), page, self.public_url) else { return };
        self.links += 1;
        if !seen.insert(target.clone()) {
            return;
        }
        let why = match resolved {
            Err(outside) => outside,
            Ok(file) => match self.files.get(&file) {
                None => Why::NoFile,
                Some(file) => {
                    if file.ends_with(".html") && fragment_of(&target).is_some() {
                        self.later.push(WithFragment { page, target, file });
                    }
                    return;
                }
            },
        };
        self.dead.insert(DeadLink { page: page.to_owned(), target, why });
    }

    fn report(mut self) -> LinkReport {
        for link in self.later {
            let known = |id: &str| self.ids.get(link.file).is_some_and(|ids| ids.contains(id));
            if let Some(fragment) = fragment_of(&link.target)
                && !known(fragment)
                && !known(&percent_decoded(fragment))
            {
                self.dead.insert(DeadLink { page: link.page.to_owned(), target: link.target, why: Why::NoFragment });
            }
        }
        LinkReport { pages: self.ids.len(), links: self.links, dead: self.dead.into_iter().collect() }
    }
}

// ---- addresses ----

/// The id an address names. None are the empty one and `top`, which lead to the top of any page (HTML Living Standard,
/// “indicated part of the document”), and what a text directive adds.
fn fragment_of(target: &str) -> Option<&str> {
    let (_, fragment) = target.split_once('#')?;
    let id = fragment.split(":~:").next().unwrap_or_default();
    (!id.is_empty() && !id.eq_ignore_ascii_case("top")).then_some(id)
}

/// The path of the file an address on a page leads to. Nothing if the address has a scheme or a host.
fn resolve(target: &str, page: &str, public_url: &PublicUrl) -> Option<Result<String, Why>> {
    let address = target.trim_matches(|c: char| c.is_ascii_whitespace());
    if has_scheme(address) || address.starts_with("//") {
        return None;
    }
    let path = address.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(Ok(page.to_owned()));
    }
    let here = format!("{}{page}", public_url.as_str());
    let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
    let base = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<Cow<'_, str>> = base.split('/').filter(|part| !part.is_empty()).map(Cow::Borrowed).collect();
    let mut is_folder = false;
    for part in path.trim_start_matches('/').split('/') {
        let part = percent_decoded(part);
        is_folder = matches!(&*part, "" | "." | "..");
        match &*part {
            "." => {}
            ".." => {
                parts.pop();
            }
            // An empty part within a path names no file, and neither does a slash in disguise.
            "" => parts.push(part),
            other if other.contains('/') => return Some(Err(Why::NoFile)),
            _ => parts.push(part),
        }
    }
    if is_folder {
        parts.pop_if(|part| part.is_empty());
        parts.push(Cow::Borrowed("index.html"));
    }
    let path = format!("/{}", parts.join("/"));
    Some(path.strip_prefix(public_url.as_str()).map(str::to_owned).ok_or(Why::OutsideSite))
}

/// Whether an address begins with a scheme, as `mailto:` (RFC 3986, section 3.1).
fn has_scheme(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// Text without percent signs that stand for bytes (RFC 3986, section 2.1). What is no UTF-8 then names no file.
fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let hex = |at: usize| Some(char::from(*text.as_bytes().get(at)?).to_digit(16)? as u8);
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match hex(at + 1).zip(hex(at + 2)).filter(|_| *byte == b'%') {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                at += 3;
            }
            None => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

// ---- pages ----

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
struct Tag<'h> {
    /// In lower case, as are the names of attributes.
    name: Cow<'h, str>,
    /// Names and values, character references decoded; the value is empty if there is none.
    attributes: Vec<(Cow<'h, str>, Cow<'h, str>)>,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| &**value)
    }
}

/// Elements whose content is text, whatever it looks like.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"];

/// Attributes that hold one address.
const ADDRESSES: [&str; 4] = ["href", "xlink:href", "src", "poster"];

/// The start tags of a page (HTML Living Standard, “Tokenization”, as far as it matters for links).
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')? + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                // `<!-->` and `<!--->` are whole comments.
                let short = comment.strip_prefix('>').or_else(|| comment.strip_prefix("->"));
                rest = short.unwrap_or_else(|| after(comment, "-->"));
            } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (tag, end) = tag(rest);
                rest = if RAW.contains(&&*tag.name) { after_raw(end, &tag.name) } else { end };
                return Some(tag);
            } else if rest.starts_with(['!', '?']) {
                rest = after(rest, ">");
            } else if let Some(name) = rest.strip_prefix('/') {
                // An end tag may have attributes, in which `>` may be quoted; `</>` is nothing.
                rest = if name.starts_with(|c: char| c.is_ascii_alphabetic()) { tag(name).1 } else { after(rest, ">") };
            }
        }
    })
}

/// What comes after a mark; nothing if it is not there.
fn after<'h>(text: &'h str, mark: &str) -> &'h str {
    text.split_once(mark).map_or("", |(_, rest)| rest)
}

/// What comes after the text in an element, beginning with its end tag.
fn after_raw<'h>(html: &'h str, name: &str) -> &'h str {
    let ends = html.match_indices("</").find(|(at, _)| {
        let rest = &html[at + 2..];
        rest.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
            && rest[name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
    });
    ends.map_or("", |(at, _)| &html[at..])
}

/// Reads a tag from its name on. Gives what comes after it, too.
fn tag(html: &str) -> (Tag<'_>, &str) {
    let is_space = |c: char| c.is_ascii_whitespace();
    let (name, mut rest) = split_at_any(html, |c| is_space(c) || c == '/' || c == '>');
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| is_space(c) || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        // An equals sign at the beginning belongs to the name.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = first + split_at_any(&rest[first..], |c| is_space(c) || c == '/' || c == '>' || c == '=').0.len();
        let (name, end) = rest.split_at(length);
        let mut value = "";
        rest = end;
        if let Some(end) = rest.trim_start_matches(is_space).strip_prefix('=') {
            let end = end.trim_start_matches(is_space);
            (value, rest) = match end.chars().next() {
                Some(quote @ ('"' | '\'')) => end[1..].split_once(quote).unwrap_or((&end[1..], "")),
                _ => split_at_any(end, |c| is_space(c) || c == '>'),
            };
        }
        attributes.push((lower(name), decoded(value)));
    }
    (Tag { name: lower(name), attributes }, rest.strip_prefix('>').unwrap_or(rest))
}

/// Parts a text before the first of certain characters.
fn split_at_any(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

fn lower(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

/// Text without character references: those an address may need, and any number.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('&');
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest))) {
            Some((c, rest)) => {
                all.push(c);
                all.push_str(rest);
            }
            None => {
                all.push('&');
                all.push_str(part);
            }
        }
    }
    Cow::Owned(all)
}

/// The character a reference names.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

/// The addresses in a tag.
fn targets_of(tag: &Tag<'_>) -> Vec<String> {
    let mut targets = Vec::new();
    for (name, value) in &tag.attributes {
        match &**name {
            "srcset" | "imagesrcset" => targets.extend(candidates(value)),
            name if ADDRESSES.contains(&name) => targets.push(value.clone().into_owned()),
            _ => {}
        }
    }
    let is_refresh = tag.name == "meta"
        && tag.attribute("http-equiv").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("refresh"));
    if is_refresh {
        targets.extend(tag.attribute("content").and_then(refresh_target).map(str::to_owned));
    }
    targets
}

/// The addresses of a `srcset`: an address runs up to white space, a description up to a comma.
fn candidates(srcset: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let (address, end) = split_at_any(rest, |c| c.is_ascii_whitespace());
        let bare = address.trim_end_matches(',');
        rest = if bare.len() < address.len() { end } else { after(end, ",") };
        found.push(bare.to_owned());
    }
}

/// The address in `0; url=/about/`, with or without quotes.
fn refresh_target(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start();
    let named = rest.get(..3).filter(|name| name.eq_ignore_ascii_case("url")).map(|_| rest[3..].trim_start());
    let address = named.and_then(|rest| rest.strip_prefix('=')).unwrap_or(rest).trim();
    match address.chars().next()? {
        quote @ ('"' | '\'') => address[1..].split(quote).next(),
        _ => Some(address),
    }
}

/// The canonical address of the front page, if it is whole and lies where the site will.
fn canonical(html: &str, public_url: &PublicUrl) -> Option<String> {
    let link = tags(html).find(|tag| tag.attribute("rel") == Some("canonical"))?;
    link.attribute("href").filter(|href| has_scheme(href) && href.ends_with(public_url.as_str())).map(str::to_owned)
}

// ---- feeds, sitemaps and manifests ----

/// The addresses in a feed or a sitemap: in links, in `loc` and in the HTML that stands in it as text.
fn xml_targets(xml: &str) -> Vec<String> {
    let inside = |name: &str| -> Vec<String> {
        let (start, end) = (format!("<{name}"), format!("</{name}>"));
        let texts = xml.split(&start).skip(1).filter_map(|rest| rest.split_once('>')?.1.split_once(&end));
        texts.map(|(text, _)| decoded(text).into_owned()).collect()
    };
    let mut targets: Vec<String> = tags(xml).flat_map(|tag| targets_of(&tag)).collect();
    targets.extend(["loc", "icon", "logo"].into_iter().flat_map(inside));
    targets.extend(inside("content").iter().flat_map(|html| html_targets(html)));
    targets
}

/// The addresses in the HTML of an entry. Those of its own parts belong to the page it tells of.
fn html_targets(html: &str) -> Vec<String> {
    tags(html).flat_map(|tag| targets_of(&tag)).filter(|target| !target.starts_with('#')).collect()
}

/// The addresses in a feed as JSON or in a manifest. What is no JSON holds none.
fn json_targets(json: &str) -> Vec<String> {
    const KEYS: [&str; 7] = ["url", "home_page_url", "feed_url", "favicon", "image", "src", "start_url"];
    fn collect(value: &serde_json::Value, targets: &mut Vec<String>) {
        match value {
            serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, targets)),
            serde_json::Value::Object(pairs) => {
                for (key, value) in pairs {
                    match value.as_str() {
                        Some(address) if KEYS.contains(&&**key) => targets.push(address.to_owned()),
                        Some(html) if key == "content_html" => targets.extend(html_targets(html)),
                        _ => collect(value, targets),
                    }
                }
            }
            _ => {}
        }
    }
    let mut targets = Vec::new();
    collect(&serde_json::from_str(json).unwrap_or_default(), &mut targets);
    targets
}

// ---- stylesheets ----

/// The addresses in a stylesheet: `url(…)` and `@import "…"`. Comments and other strings hold none.
fn css_targets(css: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = css;
    let mut imports = false;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let is_new = !(before.is_alphanumeric() || before == '-' || before == '_');
        before = c;
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = after(comment, "*/");
        } else if let '"' | '\'' = c {
            let (text, end) = string(rest);
            found.extend(std::mem::take(&mut imports).then_some(text));
            rest = end;
        } else if let Some(inner) = strip_word(rest, "url(").filter(|_| is_new) {
            let inner = inner.trim_start();
            let (text, end) = match inner.starts_with(['"', '\'']) {
                true => string(inner),
                false => {
                    let (text, end) = split_at_any(inner, |c| c == ')');
                    (unescaped(text.trim_end()), end)
                }
            };
            found.push(text);
            imports = false;
            rest = end;
        } else if let Some(end) = strip_word(rest, "@import") {
            imports = true;
            rest = end;
        } else {
            imports &= c != ';';
            rest = &rest[c.len_utf8()..];
        }
    }
    found
}

/// What comes after a word, in capitals or not.
fn strip_word<'c>(css: &'c str, word: &str) -> Option<&'c str> {
    let start = css.get(..word.len())?;
    start.eq_ignore_ascii_case(word).then(|| &css[word.len()..])
}

/// A string in quotes, and what comes after it.
fn string(css: &str) -> (String, &str) {
    let quote = css.chars().next().unwrap_or('"');
    let inner = css.get(1..).unwrap_or_default();
    let mut escaped = false;
    let end = inner.find(|c| {
        let ends = !escaped && c == quote;
        escaped = !escaped && c == '\\';
        ends
    });
    let (text, rest) = inner.split_at(end.unwrap_or(inner.len()));
    (unescaped(text), rest.get(1..).unwrap_or_default())
}

/// Text without the backslashes that escape a sign. Escapes by number do not occur in addresses.
fn unescaped(text: &str) -> String {
    let mut escaped = false;
    text.chars()
        .filter(|c| {
            escaped = !escaped && *c == '\\';
            !escaped
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The report on a site of these files under a path, the dead links as lines.
    fn report(public_url: &str, files: &[(&str, &str)]) -> (LinkReport, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let report = check_links(folder.path(), &public_url.parse().unwrap()).unwrap();
        let lines = report.dead.iter().map(ToString::to_string).collect();
        (report, lines)
    }

    fn dead(public_url: &str, files: &[(&str, &str)]) -> Vec<String> {
        report(public_url, files).1
    }

    #[test]
    fn addresses_with_the_sites_own_host_are_looked_at_wherever_they_stand() {
        let atom = "<feed><link href=\"https://x.org/iom/a/\"/><link href=\"https://x.org/iom/b/\"/><icon>/iom/c.svg</icon>\
                    <content type=\"html\">&lt;a href=&quot;https://x.org/iom/d/?x=1&amp;amp;y=2&quot;&gt;&lt;a href=\"#x\"&gt;\
                    </content></feed>";
        let json =
            r##"{"items": [{"url": "https://x.org/iom/e/", "content_html": "<a href='/iom/f/'><a href='#x'>"}]}"##;
        let lines = dead(
            "/iom/",
            &[
                (
                    "index.html",
                    "<link rel=canonical href=https://x.org/iom/><a href=https://x.org/iom/a/><a href=https://x.org/g/>",
                ),
                ("a/index.html", "<a href='https://x.org/iom/#nowhere'><a href='https://y.org/iom/'>"),
                ("news/feed.xml", atom),
                ("news/feed.json", json),
                ("bundles/index.json", r#"{"url": "/iom/nowhere/"}"#),
                ("site.webmanifest", r#"{"start_url": "/iom/", "icons": [{"src": "/iom/h.png"}]}"#),
                ("sitemap.xml", "<urlset><url><loc>https://x.org/iom/i/</loc></url></urlset>"),
            ],
        );
        let targets: Vec<_> = lines.iter().map(|line| line.split('`').nth(1).unwrap()).collect();
        let expected = [
            "https://x.org/iom/#nowhere",
            "/iom/f/",
            "https://x.org/iom/e/",
            "/iom/c.svg",
            "https://x.org/iom/b/",
            "https://x.org/iom/d/?x=1&y=2",
            "/iom/h.png",
            "https://x.org/iom/i/",
        ];
        assert_eq!(targets, expected);
    }

    #[test]
    fn a_site_whose_links_all_lead_somewhere() {
        let (report, lines) = report(
            "/iom/",
            &[
                (
                    "index.html",
                    "<!doctype html><html><head><title><a href=\"/gone/\"></title>\
                     <link rel=canonical href=https://x.org/gone/><link rel=stylesheet href='/iom/main.css'>\
                     <script type=module src=\"/iom/starter-0.js\">\
                     '<a href=\"/gone/\">' </scripted> </SCRIPT ></head>\
                     <body id=top-of-page><!-- <a href=\"/gone/\"> -->\
                     <A HREF=\"de/?a=1&amp;b=2#aims\" title='a > b'>x</A>\
                     <a href=\"#top-of-page\"><a href=\"#\"><a href=\"#top\"><a href=\"\"><a href=\"mailto:a@b.c\">\
                     <a href=\"tel:+49\"><a href=\"//x.org/gone\"><a href=\"data:text/plain,x\"></a href=\"/gone/\">\
                     <img srcset=\"a.png 1x, b%20c.png 2x\" src=./a.png><video poster=a.png></video>",
                ),
                (
                    "de/index.html",
                    "<h2 id=\"aims\"><a href=\"../#top-of-page\"><a href='/iom/de/#&#97;i%6ds'><a href=..>",
                ),
                ("main.css", "@import 'a.css'; a { background: url(a.png) } /* url(gone) */"),
                (
                    "a.css",
                    "@font-face { src: URL( \"b c.png\" ) } a::after { content: 'url(gone)' } b { c: curl(gone) }",
                ),
                ("a.png", ""),
                ("b c.png", ""),
                ("s.js", "{\"name\":\"gone\"}"),
                ("starter-0.js", "{\"name\":\"app.js\",\"hash\":\"\"},{\"name\":\"app.wasm\"} \"/gone/\""),
                ("app.js", ""),
                ("app.wasm", ""),
            ],
        );
        assert_eq!(lines, [""; 0]);
        assert_eq!((report.pages, report.links), (2, 19));
    }

    #[test]
    fn every_attribute_with_an_address_is_read() {
        for html in [
            "<a href=\"/x\">",
            "<a\nclass = 'y'\tHREF\n=\n'/x' >",
            "<a hidden href=/x>",
            "<br/><img alt='<a>' src=/x />",
            "<img srcset='/x 1x'>",
            "<img srcset=', /x,'>",
            "<link imagesrcset=\"/x\">",
            "<video poster=/x>",
            "<script src=/x></script>",
            "<svg><use xlink:href=/x></use></svg>",
            "<meta content=\"0; url=/x\" http-equiv=Refresh>",
            "<meta http-equiv=refresh content=\"0;URL = '/x'\">",
            "<meta http-equiv=refresh content='5, /x'>",
            "<!--><a href=/x>",
            "<!-- > --><a href=/x>",
            "<title>a</title><a href=/x>",
            "<textarea></TEXTAREA><a href=/x>",
            "1 < 2 <a href=/x>",
            "</p title='>'><a href=/x>",
            "<a href=\"&#47;&#x78;\">",
            "<a href=\"/x",
        ] {
            assert_eq!(dead("/", &[("p.html", html)]), ["p.html: `/x` leads to no file"], "{html}");
        }
    }

    #[test]
    fn addresses_that_lead_nowhere() {
        let pages = [("index.html", "<i id=a>"), ("de/index.html", ""), ("de/x.svg", ""), ("a&b/index.html", "")];
        for (public_url, target, why) in [
            ("/", "/en/", "leads to no file"),
            ("/", "/de", "leads to no file"),
            ("/", "/de//", "leads to no file"),
            ("/", "/de%2Findex.html", "leads to no file"),
            ("/", "%ff", "leads to no file"),
            ("/", "/De/", "leads to no file"),
            ("/", "x.svg?y", "leads to no file"),
            ("/", "/de/#a", "leads to a page that has no such id"),
            ("/", "#b", "leads to a page that has no such id"),
            ("/", "/#A", "leads to a page that has no such id"),
            ("/iom/", "/", "leads out of the site"),
            ("/iom/", "/iom", "leads out of the site"),
            ("/iom/", "/iomx/", "leads out of the site"),
            ("/iom/", "../de/", "leads out of the site"),
        ] {
            let page = format!("<a href=\"{target}\">");
            let files = [pages.as_slice(), &[("p.html", page.as_str())]].concat();
            assert_eq!(dead(public_url, &files), [format!("p.html: `{target}` {why}")], "{target}");
        }
        for (public_url, target) in [
            ("/", "/de/index.html"),
            ("/", "/de/."),
            ("/", "/de/.."),
            ("/", "../../de/"),
            ("/", "de/x.svg#any"),
            ("/", "/#a"),
            ("/", "/#%61"),
            ("/", "/#a:~:text=b"),
            ("/", "/a&amp;b/"),
            ("/", "/a%26b/"),
            ("/", " /de/\n"),
            ("/iom/", "/iom/"),
            ("/iom/", "/iom/../iom/de/"),
            ("/iom/", "de/"),
        ] {
            let page = format!("<a href=\"{target}\">");
            let files = [pages.as_slice(), &[("p.html", page.as_str())]].concat();
            assert_eq!(dead(public_url, &files), [""; 0], "{target}");
        }
    }

    #[test]
    fn stylesheets_are_read() {
        for css in [
            "a { b: url(x) }",
            "a { b: Url( 'x' ) }",
            "a { b: url(\"x\") }",
            "@import \"x\";",
            "@IMPORT url(x) layer(a);",
            "/* ' */ a { b: url(x",
            "a { c: '\\''; b: url(x) }",
            "a{b:image-set(url(\\x) 1x)}",
        ] {
            assert_eq!(dead("/", &[("c/m.css", css)]), ["c/m.css: `x` leads to no file"], "{css}");
            assert_eq!(dead("/", &[("c/m.css", css), ("c/x", "")]), [""; 0], "{css}");
        }
        assert_eq!(dead("/", &[("m.css", "@charset \"x\"; a { b: url(data:x) url(#y) }")]), [""; 0]);
    }

    #[test]
    fn a_link_is_told_once_a_page_and_counted_each_time() {
        let page = "<a href=/x><a href=/x><a href=#y><a href=#y>";
        let (report, lines) = report("/", &[("b.html", page), ("a.html", page)]);
        assert_eq!((report.pages, report.links), (2, 8));
        let expected = [
            "a.html: `#y` leads to a page that has no such id",
            "a.html: `/x` leads to no file",
            "b.html: `#y` leads to a page that has no such id",
            "b.html: `/x` leads to no file",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = check_links(&folder.path().join("gone"), &"/".parse().unwrap()).unwrap_err();
        assert!(error.to_string().ends_with("gone"), "{error}");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(?s)([<>/=\"' !\\-&#;%@(),a-zé.\\\\]|url|script|href|<!--|</|.){0,80}") {
            for tag in tags(&text) {
                for target in targets_of(&tag) {
                    let _ = resolve(&target, "a/b.html", &"/iom/".parse().unwrap());
                }
            }
            for target in css_targets(&text) {
                let _ = resolve(&target, "a/b.css", &"/".parse().unwrap());
            }
            let _ = (decoded(&text), candidates(&text), refresh_target(&text));
        }

        #[test]
        fn encoded_paths_are_found(name in "[^/\\x00]{1,8}") {
            let encoded: String = name.bytes().map(|byte| format!("%{byte:02x}")).collect();
            prop_assert_eq!(percent_decoded(&encoded), name.as_str());
        }
    }
}
