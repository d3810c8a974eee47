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
pub use standing::{Standing, is_late, standing, state};

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
    route: Option<Route>,
    standing: &[Standing],
) -> Vec<Action> {
    let said = route.and_then(Route::kind).map(|kind| Action { kind, is_guess: false });
    if standing.contains(&Standing::Late) {
        return said.into_iter().collect();
    }
    let guessed = || {
        let kind = guess(before, after, changes, route)?;
        Some(Action { kind, is_guess: true })
    };
    let edited = before.filter(|_| !standing.contains(&Standing::Duplicate));
    let edits = edited.map(|before| rows::kinds(&Step::of(before, after, changes)));
    let edits = edits.into_iter().flatten().map(|kind| Action { kind, is_guess: false });
    said.or_else(guessed).into_iter().chain(edits).collect()
}

/// Created or deleted, by signs that no documentation promises.
fn guess(
    before: Option<&Appointment<'_>>,
    after: &Appointment<'_>,
    changes: &[Change<'_>],
    route: Option<Route>,
) -> Option<Kind> {
    if after.is_deleted() && !before.is_some_and(Appointment::is_deleted) {
        return Some(Kind::Deleted);
    }
    if route.is_some() {
        return None;
    }
    let has_news = before.is_none() || changes.iter().any(step::is_of_transactions);
    if has_news && after.was_last_sent_as_deleted() {
        return Some(Kind::Deleted);
    }
    let is_untouched = after.created().is_some() && after.created() == after.last_modified();
    (before.is_none() && is_untouched).then_some(Kind::Created)
}

#[cfg(test)]
mod tests;
