//! `dsw listen` in place of a receiver: what it answers, and what it tells of that.

use std::fs;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::listener::{
    Ended, Listener, command, journal, kept_open, read_all, request, sha256, status,
};
use crate::support::{VALID, dsw};

/// Posts one valid payload to a listener that shows cards, and ends it.
pub(crate) fn card(options: &[&str]) -> String {
    let listener = Listener::for_people(options);
    listener.exchange(&request("POST", "/", &[], VALID.as_bytes()));
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    ended.out
}

/// The answers to so many payloads in a row, and how the listener ended.
pub(crate) fn statuses(options: &[&str], count: usize) -> (Vec<u16>, Ended) {
    let listener = Listener::start(options);
    let statuses = (0..count).map(|_| listener.post(VALID.as_bytes())).collect();
    (statuses, listener.interrupt())
}

/// What the lines of stdout say of each answer.
pub(crate) fn told(ended: &Ended) -> Vec<Value> {
    let lines = ended.lines().into_iter().filter(|line| line["kind"] == "capture");
    lines.map(|line| line["answer"].clone()).collect()
}

pub(crate) fn kept(ended: &Ended) -> Vec<Value> {
    let lines = journal(&ended.dir.path().join("captures"));
    lines.into_iter().map(|line| line["answer"].clone()).collect()
}

#[test]
fn the_status_the_headers_and_the_body_are_those_that_were_asked_for() {
    let headers = ["--respond-header", "X-One: 1", "--respond-header", "X-One:2"];
    let asked = ["--respond", "202", "--respond-body", "taken, thanks"];
    let listener = Listener::start(&[asked, headers].concat());
    let answer = listener.exchange(&request("POST", "/", &[], VALID.as_bytes()));
    assert!(answer.starts_with("HTTP/1.1 202 Accepted\r\n"), "{answer}");
    assert!(answer.contains("\r\nx-one: 1\r\nx-one: 2\r\n"), "{answer}");
    assert!(answer.contains("\r\ncontent-length: 13\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\ntaken, thanks"), "{answer}");
}

#[test]
fn a_body_to_answer_comes_from_a_file_byte_for_byte() {
    let dir = tempfile::tempdir().unwrap();
    let body = "{ \"ok\": 1.10 }\r\n".repeat(20_000);
    fs::write(dir.path().join("answer.json"), &body).unwrap();
    let listener = Listener::start_in(dir, &["--respond-body", "@answer.json"]);
    let answer = listener.exchange(&request("POST", "/", &[], b"{}"));
    let (_, answered) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(sha256(answered.as_bytes()), sha256(body.as_bytes()));
}

#[test]
fn a_body_file_that_is_not_there_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let output = command(&[], &["--respond-body", "@nowhere"], dir.path()).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(err.starts_with("error: cannot read `nowhere`: "), "{err}");
    assert!(!dir.path().join("captures").exists(), "nothing is made in vain");
}

#[test]
fn only_the_first_requests_fail() {
    let (statuses, ended) = statuses(&["--fail-first", "2:500"], 4);
    assert_eq!(statuses, [500, 500, 200, 200]);
    let status = |answer: &Value| answer["status"].as_u64().unwrap();
    assert_eq!(told(&ended).iter().map(status).collect::<Vec<_>>(), [500, 500, 200, 200]);
    assert_eq!(kept(&ended).iter().map(status).collect::<Vec<_>>(), [500, 500, 200, 200]);
}

#[test]
fn the_same_seed_fails_the_same_requests() {
    let share = ["--fail", "503:50%"];
    let (first, _) = statuses(&[&share[..], &["--seed", "7"]].concat(), 24);
    let (second, _) = statuses(&[&share[..], &["--seed", "7"]].concat(), 24);
    assert_eq!(first, second);
    assert!(first.contains(&200) && first.contains(&503), "{first:?}");
    let (other, _) = statuses(&[&share[..], &["--seed", "8"]].concat(), 24);
    assert_ne!(first, other);
}

#[test]
fn a_run_without_a_seed_names_the_one_that_repeats_it() {
    let share = ["--fail", "503:50%"];
    let (first, ended) = statuses(&share, 12);
    let (_, seed) = ended.err.split_once("--seed ").expect("it names a seed");
    let seed = seed.lines().next().unwrap();
    let (second, _) = statuses(&[&share[..], &["--seed", seed]].concat(), 12);
    assert_eq!(first, second);
}

#[test]
fn a_connection_that_is_dropped_gets_no_answer_and_its_payload_is_kept() {
    let listener = Listener::start(&["--drop", "100%"]);
    for _ in 0..2 {
        assert_eq!(listener.exchange(&request("POST", "/", &[], VALID.as_bytes())), "");
    }
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    for answer in told(&ended) {
        assert_eq!(answer["status"], Value::Null);
        assert_eq!(answer["logged"], "a failure, the connection was closed");
    }
    let hung_up = json!({ "status": null, "none": "hung up" });
    assert_eq!(kept(&ended), [hung_up.clone(), hung_up]);
    assert!(ended.err.ends_with("2 captures of 1 appointment, 0 invalid, 0 refused\n"));
    assert!(!ended.err.contains("warning"), "{}", ended.err);
    let shown = card(&["--drop", "100%"]);
    assert!(shown.contains("  hung up · "), "{shown}");
    assert!(shown.contains("log  a failure, the connection was closed\n"), "{shown}");
}

#[test]
fn a_request_that_is_never_answered_does_not_hold_up_the_end() {
    for is_for_people in [false, true] {
        let mut listener = if is_for_people {
            Listener::for_people(&["--hang"])
        } else {
            Listener::start(&["--hang"])
        };
        let mut stream = listener.connect();
        stream.write_all(&kept_open(VALID.as_bytes())).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        assert!(stream.read(&mut [0]).is_err(), "the sender gives up");
        if !is_for_people {
            let answer = &listener.line()["answer"];
            assert_eq!(answer["status"], Value::Null);
            assert_eq!(answer["logged"], "[DSWBHK010], once its time-out is over");
        }
        let since = Instant::now();
        let ended = listener.interrupt();
        assert!(since.elapsed() < Duration::from_secs(6), "{:?}", since.elapsed());
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        assert_eq!(kept(&ended), [json!({ "status": null, "none": "silence" })]);
        if is_for_people {
            assert!(ended.out.contains("  silence · "), "{}", ended.out);
            let log = "log  [DSWBHK010], once its time-out is over\n";
            assert!(ended.out.contains(log), "{}", ended.out);
        }
    }
}

#[test]
fn the_last_sender_that_was_waited_for_is_never_answered_either() {
    let listener = Listener::start(&["--hang", "--count", "1"]);
    let mut stream = listener.connect();
    stream.write_all(&kept_open(VALID.as_bytes())).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    assert!(stream.read(&mut [0]).is_err(), "the sender gives up");
    drop(stream);
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.err.contains("warning: #1: 127.0.0.1:"), "{}", ended.err);
    assert!(ended.err.contains(" got no answer: it was gone after "), "{}", ended.err);
    assert_eq!(kept(&ended), [json!({ "status": null, "none": "silence" })]);
}

#[test]
fn a_sender_who_breaks_off_while_it_waits_is_told_of_at_once() {
    let mut listener = Listener::start(&["--delay", "1h"]);
    let mut stream = listener.connect();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        VALID.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // What was not read when a connection is closed has the system break it off.
    assert_eq!(stream.peek(&mut [0]).unwrap(), 1);
    stream.write_all(VALID.as_bytes()).unwrap();
    assert_eq!(listener.line()["kind"], "capture");
    drop(stream);
    let told = listener.line();
    assert!(told["message"].as_str().unwrap().contains(" got no answer"), "{told}");
    let ended = listener.interrupt();
    let came = kept(&ended).pop().unwrap();
    assert_eq!(came, json!({ "status": null, "none": "gone" }));
}

#[test]
fn whoever_ends_it_by_hand_waits_for_no_answer_that_is_held_back() {
    let mut listener = Listener::start(&["--delay", "1h", "--count", "1"]);
    let mut waiting = listener.connect();
    waiting.write_all(&kept_open(VALID.as_bytes())).unwrap();
    assert_eq!(listener.line()["kind"], "capture");
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.err.contains("\n1 capture of 1 appointment"), "{}", ended.err);
    assert_eq!(kept(&ended).pop().unwrap(), json!({ "status": null, "none": "hung up" }));
}

#[test]
fn a_sender_waits_as_long_as_was_asked_for() {
    let mut listener = Listener::start(&["--delay", "200ms"]);
    let since = Instant::now();
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    assert!(since.elapsed() >= Duration::from_millis(200), "{:?}", since.elapsed());
    let took = listener.line()["answer"]["took_us"].as_u64().unwrap();
    assert!(took >= 200_000, "the time to the answer is {took} µs");
}

#[test]
fn a_sender_who_waits_delays_no_other() {
    let mut listener = Listener::start(&["--delay", "1h"]);
    let mut waiting = listener.connect();
    waiting.write_all(&kept_open(VALID.as_bytes())).unwrap();
    assert_eq!(listener.line()["kind"], "capture", "it is kept and told before its answer");
    assert_eq!(status(&listener.exchange(b"GET / HTTP/1.1\r\nHost: t\r\n\r\n")), 200);
    let too_large = b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999\r\n\r\n";
    assert_eq!(status(&listener.exchange(too_large)), 413);
    assert_eq!(status(&listener.exchange(b"POST / HTTP/1.1\r\n\r\n")), 400);
    let ended = listener.interrupt();
    assert_eq!(read_all(&mut waiting), "");
    let who = format!("#1: {} got no answer: the run ended after", waiting.local_addr().unwrap());
    assert!(ended.out.contains(&who) || ended.err.contains(&who), "{}{}", ended.out, ended.err);
    let [planned, came] = &kept(&ended)[..] else { panic!("{:?}", kept(&ended)) };
    assert_eq!(*planned, json!({ "status": 200, "after_ms": 3_600_000 }));
    assert_eq!(*came, json!({ "status": null, "none": "hung up" }));
}

#[test]
fn answers_that_cannot_be_given_are_refused_by_name() {
    let cases: &[(&[&str], &str)] = &[
        (&["--hang", "--respond", "500"], "--hang"),
        (&["--hang", "--fail", "503:100%"], "no request is left"),
        (&["--respond", "202", "--drop", "60%", "--fail", "503:40%"], "no request is left"),
        (&["--hang", "--respond-body", "x"], "--hang"),
        (&["--hang", "--drop", "5%"], "--hang"),
        (&["--respond", "99"], "from 200 to 599"),
        (&["--respond", "100"], "from 200 to 599"),
        (&["--respond", "600"], "from 200 to 599"),
        (&["--respond", "ok"], "from 200 to 599"),
        (&["--fail", "503:120%"], "such as 20%"),
        (&["--fail", "503:-1%"], "such as 20%"),
        (&["--fail", "503:20"], "such as 20%"),
        (&["--fail", "503:NaN%"], "such as 20%"),
        (&["--fail", "99:20%"], "from 200 to 599"),
        (&["--drop", "half"], "such as 20%"),
        (&["--fail-first", "500"], "such as 2:500"),
        (&["--fail-first=-1:500"], "such as 2:500"),
        (&["--fail-first", "2:7"], "from 200 to 599"),
        (&["--delay", "3s..1s"], "the shorter time first"),
        (&["--delay", "200"], "with its unit"),
        (&["--respond-header", "no colon"], "no `:` stands between its name and its value"),
        (&["--respond-header", "X Bad: a"], "`X Bad` is not the name of a header"),
        (&["--respond-header", "X-Bad: a\nb"], "the value of `X-Bad` holds a control character"),
        (&["--respond-header", "Content-Length: 5"], "`Content-Length` follows from the body"),
        (&["--respond-header", "transfer-encoding: chunked"], "`transfer-encoding` follows"),
        (&["--respond", "204", "--respond-body", "x"], "status 204 has no body"),
        (&["--respond", "304", "--respond-body", "x"], "status 304 has no body"),
        (&["--seed", "seven"], "--seed"),
        (&["--seed", "7"], "no dice are thrown"),
        (&["--drop", "60%", "--fail", "503:50%"], "more than all requests"),
        (&["--hang", "--delay", "1s"], "--hang"),
        (&["--quiet", "--body"], "--quiet"),
        (&["--format", "line", "--body"], "cannot use `--body`"),
        (&["--format", "json", "--body"], "cannot use `--body`"),
        (&["--hang", "--respond-header", "A: b"], "--hang"),
        (&["--fail-first", "0:500"], "such as 2:500"),
        (&["--fail", "503:0%", "--seed", "7"], "0% is never"),
        (&["--drop", "0%"], "0% is never"),
        (&["--fail", "200:50%"], "cannot use `--fail`: 200 is what every request is answered"),
        (&["--fail-first", "2:200"], "cannot use `--fail-first`"),
        (&["--forward-to", "http://h", "-H", "A: b", "--remove-header", "a"], "`a` is added too"),
    ];
    for (options, why) in cases {
        let dir = tempfile::tempdir().unwrap();
        let listen = [&["listen", "--port", "0", "--no-save"], *options].concat();
        let output = dsw(&listen, dir.path()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{options:?}: {err}");
        assert!(err.contains(why), "{options:?}: {err}");
        assert!(output.stdout.is_empty(), "{options:?}");
    }
}

#[test]
fn the_last_sender_that_was_waited_for_gets_its_answer_however_late() {
    let mut listener = Listener::start(&["--delay", "2500ms", "--count", "1"]);
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    assert_eq!(listener.line()["kind"], "capture");
    assert_eq!(listener.wait().code, Some(0));
}
