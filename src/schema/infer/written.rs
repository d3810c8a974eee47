//! What was seen, written as a schema.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::ENOUGH;
use super::fields::Fields;
use super::seen::Seen;

/// The definitions of the bundled schema.
const DEFINITIONS: &str = "$defs";

/// The bundled schema, narrowed to what was seen.
pub(super) fn of(contract: &Json, seen: &Seen, fields: &Fields) -> Json {
    let writer = Writer { contract };
    let mut schema = writer.place("", Some(contract), seen, seen.present);
    let about = format!("Learned from {} payloads", seen.present);
    schema.remove("$id");
    schema.insert("title".into(), json!("A Dime.Scheduler appointment, as it was seen"));
    schema.insert("description".into(), json!(format!("{about}; `x-seen` counts. {OPEN}")));
    let mut schema = Json::Object(schema);
    let items = format!("/properties/{}/items", Fields::property());
    if let Some(item) = schema.pointer_mut(&items).filter(|item| item.is_object()) {
        fields.add_to(item);
    }
    schema[DEFINITIONS] = writer.definitions(&schema);
    schema
}

const OPEN: &str =
    "Properties that are not listed are welcome, and a failure of `x-advice` is a warning.";

struct Writer<'c> {
    contract: &'c Json,
}

impl Writer<'_> {
    /// The schema of a place: what is bundled for it, narrowed and added to.
    fn place(
        &self,
        name: &str,
        bundled: Option<&Json>,
        seen: &Seen,
        of: usize,
    ) -> Map<String, Json> {
        let mut schema = self.flattened(bundled.unwrap_or(&Json::Null));
        schema.remove(DEFINITIONS);
        unbroken(&mut schema, seen);
        let types = types(&schema, seen);
        let takes_null = types.contains("null");
        if !types.is_empty() {
            schema.insert("type".into(), one_or_more(types));
        }
        let is_open = ["enum", "pattern"].iter().all(|keyword| !schema.contains_key(*keyword));
        if let Some(choices) = seen.choices.of(name, takes_null).filter(|_| is_open)
            && !has_other_than_text(seen)
        {
            schema.insert("enum".into(), choices);
        }
        self.members(&mut schema, seen);
        self.items(&mut schema, seen);
        schema.insert("x-seen".into(), counted(seen, of));
        if bundled.is_none() {
            schema.insert("x-tier".into(), json!("inferred"));
        }
        schema
    }

    /// The properties of an object: those that were bundled and those that were seen.
    fn members(&self, schema: &mut Map<String, Json>, seen: &Seen) {
        let objects = seen.objects();
        if objects == 0 {
            return;
        }
        let bundled = schema.remove("properties");
        let bundled = bundled.as_ref().and_then(Json::as_object);
        let mut properties = Map::new();
        for (name, node) in bundled.into_iter().flatten() {
            if !seen.properties.contains_key(name) && !seen.is_crowded {
                let mut node = node.clone();
                node["x-seen"] = json!({ "in": 0, "of": objects });
                properties.insert(name.clone(), node);
            }
        }
        for (name, below) in &seen.properties {
            let node = bundled.and_then(|bundled| bundled.get(name));
            properties.insert(name.clone(), self.place(name, node, below, objects).into());
        }
        schema.insert("properties".into(), properties.into());
        let required = required(schema, seen);
        schema.remove("required");
        if !required.is_empty() {
            schema.insert("required".into(), json!(required));
        }
    }

    fn items(&self, schema: &mut Map<String, Json>, seen: &Seen) {
        if let Some(items) = seen.items.as_ref().filter(|items| items.values > 0) {
            let bundled = schema.remove("items");
            let item = self.place("", bundled.as_ref(), items, items.values);
            schema.insert("items".into(), item.into());
        }
    }

    /// A bundled schema with what it refers to written out; its own words count more.
    fn flattened(&self, node: &Json) -> Map<String, Json> {
        let own = node.as_object().cloned().unwrap_or_default();
        let target = own.get("$ref").and_then(|target| self.target(target));
        let mut flat = target.map(|target| self.flattened(target)).unwrap_or_default();
        flat.extend(own.into_iter().filter(|(keyword, _)| target.is_none() || keyword != "$ref"));
        if let Some(advice) = flat.get("x-advice") {
            let advice = self.flattened(advice);
            flat.insert("x-advice".into(), advice.into());
        }
        flat
    }

    fn target(&self, reference: &Json) -> Option<&Json> {
        self.contract.pointer(reference.as_str()?.strip_prefix('#')?)
    }

    /// The definitions that the schema still refers to, and those that they refer to.
    fn definitions(&self, schema: &Json) -> Json {
        let mut kept = Map::new();
        let mut open = references(schema);
        while let Some(name) = open.pop() {
            let definition = &self.contract[DEFINITIONS][&name];
            if !kept.contains_key(&name) {
                open.extend(references(definition));
                kept.insert(name, definition.clone());
            }
        }
        kept.into()
    }
}

/// The names of the definitions that a schema refers to.
fn references(schema: &Json) -> Vec<String> {
    match schema {
        Json::Object(members) => {
            let own = members.get("$ref").and_then(Json::as_str);
            let own = own.and_then(|target| target.strip_prefix("#/$defs/")).map(str::to_owned);
            own.into_iter().chain(members.values().flat_map(references)).collect()
        }
        Json::Array(elements) => elements.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// What tells people what a value should be, and holds nothing.
const TOLD: [&str; 2] = ["x-expects", "x-names"];

fn not_advised(schema: &mut Map<String, Json>, keyword: &str) {
    if let Some(Json::Object(advice)) = schema.get_mut("x-advice") {
        advice.remove(keyword);
    }
}

/// Takes out of a schema what a payload broke.
fn unbroken(schema: &mut Map<String, Json>, seen: &Seen) {
    let own = schema.get("allOf").and_then(Json::as_array).map_or(0, Vec::len);
    let mut left = Vec::new();
    for broken in &seen.broken {
        match broken.within {
            // Advice is promoted to the end of `allOf`.
            Some(at) if at >= own => not_advised(schema, &broken.keyword),
            Some(at) => left.push(at),
            // What is required is counted anew.
            None if broken.keyword == "required" => {}
            // Where nothing else is asked for, it is promoted to that.
            None => {
                if schema.remove(&broken.keyword).is_none() {
                    not_advised(schema, &broken.keyword);
                }
            }
        }
        for keyword in TOLD {
            schema.remove(keyword);
        }
    }
    if let Some(Json::Array(all)) = schema.get_mut("allOf") {
        let mut at = 0..;
        all.retain(|_| at.next().is_none_or(|at| !left.contains(&at)));
    }
    let is_bare = |keyword: &str, schema: &Map<String, Json>| match schema.get(keyword) {
        Some(Json::Array(all)) => all.is_empty(),
        Some(Json::Object(advice)) => advice.keys().all(|key| TOLD.contains(&&**key)),
        _ => false,
    };
    for keyword in ["allOf", "x-advice"] {
        if is_bare(keyword, schema) {
            schema.remove(keyword);
        }
    }
}

/// The types that a place takes; empty when any is taken.
fn types(schema: &Map<String, Json>, seen: &Seen) -> BTreeSet<String> {
    let hard = listed(schema.get("type"));
    let likely = listed(schema.get("x-advice").and_then(|advice| advice.get("type")));
    let bundled = if hard.is_empty() { &likely } else { &hard };
    let mut types: BTreeSet<String> = seen.types.keys().map(|&one| one.to_owned()).collect();
    let is_null_only = seen.types.keys().all(|one| *one == "null");
    if is_null_only || (seen.values < ENOUGH && !bundled.is_empty()) {
        // Too little to tell: what is bundled stays, and what was seen is taken too.
        if hard.is_empty() {
            return hard;
        }
        types.extend(hard);
    } else if seen.values < ENOUGH {
        types.insert("null".into());
    } else if types.contains("integer") && bundled.contains("number") {
        // Two hours are written `2` and `2.0`: a number stays one.
        types.insert("number".into());
    } else if bundled.contains("integer") && types.contains("number") {
        types.insert("integer".into());
        // `1.0` is a whole number where nothing was broken.
        if !seen.broken.iter().any(|broken| broken.keyword == "type") {
            types.remove("number");
        }
    }
    if types.contains("number") {
        types.remove("integer");
    }
    types
}

fn listed(types: Option<&Json>) -> BTreeSet<String> {
    let one = types.and_then(Json::as_str);
    let more = types.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    one.into_iter().chain(more).map(str::to_owned).collect()
}

fn one_or_more(types: BTreeSet<String>) -> Json {
    let types: Vec<String> = types.into_iter().collect();
    if let [one] = types.as_slice() { json!(one) } else { json!(types) }
}

fn has_other_than_text(seen: &Seen) -> bool {
    seen.types.keys().any(|one| !matches!(*one, "string" | "null"))
}

/// The properties that were never missing: those asked for before, and the rest once enough
/// objects were seen.
fn required(schema: &Map<String, Json>, seen: &Seen) -> Vec<String> {
    let before = listed(schema.get("required"));
    let always = seen.properties.iter().filter(|(_, below)| below.present == seen.objects());
    let is_enough = |name: &&String| seen.objects() >= ENOUGH || before.contains(*name);
    always.map(|(name, _)| name).filter(is_enough).cloned().collect()
}

/// How often a place was there, and with which types when there were several, or when values were
/// so few that other types are taken too.
fn counted(seen: &Seen, of: usize) -> Json {
    let present = if seen.present == 0 { seen.values } else { seen.present };
    let mut counted = json!({ "in": present, "of": of });
    if seen.types.len() > 1 || seen.values < ENOUGH {
        counted["types"] = json!(seen.types);
    }
    counted
}
