//! The types that a place takes.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::few;
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
            let more = not_in(&after, &before);
            // What few values cannot tell is taken too, and shows nothing.
            let more: BTreeSet<String> =
                more.into_iter().filter(|one| few::saw(new, one) != Some(false)).collect();
            let less = not_in(&before, &after);
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

/// The types that others do not cover.
fn not_in(all: &BTreeSet<String>, others: &BTreeSet<String>) -> BTreeSet<String> {
    let covered =
        |one: &String| others.contains(one) || one == "integer" && others.contains("number");
    all.iter().filter(|one| !covered(one)).cloned().collect()
}

/// The types that two lists have in common.
pub(super) fn both(one: &Json, other: &Json) -> Json {
    let (one, other) = (listed(one), listed(other));
    let covered = |types: &BTreeSet<String>, by: &BTreeSet<String>| -> BTreeSet<String> {
        types.difference(&not_in(types, by)).cloned().collect()
    };
    covered(&one, &other).union(&covered(&other, &one)).cloned().collect()
}

/// The types of several lists together.
pub(super) fn united(all: &[&Json]) -> Json {
    let all: BTreeSet<String> = all.iter().flat_map(|types| listed(types)).collect();
    let is_covered = |one: &String| one == "integer" && all.contains("number");
    all.iter().filter(|one| !is_covered(one)).cloned().collect()
}

/// Whether no value has a type of two of several lists.
pub(super) fn are_apart(all: &[&Json]) -> bool {
    let sets: Vec<_> = all.iter().map(|types| listed(types)).collect();
    sets.iter().enumerate().all(|(at, one)| {
        let meets = |other: &BTreeSet<String>| {
            not_in(one, other).len() < one.len() || not_in(other, one).len() < other.len()
        };
        !sets[..at].iter().any(meets)
    })
}

/// Whether the only numbers that a place takes are whole ones.
pub(super) fn are_whole_numbers(schema: &Map<String, Json>) -> bool {
    let types = of(schema);
    types.contains("integer") && !types.contains("number")
}

/// Whether a place takes values of all of some types.
pub(super) fn take(schema: &Map<String, Json>, types: &Json) -> bool {
    let own = of(schema);
    own.is_empty() || not_in(&listed(types), &own).is_empty()
}

/// Makes any number a whole one, for something else says that no other is taken.
pub(super) fn make_whole(schema: &mut Map<String, Json>) {
    let mut types = of(schema);
    if types.remove("number") {
        types.insert("integer".to_owned());
        schema.insert("type".to_owned(), types.into_iter().collect());
    }
}

/// The types of a place in words.
pub(super) fn words(schema: &Map<String, Json>) -> String {
    let types = of(schema);
    if types.is_empty() { "anything".to_owned() } else { list(&types) }
}

fn of(schema: &Map<String, Json>) -> BTreeSet<String> {
    schema.get("type").map(listed).unwrap_or_default()
}

fn listed(types: &Json) -> BTreeSet<String> {
    let types = types.as_array().map_or(std::slice::from_ref(types), Vec::as_slice);
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
