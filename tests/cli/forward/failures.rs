//! A target that is absent, slow, or sends what it got back here.

use std::io::Write;
use std::net::TcpListener;
use std::thread;

use serde_json::Value;

use super::{Slow, next, payload, post, whole};
use crate::exits::DEAD;
use crate::listener::{Listener, connect, journal, read_all, status};

#[test]
fn a_target_that_cannot_be_reached_is_502_and_one_that_does_not_answer_504() {
    let mut listener = Listener::start(&["--forward-to", DEAD]);
    assert_eq!(listener.post(payload("A", 1).as_bytes()), 502);
    let line = next(&mut listener, "delivery");
    assert_eq!((&line["status"], &line["answered"]["status"]), (&Value::Null, &502.into()));
    assert_eq!(line["failure"], "connection refused");
    assert!(line["answered"]["logged"].as_str().unwrap().contains("[DSWBHK020]"), "{line}");

    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let mut listener = Listener::start(&["--forward-to", &url, "--forward-timeout", "200ms"]);
    assert_eq!(listener.post(payload("A", 1).as_bytes()), 504);
    let line = next(&mut listener, "delivery");
    assert_eq!(line["answered"]["status"], 504);
    assert!(line["hint"].as_str().unwrap().contains("`--forward-timeout 0`"), "{line}");
    let noted = journal(&listener.captures()).pop().unwrap();
    assert_eq!(noted["failure"], "no answer within 200 ms");
    assert!(noted.get("status").is_none());
    assert_eq!(noted["answer"]["status"], 504, "what its sender got");
}

#[test]
fn a_target_halted_in_a_debugger_may_take_its_time() {
    let target = Slow::start();
    let listener = Listener::start(&["--forward-to", &target.url, "--forward-timeout", "0"]);
    let mut sender = post(&listener, &payload("A", 1));
    let (_, answer) = target.next();
    answer.send(200).unwrap();
    assert_eq!(status(&read_all(&mut sender)), 200);
}

#[test]
fn a_target_that_goes_away_and_comes_back_is_told_once_each() {
    let place = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = place.local_addr().unwrap();
    let url = format!("http://{address}/hook");
    let mut listener = Listener::start(&["--forward-to", &url]);
    drop(place);
    for turn in 1..=3 {
        assert_eq!(listener.post(payload("A", turn).as_bytes()), 502);
    }
    let place = TcpListener::bind(address).unwrap();
    thread::spawn(move || {
        for stream in place.incoming() {
            let mut stream = stream.unwrap();
            whole(&mut stream);
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
        }
    });
    for turn in 4..=5 {
        assert_eq!(listener.post(payload("A", turn).as_bytes()), 200);
    }
    // A capture and a delivery each, two lines of the target, and one of the sender's breaker.
    let lines: Vec<_> = (0..13).map(|_| listener.line()).collect();
    let is_of_the_target =
        |line: &&Value| line["kind"] == "problem" && line.get("logged").is_none();
    let told: Vec<_> = lines.iter().filter(is_of_the_target).collect();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!(told[0]["message"], format!("the target is gone: {url}: connection refused"));
    assert!(told[0]["hint"].as_str().unwrap().contains("[::1]: name that address"));
    assert_eq!(told[1]["message"], format!("the target is back: {url}"));
}

#[test]
fn a_request_that_comes_back_from_the_target_is_told_and_not_sent_round() {
    let relay = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", relay.local_addr().unwrap());
    let mut listener = Listener::start(&["--forward-to", &url]);
    let back = listener.address;
    thread::spawn(move || {
        let (mut stream, _) = relay.accept().unwrap();
        let request = whole(&mut stream);
        let mut to = connect(back);
        to.write_all(request.as_bytes()).unwrap();
        let _ = to.shutdown(std::net::Shutdown::Write);
        let _ = stream.write_all(read_all(&mut to).as_bytes());
    });
    assert_eq!(listener.post(b"{}"), 508);
    let told = next(&mut listener, "problem");
    assert_eq!(told["status"], 508);
    assert_eq!(told["message"], "it was forwarded from here and came back");
    assert_eq!(journal(&listener.captures()).len(), 2, "the capture and its delivery");
}

#[cfg(unix)]
#[test]
fn what_a_filter_has_no_wish_to_see_is_not_told_when_it_was_forwarded_either() {
    let listener = Listener::start(&["--forward-to", DEAD, "--where", ".Subject == \"turn 2\""]);
    for turn in [1, 2] {
        assert_eq!(listener.post(payload("A", turn).as_bytes()), 502);
    }
    let ended = listener.interrupt();
    let told = ended.lines().into_iter().filter(|line| line["kind"] == "delivery");
    assert_eq!(told.map(|line| line["seq"].clone()).collect::<Vec<_>>(), [2], "{}", ended.out);
}
