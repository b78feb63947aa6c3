//! What Trunk built, and the two things every page needs to know of it: the stylesheet and the starter.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::output::Output;
use super::{BuildOptions, MachineError};

/// The starter as it is written by hand.
const STARTER: &str = include_str!("../browser/starter.js");

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
    /// Stylesheet, glue and wasm, with the names they are published under.
    files: Vec<(String, Vec<u8>)>,
    pub(super) public_url: PublicUrl,
    pub(super) style: String,
    pub(super) script: String,
    pub(super) wasm: String,
    pub(super) starter: String,
    /// The script that reloads a page while one works on it, for `make serve` alone.
    pub(super) live_reload: Option<String>,
}

impl Assets {
    /// Finds what Trunk built.
    pub(super) fn find(options: &BuildOptions) -> Result<Self, MachineError> {
        let folder = &options.app;
        let live_reload = options.live_reload.as_deref().map(live_reload_script).transpose()?.flatten();
        let (style, style_bytes) = the_one(folder, "main-", ".css", "main-*.css")?;
        let (script, script_bytes) = the_one(folder, "site-", ".js", "site-*.js")?;
        let (wasm, wasm_bytes) = the_one(folder, "site-", "_bg.wasm", "site-*_bg.wasm")?;
        let files = vec![(style.clone(), style_bytes), (script.clone(), script_bytes), (wasm.clone(), wasm_bytes)];
        Ok(Self {
            files,
            public_url: options.public_url.clone(),
            style,
            script,
            wasm,
            starter: format!("starter-{}.js", short_hash(starter().as_bytes())),
            live_reload,
        })
    }

    /// Writes the files of the app and the starter.
    pub(super) fn write(&self, output: &Output) -> Result<(), MachineError> {
        for (name, bytes) in &self.files {
            output.write(name, bytes)?;
        }
        output.write(&self.starter, starter().as_bytes())
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

/// The starter without its comments.
fn starter() -> String {
    let lines = STARTER.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The beginning of a hash, for the name of a file.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The one file of a kind, named after what is in it. Trunk names it after what it was made from, before the wasm and
/// its glue were made smaller.
pub(super) fn the_one(
    folder: &Path,
    start: &str,
    end: &str,
    pattern: &'static str,
) -> Result<(String, Vec<u8>), MachineError> {
    let entries = fs::read_dir(folder).map_err(MachineError::file("read", folder))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<_> = names.filter(|name| name.starts_with(start) && name.ends_with(end)).collect();
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
    fn the_starter_keeps_its_code() {
        assert!(starter().contains("requestIdleCallback"));
        assert!(!starter().contains("// "));
    }
}
