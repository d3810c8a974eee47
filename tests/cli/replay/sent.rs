//! What a receiver gets: the very bytes, and no header that nobody asked for.

use std::fs;

use expect_test::expect;

use super::replay;
use crate::receiver::Receiver;
use crate::support::{VALID, run_in, transcript};

/// Bytes that any reading and writing would change.
const ODD: &[&[u8]] = &[
    b"\xef\xbb\xbf{\"a\": 1.10,\r\n \"a\":1e2}",
    b"{\"Id\":18446744073709551616}\n\n",
    b" \t{ }",
    b"{\"a\":\"\\u0061\xff\"}",
    b"{\"cut\":",
    b"\x00\x01\x02",
    b"",
];

#[test]
fn a_bare_file_is_posted_as_json() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let output = replay(dir.path(), &receiver, &["a.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let address = receiver.address.clone();
    let requests = receiver.requests();
    let [request] = &requests[..] else { panic!("{} requests", requests.len()) };
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/hook"));
    assert_eq!(request.body, VALID.as_bytes());
    expect![[r#"
        Host: HOST
        User-Agent: dsw/VERSION
        Content-Type: application/json
        X-Dsw-Replay: a.json
        Content-Length: 112
    "#]]
    .assert_eq(
        &request.head().replace(&address, "HOST").replace(env!("CARGO_PKG_VERSION"), "VERSION"),
    );
}

#[test]
fn bytes_arrive_as_they_are_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..ODD.len()).map(|at| format!("{at}.json")).collect();
    for (name, body) in names.iter().zip(ODD) {
        fs::write(dir.path().join(name), body).unwrap();
    }
    let receiver = Receiver::start(&[]);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let output = replay(dir.path(), &receiver, &names);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let bodies: Vec<_> = receiver.requests().into_iter().map(|one| one.body).collect();
    assert_eq!(bodies, ODD);
}

#[test]
fn a_list_is_sent_element_by_element_with_its_bytes() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("list.json"), "[ {\"a\": 1.10},\n{\"b\":\t2} , 3 ]").unwrap();
    fs::write(dir.path().join("lines.jsonl"), "{\"c\": 1}\r\n\n[{\"d\":1} ]").unwrap();
    let receiver = Receiver::start(&[]);
    let output = replay(dir.path(), &receiver, &["list.json", "lines.jsonl"]);
    let address = receiver.address.clone();
    let bodies: Vec<_> =
        receiver.requests().into_iter().map(|one| String::from_utf8(one.body).unwrap()).collect();
    assert_eq!(bodies, ["{\"a\": 1.10}", "{\"b\":\t2}", "3", "{\"c\": 1}", "{\"d\":1}"]);
    expect![[r#"
        exit: 0
        --- stdout
        200 N ms  list.json/0
        200 N ms  list.json/1
        200 N ms  list.json/2
        200 N ms  lines.jsonl:1
        200 N ms  lines.jsonl/0
        --- stderr
        5 payloads: 5 accepted
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
    "#]]
    .assert_eq(&super::told(&output, &address));
}

#[test]
fn a_journal_gives_method_and_type_in_the_order_received() {
    let dir = tempfile::tempdir().unwrap();
    let journal = concat!(
        r#"{"v":1,"kind":"capture","seq":3,"received_at":"2026-05-11T08:30:00.000000Z","method":"PUT","target":"/a?sig=x","version":"HTTP/1.1","headers":[["content-type","application/vnd.x+json; charset=utf-8"],["Authorization","Bearer stored"],["Cookie","a=b"],["X-Api-Key","k"],["Host","old.example"],["X-Forwarded-For","1.2.3.4"],["Transfer-Encoding","chunked"],["Expect","100-continue"],["Connection","keep-alive"],["X-Own","1"]],"file":"000003-A.json"}"#,
        "\n",
        r#"{"v":1,"kind":"capture","seq":4,"received_at":"2026-05-11T08:30:01.000000Z","method":"POST","target":"/","version":"HTTP/1.1","headers":[["Content-Type","application/json"],["Content-Encoding","gzip"]],"file":"000004.body"}"#,
        "\n",
        r#"{"v":1,"kind":"capture","seq":5,"received_at":"2026-05-11T08:30:02.000000Z","method":"POST","target":"/","version":"HTTP/1.1","headers":[],"complete":false,"file":"000005.partial"}"#,
        "\n",
    );
    fs::write(dir.path().join("captures.jsonl"), journal).unwrap();
    fs::write(dir.path().join("000003-A.json"), "{\"n\": 3}\n").unwrap();
    fs::write(dir.path().join("000004.body"), b"\x1f\x8bnot really").unwrap();
    fs::write(dir.path().join("000005.partial"), "{").unwrap();
    let receiver = Receiver::start(&[]);
    let output = replay(dir.path(), &receiver, &["."]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let requests = receiver.requests();
    let [first, second] = &requests[..] else { panic!("{} requests", requests.len()) };
    assert_eq!((first.method.as_str(), first.target.as_str()), ("PUT", "/hook"));
    assert_eq!(
        (&first.body[..], &second.body[..]),
        (&b"{\"n\": 3}\n"[..], &b"\x1f\x8bnot really"[..])
    );
    assert_eq!(first.header("Content-Type"), Some("application/vnd.x+json; charset=utf-8"));
    assert_eq!(first.header("X-Dsw-Replay"), Some("3"));
    assert_eq!(second.header("Content-Encoding"), Some("gzip"));
    assert_eq!(second.header("X-Dsw-Replay"), Some("4"));
    let names: Vec<_> = first.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Host", "content-type", "X-Own", "X-Dsw-Replay", "Content-Length"]);
}

#[test]
fn standard_input_is_sent_too() {
    let receiver = Receiver::start(&[]);
    let dir = tempfile::tempdir().unwrap();
    let output = run_in(
        dir.path(),
        &["replay", "-", "--to", &receiver.url("/")],
        b"{\"a\": 1}\n{\"a\": 2}\n",
    );
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let bodies: Vec<_> = receiver.requests().into_iter().map(|one| one.body).collect();
    assert_eq!(bodies, [b"{\"a\": 1}", b"{\"a\": 2}"]);
}

#[test]
fn a_header_of_the_users_is_added_or_takes_the_place_of_one() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let arguments = [
        "a.json",
        "-H",
        "X-Environment:  staging ",
        "-H",
        "content-type: text/plain",
        "--header",
        "X-Twice: 1",
        "-H",
        "X-Twice: 2",
        "-H",
        "Host: other.example",
        "-H",
        "X-Dsw-Replay: mine",
        "-H",
        "X-Empty:",
    ];
    let output = replay(dir.path(), &receiver, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let requests = receiver.requests();
    assert_eq!(requests[0].header("X-Environment"), Some("staging"));
    assert_eq!(requests[0].header("Content-Type"), Some("text/plain"));
    assert_eq!(requests[0].all("X-Twice"), ["1", "2"]);
    assert_eq!(requests[0].header("Host"), Some("other.example"));
    assert_eq!(requests[0].header("X-Dsw-Replay"), Some("mine"));
    assert_eq!(requests[0].header("X-Empty"), Some(""));
}

#[test]
fn a_file_of_any_name_can_be_told_by_its_header() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("Größe 100%.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let output = replay(dir.path(), &receiver, &["Größe 100%.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert_eq!(receiver.requests()[0].header("X-Dsw-Replay"), Some("Gr%C3%B6%C3%9Fe 100%25.json"));
}

#[test]
fn a_proxy_is_not_asked_for_this_machine() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID).unwrap();
    let receiver = Receiver::start(&[]);
    let mut command =
        crate::support::dsw(&["replay", "a.json", "--to", &receiver.url("/")], dir.path());
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
    {
        command.env(name, crate::exits::DEAD);
    }
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    assert_eq!(receiver.requests().len(), 1);
}
