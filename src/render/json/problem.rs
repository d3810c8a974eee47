//! The line of something that went wrong beside the captures.

use serde::Serialize;

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
}

impl Problem {
    /// A problem of this moment that is not about a request.
    #[must_use]
    pub fn now(message: String, hint: Option<&str>) -> Self {
        let at = time(jiff::Timestamp::now());
        Self { at, message, hint: hint.map(str::to_owned), remote: None, status: None, seq: None }
    }
}

/// The `problem` line.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    line("problem", problem)
}
