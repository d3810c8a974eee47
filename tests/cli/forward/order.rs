//! Whose turn it is, and how much may wait.

use super::{Slow, next, payload, post};
use crate::listener::{Listener, journal, read_all, status};

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
    assert_eq!(after[1]["answer"]["status"], 418, "what its sender got");
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

#[cfg(unix)]
#[test]
fn what_waits_for_a_dead_slow_target_is_bounded_and_the_rest_is_kept_and_counted() {
    use std::io::Write;

    use crate::listener::request;
    // The system accepts connections; nobody ever reads from them.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
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
        std::thread::yield_now();
    }
    senders[6].write_all(&large).unwrap();
    assert_eq!(status(&read_all(&mut senders[6])), 503);
    assert_eq!(journal(&listener.captures()).pop().unwrap()["answer"]["status"], 503);
    let ended = listener.interrupt();
    assert!(ended.err.contains("6 requests wait for the target"), "{}", ended.err);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
}
