//! The lines of `schema diff`.

use serde::Serialize;

use super::line;
use crate::render::drift::seen;
use crate::schema::drift::Drift;

#[derive(Serialize)]
struct DriftLine<'a> {
    change: &'a str,
    breaks: bool,
    pointer: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct DriftSummary {
    command: &'static str,
    differences: usize,
    breaking: usize,
}

/// The `drift` line of one difference.
#[must_use]
pub fn drift(drift: &Drift) -> String {
    let Drift { pointer, change, breaks, .. } = drift;
    let message = &seen(drift);
    line("drift", DriftLine { change, breaks: *breaks, pointer, message })
}

/// The `summary` line of `schema diff`.
#[must_use]
pub fn drift_summary(drift: &[Drift]) -> String {
    let breaking = drift.iter().filter(|row| row.breaks).count();
    let differences = drift.len();
    line("summary", DriftSummary { command: "schema diff", differences, breaking })
}
