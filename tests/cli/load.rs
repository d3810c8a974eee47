//! `dsw listen` where the system gives it little.

use std::io::Write;

use crate::listener::{Listener, answer, command, journal, kept_open};
use crate::support::dsw_after;

#[test]
fn few_open_files_are_enough_for_ordinary_senders() {
    let dir = tempfile::tempdir().unwrap();
    let script = r#"ulimit -n 64; exec "$0" "$@""#;
    let listener = Listener::spawn(dsw_after(script, &["listen", "--port", "0"], dir.path()), dir);
    let mut held: Vec<_> = (0..100).map(|_| listener.connect()).collect();
    for stream in &mut held {
        // One that was closed to make room may refuse it.
        let _ = stream.write_all(b"POST / HTTP/1.1\r\nHost: t\r\nX: ");
    }
    for _ in 0..10 {
        listener.is_alive();
    }
    drop(held);
    listener.is_alive();
    assert_eq!(journal(&listener.captures()).len(), 11);
    let err = listener.kill().err;
    assert!(err.matches("cannot accept").count() <= 1, "{err}");
    assert!(!err.contains("cannot write"), "{err}");
}

#[test]
fn more_senders_than_files_are_all_served_in_turn() {
    let dir = tempfile::tempdir().unwrap();
    let script = r#"ulimit -n 64; exec "$0" "$@""#;
    let listener = Listener::spawn(dsw_after(script, &["listen", "--port", "0"], dir.path()), dir);
    let senders: Vec<_> = (0..100).map(|_| listener.connect()).collect();
    let mut answered = 0;
    for mut stream in senders {
        // It waits no longer than the longest waiting ones, which are closed.
        if stream.write_all(&kept_open(b"{}")).is_ok() {
            let status = answer(&mut stream);
            assert!([Some(200), None].contains(&status), "{status:?}");
            answered += usize::from(status.is_some());
        }
    }
    assert!(answered >= 8, "{answered}");
    listener.is_alive();
    assert_eq!(journal(&listener.captures()).len(), answered + 1);
}

#[test]
fn a_limit_on_connections_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let options = ["--max-connections", "4"];
    let listener = Listener::spawn(command(&[], &options, dir.path()), dir);
    let held: Vec<_> = (0..20).map(|_| listener.connect()).collect();
    listener.is_alive();
    drop(held);
    listener.is_alive();
}
