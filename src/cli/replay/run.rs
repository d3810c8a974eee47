//! Runs that others go on with.

use std::path::PathBuf;

use clap::Args;

/// Which run is gone on with.
///
/// What is sent, and what came of it, is written down as it happens, below the folder of `--from`;
/// once everything was accepted that is taken away again.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Go on with a run")]
pub struct RunArgs {
    /// Go on with a run that was stopped, with its options; `last` is the newest
    ///
    /// Nothing is sent twice. What was sent without an answer seen may have arrived, and is left
    /// out unless `--retry-unknown` is given. An option given beside it takes the place of that of
    /// the run, from then on. A header of `-H`, also of its @FILE, takes the place of those of its
    /// name, `--remove-header` takes them away, and `--set` and `--unset` take the place of what
    /// the run does at their pointer; the others of the run stay. With `--dry-run` and `--print`
    /// reports and what is expected of answers are left aside.
    #[arg(long, value_name = "RUN", conflicts_with_all = ["sources", "only_failed"])]
    pub resume: Option<PathBuf>,

    /// Send again what failed in a run, and nothing else
    #[arg(long, value_name = "RUN", conflicts_with = "sources")]
    pub only_failed: Option<PathBuf>,

    /// Send what may have arrived, too
    #[arg(long)]
    pub retry_unknown: bool,

    /// Leave out an option of that run, from then on, such as rate or header
    #[arg(long, value_name = "OPTION")]
    pub without: Vec<String>,

    /// Write down the run in this file, which is kept
    ///
    /// It holds the options of the command line; the URL and headers in them may be secret.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["resume", "only_failed"])]
    pub journal: Option<PathBuf>,
}
