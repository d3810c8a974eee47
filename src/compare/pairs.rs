//! Which items of two lists are the same item.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::appointment::lists::{List, Path};
use crate::json::{Value, canonical};

/// The items of two lists, those that are the same item together.
pub(crate) struct Pairs<'d> {
    /// The items of the later list, each behind what it was in the earlier one.
    pub(crate) later: Vec<(Option<Value<'d>>, Value<'d>)>,
    /// The items that only the earlier list has, with their indexes there.
    pub(crate) removed: Vec<(usize, Value<'d>)>,
}

impl<'d> Pairs<'d> {
    /// Pairs the items of two lists by what tells them apart, else by their order.
    ///
    /// The first key of the list's kind is taken that all items of both have, each its own.
    pub(super) fn of(name: &str, before: Value<'d>, after: Value<'d>) -> Self {
        let items = |list: Value<'d>| list.elements().collect::<Vec<_>>();
        Self::of_items(List::named(name), &items(before), &items(after))
    }

    /// The same of the items of a list of this kind.
    pub(crate) fn of_items(list: Option<&List>, before: &[Value<'d>], after: &[Value<'d>]) -> Self {
        let paths = list.map(|list| list.keys).unwrap_or_default();
        let keys = |path: &Path| Some((keys(before, path)?, keys(after, path)?));
        match paths.iter().find_map(keys) {
            Some((earlier, later)) => Self::by_key(before, after, earlier, &later),
            None => Self::by_order(before, after),
        }
    }

    fn by_key(
        before: &[Value<'d>],
        after: &[Value<'d>],
        earlier: Vec<Cow<'d, str>>,
        later: &[Cow<'d, str>],
    ) -> Self {
        let mut left: HashMap<_, _> =
            earlier.into_iter().zip(before.iter().copied().enumerate()).collect();
        let partner =
            |(key, item): (_, &Value<'d>)| (left.remove(key).map(|(_, earlier)| earlier), *item);
        let later = later.iter().zip(after).map(partner).collect();
        let mut removed: Vec<_> = left.into_values().collect();
        removed.sort_unstable_by_key(|(index, _)| *index);
        Self { later, removed }
    }

    fn by_order(before: &[Value<'d>], after: &[Value<'d>]) -> Self {
        let mut earlier = before.iter().copied().enumerate();
        let partner = |item: &Value<'d>| (earlier.next().map(|(_, earlier)| earlier), *item);
        let later = after.iter().map(partner).collect();
        Self { later, removed: earlier.collect() }
    }
}

/// Whether the items of a list are told apart by a key, so that their order says nothing.
pub(super) fn are_told_apart(name: &str, list: Value<'_>) -> bool {
    let items: Vec<_> = list.elements().collect();
    List::named(name).is_some_and(|list| list.keys.iter().any(|path| keys(&items, path).is_some()))
}

/// The key of every item; none when one has no key, or two have the same.
fn keys<'d>(items: &[Value<'d>], path: Path) -> Option<Vec<Cow<'d, str>>> {
    let keys: Vec<_> = items.iter().map(|item| key(*item, path)).collect::<Option<_>>()?;
    let distinct = keys.iter().collect::<HashSet<_>>().len();
    (distinct == keys.len()).then_some(keys)
}

/// What tells an item apart: a number in the one spelling of all that mean the same, which a text
/// may have, too.
fn key(item: Value<'_>, path: Path) -> Option<Cow<'_, str>> {
    let value = List::value_at(item, path)?;
    let number = || value.number().map(canonical).map(Cow::Owned);
    value.text().filter(|text| !text.is_empty()).or_else(number)
}
