//! The last bodies of each appointment in a capture folder, told by the journal alone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::journal::JOURNAL;
use super::line::{CAPTURE, Lying};
use super::lines::{Lines, open};
use super::{Body, name};
use crate::content::Declared;
use crate::error::Error;

/// Where a body lies in a capture folder, and how it is to be read. Small: there may be one for
/// every capture.
#[derive(Debug)]
pub struct Lies {
    seq: u64,
    declared: Option<Box<Declared>>,
}

impl Lies {
    /// The path of the body, in a folder, of an appointment by its name.
    #[must_use]
    pub fn path(&self, dir: &Path, id: &str) -> PathBuf {
        dir.join(name::file_name(self.seq, Body::Json(Some(id)), true))
    }

    /// What its sender said of it.
    #[must_use]
    pub fn declared(&self) -> Declared {
        self.declared.as_deref().cloned().unwrap_or_default()
    }
}

/// How many bodies of one appointment are told of: the last one may have come late, and the next
/// may be one of them again.
const STATES: usize = 4;

/// Where the last bodies of each appointment lie, in the order received, by its name; by
/// [`id_in_name`] where the journal is older than the whole name in it. No body is read.
///
/// # Errors
/// [`Error::Read`] when the journal cannot be read.
pub fn latest(dir: &Path) -> Result<HashMap<String, Vec<Lies>>, Error> {
    let mut latest = HashMap::new();
    for line in Lines::of(open(&dir.join(JOURNAL))?) {
        let line = line.map_err(|error| Error::Read(dir.join(JOURNAL), error))?;
        // A line that cannot be read was told of when the folder was opened.
        let Ok(lying) = serde_json::from_slice::<Lying<'_>>(line.text()) else { continue };
        let Some(file) = &lying.file else { continue };
        // A name without a letter or a digit of ASCII is in no file's name.
        let name = lying.appointment.as_deref().or_else(|| name::id_of_body(file));
        let name = name.filter(|_| lying.kind == CAPTURE && lying.complete);
        if let Some((name, seq)) = name.zip(name::seq_of_body(file)) {
            let states = latest.entry(name.to_owned()).or_insert_with(|| Vec::with_capacity(1));
            if states.len() == STATES {
                states.remove(0);
            }
            let declared = Some(lying.declared()).filter(|one| *one != Declared::default());
            states.push(Lies { seq, declared: declared.map(Box::new) });
        }
    }
    Ok(latest)
}

/// An appointment's number or id as the names of its files show it.
#[must_use]
pub fn id_in_name(id: &str) -> String {
    name::shown_id(id)
}
