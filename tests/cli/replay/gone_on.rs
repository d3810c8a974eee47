//! What a run is of, and what the command that goes on with it sends.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use super::replay;
use crate::exits::DEAD;
use crate::receiver::{ACCEPTED, Answer, Receiver};
use crate::support::{VALID, run_in, transcript};

const NO: Answer<'static> = (500, &[], b"");

fn folder(count: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(&dir.path().join("a.jsonl"), count);
    dir
}

fn write(file: &Path, count: usize) {
    let line = |at: usize| VALID.replace("A1", &format!("A{at}")) + "\n";
    fs::write(file, (0..count).map(line).collect::<String>()).unwrap();
}

/// The command that goes on, as it is printed, without the name of the program.
fn printed(output: &Output) -> String {
    let told = transcript(output);
    let (_, command) = told.rsplit_once("`dsw ").unwrap_or_else(|| panic!("no command: {told}"));
    command.split('`').next().unwrap().to_owned()
}

/// Runs a printed command to its end.
fn run_printed(dir: &Path, output: &Output) -> Output {
    let command = printed(output);
    run_in(dir, &command.split(' ').collect::<Vec<_>>(), b"")
}

/// The appointments that a receiver got, one after the other.
fn arrived(receiver: Receiver) -> Vec<String> {
    let body = |body: Vec<u8>| String::from_utf8(body).unwrap();
    let number = |body: String| body.split('"').nth(3).unwrap().to_owned();
    receiver.requests().into_iter().map(|request| number(body(request.body))).collect()
}

fn capture(dir: TempDir, numbers: &[&str]) -> TempDir {
    let listener = crate::listener::Listener::start_in(dir, &[]);
    for number in numbers {
        assert_eq!(listener.post(VALID.replace("A1", number).as_bytes()), 200);
    }
    listener.kill().dir
}

#[test]
fn the_latest_captures_are_those_of_when_the_run_began() {
    let dir = capture(tempfile::tempdir().unwrap(), &["A1", "A2", "A3", "A4"]);
    let receiver = Receiver::start(&[ACCEPTED, NO]);
    let cut = replay(dir.path(), &receiver, &["last:3", "--max-failures", "1"]);
    assert_eq!(cut.status.code(), Some(1), "{}", transcript(&cut));
    let dir = capture(dir, &["B1", "B2"]);
    let resumed = run_printed(dir.path(), &cut);
    assert_eq!(resumed.status.code(), Some(0), "{}", transcript(&resumed));
    let again = run_in(dir.path(), &["replay", "--only-failed", "last"], b"");
    assert_eq!(again.status.code(), Some(0), "{}", transcript(&again));
    assert_eq!(arrived(receiver), ["A2", "A3", "A4", "A3"]);
}

#[test]
fn what_was_answered_at_too_great_length_has_come_and_is_sent_again_when_asked_for() {
    let dir = folder(2);
    let much = vec![b'a'; (1 << 20) + 1];
    let receiver = Receiver::start(&[(200, &[], &much)]);
    let cut = replay(dir.path(), &receiver, &["a.jsonl", "--fail-fast"]);
    assert_eq!(cut.status.code(), Some(4), "{}", transcript(&cut));
    let rest = run_printed(dir.path(), &cut);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    let again = run_in(dir.path(), &["replay", "--only-failed", "last"], b"");
    assert_eq!(again.status.code(), Some(0), "{}", transcript(&again));
    assert_eq!(arrived(receiver), ["A0", "A1", "A0"]);
}

#[test]
fn what_was_accepted_is_not_sent_again_when_lines_come_before_it() {
    let dir = folder(3);
    let receiver = Receiver::start(&[ACCEPTED, NO]);
    let cut = replay(dir.path(), &receiver, &["a.jsonl", "--max-failures", "1"]);
    assert_eq!(cut.status.code(), Some(1), "{}", transcript(&cut));
    let file = dir.path().join("a.jsonl");
    let before = fs::read_to_string(&file).unwrap();
    fs::write(&file, VALID.replace("A1", "B1") + "\n" + &before).unwrap();
    let rest = run_printed(dir.path(), &cut);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    let warning = "warning: the sources have changed since the run began: 2 payloads of it known \
                   by content, not by place\n";
    assert!(transcript(&rest).contains(warning), "{}", transcript(&rest));
    let again = run_in(dir.path(), &["replay", "--only-failed", "last"], b"");
    assert_eq!(again.status.code(), Some(0), "{}", transcript(&again));
    let gone = run_in(dir.path(), &["replay", "--only-failed", "last"], b"");
    assert_eq!(gone.status.code(), Some(3), "{}", transcript(&gone));
    assert_eq!(arrived(receiver), ["A0", "A1", "B1", "A2", "A1"]);
}

#[test]
fn a_folder_of_captures_is_what_it_was_when_the_run_began() {
    let dir = capture(tempfile::tempdir().unwrap(), &["A1", "A2", "A3"]);
    let receiver = Receiver::start(&[NO]);
    let cut = replay(dir.path(), &receiver, &["captures", "--max-failures", "1"]);
    let dir = capture(dir, &["B1"]);
    let rest = run_printed(dir.path(), &cut);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    assert_eq!(arrived(receiver), ["A1", "A2", "A3"]);
}

#[test]
fn a_replay_without_a_mark_to_the_listener_that_records_it_comes_to_an_end() {
    let listener = crate::listener::Listener::start(&[]);
    for number in ["A1", "A2", "A3"] {
        listener.post(VALID.replace("A1", number).as_bytes());
    }
    let url = format!("http://{}/", listener.address);
    let arguments = ["replay", "captures", "--to", &url, "--exact"];
    let output = run_in(listener.dir.path(), &arguments, b"");
    assert!(transcript(&output).contains("3 payloads: 3 accepted"), "{}", transcript(&output));
}

#[test]
fn a_cut_run_of_what_failed_goes_on_with_what_failed() {
    let (dir, receiver) = (folder(4), Receiver::start(&[ACCEPTED, NO]));
    run_in(dir.path(), &["replay", "a.jsonl", "--to", DEAD], b"");
    let cut = replay(dir.path(), &receiver, &["--only-failed", "last", "--max-failures", "1"]);
    let told = transcript(&cut);
    assert!(told.contains("warning: stopped after 1 failure: 2 payloads left\n"), "{told}");
    let rest = run_printed(dir.path(), &cut);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    assert_eq!(arrived(receiver), ["A0", "A1", "A1", "A2", "A3"]);
    assert!(!dir.path().join("captures").exists(), "all was accepted by now");
}

#[test]
fn what_was_not_sent_so_far_is_kept_when_what_failed_is_sent() {
    let (dir, receiver) = (folder(4), Receiver::start(&[NO]));
    replay(dir.path(), &receiver, &["a.jsonl", "--max-failures", "1"]);
    let failed = run_in(dir.path(), &["replay", "--only-failed", "last"], b"");
    let told = transcript(&failed);
    assert_eq!(failed.status.code(), Some(0), "{told}");
    assert!(told.contains("hint: send the other 3 payloads of the run with `"), "{told}");
    let rest = run_printed(dir.path(), &failed);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    assert_eq!(arrived(receiver), ["A0", "A0", "A1", "A2", "A3"]);
}

#[test]
fn what_failed_before_is_kept_when_the_rest_is_sent() {
    let (dir, receiver) = (folder(3), Receiver::start(&[NO]));
    let cut = replay(dir.path(), &receiver, &["a.jsonl", "--max-failures", "1"]);
    let rest = run_printed(dir.path(), &cut);
    let failed = run_printed(dir.path(), &rest);
    assert_eq!(failed.status.code(), Some(0), "{}", transcript(&failed));
    assert_eq!(arrived(receiver), ["A0", "A1", "A2", "A0"]);
}

#[test]
fn nothing_that_failed_and_nothing_there_any_more_are_told_as_such() {
    let (dir, receiver) = (folder(3), Receiver::start(&[NO]));
    replay(dir.path(), &receiver, &["a.jsonl", "--max-failures", "1"]);
    fs::write(dir.path().join("a.jsonl"), "{}\n").unwrap();
    let gone = run_in(dir.path(), &["replay", "--only-failed", "last"], b"");
    let told = transcript(&gone);
    assert_eq!(gone.status.code(), Some(3), "{told}");
    assert!(!told.contains("sent before"), "{told}");
    assert!(told.contains("warning: 1 payload of the run not sent again: gone from its"), "{told}");
    assert_eq!(receiver.requests().len(), 1);
}

#[test]
fn an_option_given_beside_a_run_stays_with_it() {
    let (dir, old, new) = (folder(4), Receiver::start(&[NO]), Receiver::start(&[NO]));
    let url = new.url("/other");
    replay(dir.path(), &old, &["a.jsonl", "--max-failures", "1", "-H", "X-Env: a", "-H", "B: 1"]);
    let beside = ["replay", "--resume", "last", "--to", &url, "-H", "x-env: b"];
    let cut = run_in(dir.path(), &beside, b"");
    assert_eq!(cut.status.code(), Some(1), "{}", transcript(&cut));
    let rest = run_printed(dir.path(), &cut);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    assert_eq!(old.requests().len(), 1);
    let requests = new.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!((request.header("X-Env"), request.header("B")), (Some("b"), Some("1")));
    }
}

#[test]
fn a_run_is_known_by_what_was_given_whatever_its_words_were() {
    let dir = folder(0);
    write(&dir.path().join("-odd.jsonl"), 3);
    let receiver = Receiver::start(&[NO]);
    let words = ["--max-failures=1", "--shuffle", "--", "-odd.jsonl"];
    let cut = replay(dir.path(), &receiver, &words);
    assert_eq!(cut.status.code(), Some(1), "{}", transcript(&cut));
    let rest = run_printed(dir.path(), &cut);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    let mut arrived = arrived(receiver);
    arrived.sort();
    assert_eq!(arrived, ["A0", "A1", "A2"], "none twice");
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_text_and_one_with_a_quote_are_gone_on_with() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let (dir, receiver) = (folder(0), Receiver::start(&[NO]));
    let name = OsStr::from_bytes(b"a\xff.jsonl");
    write(&dir.path().join(name), 2);
    let url = receiver.url("/hook");
    let mut command = crate::support::dsw(&["replay", "--max-failures", "1"], dir.path());
    command.args(["--to", &url, "--from", "it's"]).arg(name);
    let cut = command.spawn().unwrap().wait_with_output().unwrap();
    let command = printed(&cut);
    assert!(command.ends_with(r" --from 'it'\''s'"), "{command}");
    let script = format!("exec \"$0\" {command}");
    let rest = crate::support::dsw_after(&script, &[], dir.path()).output().unwrap();
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    assert_eq!(arrived(receiver), ["A0", "A1"]);
}

#[test]
fn a_payload_that_was_named_twice_is_sent_twice_whenever_the_run_goes_on() {
    let (dir, receiver) = (folder(2), Receiver::start(&[ACCEPTED, ACCEPTED, ACCEPTED, NO]));
    let options = ["a.jsonl", "a.jsonl", "a.jsonl", "--max-failures", "1"];
    let cut = replay(dir.path(), &receiver, &options);
    let rest = run_printed(dir.path(), &cut);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    assert_eq!(arrived(receiver), ["A0", "A1", "A0", "A1", "A0", "A1"]);
}

#[test]
fn a_journal_is_named_so_that_it_is_found() {
    let (dir, receiver) = (folder(2), Receiver::start(&[NO]));
    let cut = replay(dir.path(), &receiver, &["a.jsonl", "--fail-fast", "--journal", "run"]);
    let rest = run_printed(dir.path(), &cut);
    assert_eq!(rest.status.code(), Some(0), "{}", transcript(&rest));
    assert_eq!(arrived(receiver), ["A0", "A1"]);
}

#[test]
fn a_run_that_an_older_dsw_began_is_refused_by_name() {
    let dir = folder(1);
    let line = r#"{"v":1,"kind":"run","at":"","folder":"","words":["a.jsonl"]}"#;
    fs::write(dir.path().join("run.jsonl"), format!("{line}\n")).unwrap();
    let output = run_in(dir.path(), &["replay", "--resume", "run.jsonl"], b"");
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("run `run.jsonl`: it was begun by another version of dsw"), "{told}");
}
