//! How often a payload is tried, and what counts as its success.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::cli::values::{duration, some_time};

/// By whose rules payloads are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sender {
    /// Dime.Scheduler's: success is 200, three attempts, then Failed.
    Dime,
}

/// How often a payload is tried.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Attempts")]
pub struct AttemptArgs {
    /// How long an attempt may take; 0 for ever
    #[arg(long, default_value = "30s", value_parser = duration, value_name = "TIME")]
    pub timeout: Duration,

    /// Send as Dime.Scheduler does, and tell what its transaction log would say
    ///
    /// Documented: success is 200 and nothing else, three attempts with growing pauses of chance,
    /// then Failed. Not documented, and chosen here: the pauses (about 1 s, then 2 s, or what
    /// `Retry-After` asks for), its time-out, whether 4xx is tried again (it is here), whether
    /// another 2xx counts (it does not here, and is not tried again).
    #[arg(long = "as", value_enum, conflicts_with = "retry", value_name = "SENDER")]
    pub sender: Option<Sender>,

    /// Try again up to so many times: a failed connection, 408, 425, 429, 500, 502, 503, 504
    ///
    /// Pauses grow from half a second, with chance in them; `Retry-After` is waited for. What is
    /// no GET, PUT or DELETE and may have arrived is sent again with `--retry-unsafe` only: after
    /// a connection that failed, a 429, and a 503 with `Retry-After` it has not been taken.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub retry: u32,

    /// Begin no other attempt of a payload after this time [default: 2min]
    #[arg(long, value_parser = some_time, value_name = "TIME")]
    pub retry_max_time: Option<Duration>,

    /// Send a POST again that may have arrived
    #[arg(long, alias = "retry-all")]
    pub retry_unsafe: bool,

    /// Follow redirects, five at most, never from https to http
    ///
    /// Credentials stay with the same scheme, host and port. Only 307 and 308 keep the method and
    /// the payload; with others a GET is sent, as browsers do, and the payload counts as not
    /// delivered.
    #[arg(long)]
    pub follow: bool,
}
