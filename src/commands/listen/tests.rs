use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use jiff::tz::TimeZone;

use super::{Desk, Orders, Show};
use crate::capture::Capture;
use crate::console::Console;
use crate::env::Env;
use crate::error::Exit;
use crate::server::Server;
use crate::style::Colour;

/// The fault that no request of the world brings about: a path that only this test knows.
pub(super) fn panic_when_asked(capture: &Capture) {
    let target = capture.request.as_ref().map(|request| request.target.as_str());
    assert!(target != Some("/a-fault-of-dsw-itself"), "asked for by a test");
}

fn post(address: SocketAddr, target: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("POST {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
    stream.write_all(format!("{head}Content-Length: 2\r\n\r\n{{}}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_fault_of_its_own_costs_one_capture_its_answer_and_the_run_its_success() {
    let server = Server::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
    let address = server.address();
    let console = Console::new(&Env::of_process(), Colour::Never);
    let show = Show {
        format: None,
        body: false,
        secrets: crate::secret::Secrets::Hidden,
        zone: TimeZone::UTC,
    };
    let desk = Desk::open(server, Orders::plain(None, show), console).unwrap();
    assert_eq!(post(address, "/a-fault-of-dsw-itself"), "HTTP/1.1 500 Internal Server Error");
    assert_eq!(post(address, "/"), "HTTP/1.1 200 OK");
    desk.stop();
    let closed = desk.close().unwrap();
    assert_eq!((closed.exit, closed.listened.captures), (Exit::Failed, 1));
}
