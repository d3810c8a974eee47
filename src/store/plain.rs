//! Files and folders that are no captures: a schema to read, a place that goes away.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::TempDir;

use crate::error::Error;

/// All bytes of a file.
///
/// # Errors
/// [`Error::Read`] when there is none, or it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| Error::Read(path.to_owned(), error))
}

/// All bytes of a file, or of standard input when it is `-`.
///
/// # Errors
/// [`Error::Read`] when it cannot be read.
pub fn given(path: &Path) -> Result<Vec<u8>, Error> {
    up_to(path, u64::MAX)
}

/// More is nothing that a person wrote for a run; a device has no end.
const MOST: u64 = 64 << 20;

/// What sets up a run, from a file or from standard input when it is `-`: 64 MiB at most.
///
/// # Errors
/// [`Error::Read`] when it cannot be read, or is longer.
pub fn setting(path: &Path) -> Result<Vec<u8>, Error> {
    up_to(path, MOST)
}

fn up_to(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let read = || {
        let input: Box<dyn Read> = if path == Path::new("-") {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path)?)
        };
        let mut bytes = Vec::new();
        input.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(io::Error::other("it is longer than 64 MiB"));
        }
        Ok(bytes)
    };
    read().map_err(|error| Error::Read(path.to_owned(), error))
}

/// A secret from a file, or from standard input when it is `-`, without the line break behind it.
///
/// # Errors
/// [`Error::Read`] when it cannot be read.
pub fn secret(path: &Path) -> Result<Vec<u8>, Error> {
    let mut secret = setting(path)?;
    secret.truncate(secret.trim_ascii_end().len());
    Ok(secret)
}

/// Writes a small file in place of what was there; nobody sees half of it.
///
/// # Errors
/// [`Error::Report`] when it cannot be written.
pub fn write(path: &Path, text: &str) -> Result<(), Error> {
    let dir = folder_of(path);
    let written = || -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(dir)?;
        file.write_all(text.as_bytes())?;
        file.persist(path).map(drop).map_err(|error| error.error)
    };
    written().map_err(|error| Error::Report(path.to_owned(), error))
}

/// Takes a small file away, so that there is room for another; none need be there.
///
/// # Errors
/// [`Error::Report`] when none can be there, or it cannot be taken away.
pub fn clear(path: &Path) -> Result<(), Error> {
    let cleared = fs::metadata(folder_of(path)).and_then(|_| match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    });
    cleared.map_err(|error| Error::Report(path.to_owned(), error))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A folder of this run alone, which goes away with the value.
///
/// # Errors
/// [`Error::Store`] when the system's place for such folders cannot be written.
pub fn temporary(prefix: &str) -> Result<TempDir, Error> {
    let place = tempfile::Builder::new().prefix(prefix).tempdir();
    place.map_err(|error| Error::Store(tempfile::env::temp_dir(), error))
}
