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
        .skip_while(|line| !line.starts_with("error: "))
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
fn an_option_that_would_do_nothing_is_refused() {
    for (options, why) in [
        ("--retry-unsafe", "`--retry-unsafe`: it goes with `--retry N`"),
        ("--retry-unsafe --as dime", "`--retry-unsafe`: with `--as dime`"),
        ("--retry-max-time 1s", "`--retry-max-time`: it goes with `--retry N` or `--as dime`"),
        ("--timing none --speed 2x", "`--speed`: `--timing none` knows no gaps"),
        ("--timing none --max-gap 2s", "`--max-gap`: `--timing none` knows no gaps"),
        ("--dry-run --expect 200", "`--dry-run`: nothing is sent"),
        ("--dry-run --save-responses d", "`--dry-run`: nothing is sent"),
        ("--print curl --max-time 1s", "`--print`: nothing is sent"),
        ("--dry-run --journal j", "`--journal`: a dry run is none"),
        ("--print curl --journal j", "`--journal`: nothing is sent"),
        ("--create", "`--create`: it goes with `--set`, `--unset` and `--shift-dates`"),
        ("--set /Id=1 --unset /Id", "`--set`: `--unset` takes `/Id` away"),
        ("--set /Id=1 --set /Id=2", "`--set`: `/Id` is set twice"),
        ("--seed 7", "`--seed`: no dice are thrown without `--shuffle`"),
        ("--retry-unknown", "`--retry-unknown`: it goes with `--resume`"),
        ("--remove-header host", "`--remove-header`: every request has a `Host`"),
        ("--remove-header Content-Length", "`--remove-header`: `Content-Length` follows"),
        ("--header @-", "`--header`: there is no header in `standard input`"),
    ] {
        let options: Vec<_> = options.split(' ').collect();
        let told = correction(&[&["--to", "http://127.0.0.1:1"], &options[..]].concat());
        assert!(told.starts_with(&format!("error: cannot use {why}")), "{options:?}: {told}");
    }
    let user = ["--to", "http://zoe@127.0.0.1:1", "--remove-header", "authorization"];
    let output =
        run_in(std::env::temp_dir().as_path(), &[&["replay", "-"], &user[..]].concat(), b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(transcript(&output).contains("`--remove-header`: the URL names a user"));
}

/// The warnings of a replay that goes well.
fn warned(sources: &[&str], options: &[&str]) -> String {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let url = receiver.url("/hook");
    let simulated = ["simulate", "lock", "--on", "a.json", "-o", "kept"];
    run_in(dir.path(), &simulated, b"");
    let output = run_in(dir.path(), &[&["replay", "--to", &url], sources, options].concat(), b"");
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    told.lines()
        .filter_map(|line| line.strip_prefix("warning: "))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn an_option_that_no_payload_has_anything_for_is_warned_of() {
    let all = ["--remove-header", "x-own", "--remove-header", "USER-AGENT", "--keep-auth"];
    let all = [&all[..], &["--keep-path"]].concat();
    let told = warned(&["a.json"], &all);
    expect![[r#"
        `--remove-header` does nothing: no payload came with `x-own`
        `--keep-auth` does nothing: no payload came with credentials
        `--keep-path` does nothing: no payload came with a path
    "#]]
    .assert_eq(&told);
    assert_eq!(warned(&["a.json"], &[&all[..], &["--dry-run"]].concat()), told);
    assert_eq!(warned(&["a.json"], &[&all[..], &["--print", "curl"]].concat()), told);
    let some =
        ["--keep-path", "--remove-header", "content-type", "--remove-header", "x-dsw-replay"];
    assert_eq!(warned(&["a.json", "kept"], &some), "", "one payload has each of it");
}

#[test]
fn what_is_said_of_certificates_by_http_is_warned_of() {
    let insecure = warned(&["a.json"], &["--insecure"]);
    let why = "`--insecure` does nothing: there are no certificates by http\n";
    assert!(insecure.contains(why), "{insecure}");
    let follow = warned(&["a.json"], &["--insecure", "--follow"]);
    assert!(!follow.contains("does nothing"), "a redirect may lead to https: {follow}");
}

#[test]
fn what_no_printed_command_does_is_warned_of() {
    let told = warned(&["a.json"], &["--print", "curl", "--rate", "5/s", "--retry", "2"]);
    assert_eq!(told, "`--rate`, `--retry` do nothing in commands that are printed\n");
}

#[test]
fn what_came_at_no_time_is_said_to_go_without_a_gap() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), format!("[{VALID}, {VALID}]")).unwrap();
    let warned = |options: &[&str]| {
        let arguments = ["replay", "a.json", "--to", "http://127.0.0.1:1"];
        let told = transcript(&run_in(dir.path(), &[&arguments[..], options].concat(), b""));
        told.matches("warning: payloads without a time at which they came").count()
    };
    for (options, count) in [
        (&["--timing", "original"][..], 1),
        (&["--speed", "2x", "--dry-run"], 1),
        (&["--max-gap", "2s"], 1),
        (&["--rate", "9/s"], 0),
        (&[], 0),
    ] {
        assert_eq!(warned(options), count, "{options:?}");
    }
}

#[test]
fn a_list_of_no_payload_is_nothing_to_send() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), "[ ]").unwrap();
    let receiver = Receiver::start(&[]);
    let output = run_in(dir.path(), &["replay", "a.json", "--to", &receiver.url("/")], b"");
    assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
    assert!(transcript(&output).contains("nothing to do: `a.json` is an empty list\n"));
    assert_eq!(receiver.requests().len(), 0);
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
