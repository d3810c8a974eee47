//! What the server tells: arrivals to be answered, refusals, and trouble of its own.

use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use jiff::Timestamp;
use tokio::sync::oneshot;

use crate::capture::Capture;
use crate::entry::{Answered, Sent};

/// Something that happened at the port, in the order that it happened.
#[derive(Debug)]
pub enum Event {
    /// A whole request, waiting for its answer.
    Arrival(Arrival),
    /// A request, or what should have been one, that was not let in.
    Refused(Refusal),
    /// A sender whose connection ended before the answer that was held back for it, or that it was
    /// never to get.
    Unanswered(Unanswered),
    /// What keeps the server from accepting connections, told once until it is over.
    Trouble(String),
}

/// A request that was received whole and must be answered exactly once.
///
/// Dropped without an answer, it is answered 500.
#[must_use = "the sender waits for an answer"]
#[derive(Debug)]
pub struct Arrival {
    /// The request, byte for byte.
    pub capture: Capture,
    /// When its head was complete, by the clock that measures.
    pub began: Instant,
    pub(super) answer: oneshot::Sender<Answer>,
}

impl Arrival {
    /// The request, and the answer that it waits for, to be handled apart.
    #[must_use = "the sender waits for an answer"]
    pub fn apart(self) -> (Capture, Waiting) {
        (self.capture, Waiting { began: self.began, answer: self.answer })
    }

    /// Answers the request; a sender that is gone by now is no failure.
    pub fn answer(self, answer: Answer) -> Answered {
        self.apart().1.answer(answer)
    }
}

/// A sender who waits. Dropped without an answer, it is answered 500.
#[must_use = "the sender waits for an answer"]
#[derive(Debug)]
pub struct Waiting {
    began: Instant,
    answer: oneshot::Sender<Answer>,
}

impl Waiting {
    /// What the sender has got so far, when somebody else is asked for its answer.
    #[must_use]
    pub fn forwarded(&self) -> Answered {
        Answered { sent: Sent::Forwarded, took: Some(self.began.elapsed()) }
    }

    /// Whether the connection has ended, so that no answer reaches the sender.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.answer.is_closed()
    }

    /// Answers the request; a sender that is gone by now is no failure, and got nothing.
    pub fn answer(self, answer: Answer) -> Answered {
        let (sent, after) = (answer.sent(), answer.after);
        let took = |after| Some(self.began.elapsed() + after);
        match self.answer.send(answer) {
            Ok(()) => Answered { sent, took: took(after) },
            Err(_) => Answered { sent: Sent::Gone, took: took(Duration::ZERO) },
        }
    }
}

/// The answer to a request; its length and its connection are the server's to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status, 200 to 999; any other is sent as 500.
    pub status: u16,
    /// The headers, in the order to send.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body.
    pub body: Bytes,
    /// How long the sender waits for it.
    pub after: Duration,
    /// Whether it is answered at all.
    pub manner: Manner,
    /// The number of the capture that it is the answer to, to be told by.
    pub seq: Option<u64>,
}

/// Whether a sender gets an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// It does.
    #[default]
    Reply,
    /// The connection is closed without one.
    HangUp,
    /// It waits until it gives up, at most ten minutes.
    Silence,
}

impl Answer {
    /// 200 without a body.
    #[must_use]
    pub fn ok() -> Self {
        Self::status(200)
    }

    /// A status without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        let (headers, body) = (Vec::new(), Bytes::new());
        let (after, manner) = (Duration::ZERO, Manner::Reply);
        Self { status, headers, body, after, manner, seq: None }
    }

    /// What comes back to the sender.
    #[must_use]
    pub fn sent(&self) -> Sent {
        match self.manner {
            Manner::Reply => Sent::Status(self.status),
            Manner::HangUp => Sent::HungUp,
            Manner::Silence => Sent::Silence,
        }
    }
}

/// A sender who gave up before its answer, or was cut off.
#[derive(Clone, Debug)]
pub struct Unanswered {
    /// The number of its capture, when it was kept.
    pub seq: Option<u64>,
    /// Who it was.
    pub remote: SocketAddr,
    /// How long it had waited.
    pub waited: Duration,
    /// What it would have got.
    pub planned: Sent,
    /// Whether it was gone by itself; else the run ended.
    pub has_left: bool,
}

impl Unanswered {
    /// What it got.
    #[must_use]
    pub fn sent(&self) -> Sent {
        if self.has_left { Sent::Gone } else { Sent::HungUp }
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seq, remote, waited, has_left, .. } = self;
        if let Some(seq) = seq {
            write!(f, "#{seq}: ")?;
        }
        let why = if *has_left { "it was gone" } else { "the run ended" };
        write!(f, "{remote} got no answer: {why} after {waited:.1?}")
    }
}

/// Something that came to the port and was not let in.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// When it was refused.
    pub at: Timestamp,
    /// Who sent it.
    pub remote: SocketAddr,
    /// What it was answered; none when the connection was closed without an answer.
    pub status: Option<u16>,
    /// Why, in plain words.
    pub why: String,
    /// What to try.
    pub hint: Option<&'static str>,
    /// What had come of a request whose body did not come whole.
    pub capture: Option<Capture>,
}
