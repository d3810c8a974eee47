//! Who sends is shown to the receiver, and the secret to nobody else.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::receiver::Receiver;
use crate::support::{VALID, dsw, run_in, transcript};

const SECRET: &str = "hunter2hunter2";

/// A captured request with credentials of its own, and a file with the secret.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let line = r#"{"v":1,"kind":"capture","seq":1,"received_at":"2026-05-11T08:30:00.000000Z","method":"POST","target":"/","headers":[["Authorization","Bearer stored"],["Content-Type","application/json"]],"file":"000001.json"}"#;
    fs::write(dir.path().join("captures.jsonl"), format!("{line}\n")).unwrap();
    fs::write(dir.path().join("000001.json"), VALID).unwrap();
    fs::write(dir.path().join("secret"), format!("{SECRET}\n")).unwrap();
    dir
}

/// Replays the capture with the secret in the environment.
fn replay(dir: &Path, to: &str, options: &[&str]) -> Output {
    let arguments = [&["replay", ".", "--to", to], options].concat();
    dsw(&arguments, dir).env("DSW_SECRET", SECRET).output().unwrap()
}

#[test]
fn a_user_or_a_token_is_shown_in_place_of_what_was_captured() {
    // printf 'zoe:hunter2hunter2' | base64
    let basic = (&["--basic", "zoe"][..], "Basic em9lOmh1bnRlcjJodW50ZXIy");
    for (how, shown) in [basic, (&["--bearer"], "Bearer hunter2hunter2")] {
        for kept in [&[][..], &["--keep-auth"]] {
            let (dir, receiver) = (folder(), Receiver::start(&[]));
            let output = replay(dir.path(), &receiver.url("/"), &[how, kept].concat());
            assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
            assert_eq!(receiver.requests()[0].header("Authorization"), Some(shown));
        }
    }
}

#[test]
fn the_secret_comes_from_a_file_or_from_standard_input() {
    let dir = folder();
    for given in ["secret", "-"] {
        let receiver = Receiver::start(&[]);
        let to = receiver.url("/");
        let arguments = ["replay", ".", "--to", &to, "--bearer", "--secret-file", given];
        let output = run_in(dir.path(), &arguments, SECRET.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        let shown = format!("Bearer {SECRET}");
        assert_eq!(receiver.requests()[0].header("Authorization"), Some(&*shown));
    }
}

#[test]
fn the_secret_is_dots_unless_somebody_asks() {
    for how in [&["--basic", "zoe"][..], &["--bearer"]] {
        for format in ["human", "json"] {
            let dir = folder();
            let planned = [how, &["--dry-run", "--format", format]].concat();
            let told = transcript(&replay(dir.path(), "http://127.0.0.1:1", &planned));
            assert!(told.contains("••••") && !told.contains("hunter2h"), "{told}");
            assert!(!told.contains("em9l"), "{told}");
            let asked = [&planned[..], &["--show-secrets"]].concat();
            let told = transcript(&replay(dir.path(), "http://127.0.0.1:1", &asked));
            assert!(told.contains("hunter2") || told.contains("em9l"), "{told}");
            let receiver = Receiver::start(&[(401, &[], b"no")]);
            let sent = [how, &["--format", format, "--journal", "run"]].concat();
            let output = replay(dir.path(), &receiver.url("/"), &sent);
            let told = transcript(&output) + &fs::read_to_string(dir.path().join("run")).unwrap();
            assert_eq!(output.status.code(), Some(1), "{told}");
            assert!(!told.contains("hunter2") && !told.contains("em9l"), "{told}");
        }
    }
}

#[test]
fn credentials_do_not_follow_to_another_host() {
    let (dir, away) = (folder(), Receiver::start(&[]));
    let location = away.url("/");
    let home = Receiver::start(&[(307, &[("Location", &location)], b"")]);
    let output = replay(dir.path(), &home.url("/"), &["--bearer", "--follow"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert!(home.requests()[0].header("Authorization").is_some());
    assert_eq!(away.requests()[0].header("Authorization"), None);
}

#[test]
fn what_makes_no_sense_is_refused_before_anything_is_sent() {
    let dir = folder();
    let no = "there is no secret to show: name a file that holds one with `--secret-file`";
    let once = "standard input, which can be read once";
    for (to, options, code, why) in [
        ("http://h", &["--bearer"][..], 2, no),
        ("http://h", &["--basic", "zoe"], 2, no),
        (
            "http://h",
            &["--ntlm", "zoe"],
            2,
            "there is no secret to sign in with: name a file that holds one with `--secret-file`",
        ),
        ("http://h", &["--ntlm", "zoe", "--bearer"], 2, "cannot be used with"),
        ("http://h", &["--ntlm", "D\\", "--secret-file", "secret"], 2, "there is no user in it"),
        ("http://h", &["--ntlm", "z:hunter2", "--secret-file", "secret"], 2, "a user holds no `:`"),
        ("http://z:p@h", &["--ntlm", "zoe", "--secret-file", "secret"], 2, "names a user, too"),
        ("http://h", &["--bearer", "--secret-file", "gone"], 3, "cannot read `gone`"),
        ("http://h", &["--bearer", "--secret-file", "-", "-H", "@-"], 2, once),
        ("http://h", &["--secret-file", "secret"], 2, "--bearer"),
        ("http://h", &["--basic", "zoe", "--bearer"], 2, "cannot be used with"),
        (
            "http://h",
            &["--basic", "zoe:hunter2", "--secret-file", "secret"],
            2,
            "a user holds no `:`",
        ),
        ("http://z:p@h", &["--bearer", "--secret-file", "secret"], 2, "the URL names a user, too"),
        (
            "http://h",
            &["--bearer", "--secret-file", "secret", "-H", "authorization: x"],
            2,
            "`--header` gives `Authorization`, too",
        ),
    ] {
        let output = run_in(dir.path(), &[&["replay", ".", "--to", to], options].concat(), b"");
        let told = transcript(&output);
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains(why) && !told.contains("hunter"), "{told}");
    }
}
