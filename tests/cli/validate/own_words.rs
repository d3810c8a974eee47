//! `--schema FILE`: what its keywords find is told in plain words.

use std::fs;

use crate::support::run_in;

use expect_test::expect;

/// A schema for `A`, and a value of `A` that it does not take.
const ROWS: &[(&str, &str)] = &[
    (r#"{"maximum":9}"#, "10"),
    (r#"{"exclusiveMaximum":10}"#, "10"),
    (r#"{"minimum":0}"#, "-1"),
    (r#"{"exclusiveMinimum":0}"#, "0"),
    (r#"{"multipleOf":2}"#, "3"),
    (r#"{"maxItems":1}"#, "[1,2]"),
    (r#"{"minItems":1}"#, "[]"),
    (r#"{"maxProperties":0}"#, r#"{"a":1}"#),
    (r#"{"minProperties":2}"#, r#"{"a":1}"#),
    (r#"{"minLength":2}"#, r#""a""#),
    (r#"{"uniqueItems":true}"#, "[1,1.0]"),
    (r#"{"contains":{"const":1}}"#, "[2]"),
    (r#"{"const":{"a":1}}"#, "2"),
    (r#"{"pattern":"^b$"}"#, r#""a""#),
    (r#"{"format":"uri"}"#, r#""a b""#),
    ("false", "1"),
    (r#"{"not":{"type":"null"}}"#, "null"),
    (r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "true"),
    (
        r#"{"anyOf":[{"minimum":3},{"properties":{"b":{"const":1}},"required":["b"],"type":"object"}]}"#,
        "2",
    ),
    (r#"{"oneOf":[{"minimum":3},{"type":"string"},{"const":1},{"const":2}]}"#, "0"),
    (r#"{"oneOf":[{"minimum":3},{"maximum":9},{"const":1}]}"#, "4"),
    (r#"{"additionalProperties":false}"#, r#"{"b":1}"#),
    (r#"{"additionalProperties":false}"#, r#"{"b":1,"c":2}"#),
    (r#"{"unevaluatedProperties":false}"#, r#"{"b":1}"#),
    (r#"{"unevaluatedItems":false}"#, "[1,2]"),
    (r#"{"propertyNames":{"maxLength":1}}"#, r#"{"bb":1}"#),
    (r#"{"contentEncoding":"base64"}"#, r#""?""#),
    (r#"{"contentMediaType":"application/json"}"#, r#""{""#),
];

#[test]
fn every_keyword_has_words_and_a_place() {
    let dir = tempfile::tempdir().unwrap();
    let mut told = String::new();
    for (schema, value) in ROWS {
        fs::write(dir.path().join("own.json"), format!("{{\"properties\":{{\"A\":{schema}}}}}"))
            .unwrap();
        let payload = format!("{{\"A\":{value}}}");
        let arguments = ["validate", "-", "--schema", "own.json", "--format", "concise", "-q"];
        let arguments = &arguments[..arguments.len() - 1];
        let output = run_in(dir.path(), arguments, payload.as_bytes());
        let lines = String::from_utf8(output.stdout).unwrap();
        let own = lines
            .lines()
            .filter(|line| !line.contains("no-") && !line.contains("unknown-property"));
        own.for_each(|line| told += &format!("{line}\n"));
    }
    expect![[r#"
        <stdin>:1:6: error[maximum]: `10` is more than 9
        <stdin>:1:6: error[exclusiveMaximum]: `10` is not less than 10
        <stdin>:1:6: error[minimum]: `-1` is less than 0
        <stdin>:1:6: error[exclusiveMinimum]: `0` is not more than 0
        <stdin>:1:6: error[multipleOf]: `3` is no multiple of 2
        <stdin>:1:6: error[maxItems]: 2 items, more than the 1 that the schema allows
        <stdin>:1:6: error[minItems]: 0 items, fewer than the 1 that the schema allows
        <stdin>:1:6: error[maxProperties]: 1 property, more than the 0 that the schema allows
        <stdin>:1:6: error[minProperties]: 1 property, fewer than the 2 that the schema allows
        <stdin>:1:6: error[minLength]: 1 character, fewer than the 2 that the schema allows
        <stdin>:1:6: error[uniqueItems]: the list holds the same item twice
        <stdin>:1:6: error[contains]: the list does not hold what it must hold
        <stdin>:1:6: error[const]: `2` is not `{"a":1}`
        <stdin>:1:6: error[pattern]: "a" does not match the pattern `^b$`
        <stdin>:1:6: error[format]: "a b" has not the format `uri`
        <stdin>:1:6: error[falseSchema]: the schema takes nothing here
        <stdin>:1:6: error[not]: `null` is what it must not be: `{"type":"null"}`
        <stdin>:1:6: error[anyOf]: text or null is expected, not a yes/no value
        <stdin>:1:6: error[anyOf]: it must be one of 2 things, and is none: `2` is less than 3; an object is expected, not a number
        <stdin>:1:6: error[oneOf]: it must be exactly one of 4 things, and is none: `0` is less than 3; text is expected, not a number; `0` is not `1`; and 1 more
        <stdin>:1:6: error[oneOf]: it must be exactly one of 3 things, and is several: number 1 and 2
        <stdin>:1:6: error[additionalProperties]: the schema takes no properties here
        <stdin>:1:6: error[additionalProperties]: the schema takes no properties here
        <stdin>:1:7: error[unevaluatedProperties]: `b` is a property that no part of the schema takes
        <stdin>:1:6: error[unevaluatedItems]: 2 items that no part of the schema takes
        <stdin>:1:7: error[propertyNames]: the schema takes no property of the name `bb`
    "#]].assert_eq(&told);
}
