//! The options of `simulate`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use jiff::civil::{Date, DateTime};

use super::{CAPTURES, Given, SendArgs};
use crate::simulate::{Asked, ROWS};
use crate::wall::WallTime;

/// Options of `simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// What the planner does, in order, such as `move:+2h`; the list is below
    #[arg(value_name = "ACTION", required_unless_present = "day", conflicts_with = "day")]
    pub actions: Vec<Asked>,

    /// The payload to act on: sample:created, a file, `-` for stdin, or a capture: 42, last
    ///
    /// A sample is a bundled payload; `--on sample:` without a name has them all named.
    #[arg(long, required_unless_present = "day", value_name = "PAYLOAD")]
    pub on: Option<OsString>,

    /// The capture folder that numbers refer to
    #[arg(long, default_value = CAPTURES, value_name = "DIR")]
    pub from: PathBuf,

    /// Know the resources, categories, time markers and custom fields of these payloads too
    ///
    /// Those of the payload itself are known, and with a sample those of all samples.
    #[arg(long, value_name = "SOURCE")]
    pub like: Vec<OsString>,

    /// When the first action is done, by the clock of the payload [default: now]
    ///
    /// Each further one is done a minute later. Without it the clock of this machine counts, but
    /// never less than a minute after the last change of the payload.
    #[arg(long, value_parser = time, value_name = "TIME")]
    pub at: Option<DateTime>,

    /// Who does it [default: who made the last change]
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,

    /// Make the same ids from the same number, and throw the same dice [default: a random one]
    #[arg(long, conflicts_with = "day", value_name = "N")]
    pub seed: Option<u64>,

    /// Simulate a whole day of many appointments, the same for the same number
    ///
    /// Created, moved, resized, reassigned, recategorised, locked and deleted; some arrive twice
    /// and some late, as a receiver must expect. It begins from `--on`, or from a bundled sample.
    #[arg(long, conflicts_with_all = ["at", "user"], value_name = "SEED")]
    pub day: Option<u64>,

    /// The day that `--day` is about
    #[arg(long, conflicts_with = "actions", default_value = "2026-03-02", value_name = "DATE")]
    pub date: Date,

    /// Keep the payloads in this folder, as captures: a file each, and a journal
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,

    /// Where they are sent.
    #[command(flatten)]
    pub delivery: DeliveryArgs,
}

/// Where payloads are sent, and how.
#[derive(Debug, Args)]
pub struct DeliveryArgs {
    /// Send the payloads to this URL, as `dsw replay` does, with its options of delivery
    #[arg(long, value_name = "URL|@FILE")]
    pub to: Option<String>,

    /// How they are sent there.
    #[command(flatten)]
    pub beside: BesideTo,

    /// What of all this was given, for a run to be gone on with.
    #[arg(skip)]
    pub given: Given,
}

/// How payloads are sent, which means something beside `--to` alone.
#[derive(Debug)]
pub struct BesideTo(pub SendArgs);

impl FromArgMatches for BesideTo {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        SendArgs::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl Args for BesideTo {
    fn augment_args(command: Command) -> Command {
        let own = SendArgs::augment_args(Command::new("own"));
        let own: Vec<_> = own.get_arguments().map(|arg| arg.get_id().clone()).collect();
        SendArgs::augment_args(command)
            .mut_args(|arg| if own.contains(arg.get_id()) { arg.requires("to") } else { arg })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn time(text: &str) -> Result<DateTime, String> {
    let time = WallTime::read(text).filter(|time| time.offset.is_empty());
    time.map(|time| time.clock).ok_or_else(|| "give a time such as 2026-03-04T09:00".to_owned())
}

const EXAMPLES: &str = "\
Examples:
  dsw simulate move:+2h assign:T-021 --on sample:created
  dsw simulate 'category:Done#16a34a' lock --on last --like captures
  dsw simulate create split:+1h delete --on sample:created --to http://localhost:7071/hook
  dsw simulate --day 7 -o day           a day on the board, to replay with its gaps";

const INFERRED: &str = "\
That the whole appointment is posted after each action is documented. Which properties an action
changes is inferred from their names. So is this, which goes with each:
  - LastModifiedDate is when it was done, LastModifiedUser who did it, Timestamp grows;
  - create, copy and the second half of a split have new ids, and CreatedDate equal to
    LastModifiedDate;
  - PlanningQty follows the length, without NonWorkingTime, unless UseFixPlanningQty; of a
    split the longer half takes NonWorkingTime, as far as it fits, and so does what is left
    of a resize or what it cuts off;
  - delete changes nothing else: no property is known to say that an appointment is gone.
The kind of change is in the path that a kept payload has: /created, /updated or /deleted. Lines
on stdout have none: behind a pipe, `dsw replay` guesses it for {change}, and tells no deletion.
What a payload leaves out of these stays out.";

/// What stands below the options: the actions, what of them is inferred, and examples.
pub(super) fn after_help() -> String {
    let row = |row: &crate::simulate::Row| format!("  {:<23}{}", row.form(), row.about);
    let rows: Vec<String> = ROWS.iter().map(row).collect();
    format!("Actions:\n{}\n\n{INFERRED}\n\n{EXAMPLES}", rows.join("\n"))
}
