//! The JSON files below a folder that is no capture folder.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Every `*.json` below a folder, sorted, after the folders that cannot be read.
///
/// A symbolic link to a folder is not followed: it may lead back up.
pub(super) fn json_files(
    dir: &Path,
) -> impl Iterator<Item = Result<PathBuf, Error>> + Send + use<> {
    let mut found = Found { folders: vec![dir.to_owned()], files: Vec::new() };
    let mut unreadable = Vec::new();
    while let Some(folder) = found.folders.pop() {
        if let Err(error) = found.read(&folder) {
            unreadable.push(Error::Read(folder, error));
        }
    }
    found.files.sort_unstable();
    unreadable.into_iter().map(Err).chain(found.files.into_iter().map(Ok))
}

struct Found {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Found {
    fn read(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            self.entry(&entry?)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: &DirEntry) -> io::Result<()> {
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            self.folders.push(path);
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
            self.files.push(path);
        }
        Ok(())
    }
}
