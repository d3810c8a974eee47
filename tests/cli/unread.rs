//! `dsw listen` when nobody reads what it prints: answers, counts and its end do not wait for that.

use std::io::{BufRead, BufReader, PipeReader, Write, pipe};
use std::net::SocketAddr;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::listener::{Listener, PATIENCE, answer, command, connect, journal, kept_open};
use crate::support::VALID;

/// Posts all of them over several connections, and returns how they were answered.
fn post_all(address: SocketAddr, bodies: &[&[u8]]) -> Vec<u16> {
    let post = |bodies: &[&[u8]]| {
        let mut stream = connect(address);
        let mut answers = Vec::new();
        for body in bodies {
            stream.write_all(&kept_open(body)).unwrap();
            answers.extend(answer(&mut stream));
        }
        answers
    };
    thread::scope(|scope| {
        let share = bodies.len().div_ceil(8);
        let posting: Vec<_> =
            bodies.chunks(share).map(|bodies| scope.spawn(move || post(bodies))).collect();
        posting.into_iter().flat_map(|one| one.join().unwrap()).collect()
    })
}

/// A listener whose streams go both into one pipe, of which no more is read than its URL.
struct Unread {
    child: Child,
    address: SocketAddr,
    _pipe: BufReader<PipeReader>,
    _dir: TempDir,
}

impl Unread {
    fn start(options: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (reader, writer) = pipe().unwrap();
        let mut command = command(&[], options, dir.path());
        command.env("DSW_SECRET", "of-nobody");
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let child = command.spawn().unwrap();
        let (mut pipe, mut line) = (BufReader::new(reader), String::new());
        pipe.read_line(&mut line).unwrap();
        let address = line.trim_end().rsplit_once("http://").unwrap().1.parse().unwrap();
        Self { child, address, _pipe: pipe, _dir: dir }
    }

    fn interrupt(&self) {
        let pid = i32::try_from(self.child.id()).unwrap();
        let pid = rustix::process::Pid::from_raw(pid).unwrap();
        rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    }

    /// Its exit code, once it has ended by itself.
    fn code(mut self) -> Option<i32> {
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            if since.elapsed() > PATIENCE {
                let _ = self.child.kill();
                panic!("it goes on");
            }
            thread::yield_now();
        }
    }
}

#[test]
fn an_output_that_nobody_reads_delays_no_answer() {
    const POSTS: usize = 3_000;
    let mut listener = Listener::start(&[]);
    let unread = listener.take_stdout();
    let body = format!("{{\"Pad\":\"{}\"}}", "x".repeat(4_000));
    post_all(listener.address, &vec![body.as_bytes(); POSTS]);
    assert_eq!(journal(&listener.captures()).len(), POSTS);
    let since = Instant::now();
    let ended = listener.interrupt();
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    let last = ended.err.lines().last().unwrap();
    assert!(
        last.starts_with("3000 captures") && last.contains(" not shown, since the output"),
        "{last}"
    );
    assert_eq!(ended.code, Some(3));
    drop(unread);
}

#[test]
fn what_was_waited_for_ends_it_though_nobody_reads_either_stream() {
    let unread = Unread::start(&["--no-save", "--count", "400"]);
    let answers = post_all(unread.address, &vec![VALID.as_bytes(); 400]);
    assert_eq!(answers, [200; 400]);
    assert_eq!(unread.code(), Some(3), "what it had to say was not read");
}

#[test]
fn a_signal_ends_it_though_nobody_reads_what_was_refused() {
    let unread = Unread::start(&["--no-save", "--require-bearer"]);
    let answers = post_all(unread.address, &vec![VALID.as_bytes(); 600]);
    assert_eq!(answers, [401; 600]);
    unread.interrupt();
    assert_eq!(unread.code(), Some(3), "what it had to say was not read");
}

#[test]
fn what_is_invalid_counts_though_nobody_read_what_came_before() {
    let mut listener = Listener::start(&["--no-save", "--fail-on-invalid"]);
    let mut out = listener.take_stdout();
    let mut bodies = vec![VALID.as_bytes(); 4_400];
    bodies.push(b"not JSON");
    let answers = post_all(listener.address, &bodies);
    assert!(answers.iter().all(|status| *status == 200) && answers.len() == bodies.len());
    let reading = thread::spawn(move || {
        let mut last = String::new();
        for line in (&mut out).lines() {
            last = line.unwrap();
        }
        last
    });
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(1), "{}", ended.err);
    let summary: serde_json::Value = serde_json::from_str(&reading.join().unwrap()).unwrap();
    assert_eq!((&summary["invalid"], &summary["not_judged"]), (&1.into(), &0.into()), "{summary}");
}
