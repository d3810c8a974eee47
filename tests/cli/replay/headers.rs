//! Captured headers: which go along, which do not, and who decides.

use std::fs;
use std::path::Path;

use super::replay;
use crate::receiver::Receiver;
use crate::support::{VALID, transcript};

/// A capture folder of one request that came through tunnels, with credentials.
pub(super) fn captured(dir: &Path, host: &str) {
    let line = format!(
        r#"{{"v":1,"kind":"capture","seq":3,"received_at":"2026-05-11T08:30:00.000000Z","method":"PUT","target":"/in/created?x=1&sig=stored","version":"HTTP/1.1","headers":[["Host","{host}"],["User-Agent","Dime/1"],["Content-Type","application/json"],["Content-Length","112"],["Authorization","Bearer stored"],["X-Forwarded-For","1.2.3.4"],["Via","1.1 t"],["X-Own","1"]],"file":"000003-A.json"}}"#
    );
    fs::write(dir.join("captures.jsonl"), line + "\n").unwrap();
    fs::write(dir.join("000003-A.json"), VALID).unwrap();
}

/// The names of the headers that arrive, but for those of the connection, and the target.
fn arrived(options: &[&str]) -> (Vec<String>, String) {
    let dir = tempfile::tempdir().unwrap();
    captured(dir.path(), "tunnel.example");
    let receiver = Receiver::start(&[]);
    let output = replay(dir.path(), &receiver, &[&["."], options].concat());
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let request = receiver.requests().remove(0);
    assert_eq!((request.method.as_str(), &request.body[..]), ("PUT", VALID.as_bytes()));
    let names = request.headers.into_iter().map(|(name, _)| name);
    // Accept is the client's own where the sender gave none.
    let own = ["Host", "Content-Length", "Accept"];
    let names = names.filter(|name| !own.contains(&name.as_str())).collect();
    (names, request.target)
}

#[test]
fn what_came_from_the_sender_goes_along() {
    let (names, target) = arrived(&[]);
    assert_eq!(names, ["User-Agent", "Content-Type", "X-Own", "X-Dsw-Replay"]);
    assert_eq!(target, "/hook");
}

#[test]
fn stored_credentials_go_along_when_asked_for() {
    let names = arrived(&["--keep-auth"]).0;
    assert_eq!(names, ["User-Agent", "Content-Type", "Authorization", "X-Own", "X-Dsw-Replay"]);
}

#[test]
fn exact_keeps_the_way_and_sets_no_mark() {
    let names = arrived(&["--exact"]).0;
    assert_eq!(names, ["User-Agent", "Content-Type", "X-Forwarded-For", "Via", "X-Own"]);
}

#[test]
fn headers_are_taken_away() {
    let options = ["--remove-header", "x-own", "--remove-header", "X-Dsw-Replay"];
    assert_eq!(arrived(&options).0, ["User-Agent", "Content-Type"]);
}

#[test]
fn a_captured_path_is_kept_without_its_secrets() {
    assert_eq!(arrived(&["--keep-path"]).1, "/hook/in/created?x=1");
    assert_eq!(arrived(&["--keep-path", "--keep-auth"]).1, "/hook/in/created?x=1&sig=stored");
}

#[test]
fn a_url_is_filled_in_from_each_payload() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), format!("{VALID}\n{{}}\n")).unwrap();
    let receiver = Receiver::start(&[]);
    let url = receiver.url("/{change}/{appointmentNo}");
    let output = crate::support::run_in(dir.path(), &["replay", "a.jsonl", "--to", &url], b"");
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("a.jsonl:2\n     `{change}` of the URL cannot be filled in"), "{told}");
    let targets: Vec<_> = receiver.requests().into_iter().map(|one| one.target).collect();
    assert_eq!(targets, ["/updated/A1"]);
}

#[test]
fn what_came_by_a_replay_to_the_same_receiver_is_not_sent_again() {
    let dir = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(&[]);
    captured(dir.path(), &receiver.address);
    let journal = dir.path().join("captures.jsonl");
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.replace(r#"["X-Own""#, r#"["X-Dsw-Replay","1"],["X-Own""#)).unwrap();
    let output = replay(dir.path(), &receiver, &["."]);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("1 capture left out that came here by a replay"), "{told}");
    let output = replay(dir.path(), &receiver, &[".", "--exact"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert_eq!(receiver.requests().len(), 1);
}
