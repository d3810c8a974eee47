//! Where the head of the next request is laid down, and how much may come before its answer.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

/// What to send instead of the head that comes next.
pub(in crate::client) struct Head {
    /// The bytes of the head, with the empty line behind it.
    pub bytes: Bytes,
    /// How many bytes of body follow.
    pub body: usize,
}

/// How much may come before the head of an answer is whole: more than any head that is read, and
/// little enough to be read while nobody looks at the clock.
const BEFORE_AN_ANSWER: usize = 1 << 20;

/// Where the head of the next request is laid down before hyper is asked to send it.
#[derive(Clone, Default)]
pub(in crate::client) struct Slot(Arc<Mutex<Exchange>>);

/// What the stream has to know of a request and its answer.
#[derive(Default)]
struct Exchange {
    head: Option<Head>,
    /// How much may still come before the head of the answer is whole; none when it is.
    left: Option<usize>,
    /// Whether something of the request was handed to the system.
    is_on_its_way: bool,
    /// Whether something came since.
    has_come: bool,
}

/// Interim answers without an end: hyper reads them all, and lets nobody else have the thread.
#[derive(Debug)]
pub(in crate::client) struct Flood;

impl fmt::Display for Flood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("1 MiB came, and it has not begun")
    }
}

impl Error for Flood {}

impl Slot {
    pub(in crate::client) fn put(&self, head: Head) {
        let left = Some(BEFORE_AN_ANSWER);
        *self.lock() = Exchange { head: Some(head), left, is_on_its_way: false, has_come: false };
    }

    /// The head of the answer is whole.
    pub(in crate::client) fn is_answered(&self) {
        self.lock().left = None;
    }

    /// Whether something of the request was handed to the system.
    pub(in crate::client) fn is_on_its_way(&self) -> bool {
        self.lock().is_on_its_way
    }

    /// Whether nothing came since the request.
    pub(in crate::client) fn is_silent(&self) -> bool {
        !self.lock().has_come
    }

    /// Something of the request goes out.
    pub(super) fn went(&self) {
        self.lock().is_on_its_way = true;
    }

    pub(super) fn take(&self) -> Option<Head> {
        self.lock().head.take()
    }

    /// Counts what came in.
    pub(super) fn came(&self, bytes: usize) -> Result<(), Flood> {
        let mut exchange = self.lock();
        exchange.has_come |= bytes > 0;
        match &mut exchange.left {
            Some(left) if *left < bytes => Err(Flood),
            Some(left) => {
                *left -= bytes;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
