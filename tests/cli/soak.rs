//! `dsw listen` under a steady load for a minute, or as long as `DSW_SOAK_SECONDS` says:
//! `cargo test --release --test cli -- --ignored soak`.

use std::io::{self, Write};
use std::thread;
use std::time::{Duration, Instant};

use crate::listener::{Listener, answer, connect, kept_open};
use crate::process::{memory_kib, open_files};
use crate::support::tell;

/// Requests a second, in all.
const RATE: u32 = 500;
const SENDERS: u32 = 4;
/// How many appointments take turns.
const APPOINTMENTS: u32 = 200;
/// Until then whatever is to be kept in memory is there.
const WARM: u32 = 10;
/// Memory that an allocator may take and give back, in KiB.
const ALLOWED: u64 = 4 * 1024;

/// Files that may be open at any moment: a body that is being written, one that is being read.
const AT_WORK: usize = 2;

/// What the system knows of the listener once a second.
#[derive(Clone, Copy, Debug)]
struct Seen {
    memory: u64,
    files: usize,
}

fn seconds() -> u32 {
    let asked = std::env::var("DSW_SOAK_SECONDS").ok();
    asked.map_or(60, |seconds| seconds.parse().expect("DSW_SOAK_SECONDS is a number")).max(WARM + 5)
}

fn body(number: u32) -> Vec<u8> {
    let appointment = number % APPOINTMENTS;
    let (hour, pad) = (number / APPOINTMENTS % 12, "x".repeat(2_000));
    format!(
        r#"{{"AppointmentNo":"A{appointment}","Subject":"s","StartDate":"2026-05-11T{hour:02}:00:00","EndDate":"2026-05-11T{:02}:30:00","Task":{{}},"Body":"{pad}"}}"#,
        hour + 1
    )
    .into_bytes()
}

/// Posts at its share of the rate; how many were answered.
fn post(address: std::net::SocketAddr, sender: u32, until: Duration) -> u32 {
    let (mut stream, begun) = (connect(address), Instant::now());
    for at in 0.. {
        let due = Duration::from_secs(1) * SENDERS * at / RATE;
        if due >= until {
            return at;
        }
        // What is late is sent at once.
        thread::sleep(due.saturating_sub(begun.elapsed()));
        stream.write_all(&kept_open(&body(at * SENDERS + sender))).unwrap();
        assert_eq!(answer(&mut stream), Some(200));
    }
    0
}

fn seen(pid: u32) -> Option<Seen> {
    Some(Seen { memory: memory_kib(pid)?, files: open_files(pid)? })
}

#[test]
#[ignore = "it takes a minute; the CI script runs it as a step of its own"]
fn soak() {
    let mut listener = Listener::start(&[]);
    let (pid, address, seconds) = (listener.pid(), listener.address, seconds());
    let mut out = listener.take_stdout();
    let reader = thread::spawn(move || io::copy(&mut out, &mut io::sink()).unwrap());
    let until = Duration::from_secs(seconds.into());
    let (answers, looks) = thread::scope(|scope| {
        let senders: Vec<_> =
            (0..SENDERS).map(|sender| scope.spawn(move || post(address, sender, until))).collect();
        let looks = (0..seconds).filter_map(|second| {
            thread::sleep(Duration::from_secs(1));
            seen(pid).filter(|_| (WARM..seconds - 1).contains(&second))
        });
        let looks: Vec<Seen> = looks.collect();
        (senders.into_iter().map(|sender| sender.join().unwrap()).sum::<u32>(), looks)
    });
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(reader.join().unwrap() > 0);
    assert_eq!(answers, RATE * seconds);
    assert!(ended.err.contains(&format!("{answers} captures of {APPOINTMENTS}")), "{}", ended.err);
    let (Some(first), Some(last)) = (looks.first(), looks.last()) else {
        tell("soak: memory and files were not looked at, there is no /proc");
        return;
    };
    tell(&format!("soak: {answers} answers, {first:?} when warm, {last:?} in the end"));
    let most = looks.iter().map(|look| look.memory).max().unwrap();
    assert!(most <= first.memory + ALLOWED, "it grows: {looks:?}");
    let files = |looks: &[Seen]| looks.iter().map(|look| look.files).min().unwrap();
    let (before, after) = looks.split_at(looks.len() / 2);
    assert_eq!(files(before), files(after), "files stay open: {looks:?}");
    let most = looks.iter().map(|look| look.files).max().unwrap();
    assert!(most <= files(before) + AT_WORK, "{looks:?}");
}
