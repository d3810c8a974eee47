//! Captures whose bodies are written, and which wait to be synced together.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::thread;

use super::files;
use crate::error::Error;

/// How many bodies are synced side by side: the disk makes one commit of them. Measured on ext4,
/// 64 bodies by 8 threads took a fifteenth of their time one by one; more threads gave no more.
const SIDE_BY_SIDE: usize = 8;

/// A capture that has no final name and no line yet.
#[derive(Debug)]
pub(super) struct Staged {
    pub(super) body: File,
    pub(super) part: PathBuf,
    pub(super) path: PathBuf,
    pub(super) line: Vec<u8>,
}

/// Gives all bodies their names; when a folder to sync is named, bodies are synced before that and
/// the names after it. After an error none of the bodies is left.
pub(super) fn settle(staged: &[Staged], synced: Option<&PathBuf>) -> Result<(), Error> {
    synced
        .map_or(Ok(()), |_| sync(staged))
        .and_then(|()| staged.iter().try_for_each(Staged::name))
        .and_then(|()| synced.map_or(Ok(()), |dir| files::sync_folder(dir)))
        .inspect_err(|_| staged.iter().for_each(Staged::remove))
}

fn sync(staged: &[Staged]) -> Result<(), Error> {
    for one in staged {
        files::begin_sync(&one.body);
    }
    let one_by_one = |share: &[Staged]| {
        let synced = |one: &Staged| one.body.sync_all().map_err(|error| one.failure(error));
        share.iter().try_for_each(synced)
    };
    thread::scope(|scope| {
        let mut shares = staged.chunks(staged.len().div_ceil(SIDE_BY_SIDE).max(1));
        let own = shares.next().unwrap_or_default();
        let others: Vec<_> = shares.map(|share| scope.spawn(move || one_by_one(share))).collect();
        let own = one_by_one(own);
        let joined = others.into_iter().map(|other| other.join().expect("syncing does not panic"));
        joined.fold(own, Result::and)
    })
}

impl Staged {
    fn name(&self) -> Result<(), Error> {
        fs::rename(&self.part, &self.path).map_err(|error| self.failure(error))
    }

    /// Takes the body away by whichever name it has.
    pub(super) fn remove(&self) {
        if fs::remove_file(&self.part).is_err() {
            let _ = fs::remove_file(&self.path);
        }
    }

    fn failure(&self, error: io::Error) -> Error {
        Error::Store(self.path.clone(), error)
    }
}
