//! `--dry-run`: what would be sent, and nothing is.

use std::fs;

use expect_test::expect;
use serde_json::Value;

use super::{replay, told};
use crate::exits::DEAD;
use crate::receiver::Receiver;
use crate::support::{VALID, json_lines, run_in};

#[test]
fn it_tells_every_request_and_sends_none() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), format!("[{VALID}, 2]")).unwrap();
    let receiver = Receiver::start(&[]);
    let output = replay(
        dir.path(),
        &receiver,
        &[
            "a.json",
            "gone.json",
            "--dry-run",
            "-H",
            "Authorization: Bearer hunter2",
            "-H",
            "X-Hub-Signature: hunter2",
            "-H",
            "X-Plain: seen",
        ],
    );
    expect![[r#"
        exit: 3
        --- stdout
        POST http://HOST/hook  112 B  a.json/0  A1        s
             Host: HOST
             User-Agent: dsw/VERSION
             Content-Type: application/json
             X-Dsw-Replay: a.json/0
             Authorization: ••••
             X-Hub-Signature: ••••
             X-Plain: seen
             Content-Length: 112
        POST http://HOST/hook  1 B  a.json/1
             Host: HOST
             User-Agent: dsw/VERSION
             Content-Type: application/json
             X-Dsw-Replay: a.json/1
             Authorization: ••••
             X-Hub-Signature: ••••
             X-Plain: seen
             Content-Length: 1
        --- stderr
        warning: the value of `Authorization` is on the command line, for others on this machine to see
        warning: the value of `X-Hub-Signature` is on the command line, for others on this machine to see
        hint: put the header into a file, and give `--header @FILE`, or `@-` for stdin
        error: cannot read `gone.json`: no such file
        dry run: nothing was sent
    "#]]
    .assert_eq(&told(&output, &receiver.address).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    assert_eq!(receiver.requests().len(), 0);
}

#[test]
fn it_tells_the_same_headers_that_are_sent() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let arguments = ["a.json", "-H", "X-Own: 1", "--format", "json"];
    let planned = replay(dir.path(), &receiver, &[&arguments[..], &["--dry-run"]].concat());
    replay(dir.path(), &receiver, &arguments);
    let planned = &json_lines(&planned.stdout)[0];
    let headers: Vec<(String, String)> =
        serde_json::from_value(planned["headers"].clone()).unwrap();
    let requests = receiver.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(headers, requests[0].headers);
    assert_eq!(planned["size"], VALID.len());
}

#[test]
fn it_tells_when_each_would_be_sent() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), format!("[{VALID}, {VALID}, {VALID}]")).unwrap();
    let day = ["simulate", "--day", "7", "-o", "day"];
    assert_eq!(run_in(dir.path(), &day, b"").status.code(), Some(0));
    let due = |options: &[&str]| -> Vec<Value> {
        let arguments = ["replay", "--to", DEAD, "--dry-run", "--format", "json"];
        let output = run_in(dir.path(), &[&arguments[..], options].concat(), b"");
        let lines = json_lines(&output.stdout);
        lines
            .iter()
            .filter(|line| line["kind"] == "planned")
            .map(|one| one["due_us"].clone())
            .collect()
    };
    assert_eq!(due(&["a.json"]), [Value::Null, Value::Null, Value::Null]);
    assert_eq!(due(&["a.json", "--rate", "4/s"]), [0, 250_000, 500_000].map(Value::from));
    let (one, ten) = (due(&["day", "--timing", "original"]), due(&["day", "--speed", "10x"]));
    let last = |due: &[Value]| due.last().unwrap().as_u64().unwrap();
    assert_eq!((&one[0], last(&one) > 3_600_000_000), (&0.into(), true), "{one:?}");
    assert_eq!(last(&one) / 10, last(&ten));
    let arguments = ["replay", "a.json", "--to", DEAD, "--dry-run", "--rate", "1/min"];
    let told = String::from_utf8(run_in(dir.path(), &arguments, b"").stdout).unwrap();
    let starts = ["+0.000 s  POST ", "+1 min  POST ", "+2 min  POST "];
    assert!(starts.iter().all(|start| told.lines().any(|line| line.starts_with(start))), "{told}");
}

#[test]
fn it_needs_nobody_who_listens() {
    let dir = tempfile::tempdir().unwrap();
    let output = run_in(dir.path(), &["replay", "-", "--to", DEAD, "--dry-run"], VALID.as_bytes());
    assert_eq!(output.status.code(), Some(0));
}
