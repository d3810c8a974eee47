//! `dsw listen` killed under load: what was answered is kept, and the next one goes on.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use crate::listener::{Ended, Listener, answer, command, connect, kept_open, sha256};

const ROUNDS: usize = 100;
const SENDERS: usize = 4;

/// What was sent, by the number that names its file, and what was answered in this round.
#[derive(Default)]
struct Sent {
    bodies: HashMap<String, Vec<u8>>,
    answered: HashSet<String>,
}

/// What was seen of the folder so far.
#[derive(Default)]
struct Held {
    /// How much of the journal was read, to the end of a line.
    bytes: u64,
    /// The last sequence number of the journal.
    last: u64,
    /// The highest number of any file, finished or not.
    highest: u64,
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
            let pad = "x".repeat((at * 7919 + sender * 104_729 + round) % 5_000);
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

impl Held {
    /// The lines of the journal since the last time; a torn last one is not read.
    fn new_lines(&mut self, captures: &Path) -> Vec<Value> {
        let mut journal = File::open(captures.join("captures.jsonl")).unwrap();
        journal.seek(SeekFrom::Start(self.bytes)).unwrap();
        let mut text = String::new();
        journal.read_to_string(&mut text).unwrap();
        text.truncate(text.rfind('\n').map_or(0, |end| end + 1));
        self.bytes += text.len() as u64;
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Whatever has a final name is whole, listed or not.
    fn hold_files(&mut self, captures: &Path, sent: &Sent) {
        let before = self.highest;
        for entry in fs::read_dir(captures).unwrap() {
            let file = entry.unwrap().file_name().into_string().unwrap();
            let digits = file.trim_start_matches('.').split(['-', '.']).next().unwrap();
            let Ok(seq) = digits.parse::<u64>() else { continue };
            self.highest = self.highest.max(seq);
            if seq > before && !file.starts_with('.') {
                let body = fs::read(captures.join(&file)).unwrap();
                assert!(sent.bodies[number(&file)] == body, "`{file}` is not what was sent");
            }
        }
    }

    /// Whatever was answered in this round is in the journal, and its file is there.
    fn hold_journal(&mut self, captures: &Path, sent: &mut Sent, first: u64) {
        let mut kept = HashSet::new();
        for (at, line) in self.new_lines(captures).iter().enumerate() {
            let (seq, file) = (line["seq"].as_u64().unwrap(), line["file"].as_str().unwrap());
            assert!(seq > self.last, "{seq} after {}", self.last);
            assert!(at > 0 || seq <= first, "it went on with {seq}, not with {first}");
            self.last = seq;
            assert_eq!(line["sha256"], sha256(&sent.bodies[number(file)]));
            assert!(captures.join(file).exists(), "{file}");
            kept.insert(number(file).to_owned());
        }
        let missing: Vec<_> = sent.answered.difference(&kept).collect();
        assert!(missing.is_empty(), "answered, but not kept: {missing:?}");
        sent.answered.clear();
    }
}

/// The number of the appointment that a file was named by.
fn number(file: &str) -> &str {
    file.split_once('-').unwrap().1.strip_suffix(".json").unwrap()
}

/// Fails unless the listener began well and with this number.
fn began_with(first: u64, err: &str) {
    assert!(err.contains(&format!("the next is #{first}\n")), "not #{first}: {err}");
    assert!(!err.contains("error") && !err.contains("panicked"), "{err}");
}

#[test]
fn whatever_was_answered_survives_a_crash() {
    let (sent, mut dir) = (Mutex::new(Sent::default()), tempfile::tempdir().unwrap());
    let mut held = Held::default();
    // The same moments in every run: a fixed series of numbers from 1 to 48.
    let mut seed: usize = 20_260_302;
    for round in 0..ROUNDS {
        seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
        let ended = killed_under_load(start(dir), round, 1 + (seed >> 8) % 48, &sent);
        assert_eq!(ended.code, None);
        dir = ended.dir;
        let first = held.highest + 1;
        began_with(first, &ended.err);
        let (captures, mut sent) = (dir.path().join("captures"), sent.lock().unwrap());
        held.hold_files(&captures, &sent);
        held.hold_journal(&captures, &mut sent, first);
    }
    let listener = start(dir);
    assert_eq!(listener.post(br#"{"AppointmentNo":"after"}"#), 200);
    let mut sent = sent.into_inner().unwrap();
    sent.bodies.insert("after".to_owned(), br#"{"AppointmentNo":"after"}"#.to_vec());
    sent.answered.insert("after".to_owned());
    let first = held.highest + 1;
    held.hold_files(&listener.captures(), &sent);
    held.hold_journal(&listener.captures(), &mut sent, first);
    assert_eq!(held.last, first);
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    began_with(first, &ended.err);
}
