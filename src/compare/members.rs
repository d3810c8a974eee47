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

/// Which member of the earlier object each member of the later one was.
pub(super) struct Partners<'m, 'd> {
    /// Those that no later member was asked for yet.
    left: HashMap<&'m str, Value<'d>>,
    /// The earlier spelling of a later key, where they differ in case alone.
    respelled: HashMap<&'m str, &'m str>,
}

impl<'m, 'd> Partners<'m, 'd> {
    /// Members of the same key, then of one that differs in case alone and leaves no doubt.
    pub(super) fn of(
        earlier: &'m HashMap<Cow<'d, str>, Value<'d>>,
        later: &'m HashMap<Cow<'d, str>, Value<'d>>,
    ) -> Self {
        let left = earlier.iter().map(|(key, value)| (key.as_ref(), *value)).collect();
        let has_all = later.keys().all(|key| earlier.contains_key(key));
        let respelled = if has_all { HashMap::new() } else { respelled(earlier, later) };
        Self { left, respelled }
    }

    /// The earlier spelling of a later key.
    pub(super) fn earlier<'k>(&self, key: &'k str) -> &'k str
    where
        'm: 'k,
    {
        self.respelled.get(key).copied().unwrap_or(key)
    }

    /// The earlier value of a later key; each is taken once.
    pub(super) fn take(&mut self, key: &str) -> Option<Value<'d>> {
        let key = self.respelled.get(key).copied().unwrap_or(key);
        self.left.remove(key)
    }

    /// Whether an earlier member was nobody's partner.
    pub(super) fn is_left(&self, key: &str) -> bool {
        self.left.contains_key(key)
    }
}

/// Later keys with their earlier spelling: each the only one of its letters in its object.
fn respelled<'m, 'd>(
    earlier: &'m HashMap<Cow<'d, str>, Value<'d>>,
    later: &'m HashMap<Cow<'d, str>, Value<'d>>,
) -> HashMap<&'m str, &'m str> {
    let before = singles(earlier.keys().map(Cow::as_ref));
    let after = singles(later.keys().map(Cow::as_ref));
    let pairs = after.into_iter().filter_map(|(letters, later)| {
        let earlier = before.get(&letters).copied().flatten()?;
        later.filter(|later| *later != earlier).map(|later| (later, earlier))
    });
    pairs.collect()
}

/// Keys by their letters in lower case; none where two keys differ in case alone.
pub(super) fn singles<'k>(keys: impl Iterator<Item = &'k str>) -> HashMap<String, Option<&'k str>> {
    let mut singles = HashMap::new();
    for key in keys {
        singles
            .entry(key.to_ascii_lowercase())
            .and_modify(|single| *single = None)
            .or_insert(Some(key));
    }
    singles
}
