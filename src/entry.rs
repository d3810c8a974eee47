//! A capture, and what was learned of it: what a renderer shows.

use std::borrow::Cow;
use std::time::Duration;

use crate::appointment::{Appointment, Identity};
use crate::body::Kind;
use crate::capture::Capture;
use crate::check::Payload;
use crate::finding::Verdict;
use crate::json::{Document, Fault};
use crate::secret::{Hidden, Secrets, hidden_in, masked};
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

impl Entry<'_> {
    /// A text of its payload as it may be seen: its links without secrets.
    #[must_use]
    pub fn seen(&self, text: &str) -> String {
        self.secrets.links(text).into_owned()
    }
}

/// The answer that a sender got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What came back to it.
    pub sent: Sent,
    /// From the end of the head to the answer; none when that was not kept.
    pub took: Option<Duration>,
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
    /// Nothing: it was gone before its answer.
    Gone,
    /// Nothing yet: it waits for the answer of the target that the request is forwarded to.
    Forwarded,
    /// Nothing: it was simulated, and nobody sent it.
    Simulated,
    /// It is not known: it was imported from what another program kept.
    Imported,
}

/// What there is where no status is, and the word for it in a journal.
const NONE: [(Sent, &str); 6] = [
    (Sent::HungUp, "hung up"),
    (Sent::Silence, "silence"),
    (Sent::Gone, "gone"),
    (Sent::Forwarded, "forwarded"),
    (Sent::Simulated, "simulated"),
    (Sent::Imported, "imported"),
];

impl Sent {
    /// The word for what came back in place of a status.
    #[must_use]
    pub fn none(self) -> Option<&'static str> {
        NONE.iter().find(|(sent, _)| *sent == self).map(|(_, word)| *word)
    }

    /// What came back in place of a status, by its word.
    #[must_use]
    pub fn none_of(word: &str) -> Option<Self> {
        NONE.iter().find(|(_, known)| *known == word).map(|(sent, _)| *sent)
    }

    /// Whether it is an answer that says all is well.
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self, Self::Status(200..300))
    }
}

impl<'a> Entry<'a> {
    /// A text of its body as it may be seen.
    #[must_use]
    pub fn seen_body<'t>(&self, text: &'t str) -> Cow<'t, str> {
        masked(text, &self.hidden_in(text), &(0..0)).0
    }

    /// What must not be seen of a text of its body, in its order.
    #[must_use]
    pub fn hidden_in(&self, text: &str) -> Vec<Hidden> {
        hidden_in(text, Kind::of(self.capture, self.body), self.secrets)
    }

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

    /// The appointment that the payload is of by a name that it has, whatever else it lacks: a
    /// number, an id or a GUID.
    #[must_use]
    pub fn named(&self) -> Option<Appointment<'a>> {
        let has_name = |one: &Appointment<'_>| !Identity::of(one).is_empty();
        Appointment::of(self.document.ok()?).filter(has_name)
    }

    /// Whose payload it is; none when it has no name.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        self.named().map(|one| Identity::of(&one))
    }
}
