//! What is to be reached: the most that ours may be, as a share of what it is compared with.

/// Seconds of processor time of a build from nothing, against Hugo and Pagefind together.
pub(crate) const BUILD_CPU: f64 = 1.0;

/// Memory of a build from nothing, against the larger of Hugo and Pagefind.
pub(crate) const BUILD_MEMORY: f64 = 1.0;

/// How much longer a build may take for each article when there are ten times as many.
pub(crate) const BUILD_GROWTH: f64 = 1.2;

/// A build after one change, against one from nothing.
pub(crate) const INCREMENTAL_CPU: f64 = 0.1;

/// A page in a large archive against the same page in a small one.
pub(crate) const PAGE_GROWTH: f64 = 1.1;

/// Everything about searching, against Pagefind.
pub(crate) const SEARCH: f64 = 1.0;
