//! What a run of `validate` came to.

use std::time::Duration;

use crate::finding::Verdict;
use crate::render::counted;

/// What a run of `validate` came to, whatever of it was shown.
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
    /// Notes in all.
    pub notes: usize,
    /// Captures that are of no type that is judged, such as a form.
    pub unjudged: usize,
    /// Sources that could not be read.
    pub unread: usize,
}

impl Tally {
    /// Counts one more verdict.
    pub fn add(&mut self, verdict: &Verdict) {
        self.payloads += verdict.payloads;
        self.errors += verdict.errors;
        self.warnings += verdict.warnings;
        self.notes += verdict.notes;
        self.invalid += verdict.invalid;
    }

    /// Whether captures were read and none of them was a payload to judge.
    #[must_use]
    pub fn is_of_others(&self) -> bool {
        self.payloads == 0 && self.unread == 0 && self.unjudged > 0
    }

    /// The tally in one line.
    #[must_use]
    pub fn shown(&self, took: Duration) -> String {
        let mut parts = vec![counted(self.payloads, "payload")];
        let errors = counted(self.errors, "error");
        if self.invalid > 0 {
            parts.push(format!("{} invalid ({errors})", self.invalid));
        } else {
            parts.extend((self.payloads > 0).then(|| "all valid".to_owned()));
            // Those of a journal are of no payload.
            parts.extend((self.errors > 0).then_some(errors));
        }
        if self.warnings > 0 {
            parts.push(counted(self.warnings, "warning"));
        }
        if self.notes > 0 {
            parts.push(counted(self.notes, "note"));
        }
        if self.unjudged > 0 {
            parts.push(format!("{} of another type not judged", self.unjudged));
        }
        if self.unread > 0 {
            parts.push(format!("{} not read", self.unread));
        }
        format!("{}, in {} ms", parts.join(", "), took.as_millis())
    }
}
