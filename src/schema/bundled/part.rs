//! What is compiled of the bundled schema: the part that a payload can meet, written out.
//!
//! Nearly every property refers to one of a few definitions. Each step from one part of a schema to
//! another costs every payload something, so what holds no properties stands where it is referred
//! to.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::appointment;
use crate::json::{Kind, Value};
use crate::schema::forms;
use crate::schema::instance::as_serde;

/// Where a schema says what holds for each property.
const PROPERTIES: &str = "properties";

/// Where it has what it refers to, and how it refers to that.
const DEFINITIONS: &str = "$defs";
const REFERENCE: &str = "$ref";

/// What a schema says to people alone.
const NOTES: [&str; 2] = ["description", "x-source"];

/// The keys of all objects of a payload.
pub(super) fn keys_of(payload: Value<'_>) -> HashSet<String> {
    let mut keys = HashSet::new();
    let mut left = vec![payload];
    while let Some(value) = left.pop() {
        left.extend(value.elements());
        for member in value.members() {
            keys.extend(member.key.text().map(std::borrow::Cow::into_owned));
            left.push(member.value);
        }
    }
    keys
}

/// A part of the schema: of its properties those that have one of these keys.
#[derive(Clone, Copy)]
pub(super) struct Part<'k> {
    pub(super) keys: Option<&'k HashSet<String>>,
}

impl Part<'_> {
    /// What is compiled of a schema.
    pub(super) fn of(self, schema: Value<'_>) -> Json {
        match schema.kind() {
            Kind::Array => schema.elements().map(|one| self.of(one)).collect(),
            Kind::Object => match leaf(schema) {
                Some((name, leaf)) => forms::in_place_of_pattern(&name, self.keywords(leaf)),
                None => self.keywords(schema),
            },
            _ => as_serde(schema),
        }
    }

    fn keywords(self, schema: Value<'_>) -> Json {
        let named = |(name, value): (String, Value<'_>)| {
            let part = match &*name {
                PROPERTIES => self.each(value, |name, _| self.is_met(name)),
                // What is no leaf.
                DEFINITIONS => self.each(value, |_, one| one.get(PROPERTIES).is_some()),
                _ => self.of(value),
            };
            (name, part)
        };
        members(schema).filter(|(name, _)| !NOTES.contains(&&**name)).map(named).collect()
    }

    /// Schemas by names, which are no keywords.
    fn each(self, schemas: Value<'_>, is_taken: impl Fn(&str, Value<'_>) -> bool) -> Json {
        let taken = members(schemas).filter(|(name, one)| is_taken(name, *one));
        taken.map(|(name, one)| (name, self.of(one))).collect()
    }

    fn is_met(self, name: &str) -> bool {
        self.keys.is_none_or(|keys| keys.contains(name))
    }
}

fn members(value: Value<'_>) -> impl Iterator<Item = (String, Value<'_>)> {
    value.members().filter_map(|one| Some((one.key.text()?.into_owned(), one.value)))
}

/// The definition that a schema is a reference to, and its name, when it has no properties.
fn leaf(schema: Value<'_>) -> Option<(String, Value<'static>)> {
    let reference = schema.get(REFERENCE)?.text()?;
    let name = reference.strip_prefix("#/")?.strip_prefix(DEFINITIONS)?.strip_prefix('/')?;
    let definition = appointment().root().get(DEFINITIONS)?.get(name)?;
    definition.get(PROPERTIES).is_none().then(|| (name.to_owned(), definition))
}
