//! The options of `show`.

use clap::Args;

use super::{SecretArgs, SourceArgs};

pub(super) const SHOW_EXAMPLES: &str = "\
Examples:
  dsw show last                         the newest capture, as a card
  dsw show 42 --body                    its payload, every property
  dsw show 42 --headers                 what came before the payload
  dsw show 42 --raw > payload.json      the bytes
  dsw show 42 --curl                    a command that sends it again";

/// Options of `show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// What to show.
    #[command(flatten)]
    pub source: SourceArgs,

    /// Which part of it.
    #[command(flatten)]
    pub part: PartArgs,

    /// Whether secrets may be seen.
    #[command(flatten)]
    pub secrets: SecretArgs,
}

/// Which part of a capture is shown: a card tells of all of it, unless one is asked for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which part of it")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct PartArgs {
    /// The payload, every property of it
    #[arg(long)]
    pub body: bool,

    /// The request line and the headers
    #[arg(long)]
    pub headers: bool,

    /// The bytes of the payload as they came, secrets too
    ///
    /// They are kept from a terminal when it would obey some of them.
    #[arg(long, conflicts_with_all = ["body", "headers", "curl"])]
    pub raw: bool,

    /// The curl command that sends it again, to where it was sent; body from its file
    ///
    /// Credentials are left out unless `--show-secrets` is given. `dsw replay --print` does it for
    /// another URL, and for PowerShell.
    #[arg(long, conflicts_with_all = ["body", "headers"])]
    pub curl: bool,

    /// Send `--raw` to a terminal, whatever is in it
    #[arg(long, requires = "raw")]
    pub force: bool,
}
