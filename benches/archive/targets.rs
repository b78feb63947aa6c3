//! What is to be reached: the most that ours may be, as a share of what it is compared with, and in itself.

use super::table::Value;

/// Seconds of processor time of a build from nothing, against Hugo and Pagefind together.
pub(crate) const BUILD_CPU: f64 = 1.0;

/// Memory of a build from nothing, against the larger of Hugo and Pagefind.
pub(crate) const BUILD_MEMORY: f64 = 1.0;

/// How much longer a build may take for each article when there are ten times as many.
pub(crate) const BUILD_GROWTH: f64 = 1.1;

/// A build after one change, against one from nothing.
pub(crate) const INCREMENTAL_CPU: f64 = 0.1;

/// A page in a large archive against the same page in a small one.
pub(crate) const PAGE_GROWTH: f64 = 1.1;

/// Everything about searching, against Pagefind.
pub(crate) const SEARCH: f64 = 1.0;

/// What a query loads in an archive, against the same in one of a tenth.
pub(crate) const INDEX_GROWTH: f64 = 1.5;

/// Processor time of a build from nothing, without drawings and compressed copies, which are steps of their own; and
/// memory. Each is asked for in two sizes.
pub(crate) fn build(articles: u64) -> (Option<Value>, Value) {
    match articles {
        ..=10_000 => (Some(Value::Seconds(6.0)), Value::Bytes(400e6)),
        _ => (None, Value::Bytes(1.5e9)),
    }
}

/// A build after one change.
pub(crate) const INCREMENTAL: Value = Value::Seconds(0.5);

/// The most that a query may load.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    pub(crate) bytes: Value,
    pub(crate) requests: Value,
    pub(crate) trips: Value,
}

/// A reader's first query, the root of the index included.
pub(crate) fn first_query(articles: u64) -> Load {
    let bytes = if articles <= 1_000 { 30e3 } else { 50e3 };
    Load { bytes: Value::Bytes(bytes), requests: Value::Mean(8.0), trips: Value::Mean(3.0) }
}

/// A further query of the same reader.
pub(crate) const FURTHER_QUERY: Load =
    Load { bytes: Value::Bytes(20e3), requests: Value::Mean(6.0), trips: Value::Mean(2.0) };

/// On the slow phone: the first query once the page can be asked, a further one, and results after the last letter.
pub(crate) const PHONE: [Value; 3] =
    [Value::Milliseconds(900.0), Value::Milliseconds(450.0), Value::Milliseconds(500.0)];
