//! Connections that are used again.

use super::*;

/// A receiver whose connections answer this many requests each and are then closed; the number of
/// connections that came, once it has answered all of these.
fn receiver_of(per_connection: &'static [usize]) -> (String, mpsc::Receiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (told, count) = mpsc::channel();
    thread::spawn(move || {
        for answers in per_connection {
            let (mut stream, _) = listener.accept().unwrap();
            for _ in 0..*answers {
                read_request(&mut stream).unwrap();
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").unwrap();
            }
            drop(stream);
            told.send(*answers).unwrap();
        }
    });
    (url, count)
}

async fn is_accepted(client: &Client, target: &Target) -> bool {
    let delivery = client.send(target, &outgoing(&bare("{}"))).await;
    delivery.outcome.unwrap().is_accepted()
}

#[tokio::test]
async fn requests_go_over_a_connection_that_is_kept() {
    let (url, count) = receiver_of(&[3]);
    let (client, target) = (Client::new(LONG).keeping(1), Target::parse(&url).unwrap());
    for _ in 0..3 {
        assert!(is_accepted(&client, &target).await);
    }
    assert_eq!(count.recv().unwrap(), 3);
}

#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_is_replaced() {
    let (url, count) = receiver_of(&[1, 1, 1]);
    let (client, target) = (Client::new(LONG).keeping(1), Target::parse(&url).unwrap());
    for _ in 0..3 {
        assert!(is_accepted(&client, &target).await);
        assert_eq!(count.recv().unwrap(), 1);
    }
}

#[tokio::test]
async fn each_request_has_a_connection_of_its_own_when_none_is_kept() {
    let (url, count) = receiver_of(&[1, 1]);
    let (client, target) = (Client::new(LONG), Target::parse(&url).unwrap());
    for _ in 0..2 {
        assert!(is_accepted(&client, &target).await);
        assert_eq!(count.recv().unwrap(), 1);
    }
}

/// A client that watches each receiver for as long as that may take.
fn watching() -> Client {
    Client { idle: Idle::watching(LONG), ..Client::new(LONG).keeping(1) }
}

#[tokio::test]
async fn nothing_is_lost_to_a_receiver_that_closes_without_saying_so() {
    let (url, _count) = receiver_of(&[1; 5]);
    let (client, target) = (watching(), Target::parse(&url).unwrap());
    for _ in 0..5 {
        assert!(is_accepted(&client, &target).await);
    }
    let told = client.closing().told().unwrap();
    assert!(told.starts_with(url.trim_end_matches('/')), "{told}");
}

#[tokio::test]
async fn a_request_that_is_lost_is_not_sent_twice_and_no_other_is_lost() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = Target::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let requests = thread::spawn(move || {
        let mut requests = 0;
        for loses in [true, false, false] {
            let (mut stream, _) = listener.accept().unwrap();
            requests += usize::from(!read_request(&mut stream).unwrap().is_empty());
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").unwrap();
            if loses {
                requests += usize::from(!read_request(&mut stream).unwrap().is_empty());
            }
        }
        requests
    });
    let client = Client::new(LONG).keeping(1);
    assert!(is_accepted(&client, &target).await);
    let lost = client.send(&target, &outgoing(&bare("{}"))).await;
    assert!(matches!(lost.outcome, Err(Failure::ClosedEarly)), "{:?}", lost.outcome);
    for _ in 0..2 {
        assert!(is_accepted(&client, &target).await);
    }
    assert_eq!(requests.join().unwrap(), 4);
    assert!(client.closing().told().is_some());
}

#[tokio::test]
async fn a_receiver_that_says_that_it_closes_is_told_nothing_of() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = Target::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    thread::spawn(move || {
        for head in ["HTTP/1.1 200 OK\r\nConnection: Close", "HTTP/1.0 200 OK", "HTTP/1.0 200 OK"] {
            let (mut stream, _) = listener.accept().unwrap();
            read_request(&mut stream).unwrap();
            write!(stream, "{head}\r\nContent-Length: 2\r\n\r\nok").unwrap();
        }
    });
    let client = watching();
    for _ in 0..3 {
        assert!(is_accepted(&client, &target).await);
    }
    assert_eq!(client.closing().told(), None);
}
