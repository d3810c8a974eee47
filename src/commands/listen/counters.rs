//! What a listener has done so far, counted by the threads that know.

use std::sync::{Arc, Mutex, PoisonError};

use crate::render::json::{Forwards, Listened};

/// Counts that the recorder, the teller and the printer share.
#[derive(Clone, Debug, Default)]
pub(super) struct Counters(Arc<Mutex<Counts>>);

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    kept: usize,
    refused: usize,
    judged: usize,
    /// Those that are wanted, when not all are.
    matched: Option<usize>,
    invalid: usize,
    appointments: usize,
    /// Those that were printed, or not wanted.
    shown: usize,
    is_out_of_time: bool,
    has_come: bool,
    forwards: Option<Forwards>,
}

impl Counters {
    /// A capture was kept and answered.
    pub(super) fn kept(&self) {
        self.change(|counts| counts.kept += 1);
    }

    /// A request was not let in.
    pub(super) fn refused(&self) {
        self.change(|counts| counts.refused += 1);
    }

    /// Not every capture is wanted: those that are will be counted.
    pub(super) fn is_choosy(&self) {
        self.change(|counts| counts.matched = Some(0));
    }

    /// A capture was judged; so many appointments have been seen by now. Returns how many
    /// captures were wanted so far.
    pub(super) fn judged(&self, is_wanted: bool, is_valid: bool, appointments: usize) -> u64 {
        self.change(|counts| {
            counts.judged += 1;
            counts.matched = counts.matched.map(|matched| matched + usize::from(is_wanted));
            counts.invalid += usize::from(!is_valid);
            counts.appointments = appointments;
        });
        let counts = self.counts();
        counts.matched.unwrap_or(counts.judged) as u64
    }

    /// What has become of the requests that were to be forwarded.
    pub(super) fn forwards(&self, forwards: Forwards) {
        self.change(|counts| counts.forwards = Some(forwards));
    }

    /// The time that the listener was given has run out.
    pub(super) fn out_of_time(&self) {
        self.change(|counts| counts.is_out_of_time = true);
    }

    /// What was waited for has come.
    pub(super) fn has_come(&self) {
        self.change(|counts| counts.has_come = true);
    }

    /// Whether the time ran out before what was waited for came.
    pub(super) fn is_out_of_time(&self) -> bool {
        let counts = self.counts();
        counts.is_out_of_time && !counts.has_come
    }

    /// So many captures were printed, or not wanted.
    pub(super) fn shown(&self, captures: usize) {
        self.change(|counts| counts.shown += captures);
    }

    /// The counts so far.
    pub(super) fn told(&self) -> Listened {
        let counts = self.counts();
        Listened {
            captures: counts.kept,
            matched: counts.matched,
            appointments: counts.appointments,
            invalid: counts.invalid,
            refused: counts.refused,
            not_judged: counts.kept.saturating_sub(counts.judged),
            not_shown: counts.kept.saturating_sub(counts.shown),
            forwards: counts.forwards,
        }
    }

    fn counts(&self) -> Counts {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
