//! SVG text: paths as short as they can be written.

use super::geometry::{Xy, at, distance_to_segment};

/// The start of a drawing: its size in pixels and a white ground.
pub(super) fn open(width: u32, height: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
         <path fill=\"#fff\" d=\"M0 0h{width}v{height}H0z\"/>"
    )
}

/// A dot.
pub(super) fn circle(centre: Xy, radius: f64) -> String {
    let [x, y, r] = [centre[0], centre[1], radius].map(number);
    format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")
}

/// A number with at most one decimal.
pub(super) fn number(value: f64) -> String {
    // Adding zero turns −0 into 0.
    format!("{}", (value * 10.0).round() / 10.0 + 0.0)
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke<'a> {
    /// Its colour.
    pub(super) colour: &'a str,
    /// Its breadth, in pixels.
    pub(super) width: f64,
    /// The lengths of dash and gap, in pixels, if it is dashed.
    pub(super) dashes: Option<[f64; 2]>,
}

impl<'a> Stroke<'a> {
    /// A line without gaps.
    pub(super) fn new(colour: &'a str, width: f64) -> Self {
        Self { colour, width, dashes: None }
    }

    /// A line with gaps.
    pub(super) fn dashed(colour: &'a str, width: f64, dashes: [f64; 2]) -> Self {
        Self { dashes: Some(dashes), ..Self::new(colour, width) }
    }

    /// The attributes of this line where `scale` units make a pixel.
    pub(super) fn attributes(&self, scale: f64) -> String {
        let Self { colour, width, dashes } = self;
        let mut attributes =
            format!("stroke=\"{colour}\" stroke-width=\"{}\" stroke-linejoin=\"round\"", number(width * scale));
        if let Some(lengths) = dashes {
            let [dash, gap] = lengths.map(|length| number(length * scale));
            attributes += &format!(" stroke-dasharray=\"{dash} {gap}\"");
        }
        attributes
    }
}

/// The points through which a path may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grid {
    /// Whole pixels.
    Pixels,
    /// Quarters of a pixel, written as whole numbers, which need no decimal point, and scaled down.
    Quarters,
    /// Tenths of a pixel, written with a decimal point, so that the path can do without an attribute for its scale.
    Tenths,
}

impl Grid {
    /// Steps to a pixel.
    fn steps(self) -> f64 {
        match self {
            Self::Pixels => 1.0,
            Self::Quarters => 4.0,
            Self::Tenths => 10.0,
        }
    }

    /// How many of the units in which the path is written make a pixel.
    fn scale(self) -> f64 {
        match self {
            Self::Pixels | Self::Tenths => 1.0,
            Self::Quarters => 4.0,
        }
    }

    /// A number of steps, in the units in which the path is written, without a needless nought.
    fn spelt(self, steps: i32) -> String {
        match self {
            Self::Pixels | Self::Quarters => steps.to_string(),
            Self::Tenths => {
                let text = number(f64::from(steps) / 10.0);
                if (1..10).contains(&steps.abs()) { text.replacen('0', "", 1) } else { text }
            }
        }
    }
}

/// A path under construction: lines from point to point, in steps relative to the point before.
#[derive(Clone, Debug)]
pub(super) struct Path {
    data: String,
    /// Where the pen is, in steps: rounding does not add up.
    pen: [i32; 2],
    grid: Grid,
}

impl Default for Path {
    fn default() -> Self {
        Self::on(Grid::Quarters)
    }
}

impl Path {
    /// A path that runs through whole pixels only: shorter, for faint lines of a crowded drawing.
    pub(super) fn coarse() -> Self {
        Self::on(Grid::Pixels)
    }

    /// A path in the units of the drawing, to one decimal, which another page can take out of it by its id.
    pub(super) fn tenths() -> Self {
        Self::on(Grid::Tenths)
    }

    /// An empty path on a grid.
    fn on(grid: Grid) -> Self {
        Self { data: String::new(), pen: [0, 0], grid }
    }

    /// A line through points. Shorter than a tenth of a pixel, it is left out.
    pub(super) fn line(&mut self, points: &[Xy]) {
        self.polyline(points);
    }

    /// An area within points. Left out if rounding leaves no area.
    pub(super) fn area(&mut self, points: &[Xy]) {
        let start = self.clone();
        if self.polyline(points) > 2 {
            self.data.push('z');
            // Closing an area takes the pen back to its start.
            if let Some(&first) = points.first() {
                self.pen = self.rounded(first);
            }
        } else {
            *self = start;
        }
    }

    /// A smooth line through points: a Catmull-Rom spline, whose control points SVG can mirror by itself (`s`).
    pub(super) fn curve(&mut self, points: &[Xy], closed: bool) {
        let Some(count) = points.len().checked_sub(1).filter(|&count| count > 0) else { return };
        let point = |at: isize| {
            let length = points.len() as isize;
            points[if closed { at.rem_euclid(length) } else { at.clamp(0, length - 1) } as usize]
        };
        let start = self.rounded(points[0]);
        self.step('m', &[start]);
        let steps = if closed { points.len() } else { count };
        for at in 0..steps as isize {
            let (before, from, to, after) = (point(at - 1), point(at), point(at + 1), point(at + 2));
            let lean = |axis: usize| to[axis] - (after[axis] - from[axis]) / 6.0;
            let control = self.rounded([lean(0), lean(1)]);
            let end = self.rounded(to);
            if at == 0 {
                let lean = |axis: usize| from[axis] + (to[axis] - before[axis]) / 6.0;
                self.step('c', &[self.rounded([lean(0), lean(1)]), control, end]);
            } else {
                self.step('s', &[control, end]);
            }
        }
        if closed {
            self.data.push('z');
        }
    }

    /// A bow from one point to another that leans towards `control`.
    pub(super) fn bow(&mut self, from: Xy, control: Xy, to: Xy) {
        self.step('m', &[self.rounded(from)]);
        self.step('q', &[self.rounded(control), self.rounded(to)]);
    }

    /// A gentle curve through points close together, drawn with as few bends as keep it within half a pixel.
    pub(super) fn arc(&mut self, points: &[Xy]) {
        if points.len() > 1 {
            self.step('m', &[self.rounded(points[0])]);
            self.bend(points);
        }
    }

    /// Draws one bend through points, or one through each half where that is not near enough.
    fn bend(&mut self, points: &[Xy]) {
        let last = points.len() - 1;
        let [from, middle, to] = [points[0], points[last / 2], points[last]];
        let control = [0, 1].map(|axis| 2.0 * middle[axis] - (from[axis] + to[axis]) / 2.0);
        let on_curve = |t: f64| at(at(from, control, t), at(control, to, t), t);
        if last < 4 || [last / 4, last * 3 / 4].iter().all(|&at| off(points[at], &on_curve) < 0.5) {
            self.step('q', &[self.rounded(control), self.rounded(to)]);
        } else {
            self.bend(&points[..=last / 2]);
            self.bend(&points[last / 2..]);
        }
    }

    /// A point, which shows where the stroke has round ends.
    pub(super) fn dot(&mut self, centre: Xy) {
        self.step('m', &[self.rounded(centre)]);
        self.data.push_str("h0");
    }

    /// The path as a line.
    pub(super) fn stroked(&self, stroke: &Stroke<'_>) -> String {
        self.element(&format!("fill=\"none\" {}", stroke.attributes(self.grid.scale())))
    }

    /// The path as an area with a line around it.
    pub(super) fn outlined(&self, fill: &str, stroke: &Stroke<'_>) -> String {
        self.element(&format!("fill=\"{fill}\" {}", stroke.attributes(self.grid.scale())))
    }

    /// The path with attributes in its own units; nothing if nothing was drawn.
    pub(super) fn element(&self, attributes: &str) -> String {
        let scale = self.grid.scale();
        let scale = if scale == 1.0 { String::new() } else { format!(" transform=\"scale({})\"", 1.0 / scale) };
        let attributes = if attributes.is_empty() { String::new() } else { format!(" {attributes}") };
        match self.data.as_str() {
            "" => String::new(),
            data => format!("<path{scale}{attributes} d=\"{data}\"/>"),
        }
    }

    /// A point in steps.
    fn rounded(&self, point: Xy) -> [i32; 2] {
        point.map(|value| (value * self.grid.steps()).round() as i32)
    }

    /// Draws lines and tells through how many different points.
    fn polyline(&mut self, points: &[Xy]) -> usize {
        let mut rounded: Vec<[i32; 2]> = points.iter().map(|point| self.rounded(*point)).collect();
        rounded.dedup();
        if rounded.len() < 2 {
            return rounded.len();
        }
        for (count, &point) in rounded.iter().enumerate() {
            // After `m`, further pairs are lines.
            let command = if count == 0 { 'm' } else { 'l' };
            self.step(command, &[point]);
        }
        rounded.len()
    }

    /// Writes a command with points relative to the pen, and moves the pen to the last one.
    fn step(&mut self, command: char, points: &[[i32; 2]]) {
        // Lines go on after `m` by themselves; a repeated `s` need not be written again.
        let implied = command == 'l' || matches!(command, 's' | 'q') && self.last_command() == Some(command);
        if !implied {
            // The first `m` of a path counts from the corner, as `M` does.
            self.data.push(command);
        }
        for point in points {
            for (to, from) in point.iter().zip(self.pen) {
                push(&mut self.data, &self.grid.spelt(to - from));
            }
        }
        if let Some(&end) = points.last() {
            self.pen = end;
        }
    }

    /// The command that numbers would continue.
    fn last_command(&self) -> Option<char> {
        self.data.chars().rev().find(char::is_ascii_alphabetic)
    }
}

/// How far a point lies from a curve, within a hundredth of its length.
fn off(point: Xy, curve: &impl Fn(f64) -> Xy) -> f64 {
    const STEPS: u32 = 16;
    let at = |step: u32| curve(f64::from(step) / f64::from(STEPS));
    (0..STEPS).map(|step| distance_to_segment(point, at(step), at(step + 1))).fold(f64::INFINITY, f64::min)
}

/// Appends a number, with a space only where it would run into the number before.
fn push(text: &mut String, number: &str) {
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let before = &text[text.trim_end_matches(digits).len()..];
    // A second decimal point begins a new number by itself, as a sign does.
    let apart = before.is_empty() || number.starts_with('-') || number.starts_with('.') && before.contains('.');
    if !apart {
        text.push(' ');
    }
    *text += number;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_without_waste() {
        for (value, text) in [(0.0, "0"), (-0.04, "0"), (-0.5, "-0.5"), (12.34, "12.3"), (3.0, "3")] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn joins_numbers_where_they_stay_apart() {
        let mut path = Path::default();
        path.area(&[[1.0, 2.0], [2.5, 2.5], [2.0, 4.0], [12.0, 4.0]]);
        path.area(&[[5.0, 5.0], [5.01, 5.01], [5.02, 5.0]]);
        path.area(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]);
        assert_eq!(path.data, "m4 8 6 2-2 6 40 0zm-4-8 4 0 0 4z");
        assert_eq!(
            path.element("fill=\"#000\""),
            format!("<path transform=\"scale(0.25)\" fill=\"#000\" d=\"{}\"/>", path.data)
        );
    }

    #[test]
    fn writes_tenths_as_short_as_can_be() {
        let mut path = Path::tenths();
        path.area(&[[1.0, 2.0], [1.54, 2.5], [1.5, 12.5], [12.0, 12.7], [12.0, 2.7]]);
        path.area(&[[0.0, 0.0], [0.04, 0.0], [0.0, 0.04]]);
        path.area(&[[0.0, 0.0], [1.0, 0.0], [1.3, 1.0]]);
        assert_eq!(path.data, "m1 2 .5.5 0 10 10.5.2 0-10zm-1-2 1 0 .3 1z");
        assert_eq!(path.element("id=\"A\""), format!("<path id=\"A\" d=\"{}\"/>", path.data));
        assert_eq!(path.element(""), format!("<path d=\"{}\"/>", path.data));
    }

    #[test]
    fn mirrors_control_points() {
        let mut path = Path::coarse();
        path.curve(&[[0.0, 0.0], [6.0, 0.0], [12.0, 6.0], [18.0, 6.0]], false);
        assert_eq!(path.data, "m0 0c1 0 4-1 6 0s4 5 6 6 5 0 6 0");
    }

    #[test]
    fn bends_as_seldom_as_it_can() {
        let mut path = Path::coarse();
        let quarter = |step: u32| (f64::from(step) / 100.0 * std::f64::consts::FRAC_PI_2).sin_cos();
        path.arc(&(0..=100).map(quarter).map(|(x, y)| [100.0 * x, 100.0 * y]).collect::<Vec<_>>());
        assert_eq!(path.data.matches('q').count(), 1, "{}", path.data);
        assert!(path.data.len() < 60, "{}", path.data);
        let mut nothing = Path::default();
        nothing.arc(&[]);
        assert_eq!(nothing.element("fill=\"#000\""), "");
    }
}
