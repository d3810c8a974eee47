use std::time::Instant;

use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};

use super::*;
use crate::error::Error;

#[test]
fn a_port_in_use_is_an_error_with_its_address() {
    let server = Server::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let error = Server::bind(server.address()).unwrap_err();
    assert!(matches!(error, Error::Bind(address, _) if address == server.address()));
}

#[test]
fn an_idle_server_stops_at_once() {
    let rig = Rig::start(Limits::default());
    let mut idle = rig.connect();
    idle.write_all(&post("{}")).unwrap();
    assert_eq!(statuses(&one_answer(&mut idle)), [200]);
    let mut half = rig.connect();
    half.write_all(b"POST").unwrap();
    let began = Instant::now();
    let told = rig.stop();
    assert!(began.elapsed() < Limits::default().grace);
    assert_eq!(rest(&mut idle), "");
    assert_eq!(told.bodies(), ["{}"]);
}

#[test]
fn a_request_in_flight_is_answered_after_the_stop() {
    let (arrived, arrivals) = channel();
    let limits = Limits { grace: LONG, ..Limits::default() };
    let rig = Rig::with(limits, move |arrival| arrived.send(arrival).unwrap());
    let mut stream = rig.connect();
    stream.write_all(&post("{}")).unwrap();
    let arrival = arrivals.recv_timeout(LONG).unwrap();
    let answering = thread::spawn(move || {
        let answer = one_answer(&mut stream);
        assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
        statuses(&answer)
    });
    let address = rig.address;
    let stopping = thread::spawn(move || rig.stop());
    // Once it is stopping, the port is closed.
    while TcpStream::connect(address).is_ok() {}
    let _ = arrival.answer(Answer::ok());
    assert_eq!(answering.join().unwrap(), [200]);
    assert_eq!(stopping.join().unwrap().captures.len(), 1);
}

#[test]
fn a_body_half_received_is_refused_when_the_grace_is_over() {
    let grace = Duration::from_millis(400);
    let rig = Rig::start(Limits { grace, ..Limits::default() });
    let mut stream = rig.connect();
    let head = b"POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n";
    stream.write_all(head).unwrap();
    // Asked for its body, the request is in flight for certain.
    assert_eq!(statuses(&one_answer(&mut stream)), [100]);
    stream.write_all(b"half").unwrap();
    let told = rig.stop();
    assert_eq!(statuses(&rest(&mut stream)), [503]);
    assert_eq!(told.whys(), [(Some(503), "dsw stopped before the body was received")]);
    assert!(told.captures.is_empty());
}

#[test]
fn an_arrival_that_is_dropped_is_answered_500() {
    let rig = Rig::with(Limits::default(), |arrival| {
        if arrival.capture.body == "alive" {
            let _ = arrival.answer(Answer::ok());
        }
    });
    let answer = rig.say(&post("{}"), true);
    assert_eq!(statuses(&answer), [500], "{answer}");
    assert!(rig.is_alive());
    rig.stop();
}

#[test]
fn a_consumer_that_is_gone_is_answered_503() {
    let server = Server::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let (address, (events, told)) = (server.address(), channel::<Event>());
    drop(told);
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        #[expect(clippy::async_yields_async, reason = "what it yields is waited for later")]
        let stop = async {
            let _ = stopped.await;
            std::future::ready(())
        };
        runtime.unwrap().block_on(server.serve(Limits::default(), events, stop)).unwrap();
    });
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream.write_all(&post("{}")).unwrap();
    assert_eq!(statuses(&one_answer(&mut stream)), [503]);
    drop(stop);
    serving.join().unwrap();
}

#[test]
fn an_answer_goes_out_as_given_but_for_its_framing() {
    let rig = Rig::with(Limits::default(), |arrival| {
        let headers = vec![
            (CONTENT_TYPE, HeaderValue::from_static("text/plain")),
            (CONTENT_LENGTH, HeaderValue::from_static("1")),
        ];
        let status = if arrival.capture.body == "odd" { 101 } else { 202 };
        let answered =
            arrival.answer(Answer { headers, body: "thanks".into(), ..Answer::status(status) });
        assert!(answered.took < Some(LONG));
    });
    let answer = rig.say(&post("{}"), true);
    assert!(
        answer.starts_with("HTTP/1.1 202 Accepted\r\ncontent-type: text/plain\r\n"),
        "{answer}"
    );
    assert!(answer.contains("\r\ncontent-length: 6\r\n") && answer.ends_with("\r\n\r\nthanks"));
    assert_eq!(statuses(&rig.say(&post("odd"), true)), [500]);
    rig.stop();
}

#[test]
fn a_sender_that_leaves_before_its_answer_is_no_trouble() {
    let (arrived, arrivals) = channel();
    let rig = Rig::with(Limits::default(), move |arrival| arrived.send(arrival).unwrap());
    let mut stream = rig.connect();
    stream.write_all(&[post("1"), post("2")].concat()).unwrap();
    let arrival = arrivals.recv_timeout(LONG).unwrap();
    drop(stream);
    let _ = arrival.answer(Answer { body: vec![b'x'; 1 << 20].into(), ..Answer::ok() });
    let answering = thread::spawn(move || {
        for arrival in arrivals {
            let _ = arrival.answer(Answer::ok());
        }
    });
    assert!(rig.is_alive());
    let told = rig.stop();
    answering.join().unwrap();
    assert!(told.refusals.is_empty() && told.troubles.is_empty());
    assert_eq!(told.bodies()[0], "1");
}

#[test]
fn every_request_of_many_senders_is_answered_and_told_once() {
    let rig = Rig::start(Limits::default());
    let send = |sender: usize| {
        let mut stream = rig.connect();
        for number in 0..50 {
            stream.write_all(&post(&format!("{sender}-{number}"))).unwrap();
            assert_eq!(statuses(&one_answer(&mut stream)), [200]);
        }
    };
    thread::scope(|scope| {
        for sender in 0..32 {
            scope.spawn(move || send(sender));
        }
    });
    let mut bodies = rig.stop().bodies();
    bodies.sort();
    bodies.dedup();
    assert_eq!(bodies.len(), 32 * 50);
}
