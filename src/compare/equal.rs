//! When two values that are neither objects nor lists mean the same.

use std::cmp::Ordering;

use crate::appointment::known;
use crate::json::{Kind, Value, canonical};
use crate::wall::WallTime;

/// Whether two values under one key mean the same: numbers as numbers, dates as dates, everything
/// else as sent.
pub(super) fn are_equal(key: &str, before: Value<'_>, after: Value<'_>) -> bool {
    match (before.text(), after.text(), before.number(), after.number()) {
        (Some(before), Some(after), ..) => before == after || are_one_date(key, &before, &after),
        (_, _, Some(before), Some(after)) => canonical(before) == canonical(after),
        _ => before.kind() == after.kind() && !matches!(before.kind(), Kind::Object | Kind::Array),
    }
}

/// `09:00` and `09:00:00` of one day; with offsets only when both have one.
fn are_one_date(key: &str, before: &str, after: &str) -> bool {
    let order = || date(key, before)?.order(&date(key, after)?);
    order() == Some(Ordering::Equal)
}

/// The date that a text under this key is; a subject is a text even where it looks like one.
pub(super) fn date(key: &str, text: &str) -> Option<WallTime> {
    WallTime::read(text).filter(|_| known::may_hold_a_time(key))
}
