//! The options of forwarding.

use std::time::Duration;

use clap::Args;

use super::values::duration;

/// Where requests are forwarded to, and how.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Forward to a receiver")]
pub struct ForwardArgs {
    /// Send each request on to this URL, and its answer back to the sender; @FILE holds one
    ///
    /// One with a secret, such as `?sig=…`, belongs into such a file, or on stdin as `@-`.
    /// Each is on disk before. A path or a query that the URL leaves out is the request's own.
    /// Body, method and headers stay as they came, but for what speaks of the connection; payloads
    /// of one appointment go in order, and 64 requests at a time. `X-Dsw-Forwarded` is added, so
    /// that what comes back is known. `GET /` is answered here. When the target cannot be reached,
    /// or its answer is not whole or longer than 1 MiB, the sender is answered 502; when the target took
    /// too long, 504.
    #[arg(
        long,
        value_name = "URL|@FILE",
        conflicts_with_all = [
            "respond", "respond_body", "respond_headers", "delay", "fail", "fail_first", "drop",
            "hang",
        ]
    )]
    pub forward_to: Option<String>,

    /// A header to add, or to send in place of one of that name; @FILE has one a line
    ///
    /// A secret belongs into such a file, or on stdin as `@-`: others can see a command line.
    #[arg(short = 'H', long = "header", requires = "forward_to", value_name = "NAME: VALUE")]
    pub headers: Vec<String>,

    /// A header to leave out
    #[arg(long = "remove-header", requires = "forward_to", value_name = "NAME")]
    pub removed_headers: Vec<String>,

    /// Send the Host header as it came, in place of the target's
    #[arg(long, requires = "forward_to")]
    pub preserve_host: bool,

    /// How long the target may take to answer; 0 for ever, as for one halted in a debugger
    #[arg(
        long,
        default_value = "30s",
        value_parser = duration,
        requires = "forward_to",
        value_name = "TIME"
    )]
    pub forward_timeout: Duration,
}
