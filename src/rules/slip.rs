//! What a property that is not known was meant to be.

use crate::appointment::inbound::{case_of, outbound_of};
use crate::appointment::known::Place;
use crate::json::Value;
use crate::suggest::nearest_within;

/// A property whose name is not quite one that is known there.
#[derive(Clone, Copy)]
pub(super) struct Slip<'d> {
    /// Its key.
    pub key: Value<'d>,
    /// The name that it should have.
    pub meant: &'static str,
    /// In what way it differs.
    pub kind: Kind,
    /// Whether the right name stands beside it.
    pub is_beside: bool,
}

/// In what way a name differs from the one that was meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is what the inbound API calls it.
    Inbound,
    /// Middleware wrote it in another case: which.
    Case(&'static str),
    /// A letter or two are wrong.
    Near,
}

/// A word shorter than this is near to too many others.
const SHORTEST: usize = 4;

impl<'d> Slip<'d> {
    /// What a key of an object was meant to be, when it is a slip at all.
    pub(super) fn of(
        object: Value<'d>,
        key: Value<'d>,
        place: &'static Place,
        is_top: bool,
    ) -> Option<Self> {
        let written = key.text()?;
        let slip =
            |kind| move |meant| Self { key, meant, kind, is_beside: object.get(meant).is_some() };
        let inbound = || outbound_of(&written).filter(|_| is_top);
        let in_case = || {
            let case = |name| Some((case_of(&written, name)?, name));
            let (case, name) = place.names().find_map(|name| case(name.text.as_str()))?;
            Some(slip(Kind::Case(case))(name))
        };
        let found = inbound().map(slip(Kind::Inbound));
        let found = found.or_else(in_case);
        found.or_else(|| near(&written, place).map(slip(Kind::Near)))
    }

    /// Whether it is in this object, and not deeper, in place of the name that was meant.
    pub(super) fn is_of(&self, object: Value<'_>, meant: &str) -> bool {
        let is_it = |key: Value<'_>| key.index() == self.key.index();
        self.meant == meant && object.members().any(|member| is_it(member.key))
    }
}

fn near(written: &str, place: &'static Place) -> Option<&'static str> {
    let edits = (written.len() / 5).clamp(1, 2);
    if written.len() < SHORTEST {
        return None;
    }
    let names = place.names().filter(|name| name.may_be(written, edits));
    let names = names.map(|name| name.text.as_str()).filter(|name| !is_of_one_row(name, written));
    nearest_within(written, names, edits)
}

/// Whether two names are numbers in one row: `FreeText3` and `FreeText21`.
fn is_of_one_row(one: &str, other: &str) -> bool {
    let stem = |name: &str| name.trim_end_matches(|last: char| last.is_ascii_digit()).len();
    let (a, b) = (stem(one), stem(other));
    (a < one.len() || b < other.len()) && one[..a].eq_ignore_ascii_case(&other[..b])
}
