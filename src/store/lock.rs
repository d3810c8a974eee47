//! One listener a folder: a lock that ends with its process, however that ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;

use super::files;
use crate::error::Error;

const LOCK: &str = ".lock";

/// The holder's process id, beside the lock: Windows lets nobody read a locked file.
const OWNER: &str = ".pid";

/// Takes the lock of a folder; it is held as long as the file is open.
pub(super) fn take(dir: &Path) -> Result<File, Error> {
    let path = dir.join(LOCK);
    let lock = files::open(&path, OpenOptions::new().write(true).create(true).truncate(false))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::Locked(dir.to_owned(), owner(dir))),
        Err(TryLockError::Error(error)) => return Err(Error::Store(path, error)),
    }
    let options = &mut OpenOptions::new();
    let owner = files::open(&dir.join(OWNER), options.write(true).create(true).truncate(true))?;
    // On a full disk a second listener is still refused, though without the number.
    let _ = files::write(&owner, std::process::id().to_string().as_bytes());
    Ok(lock)
}

/// Whether a lock that was taken still is the one of the folder.
pub(super) fn is_held(dir: &Path, lock: &File) -> bool {
    let found = fs::symlink_metadata(dir.join(LOCK));
    let both = lock.metadata().ok().zip(found.ok());
    both.is_some_and(|(own, found)| files::identity(&own) == files::identity(&found))
}

fn owner(dir: &Path) -> Option<u32> {
    fs::read_to_string(dir.join(OWNER)).ok()?.trim().parse().ok()
}
