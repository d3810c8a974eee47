//! A capture folder of a hundred thousand captures.

use std::fmt::Write;
use std::fs;

use crate::listener::Listener;
use crate::process::peak_kib;
use crate::support::checkout;

const CAPTURES: usize = 100_000;

/// The line of a capture of an appointment, as a listener writes it.
fn line(seq: usize, number: &str, sha256: &str) -> String {
    format!(
        r#"{{"v":1,"kind":"capture","seq":{seq},"received_at":"2026-03-02T09:00:00.000000Z","method":"POST","target":"/updated","version":"HTTP/1.1","headers":[["host","127.0.0.1:4242"],["content-type","application/json; charset=utf-8"],["content-length","2048"],["user-agent","Dime.Scheduler"]],"remote":"127.0.0.1:50000","file":"{seq:06}-{number}.json","size":2048,"sha256":"{sha256}","complete":true,"answer":{{"status":200}}}}"#
    )
}

#[test]
fn a_listener_starts_on_a_hundred_thousand_captures_and_knows_them() {
    let dir = tempfile::tempdir().unwrap();
    let captures = dir.path().join("captures");
    fs::create_dir(&captures).unwrap();
    let samples = checkout().join("samples");
    let created = fs::read(samples.join("01-created.json")).unwrap();
    let payload: serde_json::Value = serde_json::from_slice(&created).unwrap();
    let known = payload["AppointmentNo"].as_str().unwrap();
    let (mut journal_text, sha256) = (String::new(), "0".repeat(64));
    for seq in 1..=CAPTURES {
        // The known one lies in the middle; of the others only the names are read.
        let number = if seq == CAPTURES / 2 { known.to_owned() } else { format!("APP-{seq:07}") };
        writeln!(journal_text, "{}", line(seq, &number, &sha256)).unwrap();
    }
    fs::write(captures.join("captures.jsonl"), journal_text).unwrap();
    fs::write(captures.join(format!("{:06}-{known}.json", CAPTURES / 2)), created).unwrap();

    let mut listener = Listener::start_in(dir, &[]);
    assert_eq!(listener.post(&fs::read(samples.join("02-moved.json")).unwrap()), 200);
    let told = listener.line();
    assert_eq!(told["seq"], CAPTURES + 1);
    assert_eq!(told["actions"][0]["action"], "moved", "{told}");
    assert_eq!(told["standing"], serde_json::json!([]), "{told}");
    if let Some(peak) = peak_kib(listener.pid()) {
        assert!(peak < 64 * 1024, "{peak} KiB");
    }
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let journal = fs::read_to_string(ended.dir.path().join("captures/captures.jsonl")).unwrap();
    let last: serde_json::Value = serde_json::from_str(journal.lines().last().unwrap()).unwrap();
    assert_eq!(last["seq"], CAPTURES + 1);
}
