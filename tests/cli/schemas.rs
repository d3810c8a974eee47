//! The bundled schemas: printed as they are, valid, and their advice no more than advice.

use dsw::check::{Payload, check};
use dsw::finding::Severity;
use dsw::schema::{APPOINTMENT, OUTPUT, Schema};
use serde_json::{Value, json};

use crate::support::{VALID, checkout, run};

#[test]
fn they_are_printed_byte_for_byte() {
    for (arguments, file) in [
        (&["schema"][..], "appointment"),
        (&["schema", "appointment"], "appointment"),
        (&["schema", "output"], "output"),
    ] {
        let written = std::fs::read(checkout().join(format!("schemas/{file}.json"))).unwrap();
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stdout == written && output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn they_are_json_schemas_of_the_newest_draft() {
    for text in [APPOINTMENT, OUTPUT] {
        let written: Value = serde_json::from_str(text).unwrap();
        assert_eq!(written["$schema"], "https://json-schema.org/draft/2020-12/schema");
        Schema::of(text).unwrap();
    }
}

#[test]
fn a_printed_schema_judges_as_the_bundled_one_does() {
    let bundled = run(&["validate", "samples/look-alikes"], "");
    let printed =
        run(&["validate", "samples/look-alikes", "--schema", "schemas/appointment.json"], "");
    assert_eq!(bundled.stdout, printed.stdout);
    assert!(!bundled.stdout.is_empty());
}

#[test]
fn every_description_is_one_line() {
    fn walk(schema: &Value, told: &mut usize) {
        match schema {
            Value::Object(members) => {
                for (key, value) in members {
                    if let ("description" | "x-expects", Some(text)) =
                        (key.as_str(), value.as_str())
                    {
                        assert!(!text.contains('\n') && !text.trim().is_empty(), "{text}");
                        *told += 1;
                    }
                    walk(value, told);
                }
            }
            Value::Array(elements) => elements.iter().for_each(|element| walk(element, told)),
            _ => {}
        }
    }
    for text in [APPOINTMENT, OUTPUT] {
        let mut told = 0;
        walk(&serde_json::from_str(text).unwrap(), &mut told);
        assert!(told > 20);
    }
}

#[test]
fn advice_that_is_not_taken_is_a_warning_and_no_error() {
    let schema: Value = serde_json::from_str(APPOINTMENT).unwrap();
    let judge = Schema::bundled();
    let mut advised = Vec::new();
    advice(&schema, &schema, "", &mut advised);
    assert!(advised.len() > 100, "{}", advised.len());
    for (pointer, wrong) in advised {
        let mut payload: Value = serde_json::from_str(VALID).unwrap();
        put(&mut payload, &pointer, wrong);
        let text = payload.to_string();
        let payload = Payload::of(text.as_bytes());
        let verdict = check(&payload, &payload.document(), &judge);
        let mut here =
            verdict.findings.iter().filter(|finding| finding.pointer == pointer).peekable();
        assert!(here.peek().is_some(), "nothing is said of {pointer} in {text}");
        assert!(
            here.all(|finding| finding.severity == Severity::Warning),
            "{pointer}: {verdict:#?}"
        );
    }
}

/// The pointer of every advised property below a node, and a value that its advice does not want.
fn advice(root: &Value, node: &Value, pointer: &str, found: &mut Vec<(String, Value)>) {
    // Tasks hold tasks: deep enough is deep enough.
    if pointer.split('/').count() > 5 {
        return;
    }
    if let Some(target) = node["$ref"].as_str() {
        advice(root, resolved(root, target), pointer, found);
    }
    if let Some(advised) = node.get("x-advice").filter(|_| !pointer.is_empty()) {
        found.push((pointer.to_owned(), unwanted(root, advised)));
    }
    for (name, below) in node["properties"].as_object().into_iter().flatten() {
        advice(root, below, &format!("{pointer}/{name}"), found);
    }
    if let Some(items) = node.get("items") {
        advice(root, items, &format!("{pointer}/0"), found);
    }
}

fn resolved<'s>(root: &'s Value, reference: &str) -> &'s Value {
    root.pointer(reference.strip_prefix('#').unwrap()).unwrap()
}

fn unwanted(root: &Value, advised: &Value) -> Value {
    if let Some(target) = advised["$ref"].as_str() {
        return unwanted(root, resolved(root, target));
    }
    let takes_lists =
        advised["type"].as_array().is_some_and(|types| types.contains(&json!("array")));
    match advised["maxLength"].as_u64() {
        Some(length) => json!("x".repeat(usize::try_from(length).unwrap() + 1)),
        None if takes_lists => json!("no list"),
        None => json!([]),
    }
}

/// Puts a value at a pointer, and what it needs around it.
fn put(node: &mut Value, pointer: &str, value: Value) {
    let Some(rest) = pointer.strip_prefix('/') else {
        *node = value;
        return;
    };
    let (step, rest) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    if step == "0" {
        if !node.is_array() {
            *node = json!([null]);
        }
        put(&mut node[0], rest, value);
    } else {
        if !node.is_object() {
            *node = json!({});
        }
        put(&mut node[step], rest, value);
    }
}
