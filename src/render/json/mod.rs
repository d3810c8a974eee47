//! The lines that `--format json` prints, one object each; `schemas/output.json` describes them.

mod capture;
mod delivery;
mod diff;
mod document;
mod drift;
mod listen;
mod parts;
mod problem;
mod rule;
mod story;

use serde::Serialize;

pub use capture::capture;
pub use delivery::{delivery, forwarded, planned, replay_summary};
pub use diff::{changes, diff_summary, patch};
pub use document::{document, validate_summary};
pub use drift::{drift, drift_summary};
pub use listen::{Forwards, Listened, Listening, listen_summary, listening};
pub use parts::LoggedPart;
pub use problem::{Problem, problem};
pub use rule::rule;

use crate::printable::json_safe;

/// A line of output: version, kind, and what the kind says.
#[derive(Serialize)]
struct Line<'a, T> {
    v: u8,
    kind: &'a str,
    #[serde(flatten)]
    content: T,
}

/// A line with a version and a kind, ending in a line break. Characters that a terminal would
/// obey are escaped, so that the line is safe to show and still parses to the same.
fn line<T: Serialize>(kind: &str, content: T) -> String {
    let text = serde_json::to_string(&Line { v: 1, kind, content });
    let text = text.expect("keys are strings and every value is plain data");
    json_safe(&text).into_owned() + "\n"
}

/// A moment as every line has it: UTC, RFC 3339, microseconds.
#[must_use]
pub fn time(at: jiff::Timestamp) -> String {
    format!("{at:.6}")
}
