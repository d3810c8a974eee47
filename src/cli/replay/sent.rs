//! What is sent: which payloads, with which headers.

use clap::Args;

use crate::cli::ChoiceArgs;
use crate::cli::values::{Shift, shift};

/// Which of the payloads are sent, how often and in which order.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Which payloads")]
pub struct SelectArgs {
    /// Which of them.
    #[command(flatten)]
    pub choice: ChoiceArgs,

    /// Send all of them so many times, one round after the other
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub repeat: u64,

    /// Send them in an order of chance; all are looked at before
    #[arg(long)]
    pub shuffle: bool,
}

/// All of them, once, in their order.
impl Default for SelectArgs {
    fn default() -> Self {
        Self { choice: ChoiceArgs::default(), repeat: 1, shuffle: false }
    }
}

/// Which headers go along.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "How it is sent")]
pub struct HeaderArgs {
    /// A header to add, or to send in place of one of that name; @FILE has one a line
    ///
    /// A secret belongs into such a file, or on stdin as `@-`: others can see a command line.
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    pub headers: Vec<String>,

    /// A header to leave out
    #[arg(long = "remove-header", value_name = "NAME")]
    pub removed_headers: Vec<String>,

    /// Send the stored credentials too: Authorization, cookies, keys, signatures
    #[arg(long)]
    pub keep_auth: bool,

    /// Send what tunnels and proxies added too, and not X-Dsw-Replay
    ///
    /// Captured headers go along in their order, but for those of the connection (Host,
    /// Content-Length, Connection and kin), of tunnels and proxies (Forwarded, X-Forwarded-*,
    /// X-Real-IP, Via, CF-*, ngrok-* and kin), and stored credentials. This keeps the second.
    #[arg(long)]
    pub exact: bool,

    /// Send each to the path and query it was captured with, below that of the URL
    ///
    /// Secrets of a captured query, such as `sig` and `code`, go along with --keep-auth only.
    #[arg(long)]
    pub keep_path: bool,

    /// What a run says that is gone on with, by each command on its own; what was said later goes
    /// over what was said before.
    #[arg(skip)]
    pub before: Vec<HeadersSaid>,
}

/// What one command says of headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadersSaid {
    /// Those to add, as they were given.
    pub added: Vec<String>,
    /// The names of those to leave out.
    pub removed: Vec<String>,
}

impl HeadersSaid {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

/// What is changed in each payload.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "What is changed in it")]
pub struct EditArgs {
    /// Put a value in the place of another, such as /Task/Job/SourceApp=BC-TEST
    ///
    /// The value is JSON, or else a text; what begins as JSON does and is none is refused, and a
    /// text where a number was is warned of. Everything around it keeps its bytes. What the pointer
    /// does not lead to is an error unless `--create` is given. Edits that undo each other are
    /// refused.
    #[arg(long, value_name = "PTR=VALUE")]
    pub set: Vec<String>,

    /// Take a value away, before any is set
    #[arg(long, value_name = "PTR")]
    pub unset: Vec<String>,

    /// Let `--set` make what is not there, and `--unset` and `--shift-dates` pass over it
    #[arg(long)]
    pub create: bool,

    /// Move every date by so many days or weeks, such as +3d or -2w; `now` moves to today
    ///
    /// Times of day and durations stay, and so do dates in the years 1 and 9999, which stand for
    /// none. A date is a text of that form, with a time or without, a list of them, or what stands
    /// in a recurrence rule, such as its `UNTIL`. It moves where the schema knows a property for
    /// dates, in a custom field that is not declared as something else, and where a property that
    /// the schema does not know has a name that ends in a word for a date: Date, Time, Timestamp,
    /// At, On, Day, Start, End, From, Until, Till or Since. Identities and texts stay, and so does
    /// what only looks like a date; both are warned of. `now` moves the first start of all payloads
    /// to today, and everything else by as many days. A payload without a date is an error unless
    /// `--create` is given.
    #[arg(long, value_parser = shift, allow_hyphen_values = true, value_name = "now|+3d")]
    pub shift_dates: Option<Shift>,
}
