//! The custom fields of a tenant, by their codes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::ENOUGH;
use crate::appointment::lists::{
    CUSTOM_FIELD, CUSTOM_FIELD_CODE, CUSTOM_FIELD_TYPE, CUSTOM_FIELDS,
};
use crate::json::Value;
use crate::secret::is_suspect;

/// How many codes are told apart: past that they are no codes.
const MOST: usize = 500;

/// How many bytes a code has at most; a longer one is none.
const LONGEST: usize = 200;

/// How many types a code has at most, in all that was seen; more are no types.
const MOST_TYPES: usize = 20;

/// Every code that was seen.
#[derive(Debug, Default)]
pub(super) struct Fields {
    payloads: usize,
    codes: BTreeMap<String, Field>,
    has_too_many: bool,
    /// A code was neither text nor null, or a text that a secret may be in.
    has_odd_code: bool,
}

#[derive(Debug, Default)]
struct Field {
    payloads: usize,
    counted: usize,
    /// The types; none any more once one of them is no whole number.
    types: Option<BTreeSet<i64>>,
    has_odd_type: bool,
}

impl Fields {
    /// Sees the custom fields of one more payload.
    pub(super) fn see(&mut self, payload: Value<'_>) {
        self.payloads += 1;
        for list in CUSTOM_FIELDS.names.iter().flat_map(|name| named(payload, name)) {
            for field in list.elements().flat_map(|item| named(item, CUSTOM_FIELD)) {
                for code in named(field, CUSTOM_FIELD_CODE) {
                    match code.text() {
                        Some(code) if is_suspect(&code) => self.has_odd_code = true,
                        Some(code) => self.see_field(&code, field),
                        None => self.has_odd_code |= !code.is_null(),
                    }
                }
            }
        }
    }

    fn see_field(&mut self, code: &str, field: Value<'_>) {
        let is_full = self.codes.len() >= MOST && !self.codes.contains_key(code);
        if is_full || code.len() > LONGEST {
            self.has_too_many = true;
            return;
        }
        let payloads = self.payloads;
        let seen = self.codes.entry(code.to_owned()).or_default();
        seen.payloads += usize::from(seen.counted != payloads);
        seen.counted = payloads;
        for one in named(field, CUSTOM_FIELD_TYPE) {
            match one.number().and_then(|digits| digits.parse().ok()) {
                Some(_) if seen.has_odd_type => {}
                Some(number) => _ = seen.types.get_or_insert_default().insert(number),
                None => seen.has_odd_type = true,
            }
            seen.has_odd_type |= seen.types.as_ref().is_some_and(|types| types.len() > MOST_TYPES);
        }
    }

    /// The property of a payload that holds them.
    pub(super) fn property() -> &'static str {
        CUSTOM_FIELDS.names[0]
    }

    /// Adds to the schema of one item what was seen of each code: its type is held to, and a code
    /// that is new is worth a warning.
    pub(super) fn add_to(&self, item: &mut Json) {
        if self.codes.is_empty() || self.has_too_many {
            return;
        }
        let rows = self.codes.iter().map(|(code, field)| field.row(code, self.payloads));
        item["allOf"] = rows.collect();
        if self.payloads >= ENOUGH && !self.has_odd_code {
            let codes = self.codes.keys().map(|code| json!(code)).chain([Json::Null]);
            let code = &mut item["properties"][CUSTOM_FIELD]["properties"][CUSTOM_FIELD_CODE];
            code["x-advice"] =
                json!({ "enum": codes.collect::<Vec<_>>(), "x-expects": "a known custom field" });
        }
    }
}

impl Field {
    fn row(&self, code: &str, of: usize) -> Json {
        let is_code = json!({ "properties": { CUSTOM_FIELD_CODE: { "const": code } }, "required": [CUSTOM_FIELD_CODE], "type": "object" });
        let is_it = json!({ "properties": { CUSTOM_FIELD: is_code }, "required": [CUSTOM_FIELD], "type": "object" });
        let mut row = json!({ "x-custom-field": code, "x-seen": { "in": self.payloads, "of": of }, "if": is_it });
        if let Some(types) = self.types.as_ref().filter(|_| !self.has_odd_type) {
            let held = json!({ CUSTOM_FIELD_TYPE: { "enum": types } });
            row["then"] = json!({ "properties": { CUSTOM_FIELD: { "properties": held } } });
        }
        row
    }
}

/// The values of a property; more than one when its key is repeated.
fn named<'d>(object: Value<'d>, name: &str) -> impl Iterator<Item = Value<'d>> {
    object.members().filter(move |member| member.key.is_text(name)).map(|member| member.value)
}
