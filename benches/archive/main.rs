//! How the site does with a large archive, measured against Hugo with Pagefind on the same content.
//!
//! `tools/bench.sh [build|incremental|pages|index|search] [--articles N]`; without a part, all of them. Articles are made up
//! by `publish sample`, so every machine measures the same content. Ratios mean more than seconds: both sides run on the
//! same machine, one after the other.
//!
//! 1. [`build`]: the whole site from nothing.
//! 2. [`incremental`]: again after one text has changed.
//! 3. [`pages`]: what a reader loads, in a small archive and in a large one.
//! 4. [`index`]: what searching loads, and whether it finds.
//! 5. [`search`]: what a reader on a slow phone waits for.
//!
//! [`commands`] holds every command line, [`targets`] what is to be reached, [`sites`] makes what is measured.

#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

mod browser;
mod build;
mod commands;
mod incremental;
mod index;
mod pages;
mod rival;
mod search;
mod server;
mod sites;
mod table;
mod targets;
mod tree;
mod usage;

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use sites::Sites;
use table::Table;

/// Measures the site with a large archive.
#[derive(Parser)]
struct Arguments {
    /// What is measured; everything, if nothing is named.
    parts: Vec<Part>,
    /// How many made-up articles the archive has. From 20,000 on, the build is compared with that of 10,000, too.
    #[arg(long, default_value_t = 10_000)]
    articles: u64,
    /// The content that articles are added to.
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// What Trunk built, or a finished site.
    #[arg(long, default_value = "dist")]
    app: PathBuf,
    /// Files that are copied as they are.
    #[arg(long, default_value = "public")]
    public: PathBuf,
    /// Where content and sites are made.
    #[arg(long, default_value = "target/bench")]
    work: PathBuf,
    /// Takes sites that an earlier run has left, where nothing is measured about their making.
    #[arg(long)]
    keep: bool,
    /// What cargo passes to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

/// A part of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Build,
    Incremental,
    Pages,
    Index,
    Search,
}

fn main() -> anyhow::Result<()> {
    let Arguments { parts, articles, content, app, public, work, keep, bench: _ } = Arguments::parse();
    let parts = if parts.is_empty() { Part::value_variants().to_vec() } else { parts };
    std::fs::create_dir_all(&work)?;
    let mut sites = Sites::new(commands::Tools { content, app, public, work }, keep);
    let mut table = Table::default();
    let mut failed = Vec::new();
    for part in parts {
        eprintln!("bench: {part:?}, {articles} articles");
        let measured = match part {
            Part::Build => build::measure(&mut sites, articles, &mut table),
            Part::Incremental => incremental::measure(&mut sites, articles, &mut table),
            Part::Pages => pages::measure(&mut sites, articles, &mut table),
            Part::Index => index::measure(&mut sites, articles, &mut table),
            Part::Search => {
                let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
                runtime.block_on(search::measure(&mut sites, articles, &mut table))
            }
        };
        // What the others measured is worth showing all the same.
        if let Err(error) = measured {
            eprintln!("bench: {part:?} failed: {error:#}");
            failed.push(part);
        }
    }
    println!("{table}");
    anyhow::ensure!(failed.is_empty(), "not everything could be measured: {failed:?}");
    Ok(())
}
