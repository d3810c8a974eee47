//! Receivers that do not answer: an outcome of one payload, told with what to try.

use std::fs;
use std::net::TcpListener;

use expect_test::{Expect, expect};
use tempfile::TempDir;

use super::told;
use crate::exits::DEAD;
use crate::receiver::{misbehaving, say};
use crate::support::{VALID, run_in};

fn folder(count: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), format!("{VALID}\n").repeat(count)).unwrap();
    dir
}

#[expect(clippy::needless_pass_by_value, reason = "a table reads best without references")]
fn says(count: usize, url: &str, options: &[&str], expected: Expect) {
    let arguments = [&["replay", "a.jsonl", "--to", url], options].concat();
    let output = run_in(folder(count).path(), &arguments, b"");
    expected.assert_eq(&told(&output, url));
}

#[test]
fn nothing_listens_there() {
    says(
        2,
        DEAD,
        &[],
        expect![[r#"
            exit: 4
            --- stdout
            --- N ms  a.jsonl:1  A1        s
                 connection refused
                 try: is the receiver running, and is this its port?
            --- N ms  a.jsonl:2  A1        s
                 connection refused
                 try: is the receiver running, and is this its port?
            --- stderr
            2 payloads: 2 not reached
            hint: send what failed again with `dsw replay --only-failed RUN`
        "#]],
    );
}

#[test]
fn an_answer_that_does_not_come_in_time() {
    // The system accepts the connection; nobody ever reads from it.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", silent.local_addr().unwrap());
    let output =
        run_in(folder(1).path(), &["replay", "a.jsonl", "--to", &url, "--timeout", "300ms"], b"");
    assert!(String::from_utf8_lossy(&output.stdout).contains("no answer within 300 ms\n"));
    expect![[r#"
        exit: 4
        --- stdout
        --- N ms  a.jsonl:1  A1        s
             no answer within N ms
             try: is the receiver halted in a debugger? `--timeout 0` waits without end
        --- stderr
        1 payload: 1 not reached
    "#]]
    .assert_eq(&told(&output, &url));
}

#[test]
fn a_status_without_a_word_is_told_by_itself() {
    let nothing = "HTTP/1.1 500 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let to = || misbehaving(vec![say(nothing)]);
    says(
        1,
        &to(),
        &[],
        expect![[r#"
            exit: 1
            --- stdout
            500 N ms  a.jsonl:1  A1        s
            --- stderr
            1 payload: 1 not accepted
            answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        "#]],
    );
    let output =
        run_in(folder(1).path(), &["replay", "a.jsonl", "--to", &to(), "--format", "github"], b"");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("A1: 500\n"), "{told}");
}

#[test]
fn a_connection_that_closes_before_an_answer() {
    says(
        1,
        &misbehaving(vec![say(b"")]),
        &[],
        expect![[r#"
            exit: 4
            --- stdout
            --- N ms  a.jsonl:1  A1        s
                 connection closed before an answer
                 try: look at the receiver's own log: it may have crashed, or take nothing but https
            --- stderr
            1 payload: 1 not reached
        "#]],
    );
    says(
        1,
        &misbehaving(vec![say(b"HTTP/1.1 20")]),
        &[],
        expect![[r#"
            exit: 4
            --- stdout
            --- N ms  a.jsonl:1  A1        s
                 connection closed before an answer
                 try: look at the receiver's own log: it may have crashed, or take nothing but https
            --- stderr
            1 payload: 1 not reached
        "#]],
    );
}

#[test]
fn an_answer_that_is_not_http() {
    says(
        1,
        &misbehaving(vec![say(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")]),
        &[],
        expect![[r#"
            exit: 4
            --- stdout
            --- N ms  a.jsonl:1  A1        s
                 cannot read its answer: it is not HTTP
                 try: is this the port of a web server, and http what it speaks?
            --- stderr
            1 payload: 1 not reached
        "#]],
    );
    says(
        1,
        &misbehaving(vec![say(b"HTTP/1.1 \x1b[2J oops\r\n\r\n")]),
        &[],
        expect![[r#"
            exit: 4
            --- stdout
            --- N ms  a.jsonl:1  A1        s
                 cannot read its answer: it is not HTTP
                 try: is this the port of a web server, and http what it speaks?
            --- stderr
            1 payload: 1 not reached
        "#]],
    );
}

#[test]
fn an_answer_whose_body_breaks_off_is_an_answer() {
    says(
        1,
        &misbehaving(vec![say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]),
        &[],
        expect![[r#"
            exit: 0
            --- stdout
            200 N ms  a.jsonl:1  A1        s
                 warning: its answer is not whole: the connection closed in the middle of it
            --- stderr
            1 payload: 1 accepted
            answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        "#]],
    );
    says(
        1,
        &misbehaving(vec![say(b"HTTP/1.1 500 \x1b[2JOops\r\n\r\nhalf")]),
        &[],
        expect![[r#"
            exit: 4
            --- stdout
            --- N ms  a.jsonl:1  A1        s
                 cannot read its answer: it is not HTTP
                 try: is this the port of a web server, and http what it speaks?
            --- stderr
            1 payload: 1 not reached
        "#]],
    );
}

#[test]
fn an_answer_that_is_too_long_is_a_failure_and_one_that_came() {
    let much = |status: &str| {
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: 1073741824\r\n\r\n");
        say([head.into_bytes(), vec![b'a'; 2 << 20]].concat())
    };
    let options = ["--retry", "1", "--retry-unsafe", "--save-responses", "answers"];
    says(
        2,
        &misbehaving(vec![much("200 OK"), much("404 No")]),
        &options,
        expect![[r#"
            exit: 4
            --- stdout
            200 N ms  a.jsonl:1  A1        s
                 its answer is longer than 1 MiB, of which dsw reads no more; its status is 200
                 try: is this the URL of the receiver? a webhook is answered in a few words
            404 N ms  a.jsonl:2  A1        s
                 its answer is longer than 1 MiB, of which dsw reads no more; its status is 404
                 try: is this the URL of the receiver? a webhook is answered in a few words
            --- stderr
            warning: `answers/a.http` is not all of the answer: its answer is longer than 1 MiB, of which dsw reads no more; its status is 200
            warning: `answers/a-2.http` is not all of the answer: its answer is longer than 1 MiB, of which dsw reads no more; its status is 404
            2 payloads: 2 not accepted
            hint: send what failed again with `dsw replay --only-failed RUN`
        "#]],
    );
    says(
        2,
        &misbehaving(vec![much("200 OK"), much("201 OK")]),
        &["--as", "dime"],
        expect![[r#"
            exit: 4
            --- stdout
            200 N ms  a.jsonl:1  A1        s
                 its answer is longer than 1 MiB, of which dsw reads no more; its status is 200
                 try: is this the URL of the receiver? a webhook is answered in a few words
            201 N ms  a.jsonl:2  A1        s
                 its answer is longer than 1 MiB, of which dsw reads no more; its status is 201
                 try: is this the URL of the receiver? a webhook is answered in a few words
                 status 201; unknown whether it counts: success is documented for 200 only
            --- stderr
            2 payloads: 2 not accepted
            hint: send what failed again with `dsw replay --only-failed RUN`
        "#]],
    );
}

#[test]
fn one_not_accepted_and_one_not_reached_cost_a_network_failure() {
    let refused = say(b"HTTP/1.1 500 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    says(
        2,
        &misbehaving(vec![refused, say(b"")]),
        &[],
        expect![[r#"
            exit: 4
            --- stdout
            500 N ms  a.jsonl:1  A1        s
                 No
            --- N ms  a.jsonl:2  A1        s
                 connection closed before an answer
                 try: look at the receiver's own log: it may have crashed, or take nothing but https
            --- stderr
            2 payloads: 1 not accepted, 1 not reached
            answered within p50 N ms, p95 N ms, p99 N ms, max N ms
            warning: 1 payload may have arrived, and no answer was seen; `--retry-unknown` sends such again
            hint: send what failed again with `dsw replay --only-failed RUN`
        "#]],
    );
}

#[test]
fn tls_is_spoken_to_no_plain_http_server() {
    let url =
        misbehaving(vec![say(b"HTTP/1.1 400 Bad Request\r\n\r\n")]).replace("http:", "https:");
    says(
        1,
        &url,
        &["--timeout", "10s"],
        expect![[r#"
            exit: 4
            --- stdout
            --- N ms  a.jsonl:1  A1        s
                 what answers there does not speak TLS
                 try: does the receiver speak plain http? then the URL begins with http://
            --- stderr
            1 payload: 1 not reached
        "#]],
    );
}
