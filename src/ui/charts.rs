//! Charts: from numbers to places ([`scale`], [`plot`]), to a drawing (`drawing`, `map`, in small [`miniature`]), to
//! words ([`words`]) and to a table (`table`). The same in the browser and natively, so every chart stands in the
//! prerendered page. What readers choose to see of one is a [`selection`]; `explorer` has its controls and [`export`]
//! the files they take away.

mod drawing;
pub(crate) mod explorer;
pub mod export;
pub mod figure;
mod map;
pub mod miniature;
pub mod plot;
pub mod scale;
pub mod selection;
mod table;
pub mod words;

pub use export::{Format, Save};
pub use figure::ChartFigure;
pub use map::{WORLD, WORLD_DRAWING};
pub use miniature::ChartMiniature;
pub use scale::ticks;
