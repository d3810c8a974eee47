//! Storing one capture: the body first, then its line.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::line::{Answer, AnswerLine, CAPTURE, DeliveryLine, Line, VERSION};
use super::staged::Staged;
use super::{Body, Folder, files, name};
use crate::capture::Capture;
use crate::delivery::Delivery;
use crate::entry::Sent;
use crate::error::Error;

/// Where a capture lies now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its number in the folder, from 1.
    pub seq: u64,
    /// The name of its body file.
    pub file: String,
    /// The path of its body file.
    pub path: PathBuf,
    /// How many bytes the body has.
    pub size: u64,
    /// SHA-256 of the body, in lower-case hexadecimal.
    pub sha256: String,
}

/// What a sender is answered.
#[derive(Clone, Copy, Debug)]
pub struct Reply {
    /// What comes back to it.
    pub sent: Sent,
    /// How long that is held back: who is gone by then gets nothing of it.
    pub after: Duration,
}

impl From<Sent> for Reply {
    fn from(sent: Sent) -> Self {
        Self { sent, after: Duration::ZERO }
    }
}

impl Folder {
    /// Stores a capture and its answer, and notes in the capture where it lies.
    ///
    /// Once this returns `Ok`, the capture survives the end of this process; in a folder that is
    /// synced, once [`Folder::commit`] does. After an error nothing of it is left, and the next
    /// capture is tried afresh.
    ///
    /// # Errors
    /// [`Error::Store`] when a file cannot be written; [`is_full`](super::is_full) tells whether
    /// room was missing. A folder that was taken away is made again first.
    pub fn record(
        &mut self,
        capture: &mut Capture,
        body: Body<'_>,
        reply: impl Into<Reply>,
    ) -> Result<Stored, Error> {
        let reply = reply.into();
        let stored = match self.store(capture, body, reply) {
            Err(Error::Store(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                self.reopen()?;
                self.store(capture, body, reply)?
            }
            stored => stored?,
        };
        capture.origin.seq = Some(stored.seq);
        capture.origin.path = Some(stored.path.clone());
        Ok(stored)
    }

    /// Notes what became of a capture that was forwarded, and what its sender is answered. It is
    /// not synced: what must not be lost is the capture.
    ///
    /// # Errors
    /// [`Error::Store`] when the journal cannot be written.
    pub fn note(&mut self, seq: u64, delivery: &Delivery, sent: Sent) -> Result<(), Error> {
        self.append(&DeliveryLine::of(seq, delivery, sent).to_bytes())
    }

    /// Notes what the sender of a capture got in place of an answer that was held back.
    ///
    /// # Errors
    /// [`Error::Store`] when the journal cannot be written.
    pub fn note_unanswered(&mut self, seq: u64, sent: Sent) -> Result<(), Error> {
        self.append(&AnswerLine::of(seq, sent).to_bytes())
    }

    fn append(&mut self, line: &[u8]) -> Result<(), Error> {
        match self.journal.append(line) {
            Err(Error::Store(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                self.reopen()?;
                self.journal.append(line)
            }
            appended => appended,
        }
    }

    fn store(&mut self, capture: &Capture, body: Body<'_>, reply: Reply) -> Result<Stored, Error> {
        let appointment = name::longer_name(body);
        let (stored, body, part) = self.store_body(capture, body)?;
        let line = Line { appointment, ..line(&stored, capture, reply) }.to_bytes();
        self.staged.push(Staged { body, part, path: stored.path.clone(), line });
        if !self.is_synced {
            self.commit()?;
        }
        self.next_seq = stored.seq + 1;
        Ok(stored)
    }

    /// A number whose names somebody else took in the meantime is passed over.
    fn store_body(
        &mut self,
        capture: &Capture,
        body: Body<'_>,
    ) -> Result<(Stored, File, PathBuf), Error> {
        loop {
            let seq = self.next_seq;
            let file = name::file_name(seq, body, capture.complete);
            let path = self.dir.join(&file);
            match self.write_body(seq, &path, &capture.body) {
                Err(Error::Store(_, error)) if error.kind() == io::ErrorKind::AlreadyExists => {
                    self.next_seq += 1;
                }
                written => {
                    let (body, part) = written?;
                    let (size, sha256) = (capture.body.len() as u64, sha256(&capture.body));
                    return Ok((Stored { seq, file, path, size, sha256 }, body, part));
                }
            }
        }
    }

    /// Written aside and renamed later, so that nothing half done ever has a final name.
    fn write_body(&self, seq: u64, path: &Path, body: &[u8]) -> Result<(File, PathBuf), Error> {
        let store = |error| Error::Store(path.to_owned(), error);
        // A rename would replace a file of the same name, or a symbolic link.
        if fs::symlink_metadata(path).is_ok() {
            return Err(store(io::ErrorKind::AlreadyExists.into()));
        }
        let part = self.dir.join(name::part_name(seq));
        let file = files::create(&part)?;
        match files::write(&file, body) {
            Ok(()) => Ok((file, part)),
            Err(error) => {
                let _ = fs::remove_file(&part);
                Err(store(error))
            }
        }
    }
}

fn line<'l>(stored: &'l Stored, capture: &'l Capture, reply: Reply) -> Line<'l> {
    let line = Line {
        v: VERSION,
        kind: CAPTURE,
        seq: stored.seq,
        received_at: None,
        method: None,
        target: None,
        version: None,
        headers: Vec::new(),
        remote: None,
        file: &stored.file,
        appointment: None,
        size: stored.size,
        sha256: &stored.sha256,
        complete: capture.complete,
        answer: Answer::of(reply.sent).held_back(reply.after),
    };
    match &capture.request {
        Some(request) => line.with_request(request),
        None => line,
    }
}

fn sha256(body: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    Sha256::digest(body).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
