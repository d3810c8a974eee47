//! Properties that are there wherever another is: `dependentRequired`.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::required;
use super::rows::Rows;

/// What differs in what comes wherever something else does.
pub(super) fn compare(at: &str, old: &Map<String, Json>, new: &Map<String, Json>, rows: &mut Rows) {
    let (before, after) = (pairs(old), pairs(new));
    // What always comes, comes beside anything.
    let (always_before, always_after) = (required(old), required(new));
    for (one, needed) in before.difference(&after) {
        if !always_after.contains(needed) {
            let told = format!("is no longer always there where `{one}` is");
            rows.add("property-optional", true, &below(at, needed), told);
        }
    }
    for (one, needed) in after.difference(&before) {
        if !always_before.contains(needed) {
            let told = format!("is always there now where `{one}` is");
            rows.add("property-required", false, &below(at, needed), told);
        }
    }
}

/// A property and what it needs, one by one.
fn pairs(schema: &Map<String, Json>) -> BTreeSet<(String, String)> {
    let all = schema.get("dependentRequired").and_then(Json::as_object).into_iter().flatten();
    let pairs = all.flat_map(|(one, needs)| {
        let names = needs.as_array().into_iter().flatten().filter_map(Json::as_str);
        names.map(|needed| (one.clone(), needed.to_owned()))
    });
    pairs.filter(|(one, needed)| one != needed).collect()
}

fn below(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}
