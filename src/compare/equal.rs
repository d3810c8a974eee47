//! When two values that are neither objects nor lists mean the same.

use std::cmp::Ordering;

use crate::json::{Kind, Value, canonical};
use crate::wall::WallTime;

/// Whether they mean the same: numbers as numbers, dates as dates, everything else as sent.
pub(super) fn are_equal(before: Value<'_>, after: Value<'_>) -> bool {
    match (before.text(), after.text(), before.number(), after.number()) {
        (Some(before), Some(after), ..) => before == after || are_one_date(&before, &after),
        (_, _, Some(before), Some(after)) => canonical(before) == canonical(after),
        _ => before.kind() == after.kind() && !matches!(before.kind(), Kind::Object | Kind::Array),
    }
}

/// `09:00` and `09:00:00` of one day; with offsets only when both have one.
fn are_one_date(before: &str, after: &str) -> bool {
    let order = || WallTime::read(before)?.order(&WallTime::read(after)?);
    order() == Some(Ordering::Equal)
}
