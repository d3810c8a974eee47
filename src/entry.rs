//! A capture, and what was learned of it: what a renderer shows.

use std::time::Duration;

use crate::appointment::Appointment;
use crate::capture::Capture;
use crate::check::Payload;
use crate::finding::Verdict;
use crate::json::{Document, Fault};
use crate::secret::Secrets;
use crate::story::Story;

/// One capture with its reading, its verdict and its answer.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What came in.
    pub capture: &'a Capture,
    /// Its body as it is to be read: no longer compressed.
    pub body: &'a [u8],
    /// The payload's text, to show findings in.
    pub text: &'a str,
    /// The payload's tape, or why there is none.
    pub document: Result<&'a Document<'a>, &'a Fault>,
    /// What was found; none when the body is of a type that is not judged, such as a form.
    pub verdict: Option<&'a Verdict>,
    /// What happened since the payload seen last; none when that is not asked, or it is no
    /// appointment.
    pub story: Option<&'a Story<'a>>,
    /// What the sender was answered, when it came over the network.
    pub answered: Option<Answered>,
    /// The SHA-256 of the body in hexadecimal, when it was stored.
    pub sha256: Option<&'a str>,
    /// Whether what is secret of it may be seen.
    pub secrets: Secrets,
}

/// The answer that a sender got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What came back to it.
    pub sent: Sent,
    /// From the end of the head to the answer.
    pub took: Duration,
}

/// What comes back to a sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// An answer with this HTTP status.
    Status(u16),
    /// Nothing: the connection is closed.
    HungUp,
    /// Nothing: the connection stays open.
    Silence,
    /// Nothing yet: it waits for the answer of the target that the request is forwarded to.
    Forwarded,
    /// Nothing: it was simulated, and nobody sent it.
    Simulated,
}

impl<'a> Entry<'a> {
    /// A capture that was read and not judged.
    #[must_use]
    pub fn unjudged(
        capture: &'a Capture,
        payload: &'a Payload<'_>,
        document: Result<&'a Document<'a>, &'a Fault>,
    ) -> Self {
        Self {
            capture,
            body: payload.body(),
            text: payload.text(),
            document,
            verdict: None,
            story: None,
            answered: None,
            sha256: None,
            secrets: Secrets::Hidden,
        }
    }

    /// The appointment, when the payload is one object that looks like one.
    #[must_use]
    pub fn appointment(&self) -> Option<Appointment<'a>> {
        Appointment::of(self.document.ok()?).filter(Appointment::is_likely)
    }
}
