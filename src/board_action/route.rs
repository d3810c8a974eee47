//! What the route says: the path or the query that a webhook was registered with.
//!
//! Each kind of change can be registered on its own URL, which is the robust way to tell them
//! apart.

use super::Kind;
use crate::capture::query;

/// The kind of change that a route is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// For appointments that were created.
    Created,
    /// For appointments that were changed.
    Updated,
    /// For appointments that were deleted.
    Deleted,
}

/// The words that name a kind of change. The compound ones are the vendor's: the triggers of
/// Power Automate (`AppointmentCreated`) and of Zapier (`newAppointment`).
const WORDS: &[(Route, &[&str])] = &[
    (Route::Created, &["create", "created", "insert", "inserted"]),
    (Route::Created, &["appointmentcreated", "newappointment"]),
    (Route::Updated, &["update", "updated", "change", "changed", "modify", "modified"]),
    (Route::Updated, &["appointmentupdated", "updatedappointment"]),
    (Route::Deleted, &["delete", "deleted", "remove", "removed"]),
    (Route::Deleted, &["appointmentdeleted", "removedappointment"]),
];

/// The names of query values that say it, by custom, in lower case.
const NAMES: [&str; 6] = ["change", "changetype", "action", "event", "eventtype", "type"];

impl Route {
    /// The action it names; an update may be any.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Created => Some(Kind::Created),
            Self::Updated => None,
            Self::Deleted => Some(Kind::Deleted),
        }
    }

    fn named(word: &str) -> Option<Self> {
        let is_word = |other: &&str| other.eq_ignore_ascii_case(word);
        WORDS.iter().find(|(_, words)| words.iter().any(is_word)).map(|row| row.0)
    }
}

/// The kind of change that a request target names: a value of its query without a name or with one
/// that is there for it, else the last segment of its path that is such a word and nothing more,
/// in any case.
#[must_use]
pub fn route_of(target: &str) -> Option<Route> {
    let said = |(name, value): (&str, Option<&str>)| match value {
        Some(value) if is_for_it(name) => Route::named(value),
        Some(_) => None,
        None => Route::named(name),
    };
    let path = target.split('?').next().unwrap_or_default();
    query(target).find_map(said).or_else(|| path.rsplit('/').find_map(Route::named))
}

fn is_for_it(name: &str) -> bool {
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_or_a_query_names_a_kind_of_change() {
        for (target, expected) in [
            ("/created", Some(Route::Created)),
            ("/x/updated", Some(Route::Updated)),
            ("/hooks/DELETE/", Some(Route::Deleted)),
            ("/?change=delete", Some(Route::Deleted)),
            ("/a?x=1&change=Insert", Some(Route::Created)),
            ("/updated?change=removed", Some(Route::Deleted)),
            ("/?modified", Some(Route::Updated)),
            ("/change/deleted", Some(Route::Deleted)),
            ("/webhooks/AppointmentCreated", Some(Route::Created)),
            ("/removedAppointment?x=", Some(Route::Deleted)),
            ("/", None),
            ("/recreated", None),
            ("/created.json", None),
            ("/?delete=no", None),
            ("/?changeType=created", Some(Route::Created)),
            ("/?name=created", None),
            ("/deleted?name=created", Some(Route::Deleted)),
        ] {
            assert_eq!(route_of(target), expected, "{target}");
        }
    }
}
