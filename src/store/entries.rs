//! The captures of a journal, line by line.

use std::collections::HashSet;
use std::io::{self, Read};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::line::{CAPTURE, Head, Lying, Written, why};
use super::lines::{Input, Lines, Raw};
use super::pieces::{Piece, Pieces};
use super::{files, name};
use crate::capture::{Capture, Origin};
use crate::error::Error;
use crate::sequence::{Link, Listed};

/// A line of a journal that stands for a capture, its body not yet read.
pub(super) struct Entry {
    /// Its sequence number.
    pub(super) seq: u64,
    /// False when its body was not received to its end.
    pub(super) complete: bool,
    line: Raw,
}

/// The entries of a journal in the order written, and an error for each line that is not one.
pub(super) struct Entries {
    lines: Lines<Input>,
    path: PathBuf,
}

impl Entries {
    pub(super) fn of(input: Input, path: PathBuf) -> Self {
        Self { lines: Lines::of(input), path }
    }

    fn entry(&self, line: Raw) -> Option<Result<Entry, Error>> {
        let failure = |why| Some(Err(Error::JournalLine(self.path.clone(), line.before + 1, why)));
        let head: Head = match serde_json::from_slice(line.text()) {
            Ok(head) => head,
            // A listener may be writing it at this moment.
            Err(_) if !line.ended => return None,
            Err(error) => return failure(why(&error)),
        };
        match (&*head.kind, head.seq) {
            ("", _) => failure("it has no `kind`".to_owned()),
            (CAPTURE, None) => failure("it has no `seq`".to_owned()),
            (CAPTURE, Some(seq)) => {
                let complete = head.complete;
                Some(Ok(Entry { seq, complete, line }))
            }
            _ => None,
        }
    }
}

impl Iterator for Entries {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(line) = self.lines.next() {
            let entry = match line {
                Ok(line) if line.is_blank() => None,
                Ok(line) => self.entry(line),
                Err(error) => Some(Err(Error::Read(self.path.clone(), error))),
            };
            if entry.is_some() {
                return entry;
            }
        }
        None
    }
}

/// What the entries of a journal stand for, each read from the folder of the bodies when it is
/// asked for.
pub(super) fn pieces(
    entries: impl Iterator<Item = Result<Entry, Error>> + Send + 'static,
    journal: PathBuf,
    bodies: PathBuf,
) -> Pieces {
    let places = Arc::new((journal, bodies));
    Box::new(entries.map(move |entry| match entry {
        Err(error) => Piece::one(Err(error)),
        Ok(entry) => {
            let (places, is_whole) = (Arc::clone(&places), entry.complete);
            let read = move || Box::new(iter::once(entry.link(&places.0, &places.1))) as _;
            let piece = Piece::of_file(0, read);
            if is_whole { piece } else { piece.partial() }
        }
    }))
}

impl Entry {
    /// Whether it may be of one of these appointments, by its line alone.
    pub(super) fn is_of(&self, names: &HashSet<String>) -> bool {
        let Ok(lying) = serde_json::from_slice::<Lying<'_>>(self.line.text()) else { return false };
        let file = lying.file.as_deref().and_then(name::id_of_body);
        lying.appointment.as_deref().or(file).is_some_and(|name| names.contains(name))
    }

    /// The capture, its body read from the folder that holds the bodies, and its line.
    pub(super) fn link(self, journal: &Path, bodies: &Path) -> Result<Link, Error> {
        let Self { seq, complete, line } = self;
        let failure = |why| Error::JournalLine(journal.to_owned(), line.before + 1, why);
        let written: Written =
            serde_json::from_slice(line.text()).map_err(|error| failure(why(&error)))?;
        // A journal from elsewhere must not have any file of this machine read and sent.
        if name::seq_of_body(&written.file).is_none() {
            return Err(failure("`file` does not name a body".to_owned()));
        }
        let path = bodies.join(&*written.file);
        let (sha256, sent) = (written.sha256(), written.sent());
        let request = written.into_request().map_err(failure)?;
        let origin = Origin {
            path: Some(journal.to_owned()),
            lines_before: line.before,
            ..Origin::default()
        };
        let listed = Box::new(Listed { origin, line: line.bytes, seq, sha256, sent });
        if !complete {
            return Ok(Link::Partial(listed));
        }
        let body = match body_of(&path) {
            Err(error) if is_gone(&error) => return Ok(Link::Bodiless(listed, error)),
            body => body?,
        };
        let origin = Origin { path: Some(path), seq: Some(seq), ..Origin::default() };
        let capture = Capture { request, complete, ..Capture::of_body(origin, body.into()) };
        Ok(Link::Capture(Box::new(capture), Some(listed)))
    }
}

fn body_of(path: &Path) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    let read = files::open_to_read(path)?.read_to_end(&mut body);
    read.map(|_| body).map_err(|error| Error::Read(path.to_owned(), error))
}

fn is_gone(error: &Error) -> bool {
    matches!(error, Error::Read(_, why) if why.kind() == io::ErrorKind::NotFound)
}
