//! `--save-responses`: answers, kept as they came.

use std::fs;
use std::path::Path;

use super::replay;
use crate::exits::DEAD;
use crate::receiver::{Answer, Receiver, misbehaving, say};
use crate::support::{VALID, run_in, transcript};

const TOLD: Answer<'static> = (202, &[("Set-Cookie", "s=hunter2")], b"\x1b[2J\xff\r\n\0");

fn kept(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir.join("answers")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != ".gitignore").collect();
    names.sort();
    names
}

#[test]
fn status_headers_and_body_are_kept_as_they_came_in_a_file_named_by_the_payload() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), format!("[{VALID},2]")).unwrap();
    let receiver = Receiver::start(&[TOLD, (500, &[], b"no")]);
    let options = ["a.json", "--save-responses", "answers"];
    let output = replay(dir.path(), &receiver, &options);
    assert_eq!(output.status.code(), Some(1), "{}", transcript(&output));
    assert_eq!(kept(dir.path()), ["a-0.http", "a-1.http"]);
    let answer = fs::read(dir.path().join("answers/a-0.http")).unwrap();
    let (head, body) =
        answer.split_at(answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap());
    let head = String::from_utf8(head.to_vec()).unwrap();
    assert!(head.starts_with("HTTP/1.1 202 Accepted\r\n"), "{head}");
    assert!(head.to_ascii_lowercase().contains("\r\nset-cookie: s=hunter2"), "{head}");
    assert_eq!(&body[4..], TOLD.2);
    receiver.requests();
}

#[test]
fn no_answer_is_written_over() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[TOLD, TOLD, (200, &[], b"third")]);
    let options = ["a.json", "--save-responses", "answers"];
    replay(dir.path(), &receiver, &[&options[..], &["--repeat", "2"]].concat());
    replay(dir.path(), &receiver, &options);
    assert_eq!(kept(dir.path()), ["a-2.http", "a-3.http", "a.http"]);
    assert!(fs::read(dir.path().join("answers/a-3.http")).unwrap().ends_with(b"third"));
    receiver.requests();
}

#[test]
fn what_was_not_answered_is_no_file_and_half_an_answer_is_told() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let options = ["--save-responses", "answers"];
    run_in(dir.path(), &[&["replay", "a.json", "--to", DEAD], &options[..]].concat(), b"");
    assert!(kept(dir.path()).is_empty());
    let url = misbehaving(vec![say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")]);
    let output =
        run_in(dir.path(), &[&["replay", "a.json", "--to", &url], &options[..]].concat(), b"");
    let told = transcript(&output);
    assert!(told.contains("a.http` is not all of the answer: connection closed"), "{told}");
    assert!(fs::read(dir.path().join("answers/a.http")).unwrap().ends_with(b"\r\n\r\nhalf"));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_before_anything_is_sent() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let output = replay(dir.path(), &receiver, &["a.json", "--save-responses", "a.json"]);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("cannot write `a.json`: "), "{told}");
    assert_eq!(receiver.requests().len(), 0);
}

#[cfg(unix)]
#[test]
fn answers_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[TOLD]);
    replay(dir.path(), &receiver, &["a.json", "--save-responses", "answers"]);
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode();
    assert_eq!((mode("answers") & 0o777, mode("answers/a.http") & 0o777), (0o700, 0o600));
    receiver.requests();
}
