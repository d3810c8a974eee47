//! `dsw listen --fsync`: what the system was asked for before the answer, in the words of strace.

use std::collections::HashMap;
use std::fs;
use std::process::{Command, Stdio};

use crate::listener::{Listener, command};
use crate::support::{VALID, tell};

/// The calls of a trace in the order of their ends; those that another thread interrupted are
/// whole. An answer counts from its beginning: from then on its sender may have it.
fn calls(trace: &str) -> Vec<String> {
    let (mut calls, mut begun) = (Vec::new(), HashMap::new());
    for line in trace.lines() {
        let (thread, call) = line.split_once(' ').unwrap();
        let call = call.trim_start();
        if let Some(start) = call.strip_suffix(" <unfinished ...>") {
            if is_answer(start) {
                calls.push(start.to_owned());
            } else {
                begun.insert(thread, start);
            }
        } else if let Some((_, end)) = call.split_once(" resumed>") {
            if let Some(start) = begun.remove(thread) {
                calls.push(format!("{start}{end}"));
            }
        } else {
            calls.push(call.to_owned());
        }
    }
    calls
}

fn is_answer(call: &str) -> bool {
    call.contains("\"HTTP/1.1 200 ")
}

/// Whether this machine lets one process look at another; tells when it does not.
fn can_trace() -> bool {
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let can = tried.is_ok_and(|output| output.status.success());
    if !can {
        tell("skipped: the order of syncs; strace is not there, or must not look");
    }
    can
}

#[test]
fn a_capture_is_synced_before_its_sender_is_answered() {
    if !can_trace() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let own = command(&[], &["--fsync", "--count", "2", "--timeout", "30s"], dir.path());
    let mut traced = Command::new("strace");
    traced.args(["-f", "-y", "-a", "1", "-s", "64", "-o", "trace", "-e"]);
    traced.arg("trace=fsync,fdatasync,rename,renameat,renameat2,write,writev,sendto,sendmsg");
    traced.arg(own.get_program()).args(own.get_args()).current_dir(dir.path());
    traced.env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    traced.stdout(Stdio::null()).stderr(Stdio::piped());
    let listener = Listener::spawn(traced, dir);
    for _ in 0..2 {
        assert_eq!(listener.post(VALID.as_bytes()), 200);
    }
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let calls = calls(&fs::read_to_string(ended.dir.path().join("trace")).unwrap());
    // A folder that was made just now has a name to lose, too.
    let around = format!("<{}>) = 0", ended.dir.path().canonicalize().unwrap().display());
    let is_named = |call: &String| call.starts_with("fsync(") && call.contains(&around);
    assert!(calls.iter().any(is_named), "no sync of {around}: {calls:#?}");
    let mut rest = &calls[..];
    for (name, about) in in_order(1).into_iter().chain(in_order(2)) {
        let at = rest.iter().position(|call| call.starts_with(name) && call.contains(&about));
        let at = at.unwrap_or_else(|| panic!("no `{name}` of `{about}` in {rest:#?}"));
        let early = rest[..at].iter().find(|call| is_answer(call));
        assert!(early.is_none(), "{early:?} before `{name}` of `{about}`: {calls:#?}");
        rest = &rest[at + 1..];
    }
}

/// What has to be done for a capture of this number, one after the other: the start of a call, and
/// what it is about.
fn in_order(seq: u32) -> [(&'static str, String); 7] {
    [
        ("write(", format!("/captures/.{seq:06}.part>")),
        ("fsync(", format!("/captures/.{seq:06}.part>) = 0")),
        ("rename(", format!("captures/.{seq:06}.part\"")),
        ("fsync(", "/captures>) = 0".to_owned()),
        ("write(", "/captures/captures.jsonl>".to_owned()),
        ("fdatasync(", "/captures/captures.jsonl>) = 0".to_owned()),
        ("", "\"HTTP/1.1 200 ".to_owned()),
    ]
}
