//! `--format json`: one object a line, and nothing else on stdout.

use expect_test::expect;

use crate::support::{VALID, json_lines, run, run_in};

#[test]
fn a_finding_has_its_place_in_the_file_and_in_the_document() {
    let lines = format!("{VALID}\n\n{}\n", VALID.replace("{}", "1"));
    let output = run(&["validate", "-", "--format", "json"], &lines);
    let lines = json_lines(&output.stdout);
    let finding = &lines[1]["findings"][0];
    expect![[r#"{"column":110,"help":null,"length":1,"line":3,"message":"an object is expected, not a number","offset":109,"pointer":"/Task","rule":"type","severity":"error"}"#]].assert_eq(&finding.to_string());
    assert_eq!((&lines[1]["line"], &lines[1]["valid"]), (&3.into(), &false.into()));
}

#[test]
fn the_last_line_is_the_summary() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.json"), format!("[{VALID},{{}}]")).unwrap();
    let output = run_in(dir.path(), &["validate", "gone", "a.json", "--format", "json"], b"");
    let mut lines = json_lines(&output.stdout);
    let kinds: Vec<_> = lines.iter().map(|line| line["kind"].clone()).collect();
    assert_eq!(kinds, ["problem", "document", "summary"]);
    let summary = lines.last_mut().unwrap().as_object_mut().unwrap();
    assert!(summary.remove("took_ms").unwrap().is_u64());
    expect![[r#"{"command":"validate","errors":2,"invalid":1,"kind":"summary","notes":0,"payloads":2,"unjudged":0,"unread":1,"v":1,"warnings":1}"#]].assert_eq(&serde_json::to_string(summary).unwrap());
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn people_are_still_told_on_stderr() {
    let output = run(&["validate", "-", "--format", "json"], VALID);
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.starts_with("1 payload, all valid, in "), "{err}");
}
