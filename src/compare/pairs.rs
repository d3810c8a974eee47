//! Which items of two lists are the same item.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::appointment::lists::{List, Path};
use crate::json::{Value, canonical};

/// The items of two lists, those that are the same item together.
pub(super) struct Pairs<'d> {
    /// The items of the later list, each behind what it was in the earlier one.
    pub(super) later: Vec<(Option<Value<'d>>, Value<'d>)>,
    /// The items that only the earlier list has, with their indexes there.
    pub(super) removed: Vec<(usize, Value<'d>)>,
}

/// What tells an item apart. A number is no text: `14` and `"14"` are two keys.
#[derive(PartialEq, Eq, Hash)]
enum Key<'d> {
    Text(Cow<'d, str>),
    Number(String),
}

impl<'d> Pairs<'d> {
    /// Pairs the items of two lists by what tells them apart, else by their order.
    ///
    /// The first key of the list's kind is taken that all items of both have, each its own.
    pub(super) fn of(name: &str, before: Value<'d>, after: Value<'d>) -> Self {
        let keys = |path: &&Path| Some((keys(before, path)?, keys(after, path)?));
        let found =
            List::named(name).and_then(|list| list.keys.iter().find_map(|path| keys(&path)));
        match found {
            Some((earlier, later)) => Self::by_key(before, after, earlier, &later),
            None => Self::by_order(before, after),
        }
    }

    fn by_key(
        before: Value<'d>,
        after: Value<'d>,
        earlier: Vec<Key<'d>>,
        later: &[Key<'d>],
    ) -> Self {
        let mut left: HashMap<_, _> =
            earlier.into_iter().zip(before.elements().enumerate()).collect();
        let partner = |(key, item)| (left.remove(key).map(|(_, earlier)| earlier), item);
        let later = later.iter().zip(after.elements()).map(partner).collect();
        let mut removed: Vec<_> = left.into_values().collect();
        removed.sort_by_key(|(index, _)| *index);
        Self { later, removed }
    }

    fn by_order(before: Value<'d>, after: Value<'d>) -> Self {
        let mut earlier = before.elements().enumerate();
        let partner = |item| (earlier.next().map(|(_, earlier)| earlier), item);
        let later = after.elements().map(partner).collect();
        Self { later, removed: earlier.collect() }
    }
}

/// Whether the items of a list are told apart by a key, so that their order says nothing.
pub(super) fn are_told_apart(name: &str, list: Value<'_>) -> bool {
    let keys = |path: &Path| keys(list, path).is_some();
    List::named(name).is_some_and(|list| list.keys.iter().any(keys))
}

/// The key of every item; none when one has no key, or two have the same.
fn keys(list: Value<'_>, path: Path) -> Option<Vec<Key<'_>>> {
    let keys: Vec<_> = list.elements().map(|item| key(item, path)).collect::<Option<_>>()?;
    let distinct = keys.iter().collect::<HashSet<_>>().len();
    (distinct == keys.len()).then_some(keys)
}

fn key(item: Value<'_>, path: Path) -> Option<Key<'_>> {
    let value = List::value_at(item, path)?;
    let number = || value.number().map(|digits| Key::Number(canonical(digits)));
    value.text().filter(|text| !text.is_empty()).map(Key::Text).or_else(number)
}
