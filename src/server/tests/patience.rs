use std::time::Instant;

use super::*;

fn soon() -> Duration {
    Duration::from_millis(150)
}

#[test]
fn half_a_head_is_closed_when_its_time_is_over() {
    let rig = Rig::start(Limits { head_time: soon(), ..Limits::default() });
    let mut stream = rig.connect();
    stream.write_all(b"POST / HTTP/1.1\r\nHo").unwrap();
    assert_eq!(rest(&mut stream), "");
    assert_eq!(rig.stop().whys(), [(None, "the request head took too long")]);
}

#[test]
fn a_connection_without_a_request_may_idle_longer_than_a_head_may_take() {
    let limits = Limits { head_time: soon() / 10, idle_time: soon(), ..Limits::default() };
    let rig = Rig::start(limits);
    let began = Instant::now();
    assert_eq!(rest(&mut rig.connect()), "");
    assert!(began.elapsed() >= soon());
    assert!(rig.stop().refusals.is_empty());
}

#[test]
fn a_body_has_its_time_in_total() {
    let rig = Rig::start(Limits { body_time: soon(), ..Limits::default() });
    let mut stream = rig.connect();
    let mut trickle = stream.try_clone().unwrap();
    stream.write_all(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n").unwrap();
    // Byte for byte, so that no pause between two is ever long.
    let trickling = thread::spawn(move || while trickle.write_all(b"x").is_ok() {});
    let answer = one_answer(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert_eq!(rest(&mut stream), "");
    drop(stream);
    trickling.join().unwrap();
    assert!(rig.is_alive());
    let told = rig.stop();
    assert_eq!(told.whys(), [(Some(408), "the body took too long")]);
    assert!(!told.refusals[0].capture.as_ref().unwrap().complete);
}

#[test]
fn half_heads_make_room_for_a_request() {
    let rig = Rig::start(Limits { connections: 16, ..Limits::default() });
    let half = || {
        let mut stream = rig.connect();
        stream.write_all(b"POST / HT").unwrap();
        stream
    };
    let halves: Vec<TcpStream> = (0..60).map(|_| half()).collect();
    let began = Instant::now();
    assert!(rig.is_alive());
    assert!(began.elapsed() < Limits::default().head_time);
    let closed = halves.into_iter().filter(|half| {
        half.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
        !matches!(half.peek(&mut [0]), Err(error) if is_waiting(&error))
    });
    // One more went when the last of these requests came.
    assert!(closed.count() >= 44);
    rig.stop();
}

fn is_waiting(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
}

#[test]
fn a_connection_that_is_served_is_never_closed_for_another() {
    let (arrived, arrivals) = channel();
    let rig = Rig::with(Limits { connections: 1, ..Limits::default() }, move |arrival| {
        arrived.send(arrival).unwrap();
    });
    let mut first = rig.connect();
    first.write_all(&post("first")).unwrap();
    let waiting = arrivals.recv_timeout(LONG).unwrap();
    let mut second = rig.connect();
    second.write_all(&post("second")).unwrap();
    let _ = waiting.answer(Answer::ok());
    assert_eq!(statuses(&one_answer(&mut first)), [200]);
    let _ = arrivals.recv_timeout(LONG).unwrap().answer(Answer::ok());
    assert_eq!(statuses(&one_answer(&mut second)), [200]);
    assert_eq!(rig.stop().bodies(), ["first", "second"]);
}
