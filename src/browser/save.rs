//! Charts and data as files: a text, a picture of a figure that needs neither our stylesheet nor our site, and the
//! same picture as pixels.
//!
//! How a picture is made:
//! 1. What the figure's maps refer to is fetched (the browser has it already).
//! 2. Each drawing of the figure's stage is copied to where it stands, with its computed style as attributes; the words
//!    beside the drawings are written anew, in lines.
//! 3. The caller's words are put above and below, and all of it is serialised.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, CssStyleDeclaration, Document, Element, HtmlCanvasElement,
    HtmlElement, HtmlImageElement, Node, NodeList, Url, Window, XmlHttpRequest, XmlSerializer,
};

use super::{document, window};

const SVG: &str = "http://www.w3.org/2000/svg";

/// The room around a picture, and how wide what it shows is at least, in pixels.
const MARGIN: i32 = 16;
const NARROWEST: i32 = 480;

/// The sizes of the caller's words, in pixels: the first line, those below it, the last ones.
const TITLE: i32 = 20;
const SUBTITLE: i32 = 15;
const SMALL: i32 = 12;

/// The most pixels of an image; phones refuse larger ones.
const MOST_PIXELS: u32 = 16_000_000;

/// What a picture takes from the stage, in the order of the page.
const SHOWN: &str = ".chart__drawing, .chart__map, .chart__name, .chart__key, .chart__parts > li, .chart__source";

/// Beside a map a list longer than this is left out.
const MOST_PARTS: u32 = 12;

/// The properties of SVG 1.1 that elements inherit and a stylesheet of ours sets, with their initial values.
const STYLE: [(&str, &str); 12] = [
    ("fill", "rgb(0, 0, 0)"),
    ("fill-opacity", "1"),
    ("stroke", "none"),
    ("stroke-width", "1px"),
    ("stroke-opacity", "1"),
    ("stroke-dasharray", "none"),
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("paint-order", "normal"),
    ("font-size", ""),
    ("font-weight", "400"),
    ("text-anchor", "start"),
];

/// Gives the reader a text as a file, for instance `save_text("arrivals.csv", "text/csv", …)`. Says whether that was
/// possible.
pub fn save_text(name: &str, media_type: &str, text: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok();
    blob.and_then(|blob| save(name, &blob)).is_some()
}

/// Gives the reader a picture, as [`picture`] makes it, as a PNG of twice its size. Says whether that was possible.
pub async fn save_png(name: &str, svg: &str) -> bool {
    pixels(svg).await.and_then(|blob| save(name, &blob)).is_some()
}

fn save(name: &str, blob: &Blob) -> Option<()> {
    let window = window()?;
    let url = Url::create_object_url_with_blob(blob).ok()?;
    // It never stands in the page, so nothing there takes the click for a navigation.
    let link = document()?.create_element("a").ok()?;
    link.set_attribute("href", &url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.unchecked_ref::<HtmlElement>().click();
    // A browser may ask the reader first, and reads the data afterwards.
    let revoke = Reflect::get(&window, &"URL".into()).and_then(|urls| Reflect::get(&urls, &"revokeObjectURL".into()));
    if let Ok(revoke) = revoke {
        let (revoke, url) = (revoke.unchecked_ref(), url.into());
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_1(revoke, 60_000, &url);
    }
    Some(())
}

async fn pixels(svg: &str) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    // The site's policy for images knows `data:`, but no `blob:`.
    let data = String::from(js_sys::encode_uri_component(svg));
    image.set_src(&["data:image/svg+xml;charset=utf-8,", &data].concat());
    // Where a browser does not decode drawings beforehand, it has loaded it all the same.
    let _ = JsFuture::from(image.decode()).await;
    let (width, height) = (image.natural_width(), image.natural_height());
    if width == 0 || height == 0 {
        return None;
    }
    let scale = if width.saturating_mul(height) <= MOST_PIXELS / 4 { 2 } else { 1 };
    let (canvas, pen) = canvas()?;
    let (width, height) = (width * scale, height * scale);
    canvas.set_width(width);
    canvas.set_height(height);
    pen.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into()).ok()?;
    let blob = Promise::new(&mut |resolve, reject| {
        if canvas.to_blob(&resolve).is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(blob).await.ok()?.dyn_into().ok()
}

fn canvas() -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas = document()?.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    let pen = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, pen))
}

/// What a figure shows, as the text of an SVG file: the lines of `heading`, the first in bold, the drawings of its
/// `.chart__stage` with the words beside them, and the lines of `footing`. It is as wide as the stage, but laid out for
/// at least 480 pixels. A map is shown whole, however closely the reader looks at it.
///
/// None if the figure has no stage or its map cannot be fetched.
pub async fn picture(figure: &Element, heading: &[String], footing: &[String]) -> Option<String> {
    let stage = figure.query_selector(".chart__stage").ok()??;
    let files = files(&stage).await?;
    // From here on nothing waits, so the reader never sees the figure widened.
    let style = figure.unchecked_ref::<HtmlElement>().style();
    let is_narrow = stage.client_width() < NARROWEST;
    if is_narrow {
        let _ = style.set_property("min-inline-size", &format!("{NARROWEST}px"));
    }
    let picture = Sheet::new(&stage, files).and_then(|sheet| sheet.draw(&stage, heading, footing));
    if is_narrow {
        let _ = style.remove_property("min-inline-size");
    }
    let picture = picture?;
    XmlSerializer::new().ok()?.serialize_to_string(&picture).ok()
}

/// The drawings that a stage's maps refer to, with their addresses as the page writes them.
type Files = Vec<(String, Document)>;

async fn files(stage: &Element) -> Option<Files> {
    let mut files = Files::new();
    for element in elements(&stage.query_selector_all(".chart__map img, use").ok()?) {
        let Some((address, _)) = reference(&element) else { continue };
        if files.iter().any(|(fetched, _)| *fetched == address) {
            continue;
        }
        let file = drawing(&address).await?;
        files.push((address, file));
    }
    Some(files)
}

/// Asks for a drawing. The request itself makes a document of it: to parse a text is left to what views are made of
/// (Trusted Types).
async fn drawing(address: &str) -> Option<Document> {
    let request = XmlHttpRequest::new().ok()?;
    request.open("GET", address).ok()?;
    let answer = Promise::new(&mut |resolve, reject| {
        request.set_onload(Some(&resolve));
        request.set_onerror(Some(&reject));
        if request.send().is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(answer).await.ok()?;
    let text = request.response_text().ok()??;
    // A page in the place of the file, or half of it. A parser would say so too, but with styles that the site's
    // policy refuses.
    if request.status().ok()? != 200 || !text.starts_with("<svg") || !text.trim_end().ends_with("</svg>") {
        return None;
    }
    request.response_xml().ok()?
}

/// The file that an `img` or a `use` shows, and what in it.
fn reference(element: &Element) -> Option<(String, String)> {
    let whole = element.get_attribute("src").or_else(|| element.get_attribute("href"))?;
    let (address, part) = whole.split_once('#').unwrap_or((&whole, ""));
    Some((address.to_owned(), part.to_owned()))
}

fn nodes(list: &NodeList) -> impl Iterator<Item = Node> {
    (0..list.length()).filter_map(|index| list.item(index))
}

fn elements(list: &NodeList) -> impl Iterator<Item = Element> {
    nodes(list).filter_map(|node| node.dyn_into().ok())
}

/// A length or a number as CSS computes it; 0 if it is none.
fn length(style: &CssStyleDeclaration, name: &str) -> f64 {
    js_sys::parse_float(&value(style, name)).max(0.0)
}

/// A computed value, as more viewers than browsers understand it.
fn value(style: &CssStyleDeclaration, name: &str) -> String {
    let value = style.get_property_value(name).unwrap_or_default();
    if value == "rgba(0, 0, 0, 0)" {
        return "none".to_owned();
    }
    // What `color-mix` makes of colours.
    let Some(channels) = value.strip_prefix("color(srgb ") else { return value };
    let mut channels = channels.split(' ').map(js_sys::parse_float);
    rgb([(); 3].map(|()| channels.next().unwrap_or_default()))
}

/// Red, green and blue from 0 to 1, as CSS.
fn rgb(channels: [f64; 3]) -> String {
    let [red, green, blue] = channels.map(|channel| (channel * 255.0).round() as i32);
    format!("rgb({red}, {green}, {blue})")
}

/// A colour of a drawing as the page shows it: `cover-image.css` lets the ground shine through and turns the ink over
/// in the dark. Few viewers but browsers could do that by themselves.
fn blended(mut ink: [f64; 3], ground: [f64; 3], style: &CssStyleDeclaration) -> Option<String> {
    if value(style, "filter").starts_with("invert") {
        // Half a turn of the hue keeps the lightness and mirrors the rest about it (Filter Effects, feColorMatrix).
        let [red, green, blue] = ink.map(|channel| 1.0 - channel);
        let lightness = 0.213 * red + 0.715 * green + 0.072 * blue;
        ink = [red, green, blue].map(|channel| (2.0 * lightness - channel).clamp(0.0, 1.0));
    }
    let is_dark = match value(style, "mix-blend-mode").as_str() {
        "multiply" => false,
        "screen" => true,
        _ => return None,
    };
    for (channel, ground) in ink.iter_mut().zip(ground) {
        *channel = if is_dark { 1.0 - (1.0 - *channel) * (1.0 - ground) } else { *channel * ground };
    }
    Some(rgb(ink))
}

fn put(element: &Element, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value);
    }
}

/// Where something lies, in whole pixels.
#[derive(Clone, Copy)]
struct Area {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
}

impl Area {
    fn put(self, element: &Element) {
        for (name, value) in [("x", self.x), ("y", self.y), ("width", self.width), ("height", self.height)] {
            let _ = element.set_attribute(name, &value.to_string());
        }
    }
}

/// How words are written.
struct Hand {
    size: i32,
    weight: String,
    line: i32,
    colour: String,
    is_rtl: bool,
}

impl Hand {
    fn new(size: i32, weight: &str, of: &CssStyleDeclaration) -> Self {
        let (colour, is_rtl) = (value(of, "color"), value(of, "direction") == "rtl");
        Self { size, weight: weight.to_owned(), line: size * 7 / 5, colour, is_rtl }
    }
}

/// A picture in the making.
struct Sheet {
    window: Window,
    document: Document,
    pen: CanvasRenderingContext2d,
    font: String,
    files: Files,
    root: Element,
    /// Where the stage's corner lies in the window, and in the picture.
    from: (f64, f64),
    top: i32,
    width: i32,
}

impl Sheet {
    fn new(stage: &Element, files: Files) -> Option<Self> {
        let (window, document) = (window()?, document()?);
        let root = document.create_element_ns(Some(SVG), "svg").ok()?;
        let font = value(&window.get_computed_style(stage).ok()??, "font-family");
        put(&root, &[("font-family", &font), ("role", "img")]);
        let place = stage.get_bounding_client_rect();
        let width = (place.width().round() as i32).max(NARROWEST);
        let from = (place.left(), place.top());
        Some(Self { window, document, pen: canvas()?.1, font, files, root, from, top: MARGIN, width })
    }

    fn style(&self, element: &Element) -> Option<CssStyleDeclaration> {
        self.window.get_computed_style(element).ok()?
    }

    fn add(&self, into: &Element, name: &str) -> Option<Element> {
        let element = self.document.create_element_ns(Some(SVG), name).ok()?;
        into.append_child(&element).ok()?;
        Some(element)
    }

    fn draw(mut self, stage: &Element, heading: &[String], footing: &[String]) -> Option<Element> {
        let body = self.style(&*self.document.body()?)?;
        self.add(&self.root, "title")?.set_text_content(heading.first().map(String::as_str));
        let ground = self.add(&self.root, "rect")?;
        let page = value(&body, "background-color");
        let page = if page == "none" { "#fff" } else { &page };
        put(&ground, &[("width", "100%"), ("height", "100%"), ("fill", page)]);
        let style = self.style(stage)?;
        let mut hand = Hand::new(TITLE, "600", &style);
        for words in heading {
            self.paragraph(&hand, words)?;
            hand = Hand::new(SUBTITLE, "400", &style);
        }
        self.top += MARGIN / 2;
        self.top = self.stage(stage)? + MARGIN;
        hand = Hand::new(SMALL, "400", &style);
        for words in footing {
            self.paragraph(&hand, words)?;
        }
        let (width, height) = ((self.width + 2 * MARGIN).to_string(), (self.top + MARGIN).to_string());
        let view = ["0 0 ", &width, " ", &height].concat();
        put(&self.root, &[("width", &width), ("height", &height), ("viewBox", &view)]);
        Some(self.root)
    }

    /// Lines of the caller's over the whole width. Whoever opens the picture may have wider letters.
    fn paragraph(&mut self, hand: &Hand, words: &str) -> Option<()> {
        let area = Area { x: MARGIN, y: self.top, width: self.width, height: 0 };
        self.top = self.write(hand, words, area, self.width * 24 / 25)?;
        Some(())
    }

    /// Writes words into an area, in lines of at most `most` pixels. Returns where the last one ends.
    fn write(&self, hand: &Hand, words: &str, area: Area, most: i32) -> Option<i32> {
        let mut bottom = area.y;
        self.pen.set_font(&format!("{} {}px {}", hand.weight, hand.size, self.font));
        let fits = |line: &str| self.pen.measure_text(line).is_ok_and(|line| line.width() <= f64::from(most) + 2.0);
        let mut lines = Vec::<String>::new();
        // Addresses are broken as well.
        for piece in words.split_inclusive([' ', '/']) {
            match lines.last_mut() {
                Some(line) if fits(&[line, piece.trim_end()].concat()) => line.push_str(piece),
                _ => lines.push(piece.to_owned()),
            }
        }
        for line in lines {
            let text = self.add(&self.root, "text")?;
            let x = if hand.is_rtl { area.x + area.width } else { area.x }.to_string();
            // The line's letters stand in its middle; above their foot are about four fifths of them.
            let y = (bottom + (hand.line - hand.size) / 2 + hand.size * 4 / 5 + 1).to_string();
            let size = hand.size.to_string();
            put(
                &text,
                &[("x", &x), ("y", &y), ("font-size", &size), ("font-weight", &hand.weight), ("fill", &hand.colour)],
            );
            if hand.is_rtl {
                let _ = text.set_attribute("direction", "rtl");
            }
            text.set_text_content(Some(line.trim_end()));
            bottom += hand.line;
        }
        Some(bottom)
    }

    /// Draws what the stage shows. Returns where it ends.
    fn stage(&self, stage: &Element) -> Option<i32> {
        let parts = stage.query_selector_all(".chart__parts > li").ok()?.length();
        let has_map = stage.query_selector(".chart__map").ok()?.is_some();
        let mut bottom = self.top;
        let mut number = 0;
        for element in elements(&stage.query_selector_all(SHOWN).ok()?) {
            let is_part = element.local_name() == "li" && !element.matches(".chart__key").unwrap_or_default();
            number += i32::from(is_part);
            let place = element.query_selector(".chart__map-view").ok().flatten();
            let area = self.area(place.as_ref().unwrap_or(&element));
            if area.height == 0 || area.width == 0 || is_part && has_map && parts > MOST_PARTS {
                continue;
            }
            let end = match element.local_name().as_str() {
                "svg" => self.drawing(&element, area),
                "div" => self.map(&element, area),
                _ => self.words(&element, area, if is_part { number } else { 0 }),
            };
            bottom = bottom.max(end?);
        }
        Some(bottom)
    }

    /// Where something on the page lies in the picture.
    fn area(&self, element: &Element) -> Area {
        let place = element.get_bounding_client_rect();
        let x = (place.left() - self.from.0).round() as i32 + MARGIN;
        let y = (place.top() - self.from.1).round() as i32 + self.top;
        Area { x, y, width: place.width().round() as i32, height: place.height().round() as i32 }
    }

    fn drawing(&self, drawing: &Element, area: Area) -> Option<i32> {
        let initial = STYLE.map(|(_, initial)| initial.to_owned());
        if let Some(copy) = self.copy(drawing, &self.root, &initial) {
            area.put(&copy);
            let _ = copy.set_attribute("overflow", "visible");
        }
        Some(area.y + area.height)
    }

    fn map(&self, map: &Element, area: Area) -> Option<i32> {
        let ground = self.add(&self.root, "rect")?;
        area.put(&ground);
        let page = value(&self.style(map)?, "background-color");
        let _ = ground.set_attribute("fill", &page);
        if let Some(image) = map.query_selector("img").ok()? {
            let (style, sea) = (self.style(&image)?, self.channels(&page));
            let (address, _) = reference(&image)?;
            let world = self.file(&address)?.document_element()?;
            let world = self.document.import_node_with_deep(&world, true).ok()?.dyn_into::<Element>().ok()?;
            area.put(&world);
            for element in elements(&world.query_selector_all("[fill], [stroke]").ok()?) {
                for name in ["fill", "stroke"] {
                    let ink = element.get_attribute(name).and_then(|ink| self.channels(&ink));
                    let ink = ink.zip(sea).and_then(|(ink, ground)| blended(ink, ground, &style));
                    let _ = ink.map(|ink| element.set_attribute(name, &ink));
                }
            }
            self.root.append_child(&world).ok()?;
        }
        match map.query_selector(".chart__symbols").ok()? {
            Some(symbols) => self.drawing(&symbols, area),
            None => Some(area.y + area.height),
        }
    }

    /// The red, green and blue of an opaque colour, from 0 to 1; the pen writes each as `#rrggbb`.
    fn channels(&self, colour: &str) -> Option<[f64; 3]> {
        if !colour.starts_with(['#', 'r']) {
            return None;
        }
        self.pen.set_fill_style_str(colour);
        let colour = self.pen.fill_style().as_string()?;
        let colour = js_sys::parse_int(colour.strip_prefix('#')?, 16) as u32;
        Some([colour >> 16, colour >> 8, colour].map(|channel| f64::from(channel & 255) / 255.0))
    }

    fn file(&self, address: &str) -> Option<&Document> {
        self.files.iter().find(|(fetched, _)| fetched == address).map(|(_, file)| file)
    }

    /// A line of words beside the drawings, with its swatch or its number.
    fn words(&self, element: &Element, mut area: Area, number: i32) -> Option<i32> {
        let style = self.style(element)?;
        let size = length(&style, "font-size").round() as i32;
        let mut hand = Hand::new(size, &value(&style, "font-weight"), &style);
        hand.line = (length(&style, "line-height").round() as i32).max(size);
        area.y += length(&style, "padding-top").round() as i32;
        let before = self.window.get_computed_style_with_pseudo_elt(element, "::before").ok()??;
        let swatch = value(&before, "background-color");
        if value(&before, "content") != "none" && swatch != "none" {
            let (side, room) = (size * 4 / 5, size * 6 / 5);
            let x = if hand.is_rtl { area.x + area.width - side } else { area.x };
            let square = self.add(&self.root, "rect")?;
            Area { x, y: area.y + (hand.line - side) / 2, width: side, height: side }.put(&square);
            let _ = square.set_attribute("fill", &swatch);
            area.x += if hand.is_rtl { 0 } else { room };
            area.width -= room;
        }
        if number > 0 {
            let room = size * 8 / 5;
            let x = if hand.is_rtl { area.x + area.width } else { area.x - room };
            self.write(&hand, &format!("{number}."), Area { x, width: room, ..area }, room)?;
        }
        self.write(&hand, &element.text_content().unwrap_or_default(), area, area.width)
    }

    /// Copies an element of a drawing with what is in it, unless it is not to be seen. `inherited` is what holds for
    /// the properties of [`STYLE`] without saying so.
    fn copy(&self, from: &Element, into: &Element, inherited: &[String]) -> Option<Element> {
        let style = self.style(from)?;
        let opacity = value(&style, "opacity");
        if value(&style, "display") == "none" || opacity == "0" || from.matches(".chart__reach").unwrap_or_default() {
            return None;
        }
        let referred = (from.local_name() == "use").then(|| {
            let (address, part) = reference(from)?;
            let part = self.file(&address)?.get_element_by_id(&part)?;
            self.document.import_node_with_deep(&part, true).ok()
        });
        let copy = match &referred {
            Some(_) => self.document.create_element_ns(Some(SVG), "g").ok()?,
            None => from.clone_node().ok()?.dyn_into().ok()?,
        };
        for name in ["class", "style", "id", "role", "tabindex", "aria-label", "data-series", "data-shade"] {
            let _ = copy.remove_attribute(name);
        }
        if let Some(words) = from.get_attribute("aria-label").filter(|_| from.local_name() == "g") {
            self.add(&copy, "title")?.set_text_content(Some(&words));
        }
        let values = STYLE.map(|(name, _)| value(&style, name));
        for (((name, _), value), inherited) in STYLE.iter().zip(&values).zip(inherited) {
            if value != inherited {
                let _ = copy.set_attribute(name, value);
            }
        }
        if opacity != "1" {
            let _ = copy.set_attribute("opacity", &opacity);
        }
        into.append_child(&copy).ok()?;
        if let Some(part) = referred.flatten() {
            let _ = part.unchecked_ref::<Element>().remove_attribute("id");
            copy.append_child(&part).ok()?;
        }
        for node in nodes(&from.child_nodes()) {
            match node.dyn_into::<Element>() {
                Ok(element) => {
                    self.copy(&element, &copy, &values);
                }
                Err(node) if node.node_type() == Node::TEXT_NODE => {
                    copy.append_child(&node.clone_node().ok()?).ok()?;
                }
                Err(_) => {}
            }
        }
        Some(copy)
    }
}
