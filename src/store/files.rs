//! Files and folders of captures: private to their owner, never reached through a symbolic link.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Notice;
use crate::error::Error;

/// Opens a file to write, for its owner alone; a symbolic link in its place is refused.
pub(super) fn open(path: &Path, options: &mut OpenOptions) -> Result<File, Error> {
    open_or(Error::Store, path, options)
}

/// Opens a file to read; a symbolic link in its place is refused.
pub(super) fn open_to_read(path: &Path) -> Result<File, Error> {
    open_or(Error::Read, path, OpenOptions::new().read(true))
}

fn open_or(
    failure: fn(PathBuf, io::Error) -> Error,
    path: &Path,
    options: &mut OpenOptions,
) -> Result<File, Error> {
    // Where the system cannot be told to follow no link, the link is looked for first.
    if cfg!(not(unix)) && is_symlink(path) {
        return Err(Error::Symlink(path.to_owned()));
    }
    owned(options).open(path).map_err(|error| {
        if is_symlink(path) {
            Error::Symlink(path.to_owned())
        } else {
            failure(path.to_owned(), error)
        }
    })
}

/// Makes a file for its owner alone; never one that is there, nor what a symbolic link names.
pub(super) fn create(path: &Path) -> Result<File, Error> {
    let options = &mut OpenOptions::new();
    let created = owned(options.write(true).create_new(true)).open(path);
    created.map_err(|error| Error::Store(path.to_owned(), error))
}

#[cfg(unix)]
fn owned(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed())
}

#[cfg(not(unix))]
fn owned(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

fn is_symlink(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// Writes all bytes at the place of the file, or fails having written some of them.
pub(super) fn write(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    #[cfg(test)]
    let bytes = super::full::cut(file, bytes)?;
    file.write_all(bytes)
}

/// Makes a folder for its owner alone unless it is there; a symbolic link is refused.
pub(super) fn create_folder(dir: &Path) -> Result<(), Error> {
    let store = |error| Error::Store(dir.to_owned(), error);
    match fs::symlink_metadata(dir) {
        Ok(found) if found.is_symlink() => Err(Error::Symlink(dir.to_owned())),
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(store(io::ErrorKind::NotADirectory.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            dir.parent().map_or(Ok(()), fs::create_dir_all).map_err(store)?;
            builder().create(dir).map_err(store)
        }
        Err(error) => Err(store(error)),
    }
}

#[cfg(unix)]
fn builder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn builder() -> DirBuilder {
    DirBuilder::new()
}

/// A notice when others than the owner of a folder may write into it.
#[cfg(unix)]
pub(super) fn writable_by_others(dir: &Path) -> Option<Notice> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(dir).ok()?.permissions().mode();
    (mode & 0o022 != 0).then(|| Notice::WritableByOthers { dir: dir.to_owned() })
}

/// Elsewhere a folder has the rights of the one around it, which no mode bits tell.
#[cfg(not(unix))]
pub(super) fn writable_by_others(_dir: &Path) -> Option<Notice> {
    None
}

/// Keeps captures out of a repository: they hold names, addresses and secrets.
pub(super) fn create_ignore(dir: &Path) -> Result<(), Error> {
    let path = dir.join(".gitignore");
    if fs::symlink_metadata(&path).is_ok() {
        return Ok(());
    }
    let file = create(&path)?;
    write(&file, b"*\n").map_err(|error| {
        // An empty one would be taken for the user's own at the next opening.
        let _ = fs::remove_file(&path);
        Error::Store(path, error)
    })
}

/// What tells a file from another of the same name; nothing where the system has no such number.
#[cfg(unix)]
pub(super) fn identity(found: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
pub(super) fn identity(_found: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// Syncs the names in a folder to the disk.
#[cfg(unix)]
pub(super) fn sync_folder(dir: &Path) -> Result<(), Error> {
    let synced = File::open(dir).and_then(|folder| folder.sync_all());
    synced.map_err(|error| Error::Store(dir.to_owned(), error))
}

/// A folder cannot be synced by itself on Windows: its file system journals names.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn sync_folder(_dir: &Path) -> Result<(), Error> {
    Ok(())
}

/// Has the system begin to write a file to the disk. Of many files that is done for first, the
/// blocks are found in one go: on a busy ext4 their syncs then take a fifth of the time.
#[cfg(target_os = "linux")]
pub(super) fn begin_sync(file: &File) {
    // What is not written yet stays in memory: the advice has it written out.
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
}

/// Elsewhere there is no such advice, and the sync does it all.
#[cfg(not(target_os = "linux"))]
pub(super) fn begin_sync(_file: &File) {}

/// Syncs the names of a folder and of all around it, which may have been made just now. One that
/// may not be read was not made here.
pub(super) fn sync_way_to(dir: &Path) -> Result<(), Error> {
    let around = dir.ancestors().skip(1);
    around.map(|dir| if dir == Path::new("") { Path::new(".") } else { dir }).try_for_each(|dir| {
        match sync_folder(dir) {
            Err(Error::Store(_, error)) if error.kind() == io::ErrorKind::PermissionDenied => {
                Ok(())
            }
            synced => synced,
        }
    })
}
