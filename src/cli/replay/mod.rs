//! The options of `replay`.

mod attempts;
mod auth;
mod expected;
mod run;
mod sent;
mod times;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, FromArgMatches, ValueEnum};

pub use attempts::{AttemptArgs, Sender};
pub use auth::{AuthArgs, ClientAuth, TrustArgs};
pub use expected::{Expect, ExpectArgs, Statuses};
pub use run::RunArgs;
pub use sent::{EditArgs, HeaderArgs, SelectArgs};
pub use times::{Rate, TimeArgs, Timing};

use super::{CAPTURES, DeliveryReportArgs, SecretArgs};

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
#[derive(Debug, Args)]
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

    /// Where to send it; http or https
    ///
    /// Path and query may hold {change} (created, updated or deleted: as the request's own path
    /// or query says, else guessed from the payload), {appointmentNo}, {sourceApp} and
    /// {sourceType}, which are filled in from each payload.
    #[arg(long, required_unless_present_any = ["resume", "only_failed"], value_name = "URL")]
    pub to: Option<String>,

    /// Tell what would be sent, and send nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Print commands that send the same bytes from files, and send nothing
    ///
    /// Secrets are dots unless `--show-secrets` is given. When each is sent, and what becomes of
    /// its answer, is left to who runs the commands.
    #[arg(long, value_enum, conflicts_with_all = ["dry_run", "formats"], value_name = "PROGRAM")]
    pub print: Option<Print>,

    /// Where `--print` writes a payload that no file holds as it is sent
    ///
    /// That is one of several in a file or on standard input, and one that is changed. What is
    /// there is not written over.
    #[arg(long, requires = "print", value_name = "DIR")]
    pub bodies: Option<PathBuf>,

    /// How deliveries are reported.
    #[command(flatten)]
    pub report: DeliveryReportArgs,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,

    /// Which payloads.
    #[command(flatten)]
    pub select: SelectArgs,

    /// What is changed in them.
    #[command(flatten)]
    pub edits: EditArgs,

    /// With which headers.
    #[command(flatten)]
    pub headers: HeaderArgs,

    /// As whom.
    #[command(flatten)]
    pub auth: AuthArgs,

    /// To receivers that are trusted how.
    #[command(flatten)]
    pub trust: TrustArgs,

    /// When, and how many at once.
    #[command(flatten)]
    pub times: TimeArgs,

    /// How often each is tried.
    #[command(flatten)]
    pub attempts: AttemptArgs,

    /// What is expected of its answer.
    #[command(flatten)]
    pub expected: ExpectArgs,

    /// Which run it goes on with.
    #[command(flatten)]
    pub run: RunArgs,

    /// The words that all of this was read from, for a run to be gone on with.
    #[arg(skip)]
    pub words: Vec<OsString>,

    /// Whether the payloads go away with the run, so that no other can go on with it.
    #[arg(skip)]
    pub is_passing: bool,
}

/// Which program commands are printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Print {
    /// curl, in bash.
    Curl,
    /// Invoke-WebRequest, in Windows PowerShell or PowerShell 7.
    Powershell,
}

impl ReplayArgs {
    /// The options that these words of a command line mean, those behind `dsw replay`.
    ///
    /// # Errors
    /// What is wrong with them, in one line.
    pub fn of_words(words: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let command = Self::augment_args(clap::Command::new("replay")).args_override_self(true);
        let words: Vec<_> = words.into_iter().collect();
        let line = [OsString::from("replay")].into_iter().chain(words.iter().cloned());
        let read = command.try_get_matches_from(line);
        let read = read.and_then(|matches| Self::from_arg_matches(&matches));
        read.map(|args| Self { words, ..args }).map_err(|error| {
            let said = error.to_string();
            said.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
        })
    }
}
