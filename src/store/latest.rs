//! The newest body of each appointment in a capture folder, told by the names of the files alone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::journal::JOURNAL;
use super::line::{CAPTURE, Lying};
use super::lines::{Lines, open};
use super::name;
use crate::content::Declared;
use crate::error::Error;

/// Where the newest body of each appointment lies and how it is to be read, by [`id_in_name`]. No
/// body is read.
///
/// # Errors
/// [`Error::Read`] when the journal cannot be read.
pub fn latest(dir: &Path) -> Result<HashMap<String, (PathBuf, Declared)>, Error> {
    let mut latest = HashMap::new();
    for line in Lines::of(open(&dir.join(JOURNAL))?) {
        let line = line.map_err(|error| Error::Read(dir.join(JOURNAL), error))?;
        // A line that cannot be read was told of when the folder was opened.
        let Ok(lying) = serde_json::from_slice::<Lying<'_>>(line.text()) else { continue };
        let Some(file) = &lying.file else { continue };
        if let Some(id) = name::id_of_body(file).filter(|_| lying.kind == CAPTURE && lying.complete)
        {
            let (id, path) = (id.to_owned(), dir.join(&**file));
            latest.insert(id, (path, lying.declared()));
        }
    }
    Ok(latest)
}

/// An appointment's number or id as the names of its files show it.
#[must_use]
pub fn id_in_name(id: &str) -> String {
    name::shown_id(id)
}
