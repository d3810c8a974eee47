//! `--format`: every report, and where each goes.

use std::collections::HashSet;
use std::fs;

use expect_test::expect;
use serde_json::Value;

use super::sources::folder;
#[cfg(target_os = "linux")]
use crate::support::dsw;
use crate::support::{VALID, json_lines, run_in, transcript};

/// Two errors on one line, and a warning.
const BAD: &str = r#"{"Id":1,"Subject":2,"StartDate":"2026-05-11T08:30:00","EndDate":"2026-05-11T10:30:00","Task":1}"#;

#[test]
fn a_line_a_finding_is_concise() {
    let dir = folder(&[("a.json", BAD)]);
    let output = run_in(dir.path(), &["validate", "a.json", "--format", "concise"], b"");
    expect![[r#"
        exit: 1
        --- stdout
        a.json:1:1: warning[appointment-no]: an `AppointmentNo`, which the vendor advises over `Id`, is expected
        a.json:1:19: error[type]: text is expected, not a number
        a.json:1:94: error[type]: an object is expected, not a number
        --- stderr
        1 payload, 1 invalid (2 errors), 1 warning, in N ms
    "#]].assert_eq(&transcript(&output));
}

#[test]
fn each_report_goes_to_its_own_place() {
    let dir = folder(&[("a.json", BAD), ("good.json", VALID)]);
    let arguments = [
        "validate",
        "a.json",
        "good.json",
        "--format",
        "sarif=out.sarif",
        "--format",
        "junit=out.xml",
        "--format=json=out.jsonl",
        "--format",
        "concise",
        "--color",
        "always",
        "--format",
        "human=out.txt",
    ];
    let output = run_in(dir.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 3);
    let read = |name| fs::read_to_string(dir.path().join(name)).unwrap();
    assert!(read("out.sarif").starts_with("{\"$schema\""));
    assert!(read("out.xml").starts_with("<?xml"));
    assert_eq!(json_lines(read("out.jsonl").as_bytes()).len(), 3);
    assert!(read("out.txt").contains("a.json:1:") && !read("out.txt").contains('\u{1b}'));
}

#[test]
fn two_reports_in_one_place_are_refused() {
    let dir = folder(&[("a.json", BAD)]);
    let said = [
        ["human", "json"],
        ["sarif", "github"],
        ["human", "human"],
        ["json=x", "sarif=x"],
        ["github=x", "human=./x"],
    ]
    .map(|[one, other]| {
        let arguments = ["validate", "a.json", "--format", one, "--format", other];
        let output = run_in(dir.path(), &arguments, b"");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        String::from_utf8(output.stderr).unwrap()
    });
    expect![[r#"
        error: cannot use `--format`: human and json cannot both go to standard output; give one a file of its own: json=FILE
        error: cannot use `--format`: sarif and github cannot both go to standard output; give one a file of its own: github=FILE
        error: cannot use `--format`: human and human cannot both go to standard output; give one a file of its own: human=FILE
        error: cannot use `--format`: json and sarif cannot both go to `x`; give one a file of its own: sarif=FILE
        error: cannot use `--format`: github and human cannot both go to `x`; give one a file of its own: human=FILE
    "#]].assert_eq(&said.concat());
}

#[test]
fn a_format_that_is_none_is_corrected() {
    let dir = folder(&[]);
    let said = ["sariff", "xml=out.xml", "json="].map(|format| {
        let output = run_in(dir.path(), &["validate", "a.json", "--format", format], b"");
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap().lines().next().unwrap().to_owned() + "\n"
    });
    expect![[r#"
        error: invalid value 'sariff' for '--format <FORMAT[=FILE]>': did you mean `sarif`? the formats are human, concise, json, github, azure, gitlab, junit, sarif
        error: invalid value 'xml=out.xml' for '--format <FORMAT[=FILE]>': the formats are human, concise, json, github, azure, gitlab, junit, sarif
        error: invalid value 'json=' for '--format <FORMAT[=FILE]>': a file is expected behind `=`
    "#]].assert_eq(&said.concat());
}

#[test]
fn a_file_that_cannot_be_written_is_told_before_any_work() {
    let dir = folder(&[("a.json", BAD), ("there/x", "")]);
    for file in ["gone/out.sarif", "there"] {
        let arguments =
            ["validate", "a.json", "--format", &format!("sarif={file}"), "--format", "human"];
        let output = run_in(dir.path(), &arguments, b"");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0));
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(err.starts_with(&format!("error: cannot write `{file}`: ")), "{err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_of_a_report_too() {
    let dir = folder(&[("a.json", BAD)]);
    let arguments = ["validate", "a.json", "--format", "sarif=/dev/full"];
    let output = run_in(dir.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("error: cannot write `/dev/full`: no space left"), "{err}");
    for format in ["github", "azure", "gitlab", "junit", "sarif", "concise"] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let arguments = ["validate", "a.json", "--format", format];
        let output = dsw(&arguments, dir.path()).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{format}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = dsw(&arguments, dir.path()).stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{format}");
    }
}

fn gitlab(dir: &tempfile::TempDir, arguments: &[&str]) -> Vec<Value> {
    let arguments = [&["validate", "--format", "gitlab"], arguments].concat();
    serde_json::from_slice(&run_in(dir.path(), &arguments, b"").stdout).unwrap()
}

#[test]
fn code_quality_has_a_fingerprint_for_each_finding() {
    let lines = format!("{BAD}\n{BAD}\n{{\n");
    let dir = folder(&[("sub/a.json", BAD), ("b.jsonl", &lines), ("good.json", VALID)]);
    let issues = gitlab(&dir, &["./sub/../sub/a.json", "b.jsonl", "good.json"]);
    assert_eq!(issues.len(), 3 * 3 + 1);
    let prints: HashSet<&str> =
        issues.iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
    for issue in &issues {
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(["sub/a.json", "b.jsonl"].contains(&path), "{path}");
    }
    expect![[r#"
        {
          "check_name": "type",
          "description": "text is expected, not a number; help: put it in quotes: \"2\"",
          "fingerprint": "de4911eaf6d331aaa245bf903f1869cb",
          "location": {
            "lines": {
              "begin": 1
            },
            "path": "sub/a.json"
          },
          "severity": "major"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&issues[1]).unwrap());
    assert_eq!(gitlab(&dir, &["good.json"]), [] as [Value; 0]);
    let unread = gitlab(&dir, &["good.json", "gone.json"]);
    assert_eq!(unread[0]["check_name"], "unread", "{unread:?}");
    assert_eq!(unread[0]["location"]["path"], "gone.json");
}

#[test]
fn payloads_of_a_list_in_one_line_are_told_apart() {
    let dir = folder(&[("a.json", &format!("[{VALID},{{}},{{}}]"))]);
    for format in ["github", "azure", "gitlab", "sarif"] {
        let output = run_in(dir.path(), &["validate", "a.json", "--format", format], b"");
        let told = String::from_utf8(output.stdout).unwrap();
        for index in ["(in /1)", "(in /2)"] {
            assert!(told.contains(index), "{told}");
        }
        assert!(!told.contains("(in /0)"), "{told}");
    }
}
