//! The options of `diff`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CAPTURES, SecretArgs};

pub(super) const DIFF_EXAMPLES: &str = "\
Examples:
  dsw diff last                         what the newest capture changed
  dsw diff 41 42                        two captures
  dsw diff before.json after.json --ignore /LastModifiedDate
  dsw diff 41 42 --format patch         as a JSON Patch";

/// How differences are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people, by what the planner did.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// A JSON Patch (RFC 6902), from the first payload to the second, but for the order of lists.
    Patch,
}

/// Options of `diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// A payload: a file, `-` for stdin, or a capture such as 42 or last
    #[arg(value_name = "A")]
    pub first: OsString,

    /// The payload it is compared with [default: A is, with the one before it]
    ///
    /// One capture alone is compared with the payload of the same appointment that stood before.
    #[arg(value_name = "B")]
    pub second: Option<OsString>,

    /// The capture folder that numbers refer to
    #[arg(long, default_value = CAPTURES, value_name = "DIR")]
    pub from: PathBuf,

    /// Leave out what is at this JSON Pointer, or below it; may be given several times
    ///
    /// A step of `*` is any index or key, as in /Assignments/*/Resource/Email.
    #[arg(long = "ignore", value_name = "PTR")]
    pub ignored: Vec<String>,

    /// How differences are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,
}
