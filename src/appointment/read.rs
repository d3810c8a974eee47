//! Properties of a payload, read leniently: whatever the case of their keys, and none of an
//! unexpected type.

use std::borrow::Cow;

use super::{Assigned, Indicator, Text};
use crate::json::{Member, Value};

/// The value of a key as spelled, else the first whose key differs only in case.
#[must_use]
pub fn find<'d>(object: Value<'d>, name: &str) -> Option<Value<'d>> {
    let (mut spelled, mut other) = (None, None);
    for Member { key, value } in object.alike(name) {
        if key.is_text(name) {
            spelled = Some(value);
        } else if other.is_none() && key.text().is_some_and(|key| key.eq_ignore_ascii_case(name)) {
            other = Some(value);
        }
    }
    spelled.or(other)
}

/// The text or the digits of a property; none when it is missing, empty or something else.
pub(super) fn text<'d>(object: Value<'d>, name: &str) -> Option<Text<'d>> {
    let value = find(object, name)?;
    let text = value.text().or_else(|| value.number().map(Cow::Borrowed));
    text.filter(|text| !text.is_empty())
}

/// The number that a property holds in place of a word, however it is written; none when it is
/// none, or broken.
pub(super) fn code(object: Value<'_>, name: &str) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = text(object, name)?.parse::<f64>().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and small enough")]
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

/// The value of a custom field; a yes or no may be sent as such.
pub(super) fn field_value(field: Value<'_>) -> Option<Text<'_>> {
    let truth = || find(field, "Value")?.boolean().map(|truth| truth.to_string().into());
    text(field, "Value").or_else(truth)
}

pub(super) fn first_text<'d>(object: Value<'d>, names: &[&str]) -> Option<Text<'d>> {
    names.iter().find_map(|name| text(object, name))
}

pub(super) fn truth(object: Value<'_>, name: &str) -> bool {
    find(object, name).and_then(Value::boolean).unwrap_or(false)
}

/// An object, or a plain text that names it.
pub(super) fn indicator<'d>(value: Value<'d>, names: &[&str]) -> Option<Indicator<'d>> {
    if let Some(name) = value.text().filter(|name| !name.is_empty()) {
        return Some(Indicator { name, colour: None });
    }
    let colour = text(value, "Color");
    let name = first_text(value, names).or_else(|| colour.clone())?;
    Some(Indicator { name, colour })
}

pub(super) fn assigned(assignment: Value<'_>) -> Assigned<'_> {
    let resource = find(assignment, "Resource").unwrap_or(assignment);
    Assigned {
        name: first_text(resource, &["DisplayName", "Name"]),
        number: text(resource, "ResourceNo"),
        kind: find(resource, "ResourceType").and_then(|kind| text(kind, "DisplayName")),
    }
}
