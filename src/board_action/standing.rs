//! How a payload stands to what was seen before of its appointment.

use std::cmp::Ordering;

use super::step;
use crate::appointment::Appointment;
use crate::change::Change;

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
/// case, the next state.
#[must_use]
pub fn standing(
    before: Option<&Appointment<'_>>,
    after: &Appointment<'_>,
    changes: &[Change<'_>],
) -> Vec<Standing> {
    // A failed call may be in the retry's list of transactions.
    let is_same = || changes.iter().all(step::is_of_transactions);
    let place = match before {
        None => Some(Standing::FirstSight),
        Some(_) if is_same() => Some(Standing::Duplicate),
        Some(before) if is_late(before, after) => Some(Standing::Late),
        Some(_) => None,
    };
    place.into_iter().chain(after.is_echo().then_some(Standing::Echo)).collect()
}

/// Whether a payload is older than one seen before.
#[must_use]
pub fn is_late(before: &Appointment<'_>, after: &Appointment<'_>) -> bool {
    let order = || after.last_modified()?.order(&before.last_modified()?);
    order() == Some(Ordering::Less)
}
