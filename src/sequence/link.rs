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
    /// A body whose number no line of the journal beside it has.
    Unlisted(Unlisted),
    /// Another source begins: its numbers are its own.
    Source,
}

/// A body whose number no line of the journal beside it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// The body.
    pub path: PathBuf,
    /// The number in its name.
    pub seq: u64,
    /// What a line of another number says of it.
    pub other: Option<OtherLine>,
}

/// A line of a journal that is of a body, though not by the number in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherLine {
    /// Its number in the file, from 1.
    pub line: usize,
    /// Its sequence number.
    pub seq: u64,
    /// How it is of the body.
    pub kinship: Kinship,
}

/// How a line is of a body whose number is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// It names the body.
    Names,
    /// It has the body's SHA-256, and the body that it names is not there.
    Lost,
    /// It has the body's SHA-256, and a body of its own.
    Twin,
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
