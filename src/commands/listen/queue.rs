//! A queue between two threads that holds so much and no more, by number and by bytes.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What has a size in memory.
pub(super) trait Load {
    /// How many bytes it holds.
    fn bytes(&self) -> usize;
}

/// How much a queue holds.
const MOST: usize = 4096;
/// How many bytes that has in all; more is held when it is one alone.
const MOST_BYTES: usize = 16 << 20;

/// The end of a queue that things are put into; dropped, nothing more will come.
pub(super) struct In<T>(Arc<Shared<T>>);

/// The end of a queue that things are taken from.
pub(super) struct Out<T>(Arc<Shared<T>>);

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    waiting: VecDeque<T>,
    bytes: usize,
    has_ended: bool,
}

/// Both ends of a queue that is empty.
pub(super) fn queue<T>() -> (In<T>, Out<T>) {
    let state = State { waiting: VecDeque::new(), bytes: 0, has_ended: false };
    let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
    (In(Arc::clone(&shared)), Out(shared))
}

impl<T: Load> In<T> {
    /// Puts one in as soon as there is room, and waits so long for that. Whether it is in.
    pub(super) fn put(&self, one: T, patience: Duration) -> bool {
        let (bytes, until) = (one.bytes(), Instant::now() + patience);
        let mut state = self.0.state();
        while !state.has_room(bytes) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.0.wait(state, Some(left));
        }
        state.bytes += bytes;
        state.waiting.push_back(one);
        self.0.changed.notify_all();
        true
    }
}

impl<T: Load> Out<T> {
    /// The next one, when it is there already.
    pub(super) fn take_now(&self) -> Option<T> {
        self.0.take(&mut self.0.state())
    }

    /// The next one; none when no more will come.
    pub(super) fn take(&self) -> Option<T> {
        let mut state = self.0.state();
        loop {
            let next = self.0.take(&mut state);
            if next.is_some() || state.has_ended {
                return next;
            }
            state = self.0.wait(state, None);
        }
    }
}

impl<T> Drop for In<T> {
    fn drop(&mut self) {
        self.0.state().has_ended = true;
        self.0.changed.notify_all();
    }
}

impl<T: Load> State<T> {
    fn has_room(&self, bytes: usize) -> bool {
        self.waiting.is_empty() || self.waiting.len() < MOST && self.bytes + bytes <= MOST_BYTES
    }
}

impl<T> Shared<T> {
    /// Nothing is held half changed when a thread panics.
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(
        &self,
        state: MutexGuard<'s, State<T>>,
        most: Option<Duration>,
    ) -> MutexGuard<'s, State<T>> {
        match most {
            Some(most) => {
                let waited = self.changed.wait_timeout(state, most);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
        }
    }
}

impl<T: Load> Shared<T> {
    fn take(&self, state: &mut State<T>) -> Option<T> {
        let next = state.waiting.pop_front()?;
        state.bytes -= next.bytes();
        self.changed.notify_all();
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    struct Sized(usize);

    impl Load for Sized {
        fn bytes(&self) -> usize {
            self.0
        }
    }

    const NOW: Duration = Duration::ZERO;

    #[test]
    fn it_holds_so_many_and_so_many_bytes_but_always_one() {
        let (put, taken) = queue();
        assert!(put.put(Sized(MOST_BYTES + 1), NOW), "one alone");
        assert!(!put.put(Sized(0), NOW));
        assert_eq!(taken.take().map(|one| one.0), Some(MOST_BYTES + 1));
        assert!((0..MOST).all(|_| put.put(Sized(1), NOW)));
        assert!(!put.put(Sized(1), NOW));
        assert!(taken.take_now().is_some());
        assert!(!put.put(Sized(MOST_BYTES), NOW));
        assert!(put.put(Sized(1), NOW));
    }

    #[test]
    fn who_is_patient_gets_the_room_that_another_makes() {
        let (put, taken) = queue();
        assert!(put.put(Sized(MOST_BYTES), NOW));
        let taking = thread::spawn(move || [taken.take(), taken.take()].map(|one| one.unwrap().0));
        assert!(put.put(Sized(7), Duration::from_mins(1)));
        assert_eq!(taking.join().unwrap(), [MOST_BYTES, 7]);
    }

    #[test]
    fn what_is_in_it_comes_out_after_its_end() {
        let (put, taken) = queue();
        assert!(put.put(Sized(1), NOW) && put.put(Sized(2), NOW));
        drop(put);
        assert_eq!(taken.take().map(|one| one.0), Some(1));
        assert_eq!(taken.take().map(|one| one.0), Some(2));
        assert!(taken.take().is_none() && taken.take_now().is_none());
    }
}
