//! What there is to show, and the way it takes to the teller.

use std::sync::mpsc::{SyncSender, TrySendError};
use std::time::{Duration, Instant};

use crate::capture::Capture;
use crate::commands::judge::Arrived;
use crate::delivery::Delivery;
use crate::entry::Answered;
use crate::server::Refusal;
use crate::transaction::Logged;

/// What there is to show, in the order that it happened.
pub(super) enum Shown {
    /// A capture that was answered.
    Capture(Box<(Capture, Arrived)>),
    /// What became of a capture that was forwarded.
    Delivered(Box<Delivered>),
    /// A request that was not let in.
    Refused(Box<Refusal>),
    /// Something that went wrong, or goes well again.
    Trouble(Trouble),
    /// So many captures were kept and answered, but came faster than the output was read.
    Left(usize),
}

/// A capture that was forwarded, and what came of it.
pub(super) struct Delivered {
    /// What was sent on.
    pub capture: Capture,
    /// What the target said.
    pub delivery: Delivery,
    /// What to try.
    pub hint: Option<&'static str>,
    /// What the sender was answered.
    pub answered: Answered,
}

/// Something that went wrong beside the captures.
pub(super) struct Trouble {
    /// What, in one line.
    pub what: String,
    /// What to try.
    pub hint: Option<&'static str>,
    /// What Dime.Scheduler would log, when it is about that.
    pub logged: Option<Logged>,
}

impl Trouble {
    /// Trouble that there is nothing to do about.
    pub(super) fn of(what: &str) -> Self {
        Self { what: what.to_owned(), hint: None, logged: None }
    }

    /// What Dime.Scheduler would log of what it was answered.
    pub(super) fn logged(logged: Logged) -> Self {
        let what = format!("Dime.Scheduler would log {}", logged.text);
        Self { what, hint: Some(logged.then), logged: Some(logged) }
    }

    /// The same with what to try.
    pub(super) fn with(self, hint: Option<&'static str>) -> Self {
        Self { hint, ..self }
    }
}

/// How often captures that could not be shown are told of: a line for each would be one more
/// thing that the output does not keep up with.
const PAUSE: Duration = Duration::from_secs(1);

/// The way to the teller: it never waits, and counts what does not fit.
pub(super) struct ToTeller {
    told: SyncSender<Shown>,
    not_shown: usize,
    /// When the first of them was passed over.
    since: Option<Instant>,
}

impl ToTeller {
    pub(super) fn new(told: SyncSender<Shown>) -> Self {
        Self { told, not_shown: 0, since: None }
    }

    /// Hands on what is to be shown. When the output does not keep up it is counted instead.
    pub(super) fn tell(&mut self, shown: Shown) {
        if self.since.is_some_and(|since| since.elapsed() >= PAUSE) {
            self.tell_not_shown();
        }
        if let Err(TrySendError::Full(_)) = self.told.try_send(shown) {
            self.not_shown += 1;
            self.since.get_or_insert_with(Instant::now);
        }
    }

    /// Hands on trouble that there is nothing to do about.
    pub(super) fn trouble(&mut self, what: &str) {
        self.tell(Shown::Trouble(Trouble::of(what)));
    }

    /// Hands on how many were not shown since this was told last.
    pub(super) fn tell_not_shown(&mut self) {
        if self.not_shown > 0 && self.told.try_send(Shown::Left(self.not_shown)).is_ok() {
            (self.not_shown, self.since) = (0, None);
        }
    }
}
