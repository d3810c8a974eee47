//! How `dsw listen` begins and ends.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::listener::{
    Listener, PATIENCE, answer, bodies, command, connect, journal, kept_open, read_all, status,
};

/// A connection on which half a body has been received.
fn half_received(listener: &Listener) -> TcpStream {
    let mut stream = listener.connect();
    let head = "POST / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    assert_eq!(answer(&mut stream), Some(100));
    stream.write_all(b"{\"Id\"").unwrap();
    stream
}

/// Waits until the port is closed, which is how a listener that was told to end is known.
fn port_closed(listener: &Listener) {
    let since = Instant::now();
    while TcpStream::connect(listener.address).is_ok() {
        assert!(since.elapsed() < PATIENCE, "it goes on listening");
        thread::yield_now();
    }
}

#[test]
fn every_signal_that_ends_it_ends_it_well() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let listener = Listener::start(&[]);
        listener.is_alive();
        let since = Instant::now();
        listener.signal(signal);
        let ended = listener.wait();
        assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
        assert_eq!(ended.code, Some(0), "{signal:?}: {}", ended.err);
        let last = ended.err.lines().last().unwrap();
        assert_eq!(last, "1 capture of 0 appointments, 1 invalid, 0 refused");
        let summary = ended.lines().pop().unwrap();
        assert_eq!((&summary["kind"], &summary["captures"]), (&"summary".into(), &1.into()));
    }
}

#[test]
fn a_signal_right_after_its_first_words_ends_it_well() {
    for _ in 0..10 {
        let dir = tempfile::tempdir().unwrap();
        let ended = Listener::spawn(command(&[], &[], dir.path()), dir).interrupt();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        assert!(ended.err.ends_with("0 captures of 0 appointments, 0 invalid, 0 refused\n"));
    }
}

#[test]
fn a_body_half_received_has_its_grace_and_is_then_refused() {
    let listener = Listener::start(&[]);
    let mut stream = half_received(&listener);
    let since = Instant::now();
    listener.signal(Signal::INT);
    let told = read_all(&mut stream);
    assert!(told.is_empty() || status(&told) == 503, "{told}");
    let captures = listener.captures();
    let ended = listener.wait();
    assert!(since.elapsed() < Duration::from_secs(6), "{:?}", since.elapsed());
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(journal(&captures).iter().all(|line| line["complete"] == false));
    assert!(bodies(&captures).iter().all(|name| name.ends_with(".partial")));
    assert_eq!(ended.lines().pop().unwrap()["captures"], 0);
}

#[test]
fn a_body_that_comes_within_its_grace_is_kept() {
    let listener = Listener::start(&[]);
    let mut stream = half_received(&listener);
    listener.signal(Signal::INT);
    port_closed(&listener);
    stream.write_all(b": 1}  ").unwrap();
    assert_eq!(status(&read_all(&mut stream)), 200);
    assert_eq!(journal(&listener.captures())[0]["complete"], true);
    assert_eq!(listener.wait().code, Some(0));
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let listener = Listener::start(&[]);
    listener.is_alive();
    let stream = half_received(&listener);
    listener.signal(Signal::INT);
    port_closed(&listener);
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(130), "{}", ended.err);
    assert_eq!(journal(&ended.dir.path().join("captures")).len(), 1);
    drop(stream);
}

#[test]
fn connections_that_wait_do_not_hold_up_the_end() {
    let listener = Listener::start(&[]);
    let mut open: Vec<_> = (0..20).map(|_| listener.connect()).collect();
    for stream in &mut open[..10] {
        stream.write_all(&kept_open(b"{}")).unwrap();
        assert_eq!(answer(stream), Some(200));
    }
    open[15].write_all(b"POST / HT").unwrap();
    let since = Instant::now();
    assert_eq!(listener.interrupt().code, Some(0));
    assert!(since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
}

#[test]
fn an_address_that_cannot_be_listened_on_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let in_use = format!("127.0.0.1:{port}");
    let cases: [(&[&str], &str, &str, &str); 4] = [
        (&["--port", &port], &in_use, "address already in use", "hint: give another port"),
        (
            &["--host", "nonsense", "--port", "0"],
            "nonsense",
            "not an IP address",
            "hint: give an IP",
        ),
        (&["--host", "", "--port", "0"], "", "not an IP address", "hint: give an IP"),
        (&["--host", "192.0.2.1", "--port", "0"], "192.0.2.1:0", "", "hint: give an address"),
    ];
    for (options, address, why, hint) in cases {
        let dir = tempfile::tempdir().unwrap();
        let output =
            crate::support::dsw(&[&["listen"], options].concat(), dir.path()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{err}");
        assert!(err.starts_with(&format!("error: cannot listen on `{address}`: {why}")), "{err}");
        assert!(err.lines().last().unwrap().starts_with(hint), "{err}");
        assert!(output.stdout.is_empty());
        assert!(!dir.path().join("captures").exists(), "nothing was begun");
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let mut listener = Listener::start(&[]);
    drop(listener.take_stdout());
    listener.is_alive();
    let captures = listener.captures();
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(!ended.err.contains("error") && !ended.err.contains("panicked"), "{}", ended.err);
    assert_eq!(journal(&captures).len(), 1);
}

#[test]
fn an_error_stream_that_is_gone_is_no_reason_to_stop() {
    let dir = tempfile::tempdir().unwrap();
    let script = r#"exec 2>/dev/full; exec "$0" "$@""#;
    let arguments = ["listen", "--port", "0", "--format", "json"];
    let mut child = crate::support::dsw_after(script, &arguments, dir.path()).spawn().unwrap();
    let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    std::io::BufRead::read_line(&mut out, &mut first).unwrap();
    let port = crate::support::json_line(first.trim_end())["port"].as_u64().unwrap();
    let mut stream = connect(([127, 0, 0, 1], u16::try_from(port).unwrap()).into());
    stream.write_all(&kept_open(b"{}")).unwrap();
    assert_eq!(answer(&mut stream), Some(200));
    rustix::process::kill_process(rustix::process::Pid::from_child(&child), Signal::INT).unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(rest.lines().last().unwrap().contains("\"summary\""), "{rest}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_output_is_told_once_and_captures_are_kept_all_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = command(&[], &[], dir.path());
    command.stdout(File::create("/dev/full").unwrap());
    let listener = Listener::spawn(command, dir);
    for _ in 0..3 {
        listener.is_alive();
    }
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(3), "{}", ended.err);
    let said = "error: cannot write output: no space left";
    assert_eq!(ended.err.matches(said).count(), 1, "{}", ended.err);
    assert_eq!(journal(&ended.dir.path().join("captures")).len(), 3);
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_is_full_from_the_start_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = command(&["--format", "json"], &[], dir.path());
    let output = command.stdout(File::create("/dev/full").unwrap()).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(err.contains("error: cannot write output: no space left"), "{err}");
}
