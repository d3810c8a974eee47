//! Captures with what their senders got, as far as a journal tells.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::path::Path;

use super::entries::Entries;
use super::journal::JOURNAL;
use super::source::links_of;
use super::{elements, lines, name};
use crate::capture::Capture;
use crate::entry::Sent;
use crate::error::Error;
use crate::sequence::Link;

/// A capture, and what its sender got.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The payload.
    pub capture: Capture,
    /// None when no journal tells.
    pub sent: Option<Sent>,
    /// The SHA-256 of the body as it was received, when a journal tells.
    pub sha256: Option<String>,
}

/// Captures as they are read, one in memory at a time, among them what could not be read.
pub type AllKept = Box<dyn Iterator<Item = Result<Kept, Error>>>;

/// The payloads of all arguments in order, the elements of a list each on its own.
#[must_use]
pub fn kept(arguments: &[OsString], from: &Path) -> AllKept {
    Box::new(links_of(arguments, from).filter_map(Kept::of).flat_map(taken_apart))
}

/// Whether a folder has a journal.
#[must_use]
pub fn has_journal(dir: &Path) -> bool {
    dir.join(JOURNAL).exists()
}

/// The captures of a folder that have one of these numbers or may be of one of these
/// appointments, in order, up to the last of the numbers; among them what cannot be read.
///
/// Only the journal tells which they are, so that the bodies of all others stay unread.
#[must_use]
pub fn lives(from: &Path, numbers: BTreeSet<u64>, names: &[String]) -> AllKept {
    let journal = from.join(JOURNAL);
    let Ok(input) = lines::open(&journal) else { return Box::new(std::iter::empty()) };
    let names: HashSet<_> =
        names.iter().flat_map(|one| [one.clone(), name::shown_id(one)]).collect();
    let last = numbers.last().copied().unwrap_or(u64::MAX);
    let bodies = from.to_owned();
    let entries = Entries::of(input, journal.clone()).filter_map(Result::ok);
    let wanted = entries.take_while(move |entry| entry.seq <= last).filter(move |entry| {
        entry.complete && (numbers.contains(&entry.seq) || entry.is_of(&names))
    });
    let read = wanted.filter_map(move |entry| Kept::of(entry.link(&journal, &bodies)));
    Box::new(read.flat_map(taken_apart))
}

impl Kept {
    fn of(link: Result<Link, Error>) -> Option<Result<Self, Error>> {
        match link {
            Ok(Link::Capture(capture, listed)) => {
                let (sent, sha256) = listed.map(|one| (one.sent, one.sha256)).unwrap_or_default();
                Some(Ok(Self { capture: *capture, sent, sha256 }))
            }
            Ok(link) => link.into_capture().and_then(Result::err).map(Err),
            Err(error) => Some(Err(error)),
        }
    }
}

fn taken_apart(kept: Result<Kept, Error>) -> AllKept {
    match kept {
        Ok(Kept { capture, sent, sha256 }) => Box::new(elements(capture).map(move |capture| {
            let sha256 = sha256.clone().filter(|_| capture.origin.element.is_none());
            Ok(Kept { capture, sent, sha256 })
        })),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}
