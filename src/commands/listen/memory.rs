//! What was seen last of each appointment: where its body lies, or the body itself when nothing is
//! kept on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::appointment::Appointment;
use crate::board_action;
use crate::capture::Capture;
use crate::check::Payload;
use crate::content::{Content, Declared};
use crate::error::Error;
use crate::store::{self, Lies};

/// How many appointments are remembered when their bodies must be held in memory.
const MOST_IN_MEMORY: usize = 2000;

/// The last state of every appointment that was seen, over restarts too.
#[derive(Debug, Default)]
pub(super) struct Memory {
    dir: PathBuf,
    latest: HashMap<String, Latest>,
}

#[derive(Debug)]
enum Latest {
    /// The bodies received last before this run, in their order: the last of them may be late.
    Files(Vec<Lies>),
    /// The body lies in a file of the capture folder.
    File(Box<(PathBuf, Declared)>),
    /// Nothing is kept on disk.
    Body(Box<State>),
}

/// A body, and how it is to be read.
type State = (Bytes, Declared);

impl Memory {
    /// What a capture folder remembers.
    ///
    /// # Errors
    /// [`Error::Read`] when its journal cannot be read.
    pub(super) fn of(dir: &Path) -> Result<Self, Error> {
        let latest = store::latest(dir)?.into_iter();
        let latest = latest.map(|(id, files)| (id, Latest::Files(files))).collect();
        Ok(Self { dir: dir.to_owned(), latest })
    }

    /// The payload seen last of an appointment, and how it is to be read; none when there is none,
    /// or it is gone.
    pub(super) fn last_seen(&self, name: &str) -> Option<State> {
        let id = store::id_in_name(name);
        match self.latest.get(&id)? {
            Latest::Files(files) => {
                let state = |one: &Lies| state(&one.path(&self.dir, &id), one.declared());
                newest(files.iter().filter_map(state))
            }
            Latest::File(lies) => state(&lies.0, lies.1.clone()),
            Latest::Body(state) => Some(State::clone(state)),
        }
    }

    /// Remembers a payload as the last one of its appointment.
    pub(super) fn remember(&mut self, name: &str, capture: &Capture) {
        let id = store::id_in_name(name);
        let latest = match &capture.origin.path {
            Some(path) => Latest::File(Box::new((path.clone(), Declared::of(capture)))),
            None if self.latest.len() < MOST_IN_MEMORY || self.latest.contains_key(&id) => {
                Latest::Body(Box::new((capture.body.clone(), Declared::of(capture))))
            }
            None => return,
        };
        self.latest.insert(id, latest);
    }
}

fn state(path: &Path, declared: Declared) -> Option<State> {
    Some((store::read(path).ok()?.into(), declared))
}

/// The state that is left standing when those that came late are passed over.
fn newest(states: impl Iterator<Item = State>) -> Option<State> {
    states.reduce(|newest, next| if is_late(&newest, &next) { newest } else { next })
}

fn is_late((before, before_as): &State, (after, after_as): &State) -> bool {
    let (before, after) = (Content::read(before, before_as), Content::read(after, after_as));
    let (before, after) = (Payload::of_content(&before), Payload::of_content(&after));
    let (Ok(before), Ok(after)) = (before.document(), after.document()) else { return false };
    let both = Appointment::of(&before).zip(Appointment::of(&after));
    both.is_some_and(|(before, after)| board_action::is_late(&before, &after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Origin;

    #[test]
    fn without_a_folder_only_so_many_appointments_are_remembered() {
        let mut memory = Memory::default();
        for number in 0..MOST_IN_MEMORY + 5 {
            let body = Bytes::from(number.to_string());
            memory.remember(&number.to_string(), &Capture::of_body(Origin::default(), body));
        }
        assert_eq!(memory.latest.len(), MOST_IN_MEMORY);
        let (seen, _) = memory.last_seen("7").unwrap();
        assert_eq!(seen, "7");
        assert_eq!(memory.last_seen(&MOST_IN_MEMORY.to_string()), None);
    }

    #[test]
    fn a_body_that_is_gone_from_the_folder_is_not_seen() {
        let mut memory = Memory::default();
        let gone = Origin { path: Some("/nowhere/000001-A.json".into()), ..Origin::default() };
        memory.remember("A", &Capture::of_body(gone, "{}".into()));
        assert_eq!(memory.last_seen("A"), None);
    }
}
