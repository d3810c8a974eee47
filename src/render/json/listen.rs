//! The first and the last line of a listener.

use serde::Serialize;

use super::line;

/// `listening`: the first line of a listener.
#[derive(Serialize)]
pub struct Listening {
    /// The whole address, to send to.
    pub url: String,
    /// The IP address it is bound to.
    pub host: String,
    /// The port, the one that was picked when 0 was asked for.
    pub port: u16,
    /// The capture folder, when there is one.
    pub save_dir: Option<String>,
}

/// The `listening` line.
#[must_use]
pub fn listening(listening: &Listening) -> String {
    line("listening", listening)
}

/// What a listener did, in the end.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Listened {
    /// Requests captured whole.
    pub captures: usize,
    /// Those that the filter wants, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<usize>,
    /// Different appointments among them.
    pub appointments: usize,
    /// Captures with an error.
    pub invalid: usize,
    /// Requests refused, or ended before their body.
    pub refused: usize,
    /// Captures that were not judged, since more came than the machine can judge.
    pub not_judged: usize,
    /// Captures that were not shown, since the output did not keep up, or they were not judged.
    pub not_shown: usize,
    /// What became of those that were to be forwarded; none when nothing was.
    #[serde(flatten)]
    pub forwards: Option<Forwards>,
}

impl Listened {
    /// Whether one had an error, or may have: not all were judged.
    #[must_use]
    pub fn may_be_invalid(&self) -> bool {
        self.invalid + self.not_judged > 0
    }
}

/// What became of the requests that were to be forwarded.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Forwards {
    /// Those that the target answered, whatever its status.
    pub forwarded: usize,
    /// Those that it did not answer.
    pub unreached: usize,
    /// Those that were not forwarded, since too many waited.
    pub dropped: usize,
}

#[derive(Serialize)]
struct ListenSummary {
    command: &'static str,
    #[serde(flatten)]
    listened: Listened,
}

/// The `summary` line of `listen`.
#[must_use]
pub fn listen_summary(listened: Listened) -> String {
    line("summary", ListenSummary { command: "listen", listened })
}
