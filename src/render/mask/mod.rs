//! A judged payload without its values, for logs that others read: names of properties stay.
//!
//! What is handed to a renderer has nothing else in it: neither the bytes, nor the tape, nor a
//! text with values. So no format can show one, whatever it makes of an entry.

mod cover;

use bytes::Bytes;

use self::cover::covered;
use super::report::Judged;
use crate::capture::{Capture, Origin};
use crate::entry::Entry;
use crate::finding::{Finding, Verdict};
use crate::json::{Cause, Fault};
use crate::secret::Secrets;

/// A judged payload without its values.
pub struct Masked {
    capture: Capture,
    /// As long as the payload's text, character by character, so that every place still holds.
    text: String,
    verdict: Verdict,
    unread: Fault,
}

impl Masked {
    /// A payload and its verdict, values taken out.
    #[must_use]
    pub fn of(entry: &Entry<'_>, verdict: &Verdict) -> Self {
        let is_told = !verdict.findings.is_empty();
        let text = if is_told { covered(entry.text) } else { String::new() };
        let findings = verdict.findings.iter().map(Finding::masked).collect();
        let origin: Origin = entry.capture.origin.clone();
        Self {
            capture: Capture::of_body(origin, Bytes::new()),
            text,
            verdict: verdict.telling(findings),
            unread: Fault::of_body(Cause::Empty),
        }
    }

    /// Has it reported.
    pub fn judged<T>(&self, identities: &[String], then: impl FnOnce(&Judged<'_>) -> T) -> T {
        let entry = &Entry {
            capture: &self.capture,
            body: &[],
            text: &self.text,
            document: Err(&self.unread),
            verdict: Some(&self.verdict),
            story: None,
            answered: None,
            sha256: None,
            secrets: Secrets::Hidden,
        };
        then(&Judged { entry, verdict: &self.verdict, identities })
    }
}
