//! `dsw listen` in scripts: when it ends by itself, how quiet it is, and how short.

use std::fs;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Output;
use std::thread;
use std::time::Instant;

use rustix::process::{Pid, Signal, kill_process};

use crate::cards::hostile_payload;
use crate::listener::{Listener, PATIENCE, command, connect, read_all, request, status};
use crate::support::{VALID, dsw, holds_hidden, json_line};

/// Waits for the URL in a file, as a script does.
fn announced(file: &Path) -> String {
    let since = Instant::now();
    loop {
        match fs::read_to_string(file) {
            Ok(url) if url.ends_with('\n') => return url,
            _ => thread::yield_now(),
        }
        assert!(since.elapsed() < PATIENCE, "it says nowhere that it is ready");
    }
}

/// Posts to a listener that says nothing of itself, and ends it.
fn quiet(options: &[&str], requests: &[Vec<u8>]) -> Output {
    let dir = tempfile::tempdir().unwrap();
    let options = [&["--quiet", "--ready-file", "ready.txt"], options].concat();
    let child = command(&[], &options, dir.path()).spawn().unwrap();
    let url = announced(&dir.path().join("ready.txt"));
    let address: SocketAddr = url.trim_end().strip_prefix("http://").unwrap().parse().unwrap();
    for request in requests {
        let mut stream = connect(address);
        stream.write_all(request).unwrap();
        assert_ne!(status(&read_all(&mut stream)), 0);
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    child.wait_with_output().unwrap()
}

fn valid() -> Vec<u8> {
    request("POST", "/", &[("Content-Type", "application/json")], VALID.as_bytes())
}

#[test]
fn it_ends_well_after_as_many_captures_as_were_asked_for() {
    let listener = Listener::start(&["--count", "3", "--timeout", "10m"]);
    for _ in 0..3 {
        assert_eq!(listener.post(VALID.as_bytes()), 200);
    }
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let kinds: Vec<_> = ended.lines().iter().map(|line| line["kind"].clone()).collect();
    assert_eq!(kinds, ["capture", "capture", "capture", "summary"]);
    assert!(!ended.err.contains("warning"), "{}", ended.err);
}

#[test]
fn what_was_refused_does_not_count() {
    let listener = Listener::start(&["--count", "2"]);
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    for _ in 0..3 {
        assert_eq!(status(&listener.exchange(b"POST / HTTP/1.1\r\n\r\n")), 400);
        assert_eq!(status(&listener.exchange(b"GET / HTTP/1.1\r\nHost: t\r\n\r\n")), 200);
    }
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    let ended = listener.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.err.ends_with("2 captures of 1 appointment, 0 invalid, 3 refused\n"));
}

#[test]
fn the_last_one_that_counts_is_answered() {
    let listener = Listener::start(&["--count", "1", "--delay", "100ms"]);
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    assert_eq!(listener.wait().code, Some(0));
}

#[test]
fn when_the_time_runs_out_it_says_what_was_missing() {
    let listener = Listener::start(&["--count", "3", "--timeout", "2s"]);
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    let ended = listener.wait();
    assert_eq!(ended.code, Some(124), "{}", ended.err);
    let said = "warning: the time has run out: 1 of 3 captures came\n";
    assert!(ended.err.contains(said), "{}", ended.err);
    assert_eq!(ended.lines().pop().unwrap()["captures"], 1);
}

#[test]
fn a_time_without_a_count_ends_it_as_run_out_too() {
    let ended = Listener::for_people(&["--timeout", "1ms"]).wait();
    assert_eq!(ended.code, Some(124), "{}", ended.err);
    assert!(ended.err.contains("warning: the time has run out\n"), "{}", ended.err);
    assert!(ended.err.ends_with("0 captures of 0 appointments, 0 invalid, 0 refused\n"));
}

#[test]
fn an_invalid_payload_fails_the_run_only_when_that_was_asked_for() {
    for (options, body, code) in [
        (&["--count", "1", "--fail-on-invalid"][..], "{}", 1),
        (&["--count", "1", "--fail-on-invalid"], VALID, 0),
        (&["--count", "1", "--fail-on-invalid", "--format", "line"], "{", 1),
        (&["--count", "1"], "{}", 0),
    ] {
        let listener = Listener::for_people(options);
        assert_eq!(listener.post(body.as_bytes()), 200, "an invalid one is answered all the same");
        let ended = listener.wait();
        assert_eq!(ended.code, Some(code), "{options:?} {body}: {}", ended.err);
    }
    let listener = Listener::start(&["--fail-on-invalid"]);
    assert_eq!(listener.post(b"{}"), 200);
    assert_eq!(listener.post(VALID.as_bytes()), 200);
    assert_eq!(listener.interrupt().code, Some(1), "one is enough, whatever ends it");
}

#[test]
fn a_script_learns_the_url_from_a_file() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("ready.txt"), "http://of.an.earlier.run:1\n").unwrap();
    let listener = Listener::start_in(dir, &["--ready-file", "ready.txt"]);
    // Once it has answered, the file is there for sure.
    listener.is_alive();
    let url = fs::read_to_string(listener.dir.path().join("ready.txt")).unwrap();
    assert_eq!(url, format!("http://{}\n", listener.address));
    let ended = listener.interrupt();
    assert!(!ended.dir.path().join("ready.txt").exists(), "it is not ready any more");
}

#[test]
fn a_listener_that_does_not_come_to_listening_is_ready_nowhere() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("ready.txt"), "http://of.an.earlier.run:1\n").unwrap();
    let listen = ["listen", "--port", &port, "--ready-file", "ready.txt"];
    let output = dsw(&listen, dir.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(!dir.path().join("ready.txt").exists());
}

#[test]
fn what_a_listener_that_runs_has_said_stays_and_so_does_what_is_nobodys() {
    let listener = Listener::start(&["--ready-file", "ready.txt"]);
    listener.is_alive();
    let (port, dir) = (listener.address.port().to_string(), listener.dir.path().to_owned());
    let second = |file: &str| {
        let listen = ["listen", "--port", &port, "--no-save", "--ready-file", file];
        dsw(&listen, &dir).output().unwrap().status.code()
    };
    assert_eq!(second("ready.txt"), Some(4));
    assert!(fs::read_to_string(dir.join("ready.txt")).unwrap().contains(&port));
    fs::write(dir.join("notes.txt"), "mine").unwrap();
    assert_eq!(second("notes.txt"), Some(3));
    assert_eq!(fs::read_to_string(dir.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn a_ready_file_that_cannot_be_written_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let options = ["--ready-file", "nowhere/ready.txt"];
    let output = command(&[], &options, dir.path()).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert_eq!(err, "error: cannot write `nowhere/ready.txt`: no such file\n");
    assert!(!dir.path().join("captures").exists(), "nothing is made in vain");
}

#[test]
fn quiet_says_nothing_as_long_as_all_is_well() {
    for form in ["human", "line", "json"] {
        let output = quiet(&["--format", form], &[valid(), valid()]);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{form}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{form}");
    }
}

#[test]
fn quiet_still_says_what_goes_wrong() {
    let too_large = b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999\r\n\r\n";
    let output = quiet(&[], &[valid(), too_large.to_vec()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains(" was answered 413: "), "{err}");
    assert_eq!(err.matches("warning").count(), 1, "{err}");
}

#[test]
fn a_capture_can_be_one_line_whatever_it_holds() {
    let long = VALID.replace("\"s\"", &format!("\"{}\"", "wide 漢字 ".repeat(500)));
    let bodies: [&[u8]; 5] =
        [VALID.as_bytes(), &hostile_payload(), long.as_bytes(), b"{}", b"\x1b[2J\nno json"];
    let listener = Listener::for_people(&["--format", "line"]);
    let target = "/hook?sig=hush-1&x=1";
    for body in bodies {
        let typed = [("Content-Type", "application/json")];
        assert_eq!(status(&listener.exchange(&request("POST", target, &typed, body))), 200);
    }
    let ended = listener.interrupt();
    assert_eq!(ended.out.lines().count(), bodies.len(), "{}", ended.out);
    for (at, line) in ended.out.lines().enumerate() {
        assert!(!holds_hidden(line.as_bytes()), "{line:?}");
        assert!(line[8..].starts_with(&format!("  #{}", at + 1)), "{line:?}");
        assert!(line.contains("  200  "), "{line:?}");
    }
    // Nobody's terminal ends here, so nothing is cut.
    assert!(ended.out.contains(&"wide 漢字 ".repeat(500)), "{}", ended.out);
    let first = ended.out.lines().next().unwrap();
    assert!(first.contains("  ✓  A1            first sight"), "{first}");
    assert!(!ended.out.contains("hush"), "{}", ended.out);
}

#[test]
fn an_end_that_cannot_come_is_refused() {
    for options in [&["--count", "0"][..], &["--count", "-1"], &["--timeout", "soon"]] {
        let dir = tempfile::tempdir().unwrap();
        let output = dsw(&[&["listen", "--port", "0"], options].concat(), dir.path()).output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert!(output.stdout.is_empty() && !dir.path().join("captures").exists());
    }
}

#[test]
fn a_reader_of_json_gets_the_summary_after_the_time_has_run_out() {
    let dir = tempfile::tempdir().unwrap();
    let output = command(&["--format", "json"], &["--timeout", "1ms"], dir.path()).output();
    let output = output.unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<_> = out.lines().map(json_line).collect();
    assert_eq!(output.status.code(), Some(124));
    assert_eq!((&lines[0]["kind"], &lines[1]["kind"]), (&"listening".into(), &"summary".into()));
}
