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
    let (url, count) = receiver_of(&[1, 2]);
    let (client, target) = (Client::new(LONG).keeping(1), Target::parse(&url).unwrap());
    assert!(is_accepted(&client, &target).await);
    assert_eq!(count.recv().unwrap(), 1);
    assert!(is_accepted(&client, &target).await);
    assert!(is_accepted(&client, &target).await);
    assert_eq!(count.recv().unwrap(), 2);
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
