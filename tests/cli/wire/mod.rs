//! What comes over the wire: requests as they should be, and as they should not.

mod limits;
mod senders;

use crate::listener::{
    Listener, answer, bodies, command, connect, journal, kept_open, read_all, request, sha256,
    status,
};

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
