//! The step from one payload to the next, with the names of what changed.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::appointment::lists::List;
use crate::appointment::{Appointment, key};
use crate::change::Change;
use crate::compare::Pairs;
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
        let names = real
            .filter_map(Change::property)
            .filter(|property| !key::follows(property) && seen.insert(property.clone()));
        Self { before, after, changed: names.collect() }
    }

    /// Whether a property changed, however its name is capitalised.
    pub(super) fn changed(&self, name: &str) -> bool {
        self.changed.iter().any(|property| property.eq_ignore_ascii_case(name))
    }

    /// The items of a list before and after, those that are the same item together.
    pub(super) fn pairs(&self, list: &'static List) -> Pairs<'d> {
        let of = |one: &Appointment<'d>| one.elements(list).collect::<Vec<_>>();
        Pairs::of_items(Some(list), &of(self.before), &of(self.after))
    }

    /// What a list gained and what it lost.
    pub(super) fn gained_and_lost(&self, list: &'static List) -> (Vec<String>, Vec<String>) {
        let Pairs { later, removed } = self.pairs(list);
        let label = |item| Some(list.item(item)?.label.into_owned());
        let gained = later.into_iter().filter(|(earlier, _)| earlier.is_none());
        let gone = removed.into_iter().filter_map(|(_, item)| label(item));
        (gained.filter_map(|(_, item)| label(item)).collect(), gone.collect())
    }
}

/// Whether a name is one of some, whatever its case.
pub(super) fn is_any_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
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
