//! `validate` for people: each finding with its place, its line and what to try.

use super::frame::frame;
use super::hidden::{Hidden, hidden, masked};
use super::{View, counted};
use crate::entry::Entry;
use crate::finding::{Finding, Severity, Verdict};
use crate::origin::{name, position};
use crate::printable::printable;

/// What was found in one payload; empty when nothing was.
#[must_use]
pub fn findings(entry: &Entry<'_>, verdict: &Verdict, view: &View) -> String {
    let secrets = entry.document.map(|document| hidden(document.root(), entry.secrets));
    let secrets = secrets.unwrap_or_default();
    let findings = verdict.findings.iter();
    let told: String = findings.map(|finding| one(entry, finding, &secrets, view)).collect();
    match verdict.left_out() {
        0 => told,
        left => {
            format!("{told}… and {left} more in {}\n\n", printable(&name(&entry.capture.origin)))
        }
    }
}

fn one(entry: &Entry<'_>, finding: &Finding, secrets: &[Hidden], view: &View) -> String {
    let origin = &entry.capture.origin;
    let head =
        head(&format!("{}:{}", name(origin), position(origin, &finding.place)), finding, view);
    let (text, span) = masked(entry.text, secrets, &finding.place.span);
    let frame = frame(&text, &span, finding, origin.lines_before, view);
    format!("{head}\n{frame}\n\n")
}

/// `file:line:col: severity[rule]: message`.
fn head(place: &str, finding: &Finding, view: &View) -> String {
    let kind = format!("{}[{}]", finding.severity.word(), finding.rule);
    let kind = match finding.severity {
        Severity::Error => view.style.bad(&kind),
        Severity::Warning => view.style.warn(&kind),
    };
    let place = view.style.strong(&printable(place));
    format!("{place}: {kind}: {}", printable(&finding.message))
}

/// What a run of `validate` came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Appointments judged.
    pub payloads: usize,
    /// Of them, those with an error.
    pub invalid: usize,
    /// Errors in all.
    pub errors: usize,
    /// Warnings in all.
    pub warnings: usize,
    /// Sources that could not be read.
    pub unread: usize,
}

impl Tally {
    /// Counts one more verdict.
    pub fn add(&mut self, verdict: &Verdict) {
        self.payloads += verdict.payloads;
        self.errors += verdict.errors;
        self.warnings += verdict.warnings;
        self.invalid += verdict.invalid;
    }

    /// The tally in one line.
    #[must_use]
    pub fn shown(&self, took: std::time::Duration) -> String {
        let mut parts = vec![counted(self.payloads, "payload")];
        if self.errors > 0 {
            let errors = counted(self.errors, "error");
            parts.push(format!("{} invalid ({errors})", self.invalid));
        } else if self.payloads > 0 {
            parts.push("all valid".to_owned());
        }
        if self.warnings > 0 {
            parts.push(counted(self.warnings, "warning"));
        }
        if self.unread > 0 {
            parts.push(format!("{} not read", self.unread));
        }
        format!("{}, in {} ms", parts.join(", "), took.as_millis())
    }
}
