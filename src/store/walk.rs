//! The files below a folder that is no capture folder.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Files, after the folders that cannot be read.
pub(super) type Files = Box<dyn Iterator<Item = Result<PathBuf, Error>> + Send>;

/// Every `*.json` below a folder, sorted, after the folders that cannot be read.
pub(super) fn json_files(dir: &Path) -> Files {
    files(dir, |path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")))
}

/// The same of the files that are wanted.
///
/// A symbolic link to a folder is not followed: it may lead back up.
pub(super) fn files(dir: &Path, is_wanted: impl Fn(&Path) -> bool) -> Files {
    let mut found = Found { folders: vec![dir.to_owned()], files: Vec::new(), is_wanted };
    let mut unreadable = Vec::new();
    while let Some(folder) = found.folders.pop() {
        if let Err(error) = found.read(&folder) {
            unreadable.push(Error::Read(folder, error));
        }
    }
    found.files.sort_unstable();
    Box::new(unreadable.into_iter().map(Err).chain(found.files.into_iter().map(Ok)))
}

struct Found<W> {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    is_wanted: W,
}

impl<W: Fn(&Path) -> bool> Found<W> {
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
        } else if (self.is_wanted)(&path) {
            self.files.push(path);
        }
        Ok(())
    }
}
