//! The newest body of each appointment in a capture folder, told by the names of the files alone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::journal::JOURNAL;
use super::line::{CAPTURE, Head};
use super::lines::{Lines, open};
use super::name;
use crate::error::Error;

/// Where the newest body of each appointment lies, by [`id_in_name`]. No body is read.
///
/// # Errors
/// [`Error::Read`] when the journal cannot be read.
pub fn latest(dir: &Path) -> Result<HashMap<String, PathBuf>, Error> {
    let mut latest = HashMap::new();
    for line in Lines::of(open(&dir.join(JOURNAL))?) {
        let line = line.map_err(|error| Error::Read(dir.join(JOURNAL), error))?;
        // A line that cannot be read was told of when the folder was opened.
        let Ok(head) = serde_json::from_slice::<Head<'_>>(line.text()) else { continue };
        let Some(file) = head.file.filter(|_| head.kind == CAPTURE && head.complete) else {
            continue;
        };
        if let Some(id) = name::id_of_body(&file) {
            latest.insert(id.to_owned(), dir.join(&*file));
        }
    }
    Ok(latest)
}

/// An appointment's number or id as the names of its files show it.
#[must_use]
pub fn id_in_name(id: &str) -> String {
    name::shown_id(id)
}
