//! A full disk.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::tempdir;

use crate::listener::{Listener, bodies, journal, sha256};
use crate::support::tell;

/// A command that runs the program with a disk of 256 KiB at `captures`; none where this process
/// may not have a mount namespace of its own.
fn on_a_small_disk(arguments: &[&str], dir: &Path) -> Option<std::process::Command> {
    use std::process::{Command, Stdio};
    const MOUNT: &str = r#"mkdir -p captures && mount -t tmpfs -o size=256k,mode=700 tmpfs captures && exec "$0" "$@""#;
    let may = |namespaces: &[&str], arguments: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(namespaces).args(["sh", "-c", MOUNT]).args(arguments);
        command.current_dir(dir).env_clear().env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let kinds: [&[&str]; 2] = [&["--mount"], &["--map-root-user", "--mount"]];
    let works =
        |kind: &&&[&str]| may(kind, &["true"]).output().is_ok_and(|output| output.status.success());
    let kind = kinds.iter().find(works)?;
    Some(may(kind, &[&[env!("CARGO_BIN_EXE_dsw")], arguments].concat()))
}

#[test]
fn a_full_disk_is_told_once_and_recovered_from() {
    let dir = tempdir().unwrap();
    let arguments = ["listen", "--port", "0"];
    let Some(command) = on_a_small_disk(&arguments, dir.path()) else {
        return tell("skipped: a full disk; this machine allows no mount namespace");
    };
    let listener = Listener::spawn(command, dir);
    let captures = Path::new("/proc").join(listener.pid().to_string()).join("root");
    let captures = captures.join(listener.captures().strip_prefix("/").unwrap());
    let body = format!("{{\"AppointmentNo\":\"A\",\"Pad\":\"{}\"}}", "x".repeat(4_000));
    let fill = |body: &[u8]| (0..2_000).map(|_| listener.post(body)).find(|status| *status != 200);
    let is_whole = || {
        let journal = journal(&captures);
        for line in &journal {
            let body = fs::read(captures.join(line["file"].as_str().unwrap())).unwrap();
            assert_eq!(line["sha256"], sha256(&body));
        }
        assert_eq!(bodies(&captures).len(), journal.len());
        let numbers: Vec<_> = journal.iter().map(|line| line["seq"].as_u64().unwrap()).collect();
        assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
        journal
    };
    assert_eq!(fill(body.as_bytes()), Some(507));
    // Empty bodies take no room, so that a line of the journal is what does not fit.
    assert_eq!(fill(b""), Some(507));
    let before = is_whole();
    for body in ["", &body, ""] {
        assert_eq!(listener.post(body.as_bytes()), 507);
    }
    assert_eq!(is_whole().len(), before.len());
    for line in &before[..2] {
        fs::remove_file(captures.join(line["file"].as_str().unwrap())).unwrap();
    }
    assert_eq!(listener.post(b"{}"), 200);
    let text = fs::read_to_string(captures.join("captures.jsonl")).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), before.len() + 1);
    let ended = listener.interrupt();
    assert_eq!(ended.code, Some(3), "{}", ended.err);
    // A large body did not fit, then a line: each is told once, however often it was tried.
    assert_eq!(ended.err.matches("no space left").count(), 2, "{}", ended.err);
    assert_eq!(ended.err.matches("senders are answered 507").count(), 2, "{}", ended.err);
    assert_eq!(ended.err.matches("captures are kept again").count(), 2, "{}", ended.err);
}
