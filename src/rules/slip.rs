//! What a property that is not known was meant to be.

use crate::appointment::inbound::{is_camel_case_of, outbound_of};
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
    /// Middleware wrote it small.
    CamelCase,
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
        let camel_case = || {
            let mut names = place.names();
            let same = names.find(|name| is_camel_case_of(&written, &name.text))?;
            Some(same.text.as_str())
        };
        let found = inbound().map(slip(Kind::Inbound));
        let found = found.or_else(|| camel_case().map(slip(Kind::CamelCase)));
        found.or_else(|| near(&written, place).map(slip(Kind::Near)))
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
