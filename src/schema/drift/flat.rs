//! What a schema says of one place, wherever it is written.

use serde_json::{Map, Value as Json};

use crate::schema::advice::is_advice;

/// How many references are followed one after the other.
const LONGEST_WAY: usize = 64;

/// How deep keywords are written out that are compared as they are.
const DEEPEST: usize = 8;

/// What tells people something and holds nothing.
const ANNOTATIONS: [&str; 7] =
    ["title", "description", "$comment", "examples", "default", "deprecated", "$defs"];

/// A schema, with all that it refers to.
pub(super) struct Written<'s> {
    pub root: &'s Json,
}

impl Written<'_> {
    /// What a node says, with what it refers to and what all of must hold.
    pub(super) fn flat(&self, node: &Json) -> Map<String, Json> {
        let mut flat = Map::new();
        self.gather(node, &mut flat, LONGEST_WAY);
        flat
    }

    fn gather(&self, node: &Json, flat: &mut Map<String, Json>, left: usize) {
        let members = match node {
            Json::Object(members) if left > 0 => members,
            Json::Bool(false) => return merge(flat, "not", &Json::Object(Map::new())),
            _ => return,
        };
        if let Some(target) = members.get("$ref").and_then(|target| self.target(target)) {
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
            let is_followed = keyword == "allOf" || keyword == "$ref" && value.is_string();
            if !is_followed {
                merge(flat, keyword, value);
            }
        }
    }

    fn target(&self, reference: &Json) -> Option<&Json> {
        let pointer = reference.as_str()?.strip_prefix('#')?;
        self.root.pointer(pointer)
    }

    /// A node with what it refers to written out, as far as that goes, and nothing that only
    /// tells people something.
    pub(super) fn expanded(&self, node: &Json) -> Json {
        self.written(node, DEEPEST)
    }

    fn written(&self, node: &Json, left: usize) -> Json {
        if left == 0 {
            return node.clone();
        }
        match node {
            Json::Object(members) => {
                let target = members.get("$ref").and_then(|target| self.target(target));
                let target = target.map(|target| self.written(target, left - 1));
                let mut own = target.and_then(|one| one.as_object().cloned()).unwrap_or_default();
                for (key, value) in members {
                    let is_told = ANNOTATIONS.contains(&key.as_str()) || key.starts_with("x-");
                    if !is_told && (key != "$ref" || own.is_empty()) {
                        own.insert(key.clone(), self.written(value, left - 1));
                    }
                }
                Json::Object(own)
            }
            Json::Array(all) => all.iter().map(|one| self.written(one, left - 1)).collect(),
            other => other.clone(),
        }
    }
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
        _ => value.clone(),
    };
    flat.insert(keyword.to_owned(), both);
}
