//! Payloads a line, many lines read at once: each is a part of what was read, not a copy of it.

use std::io;
use std::mem;
use std::path::PathBuf;

use bytes::Bytes;

use super::lines::Input;
use crate::capture::{Capture, Origin};

/// How much is read at first: little, so that a small stream costs little.
const FIRST_READ: usize = 1 << 16;

/// How much is read at once of a stream that fills what it is given.
const MOST_READ: usize = 1 << 20;

/// Whole lines, read together.
pub(super) struct Chunk {
    /// How many lines stand before it.
    before: usize,
    bytes: Bytes,
}

/// Reads a stream by chunks; after an error it is at its end.
pub(super) struct Chunks {
    input: Input,
    before: usize,
    /// The beginning of a line whose end was not read yet.
    begun: Vec<u8>,
    read: usize,
    is_at_end: bool,
}

impl Chunks {
    /// The chunks of a stream of which some bytes were read already.
    pub(super) fn of(begun: Vec<u8>, input: Input) -> Self {
        Self { input, before: 0, begun, read: FIRST_READ, is_at_end: false }
    }

    /// Whole lines: as many as come at once, and all that are left at the end.
    fn lines(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = mem::take(&mut self.begun);
        let mut looked_at = 0;
        loop {
            if let Some(last) = memchr::memrchr(b'\n', &bytes[looked_at..]) {
                self.begun = bytes.split_off(looked_at + last + 1);
                return Ok(bytes);
            }
            looked_at = bytes.len();
            bytes.resize(looked_at + self.read, 0);
            let count = retried(|| self.input.read(&mut bytes[looked_at..]))?;
            bytes.truncate(looked_at + count);
            if count == 0 {
                self.is_at_end = true;
                return Ok(bytes);
            }
            if count == self.read {
                self.read = (self.read * 2).min(MOST_READ);
            }
        }
    }
}

fn retried(mut read: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match read() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            count => return count,
        }
    }
}

impl Iterator for Chunks {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_at_end {
            return None;
        }
        let bytes = self.lines().inspect_err(|_| self.is_at_end = true);
        let chunk = |bytes: Vec<u8>| Chunk { before: self.before, bytes: bytes.into() };
        let chunk = bytes.map(chunk);
        if let Ok(Chunk { bytes, .. }) = &chunk {
            self.before += memchr::memchr_iter(b'\n', bytes).count();
        }
        Some(chunk)
    }
}

impl Chunk {
    /// Whether there is nothing but white space in it.
    pub(super) fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }

    /// Its payloads, each with its place in the file; blank lines are none.
    pub(super) fn captures(self, path: Option<PathBuf>) -> impl Iterator<Item = Capture> + Send {
        let Self { before, bytes } = self;
        let mut at = 0;
        let line = move || {
            // The last line may have no end.
            let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
            let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let line = bytes.slice(at..at + length);
            at += length + 1;
            Some(line)
        };
        std::iter::from_fn(line).enumerate().filter(|(_, line)| !line.trim_ascii().is_empty()).map(
            move |(index, mut line)| {
                if line.ends_with(b"\r") {
                    line.truncate(line.len() - 1);
                }
                let origin = Origin {
                    path: path.clone(),
                    lines_before: before + index,
                    ..Origin::default()
                };
                Capture::of_body(origin, line)
            },
        )
    }
}
