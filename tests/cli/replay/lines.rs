//! `--format json`: a line a delivery, and a summary.

use std::fs;

use expect_test::expect;
use serde_json::Value;

use super::{replay, without_runs};
use crate::exits::DEAD;
use crate::receiver::Receiver;
use crate::support::{VALID, json_lines, run_in};

/// The lines without what differs from run to run.
fn steady(stdout: &[u8], address: &str) -> String {
    let steady = |mut line: Value| {
        for key in ["took_us", "at"] {
            line.as_object_mut().unwrap().remove(key);
        }
        if let Some(latency) = line.get_mut("latency_us").and_then(Value::as_object_mut) {
            let order: Vec<_> = ["p50", "p95", "p99", "max"]
                .iter()
                .map(|key| latency[*key].as_u64().unwrap())
                .collect();
            assert!(order.is_sorted(), "{order:?}");
            latency.clear();
        }
        without_runs(&format!("{line}\n")).replace(address, "HOST")
    };
    json_lines(stdout).into_iter().map(steady).collect()
}

#[test]
fn a_line_tells_what_was_sent_and_what_came_back() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), format!("[{VALID},2]")).unwrap();
    let receiver = Receiver::start(&[(202, &[], b"queued"), (500, &[], b"no \x1b[2J\xff")]);
    let output = replay(dir.path(), &receiver, &["a.json", "gone.json", "--format", "json"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(!crate::support::holds_hidden(&output.stdout));
    expect![[r#"
        {"accepted":true,"answer":"queued","appointment":{"end":"2026-05-11T10:30:00","guid":null,"id":null,"number":"A1","start":"2026-05-11T08:30:00","subject":"s"},"attempts":1,"element":0,"failure":null,"hint":null,"kind":"delivery","seq":null,"source":"a.json","status":202,"to":"http://HOST/hook","v":1}
        {"accepted":false,"answer":"no \u001b[2J�","appointment":null,"attempts":1,"element":1,"failure":null,"hint":null,"kind":"delivery","seq":null,"source":"a.json","status":500,"to":"http://HOST/hook","v":1}
        {"hint":null,"kind":"problem","message":"cannot read `gone.json`: no such file","remote":null,"seq":null,"status":null,"v":1}
        {"accepted":1,"command":"replay","invalid":0,"kind":"summary","latency_us":{},"refused":1,"run":"RUN","sent":2,"unanswered":0,"unexpected":0,"unreached":0,"unread":1,"unsendable":0,"v":1}
    "#]].assert_eq(&steady(&output.stdout, &receiver.address));
    receiver.requests();
}

#[test]
fn a_failure_is_a_line_too() {
    let dir = tempfile::tempdir().unwrap();
    let output =
        run_in(dir.path(), &["replay", "-", "--to", DEAD, "--format", "json"], VALID.as_bytes());
    expect![[r#"
        {"accepted":false,"answer":null,"appointment":{"end":"2026-05-11T10:30:00","guid":null,"id":null,"number":"A1","start":"2026-05-11T08:30:00","subject":"s"},"attempts":1,"element":null,"failure":"connection refused","hint":"is the receiver running, and is this its port?","kind":"delivery","seq":null,"source":"<stdin>","status":null,"to":"HOST","v":1}
        {"accepted":0,"command":"replay","invalid":0,"kind":"summary","latency_us":null,"refused":0,"sent":1,"unanswered":0,"unexpected":0,"unreached":1,"unread":0,"unsendable":0,"v":1}
    "#]].assert_eq(&steady(&output.stdout, DEAD));
}

#[test]
fn what_came_by_a_pipe_is_asked_for_again() {
    let dir = tempfile::tempdir().unwrap();
    let lines = format!("{VALID}\n{VALID}\n");
    let output = run_in(dir.path(), &["replay", "-", "--to", DEAD], lines.as_bytes());
    let told = String::from_utf8(output.stderr).unwrap();
    let last = told.lines().last().unwrap();
    assert!(last.contains("`dsw replay --only-failed "), "{told}");
    assert!(last.ends_with("`, and the same standard input"), "{told}");
}
