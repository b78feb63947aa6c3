//! Drawings and pictures, each made once: what the site published before is taken over as long as it shows the same and
//! is drawn in the same way.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::MachineError;
use super::covers::Atlas;
use super::illustrations::{self, Drawing};
use super::output::Output;
use super::previews::Preview;
use super::progress::Progress;
use super::site::Site;
use super::state::Key;
use crate::model::{Article, Section};

/// Writes every drawing, or keeps it; the keys of what they show, by path.
pub(super) fn write_drawings(
    site: &Site,
    output: &Output,
    remembered: &BTreeMap<String, Key>,
    progress: &Progress,
) -> Result<BTreeMap<String, Key>, MachineError> {
    let drawings = illustrations::drawings(site);
    progress.step("drawing", drawings.len());
    let mut motifs: BTreeMap<Key, Vec<Drawing>> = BTreeMap::new();
    for drawing in drawings {
        motifs.entry(drawing.key()).or_default().push(drawing);
    }
    let write = |(key, drawings): (Key, Vec<Drawing>)| {
        let mut drawn = None;
        for drawing in &drawings {
            progress.advance();
            let file = &drawing.path[1..];
            let is_known = remembered.get(&drawing.path) == Some(&key);
            if is_known && output.keep(file) {
                continue;
            }
            let before = is_known.then(|| output.published_before(file)).flatten();
            let svg = match (before, &drawn) {
                (Some(svg), _) => svg,
                (None, Some(svg)) => Vec::clone(svg),
                (None, None) => drawn.insert(drawing.svg(atlas()?).into_bytes()).clone(),
            };
            output.write(file, &svg)?;
        }
        Ok(drawings.into_iter().map(move |drawing| (drawing.path, key)).collect())
    };
    let written: Vec<Vec<_>> = motifs.into_par_iter().map(write).collect::<Result<_, MachineError>>()?;
    Ok(written.into_iter().flatten().collect())
}

/// The pictures of articles for where they are shared, by the path of the article.
pub(super) fn previews(site: &Site, output: &Output) -> BTreeMap<String, Preview> {
    let articles = site.items().iter().map(|item| &item.article).filter(|article| article.section == Section::News);
    let preview = |article: &Article| {
        let drawing = &article.cover.as_ref()?.path;
        Some((article.path.clone(), Preview::new(article, drawing, &output.hash(&drawing[1..])?)))
    };
    articles.filter_map(preview).collect()
}

/// Writes pictures, and draws those that the site before does not have; how many these were.
pub(super) fn write_previews(
    previews: &BTreeMap<String, Preview>,
    output: &Output,
    progress: &Progress,
) -> Result<usize, MachineError> {
    let mut missing = Vec::new();
    for preview in previews.values() {
        let file = &preview.path[1..];
        if output.keep(file) {
            continue;
        }
        match output.published_before(file) {
            Some(png) => output.write(file, &png)?,
            None => missing.push(preview),
        }
    }
    progress.step("drawing for sharing", missing.len());
    let draw = |preview: &&Preview| {
        progress.advance();
        let drawing = output.read(&preview.drawing[1..]).and_then(|svg| String::from_utf8(svg).ok());
        let Some(png) = drawing.and_then(|drawing| preview.png(&drawing)) else { return Ok(0) };
        output.write(&preview.path[1..], &png).map(|()| 1)
    };
    missing.par_iter().map(draw).sum()
}

/// The map data, read when something is drawn from them.
fn atlas() -> Result<&'static Atlas, MachineError> {
    Atlas::shared().map_err(|error| MachineError::Atlas(error.to_string()))
}
