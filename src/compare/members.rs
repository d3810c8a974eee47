//! The members of two objects, side by side.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::json::{Member, Value};

/// Whether two objects have the same keys in the same order, as written.
pub(super) fn have_same_keys(before: Value<'_>, after: Value<'_>) -> bool {
    let mut members = before.members().zip(after.members());
    before.len() == after.len()
        && members.all(|(earlier, later)| earlier.key.raw() == later.key.raw())
}

/// The key of a member, escapes decoded.
pub(super) fn key_of<'d>(member: &Member<'d>) -> Cow<'d, str> {
    member.key.text().unwrap_or_default()
}

/// The values of an object by key; of repeated keys the last counts.
pub(super) fn by_name(object: Value<'_>) -> HashMap<Cow<'_, str>, Value<'_>> {
    object.members().map(|member| (key_of(&member), member.value)).collect()
}

/// The members that count, in the order sent.
pub(super) fn last_members<'d>(
    object: Value<'d>,
    last: &HashMap<Cow<'d, str>, Value<'d>>,
) -> impl Iterator<Item = (Cow<'d, str>, Value<'d>)> {
    let members = object.members().map(|member| (key_of(&member), member.value));
    members.filter(|(key, value)| last[key].index() == value.index())
}
