//! A replay as a test runner: what is expected of each answer, and when enough has failed.

use std::fs;

use expect_test::expect;
use tempfile::TempDir;

use super::{replay, told};
use crate::content::gzip;
use crate::exits::DEAD;
use crate::receiver::{ACCEPTED, Answer, Receiver};
use crate::support::{VALID, json_lines, run_in, transcript};

const YES: Answer<'static> = (200, &[], br#"{"ok":true}"#);
const NO: Answer<'static> = (200, &[], br#"{"ok":false}"#);
const BROKEN: Answer<'static> = (500, &[], b"");

/// A file of so many payloads, each of its own appointment.
fn folder(count: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let line = |at: usize| VALID.replace("A1", &format!("A{at}")) + "\n";
    fs::write(dir.path().join("a.jsonl"), (0..count).map(line).collect::<String>()).unwrap();
    dir
}

/// How one payload ended.
fn code(answer: Answer<'_>, options: &[&str]) -> Option<i32> {
    let receiver = Receiver::start(&[answer]);
    let output = replay(folder(1).path(), &receiver, &[&["a.jsonl"], options].concat());
    receiver.requests();
    output.status.code()
}

#[test]
fn an_answer_that_is_not_as_expected_fails_with_its_reasons() {
    let (dir, receiver) = (folder(3), Receiver::start(&[YES, NO, (404, &[], b"gone")]));
    let options = ["a.jsonl", "--expect", "2xx", "--expect", ".ok", "--expect", "200,202"];
    let output = replay(dir.path(), &receiver, &options);
    expect![[r#"
        exit: 1
        --- stdout
        200 N ms  a.jsonl:1  A0        s
        200 N ms  a.jsonl:2  A1        s
             `.ok` is not true of its body
             OK: {"ok":false}
        404 N ms  a.jsonl:3  A2        s
             404 is not 2xx
             404 is not 200,202
             `.ok` is not true of its body
             Not Found: gone
        --- stderr
        3 payloads: 1 accepted, 2 not as expected
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        hint: send what failed again with `dsw replay --only-failed RUN`
    "#]]
    .assert_eq(&told(&output, &receiver.address));
    receiver.requests();
}

#[test]
fn a_status_that_is_expected_is_a_success() {
    assert_eq!(code((404, &[], b""), &["--expect", "404"]), Some(0));
    assert_eq!(code((404, &[], b""), &["--expect", "4xx"]), Some(0));
    assert_eq!(code(ACCEPTED, &["--expect", "202"]), Some(1));
    assert_eq!(code((404, &[], b"{}"), &["--expect", ". == {}"]), Some(1));
    assert_eq!(code((503, &[], b""), &["--expect", "503", "--retry", "3"]), Some(0));
    let packed = [("Content-Encoding", "gzip")];
    assert_eq!(code((200, &packed, &gzip(b"{\"ok\":1}")), &["--expect", ".ok == 1"]), Some(0));
}

#[test]
fn a_filter_knows_the_payload_that_was_sent() {
    let echo: Answer<'_> = (200, &[], br#"{"number":"A0"}"#);
    let same = ["--expect", ".number == $capture.appointment.number"];
    assert_eq!(code(echo, &same), Some(0));
    assert_eq!(code(YES, &same), Some(1));
    assert_eq!(code((200, &[], b"no JSON"), &["--expect", ". == null"]), Some(0));
}

#[test]
fn an_expectation_that_cannot_be_understood_is_told_before_anything_is_sent() {
    for wrong in [".a ===", "2x", "200 OK"] {
        let arguments = ["replay", "a.jsonl", "--to", DEAD, "--expect", wrong];
        let output = run_in(folder(1).path(), &arguments, b"");
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("`--expect`"), "{told}");
    }
    for wrong in ["500-599", "20"] {
        let arguments = ["replay", "a.jsonl", "--to", DEAD, "--expect", wrong];
        let output = run_in(folder(1).path(), &arguments, b"");
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("statuses are such as 200, 2xx or 200,404"), "{told}");
    }
}

#[test]
fn a_run_stops_once_enough_has_failed_and_says_what_was_not_sent() {
    let (dir, receiver) = (folder(5), Receiver::start(&[ACCEPTED, BROKEN]));
    let output = replay(dir.path(), &receiver, &["a.jsonl", "--fail-fast"]);
    expect![[r#"
        exit: 1
        --- stdout
        200 N ms  a.jsonl:1  A0        s
        500 N ms  a.jsonl:2  A1        s
             Internal Server Error
        --- stderr
        2 payloads: 1 accepted, 1 not accepted
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        warning: stopped after 1 failure: 3 payloads left
        hint: go on with `dsw replay --resume RUN`
    "#]]
    .assert_eq(&told(&output, &receiver.address));
    assert_eq!(receiver.requests().len(), 2);
    let receiver = Receiver::start(&[ACCEPTED, BROKEN, ACCEPTED, BROKEN]);
    let options = ["a.jsonl", "--max-failures", "2", "--format", "json"];
    let output = replay(dir.path(), &receiver, &options);
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
    assert_eq!(json_lines(&output.stdout).last().unwrap()["left"], 1);
    assert_eq!(receiver.requests().len(), 4);
}

#[test]
fn a_failure_of_the_last_payload_leaves_nothing() {
    let (dir, receiver) = (folder(2), Receiver::start(&[ACCEPTED, BROKEN]));
    let output = replay(dir.path(), &receiver, &["a.jsonl", "--fail-fast"]);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(!told.contains("stopped"), "{told}");
    receiver.requests();
    let output = run_in(dir.path(), &["replay", "a.jsonl", "--to", DEAD, "--fail-fast"], b"");
    assert_eq!(output.status.code(), Some(4), "{}", transcript(&output));
}

#[test]
fn what_a_stopped_run_did_not_send_is_sent_by_the_run_that_goes_on() {
    let (dir, receiver) = (folder(4), Receiver::start(&[BROKEN]));
    replay(dir.path(), &receiver, &["a.jsonl", "--fail-fast", "--concurrency", "2"]);
    let output = replay(dir.path(), &receiver, &["--resume", "last"]);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert_eq!(receiver.requests().len(), 4, "none twice: {told}");
}

#[test]
fn an_invalid_payload_is_not_sent_when_payloads_are_judged() {
    let (dir, receiver) = (folder(1), Receiver::start(&[]));
    let wrong = VALID.replace("\"A1\"", "7") + "\n";
    fs::write(dir.path().join("b.jsonl"), wrong).unwrap();
    let options = ["b.jsonl", "a.jsonl", "--validate"];
    let output = replay(dir.path(), &receiver, &options);
    expect![[r#"
        exit: 1
        --- stdout
        --- N ms  b.jsonl:1  7         s
             not sent: it has an error
             b.jsonl:1:18: error[type]: text is expected, not a number
        200 N ms  a.jsonl:1  A0        s
        --- stderr
        2 payloads: 1 accepted, 1 invalid and not sent
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        hint: send what failed again with `dsw replay --only-failed RUN`
    "#]]
    .assert_eq(&told(&output, &receiver.address));
    let lines = replay(dir.path(), &receiver, &[&options[..], &["--format", "json"]].concat());
    let lines = json_lines(&lines.stdout);
    assert_eq!(lines[0]["findings"][0]["severity"], "error");
    assert_eq!((&lines[0]["status"], &lines[2]["invalid"]), (&serde_json::Value::Null, &1.into()));
    assert_eq!(receiver.requests().len(), 2, "the valid one, twice");
}
