//! `--schema FILE`: a schema of every draft is judged by what that draft says.

use std::fs;
use std::process::Output;

use crate::support::{run_in, transcript};

fn judged(schema: &str, payload: &str) -> Output {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("own.json"), schema).unwrap();
    run_in(dir.path(), &["validate", "-", "--schema", "own.json"], payload.as_bytes())
}

const DRAFT_4: &str = "http://json-schema.org/draft-04/schema#";
const DRAFT_6: &str = "http://json-schema.org/draft-06/schema#";
const DRAFT_7: &str = "http://json-schema.org/draft-07/schema#";
const DRAFT_2019: &str = "https://json-schema.org/draft/2019-09/schema";
const DRAFT_2020: &str = "https://json-schema.org/draft/2020-12/schema";

/// A draft, a schema without its `$schema`, a payload that is good by it and one that is not.
const ROWS: &[(&str, &str, &str, &str)] = &[
    // Of draft 4 alone: limits that a word of their own makes exclusive, and `id`.
    (
        DRAFT_4,
        r#""properties":{"A":{"maximum":9,"exclusiveMaximum":true}}"#,
        r#"{"A":8}"#,
        r#"{"A":9}"#,
    ),
    (
        DRAFT_4,
        r##""definitions":{"a":{"id":"#n","type":"integer"}},"properties":{"A":{"$ref":"#n"}}"##,
        r#"{"A":8}"#,
        r#"{"A":"x"}"#,
    ),
    // Of draft 6: `const`, `contains`, `propertyNames`, limits that are numbers.
    (DRAFT_6, r#""properties":{"A":{"const":1}}"#, r#"{"A":1}"#, r#"{"A":2}"#),
    (DRAFT_6, r#""properties":{"A":{"exclusiveMaximum":9}}"#, r#"{"A":8}"#, r#"{"A":9}"#),
    (
        DRAFT_6,
        r#""properties":{"A":{"contains":{"type":"string"}}}"#,
        r#"{"A":[1,"x"]}"#,
        r#"{"A":[1]}"#,
    ),
    // Of draft 7: `if`, and nothing beside a reference counts.
    (
        DRAFT_7,
        r#""if":{"required":["A"]},"then":{"required":["B"]}"#,
        r#"{"A":1,"B":1}"#,
        r#"{"A":1}"#,
    ),
    (
        DRAFT_7,
        r##""definitions":{"a":{"type":"integer"}},"properties":{"A":{"$ref":"#/definitions/a","maximum":1}}"##,
        r#"{"A":8}"#,
        r#"{"A":"x"}"#,
    ),
    (
        DRAFT_7,
        r#""properties":{"A":{"items":[{"type":"string"}],"additionalItems":false}}"#,
        r#"{"A":["x"]}"#,
        r#"{"A":["x",1]}"#,
    ),
    (DRAFT_7, r#""dependencies":{"A":["B"]}"#, r#"{"A":1,"B":1}"#, r#"{"A":1}"#),
    // Of 2019-09: what stands beside a reference, `unevaluatedProperties`, `minContains`,
    // `dependentRequired`, `$recursiveRef`.
    (
        DRAFT_2019,
        r##""$defs":{"a":{"type":"integer"}},"properties":{"A":{"$ref":"#/$defs/a","maximum":1}}"##,
        r#"{"A":1}"#,
        r#"{"A":8}"#,
    ),
    (
        DRAFT_2019,
        r#""allOf":[{"properties":{"A":{}}}],"unevaluatedProperties":false"#,
        r#"{"A":1}"#,
        r#"{"B":1}"#,
    ),
    (
        DRAFT_2019,
        r#""properties":{"A":{"contains":{"const":1},"minContains":2}}"#,
        r#"{"A":[1,1]}"#,
        r#"{"A":[1]}"#,
    ),
    (DRAFT_2019, r#""dependentRequired":{"A":["B"]}"#, r#"{"A":1,"B":1}"#, r#"{"A":1}"#),
    (
        DRAFT_2019,
        r##""$recursiveAnchor":true,"required":["V"],"properties":{"N":{"$recursiveRef":"#"}}"##,
        r#"{"V":1,"N":{"V":1}}"#,
        r#"{"V":1,"N":{}}"#,
    ),
    // Of 2020-12: `prefixItems`, `$dynamicRef`.
    (
        DRAFT_2020,
        r#""properties":{"A":{"prefixItems":[{"type":"string"}],"items":false}}"#,
        r#"{"A":["x"]}"#,
        r#"{"A":["x",1]}"#,
    ),
    (
        DRAFT_2020,
        r##""$dynamicAnchor":"n","required":["V"],"properties":{"N":{"$dynamicRef":"#n"}}"##,
        r#"{"V":1,"N":{"V":1}}"#,
        r#"{"V":1,"N":{}}"#,
    ),
    (
        DRAFT_2020,
        r#""properties":{"A":{"format":"date-time"}}"#,
        r#"{"A":"2026-03-02T09:00:00Z"}"#,
        r#"{"A":"x"}"#,
    ),
];

#[test]
fn every_draft_is_judged_by_its_own_keywords() {
    for (draft, schema, good, bad) in ROWS {
        let schema = format!("{{\"$schema\":\"{draft}\",{schema}}}");
        let [good, bad] = [good, bad].map(|payload| judged(&schema, payload));
        // The house's own rules about appointments are judged too: what the schema says decides.
        let told = |output: &Output| transcript(output);
        assert!(good.status.code() != Some(5), "{schema}\n{}", told(&good));
        let count = |output: &Output| told(output).matches("error[").count();
        assert!(count(&bad) > count(&good), "{schema}\n{}\n{}", told(&good), told(&bad));
    }
}

#[test]
fn a_draft_that_is_not_known_is_named() {
    let output = judged(r#"{"$schema":"http://json-schema.org/draft-99/schema#"}"#, "{}");
    assert_eq!(output.status.code(), Some(5), "{}", transcript(&output));
    assert!(transcript(&output).contains("draft-99"), "{}", transcript(&output));
}
