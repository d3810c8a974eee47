use super::*;

/// Whether the sender says that it is done, or keeps the connection open.
#[derive(Clone, Copy, PartialEq)]
enum Sender {
    Done,
    Waits,
}
use Sender::{Done, Waits};

/// What is sent, the statuses that come back before the server closes, the bodies captured.
type Exchange = (&'static str, String, Sender, &'static [u16], &'static [&'static str]);

const HEAD: &str = "POST /hook HTTP/1.1\r\nHost: a\r\n";
const SMUGGLED: &str = "POST /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

fn headed(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

fn refused_lengths() -> Vec<Exchange> {
    let lengths = ["-1", "+2", "2x", "", "0x2", "12345678901234567890123"];
    let exchange = |length| {
        let sent = headed(&format!("Content-Length: {length}\r\n\r\n{{}}"));
        ("a length that is none is refused", sent, Waits, &[400][..], &[][..])
    };
    lengths.map(exchange).into()
}

fn framing_exchanges() -> Vec<Exchange> {
    let te = "Transfer-Encoding: chunked\r\n";
    let chunked = |body: &str| headed(&format!("{te}\r\n{body}"));
    vec![
        (
            "a huge length is refused at once",
            headed("Content-Length: 9223372036854775807\r\n\r\n{}"),
            Waits,
            &[413],
            &[],
        ),
        (
            "length and coding are a smuggler's",
            headed(&format!("Content-Length: 6\r\n{te}\r\n0\r\n\r\n{SMUGGLED}")),
            Waits,
            &[400],
            &[],
        ),
        (
            "coding and length are a smuggler's",
            headed(&format!("{te}Content-Length: 6\r\n\r\n0\r\n\r\n{SMUGGLED}")),
            Waits,
            &[400],
            &[],
        ),
        (
            "lengths that differ are refused",
            headed("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
            Waits,
            &[400],
            &[],
        ),
        (
            "equal lengths are one",
            headed("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
            Done,
            &[200],
            &["{}"],
        ),
        ("no length is an empty body", headed("\r\n"), Done, &[200], &[""]),
        ("a body cut short is refused", headed("Content-Length: 100\r\n\r\n{}"), Done, &[400], &[]),
        ("a size that is none is refused", chunked("ZZ\r\n{}\r\n"), Waits, &[400], &[]),
        ("a size beyond all is refused", chunked("FFFFFFFFFFFFFFFFFF\r\n"), Waits, &[400], &[]),
        ("a chunk without its end is refused", chunked("2\r\n{}0\r\n\r\n"), Waits, &[400], &[]),
        (
            "an endless extension is refused",
            chunked(&format!("2;{}\r\n{{}}\r\n0\r\n\r\n", "x".repeat(17_000))),
            Waits,
            &[400],
            &[],
        ),
        (
            "chunks with trailers are a body",
            chunked("1;a=b\r\n{\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n"),
            Done,
            &[200],
            &["{}"],
        ),
        (
            "another coding is refused",
            headed("Transfer-Encoding: gzip\r\n\r\n"),
            Waits,
            &[400],
            &[],
        ),
        (
            "chunked twice is refused",
            headed("Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
            Waits,
            &[400],
            &[],
        ),
        (
            "chunks in HTTP/1.0 are refused",
            format!("POST / HTTP/1.0\r\n{te}\r\n0\r\n\r\n"),
            Waits,
            &[400],
            &[],
        ),
        (
            "a body is waited for with 100",
            headed("Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}"),
            Done,
            &[100, 200],
            &["{}"],
        ),
        (
            "a body too large is not waited for",
            headed("Expect: 100-continue\r\nContent-Length: 10485761\r\n\r\n"),
            Waits,
            &[413],
            &[],
        ),
    ]
}

fn head_exchanges() -> Vec<Exchange> {
    let bad = |line: &str| headed(&format!("Content-Length: 0\r\n{line}\r\n\r\n{SMUGGLED}"));
    vec![
        (
            "too many headers",
            headed(&format!("{}\r\n", "a: b\r\n".repeat(101))),
            Waits,
            &[431],
            &[],
        ),
        (
            "a long header",
            headed(&format!("a: {}\r\n\r\n", "b".repeat(70_000))),
            Waits,
            &[431],
            &[],
        ),
        ("an endless header", headed(&format!("a: {}", "b".repeat(9 << 20))), Waits, &[431], &[]),
        ("an escape in a header", bad("a: \u{1b}[2J"), Waits, &[400], &[]),
        ("a NUL in a header", bad("a: \0"), Waits, &[400], &[]),
        ("a bare carriage return", bad("a: b\rc: d"), Waits, &[400], &[]),
        ("a bare line feed", bad("a: b\nc: d"), Waits, &[400], &[]),
        ("a folded header", bad("a: b\r\n c"), Waits, &[400], &[]),
        ("a space before the colon", bad("a : b"), Waits, &[400], &[]),
        (
            "an escape in the path",
            "GET /\u{1b} HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(),
            Waits,
            &[400],
            &[],
        ),
        (
            "a path that is too long",
            format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(20_000)),
            Waits,
            &[414],
            &[],
        ),
        ("a TLS handshake", "\u{16}\u{3}\u{1}\u{2}\0\u{1}".to_owned(), Waits, &[400], &[]),
        ("an HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), Waits, &[], &[]),
        ("garbage", "\u{1}\u{2}ha \u{7f}\r\n\r\n".to_owned(), Waits, &[400], &[]),
        ("HTTP/0.9", "GET /\r\n".to_owned(), Waits, &[400], &[]),
        ("half a request line", "GET /".to_owned(), Done, &[], &[]),
        ("no host", "GET /a HTTP/1.1\r\n\r\n".to_owned(), Waits, &[400], &[]),
        ("two hosts", bad("Host: b"), Waits, &[400], &[]),
        ("a tunnel", "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Waits, &[400], &[]),
    ]
}

fn method_exchanges() -> Vec<Exchange> {
    let get = |method: &str, target: &str| format!("{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n");
    vec![
        ("the address in a browser", get("GET", "/"), Done, &[200], &[]),
        ("the address asked for its head", get("HEAD", "/"), Done, &[200], &[]),
        ("a browser's icon", get("GET", "/favicon.ico"), Done, &[404], &[]),
        ("any other path is captured", get("GET", "/a"), Done, &[200], &[""]),
        ("any other method is captured", get("PROPFIND", "/"), Done, &[200], &[""]),
        ("OPTIONS is captured", get("OPTIONS", "*"), Done, &[200], &[""]),
        (
            "HTTP/1.0 is answered and closed",
            "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}".to_owned(),
            Waits,
            &[200],
            &["{}"],
        ),
        (
            "a protocol is never switched",
            headed("Connection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\n{}"),
            Done,
            &[200],
            &["{}"],
        ),
    ]
}

#[test]
fn every_exchange_ends_as_it_should() {
    let rig = Rig::start(Limits::default());
    let tables = [refused_lengths(), framing_exchanges(), head_exchanges(), method_exchanges()];
    let mut bodies = Vec::new();
    for (name, sent, sender, wanted, captured) in tables.into_iter().flatten() {
        let answers = rig.say(sent.as_bytes(), sender == Done);
        assert_eq!(statuses(&answers), wanted, "{name}: {answers}");
        assert!(rig.is_alive(), "{name}");
        bodies.extend_from_slice(captured);
        bodies.push("alive");
    }
    assert_eq!(rig.stop().bodies(), bodies);
}
