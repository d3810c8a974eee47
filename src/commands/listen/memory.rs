//! What was seen last of each appointment: where its body lies, or the body itself when nothing is
//! kept on disk.

use std::collections::HashMap;
use std::path::PathBuf;

use bytes::Bytes;

use crate::capture::Capture;
use crate::content::Declared;
use crate::store;

/// How many appointments are remembered when their bodies must be held in memory.
const MOST_IN_MEMORY: usize = 2000;

/// The last state of every appointment that was seen, over restarts too.
#[derive(Debug, Default)]
pub(super) struct Memory(HashMap<String, (Latest, Declared)>);

#[derive(Debug)]
enum Latest {
    /// The body lies in a file of the capture folder.
    File(PathBuf),
    /// Nothing is kept on disk.
    Body(Bytes),
}

impl Memory {
    /// What a capture folder remembers.
    pub(super) fn of(latest: HashMap<String, (PathBuf, Declared)>) -> Self {
        let lying = |(path, declared)| (Latest::File(path), declared);
        Self(latest.into_iter().map(|(id, one)| (id, lying(one))).collect())
    }

    /// The payload seen last of an appointment, and how it is to be read; none when there is none,
    /// or it is gone.
    pub(super) fn last_seen(&self, name: &str) -> Option<(Bytes, Declared)> {
        let (latest, declared) = self.0.get(&store::id_in_name(name))?;
        let body = match latest {
            Latest::File(path) => store::read(path).ok().map(Bytes::from)?,
            Latest::Body(body) => body.clone(),
        };
        Some((body, declared.clone()))
    }

    /// Remembers a payload as the last one of its appointment.
    pub(super) fn remember(&mut self, name: &str, capture: &Capture) {
        let id = store::id_in_name(name);
        let latest = match &capture.origin.path {
            Some(path) => Latest::File(path.clone()),
            None if self.0.len() < MOST_IN_MEMORY || self.0.contains_key(&id) => {
                Latest::Body(capture.body.clone())
            }
            None => return,
        };
        self.0.insert(id, (latest, Declared::of(capture)));
    }
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
        assert_eq!(memory.0.len(), MOST_IN_MEMORY);
        let (seen, _) = memory.last_seen("7").unwrap();
        assert_eq!(seen, "7");
        assert_eq!(memory.last_seen(&MOST_IN_MEMORY.to_string()), None);
    }

    #[test]
    fn a_body_that_is_gone_from_the_folder_is_not_seen() {
        let memory = Memory::of(
            [("A".to_owned(), (PathBuf::from("/nowhere/1-A.json"), Declared::default()))].into(),
        );
        assert_eq!(memory.last_seen("A"), None);
    }
}
