//! The step from one payload to the next, with the names of what changed.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::appointment::lists::{Item, List};
use crate::appointment::{Appointment, key};
use crate::change::Change;
use crate::json::{Kind, Value};

/// Two payloads and the top-level properties that changed between them.
pub(super) struct Step<'a, 'd> {
    pub(super) before: &'a Appointment<'d>,
    pub(super) after: &'a Appointment<'d>,
    /// Names of properties, each once, without those that change on their own.
    pub(super) changed: Vec<Cow<'a, str>>,
}

impl<'a, 'd> Step<'a, 'd> {
    pub(super) fn of(
        before: &'a Appointment<'d>,
        after: &'a Appointment<'d>,
        changes: &'a [Change<'_>],
    ) -> Self {
        let mut seen = HashSet::new();
        let real = changes.iter().filter(|change| !is_unset_twice(change));
        let names = real.filter_map(Change::property).filter(|property| {
            !is_any_of(property, &key::FOLLOWING) && seen.insert(property.clone())
        });
        Self { before, after, changed: names.collect() }
    }

    /// Whether a property changed, however its name is capitalised.
    pub(super) fn changed(&self, name: &str) -> bool {
        self.changed.iter().any(|property| property.eq_ignore_ascii_case(name))
    }

    pub(super) fn items_before(&self, list: &'static List) -> Vec<Item<'d>> {
        self.before.items(list).collect()
    }

    pub(super) fn items_after(&self, list: &'static List) -> Vec<Item<'d>> {
        self.after.items(list).collect()
    }

    /// What a list gained and what it lost.
    pub(super) fn gained_and_lost(&self, list: &'static List) -> (Vec<String>, Vec<String>) {
        let (before, after) = (self.items_before(list), self.items_after(list));
        (only_first(&after, &before), only_first(&before, &after))
    }
}

/// The labels of the items that only the first list has.
fn only_first(first: &[Item<'_>], second: &[Item<'_>]) -> Vec<String> {
    let known: HashSet<_> = second.iter().map(|item| item.key.as_ref()).collect();
    let own = first.iter().filter(|item| !known.contains(item.key.as_ref()));
    own.map(|item| item.label.clone().into_owned()).collect()
}

/// Whether a name is one of some, whatever its case.
pub(super) fn is_any_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// Whether it is about the calls to connected systems, which a retry adds to.
pub(super) fn is_of_transactions(change: &Change<'_>) -> bool {
    change.property().is_some_and(|property| property.eq_ignore_ascii_case(key::TRANSACTIONS))
}

/// Whether a value was not set before and is not set after. It is not known if what is not set is
/// sent as null, as empty or not at all, so no planner is behind such a change.
fn is_unset_twice(change: &Change<'_>) -> bool {
    let is_unset = |value: Option<Value<'_>>| {
        value.is_none_or(|value| match value.kind() {
            Kind::Null | Kind::False => true,
            Kind::True => false,
            Kind::Number => !value.raw().contains(|digit: char| ('1'..='9').contains(&digit)),
            Kind::String => value.raw().len() == 2,
            Kind::Array | Kind::Object => value.is_empty(),
        })
    };
    is_unset(change.before) && is_unset(change.after)
}
