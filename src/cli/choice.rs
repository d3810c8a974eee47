//! Which payloads of the sources are meant.

use clap::Args;

use super::values::{When, when};

/// Which payloads of the sources are meant.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Which payloads")]
pub struct ChoiceArgs {
    /// Only payloads for which this jq filter gives anything but false or null
    ///
    /// Its input is the payload; `$capture` has seq, method, target, remote and appointment, and
    /// for `list` also actions, standing and valid.
    #[arg(long = "where", value_name = "JQ")]
    pub wanted: Option<String>,

    /// Only what was captured at this time or later: 2026-03-02, 2026-03-02T09:00, or 2h ago
    ///
    /// A time without an offset is this machine's. What no request brought has no such time, and
    /// is left out.
    #[arg(long, value_parser = when, value_name = "TIME")]
    pub since: Option<When>,

    /// Only what was captured before this time
    #[arg(long, value_parser = when, value_name = "TIME")]
    pub until: Option<When>,

    /// Only this appointment, by its number, id or GUID; may be given several times
    #[arg(long = "appointment", value_name = "NO")]
    pub appointments: Vec<String>,
}
