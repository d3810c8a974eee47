//! The types that a place takes.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::rows::Rows;

/// What differs in the types of a place.
pub(super) fn compare(at: &str, old: &Map<String, Json>, new: &Map<String, Json>, rows: &mut Rows) {
    let (before, after) = (of(old), of(new));
    match (before.is_empty(), after.is_empty()) {
        (true, true) => {}
        (true, false) => {
            rows.add("type-narrowed", false, at, format!("is {} only now", list(&after)));
        }
        (false, true) => {
            let told = format!("may be anything, and was {}", list(&before));
            rows.add("type-widened", true, at, told);
        }
        (false, false) => {
            let not_in = |all: &BTreeSet<String>, others: &BTreeSet<String>| -> BTreeSet<String> {
                let covered = |one: &String| {
                    others.contains(one) || one == "integer" && others.contains("number")
                };
                all.iter().filter(|one| !covered(one)).cloned().collect()
            };
            let (more, less) = (not_in(&after, &before), not_in(&before, &after));
            if !more.is_empty() {
                let told = format!("may be {} now, and was {}", list(&more), list(&before));
                rows.add("type-widened", true, at, told);
            }
            if !less.is_empty() {
                let told = format!("is never {} any more", list(&less));
                rows.add("type-narrowed", false, at, told);
            }
        }
    }
}

/// The types of a place in words.
pub(super) fn words(schema: &Map<String, Json>) -> String {
    let types = of(schema);
    if types.is_empty() { "anything".to_owned() } else { list(&types) }
}

fn of(schema: &Map<String, Json>) -> BTreeSet<String> {
    let types = match schema.get("type") {
        Some(Json::Array(all)) => all.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    types.iter().filter_map(Json::as_str).map(str::to_owned).collect()
}

fn list(types: &BTreeSet<String>) -> String {
    let word = |name: &String| match name.as_str() {
        "array" => "a list".to_owned(),
        "boolean" => "true or false".to_owned(),
        "integer" => "a whole number".to_owned(),
        "number" => "a number".to_owned(),
        "object" => "an object".to_owned(),
        "string" => "text".to_owned(),
        other => other.to_owned(),
    };
    types.iter().map(word).collect::<Vec<_>>().join(" or ")
}
