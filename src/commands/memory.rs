//! What was seen last of each appointment: where its body lies, or the body itself when nothing is
//! kept on disk.

use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::appointment::{Appointment, Identity, Register};
use crate::board_action::{Past, Route, State};
use crate::capture::Capture;
use crate::check::Payload;
use crate::commands::judge::Remembered;
use crate::content::{Content, Declared};
use crate::error::Error;
use crate::store::{self, Lies, Lying};
use crate::wall::WallTime;

/// How many appointments are remembered when their bodies must be held in memory.
const MOST_IN_MEMORY: usize = 2000;

/// How many states of one appointment are known again when they come again.
const MOST_STATES: usize = 16;

/// The last state of every appointment that was seen, over restarts too.
#[derive(Debug)]
pub(super) struct Memory {
    dir: PathBuf,
    /// How many appointments have room when their bodies must be held in memory.
    room: usize,
    /// Whether there was no room for one.
    is_full: bool,
    /// Who is who in this run, and the name that each is remembered by.
    who: Register,
    names: Vec<String>,
    /// What was seen in this run, by name.
    seen: HashMap<String, Seen>,
    /// Where the bodies received last before this run lie, in the order in which they came first.
    before: HashMap<String, Vec<Lies>>,
}

/// An appointment, and the name that it is shown by.
#[derive(Clone, Debug)]
pub(super) struct Who {
    identity: Identity,
    /// As it was sent.
    name: String,
}

impl Who {
    /// Whose payload it is; none when it has no name.
    pub(super) fn of(appointment: &Appointment<'_>) -> Option<Self> {
        let name = appointment.name()?.into_owned();
        Some(Self { identity: Identity::of(appointment), name })
    }
}

/// What was seen of one appointment.
#[derive(Debug)]
struct Seen {
    last: Last,
    /// Whether it was deleted with that.
    is_deleted: bool,
    /// Its states, the newest last.
    states: VecDeque<State>,
}

/// What stands on the board, as far as is known.
#[derive(Debug)]
enum Last {
    /// The body lies in a file of the capture folder.
    File(PathBuf, Declared),
    /// Nothing is kept on disk.
    Body(Bytes, Declared),
}

/// One that begins empty, for a run that keeps nothing.
impl Default for Memory {
    fn default() -> Self {
        Self {
            dir: PathBuf::new(),
            room: MOST_IN_MEMORY,
            is_full: false,
            who: Register::default(),
            names: Vec::new(),
            seen: HashMap::new(),
            before: HashMap::new(),
        }
    }
}

impl Memory {
    /// What a capture folder remembers, and how its requests name a kind of change.
    ///
    /// # Errors
    /// [`Error::Read`] when its journal cannot be read.
    pub(super) fn of(
        dir: &Path,
        route: impl Fn(&Lying<'_>) -> Option<Route>,
    ) -> Result<Self, Error> {
        let before = store::latest(dir, MOST_STATES, route)?;
        Ok(Self { dir: dir.to_owned(), before, ..Self::default() })
    }

    /// One that begins empty and has room for so many appointments whose bodies must be held in
    /// memory.
    pub(super) fn with_room(room: usize) -> Self {
        Self { room, ..Self::default() }
    }

    /// Whether there was no room for an appointment.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// What was seen of an appointment; none when nothing was, or its payload is gone.
    pub(super) fn recall(&mut self, who: &Who) -> Option<Remembered> {
        let name = self.name(who);
        if !self.seen.contains_key(&name)
            && let Some(seen) =
                self.of_earlier_runs(&name).or_else(|| self.of_earlier_runs(&who.name))
        {
            self.seen.insert(name.clone(), seen);
        }
        let seen = self.seen.get(&name)?;
        let (body, declared) = match &seen.last {
            Last::File(path, declared) => (store::read(path).ok()?.into(), declared.clone()),
            Last::Body(body, declared) => (body.clone(), declared.clone()),
        };
        let states = seen.states.iter().copied().collect();
        Some(Remembered { body, declared, past: Past { states, is_deleted: seen.is_deleted } })
    }

    /// The name that an appointment is remembered by: the first of it that was seen.
    pub(super) fn name(&mut self, who: &Who) -> String {
        let places = self.who.places(&who.identity);
        let Some(&own) = places.first() else { return who.name.clone() };
        if own as usize == self.names.len() {
            self.names.push(who.name.clone());
        }
        // When two turn out to be one, what is known of either is known of it.
        let names = places.iter().map(|place| &self.names[*place as usize]);
        let known = names.clone().find(|name| self.seen.contains_key(*name));
        let name = known.cloned().unwrap_or_else(|| self.names[own as usize].clone());
        self.names[own as usize].clone_from(&name);
        name
    }

    /// What the capture folder has of an appointment. The names of its files show only part of a
    /// long name, and older journals have no more: so each body is asked whose it is.
    fn of_earlier_runs(&self, name: &str) -> Option<Seen> {
        let lies = self.before.get(name).or_else(|| self.before.get(&store::id_in_name(name)))?;
        let body = |one: &Lies| Kept::read(name, one, one.path(&self.dir, name));
        let bodies: Vec<_> = lies.iter().filter_map(body).collect();
        let states = bodies.iter().map(|one| one.state).collect();
        let newest = bodies.into_iter().reduce(|newest, next| {
            // Those that came late are passed over.
            if newest.is_after(&next) { newest } else { next }
        })?;
        let is_deleted = newest.state.deletes();
        Some(Seen { last: Last::File(newest.path, newest.declared), is_deleted, states })
    }

    /// Remembers a state of an appointment, and as the last one when it is what stands now.
    pub(super) fn remember(&mut self, who: &Who, capture: &Capture, state: State, is_last: bool) {
        let name = self.name(who);
        let declared = Declared::of(capture);
        let last = match &capture.origin.path {
            Some(path) => Last::File(path.clone(), declared),
            None if self.seen.len() < self.room || self.seen.contains_key(&name) => {
                Last::Body(capture.body.clone(), declared)
            }
            None => {
                self.is_full = true;
                return;
            }
        };
        let is_deleted = state.deletes();
        let Some(seen) = self.seen.get_mut(&name) else {
            self.seen.insert(name, Seen { last, is_deleted, states: [state].into() });
            return;
        };
        // A retry that is sent over and over must not push the others out.
        if !seen.states.contains(&state) {
            seen.states.push_back(state);
        }
        if seen.states.len() > MOST_STATES {
            seen.states.pop_front();
        }
        if is_last {
            (seen.last, seen.is_deleted) = (last, is_deleted);
        }
    }
}

/// A body of an earlier run.
struct Kept {
    path: PathBuf,
    declared: Declared,
    state: State,
    modified: Option<WallTime>,
}

impl Kept {
    /// What a file holds of an appointment; none when it is of another one, or of none.
    fn read(name: &str, lies: &Lies, path: PathBuf) -> Option<Self> {
        let declared = lies.declared();
        let body: Bytes = store::read(&path).ok()?.into();
        let content = Content::read(&body, &declared);
        let payload = Payload::of_content(&content);
        let document = payload.document();
        let appointment = Appointment::of(document.as_ref().ok()?)?;
        if appointment.name().as_deref() != Some(name) {
            return None;
        }
        let state = State::of(&appointment, lies.route());
        let modified = appointment.last_modified();
        drop(document);
        drop(payload);
        drop(content);
        Some(Self { path, declared, state, modified })
    }

    fn is_after(&self, other: &Self) -> bool {
        let order = self.modified.as_ref().zip(other.modified.as_ref());
        order.and_then(|(own, other)| own.order(other)) == Some(Ordering::Greater)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Origin;
    use crate::json::Document;

    fn who(payload: &str) -> Who {
        let document = Document::parse(payload).unwrap();
        Who::of(&Appointment::of(&document).unwrap()).unwrap()
    }

    /// A state unlike others.
    fn state(number: u64) -> State {
        let payload = format!(r#"{{"Importance":{number}}}"#);
        let document = Document::parse(&payload).unwrap();
        State::of(&Appointment::of(&document).unwrap(), None)
    }

    fn numbered(number: &str) -> Who {
        who(&format!(r#"{{"AppointmentNo":"{number}"}}"#))
    }

    #[test]
    fn what_names_it_differently_is_the_same_appointment() {
        let mut memory = Memory::default();
        let capture = |body: &'static str| Capture::of_body(Origin::default(), body.into());
        memory.remember(&who(r#"{"AppointmentNo":"A","Id":1}"#), &capture("first"), state(1), true);
        let without_number = who(r#"{"Id":1}"#);
        assert_eq!(memory.recall(&without_number).unwrap().body, "first");
        memory.remember(&without_number, &capture("second"), state(2), true);
        assert_eq!(memory.recall(&numbered("a")).unwrap().body, "second");
        assert!(memory.recall(&who(r#"{"Id":2}"#)).is_none());
    }

    #[test]
    fn without_a_folder_only_so_many_appointments_are_remembered() {
        let mut memory = Memory::default();
        for number in 0..MOST_IN_MEMORY + 5 {
            let body = Bytes::from(number.to_string());
            let capture = Capture::of_body(Origin::default(), body);
            memory.remember(&numbered(&number.to_string()), &capture, state(0), true);
        }
        assert_eq!(memory.seen.len(), MOST_IN_MEMORY);
        assert_eq!(memory.recall(&numbered("7")).unwrap().body, "7");
        assert!(memory.recall(&numbered(&MOST_IN_MEMORY.to_string())).is_none());
        assert!(memory.is_full());
    }

    #[test]
    fn a_body_that_is_gone_from_the_folder_is_not_seen() {
        let mut memory = Memory::default();
        let gone = Origin { path: Some("/nowhere/000001-A.json".into()), ..Origin::default() };
        memory.remember(&numbered("A"), &Capture::of_body(gone, "{}".into()), state(0), true);
        assert!(memory.recall(&numbered("A")).is_none());
    }

    #[test]
    fn only_so_many_states_are_known_again_and_what_is_late_does_not_stand() {
        let mut memory = Memory::default();
        for number in 0..40 {
            let capture = Capture::of_body(Origin::default(), Bytes::from(number.to_string()));
            memory.remember(&numbered("A"), &capture, state(number), number < 39);
        }
        let remembered = memory.recall(&numbered("A")).unwrap();
        assert_eq!(remembered.body, "38");
        assert_eq!(remembered.past.states, (24..40).map(state).collect::<Vec<_>>());
    }
}
