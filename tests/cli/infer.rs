//! `dsw schema infer`: a contract, learned from payloads.

use std::fs;

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{VALID, checkout, holds_hidden, run, run_in, transcript};

/// A planner's payload with one more property.
fn visit(depot: &str) -> String {
    VALID.replace("\"Task\":{}", &format!("\"Task\":{{}},\"Depot\":{depot}"))
}

#[test]
fn what_was_learned_accepts_what_it_was_learned_from_and_refuses_what_drifted() {
    let dir = tempfile::tempdir().unwrap();
    let found = fs::read_dir(checkout().join("samples")).unwrap();
    let paths = found.map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let mut samples: Vec<String> =
        files.map(|path| path.into_os_string().into_string().unwrap()).collect();
    samples.sort_unstable();
    let mut arguments = vec!["schema", "infer", "-o", "contract.json"];
    arguments.extend(samples.iter().map(String::as_str));
    let output = run_in(dir.path(), &arguments, b"");
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        learned from 9 payloads
    "#]]
    .assert_eq(&transcript(&output));
    let mut arguments = vec!["validate", "--schema", "contract.json"];
    arguments.extend(samples.iter().map(String::as_str));
    let output = run_in(dir.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let drifted = fs::read_to_string(&samples[1]).unwrap();
    let drifted = drifted.replace("\"PlanningQty\": 2.0", "\"PlanningQty\": \"2.0\"");
    let drifted = drifted.replace("\"CreatedUser\"", "\"CreatedBy\"");
    let output =
        run_in(dir.path(), &["validate", "-", "--schema", "contract.json"], drifted.as_bytes());
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
    let told = transcript(&output);
    assert!(told.contains("/PlanningQty") && told.contains("`CreatedUser` is missing"), "{told}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn every_place_tells_how_often_it_was_there() {
    let lines = [visit("\"N\""), visit("\"S\""), VALID.to_owned()].join("\n");
    let output = run(&["schema", "infer", "-"], &lines);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let root = json!({ "in": 3, "of": 3, "types": { "object": 3 } });
    assert_eq!(schema["x-seen"], root);
    let depot = &schema["properties"]["Depot"];
    assert_eq!(
        (&depot["x-seen"], &depot["x-tier"]),
        (&json!({ "in": 2, "of": 3, "types": { "string": 2 } }), &json!("inferred"))
    );
}

#[test]
fn all_kinds_of_sources_are_learned_from() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::write(path("one.json"), VALID).unwrap();
    fs::write(path("list.json"), format!("[{VALID},{VALID}]")).unwrap();
    fs::write(path("lines.jsonl"), format!("{VALID}\n{VALID}\n{VALID}\n")).unwrap();
    fs::create_dir(path("folder")).unwrap();
    fs::write(path("folder/a.json"), VALID).unwrap();
    let sources = ["one.json", "list.json", "lines.jsonl", "folder", "-", "o*.json"];
    let arguments = [&["schema", "infer"][..], &sources].concat();
    let output = run_in(dir.path(), &arguments, VALID.as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "learned from 9 payloads\n");
    let output = run_in(dir.path(), &["schema", "infer", "last"], b"");
    assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
}

#[test]
fn what_is_no_appointment_is_told_and_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::write(path("good.json"), VALID).unwrap();
    fs::write(path("list.json"), format!("[{VALID},\n7]")).unwrap();
    fs::copy(checkout().join("samples/look-alikes/inbound-api.json"), path("inbound.json"))
        .unwrap();
    fs::copy(checkout().join("samples/look-alikes/cloudevents.json"), path("wrapped.json"))
        .unwrap();
    let arguments = [
        "schema",
        "infer",
        "good.json",
        "list.json",
        "inbound.json",
        "wrapped.json",
        "-o",
        "c.json",
    ];
    expect![[r#"
        exit: 0
        --- stdout
        --- stderr
        warning: left out list.json:2:1: an appointment is expected, not a number
        warning: left out inbound.json:1:1: not a webhook's payload: a body of the inbound API: what goes into Dime.Scheduler
        learned from 3 payloads, 1 of them inside of something else; 2 left out
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &arguments, b"")));
}

#[test]
fn what_cannot_be_read_costs_three_and_the_rest_is_learned() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("good.json"), VALID).unwrap();
    fs::write(dir.path().join("broken.json"), "{\"a\":}").unwrap();
    let arguments = ["schema", "infer", "gone.json", "broken.json", "good.json", "-o", "c.json"];
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `gone.json`: no such file
        warning: left out broken.json:1:6: a value is expected, not `}`
        learned from 1 payload; 1 left out
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &arguments, b"")));
    assert!(dir.path().join("c.json").exists());
}

#[test]
fn nothing_to_learn_from_is_no_success_and_leaves_what_was_there() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("c.json"), "before").unwrap();
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        warning: left out <stdin>:1:1: an appointment is expected, not null
        error: nothing to do: no appointment to learn from
        hint: a source is a file, a folder, `-` for standard input, or a capture such as `last`
    "#]]
    .assert_eq(&transcript(&run_in(
        dir.path(),
        &["schema", "infer", "-", "-o", "c.json"],
        b"null",
    )));
    assert_eq!(fs::read_to_string(dir.path().join("c.json")).unwrap(), "before");
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `gone.json`: no such file
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &["schema", "infer", "gone.json"], b"")));
    let output = run_in(dir.path(), &["schema", "infer", "-", "-o", "no/c.json"], b"{}");
    assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
}

#[test]
fn a_name_that_a_terminal_would_obey_is_learned_as_an_escape() {
    let input = VALID.replace("\"Task\"", "\"\u{9b}31m\u{202e}evil\":\"\u{9b}\",\"Task\"");
    let output = run(&["schema", "infer", "-"], &input);
    assert!(!holds_hidden(&output.stdout), "{}", transcript(&output));
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(schema["properties"]["\u{9b}31m\u{202e}evil"].is_object());
}

#[test]
fn values_that_a_schema_was_learned_from_are_shown_as_a_payloads_own() {
    let dir = tempfile::tempdir().unwrap();
    let contract = |name: &str, value: &str| {
        let link = format!("https://h.example/x?sig={value}");
        let node = |only: &str| json!({ "enum": [only], "x-seen": { "in": 20, "of": 20 } });
        let headers = json!({ "properties": { "Cookie": node(value) } });
        let properties = json!({ "Hook": node(&link), "headers": headers, "Bay": node("NORTH") });
        let schema = json!({ "properties": properties, "x-seen": { "in": 20, "of": 20 } });
        fs::write(dir.path().join(name), schema.to_string()).unwrap();
    };
    contract("old.json", "HUSHA");
    contract("new.json", "HUSHB");
    let payload = r#"{"Hook":"x","headers":{"Cookie":"y"},"Bay":"z"}"#;
    let run = |arguments: &[&str]| {
        let told = transcript(&run_in(dir.path(), arguments, payload.as_bytes()));
        assert!(!told.contains("HUSH"), "{told}");
        told
    };
    let validate = ["validate", "-", "--schema", "old.json", "--format", "concise"];
    let told = run(&validate);
    assert!(told.contains(r#""x" is not one of ["https://h.example/x?sig=••••"]"#), "{told}");
    assert!(told.contains(r#""z" is not one of ["NORTH"]"#), "{told}");
    let told = run(&[&validate[..], &["--mask"]].concat());
    assert!(!told.contains("NORTH") && told.contains("*** is not one of [***]"), "{told}");
    let told = run(&["schema", "diff", "old.json", "new.json"]);
    assert!(told.contains(r#"may be "https://h.example/x?sig=••••" now"#), "{told}");
    run(&["schema", "diff", "old.json", "new.json", "--format", "json"]);
    let broken = r#"{"properties":{"Hook":{"enum":["https://h.example/?sig=HUSH"],"type":"t"}}}"#;
    fs::write(dir.path().join("broken.json"), broken).unwrap();
    let told = run(&["validate", "-", "--schema", "broken.json"]);
    assert!(told.contains("sig=••••"), "{told}");
}
