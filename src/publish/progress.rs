//! How far a build is: a bar on a terminal, a plain line for each step elsewhere; and what each step took.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Tells how far a build is, on standard error.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    plain: bool,
    /// When each step began; the last one is the end of all.
    begun: Mutex<Vec<(&'static str, Instant)>>,
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
        Self { bar, plain: !terminal, begun: Mutex::default() }
    }

    /// Says nothing, for tests.
    pub fn silent() -> Self {
        Self { bar: None, plain: false, begun: Mutex::default() }
    }

    pub(super) fn step(&self, name: &'static str, count: usize) {
        self.note(name);
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

    /// What each step took, in the order in which they came: `reading 0.3 s`.
    pub fn costs(&self) -> Vec<String> {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let pairs = begun.iter().zip(begun.iter().skip(1));
        pairs.map(|((name, start), (_, end))| format!("{name} {:.1} s", (*end - *start).as_secs_f32())).collect()
    }

    fn note(&self, name: &'static str) {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner).push((name, Instant::now()));
    }

    pub(super) fn finish(&self) {
        self.note("");
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
