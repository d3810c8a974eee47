//! The server over real sockets, with a consumer on a thread of its own.

use std::io::ErrorKind::{ConnectionAborted, ConnectionReset};
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::oneshot;

use super::{Answer, Arrival, Event, Limits, Refusal, Server};
use crate::capture::Capture;

mod exchanges;
mod framing;
mod life;
mod patience;
mod wholes;

/// Longer than any wait that a loaded machine needs, so that only a hang fails.
const LONG: Duration = Duration::from_secs(20);

/// What the server told.
#[derive(Default)]
struct Told {
    captures: Vec<Capture>,
    refusals: Vec<Refusal>,
    troubles: Vec<String>,
}

impl Told {
    fn bodies(&self) -> Vec<String> {
        let text = |capture: &Capture| String::from_utf8_lossy(&capture.body).into_owned();
        self.captures.iter().map(text).collect()
    }

    fn whys(&self) -> Vec<(Option<u16>, &str)> {
        self.refusals.iter().map(|refusal| (refusal.status, refusal.why.as_str())).collect()
    }
}

/// A running server.
struct Rig {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
    consuming: JoinHandle<Told>,
}

impl Rig {
    /// Serves with a consumer that answers 200.
    fn start(limits: Limits) -> Self {
        Self::with(limits, |arrival| {
            let _ = arrival.answer(Answer::ok());
        })
    }

    fn with(limits: Limits, mut consume: impl FnMut(Arrival) + Send + 'static) -> Self {
        let server = Server::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = server.address();
        let (stop, stopped) = oneshot::channel();
        let (events, told) = channel();
        let serving = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            #[expect(clippy::async_yields_async, reason = "what it yields is waited for later")]
            let stop = async {
                let _ = stopped.await;
                std::future::ready(())
            };
            runtime.unwrap().block_on(server.serve(limits, events, stop)).unwrap();
        });
        let consuming = thread::spawn(move || {
            let mut all = Told::default();
            for event in told {
                match event {
                    Event::Arrival(arrival) => {
                        all.captures.push(arrival.capture.clone());
                        consume(arrival);
                    }
                    Event::Refused(refusal) => all.refusals.push(refusal),
                    Event::Unanswered(sender) => all.troubles.push(sender.to_string()),
                    Event::Trouble(trouble) => all.troubles.push(trouble),
                }
            }
            all
        });
        Self { address, stop, serving, consuming }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.set_write_timeout(Some(LONG)).unwrap();
        stream.set_nodelay(true).unwrap();
        stream
    }

    /// Sends bytes on a connection of their own, says so when `done`, and reads to the end.
    fn say(&self, bytes: &[u8], done: bool) -> String {
        let mut stream = self.connect();
        // A server that has refused by now need not take the rest.
        let _ = stream.write_all(bytes);
        if done {
            let _ = stream.shutdown(Shutdown::Write);
        }
        rest(&mut stream)
    }

    fn is_alive(&self) -> bool {
        self.say(&post("alive"), true).starts_with("HTTP/1.1 200 ")
    }

    fn stop(self) -> Told {
        self.stop.send(()).unwrap();
        self.serving.join().unwrap();
        self.consuming.join().unwrap()
    }
}

fn post(body: &str) -> Vec<u8> {
    format!("POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into()
}

/// All that comes until the server closes.
fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Ok(_) => {}
        // Closed with bytes unread, as a connection without an answer is.
        Err(error) if matches!(error.kind(), ConnectionReset | ConnectionAborted) => {}
        Err(error) => panic!("{error} after {}", String::from_utf8_lossy(&answer)),
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// One answer: its head, and a body of the length that the head says.
fn one_answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        answer.push(byte[0]);
    }
    let head = String::from_utf8(answer).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).unwrap();
    head + &String::from_utf8(body).unwrap()
}

/// The statuses of the answers in a text.
fn statuses(answers: &str) -> Vec<u16> {
    let after = answers.split("HTTP/1.").skip(1);
    after.map(|answer| answer[2..5].parse::<u16>().unwrap()).collect()
}
