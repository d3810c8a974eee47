//! The last bodies of each appointment in a capture folder, each once, told by the journal alone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::journal::JOURNAL;
use super::line::{CAPTURE, Lying};
use super::lines::{Lines, open};
use super::{Body, name};
use crate::board_action::Route;
use crate::content::Declared;
use crate::error::Error;

/// Where a body lies in a capture folder, and how it is to be read. Small: there may be one for
/// every capture.
#[derive(Debug)]
pub struct Lies {
    seq: u64,
    /// What tells its body from others; none where the journal does not say.
    digest: Option<u64>,
    declared: Option<Box<Declared>>,
    route: Option<Route>,
}

impl Lies {
    /// The path of the body, in a folder, of an appointment by its name.
    #[must_use]
    pub fn path(&self, dir: &Path, id: &str) -> PathBuf {
        dir.join(name::file_name(self.seq, Body::Json(Some(id)), true))
    }

    /// The kind of change that its request named.
    #[must_use]
    pub fn route(&self) -> Option<Route> {
        self.route
    }

    /// What its sender said of it.
    #[must_use]
    pub fn declared(&self) -> Declared {
        self.declared.as_deref().cloned().unwrap_or_default()
    }
}

/// Where the last bodies of each appointment lie, by its name; by [`id_in_name`] where the journal
/// is older than the whole name in it. There are at most so many of one, in the order in which they
/// came first: one that comes again pushes no other out. No body is read. What kind of change a
/// request names is for the caller to know.
///
/// # Errors
/// [`Error::Read`] when the journal cannot be read.
pub fn latest(
    dir: &Path,
    most: usize,
    route: impl Fn(&Lying<'_>) -> Option<Route>,
) -> Result<HashMap<String, Vec<Lies>>, Error> {
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
            let digest = lying.digest();
            let route = route(&lying);
            let declared = Some(lying.declared()).filter(|one| *one != Declared::default());
            let lies = Lies { seq, digest, declared: declared.map(Box::new), route };
            add(states, lies, most);
        }
    }
    Ok(latest)
}

fn add(states: &mut Vec<Lies>, lies: Lies, most: usize) {
    let is_same = |state: &&mut Lies| {
        lies.digest.is_some() && state.digest == lies.digest && state.route == lies.route
    };
    if let Some(same) = states.iter_mut().find(is_same) {
        // The file that is the last to be deleted.
        *same = lies;
        return;
    }
    if states.len() == most {
        states.remove(0);
    }
    states.push(lies);
}

/// An appointment's number or id as the names of its files show it.
#[must_use]
pub fn id_in_name(id: &str) -> String {
    name::shown_id(id)
}
