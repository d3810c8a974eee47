//! Runs that were stopped, and go on without sending anything twice.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect;
use tempfile::TempDir;

use super::{replay, told};
use crate::exits::DEAD;
use crate::receiver::{Answer, Receiver};
use crate::support::{VALID, dsw, run_in, transcript};

fn folder(count: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let line = |at: usize| VALID.replace("A1", &format!("A{at}")) + "\n";
    fs::write(dir.path().join("a.jsonl"), (0..count).map(line).collect::<String>()).unwrap();
    dir
}

/// The journals of the runs that are kept.
fn kept(dir: &Path) -> Vec<PathBuf> {
    let runs = fs::read_dir(dir.join("captures/.runs")).into_iter().flatten();
    let files = runs.map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some()).collect()
}

#[test]
fn a_run_that_went_well_leaves_nothing_behind() {
    let (dir, receiver) = (folder(3), Receiver::start(&[]));
    let output = replay(dir.path(), &receiver, &["a.jsonl"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|one| one.unwrap().path()).collect();
    assert_eq!(left, [dir.path().join("a.jsonl")]);
    receiver.requests();
}

#[test]
fn what_failed_is_sent_again_and_nothing_else() {
    let no: Answer<'_> = (500, &[], b"");
    let (dir, receiver) = (folder(4), Receiver::start(&[(200, &[], b""), no, no]));
    let output = replay(dir.path(), &receiver, &["a.jsonl", "-H", "X-Own: 1"]);
    assert_eq!(output.status.code(), Some(1));
    let [journal] = &kept(dir.path())[..] else { panic!("one run is kept") };
    let name = journal.file_stem().unwrap().to_str().unwrap();
    let told = transcript(&output);
    let hint = format!("hint: send what failed again with `dsw replay --only-failed {name}`\n");
    assert!(told.ends_with(&hint), "{told}");
    let again = run_in(dir.path(), &["replay", "--only-failed", name], b"");
    assert_eq!(again.status.code(), Some(0), "{}", transcript(&again));
    assert!(transcript(&again).contains("2 payloads: 2 accepted"), "{}", transcript(&again));
    let requests = receiver.requests();
    let numbers: Vec<_> =
        requests.iter().map(|one| String::from_utf8_lossy(&one.body)[18..20].to_owned()).collect();
    assert_eq!(numbers, ["A0", "A1", "A2", "A3", "A1", "A2"]);
    assert!(requests.iter().all(|one| one.header("X-Own") == Some("1")), "the same options");
    assert!(kept(dir.path()).is_empty());
}

#[test]
fn options_given_beside_a_run_are_over_its_own() {
    let (dir, receiver) = (folder(2), Receiver::start(&[]));
    run_in(dir.path(), &["replay", "a.jsonl", "--to", DEAD], b"");
    let output = replay(dir.path(), &receiver, &["--only-failed", "last"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert_eq!(receiver.requests().len(), 2);
}

#[test]
fn a_run_that_has_nothing_left_says_so() {
    let dir = folder(2);
    run_in(dir.path(), &["replay", "a.jsonl", "--to", DEAD], b"");
    let output = run_in(dir.path(), &["replay", "--resume", "last"], b"");
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("error: nothing to do: all of them were sent before\n"), "{told}");
}

#[test]
fn a_journal_is_written_over_nothing_and_what_to_do_is_told() {
    let dir = folder(2);
    let run = ["replay", "a.jsonl", "--to", DEAD, "--journal"];
    run_in(dir.path(), &[&run[..], &["run.jsonl"]].concat(), b"");
    let before = fs::read(dir.path().join("run.jsonl")).unwrap();
    let told = |journal| transcript(&run_in(dir.path(), &[&run[..], &[journal]].concat(), b""));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot write `run.jsonl`: it is there already
        hint: name a file that is not there yet, or go on with the run in it by `--resume FILE`
    "#]]
    .assert_eq(&told("run.jsonl"));
    assert_eq!(fs::read(dir.path().join("run.jsonl")).unwrap(), before);
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot write `gone/run.jsonl`: no such file
        hint: name another place that may be written with `--journal FILE`
    "#]]
    .assert_eq(&told("gone/run.jsonl"));
}

#[test]
fn a_run_that_cannot_be_gone_on_with_is_told() {
    let (dir, elsewhere) = (folder(2), tempfile::tempdir().unwrap());
    run_in(dir.path(), &["replay", "a.jsonl", "--to", DEAD, "--journal", "run.jsonl"], b"");
    let journal = dir.path().join("run.jsonl");
    let resumed = |dir: &Path, run: &str| {
        let output = run_in(dir, &["replay", "--resume", run], b"");
        assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
        String::from_utf8(output.stderr).unwrap().lines().next().unwrap().to_owned()
    };
    let told = resumed(elsewhere.path(), journal.to_str().unwrap());
    assert!(told.contains("it was started in `") && told.ends_with("`: go there first"), "{told}");
    assert!(resumed(dir.path(), "gone").starts_with("error: cannot go on with run `gone`: it is"));
    assert!(resumed(dir.path(), "last").starts_with("error: cannot go on with run `last`: there"));
    let named = resumed(dir.path(), "./gone.jsonl");
    assert!(named.ends_with("run `./gone.jsonl`: there is no `./gone.jsonl`"), "{named}");
    fs::write(dir.path().join("other.jsonl"), "{}\n").unwrap();
    assert_eq!(
        resumed(dir.path(), "other.jsonl"),
        "error: cannot go on with run `other.jsonl`: its first line is not that of a run"
    );
}

#[test]
fn a_run_of_a_newer_end_goes_on_behind_a_torn_line() {
    let dir = folder(3);
    run_in(dir.path(), &["replay", "a.jsonl", "--to", DEAD, "--journal", "run.jsonl"], b"");
    let journal = dir.path().join("run.jsonl");
    let text = fs::read_to_string(&journal).unwrap();
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    // The second payload was begun, and the line on that was not written to its end.
    let torn = lines[..3].concat() + &lines[3][..20];
    fs::write(&journal, torn).unwrap();
    let receiver = Receiver::start(&[]);
    let output = replay(dir.path(), &receiver, &["--resume", "run.jsonl"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert_eq!(receiver.requests().len(), 2);
    assert!(journal.exists(), "a file of the user's own is kept");
}

#[test]
fn a_run_with_a_broken_line_is_not_gone_on_with_unless_what_may_have_arrived_is_sent() {
    let dir = folder(3);
    run_in(dir.path(), &["replay", "a.jsonl", "--to", DEAD, "--journal", "run.jsonl"], b"");
    let journal = dir.path().join("run.jsonl");
    let text = fs::read_to_string(&journal).unwrap();
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    // All that was told of the second payload is gone, as after a power cut.
    let broken = [lines[..3].concat().as_str(), "\0\0\0\0\n", "no line\n"].concat();
    fs::write(&journal, broken.clone() + "\n" + &lines[5..].concat()).unwrap();
    let length = fs::metadata(&journal).unwrap().len();
    let receiver = Receiver::start(&[]);
    let resumed = |more: &[&str]| {
        let output = replay(dir.path(), &receiver, &[&["--resume", "run.jsonl"], more].concat());
        told(&output, &receiver.address)
    };
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot go on with run `run.jsonl`: lines 4, 5 of its journal cannot be read, and may tell what was sent
        hint: `--retry-unknown` goes on without them, and may send such a payload twice
    "#]]
    .assert_eq(&resumed(&[]));
    assert_eq!(fs::metadata(&journal).unwrap().len(), length, "nothing of it is cut");
    let told = resumed(&["--retry-unknown"]);
    assert!(told.contains("warning: run `run.jsonl`: lines 4, 5 of its journal"), "{told}");
    assert!(told.starts_with("exit: 0\n") && told.contains("1 accepted"), "{told}");
    assert_eq!(receiver.requests().len(), 1);
}

#[test]
fn no_payload_arrives_twice_however_often_a_run_is_killed() {
    const COUNT: usize = 300;
    let (dir, receiver) = (folder(COUNT), Receiver::start(&[]));
    let url = receiver.url("/hook");
    let start = ["replay", "a.jsonl", "--to", &url, "--concurrency", "4", "--journal", "run.jsonl"];
    let mut dice = fastrand::Rng::with_seed(5);
    let mut arguments = &start[..];
    for _ in 0..25 {
        let mut child = dsw(arguments, dir.path());
        let mut child = child.stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
        // Killed after so many lines, most of which were told before more was sent.
        for _ in 0..dice.usize(0..15) {
            std::io::BufRead::read_line(&mut out, &mut String::new()).unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // Before its first line is written nothing was sent, and nothing can be gone on with.
        if fs::metadata(dir.path().join("run.jsonl")).is_ok_and(|found| found.len() > 0) {
            arguments = &["replay", "--resume", "run.jsonl"];
        }
    }
    let last = run_in(dir.path(), arguments, b"");
    assert!(matches!(last.status.code(), Some(0 | 3 | 4)), "{}", transcript(&last));
    let mut counts: HashMap<Vec<u8>, usize> = HashMap::new();
    for request in receiver.requests() {
        *counts.entry(request.body).or_default() += 1;
    }
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    // What was under way at a kill may be missing: four at once, twenty-five times.
    assert!(counts.len() >= COUNT - 100, "{}", counts.len());
}
