//! The lines of `validate`.

use std::time::Duration;

use serde::Serialize;

use super::line;
use super::parts::{VerdictPart, verdict};
use crate::entry::Entry;
use crate::origin;
use crate::render::report::Tally;

#[derive(Serialize)]
struct DocumentLine<'a> {
    source: String,
    seq: Option<u64>,
    line: usize,
    payloads: usize,
    #[serde(flatten)]
    verdict: VerdictPart<'a>,
}

/// The `document` line of one judged source.
#[must_use]
pub fn document(entry: &Entry<'_>) -> String {
    let origin = &entry.capture.origin;
    let content = DocumentLine {
        source: origin::name(origin),
        seq: origin.seq,
        line: origin.lines_before + 1,
        payloads: entry.verdict.map_or(0, |verdict| verdict.payloads),
        verdict: verdict(entry.verdict, origin.lines_before),
    };
    line("document", content)
}

#[derive(Serialize)]
struct ValidateSummary {
    command: &'static str,
    payloads: usize,
    invalid: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    unjudged: usize,
    unread: usize,
    took_ms: u128,
}

/// The `summary` line of `validate`.
#[must_use]
pub fn validate_summary(tally: Tally, took: Duration) -> String {
    let Tally { payloads, invalid, errors, warnings, notes, unjudged, unread } = tally;
    let took_ms = took.as_millis();
    line(
        "summary",
        ValidateSummary {
            command: "validate",
            payloads,
            invalid,
            errors,
            warnings,
            notes,
            unjudged,
            unread,
            took_ms,
        },
    )
}
