//! Over loopback: an independent HTTP server proves the bytes, raw peers misbehave.

mod answers;
mod failures;
mod kept;
mod sent;

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

use super::*;
use crate::capture::{Capture, Origin, Request};
use crate::delivery::Tls;
use crate::error::Exit;

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(200);

/// What a payload may hold that any reading and writing again would change.
const DELICATE: &[u8] =
    b"\xef\xbb\xbf{\"a\":1.10,\r\n\"a\":\"\\u00e9\xff\",\"b\" : 9007199254740993}";

struct Received {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// An HTTP server that answers one request with this and tells what it received.
fn receiver(status: u16, headers: &[&str]) -> (String, mpsc::Receiver<Received>) {
    let server = tiny_http::Server::http("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook?code=s3cret", server.server_addr());
    let headers: Vec<tiny_http::Header> = headers.iter().map(|one| one.parse().unwrap()).collect();
    let (told, arrival) = mpsc::channel();
    thread::spawn(move || {
        let mut request = server.recv().unwrap();
        let mut body = Vec::new();
        request.as_reader().read_to_end(&mut body).unwrap();
        let pairs = request.headers().iter();
        let received = Received {
            method: request.method().to_string(),
            url: request.url().to_owned(),
            headers: pairs.map(|one| (one.field.to_string(), one.value.to_string())).collect(),
            body,
        };
        told.send(received).unwrap();
        let answer = tiny_http::Response::from_string("got it").with_status_code(status);
        let answer = headers.into_iter().fold(answer, tiny_http::Response::with_header);
        request.respond(answer).unwrap();
    });
    (url, arrival)
}

/// A peer that reads a whole request and then does what it wants with the connection.
fn peer(act: impl FnOnce(TcpStream) -> io::Result<()> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        read_request(&mut stream).and_then(|_| act(stream))
    });
    url
}

/// The bytes of a request whose body is `{}`.
fn read_request(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n{}") && stream.read(&mut byte)? > 0 {
        request.push(byte[0]);
    }
    Ok(request)
}

fn bare(body: impl Into<Bytes>) -> Capture {
    let origin = Origin { path: Some("captures/a.json".into()), ..Origin::default() };
    Capture::of_body(origin, body.into())
}

async fn send(to: &str, capture: &Capture, timeout: Duration) -> Delivery {
    let target = Target::parse(to).unwrap();
    Client::new(timeout).send(&target, &outgoing(capture)).await
}

async fn failure(to: &str, timeout: Duration) -> Failure {
    let delivery = send(to, &bare("{}"), timeout).await;
    assert_eq!(delivery.exit(), Exit::Network);
    assert!(delivery.took < LONG);
    delivery.outcome.unwrap_err()
}

async fn answered(to: &str, timeout: Duration) -> Answered {
    send(to, &bare("{}"), timeout).await.outcome.unwrap()
}

fn outgoing(capture: &Capture) -> Outgoing {
    Replaying::default().letter(capture)
}
