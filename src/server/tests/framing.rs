use std::collections::VecDeque;

use jiff::Timestamp;

use super::super::fault::{self, Fault};
use super::super::framing::Framing;
use super::super::head::Head;
use crate::server::Limits;

/// The heads found in pieces of a stream.
fn heads<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> Vec<Head> {
    let (mut framing, mut found) = (Framing::new(), VecDeque::new());
    for piece in pieces {
        framing.feed(piece, Timestamp::UNIX_EPOCH, &Limits::default(), &mut found);
    }
    found.into()
}

fn targets(heads: &[Head]) -> Vec<&str> {
    heads.iter().map(|head| head.request.target.as_str()).collect()
}

fn fault(head: &[u8]) -> Option<Fault> {
    heads([head]).first().expect("a head is found").fault
}

const STREAM: &[u8] = b"\r\nPOST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nGET /\
    POST /2 HTTP/1.1\r\nHOST:a\r\ntransfer-encoding: Chunked\r\n\r\n\
    5;x=\"\r\nGET /\r\n0A \t;a\r\n0123456789\r\n000\r\nTrailer: \n\r\nother:1\r\n\r\n\
    GET /3?a=b HTTP/1.0\r\nX-Case-Kept: \t Bj\xc3\xb6rn \xe9\t\r\nEmpty:\r\n\r\n\
    POST /4 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\nPUT /5 HTTP/1.1\r\nHost: a\r\n\r\n";

#[test]
fn every_head_is_found_behind_every_kind_of_body() {
    let heads = heads([STREAM]);
    assert_eq!(targets(&heads), ["/1", "/2", "/3?a=b", "/4", "/5"]);
    assert!(heads.iter().all(|head| head.fault.is_none()));
    let header = |index: usize| {
        let (name, value) = &heads[2].request.headers.0[index];
        (name.as_str(), &value[..])
    };
    assert_eq!(header(0), ("X-Case-Kept", &b"Bj\xc3\xb6rn \xe9"[..]));
    assert_eq!(header(1), ("Empty", &b""[..]));
    assert_eq!(heads[1].request.headers.0[0].0, "HOST");
}

#[test]
fn it_does_not_matter_where_the_stream_is_split() {
    for at in 0..STREAM.len() {
        let (before, after) = STREAM.split_at(at);
        assert_eq!(targets(&heads([before, after])), ["/1", "/2", "/3?a=b", "/4", "/5"], "{at}");
    }
    assert_eq!(targets(&heads(STREAM.chunks(1))), ["/1", "/2", "/3?a=b", "/4", "/5"]);
}

#[test]
fn nothing_is_looked_for_behind_a_fault_or_a_broken_chunk() {
    let smuggled = b"POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\
        Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n";
    assert_eq!(targets(&heads([&smuggled[..]])), ["/1"]);
    for chunk in ["ZZ\r\n", "\r\n", "1\nx", "1\r\nxy", "1;\n", "1 2\r\n", "10000000000000000\r\n"] {
        let stream = format!(
            "POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\
             {chunk}\r\n0\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
        );
        assert_eq!(targets(&heads([stream.as_bytes()])), ["/1"], "{chunk:?}");
    }
}

#[test]
fn every_fault_of_a_head_is_named() {
    let one = "POST / HTTP/1.1\r\nHost: a\r\n";
    let cases = [
        ("\u{16}\u{3}\u{1}\n\n", "", fault::TLS),
        ("PRI * HTTP/2.0\r\n", "\r\n", fault::HTTP_2),
        ("POST /\r\n", "\r\n", fault::REQUEST_LINE),
        ("POST  / HTTP/1.1\r\n", "\r\n", fault::REQUEST_LINE),
        ("PO(ST / HTTP/1.1\r\n", "\r\n", fault::REQUEST_LINE),
        ("POST / HTTP/2.0\r\n", "\r\n", fault::VERSION),
        ("POST /\u{1b}[2J HTTP/1.1\r\n", "\r\n", fault::CONTROL),
        ("POST / HTTP/1.1\r\n", "\r\n", fault::NO_HOST),
        ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n", "\r\n", fault::CONNECT),
        (one, "host: b\r\n\r\n", fault::HOSTS),
        (one, "a: b\n\r\n", fault::BARE_LF),
        (one, "a: b\rc\r\n\r\n", fault::CONTROL),
        (one, "a: \0\r\n\r\n", fault::CONTROL),
        (one, "a: \u{1b}\r\n\r\n", fault::CONTROL),
        (one, " b\r\n\r\n", fault::FOLDED),
        (one, "\tb: c\r\n\r\n", fault::FOLDED),
        (one, "a : b\r\n\r\n", fault::SPACE),
        (one, "ab\r\n\r\n", fault::NO_COLON),
        (one, ": b\r\n\r\n", fault::NAME),
        (one, "\u{e9}: b\r\n\r\n", fault::NAME),
        (one, "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", fault::LENGTHS),
        (one, "Content-Length: 3, 3\r\n\r\n", fault::LENGTH),
        (one, "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", fault::LENGTH_AND_CODING),
        (one, "Transfer-Encoding: chunked, chunked\r\n\r\n", fault::CODING),
        (one, "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", fault::CODING),
        (one, "Transfer-Encoding: gzip\r\n\r\n", fault::CODING),
    ];
    for (begin, end, wanted) in cases {
        assert_eq!(fault(format!("{begin}{end}").as_bytes()), Some(wanted), "{begin:?} {end:?}");
    }
}

#[test]
fn only_plain_digits_are_a_length() {
    for length in ["-1", "+2", "2x", "", "0x2", "1e3", "12345678901234567890123", "1 2"] {
        let head = format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n");
        assert_eq!(fault(head.as_bytes()), Some(fault::LENGTH), "{length}");
    }
}

#[test]
fn a_head_is_limited_in_each_dimension() {
    let with = |target: usize, headers: usize, value: usize| {
        let (target, value) = ("x".repeat(target), "y".repeat(value));
        let headers = format!("a: {value}\r\n").repeat(headers);
        fault(format!("GET /{target} HTTP/1.0\r\n{headers}\r\n").as_bytes())
    };
    assert_eq!(with(8191, 100, 100), None);
    assert_eq!(with(8192, 1, 1), Some(fault::TARGET_TOO_LONG));
    assert_eq!(with(1, 101, 1), Some(fault::TOO_MANY_HEADERS));
    assert_eq!(with(1, 1, 70_000), Some(fault::HEAD_TOO_LONG));
    let blank = b"\r\n".repeat(33_000);
    assert_eq!(fault(&blank), Some(fault::HEAD_TOO_LONG));
}

#[test]
fn a_target_beyond_ascii_is_percent_encoded() {
    assert_eq!(targets(&heads(["GET /ö?ü HTTP/1.0\r\n\r\n".as_bytes()])), ["/%C3%B6?%C3%BC"]);
}
