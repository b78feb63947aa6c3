//! What a program needs: processor time of it and everything it starts, time on the wall, memory. From `/proc`, so on
//! Linux alone; elsewhere the time on the wall stands for the processor's, and memory is not known.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// How often memory is looked at.
const INTERVAL: Duration = Duration::from_millis(5);

/// The unit of times in `/proc`, the same on every architecture Linux runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// What a program needed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// Of all processors, in the program and in the system for it.
    pub(crate) cpu_seconds: f64,
    pub(crate) wall_seconds: f64,
    /// The most memory one process of the tree held at a time; none if not known.
    pub(crate) peak_bytes: Option<f64>,
}

impl Usage {
    /// One after the other.
    pub(crate) fn then(self, other: Self) -> Self {
        Self {
            cpu_seconds: self.cpu_seconds + other.cpu_seconds,
            wall_seconds: self.wall_seconds + other.wall_seconds,
            peak_bytes: self.peak_bytes.zip(other.peak_bytes).map(|(one, other)| one.max(other)),
        }
    }
}

/// Runs a program to its end; what it says goes to a file.
pub(crate) fn run(command: &mut Command, log: &Path) -> anyhow::Result<Usage> {
    let name = command.get_program().to_string_lossy().into_owned();
    let out = File::create(log).with_context(|| format!("could not write {}", log.display()))?;
    command.stdout(out.try_clone()?).stderr(out);
    let (before, start) = (children_seconds(), Instant::now());
    let mut child = command.spawn().with_context(|| format!("could not start {name}"))?;
    let mut peak: Option<f64> = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak_of_tree(child.id()).into_iter().chain(peak).reduce(f64::max);
        std::thread::sleep(INTERVAL);
    };
    let wall_seconds = start.elapsed().as_secs_f64();
    let told = fs::read_to_string(log).unwrap_or_default();
    let last: Vec<_> = told.lines().rev().take(15).collect();
    ensure!(
        status.success(),
        "{name} failed; the end of {}:\n{}",
        log.display(),
        last.into_iter().rev().collect::<Vec<_>>().join("\n")
    );
    let cpu = before.zip(children_seconds()).map(|(before, after)| after - before);
    Ok(Usage { cpu_seconds: cpu.unwrap_or(wall_seconds), wall_seconds, peak_bytes: peak })
}

/// Processor time of all programs this one has started and waited for.
fn children_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name before the bracket may hold spaces; `cutime` and `cstime` are the 16th and 17th field.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some((next()? + next()?) / TICKS_PER_SECOND)
}

/// The most memory a process, or one that it has started, has held so far.
fn peak_of_tree(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let own = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).map(|kb| kb * 1024.0);
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().filter_map(Result::ok);
    let children = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<u32> = children
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect();
    children.into_iter().filter_map(peak_of_tree).chain(own).reduce(f64::max)
}
