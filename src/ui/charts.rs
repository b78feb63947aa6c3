//! Charts: from numbers to places ([`scale`], [`plot`]), to a drawing ([`figure`], in small [`miniature`]), to words
//! ([`words`]) and to a table (`table`). The same in
//! the browser and natively, so every chart stands in the prerendered page.

pub mod figure;
pub mod miniature;
pub mod plot;
pub mod scale;
mod table;
pub mod words;

pub use figure::{ChartFigure, WORLD, WORLD_DRAWING};
pub use miniature::ChartMiniature;
pub use scale::ticks;
