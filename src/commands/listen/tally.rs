//! What a listener has done so far, counted by the two threads that know.

use std::sync::{Arc, Mutex, PoisonError};

use crate::render::json::Listened;

/// Counts that the recorder and the teller share.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally(Arc<Mutex<Counts>>);

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    kept: usize,
    refused: usize,
    shown: usize,
    invalid: usize,
    appointments: usize,
    /// Writes of the teller begun and ended: odd while it waits for its reader.
    writes: u64,
    is_out_of_time: bool,
}

impl Tally {
    /// A capture was kept and answered.
    pub(super) fn kept(&self) {
        self.change(|counts| counts.kept += 1);
    }

    /// A request was not let in.
    pub(super) fn refused(&self) {
        self.change(|counts| counts.refused += 1);
    }

    /// A capture was judged and shown; so many appointments have been seen by now. Returns how
    /// many captures were shown so far.
    pub(super) fn shown(&self, is_valid: bool, appointments: usize) -> u64 {
        self.change(|counts| {
            counts.shown += 1;
            counts.invalid += usize::from(!is_valid);
            counts.appointments = appointments;
        });
        self.counts().shown as u64
    }

    /// The time that the listener was given has run out.
    pub(super) fn out_of_time(&self) {
        self.change(|counts| counts.is_out_of_time = true);
    }

    /// Whether the time that the listener was given has run out.
    pub(super) fn is_out_of_time(&self) -> bool {
        self.counts().is_out_of_time
    }

    /// A write to stdout begins, or has ended.
    pub(super) fn write(&self) {
        self.change(|counts| counts.writes += 1);
    }

    /// Which write the teller is in, when it waits for its reader.
    pub(super) fn waits(&self) -> Option<u64> {
        let writes = self.counts().writes;
        (writes % 2 == 1).then_some(writes)
    }

    /// The counts so far.
    pub(super) fn told(&self) -> Listened {
        let counts = self.counts();
        Listened {
            captures: counts.kept,
            appointments: counts.appointments,
            invalid: counts.invalid,
            refused: counts.refused,
            not_shown: counts.kept - counts.shown,
        }
    }

    fn counts(&self) -> Counts {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
