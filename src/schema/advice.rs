//! `x-advice`, made part of the schema that is compiled.

use serde_json::{Value, json};

use super::column;

/// Marks a subschema whose failures are warnings.
const WARNING: &str = "x-severity";

/// Turns every `x-advice` into a subschema of its own, marked as worth a warning only.
pub(super) fn promote(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(promote);
            let Some(Value::Object(mut advice)) = members.remove("x-advice") else { return };
            column::promote(&mut advice);
            advice.insert(WARNING.into(), json!("warning"));
            let all_of = members.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(all_of) = all_of {
                all_of.push(Value::Object(advice));
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(promote),
        _ => {}
    }
}

/// Whether a failure inside this subschema is a warning only.
pub(super) fn is_advice(schema: &Value) -> bool {
    schema.get(WARNING).is_some_and(|severity| severity == "warning")
}
