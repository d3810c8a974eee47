//! The options of `listen`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::args::SecretArgs;
use super::forward::ForwardArgs;
use super::stand_in::{GuardArgs, StandInArgs};
use super::values::{ChangeFrom, change_from, duration, some_bytes, some_time};

pub(super) const LISTEN_EXAMPLES: &str = "\
Examples:
  dsw listen                            receive on http://127.0.0.1:4242, keep in ./captures
  dsw listen --port 0 --format json     any free port, one JSON object a line on stdout
  dsw listen --body --no-save           show whole payloads, keep nothing
  dsw listen --forward-to http://localhost:7071/api/appointment
  dsw listen --where '.Importance == 1' show only what matters, keep all
  dsw listen --until '.Importance == 1' --timeout 2min   end after the first that matches";

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
    #[arg(long, conflicts_with = "quiet")]
    pub body: bool,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,

    /// Show and count only captures for which this jq filter gives anything but false or null
    ///
    /// Its input is the payload; `$capture` has seq, method, target, remote, actions, standing,
    /// valid and appointment. Every capture is kept and answered all the same. Where a filter
    /// fails, takes more than 2 s or more than 1 GiB of memory, the capture is no match.
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
    ///
    /// It is there as long as the listener is: what an earlier run left is taken away first, and
    /// what this one wrote when it ends.
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
