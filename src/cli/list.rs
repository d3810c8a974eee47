//! The options of `list`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::{CAPTURES, ChoiceArgs, Format, SecretArgs};

pub(super) const LIST_EXAMPLES: &str = "\
Examples:
  dsw list                              the capture folder, in the order received
  dsw list --last 20                    the newest
  dsw list --appointment Qm3vTz8K --since 2h
  dsw list --where '$capture.actions | index(\"moved\")'
  dsw list --format json | jq -r 'select(.valid == false) | .file'";

/// Options of `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Files, folders, `-` for stdin, or captures: 40..45, last:5 [default: the capture folder]
    #[arg(value_name = "SOURCE")]
    pub sources: Vec<OsString>,

    /// The capture folder
    #[arg(long, default_value = CAPTURES, value_name = "DIR")]
    pub from: PathBuf,

    /// Only so many, the newest
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub last: Option<u64>,

    /// How they are printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,

    /// Which of them.
    #[command(flatten)]
    pub choice: ChoiceArgs,
}
