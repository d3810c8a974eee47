//! What comes back.

use super::*;

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let (url, _arrival) = receiver(status, &["Location: /else?token=s3cret"]);
        let delivery = send(&url, &bare("{}"), LONG).await;
        assert_eq!(delivery.exit(), Exit::Failed);
        let answered = delivery.outcome.unwrap();
        assert_eq!(answered.status, status);
        let root = url.split("hook").next().unwrap();
        assert_eq!(answered.location, Some(format!("{root}else?token=••••")));
    }
}

#[tokio::test]
async fn an_answer_is_told_as_it_came() {
    let url = peer(|mut stream| {
        stream
            .write_all(b"HTTP/1.1 429 Slow down\r\nRetry-After: 3\r\nContent-Length: 5\r\n\r\n")?;
        stream.write_all(b"later")
    });
    let answered = answered(&url, LONG).await;
    assert!(!answered.is_accepted());
    assert_eq!((answered.status, answered.reason.as_str()), (429, "Slow down"));
    assert_eq!(answered.headers.get("Retry-After"), Some(&Bytes::from_static(b"3")));
    assert_eq!((answered.body, answered.cut), (Bytes::from_static(b"later"), None));
}

#[tokio::test]
async fn a_proxys_status_from_this_machine_is_an_answer() {
    let (url, _arrival) = receiver(407, &[]);
    assert_eq!(answered(&url, LONG).await.status, 407);
}

#[tokio::test]
async fn no_timeout_waits_for_the_answer() {
    let (url, _arrival) = receiver(200, &[]);
    assert_eq!(answered(&url, Duration::ZERO).await.status, 200);
}

#[tokio::test]
async fn an_endless_body_is_cut() {
    let url = peer(|mut stream| {
        stream.write_all(b"HTTP/1.1 500 Internal Server Error\r\n\r\n")?;
        loop {
            stream.write_all(&[b'a'; 4096])?;
        }
    });
    let Failure::TooLong(answered) = failure(&url, LONG).await else { panic!("another failure") };
    assert_eq!((answered.status, answered.body.len()), (500, BODY_LIMIT));
}

#[tokio::test]
async fn a_body_of_just_the_limit_is_whole() {
    let url = peer(|mut stream| {
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {BODY_LIMIT}\r\n\r\n")?;
        stream.write_all(&vec![b'a'; BODY_LIMIT])
    });
    let answered = answered(&url, LONG).await;
    assert_eq!((answered.body.len(), answered.cut), (BODY_LIMIT, None));
}

#[tokio::test]
async fn an_answer_that_stalls_in_its_body_is_still_an_answer() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nso far";
    let url = peer(move |mut stream| {
        stream.write_all(head)?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    });
    let stalled = answered(&url, SHORT).await;
    let url = peer(move |mut stream| stream.write_all(head));
    let closed = answered(&url, LONG).await;
    for (answered, cut) in [(stalled, Failure::TimedOut(SHORT)), (closed, Failure::BrokeOff)] {
        assert!(answered.is_accepted());
        assert_eq!((answered.body, answered.cut), (Bytes::from_static(b"so far"), Some(cut)));
    }
}

#[tokio::test]
async fn a_compressed_answer_is_not_unpacked() {
    let url = peer(|mut stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n";
        stream.write_all(head.as_bytes())?;
        stream.write_all(b"\x1f\x8b\x08\x00")
    });
    assert_eq!(&answered(&url, LONG).await.body[..], b"\x1f\x8b\x08\x00");
}
