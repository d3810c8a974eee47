//! What arrives.

use super::*;

#[tokio::test]
async fn the_very_bytes_arrive() {
    let large = Bytes::from(DELICATE.repeat(10 * 1024 * 1024 / DELICATE.len()));
    for body in [Bytes::from_static(DELICATE), Bytes::new(), large] {
        let (url, arrival) = receiver(204, &[]);
        let delivery = send(&url, &bare(body.clone()), LONG).await;
        let received = arrival.recv().unwrap();
        assert!(received.body == body, "{} bytes of {}", received.body.len(), body.len());
        assert_eq!(
            (received.method.as_str(), received.url.as_str()),
            ("POST", "/hook?code=s3cret")
        );
        assert_eq!(delivery.exit(), Exit::Ok);
        assert_eq!(delivery.to, url.replace("s3cret", "••••"));
    }
}

#[tokio::test]
async fn the_headers_that_are_told_are_those_that_arrive() {
    let (url, arrival) = receiver(200, &[]);
    let target = Target::parse(&url.replace("//", "//ann:s3cret@")).unwrap();
    let extra = [("X-Own".to_owned(), "1".to_owned()), ("x-own".to_owned(), "2".to_owned())];
    let changes = Changes::of(extra.to_vec(), Vec::new()).unwrap();
    let how = Replaying { changes, ..Replaying::default() };
    let letter = how.letter(&bare(DELICATE));
    let told = letter.headers_to(&target).0;
    Client::new(LONG).send(&target, &letter).await.outcome.unwrap();
    let mut told: Vec<_> = told
        .into_iter()
        .map(|(name, value)| (name.to_lowercase(), String::from_utf8(value.to_vec()).unwrap()))
        .collect();
    let received = arrival.recv().unwrap().headers.into_iter();
    let mut received: Vec<_> = received.map(|(name, value)| (name.to_lowercase(), value)).collect();
    told.sort();
    received.sort();
    assert_eq!(received, told);
}

#[tokio::test]
async fn the_request_on_the_wire_is_this() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap();
    let peer = thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        let request = read_request(&mut stream)?;
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").map(|()| request)
    });
    answered(&format!("http://{host}/a%20b?c=d#e"), LONG).await;
    let request = String::from_utf8(peer.join().unwrap().unwrap()).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!(
        "POST /a%20b?c=d HTTP/1.1\nHost: {host}\nUser-Agent: dsw/{version}\n\
         Content-Type: application/json\nX-Dsw-Replay: a.json\nContent-Length: 2\n\n{{}}"
    );
    assert_eq!(request, expected.replace('\n', "\r\n"));
}

#[tokio::test]
async fn a_captured_method_and_type_are_kept() {
    let (url, arrival) = receiver(200, &[]);
    let request = Request {
        received_at: "2026-03-02T09:00:00Z".parse().unwrap(),
        method: "PATCH".to_owned(),
        target: "/elsewhere".to_owned(),
        version: "HTTP/1.1".to_owned(),
        headers: Headers(vec![
            ("content-type".to_owned(), Bytes::from_static(b"text/json; charset=utf-8")),
            ("cookie".to_owned(), Bytes::from_static(b"stored")),
        ]),
        remote: None,
    };
    let capture = Capture { request: Some(request), ..bare("{}") };
    send(&url, &capture, LONG).await.outcome.unwrap();
    let received = arrival.recv().unwrap();
    assert_eq!(received.method, "PATCH");
    let of = |name: &str| {
        let found = received.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    };
    assert_eq!(of("content-type"), Some("text/json; charset=utf-8"));
    assert_eq!(of("x-dsw-replay"), Some("a.json"));
    assert_eq!((of("cookie"), of("accept-encoding"), of("transfer-encoding")), (None, None, None));
}

#[tokio::test]
async fn a_capture_that_http_forbids_is_not_sent() {
    let mut letter = outgoing(&bare("{}"));
    letter.method = "P OST".to_owned();
    let target = Target::parse("http://127.0.0.1:1/").unwrap();
    let delivery = Client::new(LONG).send(&target, &letter).await;
    assert_eq!(delivery.outcome.unwrap_err().to_string(), "`P OST` is not a method of HTTP");
}
