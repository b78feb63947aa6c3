//! The scripts, the stylesheet and the app of frames.
//!
//! `embed/iom.js`, which pages of others name, has a fixed address; everything else is named after what is in it. The
//! app is built by `tools/widgets.sh`; without it frames read as they are, as with `make serve`.

use std::fs;
use std::path::Path;

use crate::publish::MachineError;
use crate::publish::assets::{Assets, integrity, short_hash, the_one};
use crate::publish::kept::Kept;
use crate::publish::output::Output;
use crate::publish::prerender::escape;
use crate::publish::scripts;
use crate::publish::state::Key;
use crate::ui::embed::Embed;

/// The folder of scripts and apps, from that of the site.
const FOLDER: &str = "embed/";

/// The script that pages of others name.
const ELEMENTS: &str = include_str!("../../widgets/elements.js");
const FRAME: &str = include_str!("../../widgets/frame.js");
const CODE: &str = include_str!("../../widgets/code.js");

/// The app: its glue and its wasm.
#[derive(Debug)]
struct App {
    glue: Part,
    wasm: Part,
}

/// A file of the app, by its name from the folder of the site, with what browsers compare its bytes with.
#[derive(Debug)]
struct Part {
    name: String,
    hash: String,
}

/// What frames load.
#[derive(Debug)]
pub(in crate::publish) struct EmbedAssets {
    public_url: String,
    /// Everything that is written, by its name from the folder of the site.
    files: Vec<(String, Vec<u8>)>,
    style: String,
    frame: String,
    code: String,
    app: Option<App>,
}

impl EmbedAssets {
    /// Finds what was built for frames in a folder that holds the app, or an earlier site.
    pub(in crate::publish) fn find(folder: &Path, assets: &Assets) -> Result<Self, MachineError> {
        // An earlier site also holds files of still earlier ones.
        let kept = Kept::read(folder);
        let (style, style_bytes) = the_one(folder, &kept, "embed-", ".css", "embed-*.css")?;
        let script = |name: &str, text: &str| {
            let text = scripts::code(text);
            (format!("{FOLDER}{name}-{}.js", short_hash(text.as_bytes())), text.into_bytes())
        };
        let (frame, code) = (script("frame", FRAME), script("code", CODE));
        let mut files = vec![
            (style.clone(), style_bytes),
            (format!("{FOLDER}iom.js"), scripts::code(ELEMENTS).into_bytes()),
            frame.clone(),
            code.clone(),
        ];
        let app = app(folder, &kept.within(FOLDER), &mut files)?;
        let public_url = assets.public_url.as_str().to_owned();
        Ok(Self { public_url, files, style, frame: frame.0, code: code.0, app })
    }

    /// A key of everything frames load.
    pub(in crate::publish) fn key(&self) -> Key {
        Key::of(self.files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]))
    }

    pub(super) fn write(&self, output: &Output) -> Result<(), MachineError> {
        self.files.iter().try_for_each(|(name, bytes)| output.write(name, bytes))
    }

    pub(super) fn public_url(&self) -> &str {
        &self.public_url
    }

    /// Where a file is found by a page, given from the folder of the site.
    pub(super) fn href(&self, name: &str) -> String {
        format!("{}{name}", self.public_url)
    }

    pub(super) fn style(&self) -> &str {
        &self.style
    }

    pub(super) fn code_script(&self) -> &str {
        &self.code
    }

    /// The element of the script in a frame, which names the app if the frame has one.
    pub(super) fn script_of_frame(&self, embed: &Embed, base_url: &str) -> String {
        let app = self.app.as_ref().filter(|_| *embed == Embed::Search);
        let app = app.map(|App { glue, wasm }| {
            let attributes = [
                ("app", &self.href(&glue.name)),
                ("app-hash", &glue.hash),
                ("wasm", &self.href(&wasm.name)),
                ("wasm-hash", &wasm.hash),
                ("base", &self.public_url),
                ("site", &base_url.to_owned()),
            ];
            attributes.map(|(name, value)| format!(" data-{name}=\"{}\"", escape(value))).concat()
        });
        format!("<script src=\"{}\" defer{}></script>", escape(&self.href(&self.frame)), app.unwrap_or_default())
    }
}

/// The app, if it was built.
fn app(folder: &Path, kept: &Kept, files: &mut Vec<(String, Vec<u8>)>) -> Result<Option<App>, MachineError> {
    let folder = folder.join(FOLDER);
    let start = "widgets-";
    let is_there = fs::read_dir(&folder).is_ok_and(|entries| {
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.into_iter().any(|name| name.starts_with(start) && name.ends_with("_bg.wasm"))
    });
    if !is_there {
        return Ok(None);
    }
    let mut take = |end: &str, pattern| {
        let (name, bytes) = the_one(&folder, kept, start, end, pattern)?;
        let part = Part { name: format!("{FOLDER}{name}"), hash: integrity(&bytes) };
        files.push((part.name.clone(), bytes));
        Ok::<_, MachineError>(part)
    };
    Ok(Some(App { glue: take(".js", "embed/widgets-*.js")?, wasm: take("_bg.wasm", "embed/widgets-*_bg.wasm")? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_keep_their_code() {
        let script = scripts::code(ELEMENTS);
        assert!(script.contains("customElements.define") && !script.contains("// "));
        for text in [ELEMENTS, FRAME, CODE] {
            assert!(!text.contains("Date") && !text.contains("performance."), "a clock may be wrong");
        }
    }

    #[test]
    fn elements_reserve_what_the_codes_say() {
        for (kind, embed) in [
            ("article", Embed::Article("x".parse().unwrap())),
            ("news", Embed::News(Vec::new())),
            ("chart", Embed::Chart("x".parse().unwrap(), String::new())),
            ("search", Embed::Search),
        ] {
            let told = format!("{kind}: [{}, ", embed.height_px());
            assert!(ELEMENTS.contains(&told), "elements.js does not say {told}");
            assert_eq!(embed.element(), format!("iom-{kind}"));
        }
    }
}
