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
    /// the run, from then on; `-H` takes that of a header of its name, and `--remove-header`,
    /// `--set` and `--unset` go along with those of the run.
    #[arg(long, value_name = "RUN", conflicts_with_all = ["sources", "only_failed"])]
    pub resume: Option<PathBuf>,

    /// Send again what failed in a run, and nothing else
    #[arg(long, value_name = "RUN", conflicts_with = "sources")]
    pub only_failed: Option<PathBuf>,

    /// Send what may have arrived, too
    #[arg(long)]
    pub retry_unknown: bool,

    /// Write down the run in this file, which is kept
    ///
    /// It holds the options of the command line; the URL and headers in them may be secret.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["resume", "only_failed"])]
    pub journal: Option<PathBuf>,
}
