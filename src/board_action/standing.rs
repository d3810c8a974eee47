//! How a payload stands to what was seen before of its appointment.

use std::cmp::Ordering;

use super::step;
use crate::appointment::{Appointment, key};
use crate::change::Change;
use crate::compare::digest;

/// How a payload stands to what was seen before. Failed posts are sent again, so duplicates and
/// late payloads are normal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The first payload seen of this appointment, which may have existed long before.
    FirstSight,
    /// The same state as before: most likely a retry.
    Duplicate,
    /// Older than what was seen, by the date it was last modified.
    Late,
    /// A change that came from the back office, sent back out.
    Echo,
}

impl Standing {
    /// The word on screen and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FirstSight => "first sight",
            Self::Duplicate => "duplicate",
            Self::Late => "late",
            Self::Echo => "echo",
        }
    }
}

/// How a payload stands to the newest one seen before of its appointment; nothing for the usual
/// case, the next state. Whether its state was seen before that one is known to who remembers.
#[must_use]
pub fn standing(
    before: Option<&Appointment<'_>>,
    after: &Appointment<'_>,
    changes: &[Change<'_>],
    was_seen: bool,
) -> Vec<Standing> {
    // A failed call may be in the retry's list of transactions.
    let is_same = changes.iter().all(step::is_of_transactions) || was_seen;
    let standings = [
        (Standing::FirstSight, before.is_none()),
        (Standing::Duplicate, before.is_some() && is_same),
        (Standing::Late, before.is_some_and(|before| is_late(before, after))),
        (Standing::Echo, after.is_echo()),
    ];
    standings.into_iter().filter(|(_, stands)| *stands).map(|(standing, _)| standing).collect()
}

/// What tells one state of an appointment from another, and the same for a retry of it.
#[must_use]
pub fn state(appointment: &Appointment<'_>) -> u64 {
    digest(appointment.payload(), &[key::TRANSACTIONS])
}

/// Whether a payload is older than one seen before.
#[must_use]
pub fn is_late(before: &Appointment<'_>, after: &Appointment<'_>) -> bool {
    let order = || after.last_modified()?.order(&before.last_modified()?);
    order() == Some(Ordering::Less)
}
