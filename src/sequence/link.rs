//! What an order of captures is made of.

use std::path::PathBuf;

use crate::capture::{Capture, Origin};
use crate::entry::Sent;
use crate::error::Error;

/// What comes next in an order of captures.
#[derive(Debug)]
pub enum Link {
    /// A payload, and the line of a journal that names it.
    Capture(Box<Capture>, Option<Box<Listed>>),
    /// A line whose body was not received to its end: there is nothing to judge.
    Partial(Box<Listed>),
    /// A line whose body is not there, and what reading it came to.
    Bodiless(Box<Listed>, Error),
    /// A body that no line of the journal beside it names, and its number.
    Unlisted(PathBuf, u64),
    /// Another source begins: its numbers are its own.
    Source,
}

/// The line of a journal that stands for a capture.
#[derive(Debug)]
pub struct Listed {
    /// The journal, and how many lines stand before this one.
    pub origin: Origin,
    /// The line as it stands there.
    pub line: Vec<u8>,
    /// Its sequence number.
    pub seq: u64,
    /// The SHA-256 of the body as it was received, in hexadecimal.
    pub sha256: Option<String>,
    /// What its sender got, as far as it is known.
    pub sent: Option<Sent>,
}

impl Listed {
    /// The status that its sender was answered.
    #[must_use]
    pub fn answered(&self) -> Option<u16> {
        match self.sent {
            Some(Sent::Status(status)) => Some(status),
            _ => None,
        }
    }
}

impl Link {
    /// The capture alone, or why there is none, for whoever does not look at the order.
    #[must_use]
    pub fn into_capture(self) -> Option<Result<Capture, Error>> {
        match self {
            Self::Capture(capture, _) => Some(Ok(*capture)),
            Self::Bodiless(_, error) => Some(Err(error)),
            Self::Partial(_) | Self::Unlisted(..) | Self::Source => None,
        }
    }
}
