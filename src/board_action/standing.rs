//! How a payload stands to what was seen before of its appointment.

use std::cmp::Ordering;

use super::Route;
use crate::appointment::{Appointment, is_of_calls, key};
use crate::change::Change;
use crate::compare::digest;
use crate::wall::WallTime;

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
    /// Another state of what was deleted before, and deleted still.
    DeletedBefore,
    /// A change that came from the back office, sent back out.
    Echo,
}

impl Standing {
    /// Whether the payload does not bring what stands on the board now.
    #[must_use]
    pub fn is_past(self) -> bool {
        matches!(self, Self::Duplicate | Self::Late)
    }

    /// The word on screen and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FirstSight => "first sight",
            Self::Duplicate => "duplicate",
            Self::Late => "late",
            Self::DeletedBefore => "deleted before",
            Self::Echo => "echo",
        }
    }
}

/// One state of an appointment, told from others, and the same for a retry of it. What is deleted
/// is posted as it stood: so its deletion is a state of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    digest: u64,
    deletes: bool,
}

impl State {
    /// The state that a payload brings on its route.
    #[must_use]
    pub fn of(appointment: &Appointment<'_>, route: Option<Route>) -> Self {
        // A failed call may be in the retry's list of transactions.
        let digest = digest(appointment.payload(), &[key::TRANSACTIONS]);
        Self { digest, deletes: deletes(appointment, route) }
    }

    /// Whether the appointment is deleted with it: the route says so, or there are signs of it.
    #[must_use]
    pub fn deletes(self) -> bool {
        self.deletes
    }
}

/// Whether a payload deletes its appointment: the route says so, or there are signs of it. An earlier
/// call is none where the route says what this one is for.
#[must_use]
pub fn deletes(appointment: &Appointment<'_>, route: Option<Route>) -> bool {
    let is_signed = || route.is_none() && appointment.was_last_sent_as_deleted();
    route == Some(Route::Deleted) || appointment.is_deleted() || is_signed()
}

/// What is known of an appointment from the payloads before.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The states that were seen.
    pub states: Vec<State>,
    /// Whether the newest of them deleted it.
    pub is_deleted: bool,
}

/// How a payload stands to the newest one seen before of its appointment, and to the states seen
/// before that; nothing for the usual case, the next state.
#[must_use]
pub fn standing(
    before: Option<&Appointment<'_>>,
    after: &Appointment<'_>,
    changes: &[Change<'_>],
    state: State,
    past: &Past,
) -> Vec<Standing> {
    let is_call = |change: &Change<'_>| change.property().is_some_and(|one| is_of_calls(&one));
    let is_newest = changes.iter().all(is_call) && state.deletes == past.is_deleted;
    let is_again = before.is_some() && (is_newest || past.states.contains(&state));
    let is_late = before.is_some_and(|before| is_late(before, after));
    let was_deleted = before.is_some() && past.is_deleted && state.deletes;
    let standings = [
        (Standing::FirstSight, before.is_none()),
        (Standing::Duplicate, is_again),
        (Standing::Late, is_late),
        (Standing::DeletedBefore, was_deleted && !is_again && !is_late),
        (Standing::Echo, after.is_echo()),
    ];
    standings.into_iter().filter(|(_, stands)| *stands).map(|(standing, _)| standing).collect()
}

/// Whether a payload is older than one seen before.
#[must_use]
pub fn is_late(before: &Appointment<'_>, after: &Appointment<'_>) -> bool {
    is_older(after.last_modified().as_ref(), before.last_modified().as_ref())
}

/// Whether one date of last modification is before another; not where one of them is unknown, or
/// they cannot be compared.
#[must_use]
pub fn is_older(one: Option<&WallTime>, other: Option<&WallTime>) -> bool {
    one.zip(other).and_then(|(one, other)| one.order(other)) == Some(Ordering::Less)
}
