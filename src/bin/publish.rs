//! The compiler, for editors and for Trunk's hooks. Exit code 0: done; 1: content to mend; 2: the program or the
//! machine failed.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

/// A build makes and drops many small texts, which this allocator is quicker at: it saves a fifth of the time.
#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::io::IsTerminal;
    use std::path::PathBuf;
    use std::process::ExitCode;
    use std::time::Instant;

    use anyhow::Context;
    use clap::{Parser, Subcommand};
    use iom_germany::model::Section;
    use iom_germany::publish::{
        self, BuildError, BuildOptions, ImportOptions, LinkReport, Pictures, Progress, PublicUrl, Report,
        SampleOptions, SampleReport, SiteUrl,
    };
    use iom_germany::text::{Date, Lang};

    /// Turns Markdown and CSV into everything a host serves.
    #[derive(Parser)]
    #[command(name = "publish", version)]
    struct Arguments {
        #[command(subcommand)]
        command: Command,
    }

    #[derive(Subcommand)]
    enum Command {
        /// Checks the content and writes nothing.
        Check {
            /// The editor's folder.
            #[arg(long, default_value = "content")]
            content: PathBuf,
        },
        /// Checks the content and builds the site.
        Build {
            /// The editor's folder.
            #[arg(long, default_value = "content")]
            content: PathBuf,
            /// What Trunk built, or an earlier site.
            #[arg(long, default_value = "dist")]
            app: PathBuf,
            /// Files that are copied as they are.
            #[arg(long, default_value = "public")]
            public: PathBuf,
            /// The folder a host serves.
            #[arg(long, default_value = "dist")]
            out: PathBuf,
            /// The path under which the site will lie.
            #[arg(long, default_value = "/")]
            public_url: PublicUrl,
            /// Scheme and host of the site, instead of the one in site.toml.
            #[arg(long)]
            site_url: Option<SiteUrl>,
            /// Leaves out the pictures for where articles are shared, which take the longest.
            #[arg(long)]
            without_previews: bool,
            /// Leaves out all drawings, so that pages name pictures that are not there until a build adds them.
            #[arg(long)]
            without_drawings: bool,
            /// A page of Trunk's with the script that reloads it.
            #[arg(long, hide = true)]
            live_reload: Option<PathBuf>,
        },
        /// Puts compressed copies (Brotli, gzip) beside the files of a finished site, for hosts that send them.
        Compress {
            /// The folder a host serves.
            #[arg(long, default_value = "dist")]
            site: PathBuf,
        },
        /// Looks whether any link of a finished site leads nowhere on it.
        Links {
            /// The folder a host serves.
            #[arg(long, default_value = "dist")]
            site: PathBuf,
            /// The path under which the site will lie.
            #[arg(long, default_value = "/")]
            public_url: PublicUrl,
        },
        /// Starts a new content file in every language, as a draft.
        New {
            /// Section and id: `news/round-table`.
            name: String,
            /// The editor's folder.
            #[arg(long, default_value = "content")]
            content: PathBuf,
        },
        /// Makes drafts of article pages (HTML or plain text) and of Drupal's JSON:API documents.
        Import {
            /// The files: pages as they were saved, or JSON:API documents.
            #[arg(long, required = true, num_args = 1..)]
            from: Vec<PathBuf>,
            /// The editor's folder.
            #[arg(long, default_value = "content")]
            content: PathBuf,
            /// The language of texts that do not tell theirs: en or de.
            #[arg(long)]
            lang: Option<Lang>,
            /// The section the texts go to.
            #[arg(long, default_value = "news", value_parser = section)]
            section: Section,
        },
        /// Copies a content folder and adds made-up articles, to measure with.
        Sample {
            /// How many articles are added, half of them English, half German.
            #[arg(long)]
            articles: u64,
            /// The content folder that is copied.
            #[arg(long, default_value = "content")]
            content: PathBuf,
            /// The new content folder: empty, or not there yet.
            #[arg(long)]
            out: PathBuf,
            /// Another number makes other articles.
            #[arg(long, default_value_t = 1)]
            seed: u64,
        },
        /// Joins the stylesheets into one, before Trunk builds.
        #[command(hide = true)]
        Styles {
            /// The stylesheet that imports all others.
            #[arg(long, default_value = "style/main.css")]
            entry: PathBuf,
            /// The stylesheet that Trunk hashes.
            #[arg(long, default_value = "target/style/main.css")]
            out: PathBuf,
        },
    }

    /// The finished site has links that lead nowhere.
    #[derive(Debug, thiserror::Error)]
    #[error("{} to mend", counted(*.0, "dead link"))]
    struct DeadLinks(usize);

    /// Some texts were left out of an import.
    #[derive(Debug, thiserror::Error)]
    #[error("{} left out", counted(*.0, "text"))]
    struct TextsLeftOut(usize);

    pub(super) fn main() -> ExitCode {
        match run(Arguments::parse().command) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) if error.is::<DeadLinks>() || error.is::<TextsLeftOut>() => {
                eprintln!("publish: {error}");
                ExitCode::from(1)
            }
            Err(error) => match error.downcast_ref::<BuildError>() {
                Some(BuildError::Content(problems)) => {
                    eprint!("{}", problems.render(std::io::stderr().is_terminal()));
                    eprintln!("publish: {} to mend, nothing was written", counted(problems.len(), "problem"));
                    ExitCode::from(1)
                }
                _ => {
                    eprintln!("publish: {error:#}");
                    ExitCode::from(2)
                }
            },
        }
    }

    fn run(command: Command) -> anyhow::Result<()> {
        let today = today()?;
        match command {
            Command::Check { content } => {
                let report = publish::check(&content, today, &Progress::to_stderr())?;
                println!("publish: {} without problems", counted(report.items, "item"));
            }
            Command::Build {
                content,
                app,
                public,
                out,
                public_url,
                site_url,
                without_previews,
                without_drawings,
                live_reload,
            } => {
                let pictures = match (without_drawings, without_previews) {
                    (true, _) => Pictures::None,
                    (false, true) => Pictures::Drawings,
                    (false, false) => Pictures::All,
                };
                let options =
                    BuildOptions { content, app, public, out, public_url, site_url, today, pictures, live_reload };
                let progress = Progress::to_stderr();
                let Report { items, pages, files, drawn } = publish::build(&options, &progress)?;
                println!(
                    "publish: {}; {}",
                    progress.costs().join(", "),
                    counted(drawn, "picture for sharing").replace("sharings", "sharing")
                );
                let (items, pages, files) = (counted(items, "item"), counted(pages, "page"), counted(files, "file"));
                println!("publish: {items} → {pages}, {files} in {}", options.out.display());
            }
            Command::Compress { site } => {
                let start = Instant::now();
                let report = publish::compress(&site, &Progress::to_stderr())?;
                let (files, seconds) = (counted(report.files, "file"), start.elapsed().as_secs_f32());
                let [before, after] = [report.bytes, report.brotli_bytes].map(|bytes| bytes / 1000);
                println!(
                    "publish: {files} of {before} kB, {after} kB with Brotli; {} made in {seconds:.1} s",
                    counted(report.made, "copy").replace("copys", "copies")
                );
            }
            Command::Links { site, public_url } => {
                let LinkReport { pages, links, dead } = publish::check_links(&site, &public_url)?;
                for link in &dead {
                    eprintln!("publish: {link}");
                }
                anyhow::ensure!(dead.is_empty(), DeadLinks(dead.len()));
                println!("publish: {} on {} lead somewhere", counted(links, "link"), counted(pages, "page"));
            }
            Command::New { name, content } => {
                for path in publish::new_file(&content, &name, today)? {
                    println!("publish: started {}", path.display());
                }
            }
            Command::Import { from, content, lang, section } => {
                let report = publish::import(&ImportOptions { from, content, lang, section, today })?;
                for file in &report.imported {
                    println!("publish: imported {} from {}", file.path.display(), file.origin);
                    file.dropped.iter().for_each(|line| println!("  left out: {line}"));
                    file.to_do.iter().for_each(|line| println!("  to do: {line}"));
                }
                for text in &report.left_out {
                    eprintln!("publish: {}: {}", text.origin, text.why);
                }
                anyhow::ensure!(report.left_out.is_empty(), TextsLeftOut(report.left_out.len()));
            }
            Command::Sample { articles, content, out, seed } => {
                let options = SampleOptions { articles, content, out, seed };
                let SampleReport { articles, bytes } = publish::sample(&options)?;
                println!("publish: {articles} made-up articles, {} kB, in {}", bytes / 1000, options.out.display());
            }
            Command::Styles { entry, out } => publish::join_styles(&entry, &out)?,
        }
        Ok(())
    }

    fn section(name: &str) -> Result<Section, String> {
        let known = Section::ALL.map(Section::folder);
        Section::from_key(name).ok_or_else(|| format!("sections are {}", known.join(", ")))
    }

    fn counted(count: usize, thing: &str) -> String {
        format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
    }

    /// The day in UTC; `SOURCE_DATE_EPOCH` in its place, for builds that can be repeated
    /// (<https://reproducible-builds.org/specs/source-date-epoch/>).
    fn today() -> anyhow::Result<Date> {
        let now = match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(seconds) => seconds.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()),
            Err(_) => Some(jiff::Timestamp::now()),
        };
        let now = now.context("SOURCE_DATE_EPOCH is no number of seconds")?;
        now.strftime("%Y-%m-%d").to_string().parse().context("the clock of this machine is wrong")
    }
}
