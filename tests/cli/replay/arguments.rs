//! What cannot be replayed is said before anything is sent.

use std::fs;

use expect_test::expect;

use crate::receiver::Receiver;
use crate::support::{VALID, run_in, transcript};

/// The first two lines of what is said to a wrong command line.
fn correction(options: &[&str]) -> String {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let output = run_in(dir.path(), &[&["replay", "a.json"], options].concat(), b"");
    assert_eq!(output.status.code(), Some(2), "{}", transcript(&output));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr)
        .unwrap()
        .lines()
        .take(2)
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn a_target_that_is_no_web_address_is_refused() {
    let targets = [
        "ftp://h/x",
        "file:///etc/passwd",
        "localhost:7071/api",
        "/api",
        "",
        "http://",
        "http://h:99999/",
        "http://zoe:hunter2@:1/",
    ];
    let told: String = targets.iter().map(|target| correction(&["--to", target])).collect();
    assert!(!told.contains("zoe") && !told.contains("hunter2"));
    expect![[r#"
        error: cannot send to `ftp://h/x`: it begins with ftp://, not with http:// or https://
        hint: give a whole URL, such as http://localhost:7071/api/hook
        error: cannot send to `file:///etc/passwd`: it begins with file://, not with http:// or https://
        hint: give a whole URL, such as http://localhost:7071/api/hook
        error: cannot send to `localhost:7071/api`: it does not begin with http:// or https://
        hint: give a whole URL, such as http://localhost:7071/api/hook
        error: cannot send to `/api`: it does not begin with http:// or https://
        hint: give a whole URL, such as http://localhost:7071/api/hook
        error: cannot send to ``: it does not begin with http:// or https://
        hint: give a whole URL, such as http://localhost:7071/api/hook
        error: cannot send to `http://`: empty host
        hint: give a whole URL, such as http://localhost:7071/api/hook
        error: cannot send to `http://h:99999/`: invalid port number
        hint: give a whole URL, such as http://localhost:7071/api/hook
        error: cannot send to `http://••••@:1/`: empty host
        hint: give a whole URL, such as http://localhost:7071/api/hook
    "#]].assert_eq(&told);
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_without_its_value() {
    let headers = [
        "no colon",
        ": hunter2",
        "A B: hunter2",
        "X: hunter2\r\nY: 1",
        "Content-Length: 5",
        "Transfer-Encoding: chunked",
    ];
    let told: String = headers
        .iter()
        .map(|header| correction(&["--to", "http://127.0.0.1:1", "-H", header]))
        .collect();
    assert!(!told.contains("hunter2"));
    expect![[r#"
        error: cannot use `--header`: no `:` stands between its name and its value
        error: cannot use `--header`: `` is not the name of a header
        error: cannot use `--header`: `A B` is not the name of a header
        error: cannot use `--header`: the value of `X` holds a control character
        error: cannot use `--header`: `Content-Length` follows from the body, which is sent as it is
        error: cannot use `--header`: `Transfer-Encoding` follows from the body, which is sent as it is
    "#]].assert_eq(&told);
}

#[test]
fn nothing_to_send_is_no_success() {
    let dir = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(&[]);
    let url = receiver.url("/");
    let said = |option: &[&str]| {
        let sources = ["replay", "last", "gone.json", "*.nothing", "--to", &url];
        transcript(&run_in(dir.path(), &[&sources[..], option].concat(), b""))
    };
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: no capture in `captures` yet; `dsw listen` records them
        hint: a source is a file, a folder, `-` for standard input, or a capture such as `last`
        error: cannot read `gone.json`: no such file
        error: nothing to do: no file matches `*.nothing`
        hint: a source is a file, a folder, `-` for standard input, or a capture such as `last`
        0 payloads: 3 not read
    "#]]
    .assert_eq(&said(&[]));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: no capture in `captures` yet; `dsw listen` records them
        hint: a source is a file, a folder, `-` for standard input, or a capture such as `last`
        error: cannot read `gone.json`: no such file
        error: nothing to do: no file matches `*.nothing`
        hint: a source is a file, a folder, `-` for standard input, or a capture such as `last`
        dry run: nothing was sent
    "#]]
    .assert_eq(&said(&["--dry-run"]));
    assert_eq!(receiver.requests().len(), 0);
}
