//! A capture folder, held by this process.

use std::fs::File;
use std::mem;
use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::{Notice, files, lock, recover};
use crate::error::Error;

/// A capture folder that this process alone writes to, until it is dropped.
#[derive(Debug)]
pub struct Folder {
    pub(super) dir: PathBuf,
    pub(super) journal: Journal,
    pub(super) next_seq: u64,
    /// Whether bodies, journal and folder are synced to the disk.
    pub(super) is_synced: bool,
    lock: File,
    notices: Vec<Notice>,
}

impl Folder {
    /// Opens a folder for recording, made when it is not there, and mends what a crash left.
    ///
    /// # Errors
    /// [`Error::Symlink`] when the folder or a file of its own is a symbolic link,
    /// [`Error::Locked`] when another process records into it, [`Error::Newer`] when its journal
    /// was written by a newer version, and [`Error::Store`] when it cannot be written.
    pub fn open(dir: &Path) -> Result<(Self, Vec<Notice>), Error> {
        // With a separator at its end, the system would look behind a symbolic link.
        let dir: PathBuf = dir.components().collect();
        files::create_folder(&dir)?;
        files::create_ignore(&dir)?;
        let lock = lock::take(&dir)?;
        let mut notices = Vec::from_iter(files::writable_by_others(&dir));
        let next_seq = recover::recover(&dir, &mut notices)?;
        let journal = Journal::open(&dir)?;
        let own = Self { dir, journal, next_seq, is_synced: false, lock, notices: Vec::new() };
        Ok((own, notices))
    }

    /// The number that the next capture gets: one more than any before, over restarts too.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.next_seq
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.dir
    }

    /// From now on a capture is on the disk itself after [`Folder::commit`]: what was committed
    /// survives a power cut.
    #[must_use]
    pub fn synced(self) -> Self {
        Self { is_synced: true, ..self }
    }

    /// Whether captures are synced to the disk.
    #[must_use]
    pub fn is_synced(&self) -> bool {
        self.is_synced
    }

    /// Syncs the journal and the names of the bodies recorded so far, when that was asked for;
    /// the bodies themselves were synced one by one.
    ///
    /// # Errors
    /// [`Error::Store`] when the disk does not take them: none of them may be relied on.
    pub fn commit(&mut self) -> Result<(), Error> {
        if !self.is_synced {
            return Ok(());
        }
        files::sync_folder(&self.dir)?;
        self.journal.sync()
    }

    /// What there is to say since the last time this was asked.
    #[must_use]
    pub fn take_notices(&mut self) -> Vec<Notice> {
        mem::take(&mut self.notices)
    }

    /// Makes the folder again after it or its journal was taken away.
    pub(super) fn reopen(&mut self) -> Result<(), Error> {
        files::create_folder(&self.dir)?;
        files::create_ignore(&self.dir)?;
        // Nobody else may come in between: the own lock is held on to while it is still there.
        if !lock::is_held(&self.dir, &self.lock) {
            self.lock = lock::take(&self.dir)?;
        }
        let mut notices = vec![Notice::Recreated { dir: self.dir.clone() }];
        let next_seq = recover::recover(&self.dir, &mut notices)?;
        self.journal = Journal::open(&self.dir)?;
        self.next_seq = next_seq.max(self.next_seq);
        self.notices.extend(notices);
        Ok(())
    }
}
