//! Keywords of JSON Schema that the bundled schema does not use, and a user's own may.

use crate::finding::Severity;
use crate::meaning::Meaning;

/// Name, what breaks it, a schema, and a value that breaks that.
const KEYWORDS: [(&str, &str, &str); 26] = [
    ("$ref", "a reference of the schema leads nowhere", r##"{"$ref": "#/$defs/gone"}"##),
    (
        "additionalItems",
        "a list has items past those that the schema takes",
        r#"[1, 2] for {"items": [{}], "additionalItems": false}"#,
    ),
    (
        "additionalProperties",
        "an object has properties that the schema does not take",
        r#"{"B": 1} for {"properties": {"A": {}}, "additionalProperties": false}"#,
    ),
    (
        "anyOf",
        "a value is none of several things that it may be",
        r#"true for {"anyOf": [{"type": "string"}, {"type": "null"}]}"#,
    ),
    ("const", "a value is not the one that it must be", r#"2 for {"const": 1}"#),
    (
        "contains",
        "a list holds nothing of what it must",
        r#"[1] for {"contains": {"type": "string"}}"#,
    ),
    (
        "contentEncoding",
        "a text is not encoded as the schema says",
        r#""?" for {"contentEncoding": "base64"}"#,
    ),
    (
        "contentMediaType",
        "a text is not of the media type that the schema says",
        r#""{" for {"contentMediaType": "application/json"}"#,
    ),
    ("exclusiveMaximum", "a number is not below its limit", r#"10 for {"exclusiveMaximum": 10}"#),
    ("exclusiveMinimum", "a number is not above its limit", r#"0 for {"exclusiveMinimum": 0}"#),
    ("falseSchema", "a value stands where the schema takes none", r#"1 for false"#),
    (
        "format",
        "a text does not have the format that the schema names",
        r#""here" for {"format": "uri"}"#,
    ),
    ("maxItems", "a list has too many items", r#"[1, 2] for {"maxItems": 1}"#),
    ("maxProperties", "an object has too many properties", r#"{"A": 1} for {"maxProperties": 0}"#),
    ("maximum", "a number is above its limit", r#"11 for {"maximum": 10}"#),
    ("minItems", "a list has too few items", r#"[] for {"minItems": 1}"#),
    ("minLength", "a text is too short", r#""" for {"minLength": 1}"#),
    ("minProperties", "an object has too few properties", r#"{} for {"minProperties": 1}"#),
    ("minimum", "a number is below its limit", r#"-1 for {"minimum": 0}"#),
    (
        "multipleOf",
        "a number is no multiple of the one that the schema names",
        r#"3 for {"multipleOf": 2}"#,
    ),
    ("not", "a value is what it must not be", r#"null for {"not": {"type": "null"}}"#),
    ("oneOf", "a value is not exactly one of several things", r#"1 for {"oneOf": [{}, {}]}"#),
    (
        "propertyNames",
        "a property has a name that the schema does not take",
        r#"{"a b": 1} for {"propertyNames": {"pattern": "^\\w+$"}}"#,
    ),
    (
        "unevaluatedItems",
        "a list has items that no part of the schema takes",
        r#"[1] for {"unevaluatedItems": false}"#,
    ),
    (
        "unevaluatedProperties",
        "an object has properties that no part of the schema takes",
        r#"{"A": 1} for {"unevaluatedProperties": false}"#,
    ),
    ("uniqueItems", "a list holds the same item twice", r#"[1, 1] for {"uniqueItems": true}"#),
];

/// Whether it is a keyword that a schema has written out; nothing is taken where one is `false`,
/// too.
pub(super) fn is_stated(name: &str) -> bool {
    name != "falseSchema" && KEYWORDS.iter().any(|(keyword, ..)| *keyword == name)
}

pub(super) fn all() -> Vec<Meaning> {
    let meaning = |(name, about, example)| Meaning {
        name,
        severity: Severity::Error,
        about,
        why: "The schema given with `--schema` asks for it; the bundled schema does not use this \
              keyword. What it means is in the JSON Schema specification, under its name.",
        example,
        fix: "correct the payload, or the schema where it asks for too much",
    };
    KEYWORDS.into_iter().map(meaning).collect()
}
