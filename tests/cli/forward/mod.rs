//! `dsw listen --forward-to`: the request goes on, the answer comes back, both are written down.

mod answers;
mod end;
mod failures;
mod order;
mod sent;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver as Channel, Sender, channel};
use std::thread;

use serde_json::Value;

use crate::listener::{Listener, request};

fn payload(name: &str, turn: usize) -> String {
    format!(
        r#"{{"AppointmentNo":"{name}","Subject":"turn {turn}","StartDate":"2026-05-11T08:30:00","EndDate":"2026-05-11T10:30:00","Task":{{}}}}"#
    )
}

/// The next line of this kind.
fn next(listener: &mut Listener, kind: &str) -> Value {
    loop {
        let line = listener.line();
        if line["kind"] == kind {
            return line;
        }
    }
}

/// A target that tells each request it received, and answers it once it is told with which status.
struct Slow {
    url: String,
    arrived: Channel<(String, Sender<u16>)>,
}

impl Slow {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (tell, arrived) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, tell) = (stream.unwrap(), tell.clone());
                thread::spawn(move || {
                    let request = whole(&mut stream);
                    let (answer, answered) = channel();
                    let _ = tell.send((request, answer));
                    let status = answered.recv().unwrap_or(500);
                    let head = format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n");
                    let _ = stream.write_all(head.as_bytes());
                });
            }
        });
        Self { url, arrived }
    }

    /// The name of the subject that arrived, and how to answer it.
    fn next(&self) -> (String, Sender<u16>) {
        let (request, answer) = self.arrived.recv_timeout(crate::listener::PATIENCE).unwrap();
        let body = request.split_once("\r\n\r\n").unwrap().1;
        let body: Value = serde_json::from_str(body).unwrap();
        let name = |key: &str| body[key].as_str().unwrap().to_owned();
        (format!("{} {}", name("AppointmentNo"), name("Subject")), answer)
    }
}

/// A request that ends in `}`.
fn whole(stream: &mut TcpStream) -> String {
    let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
    while !request.ends_with(b"}") {
        match stream.read(&mut buffer) {
            Ok(count @ 1..) => request.extend_from_slice(&buffer[..count]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&request).into_owned()
}

/// Posts on a connection of its own, whose answer can be read later.
fn post(listener: &Listener, body: &str) -> TcpStream {
    let mut stream = listener.connect();
    let headers = [("Content-Type", "application/json")];
    stream.write_all(&request("POST", "/", &headers, body.as_bytes())).unwrap();
    stream
}
