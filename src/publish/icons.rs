//! The icon as PNG, for devices that put the site among their apps and take no SVG (W3C, Web Application Manifest, read
//! 2026-11).
//!
//! A `maskable` one may be cut to any form: its ground fills the square, and everything else lies in the circle in the
//! middle that no device cuts (80 % of the width).

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde_json::{Value as Json, json};

use super::MachineError;
use super::output::Output;

const ICON: &str = include_str!("../../public/icon.svg");

/// Width and height of the icon as it is drawn.
const SIDE: f32 = 32.0;

/// How much smaller the icon is on a ground that may be cut.
const SCALE: f32 = 0.8;

/// The icons: sides in pixels, and what they are for.
const ICONS: [(u32, &str); 4] = [(192, "any"), (192, "maskable"), (512, "any"), (512, "maskable")];

/// What the manifest says of the icons; `folder` is that of the site, without a slash at its end.
pub(super) fn listed(folder: &str) -> Vec<Json> {
    let vector = json!({ "src": format!("{folder}/icon.svg"), "sizes": "any", "type": "image/svg+xml" });
    let drawn = ICONS.map(|(side, purpose)| {
        let src = format!("{folder}/{}", file(side, purpose));
        json!({ "src": src, "sizes": format!("{side}x{side}"), "type": "image/png", "purpose": purpose })
    });
    std::iter::once(vector).chain(drawn).collect()
}

/// Draws the icons, unless they are there.
pub(super) fn write(output: &Output) -> Result<(), MachineError> {
    for (side, purpose) in ICONS {
        let file = file(side, purpose);
        if output.keep(&file) {
            continue;
        }
        if let Some(png) = drawn(side, purpose) {
            output.write(&file, &png)?;
        }
    }
    Ok(())
}

fn file(side: u32, purpose: &str) -> String {
    match purpose {
        "any" => format!("icon-{side}.png"),
        purpose => format!("icon-{side}-{purpose}.png"),
    }
}

/// An icon as PNG; nothing if it cannot be drawn.
fn drawn(side: u32, purpose: &str) -> Option<Vec<u8>> {
    let icon = Tree::from_str(ICON, &Options::default()).ok()?;
    let mut pixmap = Pixmap::new(side, side)?;
    let scale = side as f32 / SIDE;
    let place = if purpose == "maskable" {
        // The corner of the ground, whose colour is that of the whole.
        let mut ground = Pixmap::new(side, side)?;
        resvg::render(&icon, Transform::from_scale(scale, scale), &mut ground.as_mut());
        pixmap.fill(ground.pixel(side / 2, side / 16)?.demultiply().into_color());
        let margin = side as f32 * (1.0 - SCALE) / 2.0;
        Transform::from_scale(scale * SCALE, scale * SCALE).post_translate(margin, margin)
    } else {
        Transform::from_scale(scale, scale)
    };
    resvg::render(&icon, place, &mut pixmap.as_mut());
    pixmap.encode_png().ok()
}

/// A colour of a pixel as one to fill with.
trait IntoColor {
    fn into_color(self) -> resvg::tiny_skia::Color;
}

impl IntoColor for resvg::tiny_skia::ColorU8 {
    fn into_color(self) -> resvg::tiny_skia::Color {
        resvg::tiny_skia::Color::from_rgba8(self.red(), self.green(), self.blue(), self.alpha())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_have_their_size_and_maskable_ones_fill_it() {
        for (side, purpose) in ICONS {
            let pixmap = Pixmap::decode_png(&drawn(side, purpose).unwrap()).unwrap();
            assert_eq!((pixmap.width(), pixmap.height()), (side, side));
            let pixel = |x: u32, y: u32| pixmap.pixel(x, y).map(|p| (p.red(), p.green(), p.blue(), p.alpha())).unwrap();
            let corner = pixel(0, 0);
            assert_eq!(corner.3 == 255, purpose == "maskable", "{side} {purpose}: {corner:?}");
            // Nothing but ground lies outside the circle that every device shows.
            if purpose == "maskable" {
                let middle = f64::from(side) / 2.0;
                let is_outside = |x: u32, y: u32| {
                    (f64::from(x) + 0.5 - middle).hypot(f64::from(y) + 0.5 - middle) > f64::from(side) * 0.4
                };
                let pixels = (0..side).flat_map(|x| (0..side).map(move |y| (x, y)));
                let strange = pixels.filter(|(x, y)| is_outside(*x, *y) && pixel(*x, *y) != corner).count();
                assert_eq!(strange, 0, "{side}");
            }
            let drawn = (0..side).flat_map(|x| (0..side).map(move |y| (x, y)));
            let light = drawn.filter(|(x, y)| pixel(*x, *y) == (245, 185, 66, 255)).count();
            assert!(light > 20, "the light is not drawn");
        }
    }
}
