//! The passage to a thread that may be slower: what finds no room is counted, and told of later.

use std::time::{Duration, Instant};

use super::queue::{In, Load};

/// How often it is told of: a line for each would be one more thing that finds no room.
const PAUSE: Duration = Duration::from_secs(1);

/// What can stand for those that found no room.
pub(super) trait Passed: Load {
    /// So many of them.
    fn passed(count: usize) -> Self;
}

/// The passage to another thread.
pub(super) struct Passage<T: Passed> {
    queue: In<T>,
    /// How long it waits for room.
    patience: Duration,
    passed: usize,
    /// When the first of them found no room.
    since: Option<Instant>,
}

impl<T: Passed> Passage<T> {
    pub(super) fn new(queue: In<T>, patience: Duration) -> Self {
        Self { queue, patience, passed: 0, since: None }
    }

    /// Hands one on; false when it is passed over.
    pub(super) fn tell(&mut self, one: T) -> bool {
        if self.since.is_some_and(|since| since.elapsed() >= PAUSE) {
            self.tell_passed();
        }
        let is_told = self.queue.put(one, self.patience);
        if !is_told {
            self.passed += 1;
            self.since.get_or_insert_with(Instant::now);
        }
        is_told
    }

    /// Hands on how many were passed over since this was told last.
    pub(super) fn tell_passed(&mut self) {
        if self.passed > 0 && self.queue.put(T::passed(self.passed), Duration::ZERO) {
            (self.passed, self.since) = (0, None);
        }
    }
}
