//! Charts: from numbers to places ([`scale`], [`plot`]), to a drawing ([`figure`]), to words ([`words`]). The same in
//! the browser and natively, so every chart stands in the prerendered page.

pub mod figure;
pub mod plot;
pub mod scale;
pub mod words;

pub use figure::{ChartFigure, ChartMiniature, WORLD, WORLD_DRAWING};
pub use scale::ticks;
