//! The journal of an open folder: whole lines at its end, or none.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::files;
use crate::error::Error;

/// The file name of the journal.
pub(super) const JOURNAL: &str = "captures.jsonl";

/// A journal, open for writing by this process alone.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    identity: (u64, u64),
    /// Where a line starts that could not be written whole and is still to be cut off.
    torn_at: Option<u64>,
}

impl Journal {
    /// Opens the journal of a folder, made when it is not there.
    pub(super) fn open(dir: &Path) -> Result<Self, Error> {
        let path = dir.join(JOURNAL);
        let file = files::open(&path, OpenOptions::new().append(true).create(true))?;
        match file.metadata() {
            Ok(found) => Ok(Self { path, file, identity: files::identity(&found), torn_at: None }),
            Err(error) => Err(Error::Store(path, error)),
        }
    }

    /// Puts a line at the end in one write; when that fails, the journal is cut back to its last
    /// good line. The error is of kind `NotFound` when the journal is no longer there.
    pub(super) fn append(&mut self, line: &[u8]) -> Result<(), Error> {
        let found = self.still_there().map_err(|error| self.failure(error))?;
        let end = self.torn_at.unwrap_or(found.len());
        self.cut_back()?;
        files::write(&self.file, line).map_err(|error| {
            self.torn_at = Some(end);
            // A cut that fails too is made up for before the next line.
            let _ = self.cut_back();
            self.failure(error)
        })
    }

    /// Syncs all lines to the disk.
    pub(super) fn sync(&self) -> Result<(), Error> {
        self.file.sync_data().map_err(|error| self.failure(error))
    }

    fn still_there(&self) -> io::Result<Metadata> {
        let found = fs::symlink_metadata(&self.path)?;
        let same = files::identity(&found) == self.identity;
        if same { Ok(found) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    /// By a handle of its own: one for appending may not shorten a file on Windows.
    fn cut_back(&mut self) -> Result<(), Error> {
        if let Some(end) = self.torn_at {
            let file = files::open(&self.path, OpenOptions::new().write(true))?;
            file.set_len(end).map_err(|error| self.failure(error))?;
            self.torn_at = None;
        }
        Ok(())
    }

    /// As if a line had been left torn from here on.
    #[cfg(test)]
    pub(super) fn torn_at(&mut self, end: u64) {
        self.torn_at = Some(end);
    }

    fn failure(&self, error: io::Error) -> Error {
        Error::Store(self.path.clone(), error)
    }
}
