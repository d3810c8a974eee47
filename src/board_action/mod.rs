//! What the planner did, in the planner's words, told from what differs between two payloads.
//!
//! No documented property says create, update or delete, and none says which action it was. The
//! properties that an action changes are inferred from their names.

mod group;
mod kind;
mod route;
mod rows;
mod standing;
mod step;
mod told;
mod words;

pub use group::{Group, groups};
pub use kind::{Kind, Thing};
pub use route::{Route, route_of};
pub use standing::{Past, Standing, State, deletes, is_late, is_older, standing};

use crate::appointment::Appointment;
use crate::change::Change;
use step::Step;

/// One thing that the planner did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it was.
    pub kind: Kind,
    /// Whether it was concluded from signs that may mislead, rather than said by the route or
    /// seen in the payloads.
    pub is_guess: bool,
}

/// Everything that the planner did between two payloads, several at once where several happened.
///
/// Of a late payload only what the route says is told: it is older than `before`, so what
/// differs between them is not what was done. Nor is it where a state is sent again.
#[must_use]
pub fn actions(
    before: Option<&Appointment<'_>>,
    after: &Appointment<'_>,
    changes: &[Change<'_>],
    (route, state): (Option<Route>, State),
    standing: &[Standing],
) -> Vec<Action> {
    let said = route.and_then(Route::kind).map(|kind| Action { kind, is_guess: false });
    if standing.iter().any(|one| one.is_past()) {
        return said.into_iter().collect();
    }
    let guessed = || {
        let kind = guess(before, after, (route, state), standing)?;
        Some(Action { kind, is_guess: true })
    };
    let edits = before.map(|before| rows::kinds(&Step::of(before, after, changes)));
    let edits = edits.into_iter().flatten().map(|kind| Action { kind, is_guess: false });
    said.or_else(guessed).into_iter().chain(edits).collect()
}

/// Created or deleted, by signs that no documentation promises.
fn guess(
    before: Option<&Appointment<'_>>,
    after: &Appointment<'_>,
    (route, state): (Option<Route>, State),
    standing: &[Standing],
) -> Option<Kind> {
    if state.deletes() {
        return (!standing.contains(&Standing::DeletedBefore)).then_some(Kind::Deleted);
    }
    let is_untouched = after.created().is_some() && after.created() == after.last_modified();
    (route.is_none() && before.is_none() && is_untouched).then_some(Kind::Created)
}

#[cfg(test)]
mod tests;
