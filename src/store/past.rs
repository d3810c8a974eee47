//! What a run did before, as another that goes on with it asks.

use std::collections::HashMap;

use super::lines::Raw;
use super::run_line::{RunKey, RunState, Started, of_line};

/// What a run did before.
#[derive(Debug)]
pub struct Past {
    /// How it was started.
    pub started: Started,
    /// The lines of its journal that cannot be read, counted from 1: each may tell that a payload
    /// was sent.
    pub broken: Vec<usize>,
    states: States,
    /// Payloads that were found by their bytes, by the place that they had before.
    moved: HashMap<u64, RunKey>,
}

/// How far each payload came, and whether it was asked for.
#[derive(Debug, Default)]
struct States {
    states: HashMap<u64, (RunState, bool)>,
    /// Where payloads of the same bytes came from.
    places: HashMap<u64, Vec<Box<str>>>,
}

impl States {
    /// Notes how far a payload came: the last word counts.
    fn note(&mut self, key: &RunKey, state: RunState) {
        if self.states.insert(key.hash(), (state, false)).is_none() {
            self.places.entry(key.body()).or_default().push(key.name().into());
        }
    }

    /// How far the payload of that place came, unless it was asked for before.
    fn take(&mut self, key: &RunKey) -> Option<RunState> {
        let (state, is_there) = self.states.get_mut(&key.hash())?;
        (!std::mem::replace(is_there, true)).then_some(*state)
    }

    /// The key of a payload of the same bytes that nobody asked for, and how far it came.
    fn take_elsewhere(&mut self, key: &RunKey) -> Option<(RunKey, RunState)> {
        while let Some(place) = self.places.get_mut(&key.body())?.pop() {
            let other = key.named(place.into());
            if let Some(state) = self.take(&other) {
                return Some((other, state));
            }
        }
        None
    }
}

impl Past {
    /// That of a run of which nothing but its start is known.
    pub(super) fn of(started: Started) -> Self {
        let (broken, moved) = (Vec::new(), HashMap::new());
        Self { started, broken, states: States::default(), moved }
    }

    /// Takes in what a line of the journal tells. A payload that is sent again is begun again, and
    /// so may be a run with other options: the last line counts.
    pub(super) fn tell(&mut self, line: &Raw) {
        if let Some((payload, state)) = of_line(&line.bytes) {
            self.states.note(&payload, state);
        } else if let Some(started) = Started::of_line(&line.bytes) {
            self.started = started;
        } else if !line.is_blank() {
            self.broken.push(line.before + 1);
        }
    }

    /// How far a payload came; none when it was not sent at all. What is asked for is there.
    ///
    /// One that stands elsewhere by now is known by its bytes, each once, and gets the key that it
    /// had: lines may have come before it, and it is not sent twice for that.
    pub fn state(&mut self, key: &mut RunKey) -> Option<RunState> {
        if let Some(state) = self.states.take(key) {
            return Some(state);
        }
        if let Some((before, state)) = self.states.take_elsewhere(key) {
            let now = std::mem::replace(key, before);
            self.moved.insert(key.hash(), now);
            return Some(state);
        }
        // Another of the same bytes was taken for this one, which takes its place.
        if let Some(now) = self.moved.remove(&key.hash()) {
            *key = now;
        }
        None
    }

    /// How many payloads stand elsewhere by now.
    #[must_use]
    pub fn moved(&self) -> usize {
        self.moved.len()
    }

    /// How many payloads came this far.
    #[must_use]
    pub fn count(&self, state: RunState) -> usize {
        self.states.states.values().filter(|(own, _)| *own == state).count()
    }

    /// How many came this far that nobody asked for: they are not there any more.
    #[must_use]
    pub fn gone(&self, state: RunState) -> usize {
        self.states.states.values().filter(|own| **own == (state, false)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(place: &str, body: &str) -> RunKey {
        RunKey::of(place, 1, 1, false, body.as_bytes())
    }

    fn past(states: &[(&str, &str, RunState)]) -> Past {
        let started = Started {
            at: String::new(),
            folder: String::new(),
            sources: Vec::new(),
            newest: Vec::new(),
            options: std::collections::BTreeMap::new(),
            headers: Vec::new(),
        };
        let mut past = Past::of(started);
        for (place, body, state) in states {
            past.states.note(&key(place, body), *state);
        }
        past
    }

    #[test]
    fn what_stands_elsewhere_is_known_by_its_bytes_each_once() {
        use RunState::{Accepted, Failed};
        let mut past = past(&[("1", "a", Accepted), ("2", "b", Failed), ("3", "a", Accepted)]);
        for (place, body, state, before) in [
            ("1", "new", None, "1"),
            ("2", "a", Some(Accepted), "3"),
            ("3", "b", Some(Failed), "2"),
            ("4", "a", Some(Accepted), "1"),
            ("5", "a", None, "5"),
        ] {
            let mut own = key(place, body);
            assert_eq!(past.state(&mut own), state, "{place}");
            assert_eq!(own, key(before, body), "{place}");
        }
        assert_eq!((past.moved(), past.gone(Failed)), (3, 0));
    }

    #[test]
    fn what_has_its_place_is_taken_for_no_other() {
        let mut past = past(&[("2", "a", RunState::Accepted)]);
        let (mut first, mut second) = (key("1", "a"), key("2", "a"));
        assert_eq!(past.state(&mut first), Some(RunState::Accepted));
        assert_eq!(past.state(&mut second), None);
        assert_eq!((first, second), (key("2", "a"), key("1", "a")), "one for the other");
        assert_eq!(past.moved(), 0);
    }
}
