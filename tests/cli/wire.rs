//! What comes over the wire: requests as they should be, and as they should not.

use std::fs;
use std::io::{Read, Write};
use std::net::Shutdown;
use std::thread;

use crate::listener::{
    Listener, answer, bodies, command, connect, journal, kept_open, read_all, request, sha256,
    status,
};

/// A raw exchange: what is sent, which answers are right, and what is captured of it.
struct Case {
    name: &'static str,
    sent: Vec<u8>,
    /// The statuses that are right; 0 when the connection is closed without an answer.
    status: &'static [u16],
    /// Captures that came whole.
    whole: usize,
    /// Captures of a body that did not.
    partial: usize,
}

const REFUSED: &[u16] = &[400];
const CLOSED: &[u16] = &[0, 400];

fn case(name: &'static str, sent: impl AsRef<[u8]>, status: &'static [u16]) -> Case {
    let whole = usize::from(status == [200]);
    Case { name, sent: sent.as_ref().to_vec(), status, whole, partial: 0 }
}

/// A POST with these lines in its head, and these bytes behind it.
fn post(lines: &str, body: &str) -> Vec<u8> {
    format!("POST /hook HTTP/1.1\r\nHost: t\r\n{lines}\r\n\r\n{body}").into_bytes()
}

/// Sends each of them to one listener, which must stay as it is.
fn hold(cases: Vec<Case>) {
    let mut listener = Listener::start(&[]);
    let mut seen = 0;
    for case in cases {
        let told = listener.exchange(&case.sent);
        let got = if told.is_empty() { 0 } else { status(&told) };
        assert!(case.status.contains(&got), "{}: answered {told:?}", case.name);
        listener.is_alive();
        let journal = journal(&listener.captures());
        let new = &journal[seen..];
        let whole = new.iter().filter(|line| line["complete"] == true).count();
        assert_eq!((whole, new.len() - whole), (case.whole + 1, case.partial), "{}", case.name);
        seen = journal.len();
        while listener.line()["seq"] != journal[seen - 1]["seq"] {}
    }
    let err = listener.kill().err;
    assert!(!err.contains("fault of dsw") && !err.contains("panicked"), "{err}");
}

#[test]
fn lengths_that_are_none_are_refused() {
    let lengths =
        ["-1", "+2", "2x", "", "12345678901234567890123", "0x2", "2, 2", "2;", "1 2", "٢"];
    let mut cases: Vec<_> = lengths
        .iter()
        .map(|length| case("no length", post(&format!("Content-Length: {length}"), "{}"), REFUSED))
        .collect();
    cases.extend([
        case("two lengths", post("Content-Length: 2\r\nContent-Length: 3", "{}x"), REFUSED),
        case("a length twice", post("Content-Length: 2\r\ncontent-length: 2", "{}"), &[200]),
        case("a huge length", post("Content-Length: 9223372036854775807", "{}"), &[413]),
        case("one byte too many", post("Content-Length: 10485761", ""), &[413]),
        case("no length at all", post("X-Own: 1", ""), &[200]),
    ]);
    hold(cases);
}

#[test]
fn bodies_that_end_too_early_are_kept_as_what_they_are() {
    hold(vec![
        Case { partial: 1, ..case("2 of 100 bytes", post("Content-Length: 100", "{}"), CLOSED) },
        Case {
            partial: 1,
            ..case("half a chunk", post("Transfer-Encoding: chunked", "5\r\nab"), CLOSED)
        },
    ]);
}

#[test]
fn framing_that_two_readers_could_take_differently_is_refused() {
    let smuggled = "0\r\n\r\nPOST /smuggled HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n";
    let both = "Content-Length: 4\r\nTransfer-Encoding: chunked";
    let other = "Transfer-Encoding: chunked\r\nContent-Length: 4";
    hold(vec![
        case("a length and chunks", post(both, smuggled), REFUSED),
        case("chunks and a length", post(other, smuggled), REFUSED),
        case("gzip", post("Transfer-Encoding: gzip", "x"), &[400, 501]),
        case("chunked twice", post("Transfer-Encoding: chunked, chunked", smuggled), &[400, 501]),
        case("xchunked", post("Transfer-Encoding: xchunked", smuggled), &[400, 501]),
        case(
            "chunks",
            post("Transfer-Encoding: chunked", "1\r\n{\r\n1;a=b\r\n}\r\n0\r\nX: y\r\n\r\n"),
            &[200],
        ),
    ]);
}

#[test]
fn chunks_that_make_no_sense_are_refused() {
    let chunked = |body: &str| post("Transfer-Encoding: chunked", body);
    let long = format!("1;{}\r\n{{\r\n0\r\n\r\n", "a".repeat(16 << 10));
    let broken = [
        ("a size that is none", chunked("ZZ\r\n{}\r\n0\r\n\r\n")),
        ("a size beyond all", chunked("FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n")),
        ("a negative size", chunked("-2\r\n{}\r\n0\r\n\r\n")),
        ("an empty size", chunked("\r\n{}\r\n0\r\n\r\n")),
        ("a chunk without its end", chunked("2\r\n{}2\r\n{}\r\n0\r\n\r\n")),
        ("a long extension", chunked(&long)),
    ];
    hold(broken.into_iter().map(|(name, sent)| case(name, sent, CLOSED)).collect());
}

#[test]
fn heads_that_are_too_large_are_refused() {
    let many = (0..101).map(|at| format!("X-{at}: 1\r\n")).collect::<String>();
    let most = (0..98).map(|at| format!("X-{at}: 1\r\n")).collect::<String>();
    let long = format!("GET /{} HTTP/1.1\r\nHost: t\r\n\r\n", "a".repeat(20 << 10));
    hold(vec![
        case("101 headers", post(&format!("{many}X: 1"), ""), &[431]),
        case("100 headers", post(&format!("{most}X: 1"), ""), &[200]),
        case("a header of 70 kB", post(&format!("X: {}", "a".repeat(70_000)), ""), &[431]),
        // It is closed while much of it is still to be sent.
        case("a header of 4 MB", post(&format!("X: {}", "a".repeat(4 << 20)), ""), &[431, 0]),
        case("a target of 20 kB", long, &[414]),
    ]);
}

#[test]
fn heads_with_characters_that_http_does_not_allow_are_refused() {
    let lines = [
        ("an escape", "X: a\u{1b}[2Jb"),
        ("a zero", "X: a\0b"),
        ("a bare carriage return", "X: a\rb"),
        ("a bare line feed", "X: a\nY: b"),
        ("a folded header", "X: a\r\n b"),
        ("a blank before the colon", "X : a"),
        ("a name with a blank", "X Y: a"),
        ("no colon", "X"),
        ("no name", ": a"),
        ("two hosts", "Host: u"),
        ("a first header that is folded", " X: a"),
    ];
    let mut cases: Vec<_> =
        lines.into_iter().map(|(name, line)| case(name, post(line, ""), REFUSED)).collect();
    cases.extend(
        [
            case("an escape in the path", "GET /\u{1b}[2J HTTP/1.1\r\nHost: t\r\n\r\n", REFUSED),
            case("no host", "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", REFUSED),
            case("text beyond ASCII", post("X-Name: Björn", ""), &[200]),
            case(
                "bytes that are no text",
                b"POST / HTTP/1.1\r\nHost: t\r\nX: \xe9\r\n\r\n",
                &[200],
            ),
            case("a path beyond ASCII", "POST /caf\u{e9} HTTP/1.1\r\nHost: t\r\n\r\n", &[200, 400]),
        ]
        .into_iter()
        .map(|case| Case { whole: usize::from(case.status.contains(&200)), ..case }),
    );
    hold(cases);
}

#[test]
fn what_is_no_http_is_refused_and_does_no_harm() {
    let hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x00\x01\x02\r\n\r\n\x0a";
    hold(vec![
        case("TLS", hello, CLOSED),
        case("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", CLOSED),
        case("HTTP/2.0", "GET / HTTP/2.0\r\nHost: t\r\n\r\n", CLOSED),
        case("HTTP/0.9", "GET /\r\n\r\n", CLOSED),
        case("half a request line", "GET /", CLOSED),
        case("garbage", b"\x00\xff\xfe\x01garbage\r\n\r\n", CLOSED),
        case("nothing", "", &[0]),
        case("empty lines", "\r\n\r\n", &[0, 400]),
        case("CONNECT", "CONNECT host:443 HTTP/1.1\r\nHost: host:443\r\n\r\n", REFUSED),
    ]);
}

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
