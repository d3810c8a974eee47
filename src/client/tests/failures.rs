//! When nothing comes back.

use super::*;

#[tokio::test]
async fn nobody_there_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(failure(&url, LONG).await, Failure::Refused);
}

#[tokio::test]
async fn a_name_that_cannot_be_is_told() {
    // Too long a label: refused by the machine itself, so that no name server is asked.
    let failure = failure(&format!("http://{}.localhost:1/", "a".repeat(64)), LONG).await;
    assert!(matches!(failure, Failure::Dns(_)), "{failure}");
    assert!(!failure.to_string().contains("os error"), "{failure}");
}

#[tokio::test]
async fn a_close_before_the_answer_is_told() {
    assert_eq!(failure(&peer(|_| Ok(())), LONG).await, Failure::ClosedEarly);
    let half = peer(|mut stream| stream.write_all(b"HTTP/1.1 20"));
    assert_eq!(failure(&half, LONG).await, Failure::ClosedEarly);
}

#[tokio::test]
async fn a_receiver_that_hangs_up_on_a_large_body_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let peer = thread::spawn(move || drop(listener.accept().unwrap()));
    let delivery = send(&url, &bare(vec![b' '; 10_000_000]), LONG).await;
    peer.join().unwrap();
    assert_eq!(delivery.outcome.unwrap_err(), Failure::ClosedEarly);
}

#[tokio::test]
async fn what_is_not_http_is_told() {
    let url = peer(|mut stream| stream.write_all(b"220 mail.example ESMTP\r\n\r\n"));
    let words = "cannot read its answer: it is not HTTP";
    assert_eq!(failure(&url, LONG).await.to_string(), words);
}

#[tokio::test]
async fn an_endless_head_is_given_up() {
    let url = peer(|mut stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nX-A: ")?;
        loop {
            stream.write_all(&[b'a'; 4096])?;
        }
    });
    let words = "cannot read its answer: its head is too large";
    assert_eq!(failure(&url, LONG).await.to_string(), words);
}

#[tokio::test]
async fn a_receiver_that_never_answers_times_out() {
    let url = peer(|mut stream| stream.read_to_end(&mut Vec::new()).map(drop));
    assert_eq!(failure(&url, SHORT).await, Failure::TimedOut(SHORT));
    let url = peer(|mut stream| {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    });
    assert_eq!(failure(&url, SHORT).await, Failure::TimedOut(SHORT));
}

#[tokio::test]
async fn https_to_a_plain_receiver_says_so() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())
    });
    let failure = failure(&url, LONG).await;
    // Where the tests run on a machine without a list of authorities, that comes first.
    assert!(matches!(failure, Failure::Tls(Tls::Absent | Tls::NoAuthorities)), "{failure}");
}

#[tokio::test]
async fn interim_answers_without_an_end_are_no_answer() {
    let url = peer(|mut stream| {
        loop {
            stream.write_all(&b"HTTP/1.1 100 Continue\r\n\r\n".repeat(100))?;
        }
    });
    let failure = send(&url, &bare("{}"), LONG).await.outcome.unwrap_err();
    assert_eq!(failure.to_string(), "cannot read its answer: 1 MiB came, and it has not begun");
    let url = peer(|mut stream| {
        stream.write_all(&b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(100))?;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n")?;
        stream.write_all(&vec![b'a'; 1 << 20])
    });
    assert!(send(&url, &bare("{}"), LONG).await.is_accepted(), "a body counts by itself");
}
