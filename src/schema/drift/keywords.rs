//! Keywords that hold a value, compared one by one.

use serde_json::{Map, Value as Json};

use super::few;
use super::rows::Rows;
use crate::json::canonical;
use crate::message::quoted;

type Schema = Map<String, Json>;

/// How many values are told.
const MOST: usize = 5;

/// Keywords about the form of a text.
const FORMS: [&str; 4] = ["pattern", "format", "contentEncoding", "contentMediaType"];

/// Keywords that are compared as they are written.
pub(super) const REST: &[&str] = &[
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "contains",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "uniqueItems",
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
];

/// What differs in the values that are allowed.
pub(super) fn values(at: &str, old: &Schema, new: &Schema, rows: &mut Rows) {
    let of = |schema: &Schema| match (schema.get("enum"), schema.get("const")) {
        (_, Some(only)) => Some(vec![only.clone()]),
        (Some(Json::Array(all)), _) => Some(all.clone()),
        _ => None,
    };
    match (of(old), of(new)) {
        (Some(before), None) if few::are_too_few(new, few::A_CHOICE) => {
            let told =
                format!("may have other values than {}: too few were seen to tell", list(&before));
            rows.add("values-widened", false, at, told);
        }
        (Some(before), None) => {
            let told = format!("may have other values than {}", list(&before));
            rows.add("values-widened", true, at, told);
        }
        (None, Some(after)) => {
            rows.add("values-narrowed", false, at, format!("is only {} now", list(&after)));
        }
        (Some(before), Some(after)) => {
            let not_in = |all: &[Json], others: &[Json]| -> Vec<Json> {
                let is_there = |one: &Json| others.iter().any(|other| are_equal(one, other));
                all.iter().filter(|one| !is_there(one)).cloned().collect()
            };
            let (more, less) = (not_in(&after, &before), not_in(&before, &after));
            if !more.is_empty() {
                rows.add("values-widened", true, at, format!("may be {} now", list(&more)));
            }
            if !less.is_empty() {
                let told = format!("is never {} any more", list(&less));
                rows.add("values-narrowed", false, at, told);
            }
        }
        (None, None) => {}
    }
}

/// What differs in the form of texts.
pub(super) fn forms(at: &str, old: &Schema, new: &Schema, rows: &mut Rows) {
    for keyword in FORMS {
        match (old.get(keyword), new.get(keyword)) {
            (Some(before), Some(after)) if before != after => {
                let told = format!("`{keyword}` is {}, and was {}", one(after), one(before));
                rows.add("form-changed", true, at, told);
            }
            (Some(before), None) => {
                let told = format!("`{keyword}` was {}, and is no more", one(before));
                rows.add("form-gone", true, at, told);
            }
            (None, Some(after)) => {
                rows.add("form-added", false, at, format!("`{keyword}` is {} now", one(after)));
            }
            _ => {}
        }
    }
}

/// Whether properties that are not listed may come.
pub(super) fn open(at: &str, old: &Schema, new: &Schema, rows: &mut Rows) {
    let [before, after] =
        [old, new].map(|schema| schema.get("additionalProperties") == Some(&Json::Bool(false)));
    match (before, after) {
        (true, false) => {
            rows.add("opened", true, at, "may have properties that are not listed".to_owned());
        }
        (false, true) => {
            rows.add("closed", false, at, "has only properties that are listed".to_owned());
        }
        _ => {}
    }
}

/// Whether they are one value: 1 and 1.0 are.
pub(super) fn are_equal(one: &Json, other: &Json) -> bool {
    let number = |value: &Json| value.as_number().map(|digits| canonical(&digits.to_string()));
    one == other || number(one).is_some_and(|digits| number(other) == Some(digits))
}

fn list(values: &[Json]) -> String {
    let told = values.iter().take(MOST).map(one).collect::<Vec<_>>().join(", ");
    match values.len().saturating_sub(MOST) {
        0 => told,
        more => format!("{told} or {more} more"),
    }
}

fn one(value: &Json) -> String {
    quoted(&value.to_string())
}
