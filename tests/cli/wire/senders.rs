//! Senders as they are: old, hasty, gone, or many.

use std::fs;
use std::io::Write;
use std::net::Shutdown;
use std::thread;

use super::*;

#[test]
fn a_tls_handshake_is_told_what_to_do() {
    let mut listener = Listener::start(&[]);
    // As a client does it: no line ends, and it waits.
    let mut stream = listener.connect();
    let hello = [b"\x16\x03\x01\x00\xf4\x01\x00\x00\xf0\x03\x03".as_slice(), &[7; 238]].concat();
    stream.write_all(&hello).unwrap();
    assert!(CLOSED.contains(&status(&read_all(&mut stream))));
    let problem = listener.line();
    assert_eq!(problem["kind"], "problem");
    assert!(problem["hint"].as_str().unwrap().contains("use http://"), "{problem}");
    let err = listener.kill().err;
    assert!(err.contains("a TLS handshake came to a plain-HTTP port"), "{err}");
    assert!(err.contains("hint: use http://"), "{err}");
}

#[test]
fn an_old_sender_is_answered_and_closed() {
    let listener = Listener::start(&[]);
    let mut stream = listener.connect();
    stream.write_all(b"POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}").unwrap();
    assert_eq!(status(&read_all(&mut stream)), 200);
    assert_eq!(journal(&listener.captures())[0]["version"], "HTTP/1.0");
}

#[test]
fn pipelined_posts_are_answered_in_order() {
    let mut listener = Listener::start(&[]);
    let mut stream = listener.connect();
    let posts: Vec<u8> = (0..20)
        .flat_map(|at| {
            request("POST", &format!("/{at}"), &[], format!("[{at}]").as_bytes())
                .split(|byte| *byte == b'\n')
                .filter(|line| !line.starts_with(b"Connection"))
                .collect::<Vec<_>>()
                .join(&b'\n')
        })
        .collect();
    stream.write_all(&posts).unwrap();
    for at in 0..20 {
        assert_eq!(answer(&mut stream), Some(200), "{at}");
    }
    for at in 0..20 {
        let line = listener.line();
        assert_eq!((&line["seq"], &line["payload"][0]), (&(at + 1).into(), &at.into()));
        assert_eq!(line["target"], format!("/{at}"));
    }
}

#[test]
fn a_sender_that_is_gone_before_its_answer_loses_nothing() {
    let listener = Listener::start(&[]);
    for _ in 0..10 {
        let mut stream = listener.connect();
        stream.write_all(&[kept_open(b"[1]"), kept_open(b"[2]")].concat()).unwrap();
        // Closed on an answer that was not read, the connection is reset.
        stream.peek(&mut [0]).unwrap();
    }
    listener.is_alive();
    let journal = journal(&listener.captures());
    let firsts = journal.iter().filter(|line| line["sha256"] == sha256(b"[1]")).count();
    assert_eq!(firsts, 10);
    let err = listener.kill().err;
    assert!(!err.contains("warning") && !err.contains("error"), "{err}");
}

#[test]
fn a_sender_that_stops_listening_is_answered_all_the_same() {
    let listener = Listener::start(&[]);
    let mut stream = listener.connect();
    stream.write_all(&kept_open(b"{}")).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    assert_eq!(status(&read_all(&mut stream)), 200);
}

#[test]
fn many_posts_are_each_kept_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = command(&[], &[], dir.path());
    command.stdout(std::process::Stdio::null());
    let listener = Listener::spawn(command, dir);
    let mut stream = listener.connect();
    let mut sent = Vec::new();
    for at in 0..500 {
        let body = format!("[\"one\", {at}]").into_bytes();
        stream.write_all(&kept_open(&body)).unwrap();
        assert_eq!(answer(&mut stream), Some(200), "{at}");
        sent.push(body);
    }
    let address = listener.address;
    let one_of = |sender: usize| {
        let mut stream = connect(address);
        let posts = (0..50).map(|at| {
            let body = format!("[{sender}, {at}]").into_bytes();
            stream.write_all(&kept_open(&body)).unwrap();
            assert_eq!(answer(&mut stream), Some(200), "{sender} {at}");
            body
        });
        posts.collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let senders: Vec<_> = (0..16).map(|sender| scope.spawn(move || one_of(sender))).collect();
        sent.extend(senders.into_iter().flat_map(|sender| sender.join().unwrap()));
    });
    let journal = journal(&listener.captures());
    let numbers: Vec<_> = journal.iter().map(|line| line["seq"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=1_300).collect::<Vec<u64>>());
    let mut kept: Vec<_> = journal.iter().map(|line| line["sha256"].as_str().unwrap()).collect();
    let mut sums: Vec<_> = sent.iter().map(|body| sha256(body)).collect();
    kept.sort_unstable();
    sums.sort_unstable();
    assert_eq!(kept, sums);
    for line in &journal {
        let file = listener.captures().join(line["file"].as_str().unwrap());
        assert_eq!(line["sha256"], sha256(&fs::read(file).unwrap()));
    }
}

#[test]
fn an_http_client_of_another_make_is_served_over_one_connection() {
    const BODIES: [&str; 3] = ["{\"a\":1.10}", "\u{feff}{}", "not JSON"];
    let listener = Listener::start(&[]);
    let url = format!("http://{}/hook?code=1", listener.address);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        for body in BODIES {
            let answer = client.post(&url).body(body).send().await.unwrap();
            assert_eq!(answer.status(), 200);
            answer.bytes().await.unwrap();
        }
    });
    let captures = listener.captures();
    let kept = bodies(&captures).into_iter().map(|name| fs::read(captures.join(name)).unwrap());
    assert_eq!(kept.collect::<Vec<_>>(), BODIES.map(str::as_bytes));
    let remotes: Vec<_> = journal(&captures).iter().map(|line| line["remote"].clone()).collect();
    assert!(remotes.iter().all(|remote| *remote == remotes[0]), "{remotes:?}");
}
