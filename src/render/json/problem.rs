//! The line of something that went wrong beside the captures.

use serde::Serialize;

use super::parts::LoggedPart;
use super::{line, time};

/// `problem`: something that went wrong beside the captures.
#[derive(Serialize)]
pub struct Problem {
    /// When, UTC.
    pub at: String,
    /// What went wrong, in one line.
    pub message: String,
    /// What to try.
    pub hint: Option<String>,
    /// Who was answered, when it was about a request.
    pub remote: Option<String>,
    /// What the sender was answered, when it was.
    pub status: Option<u16>,
    /// The number of what was kept of a request that did not come whole.
    pub seq: Option<u64>,
    /// What Dime.Scheduler would log, when it is about that.
    #[serde(flatten)]
    pub logged: Option<LoggedPart>,
}

impl Problem {
    /// A problem of this moment that is not about a request.
    #[must_use]
    pub fn now(message: String, hint: Option<&str>) -> Self {
        let at = time(jiff::Timestamp::now());
        let hint = hint.map(str::to_owned);
        Self { at, message, hint, remote: None, status: None, seq: None, logged: None }
    }
}

/// The `problem` line.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    line("problem", problem)
}
