//! What a schema says of one place, wherever it is written.

use serde_json::{Map, Value as Json};

use super::references::{Names, REFERRING};
use super::spelling::{plain, takes_all};
use super::{limits, settled, types};
use crate::schema::advice::is_advice;

/// How many references are followed one after the other.
const LONGEST_WAY: usize = 64;

/// How deep keywords are written out that are compared as they are.
const DEEPEST: usize = 8;

/// What tells people something and holds nothing.
const ANNOTATIONS: [&str; 13] = [
    "title",
    "description",
    "$comment",
    "examples",
    "default",
    "deprecated",
    "$defs",
    "definitions",
    "$schema",
    "$id",
    "id",
    "$anchor",
    "$dynamicAnchor",
];

/// A schema, with all that it refers to.
pub(super) struct Written<'s> {
    pub names: Names<'s>,
}

impl<'s> Written<'s> {
    pub(super) fn of(root: &'s Json) -> Self {
        Self { names: Names::of(root) }
    }

    /// What a node says, with what it refers to and what all of must hold.
    pub(super) fn flat(&self, node: &Json) -> Map<String, Json> {
        let mut flat = self.shallow(node);
        for keyword in ["anyOf", "oneOf"] {
            self.unite(keyword, &mut flat);
        }
        settled::settle(&mut flat);
        flat
    }

    /// Of one of several ways, the types that they have together; that is all there is to them
    /// when they hold nothing else.
    fn unite(&self, keyword: &str, flat: &mut Map<String, Json>) {
        let Some(Json::Array(ways)) = flat.get(keyword) else { return };
        let ways: Vec<_> = ways.iter().map(|way| self.shallow(way)).collect();
        let types: Option<Vec<&Json>> = ways.iter().map(|way| way.get("type")).collect();
        let Some(types) = types else { return };
        let is_bare =
            |way: &Map<String, Json>| way.keys().all(|key| key == "type" || is_annotation(key));
        let is_all = ways.iter().all(is_bare) && (keyword == "anyOf" || types::are_apart(&types));
        let united = types::united(&types);
        if is_all {
            flat.remove(keyword);
        }
        merge(flat, "type", &united);
    }

    /// What one of several ways says, its own ways left out.
    fn shallow(&self, node: &Json) -> Map<String, Json> {
        let mut flat = Map::new();
        self.gather(node, &mut flat, LONGEST_WAY);
        if !flat.contains_key("type") {
            let types = types_of_values(&flat);
            flat.extend(types.map(|types| ("type".to_owned(), types)));
        }
        flat
    }

    fn gather(&self, node: &Json, flat: &mut Map<String, Json>, left: usize) {
        let members = &match node {
            Json::Object(members) if left > 0 => plain(members),
            Json::Bool(false) => return merge(flat, "not", &Json::Object(Map::new())),
            _ => return,
        };
        let referred = self.names.referred(node);
        if let Some((_, Some(target))) = referred {
            self.gather(target, flat, left - 1);
        }
        for part in members.get("allOf").and_then(Json::as_array).into_iter().flatten() {
            // Advice is promised to nobody.
            if is_advice(part) {
                continue;
            }
            if part.get("x-custom-field").is_some() || part.get("if").is_some() {
                merge(flat, "allOf", &Json::Array(vec![part.clone()]));
            } else {
                self.gather(part, flat, left - 1);
            }
        }
        for (keyword, value) in members {
            let is_referring = REFERRING.contains(&keyword.as_str());
            // What leads nowhere is compared as it is written.
            let is_followed =
                keyword == "allOf" || is_referring && !matches!(referred, Some((_, None)));
            if !is_followed {
                merge(flat, keyword, value);
            }
        }
    }

    /// A node with what it refers to written out, as far as that goes, and nothing that only
    /// tells people something.
    pub(super) fn expanded(&self, node: &Json) -> Json {
        self.written(node, DEEPEST)
    }

    /// The same of what one keyword of a node holds.
    pub(super) fn keyword(&self, keyword: &str, value: &Json) -> Json {
        self.held(keyword, value.clone(), DEEPEST)
    }

    fn written(&self, node: &Json, left: usize) -> Json {
        let Json::Object(members) = node else { return node.clone() };
        if left == 0 {
            return node.clone();
        }
        let target = self.names.referred(node).and_then(|(_, target)| target);
        let is_followed = target.is_some();
        let target = target.map(|target| self.written(target, left - 1));
        let mut own = target.and_then(|one| one.as_object().cloned()).unwrap_or_default();
        for (key, value) in plain(members) {
            let is_left_out = is_annotation(&key) || is_followed && REFERRING.contains(&&*key);
            if !is_left_out {
                let value = self.held(&key, value, left - 1);
                own.insert(key, value);
            }
        }
        Json::Object(own)
    }

    /// What a keyword holds, written out; lists whose order means nothing are in one order.
    fn held(&self, keyword: &str, value: Json, left: usize) -> Json {
        let written = |node: &Json| self.written(node, left);
        match (keyword, value) {
            ("enum" | "required", Json::Array(all)) => in_one_order(all),
            ("dependentRequired", Json::Object(map)) => {
                let sorted = |(name, all): (String, Json)| match all {
                    Json::Array(all) => (name, in_one_order(all)),
                    other => (name, other),
                };
                Json::Object(map.into_iter().map(sorted).collect())
            }
            ("properties" | "patternProperties" | "dependentSchemas", Json::Object(map)) => {
                Json::Object(map.iter().map(|(name, node)| (name.clone(), written(node))).collect())
            }
            ("anyOf" | "oneOf" | "allOf", Json::Array(all)) => {
                in_one_order(all.iter().map(written).collect())
            }
            ("prefixItems", Json::Array(all)) => all.iter().map(written).collect(),
            ("const", value) => value,
            (_, value) => written(&value),
        }
    }
}

/// A list whose order means nothing.
fn in_one_order(mut all: Vec<Json>) -> Json {
    all.sort_by_cached_key(Json::to_string);
    all.dedup();
    Json::Array(all)
}

/// Whether a keyword tells people something and holds nothing.
pub(super) fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// Whether nothing at all is taken.
pub(super) fn takes_nothing(flat: &Map<String, Json>) -> bool {
    flat.get("not").is_some_and(takes_all)
}

/// Adds a keyword to what is already said of a place.
fn merge(flat: &mut Map<String, Json>, keyword: &str, value: &Json) {
    let both = match (flat.remove(keyword), value) {
        (Some(Json::Object(mut before)), Json::Object(more))
            if matches!(keyword, "properties" | "patternProperties") =>
        {
            for (name, node) in more {
                let node = match before.remove(name) {
                    Some(other) => serde_json::json!({ "allOf": [other, node] }),
                    None => node.clone(),
                };
                before.insert(name.clone(), node);
            }
            Json::Object(before)
        }
        (Some(Json::Array(mut before)), Json::Array(more))
            if matches!(keyword, "required" | "allOf") =>
        {
            before.extend(more.iter().cloned());
            Json::Array(before)
        }
        (Some(before), value) => both_hold(keyword, before, value),
        (None, value) => value.clone(),
    };
    flat.insert(keyword.to_owned(), both);
}

/// What is left of two values of one keyword that must both hold.
fn both_hold(keyword: &str, before: Json, value: &Json) -> Json {
    let numbers = before.as_f64().zip(value.as_f64());
    match (keyword, numbers) {
        _ if before == *value => before,
        (keyword, Some((one, other))) if limits::is_upper(keyword).is_some() => {
            let is_stricter = (one < other) == (limits::is_upper(keyword) == Some(true));
            if is_stricter { before } else { value.clone() }
        }
        ("type", _) => types::both(&before, value),
        ("enum", _) => {
            let all = |value: &Json| value.as_array().cloned().unwrap_or(vec![value.clone()]);
            let others = all(value);
            all(&before).into_iter().filter(|one| others.contains(one)).collect()
        }
        // Both, in the place of one: no other schema says the same in another way.
        _ => Json::Array(vec![before, value.clone()]),
    }
}

/// The types of the only values that a place may have.
pub(super) fn types_of_values(flat: &Map<String, Json>) -> Option<Json> {
    let only = flat.get("const").map(std::slice::from_ref);
    let values = only.or_else(|| flat.get("enum").and_then(Json::as_array).map(Vec::as_slice))?;
    let name = |value: &Json| match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.as_f64().is_some_and(|one| one.fract() != 0.0) => "number",
        Json::Number(_) => "integer",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    };
    let names: std::collections::BTreeSet<_> = values.iter().map(name).collect();
    Some(names.into_iter().collect())
}
