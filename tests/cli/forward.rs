//! `dsw listen --forward-to`: the request goes on, the answer comes back, both are written down.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver as Channel, Sender, channel};
use std::thread;

use serde_json::Value;

use crate::exits::DEAD;
use crate::listener::{Listener, connect, journal, read_all, request, status};
use crate::receiver::{Receiver, misbehaving, say};

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

#[test]
fn the_very_bytes_and_headers_arrive_and_the_answer_goes_back() {
    let headers: &[(&str, &str)] =
        &[("Content-Type", "text/plain"), ("X-Own", "1"), ("Set-Cookie", "a=b")];
    let target = Receiver::start(&[(202, headers, b"taken \x00\xff")]);
    let listener = Listener::start(&[
        "--forward-to",
        &target.url(""),
        "-H",
        "X-Added: yes",
        "--remove-header",
        "x-drop",
    ]);
    let body = b"\xef\xbb\xbf{\"a\":1.10,\r\n\"a\":\"\\u00e9\xff\"}";
    let headers = [
        ("Authorization", "Bearer s3cret"),
        ("Cookie", "a=b"),
        ("X-Multi", "1"),
        ("X-Drop", "me"),
        ("X-Multi", "2"),
        ("Keep-Alive", "timeout=5"),
        ("X-Hop", "1"),
        ("Connection", "X-Hop"),
        ("Content-Type", "application/json; charset=utf-8"),
    ];
    let answer = listener.exchange(&request("PUT", "/created?x=%20y", &headers, body));
    assert_eq!(status(&answer), 202, "{answer}");
    assert!(answer.contains("x-own: 1") && answer.contains("set-cookie: a=b"), "{answer}");
    assert!(answer.ends_with("taken \0\u{fffd}"), "{answer}");
    let address = target.address.clone();
    let received = target.requests().pop().unwrap();
    assert_eq!((received.method.as_str(), received.target.as_str()), ("PUT", "/created?x=%20y"));
    assert!(received.body == body);
    assert_eq!(received.all("x-multi"), ["1", "2"]);
    for (name, value) in [
        ("host", Some(address.as_str())),
        ("authorization", Some("Bearer s3cret")),
        ("cookie", Some("a=b")),
        ("content-type", Some("application/json; charset=utf-8")),
        ("content-length", Some(body.len().to_string().as_str())),
        ("x-added", Some("yes")),
        ("x-drop", None),
        ("x-hop", None),
        ("keep-alive", None),
        ("connection", None),
        ("user-agent", None),
        ("x-dsw-replay", None),
    ] {
        assert_eq!(received.header(name), value, "{name}: {}", received.head());
    }
    assert!(received.header("x-dsw-forwarded").unwrap().starts_with(&listener.address.to_string()));
}

#[test]
fn the_host_is_kept_when_asked_for_and_a_path_of_the_url_is_used() {
    let target = Receiver::start(&[]);
    let url = target.url("/hook?code=s3cret");
    let listener = Listener::start(&["--forward-to", &url, "--preserve-host"]);
    assert_eq!(status(&listener.exchange(&request("POST", "/a?b", &[], b"{}"))), 200);
    let received = target.requests().pop().unwrap();
    assert_eq!(received.header("host"), Some("test"));
    assert_eq!(received.target, "/hook?code=s3cret");
}

#[test]
fn a_capture_is_in_the_journal_first_and_its_delivery_before_the_answer() {
    let target = Slow::start();
    let listener = Listener::start(&["--forward-to", &target.url]);
    let mut sender = post(&listener, &payload("A", 1));
    let (_, answer) = target.next();
    let before = journal(&listener.captures());
    assert_eq!(before.len(), 1);
    assert_eq!(before[0]["answer"]["none"], "forwarded");
    answer.send(418).unwrap();
    assert_eq!(status(&read_all(&mut sender)), 418);
    let after = journal(&listener.captures());
    assert_eq!((&after[1]["kind"], &after[1]["seq"]), (&"delivery".into(), &1.into()));
    assert_eq!((&after[1]["to"], &after[1]["status"]), (&target.url.clone().into(), &418.into()));
    assert!(after[1]["took_us"].is_u64() && after[1]["at"].is_string() && after[1]["v"] == 1);
    let read = crate::support::run_in(listener.dir.path(), &["validate", "captures"], b"");
    assert_eq!(read.status.code(), Some(0), "a journal with deliveries is read as before");
}

#[test]
fn payloads_of_one_appointment_go_in_order_and_hold_nobody_else_up() {
    let target = Slow::start();
    let mut listener = Listener::start(&["--forward-to", &target.url]);
    let mut senders = vec![post(&listener, &payload("A", 1))];
    let (first, answer_first) = target.next();
    assert_eq!(first, "A turn 1");
    for turn in [2, 3] {
        senders.push(post(&listener, &payload("A", turn)));
        next(&mut listener, "capture");
    }
    let mut other = post(&listener, &payload("B", 1));
    let (past, answer) = target.next();
    assert_eq!(past, "B turn 1", "A waits for itself alone");
    answer.send(200).unwrap();
    assert_eq!(status(&read_all(&mut other)), 200);
    answer_first.send(200).unwrap();
    for expected in ["A turn 2", "A turn 3"] {
        let (name, answer) = target.next();
        assert_eq!(name, expected);
        assert!(target.arrived.try_recv().is_err(), "one of an appointment at a time");
        answer.send(200).unwrap();
    }
    for mut sender in senders {
        assert_eq!(status(&read_all(&mut sender)), 200);
    }
}

#[test]
fn a_target_that_cannot_be_reached_is_502_and_one_that_does_not_answer_504() {
    let mut listener = Listener::start(&["--forward-to", DEAD]);
    assert_eq!(listener.post(payload("A", 1).as_bytes()), 502);
    let line = next(&mut listener, "delivery");
    assert_eq!((&line["status"], &line["answered"]["status"]), (&Value::Null, &502.into()));
    assert_eq!(line["failure"], "connection refused");
    assert!(line["answered"]["logged"].as_str().unwrap().contains("[DSWBHK020]"), "{line}");

    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let mut listener = Listener::start(&["--forward-to", &url, "--forward-timeout", "200ms"]);
    assert_eq!(listener.post(payload("A", 1).as_bytes()), 504);
    let line = next(&mut listener, "delivery");
    assert_eq!(line["answered"]["status"], 504);
    assert!(line["hint"].as_str().unwrap().contains("`--forward-timeout 0`"), "{line}");
    let noted = journal(&listener.captures()).pop().unwrap();
    assert_eq!(noted["failure"], "no answer within 200 ms");
    assert!(noted.get("status").is_none());
}

#[test]
fn a_target_halted_in_a_debugger_may_take_its_time() {
    let target = Slow::start();
    let listener = Listener::start(&["--forward-to", &target.url, "--forward-timeout", "0"]);
    let mut sender = post(&listener, &payload("A", 1));
    let (_, answer) = target.next();
    answer.send(200).unwrap();
    assert_eq!(status(&read_all(&mut sender)), 200);
}

#[test]
fn a_target_that_goes_away_and_comes_back_is_told_once_each() {
    let place = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = place.local_addr().unwrap();
    let url = format!("http://{address}/hook");
    let mut listener = Listener::start(&["--forward-to", &url]);
    drop(place);
    for turn in 1..=3 {
        assert_eq!(listener.post(payload("A", turn).as_bytes()), 502);
    }
    let place = TcpListener::bind(address).unwrap();
    thread::spawn(move || {
        for stream in place.incoming() {
            let mut stream = stream.unwrap();
            whole(&mut stream);
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
        }
    });
    for turn in 4..=5 {
        assert_eq!(listener.post(payload("A", turn).as_bytes()), 200);
    }
    // A capture and a delivery each, and two lines of the target.
    let lines: Vec<_> = (0..12).map(|_| listener.line()).collect();
    let told: Vec<_> = lines.iter().filter(|line| line["kind"] == "problem").collect();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!(told[0]["message"], format!("the target is gone: {url}: connection refused"));
    assert!(told[0]["hint"].as_str().unwrap().contains("`localhost` tries both"));
    assert_eq!(told[1]["message"], format!("the target is back: {url}"));
}

#[test]
fn a_request_that_comes_back_from_the_target_is_told_and_not_sent_round() {
    let relay = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", relay.local_addr().unwrap());
    let mut listener = Listener::start(&["--forward-to", &url]);
    let back = listener.address;
    thread::spawn(move || {
        let (mut stream, _) = relay.accept().unwrap();
        let request = whole(&mut stream);
        let mut to = connect(back);
        to.write_all(request.as_bytes()).unwrap();
        let _ = to.shutdown(std::net::Shutdown::Write);
        let _ = stream.write_all(read_all(&mut to).as_bytes());
    });
    assert_eq!(listener.post(b"{}"), 508);
    let told = next(&mut listener, "problem");
    assert_eq!(told["status"], 508);
    assert_eq!(told["message"], "it was forwarded from here and came back");
    assert_eq!(journal(&listener.captures()).len(), 2, "the capture and its delivery");
}

#[test]
fn secrets_of_the_target_are_dots_everywhere() {
    let url = format!("{}?code=s3cret", misbehaving(vec![say(b"")]));
    let url = url.replace("//", "//ann:s3cret@");
    let listener = Listener::for_people(&["--forward-to", &url]);
    assert_eq!(listener.post(payload("A", 1).as_bytes()), 502);
    let captures = listener.captures();
    let noted = journal(&captures).pop().unwrap();
    assert!(noted["to"].as_str().unwrap().contains("••••"), "{noted}");
    assert!(!noted.to_string().contains("s3cret"), "{noted}");
    #[cfg(unix)]
    {
        let ended = listener.interrupt();
        assert_eq!(ended.code, Some(0), "a dead target costs the run nothing");
        assert!(!format!("{}{}", ended.out, ended.err).contains("s3cret"), "{}", ended.err);
        assert!(ended.err.contains("  forward    to http://••••@127.0.0.1:"), "{}", ended.err);
        assert!(ended.out.contains("connection closed before an answer"), "{}", ended.out);
        assert!(ended.err.ends_with("0 forwarded, 1 not reached\n"), "{}", ended.err);
    }
}

#[cfg(unix)]
#[test]
fn a_listener_that_ends_gives_the_target_its_grace_and_then_writes_down_what_it_missed() {
    let target = Slow::start();
    let listener = Listener::start(&["--forward-to", &target.url]);
    let mut within = post(&listener, &payload("A", 1));
    let (_, answer) = target.next();
    let _beyond = post(&listener, &payload("B", 1));
    let (_, _kept_waiting) = target.next();
    listener.signal(rustix::process::Signal::INT);
    answer.send(200).unwrap();
    assert_eq!(status(&read_all(&mut within)), 200);
    let captures = listener.captures();
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let noted = journal(&captures).pop().unwrap();
    assert_eq!(noted["failure"], "the listener ended first");
    let summary = ended.lines().pop().unwrap();
    assert_eq!((&summary["forwarded"], &summary["unreached"]), (&1.into(), &1.into()));
}

#[cfg(unix)]
#[test]
fn what_waits_for_a_dead_slow_target_is_bounded_and_the_rest_is_kept_and_counted() {
    // The system accepts connections; nobody ever reads from them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", silent.local_addr().unwrap());
    let listener =
        Listener::for_people(&["--forward-to", &url, "--format", "line", "--forward-timeout", "0"]);
    let large = request("POST", "/", &[("Content-Type", "text/plain")], &vec![b'x'; 10 << 20]);
    // Six of 10 MiB each wait; the seventh would be beyond 64 MiB.
    let mut senders: Vec<_> = (0..7).map(|_| listener.connect()).collect();
    for sender in &mut senders[..6] {
        sender.write_all(&large).unwrap();
    }
    let since = std::time::Instant::now();
    while journal(&listener.captures()).len() < 6 {
        assert!(since.elapsed() < crate::listener::PATIENCE, "they are not kept");
        thread::yield_now();
    }
    senders[6].write_all(&large).unwrap();
    assert_eq!(status(&read_all(&mut senders[6])), 503);
    assert_eq!(journal(&listener.captures()).pop().unwrap()["answer"]["status"], 503);
    let ended = listener.interrupt();
    assert!(ended.err.contains("6 requests wait for the target"), "{}", ended.err);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
}

#[test]
fn an_end_after_a_count_waits_for_the_answers_of_the_target() {
    let target = Slow::start();
    let listener = Listener::start(&["--forward-to", &target.url, "--count", "1"]);
    let mut sender = post(&listener, &payload("A", 1));
    let (_, answer) = target.next();
    answer.send(200).unwrap();
    assert_eq!(status(&read_all(&mut sender)), 200);
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let kinds: Vec<_> = ended.lines().iter().map(|line| line["kind"].clone()).collect();
    assert_eq!(kinds, ["capture", "delivery", "summary"]);
}

#[test]
fn an_answer_of_its_own_and_a_target_exclude_each_other() {
    for option in [["--respond", "500"], ["--fail", "503:20%"], ["--drop", "5%"], ["--delay", "1s"]]
    {
        let arguments = [&["listen", "--forward-to", DEAD], &option[..]].concat();
        let output = crate::support::run(&arguments, "");
        assert_eq!(output.status.code(), Some(2), "{option:?}");
    }
    let dir = tempfile::tempdir().unwrap();
    for option in [&["ftp://h/"][..], &[DEAD, "-H", "none"], &[DEAD, "--remove-header", "a b"]] {
        let arguments = [&["listen", "--port", "0", "--forward-to"], option].concat();
        let output = crate::support::run_in(dir.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{option:?}");
    }
}

#[test]
fn an_answer_that_is_not_whole_is_not_handed_on_as_if_it_were() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n".to_vec();
    let much = [head.clone(), vec![b'a'; 2_000_000]].concat();
    let target = misbehaving(vec![say([&head[..], b"{\"half\":"].concat()), say(much)]);
    let mut listener = Listener::start(&["--forward-to", &target]);
    for failure in ["connection closed in the middle of an answer", "its body is over 1 MiB"] {
        let mut sender = post(&listener, &payload("A", 1));
        let answer = read_all(&mut sender);
        assert_eq!(status(&answer), 502, "{answer}");
        let told = next(&mut listener, "delivery");
        assert!(told["failure"].as_str().unwrap().contains(failure), "{told}");
    }
}
