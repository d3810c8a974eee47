//! The options of each command.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::CAPTURES;
use super::forward::ForwardArgs;
use super::values::{
    ChangeFrom, Share, change_from, delay, duration, failure, first_failures, some_bytes,
    some_time, status,
};

pub(super) const LISTEN_EXAMPLES: &str = "\
Examples:
  dsw listen                            receive on http://127.0.0.1:4242, keep in ./captures
  dsw listen --port 0 --format json     any free port, one JSON object a line on stdout
  dsw listen --body --no-save           show whole payloads, keep nothing
  dsw listen --forward-to http://localhost:7071/api/appointment
  dsw listen --where '.Importance == 1' show only what matters, keep all
  dsw listen --until '.Importance == 1' --timeout 2min   end after the first that matches";

pub(super) const VALIDATE_EXAMPLES: &str = "\
Examples:
  dsw validate sample.json              one payload
  dsw validate captures                 a capture folder, in the order received
  dsw validate last:5                   the five newest captures
  curl -s https://host/x.json | dsw validate -";

pub(super) const REPLAY_EXAMPLES: &str = "\
Examples:
  dsw replay captures --to http://localhost:7071/api/appointment
  dsw replay last --to https://staging.example/hook -H 'X-Environment: staging'
  dsw replay 40..45 --to http://localhost:7071 --dry-run";

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
}

/// Options of `listen`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct ListenArgs {
    /// The IP address to listen on
    ///
    /// 127.0.0.1 is reached from this machine only. 0.0.0.0 is reached from the network:
    /// payloads hold names and addresses, and nobody is asked who they are.
    #[arg(long, default_value = "127.0.0.1", value_name = "IP")]
    pub host: String,

    /// The port to listen on; 0 picks a free one
    #[arg(short, long, default_value_t = 4242)]
    pub port: u16,

    /// Where to keep captures [default: captures, or `DSW_SAVE_DIR`]
    #[arg(short = 'd', long, value_name = "DIR")]
    pub save_dir: Option<PathBuf>,

    /// Keep nothing on disk
    #[arg(long, conflicts_with = "save_dir")]
    pub no_save: bool,

    /// How results are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: ListenFormat,

    /// Show the whole payload below its card
    #[arg(long)]
    pub body: bool,

    /// Show and count only captures for which this jq filter gives anything but false or null
    ///
    /// Its input is the payload; `$capture` has seq, method, target, remote, actions, standing,
    /// valid and appointment. Every capture is kept and answered all the same. Nothing limits what
    /// a filter may take: one that never ends holds up what is shown, and the end until Ctrl-C is
    /// pressed twice; one that calls itself without end ends the listener.
    #[arg(long = "where", value_name = "JQ")]
    pub wanted: Option<String>,

    /// Where a request says that it created, updated or deleted: path, query:NAME or header:NAME
    ///
    /// Nothing in the payload is known to say so. By default a path such as `/created`, or a
    /// query such as `?change=deleted`, is believed; without one it is guessed, and marked so.
    #[arg(long, value_parser = change_from, value_name = "WHERE")]
    pub change_from: Option<ChangeFrom>,

    /// Show nothing but what goes wrong
    #[arg(short, long)]
    pub quiet: bool,

    /// Sync body, journal and folder to the disk before each answer
    ///
    /// What was answered 200 then survives a power cut too. Requests that wait share a sync.
    #[arg(long, conflicts_with = "no_save")]
    pub fsync: bool,

    /// What is answered.
    #[command(flatten)]
    pub stand_in: StandInArgs,

    /// Where it forwards to.
    #[command(flatten)]
    pub forward: ForwardArgs,

    /// Whom it lets in.
    #[command(flatten)]
    pub guard: GuardArgs,

    /// When it ends by itself.
    #[command(flatten)]
    pub until: UntilArgs,

    /// What a sender may cost.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// How a listener prints what it received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListenFormat {
    /// A card for people.
    #[default]
    Human,
    /// One line a capture, for people in a hurry.
    Line,
    /// One JSON object a line.
    Json,
}

impl StandInArgs {
    /// Whether chance has a part in what is answered.
    #[must_use]
    pub fn throws_dice(&self) -> bool {
        let is_range = self.delay.is_some_and(|(least, most)| least < most);
        !self.fail.is_empty() || self.drop.is_some() || is_range
    }
}

/// What is answered, to stand in for a receiver.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Stand in for a receiver")]
pub struct StandInArgs {
    /// The status that is answered
    #[arg(long, default_value = "200", value_parser = status, value_name = "STATUS")]
    pub respond: u16,

    /// The body that is answered; `@FILE` takes it from a file
    #[arg(long, value_name = "TEXT|@FILE")]
    pub respond_body: Option<String>,

    /// A header that is answered
    #[arg(long = "respond-header", value_name = "NAME: VALUE")]
    pub respond_headers: Vec<String>,

    /// How long each sender waits for its answer, such as 2s or 1s..3s
    #[arg(long, value_parser = delay, value_name = "TIME")]
    pub delay: Option<(Duration, Duration)>,

    /// Answer this status to a share of all requests, such as 503:20%
    #[arg(long, value_parser = failure, value_name = "STATUS:SHARE")]
    pub fail: Vec<(u16, Share)>,

    /// Answer this status to the first requests, such as 2:500
    #[arg(long, value_parser = first_failures, value_name = "COUNT:STATUS")]
    pub fail_first: Option<(u64, u16)>,

    /// Close the connection of a share of all requests without an answer
    #[arg(long, value_parser = Share::read, value_name = "SHARE")]
    pub drop: Option<Share>,

    /// Never answer
    #[arg(long, conflicts_with_all = ["respond", "respond_body", "drop"])]
    pub hang: bool,

    /// Throw the same dice as an earlier run
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

/// Whom the listener lets in.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Let in only those who know a secret")]
pub struct GuardArgs {
    /// Ask for this user and a password: the connector's type Basic
    ///
    /// The secret is read from `--secret-file`, or from `DSW_SECRET`.
    #[arg(long, group = "guard", value_name = "USER")]
    pub require_basic: Option<String>,

    /// Ask for a bearer token: the connector's types Entra ID and OAuth2
    #[arg(long, group = "guard")]
    pub require_bearer: bool,

    /// Ask for a header of this name
    #[arg(long, group = "guard", value_name = "NAME")]
    pub require_header: Option<String>,

    /// Where the secret is read from; `-` is stdin [default: `DSW_SECRET`]
    #[arg(long, requires = "guard", value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
}

/// When a listener ends by itself, for scripts and CI.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "For scripts and CI")]
pub struct UntilArgs {
    /// End after so many captures, of those that `--where` wants
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub count: Option<u64>,

    /// End after the first capture that this jq filter matches, shown or not
    #[arg(long = "until", value_name = "JQ")]
    pub last: Option<String>,

    /// End after so long, with exit 124 when what was waited for has not come by then
    #[arg(long, value_parser = duration, value_name = "TIME")]
    pub timeout: Option<Duration>,

    /// Exit 1 when a payload was invalid
    #[arg(long)]
    pub fail_on_invalid: bool,

    /// Write the URL into this file once senders can post
    #[arg(long, value_name = "FILE")]
    pub ready_file: Option<PathBuf>,
}

/// What a sender may cost the listener.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// The largest body that is taken, such as 512KiB or 10MiB
    #[arg(long, default_value = "10MiB", value_parser = some_bytes, value_name = "SIZE")]
    pub max_body: u64,

    /// How long a request's head may take
    #[arg(long, default_value = "10s", value_parser = some_time, value_name = "TIME")]
    pub head_timeout: Duration,

    /// How long a body may take, in all
    #[arg(long, default_value = "30s", value_parser = some_time, value_name = "TIME")]
    pub body_timeout: Duration,

    /// How many connections are open at a time [default: 256, or what the limit on files allows]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub max_connections: Option<u16>,
}

/// Where payloads come from.
#[derive(Debug, Args)]
pub struct SourceArgs {
    /// Files, folders, `-` for stdin, or captures: 42, 40..45, last, last:5
    ///
    /// A .json file holds one payload or a list of them, a .jsonl file one a line. A folder is
    /// read in the order of its journal, or else every .json file below it. Globs are expanded.
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<OsString>,

    /// The capture folder that numbers refer to
    #[arg(long, default_value = CAPTURES, value_name = "DIR")]
    pub from: PathBuf,
}

/// Options of `validate`.
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// What to judge.
    #[command(flatten)]
    pub source: SourceArgs,

    /// Judge against this JSON Schema in place of the bundled one
    #[arg(long, value_name = "FILE")]
    pub schema: Option<PathBuf>,

    /// How results are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Options of `replay`.
#[derive(Debug, Args)]
pub struct ReplayArgs {
    /// What to send.
    #[command(flatten)]
    pub source: SourceArgs,

    /// Where to send it; http or https
    #[arg(long, value_name = "URL")]
    pub to: String,

    /// A header to add, or to send in place of one of that name
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    pub headers: Vec<String>,

    /// How long a delivery may take; 0 for ever
    #[arg(long, default_value = "30s", value_parser = duration, value_name = "TIME")]
    pub timeout: Duration,

    /// Tell what would be sent, and send nothing
    #[arg(long)]
    pub dry_run: bool,

    /// How results are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Options of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which schema
    #[arg(value_enum, default_value_t)]
    pub which: WhichSchema,
}

/// The schemas that are bundled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum WhichSchema {
    /// An appointment, as the webhook sends it.
    #[default]
    Appointment,
    /// The lines that `--format json` prints.
    Output,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell to complete in
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
