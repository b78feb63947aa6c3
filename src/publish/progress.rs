//! How far a build is: a bar on a terminal, a plain line for each step elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// Tells how far a build is, on standard error.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    plain: bool,
}

impl Progress {
    /// A bar if standard error is a terminal, plain lines otherwise.
    pub fn to_stderr() -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = terminal.then(|| {
            let style = ProgressStyle::with_template("{msg:>14} {bar:40} {pos}/{len}");
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
            match style {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Self { bar, plain: !terminal }
    }

    /// Says nothing, for tests.
    pub fn silent() -> Self {
        Self { bar: None, plain: false }
    }

    pub(super) fn step(&self, name: &'static str, count: usize) {
        if let Some(bar) = &self.bar {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.reset();
            bar.set_length(count as u64);
            bar.set_message(name);
        } else if self.plain {
            eprintln!("publish: {name} {count}");
        }
    }

    pub(super) fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
