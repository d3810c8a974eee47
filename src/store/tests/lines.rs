use super::super::line::*;
use super::*;

fn request() -> Request {
    let header = |name: &str, value: &'static [u8]| (name.to_owned(), Bytes::from(value));
    Request {
        received_at: "2026-03-02T09:00:00.0000019Z".parse().unwrap(),
        method: "POST".to_owned(),
        target: "/hook?code=%C3%A9".to_owned(),
        version: "HTTP/1.1".to_owned(),
        headers: Headers(vec![
            header("Content-Type", b"application/json"),
            header("X-Note", "\u{1b}é\"".as_bytes()),
            header("x-note", b"\xff\x00"),
            header("Empty", b""),
        ]),
        remote: Some("[::1]:50123".parse().unwrap()),
    }
}

fn line(request: Option<&Request>) -> Vec<u8> {
    let line = Line {
        v: VERSION,
        kind: CAPTURE,
        seq: 42,
        received_at: None,
        method: None,
        target: None,
        version: None,
        headers: Vec::new(),
        remote: None,
        appointment: None,
        file: "000042-k7.json",
        size: 2,
        sha256: "ab",
        complete: true,
        answer: Answer::of(Sent::Status(200)),
    };
    match request {
        Some(request) => line.with_request(request).to_bytes(),
        None => line.to_bytes(),
    }
}

#[test]
fn a_line_is_written_as_the_contract_says() {
    let expected = concat!(
        r#"{"v":1,"kind":"capture","seq":42,"received_at":"2026-03-02T09:00:00.000001Z","#,
        r#""method":"POST","target":"/hook?code=%C3%A9","version":"HTTP/1.1","#,
        r#""headers":[["Content-Type","application/json"],["X-Note","\u001bé\""],"#,
        r#"["x-note",{"base64":"/wA="}],["Empty",""]],"remote":"[::1]:50123","#,
        r#""file":"000042-k7.json","size":2,"sha256":"ab","complete":true,"#,
        r#""answer":{"status":200}}"#,
        "\n",
    );
    assert_eq!(String::from_utf8(line(Some(&request()))).unwrap(), expected);
}

#[test]
fn a_request_comes_back_as_it_was() {
    let bytes = line(Some(&request()));
    let written: Written = serde_json::from_slice(&bytes).unwrap();
    let read = written.into_request().unwrap().unwrap();
    assert_eq!(read.headers, request().headers);
    assert_eq!(read.target, request().target);
    assert_eq!(read.remote, request().remote);
    assert_eq!(read.received_at, "2026-03-02T09:00:00.000001Z".parse().unwrap());
}

#[test]
fn a_payload_without_a_request_has_none_afterwards() {
    let bytes = line(None);
    let written: Written = serde_json::from_slice(&bytes).unwrap();
    assert!(written.into_request().unwrap().is_none());
}
