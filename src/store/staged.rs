//! Captures whose bodies are written, and which wait to be synced together.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::crew::Crew;
use super::files;
use crate::error::Error;

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
pub(super) fn settle(
    staged: &Arc<Vec<Staged>>,
    synced: Option<(&Crew, &Path)>,
) -> Result<(), Error> {
    synced
        .map_or(Ok(()), |(crew, _)| crew.sync(staged))
        .and_then(|()| staged.iter().try_for_each(Staged::name))
        .and_then(|()| synced.map_or(Ok(()), |(_, dir)| files::sync_folder(dir)))
        .inspect_err(|_| staged.iter().for_each(Staged::remove))
}

impl Staged {
    pub(super) fn sync(&self) -> Result<(), Error> {
        self.body.sync_all().map_err(|error| self.failure(error))
    }

    fn name(&self) -> Result<(), Error> {
        fs::rename(&self.part, &self.path).map_err(|error| self.failure(error))
    }

    /// Takes the body away by whichever name it has.
    pub(super) fn remove(&self) {
        if fs::remove_file(&self.part).is_err() {
            let _ = fs::remove_file(&self.path);
        }
    }

    pub(super) fn failure(&self, error: io::Error) -> Error {
        Error::Store(self.path.clone(), error)
    }
}
