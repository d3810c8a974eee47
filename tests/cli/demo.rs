//! `dsw demo`: the whole loop, and nothing left behind.

use std::fs;
use std::process::Output;

use dsw::samples::SAMPLES;
use tempfile::TempDir;

use crate::support::{dsw, transcript};

/// Runs it in an empty folder that is also its place for temporary files.
fn demo(dir: &TempDir) -> Output {
    let mut command = dsw(&["demo"], dir.path());
    command.env("TMPDIR", dir.path()).env("TEMP", dir.path()).env("TMP", dir.path());
    // A process group of its own shows whether anything stays behind.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let child = command.spawn().unwrap();
    #[cfg(unix)]
    let group = rustix::process::Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    #[cfg(unix)]
    assert!(rustix::process::test_kill_process_group(group).is_err(), "a process is left");
    output
}

#[test]
fn it_shows_every_sample_and_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let output = demo(&dir);
    assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
    let (out, err) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    for (at, sample) in SAMPLES.iter().enumerate() {
        let sample: serde_json::Value = serde_json::from_slice(sample.body).unwrap();
        let number = sample["AppointmentNo"].as_str().unwrap();
        let card = format!("  #{}  {number}  ", at + 1);
        assert!(out.contains(&card), "{card}\n{out}");
    }
    assert_eq!(out.matches(" ✓ valid").count(), SAMPLES.len(), "{out}");
    assert!(err.contains(&format!("{} payloads, all valid, in ", SAMPLES.len())), "{err}");
    assert!(err.contains("\nevery byte arrived as it was captured\n"), "{err}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "a file is left");
}

#[test]
fn its_talk_reads_as_a_story() {
    let dir = tempfile::tempdir().unwrap();
    let err = String::from_utf8(demo(&dir).stderr).unwrap();
    expect_test::expect![[r#"

        1. Dime.Scheduler posts the appointment each time a planner acts on the board


        2. `dsw validate` judges what was captured

        9 payloads, all valid, in N ms

        3. `dsw replay` sends the captures to any receiver, byte for byte

        9 payloads: 9 accepted
        answered within p50 N ms, p95 N ms, p99 N ms, max N ms
        every byte arrived as it was captured

        That was the whole loop. Next, run `dsw listen`, give its address to Dime.Scheduler as the README
        tells, and judge what came with `dsw validate last`.
    "#]].assert_eq(&crate::support::without_times(&err));
}
