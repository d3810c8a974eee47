//! What the keywords of one place come to together.

use serde_json::{Map, Value as Json};

use super::flat::types_of_values;
use super::{steps, types};

type Schema = Map<String, Json>;

/// Leaves out what says nothing beside what else is said of a place.
pub(super) fn settle(flat: &mut Schema) {
    values(flat);
    steps::settle(flat);
    let is = |flat: &Schema, keyword: &str, count: f64| {
        flat.get(keyword).and_then(Json::as_f64) == Some(count)
    };
    // None of a kind, and any number of them.
    if is(flat, "minContains", 0.0) && !flat.contains_key("maxContains") {
        flat.remove("contains");
        flat.remove("minContains");
    }
}

/// Of the only values that a place takes, those of its types; no other type is left.
fn values(flat: &mut Schema) {
    let Some(Json::Array(values)) = flat.get("enum") else { return };
    let is_taken = |value: &&Json| {
        let one = Map::from_iter([("const".to_owned(), (*value).clone())]);
        types_of_values(&one).is_some_and(|of_value| types::take(flat, &of_value))
    };
    let left: Vec<Json> = values.iter().filter(is_taken).cloned().collect();
    if left.is_empty() {
        return;
    }
    flat.insert("enum".to_owned(), Json::Array(left));
    if let Some(types) = types_of_values(flat) {
        flat.insert("type".to_owned(), types);
    }
}

/// The keywords that are about values of one type alone.
const ABOUT: [(&str, &[&str]); 4] = [
    (
        "array",
        &[
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "minContains",
            "maxContains",
            "unevaluatedItems",
        ],
    ),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    (
        "object",
        &[
            "properties",
            "patternProperties",
            "additionalProperties",
            "required",
            "minProperties",
            "maxProperties",
            "propertyNames",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedProperties",
        ],
    ),
    ("string", &["minLength", "maxLength", "pattern"]),
];

/// Leaves out, in both, what is about values that one of them does not take: that is told by the
/// types.
pub(super) fn in_common(mut old: Schema, mut new: Schema) -> (Schema, Schema) {
    for (name, keywords) in ABOUT {
        let is_taken = |schema: &Schema| match name {
            "number" => {
                [name, "integer"].iter().any(|name| types::take(schema, &Json::from(*name)))
            }
            _ => types::take(schema, &Json::from(name)),
        };
        if !(is_taken(&old) && is_taken(&new)) {
            for schema in [&mut old, &mut new] {
                schema.retain(|keyword, _| !keywords.contains(&keyword.as_str()));
            }
        }
    }
    (old, new)
}
