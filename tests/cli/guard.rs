//! `dsw listen` behind a secret: who is let in, and that nobody learns of it.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use tempfile::TempDir;

use crate::listener::{Listener, bodies, command, journal, request, status};
use crate::support::VALID;

const SECRET: &str = "hush-3f9 änd:more";
const WRONG: &str = "guess-81c";

/// A listener that knows the secret from its environment.
fn guarded(options: &[&str]) -> Listener {
    let dir = tempfile::tempdir().unwrap();
    let mut command = command(&["--format", "json"], options, dir.path());
    command.env("DSW_SECRET", SECRET);
    let mut listener = Listener::spawn(command, dir);
    assert_eq!(listener.line()["kind"], "listening");
    listener
}

/// What a sender that shows a header is answered.
fn answer(listener: &Listener, header: Option<(&str, &str)>) -> String {
    let headers = Vec::from_iter(header);
    listener.exchange(&request("POST", "/hook", &headers, VALID.as_bytes()))
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")))
}

/// The value of a header of an answer.
fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = answer.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

#[test]
fn only_the_right_user_with_the_right_password_is_let_in() {
    let listener = guarded(&["--require-basic", "dime"]);
    assert_eq!(status(&answer(&listener, Some(("Authorization", &basic("dime", SECRET))))), 200);
    let wrong = [
        basic("dime", WRONG),
        basic("Dime", SECRET),
        basic("dime", ""),
        basic("", SECRET),
        format!("Bearer {SECRET}"),
        format!("Basic {SECRET}"),
        "Basic".to_owned(),
    ];
    for shown in wrong.iter().map(|shown| Some(("Authorization", shown.as_str()))).chain([None]) {
        let answer = answer(&listener, shown);
        assert_eq!(status(&answer), 401, "{shown:?}");
        let challenge = r#"Basic realm="dsw", charset="UTF-8""#;
        assert_eq!(header(&answer, "WWW-Authenticate"), Some(challenge), "{answer}");
        assert!(answer.ends_with("\r\n\r\n"), "nothing is said beside it: {answer}");
    }
    assert_eq!(journal(&listener.captures()).len(), 1);
}

#[test]
fn only_the_right_token_is_let_in() {
    let listener = guarded(&["--require-bearer"]);
    for (shown, expected) in [
        (format!("Bearer {SECRET}"), 200),
        (format!("bearer  {SECRET}"), 200),
        (format!("Bearer {WRONG}"), 401),
        (format!("Bearer {SECRET}x"), 401),
        ("Bearer ".to_owned(), 401),
        (SECRET.to_owned(), 401),
        (basic("", SECRET), 401),
    ] {
        let answer = answer(&listener, Some(("Authorization", &shown)));
        assert_eq!(status(&answer), expected, "{shown}");
        let challenge = (expected == 401).then_some(r#"Bearer realm="dsw""#);
        assert_eq!(header(&answer, "WWW-Authenticate"), challenge, "{answer}");
    }
}

#[test]
fn only_the_right_header_is_let_in() {
    let listener = guarded(&["--require-header", "X-Door"]);
    for (shown, expected) in [
        (Some(("X-Door", SECRET)), 200),
        (Some(("x-door", SECRET)), 200),
        (Some(("X-Door", WRONG)), 401),
        (Some(("X-Door", "")), 401),
        (Some(("X-Other", SECRET)), 401),
        (None, 401),
    ] {
        let answer = answer(&listener, shown);
        assert_eq!(status(&answer), expected, "{shown:?}");
        assert_eq!(header(&answer, "WWW-Authenticate"), None, "{answer}");
    }
}

#[test]
fn who_is_not_let_in_leaves_nothing_behind_but_the_reason() {
    let mut listener = guarded(&["--require-bearer"]);
    assert_eq!(status(&answer(&listener, None)), 401);
    let shown = format!("Bearer {WRONG}");
    assert_eq!(status(&answer(&listener, Some(("Authorization", &shown)))), 401);
    for why in ["it came without a bearer token", "the bearer token is wrong"] {
        let problem = listener.line();
        assert_eq!((&problem["kind"], &problem["status"]), (&"problem".into(), &401.into()));
        assert_eq!(problem["message"], why);
        assert!(problem["hint"].as_str().unwrap().starts_with("check the client secret"));
    }
    assert_eq!(bodies(&listener.captures()), Vec::<String>::new());
    assert!(journal(&listener.captures()).is_empty());
    let shown = format!("Bearer {SECRET}");
    assert_eq!(status(&answer(&listener, Some(("Authorization", &shown)))), 200);
    assert_eq!(listener.line()["seq"], 1, "a refusal uses no number");
    let err = listener.kill().err;
    assert_eq!(err.matches(" was answered 401: ").count(), 2, "{err}");
    assert!(err.contains(": the bearer token is wrong\nhint: check the client"), "{err}");
}

#[test]
fn half_a_body_without_the_secret_leaves_nothing_behind() {
    let mut listener = guarded(&["--require-bearer"]);
    let half = b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\n{\"Id\":";
    assert_ne!(status(&listener.exchange(half)), 200);
    assert_eq!(listener.line()["kind"], "problem");
    assert_eq!(bodies(&listener.captures()), Vec::<String>::new());
    assert!(journal(&listener.captures()).is_empty());
}

#[test]
#[cfg(unix)]
fn no_secret_is_ever_shown() {
    for (option, value, name) in [
        ("--require-basic", Some("dime"), "Authorization"),
        ("--require-bearer", None, "Authorization"),
        ("--require-header", Some("X-Door"), "X-Door"),
    ] {
        for form in ["human", "line", "json"] {
            let dir = tempfile::tempdir().unwrap();
            let body = (form == "human").then_some("--body");
            let options: Vec<_> = [option].into_iter().chain(value).chain(body).collect();
            let mut command = command(&["--format", form], &options, dir.path());
            command.env("DSW_SECRET", SECRET);
            let listener = Listener::spawn(command, dir);
            let wearing = |secret: &str| match option {
                "--require-basic" => basic("dime", secret),
                "--require-bearer" => format!("Bearer {secret}"),
                _ => secret.to_owned(),
            };
            assert_eq!(status(&answer(&listener, Some((name, &wearing(WRONG))))), 401);
            assert!(journal(&listener.captures()).is_empty(), "what was wrong is not kept");
            assert_eq!(status(&answer(&listener, Some((name, &wearing(SECRET))))), 200);
            let ended = listener.interrupt();
            for secret in [SECRET, WRONG, &basic("dime", SECRET)[6..], &basic("dime", WRONG)[6..]] {
                for text in [&ended.out, &ended.err] {
                    assert!(!text.contains(secret), "{option} {form} shows {secret}:\n{text}");
                }
            }
        }
    }
}

#[test]
fn the_secret_comes_from_a_file_or_from_standard_input() {
    let right = format!("Bearer {SECRET}");
    for ending in ["", "\n", "\r\n"] {
        for given in ["secret.txt", "-"] {
            let dir = tempfile::tempdir().unwrap();
            fs::write(dir.path().join("secret.txt"), format!("{SECRET}{ending}")).unwrap();
            let options = ["--require-bearer", "--secret-file", given];
            let mut command = command(&[], &options, dir.path());
            // A file that is named goes before the environment.
            command.env("DSW_SECRET", WRONG);
            command.stdin(fs::File::open(dir.path().join("secret.txt")).unwrap());
            let listener = Listener::spawn(command, dir);
            assert_eq!(status(&answer(&listener, Some(("Authorization", &right)))), 200);
            let wrong = format!("Bearer {WRONG}");
            assert_eq!(status(&answer(&listener, Some(("Authorization", &wrong)))), 401);
        }
    }
}

#[test]
fn a_secret_of_nothing_but_spaces_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = command(&[], &["--require-bearer"], dir.path());
    let output = command.env("DSW_SECRET", " \t ").output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("there is no secret to compare with"), "{err}");
}

/// Runs a listener that does not come to listening: its exit code and its stderr.
fn refused(dir: &TempDir, options: &[&str], input: &[u8]) -> (Option<i32>, String) {
    let mut command = command(&[], options, dir.path());
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    // It may be gone before it reads.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.stdout.is_empty());
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn without_a_secret_nobody_could_be_told_from_anybody() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("empty.txt"), "\n").unwrap();
    let (basic, bearer) = (["--require-basic", "dime"], ["--require-bearer"]);
    let (header, no) = (["--require-header", "X-Door"], "there is no secret to compare with");
    let empty = ["--require-header", "X-Door", "--secret-file", "empty.txt"];
    let stdin = ["--require-bearer", "--secret-file", "-"];
    let lost = ["--require-bearer", "--secret-file", "nowhere.txt"];
    let no_name = ["--require-header", "bad name", "--secret-file", "secret.txt"];
    fs::write(dir.path().join("secret.txt"), "s").unwrap();
    let twice = ["--require-bearer", "--secret-file", "-", "--forward-to", "http://h", "-H", "@-"];
    fs::write(dir.path().join("marked.txt"), "\u{feff}s").unwrap();
    fs::write(dir.path().join("lines.txt"), "one\ntwo\n").unwrap();
    let cases: [(&[&str], i32, &str); 12] = [
        (&["--require-bearer", "--secret-file", "marked.txt"], 2, "begins with a byte-order mark"),
        (&["--require-bearer", "--secret-file", "lines.txt"], 2, "has several lines"),
        (&no_name, 2, "cannot use `--require-header`: `bad name` is not the name of a header"),
        (&twice, 2, "`--secret-file -` reads standard input, which can be read once"),
        (&basic, 2, no),
        (&bearer, 2, no),
        (&header, 2, no),
        (&empty, 2, no),
        (&stdin, 2, no),
        (&lost, 3, "cannot read `nowhere.txt`"),
        (&["--secret-file", "empty.txt"], 2, "--require-"),
        (&["--require-bearer", "--require-header", "X"], 2, "--require-header"),
    ];
    for (options, code, why) in cases {
        let (found, err) = refused(&dir, options, b"\n");
        assert_eq!(found, Some(code), "{options:?}: {err}");
        assert!(err.contains(why), "{options:?}: {err}");
    }
}
