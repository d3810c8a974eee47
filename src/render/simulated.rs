//! What was simulated, in a line.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::appointment::Appointment;
use crate::board_action::Route;
use crate::printable::printable;
use crate::simulate::Posted;

/// One payload: the kind of change, the appointment, and what was done to it.
#[must_use]
pub fn line(posted: &Posted) -> String {
    let document = posted.draft.document();
    let name = Appointment::of(&document).and_then(|one| one.name()).unwrap_or_default();
    let change = match posted.change {
        Route::Created => "created",
        Route::Updated => "updated",
        Route::Deleted => "deleted",
    };
    format!("{change}  {}  {}", printable(&name), printable(&posted.action))
}

/// A whole day in a line.
#[must_use]
pub fn day(posted: &[Posted]) -> String {
    let count = |change: Route| posted.iter().filter(|one| one.change == change).count();
    let [created, updated, deleted] = [Route::Created, Route::Updated, Route::Deleted].map(count);
    let name = |one: &Posted| {
        let document = one.draft.document();
        Appointment::of(&document).and_then(|one| one.name().map(Cow::into_owned))
    };
    let appointments = posted.iter().filter_map(name).collect::<HashSet<_>>().len();
    let mut seen = HashSet::new();
    let again = posted.iter().filter(|one| !seen.insert(one.draft.text())).count();
    format!(
        "{} payloads of {appointments} appointments: {created} created, {updated} updated, \
         {deleted} deleted; {again} of them are sent twice",
        posted.len()
    )
}
