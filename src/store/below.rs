//! The files below a folder that a schema may refer to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::walk;
use crate::error::Error;

/// How many files such a folder may have, and how many bytes in all.
const MOST_FILES: usize = 10_000;
const MOST_BYTES: u64 = 256 << 20;

/// A file below a folder: its name there, parts separated by `/`, its path and its bytes.
pub type Below = (String, PathBuf, Vec<u8>);

/// Every JSON file below a folder. A link that leads out of the folder is as if it were not there.
///
/// # Errors
/// [`Error::Read`] when the folder or a file in it cannot be read, or they are too many.
pub fn below(dir: &Path) -> Result<Vec<Below>, Error> {
    let failed = |error| Error::Read(dir.to_owned(), error);
    let top = fs::canonicalize(dir).map_err(failed)?;
    if !top.is_dir() {
        return Err(failed(io::ErrorKind::NotADirectory.into()));
    }
    let (mut files, mut bytes) = (Vec::new(), 0);
    for path in walk::json_files(dir) {
        let path = path?;
        let read = |error| Error::Read(path.clone(), error);
        let Some(name) = inside(&top, dir, &path) else { continue };
        bytes += fs::metadata(&path).map_err(read)?.len();
        if files.len() >= MOST_FILES || bytes > MOST_BYTES {
            let most = format!("it holds more than {MOST_FILES} JSON files, or 256 MiB of them");
            return Err(failed(io::Error::other(most)));
        }
        let body = fs::read(&path).map_err(read)?;
        files.push((name, path, body));
    }
    Ok(files)
}

/// The place of a file below a folder, or none when it is not there.
#[must_use]
pub fn place(dir: &Path, path: &Path) -> Option<String> {
    let (top, path) = (fs::canonicalize(dir).ok()?, fs::canonicalize(path).ok()?);
    path.strip_prefix(top).ok().map(name)
}

/// The name of a file below a folder, when the file itself lies in it.
fn inside(top: &Path, dir: &Path, path: &Path) -> Option<String> {
    let real = fs::canonicalize(path).ok()?;
    let is_file = real.starts_with(top) && real.is_file();
    path.strip_prefix(dir).ok().filter(|_| is_file).map(name)
}

fn name(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
