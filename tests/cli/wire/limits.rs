//! What a sender may cost: sizes and times.

use std::fs;
use std::io::{Read, Write};

use super::*;

#[test]
fn a_body_over_the_limit_tells_the_limit_and_closes() {
    let mut listener = Listener::start(&[]);
    let told = listener.exchange(&post("Content-Length: 10485761", ""));
    assert_eq!(listener.line()["status"], 413);
    let (head, body) = told.split_once("\r\n\r\n").unwrap();
    assert!(head.to_lowercase().contains("connection: close"), "{head}");
    assert_eq!(body, r#"{"error":"payload too large","limit":10485760}"#);
    let err = listener.kill().err;
    assert_eq!(err.matches("payload too large").count(), 1, "{err}");
}

#[test]
fn bodies_that_will_be_too_large_are_refused_before_they_come() {
    let listener = Listener::start(&[]);
    let open: Vec<_> = (0..6)
        .map(|_| {
            let mut stream = listener.connect();
            stream.write_all(&post("Content-Length: 1000000000", "{\"Id\": 1,")).unwrap();
            stream
        })
        .collect();
    for mut stream in open {
        // The sending side stays open.
        assert_eq!(answer(&mut stream), Some(413));
    }
    listener.is_alive();
    assert_eq!(journal(&listener.captures()).len(), 1);
}

#[test]
fn a_body_of_the_largest_size_is_taken_and_one_more_byte_is_not() {
    let listener = Listener::start(&["--max-body", "64KiB"]);
    let most = vec![b'1'; 64 << 10];
    let chunked = |body: &[u8]| {
        let size = format!("{:x}\r\n", body.len());
        [&post("Transfer-Encoding: chunked", &size), body, b"\r\n0\r\n\r\n"].concat()
    };
    assert_eq!(listener.post(&most), 200);
    assert_eq!(status(&listener.exchange(&chunked(&most))), 200);
    let over = [&most[..], b"1"].concat();
    assert_eq!(listener.post(&over), 413);
    assert_eq!(status(&listener.exchange(&chunked(&over))), 413);
    let journal = journal(&listener.captures());
    assert_eq!(journal.len(), 2);
    for line in journal {
        assert_eq!(line["sha256"], sha256(&most));
    }
    assert_eq!(bodies(&listener.captures()).len(), 2);
}

#[test]
fn ten_mebibytes_are_taken_whole() {
    let listener = Listener::start(&["--no-save"]);
    assert_eq!(listener.post(&vec![b'x'; 10 << 20]), 200);
    drop(listener);
    let listener = Listener::start(&[]);
    let body: Vec<u8> = (0u32..10 << 20).map(|at| (at % 251) as u8).collect();
    let posted = request("POST", "/", &[("Content-Type", "application/octet-stream")], &body);
    assert_eq!(status(&listener.exchange(&posted)), 200);
    assert_eq!(journal(&listener.captures())[0]["sha256"], sha256(&body));
    assert_eq!(fs::read(listener.captures().join("000001.body")).unwrap(), body);
}

#[test]
fn a_sender_that_asks_first_is_told_to_go_on() {
    let listener = Listener::start(&[]);
    let mut stream = listener.connect();
    stream.write_all(&post("Expect: 100-continue\r\nContent-Length: 2", "")).unwrap();
    assert_eq!(answer(&mut stream), Some(100));
    stream.write_all(b"{}").unwrap();
    assert_eq!(answer(&mut stream), Some(200));
    let told = listener.exchange(&post("Expect: 100-continue\r\nContent-Length: 10485761", ""));
    assert_eq!(status(&told), 413);
    assert!(!told.contains("100 Continue"), "{told}");
}

#[test]
fn a_head_that_does_not_end_is_given_up() {
    let listener = Listener::start(&["--head-timeout", "300ms"]);
    let mut open: Vec<_> = (0..300)
        .map(|_| {
            let mut stream = listener.connect();
            // One that was closed to make room may refuse it.
            let _ = stream.write_all(b"POST / HTTP/1.1\r\nHo");
            stream
        })
        .collect();
    listener.is_alive();
    for stream in &mut open {
        let told = read_all(stream);
        assert!(told.is_empty() || [408, 503].contains(&status(&told)), "{told}");
    }
    listener.is_alive();
    assert_eq!(journal(&listener.captures()).len(), 2);
}

#[test]
fn a_body_that_trickles_is_given_up_after_its_whole_time() {
    let listener = Listener::start(&["--body-timeout", "300ms"]);
    let mut stream = listener.connect();
    stream.write_all(&post("Expect: 100-continue\r\nContent-Length: 100000", "")).unwrap();
    assert_eq!(answer(&mut stream), Some(100));
    // Every byte waits a moment for an answer: the time is one in all, not one for each byte.
    let mut first = [0; 12];
    stream.set_read_timeout(Some(std::time::Duration::from_millis(20))).unwrap();
    let mut read = 0;
    for _ in 0..1_000 {
        if stream.write_all(b"x").is_err() {
            break;
        }
        read = stream.read(&mut first).unwrap_or(0);
        if read > 0 {
            break;
        }
    }
    assert_eq!(&first[..read], b"HTTP/1.1 408");
    listener.is_alive();
    let journal = journal(&listener.captures());
    assert_eq!(
        (&journal[0]["complete"], &journal[0]["answer"]["status"]),
        (&false.into(), &408.into())
    );
}
