//! Filters that end badly: they cost a process of their own.

use std::fs;

use super::replay;
use crate::exits::DEAD;
use crate::receiver::Receiver;
use crate::support::{VALID, run_in, transcript};

#[test]
fn a_filter_that_calls_itself_without_end_is_given_up_and_costs_the_run_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), format!("{VALID}\n").repeat(9)).unwrap();
    let endless = "def f: [f]; f";
    let arguments = ["replay", "a.jsonl", "--to", DEAD, "--dry-run", "--where", endless];
    let output = run_in(dir.path(), &arguments, b"");
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told.matches("it took too much memory, or called itself").count(), 3, "{told}");
    assert!(told.contains("a.jsonl:3`: it took too much memory"), "{told}");
    assert!(told.contains("it is asked no more\n"), "{told}");
    let listed = run_in(dir.path(), &["list", "a.jsonl", "--where", endless], b"");
    assert_eq!(listed.status.code(), Some(2), "{}", transcript(&listed));
}

#[test]
fn an_expectation_that_calls_itself_without_end_is_not_met() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let output = replay(dir.path(), &receiver, &["a.json", "--expect", "def f: [f]; f"]);
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("failed on its body: it took too much memory"), "{told}");
    receiver.requests();
}
