//! The captures of a journal, line by line.

use std::collections::{HashSet, VecDeque};
use std::io::{self, Read};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::line::{ANSWER, CAPTURE, DELIVERY, Delivered, Head, Lying, Written, why};
use super::lines::{Input, Lines, Raw};
use super::pieces::{Piece, Pieces};
use super::{files, name};
use crate::capture::{Capture, Origin};
use crate::entry::Sent;
use crate::error::Error;
use crate::sequence::{Link, Listed};

/// A line of a journal that stands for a capture, its body not yet read.
pub(super) struct Entry {
    /// Its sequence number.
    pub(super) seq: u64,
    /// False when its body was not received to its end.
    pub(super) complete: bool,
    line: Raw,
    /// What its sender got in the end, when that stands in a line of its own.
    sent: Option<Sent>,
}

/// How many entries are read ahead to find out what the sender of one got in the end; of those that
/// a listener forwards, 64 are under way at a time.
const AHEAD: usize = 256;

/// The entries of a journal in the order written, and an error for each line that is not one.
pub(super) struct Entries {
    lines: Lines<Input>,
    path: PathBuf,
    /// Those that were read ahead.
    ahead: VecDeque<Result<Entry, Error>>,
}

/// What a line of a journal is, when it is of interest.
enum Told {
    Entry(Result<Entry, Error>),
    /// What the sender of a capture got, by its number.
    Answer(u64, Option<Sent>),
}

impl Entries {
    pub(super) fn of(input: Input, path: PathBuf) -> Self {
        Self { lines: Lines::of(input), path, ahead: VecDeque::new() }
    }

    /// The next entry, as it was written.
    fn read(&mut self) -> Option<Result<Entry, Error>> {
        loop {
            if let Told::Entry(entry) = self.told()? {
                return Some(entry);
            }
        }
    }

    /// Looks for what a sender got in the end, in the lines behind its own.
    fn find_answer(&mut self, entry: &mut Entry) {
        while entry.sent.is_none() && self.ahead.len() < AHEAD {
            match self.told() {
                None => return,
                Some(Told::Entry(next)) => self.ahead.push_back(next),
                Some(Told::Answer(seq, sent)) if seq == entry.seq => entry.sent = sent,
                Some(Told::Answer(seq, sent)) => {
                    let mut others = self.ahead.iter_mut().flatten();
                    if let Some(other) = others.find(|other| other.seq == seq) {
                        other.sent = sent;
                    }
                }
            }
        }
    }

    /// The next line that is of interest.
    fn told(&mut self) -> Option<Told> {
        while let Some(line) = self.lines.next() {
            let told = match line {
                Ok(line) if line.is_blank() => None,
                Ok(line) => self.of_line(line),
                Err(error) => Some(Told::Entry(Err(Error::Read(self.path.clone(), error)))),
            };
            if told.is_some() {
                return told;
            }
        }
        None
    }

    fn of_line(&self, line: Raw) -> Option<Told> {
        let failure = |why| {
            let error = Error::JournalLine(self.path.clone(), line.before + 1, why);
            Some(Told::Entry(Err(error)))
        };
        let head: Head = match serde_json::from_slice(line.text()) {
            Ok(head) => head,
            // A listener may be writing it at this moment.
            Err(_) if !line.ended => return None,
            Err(error) => return failure(why(&error)),
        };
        if let Some(fault) = head.fault() {
            return failure(fault.to_owned());
        }
        match (&*head.kind, head.seq) {
            (CAPTURE, Some(seq)) => {
                let complete = head.complete;
                Some(Told::Entry(Ok(Entry { seq, complete, line, sent: None })))
            }
            (DELIVERY | ANSWER, Some(seq)) => {
                let delivered: Delivered<'_> = serde_json::from_slice(line.text()).ok()?;
                Some(Told::Answer(seq, delivered.sent()))
            }
            _ => None,
        }
    }
}

impl Iterator for Entries {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut next = self.ahead.pop_front().or_else(|| self.read())?;
        if let Ok(entry) = &mut next
            && entry.is_answered_later()
        {
            self.find_answer(entry);
        }
        Some(next)
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
    /// Whether its sender was not answered yet when it was written.
    fn is_answered_later(&self) -> bool {
        std::str::from_utf8(&self.line.bytes).is_ok_and(|line| {
            line.contains(r#""none":"forwarded""#) || line.contains(r#","after_ms":"#)
        })
    }

    /// Whether it may be of one of these appointments, by its line alone.
    pub(super) fn is_of(&self, names: &HashSet<String>) -> bool {
        let Ok(lying) = serde_json::from_slice::<Lying<'_>>(self.line.text()) else { return false };
        let file = lying.file.as_deref().and_then(name::id_of_body);
        lying.appointment.as_deref().or(file).is_some_and(|name| names.contains(name))
    }

    /// The capture, its body read from the folder that holds the bodies, and its line.
    pub(super) fn link(self, journal: &Path, bodies: &Path) -> Result<Link, Error> {
        let Self { seq, complete, line, sent } = self;
        let failure = |why| Error::JournalLine(journal.to_owned(), line.before + 1, why);
        let written: Written =
            serde_json::from_slice(line.text()).map_err(|error| failure(why(&error)))?;
        // A journal from elsewhere must not have any file of this machine read and sent.
        if name::seq_of_body(&written.file).is_none() {
            return Err(failure("`file` does not name a body".to_owned()));
        }
        let path = bodies.join(&*written.file);
        let (sha256, sent) = (written.sha256(), sent.or(written.sent()));
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

pub(super) fn body_of(path: &Path) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    let read = files::open_to_read(path)?.read_to_end(&mut body);
    read.map(|_| body).map_err(|error| Error::Read(path.to_owned(), error))
}

fn is_gone(error: &Error) -> bool {
    matches!(error, Error::Read(_, why) if why.kind() == io::ErrorKind::NotFound)
}
