//! `dsw listen` killed under load: what was answered is kept, and the next one goes on.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use crate::listener::{Ended, Listener, answer, bodies, command, connect, kept_open, sha256};

const ROUNDS: usize = 20;
const SENDERS: usize = 4;

/// The bodies that were sent, by the number that names their files.
#[derive(Default)]
struct Sent {
    bodies: HashMap<String, Vec<u8>>,
    answered: HashSet<String>,
    /// What the journal lists, and its last sequence number.
    kept: HashSet<String>,
    last: u64,
}

fn start(dir: TempDir) -> Listener {
    let mut command = command(&[], &[], dir.path());
    command.stdout(std::process::Stdio::null());
    Listener::spawn(command, dir)
}

/// Posts without a pause from several senders, and kills the listener after so many answers.
fn killed_under_load(listener: Listener, round: usize, after: usize, sent: &Mutex<Sent>) -> Ended {
    let (answers, (reached, kill)) = (AtomicUsize::new(0), channel());
    let address = listener.address;
    let one_sender = |sender: usize, reached: std::sync::mpsc::Sender<()>| {
        let mut stream = connect(address);
        for at in 0.. {
            let number = format!("r{round}s{sender}n{at}");
            let pad = "x".repeat((at * 7919 + sender * 104_729 + round) % 9_000);
            let body = format!("{{\"AppointmentNo\":\"{number}\",\"Pad\":\"{pad}\"}}").into_bytes();
            sent.lock().unwrap().bodies.insert(number.clone(), body.clone());
            if stream.write_all(&kept_open(&body)).is_err() {
                return;
            }
            let Some(status) = answer(&mut stream) else { return };
            assert_eq!(status, 200);
            sent.lock().unwrap().answered.insert(number);
            if answers.fetch_add(1, Ordering::Relaxed) + 1 == after {
                reached.send(()).unwrap();
            }
        }
    };
    thread::scope(|scope| {
        for sender in 0..SENDERS {
            let (reached, one_sender) = (reached.clone(), &one_sender);
            scope.spawn(move || one_sender(sender, reached));
        }
        kill.recv().unwrap();
        listener.kill()
    })
}

/// The lines of a journal; the last may be torn.
fn lines(captures: &Path) -> Vec<Value> {
    let text = fs::read_to_string(captures.join("captures.jsonl")).unwrap();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The number of the appointment that a file was named by.
fn number(file: &str) -> &str {
    file.split_once('-').unwrap().1.strip_suffix(".json").unwrap()
}

/// Holds what has been kept since the last time against what was sent.
fn hold(captures: &Path, sent: &mut Sent) {
    let is_new =
        |file: &&String| file.split('-').next().unwrap().parse::<u64>().unwrap() > sent.last;
    for file in bodies(captures).iter().filter(is_new) {
        let body = fs::read(captures.join(file)).unwrap();
        assert!(sent.bodies[number(file)] == body, "`{file}` is not what was sent");
    }
    let mut last = 0;
    for line in lines(captures) {
        let (seq, file) = (line["seq"].as_u64().unwrap(), line["file"].as_str().unwrap());
        assert!(seq > last, "{seq} after {last}");
        last = seq;
        if seq > sent.last {
            assert_eq!(line["sha256"], sha256(&sent.bodies[number(file)]));
            assert!(captures.join(file).exists(), "{file}");
            sent.kept.insert(number(file).to_owned());
        }
    }
    sent.last = last;
    let missing: Vec<_> = sent.answered.difference(&sent.kept).collect();
    assert!(missing.is_empty(), "answered, but not kept: {missing:?}");
}

#[test]
fn whatever_was_answered_survives_a_crash() {
    let (sent, mut dir) = (Mutex::new(Sent::default()), tempfile::tempdir().unwrap());
    // The same moments in every run: a fixed series of numbers from 1 to 96.
    let mut seed: usize = 20_260_302;
    for round in 0..ROUNDS {
        seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
        let ended = killed_under_load(start(dir), round, 1 + (seed >> 8) % 96, &sent);
        assert_eq!(ended.code, None);
        dir = ended.dir;
        hold(&dir.path().join("captures"), &mut sent.lock().unwrap());
    }
    let last = sent.into_inner().unwrap().last;
    let listener = start(dir);
    assert_eq!(listener.post(br#"{"AppointmentNo":"after"}"#), 200);
    let next = lines(&listener.captures()).last().unwrap()["seq"].as_u64().unwrap();
    assert!(next > last, "{next} after {last}");
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(!ended.err.contains("error"), "{}", ended.err);
}
