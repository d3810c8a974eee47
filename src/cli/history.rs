//! The options of `history`.

use std::path::PathBuf;

use clap::Args;

use super::{CAPTURES, Format, SecretArgs};

pub(super) const HISTORY_EXAMPLES: &str = "\
Examples:
  dsw history Qm3vTz8K                  by its number
  dsw history 48213 --from samples      by its id, in a folder of files";

/// Options of `history`.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// The appointment, by its number, id or GUID
    #[arg(value_name = "APPOINTMENT")]
    pub appointment: String,

    /// Where its payloads are: the capture folder, or any folder or file of payloads
    #[arg(long, default_value = CAPTURES, value_name = "DIR")]
    pub from: PathBuf,

    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,
}
