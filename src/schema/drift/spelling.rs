//! One spelling for what drafts of JSON Schema write in several ways; what holds nothing is left
//! out.

use serde_json::{Map, Value as Json};

use super::keywords::are_equal;

type Schema = Map<String, Json>;

/// Limits that are flags in draft 4: whether the number beside them is left out itself.
const FLAGS: [(&str, &str); 2] = [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")];

/// Every type that a value may have; a whole number is a number.
const ALL_TYPES: [&str; 6] = ["array", "boolean", "null", "number", "object", "string"];

/// Keywords that hold nothing where their schema takes everything.
const OPEN: [&str; 6] = [
    "additionalProperties",
    "items",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "prefixItems",
];

/// What a schema says, as the newest draft would spell it.
pub(super) fn plain(members: &Schema) -> Schema {
    let mut plain = members.clone();
    limits(&mut plain);
    values(&mut plain);
    places(&mut plain);
    dependencies(&mut plain);
    conditions(&mut plain);
    for keyword in OPEN {
        plain.retain(|key, value| key != keyword || !takes_all(value));
    }
    if plain.get("additionalProperties").is_some_and(takes_none) {
        plain.insert("additionalProperties".to_owned(), Json::Bool(false));
    }
    plain
}

/// Whether a schema takes whatever there is.
pub(super) fn takes_all(schema: &Json) -> bool {
    let is_empty = || schema.as_object().is_some_and(Map::is_empty);
    schema == &Json::Bool(true) || is_empty() || schema.as_array().is_some_and(Vec::is_empty)
}

fn takes_none(schema: &Json) -> bool {
    let is_not = |members: &Schema| members.len() == 1 && members.get("not").is_some_and(takes_all);
    schema == &Json::Bool(false) || schema.as_object().is_some_and(is_not)
}

/// `{"minimum": 1, "exclusiveMinimum": true}`, and lists that may hold an item twice.
fn limits(schema: &mut Schema) {
    for (flag, limit) in FLAGS {
        let Some(Json::Bool(is_exclusive)) = schema.get(flag).cloned() else { continue };
        schema.remove(flag);
        if let Some(number) = schema.remove(limit) {
            schema.insert(if is_exclusive { flag } else { limit }.to_owned(), number);
        }
    }
    schema.retain(|key, value| key != "uniqueItems" || value == &Json::Bool(true));
}

/// One value alone, and types in one order.
fn values(schema: &mut Schema) {
    if let Some(only) = schema.remove("const") {
        let all = schema.get("enum").and_then(Json::as_array);
        if all.is_some_and(|all| !all.iter().any(|one| are_equal(one, &only))) {
            // No value is both.
            schema.insert("not".to_owned(), Json::Object(Map::new()));
        }
        schema.insert("enum".to_owned(), Json::Array(vec![only]));
    }
    let Some(Json::Array(types)) = schema.get("type") else { return };
    let mut types: Vec<Json> = types.clone();
    types.sort_by_key(Json::to_string);
    types.dedup();
    if types.iter().any(|one| one == "number") {
        types.retain(|one| one != "integer");
    }
    let is_any = ALL_TYPES.iter().all(|name| types.iter().any(|one| one == name));
    schema.remove("type");
    if !is_any {
        let types = if types.len() == 1 { types.remove(0) } else { Json::Array(types) };
        schema.insert("type".to_owned(), types);
    }
}

/// The places of a list: `items` was what `prefixItems` is, and `additionalItems` the rest.
fn places(schema: &mut Schema) {
    let rest = schema.remove("additionalItems");
    if schema.get("items").is_some_and(Json::is_array) {
        let places = schema.remove("items").unwrap_or_default();
        schema.insert("prefixItems".to_owned(), places);
        schema.extend(rest.map(|rest| ("items".to_owned(), rest)));
    }
    if !schema.contains_key("contains") {
        schema.remove("minContains");
        schema.remove("maxContains");
    }
}

/// `dependencies`, which were parted into properties that must be there too, and schemas.
fn dependencies(schema: &mut Schema) {
    let map = |schema: &mut Schema, keyword: &str| match schema.remove(keyword) {
        Some(Json::Object(map)) => map,
        _ => Map::new(),
    };
    let mut required = map(schema, "dependentRequired");
    let mut schemas = Map::new();
    let all = map(schema, "dependentSchemas").into_iter().chain(map(schema, "dependencies"));
    for (name, needs) in all {
        match names(&needs) {
            Some(names) => match required.get_mut(&name) {
                Some(Json::Array(all)) => all.extend(names),
                _ => drop(required.insert(name, Json::Array(names))),
            },
            None if takes_all(&needs) => {}
            None => drop(schemas.insert(name, needs)),
        }
    }
    for (keyword, map) in [("dependentRequired", required), ("dependentSchemas", schemas)] {
        if !map.is_empty() {
            schema.insert(keyword.to_owned(), Json::Object(map));
        }
    }
}

/// The properties that something needs, when it needs nothing else.
fn names(needs: &Json) -> Option<Vec<Json>> {
    let alone = |members: &Schema| {
        let names = members.get("required").filter(|_| members.len() == 1);
        names.and_then(Json::as_array).cloned()
    };
    needs.as_array().cloned().or_else(|| needs.as_object().and_then(alone))
}

/// What is asked and has no answer, and what is met by anything.
fn conditions(schema: &mut Schema) {
    let has = |schema: &Schema, keyword: &str| schema.contains_key(keyword);
    if !has(schema, "if") {
        schema.remove("then");
        schema.remove("else");
    } else if !has(schema, "then") && !has(schema, "else") {
        schema.remove("if");
    }
    schema.retain(|key, value| key != "not" || !takes_none(value));
    let is_met = |ways: &Json| ways.as_array().is_some_and(|ways| ways.iter().any(takes_all));
    schema.retain(|key, value| key != "anyOf" || !is_met(value));
}
