//! The end of a listener that waits for its target.

use super::{Slow, payload, post};
use crate::listener::{Listener, read_all, status};

#[cfg(unix)]
#[test]
fn a_listener_that_ends_gives_the_target_its_grace_and_then_writes_down_what_it_missed() {
    let target = Slow::start();
    let listener = Listener::start(&["--forward-to", &target.url]);
    let mut within = post(&listener, &payload("A", 1));
    let (_, answer) = target.next();
    let _beyond = post(&listener, &payload("B", 1));
    let (_, _kept_waiting) = target.next();
    listener.signal(rustix::process::Signal::INT);
    answer.send(200).unwrap();
    assert_eq!(status(&read_all(&mut within)), 200);
    let captures = listener.captures();
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let noted = crate::listener::journal(&captures).pop().unwrap();
    assert_eq!(noted["failure"], "the listener ended first");
    let summary = ended.lines().pop().unwrap();
    assert_eq!((&summary["forwarded"], &summary["unreached"]), (&1.into(), &1.into()));
}

#[test]
fn an_end_after_a_count_waits_for_the_answers_of_the_target() {
    let target = Slow::start();
    let listener = Listener::start(&["--forward-to", &target.url, "--count", "1"]);
    let mut sender = post(&listener, &payload("A", 1));
    let (_, answer) = target.next();
    answer.send(200).unwrap();
    assert_eq!(status(&read_all(&mut sender)), 200);
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let kinds: Vec<_> = ended.lines().iter().map(|line| line["kind"].clone()).collect();
    assert_eq!(kinds, ["capture", "delivery", "summary"]);
}
