//! `x-advice`, made part of the schema that is compiled.

use serde_json::{Map, Value, json};

use super::column;

/// Marks a subschema whose failures are warnings.
const WARNING: &str = "x-severity";

/// Turns every `x-advice` into a subschema of its own, marked as worth a warning only.
pub(super) fn promote(schema: &mut Value) {
    each(schema, apart);
}

/// The same, and where nothing else is asked for, what is advised is asked for there: the quicker
/// to judge by, the less there is to look at.
pub(super) fn promote_in_place(schema: &mut Value) {
    each(schema, |members, advice| {
        if members.keys().all(|keyword| keyword.starts_with("x-")) {
            members.extend(advice);
            members.insert(WARNING.into(), json!("warning"));
        } else if advice.keys().eq([column::COLUMN]) {
            // Of the length of a column there is nothing but a warning.
            members.extend(advice);
        } else {
            apart(members, advice);
        }
    });
}

/// Hands on every `x-advice`, what is in it first, with the keywords that it stands among.
fn each(schema: &mut Value, place: fn(&mut Keywords, Keywords)) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(|below| each(below, place));
            let Some(Value::Object(mut advice)) = members.remove("x-advice") else { return };
            column::promote(&mut advice);
            place(members, advice);
        }
        Value::Array(elements) => elements.iter_mut().for_each(|below| each(below, place)),
        _ => {}
    }
}

type Keywords = Map<String, Value>;

fn apart(members: &mut Keywords, mut advice: Keywords) {
    advice.insert(WARNING.into(), json!("warning"));
    let all_of = members.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all_of) = all_of {
        all_of.push(Value::Object(advice));
    }
}

/// Whether a failure inside this subschema is a warning only.
pub(super) fn is_advice(schema: &Value) -> bool {
    schema.get(WARNING).is_some_and(|severity| severity == "warning")
}
