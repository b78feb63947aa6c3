//! What Trunk built, and the two things every page needs to know of it: the stylesheet and the starter.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::kept::Kept;
use super::output::{self, Output};
use super::scripts::{self, Scripts};
use super::{BuildOptions, MachineError, markup};
use crate::text::Lang;
use crate::ui::strings::starter_strings;

/// The starter as it is written by hand.
const STARTER: &str = include_str!("../browser/starter.js");

/// Where it takes what is known of the app.
const BUILT: &str = "const built = {};";

/// What the starter knows of the app.
#[derive(Serialize)]
struct Built<'a> {
    glue: Part<'a>,
    wasm: Part<'a>,
    /// What views may turn into elements.
    markup: Vec<String>,
    /// Scripts that may be loaded or registered, by path from the folder of the site.
    scripts: Vec<&'a str>,
    /// What it says on a page without the app.
    words: BTreeMap<&'static str, [&'static str; 3]>,
}

/// A file of the app.
#[derive(Serialize)]
struct Part<'a> {
    name: &'a str,
    hash: String,
}

impl<'a> Part<'a> {
    fn of(name: &'a str, bytes: &[u8]) -> Self {
        Self { name, hash: integrity(bytes) }
    }
}

/// The path under which a site lies: `/`, or `/iom/` with a slash at both ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// A text that is no path for a site to lie under.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no path from the root of a host: write `/` or `/folder/`")]
pub struct InvalidPublicUrl(String);

impl PublicUrl {
    /// The path with a slash at both ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path without a slash at its end, to put before paths: empty for the root.
    pub(super) fn folder(&self) -> &str {
        self.0.trim_end_matches('/')
    }
}

impl FromStr for PublicUrl {
    type Err = InvalidPublicUrl;

    fn from_str(text: &str) -> Result<Self, InvalidPublicUrl> {
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
        let inner = text.trim_matches('/');
        let well_formed = text.starts_with('/') && inner.split('/').all(|part| plain(part) && part != "..");
        match (well_formed, inner) {
            (false, _) => Err(InvalidPublicUrl(text.to_owned())),
            (true, "") => Ok(Self("/".to_owned())),
            (true, inner) => Ok(Self(format!("/{inner}/"))),
        }
    }
}

/// Scheme and host of the site: `https://germany.example.org`, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl(String);

/// A text that is no address of a site.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no address of a site: write scheme and host without a path, as in `https://germany.example.org`")]
pub struct InvalidSiteUrl(String);

impl SiteUrl {
    /// The address, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SiteUrl {
    type Err = InvalidSiteUrl;

    fn from_str(text: &str) -> Result<Self, InvalidSiteUrl> {
        let url = text.strip_suffix('/').unwrap_or(text);
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or_default();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b".-:[]".contains(&b);
        let well_formed = !host.is_empty() && host.bytes().all(plain);
        if well_formed { Ok(Self(url.to_owned())) } else { Err(InvalidSiteUrl(text.to_owned())) }
    }
}

/// The files of the app and where pages find them.
#[derive(Debug)]
pub(super) struct Assets {
    /// Stylesheet, glue, wasm and starter, with the names they are published under.
    files: Vec<(String, Vec<u8>)>,
    pub(super) public_url: PublicUrl,
    pub(super) style: String,
    pub(super) script: String,
    pub(super) wasm: String,
    pub(super) starter: String,
    /// What pages say about the bytes of the starter.
    pub(super) starter_hash: String,
    /// What readers need who keep something in their browser.
    scripts: Scripts,
    /// The script that reloads a page while one works on it, for `make serve` alone.
    pub(super) live_reload: Option<String>,
}

impl Assets {
    /// Finds what Trunk built.
    pub(super) fn find(options: &BuildOptions) -> Result<Self, MachineError> {
        let folder = &options.app;
        let live_reload = options.live_reload.as_deref().map(live_reload_script).transpose()?.flatten();
        // An earlier site also holds files of still earlier ones.
        let kept = Kept::read(folder);
        let (style, style_bytes) = the_one(folder, &kept, "main-", ".css", "main-*.css")?;
        let (script, script_bytes) = the_one(folder, &kept, "site-", ".js", "site-*.js")?;
        let (wasm, wasm_bytes) = the_one(folder, &kept, "site-", "_bg.wasm", "site-*_bg.wasm")?;
        let (glue, module) = (Part::of(&script, &script_bytes), Part::of(&wasm, &wasm_bytes));
        let markup = markup::of(&wasm_bytes);
        let built = Built { glue, wasm: module, markup, scripts: vec![&script], words: words() };
        let scripts = Scripts::new()?;
        let starter_bytes = starter(&built, &scripts)?.into_bytes();
        let starter_hash = integrity(&starter_bytes);
        let starter = format!("starter-{}.js", short_hash(&starter_bytes));
        let files = vec![
            (style.clone(), style_bytes),
            (script.clone(), script_bytes),
            (wasm.clone(), wasm_bytes),
            (starter.clone(), starter_bytes),
        ];
        Ok(Self {
            files,
            public_url: options.public_url.clone(),
            style,
            script,
            wasm,
            starter,
            starter_hash,
            scripts,
            live_reload,
        })
    }

    /// Writes the files of the app and the starter.
    pub(super) fn write(&self, output: &Output) -> Result<(), MachineError> {
        for (name, bytes) in &self.files {
            output.write(name, bytes)?;
        }
        self.scripts.write(output)
    }

    /// The files with code and styles that pages load, now or when a reader asks for it.
    pub(super) fn code(&self) -> Vec<&str> {
        let Self { style, script, wasm, starter, .. } = self;
        [style, script, wasm, starter].into_iter().map(String::as_str).chain(self.scripts.names()).collect()
    }

    /// What pages say about the files of the app.
    pub(super) fn names(&self) -> [&str; 5] {
        [&self.style, &self.script, &self.wasm, &self.starter, self.live_reload.as_deref().unwrap_or_default()]
    }

    /// Where a file of the app is found by a page.
    pub(super) fn href(&self, name: &str) -> String {
        format!("{}{name}", self.public_url.as_str())
    }
}

/// The starter of an app, without its comments, with the names of the scripts it loads.
fn starter(built: &Built<'_>, scripts: &Scripts) -> Result<String, MachineError> {
    let built = String::from_utf8_lossy(&output::json("starter.js", built)?).into_owned();
    let code = scripts.name_in(&scripts::code(STARTER));
    Ok(code.replacen(BUILT, &format!("const built = {built};"), 1))
}

/// What the starter says, by language, in the order in which it takes them.
fn words() -> BTreeMap<&'static str, [&'static str; 3]> {
    let of = |lang: Lang| {
        let strings = starter_strings(lang);
        (lang.code(), [strings.app_missing, strings.load_again, strings.picture_missing])
    };
    Lang::ALL.map(of).into()
}

/// What a browser compares the bytes of a file with (W3C, Subresource Integrity, section 3.1).
pub(super) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// The beginning of a hash, for the name of a file.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The one file of a kind, named after what is in it. Trunk names it after what it was made from, before the wasm and
/// its glue were made smaller.
pub(super) fn the_one(
    folder: &Path,
    kept: &Kept,
    start: &str,
    end: &str,
    pattern: &'static str,
) -> Result<(String, Vec<u8>), MachineError> {
    let entries = fs::read_dir(folder).map_err(MachineError::file("read", folder))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<_> =
        names.filter(|name| name.starts_with(start) && name.ends_with(end) && !kept.holds(name)).collect();
    match found.len() {
        1 => {
            let path = folder.join(found.remove(0));
            let bytes = fs::read(&path).map_err(MachineError::file("read", &path))?;
            Ok((format!("{start}{}{end}", short_hash(&bytes)), bytes))
        }
        count => Err(MachineError::App { folder: folder.to_owned(), pattern, found: count }),
    }
}

/// The reloading script that Trunk puts at the end of its page.
fn live_reload_script(page: &Path) -> Result<Option<String>, MachineError> {
    let html = fs::read_to_string(page).map_err(MachineError::file("read", page))?;
    let script = html.rfind("<script>").zip(html.rfind("</script>"));
    Ok(script.and_then(|(start, end)| html.get(start..end + "</script>".len()).map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_urls_get_a_slash_at_both_ends() {
        for (text, path, folder) in [("/", "/", ""), ("/iom", "/iom/", "/iom"), ("/a/b/", "/a/b/", "/a/b")] {
            let url: PublicUrl = text.parse().unwrap();
            assert_eq!((url.as_str(), url.folder()), (path, folder));
        }
        for bad in ["", "iom", "https://x.org/", "/a b/", "/../", "/<script>/"] {
            assert!(bad.parse::<PublicUrl>().is_err(), "{bad:?} was accepted");
        }
    }

    #[test]
    fn the_starter_keeps_its_code_and_knows_the_app_and_its_words() {
        let markup = vec!["<p>“x”</p>".to_owned()];
        let (glue, wasm) = (Part::of("a.js", b""), Part::of("b.wasm", b"x"));
        let built = Built { glue, wasm, markup, scripts: vec!["a.js"], words: words() };
        let starter = starter(&built, &Scripts::new().unwrap()).unwrap();
        assert!(starter.contains("requestIdleCallback") && !starter.contains("// "));
        let known = "const built = {\"glue\":{\"name\":\"a.js\",\"hash\":\"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"},";
        assert!(starter.starts_with(known), "{starter}");
        assert!(starter.contains("<p>“x”</p>") && starter.contains("Seite neu laden"));
    }
}
