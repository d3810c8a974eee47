//! The names of numbers that stand for something: `x-names` of a schema, each by its number.

use std::borrow::Cow;

use serde_json::Value as Json;

/// Every number of a schema that has a name, and the name.
pub(super) fn of(schema: &Json) -> Vec<(&str, &str)> {
    let names = schema.get("x-names").and_then(Json::as_object).into_iter().flatten();
    names.filter_map(|(number, name)| Some((number.as_str(), name.as_str()?))).collect()
}

/// What a value should be, in the words of its schema: `x-expects`, or the numbers with their
/// names.
pub(super) fn expected(schema: &Json) -> Option<Cow<'_, str>> {
    if let Some(words) = schema.get("x-expects").and_then(Json::as_str) {
        return Some(words.into());
    }
    let mut all: Vec<String> =
        of(schema).iter().map(|(number, name)| format!("{number} ({name})")).collect();
    let last = all.pop()?;
    Some(if all.is_empty() { last.into() } else { format!("{} or {last}", all.join(", ")).into() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_told_with_their_names() {
        let told = |schema: Json| expected(&schema).map(Cow::into_owned);
        let names = json!({ "x-names": { "0": "low", "1": "high", "5": "top" } });
        assert_eq!(told(names).as_deref(), Some("0 (low), 1 (high) or 5 (top)"));
        assert_eq!(told(json!({ "x-names": { "0": "low" } })).as_deref(), Some("0 (low)"));
        assert_eq!(told(json!({ "x-expects": "a GUID" })).as_deref(), Some("a GUID"));
        assert_eq!(told(json!({})), None);
    }
}
