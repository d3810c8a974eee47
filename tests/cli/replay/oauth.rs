//! A token is asked for with a client's own credentials, and kept for the run.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::without_runs;
use crate::exits::DEAD;
use crate::receiver::{Answer, Receiver};
use crate::support::{VALID, dsw, json_lines, transcript};

const SECRET: &str = "hunter2hunter2";

const FIRST: &[u8] = br#"{"access_token":"first","token_type":"Bearer","expires_in":3600}"#;
const SECOND: &[u8] = br#"{"access_token":"second","token_type":"Bearer","expires_in":3600}"#;
const OVER: &[u8] = br#"{"access_token":"over","token_type":"Bearer","expires_in":0}"#;

fn replay(dir: &Path, to: &str, tokens: &str, options: &[&str]) -> Output {
    fs::write(dir.join("a.jsonl"), format!("{VALID}\n").repeat(3)).unwrap();
    let own = ["replay", "a.jsonl", "--to", to, "--oauth2", tokens, "--client-id", "dsw"];
    dsw(&[&own, options].concat(), dir).env("DSW_SECRET", SECRET).output().unwrap()
}

/// What a receiver was shown by each payload, how often a token was asked for, and the exit code.
fn shown(tokens: &[Answer<'_>], answers: &[Answer<'_>], options: &[&str]) -> (Vec<String>, usize) {
    let (dir, receiver) = (tempfile::tempdir().unwrap(), Receiver::start(answers));
    let tokens = Receiver::start(tokens);
    let output = replay(dir.path(), &receiver.url("/"), &tokens.url("/token"), options);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    for secret in [SECRET, "first", "second"] {
        assert!(!told.contains(secret), "{told}");
    }
    let shown = |one: crate::receiver::Received| one.header("Authorization").unwrap().to_owned();
    (receiver.requests().into_iter().map(shown).collect(), tokens.requests().len())
}

#[test]
fn a_token_is_asked_for_once_and_shown_with_every_payload() {
    for options in [&[][..], &["--concurrency", "3"]] {
        let (shown, asked) = shown(&[(200, &[], FIRST)], &[], options);
        assert_eq!((shown, asked), (vec!["Bearer first".to_owned(); 3], 1));
    }
}

#[test]
fn a_token_that_is_refused_is_renewed_once() {
    let tokens: [Answer<'_>; 2] = [(200, &[], FIRST), (200, &[], SECOND)];
    let (shown, asked) = shown(&tokens, &[(200, &[], b""), (401, &[], b"")], &[]);
    let expected = ["first", "first", "second", "second"].map(|token| format!("Bearer {token}"));
    assert_eq!((shown, asked), (expected.to_vec(), 2));
}

#[test]
fn another_token_is_asked_for_no_more_once_a_new_one_was_refused() {
    let dir = tempfile::tempdir().unwrap();
    let tokens = Receiver::start(&[(200, &[], FIRST), (200, &[], SECOND)]);
    let no: Answer<'_> = (401, &[("WWW-Authenticate", "Bearer error=\"invalid_token\"")], b"");
    let receiver = Receiver::start(&[no; 6]);
    let output = replay(dir.path(), &receiver.url("/"), &tokens.url("/token"), &[]);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert_eq!(told.matches("it asks for Bearer (invalid_token)").count(), 3, "{told}");
    assert_eq!((receiver.requests().len(), tokens.requests().len()), (4, 2));
}

#[test]
fn a_token_is_renewed_before_it_ends() {
    let tokens: [Answer<'_>; 2] = [(200, &[], OVER), (200, &[], FIRST)];
    let (shown, asked) = shown(&tokens, &[], &[]);
    assert_eq!((shown, asked), (vec!["Bearer first".to_owned(); 3], 2));
}

#[test]
fn the_client_is_known_by_the_body_or_by_a_header() {
    for (options, body, header) in [
        (
            &["--scope", "x/.default"][..],
            "grant_type=client_credentials&client_id=dsw&client_secret=hunter2hunter2&scope=x%2F.default",
            None,
        ),
        // printf 'dsw:hunter2hunter2' | base64
        (
            &["--oauth2-auth", "basic"],
            "grant_type=client_credentials",
            Some("Basic ZHN3Omh1bnRlcjJodW50ZXIy"),
        ),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let (receiver, tokens) = (Receiver::start(&[]), Receiver::start(&[(200, &[], FIRST)]));
        let output = replay(dir.path(), &receiver.url("/"), &tokens.url("/"), options);
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        let asked = &tokens.requests()[0];
        assert_eq!(asked.body, body.as_bytes());
        assert_eq!(asked.header("Authorization"), header);
        assert_eq!(asked.header("Content-Type"), Some("application/x-www-form-urlencoded"));
    }
}

#[test]
fn without_a_token_nothing_is_sent() {
    let refusal = br#"{"error":"invalid_client","error_description":"hunter2hunter2 is wrong"}"#;
    for (answer, code, why) in [
        (Some((401, &[][..], &refusal[..])), 1, "401 Unauthorized: invalid_client •••• is wrong"),
        (Some((200, &[], b"{}")), 1, "its answer holds no `access_token`"),
        (None, 4, "connection refused"),
    ] {
        let (dir, receiver) = (tempfile::tempdir().unwrap(), Receiver::start(&[]));
        let tokens = answer.map(|answer| Receiver::start(&[answer]));
        let url = tokens.as_ref().map_or(DEAD.to_owned(), |tokens| tokens.url("/?code=hunter3"));
        let output = replay(dir.path(), &receiver.url("/"), &url, &[]);
        let told = without_runs(&transcript(&output));
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains("error: cannot get a token from `http://"), "{told}");
        assert!(told.contains(why) && !told.contains("hunter"), "{told}");
        assert!(receiver.requests().is_empty());
    }
}

#[test]
fn a_dry_run_asks_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let output = replay(dir.path(), "http://127.0.0.1:1", DEAD, &["--dry-run"]);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("Authorization: ••••\n") && !told.contains("hunter"), "{told}");
    let output = replay(dir.path(), "http://127.0.0.1:1", DEAD, &["--dry-run", "--show-secrets"]);
    let told = transcript(&output);
    assert!(told.contains("Authorization: Bearer <TOKEN>\n"), "{told}");
    assert!(told.contains("hint: `<TOKEN>` stands for a token"), "{told}");
}

#[test]
fn a_token_that_is_refused_is_in_every_report() {
    let dir = tempfile::tempdir().unwrap();
    let reports = ["--format", "json", "--format", "junit=o.xml"];
    let output = replay(dir.path(), "http://127.0.0.1:1", DEAD, &reports);
    assert_eq!(output.status.code(), Some(4), "{}", transcript(&output));
    let lines = json_lines(&output.stdout);
    let [problem, summary] = &lines[..] else { panic!("two lines: {lines:?}") };
    assert!(problem["message"].as_str().unwrap().starts_with("cannot get a token from"));
    assert_eq!((&summary["kind"], &summary["sent"]), (&"summary".into(), &0.into()));
    let junit = fs::read_to_string(dir.path().join("o.xml")).unwrap();
    assert!(junit.contains("cannot get a token from") && junit.contains("errors=\"1\""), "{junit}");
}
