//! Custom fields, which a learned schema knows by their codes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::rows::Rows;
use super::{counted, seen};
use crate::appointment::lists::{CUSTOM_FIELD, CUSTOM_FIELD_TYPE};
use crate::message::quoted;

/// What differs in the custom fields of a list's items.
pub(super) fn compare(at: &str, old: &Map<String, Json>, new: &Map<String, Json>, rows: &mut Rows) {
    let (was, is) = (fields(old), fields(new));
    if was.is_empty() && is.is_empty() {
        return;
    }
    for (code, before) in &was {
        let Some(after) = is.get(code) else {
            let always = seen(before) == before["x-seen"]["of"].as_u64();
            let told = if always { "it was always there" } else { "it was optional" };
            let told = format!("custom field `{}` is gone; {told}", quoted(code));
            rows.add("property-gone", always, at, told);
            continue;
        };
        let more: Vec<String> = types(after).difference(&types(before)).cloned().collect();
        let is_held = |row: &Json| row.get("then").is_some();
        if is_held(before) && (!more.is_empty() || !is_held(after)) {
            let now = match &more[..] {
                [] => "of any type".to_owned(),
                more => format!("of type {}", more.join(" or ")),
            };
            let told = format!("custom field `{}` may be {now} now", quoted(code));
            rows.add("values-widened", true, at, told);
        }
    }
    for (code, after) in is.iter().filter(|(code, _)| !was.contains_key(*code)) {
        let told = format!("custom field `{}` is new{}", quoted(code), counted(after));
        rows.add("property-added", false, at, told);
    }
}

fn fields(schema: &Map<String, Json>) -> BTreeMap<String, Json> {
    let rows = schema.get("allOf").and_then(Json::as_array).into_iter().flatten();
    let code = |row: &Json| Some((row.get("x-custom-field")?.as_str()?.to_owned(), row.clone()));
    rows.filter_map(code).collect()
}

fn types(row: &Json) -> BTreeSet<String> {
    let field = &row["then"]["properties"][CUSTOM_FIELD]["properties"][CUSTOM_FIELD_TYPE];
    field["enum"].as_array().into_iter().flatten().map(Json::to_string).collect()
}
