//! Options beside a run that is gone on with, over those of the run and against them.

use std::fs;

use tempfile::TempDir;

use super::replay;
use crate::receiver::{Answer, Receiver};
use crate::support::{VALID, run_in, transcript};

const NO: Answer<'static> = (500, &[], b"");

/// A folder with a run of two payloads that was stopped after the first, of which a receiver knows.
fn stopped(options: &[&str], receiver: &Receiver) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), format!("{VALID}\n").repeat(2)).unwrap();
    fs::write(dir.path().join("old.txt"), "X-Key: old\nX-Other: 1\n").unwrap();
    fs::write(dir.path().join("new.txt"), "x-key: new\n").unwrap();
    let cut = replay(dir.path(), receiver, &[&["a.jsonl", "--fail-fast"], options].concat());
    assert_eq!(cut.status.code(), Some(1), "{}", transcript(&cut));
    dir
}

/// What going on with the run says, and its exit code.
fn goes_on(dir: &TempDir, options: &[&str]) -> (Option<i32>, String) {
    let output = run_in(dir.path(), &[&["replay", "--resume", "last"], options].concat(), b"");
    (output.status.code(), transcript(&output))
}

#[test]
fn a_header_of_a_file_takes_the_place_of_that_of_the_run_and_stays_with_it() {
    for (run, beside, other) in [
        ("@old.txt", "@new.txt", Some("1")),
        ("X-Key: old", "@new.txt", None),
        ("@old.txt", "X-KEY: new", Some("1")),
    ] {
        let receiver = Receiver::start(&[NO, NO]);
        let dir = stopped(&["-H", run, "-H", "X-Kept: 1"], &receiver);
        let (code, told) = goes_on(&dir, &["-H", beside]);
        assert_eq!(code, Some(1), "{told}");
        let again = run_in(dir.path(), &["replay", "--only-failed", "last"], b"");
        assert_eq!(again.status.code(), Some(0), "{}", transcript(&again));
        let requests = receiver.requests();
        assert_eq!(requests.len(), 4);
        for later in &requests[1..] {
            let own = |name: &str| later.header(name).map(ToOwned::to_owned);
            assert_eq!(own("X-Key").as_deref(), Some("new"), "{run} {beside}");
            assert_eq!((own("X-Other").as_deref(), own("X-Kept").as_deref()), (other, Some("1")));
            let count = later.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("x-key"));
            assert_eq!(count.count(), 1, "{run} {beside}");
        }
    }
}

#[test]
fn a_header_of_the_run_can_be_taken_away_and_given_again() {
    let receiver = Receiver::start(&[NO]);
    let dir = stopped(&["-H", "@old.txt", "--remove-header", "X-New"], &receiver);
    let (code, told) = goes_on(&dir, &["--remove-header", "x-key", "-H", "X-New: 1"]);
    assert_eq!(code, Some(0), "{told}");
    let later = receiver.requests().pop().unwrap();
    assert_eq!([later.header("X-Key"), later.header("X-Other")], [None, Some("1")]);
    assert_eq!(later.header("X-New"), Some("1"));
}

#[test]
fn options_that_undo_those_of_the_run_are_refused_with_the_way_out() {
    let receiver = Receiver::start(&[NO]);
    let run = ["--rate", "100/s", "--set", "/Subject=t", "--create", "-H", "Authorization: x"];
    let dir = stopped(&run, &receiver);
    for (options, why) in [
        (
            &["--speed", "2x"][..],
            "cannot use `--resume`: the argument '--rate <RATE>' cannot be used with '--speed \
             <FACTOR>'; the run has `--rate`: give another, or `--without rate`",
        ),
        (
            &["--without", "set"],
            "cannot use `--create`: it goes with `--set`, `--unset` and `--shift-dates`; the run has `--create`: \
             give another, or `--without create`",
        ),
        (
            &["--basic", "ann", "--secret-file", "new.txt"],
            "cannot use `--basic`: `--header` gives `Authorization`, too; the run has `--header`: \
             give another, or `--without header`",
        ),
        (&["--retry-unsafe"], "cannot use `--retry-unsafe`: it goes with `--retry N`"),
        (
            &["--without", "seed"],
            "cannot use `--without`: the run has no `--seed`; it has `--create`, `--fail-fast`, \
             `--rate`, `--set`, `--to`, `--header`",
        ),
        (
            &["--without", "to"],
            "cannot use `--resume`: the following required arguments were not provided: --to \
             <URL|@FILE>",
        ),
    ] {
        let (code, told) = goes_on(&dir, options);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains(&format!("error: {why}\n")), "{told}");
    }
    assert_eq!(receiver.requests().len(), 1);
}

#[test]
fn an_option_of_the_run_is_left_out_from_then_on() {
    let receiver = Receiver::start(&[NO, NO]);
    let dir = stopped(&["--rate", "100/s", "-H", "@old.txt"], &receiver);
    let without = ["--without", "rate", "--without", "header", "--speed", "100x"];
    let (code, told) = goes_on(&dir, &without);
    assert_eq!(code, Some(1), "{told}");
    let again = run_in(dir.path(), &["replay", "--only-failed", "last"], b"");
    assert_eq!(again.status.code(), Some(0), "{}", transcript(&again));
    assert!(receiver.requests()[1..].iter().all(|later| later.header("X-Key").is_none()));
}

#[test]
fn a_dry_run_of_what_is_left_asks_nothing_of_answers() {
    let receiver = Receiver::start(&[NO]);
    let options = ["--expect", "200", "--save-responses", "d", "--format", "junit=report.xml"];
    let dir = stopped(&options, &receiver);
    let report = || fs::read(dir.path().join("report.xml")).unwrap();
    let before = report();
    for options in [["--dry-run"].as_slice(), &["--print", "curl", "--bodies", "b"]] {
        let (code, told) = goes_on(&dir, options);
        assert_eq!(code, Some(0), "{told}");
    }
    assert_eq!(report(), before, "the report of what was sent");
    assert_eq!(receiver.requests().len(), 1);
}
