//! The lines of a stream, one in memory at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::error::Error;

/// What lines are read from.
pub(super) type Input = Box<dyn BufRead + Send>;

/// The most that is read ahead.
const AHEAD: u64 = 1 << 16;

/// Opens a file to read, as long as it is now; symbolic link or not: it is the user who named it.
pub(super) fn open(path: &Path) -> Result<Input, Error> {
    let input = || -> io::Result<Input> {
        let file = File::open(path)?;
        let found = file.metadata()?;
        Ok(as_long(file, if found.is_file() { found.len() } else { u64::MAX }))
    };
    input().map_err(|error| Error::Read(path.to_owned(), error))
}

/// The same of a file of which it is known how long it is.
pub(super) fn open_as_long(path: &Path, length: u64) -> Result<Input, Error> {
    let file = File::open(path).map_err(|error| Error::Read(path.to_owned(), error))?;
    Ok(as_long(file, length))
}

/// A journal may grow while it is read, even by what is made of it: a replay to the listener that
/// writes it would never end.
fn as_long(file: File, length: u64) -> Input {
    let ahead = usize::try_from(length.clamp(1, AHEAD)).expect("64 KiB fit any memory");
    Box::new(BufReader::with_capacity(ahead, file.take(length)))
}

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Raw {
    /// How many lines stand before it.
    pub(super) before: usize,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Whether its end was there: without one it may be half written.
    pub(super) ended: bool,
}

impl Raw {
    /// Its bytes without the byte-order mark that an editor may have put before the first line.
    pub(super) fn text(&self) -> &[u8] {
        self.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.bytes)
    }

    /// How many bytes it takes in the stream, its end included.
    pub(super) fn length(&self) -> u64 {
        self.bytes.len() as u64 + u64::from(self.ended)
    }

    /// Whether there is nothing but white space in it.
    pub(super) fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }
}

/// Reads a stream by lines; after an error it is at its end.
#[derive(Debug)]
pub(super) struct Lines<R> {
    reader: R,
    before: usize,
    failed: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn of(reader: R) -> Self {
        Self { reader, before: 0, failed: false }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        if self.failed {
            return None;
        }
        match self.reader.read_until(b'\n', &mut bytes) {
            Ok(0) => None,
            Ok(_) => {
                let ended = bytes.pop_if(|last| *last == b'\n').is_some();
                self.before += 1;
                Some(Ok(Raw { before: self.before - 1, bytes, ended }))
            }
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}
