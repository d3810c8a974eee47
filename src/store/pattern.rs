//! Patterns of file names, where no shell has expanded them.

use std::iter;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::walk;
use crate::error::Error;

/// As in a shell, `*` leaves out what is hidden: the lock, the half-written body.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// Any number of folders.
const FOLDERS: &str = "**";

/// What a pattern matches, sorted; none when it is not a pattern.
pub(super) fn matching(pattern: &str) -> Option<Vec<Result<PathBuf, Error>>> {
    if !pattern.contains(['*', '?', '[']) {
        return None;
    }
    match pattern.split_once(FOLDERS) {
        Some((above, _)) => below(above, &Pattern::new(pattern).ok()?),
        None => found(pattern),
    }
}

fn found(pattern: &str) -> Option<Vec<Result<PathBuf, Error>>> {
    let paths = glob::glob_with(pattern, OPTIONS).ok()?;
    let unread = |error: glob::GlobError| Error::Read(error.path().to_owned(), error.into());
    Some(paths.map(|path| path.map_err(unread)).collect())
}

/// The files below some folders that match. A symbolic link to a folder is not followed: it may
/// lead back up.
fn below(above: &str, pattern: &Pattern) -> Option<Vec<Result<PathBuf, Error>>> {
    let here = Path::new(".");
    let folders = match above.trim_end_matches(std::path::is_separator) {
        "" if above.is_empty() => vec![Ok(here.to_owned())],
        "" => vec![Ok(above.into())],
        folders if folders.contains(['*', '?', '[']) => found(folders)?,
        folder => vec![Ok(folder.into())],
    };
    let files = |folder: Result<PathBuf, Error>| match folder {
        Ok(folder) if folder.is_dir() => walk::files(&folder, |path| {
            pattern.matches_path_with(path.strip_prefix(here).unwrap_or(path), OPTIONS)
        }),
        Ok(_) => Box::new(iter::empty()),
        Err(error) => Box::new(iter::once(Err(error))) as walk::Files,
    };
    let named = |path: PathBuf| path.strip_prefix(here).map_or(path.clone(), Path::to_owned);
    Some(folders.into_iter().flat_map(files).map(|path| path.map(named)).collect())
}
