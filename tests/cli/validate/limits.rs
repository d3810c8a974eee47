//! How much is reported, and what it costs: `--max-findings`, `--fail-fast`, `--exit-zero`, `-q`.

use std::fs;

use expect_test::expect;

use super::sources::folder;
use crate::support::{VALID, json_lines, run_in, transcript};

fn bad() -> String {
    VALID.replace("{}", "1").replace("\"s\"", "2")
}

#[test]
fn no_more_findings_are_shown_than_wanted_and_all_are_counted() {
    let dir = folder(&[("a.jsonl", &format!("{}\n", bad()).repeat(3))]);
    let arguments = ["validate", "a.jsonl", "--max-findings", "3", "--format", "concise"];
    expect![[r#"
        exit: 1
        --- stdout
        a.jsonl:1:33: error[type]: text is expected, not a number
        a.jsonl:1:108: error[type]: an object is expected, not a number
        a.jsonl:2:33: error[type]: text is expected, not a number
        … and 1 more in a.jsonl
        --- stderr
        3 more findings not shown
        3 payloads, 3 invalid (6 errors), in N ms
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &arguments, b"")));
    let arguments = ["validate", "a.jsonl", "--max-findings", "3", "--format", "json"];
    let lines = json_lines(&run_in(dir.path(), &arguments, b"").stdout);
    let counts = |key: &str| lines.iter().map(|line| line[key].clone()).collect::<Vec<_>>();
    let left: Vec<serde_json::Value> = vec![0.into(), 1.into(), 2.into(), serde_json::Value::Null];
    assert_eq!(counts("findings_left_out"), left);
    assert_eq!((&lines[3]["errors"], &lines[3]["invalid"]), (&6.into(), &3.into()));
    let none = run_in(dir.path(), &["validate", "a.jsonl", "--max-findings", "0"], b"");
    assert_eq!((none.status.code(), none.stdout.len()), (Some(1), 0));
}

#[test]
fn the_first_invalid_document_can_be_the_last() {
    let lines = format!("{VALID}\n{}\n{}\n", bad(), bad());
    let dir = folder(&[("a.jsonl", &lines)]);
    let arguments = ["validate", "gone.json", "a.jsonl", "a.jsonl", "--fail-fast"];
    let output = run_in(dir.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(3));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("2 payloads, 1 invalid (2 errors), 1 not read"), "{err}");
}

#[test]
fn findings_need_not_cost() {
    let dir = folder(&[("a.json", &bad())]);
    for (code, arguments) in [
        (0, vec!["a.json", "--exit-zero"]),
        (3, vec!["a.json", "gone.json", "--exit-zero"]),
        (3, vec!["a.json", "--exit-zero", "--format", "sarif=gone/x"]),
        (3, vec!["a.json", "--exit-zero", "--schema", "gone.json"]),
    ] {
        let output = run_in(dir.path(), &[&["validate"], &arguments[..]].concat(), b"");
        assert_eq!(output.status.code(), Some(code), "{}", transcript(&output));
    }
}

#[test]
fn quiet_says_what_could_not_be_read_and_no_more() {
    let dir = folder(&[("a.json", &bad())]);
    let arguments =
        ["validate", "a.json", "gone.json", "-q", "--format", "json", "--format", "sarif=x.sarif"];
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `gone.json`: no such file
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &arguments, b"")));
    assert!(fs::read_to_string(dir.path().join("x.sarif")).unwrap().contains("\"type\""));
    let quiet = run_in(dir.path(), &["validate", "a.json", "--quiet"], b"");
    assert_eq!((quiet.status.code(), quiet.stdout.len(), quiet.stderr.len()), (Some(1), 0, 0));
}

#[test]
fn a_long_list_is_told_whole_and_counted_whole_wherever_it_is() {
    let list = format!("[{}]", vec![bad(); 2000].join(",\n"));
    for (body, more) in [(list.clone(), 0), (format!(r#"{{"statusCode":1,"body":{list}}}"#), 1)] {
        let json =
            run_in(folder(&[]).path(), &["validate", "-", "--format", "json"], body.as_bytes());
        let lines = json_lines(&json.stdout);
        assert_eq!(lines[0]["findings"].as_array().unwrap().len(), 4000 + more);
        assert_eq!(
            (&lines[0]["findings_left_out"], &lines[1]["errors"]),
            (&0.into(), &4000.into())
        );
    }
}

#[test]
fn every_report_says_that_there_is_more_than_it_tells() {
    let tasks = |count: usize| format!("{{\"Assignments\":[{}1]}}", "1,".repeat(count));
    let list = format!("[{}]", vec!["1"; 10_500].join(","));
    for (body, all, left) in [(list, 10_500, 500), (tasks(1_499), 1_503, 504)] {
        let dir = folder(&[("a.json", &body)]);
        let told = |format: &str| {
            let output = run_in(dir.path(), &["validate", "a.json", "--format", format], b"");
            let [out, err] =
                [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
            assert!(err.contains(&format!("{left} more findings not shown")), "{format}: {err}");
            out
        };
        for format in ["concise", "azure", "junit", "sarif", "gitlab"] {
            let out = told(format);
            assert!(out.contains(&format!("… and {left} more in a.json")), "{format}");
        }
        let lines = json_lines(told("json").as_bytes());
        assert_eq!(lines[0]["findings_left_out"], left);
        let counts = ["errors", "warnings"].map(|name| lines[1][name].as_u64().unwrap());
        assert_eq!(counts.iter().sum::<u64>(), all);
    }
}

#[test]
fn what_is_not_shown_is_one_number() {
    let list = format!("[{}]", vec!["1"; 20_000].join(","));
    let dir = folder(&[("a.json", &list)]);
    let arguments = ["validate", "a.json", "--max-findings", "2", "--format", "concise"];
    let told = transcript(&run_in(dir.path(), &arguments, b""));
    assert!(told.contains("… and 19998 more in a.json\n"), "{told}");
    assert!(told.contains("\n19998 more findings not shown\n"), "{told}");
}
