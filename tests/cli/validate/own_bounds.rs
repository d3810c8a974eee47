//! `--schema FILE`: no schema of a stranger's hangs or ends the program.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use std::fs;
use std::process::Output;

use crate::support::{VALID, run_in, transcript};

/// A schema that is not compiled in debug mode in this time has gone on for ever.
const SOON: Duration = Duration::from_mins(1);

fn judged(schema: &str, payload: &str) -> Output {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("own.json"), schema).unwrap();
    fs::write(dir.path().join("payload.json"), payload).unwrap();
    let start = Instant::now();
    let output = run_in(dir.path(), &["validate", "payload.json", "--schema", "own.json"], b"");
    assert!(start.elapsed() < SOON, "{}", transcript(&output));
    output
}

/// `count` definitions, each of which refers to the next, and a last one.
fn chain(count: usize, link: impl Fn(String) -> String) -> String {
    let mut schema = "{\"$ref\":\"#/$defs/a0\",\"$defs\":{".to_owned();
    for at in 0..count {
        let next = link(format!("{{\"$ref\":\"#/$defs/a{}\"}}", at + 1));
        write!(schema, "\"a{at}\":{next},").unwrap();
    }
    schema + &format!("\"a{count}\":{{\"required\":[\"Depot\"]}}}}}}")
}

fn refused(schema: &str, why: &str) {
    let output = judged(schema, VALID);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(5), "{told}");
    assert!(told.contains(why), "{told}");
    assert!(told.contains("own.json:1:"), "{told}");
}

#[test]
fn a_chain_of_references_has_an_end() {
    refused(&chain(20_000, |next| next), "more than 64 of its parts follow one from the other");
    let output = judged(&chain(30, |next| next), VALID);
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
}

#[test]
fn parts_that_double_the_looks_are_counted() {
    let schema = chain(40, |next| format!("{{\"allOf\":[{next},{next}]}}"));
    refused(&schema, "its parts look at one value more than 10000 times");
    let again = chain(40, |next| format!("{{\"allOf\":[{next}],\"unevaluatedProperties\":true}}"));
    refused(&again, "its parts look at one value more than 10000 times");
}

#[test]
fn a_circle_of_references_is_told_with_its_place() {
    refused(r##"{"allOf":[{"$ref":"#"}]}"##, "/allOf/0/$ref");
    refused(r##"{"$ref":"#"}"##, "it refers to itself without looking any deeper");
    let through = r##"{"$defs":{"a":{"not":{"$ref":"#/$defs/b"}},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}},"properties":{"x":{"$ref":"#/$defs/a"}}}"##;
    refused(through, "it refers to itself without looking any deeper");
}

#[test]
fn a_list_of_values_and_the_patterns_have_their_limits() {
    let values: Vec<String> = (0..100_001).map(|at| at.to_string()).collect();
    refused(&format!("{{\"enum\":[{}]}}", values.join(",")), "more than 100000");
    let patterns: Vec<String> =
        (0..1_001).map(|at| format!("\"p{at}\":{{\"pattern\":\"^a{at}$\"}}")).collect();
    refused(&format!("{{\"properties\":{{{}}}}}", patterns.join(",")), "more than 1000 patterns");
    refused(r#"{"pattern":"((a{100}){100}){100}"}"#, "is no pattern that can be matched");
}

#[test]
fn a_payload_that_is_looked_at_twice_as_often_with_every_level_ends() {
    let next = r##"{"properties":{"n":{"$ref":"#/$defs/a"}}}"##;
    let schema = format!(
        r##"{{"$defs":{{"a":{{"required":["x"],"allOf":[{next},{next}]}}}},"$ref":"#/$defs/a"}}"##
    );
    let payload = format!("{}1{}", "{\"n\":".repeat(100), "}".repeat(100));
    let output = judged(&schema, &payload);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("error[schema-limit]: the schema looks at this payload too often"),
        "{told}"
    );
}

#[test]
fn a_schema_of_the_deepest_payloads_is_judged_by() {
    let schema =
        r##"{"properties":{"n":{"allOf":[{"anyOf":[{"$ref":"#"}]}]}},"not":{"required":["bad"]}}"##;
    let payload = format!("{}{{\"bad\":1}}{}", "{\"n\":".repeat(120), "}".repeat(120));
    let output = judged(schema, &payload);
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
}
