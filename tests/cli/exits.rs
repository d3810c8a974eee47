//! What a script sees: the exit code of every kind of end, and streams that are full or closed.

use std::fs;
use std::path::Path;

use expect_test::expect;
use tempfile::TempDir;

use crate::support::{VALID, dsw, run, run_in, transcript};

fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("good.json"), VALID).unwrap();
    fs::write(dir.path().join("bad.json"), "{}").unwrap();
    fs::write(dir.path().join("frog.json"), "{\"type\":\"frog\"}").unwrap();
    dir
}

/// A URL on which nothing listens: the port is the system's own, and nobody's service.
pub(crate) const DEAD: &str = "http://127.0.0.1:1/hook";

#[test]
fn the_table_of_exit_codes_holds() {
    let dir = folder();
    for (code, arguments) in [
        (0, vec!["validate", "good.json"]),
        (1, vec!["validate", "bad.json"]),
        (1, vec!["validate", "good.json", "bad.json", "good.json"]),
        (2, vec![]),
        (2, vec!["validate"]),
        (2, vec!["validate", "good.json", "--frob"]),
        (2, vec!["replay", "good.json"]),
        (2, vec!["replay", "good.json", "--to", "ftp://127.0.0.1/"]),
        (2, vec!["replay", "good.json", "--to", DEAD, "-H", "no colon"]),
        (3, vec!["validate", "gone.json"]),
        (3, vec!["validate", "bad.json", "gone.json"]),
        (3, vec!["validate", "last"]),
        (3, vec!["replay", "gone.json", "--to", DEAD]),
        (4, vec!["replay", "good.json", "--to", DEAD]),
        (4, vec!["listen", "--host", "localhost.example"]),
        (5, vec!["validate", "bad.json", "gone.json", "--schema", "frog.json"]),
        (5, vec!["schema", "diff", "good.json", "frog.json"]),
        (0, vec!["replay", "good.json", "--to", DEAD, "--dry-run"]),
    ] {
        let output = run_in(dir.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{}", transcript(&output));
    }
}

#[test]
fn a_file_that_is_missing_costs_more_than_a_target_that_is() {
    let dir = folder();
    let output = run_in(dir.path(), &["replay", "good.json", "gone.json", "--to", DEAD], b"");
    assert_eq!(output.status.code(), Some(3), "{}", transcript(&output));
}

#[test]
fn a_warning_alone_is_a_success() {
    let unnumbered = VALID.replace("\"AppointmentNo\":\"A1\"", "\"Id\":1");
    expect![[r#"
        exit: 0
        --- stdout
        <stdin>:1:1: warning[appointment-no]: an `AppointmentNo`, which the vendor advises over `Id`, is expected
          |
        1 | {"Id":1,"Subject":"s","StartDate":"2026-05-11T08:30:00","EndDate":"2026-0...
          | ^

        --- stderr
        1 payload, all valid, 1 warning, in N ms
    "#]].assert_eq(&transcript(&run(&["validate", "-"], &unnumbered)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_on_stdout_is_said() {
    let dir = folder();
    for arguments in [
        vec!["validate", "bad.json"],
        vec!["validate", "bad.json", "--format", "json"],
        vec!["replay", "good.json", "--to", DEAD, "--dry-run"],
        vec!["replay", "good.json", "--to", DEAD],
        vec!["schema"],
        vec!["completions", "bash"],
        vec!["--help"],
        vec!["help", "listen"],
        vec!["--version"],
        vec!["demo"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = dsw(&arguments, dir.path()).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{arguments:?}\n{}", transcript(&output));
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(
            err.contains("error: cannot write output: no space left\n"),
            "{arguments:?}\n{err}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_closed_is_a_quiet_end() {
    let dir = folder();
    for arguments in [
        vec!["validate", "bad.json"],
        vec!["validate", "bad.json", "--format", "json"],
        vec!["replay", "good.json", "--to", DEAD, "--dry-run"],
        vec!["schema"],
        vec!["completions", "zsh"],
        vec!["--help"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = dsw(&arguments, dir.path()).stdout(writer).output().unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{arguments:?}\n{}",
            transcript(&output)
        );
        assert!(output.stderr.is_empty(), "{arguments:?}\n{}", transcript(&output));
    }
}

#[test]
fn a_stderr_that_is_closed_is_no_reason_to_stop() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output =
        dsw(&["validate", "gone.json", "samples/02-moved.json"], crate::support::checkout())
            .stderr(writer)
            .output()
            .unwrap();
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn output_is_the_same_from_any_folder() {
    let dir = folder();
    let inside = run_in(dir.path(), &["validate", "bad.json"], b"");
    let path = dir.path().join("bad.json");
    let outside = run_in(Path::new("/"), &["validate", path.to_str().unwrap()], b"");
    let outside = transcript(&outside).replace(path.to_str().unwrap(), "bad.json");
    assert_eq!(outside, transcript(&inside));
}
