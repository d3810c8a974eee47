//! What a receiver answers, and what is made of it.

use std::fs;

use expect_test::{Expect, expect};
use tempfile::TempDir;

use super::{replay, told};
use crate::receiver::{Answer, Receiver, misbehaving, say};
use crate::support::{VALID, holds_hidden, json_lines, run_in, transcript};

/// A folder with so many payloads, in one file.
fn folder(count: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), format!("{VALID}\n").repeat(count)).unwrap();
    dir
}

#[expect(clippy::needless_pass_by_value, reason = "a table reads best without references")]
fn says(answers: &[Answer<'_>], expected: Expect) {
    let (dir, receiver) = (folder(answers.len()), Receiver::start(answers));
    let output = replay(dir.path(), &receiver, &["a.jsonl"]);
    assert!(!holds_hidden(&output.stdout) && !holds_hidden(&output.stderr));
    expected.assert_eq(&told(&output, &receiver.address));
    assert_eq!(receiver.requests().len(), answers.len());
}

#[test]
fn every_2xx_is_accepted_with_a_word_on_what_is_documented() {
    says(
        &[(200, &[], b""), (202, &[], b"queued"), (204, &[], b"")],
        expect![[r#"
            exit: 0
            --- stdout
            200 N ms  a.jsonl:1  A1        s
            202 N ms  a.jsonl:2  A1        s
            204 N ms  a.jsonl:3  A1        s
            --- stderr
            3 payloads: 3 accepted
            answered within p50 N ms, p95 N ms, p99 N ms, max N ms
            hint: any 2xx counts as accepted; Dime.Scheduler documents 200 only
        "#]],
    );
}

#[test]
fn another_status_is_a_failed_check_with_the_receivers_words() {
    says(
        &[
            (404, &[], b""),
            (200, &[], b"ok"),
            (
                500,
                &[],
                b"  System.NullReferenceException: Object reference not set\r\n   at Hook.Run()\n",
            ),
            (400, &[("Content-Type", "application/json")], b"{\"error\":\"no Id\"}"),
        ],
        expect![[r#"
            exit: 1
            --- stdout
            404 N ms  a.jsonl:1  A1        s
                 Not Found
            200 N ms  a.jsonl:2  A1        s
            500 N ms  a.jsonl:3  A1        s
                 Internal Server Error: System.NullReferenceException: Object reference not set\r\n   at Hook.Run()
            400 N ms  a.jsonl:4  A1        s
                 Bad Request: {"error":"no Id"}
            --- stderr
            4 payloads: 1 accepted, 3 not accepted
            answered within p50 N ms, p95 N ms, p99 N ms, max N ms
            hint: send what failed again with `dsw replay --only-failed RUN`
        "#]],
    );
}

#[test]
fn half_an_answer_counts_by_its_status_and_is_told() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"o";
    let send = |options: &[&str]| {
        let url = misbehaving(vec![say(half)]);
        run_in(dir.path(), &[&["replay", "a.json", "--to", &url], options].concat(), b"")
    };
    let torn = "its answer is not whole: the connection closed in the middle of it";
    let output = send(&[]);
    assert_eq!(output.status.code(), Some(0));
    let told = transcript(&output);
    assert!(told.contains(&format!("A1        s\n     warning: {torn}\n")), "{told}");
    let line = &json_lines(&send(&["--format", "json"]).stdout)[0];
    assert_eq!((&line["accepted"], &line["torn"]), (&true.into(), &torn.into()));
}

#[test]
fn a_redirect_is_told_and_not_followed() {
    says(
        &[
            (302, &[("Location", "/login?code=hunter2&back=1")], b"moved"),
            (308, &[("Location", "http://zoe:hunter2@127.0.0.1:1/")], b""),
            (307, &[], b"somewhere"),
        ],
        expect![[r#"
            exit: 1
            --- stdout
            302 N ms  a.jsonl:1  A1        s
                 302 to http://HOST/login?code=••••&back=1 (not followed; --follow)
            308 N ms  a.jsonl:2  A1        s
                 308 to http://••••@127.0.0.1:1/ (not followed; --follow)
            307 N ms  a.jsonl:3  A1        s
                 Temporary Redirect: somewhere
            --- stderr
            3 payloads: 3 not accepted
            answered within p50 N ms, p95 N ms, p99 N ms, max N ms
            hint: send what failed again with `dsw replay --only-failed RUN`
        "#]],
    );
}

#[test]
fn a_hostile_answer_is_shown_as_escapes_and_cut() {
    let long = "x".repeat(5_000);
    says(
        &[
            (500, &[], "\u{1b}[2J\u{1b}]52;c;AA\u{7}\u{9b}31m\u{202e}\r\n::error::x".as_bytes()),
            (500, &[], b"\xfe\x9b\x00"),
            (500, &[], long.as_bytes()),
            (302, &[("Location", "http://h/\x1b[2J")], b""),
        ],
        expect![[r#"
            exit: 4
            --- stdout
            500 N ms  a.jsonl:1  A1        s
                 Internal Server Error: \u001b[2J\u001b]52;c;AA\u0007\u009b31m\u202e\r\n::error::x
            500 N ms  a.jsonl:2  A1        s
                 Internal Server Error: \xFE\x9B\u0000
            500 N ms  a.jsonl:3  A1        s
                 Internal Server Error: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (5000 bytes in all)
            --- N ms  a.jsonl:4  A1        s
                 cannot read its answer: it is not HTTP
                 try: is this the port of a web server, and http what it speaks?
            --- stderr
            4 payloads: 3 not accepted, 1 not reached
            answered within p50 N ms, p95 N ms, p99 N ms, max N ms
            hint: send what failed again with `dsw replay --only-failed RUN`
        "#]],
    );
}
