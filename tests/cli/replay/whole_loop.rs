//! Captured, replayed, captured again; and what an interruption leaves.

use std::fs;
use std::io::{Read, Write};
use std::sync::mpsc;

use expect_test::expect;
use rustix::process::{Pid, Signal, kill_process};

use super::told;
use crate::listener::{Listener, journal, request, status};
use crate::receiver::{misbehaving, say};
use crate::support::{VALID, dsw, run_in, transcript};

#[test]
fn what_was_captured_arrives_again_with_the_same_hash() {
    let bodies: [&[u8]; 4] = [
        VALID.as_bytes(),
        b"\xef\xbb\xbf{\"a\": 1.10,\r\n\"a\":1}",
        b"\x00\xff\x1b[2J",
        b"a=1&b=%20",
    ];
    let (mut first, mut second) = (Listener::start(&[]), Listener::start(&[]));
    let types = [
        "application/json",
        "application/json; charset=utf-8",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
    ];
    let hash = |listener: &mut Listener| listener.line()["sha256"].as_str().unwrap().to_owned();
    let mut captured = Vec::new();
    for (body, kind) in bodies.into_iter().zip(types) {
        let headers = [("Content-Type", kind), ("Authorization", "Bearer stored")];
        let answer = first.exchange(&request("POST", "/in?sig=stored", &headers, body));
        assert_eq!(status(&answer), 200, "{answer}");
        captured.push(hash(&mut first));
    }
    let url = format!("http://{}/again", second.address);
    let output = run_in(first.dir.path(), &["replay", "captures", "--to", &url], b"");
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let arrived: Vec<_> = bodies.iter().map(|_| hash(&mut second)).collect();
    assert_eq!(arrived, captured);
    let kept = |listener: &Listener| {
        let mut files: Vec<_> =
            fs::read_dir(listener.captures()).unwrap().map(|file| file.unwrap().path()).collect();
        files.retain(|file| {
            file.extension().is_some_and(|ending| ending == "json" || ending == "body")
        });
        files.sort();
        files.iter().map(|file| fs::read(file).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(kept(&first), bodies);
    assert_eq!(kept(&second), bodies);
    let lines_of = fs::read_to_string(second.captures().join("captures.jsonl")).unwrap();
    assert!(!lines_of.contains("stored"), "{lines_of}");
    second.is_alive();
    for (listener, lines) in [(first, 1), (second, 2)] {
        let ended = listener.interrupt();
        assert_eq!((ended.code, ended.lines().len()), (Some(0), lines), "{}", ended.err);
    }
}

#[test]
fn a_replay_to_the_listener_that_records_it_comes_to_an_end() {
    let listener = Listener::start(&[]);
    for _ in 0..3 {
        listener.post(VALID.as_bytes());
    }
    let url = format!("http://{}/again", listener.address);
    let output = run_in(listener.dir.path(), &["replay", "captures", "--to", &url], b"");
    assert!(transcript(&output).contains("3 payloads: 3 accepted"), "{}", transcript(&output));
    assert_eq!(journal(&listener.captures()).len(), 6);
}

/// Replays three payloads to a receiver that answers the first; then comes the signal.
fn interrupted(signal: Signal) -> String {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), format!("{VALID}\n").repeat(3)).unwrap();
    let (tell, told_pid) = mpsc::channel();
    let url = misbehaving(vec![
        say(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        Box::new(move |mut stream| {
            kill_process(told_pid.recv().unwrap(), signal).unwrap();
            // Held open until the sender has gone.
            let _ = stream.read(&mut [0; 1]);
        }),
    ]);
    let child = dsw(&["replay", "a.jsonl", "--to", &url], dir.path()).spawn().unwrap();
    tell.send(Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap()).unwrap();
    told(&child.wait_with_output().unwrap(), &url)
}

#[test]
fn an_interruption_says_that_it_was_cut_short() {
    expect![[r#"
        exit: 130
        --- stdout
        200 N ms  a.jsonl:1  A1        s
        --- stderr
        1 payload: 1 accepted, 1 without an answer
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        warning: cut short: 1 payload left
        warning: 1 payload may have arrived, and no answer was seen; `--retry-unknown` sends such again
        hint: go on with `dsw replay --resume RUN`
    "#]]
    .assert_eq(&interrupted(Signal::INT));
}

#[test]
fn being_told_to_end_has_a_code_of_its_own() {
    let told = interrupted(Signal::TERM);
    assert!(told.starts_with("exit: 143\n"), "{told}");
    assert!(told.ends_with("hint: go on with `dsw replay --resume RUN`\n"), "{told}");
}

#[test]
fn where_no_run_is_kept_no_option_is_named_that_goes_on_with_it() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let (tell, told_pid) = mpsc::channel();
    let url = misbehaving(vec![Box::new(move |mut stream| {
        kill_process(told_pid.recv().unwrap(), Signal::INT).unwrap();
        // Nothing is answered: the connection ends with the program.
        let _ = stream.read(&mut [0; 1]);
    })]);
    let child = dsw(&["replay", "a.json", "--to", &url], dir.path()).spawn().unwrap();
    tell.send(Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap()).unwrap();
    let told = told(&child.wait_with_output().unwrap(), &url);
    let warning = "warning: 1 payload may have arrived, and no answer was seen\n";
    assert!(told.starts_with("exit: 130\n") && told.contains(warning), "{told}");
}

#[test]
fn what_waits_for_another_attempt_is_not_taken_for_what_may_have_arrived() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), format!("{VALID}\n").repeat(2)).unwrap();
    let (tell, told_pid) = mpsc::channel();
    let later = b"HTTP/1.1 429 Later\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n";
    let url = misbehaving(vec![
        Box::new(move |mut stream| {
            stream.write_all(later).unwrap();
            kill_process(told_pid.recv().unwrap(), Signal::INT).unwrap();
            let _ = stream.read(&mut [0; 1]);
        }),
        say(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        say(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
    ]);
    let arguments = ["replay", "a.jsonl", "--to", &url, "--retry", "9"];
    let child = dsw(&arguments, dir.path()).spawn().unwrap();
    tell.send(Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap()).unwrap();
    expect![[r#"
        exit: 130
        --- stdout
        429 N ms  a.jsonl:1  A1        s
             Later
        --- stderr
        1 payload: 1 not accepted
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        warning: cut short: 2 payloads left
        hint: go on with `dsw replay --resume RUN`
    "#]]
    .assert_eq(&told(&child.wait_with_output().unwrap(), &url));
    let rest = run_in(dir.path(), &["replay", "--resume", "last"], b"");
    assert!(transcript(&rest).contains("2 payloads: 2 accepted"), "{}", transcript(&rest));
}
