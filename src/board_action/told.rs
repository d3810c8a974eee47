//! How each action is told from the properties that changed.

use std::cmp::Ordering;

use super::step::Step;
use super::{Kind, Thing};
use crate::appointment::lists::{self, Item, List};
use crate::appointment::{Appointment, Indicator, Text, key};
use crate::compare::Pairs;
use crate::json::Value;
use crate::wall::WallTime;

/// Moved when both ends changed, resized when the length did.
pub(super) fn times(step: &Step<'_, '_>) -> Option<Vec<Kind>> {
    let (before, after) = (step.before, step.after);
    let length = |one: &Appointment<'_>| one.start()?.seconds_until(&one.end()?);
    let (from, to) = (length(before), length(after));
    let seconds = || before.start()?.seconds_until(&after.start()?);
    let start = is_shifted(before.start().as_ref(), after.start().as_ref());
    let end = is_shifted(before.end().as_ref(), after.end().as_ref());
    let moved = (start && end).then(|| Kind::Moved { seconds: seconds() });
    let resized = (start != end || start && from != to).then_some(Kind::Resized { from, to });
    (start || end).then(|| moved.into_iter().chain(resized).collect())
}

/// Whether a time is another now. An offset that appears behind the same clock is a spelling.
fn is_shifted(from: Option<&WallTime>, to: Option<&WallTime>) -> bool {
    let (Some(from), Some(to)) = (from, to) else { return from != to };
    from.order(to).map_or(from.clock != to.clock, Ordering::is_ne)
}

/// Reassigned when some resources took over from others.
pub(super) fn resources(step: &Step<'_, '_>) -> Option<Vec<Kind>> {
    let (to, from) = step.gained_and_lost(&lists::RESOURCES);
    if to.is_empty() || from.is_empty() {
        return things(step, &lists::RESOURCES, Thing::Resource);
    }
    Some(vec![Kind::Reassigned { from, to }])
}

/// What a list gained and lost; none when only something within its items changed.
pub(super) fn things(step: &Step<'_, '_>, list: &'static List, thing: Thing) -> Option<Vec<Kind>> {
    let (gained, gone) = step.gained_and_lost(list);
    let gained = gained.into_iter().map(|name| Kind::Added(thing, name));
    let gone = gone.into_iter().map(|name| Kind::Removed(thing, name));
    let kinds: Vec<_> = gained.chain(gone).collect();
    (!kinds.is_empty()).then_some(kinds)
}

/// A field for each value that is another now; none when only the fields themselves changed.
pub(super) fn custom_fields(step: &Step<'_, '_>) -> Option<Vec<Kind>> {
    let Pairs { later, removed } = step.pairs(&lists::CUSTOM_FIELDS);
    let later = later.into_iter().map(|(before, after)| (before, Some(after)));
    let removed = removed.into_iter().map(|(_, before)| (Some(before), None));
    let kinds: Vec<_> =
        later.chain(removed).filter_map(|(before, after)| custom_field(before, after)).collect();
    (!kinds.is_empty()).then_some(kinds)
}

/// A field whose value is another now.
fn custom_field(before: Option<Value<'_>>, after: Option<Value<'_>>) -> Option<Kind> {
    let code = after.or(before).and_then(lists::field_code).unwrap_or_default().into_owned();
    let [before, after] =
        [before, after].map(|field| field.and_then(|field| lists::CUSTOM_FIELDS.item(field)));
    let value = |item: &Option<Item<'_>>| Some(item.as_ref()?.value.as_ref()?.to_string());
    let (from, to) = (value(&before), value(&after));
    let field = after.or(before)?.label.into_owned();
    (from != to).then_some(Kind::CustomFieldSet { field, code, from, to })
}

/// The quantity on its own; nothing when it followed the length or the calendar, for it comes
/// from the length without the non-working time, as long as it is not fixed.
pub(super) fn quantity(step: &Step<'_, '_>) -> Vec<Kind> {
    let any = |names: &[&str]| names.iter().any(|name| step.changed(name));
    let settings = [key::UNIT, key::CONVERSION, key::ROUNDED_QUANTITY];
    let is_led = any(&[key::START, key::END, key::IGNORES_CALENDARS]);
    let is_set = any(&settings) || step.changed(key::FIXED_QUANTITY);
    if is_led && !is_set && !step.after.has_fixed_quantity() {
        return Vec::new();
    }
    let quantity = |one: &Appointment<'_>| {
        let (quantity, unit) = one.quantity()?;
        Some(unit.map_or(quantity.to_string(), |unit| format!("{quantity} {unit}")))
    };
    let changed = (step.changed(key::QUANTITY) || any(&settings))
        .then(|| Kind::QuantityChanged(quantity(step.before), quantity(step.after)));
    let fixed = turned(step, Appointment::has_fixed_quantity).map(Kind::QuantityFixed);
    changed.into_iter().chain(fixed).collect()
}

/// What a yes or no became; none when it is what it was.
pub(super) fn turned<'d>(step: &Step<'_, 'd>, of: fn(&Appointment<'d>) -> bool) -> Option<bool> {
    let now = of(step.after);
    (of(step.before) != now).then_some(now)
}

/// An indicator before and after: by name, or by id when that alone changed; none when it is what
/// it was.
pub(super) fn indicators<'d>(
    step: &Step<'_, 'd>,
    of: fn(&Appointment<'d>) -> Option<Indicator<'d>>,
    id_of: fn(&Appointment<'d>) -> Option<Text<'d>>,
) -> Option<(Option<String>, Option<String>)> {
    let name = |one| of(one).map(|indicator| indicator.name.into_owned());
    let id = |one| id_of(one).map(Text::into_owned);
    let names = (name(step.before), name(step.after));
    let ids = (id(step.before), id(step.after));
    [names, ids].into_iter().find(|(from, to)| from != to)
}
