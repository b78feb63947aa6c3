//! Documents in JSON:API 1.1 (<https://jsonapi.org/format/1.1/>), as Drupal core's module `jsonapi` writes them (read
//! 2026-11): one resource in `data` or several, with what they refer to in `included`.
//!
//! ```json
//! {
//!   "data": {
//!     "type": "node--news", "id": "…",
//!     "attributes": { "title": "…", "langcode": "en", "created": "…", "body": { "processed": "<p>…</p>" } },
//!     "relationships": { "field_topics": { "data": [{ "type": "taxonomy_term--topics", "id": "…" }] } }
//!   },
//!   "included": [{ "type": "taxonomy_term--topics", "id": "…", "attributes": { "name": "…" } }]
//! }
//! ```

use std::collections::HashMap;

use scraper::Html;
use serde_json::{Map, Value};
use url::Url;

use super::addresses::{Target, encoded, target, web_page};
use super::blocks::picture_note;
use super::dates;
use super::draft::{Draft, Term, clean};
use super::elements::words;
use super::{html, lines, text};
use crate::model::{ArticleKind, Block};
use crate::text::{Date, Lang};

/// The types of Drupal's nodes with the types they become.
const KINDS: [(&str, ArticleKind); 18] = [
    ("news", ArticleKind::News),
    ("article", ArticleKind::News),
    ("press_release", ArticleKind::PressRelease),
    ("press_releases", ArticleKind::PressRelease),
    ("blog", ArticleKind::Blog),
    ("blogs", ArticleKind::Blog),
    ("blog_post", ArticleKind::Blog),
    ("story", ArticleKind::Story),
    ("stories", ArticleKind::Story),
    ("event", ArticleKind::Event),
    ("events", ArticleKind::Event),
    ("statement", ArticleKind::Statement),
    ("statements", ArticleKind::Statement),
    ("publication", ArticleKind::Publication),
    ("publications", ArticleKind::Publication),
    ("page", ArticleKind::Page),
    ("basic_page", ArticleKind::Page),
    ("landing_page", ArticleKind::Page),
];

/// Relationships that say nothing about the text.
const OWN_RELATIONS: [&str; 5] = ["node_type", "revision_uid", "uid", "menu_link", "content_translation_uid"];

/// A resource that is no text of this site.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unusable {
    /// Which of the document's resources it is.
    pub(super) origin: String,
    pub(super) why: String,
}

/// Reads a document: a result for each of its resources.
pub(super) fn read(origin: &str, json: &str, lang: Option<Lang>) -> Vec<Result<Draft, Unusable>> {
    let unusable = |why: String| vec![Err(Unusable { origin: origin.to_owned(), why })];
    let document: Value = match serde_json::from_str(json) {
        Ok(document) => document,
        Err(error) => return unusable(format!("this is no valid JSON: {error}; export it again")),
    };
    if let Some(errors) = document.get("errors").and_then(Value::as_array) {
        let told = errors.iter().filter_map(|error| text_at(error, "detail").or_else(|| text_at(error, "title")));
        let told: Vec<_> = told.collect();
        return unusable(format!("the server answered with errors: {}", told.join("; ")));
    }
    let resources = match document.get("data") {
        Some(Value::Array(resources)) => resources.iter().collect(),
        Some(resource @ Value::Object(_)) => vec![resource],
        _ => Vec::new(),
    };
    if resources.is_empty() {
        return unusable("this is no JSON:API document with `data`: export it from `/jsonapi/node/news`".to_owned());
    }
    let included = document.get("included").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let included = included.iter().filter_map(|resource| Some((name_of(resource)?, resource))).collect();
    let several = resources.len() > 1;
    let links = document.get("links");
    let read = resources.into_iter().map(|data| {
        let name = text_at(data, "id").unwrap_or_else(|| "without an id".to_owned());
        let origin = if several { format!("{origin}, {name}") } else { origin.to_owned() };
        let resource = Resource { data, included: &included, links, lang };
        resource.draft(&origin).map_err(|why| Unusable { origin, why })
    });
    read.collect()
}

type Included<'a> = HashMap<(&'a str, &'a str), &'a Value>;

/// Type and id of a resource, or of a reference to one.
fn name_of(resource: &Value) -> Option<(&str, &str)> {
    Some((resource.get("type")?.as_str()?, resource.get("id")?.as_str()?))
}

/// A resource with what it refers to.
struct Resource<'a> {
    data: &'a Value,
    /// What the document has along, by type and id.
    included: &'a Included<'a>,
    /// The links of the whole document.
    links: Option<&'a Value>,
    lang: Option<Lang>,
}

impl Resource<'_> {
    fn draft(&self, origin: &str) -> Result<Draft, String> {
        let kind = text_at(self.data, "type").unwrap_or_default();
        let known = KINDS.iter().find(|(name, _)| kind.strip_prefix("node--") == Some(*name));
        let Some((_, kind)) = known else {
            let names: Vec<_> = KINDS.iter().map(|(name, _)| format!("node--{name}")).collect();
            return Err(format!("the type `{kind}` is not known; known are {}", names.join(", ")));
        };
        let empty = Map::new();
        let attributes = self.data.get("attributes").and_then(Value::as_object).unwrap_or(&empty);
        let mut draft = Draft::new(origin);
        draft.kind = *kind;
        draft.lang = self.language(attributes)?;
        draft.title = attributes.get("title").and_then(Value::as_str).map(clean).unwrap_or_default();
        draft.key = text_at(self.data, "id");
        draft.date = attributes.get("created").and_then(moment);
        draft.updated = attributes.get("changed").and_then(moment);
        if attributes.get("status") == Some(&Value::Bool(false)) {
            draft.notes.ask("it was not published where it comes from: ask why");
        }
        let url = self.page_address(attributes, &mut draft);
        let lang = draft.lang.unwrap_or(Lang::En);
        self.fields(attributes, &mut draft);
        self.relations(url.as_ref(), lang, &mut draft);
        let body = attributes.get("body").map(|body| body_of(body, url.as_ref(), lang, &mut draft)).unwrap_or_default();
        draft.blocks.splice(0..0, body);
        if draft.blocks.is_empty() {
            for (name, value) in attributes.iter().filter(|(name, _)| name.starts_with("field_")) {
                let blocks = body_of(value, url.as_ref(), lang, &mut draft);
                if !blocks.is_empty() {
                    draft.notes.ask(format!("the text was in the field `{name}`: look whether it is whole"));
                }
                draft.blocks.extend(blocks);
            }
        }
        draft.lang = draft.lang.or_else(|| lines::language(&super::words_of_all(&draft.blocks)));
        lines::dates_and_places(&mut draft);
        Ok(draft)
    }

    /// The language the resource tells, else the one that was asked for.
    fn language(&self, attributes: &Map<String, Value>) -> Result<Option<Lang>, String> {
        let code = attributes.get("langcode").and_then(Value::as_str).unwrap_or("und").to_lowercase();
        if ["und", "zxx", ""].contains(&code.as_str()) {
            return Ok(self.lang);
        }
        match code.split('-').next().and_then(|code| code.parse().ok()) {
            Some(lang) => Ok(Some(lang)),
            None => Err(format!("its language is `{code}`; this site has `en` and `de`")),
        }
    }

    /// The address of the page, put together from the address of the document and the alias of the path.
    fn page_address(&self, attributes: &Map<String, Value>, draft: &mut Draft) -> Option<Url> {
        let own = self.data.get("links");
        let document = [own, self.links].into_iter().flatten().find_map(|links| link_at(links, "self"));
        let document = document.and_then(|address| web_page(&address))?;
        let path = attributes.get("path");
        let alias = path.and_then(|path| text_at(path, "alias")).filter(|alias| alias.starts_with('/'));
        // `/de/jsonapi/…`: what stands before it stands before the path of the page, too.
        let prefix = document.path().split("/jsonapi").next().unwrap_or_default();
        let alias = alias.map(|alias| format!("{prefix}{alias}"));
        let page = document.join(alias.as_deref().unwrap_or("/")).ok().filter(|page| page.host() == document.host())?;
        if alias.is_some() {
            draft.url = Some(encoded(page.as_str()));
            draft.path = Some(page.path().to_owned());
            draft
                .notes
                .ask(format!("the address {} is put together from host and path: look whether it is right", page));
        }
        Some(page)
    }

    /// What the fields besides the text tell.
    fn fields(&self, attributes: &Map<String, Value>, draft: &mut Draft) {
        if let Some(summary) = attributes.get("body").and_then(|body| text_at(body, "summary")) {
            draft.summary = plain(&summary);
        }
        for (name, value) in attributes.iter().filter(|(name, value)| name.starts_with("field_") && !value.is_null()) {
            let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
            let words = value.as_str().map(plain).or_else(|| text_at(value, "processed").map(|text| plain(&text)));
            if has(&["date"]) {
                let start = moment(value).or_else(|| value.get("value").and_then(moment));
                draft.ends = value.get("end_value").and_then(moment).filter(|_| draft.kind == ArticleKind::Event);
                draft.date = start.or(draft.date);
            } else if has(&["place", "location", "city"]) && words.is_some() {
                draft.place = words.filter(|words| !words.is_empty());
            } else if has(&["summary", "teaser", "lead", "intro", "subtitle"]) && draft.summary.is_empty() {
                draft.summary = words.unwrap_or_default();
            } else if value.get("processed").is_none() && value.get("value").is_none() {
                draft.notes.dropped("fields", name);
            }
        }
    }

    /// Keywords, pictures, and parts of the text that are resources of their own.
    fn relations(&self, url: Option<&Url>, lang: Lang, draft: &mut Draft) {
        let empty = Map::new();
        let relations = self.data.get("relationships").and_then(Value::as_object).unwrap_or(&empty);
        for (name, relation) in relations.iter().filter(|(name, _)| !OWN_RELATIONS.contains(&name.as_str())) {
            let references = match relation.get("data") {
                Some(Value::Array(references)) => references.iter().collect(),
                Some(reference @ Value::Object(_)) => vec![reference],
                _ => Vec::new(),
            };
            for reference in references {
                let kind = text_at(reference, "type").unwrap_or_default();
                let found = name_of(reference).and_then(|name| self.included.get(&name));
                let attributes = found.and_then(|found| found.get("attributes"));
                match (kind.split_once("--"), attributes) {
                    (Some(("taxonomy_term", vocabulary)), Some(term)) => {
                        let name = text_at(term, "name").map(|name| clean(&name)).unwrap_or_default();
                        draft.terms.push(Term { vocabulary: vocabulary.to_owned(), name });
                    }
                    (Some(("paragraph", _)), Some(Value::Object(parts))) => {
                        for value in parts.iter().filter(|(name, _)| name.starts_with("field_")).map(|(_, value)| value)
                        {
                            let blocks = body_of(value, url, lang, draft);
                            draft.blocks.extend(blocks);
                        }
                    }
                    (Some(("file", _)), Some(file)) => {
                        let path = file.get("uri").and_then(|uri| text_at(uri, "url")).unwrap_or_default();
                        let alt = reference.get("meta").and_then(|meta| text_at(meta, "alt")).map(|alt| clean(&alt));
                        match target(&path, url) {
                            Target::Address(address) => {
                                let alt = alt.filter(|alt| !alt.is_empty());
                                draft.blocks.insert(0, picture_note(lang, alt, &address, None));
                                draft.notes.ask(format!("picture {address}: ask for the rights, put the file into `media` and name it in place of the note"));
                            }
                            _ => draft.notes.dropped("pictures and files without an address on the web", &path),
                        }
                    }
                    (_, None) => draft.notes.ask(format!(
                        "`{name}` refers to a resource that is not included: export with `?include={name}`"
                    )),
                    _ => draft.notes.dropped("references to other resources", name),
                }
            }
        }
    }
}

/// The blocks of a field with formatted text. What Drupal has processed is what readers saw.
fn body_of(field: &Value, url: Option<&Url>, lang: Lang, draft: &mut Draft) -> Vec<Block> {
    if let Some(processed) = text_at(field, "processed").filter(|text| !text.trim().is_empty()) {
        return html::fragment(&processed, url, lang, &mut draft.notes);
    }
    let Some(value) = text_at(field, "value").filter(|_| field.get("format").is_some()) else { return Vec::new() };
    match field.get("format").and_then(Value::as_str) {
        Some("plain_text") => text::typed(&value),
        _ => html::fragment(&value, url, lang, &mut draft.notes),
    }
}

/// The words of a text that may hold mark-up.
fn plain(text: &str) -> String {
    if html::is_too_deep(text) {
        return String::new();
    }
    clean(&words(Html::parse_document(text).root_element()))
}

fn moment(value: &Value) -> Option<Date> {
    match value {
        Value::String(text) => dates::of_moment(text),
        Value::Number(seconds) => dates::of_moment(&seconds.to_string()),
        _ => None,
    }
}

fn text_at(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

/// A link: an address, or an object with one.
fn link_at(links: &Value, key: &str) -> Option<String> {
    let link = links.get(key)?;
    link.as_str().map(str::to_owned).or_else(|| text_at(link, "href"))
}
