//! The options of `replay`.

mod attempts;
mod auth;
mod expected;
mod given;
mod run;
mod sending;
mod sent;
mod times;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

pub use attempts::{AttemptArgs, Sender};
pub use auth::{AuthArgs, ClientAuth, TrustArgs};
pub use expected::{Expect, ExpectArgs, Statuses};
pub use given::Given;
pub use run::RunArgs;
pub use sending::{Print, SendArgs};
pub use sent::{EditArgs, HeaderArgs, HeadersSaid, SelectArgs};
pub use times::{Rate, TimeArgs, Timing};

use super::{CAPTURES, DeliveryArgs, SourceArgs};

pub(super) const REPLAY_EXAMPLES: &str = "\
Examples:
  dsw replay captures --to http://localhost:7071/api/appointment
  dsw replay last --to https://staging.example/hook -H 'X-Environment: staging'
  dsw replay 40..45 --to http://localhost:7071 --dry-run
  dsw replay last --to http://localhost:7071 --print curl
  dsw replay captures --to http://localhost:7071/{change} --concurrency 8
  dsw replay captures --to http://localhost:7071 --expect 200 --expect .ok --max-time 500ms
  dsw replay captures --to http://localhost:7071 --timing original --speed 10x
  dsw replay --resume last";

/// Options of `replay`.
#[derive(Clone, Debug, Args)]
pub struct ReplayArgs {
    /// Files, folders, `-` for stdin, or captures: 42, 40..45, last, last:5
    ///
    /// A .json file holds one payload or a list of them, a .jsonl file one a line; either may be
    /// compressed, as .json.gz or .jsonl.gz. A folder is read in the order of its journal, or else
    /// every .json file below it. Globs are expanded.
    #[arg(required_unless_present_any = ["resume", "only_failed"], value_name = "SOURCE")]
    pub sources: Vec<OsString>,

    /// The capture folder that numbers refer to, and that keeps runs to go on with
    #[arg(long, default_value = CAPTURES, value_name = "DIR")]
    pub from: PathBuf,

    /// Where to send it; http or https; @FILE holds the URL
    ///
    /// One with a secret, such as `?sig=…`, belongs into such a file, or on stdin as `@-`.
    /// Path and query may hold {change} (created, updated or deleted: as the request's own path
    /// or query says, else guessed from the payload), {appointmentNo}, {sourceApp} and
    /// {sourceType}, which are filled in from each payload.
    #[arg(long, required_unless_present_any = ["resume", "only_failed"], value_name = "URL|@FILE")]
    pub to: Option<String>,

    /// Which payloads.
    #[command(flatten)]
    pub select: SelectArgs,

    /// What is changed in them.
    #[command(flatten)]
    pub edits: EditArgs,

    /// How they are sent, and what is told of it.
    #[command(flatten)]
    pub sending: SendArgs,

    /// Throw the same dice as an earlier run
    #[arg(long, help_heading = "When, and how many", value_name = "N")]
    pub seed: Option<u64>,

    /// Which run it goes on with.
    #[command(flatten)]
    pub run: RunArgs,

    /// What of all this was given, for a run to be gone on with.
    #[arg(skip)]
    pub given: Given,

    /// Whether the payloads go away with the run, so that no other can go on with it.
    #[arg(skip)]
    pub is_passing: bool,
}

impl ReplayArgs {
    /// How something simulated is sent, as it is; with these dice, when any are thrown.
    #[must_use]
    pub fn simulated(delivery: &DeliveryArgs, seed: Option<u64>) -> Self {
        let sending = delivery.beside.0.clone();
        let times = &sending.times;
        let seed = seed.filter(|_| times.reorder || times.duplicate.is_some());
        Self {
            sources: Vec::new(),
            from: CAPTURES.into(),
            to: delivery.to.clone(),
            select: SelectArgs::default(),
            edits: EditArgs::default(),
            sending,
            seed,
            run: RunArgs::default(),
            given: delivery.given.clone(),
            is_passing: false,
        }
    }

    /// The same for all that lies in a place which goes away with the run.
    #[must_use]
    pub fn passing(self, source: SourceArgs) -> Self {
        Self { sources: source.sources, from: source.from, is_passing: true, ..self }
    }

    /// The same for what is kept there, so that another run can go on with it.
    #[must_use]
    pub fn kept(self, source: SourceArgs) -> Self {
        let given = self.given.sending(&source, self.seed);
        Self { sources: source.sources, from: source.from, given, ..self }
    }
}
