//! Receivers under test: another HTTP implementation, and ones that misbehave byte by byte.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Response, Server};

/// A request as an independent HTTP server saw it.
pub(crate) struct Received {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Names and values in order, spelled as sent.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// Every value of a header.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// The only value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let all = self.all(name);
        assert!(all.len() < 2, "{name}: {all:?}");
        all.first().copied()
    }

    /// Every header, one a line.
    pub(crate) fn head(&self) -> String {
        self.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
    }
}

/// What a receiver answers: a status, headers, a body.
pub(crate) type Answer<'a> = (u16, &'a [(&'a str, &'a str)], &'a [u8]);

/// An answer that accepts.
pub(crate) const ACCEPTED: Answer<'static> = (200, &[], b"");

/// A receiver that gives scripted answers, and 200 when the script has ended.
pub(crate) struct Receiver {
    server: Arc<Server>,
    thread: JoinHandle<Vec<Received>>,
    /// Where it listens: `127.0.0.1:PORT`.
    pub(crate) address: String,
}

impl Receiver {
    pub(crate) fn start(answers: &[Answer<'_>]) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
        let address = server.server_addr().to_string();
        let answers: Vec<_> = answers.iter().copied().map(response).collect();
        let serving = Arc::clone(&server);
        let thread = thread::spawn(move || {
            let mut answers = answers.into_iter();
            let receive = |mut request: tiny_http::Request| {
                let mut body = Vec::new();
                request.as_reader().read_to_end(&mut body).unwrap();
                let headers = request.headers().iter();
                let received = Received {
                    method: request.method().to_string(),
                    target: request.url().to_owned(),
                    headers: headers
                        .map(|one| (one.field.to_string(), one.value.to_string()))
                        .collect(),
                    body,
                };
                // A sender that has gone is one of the things that are tested.
                let _ = request.respond(answers.next().unwrap_or_else(|| response(ACCEPTED)));
                received
            };
            serving.incoming_requests().map(receive).collect()
        });
        Self { server, thread, address }
    }

    /// A URL of it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// All that it received, once nothing more can come.
    pub(crate) fn requests(self) -> Vec<Received> {
        self.server.unblock();
        self.thread.join().unwrap()
    }
}

fn response((status, headers, body): Answer<'_>) -> Response<std::io::Cursor<Vec<u8>>> {
    let mut response = Response::from_data(body.to_vec()).with_status_code(status);
    for (name, value) in headers {
        response.add_header(Header::from_bytes(*name, *value).unwrap());
    }
    response
}

/// A receiver that does with each connection what it is told to, one after the other; it returns
/// its URL. The request's head has been read before.
pub(crate) fn misbehaving(each: Vec<Box<dyn FnOnce(TcpStream) + Send>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    thread::spawn(move || {
        for behave in each {
            let (mut stream, _) = listener.accept().unwrap();
            read_request(&mut stream);
            behave(stream);
        }
    });
    url
}

/// A receiver that gives these answers byte for byte, a list a connection, and then closes it; it
/// returns its URL, and the requests of each connection once all of them have come.
pub(crate) fn scripted(connections: Vec<Vec<String>>) -> (String, JoinHandle<Vec<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let play = move |answers: Vec<String>| {
        let (mut stream, _) = listener.accept().unwrap();
        let answered = answers.into_iter().map(|answer| {
            let request = read_request(&mut stream);
            stream.write_all(answer.as_bytes()).unwrap();
            String::from_utf8(request).unwrap()
        });
        answered.collect()
    };
    (url, thread::spawn(move || connections.into_iter().map(play).collect()))
}

/// Reads to the end of a request.
fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    let is_whole = |request: &[u8]| {
        let text = String::from_utf8_lossy(request).into_owned();
        text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
            length.is_none_or(|length| body.len() >= length.parse().unwrap())
        })
    };
    while !is_whole(&request) {
        match stream.read(&mut buffer) {
            // A greeting in TLS has no end that this receiver would know.
            Ok(1..) if buffer[0] == 0x16 => return request,
            Ok(count @ 1..) => request.extend_from_slice(&buffer[..count]),
            _ => return request,
        }
    }
    request
}

/// Says these bytes and closes.
pub(crate) fn say(bytes: impl Into<Vec<u8>>) -> Box<dyn FnOnce(TcpStream) + Send> {
    let bytes = bytes.into();
    Box::new(move |mut stream| drop(stream.write_all(&bytes)))
}
