//! What a user's schema may ask for: looked at before it is compiled.
//!
//! The parts of a schema are followed as a judge would follow them. Some look at the same value
//! (`allOf`, `$ref`, …), some at what is in it (`properties`, `items`, …). Along the first kind
//! there must be no circle, no long chain, and not too many looks in all, for every value of every
//! payload is looked at as often; along the second a payload itself sets the bounds.

use std::collections::HashMap;

use jsonschema::{Draft, Registry, Uri};
use referencing::Resolver;
use serde_json::{Map, Value as Json};

use super::folder::Folder;
use super::references::{pointer_of, step, why};

/// How many parts may look at one value, one by order of the other: each takes some stack for
/// every level of a payload.
const DEEPEST: usize = 64;

/// How often one value may be looked at in all.
const MOST_LOOKS: f64 = 10_000.0;

/// How many parts a schema may have, with what it refers to.
const MOST_PARTS: usize = 100_000;

/// How many values a list of allowed values may have.
const MOST_VALUES: usize = 100_000;

/// How many patterns a schema may have: one may take megabytes when it is compiled.
const MOST_PATTERNS: usize = 1_000;

/// Keywords with a schema, a list of them or schemas by name, that look at the same value.
const HERE: [&str; 9] =
    ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies"];

/// Those that look at what is in it.
const BELOW: [&str; 10] = [
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "unevaluatedProperties",
    "items",
    "prefixItems",
    "additionalItems",
    "unevaluatedItems",
    "contains",
];

/// Keywords whose value is schemas by name.
const NAMED: [&str; 4] = ["dependentSchemas", "dependencies", "properties", "patternProperties"];

/// What is asked for too much, and where.
#[derive(Debug)]
pub(super) struct Excess {
    /// The document that it is in.
    pub uri: String,
    /// Where in it.
    pub pointer: String,
    /// What it is.
    pub message: String,
}

/// One part of a schema, and the parts that it orders to look.
struct Part<'r> {
    schema: &'r Json,
    resolver: Resolver<'r>,
    draft: Draft,
    here: Vec<usize>,
    below: Vec<usize>,
}

/// The parts of a schema that a payload may be judged by.
struct Parts<'r> {
    all: Vec<Part<'r>>,
    known: HashMap<*const Json, usize>,
    patterns: usize,
    folder: &'r Folder,
}

/// Follows a schema of a registry as far as it goes.
pub(super) fn check(
    registry: &Registry<'_>,
    base: Uri<String>,
    draft: Draft,
    folder: &Folder,
) -> Result<(), Excess> {
    let outside = |error: &dyn std::fmt::Display| Excess {
        uri: String::new(),
        pointer: String::new(),
        message: error.to_string(),
    };
    let resolver = registry.resolver(base);
    let root = resolver.lookup("#").map_err(|error| outside(&error))?;
    let mut parts = Parts { all: Vec::new(), known: HashMap::new(), patterns: 0, folder };
    let root_draft = draft.detect(root.contents());
    parts.enter(root.contents(), root.resolver().clone(), root_draft);
    let mut at = 0;
    while at < parts.all.len() {
        parts.follow(at)?;
        at += 1;
    }
    parts.weigh()
}

impl<'r> Parts<'r> {
    /// The number of a part, known or new.
    fn enter(&mut self, schema: &'r Json, resolver: Resolver<'r>, draft: Draft) -> usize {
        *self.known.entry(std::ptr::from_ref(schema)).or_insert_with(|| {
            self.all.push(Part { schema, resolver, draft, here: Vec::new(), below: Vec::new() });
            self.all.len() - 1
        })
    }

    /// Finds the parts that a part orders to look.
    fn follow(&mut self, at: usize) -> Result<(), Excess> {
        let Json::Object(members) = self.all[at].schema else { return Ok(()) };
        if self.all.len() > MOST_PARTS {
            let most = format!("it has more than {MOST_PARTS} parts");
            return Err(self.excess(at, None, most));
        }
        self.count(at, members)?;
        let is_older = matches!(self.all[at].draft, Draft::Draft4 | Draft::Draft6 | Draft::Draft7);
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            if let Some(reference) = members.get(keyword).and_then(Json::as_str) {
                let target = self.target(at, keyword, reference)?;
                self.all[at].here.push(target);
            }
        }
        // Older drafts look at nothing that stands beside a reference.
        if is_older && members.contains_key("$ref") {
            return Ok(());
        }
        for keyword in HERE {
            let children = self.children(at, members.get(keyword), keyword)?;
            self.all[at].here.extend(children);
        }
        for keyword in BELOW {
            let children = self.children(at, members.get(keyword), keyword)?;
            self.all[at].below.extend(children);
        }
        Ok(())
    }

    fn count(&mut self, at: usize, members: &Map<String, Json>) -> Result<(), Excess> {
        if members.get("enum").and_then(Json::as_array).is_some_and(|all| all.len() > MOST_VALUES) {
            let message = format!("its list of allowed values has more than {MOST_VALUES}");
            return Err(self.excess(at, Some("enum"), message));
        }
        let named = members.get("patternProperties").and_then(Json::as_object).map_or(0, Map::len);
        self.patterns += named + usize::from(members.contains_key("pattern"));
        if self.patterns > MOST_PATTERNS {
            let message = format!("it has more than {MOST_PATTERNS} patterns");
            return Err(self.excess(at, None, message));
        }
        Ok(())
    }

    fn target(&mut self, at: usize, keyword: &str, reference: &str) -> Result<usize, Excess> {
        match self.all[at].resolver.lookup(reference) {
            Ok(found) => {
                let (schema, resolver, draft) = found.into_inner();
                Ok(self.enter(schema, resolver, draft))
            }
            Err(error) => Err(self.excess(at, Some(keyword), why(&error, reference, self.folder))),
        }
    }

    /// The parts that a keyword holds: one, a list, or by name.
    fn children(
        &mut self,
        at: usize,
        value: Option<&'r Json>,
        keyword: &str,
    ) -> Result<Vec<usize>, Excess> {
        let schemas: Vec<&Json> = match value {
            Some(Json::Object(named)) if NAMED.contains(&keyword) => named.values().collect(),
            Some(Json::Array(all)) => all.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let mut children = Vec::new();
        for schema in schemas.into_iter().filter(|schema| schema.is_object()) {
            let draft = self.all[at].draft.detect(schema);
            let inside = self.all[at].resolver.in_subresource(draft.create_resource_ref(schema));
            let resolver = inside.map_err(|error| {
                self.excess(at, Some(keyword), format!("an id in it is none: {error}"))
            })?;
            children.push(self.enter(schema, resolver, draft));
        }
        Ok(children)
    }

    /// Adds up the looks at one value, and sees that they come to an end.
    fn weigh(&self) -> Result<(), Excess> {
        const UNSEEN: usize = usize::MAX;
        const OPEN: usize = usize::MAX - 1;
        let mut depth = vec![UNSEEN; self.all.len()];
        let mut looks = vec![0.0_f64; self.all.len()];
        for start in 0..self.all.len() {
            let mut way = vec![(start, 0)];
            while let Some((at, next)) = way.pop() {
                if depth[at] < OPEN {
                    continue;
                }
                depth[at] = OPEN;
                let Some(&child) = self.all[at].here.get(next) else {
                    let here = || self.all[at].here.iter();
                    depth[at] = 1 + here().map(|child| depth[*child]).max().unwrap_or_default();
                    looks[at] = self.all[at].weight(here().map(|child| looks[*child]).sum());
                    self.hold(at, depth[at], looks[at])?;
                    continue;
                };
                if depth[child] == OPEN {
                    let circle = "it refers to itself without looking any deeper: that never ends";
                    return Err(self.excess(at, None, circle.to_owned()));
                }
                way.push((at, next + 1));
                way.push((child, 0));
            }
        }
        Ok(())
    }

    fn hold(&self, at: usize, depth: usize, looks: f64) -> Result<(), Excess> {
        if depth > DEEPEST {
            let message = format!("more than {DEEPEST} of its parts follow one from the other");
            return Err(self.excess(at, None, message));
        }
        if looks > MOST_LOOKS {
            let message = format!("its parts look at one value more than {MOST_LOOKS} times");
            return Err(self.excess(at, None, message));
        }
        Ok(())
    }

    /// What is too much at a part: at its reference or its keyword when there is one.
    fn excess(&self, at: usize, keyword: Option<&str>, message: String) -> Excess {
        let part = &self.all[at];
        let resolver = &part.resolver;
        let uri = resolver.base_uri().as_str().to_owned();
        let root = resolver.lookup("#").ok();
        let pointer = root.and_then(|root| pointer_of(root.contents(), part.schema));
        let mut pointer = pointer.unwrap_or_default();
        let keyword = keyword.or_else(|| part.schema.get("$ref").map(|_| "$ref"));
        if let Some(keyword) = keyword {
            step(&mut pointer, keyword);
        }
        Excess { uri, pointer, message }
    }
}

impl Part<'_> {
    /// How often a value is looked at, when what is ordered looks so often: what is left over by
    /// the others is found by having them all look once more.
    fn weight(&self, ordered: f64) -> f64 {
        let has = |keyword: &str| self.schema.get(keyword).is_some();
        let again = has("unevaluatedProperties") || has("unevaluatedItems");
        (1.0 + ordered) * if again { 2.0 } else { 1.0 }
    }
}
