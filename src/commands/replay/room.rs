//! How many bytes of payloads are held in memory at once, wherever they are on their way.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The most bytes that are held; a payload that is larger is held alone.
const MOST: usize = 64 << 20;

/// Room for payloads that are read ahead, wait, are under way, or are to be told of.
#[derive(Clone)]
pub(super) struct Room(Arc<(Mutex<usize>, Condvar)>);

/// The part of a room that one payload takes; it is free again once this is dropped.
pub(super) struct Share {
    room: Room,
    bytes: usize,
}

impl Room {
    pub(super) fn new() -> Self {
        Self(Arc::new((Mutex::new(MOST), Condvar::new())))
    }

    /// Waits until there is room for a payload of so many bytes.
    pub(super) fn take(&self, bytes: usize) -> Share {
        let bytes = bytes.min(MOST);
        let left = self.0.1.wait_while(self.left(), |left| *left < bytes);
        *left.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Share { room: self.clone(), bytes }
    }

    fn left(&self) -> MutexGuard<'_, usize> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        *self.room.left() += self.bytes;
        self.room.0.1.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn what_is_too_large_waits_until_it_is_alone() {
        let room = Room::new();
        let (one, other) = (room.take(MOST / 2), room.take(MOST / 2));
        let waits = thread::spawn({
            let room = room.clone();
            move || drop(room.take(usize::MAX))
        });
        assert_eq!(*room.left(), 0);
        drop(one);
        assert!(!waits.is_finished());
        drop(other);
        waits.join().unwrap();
        assert_eq!(*room.left(), MOST);
    }
}
