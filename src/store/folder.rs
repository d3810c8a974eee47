//! A capture folder, held by this process.

use std::fs::File;
use std::mem;
use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::staged::{self, Staged};
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
    /// What was recorded since the last commit.
    pub(super) staged: Vec<Staged>,
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
        let (is_synced, staged) = (false, Vec::new());
        let own = Self { dir, journal, next_seq, is_synced, staged, lock, notices: Vec::new() };
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

    /// From now on a capture is kept only by [`Folder::commit`], which syncs it to the disk: what
    /// was committed survives a power cut.
    ///
    /// # Errors
    /// [`Error::Store`] when the disk does not take the name of the folder itself.
    pub fn synced(self) -> Result<Self, Error> {
        files::sync_way_to(&self.dir)?;
        Ok(Self { is_synced: true, ..self })
    }

    /// Whether captures are synced to the disk.
    #[must_use]
    pub fn is_synced(&self) -> bool {
        self.is_synced
    }

    /// Keeps what was recorded since the last commit: bodies get their names, then their lines,
    /// each step once for all of them, and synced when that was asked for.
    ///
    /// # Errors
    /// [`Error::Store`] when the disk does not take them: none of them is kept.
    pub fn commit(&mut self) -> Result<(), Error> {
        if self.staged.is_empty() {
            return Ok(());
        }
        let staged = mem::take(&mut self.staged);
        staged::settle(&staged, self.is_synced.then_some(&self.dir))?;
        let lines: Vec<u8> = staged.iter().flat_map(|one| &one.line).copied().collect();
        // A body without its line would be told as lost at every opening.
        let appended = self.journal.append(&lines);
        appended.inspect_err(|_| staged.iter().for_each(Staged::remove))?;
        if self.is_synced { self.journal.sync() } else { Ok(()) }
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
        if self.is_synced { files::sync_way_to(&self.dir) } else { Ok(()) }
    }
}
