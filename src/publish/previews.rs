//! The picture an article is shown with where somebody shares it: 1200 × 630 pixels, with its drawing, what it is, and
//! its title. It is a PNG, as the services that show previews take no SVG.
//!
//! Drawing them takes longer than all the rest of a build. So a picture is named after what it shows, and one that the
//! site published before already has is taken over instead of being drawn again.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, PixmapPaint, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::assets::short_hash;
use super::prerender::escape;
use crate::model::Article;
use crate::ui::strings::strings;

/// Width and height, in pixels.
pub(super) const SIZE: (u32, u32) = (1200, 630);

/// How high the drawing is, in pixels; it stands at the right, whole, and the title below it.
const DRAWING_HEIGHT: f32 = 390.0;

/// The way pictures are drawn. Another number makes each of them new.
const EDITION: u32 = 1;

/// Where words begin, in pixels from the left.
const MARGIN: f32 = 60.0;

/// How far lines of a title reach, in pixels.
const LINE_WIDTH: f32 = 1080.0;

/// The most lines of a title.
const MOST_LINES: usize = 3;

/// The typeface of headings, as the pages have it.
const FONTS: [&[u8]; 2] = [
    include_bytes!("../../public/fonts/source-serif-4.woff2"),
    include_bytes!("../../public/fonts/source-serif-4-ext.woff2"),
];

/// A picture that is to be drawn.
#[derive(Debug)]
pub(super) struct Preview {
    /// Its path from `/`, named after what it shows.
    pub(super) path: String,
    title: String,
    site_name: &'static str,
    /// Kind and date.
    kicker: [String; 2],
    /// What is said below a map; nothing if it is none.
    note: &'static str,
    /// Where the drawing of what the article is about lies, from `/`.
    pub(super) drawing: String,
}

impl Preview {
    /// The picture of an article with its drawing, given by its path and its hash.
    pub(super) fn new(article: &Article, drawing: &str, hash: &str) -> Self {
        let strings = strings(article.lang);
        let (title, site_name) = (article.title.clone(), strings.site_name);
        let date = article.date.map(strings.date).unwrap_or_default();
        let kicker = [(strings.kind)(article.kind).to_owned(), date];
        let note = if article.cover.as_ref().is_some_and(|cover| cover.map) { strings.map_note } else { "" };
        let shown = format!("{EDITION}\n{site_name}\n{note}\n{}\n{title}\n{hash}", kicker.join("\n"));
        let path = format!("{}preview-{}.png", article.path, short_hash(shown.as_bytes()));
        Self { path, title, site_name, kicker, note, drawing: drawing.to_owned() }
    }

    /// The picture as PNG, with its drawing as SVG; nothing if that cannot be read.
    pub(super) fn png(&self, drawing: &str) -> Option<Vec<u8>> {
        let (width, height) = SIZE;
        let mut pixmap = Pixmap::new(width, height)?;
        let words = tree(&self.words())?;
        resvg::render(&words, Transform::identity(), &mut pixmap.as_mut());
        let drawing = Tree::from_str(drawing, &Options::default()).ok()?;
        let scale = DRAWING_HEIGHT / drawing.size().height();
        // Drawings reach a little beyond their edge, so this one gets a ground of its own.
        let mut ground = Pixmap::new((drawing.size().width() * scale) as u32, DRAWING_HEIGHT as u32)?;
        resvg::render(&drawing, Transform::from_scale(scale, scale), &mut ground.as_mut());
        let left = i32::try_from(width.saturating_sub(ground.width())).ok()?;
        pixmap.draw_pixmap(left, 0, ground.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        pixmap.encode_png().ok()
    }

    /// All but the drawing, in the colours of the masthead.
    fn words(&self) -> String {
        let (width, height) = SIZE;
        let (lines, size) = lines(&self.title);
        let leading = size * 1.18;
        let middle = (DRAWING_HEIGHT + height as f32 - 16.0) / 2.0;
        let first = middle - leading * (lines.len() as f32 - 1.0) / 2.0 + size * 0.34;
        let title = lines
            .iter()
            .zip(0_u8..)
            .map(|(line, number)| text(line, size, first + leading * f32::from(number), "#fcfbf8"));
        let [kind, date] = &self.kicker;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
             <path fill=\"#071f4d\" d=\"M0 0h{width}v{height}H0z\"/>\
             <path fill=\"#f5b942\" d=\"M{MARGIN} 120h64v5h-64z\"/>{}{}{}{}{}</svg>",
            text(self.site_name, 44.0, 92.0, "#fcfbf8"),
            text(kind, 30.0, DRAWING_HEIGHT - 62.0, "#c9d2e0"),
            text(date, 30.0, DRAWING_HEIGHT - 20.0, "#c9d2e0"),
            title.collect::<String>(),
            text(self.note, 17.0, height as f32 - 16.0, "#8fa3c4"),
        )
    }
}

/// A line of words.
fn text(words: &str, size: f32, baseline: f32, colour: &str) -> String {
    format!(
        "<text x=\"{MARGIN}\" y=\"{baseline}\" font-family=\"'Source Serif 4'\" font-size=\"{size}\" font-weight=\"600\" \
         fill=\"{colour}\">{}</text>",
        escape(words)
    )
}

/// The lines of a title with their size in pixels: as large as it can be on as few lines as may be.
fn lines(title: &str) -> (Vec<String>, f32) {
    for size in [56.0, 48.0, 42.0] {
        let lines = broken(title, size);
        if lines.len() <= MOST_LINES.min(if size > 50.0 { 2 } else { MOST_LINES }) {
            return (lines, size);
        }
    }
    let mut lines = broken(title, 42.0);
    lines.truncate(MOST_LINES);
    if let Some(last) = lines.last_mut() {
        last.push('…');
    }
    (lines, 42.0)
}

/// A title broken between its words.
fn broken(title: &str, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= LINE_WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How wide words are, in pixels.
fn width(words: &str, size: f32) -> f32 {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>", text(words, size, size, "#000"));
    tree(&svg).map_or(0.0, |tree| tree.root().abs_bounding_box().width())
}

fn tree(svg: &str) -> Option<Tree> {
    static FONT_DATA: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut fonts = fontdb::Database::new();
        for font in FONTS.into_iter().filter_map(|font| wuff::decompress_woff2(font).ok()) {
            fonts.load_font_data(font);
        }
        Arc::new(fonts)
    });
    let options = Options { fontdb: Arc::clone(&FONT_DATA), ..Options::default() };
    Tree::from_str(svg, &options).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_broken_into_lines_that_fit() {
        let (lines, size) = lines("Short");
        assert_eq!((lines.as_slice(), size), (["Short".to_owned()].as_slice(), 56.0));
        let long = "Selbsthilfe-Handbuch für syrische Männer: 120 Zeichen sind das Längste, was ein Titel lang sein darf, also dies hier";
        let (lines, size) = super::lines(long);
        assert!((2..=MOST_LINES).contains(&lines.len()), "{lines:?}");
        assert!(lines.iter().all(|line| (100.0..=LINE_WIDTH).contains(&width(line, size))), "{lines:?}");
        assert_eq!(lines.join(" "), long);
    }

    #[test]
    fn the_typeface_has_the_letters_of_titles() {
        for letter in ["ä", "ß", "–", "“", "é", "ç", "ğ", "ł"] {
            assert!(width(letter, 50.0) > 5.0, "{letter}");
        }
        assert!(width("WWW", 50.0) > width("iii", 50.0));
    }

    #[test]
    fn a_picture_has_its_size_its_drawing_and_its_words() {
        let drawing = crate::publish::covers::goal_cover(3, "#4C9F38");
        let preview = |title: &str| Preview {
            path: String::new(),
            title: title.to_owned(),
            site_name: "IOM Germany",
            kicker: ["News".to_owned(), "2018".to_owned()],
            note: "",
            drawing: String::new(),
        };
        let png = preview("A title").png(&drawing).unwrap();
        let pixmap = Pixmap::decode_png(&png).unwrap();
        assert_eq!((pixmap.width(), pixmap.height()), SIZE);
        let colour = |x: u32, y: u32| pixmap.pixel(x, y).map(|pixel| (pixel.red(), pixel.green(), pixel.blue()));
        assert_eq!(colour(1198, 2), Some((255, 255, 255)));
        assert_eq!(colour(2, 600), Some((7, 31, 77)));
        let words = (0..600)
            .flat_map(|x| (0..630).map(move |y| (x, y)))
            .filter(|(x, y)| colour(*x, *y) == Some((252, 251, 248)));
        assert!(words.count() > 500, "no words were drawn");
        assert_eq!(png, preview("A title").png(&drawing).unwrap(), "the same picture has the same bytes");
        assert_ne!(png, preview("Another title").png(&drawing).unwrap());
    }
}
