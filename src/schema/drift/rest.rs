//! Keywords that are compared as they are written: what they come to cannot be told.

use serde_json::Value as Json;

use super::{Compared, Schema, keywords};

impl Compared<'_> {
    /// Compares them; more of what must all hold, and fewer ways, break nobody.
    pub(super) fn rest(&mut self, pointer: &str, old: &Schema, new: &Schema) {
        for keyword in keywords::REST {
            let before = general(old, keyword).map(|node| self.old.keyword(keyword, &node));
            let after = general(new, keyword).map(|node| self.new.keyword(keyword, &node));
            let (change, breaks, told) = match (&before, &after) {
                (None, None) => continue,
                (Some(before), Some(after)) if before == after => continue,
                (Some(before), Some(after)) if *keyword == "anyOf" && is_part(after, before) => {
                    ("values-narrowed", false, "has fewer ways now")
                }
                (Some(before), Some(after)) if *keyword == "allOf" && is_part(before, after) => {
                    ("form-added", false, "holds more now")
                }
                (Some(_), Some(_)) => ("unclear", true, "is another: look what it takes now"),
                (Some(_), None) => ("unclear", true, "no longer holds it"),
                (None, Some(_)) => ("form-added", false, "holds it now"),
            };
            self.rows.add(change, breaks, pointer, format!("`{keyword}` {told}"));
        }
    }
}

/// What a keyword holds but for custom fields, which are compared by their codes.
fn general(schema: &Schema, keyword: &str) -> Option<Json> {
    let value = schema.get(keyword)?;
    let Json::Array(parts) = value else { return Some(value.clone()) };
    let parts = parts.iter().filter(|part| part.get("x-custom-field").is_none());
    let parts: Vec<Json> = parts.cloned().collect();
    (!parts.is_empty()).then_some(Json::Array(parts))
}

/// Whether one list holds nothing that the other does not.
fn is_part(one: &Json, other: &Json) -> bool {
    let (Json::Array(one), Json::Array(other)) = (one, other) else { return false };
    one.iter().all(|way| other.contains(way))
}
