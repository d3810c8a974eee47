//! Several cores judge, and nobody can tell from the report: what is first comes first.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

use super::sources::folder;
use crate::support::{VALID, dsw, json_lines, run_in, transcript};

/// So many payloads that one core alone would take too long for them.
const MANY: usize = 6_000;

/// Every so many is a bad one.
const BAD: usize = 7;

fn payload(number: usize) -> String {
    let subject = if number.is_multiple_of(BAD) { "2" } else { "\"s\"" };
    VALID.replace("\"A1\"", &format!("\"A{number}\"")).replace("\"s\"", subject)
}

/// The payloads from 1 on, each with its end.
fn payloads(end: &str) -> String {
    (1..=MANY).map(|number| payload(number) + end).collect()
}

fn expected(of: impl Fn(usize) -> String) -> String {
    (1..=MANY).filter(|number| number.is_multiple_of(BAD)).map(of).collect()
}

fn column(number: usize) -> usize {
    payload(number).find(":2,").unwrap() + 2
}

#[test]
fn lines_are_told_in_their_order() {
    let dir = folder(&[("a.jsonl", &payloads("\n"))]);
    let told = |name: &str, line: usize| {
        let (at, kind) = (column(line), "error[type]");
        format!("{name}:{line}:{at}: {kind}: text is expected, not a number\n")
    };
    let arguments = ["validate", "--format", "concise", "a.jsonl", "-", "gone.json", "a.jsonl"];
    let output = run_in(dir.path(), &arguments, payloads("\r\n").as_bytes());
    let [file, pipe] = ["a.jsonl", "<stdin>"].map(|name| expected(|line| told(name, line)));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{file}{pipe}{file}"));
    assert_eq!(output.status.code(), Some(3));
    let arguments = ["validate", "--format", "json", "a.jsonl"];
    let lines = json_lines(&run_in(dir.path(), &arguments, b"").stdout);
    let numbers = lines.iter().take(MANY).map(|line| line["line"].as_u64().unwrap());
    assert!(numbers.eq(1..=MANY as u64));
}

#[test]
fn files_and_elements_are_told_in_their_order() {
    let files: Vec<(String, String)> =
        (1..=400).map(|number| (format!("{number:04}.json"), payload(number))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let dir = folder(&files);
    let list = payloads(",\n");
    let list = format!("[{}]", list.strip_suffix(",\n").unwrap());
    let output = run_in(dir.path(), &["validate", "--format", "json", "--no-mask", "."], b"");
    let lines = json_lines(&output.stdout);
    let sources: Vec<_> = lines.iter().filter_map(|line| line["source"].as_str()).collect();
    assert_eq!(sources.len(), 400);
    assert!(sources.is_sorted());
    let output = run_in(dir.path(), &["validate", "--format", "concise", "-"], list.as_bytes());
    let mut told = String::new();
    for number in (1..=MANY).filter(|number| number.is_multiple_of(BAD)) {
        let at = column(number) + usize::from(number == 1);
        writeln!(told, "<stdin>:{number}:{at}: error[type]: text is expected, not a number")
            .unwrap();
    }
    assert_eq!(String::from_utf8(output.stdout).unwrap(), told);
}

#[test]
fn the_first_that_is_bad_is_the_last_that_is_told() {
    let dir = folder(&[("a.jsonl", &payloads("\n"))]);
    let late = payloads("\n").replace(":2,", ":\"t\",") + &payload(BAD);
    fs::write(dir.path().join("late.jsonl"), late).unwrap();
    for (name, judged) in [("a.jsonl", BAD), ("late.jsonl", MANY + 1)] {
        let arguments = ["validate", "--format", "concise", "--fail-fast", name, "a.jsonl"];
        let told = transcript(&run_in(dir.path(), &arguments, b""));
        let counts = format!("{judged} payloads, 1 invalid (1 error), in N ms\n");
        assert!(told.ends_with(&counts), "{told}");
        assert_eq!(told.matches("error[type]").count(), 1, "{told}");
    }
}

#[test]
fn what_comes_by_a_pipe_is_judged_before_the_pipe_ends() {
    let good = payloads("\n").replace(":2,", ":\"t\",");
    for before in ["", &good] {
        let mut child = dsw(&["validate", "--fail-fast", "-"], std::path::Path::new("."))
            .stdin(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(format!("{before}{}\n{VALID}\n", payload(BAD)).as_bytes()).unwrap();
        // The pipe is still open.
        assert_eq!(child.wait().unwrap().code(), Some(1));
        drop(stdin);
    }
}
