//! Numbers that are too long to be judged by their digits.
//!
//! What a schema is compiled to holds whole numbers of 64 bits, and floats. A number of a schema
//! that is neither would be another one, and take what it must not take.

use std::collections::HashSet;

use super::instance::as_serde;
use crate::json::{Kind, Value, canonical};

/// Keywords whose schemas stand under names of the user's own.
const NAMED: [&str; 5] =
    ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];

/// The first number of a schema that is judged by and cannot be held as it is written.
pub(super) fn inexact(schema: Value<'_>) -> Option<Value<'_>> {
    below(schema, false)
}

fn below(value: Value<'_>, are_named: bool) -> Option<Value<'_>> {
    match value.kind() {
        Kind::Number => {
            let held = as_serde(value).to_string();
            (canonical(&held) != canonical(value.raw())).then_some(value)
        }
        Kind::Array => value.elements().find_map(|element| below(element, false)),
        Kind::Object => value.members().find_map(|member| {
            let key = member.key.text().unwrap_or_default();
            let is_told =
                matches!(&*key, "default" | "examples" | "example") || key.starts_with("x-");
            if is_told && !are_named {
                return None;
            }
            below(member.value, !are_named && NAMED.contains(&&*key))
        }),
        _ => None,
    }
}

/// Whether no two items of a list are the same, numbers by their digits.
pub(super) fn are_distinct(list: Value<'_>) -> bool {
    let mut seen = HashSet::new();
    list.elements().all(|item| seen.insert(spelled(item)))
}

/// One spelling for all that is the same value.
fn spelled(value: Value<'_>) -> String {
    match value.kind() {
        Kind::Number => canonical(value.raw()),
        Kind::String => format!("{:?}", value.text().unwrap_or_default()),
        Kind::Array => format!("[{}]", value.elements().map(spelled).collect::<Vec<_>>().join(",")),
        Kind::Object => {
            let pair = |member: crate::json::Member<'_>| {
                format!("{:?}:{}", member.key.text().unwrap_or_default(), spelled(member.value))
            };
            let mut pairs: Vec<String> = value.members().map(pair).collect();
            pairs.sort();
            format!("{{{}}}", pairs.join(","))
        }
        Kind::Null | Kind::True | Kind::False => value.raw().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::json::Document;
    use crate::schema::Schema;

    #[test]
    fn a_number_that_cannot_be_held_is_told_by_its_place() {
        for (schema, place) in [
            (r#"{"const":18446744073709551616}"#, Some("/const")),
            (r#"{"enum":[1,{"a":-9223372036854775809}]}"#, Some("/enum/1/a")),
            (
                r#"{"properties":{"default":{"maximum":18446744073709551617}}}"#,
                Some("/properties/default/maximum"),
            ),
            (r#"{"minimum":0.12345678901234567890}"#, Some("/minimum")),
            (r#"{"maximum":18446744073709551615,"minimum":-9223372036854775808}"#, None),
            (r#"{"maximum":1e20,"multipleOf":0.010,"minimum":-1.50}"#, None),
            (r#"{"default":18446744073709551617,"x-a":{"b":[18446744073709551617]}}"#, None),
        ] {
            let told = Schema::of(schema).err().map(|error| error.finding.pointer);
            assert_eq!(told.as_deref(), place, "{schema}");
        }
    }

    #[test]
    fn items_are_the_same_by_their_digits() {
        let schema = Schema::of(r#"{"uniqueItems":true}"#).unwrap();
        let is_told = |text: &str| {
            let document = Document::parse(text).unwrap();
            !schema.findings(document.root(), 9).is_empty()
        };
        assert!(!is_told("[18446744073709551616,18446744073709551617]"));
        assert!(!is_told(r#"[{"a":18446744073709551616},{"a":18446744073709551617}]"#));
        assert!(is_told("[18446744073709551616,18446744073709551617,18446744073709551616]"));
        assert!(is_told(r#"[{"a":1,"b":2},{"b":2.0,"a":1}]"#));
    }
}
